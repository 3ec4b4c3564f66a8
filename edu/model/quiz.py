"""A quiz: the same items in several versions, and the record of a printing, from which its key is made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from edu.model.chart import BarChart, Timeline
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
        versions: the orders of its versions.
        lines: lines of the handout that tell each fact, as (first, last).
        notes: what the key should say of a fact, by its id: that a year is inferred, what is in doubt.
        content_note: what a teacher should know before the lesson; empty for nothing.
        tasks: the handout's tasks with their answers.
        charts: the charts that its items print.
        wording: the phrases its paper and key are worded with, by name, each in one or more wordings.
        pupils: those it is printed for, each with a version, in handing-out order; empty for a paper a version.
    """

    code: str
    seed: int
    title: str
    battle: str
    content: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    versions: tuple[Version, ...]
    lines: Mapping[str, tuple[int, int]]
    notes: Mapping[str, tuple[str, ...]]
    content_note: str = ""
    tasks: tuple[tuple[str, str], ...] = ()
    charts: tuple[BarChart | Timeline, ...] = ()
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pupils: tuple[Pupil, ...] = ()

    @property
    def marks(self) -> int:
        """Marks in total."""
        return sum(item.marks for item in self.items)
