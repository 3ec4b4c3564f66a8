"""Several choice: bounds, lists of the infobox, kinds of date, named sources. Each option is judged on its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make import voice
from edu.make.questions.workshop import Workshop, distinct
from edu.make.words import capital
from edu.model.battle import ARTICLE, Count, Fact, mentions
from edu.model.question import Aspect, Claim, Item, Kind, Option

_LEAST_FACTS = 4


def items(shop: Workshop) -> Iterator[Item]:
    """All several-choice items the battle can carry."""
    for fact in shop.askable():
        if fact.count and not fact.count.quantity.exact and not fact.count.quantity.about:
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
        origin="generated",
        options=tuple(options),
        facts=ids,
        locators=shop.locators(*ids),
        keep_order=keep,
        scoring=shop.words.say("several.scoring"),
    )


def _bounds(shop: Workshop, fact: Fact, count: Count) -> Item | None:
    """Which totals agree with "200+"? Numbers on both sides of the bound, the bound itself among them."""
    name = f"several-bounds-{fact.id}"
    rng, words, quantity = shop.rng(name), shop.words, count.quantity
    named, high = quantity.named, quantity.high
    step = max(1, named // 10)
    numbers = {max(0, named - rng.choice((1, 2, 3)) * step), named, named + rng.choice((1, 2, 3)) * step}
    numbers.add(high + step if high is not None else named * rng.choice((2, 3)) or 5)
    bound = quantity.words()
    options = []
    for number in sorted(numbers):
        if not quantity.allows(number):
            sort = "limit" if quantity.over and number == named else "below" if number < quantity.low else "above"
        elif high is not None:
            sort = "range_inside"
        else:
            sort = "lowest" if number == quantity.low else "inside"
        why = words.say(f"several.bounds.{sort}", bound=bound, named=f"{named:,}")
        options.append(shop.option(f"{number:,}", Claim(fact.id, Aspect.AGREES, number), why, (fact.id,)))
    side = shop.battle.side_by_id.get(fact.side or "")
    what = (
        f"the {'losses' if count.measure in ('killed', 'lost') else count.measure} of the {side.name.lower()}"
        if side
        else count.measure
    )
    stem = words.say("several.bounds.stem", rng, Voice=capital(shop.place(fact)), what=what, written=count.written)
    return _item(shop, name, stem, distinct(options), (fact,), "bounds", keep=True)


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
    reports = [fact for fact in dated if fact.reported]
    events = [fact for fact in dated if not fact.reported]
    if len(reports) < 2 or len(events) < 2:
        return None
    facts = [*rng.sample(reports, min(3, len(reports))), *rng.sample(events, 2)]
    options = []
    for fact in facts:
        assert fact.when is not None
        date = voice.date_phrase(shop.battle, fact.when)
        why = words.say(f"several.reported.{'is_report' if fact.reported else 'is_event'}", date=date)
        claim = Claim(fact.id, Aspect.REPORTED, "reported")
        options.append(shop.option(capital(fact.event), claim, why, (fact.id,)))
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
        truth = fact.named_source
        claim = Claim(fact.id, Aspect.BY, fact.by if truth else ARTICLE)
        ground = "the article names its source" if truth else "the article names no source for it"
        options.append(Option(capital(fact.clause), truth, ground, why, (fact.id,), claim=claim))
    return _item(shop, name, words.say("several.named.stem", rng), distinct(options), facts, "sourcing")
