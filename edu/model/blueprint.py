"""A blueprint: how many questions or marks a quiz has of each kind, section, skill, level and difficulty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from random import Random

from edu.model.question import Item


class Trait(StrEnum):
    """What a line of a blueprint may pick questions by; each is an attribute of `Item`."""

    KIND = "kind"
    SECTION = "section"
    SKILL = "skill"
    BLOOM = "bloom"
    DIFFICULTY = "difficulty"
    ORIGIN = "origin"

    def of(self, item: Item) -> str:
        """An item's value of it."""
        return str(getattr(item, self.value))


class Measure(StrEnum):
    """What a line counts."""

    QUESTIONS = "questions"
    MARKS = "marks"

    def of(self, item: Item) -> int:
        """How much one item adds."""
        return item.marks if self is Measure.MARKS else 1


@dataclass(frozen=True)
class Amount:
    """A number of questions or marks, or a percentage of those of the whole quiz."""

    number: int
    percent: bool = False

    def __str__(self) -> str:
        return f"{self.number} %" if self.percent else f"{self.number}"


@dataclass(frozen=True)
class Line:
    """One line of a blueprint: a bound on how many questions or marks of some sort a quiz has.

    Attributes:
        picks: the sort: for each trait the values it may have; empty for every question.
        of: what is counted.
        least: the lower bound; None for none.
        most: the upper bound; None for none.
        each: a trait for each value of which the bounds hold; None for bounds on all that are picked together.
        how_often: in this percentage of quizzes the line holds, in the others there is no such question.
        line: its line in the file, 1-based; None when it comes from no file.
    """

    picks: tuple[tuple[Trait, tuple[str, ...]], ...] = ()
    of: Measure = Measure.QUESTIONS
    least: Amount | None = None
    most: Amount | None = None
    each: Trait | None = None
    how_often: int | None = None
    line: int | None = None

    def takes(self, item: Item) -> bool:
        """Whether it counts an item."""
        return all(trait.of(item) in values for trait, values in self.picks)

    def words(self) -> str:
        """What it counts, in words: "kind single choice or ordering, skill sourcing"."""
        picked = ", ".join(f"{trait} {' or '.join(values)}" for trait, values in self.picks)
        return picked or "any kind"

    def split(self, items: Sequence[Item]) -> Iterator[Line]:
        """The line for each value of its `each` among the items; itself when it has none."""
        if self.each is None:
            yield self
            return
        for value in sorted({self.each.of(item) for item in items if self.takes(item)}):
            yield replace(self, picks=(*self.picks, (self.each, (value,))), each=None)

    def drawn(self, rng: Random) -> Line:
        """The line as it is for one quiz: itself, or "none" in the quizzes it leaves out."""
        if self.how_often is None or 100 * rng.random() < self.how_often:
            return self
        return replace(self, least=None, most=Amount(0))


@dataclass(frozen=True)
class Blueprint:
    """What a quiz is made of.

    Attributes:
        lines: its lines.
        questions: how many questions; None for as many as the marks take.
        fewer: True when fewer will do where the battle has no more.
        marks: marks in total; None for any.
        binding: False when lines and marks give way where the battle cannot meet them.
        file: where it was read from; None when it comes from no file.
        questions_line: where the file says how many questions.
        marks_line: where the file says how many marks.
        hash: of what the file says.
    """

    lines: tuple[Line, ...] = ()
    questions: int | None = None
    fewer: bool = False
    marks: int | None = None
    binding: bool = True
    file: Path | None = None
    questions_line: int | None = None
    marks_line: int | None = None
    hash: str = ""

    def drawn(self, items: Sequence[Item], seed: int) -> tuple[Line, ...]:
        """Its lines for one quiz, each over one sort of question."""
        drawn = (line.drawn(Random(f"{seed}/blueprint/{number}")) for number, line in enumerate(self.lines))
        return tuple(part for line in drawn for part in line.split(items))
