"""Several choice: which statements have a named source?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.workshop import SEVERAL, Workshop, ids
from edu.make.words import printed
from edu.model.question import Aspect, Claim, Item, Kind

_NAMED, _OTHERS = 3, 2


def items(shop: Workshop) -> Iterator[Item]:
    """One item: named claims among the article's own statements and unnamed reports."""
    name, words = "several-named-sources", shop.words
    facts = shop.facts_drawn(name, shop.askable(infobox=False))
    named = [fact for fact in facts if fact.named_source][:_NAMED]
    others = [fact for fact in facts if fact.short and not fact.named_source and not fact.event][:_OTHERS]
    if len(named) < 2 or len(others) < 2:
        return
    options = []
    for fact in (*named, *others):
        why = words.say(f"named_sources.{('own', 'named', 'report')[fact.voice]}", source=shop.place(fact))
        option = shop.option(printed(fact.clause), Claim(fact.id, Aspect.NAMED, ""), why, (fact.id,))
        if option is not None:
            options.append(option)
    if not 2 <= sum(option.correct for option in options) < len(options):
        return
    yield Item(
        id=name,
        kind=Kind.SEVERAL,
        stem=shop.asked(name, "named_sources.stem", SEVERAL),
        marks=2,
        bloom="analyse",
        skill="sourcing",
        section=named[0].section,
        family="several-named-sources",
        options=tuple(options),
        facts=ids([*named, *others]),
    )
