"""A quiz from chosen questions: its parts and its versions. All is drawn from the seed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from random import Random

from edu.make.choice import select
from edu.make.orders import orders
from edu.model.blueprint import Blueprint
from edu.model.question import Item, Kind
from edu.model.quiz import Part, Quiz, Version, Versions, letters
from edu.problems import EduError, ExitCode, Problem

_MOST_ORDERS = 100
"""Draws of the order of a version's questions, of which one in four fits on the fewest sheets, or more."""

_SAMPLE = 64
"""Orders of a quiz's questions by which it is judged how many sheets they need."""

Misfit = Callable[[Sequence[int]], int]
"""Tells of an order of a quiz's questions in how many layouts it needs more sheets than others do."""

_MOST_VERSIONS = 100_000
"""Three times as many as were ever measured; a slip such as a million would run for hours and fill the disk."""

_MOST_CHOICES, _SAME_CHOICES = 6, 3
"""Choices of questions, of which the first without a hard flaw is taken: about one in seven has one. After so many with
the same questions none is drawn again, since the battle hardly has others."""


def any_order(_order: Sequence[int]) -> int:
    """Finds none a misfit."""
    return 0


def versions(
    items: Sequence[Item], count: int, seed: int, misfit: Misfit = any_order
) -> tuple[tuple[Item, ...], tuple[Part, ...], Versions]:
    """Orders the chosen items into parts and draws `count` versions.

    Items stand in parts by kind, in each part by marks; a version permutes runs of equal marks, so that the marks of
    question 7 are the same in all versions. Options stand in orders that tell a neighbour nothing (`orders`); the order
    of a version's questions is drawn again where it is a misfit.
    """
    order = list(Kind)
    ranked = tuple(sorted(items, key=lambda item: (order.index(item.kind), item.marks, item.id)))
    parts = []
    for kind in order:
        inside = tuple(i for i, item in enumerate(ranked) if item.kind is kind)
        if inside:
            parts.append(Part(kind.value, inside))
    named = ((letters(number), drawn) for number, drawn in zip(range(count), orders(ranked, seed), strict=False))
    made = (Version(letter, _fitting(ranked, parts, letter, seed, misfit), *drawn) for letter, drawn in named)
    return ranked, tuple(parts), Versions(made)


def _fitting(items: Sequence[Item], parts: Sequence[Part], letter: str, seed: int, misfit: Misfit) -> tuple[int, ...]:
    """The order of the questions of one version."""
    rng = Random(f"{seed}/version/{letter}")
    order = _order(items, parts, rng)
    least = misfit(order)
    for _ in range(1, _MOST_ORDERS if least else 1):
        another = _order(items, parts, rng)
        misfits = misfit(another)
        if misfits < least:
            order, least = another, misfits
        if not least:
            break
    return tuple(order)


def _order(items: Sequence[Item], parts: Sequence[Part], rng: Random) -> list[int]:
    """An order of the items."""
    order: list[int] = []
    for part in parts:
        for marks in sorted({items[i].marks for i in part.items}):
            run = [i for i in part.items if items[i].marks == marks]
            rng.shuffle(run)
            order += run
    return order


def sample_orders(quiz: Quiz) -> list[list[int]]:
    """Orders as those of its versions are drawn, by which they are judged."""
    rng = Random(f"{quiz.seed}/orders")
    return [_order(quiz.items, quiz.parts, rng) for _ in range(_SAMPLE)]


def quiz(
    items: Sequence[Item],
    *,
    seed: int,
    blueprint: Blueprint,
    must: AbstractSet[str],
    questions: int | None,
    version_count: int,
    title: str,
    battle: str,
    content: str,
    lines: Mapping[str, tuple[int, int]],
    notes: Mapping[str, tuple[str, ...]],
    content_note: str,
    tasks: tuple[tuple[str, str], ...],
    flaws: Callable[[Quiz], int],
    fit: Callable[[Quiz], Misfit] = lambda _: any_order,
) -> Quiz:
    """A quiz by a blueprint in `version_count` versions; with `questions`, of so many; the items of `must` are in.

    It has no code yet, since what its items print beside their words is still to come.

    A quiz with `flaws` as a whole (how many hard ones it has) is chosen again, a few times at most. Its first version
    alone is looked at, so that how many versions there are does not change which questions they hold.
    `fit` makes of the chosen quiz what tells a misfit among the orders of its questions.

    Raises:
        EduError: when it cannot be made: what falls short, and what would mend it.
    """
    if version_count < 1:
        raise EduError(Problem(None, None, f"{version_count} versions are none", "Ask for 1 or more"), ExitCode.SHORT)
    if version_count > _MOST_VERSIONS:
        what = f"{version_count:,} versions are more than edu makes of a quiz, {_MOST_VERSIONS:,}"
        raise EduError(Problem(None, None, what, "Make several quizzes, each with another --seed"), ExitCode.SHORT)
    blueprint = _sized(blueprint, questions)

    def drawn(draw: int) -> Quiz:
        picked = select(items, blueprint, _another(seed, draw), must)
        if not picked:
            mend = "Add facts to battle.toml or questions to questions.toml"
            raise EduError(Problem(None, None, "the battle has too few facts for a quiz", mend), ExitCode.SHORT)
        chosen, parts, made = versions(picked, 1, seed)
        used = {fact for item in chosen for fact in item.facts}
        return Quiz(
            code="",
            seed=seed,
            title=title,
            battle=battle,
            content=content,
            parts=parts,
            items=chosen,
            versions=made,
            lines={fact: where for fact, where in lines.items() if fact in used},
            notes={fact: note for fact, note in notes.items() if fact in used},
            content_note=content_note,
            tasks=tasks,
        )

    made = [drawn(0)]
    found = [flaws(made[0])]
    while found[-1] and len(made) < _MOST_CHOICES and not _same(made[-_SAME_CHOICES:]):
        made.append(drawn(len(made)))
        found.append(flaws(made[-1]))
    best = made[found.index(min(found))]
    return replace(best, versions=versions(best.items, version_count, seed, fit(best))[2])


def _same(made: Sequence[Quiz]) -> bool:
    """Whether so many choices have the same questions."""
    return len(made) == _SAME_CHOICES and len({frozenset(item.id for item in each.items) for each in made}) == 1


def _another(seed: int, draw: int) -> int:
    """What a choice of questions is drawn from: the seed, and for further draws a number made of it."""
    if not draw:
        return seed
    return int.from_bytes(hashlib.sha256(f"choice/{seed}/{draw}".encode()).digest()[:8], "big")


def _sized(blueprint: Blueprint, questions: int | None) -> Blueprint:
    """The blueprint with another number of questions, if one is given.

    Raises:
        EduError: when the blueprint binds the quiz to another number, or the number is none.
    """
    if questions is None:
        return blueprint
    if questions < 1:
        what = f"a quiz of {questions} questions is none"
        raise EduError(Problem(None, None, what, "Ask for 1 or more"), ExitCode.SHORT)
    if blueprint.questions_line and blueprint.binding and blueprint.questions != questions:
        what = f"the blueprint says {blueprint.questions} questions, and --questions says {questions}"
        mend = "Take out one of the two, or make them agree"
        raise EduError(Problem(blueprint.file, blueprint.questions_line, what, mend), ExitCode.SHORT)
    return replace(blueprint, questions=questions, fewer=False, questions_line=None)
