"""Puts pieces on pages. Heights are known beforehand, so every page is planned before one is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from edu.problems import PrintingError
from edu.write.pdf.pieces import PageEnd, Piece, gap

_SLACK = 0.01
"""Points that rounding may add up to."""


@dataclass
class Page:
    """Pieces with how far below the top of the text each begins."""

    placed: list[tuple[Piece, float]] = field(default_factory=list)
    used: float = 0

    @property
    def marks(self) -> int:
        """Marks to be won on this page."""
        return sum(piece.marks for piece, _ in self.placed)

    def top_for(self, piece: Piece) -> float:
        """Where the piece would begin."""
        return self.used + gap(self.placed[-1][0], piece) if self.placed else 0.0

    def put(self, piece: Piece) -> None:
        """Places the piece below the others."""
        top = self.top_for(piece)
        self.placed.append((piece, top))
        self.used = top + piece.height


def _needed(page: Page, pieces: Sequence[Piece]) -> float:
    """Where a run of pieces that keep to the next one would end, with the least part of the last."""
    end = page.top_for(pieces[0])
    for index, piece in enumerate(pieces):
        if index:
            end += gap(pieces[index - 1], piece)
        if not piece.keeps_next or index == len(pieces) - 1:
            return end + piece.least
        end += piece.height
    return end


def paginate(pieces: Sequence[Piece], height: float) -> list[Page]:
    """The pieces on pages of `height` points, in their order.

    A piece that does not fit is split where it may be, else it moves to the next page. A piece that keeps to
    the next one moves with it.

    Raises:
        ValueError: when a piece that must stay whole is taller than a page.
    """
    pages = [Page()]
    waiting = list(reversed(pieces))
    while waiting:
        piece = waiting.pop()
        page = pages[-1]
        if isinstance(piece, PageEnd):
            if page.placed:
                pages.append(Page())
            continue
        together = [piece]
        while together[-1].keeps_next and len(together) <= len(waiting):
            follower = waiting[-len(together)]
            if isinstance(follower, PageEnd):
                break
            together.append(follower)
        kept = len(together) > 1 and page.placed and _needed(page, together) > height + _SLACK
        room = height - page.top_for(piece)
        if not kept and piece.height <= room + _SLACK:
            page.put(piece)
            continue
        parts = None if kept else piece.split(room)
        if parts:
            page.put(parts[0])
            waiting.append(parts[1])
        elif page.placed:
            waiting.append(piece)
        else:
            raise PrintingError(
                f"{piece.name} is {piece.height / 72 * 2.54:.1f} cm high and must stay on one page, "
                f"which has room for {height / 72 * 2.54:.1f} cm; make it shorter or two of it"
            )
        pages.append(Page())
    if len(pages) > 1 and not pages[-1].placed:
        pages.pop()
    return pages
