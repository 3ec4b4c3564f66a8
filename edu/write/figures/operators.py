"""A chart as PDF operators on a ReportLab canvas, with text in the page's own fonts.

Everything goes through the operators of the page itself: no form, no pattern, no picture and no transparency.
So a drawing can stand inside marked content that the caller opened, its words can be selected, and stripes
print as lines.

Of matplotlib this needs paths, hatching and colours alone. Its figures and artists would give the same operators
and take a quarter of a second to load.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from matplotlib.colors import to_rgb
from matplotlib.hatch import get_path
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from reportlab.pdfgen.canvas import Canvas

from edu.write.figures.letters import runs
from edu.write.figures.sheet import Shape, TextLine
from edu.write.pdf import fonts

HATCH_TILE = 72.0
"""Side of matplotlib's square of hatching, in points."""

HATCH_DENSITY = 6
"""How close its stripes are for each sign of the pattern."""

HATCH_WEIGHT = 0.8
"""Width of its stripes in points."""

_BUTT, _ROUND = 0, 1


def draw_parts(parts: Sequence[Shape | TextLine], canvas: Canvas, x: float, y: float) -> None:
    """Draws the parts of a chart on a page, its lower-left corner at (x, y)."""
    canvas._code.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm")
    for part in parts:
        canvas._code.extend(_text(part, canvas) if isinstance(part, TextLine) else _shape(part))
    canvas._code.append("Q")


def _shape(shape: Shape) -> Iterator[str]:
    """Fills, hatches and strokes one shape; without any of these it leaves nothing."""
    if not (shape.fill or shape.weight or shape.hatch):
        return
    outline = " ".join(_segments(shape.outline))
    yield "q"
    yield f"{_number(shape.weight)} w {_ROUND if shape.round_ends else _BUTT} J 0 j"
    if shape.dashes:
        yield f"[{_numbers(shape.dashes)}] 0 d"
    if shape.weight:
        yield "0 G"
    if shape.fill:
        yield _colour(shape.fill)
    if shape.hatch:
        if shape.fill:
            yield from (outline, "f")
        yield from _hatch(shape, outline)
        if shape.weight:
            yield from (outline, "S")
    else:
        yield from (outline, "B" if shape.fill and shape.weight else "f" if shape.fill else "S")
    yield "Q"


def _hatch(shape: Shape, outline: str) -> Iterator[str]:
    """Draws the hatching as lines clipped to the shape, from its own lower-left corner on.

    Why: a PDF pattern starts at the corner of the page, so equal bars would be striped unequally; and
    some printers turn a pattern into grey.
    """
    box = shape.outline.get_extents()
    yield from ("q", outline, "W n", "0 G", "0 g", f"{_number(HATCH_WEIGHT)} w [] 0 d")
    for column in range(math.ceil(box.width / HATCH_TILE)):
        for row in range(math.ceil(box.height / HATCH_TILE)):
            corner = box.x0 + column * HATCH_TILE, box.y0 + row * HATCH_TILE
            yield from ("q", f"1 0 0 1 {_numbers(corner)} cm", _tile(shape.hatch), "B", "Q")
    yield "Q"


@lru_cache(maxsize=64)
def _tile(hatch: str) -> str:
    """A square of hatching whose lower-left corner is the origin."""
    return " ".join(_segments(Affine2D().scale(HATCH_TILE).transform_path(get_path(hatch, HATCH_DENSITY))))


def _text(line: TextLine, canvas: Canvas) -> Iterator[str]:
    """Sets one line of text in black."""
    yield from ("q", "0 g", f"BT 1 0 0 1 {_numbers((line.x, line.baseline))} Tm")
    if line.tracking:
        yield f"{_number(line.tracking)} Tc"
    document = canvas._doc
    for face, words in runs(line.text, line.font):
        font = fonts.font(face)
        for subset, text in font.splitString(words, document):
            name = font.getSubsetInternalName(subset, document)
            yield f"{name} {_number(line.size)} Tf ({canvas._escape(text)}) Tj"
    if line.tracking:
        yield "0 Tc"
    yield "ET Q"


def _segments(path: Path) -> Iterator[str]:
    """The path as PDF operators."""
    signs = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE4: "c"}
    for numbers, code in path.iter_segments(simplify=False):
        yield "h" if code == Path.CLOSEPOLY else f"{_numbers(numbers)} {signs[code]}"


def _colour(name: str) -> str:
    """Operator that sets the colour of a filling; greys are written as greys, so that black is one ink."""
    red, green, blue = to_rgb(name)
    return f"{_number(red)} g" if red == green == blue else f"{_numbers((red, green, blue))} rg"


def _number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no minus zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _numbers(values: Iterable[float]) -> str:
    return " ".join(_number(value) for value in values)
