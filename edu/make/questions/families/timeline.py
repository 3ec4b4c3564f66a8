"""Reading the timeline: what a white mark means, what lies between two dates, what comes first or last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make.charts import TIMELINE, timeline_facts
from edu.make.questions.distractors import Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop, ids
from edu.make.told import events_told_once
from edu.make.words import printed
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Difficulty, Item, Kind, Option

_LEAST_EVENTS = 5

_MOST_MARKS = 14
"""Marks of a timeline that is asked about: with the rows of a larger one a question is higher than a page."""


def items(shop: Workshop) -> Iterator[Item]:
    """All items about the timeline, unless it is too large to stand in a quiz."""
    shown = timeline_facts(shop.battle)
    if len(shown) > _MOST_MARKS:
        return
    facts = [fact for fact in events_told_once(shop.battle) if fact in shown]
    yield from _white(shop, facts)
    for fact in facts:
        yield from _between(shop, fact, facts)
    for edge in ("first", "last"):
        yield from _edge(shop, edge, facts)


def _item(
    shop: Workshop, name: str, stem: str, options: Sequence[Option], facts: tuple[str, ...], difficulty: Difficulty
) -> Item:
    return Item(
        id=name,
        kind=Kind.CHART,
        stem=stem,
        marks=1,
        bloom="apply",
        skill="chart reading",
        section=shop.battle.fact_by_id[facts[0]].section,
        family="-".join(name.split("-")[:2]),
        difficulty=difficulty,
        options=tuple(options),
        facts=facts,
        shows=ids(timeline_facts(shop.battle)),
        alone=f"chart {TIMELINE}",
        chart=TIMELINE,
    )


def _white(shop: Workshop, facts: Sequence[Fact]) -> Iterator[Item]:
    """Which mark is white? One report among events."""
    reports, events = [f for f in facts if f.by_report], [f for f in facts if f.happened]
    for report in reports:
        name = f"chart-white-{report.id}"
        if not shop.wants(name):
            continue
        chosen = choose(
            shop, name, _mark(shop, report, True), [Candidate(_mark(shop, each, False), each.id) for each in events]
        )
        if chosen is not None:
            stem = shop.asked(name, "timeline.white.stem", SINGLE)
            yield _item(shop, name, stem, chosen.options, (report.id,), chosen.difficulty)


def _words(shop: Workshop, fact: Fact) -> str:
    """An event as an option. That it is a report is for the pupil to read off the chart."""
    return printed(fact.event) if fact.by_report else shop.told_event(fact, fact.event)


def _mark(shop: Workshop, fact: Fact, right: bool) -> Option | None:
    why = shop.words.say(f"timeline.white.{'right' if right else 'wrong'}")
    return shop.option(
        _words(shop, fact),
        Claim(fact.id, Aspect.REPORTED, "reported"),
        why,
        (fact.id,),
    )


def _between(shop: Workshop, key: Fact, facts: Sequence[Fact]) -> Iterator[Item]:
    """Which event stands between two dates? Those of its neighbours, if no other event may lie between them."""
    place = facts.index(key)
    name = f"chart-between-{key.id}"
    if len(facts) < _LEAST_EVENTS or not 0 < place < len(facts) - 1 or not shop.wants(name):
        return
    first, last = facts[place - 1], facts[place + 1]
    span = f"{first.id}/{last.id}"
    others = [fact for fact in facts if fact not in (first, key, last)]
    wrong = [
        Candidate(_dated(shop, fact, Aspect.BETWEEN, span), fact.id, -abs(facts.index(fact) - place)) for fact in others
    ]
    right = _dated(shop, key, Aspect.BETWEEN, span)
    chosen = choose(shop, name, right, wrong) if right and right.correct else None
    if chosen is None:
        return
    assert first.when
    assert last.when
    date = shop.battle.date_words
    stem = shop.asked(name, "timeline.between.stem", SINGLE, first=date(first.when), last=date(last.when))
    yield _item(shop, name, stem, chosen.options, (key.id,), chosen.difficulty)


def _edge(shop: Workshop, edge: str, facts: Sequence[Fact]) -> Iterator[Item]:
    """Which of these stands first, or last, on the timeline? Every other one certainly comes on its other side."""
    aspect = Aspect.EARLIEST if edge == "first" else Aspect.LATEST
    for key in facts:
        name = f"chart-{edge}-{key.id}"
        if not shop.wants(name):
            continue
        wrong = [
            Candidate(_dated(shop, fact, aspect, key.id), fact.id, -abs(facts.index(fact) - facts.index(key)))
            for fact in facts
            if fact is not key
        ]
        chosen = choose(shop, name, Option(_words(shop, key), True, "", "", (key.id,)), wrong)
        if chosen is None:
            continue
        among = [option.facts[0] for option in chosen.options]
        options = [
            _dated(shop, shop.battle.fact_by_id[each], aspect, "/".join(other for other in among if other != each))
            for each in among
        ]
        proved = [option for option in options if option is not None]
        if len(proved) == len(options) and [option.correct for option in proved].count(True) == 1:
            stem = shop.asked(name, f"timeline.edge.{edge}", SINGLE)
            yield _item(shop, name, stem, proved, (key.id,), chosen.difficulty)


def _dated(shop: Workshop, fact: Fact, aspect: Aspect, others: str) -> Option | None:
    assert fact.when is not None
    why = shop.words.say("timeline.mark", date=shop.battle.date_words(fact.when))
    return shop.option(
        shop.told_event(fact, fact.event),
        Claim(fact.id, aspect, others),
        why,
        (fact.id,),
    )
