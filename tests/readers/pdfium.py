"""The words of a page by its structure tree, as pdfium reads it (in Chrome and Edge)."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

RIGHTWARD = "\u200e"
"""A mark of direction, which is no letter."""

_HYPHEN = "\x02"
"""What pdfium gives for a hyphen at the end of a line."""


def words(data: bytes) -> list[list[str]]:
    """The words of every page in the order of the tree, those of each element apart."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [list(_page(page)) for page in pdf]


def _page(page: Any) -> Iterator[str]:
    shown = _shown(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            for text in _element(raw.FPDF_StructTree_GetChildAtIndex(tree, number), shown):
                yield from text.replace(RIGHTWARD, "").split()
    finally:
        raw.FPDF_StructTree_Close(tree)


def _shown(page: Any) -> dict[int, str]:
    """The text of each marked content."""
    found: dict[int, str] = defaultdict(str)
    text_page = page.get_textpage()
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(thing)
        if number < 0:
            continue  # an artifact
        size = raw.FPDFTextObj_GetText(thing, text_page, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFTextObj_GetText(thing, text_page, buffer, size)
        found[number] += bytes(buffer).decode("utf-16-le").rstrip("\x00").replace(_HYPHEN, "-")
    text_page.close()
    return found


def _element(element: Any, shown: dict[int, str]) -> Iterator[str]:
    """The texts of an element and of those below it; what is said in place of a figure is not text."""
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    role = buffer.raw.decode("utf-16-le").rstrip("\x00")
    if role in ("Figure", "Span"):
        return
    own = ""
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        below = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if below:
            yield from _element(below, shown)
        else:
            own += shown.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, number), "")
    yield own
