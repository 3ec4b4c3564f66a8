"""Why a blueprint cannot be met: which line falls short, by how much, what stands in its way and what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from edu.make.limits import Limit
from edu.make.program import Row, solve
from edu.model.blueprint import Blueprint, Measure
from edu.model.question import Item
from edu.problems import EduError, ExitCode, Problem

_ADD = "add facts to battle.toml or questions to questions.toml"

_COSTS = {Measure.QUESTIONS: 100, Measure.MARKS: 10_000}
Apart = tuple[Sequence[tuple[int, ...]], Sequence[Row]]
"""Groups of items of which one at most is chosen, and limits on more than two."""

_LINE_COST = 101
"""Of limits that cannot all be met, the number of questions is the first that is said to fall short, then a line; the
marks in all are the last, for almost any number of marks can be made."""


def shortfall(
    items: Sequence[Item],
    apart: Apart,
    wanted: Sequence[Row],
    limits: Sequence[Limit],
    blueprint: Blueprint,
) -> EduError:
    """A problem for each limit that falls short where as little as possible does.

    Args:
        items: the pool.
        apart: what keeps items apart.
        wanted: rows of the items that have to be in.
        limits: those that cannot all be met.
        blueprint: which they come from.
    """
    search = _Search(items, apart, wanted, blueprint.questions)
    nearest = search.nearest(limits, giving_way=True)
    if nearest is None:
        what = f"the {len(wanted)} questions that have to be in cannot all stand in one quiz"
        return EduError(Problem(None, None, what, "Leave some of them to chance, or ask for more"), ExitCode.SHORT)
    problems = []
    for limit in limits:
        if not limit.holds(items, nearest):
            others = [other for other in limits if other is not limit]
            what, file = _what(items, limit, nearest), blueprint.file if limit.line else None
            problems.append(Problem(file, limit.line, what, _mend(search, limit, nearest, others)))
    return EduError(sorted(problems, key=lambda problem: problem.line or 0), ExitCode.SHORT)


@dataclass(frozen=True)
class _Search:
    """What can be chosen when some limits give way."""

    items: Sequence[Item]
    apart: Apart
    wanted: Sequence[Row]
    size: int | None

    def nearest(self, limits: Iterable[Limit], giving_way: bool = False) -> tuple[int, ...] | None:
        """A choice that keeps the limits, or falls least short of them."""
        groups, rows = self.apart[0], [*self.apart[1], *self.wanted]
        for limit in limits:
            cost = _LINE_COST if limit.sort else _COSTS[limit.of]
            rows.append(limit.row(self.items, self.size, cost if giving_way else None))
        return solve([0] * len(self.items), groups, rows, self.size)

    def fits(self, *limits: Limit) -> bool:
        """Whether limits can be kept together."""
        return self.nearest(limits) is not None


def _what(items: Sequence[Item], limit: Limit, nearest: Sequence[int]) -> str:
    """What falls short, and by how much."""
    had, asked = limit.had(items, nearest), limit.asked(items, nearest)
    of_all = f" of {sum(limit.of.of(items[index]) for index in nearest)}" if limit.amount.percent else ""
    gap = f"{asked - had} too few" if limit.at_least else f"{had - asked} too many"
    are = "is" if limit.amount.number == 1 else "are"
    return f"{limit} {are} asked for; the nearest quiz that can be made has {had}{of_all}, {gap}"


def _mend(search: _Search, limit: Limit, nearest: Sequence[int], others: Sequence[Limit]) -> str:
    """What would help: another bound, other facts or questions, or another line that gives way."""
    return f"{_near(search.items, limit, nearest)}, or {_else(search, limit, others)}"


def _near(items: Sequence[Item], limit: Limit, nearest: Sequence[int]) -> str:
    """The bound that would be kept."""
    had, total = limit.had(items, nearest), sum(limit.of.of(items[index]) for index in nearest)
    if not had:
        return "Take the line out"
    if not limit.amount.percent:
        bound = str(had)
    else:
        bound = f"{100 * had // total if limit.at_least else -(-100 * had // total)} %"
    return f"Ask for {bound} or {'fewer' if limit.at_least else 'more'}"


def _else(search: _Search, limit: Limit, others: Sequence[Limit]) -> str:
    items = search.items
    there = limit.had(items, range(len(items)))
    if limit.at_least and not limit.amount.percent and there < limit.amount.number:
        return f"{_ADD}: there are {there} such {limit.of} in all" if there else f"{_ADD}: there are none such"
    if not search.fits(limit):
        if replace(search, wanted=()).fits(limit):
            return "leave more to chance: the questions that have to be in leave no room"
        return f"{_ADD}{_apart(search, limit)}"
    for other in sorted(others, key=lambda other: not other.sort):
        if search.fits(limit, *(each for each in others if each.line != other.line)):
            return f"change what stands in the way{f' on line {other.line}' if other.line else ''}: {other}"
    if replace(search, size=None).fits(limit, *others):
        return "ask for more questions in all"
    return "loosen several of the other lines: together they stand in the way"


def _apart(search: _Search, limit: Limit) -> str:
    """How many of a sort can stand together, and the facts that keep them apart."""
    facts = Counter(fact for index in limit.picked for fact in set(search.items[index].facts))
    often = [fact for fact, times in facts.most_common(_NAMED) if times > 1]
    alone = search.nearest((limit,), giving_way=True)
    if not often or not limit.at_least or alone is None:
        return ""
    most = f"{limit.had(search.items, alone)} at most can stand in one quiz" if limit.sort else "no more fit together"
    return f": {most}; many rest on {', '.join(often)}, and no two may share a fact"


_NAMED = 3
"""Facts that a message names."""
