"""Puts pieces on pages. Heights are known beforehand, so every page is planned before one is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

    def put(self, piece: Piece, top: float) -> None:
        """Places the piece below the others, where it begins."""
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


def _fitting(piece: Piece, height: float) -> Iterator[Piece]:
    """The piece, taken apart as far as it must be so that no page is too low for a part that cannot be split."""
    parts = piece.parts() if piece.height > height + _SLACK and not piece.split(height) else ()
    if not parts:
        yield piece
    for part in parts:
        yield from _fitting(part, height)


def _together(piece: Piece, waiting: list[Piece], height: float) -> list[Piece]:
    """The piece with those after it that must begin on its page.

    When no page is high enough for all of them, the last is taken apart, so that a heading never stands alone; what
    cannot be taken apart is let go.
    """
    together = [piece]
    while together[-1].keeps_next and len(together) <= len(waiting):
        place = len(waiting) - len(together)
        follower = waiting[place]
        if isinstance(follower, PageEnd):
            break
        together.append(follower)
        if _needed(Page(), together) > height + _SLACK:
            together.pop()
            parts = follower.parts()
            waiting[place : place + 1] = reversed(parts or [follower])
            together[-1].keeps_next = bool(parts)
    return together


def paginate(pieces: Sequence[Piece], height: float) -> list[Page]:
    """The pieces on pages of `height` points, in their order.

    A piece that does not fit is split where it may be, else it moves to the next page. A piece that keeps to
    the next one moves with it. A piece that is higher than a page is taken apart.

    Raises:
        ValueError: when a piece that must stay whole is taller than a page.
    """
    pages = [Page()]
    waiting = list(pieces)
    if any(piece.height > height + _SLACK for piece in pieces):
        waiting = [part for piece in pieces for part in _fitting(piece, height)]
    waiting.reverse()
    while waiting:
        piece = waiting.pop()
        page = pages[-1]
        if isinstance(piece, PageEnd):
            if page.placed and page.used >= piece.filled * height:
                pages.append(Page())
            continue
        kept = False
        if piece.keeps_next:
            together = _together(piece, waiting, height)
            kept = len(together) > 1 and bool(page.placed) and _needed(page, together) > height + _SLACK
        top = page.top_for(piece)
        if not kept and top + piece.height <= height + _SLACK:
            page.put(piece, top)
            continue
        halves = None if kept else piece.split(height - top)
        if halves:
            page.put(halves[0], page.top_for(halves[0]))
            waiting.append(halves[1])
        elif page.placed:
            waiting.append(piece)
        elif parts := piece.parts():
            waiting += reversed(parts)
            continue
        else:
            raise PrintingError(
                f"{piece.name} is {piece.height / 72 * 2.54:.1f} cm high and must stay on one page, "
                f"which has room for {height / 72 * 2.54:.1f} cm; make it shorter or two of it"
            )
        pages.append(Page())
    if len(pages) > 1 and not pages[-1].placed:
        pages.pop()
    return pages


def to_even(pages: int, longest: int) -> int:
    """Pages of a version with so many of its own where another may have as many as `longest`: whole sheets."""
    pages = max(pages, longest)
    return pages + pages % 2
