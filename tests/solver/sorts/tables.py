"""Statements to judge, and statements to sort by who makes them: one letter a row, the first of the column's head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.solver.grammar import same
from tests.solver.judging import Truth, Verdict, date_is, source_is, stated
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort


@sort("true_false.stem")
def _true_false(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    truths = (Truth.TRUE, Truth.FALSE, Truth.OPEN)

    def column(text: str) -> tuple[int | None, Verdict]:
        verdict = _statement(reader, text)
        return (truths.index(verdict.truth) if verdict.truth in truths else None), verdict

    return _table(question, reader, "true_false", column)


def _statement(reader: Reader, text: str) -> Verdict:
    for holes in reader.grammar.match("true_false.dated", text):
        facts = [fact for fact in reader.dated(holes["event"]) if fact.happened]
        if facts:
            return date_is(facts, reader.date(holes["day"]))
    for holes in reader.grammar.match("true_false.dated_report", text):
        facts = [fact for fact in reader.dated(holes["event"]) if fact.by_report]
        if facts:
            return date_is(facts, reader.date(holes["day"]))
    for holes in reader.grammar.match("true_false.sourced", text):
        facts = reader.saying(holes["clause"])
        if facts:
            return source_is(reader.battle, facts, reader.voice(holes["source"]))
    return stated(reader, text)


@sort("sorting.stem")
def _sorting(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    def column(text: str) -> tuple[int | None, Verdict]:
        facts = reader.saying(text)
        columns = {1 if fact.named_source else 2 if fact.by == "report" else 0 for fact in facts}
        place = columns.pop() if len(columns) == 1 else None
        truth = Truth.UNSETTLED if place is None else Truth.TRUE
        return place, Verdict(truth, ", ".join(fact.by for fact in facts) or "no fact says so")

    return _table(question, reader, "sorting", column)


def _table(
    question: Question, reader: Reader, name: str, column: Callable[[str], tuple[int | None, Verdict]]
) -> Derived | None:
    """A row's column, counted as the template lists the heads, is looked up on the paper by the head's words."""
    listed = reader.grammar.texts(f"{name}.heads")
    heads = question.heads[1:]
    if len(heads) != len(listed) or not all(any(same(head, each) for each in heads) for head in listed):
        return Derived(trouble=f"the heads of its columns are {', '.join(question.heads)}")
    letters, verdicts, trouble = [], [], ""
    for text in _statements(question.blocks, reader, name):
        place, verdict = column(text)
        verdicts.append((text, verdict))
        letters.append("?" if place is None else listed[place][0].upper())
        if place is None:
            trouble = f"{text!r} can not be put into a column: {verdict.ground}"
    return Derived(" ".join(letters), tuple(verdicts), trouble)


def _statements(blocks: Sequence[str], reader: Reader, name: str) -> Sequence[str]:
    """The statements of a table, without the sentence over the lines below it."""
    prompt = f"{name}.prompt"
    asks = bool(blocks) and prompt in reader.grammar.names and reader.grammar.match(prompt, blocks[-1]) != []
    return blocks[:-1] if asks else blocks
