"""Draws a document's sections page by page, each with its band, its blocks and its footer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edu.model.document import Document, Section, line
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.quiz import blank_words
from edu.write.pdf.paginate import Page, paginate
from edu.write.pdf.pen import Align, Pen, capital_top
from edu.write.pdf.styles import BLACK, BLANK_DROP, MM, RULE, WHITE, StyleSheet, style_sheet
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.typeset import Line, break_lines, natural_width

_MARKS_LINE = 12 * MM
"""The line in the footer on which the marks of a page are written."""

_MARKS_GAP = 1.5 * MM
"""On both sides of it."""


@dataclass(frozen=True)
class Printed:
    """A finished PDF.

    Attributes:
        data: the file.
        pages: how many pages it has.
        section_pages: how many pages each section takes, a blank one at its end included.
    """

    data: bytes
    pages: int
    section_pages: tuple[int, ...]


def print_document(document: Document, progress: Callable[[int, int], None] | None = None) -> Printed:
    """The document as a PDF. `progress` is called after each section with how many are done, and of how many.

    Raises:
        ValueError: when something does not fit, or would leave the PDF unreadable for some.
    """
    sheet = style_sheet(document.paper, document.variant, document.tint)
    canvas = TaggedCanvas(document.title, document.language, sheet.frame.page_width, sheet.frame.page_height)
    pen = Pen(canvas)
    counts: list[int] = []
    for number, section in enumerate(document.sections, 1):
        counts.append(_print_section(section, pen, sheet))
        if progress:
            progress(number, len(document.sections))
    if not counts:
        raise ValueError("the document has no sections, so there is nothing to print")
    return Printed(canvas.finish(), sum(counts), tuple(counts))


def _print_section(section: Section, pen: Pen, sheet: StyleSheet) -> int:
    """Prints one section; hands back how many pages it took."""
    above = sheet.band_height + sheet.band_after if section.band else 0
    height = sheet.frame.height - above
    node = pen.canvas.root.add("Sect")
    galley = Galley(sheet, sheet.frame.width, height, node, bookmarked=bool(section.bookmark))
    pages = paginate(lay(section.blocks, galley), height)
    blank = bool(section.fresh_sheet) and len(pages) % 2 == 1
    footer = _Footer(section, len(pages) + blank, sheet)
    for number, page in enumerate(pages, 1):
        if section.bookmark and number == 1:
            pen.bookmark(section.bookmark, 0, sheet.frame.page_height)
        if sheet.ground:
            pen.ground(sheet.ground, sheet.frame.page_width, sheet.frame.page_height)
        if section.band:
            _band(section.band, pen, sheet)
        for piece, top in page.placed:
            piece.draw(pen, sheet.frame.left, sheet.frame.top - above - top)
        footer.draw(pen, page, number)
        pen.canvas.showPage()
    if blank:
        if sheet.ground:
            pen.ground(sheet.ground, sheet.frame.page_width, sheet.frame.page_height)
        blank_words(line(section.fresh_sheet), galley).draw(pen, sheet.frame.left, sheet.frame.top)
        footer.draw(pen, None, len(pages) + 1)
        pen.canvas.showPage()
    return len(pages) + blank


def _band(words: str, pen: Pen, sheet: StyleSheet) -> None:
    """The black band over a teacher's page."""
    pen.fill(sheet.frame.left, sheet.frame.top, sheet.frame.width, sheet.band_height, BLACK)
    top = capital_top(sheet.frame.top - sheet.band_height / 2, sheet.strong)
    lines = break_lines(line(words), sheet.strong, sheet.frame.width - 2 * sheet.band_indent)[:1]
    with pen.canvas.artifact("Pagination", "Header"):
        pen.text(None, lines, sheet.frame.left + sheet.band_indent, top, sheet.strong, ink=WHITE)


class _Footer:
    """What stands at the foot of each page of a section."""

    def __init__(self, section: Section, pages: int, sheet: StyleSheet) -> None:
        self.section = section
        self.pages = pages
        self.sheet = sheet

    def draw(self, pen: Pen, page: Page | None, number: int) -> None:
        """Words left, page count right, and marks in the middle where there are any and there is room for them."""
        left, width = self.sheet.frame.left, self.sheet.frame.width
        with pen.canvas.artifact("Pagination", "Footer"):
            count = self.section.page_words.replace("{pages}", str(self.pages)).replace("{page}", str(number))
            right = self._words(pen, count, left, "right", width)
            room = width - right - 4 * MM
            marks = page.marks if page and self.section.marks_words else 0
            if marks and self._beside(marks, right, width):
                self._marks(pen, marks, left, width)
            self._words(pen, self.section.footer, left, "left", room)

    def _words(self, pen: Pen, words: str, x: float, align: Align, width: float) -> float:
        lines = self._one_line(words, width)
        pen.text(
            None, lines, x, self.sheet.frame.footer + self.sheet.small.size, self.sheet.small, align=align, width=width
        )
        return max((printed.width for printed in lines), default=0.0)

    def _one_line(self, words: str, width: float) -> tuple[Line, ...]:
        """The words on one line; what does not fit is left out, which an ellipsis shows."""
        text = words
        while text and natural_width(line(text), self.sheet.small) > width:
            shorter = text.removesuffix(" …").rpartition(" ")[0]
            text = f"{shorter} …" if shorter else ""
        return break_lines(line(text), self.sheet.small, 1e6)

    def _marks_parts(self, marks: int) -> tuple[Line, Line]:
        before, after = line(self.section.marks_words + " "), line(f"/ {marks}")
        return break_lines(before, self.sheet.small, 1e6)[0], break_lines(after, self.sheet.small, 1e6)[0]

    def _beside(self, marks: int, right: float, width: float) -> bool:
        """True when the marks leave room for the words that keep a pile sorted."""
        room = (width - self._marks_width(marks)) / 2 - 4 * MM
        return max(right, natural_width(line(self.section.footer), self.sheet.small)) <= room

    def _marks_width(self, marks: int) -> float:
        return sum(part.width for part in self._marks_parts(marks)) + 2 * _MARKS_GAP + _MARKS_LINE

    def _marks(self, pen: Pen, marks: int, left: float, width: float) -> None:
        """The line for the marks won on this page, in the middle."""
        small, (before, after) = self.sheet.small, self._marks_parts(marks)
        x = left + (width - self._marks_width(marks)) / 2
        top = self.sheet.frame.footer + small.size
        pen.text(None, [before], x, top, small)
        x += before.width + _MARKS_GAP
        pen.rule(x, self.sheet.frame.footer - BLANK_DROP / 2, _MARKS_LINE, RULE)
        pen.text(None, [after], x + _MARKS_LINE + _MARKS_GAP, top, small)
