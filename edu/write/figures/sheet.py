"""A sheet to draw a chart on, in points from its lower-left corner; later shapes cover earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle
from matplotlib.transforms import IdentityTransform
from matplotlib.typing import CapStyleType
from reportlab.pdfgen.canvas import Canvas

from edu.write.figures.drawing import Drawing, Label
from edu.write.figures.letters import ink, text_width
from edu.write.figures.renderer import CanvasRenderer
from edu.write.pdf import fonts

MM = 72 / 25.4
"""Points in a millimetre."""

OUTLINE = 0.75
"""Width of outlines in points."""

_SETTINGS: dict[Any, Any] = {
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "hatch.color": "black",
    "hatch.linewidth": 0.8,
    "lines.scale_dashes": False,
    "path.effects": [],
    "path.sketch": None,
}
"""What a drawing depends on, so that the settings of the user's own matplotlib change nothing."""


class TextLine(Artist):
    """One line of text, set from the left end of its baseline.

    Why: matplotlib's own text measures its font and lays out lines; the page's font has done both already.
    """

    def __init__(self, x: float, baseline: float, text: str, properties: FontProperties) -> None:
        super().__init__()
        self.x = x
        self.baseline = baseline
        self.text = text
        self.font = properties

    def draw(self, renderer: RendererBase) -> None:
        """Sets the text in black."""
        if self.get_visible():
            renderer.draw_text(renderer.new_gc(), self.x, self.baseline, self.text, self.font, 0.0)


class Sheet:
    """A figure in the making.

    Attributes:
        width: width in points.
        height: height in points.
    """

    @matplotlib.rc_context(_SETTINGS)
    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
        self._labels: list[Label] = []
        self._count = 0

    @matplotlib.rc_context(_SETTINGS)
    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        *,
        fill: str = "none",
        outline: float = OUTLINE,
        hatch: str = "",
    ) -> None:
        """Draws a rectangle; an outline of 0 is none."""
        shape = Rectangle((x0, y0), x1 - x0, y1 - y0, facecolor=fill, linewidth=outline, joinstyle="miter")
        self._shape(shape, outline, hatch)

    @matplotlib.rc_context(_SETTINGS)
    def disc(self, x: float, y: float, diameter: float, fill: str, outline: float = OUTLINE) -> None:
        """Draws a disc whose outline lies inside its diameter."""
        self._shape(Circle((x, y), (diameter - outline) / 2, facecolor=fill, linewidth=outline), outline, "")

    @matplotlib.rc_context(_SETTINGS)
    def polygon(self, *points: tuple[float, float]) -> None:
        """Fills a polygon with black."""
        self._shape(Polygon(points, closed=True, facecolor="black", linewidth=0), 0, "")

    @matplotlib.rc_context(_SETTINGS)
    def line(
        self,
        *points: tuple[float, float],
        width: float = OUTLINE,
        dashes: Sequence[float] = (),
        round_ends: bool = False,
    ) -> None:
        """Draws a black line; dashes are lengths in points, on and off by turns."""
        ends: CapStyleType = "round" if round_ends else "butt"
        line = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color="black",
            linewidth=width,
            linestyle=(0, tuple(dashes)) if dashes else "solid",
            solid_capstyle=ends,
            dash_capstyle=ends,
            solid_joinstyle="miter",
            dash_joinstyle="miter",
            marker="",
        )
        self._add(line)

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
        width = text_width(text, font, size)
        left = x - align * width
        low, high = ink(text, font, size)
        self._labels.append(Label(text, left, baseline + low, left + width, baseline + high))
        properties = FontProperties(fname=str(fonts.font_file(font)), size=size)
        self._add(TextLine(left, baseline, text, properties))

    def finish(self, rows_height: float | None = None, numbered: bool = False) -> Drawing:
        """The drawing, measured."""
        rows = self.height if rows_height is None else rows_height
        return Drawing(self.width, self.height, rows, numbered, tuple(self._labels), self._figure)

    def _shape(self, shape: Rectangle | Circle | Polygon, outline: float, hatch: str) -> None:
        shape.set_edgecolor("black" if outline or hatch else "none")
        shape.set_linewidth(outline)
        if hatch:
            shape.set_hatch(hatch)
        self._add(shape)

    def _add(self, artist: Artist) -> None:
        self._count += 1
        artist.set_zorder(self._count)
        artist.set_transform(IdentityTransform())
        artist.set_clip_on(False)
        self._figure.add_artist(artist)


@matplotlib.rc_context(_SETTINGS)
def draw_figure(figure: Figure, canvas: Canvas, x: float, y: float) -> None:
    """Draws a figure of 72 dots to the inch on a page, its lower-left corner at (x, y)."""
    width, height = float(figure.bbox.width), float(figure.bbox.height)
    canvas._code.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm")
    figure.draw(CanvasRenderer(canvas, width, height))
    canvas._code.append("Q")
