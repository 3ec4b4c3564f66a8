"""Puts pieces on pages. Heights are known beforehand, so every page is planned before one is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from edu.problems import PrintingError
from edu.write.pdf.pieces import PageEnd, Piece, gap

_SLACK = 0.01
"""Points that rounding may add up to."""

_LOW, _LAST = 0.6, 0.25
"""A page that is filled less than this share is low; the last page may be less filled than others."""

_ORPHAN = 0.2
"""A block that fills less than this share of a page is not left alone on it."""


@dataclass
class Page:
    """Pieces with how far below the top of the text each begins.

    Attributes:
        placed: the pieces.
        used: how far down they reach.
        bound: True when it begins after a page break, or with what goes on from the page before.
    """

    placed: list[tuple[Piece, float]] = field(default_factory=list)
    used: float = 0
    bound: bool = False

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
    the next one moves with it. A piece that is higher than a page is taken apart. A small piece that would stand alone
    on a page takes the one before it along.

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
                pages.append(Page(bound=True))
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
            pages.append(Page(bound=True))
            continue
        if page.placed:
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
    _none_alone(pages, height)
    return pages


def low(pages: Sequence[Page], height: float) -> int:
    """How many pages are low."""
    least, count = _LOW * height, 0
    for page in pages:  # of every copy of a large set
        if page.used < least:
            count += 1
    last = pages[-1].used
    return count - (last < least) + (len(pages) > 1 and last < _LAST * height)


def _none_alone(pages: Sequence[Page], height: float) -> None:
    """Lets a small piece that stands alone on a page take the last piece of the page before along.

    All other pages stay as full as they are: white at the foot of a page is never the price of less on the next.
    """
    for index in range(len(pages) - 1, 0, -1):
        above, below = pages[index - 1], pages[index]
        if not below.bound and len(below.placed) == 1 and below.used < _ORPHAN * height:
            _take(above, below, height, _LOW * height if index == 1 else below.used)


def _take(above: Page, below: Page, height: float, least: float) -> None:
    """Moves the last piece of a page, with those that keep to it, to the next page, if it has room for it.

    What stands above the questions of a quiz stays there: copies fill it in on their first page. At `least` as much as
    that stays on the page above.
    """
    start = len(above.placed) - 1
    while start > 0 and above.placed[start - 1][0].keeps_next:
        start -= 1
    taken = above.placed[start:]
    if not start or (below.marks and not any(piece.marks for piece, _ in taken)):
        return
    (before, before_top), (_, first_top), (last, last_top) = above.placed[start - 1], taken[0], taken[-1]
    left = before_top + before.height
    down = last_top + last.height - first_top + gap(last, below.placed[0][0])
    used = below.used + down
    if used > height + _SLACK or left < least:
        return
    below.placed = [(piece, top - first_top) for piece, top in taken] + [
        (each, top + down) for each, top in below.placed
    ]
    above.placed, above.used, below.used = above.placed[:start], left, used


def to_even(pages: int, longest: int) -> int:
    """Pages of a version with so many of its own where another may have as many as `longest`: whole sheets."""
    pages = max(pages, longest)
    return pages + pages % 2
