"""Which orders of a quiz's questions fill the fewest sheets: asked before its versions are drawn.

A version has one order in every layout, so an order is looked at in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from edu.model.document import Section
from edu.write.pdf.blocks.quiz import QuestionStack
from edu.write.pdf.length import SHARES, Cost, Setting, set_with
from edu.write.pdf.paginate import to_even
from edu.write.pdf.pieces import Piece, stacked
from edu.write.pdf.variants import style_sheet

_ENOUGH, _DIFFERENT = 0.25, 16
"""The share of all orders that must fit, and how many different ones where there are twice as many: neighbours should
have different ones. Where fewer fit, blocks stand closer in that layout; where they still do, a sheet more is used."""


def misfit(form: Section, orders: Sequence[Sequence[int]], variants: Sequence[str]) -> Callable[[Sequence[int]], int]:
    """What tells of an order of a form's questions in how many of some layouts it needs more sheets than it should.

    It should need as few as any order does where blocks stand as close as they may. They do so only in layouts in which
    too few orders fit otherwise.

    Args:
        form: the quiz.
        orders: orders drawn as those of its versions are, as a sample.
        variants: the layouts.
    """
    fits: list[tuple[_Lengths, Cost]] = []
    left = list(orders)
    for variant in variants:
        sheet = style_sheet("a4", variant)  # on letter pages end at the same places
        closest = set_with(form, sheet, SHARES[-1])
        if closest.parted:
            continue
        costs = sorted({_Lengths(closest).cost(order) for order in left})
        for least, share in product(costs, SHARES):
            lengths = _Lengths(closest if share == SHARES[-1] else set_with(form, sheet, share))
            fitting = [order for order in left if lengths.cost(order) <= least]
            if _enough(fitting, left):
                break
        left = fitting
        fits.append((lengths, least))
    return lambda order: sum(lengths.cost(order) > least for lengths, least in fits)


def _enough(fitting: Sequence[Sequence[int]], of: Sequence[Sequence[int]]) -> bool:
    """Whether enough orders fit, and enough different ones."""
    different, all_different = (len(set(map(tuple, orders))) for orders in (fitting, of))
    return len(fitting) >= _ENOUGH * len(of) and different >= min(_DIFFERENT, all_different / 2)


class _Lengths:
    """How long a quiz is in one order of its questions or another, from the heights of its pieces alone."""

    def __init__(self, setting: Setting) -> None:
        self.height = setting.height + 0.01
        self.asked = [piece for piece in setting.pieces if isinstance(piece, QuestionStack)]
        self.sizes = [(piece.before, piece.height, piece.after) for piece in self.asked]
        leads: list[list[Piece]] = [[]]
        for piece in setting.pieces:
            if isinstance(piece, QuestionStack):
                leads.append([])
            else:
                leads[-1].append(piece)
        *above, self.below = leads
        cover = above[0]
        while cover and cover[-1].keeps_next:
            cover = cover[:-1]
        self.top = (stacked(cover)[1], cover[-1].after) if cover else (0.0, 0.0)
        above[0] = above[0][len(cover) :]
        self.leads = [(lead[0].before, stacked(lead)[1], lead[-1].after) if lead else None for lead in above]

    def cost(self, order: Sequence[int]) -> Cost:
        """What an order costs, as `Setting.cost` tells it of several."""
        pages, used, after = 1, *self.top
        bare = False
        for place, (lead, question) in enumerate(zip(self.leads, order, strict=True)):
            before, height, below = self.sizes[question]
            if lead:
                height += lead[1] + max(lead[2], before)
                before = lead[0]
            start = used + max(after, before) if used else 0.0
            if start + height > self.height:
                bare = bare or not place
                pages, start = pages + 1, 0.0
            used, after = start + height, below
        if self.below and used + max(after, self.below[0].before) + stacked(self.below)[1] > self.height:
            pages += 1
        return False, to_even(pages, 0), bare
