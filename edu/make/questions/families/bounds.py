"""Several choice: which totals agree with a figure that leaves room?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.workshop import SEVERAL, Workshop
from edu.model.fact import Count, Fact
from edu.model.quantity import Quantity
from edu.model.question import Aspect, Claim, Item, Kind, Option

_TOTALS = 5


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each figure with an open end or a range; "about" rules nothing out."""
    for fact in shop.askable():
        if fact.count and not fact.count.quantity.exact and not fact.count.quantity.about:
            yield from _item(shop, fact, fact.count)


def _item(shop: Workshop, fact: Fact, count: Count) -> Iterator[Item]:
    name = f"several-bounds-{fact.id}"
    options = [_total(shop, fact, count, number) for number in sorted(_totals(shop, name, count.quantity))]
    kept = tuple(option for option in options if option is not None)
    if not 2 <= sum(option.correct for option in kept) < len(kept):
        return
    quoted = f"“{count.written.removesuffix(count.unit).strip()}”"
    statement = shop.statement(fact, fact.with_count(quoted))
    yield Item(
        id=name,
        kind=Kind.SEVERAL,
        stem=shop.asked(name, "bounds.stem", SEVERAL, statement=statement),
        marks=2,
        bloom="analyse",
        skill="bounds",
        section=fact.section,
        family="several-bounds",
        options=kept,
        facts=(fact.id,),
        keep_order=True,
        alone="bounds",
    )


def _totals(shop: Workshop, name: str, quantity: Quantity) -> set[int]:
    """Numbers below, at and above the ends, five in all where there is room.

    The number that the figure names is always one of them: whether it agrees is what the figure's wording decides.
    """
    named, high = quantity.named, quantity.high
    step = max(1, named // 10)
    below = [number for number in (named - k * step for k in (1, 2, 3, 5)) if number >= 0]
    if high is None:
        inside, above = [named + k * step for k in (1, 3, 5)] + [named * 2 + step], []
    else:
        inside = sorted({named + (high - named) * k // 4 for k in (1, 2, 3)} - {named, high})
        above = [high + k * step for k in (1, 2, 4)]
    outside = [*below, *above]
    fewer = 1 + int(shop.chance(name, "outside") * (2 if quantity.over else 3))

    def some(numbers: list[int], count: int) -> list[int]:
        return shop.drawn(name, numbers, str)[:count]

    ends = {named} if high is None else {named, high}
    chosen = ends | set(some(outside, min(fewer, len(outside))))
    return chosen | set(some(inside, _TOTALS - len(chosen)))


def _total(shop: Workshop, fact: Fact, count: Count, number: int) -> Option | None:
    quantity = count.quantity
    if quantity.allows(number):
        sort = "lowest" if number == quantity.low else "highest" if number == quantity.high else "inside"
        sort = "between" if sort == "inside" and quantity.high is not None else sort
    else:
        sort = "limit" if quantity.over and number == quantity.named else "below" if number < quantity.low else "above"
    why = shop.words.say(f"bounds.{sort}", bound=quantity.words(), named=f"{quantity.named:,}")
    return shop.option(f"{number:,}", Claim(fact.id, Aspect.AGREES, number), why, (fact.id,))
