"""Matching: words, sources, dates and places with what belongs to each."""

from __future__ import annotations

from collections.abc import Callable

from tests.solver.judging import Truth, Verdict, date_is, fills, means, source_is
from tests.solver.meaning import Reader, Slot
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort
from tests.solver.values import number

Fits = Callable[[str, str], Verdict]


@sort("matching.words.stem")
def _words(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _pairs(question, holes, reader, lambda word, meaning: means(reader.battle, word, meaning))


@sort("matching.sources.stem")
def _sources(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    def fits(source: str, statement: str) -> Verdict:
        return source_is(reader.battle, reader.about(statement), reader.voice(source))

    return _pairs(question, holes, reader, fits)


@sort("matching.dates.stem", "matching.dates_reports.stem")
def _dates(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    def fits(day: str, statement: str) -> Verdict:
        return date_is(reader.events(statement), reader.date(day))

    return _pairs(question, holes, reader, fits)


@sort("matching.places.stem")
def _places(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    def fits(place: str, statement: str) -> Verdict:
        facts = reader.events(statement)
        named = [Slot(fact, each) for fact in facts for each in fact.only if reader.battle.entity_by_id[each].place]
        return fills(reader.battle, named, reader.entity(place))

    return _pairs(question, holes, reader, fits)


def _pairs(question: Question, holes: Holes, reader: Reader, fits: Fits) -> Derived:
    """A letter for each premise: one response fits, every other is ruled out, and as many are over as is said."""
    letters, verdicts, trouble = [], [], ""
    for premise in question.blocks:
        judged = {letter: fits(premise, response) for letter, response in question.options.items()}
        verdicts += [(f"{premise} = {question.options[letter]}", verdict) for letter, verdict in judged.items()]
        right = [letter for letter, verdict in judged.items() if verdict.truth is Truth.TRUE]
        open_ones = [letter for letter, verdict in judged.items() if verdict.truth not in (Truth.TRUE, Truth.FALSE)]
        letters.append(right[0] if len(right) == 1 else "?")
        if len(right) != 1:
            trouble = f"{len(right)} responses fit {premise!r}"
        elif open_ones:
            letter = open_ones[0]
            trouble = f"{question.options[letter]!r} is not ruled out for {premise!r}: {judged[letter].ground}"
    spare = len(question.options) - len(question.blocks)
    if _left_over(holes, reader) != spare:
        trouble = f"{spare} responses are left over where it says {holes.get('extra')!r}"
    elif len(set(letters)) != len(letters):
        trouble = "one response belongs to two premises"
    return Derived(" ".join(letters), tuple(verdicts), trouble)


def _left_over(holes: Holes, reader: Reader) -> int | None:
    """How many responses the stem says are left over."""
    extra = holes.get("extra", "")
    if reader.grammar.match("matching.extra.one", extra):
        return 1
    more = reader.grammar.match("matching.extra.more", extra)
    return number(more[0]["words"]) if more else None
