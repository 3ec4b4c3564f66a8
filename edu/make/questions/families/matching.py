"""Matching: words with meanings, sources with statements, dates with events, places with what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make.markup import escaped
from edu.make.questions.workshop import Workshop, ids
from edu.make.told import events_told_once
from edu.make.words import capital, printed
from edu.model.battle import Term
from edu.model.fact import REPORT, Fact
from edu.model.quantity import SPELLED
from edu.model.question import Aspect, Claim, Item, Kind, Option

_LEAST, _MOST = 3, 4
"""Premises of one task; there is one response more than premises."""


def items(shop: Workshop) -> Iterator[Item]:
    """All matching the battle can carry."""
    yield from _words(shop)
    yield from _sources(shop)
    yield from _dates(shop)
    yield from _places(shop)


def _item(
    shop: Workshop,
    name: str,
    premises: Sequence[Option],
    extra: Sequence[str],
    phrase: str,
    skill: str,
    section: str,
    facts: tuple[str, ...] = (),
) -> Iterator[Item]:
    """An item from premises, each with its response, and the responses left over."""
    responses = [premise.answer for premise in premises]
    if len(premises) < _LEAST or not extra or len({*responses, *extra}) != len(responses) + len(extra):
        return
    words, spare = shop.words, len(extra)
    left = (
        words.say("matching.extra.one")
        if spare == 1
        else words.say("matching.extra.more", words=capital(SPELLED[spare]))
    )
    yield Item(
        id=name,
        kind=Kind.MATCHING,
        stem=shop.say(name, f"matching.{phrase}.stem", extra=left),
        marks=len(premises),
        bloom="remember",
        skill=skill,
        section=section,
        family=name,
        options=tuple(premises),
        answers=tuple(sorted((*responses, *extra), key=str.casefold)),
        facts=facts,
        alone="vocabulary" if phrase == "words" else "",
        guards=tuple(responses) if phrase == "words" else (),
        scoring=words.say("matching.extra.scoring"),
    )


def _words(shop: Workshop) -> Iterator[Item]:
    """Words of the glossary with their meanings, and the meaning of one more."""
    name = "matching-words"
    meanings: dict[str, Term] = {term.meaning.casefold(): term for term in shop.terms}
    drawn = shop.drawn(name, meanings.values(), lambda term: term.word)[: _MOST + 1]
    if len(drawn) <= _LEAST:
        return
    spare, *chosen = drawn
    premises = []
    for term in chosen:
        why = shop.words.say("matching.words.why", Word=capital(term.word), meaning=term.meaning)
        claim = Claim(term.word, Aspect.MEANS, term.meaning)
        premises.append(Option(escaped(term.word), True, "glossary", why, (), escaped(term.meaning), claim))
    yield from _item(shop, name, premises, (escaped(spare.meaning),), "words", "vocabulary", spare.section)


def _sources(shop: Workshop) -> Iterator[Item]:
    name = "matching-sources"
    named: dict[str, Fact] = {}
    for fact in shop.facts_drawn(name, (fact for fact in shop.askable() if fact.named_source and fact.match)):
        if not any(shop.battle.overlap(fact.by, other) for other in named if other in shop.battle.entity_by_id):
            named.setdefault(fact.by, fact)
    facts = list(named.values())[:_MOST]
    reports = [fact for fact in shop.askable() if fact.by == REPORT and fact.match and fact.event]
    if not reports or not facts:
        return
    premises = []
    for fact in facts:
        why = shop.words.say("matching.sources.why", source=shop.battle.source_name(fact.by))
        claim = Claim(fact.id, Aspect.BY, fact.by)
        source, told = shop.entity_words(fact.by), printed(fact.match)
        premises.append(Option(source, True, "named as the source", why, (fact.id,), told, claim))
    extra = (printed(shop.facts_drawn(name, reports)[0].match),)
    yield from _item(shop, name, premises, extra, "sources", "sourcing", facts[0].section, ids(facts))


def _dates(shop: Workshop) -> Iterator[Item]:
    name = "matching-dates"
    chosen: list[Fact] = []
    for fact in shop.facts_drawn(name, (fact for fact in events_told_once(shop.battle) if fact.match)):
        if all(fact.when and other.when and fact.when.disjoint(other.when) for other in chosen):
            chosen.append(fact)
    chosen = chosen[: _MOST + 1]
    if len(chosen) <= _LEAST:
        return
    spare, *asked = chosen
    premises = []
    for fact in sorted(asked, key=_start):
        assert fact.when is not None
        why = shop.words.say(f"matching.dates.{'why_report' if fact.by_report else 'why'}")
        date, claim = capital(shop.battle.date_words(fact.when)), Claim(fact.id, Aspect.WHEN, fact.when)
        premises.append(Option(date, True, "disjoint dates", why, (fact.id,), shop.told_event(fact, fact.match), claim))
    phrase = "dates_reports" if any(fact.by_report for fact in chosen) else "dates"
    section, extra = asked[0].section, (shop.told_event(spare, spare.match),)
    yield from _item(shop, name, premises, extra, phrase, "chronology", section, ids(chosen))


def _start(fact: Fact) -> tuple[int, int]:
    assert fact.when is not None
    return fact.when.possible


def _places(shop: Workshop) -> Iterator[Item]:
    """Places with what is said of each; the response left over is said of one more place, which is no premise."""
    name, battle = "matching-places", shop.battle
    told: dict[str, Fact] = {}
    for fact in shop.facts_drawn(name, shop.askable(infobox=False)):
        for entity in fact.only:
            overlaps = any(battle.overlap(entity, other) for other in told)
            if battle.entity_by_id[entity].place and fact.match and not fact.state and not overlaps:
                told[entity] = fact
    chosen = list(told.items())[: _MOST + 1]
    if len(chosen) <= _LEAST or len({fact.id for _, fact in chosen}) != len(chosen):
        return
    (_, spare), *asked = chosen
    premises = []
    for place, fact in asked:
        why = shop.words.say("matching.places.why", Clause=capital(fact.clause))
        response, claim = shop.told_event(fact, fact.match), Claim(fact.id, Aspect.ENTITY, place, place)
        premises.append(Option(shop.entity_words(place), True, "one value", why, (fact.id,), response, claim))
    facts = ids([fact for _, fact in chosen])
    yield from _item(
        shop, name, premises, (shop.told_event(spare, spare.match),), "places", "recall", spare.section, facts
    )
