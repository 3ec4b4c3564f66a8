"""One answer: dates, events, sources, names, numbers, meanings, statements, reasons, what stays open."""

from __future__ import annotations

from edu.model.fact import ARTICLE, INFOBOX
from tests.solver.grammar import plain, same
from tests.solver.judging import (
    UNKNOWN,
    Truth,
    Verdict,
    date_is,
    figure_is,
    fills,
    means,
    said_by,
    source_is,
    stays_open,
)
from tests.solver.meaning import BLANK, Reader, Slot
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, choose, sort
from tests.solver.values import bounds

# Dates -------------------------------------------------------------------------------------------------------


@sort("dates.happened", "dates.happened_by")
def _happened(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _date_of(question, holes, reader, report=False)


@sort("dates.reported", "dates.reported_by")
def _reported(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _date_of(question, holes, reader, report=True)


def _date_of(question: Question, holes: Holes, reader: Reader, report: bool) -> Derived | None:
    facts = reader.dated(holes["event"], holes.get("source") or holes.get("Source"), report)
    return choose(question, reader, lambda words: date_is(facts, reader.date(words))) if facts else None


@sort("events.happened")
def _event(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _on_day(question, holes, reader, report=False)


@sort("events.reported")
def _report(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _on_day(question, holes, reader, report=True)


def _on_day(question: Question, holes: Holes, reader: Reader, report: bool) -> Derived | None:
    """A date of the other kind is not what is asked for: an option with one settles nothing."""
    when = reader.date(holes.get("day") or holes["date"])

    def judge(event: str) -> Verdict:
        return date_is([fact for fact in reader.events(event) if fact.when and fact.by_report is report], when)

    return choose(question, reader, judge) if when else None


# Sources, names, numbers -------------------------------------------------------------------------------------


@sort("sources.stem", "sources.stem_dated")
def _source(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = reader.saying(holes["clause"])
    if day := holes.get("date") or holes.get("day"):
        facts = [fact for fact in facts if fact.reported and fact.reported == reader.date(day)]

    def judge(words: str) -> Verdict:
        return source_is(reader.battle, facts, reader.voice(words))

    return choose(question, reader, judge) if facts else None


@sort("names.gap_group", "names.gap_place")
def _gap(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    slots = [slot for slot in reader.blanks(holes["statement"]) if slot.entity]
    return _fill(question, slots, reader)


@sort("names.who")
def _who(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    slots = [
        slot
        for slot, words in reader.slots(f"{BLANK} {holes['rest']}")
        if words == BLANK and slot.entity and reader.places(slot.fact, holes["voice"])
    ]
    return _fill(question, slots, reader)


def _fill(question: Question, slots: list[Slot], reader: Reader) -> Derived | None:
    return choose(question, reader, lambda words: fills(reader.battle, slots, reader.entity(words))) if slots else None


@sort("numbers.gap")
def _number(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = [slot.fact for slot in reader.blanks(holes["statement"]) if not slot.entity]
    return choose(question, reader, lambda words: figure_is(facts, bounds(words))) if facts else None


# Words, reasons, statements ----------------------------------------------------------------------------------


@sort("meanings.stem")
def _meaning(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    word = holes.get("word") or holes["Word"]
    known = any(same(term.word, word) for term in reader.battle.terms)
    return choose(question, reader, lambda words: means(reader.battle, word, words)) if known else None


@sort("agreeing.section", "agreeing.whole")
def _agreeing(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    headings = [section.heading for section in reader.battle.narrative]
    if "heading" in holes and not any(same(holes["heading"], heading) for heading in headings):
        return None
    return choose(question, reader, lambda words: said_by(reader, words, ARTICLE))


@sort("agreeing.infobox")
def _entered(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: said_by(reader, words, INFOBOX))


@sort("open_questions.stem")
def _open(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: stays_open(reader.battle, plain(words)))


@sort("reasons.cause")
def _cause(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _explained(question, holes, reader, "cause")


@sort("reasons.purpose")
def _purpose(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _explained(question, holes, reader, "purpose")


def _explained(question: Question, holes: Holes, reader: Reader, kind: str) -> Derived | None:
    """The reason the article states, to tick or to write: a written one must stand in the key."""
    causes = [fact.cause for fact in reader.battle.facts if fact.cause]
    given = {cause.why for cause in causes if cause.kind == kind and same(cause.what, holes["what"])}
    if len(given) != 1:
        return None
    (why,) = given
    others = [cause.why for cause in causes if not same(cause.why, why)]

    def judge(words: str) -> Verdict:
        if same(words, why):
            return Verdict(Truth.TRUE, "the article gives it")
        if any(same(words, other) for other in others):
            return Verdict(Truth.FALSE, f"the article gives another: {why}")
        return UNKNOWN

    return choose(question, reader, judge) if question.options else Derived(told=why)
