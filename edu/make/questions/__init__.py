"""Questions from the model. Each module of `families` makes one sort of question; a new one is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from edu.make.questions import families
from edu.make.questions.workshop import Workshop
from edu.make.review import review
from edu.make.review.case import Known
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.question import Difficulty, Item, Kind

Family = Callable[[Workshop], Iterator[Item]]

_ATTEMPTS = 5
"""Times an item is drawn; one that breaks a rule each time is not made under this seed."""


@lru_cache(maxsize=1)
def all_families() -> tuple[Family, ...]:
    """What makes each sort of question: `items` of every module in the folder `families`, by name of the module."""
    names = sorted(module.name for module in pkgutil.iter_modules(families.__path__))
    return tuple(importlib.import_module(f"{families.__name__}.{name}").items for name in names)


def with_scoring(items: Sequence[Item], words: Words) -> tuple[Item, ...]:
    """The items, those with several right options told how to be marked, generated and hand-written alike."""
    return tuple(
        replace(item, scoring=words.say("several.scoring", marks=item.marks))
        if item.kind in (Kind.SEVERAL, Kind.CHART) and sum(option.correct for option in item.options) > 1
        else item
        for item in items
    )


def propose(battle: Battle, words: Words, seed: int, difficulty: Difficulty | None = None) -> tuple[Item, ...]:
    """Every item as it is first drawn, before any review."""
    return tuple(
        item for family in all_families() for item in _drawn(family, Workshop(battle, words, seed, difficulty))
    )


def generate(
    battle: Battle,
    words: Words,
    seed: int,
    difficulty: Difficulty | None = None,
    among: Sequence[Family] | None = None,
) -> tuple[Item, ...]:
    """Every item the model can carry under a seed, reviewed: what breaks a hard rule is drawn again or left out.

    With a `difficulty`, wrong options are as near to the right one as that asks, where there is a choice; without
    one, each item draws its own. With `among`, only the items of these families.
    """
    shop, known = Workshop(battle, words, seed, difficulty), Known(battle)
    made: list[Item] = []
    for family in all_families() if among is None else among:
        items = list(_drawn(family, shop))
        flawed = {flaw.item for flaw in review(known, items)}
        for attempt in range(1, _ATTEMPTS):
            if not flawed:
                break
            again = {item.id: item for item in _drawn(family, shop.again(attempt, flawed))}
            items = [again.get(item.id, item) if item.id in flawed else item for item in items]
            flawed = {flaw.item for flaw in review(known, [item for item in items if item.id in flawed])}
        made += [item for item in items if item.id not in flawed]
    return tuple(made)


def _drawn(family: Family, shop: Workshop) -> Iterator[Item]:
    return (shop.located(item) for item in family(shop))
