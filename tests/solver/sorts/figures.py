"""Questions on a chart that is printed with them."""

from __future__ import annotations

from collections.abc import Sequence

from edu.model.fact import NEVER, Count, Fact
from tests.solver.grammar import plain, same
from tests.solver.judging import UNKNOWN, Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, choose, sort


def _drawn(question: Question, reader: Reader) -> list[Fact]:
    """The facts a bar chart shows: those counted in the measure its title is for, whose figures stand in its table."""
    title = plain(question.figure[0][0]).partition(". ")[2]
    titles = [name for name in reader.grammar.names if name.startswith("charts.") and ".title" in name]
    measures = {name.split(".")[1] for name in titles if reader.grammar.match(name, title)}
    return [
        fact
        for fact in reader.battle.facts
        if fact.count and fact.side and fact.count.measure in measures and fact.ask != NEVER
        if _printed(question, fact.count)
    ]


def _printed(question: Question, count: Count) -> bool:
    """True when the chart prints this number, with its unit or alone."""
    number = count.quantity.words()
    return _shown(question, number) or _shown(question, f"{number} {count.unit}")


def _shown(question: Question, words: str) -> bool:
    """True when a chart prints these words in one place, be it in two lines."""
    above: tuple[str, ...] = ()
    for row in question.figure:
        if any(same(piece, words) for piece in (*row, *(f"{one} {other}" for one in above for other in row))):
            return True
        above = row
    return False


@sort("chart_bars.share.stem")
def _share(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """So many for every hundred of others, and no rest."""
    counts = [fact.count for fact in _drawn(question, reader) if fact.count]
    found = [[count.quantity for count in counts if same(count.unit, holes[unit])] for unit in ("more", "fewer")]
    if any(len(each) != 1 or not each[0].exact for each in found):
        return Derived(trouble="the chart has no one exact number of each")
    (whole,), (part,) = found
    if part.low * 100 % whole.low:
        return Derived(trouble="it is no whole number")
    return _number(reader, str(part.low * 100 // whole.low), reader.grammar.fill("chart_bars.share.unit", **holes))


@sort("chart_bars.sum.stem")
def _sum(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """All rows together, each of another side and exact, by the units that the question names."""
    facts = _drawn(question, reader)
    counts = [fact.count for fact in facts if fact.count]
    if not all(count.quantity.exact for count in counts) or len({fact.side for fact in facts}) < len(facts):
        return Derived(trouble="the rows have numbers that are not exact, or are of one side")
    units = dict.fromkeys(count.unit for count in counts)
    if len(" and ".join(units)) != len(holes["units"]) or not all(unit in holes["units"] for unit in units):
        return Derived(trouble="the question does not name all that is counted")
    return _number(reader, f"{sum(count.quantity.low for count in counts):,}", holes["units"])


@sort("chart_bars.width.stem")
def _width(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """From end to end of the one range that a row gives."""
    counts = _of_row(question, reader, holes["row"])
    if len(counts) != 1 or counts[0].quantity.about or counts[0].quantity.high is None:
        return Derived(trouble=f"the chart has no one range for {holes['row']!r}")
    unit = reader.grammar.fill("chart_bars.width.unit", unit=counts[0].unit)
    return _number(reader, f"{counts[0].quantity.high - counts[0].quantity.low:,}", unit)


@sort("chart_bars.apart.stem")
def _apart(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """The difference of two rows, each of one exact number of the unit that is asked for."""
    both = []
    for row in (holes["more"], holes["fewer"]):
        found = [count for count in _of_row(question, reader, row) if same(count.unit, holes["unit"])]
        if len(found) != 1 or not found[0].quantity.exact:
            return Derived(trouble=f"the chart has no one exact number of {holes['unit']} for {row!r}")
        both.append(found[0].quantity.low)
    if both[0] <= both[1]:
        return Derived(trouble=f"{holes['more']!r} has no more than {holes['fewer']!r}")
    return _number(reader, f"{both[0] - both[1]:,}", reader.grammar.fill("chart_bars.apart.unit", unit=holes["unit"]))


@sort("chart_bars.room.stem")
def _room(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """Whether the one count of a row leaves room for a number."""
    number = int(holes["number"].replace(",", ""))

    def judge(bar: str) -> Verdict:
        counts = [count.quantity for count in _of_row(question, reader, bar)]
        if len(counts) != 1 or counts[0].about:
            return UNKNOWN
        low, high = counts[0].low, counts[0].high
        inside = low <= number and (high is None or number <= high)
        return Verdict(Truth.TRUE if inside else Truth.FALSE, f"it reaches from {low} to {high}")

    return choose(question, reader, judge)


def _of_row(question: Question, reader: Reader, row: str) -> list[Count]:
    """The counts that a bar chart shows in the row of this name."""
    drawn = _drawn(question, reader)
    return [fact.count for fact in drawn if fact.count and same(_bar(reader, fact, drawn), row)]


@sort("chart_bars.difference.stem")
def _difference(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    counts = [fact.count for fact in _drawn(question, reader) if fact.count]
    both = []
    for unit in (holes["more"], holes["fewer"]):
        found = [count for count in counts if same(count.unit, unit)]
        if len(found) != 1 or not found[0].quantity.exact:
            return Derived(trouble=f"the chart has no one exact number of {unit}")
        both.append(found[0].quantity.low)
    if both[0] <= both[1]:
        return Derived(trouble=f"there are not more {holes['more']} than {holes['fewer']}")
    unit = reader.grammar.fill("chart_bars.difference.unit", **holes)
    return _number(reader, f"{both[0] - both[1]:,}", unit)


def _number(reader: Reader, number: str, unit: str) -> Derived:
    return Derived(reader.grammar.fill("chart_bars.answer", number=number, unit=unit))


@sort("chart_bars.open_ends.stem")
def _open_ends(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    facts = _drawn(question, reader)

    def judge(bar: str) -> Verdict:
        """A bar is named by its side and what it covers."""
        named = [fact for fact in facts if fact.count and same(_bar(reader, fact, facts), bar)]
        if len(named) != 1 or not named[0].count:
            return UNKNOWN
        upper = named[0].count.quantity.high
        return Verdict(Truth.TRUE if upper is None else Truth.FALSE, f"its upper end is {upper}")

    return choose(question, reader, judge)


def _bar(reader: Reader, fact: Fact, drawn: Sequence[Fact]) -> str:
    """The name of a bar: its side, and what it covers where the bars of the chart differ in that."""
    assert fact.count
    side = reader.battle.side_by_id[fact.side or ""].name
    scopes = {each.count.scope for each in drawn if each.count}
    return f"{side}, {fact.count.scope}" if fact.count.measure == "killed" and len(scopes) > 1 else side


@sort("timeline.between.stem")
def _between(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    first, last = reader.date(holes["first"]), reader.date(holes["last"])
    if first is None or last is None:
        return None
    after, before = first.possible[1], last.possible[0]

    def judge(event: str) -> Verdict:
        spans = {fact.when.possible for fact in reader.events(event, bare=True) if fact.when}
        if len(spans) != 1:
            return UNKNOWN
        ((start, end),) = spans
        if after < start and end < before:
            return Verdict(Truth.TRUE, "it lies between them")
        if end <= first.possible[1] or last.possible[0] <= start:
            return Verdict(Truth.FALSE, "it lies outside them")
        return Verdict(Truth.UNSETTLED, "it may lie between them")

    return choose(question, reader, judge)


@sort("timeline.edge.first")
def _first(question: Question, holes: Holes, reader: Reader) -> Derived:
    return _edge(question, reader, -1)


@sort("timeline.edge.last")
def _last(question: Question, holes: Holes, reader: Reader) -> Derived:
    return _edge(question, reader, 1)


def _edge(question: Question, reader: Reader, sign: int) -> Derived:
    """The event that lies wholly on one side of all others; each other has one that lies wholly on that side of it."""
    spans = {
        text: {fact.when.possible for fact in reader.events(text, bare=True) if fact.when}
        for text in question.options.values()
    }
    if any(len(span) != 1 for span in spans.values()):
        return Derived(trouble="an event has no one date")
    ends = {text: (min(sign * day for day in span), max(sign * day for day in span)) for text, (span,) in spans.items()}

    def judge(event: str) -> Verdict:
        others = [end for text, end in ends.items() if text != event]
        if all(ends[event][0] > other[1] for other in others):
            return Verdict(Truth.TRUE, "it lies beyond all others")
        if any(other[0] > ends[event][1] for other in others):
            return Verdict(Truth.FALSE, "another lies beyond it")
        return Verdict(Truth.UNSETTLED, "its date leaves it open")

    return choose(question, reader, judge)
