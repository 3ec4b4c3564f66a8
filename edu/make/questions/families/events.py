"""Single choice: which event does the article give this date for?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make import voice
from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop
from edu.make.told import events_told_once
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each event dated in the article's own voice, and for each report, among others of its sort."""
    facts = events_told_once(shop.battle)
    for sort in ([fact for fact in facts if fact.voice == 0], [fact for fact in facts if fact.by_report]):
        for fact in sort:
            yield from _item(shop, fact, sort)


def _item(shop: Workshop, fact: Fact, among: list[Fact]) -> Iterator[Item]:
    assert fact.when is not None
    name = f"single-event-{fact.id}"
    if not shop.wants(name):
        return
    key = _option(shop, fact, fact)
    wrong = []
    for other in shop.few(name, among):
        if other.id != fact.id and other.when is not None and other.when.disjoint(fact.when):
            near = -abs(other.when.possible[0] - fact.when.possible[0])
            wrong.append(Candidate(_option(shop, other, fact), other.id, near))
    chosen = choose(shop, name, key, wrong, least=MOST)
    if chosen is None:
        return
    date = shop.battle.date_words(fact.when)
    form = "reported" if fact.by_report else "happened"
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, f"events.{form}", SINGLE, day=date, date=voice.date_phrase(shop.battle, fact.when)),
        marks=1,
        bloom="understand",
        skill="chronology",
        section=fact.section,
        family="single-event",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        shows=tuple(name for option in chosen.options for name in option.facts if name != fact.id),
        alone="event of a date",
    )


def _option(shop: Workshop, fact: Fact, asked: Fact) -> Option | None:
    """The event of `fact`, as an answer to the date of `asked`."""
    assert asked.when is not None
    assert fact.when is not None
    form = ("right" if fact is asked else "wrong") + ("_report" if fact.by_report else "")
    why = shop.words.say(f"events.why.{form}", day=shop.battle.date_words(fact.when))
    return shop.option(shop.told_event(fact, fact.event), Claim(fact.id, Aspect.WHEN, asked.when), why, (fact.id,))
