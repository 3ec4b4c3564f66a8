"""Single choice: dates, sources, names, numbers, and the question an article cannot answer."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edu.make.questions.workshop import Workshop, distinct, spread
from edu.make.words import capital, printed
from edu.model.battle import Absence
from edu.model.fact import ARTICLE, Fact, mentions
from edu.model.question import Aspect, Claim, Item, Kind, Option
from edu.model.when import When

_BLANK = "_____"
_LEAST_OPTIONS = 3


def items(shop: Workshop) -> Iterator[Item]:
    """All single-choice items the battle can carry."""
    for fact in shop.askable():
        made = [
            _when(shop, fact),
            _by(shop, fact),
            *(_entity(shop, fact, name) for name in fact.only),
            _count(shop, fact),
        ]
        yield from (item for item in made if item is not None)
    for absence in shop.battle.absences:
        item = _open(shop, absence)
        if item is not None:
            yield item


def _item(
    shop: Workshop,
    name: str,
    fact: Fact,
    stem: str,
    options: tuple[Option, ...],
    skill: str,
    keep: bool = False,
    guards: tuple[str, ...] = (),
    alone: str = "",
) -> Item | None:
    if len(options) < _LEAST_OPTIONS or sum(option.correct for option in options) != 1:
        return None
    directive = shop.words.say("voice.directive.single")
    return Item(
        id=name,
        kind=Kind.SINGLE,
        stem=f"{stem} {directive}",
        marks=1,
        bloom="remember" if skill == "recall" else "understand",
        skill=skill,
        section=fact.section,
        options=options,
        facts=(fact.id,),
        keep_order=keep,
        guards=guards,
        alone=alone,
    )


# Dates -------------------------------------------------------------------------------------------------------


def _when(shop: Workshop, fact: Fact) -> Item | None:
    dated = [other for other in shop.battle.facts if other.event and other.when and other.id != fact.id]
    if not fact.event or fact.when is None or all(o.when and o.when.precision != fact.when.precision for o in dated):
        return None  # a date of its own precision would stand out among the options
    name = f"single-date-{fact.id}"
    rng, words = shop.rng(name), shop.words
    right = "right_report" if fact.by_report else "right_date"
    key = _date_option(shop, fact, fact.when, words.say(f"single.why.{right}"), fact)
    wrong = []
    for other in dated:
        assert other.when is not None
        why = words.say("single.why.other_date", other=shop.statement(other))
        wrong.append(_date_option(shop, fact, other.when, why, other))
    if key is None:
        return None
    options = spread(rng, key, [o for o in distinct(wrong) if not o.correct], _first_day)
    if fact.named_source and fact.by_report:
        source = shop.battle.source_name(fact.by)
        stem = words.say("single.when.reported_by", rng, event=fact.event, Source=capital(source))
    else:
        stem = words.say(f"single.when.{'reported' if fact.by_report else 'happened'}", rng, event=fact.event)
    return _item(shop, name, fact, stem, options, "chronology", keep=True, guards=(key.text,))


def _date_option(shop: Workshop, fact: Fact, when: When, why: str, source: Fact) -> Option | None:
    return shop.option(
        capital(shop.battle.date_words(when)),
        Claim(fact.id, Aspect.WHEN, when),
        why,
        dict.fromkeys((fact.id, source.id)),
    )


def _first_day(option: Option) -> float:
    assert option.claim is not None
    assert isinstance(option.claim.value, When)
    return option.claim.value.possible[0]


# Sources -----------------------------------------------------------------------------------------------------


def _by(shop: Workshop, fact: Fact) -> Item | None:
    if not fact.named_source:
        return None
    name = f"single-source-{fact.id}"
    rng, words, battle = shop.rng(name), shop.words, shop.battle
    key = _by_option(shop, fact, fact.by, words.say("single.why.right_by"))
    named: list[Option | None] = []
    others: list[Option | None] = []
    for entity in battle.entities:
        if not entity.voice or entity.id == fact.by or any(m.entity == entity.id for m in mentions(fact.says)):
            continue
        told = next((other for other in battle.facts if other.by == entity.id), None)
        why = words.say("single.why.other_by", other=shop.statement(told)) if told else words.say("single.why.no_by")
        (named if told else others).append(_by_option(shop, fact, entity.id, why))
    if key is None:
        return None
    wrong = _apart(shop, [*_shuffled(rng, named), *_shuffled(rng, others)], key)[:3]
    stem = words.say("single.by.stem", rng, clause=fact.clause)
    return _item(shop, name, fact, stem, (key, *wrong), "sourcing")


def _by_option(shop: Workshop, fact: Fact, by: str, why: str) -> Option | None:
    return shop.option(shop.entity_words(by), Claim(fact.id, Aspect.BY, by), why, (fact.id,))


def _shuffled(rng: Random, options: list[Option | None]) -> list[Option]:
    there = [option for option in distinct(options) if not option.correct]
    rng.shuffle(there)
    return there


def _apart(shop: Workshop, options: list[Option], key: Option) -> list[Option]:
    """Options no two of which name the same or overlapping entities (rules M3, M4)."""
    kept = [key]
    for option in options:
        values = [str(other.claim.value) for other in kept if other.claim]
        if option.claim and not any(shop.battle.overlap(str(option.claim.value), value) for value in values):
            kept.append(option)
    return kept[1:]


# Names -------------------------------------------------------------------------------------------------------


def _entity(shop: Workshop, fact: Fact, entity: str) -> Item | None:
    name = f"single-name-{fact.id}-{entity}"
    rng, words, battle = shop.rng(name), shop.words, shop.battle
    right = words.say("single.why.right", Voice=capital(shop.place(fact)), clause=fact.clause)
    key = _entity_option(shop, fact, entity, entity, right)
    inside = {mention.entity for mention in mentions(fact.says)} - {entity}
    main = battle.entity_by_id[entity].types[:1]
    wrong: list[Option | None] = []
    for other in battle.entities:
        if other.id == entity or other.id in inside or not set(main) & set(other.types):
            continue
        told = next(
            (f for f in battle.facts if f.id != fact.id and any(m.entity == other.id for m in mentions(f.says))),
            None,
        )
        given = battle.entity_by_id[entity].name
        why = (
            words.say("single.why.other_entity", other=shop.statement(told), right=given)
            if told
            else words.say("single.why.no_entity", right=given)
        )
        wrong.append(_entity_option(shop, fact, entity, other.id, why))
    if key is None:
        return None
    options = (key, *_apart(shop, _shuffled(rng, wrong), key)[:3])
    stem = _entity_stem(shop, fact, entity, rng)
    if battle.entity_by_id[entity].place:
        return _item(shop, name, fact, stem, options, "recall", guards=(key.text,))
    return _item(shop, name, fact, stem, options, "recall", alone=f"who: {key.text}")


def _entity_stem(shop: Workshop, fact: Fact, entity: str, rng: Random) -> str:
    """The stem: "who ...?" where the name begins an undated statement of the article, else the statement with a gap."""
    mark = next(mention for mention in mentions(fact.says) if mention.entity == entity)
    place = shop.battle.entity_by_id[entity].place
    if fact.by == ARTICLE and fact.when is None and fact.clause.startswith(mark.words) and not place:
        rest = fact.clause.removeprefix(mark.words).strip()
        return shop.words.say("single.entity.who", rng, rest=rest, voice=fact.passage or shop.place(fact))
    statement = shop.statement(fact, fact.with_entity(entity, _BLANK))
    return shop.words.say(f"single.entity.gap_{'place' if place else 'group'}", rng, statement=statement)


def _entity_option(shop: Workshop, fact: Fact, entity: str, value: str, why: str) -> Option | None:
    return shop.option(shop.entity_words(value), Claim(fact.id, Aspect.ENTITY, value, entity), why, (fact.id,))


# Numbers -----------------------------------------------------------------------------------------------------


def _count(shop: Workshop, fact: Fact) -> Item | None:
    if fact.count is None or not fact.count.quantity.exact:
        return None
    name = f"single-number-{fact.id}"
    rng, words = shop.rng(name), shop.words
    why = words.say("single.why.right_count", voice=shop.place(fact))
    key = _count_option(shop, fact, fact.count.quantity.low, why, fact)
    wrong = []
    for other in shop.battle.facts:
        if other.count and other.id != fact.id and not other.count.quantity.about:
            told = words.say("single.why.other_count", other=shop.statement(other))
            wrong.append(_count_option(shop, fact, other.count.quantity.named, told, other))
    if key is None:
        return None
    options = spread(rng, key, [o for o in distinct(wrong) if not o.correct], _number)
    stem = words.say("single.count.gap", rng, statement=shop.statement(fact, fact.with_count(_BLANK)))
    return _item(shop, name, fact, stem, options, "recall", keep=True, guards=(key.text,))


def _count_option(shop: Workshop, fact: Fact, number: int, why: str, source: Fact) -> Option | None:
    return shop.option(f"{number:,}", Claim(fact.id, Aspect.COUNT, number), why, dict.fromkeys((fact.id, source.id)))


def _number(option: Option) -> float:
    assert option.claim is not None
    assert isinstance(option.claim.value, int)
    return option.claim.value


# What the article leaves open --------------------------------------------------------------------------------


def _open(shop: Workshop, absence: Absence) -> Item | None:
    """Which question stays open? Its options are questions, and true of the right one is that it has no answer."""
    name = f"single-open-{absence.id}"
    rng, words = shop.rng(name), shop.words
    answered = [fact for fact in shop.askable() if fact.question and fact.id in shop.told]
    rng.shuffle(answered)
    why = words.say("single.why.right_open", topic=absence.topic)
    options = [
        Option(
            printed(absence.question),
            True,
            "the article does not say",
            why,
            (absence.id,),
            claim=Claim(absence.id, Aspect.ANSWERED, absence.question),
        )
    ]
    for fact in answered[:3]:
        why = words.say("single.why.answered", other=shop.statement(fact))
        claim = Claim(fact.id, Aspect.ANSWERED, fact.question)
        options.append(Option(printed(fact.question), False, "the article answers it", why, (fact.id,), claim=claim))
    if len(options) < _LEAST_OPTIONS:
        return None
    return Item(
        id=name,
        kind=Kind.SINGLE,
        stem=f"{words.say('single.open.stem', rng)} {words.say('voice.directive.single')}",
        marks=1,
        bloom="analyse",
        skill="limits of evidence",
        section=absence.section,
        options=tuple(options),
        facts=(absence.id,),
        shows=tuple(fact.id for fact in answered[:3]),
        alone="open question",
    )
