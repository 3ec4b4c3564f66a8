"""Questions from the model: a module a family, each with its templates, key and checks."""

from __future__ import annotations

from collections.abc import Sequence

from edu.make.charts import charts
from edu.make.questions import passages, reading, sequences, several, single, statements
from edu.make.questions.workshop import Workshop
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.question import Item


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
    return tuple(item for family in families for item in family)
