"""A sheet to lay over a pupil's paper: the same pages, with nothing on them but rings round the right answers.

The paper is laid out as it was printed, with a pen that draws no word and no shape of it, and counts the shapes to tick
or to write in instead. So the pages that pupils get need to know nothing of the answers. What is drawn for a question
is a figure, whose words are those of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from edu.model.document import Document, Question, line
from edu.model.overlay import RING, Marked, Overlay
from edu.write.pdf.book import Book
from edu.write.pdf.pages import print_section
from edu.write.pdf.pen import Align, Drawing, Pen, capital_top
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLACK, MM, RULE, Style
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.typeset import Line, break_lines
from edu.write.pdf.variants import style_sheet

_WIDER = 1.3 * MM
"""How much farther than a shape the ring round it reaches."""

_WEIGHT = 1.75
_BESIDE = 2 * MM


def print_overlay(document: Document, overlays: Sequence[Overlay]) -> bytes:
    """The overlay of a paper, by the answers of each of its sections."""
    sheet = style_sheet(document.paper, document.variant, "")
    canvas = TaggedCanvas(document.title, document.language, sheet.frame.page_width, sheet.frame.page_height)
    out = BytesIO()
    book = Book(canvas, out)
    for section, overlay in zip(document.sections, overlays, strict=True):
        names = {block.number: block.name for block in section.blocks if isinstance(block, Question)}
        answers = {number: (f"{names[number]}: {marked.told}", marked) for number, marked in overlay.items()}
        pen = _AnswerPen(canvas, answers, sheet.strong)
        print_section(section, book, sheet, pen, pen.root)
    book.close()
    return out.getvalue()


class _AnswerPen(Pen):
    """A pen that draws the answers alone."""

    def __init__(self, canvas: TaggedCanvas, answers: Mapping[int, tuple[str, Marked]], style: Style) -> None:
        """A pen for one section, by the answers to its questions and their words."""
        super().__init__(canvas)
        self.root = Node("Sect")
        self._answers, self._style = answers, style
        self._question = self._shape = 0
        self._figure: tuple[tuple[int, int], Node] | None = None  # of which question, on which page

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
        if self._question not in self._answers:
            return
        told, answer = self._answers[self._question]
        mark = answer.shapes[self._shape] if self._shape < len(answer.shapes) else ""
        self._shape += 1
        if mark == RING:
            x, top, width = x - _WIDER, top + _WIDER, width + 2 * _WIDER
            with self.canvas.mark(self._figure_at(told, x, top, x + width, top - width)):
                super().circle(x, top, width, _WEIGHT)
        elif mark:
            lines = break_lines(line(mark, bold=True), self._style, 1e6)
            right, y = x - _BESIDE, capital_top(top - width / 2, self._style)
            figure = self._figure_at(told, right - lines[0].width, y, right, y - self._style.leading)
            super().text(figure, lines, right, y, self._style, align="right")

    def _figure_at(self, told: str, left: float, top: float, right: float, bottom: float) -> Node:
        """The figure of the question in hand on this page, its box grown by what is drawn there."""
        place = self._question, self.canvas.page
        if self._figure is None or self._figure[0] != place:
            self._figure = place, self.root.figure(told)
        figure = self._figure[1]
        weight = _WEIGHT / 2
        edges = left - weight, bottom - weight, right + weight, top + weight
        was = figure.box or edges
        figure.box = min(was[0], edges[0]), min(was[1], edges[1]), max(was[2], edges[2]), max(was[3], edges[3])
        return figure

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
