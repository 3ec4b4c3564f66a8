"""Single choice: which group or place does the statement name?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop, once
from edu.model.battle import Entity
from edu.model.fact import ARTICLE, Fact, mentions
from edu.model.question import Aspect, Claim, Item, Kind, Option

_BLANK = "_____"


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each name in a fact for which it has one value."""
    for fact in shop.askable():
        for entity in fact.only:
            yield from _item(shop, fact, shop.battle.entity_by_id[entity])


def _told(shop: Workshop, fact: Fact, entity: str) -> Fact | None:
    """Another fact in which the article names an entity."""
    facts = shop.battle.facts
    return next((f for f in facts if f.id != fact.id and any(m.entity == entity for m in mentions(f.says))), None)


def _item(shop: Workshop, fact: Fact, entity: Entity) -> Iterator[Item]:
    name, words = f"single-name-{fact.id}-{entity.id}", shop.words
    if not shop.wants(name):
        return
    why = words.say("names.why.right", statement=shop.statement(fact))
    key = _option(shop, fact, entity.id, entity.id, why, fact)
    inside = {mention.entity for mention in mentions(fact.says)}
    wrong = []
    for other in shop.battle.entities:
        if other.id in inside or not set(entity.types[:1]) & set(other.types):
            continue
        told = _told(shop, fact, other.id)
        if told is None:
            continue  # what stands nowhere else in the article tempts nobody
        why = words.say("names.why.other", other=shop.statement(told))
        near = float(told.section == fact.section) + (other.side == entity.side)
        wrong.append(Candidate(_option(shop, fact, entity.id, other.id, why, told), other.id, near))
    # Of the two sides alone a pupil would guess one in two: names are asked only where three others fit.
    chosen = choose(shop, name, key, wrong, least=MOST)
    if key is None or chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=_stem(shop, fact, entity, name),
        marks=1,
        bloom="remember",
        skill="recall",
        section=fact.section,
        family="single-name",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        guards=(key.text,) if entity.place else (),
        alone=f"name: {key.text}",
    )


def _stem(shop: Workshop, fact: Fact, entity: Entity, name: str) -> str:
    """The stem: "who ...?" where the name begins an undated statement of the article, else the statement with a gap."""
    mark = next(mention for mention in mentions(fact.says) if mention.entity == entity.id)
    if fact.by == ARTICLE and fact.when is None and fact.clause.startswith(mark.words) and not entity.place:
        rest = fact.clause.removeprefix(mark.words).strip()
        return shop.asked(name, "names.who", SINGLE, rest=rest, voice=fact.passage or shop.place(fact))
    statement = shop.statement(fact, fact.with_entity(entity.id, _BLANK))
    return shop.asked(name, f"names.gap_{'place' if entity.place else 'group'}", SINGLE, statement=statement)


def _option(shop: Workshop, fact: Fact, entity: str, value: str, why: str, told: Fact) -> Option | None:
    """A name as an option; `told` is the fact that the reason beside it tells."""
    claim = Claim(fact.id, Aspect.ENTITY, value, entity)
    return shop.option(shop.entity_words(value), claim, why, once((fact.id, told.id)))
