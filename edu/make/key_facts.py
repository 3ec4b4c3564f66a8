"""The key-facts panel: who, where, when, strength, losses and outcome, a column a side, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

from edu.make.markup import inline
from edu.make.words import Words, capital
from edu.model.battle import Battle
from edu.model.document import Column, Row, Table, Text, line
from edu.model.fact import Fact

_WIDTH = 166.0
_HEAD_WIDTH, _SOURCE_WIDTH = 34.0, 39.0


def key_facts(battle: Battle, words: Words) -> Sequence[Table]:
    """Who, where, when, strength, losses and outcome, a column a side, and who says so: a row for what is told.

    None where nothing is: place and date stand in the title too.
    """
    sides = battle.sides
    width = (_WIDTH - _HEAD_WIDTH - _SOURCE_WIDTH) / len(sides)
    columns = (Column(_HEAD_WIDTH), *(Column(width) for _ in sides), Column(_SOURCE_WIDTH))
    first, last = words.list("handout.panel.heads", 2)
    head = (inline(first), *(line(side.name) for side in sides), inline(last))
    where = [fact for name in ("where", "when") for fact in battle.facts if fact.panel == name]
    empty: tuple[None, ...] = (None,) * (len(sides) - 1)
    rows = []
    if where:
        name = "_".join(dict.fromkeys(fact.panel for fact in where))
        told = line("; ".join(fact.short for fact in where))
        rows.append(Row((_cell(words, name), told, *empty, _sources(battle, words, where))))
    for name in ("who", "strength", "killed", "outcome"):
        facts = [fact for fact in battle.facts if fact.panel == name]
        both = [fact for fact in facts if fact.side is None]
        if len(facts) > len(both):
            cells = (_side_cell(battle, words, name, side.id) for side in sides)
            mine = [fact for fact in facts if fact.side is not None]
            rows.append(Row((_cell(words, name), *cells, _sources(battle, words, mine))))
        if both:
            shared = line(capital("; ".join(_entry(fact) for fact in both)))
            rows.append(Row((_cell(words, name), shared, *empty, _sources(battle, words, both))))
    plus = [
        fact.count.written
        for fact in battle.facts
        if fact.panel and fact.count and fact.count.quantity.open and "+" in fact.count.written
    ]
    caption = inline(words.say("handout.panel.plus", written=", ".join(plus))) if plus else ()
    return [Table(columns, head, tuple(rows), caption, row_heads=True)] if rows else []


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
    return number if fact.panel == fact.count.measure == "killed" else f"{number} {fact.count.unit}"


def _sources(battle: Battle, words: Words, facts: Sequence[Fact]) -> Text:
    told = dict.fromkeys(_source(battle, words, fact) for fact in facts)
    return inline("; ".join(told))


def _source(battle: Battle, words: Words, fact: Fact) -> str:
    if fact.named_source:
        return words.say("voice.panel.source", Source=capital(battle.source_name(fact.by)))
    return words.say(f"voice.panel.{fact.by}")
