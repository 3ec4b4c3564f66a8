"""Questions on a chart that is printed with them."""

from __future__ import annotations

from edu.model.fact import NEVER, Fact
from tests.solver.grammar import plain, same
from tests.solver.judging import UNKNOWN, Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, choose, sort


def _drawn(question: Question, reader: Reader) -> list[Fact]:
    """The facts a bar chart shows: those counted in the measure its title is for, of a side."""
    title = plain(question.figure[0][0])
    heads = [name for name in reader.grammar.names if name.startswith("charts.") and ".title" in name]
    names = [name.split(".")[1] for name in heads if reader.grammar.strip_end(name, title) is not None]
    return [
        fact
        for fact in reader.battle.facts
        if fact.count and fact.side and fact.count.measure in names and fact.ask != NEVER
    ]


def _shown(question: Question, words: str) -> bool:
    """True when a chart prints these words in one place."""
    return any(same(piece, words) for row in question.figure for piece in row)


@sort("chart.difference.stem")
def _difference(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    counts = [fact.count for fact in _drawn(question, reader) if fact.count]
    both = []
    for unit in (holes["more"], holes["fewer"]):
        found = [count for count in counts if same(count.unit, unit)]
        if len(found) != 1 or not found[0].quantity.exact:
            return Derived(trouble=f"the chart has no one exact number of {unit}")
        if not _shown(question, f"{found[0].quantity.words()} {unit}"):
            return Derived(trouble=f"the chart does not print {found[0].quantity.words()} {unit}")
        both.append(found[0].quantity.low)
    if both[0] <= both[1]:
        return Derived(trouble=f"there are not more {holes['more']} than {holes['fewer']}")
    return Derived(f"{both[0] - both[1]:,}")


@sort("chart.open_ends.stem")
def _open_ends(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = _drawn(question, reader)

    def judge(bar: str) -> Verdict:
        """A bar is named by its side and what it covers."""
        named = [fact for fact in facts if fact.count and same(_bar(reader, fact), bar)]
        if len(named) != 1 or not named[0].count or not _shown(question, named[0].count.quantity.words()):
            return UNKNOWN
        upper = named[0].count.quantity.high
        return Verdict(Truth.TRUE if upper is None else Truth.FALSE, f"its upper end is {upper}")

    return choose(question, reader, judge)


def _bar(reader: Reader, fact: Fact) -> str:
    assert fact.count
    side = reader.battle.side_by_id[fact.side or ""].name
    return f"{side}, {fact.count.scope}"


@sort("chart.between.stem")
def _between(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    first, last = reader.date(holes["first"]), reader.date(holes["last"])
    if first is None or last is None:
        return None
    after, before = first.possible[1], last.possible[0]

    def judge(event: str) -> Verdict:
        spans = {fact.when.possible for fact in reader.dated(event) if fact.when}
        if len(spans) != 1:
            return UNKNOWN
        ((start, end),) = spans
        if after < start and end < before:
            return Verdict(Truth.TRUE, "it lies between them")
        if end <= first.possible[1] or last.possible[0] <= start:
            return Verdict(Truth.FALSE, "it lies outside them")
        return Verdict(Truth.UNSETTLED, "it may lie between them")

    return choose(question, reader, judge)
