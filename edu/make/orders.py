"""In what order the options of each question stand in each version, so that neighbours cannot copy letters (rule Q12).

Versions come in fours, which tile any room two by two: the eight seats around a pupil have others. Within four the
right option of an item stands in four places, and it is never where it stood in the version before. Where is drawn for
each item by itself: a shift that is the same for all would let a pupil copy the whole paper (rule Q1). An item's orders
hang on the seed, the item and the version's number alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count, repeat
from math import factorial, prod
from random import Random

from edu.make.review.chance import KeyPlaces, key_of, moves, tick_one
from edu.model.question import Item, Kind

TILE = 2
"""Versions repeat after so many rows and columns of a room."""

_FOUR = TILE * TILE
_MOST_DRAWS = 100
"""Draws of the places of right options for four versions, of which the first is taken that rule Q1 refuses none of."""

_MOST_ORDERS, _FURTHER_ORDERS = 1000, 40
"""Orders of a table or list that are drawn for a version, of which the first is taken that tells its neighbours
nothing: for the first four, which a class sits with, and for each of the tens of thousands that may follow."""

_BESIDE = 100
"""What counts that can be copied from somebody side by side, or one behind the other; less of who sits diagonal."""

Order = tuple[int, ...]
Told = frozenset[tuple[object, ...]]


def orders(items: Sequence[Item], seed: int) -> Iterator[tuple[tuple[Order, ...], tuple[Order, ...]]]:
    """For each version, from A on and without end, the orders of the options and of the responses of all items."""
    responses = [tuple(range(len(item.answers))) for item in items]
    before: Sequence[Order] = ()
    keys, lists = KeyPlaces(items), [_List(item) for item in items]
    for four in count():
        placed = _placed(items, keys, f"{seed}/orders/{four}", before)
        drawn = [
            zip(places, repeat(there)) if places else each.drawn(Random(f"{seed}/orders/{four}/{each.item.id}"), four)
            for places, there, each in zip(placed, responses, lists, strict=True)
        ]
        for _ in range(_FOUR):
            version = [next(each) for each in drawn]
            yield tuple(order for order, _ in version), tuple(answers for _, answers in version)
        before = [places[-1] if places else () for places in placed]


# Questions where one option is to be ticked ------------------------------------------------------------------


def _placed(items: Sequence[Item], keys: KeyPlaces, draw: str, before: Sequence[Order]) -> list[tuple[Order, ...]]:
    """For each item with one right option its orders in four versions; nothing for others."""
    least, best = _FOUR + 1, list[tuple[Order, ...]]()
    for attempt in range(_MOST_DRAWS):
        name = f"{draw}/{attempt}" if attempt else draw
        drawn = [_four(item, name, before[index] if before else ()) for index, item in enumerate(items)]
        versions = ([places[number] if places else () for places in drawn] for number in range(_FOUR))
        refused = sum(map(keys.refused, versions))
        if refused < least:
            least, best = refused, drawn
        if not refused:
            break
    return best


def _four(item: Item, draw: str, before: Order) -> tuple[Order, ...]:
    if not tick_one(item):
        return ()
    whole = tuple(range(len(item.options)))
    if not moves(item):
        return (whole,) * _FOUR
    rng, key = Random(f"{draw}/{item.id}"), key_of(item)
    wrong = [place for place in whole if place != key]
    found = []
    for place in _places(len(whole), before.index(key) if before else None, rng):
        rng.shuffle(wrong)
        found.append((*wrong[:place], key, *wrong[place:]))
    return tuple(found)


def _places(options: int, before: int | None, rng: Random) -> list[int]:
    """Where the right option stands in four versions: each place once before any is used again.

    With three options two of four versions must share one. They are the first and the last, pupils diagonal to one
    another, never side by side or one behind the other.
    """
    places = list(range(options))
    rng.shuffle(places)
    while places[0] == before:
        rng.shuffle(places)
    if options == 2:
        places += places[::-1]
    elif options == 3:
        places.append(places[0])
    return places[:_FOUR]


# Tables, lists and pairs -------------------------------------------------------------------------------------


class _List:
    """An item with more to it than one right option: what is drawn differs from what neighbours have."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.options = tuple(range(len(item.options)))
        self.responses = tuple(range(len(item.answers)))
        self.stays = item.kind is Kind.CLOZE or not moves(item)
        self.marks: list[object] = [
            option.correct if item.kind is Kind.SEVERAL or not option.answer else option.answer
            for option in item.options
        ]
        self.last: Told = frozenset()
        # that so many of four versions must have what another has, who then sit diagonal to one another
        looks = factorial(len(item.options)) // prod(map(factorial, Counter(self.marks).values()))
        self.least = {1: (0, 1000, 1000, 1000), 2: (0, 0, 2, 1), 3: (0, 0, 0, 1)}.get(looks, (0, 0, 0, 0))

    def drawn(self, rng: Random, four: int) -> Iterator[tuple[Order, Order]]:
        """The orders of its options and responses in four versions."""
        if self.stays and self.item.kind is not Kind.MATCHING:
            yield from repeat((self.options, self.responses), _FOUR)
            return
        tries = _FURTHER_ORDERS if four else _MOST_ORDERS
        there: list[Told] = []
        for number in range(_FOUR):
            near = [(_nearness(number, other), told) for other, told in enumerate(there)]
            if not number and self.last:
                near.append((_BESIDE, self.last))
            least: int | None = None
            for _ in range(tries):
                order, responses = self._any(rng, near)
                told = self._told(order, responses)
                cost = sum(weight * len(told & known) for weight, known in near)
                if least is None or cost < least:
                    least, best, tells = cost, (order, responses), told
                if cost <= self.least[number]:
                    break
            there.append(tells)
            self.last = tells
            yield best

    def _any(self, rng: Random, near: Sequence[tuple[int, Told]]) -> tuple[Order, Order]:
        """An order of options and one of responses; pairs have letters that neighbours do not have, where some are."""
        order = option_order(self.item, rng)
        if self.item.kind is not Kind.MATCHING:
            return order, self.responses
        known = frozenset(chain.from_iterable(told for _, told in near))
        free = list(self.responses)
        rng.shuffle(free)
        letters = dict[int, int]()
        for row, premise in enumerate(order):
            new = (each for each in free if ("row", row, each) not in known and (premise, each) not in known)
            letter = letters[self.item.answers.index(self.item.options[premise].answer)] = next(new, free[0])
            free.remove(letter)
        letters.update(zip((each for each in self.responses if each not in letters), free, strict=True))
        return order, tuple(sorted(self.responses, key=letters.__getitem__))

    def _told(self, order: Order, responses: Order) -> Told:
        """What a neighbour could copy: the letter of each premise and in each row of pairs, else the whole answer."""
        if self.item.kind is not Kind.MATCHING:
            return frozenset({tuple(self.marks[i] for i in order)})
        printed = [self.item.answers[i] for i in responses]
        letters = [printed.index(self.item.options[i].answer) for i in order]
        rows = (("row", row, letter) for row, letter in enumerate(letters))
        return frozenset(chain(rows, zip(order, letters, strict=True)))


def option_order(item: Item, rng: Random) -> Order:
    """An order of the options; that of an ordering task is neither the key nor its reverse."""
    places = list(range(len(item.options)))
    if item.keep_order or item.kind is Kind.CLOZE:
        return tuple(places)
    solved = (places, places[::-1])
    drawn = list(places)
    while True:
        rng.shuffle(drawn)
        if item.kind is not Kind.ORDERING or drawn not in solved:
            return tuple(drawn)


def _nearness(one: int, other: int) -> int:
    """How near pupils with two of four versions may sit: side by side or one behind the other, or only diagonal."""
    if one + other == _FOUR - 1:
        return 2 if abs(one - other) == 1 else 1  # the two between are handed out one after the other
    return _BESIDE
