"""The faces everything is printed in, and which of them has a character.

Text is set in Atkinson Hyperlegible. A character it lacks (an arrow, a transliterated letter) is taken from
DejaVu Sans, which matplotlib ships and which is found without importing matplotlib. Both are embedded.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from edu.write.pdf.scripts import joined, spelled

TEXT = "Atkinson"
BOLD = "Atkinson-Bold"
FALLBACK = "DejaVu"
FALLBACK_BOLD = "DejaVu-Bold"

SPACES = frozenset(" \t\n\r\f\v\u00a0")
"""Characters set as a space, whatever the face."""

UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")
"""Characters that are never drawn: soft hyphen, zero-width space, word joiner, byte order mark."""

_FILES = {
    TEXT: ("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Regular.ttf"),
    BOLD: ("fontpkg_atkinson_hyperlegible", "files/AtkinsonHyperlegible-Bold.ttf"),
    FALLBACK: ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf"),
    FALLBACK_BOLD: ("matplotlib", "mpl-data/fonts/ttf/DejaVuSans-Bold.ttf"),
}


@cache
def font_file(name: str) -> Path:
    """The file of a face, by one of the names above.

    Raises:
        FileNotFoundError: when the package that brings the face is not installed.
    """
    package, inside = _FILES[name]
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        path = Path(folder) / inside
        if path.is_file():
            return path
    raise FileNotFoundError(f"the font {inside} of the package {package} is not installed; install it with pip")


@cache
def font(name: str) -> Any:
    """The face as ReportLab's font, read and registered on first use."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # keeps `edu --help` quick

    from edu.write.pdf.lettering import SteadyFont  # as above

    face = SteadyFont(name, str(font_file(name)), f"F{list(_FILES).index(name) + 1}")
    registerFont(face)
    return face


def register() -> None:
    """Makes the faces of the text known to ReportLab. Calling it again changes nothing."""
    font(TEXT)
    font(BOLD)


def _has(name: str, letters: str) -> bool:
    """True when the face has all these characters."""
    return all(letter in SPACES or ord(letter) in font(name).face.charToGlyph for letter in letters)


@lru_cache(maxsize=4096)
def _face_of(letters: str, bold: bool) -> str:
    """The first face that has a letter with its accents; the text face when none has."""
    first, second = (BOLD, FALLBACK_BOLD) if bold else (TEXT, FALLBACK)
    if _has(first, letters) or not _has(second, letters):
        return first
    return second


def _letters(text: str) -> list[str]:
    """The letters of a text, each with the accents that combine with it."""
    letters: list[str] = []
    for character in text:
        if letters and combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


@lru_cache(maxsize=1024)
def faces(text: str, bold: bool) -> tuple[tuple[str, str], ...]:
    """The text in stretches of one face each, as (name of the face, stretch)."""
    if text.isascii():
        return ((BOLD if bold else TEXT, text),) if text else ()
    by_face = groupby(_letters(text), key=lambda letter: _face_of(letter, bold))
    return tuple((name, "".join(stretch)) for name, stretch in by_face)


@lru_cache(maxsize=1024)
def width(text: str, name: str, size: float) -> float:
    """How wide a stretch of one face is, in points, Arabic letters joined."""
    face = font(name).face
    widths: dict[int, float] = face.charWidths
    missing: float = face.defaultWidth
    total = sum(widths.get(32 if letter in SPACES else ord(letter), missing) for letter in joined(text))
    return total * size / 1000


@lru_cache(maxsize=4096)
def _printed(character: str) -> bool:
    """Whether a character can be printed, in bold too."""
    return all(any(_has(face, character) for face in faces) for faces in ((TEXT, FALLBACK), (BOLD, FALLBACK_BOLD)))


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Characters of the text that can not be printed because no face has them, each once, in order."""
    if text.isascii():
        unseen = () if text.isprintable() else (c for c in text if c not in SPACES and not c.isprintable())
        return tuple(dict.fromkeys(unseen))
    there = (c for c in joined(normalize("NFC", text)) if c not in UNSEEN and not _printed(c))
    return tuple(dict.fromkeys(map(spelled, there)))
