"""The charts of a battle as values: strength, people killed, timeline."""

from __future__ import annotations

from edu.make.markup import words_of
from edu.make.words import Words, capital
from edu.model.battle import Battle
from edu.model.chart import Bar, BarChart, Chart, Mark, Timeline
from edu.model.fact import ARTICLE, INFOBOX, NEVER, REPORT, Count, Fact
from edu.model.when import year_words

STRENGTH, KILLED, TIMELINE = "strength", "killed", "timeline"
_PLAIN_SOURCES = (INFOBOX, ARTICLE, REPORT)


def charts(battle: Battle, words: Words) -> tuple[Chart, ...]:
    """Every chart the battle has values for, in the order of the handout's figures."""
    made = (_strength(battle, words), _killed(battle, words), _timeline(battle, words))
    return tuple(chart for chart in made if chart is not None)


def _say(words: Words, name: str, /, **values: object) -> str:
    """A phrase as plain words: charts hold no Markdown."""
    return words_of(words.say(name, **values))


def _counted(battle: Battle, measure: str) -> list[tuple[Fact, Count]]:
    """Facts with a count of this measure for a side, the sides in order, the widest scope of a side first."""
    order = [side.id for side in battle.sides]
    found = [(f, f.count) for f in battle.facts if f.count and f.count.measure == measure and f.side and f.ask != NEVER]
    return sorted(found, key=lambda pair: (order.index(pair[0].side or ""), pair[0].by != INFOBOX))


def _strength(battle: Battle, words: Words) -> BarChart | None:
    rows = _counted(battle, STRENGTH)
    if not rows:
        return None
    bars = tuple(_bar(battle, fact, count, "", "", count.unit) for fact, count in rows)
    told = " ".join(
        _say(words, "charts.strength.row", side=bar.label, figure=bar.figure, unit=bar.unit) for bar in bars
    )
    dated = any(fact.when for fact, _ in rows)
    sources = sorted({_source(battle, words, fact) for fact, _ in rows})
    return BarChart(
        name=STRENGTH,
        title=_say(words, "charts.strength.title"),
        caption=_say(words, f"charts.strength.caption{_ends(bars)}", Sources="; ".join(sources), dated=dated),
        heads=words.list("charts.strength.heads", 2),
        bars=bars,
        alt=_say(words, "charts.strength.alt", rows=told),
    )


def _killed(battle: Battle, words: Words) -> BarChart | None:
    rows = _counted(battle, KILLED)
    if not rows:
        return None
    bars = tuple(_bar(battle, fact, count, count.scope, _source(battle, words, fact), "") for fact, count in rows)
    told = " ".join(
        _say(
            words,
            "charts.killed.row",
            side=bar.label,
            scope=bar.scope,
            figure=bar.figure,
            source=bar.source,
            open=bar.high is None,
        )
        for bar in bars
    )
    return BarChart(
        name=KILLED,
        title=_say(words, "charts.killed.title"),
        caption=_say(words, f"charts.killed.caption{_ends(bars)}", several=len(bars) > 1),
        heads=words.list("charts.killed.heads", 3),
        bars=bars,
        alt=_say(words, "charts.killed.alt", rows=told),
    )


def _ends(bars: tuple[Bar, ...]) -> str:
    """Which ends of bars a caption must explain: dotted ranges, open ends, or none."""
    ranges = any(bar.high is not None and bar.high > bar.low for bar in bars)
    return "_range" if ranges else "_open" if any(bar.high is None for bar in bars) else ""


def _bar(battle: Battle, fact: Fact, count: Count, scope: str, source: str, unit: str) -> Bar:
    quantity = count.quantity
    sides = [side.id for side in battle.sides]
    return Bar(
        label=battle.side_by_id[fact.side or ""].name,
        scope=scope,
        source=source,
        figure=quantity.words(),
        unit=unit,
        low=quantity.named,
        high=quantity.high,
        side=sides.index(fact.side or ""),
    )


def _source(battle: Battle, words: Words, fact: Fact) -> str:
    if fact.by in _PLAIN_SOURCES:
        return _say(words, f"charts.killed.source_{fact.by}")
    return capital(battle.source_name(fact.by))


def _timeline(battle: Battle, words: Words) -> Timeline | None:
    facts = sorted((f for f in battle.facts if f.when and f.event and f.ask != NEVER), key=_start)
    if not facts:
        return None
    marks = tuple(_mark(battle, words, fact) for fact in facts)
    rows = " ".join(
        _say(words, "charts.timeline.row", date=mark.date, kind=mark.kind, event=mark.row) for mark in marks
    )
    beyond = any(mark.when.disjoint(battle.when) for mark in marks)
    year = year_words(battle.when.first.year) if battle.one_year else None
    date, kind, event = map(words_of, words.list("charts.timeline.heads", 3, year=year))
    return Timeline(
        name=TIMELINE,
        title=_say(words, "charts.timeline.title"),
        caption=_say(words, f"charts.timeline.caption{'' if beyond else '_days'}"),
        heads=(date, kind, event),
        battle=battle.when,
        marks=marks,
        alt=_say(words, "charts.timeline.alt", rows=rows),
    )


def _start(fact: Fact) -> tuple[int, int]:
    assert fact.when is not None
    return fact.when.first.ordinal, fact.when.last.ordinal


def _mark(battle: Battle, words: Words, fact: Fact) -> Mark:
    when = fact.when
    assert when is not None
    if fact.by_report:
        kind = (
            _say(words, "charts.timeline.reported_by", source=battle.source_name(fact.by))
            if fact.named_source
            else _say(words, "charts.timeline.reported")
        )
    elif when.precision == "part":
        kind = _say(words, "charts.timeline.happened_part", first=when.first.day, last=when.last.day)
    else:
        kind = _say(words, "charts.timeline.happened")
    return Mark(
        when=when,
        reported=fact.by_report,
        date=capital(battle.date_words(when)),
        label=fact.label or capital(fact.event),
        kind=kind,
        row=capital(fact.event),
    )
