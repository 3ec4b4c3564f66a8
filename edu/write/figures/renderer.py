"""Draws matplotlib artists as PDF operators on a ReportLab canvas, with text in the page's own fonts.

Everything goes through the operators of the page itself: no form, no pattern, no picture and no transparency.
So a drawing can stand inside marked content that the caller opened, its words can be selected, and stripes
print as lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Literal

import numpy
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform
from matplotlib.typing import ColorType
from reportlab.pdfgen.canvas import Canvas

from edu.write.figures.letters import font_of_file, runs, text_width
from edu.write.pdf import fonts

HATCH_TILE = 72.0
"""Side of matplotlib's square of hatching, in points."""

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


class CanvasRenderer(RendererBase):
    """A renderer for figures at 72 dots to the inch, so that one pixel is one point.

    Opaque shapes and text only; a colour with no opacity at all is left out.

    Attributes:
        canvas: the page that is drawn on.
        width: width of the figure in points.
        height: height of the figure in points.
    """

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        super().__init__()
        self.canvas = canvas
        self.width = width
        self.height = height

    def flipy(self) -> bool:
        """False: y grows upwards, as on a PDF page."""
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Size of the figure in points."""
        return self.width, self.height

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: ColorType | None = None,  # noqa: N803 - matplotlib passes it by this name
    ) -> None:
        """Fills, hatches and strokes one path."""
        face = _visible(rgbFace)
        edge = _visible(gc.get_rgb()) if gc.get_linewidth() > 0 else None
        outline = " ".join(_segments(path, transform))
        if not outline or (face is None and edge is None and not gc.get_hatch()):
            return
        self._write("q", *self._state(gc))
        if edge is not None:
            self._write(_colour(edge, "RG", "G"))
        if face is not None:
            self._write(_colour(face, "rg", "g"))
        if gc.get_hatch():
            if face is not None:
                self._write(outline, "f")
            self._hatch(gc, path, transform, outline)
            if edge is not None:
                self._write(outline, "S")
        else:
            self._write(outline, "B" if face is not None and edge is not None else "S" if face is None else "f")
        self._write("Q")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Text | None = None,
    ) -> None:
        """Sets one line of text from (x, y), the left end of its baseline.

        Raises:
            ValueError: when the text is a formula; those are not set in the page's fonts.
        """
        del mtext
        if ismath:
            raise ValueError(f"{s!r} is a formula; charts hold plain text")
        colour = _visible(gc.get_rgb())
        if colour is None or not s:
            return
        size = float(prop.get_size_in_points())
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        matrix = _numbers((cosine, sine, -sine, cosine, x, y))
        self._write("q", _colour(colour, "rg", "g"), f"BT {matrix} Tm")
        document = self.canvas._doc
        for face, words in runs(s, font_of_file(prop.get_file())):
            font = fonts.font(face)
            for subset, text in font.splitString(words, document):
                name = font.getSubsetInternalName(subset, document)
                self._write(f"{name} {_number(size)} Tf ({self.canvas._escape(text)}) Tj")
        self._write("ET Q")

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | Literal["TeX"]
    ) -> tuple[float, float, float]:
        """Width, height and depth below the baseline of a line of text, from the page's font."""
        del ismath
        name, size = font_of_file(prop.get_file()), float(prop.get_size_in_points())
        face = fonts.font(name).face
        ascent, descent = face.ascent * size / 1000, -face.descent * size / 1000
        return text_width(s, name, size), ascent + descent, descent

    def _write(self, *operators: str) -> None:
        self.canvas._code.extend(operators)

    def _state(self, gc: GraphicsContextBase) -> Iterable[str]:
        """Operators for clipping, line width, line ends and dashes."""
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            yield f"{_numbers(rectangle.bounds)} re W n"
        clip: Any
        clip, clip_transform = gc.get_clip_path()
        if clip is not None and clip_transform is not None:
            yield f"{' '.join(_segments(clip, clip_transform))} W n"
        yield f"{_number(gc.get_linewidth())} w {_CAPS[gc.get_capstyle()]} J {_JOINS[gc.get_joinstyle()]} j"
        offset, dashes = gc.get_dashes()
        if dashes is not None:
            yield f"[{_numbers(numpy.asarray(dashes, dtype=float))}] {_number(offset)} d"

    def _hatch(self, gc: GraphicsContextBase, path: Path, transform: Transform, outline: str) -> None:
        """Draws the hatching as lines clipped to the path, from its own lower-left corner on.

        Why: a PDF pattern starts at the corner of the page, so equal bars would be striped unequally; and
        some printers turn a pattern into grey.
        """
        box = path.get_extents(transform)
        colour = _visible(gc.get_hatch_color())
        tile = gc.get_hatch_path()
        if colour is None or tile is None:
            return
        self._write("q", outline, "W n", _colour(colour, "RG", "G"), _colour(colour, "rg", "g"))
        self._write(f"{_number(gc.get_hatch_linewidth())} w [] 0 d")
        for column in range(math.ceil(box.width / HATCH_TILE)):
            for row in range(math.ceil(box.height / HATCH_TILE)):
                corner = box.x0 + column * HATCH_TILE, box.y0 + row * HATCH_TILE
                place = Affine2D().scale(HATCH_TILE).translate(*corner)
                self._write(" ".join(_segments(tile, place)), "B")
        self._write("Q")


def _segments(path: Path, transform: Transform) -> Iterable[str]:
    """The path as PDF operators, each curve as a cubic one."""
    x, y = 0.0, 0.0
    for numbers, code in path.iter_segments(transform, simplify=False):
        points = [float(number) for number in numbers]
        if code == Path.CLOSEPOLY:
            yield "h"
            continue
        if code == Path.CURVE3:
            middle_x, middle_y, *end = points
            points = [
                x + 2 / 3 * (middle_x - x),
                y + 2 / 3 * (middle_y - y),
                end[0] + 2 / 3 * (middle_x - end[0]),
                end[1] + 2 / 3 * (middle_y - end[1]),
                *end,
            ]
        yield f"{_numbers(points)} {'m' if code == Path.MOVETO else 'l' if code == Path.LINETO else 'c'}"
        x, y = points[-2:]


def _visible(colour: Any) -> tuple[float, float, float] | None:
    """Red, green and blue of a colour that matplotlib has resolved; None when nothing is to be seen."""
    if colour is None or (len(colour) > 3 and colour[3] == 0):
        return None
    red, green, blue = (float(part) for part in colour[:3])
    return red, green, blue


def _colour(colour: tuple[float, float, float], in_colour: str, in_grey: str) -> str:
    """Operator that sets a colour; greys are written as greys, so that black is one ink."""
    if colour[0] == colour[1] == colour[2]:
        return f"{_number(colour[0])} {in_grey}"
    return f"{_numbers(colour)} {in_colour}"


def _number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no minus zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_number(value) for value in values)
