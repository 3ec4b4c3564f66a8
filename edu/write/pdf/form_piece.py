"""A piece of a form as bytes: references to what it shows, and its elements as text with gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from edu.write.pdf.pieces import Piece
from edu.write.pdf.structure import box_entry

PAGE = b"\x01"
"""Stands for a reference to the page that a piece is on."""

Gap = tuple[int, Sequence[bytes]] | tuple[float, float, float, float] | tuple[float]
"""What goes into a gap of an element: references to entries in the order of a column, the edges of a figure, or how
high a place is that a bookmark leads to; heights are told from the top of the piece."""

_ORDERS = 256
"""Orders of a question whose references and elements are kept ready."""


@dataclass(kw_only=True, eq=False)
class FormPiece(Piece):
    """A piece of the form, ready to be put on the pages of copies.

    Attributes:
        place: its place among the pieces of the form.
        question: which question it is, from 0; -1 for none.
        content: references to its fragments; for slots a table of them by column, row and entry, each column with
            which order it follows.
        numbers: references to the fragments of its number, by number.
        elements: its elements as text, each with the end of its line, with gaps for what differs.
        gaps: what goes into each gap.
        parents: for each of its marks a reference to the element it belongs to, and a space.
        absent: as many times "null " for pages it is not on.
    """

    place: int
    question: int
    content: Sequence[bytes | Sequence[tuple[int, Sequence[Sequence[bytes]]]]]
    numbers: Mapping[int, bytes]
    elements: bytes = b""
    gaps: Sequence[Gap] = ()
    parents: bytes = b""
    absent: bytes = b""
    _ready: dict[object, tuple[bytes, tuple[bytes, ...]]] = field(default_factory=dict)
    _texts: dict[tuple[bytes, tuple[bytes, ...]], bytes] = field(default_factory=dict)

    def ordered(self, orders: tuple[Sequence[int], Sequence[int]]) -> tuple[bytes, tuple[bytes, ...]]:
        """References to its fragments, and to the entries of its lists, in the order of a copy."""
        known = self._ready.get(orders)
        if known is None:
            content = b" ".join(self._references(orders))
            lists = tuple(b" ".join([each[1][i] for i in orders[each[0]]]) for each in self.gaps if len(each) == 2)
            known = content, lists
            if len(self._ready) < _ORDERS:
                self._ready[orders] = known
        return known

    def _references(self, orders: tuple[Sequence[int], Sequence[int]]) -> Iterator[bytes]:
        for each in self.content:
            if isinstance(each, bytes):
                yield each
                continue
            for index in range(len(each[-1][1])):
                for order, rows in each:
                    if index < len(rows):
                        yield rows[index][orders[order][index]]

    def text(self, page: bytes, lists: tuple[bytes, ...], left: float, top: float) -> bytes:
        """Its elements on a page, where its upper left corner stands there."""
        if len(lists) < len(self.gaps):
            filled = iter(lists)
            gaps = tuple(next(filled) if len(each) == 2 else place_entry(each, left, top) for each in self.gaps)
            return self.elements.replace(PAGE, page) % gaps
        known = self._texts.get((page, lists))
        if known is None:
            known = self.elements.replace(PAGE, page) % lists
            if len(self._texts) < _ORDERS:
                self._texts[page, lists] = known
        return known


def place_entry(edges: Sequence[float], left: float, top: float) -> bytes:
    """A figure's edges, or a height, for a piece that begins there: always as many digits."""
    if len(edges) == 1:
        return b"%07.2f" % (edges[0] + top)
    moved = (edges[0] + left, edges[1] + top, edges[2] + left, edges[3] + top)
    return box_entry(*(f"{edge:07.2f}" for edge in moved)).encode()
