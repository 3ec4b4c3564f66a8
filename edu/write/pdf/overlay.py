"""A sheet to lay over a pupil's paper: the same pages, with nothing on them but rings round the right answers.

The paper is laid out as it was printed, with a pen that draws no word and no shape of it, and counts the shapes to tick
or to write in instead. So the pages that pupils get need to know nothing of the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from edu.model.document import Document, line
from edu.write.pdf.book import Book
from edu.write.pdf.pages import print_section
from edu.write.pdf.pen import Align, Drawing, Pen, capital_top
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLACK, MM, RULE, Style
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.typeset import Line, break_lines
from edu.write.pdf.variants import style_sheet

RING = "o"
"""What a shape is marked with when it is to be ticked; other marks are written beside it."""

_WIDER = 1.3 * MM
"""How much farther than a shape the ring round it reaches."""

_WEIGHT = 1.75
_BESIDE = 2 * MM


def print_overlay(document: Document, marks: Sequence[Mapping[int, Sequence[str]]]) -> bytes:
    """The overlay of a paper, for printing only.

    Args:
        document: the paper.
        marks: for each of its sections and each number of a question what belongs to its shapes, in the order in which
            they stand: `RING`, words, or nothing.
    """
    sheet = style_sheet(document.paper, document.variant, "")
    canvas = TaggedCanvas(
        document.title, document.language, sheet.frame.page_width, sheet.frame.page_height, tagged=False
    )
    out = BytesIO()
    book = Book(canvas, out)
    for section, right in zip(document.sections, marks, strict=True):
        print_section(section, book, sheet, _AnswerPen(canvas, right, sheet.strong))
    book.close()
    return out.getvalue()


class _AnswerPen(Pen):
    """A pen that draws the answers alone."""

    def __init__(self, canvas: TaggedCanvas, marks: Mapping[int, Sequence[str]], style: Style) -> None:
        super().__init__(canvas)
        self._marks, self._style = marks, style
        self._question = self._shape = 0

    def field(self, name: str, words: str, write: Callable[[str], None]) -> None:
        """The number of a question tells that its shapes follow."""
        if name == "number":
            self._question += 1
            self._shape = 0

    def circle(self, x: float, top: float, width: float, weight: float = RULE) -> None:
        """A ring round a circle to tick."""
        self._mark(x, top, width)

    def box(self, x: float, top: float, width: float, height: float, weight: float = RULE) -> None:
        """A ring round a square to tick, or what is to be written in it beside it; other boxes are no answers."""
        if abs(width - height) < 0.01:
            self._mark(x, top, width)

    def _mark(self, x: float, top: float, width: float) -> None:
        marks = self._marks.get(self._question, ())
        mark = marks[self._shape] if self._shape < len(marks) else ""
        self._shape += 1
        if mark == RING:
            super().circle(x - _WIDER, top + _WIDER, width + 2 * _WIDER, _WEIGHT)
        elif mark:
            lines = break_lines(line(mark, bold=True), self._style, 1e6)
            y = capital_top(top - width / 2, self._style)
            with self.canvas.artifact():
                super().text(None, lines, x - _BESIDE, y, self._style, align="right")

    # What pupils see is left out ---------------------------------------------------------------------------

    def text(
        self,
        node: Node | None,
        lines: Sequence[Line],
        x: float,
        top: float,
        style: Style,
        *,
        align: Align = "left",
        width: float = 0,
        ink: float = BLACK,
    ) -> None:
        """Nothing."""

    def figure(self, node: Node, drawing: Drawing, x: float, top: float) -> None:
        """Nothing."""

    def rule(self, x: float, y: float, width: float, weight: float) -> None:
        """Nothing."""

    def upright(self, x: float, top: float, height: float, weight: float) -> None:
        """Nothing."""

    def fill(self, x: float, top: float, width: float, height: float, ink: float) -> None:
        """Nothing."""

    def bookmark(self, words: str, level: int, top: float) -> None:
        """Nothing."""
