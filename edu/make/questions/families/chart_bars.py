"""Reading bar charts: differences, shares, sums, the width of a range, which rows allow a number, which ends are open.

No question asks for a number that stands beside its bar: copying is not reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from edu.make.charts import KILLED, STRENGTH, charts
from edu.make.questions.workshop import Workshop, ids
from edu.make.words import printed
from edu.model.chart import Bar, BarChart
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Option

_MOST_ROWS = 6
"""Rows that are asked about as options."""

_MOST_COMPARED = 3
"""Rows that are compared two by two."""


def items(shop: Workshop) -> Iterator[Item]:
    """All items about the battle's bar charts."""
    for chart in charts(shop.battle, shop.words):
        if isinstance(chart, BarChart):
            drawn = _by_bar(shop, chart)
            if len(drawn) == len(chart.bars):
                printed_beside = {f"{end:,}" for _, bar in drawn for end in (bar.low, bar.high or 0)}
                for item in _items(shop, chart, drawn):
                    if item.options or item.rubric[0].accept[0] not in printed_beside:
                        yield item


def _items(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    yield from _widths(shop, chart, drawn)
    if _measure(chart) == STRENGTH:
        yield from _two_units(shop, chart, drawn)
        yield from _apart(shop, chart, drawn)
        yield from _sum(shop, chart, drawn)
    if _measure(chart) == KILLED:
        yield from _open_ends(shop, chart, drawn)
    yield from _room(shop, chart, drawn)


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


def _row(bar: Bar) -> str:
    return ", ".join(word for word in (bar.label, bar.scope) if word)


def _named_apart(drawn: Sequence[tuple[Fact, Bar]]) -> bool:
    """Whether side and scope tell every row from the others."""
    return len({_row(bar) for _, bar in drawn}) == len(drawn)


def _numeric(
    shop: Workshop, number: int, unit: str, why: str, facts: Sequence[Fact]
) -> tuple[str, tuple[Criterion, ...]]:
    """The answer and the rubric of a number that is worked out from exact ones."""
    accept = dict.fromkeys((f"{number:,}", str(number)))
    answer = shop.words.say("chart_bars.answer", number=f"{number:,}", unit=unit)
    return answer, (Criterion(1, why, tuple(accept), (), ids(facts)),)


def _widths(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """How far apart the ends of a range are; of "up to 50" that would be the number that is printed."""
    rows = [_row(bar) for _, bar in drawn]
    for fact, bar in drawn:
        quantity = fact.count.quantity if fact.count else None
        if quantity is None or quantity.about or not quantity.high or not 0 < quantity.low < quantity.high:
            continue
        if rows.count(_row(bar)) > 1:
            continue
        name, number = f"chart-width-{fact.id}", quantity.high - quantity.low
        stem = shop.say(name, "chart_bars.width.stem", row=_row(bar))
        ends = {"high": f"{quantity.high:,}", "low": f"{quantity.low:,}", "number": f"{number:,}"}
        unit = shop.words.say("chart_bars.width.unit", unit=fact.count.unit if fact.count else "")
        answer, rubric = _numeric(shop, number, unit, shop.words.say("chart_bars.width.why", **ends), (fact,))
        yield _item(shop, name, stem, chart, (fact,), drawn, family="chart-width", answer=answer, rubric=rubric)


def _apart(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """The difference of two exact figures of one unit, named by their rows; open bounds have none (rule M20)."""
    if len(drawn) > _MOST_COMPARED or not _named_apart(drawn):
        return
    exact = [(fact, bar) for fact, bar in drawn if fact.count and fact.count.quantity.exact and bar.low]
    for pair in combinations(exact, 2):
        (fewer, short), (more, long) = sorted(pair, key=lambda each: each[1].low)
        if short.low == long.low or short.unit.casefold() != long.unit.casefold():
            continue
        name, number = f"chart-apart-{fewer.id}-{more.id}", long.low - short.low
        stem = shop.say(name, "chart_bars.apart.stem", more=_row(long), fewer=_row(short), unit=long.unit)
        unit = shop.words.say("chart_bars.apart.unit", unit=long.unit)
        why = shop.words.say("chart_bars.difference.why", high=long.figure, low=short.figure, number=f"{number:,}")
        answer, rubric = _numeric(shop, number, unit, why, (more, fewer))
        yield _item(shop, name, stem, chart, (more, fewer), drawn, family="chart-apart", answer=answer, rubric=rubric)


def _room(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """Which rows agree with a number, read off bars of more than one sort: closed, ranged or open."""
    counts = [fact.count.quantity for fact, _ in drawn if fact.count]
    if not 3 <= len(drawn) <= _MOST_ROWS or not _named_apart(drawn) or any(quantity.about for quantity in counts):
        return
    opened = [quantity.open for quantity in counts]
    tried = {each for low in (q.named for q in counts if q.named) for each in (low, low + max(1, low // 4), low * 2)}
    told: list[list[bool]] = [opened]
    for number in shop.drawn(f"chart-{chart.name}-room", sorted(tried), str):
        allowed = [quantity.allows(number) for quantity in counts]
        if not 2 <= sum(allowed) < len(allowed) or allowed in told:
            continue
        told.append(allowed)
        options = [
            shop.option(
                printed(_row(bar)),
                Claim(fact.id, Aspect.AGREES, number),
                shop.words.say(f"chart_bars.room.{'fits' if fits else 'not'}", figure=bar.figure),
                (fact.id,),
            )
            for (fact, bar), fits in zip(drawn, allowed, strict=True)
        ]
        kept = [option for option in options if option is not None]
        if len(kept) == len(drawn):
            name = f"chart-{chart.name}-room-{len(told) - 1}"
            stem = shop.say(name, "chart_bars.room.stem", number=f"{number:,}")
            facts = [fact for fact, _ in drawn]
            yield _item(shop, name, stem, chart, facts, drawn, family="chart-room", options=kept)


def _two_units(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """Difference and share of two exact figures whose units tell them apart; open bounds have none (rule M20)."""
    exact = [fact for fact, _ in drawn if fact.count and fact.count.quantity.exact]
    if len(exact) != 2 or len(drawn) != 2:
        return
    more, fewer = sorted(exact, key=lambda fact: -(fact.count.quantity.low if fact.count else 0))
    assert more.count
    assert fewer.count
    high, low = more.count.quantity, fewer.count.quantity
    one, other = (count.unit.casefold().rstrip("s") for count in (more.count, fewer.count))
    if low.low in (0, high.low) or one == other or more.side == fewer.side:
        return
    units = {"more": more.count.unit, "fewer": fewer.count.unit}
    part, rest = divmod(low.low * 100, high.low)
    for sort, number in (("difference", high.low - low.low), ("share", part)):
        if sort == "share" and rest:
            continue
        name = f"chart-{chart.name}-{sort}"
        stem = shop.say(name, f"chart_bars.{sort}.stem", **units)
        unit = shop.words.say(f"chart_bars.{sort}.unit", **units)
        why = shop.words.say(f"chart_bars.{sort}.why", high=high.words(), low=low.words(), number=f"{number:,}")
        answer, rubric = _numeric(shop, number, unit, why, (more, fewer))
        yield _item(shop, name, stem, chart, exact, drawn, family=f"chart-{sort}", answer=answer, rubric=rubric)


def _sum(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    """All rows together, where every one is exact, of its own side, and not nought."""
    facts = [fact for fact, bar in drawn if fact.count and fact.count.quantity.exact and bar.low]
    if not 2 <= len(facts) == len(drawn) == len({fact.side for fact in facts}) <= _MOST_COMPARED:
        return
    name, number = f"chart-{chart.name}-sum", sum(bar.low for _, bar in drawn)
    units = " and ".join(dict.fromkeys(bar.unit for _, bar in drawn))
    stem = shop.say(name, "chart_bars.sum.stem", units=units)
    figures = " and ".join(bar.figure for _, bar in drawn)
    why = shop.words.say("chart_bars.sum.why", figures=figures, number=f"{number:,}")
    answer, rubric = _numeric(shop, number, units, why, facts)
    yield _item(shop, name, stem, chart, facts, drawn, family="chart-sum", answer=answer, rubric=rubric)


def _open_ends(shop: Workshop, chart: BarChart, drawn: Sequence[tuple[Fact, Bar]]) -> Iterator[Item]:
    if not 2 <= sum(bar.high is None for _, bar in drawn) < len(drawn) <= _MOST_ROWS or not _named_apart(drawn):
        return
    name = "chart-open-ends"
    options = []
    for fact, bar in drawn:
        why = shop.words.say(f"chart_bars.open_ends.{'open' if bar.high is None else 'closed'}", figure=bar.figure)
        option = shop.option(printed(_row(bar)), Claim(fact.id, Aspect.OPEN, ""), why, (fact.id,))
        if option is None:
            return
        options.append(option)
    stem = shop.say(name, "chart_bars.open_ends.stem")
    facts = [fact for fact, _ in drawn]
    yield _item(shop, name, stem, chart, facts, drawn, family="chart-open-ends", options=options)
