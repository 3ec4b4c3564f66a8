"""A chart drawn and measured, ready to be put on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from edu.write.figures.sheet import Shape, TextLine


BROKEN, TWICE, WEEKS, NUMBERED = "broken", "broken_twice", "weeks", "numbered"
"""What may have to be explained of a timeline: its scale changes once or twice, its cells are weeks, its marks carry
numbers."""


@dataclass(frozen=True)
class Label:
    """One line of text in a drawing, with the box of its ink, in points from the lower-left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Drawing:
    """A chart as shapes and words of fixed size. All measures are points.

    Attributes:
        width: width of the drawing.
        height: height of the drawing.
        rows_height: height of the part that stands beside the rows of a table, from the top; the whole height
            when the drawing has no table beside it.
        numbered: True when the marks of a timeline carry numbers for want of room; then the rows of the data
            table must carry the same numbers, from 1 in the order of the chart's marks.
        notes: the names of what the caption must explain of this drawing (`BROKEN`, `TWICE`, `WEEKS`, `NUMBERED`).
        labels: the lines of text.
        parts: the shapes and words in the order in which they are drawn.
    """

    width: float
    height: float
    rows_height: float
    numbered: bool
    notes: tuple[str, ...]
    labels: tuple[Label, ...]
    parts: tuple[Shape | TextLine, ...]

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draws on a page with the lower-left corner at (x, y).

        The canvas keeps its own colours, fonts and line styles; marked content opened by the caller stays
        open.
        """
        from edu.write.figures.operators import draw_parts  # noqa: PLC0415 - brings matplotlib, which is slow to import

        draw_parts(self.parts, canvas, x, y)

    def text_boxes(self) -> tuple[tuple[str, float, float, float, float], ...]:
        """Each line of text with the left, lower, right and upper end of its ink."""
        return tuple((label.text, label.x0, label.y0, label.x1, label.y1) for label in self.labels)
