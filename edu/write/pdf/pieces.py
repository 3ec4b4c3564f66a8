"""What stands on a page: pieces of known height that draw themselves and, some of them, can be split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from edu.write.pdf.pen import Align, Pen
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import Style
from edu.write.pdf.typeset import Line

Paint = Callable[[Pen, float, float], None]
"""Draws something with its left edge and top at the given place."""


@dataclass(kw_only=True)
class Piece:
    """Something that takes `height` points of a page.

    Attributes:
        name: what to call it in a message ("question 7").
        height: how high it is.
        before: least space above it, none at the top of a page.
        after: least space below it.
        left: how far it is indented.
        keeps_next: True when the next piece must begin on the same page.
        tight: True when it joins the piece above without space.
        marks: marks to be won in it.
        flows: True for running text, which is not moved to even out pages.
    """

    name: str = "block"
    height: float = 0
    before: float = 0
    after: float = 0
    left: float = 0
    keeps_next: bool = False
    tight: bool = False
    marks: int = 0
    flows: bool = False

    @property
    def least(self) -> float:
        """The height of the smallest part of it that may end a page."""
        return self.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws it below `top`."""
        raise NotImplementedError

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """The part that fits in `room` points and the rest; None when it must stay whole."""
        return None

    def parts(self) -> Sequence[Piece]:
        """What it is taken apart into when it is higher than a page; nothing when that cannot be done."""
        return ()


@dataclass(kw_only=True)
class PageEnd(Piece):
    """What follows starts on a new page, if at least such a share of this one (0 to 1) is filled."""

    filled: float = 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing."""


@dataclass(kw_only=True)
class Drawn(Piece):
    """A piece drawn by a function.

    Attributes:
        paint: the function.
        apart: the same as pieces one below another, for when it is higher than a page.
    """

    paint: Paint
    apart: Sequence[Piece] = ()

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Calls the function."""
        self.paint(pen, x + self.left, top)

    def parts(self) -> Sequence[Piece]:
        """The pieces it can be taken apart into."""
        return instead(self, self.apart)


def fitting_lines(count: int, room: float, leading: float, fewest: int = 2) -> int:
    """How many of a paragraph's lines to leave on a page: `fewest` at least there and on the next, or 0."""
    fit = min(int((room + 0.01) // leading), count - fewest)
    return fit if fit >= fewest else 0


@dataclass(kw_only=True)
class Words(Piece):
    """A paragraph."""

    lines: Sequence[Line]
    style: Style
    node: Node
    width: float = 0
    align: Align = "left"

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """Two lines, when it may be split at all."""
        return self.height if len(self.lines) < 4 else 2 * self.style.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the lines."""
        pen.text(self.node, self.lines, x + self.left, top, self.style, align=self.align, width=self.width)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits between lines, two at least on each side."""
        fit = fitting_lines(len(self.lines), room, self.style.leading)
        if not fit:
            return None
        above = replace(self, lines=self.lines[:fit], after=0, keeps_next=False)
        return above, replace(self, lines=self.lines[fit:], before=0)


@dataclass(kw_only=True)
class Stack(Piece):
    """Pieces one below another that stay together. Its height and spaces follow from them."""

    pieces: Sequence[Piece]
    tops: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.tops, self.height = stacked(self.pieces)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws each piece in its place."""
        for piece, offset in zip(self.pieces, self.tops, strict=True):
            piece.draw(pen, x + self.left, top - offset)

    def parts(self) -> Sequence[Piece]:
        """Its pieces, with its own space above and below them."""
        return instead(self, self.pieces)


def instead(whole: Piece, pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Pieces in the place of one that held them, with its indent, its space above and below, its marks and its name."""
    made = [
        replace(piece, left=piece.left + whole.left, name=whole.name if piece.name == Piece.name else piece.name)
        for piece in pieces
    ]
    if made:
        made[0].before, made[-1].after = whole.before, whole.after
        made[0].marks, made[0].tight = whole.marks, whole.tight
        made[-1].keeps_next = whole.keeps_next
    return made


@dataclass(kw_only=True)
class Loose(Stack):
    """Pieces that stay together, unless much of a page would stay empty below what is above them.

    Attributes:
        loss: room at the foot of a page that is left empty rather than that they are parted, in points.
        again: what stands over them on each further page, to say what they are part of; it is no content.
    """

    loss: float
    again: Piece | None = None

    @property
    def least(self) -> float:
        """What must stay together at its beginning, and no less than the room for which they may be parted."""
        place = next((i for i, piece in enumerate(self.pieces) if not piece.keeps_next), len(self.pieces) - 1)
        return min(self.height, max(self.loss, self.tops[place] + self.pieces[place].least))

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits one of its pieces, or between two; never where the first must keep to the second."""
        if room < self.loss:
            return None
        place = next(i for i, piece in enumerate(self.pieces) if self.tops[i] + piece.height > room)
        halves = self.pieces[place].split(room - self.tops[place])
        if halves:
            first, rest = (*self.pieces[:place], halves[0]), (halves[1], *self.pieces[place + 1 :])
        else:
            while place and self.pieces[place - 1].keeps_next:
                place -= 1
            first, rest = (*self.pieces[:place],), (*self.pieces[place:],)
        if not first:
            return None
        rest = (*((self.again,) if self.again else ()), *rest)
        return replace(self, pieces=first, after=0, keeps_next=False), replace(self, pieces=rest, before=0)


@dataclass(kw_only=True)
class Again(Piece):
    """A heading shown again where what it heads goes on on the next page; no content, since it was read before."""

    lines: Sequence[Line]
    style: Style

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.style.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the lines."""
        with pen.canvas.artifact("Pagination"):
            pen.text(None, self.lines, x + self.left, top, self.style)


@dataclass(kw_only=True)
class Beside(Piece):
    """Columns side by side, as high as the highest; on the next page each goes on where it was parted.

    Attributes:
        columns: each with how far it stands from the left.
    """

    columns: Sequence[tuple[float, Stack]]

    def __post_init__(self) -> None:
        self.height = max((column.height for _, column in self.columns), default=0.0)

    @property
    def least(self) -> float:
        """Enough for what must stay together in each column."""
        return max((column.least for _, column in self.columns), default=0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws one column after another."""
        for left, column in self.columns:
            column.draw(pen, x + self.left + left, top)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits each column that is higher than the room."""
        above: list[tuple[float, Stack]] = []
        below: list[tuple[float, Stack]] = []
        for left, column in self.columns:
            halves = (column, None) if column.height <= room else column.split(room)
            if halves is None:
                return None
            for half, half_columns in zip(halves, (above, below), strict=True):
                if isinstance(half, Stack):
                    half_columns.append((left, half))
        return replace(self, columns=above, after=0), replace(self, columns=below, before=0)

    def parts(self) -> Sequence[Piece]:
        """The columns, one below another."""
        return instead(self, [column for _, column in self.columns])


def gap(above: Piece, below: Piece) -> float:
    """The space between two pieces."""
    return 0.0 if below.tight else max(above.after, below.before)


def stacked(pieces: Sequence[Piece]) -> tuple[list[float], float]:
    """How far below the first one's top each piece begins, and how high all are together."""
    tops = [0.0] if pieces else []
    for above, below in pairwise(pieces):
        tops.append(tops[-1] + above.height + gap(above, below))
    return tops, tops[-1] + pieces[-1].height if pieces else 0.0
