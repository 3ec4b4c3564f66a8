"""Several choice: what does the infobox enter in a list?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu.make.questions.workshop import SEVERAL, Workshop, ids
from edu.model.fact import Fact, mentions
from edu.model.question import Aspect, Claim, Item, Kind, Option

_RIGHT, _ALL = 3, 5


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each closed list of the infobox."""
    for name in dict.fromkeys(fact.entry_of for fact in shop.askable() if fact.entry_of):
        yield from _item(shop, name, [fact for fact in shop.askable() if fact.entry_of == name])


def _item(shop: Workshop, name: str, facts: list[Fact]) -> Iterator[Item]:
    item, battle = "-".join(("several-list", *re.findall(r"\w+", name.casefold()))), shop.battle
    entered = [mention.entity for fact in facts for mention in mentions(fact.says)]
    kinds = {kind for each in entered for kind in battle.entity_by_id[each].types}
    others: list[str] = []
    for other in shop.drawn(item, battle.entities, lambda entity: entity.id):
        near = any(battle.overlap(other.id, taken) for taken in (*entered, *others))
        if other.side and kinds & set(other.types) and not near:
            others.append(other.id)
    options: dict[str, Option] = {}
    for entity in [*entered, *others]:
        why = shop.words.say(f"lists.{'listed' if entity in entered else 'unlisted'}")
        option = shop.option(shop.entity_words(entity), Claim(facts[0].id, Aspect.ENTRY, entity), why, (facts[0].id,))
        if option is not None:
            options.setdefault(option.text.casefold(), option)
    right = [option for option in options.values() if option.correct][:_RIGHT]
    kept = (*right, *[option for option in options.values() if not option.correct][: _ALL - len(right)])
    if not 2 <= len(right) < len(kept):
        return
    yield Item(
        id=item,
        kind=Kind.SEVERAL,
        stem=shop.asked(item, "lists.stem", SEVERAL, list=name),
        marks=2,
        bloom="understand",
        skill="recall",
        section=facts[0].section,
        family="several-list",
        options=kept,
        facts=ids(facts),
    )
