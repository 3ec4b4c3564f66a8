"""Draws lines of text, rules and shapes on the page.

Text belongs to a node of the structure tree or is an artifact; rules and shapes are artifacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Literal, Protocol
from unicodedata import combining

from edu.write.pdf import fonts
from edu.write.pdf.scripts import steps
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLACK, BLANK_DROP, CAPITAL, RULE, Style
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.typeset import Blank, Line, Part, Space, Span

Align = Literal["left", "right", "center"]


class Drawing(Protocol):
    """A chart's drawing, as the figures room hands it over. Measures in points."""

    @property
    def width(self) -> float:
        """How wide it is."""

    @property
    def height(self) -> float:
        """How high it is."""

    @property
    def numbered(self) -> bool:
        """True when a timeline's marks carry numbers, which the rows of its table must carry too."""

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draws it with its lower left corner there."""


class Pen:
    """Draws on one canvas, in points from the lower left corner of the sheet; text is given by its top."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self._keys = 0
        self._level = -1

    # Text --------------------------------------------------------------------------------------------------

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
        """Lines of a paragraph, the first with its top at `top`.

        `width` is that of the column they are aligned in. Without a node they belong to the artifact in hand.
        """
        share = {"left": 0.0, "right": 1.0, "center": 0.5}[align]
        placed = [
            (line, x + share * (width - line.width), top - style.size - index * style.leading)
            for index, line in enumerate(lines)
        ]
        if not placed:
            return
        if node is None:
            self._draw(placed, style, ink)
        elif not any(isinstance(part, Blank) for line in lines for part in line.parts):
            with self.canvas.mark(node):
                self._draw(placed, style, ink)
        else:
            self._draw_with_blanks(node, placed, style)

    def _draw(self, placed: Iterable[tuple[Line, float, float]], style: Style, ink: float) -> None:
        words = self.canvas.beginText()
        if style.tracking:
            words.setCharSpace(style.tracking)
        if ink != BLACK:
            words.setFillGray(ink)
        face = ""
        for line, start, y in placed:
            order = _in_reading_order(line.parts, start)
            at = -1.0  # where the next letter would stand by itself
            for index, (part, x) in enumerate(order, 1):
                if x != at:
                    words.setTextOrigin(x, y)
                at = -1.0
                after = " " if line.spaced and index == len(order) else ""
                if isinstance(part, Space):
                    words.textOut(" ")
                if not isinstance(part, Span):
                    continue
                if part.font != face:
                    words.setFont(part.font, style.size)
                    face = part.font
                if part.leftward:
                    _step_leftward(words, part, x, y, style.size)
                    if after:
                        words.setTextOrigin(start + line.width, y)
                        words.textOut(after)
                else:
                    words.textOut(part.text + after)
                    at = x + part.width
        if ink != BLACK:
            words.setFillGray(BLACK)
        if style.tracking:
            words.setCharSpace(0)  # else it would hold for all that follows
        self.canvas.drawText(words)

    def _draw_with_blanks(self, node: Node, placed: Iterable[tuple[Line, float, float]], style: Style) -> None:
        """Lines with rules to write on: each rule is a span of its own that reads as three low lines."""
        for line, start, y in placed:
            x = start
            for index, part in enumerate(line.parts, 1):
                spaced = line.spaced and index == len(line.parts)
                if not isinstance(part, Blank):
                    with self.canvas.mark(node):
                        self._draw([(Line((part,), part.width, 0, 0, spaced), x, y)], style, BLACK)
                else:
                    with self.canvas.mark(node.add("Span", "/ActualText(___ )" if spaced else "/ActualText(___)")):
                        self.rule(x, y - BLANK_DROP, part.width, RULE)
                x += part.width

    def figure(self, node: Node, drawing: Drawing, x: float, top: float) -> None:
        """A chart's drawing as the content of a figure."""
        bottom = top - drawing.height
        node.bounded(x, bottom, x + drawing.width, top)
        with self.canvas.mark(node):
            self.canvas.saveState()
            drawing.draw(self.canvas, x, bottom)
            self.canvas.restoreState()

    # Rules and shapes --------------------------------------------------------------------------------------

    def rule(self, x: float, y: float, width: float, weight: float) -> None:
        """A rule to the right."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, y, x + width, y)

    def upright(self, x: float, top: float, height: float, weight: float) -> None:
        """A rule downwards."""
        self.canvas.setLineWidth(weight)
        self.canvas.line(x, top, x, top - height)

    def ground(self, colour: tuple[float, float, float], width: float, height: float) -> None:
        """A tint over the whole page, of that width and height."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(0, 0, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(BLACK)

    def fill(self, x: float, top: float, width: float, height: float, ink: float) -> None:
        """A ground without an outline."""
        self.canvas.setFillGray(ink)
        self.canvas.rect(x, top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(BLACK)

    def box(self, x: float, top: float, width: float, height: float, weight: float = RULE) -> None:
        """An outline."""
        self.canvas.setLineWidth(weight)
        self.canvas.rect(x, top - height, width, height, stroke=1, fill=0)

    def circle(self, x: float, top: float, width: float, weight: float = RULE) -> None:
        """A circle's outline in a square of that width."""
        self.canvas.setLineWidth(weight)
        self.canvas.circle(x + width / 2, top - width / 2, width / 2, stroke=1, fill=0)

    # Outline -----------------------------------------------------------------------------------------------

    def bookmark(self, words: str, level: int, top: float) -> None:
        """An entry of the file's outline that leads here; level 0 is the highest, and none is skipped."""
        self._keys += 1
        key = f"place{self._keys}"
        self._level = min(level, self._level + 1)
        self.canvas.bookmarkPage(key, fit="XYZ", left=0, top=top, zoom=0)
        self.canvas.addOutlineEntry(words, key, self._level, closed=self._level == 0)


def _in_reading_order(parts: Sequence[Part], start: float) -> list[tuple[Part, float]]:
    """Parts with their left edges; neighbours that run from right to left stand in the line the other way round."""
    order: list[tuple[Part, float]] = []
    x = start
    for leftward, group in groupby(parts, key=lambda part: isinstance(part, Span) and part.leftward):
        together = list(group)
        end = x + sum(part.width for part in together)
        for part in together:
            order.append((part, end - part.width if leftward else x))
            x, end = x + part.width, end - part.width
    return order


_ACCENT = 0.25
"""How far right of its origin the fallback face draws the middle of an accent on an Arabic letter, in ems."""


def _step_leftward(words: Any, part: Span, x: float, y: float, size: float) -> None:
    """Letters from right to left, drawn in the order they are read and each in its place, so that readers find it."""
    x += part.width
    for step in steps(part.text):
        room = fonts.width(step, part.font, size)
        x -= room
        words.setTextOrigin(x, y)
        if len(step) > 1 and combining(step[1]):
            words.textOut(step[0])
            words.setTextOrigin(x + room / 2 - _ACCENT * size, y)
            words.textOut(step[1:])
        else:
            words.textOut(step)


def capital_top(center: float, style: Style) -> float:
    """The top of a line whose capitals have their middle at `center`."""
    return center - CAPITAL * style.size + style.size


def capital_center(top: float, style: Style) -> float:
    """Where the middle of the capitals lies in a line with this top."""
    return top - style.size + CAPITAL * style.size
