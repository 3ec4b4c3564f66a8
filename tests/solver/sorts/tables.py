"""Statements to judge, and statements to sort by who makes them: one letter a row, the first of the column's head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.solver.grammar import folded
from tests.solver.judging import Truth, Verdict, date_is, source_is, stated
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort


@sort("statements.stem", "judging.stem")
def _true_false(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """True, false, and where there is a third column, not stated."""
    truths = (Truth.TRUE, Truth.FALSE, Truth.OPEN)[: len(question.heads) - 1]

    def column(text: str) -> tuple[int | None, Verdict]:
        verdict = _statement(reader, text)
        return (truths.index(verdict.truth) if verdict.truth in truths else None), verdict

    return _table(question, reader, column)


def _statement(reader: Reader, text: str) -> Verdict:
    """A statement about the date or the source of a fact, or one of the article."""
    for name in ("dated", "dated_report"):
        for holes in reader.grammar.match(f"forms.{name}", text):
            facts = [fact for fact in reader.dated(holes["event"]) if fact.by_report is (name != "dated")]
            if facts:
                return date_is(facts, reader.date(holes["day"]))
    for holes in reader.grammar.match("forms.sourced", text):
        facts = reader.saying(holes["clause"])
        if facts:
            return source_is(reader.battle, facts, reader.voice(holes["source"]))
    return stated(reader, text)


@sort("sorting.stem")
def _sorting(question: Question, holes: Holes, reader: Reader) -> Derived:
    def column(text: str) -> tuple[int | None, Verdict]:
        facts = reader.saying(text)
        columns = {1 if fact.named_source else 2 if fact.by == "report" else 0 for fact in facts}
        place = columns.pop() if len(columns) == 1 else None
        truth = Truth.UNSETTLED if place is None else Truth.TRUE
        return place, Verdict(truth, ", ".join(fact.by for fact in facts) or "no fact says so")

    return _table(question, reader, column)


def _table(question: Question, reader: Reader, column: Callable[[str], tuple[int | None, Verdict]]) -> Derived:
    """The heads must be those of one sort of table, in its order; a row's letter is the first of its column's head."""
    heads = question.heads[1:]
    known = [reader.grammar.texts(name) for name in reader.grammar.names if name.endswith(".heads")]
    listed = next((each for each in known if _folded(each) == _folded(heads)), None)
    if listed is None:
        return Derived(trouble=f"the heads of its columns are {', '.join(question.heads)}")
    letters, verdicts, trouble = [], [], ""
    for text in _statements(question.blocks, reader):
        place, verdict = column(text)
        verdicts.append((text, verdict))
        letters.append("?" if place is None else listed[place][0].upper())
        if place is None:
            trouble = f"{text!r} can not be put into a column: {verdict.ground}"
    return Derived(" ".join(letters), tuple(verdicts), trouble)


def _folded(heads: Sequence[str]) -> list[str]:
    return [folded(head) for head in heads]


def _statements(blocks: Sequence[str], reader: Reader) -> Sequence[str]:
    """The statements of a table, without the sentence over the lines below it."""
    prompts = [name for name in reader.grammar.names if name.endswith(".prompt")]
    asks = bool(blocks) and any(reader.grammar.match(name, blocks[-1]) for name in prompts)
    return blocks[:-1] if asks else blocks
