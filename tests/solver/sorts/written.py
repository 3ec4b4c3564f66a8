"""Written answers: there is no letter to derive; what the model knows of the answer must stand in the key."""

from __future__ import annotations

from edu.model.fact import INFOBOX, REPORT, Fact
from tests.solver.grammar import same
from tests.solver.meaning import Reader, attributed, timed
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort


def _told(statement: str, reader: Reader) -> list[Fact]:
    """The facts a statement tells, with their sources and dates."""
    return [
        fact
        for sentence in reader.sentences(statement)
        for fact in reader.saying(sentence.clause)
        if attributed(sentence, fact) and timed(sentence, fact)
    ]


@sort("reports.stem")
def _report(question: Question, _: Holes, reader: Reader) -> Derived | None:
    """The statement must be a report of no named source, and told as one."""
    for holes in reader.grammar.match("reports.extract", " ".join(question.blocks)):
        told = [fact for fact in reader.saying(holes["clause"]) if fact.by == REPORT]
        dated = reader.date(holes["date"].split(" ", 1)[1]) if holes.get("date") else None
        if told and all(fact.reported == dated for fact in told):
            return Derived()
    return None


@sort("corroboration.stem")
def _figures(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """Two true statements with a number each; they can both be right unless they count one thing and lie apart."""
    told = [{fact for fact in _told(block, reader) if fact.count} for block in question.blocks]
    if [len(each) for each in told] != [1, 1]:
        return None
    (one,), (other,) = told
    if _contradict(one, other) or _contradict(other, one):
        return Derived(trouble="the two figures contradict one another")
    return Derived(told=reader.grammar.texts("corroboration.lead")[0])


def _contradict(one: Fact, other: Fact) -> bool:
    """True when the first can not be as high as the second: of one thing, or of a whole and a part of it.

    What the infobox counts is the whole battle.
    """
    assert one.count
    assert other.count
    most = one.count.quantity.high
    whole = one.by == INFOBOX or one.count.scope == other.count.scope
    return whole and one.count.measure == other.count.measure and most is not None and most < other.count.quantity.low


@sort("origins.stem")
def _origin(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    told = _told(" ".join(question.blocks), reader)
    if not told or not all(fact.named_source for fact in told):
        return None
    return Derived(told=reader.battle.source_name(told[0].by))


@sort("documents.stem")
def _documents(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """Three statements of the article, of three voices."""
    voices = set()
    for extract in question.blocks:
        holes_of = [
            each for each in reader.grammar.match("documents.extract", extract) if _told(each["statement"], reader)
        ]
        if not holes_of:
            return Derived(trouble=f"the article does not say so: {extract!r}")
        voices.add(_told(holes_of[0]["statement"], reader)[0].voice)
    return Derived() if len(voices) == len(question.blocks) == 3 else Derived(trouble="they are not of three voices")


@sort("essay.stem")
def _essay(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    names = (reader.battle.name, *reader.battle.aliases)
    return Derived() if any(same(holes["battle"], name) for name in names) else None
