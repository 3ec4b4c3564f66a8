"""Reading a chart: questions printed with the chart they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from edu.make.charts import KILLED, STRENGTH, TIMELINE, timeline_facts
from edu.make.questions.workshop import Workshop
from edu.make.told import events_told_once
from edu.make.words import capital, printed
from edu.model.chart import BarChart, Chart, Mark, Timeline
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Option


def items(shop: Workshop, drawn: Sequence[Chart]) -> Iterator[Item]:
    """All items about the battle's charts."""
    by_name = {chart.name: chart for chart in drawn}
    strength, killed, timeline = by_name.get(STRENGTH), by_name.get(KILLED), by_name.get(TIMELINE)
    if isinstance(strength, BarChart):
        yield from _difference(shop, strength)
    if isinstance(killed, BarChart):
        yield from _open_ends(shop, killed)
    if isinstance(timeline, Timeline):
        yield from _white(shop)
        yield from _between(shop, timeline)


def _shown(shop: Workshop, chart: str) -> tuple[str, ...]:
    """Every fact whose figure, source or date stands in a chart."""
    facts = [fact for fact in shop.askable() if fact.event] if chart == TIMELINE else _facts(shop, chart)
    return tuple(fact.id for fact in facts)


def _facts(shop: Workshop, chart: str) -> list[Fact]:
    """Facts whose values a bar chart shows."""
    return [fact for fact in shop.askable() if fact.count and fact.count.measure == chart and fact.side]


def _item(
    shop: Workshop,
    name: str,
    stem: str,
    chart: str,
    facts: Sequence[Fact],
    *,
    options: Sequence[Option] = (),
    marks: int = 1,
    answer: str = "",
    lines: int = 0,
    rubric: Sequence[Criterion] = (),
) -> Item:
    ids = tuple(fact.id for fact in facts)
    return Item(
        id=name,
        kind=Kind.CHART,
        stem=stem,
        marks=marks,
        bloom="apply",
        skill="chart reading",
        section=facts[0].section,
        options=tuple(options),
        facts=ids,
        shows=_shown(shop, chart),
        alone=f"chart {chart}",
        answer=answer,
        lines=lines,
        rubric=tuple(rubric),
        chart=chart,
    )


def _difference(shop: Workshop, chart: BarChart) -> Iterator[Item]:
    """The difference of two exact figures; open bounds have none (rule M20)."""
    exact = [fact for fact in _facts(shop, STRENGTH) if fact.count and fact.count.quantity.exact]
    if len(exact) != 2 or len(chart.bars) != 2:
        return
    high, low = sorted(exact, key=lambda fact: -(fact.count.quantity.low if fact.count else 0))
    assert high.count
    assert low.count
    number = high.count.quantity.low - low.count.quantity.low
    one, other = (unit.casefold().rstrip("s") for unit in (high.count.unit, low.count.unit))
    if number == 0 or one == other or high.side == low.side:
        return
    name, words = "chart-strength-difference", shop.words
    stem = words.say("chart.difference.stem", shop.rng(name), more=high.count.unit, fewer=low.count.unit)
    why = words.say(
        "chart.difference.why",
        high=high.count.quantity.words(),
        low=low.count.quantity.words(),
        number=f"{number:,}",
    )
    answer = words.say("chart.difference.answer", number=f"{number:,}")
    rubric = Criterion(1, why, tuple(dict.fromkeys((f"{number:,}", str(number)))), (), (high.id, low.id))
    yield _item(shop, name, stem, STRENGTH, exact, answer=answer, lines=1, rubric=(rubric,))


def _open_ends(shop: Workshop, chart: BarChart) -> Iterator[Item]:
    facts = _facts(shop, KILLED)
    opened = sum(bar.high is None for bar in chart.bars)
    if not 2 <= opened < len(chart.bars) or len(facts) != len(chart.bars):
        return
    name, words = "chart-open-ends", shop.words
    options = []
    for bar in chart.bars:
        why = words.say(f"chart.open_ends.{'open' if bar.high is None else 'closed'}", figure=bar.figure)
        options.append(Option(printed(f"{bar.label}, {bar.scope}"), bar.high is None, "the end of the bar", why))
    yield _item(shop, name, words.say("chart.open_ends.stem", shop.rng(name)), KILLED, facts, options=options, marks=2)


def _drawn(shop: Workshop) -> list[Fact]:
    """Events told once that the timeline shows."""
    shown = timeline_facts(shop.battle)
    return [fact for fact in events_told_once(shop.battle) if fact in shown]


def _mark(timeline: Timeline, fact: Fact) -> Mark:
    return next(mark for mark in timeline.marks if mark.row == capital(fact.event) and mark.when == fact.when)


def _white(shop: Workshop) -> Iterator[Item]:
    """Which mark is white? One report among events."""
    dated = _drawn(shop)
    reports, events = [f for f in dated if f.by_report], [f for f in dated if f.happened]
    if not reports or len(events) < 2:
        return
    name, words = "chart-white-mark", shop.words
    rng = shop.rng(name)
    report = rng.choice(reports)
    facts = [report, *rng.sample(events, min(3, len(events)))]
    options = []
    for fact in facts:
        why = words.say(f"chart.white.{'right' if fact is report else 'wrong'}")
        text, claim = printed(fact.event), Claim(fact.id, Aspect.REPORTED, "reported")
        options.append(shop.option(text, claim, why, (fact.id,)))
    kept = [option for option in options if option]
    if len(kept) < len(facts) or sum(option.correct for option in kept) != 1:
        return
    yield _item(shop, name, words.say("chart.white.stem", rng), TIMELINE, facts, options=kept)


def _between(shop: Workshop, timeline: Timeline) -> Iterator[Item]:
    """Which event stands between two dates? Dates disjoint, one event inside, the others outside."""
    facts = _drawn(shop)
    if len(facts) < 5 or any(not a.when or not b.when or not a.when.before(b.when) for a, b in pairwise(facts)):
        return
    name, words, battle = "chart-between", shop.words, shop.battle
    rng = shop.rng(name)
    place = rng.randrange(1, len(facts) - 1)
    key, first, last = facts[place], facts[place - 1], facts[place + 1]
    others = [fact for fact in facts if fact not in (key, first, last)]
    chosen = [key, *rng.sample(others, min(3, len(others)))]
    assert first.when
    assert last.when
    options = []
    for fact in chosen:
        date = _mark(timeline, fact).date
        why = words.say(f"chart.between.{'right' if fact is key else 'wrong'}", date=date)
        options.append(Option(printed(fact.event), fact is key, "disjoint dates", why, (fact.id,)))
    stem = words.say("chart.between.stem", rng, first=battle.date_words(first.when), last=battle.date_words(last.when))
    yield _item(shop, name, stem, TIMELINE, chosen, options=options)
