"""Several choice: bounds, lists of the infobox, kinds of date, named sources. Each option is judged on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from edu.make import voice
from edu.make.questions.workshop import Workshop, distinct
from edu.make.words import printed
from edu.model.fact import Count, Fact, mentions
from edu.model.quantity import Quantity
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """All several-choice items the battle can carry."""
    for fact in shop.askable():
        if fact.count and fact.count.quantity.open and not fact.count.quantity.about:
            yield from _checked(_bounds(shop, fact, fact.count))
    lists = dict.fromkeys(fact.entry_of for fact in shop.askable() if fact.entry_of)
    for number, name in enumerate(lists, 1):
        yield from _checked(_entries(shop, name, number))
    yield from _checked(_reported(shop))
    yield from _checked(_named(shop))


def _checked(item: Item | None) -> Iterator[Item]:
    """The item if two or more, and not all, of its options are right (rule M1)."""
    if item and 2 <= sum(option.correct for option in item.options) < len(item.options):
        yield item


def _item(
    shop: Workshop,
    name: str,
    stem: str,
    options: Sequence[Option],
    facts: Sequence[Fact],
    skill: str,
    keep: bool = False,
) -> Item:
    ids = tuple(fact.id for fact in facts)
    return Item(
        id=name,
        kind=Kind.SEVERAL,
        stem=f"{stem} {shop.words.say('voice.directive.several')}",
        marks=2,
        bloom="understand" if skill == "recall" else "analyse",
        skill=skill,
        section=facts[0].section,
        options=tuple(options),
        facts=ids,
        keep_order=keep,
        alone=skill if skill == "bounds" else "",
    )


def _bounds(shop: Workshop, fact: Fact, count: Count) -> Item | None:
    """Which totals agree with "200+"? Five numbers about the bound, the bound itself among them."""
    name = f"several-bounds-{fact.id}"
    rng, words, quantity = shop.rng(name), shop.words, count.quantity
    named = quantity.named
    options = [_total(shop, fact, count, number) for number in sorted(_totals(rng, quantity))]
    quoted = f"“{count.written.removesuffix(count.unit).strip()}”"
    statement = shop.statement(fact, fact.with_count(quoted))
    stem = words.say("several.bounds.stem", rng, statement=statement, named=f"{named:,}")
    return _item(shop, name, stem, distinct(options), (fact,), "bounds", keep=True)


def _totals(rng: Random, quantity: Quantity) -> set[int]:
    """One to three numbers below the bound, the number it names, and others above, five in all where there is room."""
    named, step = quantity.named, max(1, quantity.named // 10)
    below = [number for number in (named - k * step for k in (1, 2, 3, 5)) if number >= 0]
    above = [named + k * step for k in (1, 3, 5)] + [named * 2 + step]
    fewer = rng.choice((1, 2)) if quantity.over else rng.choice((1, 2, 3))
    chosen = rng.sample(below, min(fewer, len(below)))
    return {named, *chosen, *rng.sample(above, 4 - len(chosen))}


def _total(shop: Workshop, fact: Fact, count: Count, number: int) -> Option | None:
    quantity = count.quantity
    if quantity.allows(number):
        sort = "lowest" if number == quantity.low else "inside"
    else:
        sort = "limit" if quantity.over and number == quantity.named else "below"
    why = shop.words.say(f"several.bounds.{sort}", bound=quantity.words(), named=f"{quantity.named:,}")
    return shop.option(f"{number:,}", Claim(fact.id, Aspect.AGREES, number), why, (fact.id,))


def _entries(shop: Workshop, name: str, number: int) -> Item | None:
    facts = [fact for fact in shop.askable() if fact.entry_of == name]
    item, words = f"several-list-{number}", shop.words
    entered = [mention.entity for fact in facts for mention in mentions(fact.says)]
    others: list[str] = []
    for other in sorted(shop.battle.entities, key=lambda entity: -len(entity.part_of)):
        near = any(shop.battle.overlap(other.id, taken) for taken in (*entered, *others))
        if other.side and other.types and not near:
            others.append(other.id)
    options = []
    for entity in [*entered, *others]:
        why = words.say(f"several.entries.{'listed' if entity in entered else 'unlisted'}")
        claim = Claim(facts[0].id, Aspect.ENTRY, entity)
        options.append(shop.option(shop.entity_words(entity), claim, why, (facts[0].id,)))
    rng = shop.rng(item)
    kept = distinct(options)
    right = [option for option in kept if option.correct][:3]
    wrong = [option for option in kept if not option.correct][: 5 - len(right)]
    return _item(shop, item, words.say("several.entries.stem", rng, list=name), [*right, *wrong], facts, "recall")


def _reported(shop: Workshop) -> Item | None:
    """Which events are dated by a report? The difference between the two kinds of date, over the battle's events."""
    name, words = "several-report-dates", shop.words
    rng = shop.rng(name)
    dated = [fact for fact in shop.askable() if fact.event]
    reports = [fact for fact in dated if fact.by_report]
    events = [fact for fact in dated if not fact.by_report]
    if len(reports) < 2 or len(events) < 2:
        return None
    facts = [*rng.sample(reports, min(3, len(reports))), *rng.sample(events, 2)]
    options = []
    for fact in facts:
        assert fact.when is not None
        date = voice.date_phrase(shop.battle, fact.when)
        why = words.say(f"several.reported.{'is_report' if fact.by_report else 'is_event'}", date=date)
        claim = Claim(fact.id, Aspect.REPORTED, "reported")
        options.append(shop.option(printed(fact.event), claim, why, (fact.id,)))
    return _item(shop, name, words.say("several.reported.stem", rng), distinct(options), facts, "sourcing")


def _named(shop: Workshop) -> Item | None:
    """Which statements have a named source? Named claims among the article's own statements and unnamed reports."""
    name, words = "several-named-sources", shop.words
    rng = shop.rng(name)
    named = [fact for fact in shop.askable(infobox=False) if fact.named_source]
    others = [fact for fact in shop.askable(infobox=False) if fact.short and not fact.named_source and not fact.event]
    if len(named) < 2 or len(others) < 2:
        return None
    facts = [*rng.sample(named, min(3, len(named))), *rng.sample(others, 2)]
    options = []
    for fact in facts:
        source = shop.place(fact)
        why = words.say(f"several.named.{'named' if fact.named_source else 'unnamed'}", source=source)
        options.append(shop.option(printed(fact.clause), Claim(fact.id, Aspect.NAMED, ""), why, (fact.id,)))
    return _item(shop, name, words.say("several.named.stem", rng), distinct(options), facts, "sourcing")
