"""Reading bar charts: a figure, the difference of two exact figures, and which ends are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make.charts import KILLED, STRENGTH, charts
from edu.make.questions.workshop import Workshop, ids
from edu.make.words import printed
from edu.model.chart import Bar, BarChart
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Option

_MOST_ROWS = 6


def items(shop: Workshop) -> Iterator[Item]:
    """All items about the battle's bar charts."""
    for chart in charts(shop.battle, shop.words):
        if isinstance(chart, BarChart):
            drawn = _by_bar(shop, chart)
            if len(drawn) == len(chart.bars):
                yield from _figures(shop, chart, drawn)
                if _measure(chart) == STRENGTH:
                    yield from _difference(shop, chart, drawn)
                if _measure(chart) == KILLED:
                    yield from _open_ends(shop, chart, drawn)


def _measure(chart: BarChart) -> str:
    """What is counted: charts of ships or horses are named after their measure first."""
    return chart.name.split("-")[0]


def _by_bar(shop: Workshop, chart: BarChart) -> list[tuple[Fact, Bar]]:
    """Each fact with the bar that shows it."""
    pairs = []
    for fact in shop.askable():
        count = fact.count
        if count is None or not fact.side or count.measure != _measure(chart):
            continue
        told = (shop.battle.side_by_id[fact.side].name, count.quantity.words())
        bars = [bar for bar in chart.bars if (bar.label, bar.figure) == told]
        pairs += [(fact, b) for b in bars if b.scope in ("", count.scope) and b.unit in ("", count.unit)][:1]
    return pairs


def _item(
    shop: Workshop,
    name: str,
    stem: str,
    chart: BarChart,
    facts: Sequence[Fact],
    shown: Sequence[tuple[Fact, Bar]],
    *,
    family: str,
    options: Sequence[Option] = (),
    answer: str = "",
    rubric: Sequence[Criterion] = (),
) -> Item:
    return Item(
        id=name,
        kind=Kind.CHART,
        stem=stem,
        marks=2 if options else 1,
        bloom="apply",
        skill="chart reading",
        section=facts[0].section,
        family=family,
        options=tuple(options),
        facts=ids(facts),
        shows=ids([fact for fact, _ in shown]),
        alone=f"chart {chart.name}",
        answer=answer,
        lines=0 if options else 1,
        rubric=tuple(rubric),
        chart=chart.name,
    )


def _numeric(shop: Workshop, number: int, unit: str, why: str, facts: Sequence[Fact]) -> tuple[str, Criterion]:
    """The answer and the rubric of a number that is read off: exact, as figures are printed on the chart."""
    accept = dict.fromkeys((f"{number:,}", str(number)))
    answer = shop.words.say("chart_bars.answer", number=f"{number:,}", unit=unit)
    return answer, Criterion(1, why, tuple(accept), (), ids(facts))


def _figures(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """The figure of one closed bar; a bound has no single number to write (rule M20)."""
    named = [(bar.label, bar.scope) for _, bar in drawn]
    for fact, bar in drawn:
        if fact.count is None or not fact.count.quantity.exact or named.count((bar.label, bar.scope)) > 1:
            continue
        name, number = f"chart-figure-{fact.id}", fact.count.quantity.low
        row = ", ".join(word for word in (bar.label, bar.scope) if word)
        stem = shop.say(name, f"chart_bars.figure.{_measure(chart)}", unit=fact.count.unit, row=row)
        why = shop.words.say("chart_bars.figure.why", figure=bar.figure)
        answer, rubric = _numeric(shop, number, fact.count.unit, why, (fact,))
        yield _item(
            shop, name, stem, chart, (fact,), drawn, family="chart-figure", answer=answer, rubric=(rubric,)
        )  # fmt: skip


def _difference(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """The difference of two exact figures; open bounds have none (rule M20)."""
    exact = [fact for fact, _ in drawn if fact.count and fact.count.quantity.exact]
    if len(exact) != 2 or len(drawn) != 2:
        return
    high, low = sorted(exact, key=lambda fact: -(fact.count.quantity.low if fact.count else 0))
    assert high.count
    assert low.count
    number = high.count.quantity.low - low.count.quantity.low
    one, other = (unit.casefold().rstrip("s") for unit in (high.count.unit, low.count.unit))
    if number == 0 or one == other or high.side == low.side:
        return
    name = f"chart-{chart.name}-difference"
    stem = shop.say(name, "chart_bars.difference.stem", more=high.count.unit, fewer=low.count.unit)
    figures = {"high": high.count.quantity.words(), "low": low.count.quantity.words(), "number": f"{number:,}"}
    unit = shop.words.say("chart_bars.difference.unit", more=high.count.unit, fewer=low.count.unit)
    why = shop.words.say("chart_bars.difference.why", **figures)
    answer, rubric = _numeric(shop, number, unit, why, (high, low))
    yield _item(shop, name, stem, chart, exact, drawn, family="chart-difference", answer=answer, rubric=(rubric,))


def _open_ends(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    rows = {(bar.label, bar.scope) for _, bar in drawn}
    if not 2 <= sum(bar.high is None for _, bar in drawn) < len(drawn) <= _MOST_ROWS or len(rows) < len(drawn):
        return
    name = "chart-open-ends"
    options = []
    for fact, bar in drawn:
        why = shop.words.say(f"chart_bars.open_ends.{'open' if bar.high is None else 'closed'}", figure=bar.figure)
        text = printed(f"{bar.label}, {bar.scope}")
        option = shop.option(text, Claim(fact.id, Aspect.OPEN, ""), why, (fact.id,))
        if option is None:
            return
        options.append(option)
    stem = shop.say(name, "chart_bars.open_ends.stem")
    facts = [fact for fact, _ in drawn]
    yield _item(shop, name, stem, chart, facts, drawn, family="chart-open-ends", options=options)
