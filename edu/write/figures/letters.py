"""Text of charts measured in the fonts of the page: widths, ink, and where lines break."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import comb

from matplotlib.ft2font import FT2Font
from matplotlib.path import Path as MatplotlibPath

from edu.write.pdf import fonts
from edu.write.pdf.scripts import seen

MEASURED_SIZE = 1000
"""Type size at which letters are measured, in points; matplotlib measures in 64ths of a point."""

MOST_BREAKS = 200
"""Ways to break a text into lines that are compared; a text with more is broken line by line."""

CAPITAL = 0.668
"""Height of a capital letter, as a part of the type size."""


@dataclass(frozen=True)
class Lettering:
    """The type sizes of a chart, in points; its rooms for words grow with them.

    Attributes:
        words: of the words beside marks.
        cells: of labels in cells, ticks of scales and legends.
        tracking: space after every letter, in ems.
    """

    words: float = 12.0
    cells: float = 10.0
    tracking: float = 0.0

    @property
    def words_scale(self) -> float:
        """How much larger the words are than on the class's pages."""
        return self.words / 12

    @property
    def cells_scale(self) -> float:
        """How much larger the labels are than on the class's pages."""
        return self.cells / 10


def runs(text: str, name: str) -> tuple[tuple[str, str], ...]:
    """The text from left to right in stretches of one face each, as (name of the face, stretch)."""
    printed = "".join(" " if letter in fonts.SPACES else letter for letter in text if letter not in fonts.UNSEEN)
    return fonts.faces(seen(printed), name == fonts.BOLD)


@lru_cache(maxsize=16384)
def text_width(text: str, name: str, size: float, tracking: float = 0.0) -> float:
    """Width in points of a line of text, with so much space after every letter, in ems."""
    return sum(fonts.width(stretch, face, size) + tracking * size * len(stretch) for face, stretch in runs(text, name))


def ink(text: str, name: str, size: float) -> tuple[float, float]:
    """How far the text reaches below and above its baseline, in points: (lowest, highest)."""
    reach = [
        _letter_ink(str(fonts.font_file(face)), letter) for face, stretch in runs(text, name) for letter in stretch
    ]
    if not reach:
        return 0.0, 0.0
    return min(low for low, _ in reach) * size, max(high for _, high in reach) * size


def wrap(text: str, name: str, size: float, width: float, tracking: float = 0.0) -> tuple[str, ...]:
    """Breaks a text into lines no wider than `width` points, inside a word only when it is longer."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, name, size, tracking) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, name, size, width, tracking)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def wrap_evenly(
    text: str, name: str, size: float, *, lines: int, enough: float, widest: float, tracking: float = 0.0
) -> tuple[str, ...]:
    """Breaks a text into at most `lines` lines of even length, or into more when `widest` asks for them.

    It takes no more lines than a width of `enough` points asks for.
    """
    wrapped = wrap(text, name, size, widest, tracking)
    count = max(len(wrapped), min(lines, len(wrap(text, name, size, min(enough, widest), tracking))))
    longest = _widest(text.split(" "), name, size, tracking)
    while wrapped:
        narrower = _widest(wrapped, name, size, tracking) - 0.01
        if narrower < longest:
            break
        tried = wrap(text, name, size, narrower, tracking)
        if len(tried) > count:
            break
        wrapped = tried
    return _evened(text, name, size, wrapped, tracking)


def _evened(text: str, name: str, size: float, wrapped: tuple[str, ...], tracking: float) -> tuple[str, ...]:
    """The same number of lines, no wider than before, with the shortest line as long as may be."""
    words = text.split(" ")
    if " ".join(wrapped) != text or comb(len(words) - 1, max(len(wrapped) - 1, 0)) > MOST_BREAKS:
        return wrapped
    widest = _widest(wrapped, name, size, tracking)
    best, most = wrapped, min(text_width(line, name, size, tracking) for line in wrapped)
    for breaks in combinations(range(1, len(words)), len(wrapped) - 1):
        lines = tuple(" ".join(words[start:end]) for start, end in pairwise((0, *breaks, len(words))))
        widths = [text_width(line, name, size, tracking) for line in lines]
        if max(widths) <= widest and min(widths) > most + 0.01:
            best, most = lines, min(widths)
    return best


def _widest(lines: Sequence[str], name: str, size: float, tracking: float) -> float:
    return max(text_width(line, name, size, tracking) for line in lines)


def _broken(word: str, name: str, size: float, width: float, tracking: float) -> list[str]:
    """A word in pieces no wider than the line; at least one letter a piece."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, name, size, tracking) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=4096)
def _letter_ink(file: str, letter: str) -> tuple[float, float]:
    """Lowest and highest point of a letter, as parts of the type size."""
    _, low, _, high = _face(file).load_char(ord(letter)).bbox
    return low / (64 * MEASURED_SIZE), high / (64 * MEASURED_SIZE)


def letter_outline(file: str, letter: str) -> MatplotlibPath:
    """A letter's outline, in thousandths of the type size from the left end of its baseline."""
    face = _face(file)
    face.load_char(ord(letter))
    points, codes = face.get_path()
    return MatplotlibPath(points, codes)


@lru_cache(maxsize=8)
def _face(file: str) -> FT2Font:
    """The face at a size at which the fitting of letters to pixels makes no difference."""
    face = FT2Font(file)
    face.set_size(MEASURED_SIZE, 72)
    return face
