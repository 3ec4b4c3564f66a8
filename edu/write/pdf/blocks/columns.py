"""Blocks side by side, or one below another where lines are short."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from edu.model.document import Block, Columns
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Piece, Stack
from edu.write.pdf.styles import MM

_GUTTER = 6 * MM

Lay = Callable[[Sequence[Block], Galley], list[Piece]]
"""Sets the blocks that a block holds."""


def columns(block: Columns, galley: Galley, lay: Lay) -> list[Piece]:
    """Columns of one width; they stay together on a page. Where nothing stands side by side they follow each other."""
    if galley.sheet.notes_below:
        return [piece for each in block.columns for piece in lay(each, galley.inside(galley.node.add("Div")))]
    count = len(block.columns)
    width = (galley.width - (count - 1) * _GUTTER) / max(count, 1)
    stacks = [Stack(pieces=lay(each, galley.inside(galley.node.add("Div"), width))) for each in block.columns]

    def paint(pen: Pen, x: float, top: float) -> None:
        for place, stack in enumerate(stacks):
            stack.draw(pen, x + place * (width + _GUTTER), top)

    height = max((stack.height for stack in stacks), default=0)
    return [Drawn(name="the columns", height=height, before=6, after=12, paint=paint, apart=stacks)]
