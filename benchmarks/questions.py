"""How fast questions are made: items a second for generate, prove, review and select, on one core.

    python -m benchmarks.questions [--items 10000] [--battle battle_of_safira] [--quiz 20]

The four stages take turns under each seed, so that whatever else the machine does falls on all alike. What is counted
is processor time of this process. Nothing is asserted: numbers of two machines, or of two days, do not compare.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from statistics import median, quantiles
from time import process_time
from typing import TypeVar

from edu import finding
from edu import lesson as road
from edu.lesson import Lesson
from edu.make.choice import select
from edu.make.proof import prove
from edu.make.questions import generate
from edu.make.review import review, sound
from edu.model.question import Item

T = TypeVar("T")


@dataclass
class Stage:
    """One stage: how many items (or options, or quizzes) each turn took in, and its seconds."""

    name: str
    unit: str
    counts: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def timed(self, size: Callable[[T], int], work: Callable[[], T]) -> T:
        """Does the work and notes its time, with the size of what it gives."""
        start = process_time()
        made = work()
        self.seconds.append(process_time() - start)
        self.counts.append(size(made))
        return made

    def line(self) -> str:
        """Median and middle half of the turns, in units a second, and milliseconds a turn."""
        rates = [size / each for size, each in zip(self.counts, self.seconds, strict=True) if each]
        low, _, high = quantiles(rates, n=4)
        spread = f"{low:,.0f} to {high:,.0f}"
        turn = f"{1000 * median(self.seconds):.1f} ms a turn"
        return f"{self.name:<10}{median(rates):>10,.0f} {self.unit}/s   (middle half {spread}; {turn})"


def measure(lesson: Lesson, items: int, quiz: int) -> tuple[Stage, Stage, Stage, Stage]:
    """Makes, proves and reviews items under seed after seed until there are so many, and selects a quiz from each."""
    stages = _stages()
    _turn(lesson, -1, quiz, *_stages())  # fills caches: templates are read and compiled once
    for seed in count(0):
        _turn(lesson, seed, quiz, *stages)
        if sum(stages[0].counts) >= items:
            break
    return stages


def _stages() -> tuple[Stage, Stage, Stage, Stage]:
    return Stage("generate", "items"), Stage("prove", "options"), Stage("review", "items"), Stage("select", "quizzes")


def _turn(lesson: Lesson, seed: int, quiz: int, made: Stage, proved: Stage, reviewed: Stage, chosen: Stage) -> None:
    battle = lesson.battle
    items = made.timed(len, lambda: generate(battle, lesson.words, seed))
    claims = [option.claim for item in items for option in item.options if option.claim]
    proved.timed(len, lambda: [prove(battle, claim) for claim in claims])
    reviewed.timed(lambda _: len(items), lambda: review(battle, items))
    fit: Sequence[Item] = sound(battle, items)
    chosen.timed(lambda _: 1, lambda: select(fit, replace(lesson.blueprint, questions=quiz), seed))


def lines(lesson: Lesson, items: int, quiz: int = 20) -> list[str]:
    """The figures as lines."""
    stages = measure(lesson, items, quiz)
    made, _, reviewed, chosen = stages
    whole = sum(made.seconds) + sum(reviewed.seconds)
    return [
        *(stage.line() for stage in stages),
        f"{sum(made.counts):,} items of {lesson.battle.name} generated and reviewed in {whole:.1f} s (aim: 20 s)",
        f"a quiz of {quiz} selected in {1000 * median(chosen.seconds):.0f} ms (aim: 100 ms)",
    ]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="How fast questions are made, on one core.")
    parser.add_argument("--items", type=int, default=10_000, help="items to generate and review")
    parser.add_argument("--battle", default=finding.DEFAULT_BATTLE, help="a battle's name or folder")
    parser.add_argument("--quiz", type=int, default=20, help="questions of the quizzes selected")
    chosen = parser.parse_args()
    print("\n".join(lines(road.load(finding.find_battle(chosen.battle)), chosen.items, chosen.quiz)))


if __name__ == "__main__":
    main()
