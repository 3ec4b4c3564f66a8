"""Draws lines of text, rules and shapes on the page.

Text belongs to a node of the structure tree or is an artifact; rules and shapes are artifacts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, pairwise
from typing import Any, Literal, Protocol
from unicodedata import combining

from edu.write.pdf import fonts
from edu.write.pdf.scripts import RIGHTWARD, steps
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLACK, BLANK_DROP, CAPITAL, RULE, Style
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.typeset import Blank, Line, Part, Space, Span

Align = Literal["left", "right", "center"]

_ROUND = 0.5523
"""How far the handles of a quarter of a circle lie from its ends, in radii."""


def number(value: float) -> str:
    """A measure as PDF writes it, to a hundredth of a point."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


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

    @property
    def notes(self) -> tuple[str, ...]:
        """The names of what its caption must explain."""

    def draw(self, canvas: Any, x: float, y: float) -> None:
        """Draws it with its lower left corner there."""


class Pen:
    """Draws on one canvas, in points from the lower left corner of the sheet; text is given by its top."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas

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
        elif not any(isinstance(part, Blank) and not part.told for line in lines for part in line.parts):
            with self.canvas.mark(node):
                self._draw(placed, style, ink)
        else:
            self._draw_with_blanks(node, placed, style)

    def field(self, name: str, words: str, write: Callable[[str], None]) -> None:
        """Words that may be others in the next copy (a version's letter, a number); `write` draws them in place."""
        del name
        write(words)

    def _draw(self, placed: Iterable[tuple[Line, float, float]], style: Style, ink: float) -> None:
        words = _TextObject(self.canvas, style.size)
        for line, start, y in placed:
            order = _in_reading_order(line.parts, start)
            at = -1.0  # where the next letter would stand by itself
            for index, (part, x) in enumerate(order, 1):
                if x != at:
                    words.move(x, y)
                at = -1.0
                after = " " if line.spaced and index == len(order) else ""
                if isinstance(part, Space):
                    words.show(words.font or fonts.TEXT, " ")
                if isinstance(part, Blank):  # low lines that touch, however far apart letters are set
                    words.show_close(fonts.TEXT, part.told + after, style.tracking)
                if not isinstance(part, Span):
                    continue
                if part.leftward:
                    _step_leftward(words, part, x, y, style.size)
                elif part.text == RIGHTWARD:
                    words.show_unseen(part.font, part.text + after)
                else:
                    words.show(part.font, part.text + after)
                    at = x + part.width
        if style.tracking:
            # Without the second step it would hold for all that follows.
            words.steps = [f"{number(style.tracking)} Tc", *words.steps, "0 Tc"]
        before, behind = (f"{number(ink)} g ", f" {number(BLACK)} g") if ink != BLACK else ("", "")
        self.canvas.put_text(f"{before}BT {' '.join(words.steps)} ET{behind}")

    def _draw_with_blanks(self, node: Node, placed: Iterable[tuple[Line, float, float]], style: Style) -> None:
        """Lines with rules to write on: each a span of its own that reads as three low lines."""
        for line, start, y in placed:
            x = start
            for index, part in enumerate(line.parts, 1):
                spaced = line.spaced and index == len(line.parts)
                if isinstance(part, Blank) and not part.told:
                    with self.canvas.mark(node.add("Span", "/ActualText(___ )" if spaced else "/ActualText(___)")):
                        self.rule(x, y - BLANK_DROP, part.width, RULE)
                else:
                    with self.canvas.mark(node):
                        self._draw([(Line((part,), part.width, 0, 0, spaced), x, y)], style, BLACK)
                x += part.width

    def figure(self, node: Node, drawing: Drawing, x: float, top: float) -> None:
        """A chart's drawing as the content of a figure."""
        bottom = top - drawing.height
        node.box = (x, bottom, x + drawing.width, top)
        with self.canvas.mark(node):
            self.canvas.put("q")
            drawing.draw(self.canvas, x, bottom)
            self.canvas.put("Q")

    # Rules and shapes --------------------------------------------------------------------------------------

    def rule(self, x: float, y: float, width: float, weight: float) -> None:
        """A rule to the right."""
        self._stroke(weight, f"{number(x)} {number(y)} m {number(x + width)} {number(y)} l")

    def upright(self, x: float, top: float, height: float, weight: float) -> None:
        """A rule downwards."""
        self._stroke(weight, f"{number(x)} {number(top)} m {number(x)} {number(top - height)} l")

    def ground(self, colour: tuple[float, float, float], width: float, height: float) -> None:
        """A tint over the whole page, of that width and height."""
        tint = " ".join(map(number, colour))
        self.canvas.put(f"{tint} rg 0 0 {number(width)} {number(height)} re f {number(BLACK)} g")

    def fill(self, x: float, top: float, width: float, height: float, ink: float) -> None:
        """A ground without an outline."""
        corner = f"{number(x)} {number(top - height)} {number(width)} {number(height)}"
        self.canvas.put(f"{ink:.3g} g {corner} re f {number(BLACK)} g")

    def box(self, x: float, top: float, width: float, height: float, weight: float = RULE) -> None:
        """An outline."""
        self._stroke(weight, f"{number(x)} {number(top - height)} {number(width)} {number(height)} re")

    def circle(self, x: float, top: float, width: float, weight: float = RULE) -> None:
        """A circle's outline in a square of that width."""
        half = width / 2
        middle_x, middle_y, handle = x + half, top - half, half * _ROUND
        ends = ((half, 0.0), (0.0, half), (-half, 0.0), (0.0, -half), (half, 0.0))
        steps = [f"{number(middle_x + half)} {number(middle_y)} m"]
        for (x0, y0), (x1, y1) in pairwise(ends):
            turn = handle / half
            points = ((x0 - y0 * turn, y0 + x0 * turn), (x1 + y1 * turn, y1 - x1 * turn), (x1, y1))
            steps.append(" ".join(f"{number(middle_x + dx)} {number(middle_y + dy)}" for dx, dy in points) + " c")
        self._stroke(weight, " ".join(steps))

    def _stroke(self, weight: float, path: str) -> None:
        self.canvas.put(f"{number(weight)} w {path} S")

    # Outline -----------------------------------------------------------------------------------------------

    def bookmark(self, words: str, level: int, top: float) -> None:
        """An entry of the file's outline that leads here; level 0 is the highest, and none is skipped."""
        self.canvas.bookmarks.append((words, level, self.canvas.page, top))


class _TextObject:
    """The operators of some text; a face is named when it changes."""

    def __init__(self, canvas: TaggedCanvas, size: float) -> None:
        self.steps: list[str] = []
        self.font = ""
        self._canvas, self._size, self._face = canvas, number(size), ""

    def move(self, x: float, y: float) -> None:
        self.steps.append(f"1 0 0 1 {number(x)} {number(y)} Tm")

    def show_unseen(self, font: str, text: str) -> None:
        """Characters without ink. Outlined they have a width, and PDFium takes no notice of what has none."""
        self.steps.append("1 Tr")
        self.show(font, text)
        self.steps.append("0 Tr")

    def show_close(self, font: str, text: str, tracking: float) -> None:
        """Characters without the space that others have after them."""
        if tracking:
            self.steps.append("0 Tc")
        self.show(font, text)
        if tracking:
            self.steps.append(f"{number(tracking)} Tc")

    def show(self, font: str, text: str) -> None:
        self.font = font
        for face, codes in self._canvas.letters(font, text):
            if face != self._face:
                self.steps.append(f"{face} {self._size} Tf")
                self._face = face
            self.steps.append(f"({codes}) Tj")


def _in_reading_order(parts: Sequence[Part], start: float) -> list[tuple[Part, float]]:
    """Parts with their left edges; neighbours that run from right to left stand in the line the other way round.

    A mark after such neighbours keeps readers from turning a bracket or a comma that follows as well.
    """
    mark = Span(fonts.FALLBACK, RIGHTWARD, 0)
    order: list[tuple[Part, float]] = []
    x = start
    for leftward, group in groupby(parts, key=lambda part: isinstance(part, Span) and part.leftward):
        together = list(group)
        end = x + sum(part.width for part in together)
        edge = end
        for part in together:
            order.append((part, end - part.width if leftward else x))
            x, end = x + part.width, end - part.width
        if leftward:
            order.append((mark, edge))
    return order


_ACCENT = 0.25
"""How far right of its origin the fallback face draws the middle of an accent on an Arabic letter, in ems."""


def _step_leftward(words: _TextObject, part: Span, x: float, y: float, size: float) -> None:
    """Letters from right to left, drawn in the order they are read and each in its place, so that readers find it."""
    x += part.width
    for step in steps(part.text):
        room = fonts.width(step, part.font, size)
        x -= room
        words.move(x, y)
        if len(step) > 1 and combining(step[1]):
            words.show(part.font, step[0])
            words.move(x + room / 2 - _ACCENT * size, y)
            words.show(part.font, step[1:])
        elif step == " ":
            words.show_unseen(part.font, step)
        else:
            words.show(part.font, step)


def capital_top(center: float, style: Style) -> float:
    """The top of a line whose capitals have their middle at `center`."""
    return center - CAPITAL * style.size + style.size


def capital_center(top: float, style: Style) -> float:
    """Where the middle of the capitals lies in a line with this top."""
    return top - style.size + CAPITAL * style.size
