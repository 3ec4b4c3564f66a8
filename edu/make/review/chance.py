"""What chance allows: places of keys in a version, and how often a key may stand out by its length."""

from __future__ import annotations

import math
from collections.abc import Sequence

from edu.model.question import Item, Kind

_LEAST_EXPECTED = 5
"""Keys to be expected in each place before a chi-square test of them holds (the usual condition, after Cochran 1954).
To reject smaller papers, with seven or ten questions to tick, would take so many of the lopsided draws away that keys
next to one another would be alike less often than chance has it (rule Q2), and a pupil could use that."""

_LEAST_ALIKE = 4
"""Questions whose right options must not all stand in one place: of four, one draw in 64 has them so, which is less
likely than `_REJECTED`; of three, one in 16. More refusals would show in the rates of rule Q2."""

_REJECTED = 0.05
"""A paper is drawn anew when its places of keys are less likely than this (rule Q1), and no sooner: balancing them
would tell a pupil who knows most answers where the others are."""


def tick_one(item: Item) -> bool:
    """Whether an item has options of which one is to be ticked."""
    return item.kind in (Kind.SINGLE, Kind.CHART) and sum(option.correct for option in item.options) == 1


def moves(item: Item) -> bool:
    """Whether the options of an item may stand in other orders."""
    return not item.keep_order and len(item.options) > 1


def key_of(item: Item) -> int:
    """The index of the one right option."""
    return next(i for i, option in enumerate(item.options) if option.correct)


class KeyPlaces:
    """Where the keys of some items may stand in a version: worked out once, for all versions of them."""

    def __init__(self, items: Sequence[Item]) -> None:
        asked = [(index, item) for index, item in enumerate(items) if tick_one(item)]
        self._keys = [(index, key_of(item)) for index, item in asked]
        self._expected = [0.0] * max((len(item.options) for _, item in asked), default=0)
        for _, item in asked:
            for place in range(len(item.options)):
                self._expected[place] += 1 / len(item.options)
        self._free = [(index, key) for (index, key), (_, item) in zip(self._keys, asked, strict=True) if moves(item)]
        # sums of thirds fall a little short
        self._enough = min(self._expected, default=0.0) >= _LEAST_EXPECTED - 1e-9

    def refused(self, orders: Sequence[Sequence[int]]) -> bool:
        """Whether a version is drawn again: it is lopsided, or has every right option that may move in one place."""
        alike = len(self._free) >= _LEAST_ALIKE and len({orders[index].index(key) for index, key in self._free}) == 1
        return alike or self.lopsided(orders)

    def lopsided(self, orders: Sequence[Sequence[int]]) -> bool:
        """Whether the places of the keys in one version fail a chi-square test at 5 % (rule Q1), if there are enough.

        Args:
            orders: for each item the order of its options in the version.
        """
        if not self._enough:
            return False
        seen = [0] * len(self._expected)
        for index, key in self._keys:
            seen[orders[index].index(key)] += 1
        statistic = sum((a - b) ** 2 / b for a, b in zip(seen, self._expected, strict=True))
        return chi_square_tail(statistic, len(seen) - 1) < _REJECTED


def chi_square_tail(statistic: float, degrees: int) -> float:
    """How likely a chi-square value is to be at least so great, for 1 degree of freedom or more.

    From the closed forms for 1 and 2 degrees, and Q(n + 2) = Q(n) + (x/2)^(n/2) e^(-x/2) / Gamma(n/2 + 1).
    """
    half = statistic / 2
    tail, n = (math.erfc(math.sqrt(half)), 1) if degrees % 2 else (math.exp(-half), 2)
    while n < degrees:
        tail += half ** (n / 2) * math.exp(-half) / math.gamma(n / 2 + 1)
        n += 2
    return tail


def most_by_chance(chances: Sequence[float]) -> int:
    """The most of some independent things that may happen: more would be less likely than 5 % (rule M7).

    For four options each it is 5 of 10, 6 of 12, 8 of 20, 12 of 30.
    """
    spread = [1.0]
    for chance in chances:
        spread = [
            (spread[n] if n < len(spread) else 0.0) * (1 - chance) + (spread[n - 1] * chance if n else 0.0)
            for n in range(len(spread) + 1)
        ]
    more = 1.0
    for count, likely in enumerate(spread):
        more -= likely
        if more < _REJECTED:
            return count
    return len(chances)
