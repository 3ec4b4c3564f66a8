"""Prints a document: sections drawn page by page, and copies of one section put together from what they share."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import BinaryIO

from edu.model.copies import Copies
from edu.model.document import Document, Section, line
from edu.write.pdf.blocks.quiz import blank_words
from edu.write.pdf.book import Book
from edu.write.pdf.footer import Footer, band
from edu.write.pdf.length import set_section
from edu.write.pdf.pen import Pen
from edu.write.pdf.printing import Report, print_copies
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import StyleSheet
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.variants import style_sheet

Progress = Callable[[int, int, int], None]
"""Called as work goes on with how many sections are done, of how many, and how many pages they have."""


@dataclass(frozen=True)
class Printed:
    """What was printed.

    Attributes:
        data: the file; empty when it was written elsewhere.
        pages: how many pages it has.
        section_pages: how many pages each section takes, blank ones at its end included.
    """

    data: bytes
    pages: int
    section_pages: tuple[int, ...]


def print_document(
    document: Document,
    progress: Progress | None = None,
    out: BinaryIO | None = None,
    tagged: bool = True,
    executor: Executor | None = None,
) -> Printed:
    """The document as a PDF, written to `out` as it is made; without one it is handed back.

    Args:
        document: what to print.
        progress: called after each section, or some dozens of copies.
        out: where to write it.
        tagged: False to leave out what screen readers need, for printing only.
        executor: where many copies are made; without one they are made here.

    Raises:
        ValueError: when something does not fit, or would leave the PDF unreadable for some.
    """
    if not document.sections:
        raise ValueError("the document has no sections, so there is nothing to print")
    sheet = style_sheet(document.paper, document.variant, document.tint)
    frame = sheet.frame
    canvas = TaggedCanvas(document.title, document.language, frame.page_width, frame.page_height, tagged)
    held = io.BytesIO() if out is None else None
    book = Book(canvas, held or out or io.BytesIO())
    total = sum(len(part) if isinstance(part, Copies) else 1 for part in document.parts)
    counts: list[int] = []
    for part in document.parts:
        report = None if progress is None else _added(progress, len(counts), sum(counts), total)
        sheets = {"": sheet}
        for variant in part.variants if isinstance(part, Copies) else ():
            sheets[variant] = style_sheet(document.paper, variant or document.variant, document.tint)
        counts += _print_part(part, book, sheets, report, executor)
    pages = book.close()
    return Printed(held.getvalue() if held else b"", pages, tuple(counts))


def _added(progress: Progress, done: int, pages: int, total: int) -> Report:
    """Tells progress of a part to which so many sections and pages have been added before."""
    return lambda more, more_pages: progress(done + more, total, pages + more_pages)


def _print_part(
    part: Section | Copies,
    book: Book,
    sheets: Mapping[str, StyleSheet],
    report: Report | None,
    executor: Executor | None,
) -> list[int]:
    """Prints a section or copies of one; hands back how many pages each takes."""
    if isinstance(part, Copies):
        return print_copies(part, book, sheets, lambda copy, sheet: print_section(copy, book, sheet), report, executor)
    count = print_section(part, book, sheets[""])
    if report:
        report(1, count)
    return [count]


def print_section(
    section: Section, book: Book, sheet: StyleSheet, own: Pen | None = None, root: Node | None = None
) -> int:
    """Prints one section; hands back how many pages it took.

    Args:
        section: what to print.
        book: the file's pages and elements.
        sheet: the style sheet.
        own: a pen for its blocks, when they are not drawn as they are.
        root: the element of what that pen draws, instead of the blocks' own.
    """
    canvas = book.canvas
    pen = Pen(canvas)
    setting = set_section(section, sheet)
    pages, count = setting.pages, setting.count
    above = sheet.frame.height - setting.height
    footer = Footer(section, sheet)
    scored = footer.scored(footer.width(section.footer), sum(page.marks for page in pages))
    drawn = []
    for number, page in enumerate([*pages, *[None] * (count - len(pages))], 1):
        canvas.next_mark = 0
        if section.bookmark and number == 1:
            pen.bookmark(section.bookmark, 0, sheet.frame.page_height)
        if sheet.ground:
            pen.ground(sheet.ground, sheet.frame.page_width, sheet.frame.page_height)
        if page is None:
            told = number == len(pages) + 1
            blank = blank_words(line(section.fresh_sheet), setting.galley, told)
            blank.draw(own or pen, sheet.frame.left, sheet.frame.top)
        else:
            if section.band:
                band(section.band, pen, sheet)
            for piece, top in page.placed:
                piece.draw(own or pen, sheet.frame.left, sheet.frame.top - above - top)
        footer.count(pen, number, count)
        if page and scored:
            footer.marks(pen, page.marks)
        footer.words(pen, section.footer)
        drawn.append(canvas.take())
    book.add_section(drawn, root or setting.galley.node)
    return count
