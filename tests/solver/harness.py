"""Papers to solve: prints quizzes and keys as edu does. The only module here that uses what makes questions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.quiz import versions
from edu.model.battle import Battle
from edu.model.quiz import Quiz
from edu.read.battle import read_battle


@dataclass(frozen=True)
class Printed:
    """A quiz and its key as PDF."""

    seed: int
    quiz: bytes
    key: bytes


def battle_of(folder: Path) -> Battle:
    """The battle of a folder, read on its own."""
    return read_battle(folder)[0]


def by_hand(folder: Path) -> Mapping[str, str]:
    """Stems of the questions a folder holds, by their ids."""
    file = folder / "questions.toml"
    if not file.exists():
        return {}
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {question["id"]: question["stem"] for question in data["questions"]}


def print_papers(lesson: Lesson, seeds: range) -> Iterator[Printed]:
    """A quiz as a teacher gets it, in four versions, with its key, for each seed."""
    for seed in seeds:
        yield print_paper(lesson, road.make_quiz(lesson, seed))


def all_items(lesson: Lesson, seed: int, count: int = 2) -> Quiz:
    """Every item of a seed as one long quiz in so many versions, whether or not they give one another away."""
    items, parts, made = versions(lesson.items(seed), count, seed)
    return Quiz("ALL", seed, lesson.battle.name, "", "", parts, items, made, {}, {})


def print_paper(lesson: Lesson, made: Quiz, keyed: Quiz | None = None) -> Printed:
    """A quiz with its key, or with the key of another quiz."""
    quiz = road.printed(road.quiz_paper(lesson, made))
    return Printed(made.seed, quiz, road.printed(road.quiz_key(keyed or made, lesson.words)))
