"""Events to put in order of time."""

from __future__ import annotations

from itertools import pairwise

from edu.model.when import When
from tests.solver.judging import Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort
from tests.solver.values import number


@sort("ordering.stem")
def _order(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """The ranks. Where two neighbours may stand in either order, both are right, and the key must say so."""
    if number(holes["count"]) != len(question.blocks):
        return Derived(trouble=f"{len(question.blocks)} events where {holes['count']} are said to be")
    dates: list[When] = []
    for text in question.blocks:
        found = {fact.when for fact in reader.events(text) if fact.when}
        if len(found) != 1:
            return Derived(trouble=f"{text!r} has {len(found)} dates")
        dates += found
    verdicts = tuple(
        (t, Verdict(Truth.TRUE, f"dated {when.words()}")) for t, when in zip(question.blocks, dates, strict=True)
    )
    ordered = sorted(range(len(dates)), key=lambda place: dates[place].possible)
    free = [rank for rank, (a, b) in enumerate(pairwise(ordered)) if not _before(dates[a], dates[b])]
    certain = all(_before(dates[a], dates[b]) for i, a in enumerate(ordered) for b in ordered[i + 2 :])
    if len(free) > 1 or not certain:
        return Derived(verdicts=verdicts, trouble="its dates leave more than two orders open")
    if not free:
        return Derived(_ranks(ordered), verdicts)
    (rank,) = free
    swapped = [*ordered]
    swapped[rank], swapped[rank + 1] = ordered[rank + 1], ordered[rank]
    told = reader.grammar.fill("ordering.either", one=rank + 1, other=rank + 2)
    return Derived(_ranks(ordered), verdicts, told=told, also=(_ranks(swapped),))


def _before(one: When, other: When) -> bool:
    return one.possible[1] < other.possible[0]


def _ranks(ordered: list[int]) -> str:
    return " ".join(str(ordered.index(place) + 1) for place in range(len(ordered)))
