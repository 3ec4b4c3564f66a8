"""Single choice: which number does the article give?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import log

from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop, once
from edu.make.review.cues import NEAR
from edu.model.fact import Count, Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option

_BLANK = "_____"

_ONE = 1
"""A number that fits no gap beside others: "1 guns" is ruled out unread, and so is every other in "_____ gun"."""

_FAR = (NEAR, 100)
"""How many times as great or as small a wrong number may be: as the rule asks; else so that it tempts somebody."""


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each fact with an exact figure; a bound has no single answer, and 1 shows by its grammar."""
    for fact in shop.askable():
        if fact.count and fact.count.quantity.exact and fact.count.quantity.low != _ONE:
            yield from _item(shop, fact, fact.count)


def _item(shop: Workshop, fact: Fact, count: Count) -> Iterator[Item]:
    name, number = f"single-number-{fact.id}", count.quantity.low
    if not shop.wants(name):
        return
    key = _option(shop, fact, number, shop.words.say("numbers.why.right", voice=shop.place(fact)), fact)
    wrong = []
    for other in _near_enough(shop.battle.facts, fact, number):
        if other.count and other.id != fact.id and not other.count.quantity.about:
            why = shop.words.say("numbers.why.other", other=shop.statement(other))
            near = -abs(log((other.count.quantity.named + 1) / (number + 1)))
            wrong.append(Candidate(_option(shop, fact, other.count.quantity.named, why, other), other.id, near))
    taken = {figure for other in shop.battle.known for figure in _figures(other)}
    for near in _near(number):
        if f"{near:,}" not in taken:
            option = _option(shop, fact, near, shop.words.say("numbers.why.nowhere"), fact)
            wrong.append(Candidate(option, str(near), 1.0, attested=False))
    chosen = choose(shop, name, key, wrong, size=_number)
    if key is None or chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, "numbers.gap", SINGLE, statement=shop.statement(fact, fact.with_count(_BLANK))),
        marks=1,
        bloom="remember",
        skill="recall",
        section=fact.section,
        family="single-number",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        keep_order=True,
        guards=chosen.texts,
    )


def _near_enough(facts: Sequence[Fact], fact: Fact, number: int) -> Sequence[Fact]:
    """Facts whose figures are near enough to tempt, if there are enough of them (rule M26)."""
    counted = {other.id: other.count.quantity.named for other in facts if other.count and other.id != fact.id}
    counted = {name: named for name, named in counted.items() if named != _ONE}
    for far in _FAR:
        near = {name for name, named in counted.items() if named <= far * number and number <= far * named}
        if len({counted[name] for name in near} - {number}) >= (MOST if far == _FAR[0] else 2):
            return [other for other in facts if other.id in near]
    return [other for other in facts if other.id in counted]


def _figures(fact: Fact) -> list[str]:
    """Every figure in the words of a fact: "72 hours" is one, though nothing is counted by it."""
    scope = fact.count.scope if fact.count else ""
    return re.findall(r"\d(?:[\d,]*\d)?", " ".join((fact.clause, fact.short, scope)))


def _near(number: int) -> list[int]:
    """Numbers about as large and as round as this one, on both sides of it."""
    step = 10 ** max(len(str(number)) - 2, 0)
    return [near for k in (-4, -3, -2, -1, 1, 2, 3, 4) if (near := number + k * step) > _ONE]


def _option(shop: Workshop, fact: Fact, number: int, why: str, told: Fact) -> Option | None:
    return shop.option(f"{number:,}", Claim(fact.id, Aspect.COUNT, number), why, once((fact.id, told.id)))


def _number(option: Option) -> float:
    assert option.claim is not None
    assert isinstance(option.claim.value, int)
    return option.claim.value
