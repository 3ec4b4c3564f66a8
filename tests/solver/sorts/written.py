"""Written answers: there is no letter to derive; what the model knows of the answer must stand in the key."""

from __future__ import annotations

from edu.model.fact import REPORT
from tests.solver.grammar import same
from tests.solver.meaning import Reader, attributed, timed
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort


def _explained(kind: str, holes: Holes, reader: Reader) -> Derived | None:
    causes = [fact.cause for fact in reader.battle.facts if fact.cause]
    found = {cause.why for cause in causes if cause.kind == kind and same(cause.what, holes["what"])}
    if len(found) > 1:
        return Derived(trouble=f"the article gives {len(found)} answers")
    return Derived(told=found.pop()) if found else None


@sort("short.cause.cause")
def _cause(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _explained("cause", holes, reader)


@sort("short.cause.purpose")
def _purpose(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    return _explained("purpose", holes, reader)


@sort("short.report.stem")
def _report(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """The statement must be a report of no named source, and told as one."""
    told = [
        fact
        for sentence in reader.sentences(holes["statement"])
        for fact in reader.saying(sentence.clause)
        if attributed(sentence, fact) and timed(sentence, fact)
    ]
    return Derived() if told and all(fact.by == REPORT for fact in told) else None
