"""Choosing the questions of a quiz: of many kinds, and none that gives another away. All is drawn from the seed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from edu.make.markup import words_of
from edu.model.question import Item, Kind

SHARES: Mapping[Kind, float] = {
    Kind.SINGLE: 7,
    Kind.SEVERAL: 2,
    Kind.JUDGING: 1,
    Kind.TRUE_FALSE: 1,
    Kind.SORTING: 1,
    Kind.ORDERING: 1,
    Kind.MATCHING: 2,
    Kind.CLOZE: 1,
    Kind.CHART: 1,
    Kind.SHORT: 4,
    Kind.DOCUMENTS: 1,
    Kind.ESSAY: 1,
}
"""Questions of each kind in a quiz of twenty; other lengths keep the proportions as far as they can."""

_BROAD = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING, Kind.ORDERING, Kind.MATCHING, Kind.CLOZE)
_BROAD_LEFT_OUT = 3
"""Kinds that use many facts; a quiz leaves two of them out, so that it is not always of the few items that fit beside
all five."""

_ESSAY_CHANCE = 0.3
"""How often a quiz may hold an essay: it takes a page to write and most time to mark."""

_ATTEMPTS = 400
_NEAR_ENOUGH = 4
"""A choice this near to the wanted kinds is taken at once: the very nearest would always be of the same few items."""

_MOST_LIKENESS = 0.65
"""Two stems this alike do not stand on one paper (rule Q4)."""

_SCARCE_FIRST = (
    Kind.ORDERING,
    Kind.SORTING,
    Kind.CLOZE,
    Kind.MATCHING,
    Kind.JUDGING,
    Kind.TRUE_FALSE,
    Kind.CHART,
    Kind.SEVERAL,
    Kind.DOCUMENTS,
    Kind.ESSAY,
    Kind.SHORT,
    Kind.SINGLE,
)
"""Kinds that use many facts at once are placed first, while there is room for them."""


def select(items: Sequence[Item], count: int, seed: int) -> tuple[Item, ...]:
    """Chooses up to `count` items, none of which rests on a fact of another or shows its answer (rules Q3, Q4, Q5).

    Of a fixed number of greedy attempts the one that reaches most items, and comes nearest to the wanted number of
    each kind, is taken. The battle may carry fewer than `count`.
    """
    foes = _conflicts(items)
    essay = Random(f"{seed}/essay").random() < _ESSAY_CHANCE
    best: list[int] = []
    best_score = (-1, 0)
    for attempt in range(_ATTEMPTS):
        rng = Random(f"{seed}/choice/{attempt}")
        left_out = {*rng.sample(_BROAD, _BROAD_LEFT_OUT)} if attempt % 4 else set()
        left_out |= set() if essay else {Kind.ESSAY}
        wanted = _shares(items, count, frozenset(left_out))
        order = _SCARCE_FIRST if attempt % 2 else tuple(rng.sample(list(wanted), len(wanted)))
        chosen = _attempt(items, foes, wanted, count, rng, order)
        score = (len(chosen), -_distance(Counter(items[i].kind for i in chosen), wanted))
        if score > best_score:
            best, best_score = chosen, score
        if best_score >= (count, -_NEAR_ENOUGH):
            break
    return tuple(items[i] for i in best)


def _distance(have: Counter[Kind], wanted: Counter[Kind]) -> int:
    """How far a choice is from the wanted numbers of each kind; a kind that is missing counts three times."""
    far = sum(abs(have[kind] - wanted[kind]) for kind in wanted)
    return far + 2 * sum(1 for kind in wanted if wanted[kind] and not have[kind])


def _shares(items: Sequence[Item], count: int, left_out: frozenset[Kind]) -> Counter[Kind]:
    """How many of each kind but those left out: by largest remainder, no more than there are."""
    there = Counter(item.kind for item in items if item.kind not in left_out)
    total = sum(share for kind, share in SHARES.items() if there[kind])
    exact = {kind: count * SHARES[kind] / total for kind in SHARES if there[kind]}
    shares = Counter({kind: min(int(share), there[kind]) for kind, share in exact.items()})
    by_rest = sorted(exact, key=lambda kind: exact[kind] - int(exact[kind]), reverse=True)
    for kind in by_rest:
        if shares.total() < count and shares[kind] < there[kind]:
            shares[kind] += 1
    return shares


def _conflicts(items: Sequence[Item]) -> tuple[frozenset[int], ...]:
    """For each item the indexes of those that must not stand on one paper with it."""
    facts = [frozenset(item.facts) for item in items]
    shows = [frozenset(item.shows) for item in items]
    told = [_told(item) for item in items]
    keys = [_guard(item) for item in items]
    trigrams = [_trigrams(item) for item in items]
    foes: list[set[int]] = [set() for _ in items]
    for i in range(len(items)):
        for j in range(i):
            leak = any(k.search(text) for k, text in ((keys[i], told[j]), (keys[j], told[i])) if k)
            one_only = items[i].alone != "" and items[i].alone == items[j].alone
            alike = _likeness(trigrams[i], trigrams[j]) >= _MOST_LIKENESS
            if facts[i] & facts[j] or facts[i] & shows[j] or shows[i] & facts[j] or leak or one_only or alike:
                foes[i].add(j)
                foes[j].add(i)
    return tuple(frozenset(each) for each in foes)


def _trigrams(item: Item) -> frozenset[tuple[str, ...]]:
    """Runs of three words of what sets an item apart: its stem, and the statements under it if it is a table."""
    statements = [option.text for option in item.options if item.kind in (Kind.TRUE_FALSE, Kind.SORTING)]
    words = words_of(" ".join((item.stem, item.passage, *statements))).casefold().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The Jaccard index of two sets of trigrams (rule Q4)."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _told(item: Item) -> str:
    """What an item puts before a pupil's eyes: stem, passage, statements, and the numbers or dates of its options."""
    seen = item.kind in (Kind.TRUE_FALSE, Kind.SORTING) or (item.kind is Kind.SINGLE and item.keep_order)
    return words_of(" ".join((item.stem, item.passage, *(option.text for option in item.options if seen))))


def _guard(item: Item) -> re.Pattern[str] | None:
    """A pattern for the words that the item must not find elsewhere on the paper."""
    words = [re.escape(words_of(guard)) for guard in item.guards]
    return re.compile(rf"(?<![\w,])(?:{'|'.join(words)})(?![\w,])", re.I) if words else None


def _family(item: Item) -> str:
    return "-".join(item.id.split("-")[:2]) if item.origin == "generated" else item.id


def _attempt(
    items: Sequence[Item],
    foes: Sequence[frozenset[int]],
    wanted: Counter[Kind],
    count: int,
    rng: Random,
    order: Sequence[Kind],
) -> list[int]:
    """One greedy choice: kinds that use many facts first, families and skills spread; then whatever fits."""
    chosen: list[int] = []
    used: Counter[str] = Counter()  # families and skills

    def take(candidates: list[int], limit: int) -> None:
        for _ in range(limit):
            free = [i for i in candidates if i not in chosen and not foes[i].intersection(chosen)]
            if not free:
                return
            pick = min(
                free,
                key=lambda i: (
                    used[_family(items[i])] + used[items[i].skill] + 3 * rng.random() - (items[i].origin != "generated")
                ),
            )
            chosen.append(pick)
            used.update((_family(items[pick]), items[pick].skill))

    for kind in order:
        take([i for i, item in enumerate(items) if item.kind is kind], wanted[kind])
    take([i for i, item in enumerate(items) if wanted[item.kind]], count - len(chosen))
    return chosen
