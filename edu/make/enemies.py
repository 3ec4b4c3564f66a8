"""Which questions must not stand on one paper, and why: a shared fact, an answer given away, stems alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu.make.markup import words_of
from edu.make.program import Row
from edu.model.question import Aspect, Item, Kind, Option

_MOST_LIKENESS = 0.65
"""Two stems this alike do not stand on one paper (rule Q4)."""

UNRULED = 2
"""Wrong options of a question of what the article leaves open that no other question of a paper rules out."""

_TABLES = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING)
"""Kinds whose options are statements: what they say is told, and is what sets one such item apart from another."""


@dataclass(frozen=True)
class Group:
    """Items, by index, of which a paper has one at most, and the reason as the end of a sentence."""

    members: tuple[int, ...]
    why: str


def groups(items: Sequence[Item]) -> tuple[Group, ...]:
    """Every limit that facts, words and stems set on a choice of items (rules Q3, Q4, Q5)."""
    wide = (*_forms(items), *_facts(items), *_alone(items))
    held = {pair for group in wide for pair in combinations(group.members, 2)}
    pairs = (*_leaks(items), *_alike(items))
    return (*wide, *(group for group in pairs if group.members not in held))


def cliques(apart: Sequence[Group], count: int) -> tuple[tuple[int, ...], ...]:
    """The same limits in fewer and wider groups, by which the best choice of `count` items is found sooner."""
    enemies: list[set[int]] = [set() for _ in range(count)]
    for group in apart:
        for index in group.members:
            enemies[index].update(group.members)
    wide: list[tuple[int, ...]] = []
    held: set[tuple[int, int]] = set()
    for group in sorted(apart, key=lambda group: -len(group.members)):
        if held.issuperset(combinations(group.members, 2)):
            continue
        members = set(group.members)
        for index in sorted(set.intersection(*(enemies[index] for index in members)) - members):
            if members <= enemies[index]:
                members.add(index)
        wide.append(tuple(sorted(members)))
        held.update(combinations(wide[-1], 2))
    return tuple(wide)


def open_ends(items: Sequence[Item]) -> tuple[Row, ...]:
    """Q5: beside a question of what the article leaves open, no more than a few others ask what its wrong options ask.

    A pupil sees that the article answers those. Two wrong options are left that nothing else on the paper rules out.
    A row for each such item: no two items of a paper share a fact, so that a wrong option is ruled out once at most.
    """
    rows = []
    for index, item in enumerate(items):
        wrong = [option.facts for option in item.options if not option.correct and _asks(option)]
        ruled: Counter[int] = Counter()
        for facts in wrong:
            ruled.update(i for i, other in enumerate(items) if i != index and not set(facts).isdisjoint(other.facts))
        if ruled:
            most = max(0, len(wrong) - UNRULED)
            rows.append(Row({index: most - len(wrong), **{i: -times for i, times in ruled.items()}}, -len(wrong)))
    return tuple(rows)


def _forms(items: Sequence[Item]) -> Iterator[Group]:
    """An item may be in the pool in several forms, easier and harder; a paper has one of them."""
    forms: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        forms[item.id].append(index)
    yield from (Group(tuple(them), "they are forms of one question") for them in forms.values() if len(them) > 1)


def _facts(items: Sequence[Item]) -> Iterator[Group]:
    """Q4, Q5: one item rests on a fact, and none beside it shows what the fact says."""
    asking: dict[str, list[int]] = defaultdict(list)
    showing: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for fact in dict.fromkeys(item.facts):
            asking[fact].append(index)
        for fact in dict.fromkeys(item.shows):
            if fact not in item.facts:
                showing[fact].append(index)
    for fact, askers in asking.items():
        if len(askers) > 1:
            yield Group(tuple(askers), f"both rest on {fact}")
        for shower in showing[fact]:
            yield Group(tuple(sorted((shower, *askers))), f"one shows {fact}, on which the other rests")


def _alone(items: Sequence[Item]) -> Iterator[Group]:
    """Items that declare one another enemies by the same word."""
    alone: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        if item.alone:
            alone[item.alone].append(index)
    yield from (Group(tuple(them), f"a paper has one of “{word}”") for word, them in alone.items() if len(them) > 1)


def _leaks(items: Sequence[Item]) -> Iterator[Group]:
    """Q3: the words that answer one item stand in another."""
    told = [_told(item).casefold() for item in items]
    for index, item in enumerate(items):
        for guard in dict.fromkeys(words_of(guard).casefold() for guard in item.guards):
            whole = re.compile(rf"(?<![\w,]){re.escape(guard)}(?!\w|,\d)")
            for other, text in enumerate(told):
                if other != index and guard in text and whole.search(text):
                    yield Group((min(index, other), max(index, other)), f"“{guard}” in one answers the other")


def _told(item: Item) -> str:
    """What an item tells a pupil: stem, passage, extracts, statements, events, pairs, and numbers or dates to tick.

    An option that is a question tells what it takes for granted.
    """
    seen = item.kind in (*_TABLES, Kind.ORDERING, Kind.MATCHING) or item.keep_order
    options = [option.text for option in item.options if seen or _asks(option)]
    responses = item.answers if item.kind is Kind.MATCHING else ()
    return words_of(" ".join((item.stem, item.passage, *item.extracts, *options, *responses)))


def _asks(option: Option) -> bool:
    return option.claim is not None and option.claim.aspect is Aspect.ANSWERED


def _alike(items: Sequence[Item]) -> Iterator[Group]:
    """Q4: two stems whose trigrams are alike by their Jaccard index."""
    bits: dict[tuple[str, ...], int] = {}
    sets = [sum(1 << bits.setdefault(each, len(bits)) for each in _trigrams(item)) for item in items]
    sizes = [each.bit_count() for each in sets]
    for (one, first), (other, second) in combinations(enumerate(sets), 2):
        shared = (first & second).bit_count()
        if shared and shared >= _MOST_LIKENESS * (sizes[one] + sizes[other] - shared):
            yield Group((one, other), "their stems are alike")


def _trigrams(item: Item) -> frozenset[tuple[str, ...]]:
    """Runs of three words of what sets an item apart: its stem, and the statements under it if it is a table."""
    statements = [option.text for option in item.options if item.kind in _TABLES]
    words = words_of(" ".join((item.stem, item.passage, *statements))).casefold().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))
