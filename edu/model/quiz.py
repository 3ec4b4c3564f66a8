"""A quiz: the same items in several versions, and the record of a printing, from which its key is made again."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, pairwise
from typing import overload

from edu.model.chart import BarChart, Timeline
from edu.model.layout import CLASS, Layout
from edu.model.question import Item
from edu.model.roster import Pupil


def letters(number: int) -> str:
    """The letter of a version, counted from 0: A to Z, then AA, AB ..."""
    word = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        word = chr(65 + rest) + word
    return word


def number_of(letter: str) -> int:
    """Which version has a letter, counted from 0."""
    number = 0
    for sign in letter:
        number = number * 26 + ord(sign) - 64
    return number - 1


@dataclass(frozen=True)
class Version:
    """One order of the same items.

    Attributes:
        letter: "A", "B" ...
        order: indexes of the items as they are printed.
        options: for each item (by its index) the order of its options.
        answers: for each item the order of its responses, where it has any (matching).
    """

    letter: str
    order: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]
    answers: tuple[tuple[int, ...], ...]


class Versions(Sequence[Version]):
    """Versions of the same items, held in a few bytes an item: each is made anew when it is asked for.

    A version in tuples takes a kilobyte and more, which tens of thousands of them make felt.
    """

    def __init__(self, versions: Iterable[Version]) -> None:
        """Takes them one after another; all have as many items, options and responses as the first."""
        self._numbers = array("L")
        self._orders = array("B")
        self._slices: list[slice] = []
        for version in versions:
            orders = (version.order, *version.options, *version.answers)
            if not self._slices:
                ends = accumulate(map(len, orders), initial=0)
                self._slices = [slice(*each) for each in pairwise(ends)]
                if any(len(order) > 256 for order in orders):
                    self._orders = array("L")
            self._numbers.append(number_of(version.letter))
            self._orders.extend(chain.from_iterable(orders))
        self._places = range(len(self._numbers))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Version: ...
    @overload
    def __getitem__(self, index: slice) -> Versions: ...
    def __getitem__(self, index: int | slice) -> Version | Versions:
        """A version, or some of them."""
        if isinstance(index, slice):
            some = Versions(())
            some._numbers, some._orders, some._slices = self._numbers, self._orders, self._slices
            some._places = self._places[index]
            return some
        place, length = self._places[index], self._slices[-1].stop
        row = self._orders[place * length : (place + 1) * length]
        order, *others = [tuple(row[each]) for each in self._slices]
        items = len(others) // 2
        return Version(letters(self._numbers[place]), order, tuple(others[:items]), tuple(others[items:]))

    def __iter__(self) -> Iterator[Version]:
        """Each version."""
        return map(self.__getitem__, range(len(self)))

    def packed(self) -> bytes:
        """Their letters and orders: the same bytes for the same versions of the same items, on every computer."""
        rows = len(self._places) and self._slices[-1].stop
        numbers = ",".join(str(self._numbers[place]) for place in self._places)
        orders = b"".join(_bytes(self._orders[place * rows : (place + 1) * rows]) for place in self._places)
        return numbers.encode() + orders

    def __eq__(self, other: object) -> bool:
        """Whether they are the same versions, however they are held."""
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Version.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]  # as other sequences that are compared by what they hold


def _bytes(orders: array[int]) -> bytes:
    """Orders as bytes; those of hundreds of options, whose size varies from computer to computer, as words."""
    return orders.tobytes() if orders.typecode == "B" else repr(orders).encode()


@dataclass(frozen=True)
class Part:
    """A run of items of one kind: its heading and the indexes of its items."""

    heading: str
    items: tuple[int, ...]


@dataclass(frozen=True)
class Quiz:
    """What was printed, whole: enough to print it, or its key, again without the question bank.

    Attributes:
        code: the short code on paper.
        seed: the seed its orders and wordings were drawn with.
        title: the battle's name.
        battle: name of the battle's folder.
        content: hash of the bank and wording it was made from.
        parts: its parts in order.
        items: its items, by index.
        versions: the orders of its versions, or of some of them.
        lines: lines of the handout that tell each fact, as (first, last).
        notes: what the key should say of a fact, by its id: that a year is inferred, what is in doubt.
        content_note: what a teacher should know before the lesson; empty for nothing.
        tasks: the handout's tasks with their answers.
        charts: the charts that its items print.
        figures: the numbers that those charts have in the handout, by their names; empty in records of older papers.
        wording: the phrases its paper and key are worded with, by name, each in one or more wordings.
        pupils: those it is printed for, each with a version, in handing-out order; empty for a paper a version.
        layouts: those it has been printed in, the latest last; empty where a record does not say.
        among: all its versions, where `versions` are some of them; else empty. No record holds it.
    """

    code: str
    seed: int
    title: str
    battle: str
    content: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    versions: Sequence[Version]
    lines: Mapping[str, tuple[int, int]]
    notes: Mapping[str, tuple[str, ...]]
    content_note: str = ""
    tasks: tuple[tuple[str, str], ...] = ()
    charts: tuple[BarChart | Timeline, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pupils: tuple[Pupil, ...] = ()
    layouts: tuple[Layout, ...] = ()
    among: Sequence[Version] = ()

    def only(self, versions: Sequence[Version]) -> Quiz:
        """The quiz with some of its versions, which are printed as they are among all."""
        return replace(self, versions=versions, among=self.among or self.versions)

    def layout(self, variant: str = "") -> Layout:
        """How it was last printed in a variant; without one in the class's, or in any where it was not."""
        latest = {each.variant: each for each in self.layouts}
        usual = latest.get(CLASS, self.layouts[-1] if self.layouts else Layout())
        return latest.get(variant, replace(usual, variant=variant)) if variant else usual

    @property
    def marks(self) -> int:
        """Marks in total."""
        return sum(item.marks for item in self.items)
