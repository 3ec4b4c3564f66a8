"""The lines of a blueprint as limits on a choice of items."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from edu.make.program import Row
from edu.model.blueprint import Amount, Blueprint, Measure
from edu.model.question import Item


@dataclass(frozen=True)
class Limit:
    """One bound of a line, over the items it counts.

    Attributes:
        sort: what it counts, in words; empty for the whole quiz.
        of: questions or marks.
        at_least: True for a lower bound, False for an upper one.
        amount: the bound.
        picked: the items it counts, by index.
        line: its line in the blueprint's file; None when it stands in no file.
        exact: True when the line has this bound at both ends.
        at_times: True when it is drawn anew for each quiz.
    """

    sort: str
    of: Measure
    at_least: bool
    amount: Amount
    picked: frozenset[int]
    line: int | None = None
    exact: bool = False
    at_times: bool = False

    def row(self, items: Sequence[Item], size: int | None = None, cost: int | None = None) -> Row:
        """The bound as a sum, for a quiz of `size` questions or of any number.

        A percentage of questions is rounded in the line's favour: half a question cannot be asked.
        """
        sign, number = 1 if self.at_least else -1, self.amount.number
        if self.amount.percent and self.of is Measure.QUESTIONS and size is not None:
            number = number * size // 100 if self.at_least else -(-number * size // 100)
        elif self.amount.percent:
            sums = {index: sign * self.of.of(item) * self._share(index) for index, item in enumerate(items)}
            spare = 99 if self.of is Measure.QUESTIONS else 0
            return Row({index: value for index, value in sums.items() if value}, -spare, 100, cost).reduced()
        return Row({index: sign * self.of.of(items[index]) for index in self.picked}, sign * number, cost=cost)

    def _share(self, index: int) -> int:
        return (100 if index in self.picked else 0) - self.amount.number

    def __str__(self) -> str:
        """The bound in words: "at least 6 questions of kind single choice"."""
        bound = "" if not self.sort else "exactly " if self.exact else "at least " if self.at_least else "at most "
        things = self.of.value if self.amount.number != 1 else self.of.value[:-1]
        share = f"{self.amount} of the {self.of}" if self.amount.percent else f"{self.amount} {things}"
        return f"{bound}{share}" + (f" of {self.sort}" if self.sort else "")

    def had(self, items: Sequence[Item], chosen: Collection[int]) -> int:
        """How many questions or marks of its sort a choice has."""
        return sum(self.of.of(items[index]) for index in self.picked.intersection(chosen))

    def asked(self, items: Sequence[Item], chosen: Collection[int]) -> int:
        """How many it asks of a choice (or allows it): for a percentage the whole number that goes with its size."""
        if not self.amount.percent:
            return self.amount.number
        share = self.amount.number * sum(self.of.of(items[index]) for index in chosen)
        up = self.at_least is (self.of is Measure.MARKS)
        return -(-share // 100) if up else share // 100

    def holds(self, items: Sequence[Item], chosen: Collection[int]) -> bool:
        """Whether a choice keeps it."""
        had, asked = self.had(items, chosen), self.asked(items, chosen)
        return had >= asked if self.at_least else had <= asked


def limits(blueprint: Blueprint, items: Sequence[Item], seed: int) -> tuple[Limit, ...]:
    """The bounds of a blueprint's lines and of its marks, as they are for one seed."""
    return (*_marks(blueprint, items), *_lines(blueprint, items, seed))


def unmet(blueprint: Blueprint, chosen: Sequence[Item], seed: int) -> tuple[str, ...]:
    """What a quiz does not keep of a blueprint that gives way; lines for variety are not told."""
    every = range(len(chosen))
    told = (limit for limit in limits(blueprint, chosen, seed) if not limit.at_times)
    return tuple(
        f"{limit} ({_share(limit, chosen) if limit.amount.percent else limit.had(chosen, every)})"
        for limit in told
        if not limit.holds(chosen, every)
    )


def _share(limit: Limit, chosen: Sequence[Item]) -> str:
    return f"{100 * limit.had(chosen, range(len(chosen))) / sum(limit.of.of(item) for item in chosen):.0f} %"


def questions(blueprint: Blueprint, items: Sequence[Item]) -> tuple[Limit, ...]:
    """The lower bound on the number of questions; none where only the marks are given."""
    if blueprint.questions is None:
        return ()
    every = frozenset(range(len(items)))
    return (Limit("", Measure.QUESTIONS, True, Amount(blueprint.questions), every, blueprint.questions_line),)


def _marks(blueprint: Blueprint, items: Sequence[Item]) -> Iterator[Limit]:
    if blueprint.marks is not None:
        every = frozenset(range(len(items)))
        for at_least in (True, False):
            yield Limit("", Measure.MARKS, at_least, Amount(blueprint.marks), every, blueprint.marks_line)


def _lines(blueprint: Blueprint, items: Sequence[Item], seed: int) -> Iterator[Limit]:
    for line in blueprint.drawn(items, seed):
        picked = frozenset(index for index, item in enumerate(items) if line.takes(item))
        for at_least, amount in ((True, line.least), (False, line.most)):
            if amount is not None:
                exact, at_times = line.least == line.most, line.how_often is not None
                yield Limit(line.words(), line.of, at_least, amount, picked, line.line, exact, at_times)
