"""Where right options stand: the statistics of rules Q1, Q2 and M15, from the key's letters alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import erfc, exp, gamma, sqrt

from edu.model.question import Item
from edu.model.quiz import Version
from tests.bots.sitting import ticks_one


def p_value(chi_square: float, freedom: int) -> float:
    """How often chance alone gives so large a chi-square, with 1 or more degrees of freedom.

    Built up from one or two degrees in steps of two: Q(x, n + 2) = Q(x, n) + (x/2)^(n/2) e^(-x/2) / Gamma(n/2 + 1).
    """
    half = chi_square / 2
    start = 2 - freedom % 2
    tail = exp(-half) if start == 2 else erfc(sqrt(half))
    for n in range(start, freedom, 2):
        tail += half ** (n / 2) * exp(-half) / gamma(n / 2 + 1)
    return tail


def uniform_p(counts: Sequence[int]) -> float:
    """The p-value of counts that ought to be equal."""
    mean = sum(counts) / len(counts)
    return p_value(sum((count - mean) ** 2 / mean for count in counts), len(counts) - 1)


def independent_p(pairs: Iterable[tuple[int, int]], options: int) -> float:
    """The p-value of pairs of places that ought to be independent and uniform each."""
    cells = Counter(pairs)
    mean = cells.total() / options**2
    chi_square = sum((cells[i, j] - mean) ** 2 / mean for i in range(options) for j in range(options))
    return p_value(chi_square, options**2 - 1)


def key_places(items: Sequence[Item], version: Version) -> Iterator[tuple[Item, int]]:
    """Tick-one items in printed order, each with the place of its right option."""
    for index in version.order:
        item = items[index]
        if ticks_one(item):
            yield item, next(place for place, i in enumerate(version.options[index]) if item.options[i].correct)


@dataclass
class Places:
    """Key places of items with one number of options whose order is free, over many papers.

    Attributes:
        options: how many options the items have.
        counts: how often each place was right.
        next_to: places of two such questions that stand next to each other among the tick-one questions of a paper.
        runs: runs of equal letters over all papers, less what is expected of the papers' letters.
        variance: of that difference.
    """

    options: int
    counts: Counter[int] = field(default_factory=Counter)
    next_to: list[tuple[int, int]] = field(default_factory=list)
    runs: float = 0.0
    variance: float = 0.0

    def add(self, keys: Sequence[tuple[Item, int]]) -> None:
        """Adds one paper: its tick-one items in printed order with their places."""
        for (one, first), (other, second) in pairwise(keys):
            if self._mine(one) and self._mine(other):
                self.next_to.append((first, second))
        self._add_runs([place for item, place in keys if self._mine(item)])

    def _mine(self, item: Item) -> bool:
        return not item.keep_order and len(item.options) == self.options

    def _add_runs(self, letters: Sequence[int]) -> None:
        """Runs against their mean and variance when the paper's letters are put in random order.

        With n letters and c of each sort: mean = n + 1 - sum(c^2)/n; variance = (s2 (s2 + n(n+1)) - 2 n s3 - n^3) /
        (n^2 (n-1)), where s2 and s3 are the sums of squares and cubes (Wald and Wolfowitz, for more than two sorts).
        """
        self.counts.update(letters)
        n = len(letters)
        if n < 2:
            return
        each = Counter(letters).values()
        squares, cubes = sum(c**2 for c in each), sum(c**3 for c in each)
        runs = 1 + sum(one != other for one, other in pairwise(letters))
        self.runs += runs - (n + 1 - squares / n)
        self.variance += (squares * (squares + n * (n + 1)) - 2 * n * cubes - n**3) / (n**2 * (n - 1))

    @property
    def chi_p(self) -> float:
        """The p-value of the places' counts."""
        return uniform_p([self.counts[place] for place in range(self.options)])

    @property
    def repeats(self) -> float:
        """Share of neighbours with one letter."""
        return sum(one == other for one, other in self.next_to) / len(self.next_to)

    @property
    def repeats_off(self) -> float:
        """How many standard errors that share lies from 1/k."""
        chance = 1 / self.options
        return (self.repeats - chance) / sqrt(chance * (1 - chance) / len(self.next_to))

    @property
    def runs_z(self) -> float:
        """How many standard errors the runs lie from their mean."""
        return self.runs / sqrt(self.variance) if self.variance else 0.0
