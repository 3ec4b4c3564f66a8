"""Claim sorting: does the article say it itself, say who said it, or not say who?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.markup import words_of
from edu.make.proof import prove
from edu.make.questions.columns import heads
from edu.make.questions.workshop import Workshop, ids
from edu.make.words import printed
from edu.model.fact import ARTICLE, REPORT, Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option

_ROWS = 4
_SORTS = {ARTICLE: "article", REPORT: "report"}


def items(shop: Workshop) -> Iterator[Item]:
    """One table around each claim of a named source, with each of the three sorts in it."""
    facts = [fact for fact in shop.askable(infobox=False) if _may_stand(shop, fact)]
    sorts = [[fact for fact in facts if fact.voice == column] for column in range(3)]
    if all(sorts) and len(facts) >= _ROWS:
        for fact in sorts[1]:
            if shop.wants(f"sorting-{fact.id}"):
                yield _item(shop, fact, sorts)


def _may_stand(shop: Workshop, fact: Fact) -> bool:
    settled = prove(shop.battle, Claim(fact.id, Aspect.NAMED, "")).truth is not None
    return bool(fact.short) and not fact.passage and not fact.state and settled


def _item(shop: Workshop, fact: Fact, sorts: list[list[Fact]]) -> Item:
    name, words, battle = f"sorting-{fact.id}", shop.words, shop.battle
    columns = heads(words, "sorting.heads", 3)
    own, named, reports = (shop.facts_drawn(name, facts) for facts in sorts)
    rows = [fact, own[0], reports[0]]
    rest = [each for each in (*own, *named, *reports) if each not in rows]
    rows += shop.facts_drawn(f"{name}/rest", rest)[: _ROWS - len(rows)]
    options = [
        Option(
            printed(f"{each.clause}."),
            True,
            "attribution in the article",
            words.say(f"sorting.{_SORTS.get(each.by, 'source')}", source=battle.source_name(each.by)),
            (each.id,),
            columns[each.voice],
            Claim(each.id, Aspect.BY, each.by),
        )
        for each in rows
    ]
    letters = ", ".join(f"{words_of(head)[:1]} {words_of(head).lower()}" for head in columns)
    return Item(
        id=name,
        kind=Kind.SORTING,
        stem=shop.say(name, "sorting.stem"),
        marks=2,
        bloom="analyse",
        skill="sourcing",
        section=fact.section,
        family="sorting",
        options=tuple(options),
        facts=ids(rows),
        head=words.say("sorting.head"),
        answers=columns,
        scoring=words.say("sorting.scoring", letters=letters),
        prompt=words.say("sorting.prompt"),
    )
