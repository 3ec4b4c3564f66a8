"""The charts of a battle as values: strength, people killed, timeline."""

from __future__ import annotations

import re

from edu.make.markup import words_of
from edu.make.words import Words, capital, fill
from edu.model.battle import Battle
from edu.model.chart import Bar, BarChart, Chart, Mark, Timeline
from edu.model.fact import ARTICLE, INFOBOX, NEVER, REPORT, Count, Fact
from edu.model.when import year_words

STRENGTH, KILLED, TIMELINE = "strength", "killed", "timeline"
_PLAIN_SOURCES = (INFOBOX, ARTICLE, REPORT)

MOST_MARKS = 40
"""Marks that a timeline has room for. Above that even numbers, set in place of words, stand one over the other, and
the drawing becomes as high as half a page."""


_AFTER_NOUN = re.compile(r" (?:of|with|and|or) ")
"""What ends the noun of a unit: "ships of the line" are ships, "horse archers" are archers."""


def charts(battle: Battle, words: Words) -> tuple[Chart, ...]:
    """Every chart the battle has values for, in the order of the handout's figures.

    People listed for the sides share one chart; ships, horses or guns have one of their own each, since things of two
    sorts have no common scale.
    """
    made = (*_strength(battle, words), _killed(battle, words), _timeline(battle, words))
    return tuple(chart for chart in made if chart is not None)


def timeline_facts(battle: Battle) -> list[Fact]:
    """Dated events that the timeline shows, from earliest to latest: all, or when there are too many, those labelled.

    None when these are too many as well.
    """
    facts = sorted((f for f in battle.facts if f.when and f.event and f.ask != NEVER), key=_start)
    if len(facts) > MOST_MARKS:
        facts = [fact for fact in facts if fact.label]
    return facts if len(facts) <= MOST_MARKS else []


def _say(words: Words, name: str, /, **values: object) -> str:
    """A phrase as plain words: charts hold no Markdown."""
    return words_of(words.say(name, **values))


def _counted(battle: Battle, measure: str) -> list[tuple[Fact, Count]]:
    """Facts with a count of this measure for a side, the sides in order, the widest scope of a side first."""
    order = [side.id for side in battle.sides]
    found = [(f, f.count) for f in battle.facts if f.count and f.count.measure == measure and f.side and f.ask != NEVER]
    return sorted(found, key=lambda pair: (order.index(pair[0].side or ""), pair[0].by != INFOBOX))


def _strength(battle: Battle, words: Words) -> list[BarChart]:
    """A chart for people, and one for each sort of things; the plain name is kept for the only chart, or for people."""
    sorts: dict[str, list[tuple[Fact, Count]]] = {}
    for fact, count in _counted(battle, STRENGTH):
        sorts.setdefault(_thing(words, count.unit), []).append((fact, count))
    if len(sorts) == 1:
        return [_strength_of(battle, words, "", rows, "") for rows in sorts.values()]
    return [_strength_of(battle, words, thing, rows, thing or "people") for thing, rows in sorts.items()]


def _thing(words: Words, unit: str) -> str:
    """The word in a unit that says it counts no people ("ships"); empty for people."""
    known = {words_of(fill(phrase)).casefold() for phrase in words.phrases("charts.strength.things")}
    counted = _AFTER_NOUN.split(unit.casefold())[0].split()[-1]
    return next((word for word in (counted, f"{counted}s") if word in known), "")


def _strength_of(battle: Battle, words: Words, thing: str, rows: list[tuple[Fact, Count]], apart: str) -> BarChart:
    """The chart of one sort; `apart` is its word where there are others beside it."""
    bars = tuple(_bar(battle, fact, count, "", "", count.unit) for fact, count in rows)
    told = " ".join(
        _say(words, "charts.strength.row", side=bar.label, figure=bar.figure, unit=bar.unit) for bar in bars
    )
    dated = any(fact.when for fact, _ in rows)
    sources = sorted({_source(battle, words, fact) for fact, _ in rows})
    caption = _say(
        words, f"charts.strength.caption{_ends(bars)}", Sources="; ".join(sources), dated=dated, striped=_striped(bars)
    )
    return BarChart(
        name=f"{STRENGTH}-{thing}" if thing else STRENGTH,
        title=_say(words, f"charts.strength.title{'_apart' if apart else ''}", apart=apart),
        caption=caption if thing else _with_unknown(battle, words, STRENGTH, caption),
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
    caption = _say(words, f"charts.killed.caption{_ends(bars)}", several=len(bars) > 1, striped=_striped(bars))
    return BarChart(
        name=KILLED,
        title=_say(words, "charts.killed.title"),
        caption=_with_unknown(battle, words, KILLED, caption),
        heads=words.list("charts.killed.heads", 3),
        bars=bars,
        alt=_say(words, "charts.killed.alt", rows=told),
    )


def _with_unknown(battle: Battle, words: Words, measure: str, caption: str) -> str:
    """A caption that names the sides whose number the article itself states as unknown: they have no bar."""
    unknown = [f for f in battle.facts if f.unknown and f.panel == measure and f.side and f.ask != NEVER]
    names = [battle.side_by_id[fact.side or ""].name for fact in unknown]
    return f"{caption} {_say(words, 'charts.unknown', sides=', '.join(names))}" if names else caption


def _striped(bars: tuple[Bar, ...]) -> bool:
    """Whether some side's own fill is of lines, so that the stripes of an open end must be told from them."""
    return any(bar.side > 1 for bar in bars)


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
    facts = timeline_facts(battle)
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
    """A mark with its kind of date, and with who says so unless it is the article itself (rule M19)."""
    when = fact.when
    assert when is not None
    by = ("", "_by", "_unnamed")[fact.voice]
    part = "_part" if when.precision == "part" and not fact.by_report else ""
    kind = _say(
        words,
        f"charts.timeline.{'reported' if fact.by_report else 'happened'}{by}{part}",
        source=battle.source_name(fact.by),
        first=when.first.day,
        last=when.last.day,
    )
    return Mark(
        when=when,
        reported=fact.by_report,
        date=capital(battle.date_words(when)),
        label=fact.label or capital(fact.event),
        kind=kind,
        row=capital(fact.event),
    )
