"""PDF pages -> words with their places, as pypdfium2 finds them. Lengths are points, heights are measured upwards."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import category

import pypdfium2
import pypdfium2.raw as pdfium

_SPACE = 0.2
"""A gap wider than this part of the type size parts two words, whether or not a space stands in it."""

_COLUMN = 0.6
"""A gap wider than this part of the type size parts two columns, a letter and its option, or a blank and its text."""

_LEVEL = 1.2
"""Glyphs whose baselines are as near as this stand on one line."""

_HYPHENS = {"\x02", "\ufffe"}
"""What pdfium puts for a hyphen at the end of a line."""


@dataclass(frozen=True)
class Piece:
    """Words on one line with no wide gap between them.

    Attributes:
        text: the words, with single spaces.
        left: where the first glyph begins.
        right: where the last glyph ends.
        base: height of the baseline above the foot of the page.
        size: type size of the first glyph.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


Line = tuple[Piece, ...]
"""The pieces on one baseline, from left to right; never empty."""

Page = tuple[Line, ...]
"""The lines of a page from top to bottom."""


class _Glyph(NamedTuple):
    text: str
    left: float
    right: float
    base: float
    size: float


@lru_cache(maxsize=8)
def read_pages(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return tuple(tuple(_lines(list(_glyphs(page.get_textpage())))) for page in pdf)
    finally:
        pdf.close()


def words(line: Line) -> str:
    """All words of a line."""
    return " ".join(piece.text for piece in line)


@cache
def _seen(code: int) -> str:
    """A sign as it is compared; empty for a space, and for what nobody sees."""
    letter = "-" if chr(code) in _HYPHENS else chr(code)
    return "" if letter.isspace() or category(letter) == "Cf" else letter


def _glyphs(text: Any) -> Iterator[_Glyph]:
    text_page = text.raw  # closed as soon as `text` is gone
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        letter = _seen(pdfium.FPDFText_GetUnicode(text_page, index))
        if not letter or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        yield _Glyph(letter, x.value, right.value, y.value, size)


def _lines(glyphs: list[_Glyph]) -> Iterator[Line]:
    glyphs.sort(key=lambda glyph: -glyph.base)
    levels: list[float] = []
    for glyph in glyphs:
        levels.append(levels[-1] if levels and levels[-1] - glyph.base < _LEVEL else glyph.base)
    for _, group in groupby(zip(levels, glyphs, strict=True), key=lambda pair: pair[0]):
        row = sorted((glyph for _, glyph in group), key=lambda glyph: glyph.left)
        yield tuple(_pieces(row))


def _pieces(row: list[_Glyph]) -> Iterator[Piece]:
    text, first, last = row[0].text, row[0], row[0]
    for glyph in row[1:]:
        gap = glyph.left - last.right
        if gap > _COLUMN * first.size:
            yield Piece(_in_order(text), first.left, last.right, first.base, first.size)
            text, first = "", glyph
        elif gap > _SPACE * first.size:
            text += " "
        text += glyph.text
        last = glyph
    yield Piece(_in_order(text), first.left, last.right, first.base, first.size)


def _in_order(text: str) -> str:
    """Words of a line from left to right in the order of reading: stretches of Arabic letters are turned round."""
    return re.sub(r"[\u0600-\u08ff]+(?: [\u0600-\u08ff]+)*", lambda stretch: stretch[0][::-1], text)
