"""Single choice: whom does the article name as the source?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make import voice
from edu.make.questions.distractors import Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop, once
from edu.model.fact import Fact, mentions
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each fact with a named source."""
    for fact in shop.askable():
        if fact.named_source:
            yield from _item(shop, fact)


def _item(shop: Workshop, fact: Fact) -> Iterator[Item]:
    name, words, battle = f"single-source-{fact.id}", shop.words, shop.battle
    if not shop.wants(name):
        return
    key = _option(shop, fact, fact.by, words.say("sources.why.right", source=battle.source_name(fact.by)))
    wrong = []
    for entity in battle.entities:
        if not entity.voice or entity.id == fact.by or any(m.entity == entity.id for m in mentions(fact.says)):
            continue
        told = next((other for other in battle.facts if other.by == entity.id), None)
        why = words.say("sources.why.other", other=shop.statement(told)) if told else words.say("sources.why.none")
        wrong.append(Candidate(_option(shop, fact, entity.id, why, told), entity.id, 1.0 if told else 0.0))
    chosen = choose(shop, name, key, wrong)
    if chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=_stem(shop, name, fact),
        marks=1,
        bloom="understand",
        skill="sourcing",
        section=fact.section,
        family="single-source",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
    )


def _stem(shop: Workshop, name: str, fact: Fact) -> str:
    if fact.reported is None:
        return shop.asked(name, "sources.stem", SINGLE, clause=fact.clause)
    date, day = voice.date_phrase(shop.battle, fact.reported), shop.battle.date_words(fact.reported)
    return shop.asked(name, "sources.stem_dated", SINGLE, clause=fact.clause, date=date, day=day)


def _option(shop: Workshop, fact: Fact, by: str, why: str, told: Fact | None = None) -> Option | None:
    """A source as an option; `told` is the fact that the reason beside it tells."""
    facts = once((fact.id, *([told.id] if told else [])))
    return shop.option(shop.entity_words(by), Claim(fact.id, Aspect.BY, by), why, facts)
