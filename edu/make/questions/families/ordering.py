"""Ordering: events from earliest to latest, by the dates of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from edu.make import voice
from edu.make.questions.workshop import Workshop, ids
from edu.make.told import events_told_once
from edu.make.words import capital
from edu.model.fact import Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option

_SIZES = (("ordering-long", 6), ("ordering-short", 4))


def items(shop: Workshop) -> Iterator[Item]:
    """A long and a short task.

    Where dates leave open which of two events came first, either order is right, and the key says so.
    """
    facts = events_told_once(shop.battle)
    for name, size in _SIZES:
        for orderly in (_apart, _nearly_apart):
            chosen = _chosen(shop.facts_drawn(name, facts), size, orderly)
            if len(chosen) == size:
                yield _item(shop, name, chosen)
                break


def _chosen(drawn: Sequence[Fact], size: int, orderly: Callable[[Sequence[Fact]], bool]) -> list[Fact]:
    """Up to `size` facts in order of time, each added only if the order stays one that can be marked."""
    kept: list[Fact] = []
    for fact in drawn:
        tried = sorted((*kept, fact), key=_start)
        if len(kept) < size and orderly(tried):
            kept = tried
    return kept


def _start(fact: Fact) -> tuple[int, int, str]:
    assert fact.when is not None
    return (*fact.when.possible, fact.id)


def _before(one: Fact, other: Fact) -> bool:
    return one.when is not None and other.when is not None and one.when.before(other.when)


def _apart(facts: Sequence[Fact]) -> bool:
    """Every event certainly comes before the next."""
    return all(_before(a, b) for a, b in pairwise(facts))


def _nearly_apart(facts: Sequence[Fact]) -> bool:
    """One pair of neighbours may stand in either order; every other order is certain."""
    free = sum(not _before(a, b) for a, b in pairwise(facts))
    return free <= 1 and all(_before(a, b) for i, a in enumerate(facts) for b in facts[i + 2 :])


def _item(shop: Workshop, name: str, facts: Sequence[Fact]) -> Item:
    words, count, marks = shop.words, len(facts), len(facts) - 1
    options = []
    for rank, fact in enumerate(facts, 1):
        assert fact.when is not None
        text = shop.told_event(fact, fact.event)
        why = words.say("ordering.why", Date=capital(voice.date_phrase(shop.battle, fact.when)))
        claim = Claim(fact.id, Aspect.WHEN, fact.when)
        options.append(Option(text, True, "certain order", why, (fact.id,), str(rank), claim))
    either = tuple((rank, rank + 1) for rank, (a, b) in enumerate(pairwise(facts), 1) if not _before(a, b))
    swap = "".join(words.say("ordering.either", one=one, other=other) for one, other in either)
    return Item(
        id=name,
        kind=Kind.ORDERING,
        stem=shop.say(name, "ordering.stem", count=count),
        marks=marks,
        bloom="understand",
        skill="chronology",
        section=facts[0].section,
        family=name,
        options=tuple(options),
        facts=ids(facts),
        scoring=words.say("ordering.scoring", count=count, marks=marks, either=swap),
        either_order=either,
    )
