"""The charts of a battle as values: strength, people killed, timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edu.make.evidence import boxed
from edu.make.markup import words_of
from edu.make.words import Words, capital, fill
from edu.model.battle import Battle
from edu.model.chart import Bar, BarChart, Chart, Mark, Timeline
from edu.model.document import Figure
from edu.model.fact import ARTICLE, INFOBOX, NEVER, REPORT, Count, Fact
from edu.model.when import year_words

STRENGTH, KILLED, TIMELINE = "strength", "killed", "timeline"
_PLAIN_SOURCES = (INFOBOX, ARTICLE, REPORT)

MOST_MARKS = 40
"""Marks that a timeline has room for. Above that even numbers, set in place of words, stand one over the other, and
the drawing becomes as high as half a page."""


_DAYS_SEEN = 366
"""Days from the first event to the last on a timeline where a part of a month is seen: longer ones are of years."""

_NOTES = ("broken", "broken_twice", "weeks", "numbered")
"""What a drawing of a timeline may ask its caption to explain."""

_AFTER_NOUN = re.compile(r" (?:of|with|and|or) ")
"""What ends the noun of a unit: "ships of the line" are ships, "horse archers" are archers."""


def charts(battle: Battle, words: Words) -> tuple[Chart, ...]:
    """Every chart the battle has values for, in the order of the handout's figures.

    People listed for the sides share one chart; ships, horses or guns have one of their own each, since things of two
    sorts have no common scale. A lone bar has nothing to be compared with: it is drawn for a range alone, or where the
    handout's words do not tell its number.
    """
    made = (*_strength(battle, words), _killed(battle, words), _timeline(battle, words))
    return tuple(chart for chart in made if chart is not None)


def told_in_words(battle: Battle) -> set[str]:
    """Ids of the facts that the handout tells outside its charts: in the narrative, its notes, the panel or the box."""
    paragraphs = [paragraph for section in battle.narrative for paragraph in section.paragraphs]
    told = {name for _, sentence in battle.sentences() for name in sentence.facts}
    told |= {name for paragraph in paragraphs for name in paragraph.note_facts}
    return told | {fact.id for fact in (*boxed(battle), *(fact for fact in battle.facts if fact.panel))}


def numbered_figure(number: int, chart: Chart, words: Words, table: bool = True) -> Figure:
    """A chart as the figure of a number."""
    label = words_of(words.say("charts.figure"))
    continued = ""
    if words.has("charts.continued"):  # a record has no such phrase: in a question no figure is parted
        continued = words_of(words.say("charts.continued", figure=label, number=number))
    return Figure(number, chart, table=table, label=label, continued=continued)


def timeline_facts(battle: Battle) -> list[Fact]:
    """Dated events that the timeline shows, from earliest to latest: all, or when there are too many, those labelled.

    None when these are too many as well, or all of one date: one place on a line shows no more than a sentence.
    """
    facts = sorted((f for f in battle.facts if f.when and f.event and f.ask != NEVER), key=_start)
    if len(facts) > MOST_MARKS:
        facts = [fact for fact in facts if fact.label]
    dates = {(fact.when.first, fact.when.last) for fact in facts if fact.when}
    return facts if len(facts) <= MOST_MARKS and len(dates) > 1 else []


def _say(words: Words, name: str, /, **values: object) -> str:
    """A phrase as plain words: charts hold no Markdown."""
    return words_of(words.say(name, **values))


def _rows(battle: Battle, measure: str) -> list[tuple[Fact, Count | None]]:
    """Facts of a side with a count of this measure, or None where its source says that it is unknown.

    The sides stand in order, the widest scope of a side first.
    """
    order = [side.id for side in battle.sides]
    found: list[tuple[Fact, Count | None]] = []
    for fact in battle.facts:
        if not fact.side or fact.ask == NEVER:
            continue
        if fact.count and fact.count.measure == measure:
            found.append((fact, fact.count))
        elif fact.unknown and fact.panel == measure:
            found.append((fact, None))
    return sorted(found, key=lambda row: (order.index(row[0].side or ""), row[0].by != INFOBOX))


def _strength(battle: Battle, words: Words) -> list[BarChart]:
    """A chart for people, and one for each sort of things; the plain name is kept for the only chart, or for people.

    What is unknown is taken to be people, unless the battle counts one sort of things alone.
    """
    rows = _rows(battle, STRENGTH)
    sorts = list(dict.fromkeys(_thing(words, count.unit) for _, count in rows if count))
    lone = len(sorts) == 1
    made = []
    for sort in sorts:
        mine = [
            (fact, count) for fact, count in rows if (_thing(words, count.unit) == sort if count else lone or not sort)
        ]
        if _worth_drawing(battle, mine):
            made.append(_strength_of(battle, words, "" if lone else sort, mine, "" if lone else sort or "people"))
    return made


def _worth_drawing(battle: Battle, rows: list[tuple[Fact, Count | None]]) -> bool:
    """Whether bars show what words do not: one against another, or the two ends of a range."""
    counted = [(fact, count.quantity) for fact, count in rows if count]
    ranges = [quantity for _, quantity in counted if quantity.high is not None and quantity.high > quantity.low]
    told = told_in_words(battle)
    return len(counted) > 1 or bool(ranges) or any(fact.id not in told for fact, _ in counted)


def _thing(words: Words, unit: str) -> str:
    """The word in a unit that says it counts no people ("ships"); empty for people."""
    known = {words_of(fill(phrase)).casefold() for phrase in words.phrases("charts.strength.things")}
    counted = _AFTER_NOUN.split(unit.casefold())[0].split()[-1]
    return next((word for word in (counted, f"{counted}s") if word in known), "")


def _strength_of(
    battle: Battle, words: Words, thing: str, rows: list[tuple[Fact, Count | None]], apart: str
) -> BarChart:
    """The chart of one sort; `apart` is its word where there are others beside it."""
    bars = tuple(_bar(battle, words, fact, count, "", "", count.unit if count else "") for fact, count in rows)
    told = " ".join(
        _say(words, "charts.strength.row", side=bar.label, figure=bar.figure, unit=bar.unit) for bar in bars
    )
    sources = sorted({_source(battle, words, fact) for fact, _ in rows})
    return BarChart(
        name=f"{STRENGTH}-{thing}" if thing else STRENGTH,
        title=_say(words, f"charts.strength.title{'_apart' if apart else ''}", apart=apart),
        caption=_say(
            words,
            "charts.strength.caption",
            Sources="; ".join(sources),
            dated=any(fact.when for fact, _ in rows),
            ends=_ends(words, rows, bars),
        ),
        heads=words.list("charts.strength.heads", 2),
        bars=bars,
        alt=_say(words, "charts.strength.alt", rows=told),
    )


def _killed(battle: Battle, words: Words) -> BarChart | None:
    rows = _rows(battle, KILLED)
    if not _worth_drawing(battle, rows):
        return None
    whole = _say(words, "charts.killed.whole")
    bars = tuple(
        _bar(battle, words, fact, count, count.scope if count else whole, _source(battle, words, fact), "")
        for fact, count in rows
    )
    several = _may_overlap(rows)
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
    scope, source = _one({bar.scope for bar in bars}), _one({bar.source for bar in bars})
    named, by, number = words.list("charts.killed.heads", 3)
    if scope:
        named = words.list("charts.strength.heads", 2)[0]
    return BarChart(
        name=KILLED,
        title=_say(words, "charts.killed.title"),
        caption=_say(
            words,
            "charts.killed.caption",
            shared=_shared(words, scope, source, len(bars)),
            scope=scope,
            source=source,
            several=several,
            ends=_ends(words, rows, bars),
        ).strip(),
        heads=(named, number) if source else (named, by, number),
        bars=tuple(replace(bar, scope="" if scope else bar.scope, source="" if source else bar.source) for bar in bars),
        alt=_say(words, "charts.killed.alt", rows=told, several=several),
    )


def _one(told: set[str]) -> str:
    """What is told of all rows alike; empty when they differ."""
    return next(iter(told)) if len(told) == 1 else ""


def _shared(words: Words, scope: str, source: str, rows: int) -> str:
    """What the caption says for all rows at once."""
    if not scope and not source:
        return ""
    shared = _say(words, "charts.killed.shared", scope=scope, source=source, Source=capital(source), rows=rows)
    return capital(shared)


def _may_overlap(rows: list[tuple[Fact, Count | None]]) -> bool:
    """Whether two numbers are of one side."""
    sides = [fact.side for fact, count in rows if count]
    return len(set(sides)) < len(sides)


def _ends(words: Words, rows: list[tuple[Fact, Count | None]], bars: tuple[Bar, ...]) -> str:
    """What a caption must explain of bars that have no exact end; empty when all have one."""
    open_ended = [count.quantity for _, count in rows if count and count.quantity.open]
    return _say(
        words,
        "charts.ends",
        ranged=any(bar.high is not None and bar.high > bar.low for bar in bars),
        least=any(not quantity.over for quantity in open_ended),
        over=any(quantity.over for quantity in open_ended),
        about=any(bar.about for bar in bars),
        unknown=any(bar.unknown for bar in bars),
        striped=any(bar.side > 1 for bar in bars),  # a fill of lines, from which the stripes of an end must be told
    ).strip()


def _bar(battle: Battle, words: Words, fact: Fact, count: Count | None, scope: str, source: str, unit: str) -> Bar:
    """The bar of a fact; one without a length where the number is unknown."""
    name = fact.side or ""
    label, side = battle.side_by_id[name].name, [each.id for each in battle.sides].index(name)
    if count is None:
        return Bar(label, scope, source, _say(words, "charts.unknown"), unit, 0, 0, side, unknown=True)
    quantity = count.quantity
    return Bar(
        label=label,
        scope=scope,
        source=source,
        figure=quantity.words(),
        unit=unit,
        low=quantity.named,
        high=quantity.high,
        side=side,
        about=quantity.about and quantity.low > 0 and not quantity.open,
    )


def _source(battle: Battle, words: Words, fact: Fact) -> str:
    if fact.by in _PLAIN_SOURCES:
        return _say(words, f"charts.killed.source_{fact.by}")
    return capital(battle.source_name(fact.by))


def _timeline(battle: Battle, words: Words) -> Timeline | None:
    facts = timeline_facts(battle)
    if not facts:
        return None
    days = [day.ordinal for fact in facts if fact.when for day in (fact.when.first, fact.when.last)]
    by_day = max(days) - min(days) <= _DAYS_SEEN
    marks = tuple(_mark(battle, words, fact, by_day) for fact in facts)
    rows = " ".join(
        _say(words, "charts.timeline.row", date=mark.date, kind=mark.kind, event=mark.row) for mark in marks
    )
    year = year_words(battle.when.first.year) if battle.one_year else None
    date, kind, event = map(words_of, words.list("charts.timeline.heads", 3, year=year))
    return Timeline(
        name=TIMELINE,
        title=_say(words, "charts.timeline.title", reported=any(fact.by_report for fact in facts)),
        caption=_say(words, "charts.timeline.caption", one_day=battle.when.first == battle.when.last),
        heads=(date, kind, event),
        battle=battle.when,
        marks=marks,
        alt=_say(words, "charts.timeline.alt", rows=rows, claimed=any(mark.claimed for mark in marks)),
        notes=tuple((name, _say(words, f"charts.timeline.{name}")) for name in _notes(words)),
    )


def _notes(words: Words) -> Iterator[str]:
    """The names of what captions may explain; the words of an older record do not tell two breaks from one."""
    return (name for name in _NOTES if words.has(f"charts.timeline.{name}"))


def _start(fact: Fact) -> tuple[int, int]:
    assert fact.when is not None
    return fact.when.first.ordinal, fact.when.last.ordinal


def _mark(battle: Battle, words: Words, fact: Fact, by_day: bool) -> Mark:
    """A mark with its kind of date, and with who says so unless it is the article itself (rule M19).

    With `by_day` it is told as which days a part of a month is drawn.
    """
    when = fact.when
    assert when is not None
    by = ("", "_by", "_unnamed")[fact.voice]
    part = "_part" if by_day and when.precision == "part" and not fact.by_report else ""
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
        claimed=bool(fact.voice) and not fact.by_report,
        dated=capital(when.words()),
    )
