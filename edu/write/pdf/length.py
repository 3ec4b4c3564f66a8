"""How close the blocks of a section stand, and how many pages each version of a quiz has.

Less white between blocks saves a page of which little would be filled, or keeps a block on a page that it would just
miss. All versions of a quiz have as many pages, so that a copier staples them alike, and stand equally close.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from edu.model.document import MOST_ORDERS, Section
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.handout import number_first_lines
from edu.write.pdf.blocks.quiz import QuestionStack
from edu.write.pdf.origins import place_named
from edu.write.pdf.paginate import Page, paginate, to_even
from edu.write.pdf.pieces import Piece
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import StyleSheet

SHARES = (1.0, 0.85, 0.7, 0.6, 0.5)
"""Shares of the white between blocks, of which the largest is taken that saves as much as the least does."""


Cost = tuple[bool, int, bool]
"""What a section should have least of: questions taken apart, pages (where all are two-sided copies, sheets), and a
first page without a question."""


@dataclass(frozen=True)
class Setting:
    """A section set in pieces.

    Attributes:
        sheet: what it is set with.
        height: height of the text on a page, in points.
        galley: the column of its pieces, with the root of its elements.
        pieces: them, in their order.
        pages: the pages they fill.
        orders: pages in some orders of its questions, the same whichever order it has itself; its own pages alone where
            there are no others.
        parted: True when a question of a quiz may have to be taken apart.
        fresh_sheet: True when what follows it must begin on a sheet of its own.
    """

    sheet: StyleSheet
    height: float
    galley: Galley
    pieces: Sequence[Piece]
    pages: Sequence[Page]
    orders: Sequence[Sequence[Page]]
    parted: bool
    fresh_sheet: bool

    @property
    def longest(self) -> int:
        """Pages of the longest of its orders; 0 where that is not known, since a piece may have to be taken apart."""
        return 0 if self.parted else max(map(len, self.orders))

    @property
    def count(self) -> int:
        """Pages it takes, empty ones at its end included."""
        return to_even(len(self.pages), self.longest) if self.fresh_sheet else len(self.pages)

    @property
    def cost(self) -> Cost:
        """What it has of that."""
        if self.parted:  # in each order otherwise, and every version is to be told the same
            return True, 0, False
        asked = any(isinstance(piece, QuestionStack) for piece in self.pieces)
        bare = asked and not all(pages[0].marks for pages in self.orders)
        return False, to_even(self.longest, 0) if self.fresh_sheet else self.longest, bare


def set_section(section: Section, sheet: StyleSheet) -> Setting:
    """Sets a section: with all the white its sheet gives, or as close as saves pages.

    Raises:
        ValueError: when something does not fit.
    """
    usual = set_with(section, sheet, SHARES[0])
    if usual.cost <= (False, to_even(1, 0) if section.fresh_sheet else 1, False):
        return usual
    closest = set_with(section, sheet, SHARES[-1])
    if usual.cost <= closest.cost:
        return usual
    between = (set_with(section, sheet, share) for share in SHARES[1:-1])
    return next((each for each in between if each.cost <= closest.cost), closest)


def set_with(section: Section, sheet: StyleSheet, share: float) -> Setting:
    """The section with a share (0 to 1) of the white between blocks.

    Raises:
        ValueError: when something does not fit.
    """
    above = sheet.band_height + sheet.band_after if section.band else 0
    height = sheet.frame.height - above
    closer = sheet.closer(share)
    galley = Galley(
        closer,
        sheet.frame.width,
        height,
        Node("Sect"),
        bookmarked=bool(section.bookmark),
        continued=section.continued,
    )
    with place_named(section, sheet, height):
        pieces = lay(section.blocks, galley)
        fresh = bool(section.fresh_sheet)
        parted = fresh and not stay_whole(pieces, height)
        whole = fresh and not parted
        others = [paginate(order, height) for order in some_orders(pieces, section.orders)] if whole else []
        pages = paginate(pieces, height)
    number_first_lines(pages)
    return Setting(closer, height, galley, pieces, pages, others or [pages], parted, fresh)


def stay_whole(pieces: Sequence[Piece], height: float) -> bool:
    """True when a page holds each piece with those that keep to it, in whichever order the questions stand."""
    tallest = max((piece.height for piece in pieces if isinstance(piece, QuestionStack)), default=0.0)
    used = 0.0
    for piece in pieces:
        used += tallest if isinstance(piece, QuestionStack) else piece.height
        if used > height:
            return False
        used = used + max(piece.before, piece.after) if piece.keeps_next else 0.0
    return True


def some_orders(pieces: Sequence[Piece], orders: Sequence[Sequence[int]] = ()) -> Iterator[list[Piece]]:
    """The pieces with their questions in each of these orders; without any, in some that they may have.

    Those are the same whichever order the pieces are given in, so that every version is told the same, printed with
    others or alone. Where fewer than one order in twenty is longer, it may be that none of them is; a version in such
    an order has a sheet more than the others.
    """
    asked = [piece for piece in pieces if isinstance(piece, QuestionStack)]
    for order in orders:
        questions = iter(order)
        yield [asked[next(questions)] if isinstance(piece, QuestionStack) else piece for piece in pieces]
    runs = [(some, list(run)) for some, run in groupby(pieces, lambda piece: isinstance(piece, QuestionStack))]
    runs = [(some, sorted(run, key=_measures) if some else run) for some, run in runs]
    if not orders and any(some and len(run) > 1 for some, run in runs):
        rng = Random(0)
        for _ in range(MOST_ORDERS):
            yield list(_shuffled(runs, rng))


def _measures(piece: Piece) -> tuple[float, float, float]:
    return round(piece.height, 2), round(piece.before, 2), round(piece.after, 2)


def _shuffled(runs: Sequence[tuple[bool, list[Piece]]], rng: Random) -> Iterator[Piece]:
    for asked, run in runs:
        yield from rng.sample(run, len(run)) if asked else run
