"""Characters that no font can print, found in a teacher's files and in the wording before anything is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edu.model.wording import Wording
from edu.problems import Problem
from edu.read.toml import TomlFile


def missing_in_file(file: TomlFile) -> Iterator[Problem]:
    """A problem for each text of a file with a character that no font can print."""
    from edu.write.pdf import missing_glyphs

    for where, text in _texts(file.data, ()):
        missing = missing_glyphs(text)
        if missing:
            yield _no_glyph(file.path, file.line(where), missing)


def missing_in_wording(wording: Wording) -> Iterator[Problem]:
    """The same for the phrases and documents of the templates."""
    from edu.write.pdf import missing_glyphs

    for phrase in (*(each for some in wording.phrases.values() for each in some), *wording.documents.values()):
        for number, line in enumerate(phrase.text.split("\n")):
            missing = missing_glyphs(line)
            if missing:
                yield _no_glyph(phrase.file, phrase.line + number, missing)


def _no_glyph(file: Path, line: int | None, missing: tuple[str, ...]) -> Problem:
    signs = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in missing)
    return Problem(file, line, f"no font has {signs}", "Write it another way")


def _texts(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*where, step))
