"""Choosing the questions of a quiz by its blueprint, none of which gives another away. All is drawn from the seed."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations
from random import Random

from edu.make.enemies import Group, cliques, groups, ruled_out
from edu.make.limits import Limit, limits, questions
from edu.make.program import Row, solve
from edu.make.shortfall import shortfall
from edu.model.blueprint import Blueprint
from edu.model.question import Item
from edu.problems import EduError, ExitCode, Problem

_WORTH = 1000
"""Items are worth 0 to 999, drawn from the seed, so that each seed has another best choice."""

_ROOM = 8
"""A battle that carries fewer questions than are wanted leaves out one of each eight: the very most that can stand
together are always the same few, and none of them a table."""

_GUESTS = (40_000, 10_000, 5_000, 2_500)
"""What a seed's guests are worth: items whose turn else comes rarely, since they shut many others out, and one with 30
enemies is worth less than the five that would stand in its place."""

_RESTING, _RESTING_WORTH = 13, -2000
"""Items that a seed leaves out if it can. They are drawn from those with few enemies, which else come nearly always."""

_LINE_COST = 10_000_000
"""What a line that is not binding loses for each question or mark it falls short: even a hundredth is more than guests
are worth."""

_AT_TIMES_COST = 20_000
"""The same for a line that is drawn anew for each quiz: it is there for variety, and gives way to the first guest."""


def select(
    items: Sequence[Item], blueprint: Blueprint, seed: int, must: AbstractSet[str] = frozenset()
) -> tuple[Item, ...]:
    """Chooses items by a blueprint, none of which rests on a fact of another or shows its answer (rules Q3, Q4, Q5).

    Args:
        items: the pool; items with one id are forms of one question.
        blueprint: how many of what. Where it is not binding, it is kept as nearly as the pool allows.
        seed: what the choice is drawn from.
        must: ids of items that have to be in.

    Raises:
        EduError: when the blueprint cannot be met: which line falls short, by how much, and what would mend it; or
            when the items that must be in are not there or exclude one another.
    """
    apart = groups(items)
    exclusive, ends = cliques(apart, len(items)), ruled_out(items)
    wanted = _wanted(items, apart, must)
    found = limits(blueprint, items, seed)
    worth = _worth(items, apart, seed)
    size = blueprint.questions
    if size is None:  # as many as the marks take: by worth a mark, so that no size is better
        worth = [value * item.marks for value, item in zip(worth, items, strict=True)]

    def chosen(size: int | None) -> tuple[int, ...] | None:
        sized = questions(replace(blueprint, questions=size), items)
        costs = ((limit, None if blueprint.binding else _cost(limit)) for limit in found)
        rows = (limit.row(items, size, cost) for limit, cost in costs)
        return solve(worth, exclusive, (*ends, *wanted, *rows, *(limit.row(items) for limit in sized)), size)

    if blueprint.fewer:
        lines = [limit.row(items) for limit in found]
        size = _size(items, exclusive, (*ends, *wanted), lines, blueprint)
        if size != blueprint.questions:
            ends = ruled_out(items, small=True)
            size = _size(items, exclusive, (*ends, *wanted), lines, blueprint)
    best = chosen(size)
    if best is None:
        sized = questions(blueprint, items)
        raise shortfall(items, (exclusive, ends), wanted, (*sized, *found) if blueprint.binding else sized, blueprint)
    return tuple(items[index] for index in best)


def _size(
    items: Sequence[Item],
    exclusive: Sequence[tuple[int, ...]],
    wanted: Sequence[Row],
    lines: Sequence[Row],
    blueprint: Blueprint,
) -> int | None:
    """How many questions a quiz has where fewer than the blueprint's number will do."""
    size = blueprint.questions or 0
    wanted = [row for row in wanted if row.cost is None]
    if blueprint.binding:
        most = solve([1] * len(items), exclusive, (*wanted, *lines), size)
        return size if most is None else len(most)
    most = solve([1] * len(items), exclusive, wanted, size)
    return size if most is None or len(most) == size else len(most) - len(most) // _ROOM


def _cost(limit: Limit) -> int:
    return _AT_TIMES_COST if limit.at_times else _LINE_COST


def _wanted(items: Sequence[Item], apart: Sequence[Group], must: AbstractSet[str]) -> tuple[Row, ...]:
    """A row for each item that has to be in: one of its forms.

    Raises:
        EduError: when one is not there, or two exclude one another.
    """
    forms = {name: [index for index, item in enumerate(items) if item.id == name] for name in sorted(must)}
    problems = [
        Problem(None, None, f"the question {name} has to be in and is not there", "Look at its name in: edu questions")
        for name, indexes in forms.items()
        if not indexes
    ]
    for one, other in combinations(forms, 2):
        reasons = [_why_apart(apart, a, b) for a in forms[one] for b in forms[other]]
        if reasons and all(reasons):
            what = f"the questions {one} and {other} both have to be in and exclude one another: {reasons[0]}"
            problems.append(Problem(None, None, what, "Leave one of the two to chance"))
    if problems:
        raise EduError(problems, ExitCode.SHORT)
    return tuple(Row(dict.fromkeys(indexes, 1), 1) for indexes in forms.values())


def _why_apart(apart: Sequence[Group], one: int, other: int) -> str:
    """Why two items do not stand on one paper; empty when they may."""
    return next((group.why for group in apart if one in group.members and other in group.members), "")


def _worth(items: Sequence[Item], apart: Sequence[Group], seed: int) -> list[int]:
    """What each item is worth to a seed. An item's draws hang on its own id alone, so that items do not move others."""
    enemies: list[set[int]] = [set() for _ in items]
    for group in apart:
        for index in group.members:
            enemies[index].update(group.members)
    worth, calls, rests = [], [], []
    for index, item in enumerate(items):
        rng = Random(f"{seed}/choice/{item.id}/{item.difficulty}")
        weight = max(1, len(enemies[index]))
        worth.append(rng.randrange(_WORTH))
        calls.append(rng.random() ** (1 / weight))  # a draw without replacement, with odds by weight
        rests.append(rng.random() ** weight)
    ranked = sorted(range(len(items)), key=lambda index: -calls[index])
    for index, guest in zip(ranked, _GUESTS, strict=False):
        worth[index] += guest
    for index in sorted(ranked[len(_GUESTS) :], key=lambda index: -rests[index])[:_RESTING]:
        worth[index] += _RESTING_WORTH
    return worth
