"""Ordering events, and matching words, sources, dates and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make import voice
from edu.make.markup import escaped
from edu.make.questions.workshop import Workshop
from edu.make.told import events_told_once
from edu.make.words import capital, printed
from edu.model.fact import REPORT, Fact
from edu.model.quantity import SPELLED
from edu.model.question import Aspect, Claim, Item, Kind, Option
from edu.model.when import When

_MOST_EVENTS = 6
_LEAST_EVENTS = 4
_PREMISES = 4


def items(shop: Workshop) -> Iterator[Item]:
    """All ordering and matching items the battle can carry."""
    yield from _ordering(shop)
    yield from _words(shop)
    for make in (_sources, _dates, _places):
        item = make(shop)
        if item is not None:
            yield item


# Ordering ----------------------------------------------------------------------------------------------------


def _dated(shop: Workshop) -> list[Fact]:
    """Facts with an event that is told once, from earliest to latest, no two of whose dates could fall together."""
    facts = events_told_once(shop.battle)
    kept: list[Fact] = []
    for fact in facts:
        assert fact.when is not None
        if not kept or (kept[-1].when and kept[-1].when.before(fact.when)):
            kept.append(fact)
    return kept


def _start(fact: Fact) -> int:
    assert fact.when is not None
    return fact.when.possible[0]


def _ordering(shop: Workshop) -> Iterator[Item]:
    """All events of the battle in one task, and one of four for a shorter paper."""
    facts = _dated(shop)
    if len(facts) < _LEAST_EVENTS:
        return
    for name, size in (("ordering-long", _MOST_EVENTS), ("ordering-short", _LEAST_EVENTS)):
        if size <= len(facts):
            rng = shop.rng(name)
            chosen = sorted(rng.sample(facts, size), key=_start)
            yield _order_item(shop, name, chosen)


def _order_item(shop: Workshop, name: str, facts: Sequence[Fact]) -> Item:
    words, count, marks = shop.words, len(facts), len(facts) - 1
    options = []
    for rank, fact in enumerate(facts, 1):
        assert fact.when is not None
        sort = "event" if fact.happened else "reported_by" if fact.named_source else "reported"
        source = shop.battle.source_name(fact.by)
        text = words.say(f"ordering.{sort}", event=fact.event, Event=capital(fact.event), Source=capital(source))
        why = words.say("ordering.why", Date=capital(voice.date_phrase(shop.battle, fact.when)))
        options.append(
            Option(
                text,
                True,
                "certain order",
                why,
                (fact.id,),
                str(rank),
                Claim(fact.id, Aspect.WHEN, fact.when),
            )
        )
    ids = tuple(fact.id for fact in facts)
    return Item(
        id=name,
        kind=Kind.ORDERING,
        stem=words.say("ordering.stem", shop.rng(name), count=count),
        marks=marks,
        bloom="understand",
        skill="chronology",
        section=facts[0].section,
        options=tuple(options),
        facts=ids,
        scoring=words.say("ordering.scoring", count=count, marks=marks),
    )


# Matching ----------------------------------------------------------------------------------------------------


def _matching(
    shop: Workshop,
    name: str,
    pairs: Sequence[tuple[Option, str]],
    extra: Sequence[str],
    family: str,
    skill: str,
    section: str,
    facts: tuple[str, ...],
) -> Item | None:
    """An item from premises, their responses, and responses left over; responses are one more or greater in number."""
    responses = [response for _, response in pairs]
    if len(pairs) < 3 or not extra or len(set(responses) | set(extra)) != len(responses) + len(extra):
        return None
    words, spare = shop.words, len(extra)
    left = (
        words.say("matching.extra.one")
        if spare == 1
        else words.say("matching.extra.more", words=capital(SPELLED[spare]))
    )
    return Item(
        id=name,
        kind=Kind.MATCHING,
        stem=words.say(f"matching.{family}.stem", shop.rng(name), extra=left),
        marks=len(pairs),
        bloom="remember",
        skill=skill,
        section=section,
        options=tuple(option for option, _ in pairs),
        answers=tuple(sorted((*responses, *extra), key=str.casefold)),
        facts=facts,
        alone=f"matching {family}",
        scoring=words.say("matching.extra.scoring"),
    )


def _words(shop: Workshop) -> Iterator[Item]:
    """The glossary in sets of four, one further meaning in each."""
    terms = list(shop.battle.terms)
    for number in range(len(terms) // (_PREMISES + 1)):
        name = f"matching-words-{number + 1}"
        chosen = terms[number * (_PREMISES + 1) : (number + 1) * (_PREMISES + 1)]
        spare = shop.rng(name).choice(chosen)
        pairs = [
            (
                Option(
                    escaped(term.word),
                    True,
                    "glossary",
                    shop.words.say("matching.words.why", Word=capital(term.word), meaning=term.meaning),
                    (),
                    escaped(term.meaning),
                ),
                escaped(term.meaning),
            )
            for term in chosen
            if term is not spare
        ]
        item = _matching(shop, name, pairs, (escaped(spare.meaning),), "words", "vocabulary", spare.section, ())
        if item:
            yield item


def _sources(shop: Workshop) -> Item | None:
    named = [fact for fact in shop.askable() if fact.named_source and fact.match]
    reports = [fact for fact in shop.askable() if fact.by == REPORT and fact.match and fact.event]
    one_each = list({fact.by: fact for fact in named}.values())[:_PREMISES]
    pairs = []
    for fact in one_each:
        why = shop.words.say("matching.sources.why", source=shop.battle.source_name(fact.by))
        option = Option(
            shop.entity_words(fact.by),
            True,
            "named as the source",
            why,
            (fact.id,),
            printed(fact.match),
            Claim(fact.id, Aspect.BY, fact.by),
        )
        pairs.append((option, printed(fact.match)))
    facts = tuple(fact.id for fact in one_each)
    extra = [printed(fact.match) for fact in reports[:1]]
    section = one_each[0].section if one_each else ""
    return _matching(shop, "matching-sources", pairs, extra, "sources", "sourcing", section, facts)


def _dates(shop: Workshop) -> Item | None:
    name = "matching-dates"
    facts = [fact for fact in _dated(shop) if fact.match]
    if len(facts) < _PREMISES:
        return None
    chosen = sorted(shop.rng(name).sample(facts, min(len(facts), _PREMISES + 1)), key=_start)
    spare = shop.rng(f"{name}/spare").choice(chosen) if len(chosen) > _PREMISES else chosen[-1]
    pairs = []
    for fact in chosen:
        if fact is spare:
            continue
        assert isinstance(fact.when, When)
        why = shop.words.say(f"matching.dates.{'why_report' if fact.by_report else 'why'}")
        date = capital(shop.battle.date_words(fact.when))
        pairs.append(
            (
                Option(
                    date,
                    True,
                    "disjoint dates",
                    why,
                    (fact.id,),
                    printed(fact.match),
                    Claim(fact.id, Aspect.WHEN, fact.when),
                ),
                printed(fact.match),
            )
        )
    ids = tuple(fact.id for fact in chosen)
    family = "dates_reports" if any(fact.by_report for fact in chosen) else "dates"
    return _matching(shop, name, pairs, (printed(spare.match),), family, "chronology", chosen[0].section, ids)


def _places(shop: Workshop) -> Item | None:
    """Places with what is said of each; the response left over is said of one more place, which is no premise."""
    name, battle = "matching-places", shop.battle
    told: dict[str, Fact] = {}
    for fact in shop.askable(infobox=False):
        for entity in fact.only:
            if battle.entity_by_id[entity].place and fact.match:
                told.setdefault(entity, fact)
    if len(told) < _PREMISES:
        return None
    spare = shop.rng(name).choice(list(told))
    pairs = []
    for place, fact in told.items():
        if place == spare:
            continue
        why = shop.words.say("matching.places.why", Clause=capital(fact.clause))
        response, claim = printed(fact.match), Claim(fact.id, Aspect.ENTITY, place, place)
        pairs.append((Option(shop.entity_words(place), True, "one value", why, (fact.id,), response, claim), response))
    ids = tuple(fact.id for fact in told.values())
    extra = (printed(told[spare].match),)
    return _matching(shop, name, pairs, extra, "places", "recall", battle.fact_by_id[ids[0]].section, ids)
