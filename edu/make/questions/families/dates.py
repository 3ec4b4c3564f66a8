"""Single choice: which date does the article give?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.distractors import Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop, once
from edu.make.words import capital
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option
from edu.model.when import When, nearby

_AROUND = 4
"""Dates before and dates after the right one that wrong ones are taken from."""


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each fact with a dated event."""
    dated = [fact for fact in shop.battle.facts if fact.event and fact.when]
    for fact in shop.askable():
        others = [other for other in dated if other.id != fact.id]
        if fact.event and fact.when and _has_peer(fact.when, others):
            yield from _item(shop, fact, others)


def _as_exact(one: When, other: When) -> bool:
    return one.precision in (other.precision, "range")


def _has_peer(when: When, others: list[Fact]) -> bool:
    """A date of its own precision would stand out among the options."""
    return any(other.when is not None and other.when.precision == when.precision for other in others)


def _item(shop: Workshop, fact: Fact, others: list[Fact]) -> Iterator[Item]:
    assert fact.when is not None
    name, words = f"single-date-{fact.id}", shop.words
    if not shop.wants(name):
        return
    key = _option(shop, fact, fact.when, words.say(f"dates.why.{'right_report' if fact.by_report else 'right'}"), fact)
    wrong = []
    for other in _around(fact.when, others):
        assert other.when is not None
        why = words.say("dates.why.other", other=shop.statement(other))
        near = -abs(other.when.possible[0] - fact.when.possible[0])
        wrong.append(Candidate(_option(shop, fact, other.when, why, other), other.id, near))
    # A day may well lie within a month that the article gives for something else.
    given = [other.when for other in shop.battle.known if other.when and _as_exact(other.when, fact.when)]
    for day in nearby(fact.when):
        if all(day.disjoint(when) for when in given):
            option = _option(shop, fact, day, words.say("dates.why.nowhere"), fact)
            wrong.append(Candidate(option, day.words(), 1.0, attested=False))
    chosen = choose(shop, name, key, wrong, size=_first_day)
    if key is None or chosen is None:
        return
    form = "reported" if fact.by_report else "happened"
    if fact.named_source or (fact.voice and not fact.by_report):
        form += "_by"
    source = shop.battle.source_name(fact.by)
    told = {"event": fact.event, "Event": capital(fact.event), "source": source, "Source": capital(source)}
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, f"dates.{form}", SINGLE, **told),
        marks=1,
        bloom="understand",
        skill="chronology",
        section=fact.section,
        family="single-date",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        keep_order=True,
        guards=(key.text,),
    )


def _around(when: When, others: list[Fact]) -> Iterator[Fact]:
    """Facts with the dates just before and just after: among days of another month the right one would stand out."""
    day = when.possible[0]
    for side in (-1, 1):
        dates = dict[tuple[int, int], None]()
        for fact in sorted(others, key=lambda fact: abs(_day(fact) - day)):
            if fact.when and fact.when.disjoint(when) and (_day(fact) > day) == (side > 0):
                dates[fact.when.possible] = None
                if len(dates) > _AROUND:
                    break
                yield fact


def _day(fact: Fact) -> int:
    return fact.when.possible[0] if fact.when else 0


def _option(shop: Workshop, fact: Fact, when: When, why: str, told: Fact) -> Option | None:
    text = capital(shop.battle.date_words(when))
    return shop.option(text, Claim(fact.id, Aspect.WHEN, when), why, once((fact.id, told.id)))


def _first_day(option: Option) -> float:
    assert option.claim is not None
    assert isinstance(option.claim.value, When)
    return option.claim.value.possible[0]
