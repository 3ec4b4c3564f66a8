"""Short answer: what would a historian need to know of an unnamed report?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make import voice
from edu.make.questions.workshop import Workshop
from edu.model.fact import REPORT, Fact
from edu.model.question import Criterion, Item, Kind


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each report of an unnamed source."""
    for fact in shop.askable():
        if fact.by == REPORT and fact.short and (fact.by_report or not fact.state):
            yield _item(shop, fact)


def _item(shop: Workshop, fact: Fact) -> Item:
    name, words = f"short-report-{fact.id}", shop.words
    date = voice.date_phrase(shop.battle, fact.reported) if fact.reported else ""
    day = shop.battle.date_words(fact.reported) if fact.reported and not fact.happened else ""
    extract = words.say("reports.extract", clause=fact.clause, date=date)
    accept, reject = words.say("reports.accept"), words.say("reports.reject")
    rubric = (
        Criterion(1, words.say("reports.earns_need"), (accept,), (reject,), (fact.id,)),
        Criterion(1, words.say("reports.earns_why"), (words.say("reports.accept_why"),), (), (fact.id,)),
    )
    return Item(
        id=name,
        kind=Kind.SHORT,
        stem=shop.say(name, "reports.stem"),
        extracts=(extract,),
        marks=2,
        bloom="evaluate",
        skill="sourcing",
        section=fact.section,
        family="short-report",
        facts=(fact.id,),
        alone="unnamed report",
        answer=words.say("reports.answer", clause=fact.clause, date=day),
        lines=3,
        rubric=rubric,
    )
