"""Events to put in order of time."""

from __future__ import annotations

from itertools import pairwise

from edu.model.fact import Fact
from tests.solver.judging import Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort
from tests.solver.values import number


@sort("ordering.stem")
def _order(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """The ranks, if every two events are certainly apart."""
    if number(holes["count"]) != len(question.blocks):
        return Derived(trouble=f"{len(question.blocks)} events where {holes['count']} are said to be")
    spans: list[tuple[int, int]] = []
    verdicts = []
    for text in question.blocks:
        facts = _events(text, reader)
        dates = {fact.when for fact in facts if fact.when}
        if len(dates) != 1:
            return Derived(trouble=f"{text!r} has {len(dates)} dates")
        when = dates.pop()
        spans.append(when.possible)
        verdicts.append((text, Verdict(Truth.TRUE, f"dated {when.words()}")))
    ordered = sorted(spans)
    if any(a[1] >= b[0] for a, b in pairwise(ordered)):
        return Derived(verdicts=tuple(verdicts), trouble="two of its events may have happened in either order")
    return Derived(" ".join(str(ordered.index(span) + 1) for span in spans), tuple(verdicts))


def _events(text: str, reader: Reader) -> list[Fact]:
    """The facts an event is of; a report must be printed as one, and as that of its source."""
    for holes in reader.grammar.match("ordering.reported_by", text):
        facts = [fact for fact in reader.dated(holes["event"]) if fact.by == reader.voice(holes["Source"])]
        if facts:
            return [fact for fact in facts if fact.by_report]
    for holes in reader.grammar.match("ordering.reported", text):
        facts = [fact for fact in reader.dated(holes["event"]) if fact.by_report and not fact.named_source]
        if facts:
            return facts
    return [fact for fact in reader.dated(text) if fact.happened]
