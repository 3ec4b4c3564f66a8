"""A quiz from chosen questions: its parts, its versions, its code. All is drawn from the seed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from random import Random

from edu.make.choice import select
from edu.model.blueprint import Blueprint
from edu.model.question import Item, Kind
from edu.model.quiz import Part, Quiz, Version, letters
from edu.problems import EduError, ExitCode, Problem

_CODE_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No letter that is taken for a digit, and no vowels, so that a code is never a word."""

_MOST_VERSIONS = 1000
"""Versions of one printing: a file of some thousand pages is held in memory until it is whole."""


def versions(
    items: Sequence[Item], count: int, seed: int
) -> tuple[tuple[Item, ...], tuple[Part, ...], tuple[Version, ...]]:
    """Orders the chosen items into parts and draws `count` versions.

    Items stand in parts by kind, in each part by marks; a version permutes runs of equal marks, so that the marks of
    question 7 are the same in all versions. Each permutation is drawn independently (rule Q1).
    """
    order = list(Kind)
    ranked = tuple(sorted(items, key=lambda item: (order.index(item.kind), item.marks, item.id)))
    parts = []
    for kind in order:
        inside = tuple(i for i, item in enumerate(ranked) if item.kind is kind)
        if inside:
            parts.append(Part(kind.value, inside))
    made = tuple(_version(ranked, parts, letters(number), seed) for number in range(count))
    return ranked, tuple(parts), made


def _version(items: Sequence[Item], parts: Sequence[Part], letter: str, seed: int) -> Version:
    rng = Random(f"{seed}/version/{letter}")
    order: list[int] = []
    for part in parts:
        for marks in sorted({items[i].marks for i in part.items}):
            run = [i for i in part.items if items[i].marks == marks]
            rng.shuffle(run)
            order += run
    options, answers = [], []
    for item in items:
        draw = Random(f"{seed}/version/{letter}/{item.id}")
        options.append(_option_order(item, draw))
        places = list(range(len(item.answers)))
        if item.kind is Kind.MATCHING:
            draw.shuffle(places)
        answers.append(tuple(places))
    return Version(letter, tuple(order), tuple(options), tuple(answers))


def _option_order(item: Item, rng: Random) -> tuple[int, ...]:
    """An order of the options; that of an ordering task is neither the key nor its reverse."""
    places = list(range(len(item.options)))
    if item.keep_order or item.kind is Kind.CLOZE:
        return tuple(places)
    solved = (places, places[::-1])
    drawn = list(places)
    while True:
        rng.shuffle(drawn)
        if item.kind is not Kind.ORDERING or drawn not in solved:
            return tuple(drawn)


def code(seed: int, content: str, settings: str) -> str:
    """The short code on paper: four letters and digits from a one-way hash, so that it does not tell the seed."""
    number = int.from_bytes(hashlib.sha256(f"code/{seed}/{content}/{settings}".encode()).digest()[:8], "big")
    signs = []
    for _ in range(4):
        number, rest = divmod(number, len(_CODE_LETTERS))
        signs.append(_CODE_LETTERS[rest])
    return "".join(signs)


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
    left_out: Sequence[str],
    lines: Mapping[str, tuple[int, int]],
    notes: Mapping[str, tuple[str, ...]],
    content_note: str,
    tasks: tuple[tuple[str, str], ...],
) -> Quiz:
    """A quiz by a blueprint in `version_count` versions; with `questions`, of so many; the items of `must` are in.

    Raises:
        EduError: when it cannot be made: what falls short, and what would mend it.
    """
    if version_count < 1:
        raise EduError(Problem(None, None, f"{version_count} versions are none", "Ask for 1 or more"), ExitCode.SHORT)
    if version_count > _MOST_VERSIONS:
        what = f"{version_count:,} versions are more than edu prints at once"
        raise EduError(Problem(None, None, what, f"Ask for {_MOST_VERSIONS:,} or fewer"), ExitCode.SHORT)
    blueprint = _sized(blueprint, questions)
    picked = select(items, blueprint, seed, must)
    if not picked:
        what, mend = (
            "the battle has too few facts for a quiz",
            "Add facts to battle.toml or questions to questions.toml",
        )
        raise EduError(Problem(None, None, what, mend), ExitCode.SHORT)
    chosen, parts, made = versions(picked, version_count, seed)
    used = {fact for item in chosen for fact in item.facts}
    return Quiz(
        code=code(seed, content, "/".join((blueprint.hash, str(questions), str(version_count), *left_out))),
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
