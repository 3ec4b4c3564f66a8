"""Statements to judge, and statements to sort by who makes them: one letter a row, the first of the column's head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from edu.model.fact import ARTICLE, REPORT
from tests.solver.judging import Truth, Verdict, date_is, source_is, stated
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort

_VOICES = {ARTICLE: "own voice", REPORT: "report only"}


@sort("statements.stem", "judging.stem")
def _true_false(question: Question, holes: Holes, reader: Reader) -> Derived:
    """True, false, and where there is a column for it, not stated."""
    return _table(question, reader, lambda text: (verdict := _statement(reader, text), verdict.truth.value))


@sort("judging.stem_led")
def _led(question: Question, holes: Holes, reader: Reader) -> Derived:
    """True or false of what one voice says, which the stem names for all rows."""

    def judged(text: str) -> tuple[Verdict, str]:
        verdict = stated(reader, f"{holes['Lead']}, {text}")
        return verdict, verdict.truth.value

    return _table(question, reader, judged)


def _statement(reader: Reader, text: str) -> Verdict:
    """A statement about the date or the source of a fact, or one of the article."""
    for name in ("dated", "dated_by", "dated_report", "dated_report_by"):
        for holes in reader.grammar.match(f"forms.{name}", text):
            words = {hole.casefold(): text for hole, text in holes.items()}
            facts = reader.dated(words["event"], words.get("source"), "report" in name)
            if facts:
                return date_is(facts, reader.date(words["date"]))
    for name in ("sourced_dated", "sourced"):
        for holes in reader.grammar.match(f"forms.{name}", text):
            facts = reader.saying(holes["clause"])
            if "day" in holes:
                facts = [fact for fact in facts if fact.reported and fact.reported == reader.date(holes["day"])]
            if facts:
                return source_is(reader.battle, facts, reader.voice(holes["source"]))
    return stated(reader, text)


@sort("sorting.stem")
def _sorting(question: Question, holes: Holes, reader: Reader) -> Derived:
    """Who says it: the article itself, a source it names, or a report of nobody named."""

    def column(text: str) -> tuple[Verdict, str]:
        facts = reader.saying(text)
        heads = {"source given" if fact.named_source else _VOICES.get(fact.by, "") for fact in facts}
        known = len(heads) == 1
        ground = ", ".join(fact.by for fact in facts) or "no fact says so"
        return Verdict(Truth.TRUE if known else Truth.UNSETTLED, ground), heads.pop() if known else ""

    return _table(question, reader, column)


def _table(question: Question, reader: Reader, column: Callable[[str], tuple[Verdict, str]]) -> Derived:
    """A row's letter is the first of the head of its column, which is found by its words."""
    heads = {head.casefold(): head[0].upper() for head in question.heads[1:]}
    if len(set(heads.values())) != len(heads):
        return Derived(trouble=f"heads of columns begin with one letter: {', '.join(question.heads)}")
    letters, verdicts, trouble = [], [], ""
    for text in _statements(question.blocks, reader):
        verdict, head = column(text)
        verdicts.append((text, verdict))
        letters.append(heads.get(head, "?"))
        if head not in heads:
            trouble = f"{text!r} can not be put into a column: {verdict.ground}"
    return Derived(" ".join(letters), tuple(verdicts), trouble)


def _statements(blocks: Sequence[str], reader: Reader) -> Sequence[str]:
    """The statements of a table, without the sentence over the lines below it."""
    prompts = [name for name in reader.grammar.names if name.endswith(".prompt")]
    asks = bool(blocks) and any(reader.grammar.match(name, blocks[-1]) for name in prompts)
    return blocks[:-1] if asks else blocks
