"""Several choice: which events does the article date by a report?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make import voice
from edu.make.questions.workshop import SEVERAL, Workshop, ids
from edu.make.words import printed
from edu.model.question import Aspect, Claim, Item, Kind

_REPORTS, _EVENTS = 3, 2


def items(shop: Workshop) -> Iterator[Item]:
    """One item over the battle's dated events, if two or more are dated by reports and two or more by themselves."""
    name, words = "several-report-dates", shop.words
    dated = shop.facts_drawn(name, (fact for fact in shop.askable() if fact.event))
    reports = [fact for fact in dated if fact.by_report][:_REPORTS]
    events = [fact for fact in dated if not fact.by_report][:_EVENTS]
    if len(reports) < 2 or len(events) < 2:
        return
    facts = [*reports, *events]
    options = []
    for fact in facts:
        assert fact.when is not None
        date = voice.date_phrase(shop.battle, fact.when)
        why = words.say(f"report_dates.{'is_report' if fact.by_report else 'is_event'}", date=date)
        option = shop.option(printed(fact.event), Claim(fact.id, Aspect.REPORTED, "reported"), why, (fact.id,))
        if option is None:
            return
        options.append(option)
    yield Item(
        id=name,
        kind=Kind.SEVERAL,
        stem=shop.asked(name, "report_dates.stem", SEVERAL),
        marks=2,
        bloom="analyse",
        skill="sourcing",
        section=facts[0].section,
        family="several-report-dates",
        options=tuple(options),
        facts=ids(facts),
    )
