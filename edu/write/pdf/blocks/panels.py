"""Panels: blocks on a tinted ground between two rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from edu.model.document import Text
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Again, Piece, Stack, gap
from edu.write.pdf.styles import HEAVY, RULE, TINT, StyleSheet

_BEYOND = 1.5
"""Points by which a ground goes on below its end, where another meets it: a line to write on may stand there."""


@dataclass(kw_only=True)
class Boxed(Piece):
    """Pieces on a tinted ground between two rules, as wide as the column.

    Attributes:
        inner: what stands in it.
        sheet: the spaces around that.
        width: how wide the ground is.
        above: space above the pieces; none where the panel goes on from an earlier page.
        below: space below them; none where it goes on to the next.
        edges: weights of the rules above and below.
        foot: what stands below it (a caption), its `before` away.
        loss: room at the foot of a page that is left empty rather than that it goes on on the next, in points.
        heading: what names it where it goes on.
        goes_on: True when it goes on from an earlier page.
        joined: whether its ground meets that of another above it, and below it.
    """

    inner: Stack
    sheet: StyleSheet
    width: float
    above: float
    below: float
    edges: tuple[float, float] = (HEAVY, RULE)
    foot: Piece | None = None
    loss: float = inf
    heading: Again | None = None
    goes_on: bool = False
    joined: tuple[bool, bool] = (False, False)

    def __post_init__(self) -> None:
        self.height = self.head + self.ground + (self.foot.before + self.foot.height if self.foot else 0.0)

    @property
    def head(self) -> float:
        """How high the heading is where it is shown again."""
        return self.heading.height + self.heading.after if self.heading and self.goes_on else 0.0

    @property
    def ground(self) -> float:
        """How high the tinted ground is."""
        return self.above + self.inner.height + self.below

    @property
    def least(self) -> float:
        """As much as may not be parted, and no less than the room for which it may be."""
        pieces, tops = self.inner.pieces, self.inner.tops
        place = next((i for i, piece in enumerate(pieces) if not piece.keeps_next or i == len(pieces) - 1), None)
        if place is None or (place == len(pieces) - 1 and pieces[place].least == pieces[place].height):
            return self.height
        together = self.head + self.above + tops[place] + pieces[place].least + self.below
        return min(self.height, max(self.loss, together))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the ground, the rules over it and the pieces."""
        x += self.left
        if self.heading and self.goes_on:
            self.heading.draw(pen, x, top)
        top -= self.head
        start, over = (_BEYOND if joined else 0.0 for joined in self.joined)
        pen.fill(x, top - start, self.width, self.ground - start + over, TINT)
        for height, weight in zip((top, top - self.ground), self.edges, strict=True):
            if weight:
                pen.rule(x, height, self.width, weight)
        self.inner.draw(pen, x + self.sheet.panel_side, top - self.above)
        if self.foot:
            self.foot.draw(pen, x, top - self.ground - self.foot.before)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Two panels, parted between pieces or in one of them."""
        pieces, tops = self.inner.pieces, self.inner.tops
        room -= self.head + self.above + self.below
        fit = sum(top + piece.height <= room for piece, top in zip(pieces, tops, strict=True))
        fit = min(fit, len(pieces) - 1)  # the foot alone is no reason to go on without words
        if room < self.loss - self.head - self.above - self.below:
            return None
        # The last piece is parted also where it has room and the foot has none: a heading may stand above already.
        halves = pieces[fit].split(min(room - tops[fit], pieces[fit].height - 1))
        above, below = (halves[:1], halves[1:]) if halves else ((), pieces[fit : fit + 1])
        first, rest = (*pieces[:fit], *above), (*below, *pieces[fit + 1 :])
        if not first or first[-1].keeps_next:
            return None
        return (
            replace(self, inner=Stack(pieces=first), foot=None, after=0, keeps_next=False),
            replace(self, inner=Stack(pieces=rest), before=0, goes_on=True),
        )

    def parts(self) -> Sequence[Piece]:
        """A panel for each of its pieces, one tight below another, with rules at the outer ends alone."""
        pieces = [part for piece in self.inner.pieces for part in (piece.parts() or [piece])]
        strips: list[Piece] = []
        for index, piece in enumerate(pieces):
            first, last = index == 0, index == len(pieces) - 1
            strips.append(
                replace(
                    self,
                    inner=Stack(pieces=[piece]),
                    above=self.above if first else 0.0,
                    below=self.below if last else gap(piece, pieces[index + 1]),
                    edges=(self.edges[0] if first else 0.0, self.edges[1] if last else 0.0),
                    foot=self.foot if last else None,
                    loss=0.0,
                    joined=(not first, not last),
                    tight=not first,
                    after=self.after if last else 0.0,
                    keeps_next=piece.keeps_next,
                )
            )
        return strips if len(strips) > 1 else ()


def panel_of(pieces: Sequence[Piece], galley: Galley, name: str, own: Text = ()) -> Boxed:
    """Pieces on a tinted ground between two rules, as wide as the column.

    Where it goes on on a further page, its own heading or the one it stands under says what goes on.
    """
    sheet = galley.sheet
    return Boxed(
        name=name, inner=Stack(pieces=pieces), sheet=sheet, width=galley.width, above=sheet.panel_top,
        below=sheet.panel_bottom, before=6, after=12, loss=sheet.loss * galley.page,
        heading=galley.again(own),
    )  # fmt: skip


def panel_galley(galley: Galley) -> Galley:
    """The column inside a panel."""
    sheet = galley.sheet
    return galley.inside(galley.node.add("Div"), galley.width - 2 * sheet.panel_side)
