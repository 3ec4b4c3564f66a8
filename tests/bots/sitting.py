"""Quizzes sat by bots: the pages go to the bots, the key to the marker, and the marks are added up.

A bot that holds several options for equally good scores the chance of drawing the right one: that is what a draw gives
on average, without its noise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import sqrt

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key_grid import grid
from edu.make.markup import words_of
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz
from tests.bots import tables
from tests.bots.choices import picks
from tests.bots.sheet import Asked, Rows, asked, handout_words, rows

_ERRORS, _MOST_ITEMS = 3.14, 2000
"""Rule Q6 allows 29.3 % and 38.0 % over 1,000 items of four and three options, 28.1 % and 36.6 % over 2,000: so many
standard errors above chance. More items than that make the limit no narrower."""


@dataclass(frozen=True)
class Ticked:
    """A printed tick-one question, its item, and the place of its right option."""

    item: Item
    asked: Asked
    right: int


@dataclass(frozen=True)
class Judged:
    """A printed table of statements, its item, and the right column of each row."""

    item: Item
    rows: Rows
    right: tuple[int, ...]


@dataclass
class Score:
    """Marks of a bot: the chances of being right added up, and of how many; the same for items with a cue."""

    right: float = 0.0
    of: int = 0
    cued_right: float = 0.0
    cued: int = 0

    def add(self, named: frozenset[int], right: int, options: int) -> None:
        """Counts one answer."""
        chance = (right in named) / len(named)
        self.right, self.of = self.right + chance, self.of + 1
        if len(named) < options:
            self.cued_right, self.cued = self.cued_right + chance, self.cued + 1

    @property
    def share(self) -> float:
        """Share right, of all."""
        return self.right / self.of if self.of else 0.0

    @property
    def cued_share(self) -> float:
        """Share right, where it has a cue."""
        return self.cued_right / self.cued if self.cued else 0.0


@dataclass
class Sittings:
    """What was printed, over many quizzes."""

    ticked: list[Ticked] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def add(self, lesson: Lesson, quiz: Quiz, handout: str) -> None:
        """Prints a quiz and keeps its questions for the bots."""
        document = road.quiz_paper(lesson, quiz)
        answers = grid(quiz, lesson.words)
        for number, (version, section) in enumerate(zip(quiz.versions, document.sections, strict=True)):
            items = [quiz.items[index] for index in version.order]
            written = [row.answers[number if len(row.answers) > 1 else 0] for row in answers]
            right = [
                ord(answer) - ord("A") if ticks_one(item) else None for item, answer in zip(items, written, strict=True)
            ]
            for place, question in asked(section, handout, right):
                self.ticked.append(Ticked(items[place], question, ord(written[place]) - ord("A")))
            for place, table in rows(section):
                initials = [head[:1].upper() for head in table.heads]
                columns = tuple(initials.index(letter) for letter in written[place].split())
                self.judged.append(Judged(items[place], table, columns))

    def of(self, options: int) -> list[Ticked]:
        """The tick-one questions with so many options."""
        return [each for each in self.ticked if len(each.asked.options) == options]


def distinct(ticked: Iterable[Ticked]) -> list[Ticked]:
    """The first printing of each question: those of the same stem and the same options are one, in whatever order."""
    first: dict[tuple[str, frozenset[str]], Ticked] = {}
    for each in ticked:
        first.setdefault((each.asked.stem, frozenset(each.asked.options)), each)
    return list(first.values())


def ticks_one(item: Item) -> bool:
    """Whether one option is to be ticked: single choice, and reading a chart with one right option."""
    return item.kind in (Kind.SINGLE, Kind.CHART) and sum(option.correct for option in item.options) == 1


def sit(lessons: Iterable[Lesson], seeds: Iterable[int], versions: int = 2) -> Sittings:
    """Quizzes of the usual length under each seed, for each lesson."""
    sittings, drawn = Sittings(), tuple(seeds)
    for lesson in lessons:
        handout = handout_words(road.make_handout(lesson))
        for seed in drawn:
            sittings.add(lesson, road.make_quiz(lesson, seed, None, versions), handout)
    return sittings


def family(item: Item) -> str:
    """The sort of question: as the item says, else the first words of its id."""
    return item.family or ("-".join(item.id.split("-")[:2]) if item.origin == "generated" else item.origin)


def choice_scores(ticked: Iterable[Ticked]) -> dict[tuple[str, int], Score]:
    """What each bot scores, by its name and the number of options."""
    scores: dict[tuple[str, int], Score] = defaultdict(Score)
    for each in ticked:
        options = len(each.asked.options)
        for name, named in picks(each.asked).items():
            scores[name, options].add(named, each.right, options)
    return scores


def table_scores(judged: Iterable[Judged]) -> dict[str, Score]:
    """What each bot scores on the rows of tables of one kind, by its name."""
    scores: dict[str, Score] = defaultdict(Score)
    for each in judged:
        for name, bot in tables.BOTS.items():
            for named, right in zip(bot(each.rows), each.right, strict=True):
                scores[name].add(named, right, len(each.rows.heads))
    return scores


def over_limit(scores: Mapping[tuple[str, int], Score]) -> Iterator[tuple[str, int, float]]:
    """Bots that score more than rule Q6 allows, with the number of options and their share."""
    for (name, options), score in scores.items():
        if score.share > limit(options, score.of):
            yield name, options, round(score.share, 3)


def limit(options: int, count: int) -> float:
    """The most a bot may score on so many items, with this number of options (rule Q6)."""
    chance = 1 / options
    return chance + _ERRORS * sqrt(chance * (1 - chance) / min(count, _MOST_ITEMS))


def columns(judged: Iterable[Judged]) -> Iterator[tuple[Item, list[str]]]:
    """The answers of each table in words, in printed order."""
    for each in judged:
        yield each.item, [words_of(each.rows.heads[column]) for column in each.right]
