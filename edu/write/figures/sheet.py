"""A sheet to draw a chart on, in points from its lower-left corner; later shapes cover earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from edu.write.figures.drawing import Drawing, Label
from edu.write.figures.letters import ink, text_width
from edu.write.pdf import fonts

MM = 72 / 25.4
"""Points in a millimetre."""

OUTLINE = 0.75
"""Width of outlines in points."""


@dataclass(frozen=True)
class Shape:
    """A shape on the sheet.

    Attributes:
        outline: its outline.
        fill: a colour of matplotlib's; empty for none.
        weight: width of the black line along the outline, in points; 0 for none.
        hatch: stripes or dots inside it, in matplotlib's signs; empty for none.
        dashes: lengths in points, on and off by turns; empty for an unbroken line.
        round_ends: whether the ends of lines and dashes are round.
    """

    outline: Path
    fill: str = ""
    weight: float = OUTLINE
    hatch: str = ""
    dashes: tuple[float, ...] = ()
    round_ends: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of black text, set from the left end of its baseline.

    Attributes:
        x: the left end.
        baseline: height of the baseline.
        text: the words.
        font: name of the page's font.
        size: type size in points.
        tracking: space after every letter, in points.
    """

    x: float
    baseline: float
    text: str
    font: str
    size: float
    tracking: float = 0.0


class Sheet:
    """A chart in the making.

    Attributes:
        width: width in points.
        height: height in points.
        tracking: space after every letter, in ems.
    """

    def __init__(self, width: float, height: float, tracking: float = 0.0) -> None:
        self.width = width
        self.height = height
        self.tracking = tracking
        self._labels: list[Label] = []
        self._parts: list[Shape | TextLine] = []

    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        fill: str = "",
        outline: float = OUTLINE,
        hatch: str = "",
    ) -> None:
        """Draws a rectangle; an outline of 0 is none."""
        self._parts.append(Shape(_closed((x0, y0), (x1, y0), (x1, y1), (x0, y1)), fill, outline, hatch))

    def disc(self, x: float, y: float, diameter: float, fill: str, outline: float = OUTLINE) -> None:
        """Draws a disc whose outline lies inside its diameter."""
        place = Affine2D().scale((diameter - outline) / 2).translate(x, y)
        self._parts.append(Shape(place.transform_path(Path.unit_circle()), fill, outline))

    def polygon(self, *points: tuple[float, float], fill: str = "black", outline: float = 0, hatch: str = "") -> None:
        """Draws a polygon, filled with black unless told otherwise."""
        self._parts.append(Shape(_closed(*points), fill, outline, hatch))

    def line(
        self,
        *points: tuple[float, float],
        width: float = OUTLINE,
        dashes: Sequence[float] = (),
        round_ends: bool = False,
    ) -> None:
        """Draws a black line; dashes are lengths in points, on and off by turns."""
        self._parts.append(Shape(Path(points), weight=width, dashes=tuple(dashes), round_ends=round_ends))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        *,
        font: str = fonts.TEXT,
        size: float = 12,
        align: float = 0,
    ) -> None:
        """Sets one line of text; `align` is the part of its width that lies left of x: 0, 0.5 or 1."""
        if not text:
            return
        width = text_width(text, font, size, self.tracking)
        left = x - align * width
        low, high = ink(text, font, size)
        self._labels.append(Label(text, left, baseline + low, left + width, baseline + high))
        self._parts.append(TextLine(left, baseline, text, font, size, self.tracking * size))

    def finish(self, rows_height: float | None = None, numbered: bool = False, notes: tuple[str, ...] = ()) -> Drawing:
        """The drawing, measured."""
        rows = self.height if rows_height is None else rows_height
        return Drawing(self.width, self.height, rows, numbered, notes, tuple(self._labels), tuple(self._parts))


def _closed(*points: tuple[float, float]) -> Path:
    """The outline of a polygon."""
    return Path((*points, points[0]), closed=True)
