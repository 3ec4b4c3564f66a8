"""The key-facts panel: who, where, when, strength, losses and outcome, a column a side, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from edu.make.markup import escaped, inline
from edu.make.words import Inline, Words, capital
from edu.model.battle import Battle
from edu.model.document import Column, Row, Table, Text, line
from edu.model.fact import ARTICLE, INFOBOX, Fact

_WIDTH = 166.0
_HEAD_WIDTH, _SOURCE_WIDTH = 34.0, 39.0
_MOST_COLUMNS = 3
"""Sides that have a column each; of more the words would not fit, so that each has a row."""

_ROWS = ("who", "strength", "killed", "wounded", "lost", "outcome")


def key_facts(battle: Battle, words: Words) -> Sequence[Table]:
    """Who, where, when, strength, losses and outcome, a column a side, and who says so: a row for what is told.

    Of many sides each has a row. None where nothing is: place and date stand in the title too.
    """
    facts = [fact for fact in battle.facts if fact.panel]
    own = [name for name in _ROWS if any(fact.side and fact.panel == name for fact in facts)]
    if own and len(battle.sides) > _MOST_COLUMNS:
        columns, head, rows = _by_side(battle, words, own)
    else:
        columns, head, rows = _by_fact(battle, words, own)
    plus = [
        fact.count.written for fact in facts if fact.count and fact.count.quantity.open and "+" in fact.count.written
    ]
    caption = [words.say("handout.panel.plus", written=", ".join(plus))] if plus else []
    voices = {fact.by for fact in facts}
    if voices & {INFOBOX, ARTICLE}:
        caption.append(words.say("handout.panel.unsourced", infobox=INFOBOX in voices, text=ARTICLE in voices))
    return [Table(columns, head, rows, inline(" ".join(caption)), row_heads=True)] if rows else []


_Grid = tuple[tuple[Column, ...], tuple[Text, ...], tuple[Row, ...]]
"""Columns, their heads, and rows."""


def _by_fact(battle: Battle, words: Words, own: Sequence[str]) -> _Grid:
    """A column a side and one for who says so."""
    sides = battle.sides
    width = (_WIDTH - _HEAD_WIDTH - _SOURCE_WIDTH) / len(sides)
    columns = (Column(_HEAD_WIDTH), *(Column(width) for _ in sides), Column(_SOURCE_WIDTH))
    first, last = words.list("handout.panel.heads", 2)
    head = (inline(first), *(line(side.name) for side in sides), inline(last))
    empty: tuple[None, ...] = (None,) * (len(sides) - 1)
    where, shared = _shared(battle)
    rows = [Row((_cell(words, name), told, *empty, _voices(battle, words, facts))) for name, told, facts in where]
    for name in _ROWS:
        if name in own:
            cells = (_side_cell(battle, words, name, side.id) for side in sides)
            mine = [fact for fact in battle.facts if fact.panel == name and fact.side is not None]
            rows.append(Row((_cell(words, name), *cells, _voices(battle, words, mine))))
        rows += [
            Row((_cell(words, name), told, *empty, _voices(battle, words, facts)))
            for each, told, facts in shared
            if each == name
        ]
    return columns, head, tuple(rows)


def _by_side(battle: Battle, words: Words, own: Sequence[str]) -> _Grid:
    """A row a side below one for who says so; what is told of all stands across at the top, its source in brackets."""
    width = (_WIDTH - _HEAD_WIDTH) / len(own)
    columns = (Column(_HEAD_WIDTH), *(Column(width) for _ in own))
    head = (_cell(words, "side"), *(_cell(words, name) for name in own))
    empty: tuple[None, ...] = (None,) * (len(own) - 1)
    where, shared = _shared(battle)
    whole = {
        rank: [
            Row((_cell(words, name), (*told, *line(" ("), *inline(_sources(battle, words, facts)), *line(")")), *empty))
            for name, told, facts in some
        ]
        for rank, some in enumerate((where, shared))
    }
    sides = [
        Row((line(side.name), *(_side_cell(battle, words, name, side.id) for name in own))) for side in battle.sides
    ]
    sources = [
        _voices(battle, words, [fact for fact in battle.facts if fact.panel == name and fact.side is not None])
        for name in own
    ]
    alike = (sources[0], *empty) if len(set(sources)) == 1 else sources
    said = Row((inline(words.list("handout.panel.heads", 2)[1]), *alike))
    return columns, head, (*whole[0], *whole[1], said, *sides)


_Told = tuple[str, Text, list[Fact]]
"""The name of a row that is told of all sides together, its words and its facts."""


def _shared(battle: Battle) -> tuple[list[_Told], list[_Told]]:
    """Where and when, and what is told of all sides together."""
    where = [fact for name in ("where", "when") for fact in battle.facts if fact.panel == name]
    name = "_".join(dict.fromkeys(fact.panel for fact in where))
    both = {name: [fact for fact in battle.facts if fact.panel == name and fact.side is None] for name in _ROWS}
    return (
        [(name, line("; ".join(fact.short for fact in where)), where)] if where else [],
        [(name, line(capital("; ".join(map(_entry, some)))), some) for name, some in both.items() if some],
    )


def _cell(words: Words, name: str) -> Text:
    return inline(words.say(f"handout.panel.{name}"))


def _side_cell(battle: Battle, words: Words, row: str, side: str) -> Text:
    """A side's entry; counts keep their bounds, and what is missing or left out is said to be so."""
    facts = [fact for fact in battle.facts if (fact.panel, fact.side) == (row, side)]
    if not facts:
        held_back = any((fact.panel, fact.side) == (row, side) for fact in battle.withheld)
        return inline(words.say(f"handout.panel.{'left_out' if held_back else 'unstated'}"))
    return line(capital("; ".join(_entry(fact) for fact in facts)))


def _entry(fact: Fact) -> str:
    if fact.count is None:
        return fact.short or fact.clause
    number = fact.count.quantity.words()
    if fact.panel == fact.count.measure == "killed":
        return number
    tied = number.replace(" ", "\u00a0")  # in a narrow column of several, it may else stand apart from what it counts
    return f"{tied}\u00a0{fact.count.unit}"


def _voices(battle: Battle, words: Words, facts: Sequence[Fact]) -> Text:
    """Who says so, as a cell."""
    return inline(capital(_sources(battle, words, facts)))


def _sources(battle: Battle, words: Words, facts: Sequence[Fact]) -> Inline:
    """Who says so, in small letters."""
    return Inline("; ".join(dict.fromkeys(_source(battle, words, fact) for fact in facts)))


def _source(battle: Battle, words: Words, fact: Fact) -> str:
    if fact.named_source:
        return escaped(battle.source_name(fact.by))
    return words.say(f"voice.panel.{fact.by}")
