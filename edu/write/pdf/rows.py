"""Tables as rows of cells with rules between them: key facts, tick tables, the key's grid, charts' tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from edu.write.pdf.pen import Align, Pen
from edu.write.pdf.pieces import Again, Paint, Piece, instead
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import CAPITAL, HAIR, HEAVY, RULE, TINT, Style
from edu.write.pdf.typeset import Line

_SHORT = 3
"""Rows of a table that leaves a row alone wherever it is split, and so is not parted."""


@dataclass(frozen=True)
class Cell:
    """The words of one cell, in a column of `width` points that begins `x` points inside the table.

    Attributes:
        node: its element.
        lines: its words in lines.
        style: what they are set in.
        x: where its column begins inside the table.
        width: how wide that is.
        align: where in it the words stand.
        field: a name for what other copies fill in otherwise; empty for what they do not.
        words: the words of that.
        made: the cell with other words.
    """

    node: Node
    lines: Sequence[Line]
    style: Style
    x: float
    width: float
    align: Align = "left"
    field: str = ""
    words: str = ""
    made: Callable[[str], Cell] | None = None


@dataclass(frozen=True)
class TableRow:
    """A row of cells.

    Attributes:
        cells: what stands in it.
        height: how high it is, padding included.
        top: space above the first lines.
        fills: tinted stretches, as (left, width).
        rule: weight of the rule below it.
        paint: draws what is no text (circles, upright rules).
        centered: True when each cell's lines stand in the middle of the row rather than at its top.
    """

    cells: Sequence[Cell]
    height: float
    top: float
    fills: Sequence[tuple[float, float]] = ()
    rule: float = HAIR
    paint: Paint | None = None
    centered: bool = False

    def draw(self, pen: Pen, x: float, top: float, repeated: bool = False) -> None:
        """Draws the row without its rule; `repeated` when it was already drawn on an earlier page."""
        for left, width in self.fills:
            pen.fill(x + left, top, width, self.height, TINT)
        if self.paint:
            self.paint(pen, x, top)
        if repeated:
            with pen.canvas.artifact("Pagination"):
                self._words(pen, x, top, True)
        else:
            self._words(pen, x, top, False)

    def _words(self, pen: Pen, x: float, top: float, repeated: bool) -> None:
        for cell in self.cells:
            node = None if repeated else cell.node
            if not cell.field or not cell.made:
                self._cell(cell, node, pen, x, top)
                continue

            def write(words: str, made: Callable[[str], Cell] = cell.made, node: Node | None = node) -> None:
                self._cell(made(words), node, pen, x, top)

            pen.field(cell.field, cell.words, write)

    def _cell(self, cell: Cell, node: Node | None, pen: Pen, x: float, top: float) -> None:
        y = top - self._above(cell)
        pen.text(node, cell.lines, x + cell.x, y, cell.style, align=cell.align, width=cell.width)

    def _above(self, cell: Cell) -> float:
        """The space above the cell's lines; in a centered row their capitals stand in its middle."""
        if not self.centered:
            return self.top
        more = (len(cell.lines) - 1) * cell.style.leading
        return (self.height - more) / 2 - (1 - CAPITAL) * cell.style.size


def text_height(cell: Cell) -> float:
    """How high the cell's lines are."""
    return len(cell.lines) * cell.style.leading


def row_height(cells: Sequence[Cell], top: float, bottom: float, least: float = 0) -> float:
    """How high a row must be for its tallest cell, with padding above and below."""
    return max([least, *(top + text_height(cell) + bottom for cell in cells)])


@dataclass(kw_only=True)
class Rows(Piece):
    """A table. A long one may be split between rows; its head row is then drawn again, as an artifact.

    Attributes:
        head: the head row, if there is one.
        rows: the other rows.
        width: how wide the rules are.
        top_width: how wide the rule above is, when it is wider.
        top_rule: weight of the rule above.
        end_rule: weight of the rule below the last row on each page.
        shown: True when the head row was drawn on an earlier page.
        foot: what stands below the last row (a caption), its `before` away from it.
        short: a table of no more rows than this is not parted.
        loss: room at the foot of a page in which the first row may stand alone rather than leave it empty, in points.
        whole: room at the foot of a page that is left empty rather than that the table is parted, in points.
        again: what names the table over the head row on each further page.
    """

    head: TableRow | None
    rows: Sequence[TableRow]
    width: float
    top_width: float = 0
    top_rule: float = HEAVY
    end_rule: float = RULE
    shown: bool = False
    foot: Piece | None = None
    short: int = _SHORT
    loss: float = inf
    whole: float = 0
    again: Again | None = None

    def __post_init__(self) -> None:
        self.height = self.head_height + sum(row.height for row in self.rows)
        if self.foot:
            self.height += self.foot.before + self.foot.height

    @property
    def head_height(self) -> float:
        """How high the head row is, with the name of the table over it on further pages."""
        return self._named + (self.head.height if self.head else 0.0)

    @property
    def _named(self) -> float:
        return self.again.height + self.again.after if self.again and self.shown else 0.0

    @property
    def least(self) -> float:
        """The head row with as many rows as may not be parted from it."""
        if not self.rows:
            return self.height
        together = self.height
        if self.fewest < len(self.rows):
            together = self.head_height + sum(row.height for row in self.rows[: self.fewest])
        return min(max(together, min(self.whole, self.height)), max(self.loss, self.head_height + self.rows[0].height))

    @property
    def fewest(self) -> int:
        """Rows that must stand together with the head: two, and all of a short table."""
        return 2 if len(self.rows) > self.short else len(self.rows)

    def parts(self) -> Sequence[Piece]:
        """The rows of a short table, for pages that are lower than it is."""
        if len(self.rows) not in range(2, self.short + 1):
            return ()
        last = len(self.rows) - 1
        return instead(
            self,
            [
                replace(
                    self,
                    rows=[row],
                    shown=self.shown or index > 0,
                    foot=self.foot if index == last else None,
                    again=None,
                )
                for index, row in enumerate(self.rows)
            ],
        )

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the rows and the rules, the rules over the tints."""
        x += self.left
        if self.again and self.shown:
            self.again.draw(pen, x, top)
            top -= self._named
        rules = [(top, max(self.width, self.top_width), self.top_rule)]
        y = top
        if self.head:
            self.head.draw(pen, x, y, repeated=self.shown)
            y -= self.head.height
            rules.append((y, self.width, self.head.rule))
        for index, row in enumerate(self.rows):
            row.draw(pen, x, y)
            y -= row.height
            last = index == len(self.rows) - 1
            rules.append((y, self.width, max(self.end_rule, row.rule) if last else row.rule))
        for height, width, weight in rules:
            if weight:
                pen.rule(x, height, width, weight)
        if self.foot:
            self.foot.draw(pen, x, y - self.foot.before)

    def split(self, room: float) -> tuple[Rows, Rows] | None:
        """Splits between rows, and never between the last row and the foot."""
        if room < self.whole:
            return None
        alone = room >= self.loss
        first, last = (1, min(2, len(self.rows) - 1)) if alone else (self.fewest, self.fewest)
        used, count = self.head_height, 0
        while count < len(self.rows) - last and used + self.rows[count].height <= room + 0.01:
            used += self.rows[count].height
            count += 1
        if not count or count < first:
            return None
        rest = replace(self, rows=self.rows[count:], shown=True, before=0)
        return replace(self, rows=self.rows[:count], foot=None, after=0), rest
