"""What stands at the head and foot of each page of a section."""

from __future__ import annotations

from functools import cached_property

from edu.model.document import Section, line
from edu.write.pdf.pen import Align, Pen, capital_top
from edu.write.pdf.styles import BLACK, BLANK_DROP, MM, RULE, WHITE, StyleSheet
from edu.write.pdf.typeset import Line, break_lines, natural_width

_MARKS_LINE = 12 * MM
"""The line in the footer on which the marks of a page are written."""

_GAP = 1.5 * MM
"""On both sides of it."""

_APART = 4 * MM
"""Least space between two things in a footer."""

_WIDEST_COUNT = 88
"""Pages counted on: a section seldom has more, and no number of two digits is wider."""


def band(words: str, pen: Pen, sheet: StyleSheet) -> None:
    """The black band over a teacher's page."""
    pen.fill(sheet.frame.left, sheet.frame.top, sheet.frame.width, sheet.band_height, BLACK)
    top = capital_top(sheet.frame.top - sheet.band_height / 2, sheet.strong)
    lines = break_lines(line(words), sheet.strong, sheet.frame.width - 2 * sheet.band_indent)[:1]
    with pen.canvas.artifact("Pagination", "Header"):
        pen.text(None, lines, sheet.frame.left + sheet.band_indent, top, sheet.strong, ink=WHITE)


class Footer:
    """The foot of the pages of a section: words left, marks in the middle, page count right.

    The three are drawn apart, since copies of a section share the last two.
    """

    def __init__(self, section: Section, sheet: StyleSheet) -> None:
        self.section = section
        self.sheet = sheet

    def scored(self, words: str, marks: int) -> bool:
        """True when the line for the marks leaves room for these words at the left, which keep a pile sorted."""
        if not self.section.marks_words:
            return False
        room = (self.sheet.frame.width - self._marks_width(marks)) / 2 - _APART
        return max(self._count_width, natural_width(line(words), self.sheet.small)) <= room

    def words(self, pen: Pen, words: str) -> None:
        """The words at the left, as far as the page count leaves room."""
        self._put(pen, words, "left", self.sheet.frame.width - self._count_width - _APART)

    def count(self, pen: Pen, number: int, pages: int) -> None:
        """Which page of how many this is."""
        self._put(pen, self._count(number, pages), "right", self.sheet.frame.width)

    def marks(self, pen: Pen, marks: int) -> None:
        """The line for the marks won on a page, in the middle; nothing on a page without marks."""
        if not marks or not self.section.marks_words:
            return
        small, frame = self.sheet.small, self.sheet.frame
        before, after = self._marks_lines(marks)
        x = frame.left + (frame.width - self._marks_width(marks)) / 2
        top = frame.footer + small.size
        with pen.canvas.artifact("Pagination", "Footer"):
            pen.text(None, before, x, top, small)
            x += before[0].width + _GAP
            pen.rule(x, frame.footer - BLANK_DROP / 2, _MARKS_LINE, RULE)
            pen.text(None, after, x + _MARKS_LINE + _GAP, top, small)

    def _marks_lines(self, marks: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        before = break_lines(line(self.section.marks_words + " "), self.sheet.small, 1e6)
        return before, break_lines(line(f"/ {marks}"), self.sheet.small, 1e6)

    def _marks_width(self, marks: int) -> float:
        before, after = self._marks_lines(marks)
        return before[0].width + _GAP + _MARKS_LINE + _GAP + after[0].width

    @cached_property
    def _count_width(self) -> float:
        return natural_width(line(self._count(_WIDEST_COUNT, _WIDEST_COUNT)), self.sheet.small)

    def _count(self, number: int, pages: int) -> str:
        return self.section.page_words.replace("{pages}", str(pages)).replace("{page}", str(number))

    def _put(self, pen: Pen, words: str, align: Align, width: float) -> None:
        frame, small = self.sheet.frame, self.sheet.small
        room = frame.width if align == "right" else width
        lines = self._one_line(words, width)
        with pen.canvas.artifact("Pagination", "Footer"):
            pen.text(None, lines, frame.left, frame.footer + small.size, small, align=align, width=room)

    def _one_line(self, words: str, width: float) -> tuple[Line, ...]:
        """The words on one line; what does not fit is left out, which an ellipsis shows."""
        text = words
        while text and natural_width(line(text), self.sheet.small) > width:
            shorter = text.removesuffix(" …").rpartition(" ")[0]
            text = f"{shorter} …" if shorter else ""
        return break_lines(line(text), self.sheet.small, 1e6)
