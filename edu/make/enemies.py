"""Which questions must not stand on one paper, and why: a shared fact, an answer given away, stems alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu.make.markup import words_of
from edu.make.program import Row
from edu.make.review import language
from edu.model.question import Aspect, Item, Kind, Option

_MOST_LIKENESS = 0.65
"""Two stems this alike do not stand on one paper (rule Q4)."""

UNRULED = 2
"""Wrong options of a question that no other question of a paper rules out."""

_RULED_COST = 100_000_000
"""What a choice of a small battle loses for each wrong option that is ruled out: more than for a line of the blueprint
that falls short, since it keeps these only nearly as it is."""

_SAME = 0.6
"""The share of a statement's telling words in another question from which both tell of one thing."""
_LEAST_SAME = 3

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
    pairs = (*_leaks(items), *_denials(items), *_alike(items))
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


def ruled_out(items: Sequence[Item], small: bool = False) -> tuple[Row, ...]:
    """Q5: beside an item whose wrong options others rule out, no more than a few of these.

    A pupil sees that the article answers what another question asks, and that a date is that of something else. Of a
    question of what the article leaves open two wrong options are left that nothing else on the paper rules out. In a
    `small` battle, which gives fewer questions than are wanted, that holds of dates too, one of them from the article,
    and no option is ruled out where that can be had: there the same few questions stand together again and again.
    """
    rows = []
    for index, (item, out) in enumerate(zip(items, _ruling(items, small), strict=True)):
        ruled = Counter(other for others in out for other in others if other != index)
        if not ruled:
            continue
        times, others = ruled.total(), {other: -times for other, times in ruled.items()}
        wrong = sum(not option.correct for option in item.options)
        most = max(0, min(wrong - UNRULED, len(out) - 1))
        rows.append(Row({index: most - times, **others}, -times))
        if small and most:
            rows.append(Row({index: -times, **others}, -times, cost=_RULED_COST))
    return tuple(rows)


def _ruling(items: Sequence[Item], dates: bool) -> Iterator[list[list[int]]]:
    """For each item the wrong options that another may rule out, each as the indexes of those that do."""
    asking: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for fact in dict.fromkeys(item.facts):
            asking[fact].append(index)
    told = [" ".join(_sentences(item)).casefold() for item in items] if dates else []
    where: dict[str, list[int]] = {}
    for item in items:
        out = []
        for option in item.options:
            if option.correct or item.kind is not Kind.SINGLE:
                continue
            if _asks(option):
                out.append(list(dict.fromkeys(other for fact in option.facts for other in asking[fact])))
            elif dates and item.keep_order and _when(option) and not set(option.facts) <= {*item.facts}:
                date = words_of(option.text).casefold()
                if date not in where:
                    whole = re.compile(rf"(?<![\w,])(?<!\d ){re.escape(date)}(?!\w)")
                    where[date] = [other for other, text in enumerate(told) if date in text and whole.search(text)]
                out.append(where[date])
        yield out


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


def _denials(items: Sequence[Item]) -> Iterator[Group]:
    """Q5: a wrong statement of one item is contradicted by another, which tells of the same thing."""
    told = [[language.content(text) for text in _sentences(item)] for item in items]
    for index, item in enumerate(items):
        for option in item.options if item.kind is Kind.SINGLE else ():
            if option.correct or option.claim is None or option.claim.aspect is not Aspect.SAYS:
                continue
            said = language.content(words_of(option.text))
            for other, sentences in enumerate(told):
                shared = max((len(said & words) for words in sentences), default=0)
                if other != index and shared >= max(_LEAST_SAME, _SAME * len(said)):
                    why = f"one tells of “{words_of(option.text)}” in the other"
                    yield Group((min(index, other), max(index, other)), why)


def _sentences(item: Item) -> list[str]:
    """What an item tells outside options to choose from."""
    return [words_of(each) for each in (item.stem, *item.passage.split(". "), *_shown(item))]


def _told(item: Item) -> str:
    """What an item tells a pupil: stem, passage, extracts, statements, events, pairs, and numbers or dates to tick.

    An option that is a question tells what it takes for granted.
    """
    return words_of(" ".join((item.stem, item.passage, *_shown(item, choices=True))))


def _shown(item: Item, choices: bool = False) -> tuple[str, ...]:
    """Extracts, statements, events and pairs; with `choices` also numbers or dates to tick, and questions."""
    told = item.kind in (*_TABLES, Kind.ORDERING, Kind.MATCHING) or (choices and item.keep_order)
    options = (option.text for option in item.options if told or (choices and _asks(option)))
    return (*item.extracts, *options, *(item.answers if item.kind is Kind.MATCHING else ()))


def _when(option: Option) -> bool:
    return option.claim is not None and option.claim.aspect is Aspect.WHEN


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
