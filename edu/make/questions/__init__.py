"""Questions from the model: a module a family, each with its templates, key and checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from edu.make.charts import charts
from edu.make.questions import passages, reading, sequences, several, single, statements
from edu.make.questions.workshop import Workshop
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.question import Item, Kind


def with_scoring(items: Sequence[Item], words: Words) -> tuple[Item, ...]:
    """The items, those with several right options told how to be marked, generated and hand-written alike."""
    return tuple(
        replace(item, scoring=words.say("several.scoring", marks=item.marks))
        if item.kind in (Kind.SEVERAL, Kind.CHART) and sum(option.correct for option in item.options) > 1
        else item
        for item in items
    )


def generate(battle: Battle, words: Words, seed: int) -> tuple[Item, ...]:
    """Every item the model can carry under a seed; what cannot be proved is not among them."""
    shop = Workshop(battle, words, seed)
    families: Sequence[tuple[Item, ...]] = (
        tuple(single.items(shop)),
        tuple(several.items(shop)),
        tuple(statements.items(shop)),
        tuple(sequences.items(shop)),
        tuple(passages.items(shop)),
        tuple(reading.items(shop, charts(battle, words))),
    )
    return tuple(replace(item, locators=shop.locators(*item.facts)) for family in families for item in family)
