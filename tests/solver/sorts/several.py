"""Several choice: bounds, lists of the infobox, kinds of date, named sources."""

from __future__ import annotations

from edu.model.quantity import Quantity
from tests.solver.judging import UNKNOWN, Verdict, agrees, by_report, has_source, is_listed
from tests.solver.meaning import Reader, attributed, timed
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, choose, sort
from tests.solver.values import bounds, number


@sort("bounds.stem")
def _bounds(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """The bound is read from the paper, and must be that of the model."""
    found = {
        (slot.fact, given)
        for sentence in reader.sentences(holes["statement"])
        for slot, words in reader.slots(sentence.clause)
        if not slot.entity and attributed(sentence, slot.fact) and timed(sentence, slot.fact)
        if (given := _written(words))
    }
    if len(found) != 1:
        return None
    ((fact, given),) = found
    right = fact.count is not None and given == fact.count.quantity

    def judge(words: str) -> Verdict:
        return agrees(given, number(words)) if right else UNKNOWN

    return choose(question, reader, judge)


def _written(words: str) -> Quantity | None:
    """A bound as the infobox writes it, with what was counted behind it: "7+ ships lost"."""
    parts = words.strip('"“”').split(" ")
    return next((found for end in range(len(parts), 0, -1) if (found := bounds(" ".join(parts[:end])))), None)


@sort("lists.stem")
def _entries(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: is_listed(reader.battle, holes["list"], reader.entity(words)))


@sort("report_dates.stem", "timeline.white.stem")
def _reported(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: by_report(reader.events(words, bare=True)))


@sort("named_sources.stem")
def _named(question: Question, holes: Holes, reader: Reader) -> Derived:
    return choose(question, reader, lambda words: has_source(reader.saying(words)))
