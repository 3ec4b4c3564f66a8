"""Short answer: origin, purpose, content, value and limitation of a statement by a named source."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make import voice
from edu.make.questions.workshop import Workshop
from edu.make.words import capital
from edu.model.fact import Fact
from edu.model.question import Criterion, Item, Kind

_PARTS = ("origin", "content", "value", "limit")


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each statement of a source of which the article tells something, if only that it says little."""
    for fact in shop.askable():
        if fact.named_source and shop.battle.entity_by_id[fact.by].about:
            yield _item(shop, fact)


def _item(shop: Workshop, fact: Fact) -> Item:
    name, words, battle = f"short-origin-{fact.id}", shop.words, shop.battle
    date = voice.date_phrase(battle, fact.reported) if fact.reported else ""
    told = {
        "source": battle.source_name(fact.by),
        "Source": capital(battle.source_name(fact.by)),
        "date": date,
        "clause": fact.clause,
        "Clause": capital(fact.clause),
        "about": battle.entity_by_id[fact.by].about,
        "battle": shop.name,
        "doubt": fact.disputed,
        "late": bool(fact.reported and fact.reported.possible[0] > battle.when.possible[1]),
    }
    rubric = tuple(
        Criterion(
            1,
            words.say(f"origins.{part}.earns", **told),
            (words.say(f"origins.{part}.accept", **told),),
            (words.say(f"origins.{part}.reject", **told),),
            (fact.id,),
        )
        for part in _PARTS
    )
    return Item(
        id=name,
        kind=Kind.SHORT,
        stem=shop.say(name, "origins.stem", **told),
        extracts=(shop.statement(fact),),
        marks=len(_PARTS),
        bloom="evaluate",
        skill="sourcing",
        section=fact.section,
        family="short-origin",
        facts=(fact.id,),
        alone="origin of a statement",
        answer=" ".join(words.say(f"origins.{part}.answer", **told) for part in _PARTS),
        lines=6,
        rubric=rubric,
    )
