"""Puts pieces on pages. Heights are known beforehand, so every page is planned before one is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from edu.problems import PrintingError
from edu.write.pdf.pieces import PageEnd, Piece, gap, stacked

_SLACK = 0.01
"""Points that rounding may add up to."""

_LOW, _LAST = 0.6, 0.4
"""Where a page is filled less than this share, the last one less than that, blocks are spread over its neighbours."""

_TORN, _LOOSE = 0.04, 0.09
"""What a break within a part of a quiz costs: after its first question as much as a fifth of a page that stays empty,
and where the next question would fit as much as three tenths, since it looks forgotten there."""


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
    the next one moves with it. A piece that is higher than a page is taken apart. Each page is filled with all that it
    holds; where that leaves much of one empty, whole pieces are spread evenly over as many pages.

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
    return spread(pages, height)


def spread(pages: Sequence[Page], height: float) -> list[Page]:
    """The pages, with what stands whole on them spread evenly over as many where one of them is low.

    What goes on from the page before, or follows a page break, stays where it is.
    """
    made: list[Page] = []
    run: list[Page] = []
    for page in [*pages, None]:
        if run and (page is None or page.bound):
            last = _LOW if page else _LAST
            uneven = run[-1].used < last * height or any(each.used < _LOW * height for each in run[:-1])
            made += _evened(run, height, first=not made) if len(run) > 1 and uneven else run
            run = []
        if page:
            run.append(page)
    return made


def _evened(run: Sequence[Page], height: float, first: bool) -> list[Page]:
    """As many pages of which the sum of the squares of what stays empty is least."""
    blocks = _blocks(run, first)
    inside = [stacked(block)[1] for block in blocks]
    heads = [not block[0].marks for block in blocks]
    best: list[tuple[int, float, int]] = [
        (0, 0.0, 0)
    ]  # pages and cost of what is above each block; where the last begins
    for end in range(1, len(blocks) + 1):
        used, found = 0.0, (len(run) + 1, 0.0, 0)
        within = end < len(blocks) and not heads[end]  # the next question is of the same part
        loose = inside[end] + gap(blocks[end - 1][-1], blocks[end][0]) if within else 0.0
        for start in range(end - 1, -1, -1):
            used += inside[start] + (gap(blocks[start][-1], blocks[start + 1][0]) if start + 1 < end else 0.0)
            if used > height + _SLACK:
                break
            pages, cost, _ = best[start]
            torn = start > 1 and not heads[start] and heads[start - 1]
            forgotten = within and used + loose <= height
            cost += (1 - used / height) ** 2 + torn * _TORN + forgotten * _LOOSE
            found = min(found, (pages + 1, cost, start))
        best.append(found)
    if best[-1][0] != len(run):
        return list(run)
    breaks = [len(blocks)]
    while breaks[0]:
        breaks.insert(0, best[breaks[0]][2])
    made: list[Page] = []
    for start, end in pairwise(breaks):
        page = Page(bound=run[0].bound and not made)
        for piece in (piece for block in blocks[start:end] for piece in block):
            page.put(piece, page.top_for(piece))
        made.append(page)
    return made


def _blocks(run: Sequence[Page], first: bool) -> list[list[Piece]]:
    """The pieces of some pages in blocks between which a page may end; running text follows what is above it.

    What stands above the first question of a quiz is one of them, since copies fill it in on their first page; with
    that question, if it stands there too.
    """
    blocks: list[list[Piece]] = []
    above = 0
    for page in run:
        together = first_here = list[Piece]()
        followers = [piece for piece, _ in page.placed[1:]]
        for (piece, _), below in zip(page.placed, [*followers, None], strict=True):
            together.append(piece)
            if not below or not (piece.keeps_next or below.tight):
                flows = together is not first_here and piece.flows
                blocks[-1:] = [[*blocks[-1], *together]] if flows else [*blocks[-1:], together]
                together = []
        if first and page is run[0]:
            above = next((i for i, block in enumerate(blocks, 1) if any(piece.marks for piece in block)), len(blocks))
    if above > 1 and any(page.marks for page in run):
        blocks[:above] = [[piece for block in blocks[:above] for piece in block]]
    return blocks


def to_even(pages: int, longest: int) -> int:
    """Pages of a version with so many of its own where another may have as many as `longest`: whole sheets."""
    pages = max(pages, longest)
    return pages + pages % 2
