"""Small pools of questions, for choosing among."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from edu.model.question import Item, Kind


def item(name: str, *facts: str, **fields: Any) -> Item:
    """A question that rests on facts; every other field has a plain value unless it is given."""
    plain = Item(
        id=name,
        kind=Kind.SINGLE,
        stem=f"What is told of {name}?",
        marks=1,
        bloom="remember",
        skill="recall",
        section="story",
        facts=facts or (f"fact-{name}",),
    )
    return replace(plain, **fields)


def pool(number: int, **fields: Any) -> tuple[Item, ...]:
    """So many questions that do not touch one another."""
    return tuple(item(f"{fields.get('section', 'plain')}{place}", **fields) for place in range(number))


def together(one: Item, other: Item) -> bool:
    """Whether two questions may stand on one paper, by rules Q4 and Q5 read off their fields alone."""
    shared = {*one.facts} & {*other.facts} or {*one.facts} & {*other.shows} or {*one.shows} & {*other.facts}
    return not shared and one.id != other.id and not (one.alone and one.alone == other.alone)
