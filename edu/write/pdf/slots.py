"""Rows whose entries may stand in any order: options, statements, events, premises beside responses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Paint, Piece, instead
from edu.write.pdf.structure import Node


@dataclass(frozen=True)
class Column:
    """What may be reordered together.

    Attributes:
        listing: the list or table whose children the entries are.
        entries: the element of each entry.
        paint: draws an entry in a row; both counted from 0.
        answers: True when they follow the order of a question's responses, not that of its options.
    """

    listing: Node
    entries: Sequence[Node]
    paint: Callable[[int, int], Paint]
    answers: bool = False


@dataclass(kw_only=True)
class Slots(Piece):
    """Rows, each with an entry of every column that is long enough.

    Attributes:
        columns: the last has the most entries.
        heights: how high a row is that holds an entry of the last column.
        across: from one entry to the next when some stand side by side; 0 when they stand one below another.
        beside: how many stand side by side.
        between: space between two rows.
    """

    columns: Sequence[Column]
    heights: Sequence[float]
    across: float = 0
    beside: int = 1
    between: float = 0

    def __post_init__(self) -> None:
        below = sum(self.heights) + self.between * (len(self.heights) - 1)
        across = -(-len(self.heights) // self.beside) * max(self.heights, default=0.0)
        self.height = across if self.across else max(below, 0.0)

    def step(self, row: int, entry: int) -> tuple[float, float]:
        """How far right and down the next row begins after this one, in which that entry stands."""
        if not self.across:
            return 0.0, self.heights[entry] + self.between
        ends = (row + 1) % self.beside == 0 or row == len(self.heights) - 1
        return (-self.across * (row % self.beside), max(self.heights)) if ends else (self.across, 0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws each row with the entry of its own number."""
        for row in range(len(self.heights)):
            self._row(row)(pen, x + self.left, top)
            right, down = self.step(row, row)
            x, top = x + right, top - down

    def _row(self, row: int) -> Paint:
        def paint(pen: Pen, x: float, top: float) -> None:
            for column in self.columns:
                if row < len(column.entries):
                    column.paint(row, row)(pen, x, top)

        return paint

    def parts(self) -> Sequence[Piece]:
        """Its rows, unless they stand side by side."""
        if self.across:
            return ()
        rows = [
            Drawn(height=height, after=self.between, paint=self._row(row)) for row, height in enumerate(self.heights)
        ]
        return instead(self, rows)
