"""Single choice: dates, sources, names, numbers, and the question that stays open."""

from __future__ import annotations

from tests.solver.grammar import plain
from tests.solver.judging import date_is, figure_is, fills, source_is, stays_open
from tests.solver.meaning import Reader, Slot
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, choose, sort
from tests.solver.values import bounds


@sort("single.when.happened")
def _happened(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = [fact for fact in reader.dated(holes["event"]) if fact.happened]
    return choose(question, reader, lambda words: date_is(facts, reader.date(words))) if facts else None


@sort("single.when.reported", "single.when.reported_by")
def _reported(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = [fact for fact in reader.dated(holes["event"]) if fact.by_report]
    if "Source" in holes:
        facts = [fact for fact in facts if fact.by == reader.voice(holes["Source"])]
    return choose(question, reader, lambda words: date_is(facts, reader.date(words))) if facts else None


@sort("single.by.stem")
def _source(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = reader.saying(holes["clause"])
    judge = lambda words: source_is(reader.battle, facts, reader.voice(words))  # noqa: E731
    return choose(question, reader, judge) if facts else None


@sort("single.entity.gap_group", "single.entity.gap_place")
def _gap(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    slots = [slot for slot in reader.blanks(holes["statement"]) if slot.entity]
    return _fill(question, slots, reader)


@sort("single.entity.who")
def _who(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    asked = holes["voice"]
    slots = [
        slot
        for slot, words in reader.slots(f"_____ {holes['rest']}")
        if words == "_____" and slot.entity and reader.places(slot.fact, asked)
    ]
    return _fill(question, slots, reader)


def _fill(question: Question, slots: list[Slot], reader: Reader) -> Derived | None:
    return choose(question, reader, lambda words: fills(reader.battle, slots, reader.entity(words))) if slots else None


@sort("single.count.gap")
def _number(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = [slot.fact for slot in reader.blanks(holes["statement"]) if not slot.entity]
    return choose(question, reader, lambda words: figure_is(facts, bounds(words))) if facts else None


@sort("single.open.stem")
def _open(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: stays_open(reader.battle, plain(words)))
