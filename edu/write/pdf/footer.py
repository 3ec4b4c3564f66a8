"""What stands at the head and foot of each page of a section."""

from __future__ import annotations

from functools import cached_property

from edu.model.document import Section, line
from edu.write.pdf.pen import Align, Pen, capital_top
from edu.write.pdf.styles import BLACK, BLANK_DROP, MM, RULE, WHITE, StyleSheet
from edu.write.pdf.typeset import Line, break_lines, natural_width

_MARKS_LINE, _SHORT_LINE = 12 * MM, 10 * MM
"""The line in the footer on which the marks of a page are written; the shorter one stands beside the page count."""

_GAP = 1.5 * MM
"""On both sides of it."""

_APART = 3 * MM
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

    The three are drawn apart, since copies of a section share the last two. Where letters are large or far apart, the
    marks have few words and stand beside the page count, so that there is room for the words at the left.
    """

    def __init__(self, section: Section, sheet: StyleSheet) -> None:
        self.section = section
        self.sheet = sheet

    def width(self, words: str) -> float:
        """How wide words in a footer are."""
        return natural_width(line(words), self.sheet.small)

    def fits(self, width: float) -> bool:
        """True when the page count leaves room for words so wide at the left."""
        return width <= self._words_room

    def scored(self, width: float, marks: int) -> bool:
        """True when the line for the marks leaves room for words so wide at the left, which keep a pile sorted."""
        if not self._marks_words:
            return False
        centred = not self.sheet.notes_below
        return max(self._count_width * centred, width) <= self._marks_left(marks) - _APART

    def words(self, pen: Pen, words: str) -> None:
        """The words at the left, as far as the page count leaves room."""
        self._put(pen, words, "left", self._words_room)

    def count(self, pen: Pen, number: int, pages: int) -> None:
        """Which page of how many this is."""
        self._put(pen, self._count(number, pages), "right", self.sheet.frame.width)

    def marks(self, pen: Pen, marks: int) -> None:
        """The line for the marks won on a page, in the middle; nothing on a page without marks."""
        if not marks or not self._marks_words:
            return
        small, frame = self.sheet.small, self.sheet.frame
        before, after = self._marks_lines(marks)
        x = frame.left + self._marks_left(marks)
        top = frame.footer + small.size
        with pen.canvas.artifact("Pagination", "Footer"):
            pen.text(None, before, x, top, small)
            x += before[0].width + _GAP
            pen.rule(x, frame.footer - BLANK_DROP / 2, self._line, RULE)
            pen.text(None, after, x + self._line + _GAP, top, small)

    @property
    def _words_room(self) -> float:
        return self.sheet.frame.width - self._count_width - _APART

    @property
    def _marks_words(self) -> str:
        return self.section.marks_short if self.sheet.notes_below else self.section.marks_words

    @property
    def _line(self) -> float:
        return _SHORT_LINE if self.sheet.notes_below else _MARKS_LINE

    def _marks_left(self, marks: int) -> float:
        """Where the line for the marks begins."""
        spare = self.sheet.frame.width - self._marks_width(marks)
        return spare - self._count_width - _APART if self.sheet.notes_below else spare / 2

    def _marks_lines(self, marks: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        before = break_lines(line(self._marks_words + " "), self.sheet.small, 1e6)
        return before, break_lines(line(f"/ {marks}"), self.sheet.small, 1e6)

    def _marks_width(self, marks: int) -> float:
        before, after = self._marks_lines(marks)
        return before[0].width + _GAP + self._line + _GAP + after[0].width

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
        """The words on one line; what does not fit is left out, which an ellipsis shows.

        Whole words are left out. One so long that half of the line would stay empty is cut after a hyphen in it; one
        that has none, and none before it, wherever the line is full.
        """
        small = self.sheet.small

        def wide(text: str) -> float:
            return natural_width(line(text), small)

        if wide(words) <= width:
            return break_lines(line(words), small, 1e6)
        fits = [cut for cut in _cuts(words) if wide(cut) <= width] or [
            cut for cut in (f"{words[:end]}…" for end in range(1, len(words))) if wide(cut) <= width
        ]
        whole = [cut for cut in fits if cut.endswith(" …") and wide(cut) >= width / 2]
        return break_lines(line((whole or fits or ["…"])[-1]), small, 1e6)


def _cuts(words: str) -> list[str]:
    """The words cut short after a word, or after a hyphen or a dash in one, from the shortest."""
    return [
        f"{words[:place].rstrip(',;:')} …" if words[place] == " " else f"{words[: place + 1]}…"
        for place in range(1, len(words))
        if words[place] in " -–—"
    ]
