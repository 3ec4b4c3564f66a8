"""The commands that look and print nothing on paper: questions, review, check."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from edu.commands import loading, options, screen
from edu.problems import EduError, ExitCode, Problem

if TYPE_CHECKING:
    from edu.lesson import Lesson
    from edu.model.question import Item


@click.command()
@options.battle
@click.option("--seed", type=int, default=0, help="Draw wordings and wrong answers as for this seed.")
@click.option("--json", "as_json", is_flag=True, help="Every item in full, as JSON.")
@options.leave_out
def questions(battle: str | None, seed: int, as_json: bool, without: tuple[str, ...]) -> None:
    """List every question the battle carries, for review."""
    from edu.make.listing import item_json, item_lines

    lesson = loading.load(battle, without)
    items, changes = lesson.items(seed), lesson.changes.each
    if as_json:
        listed = [item_json(item, changes.get(item.id)) for item in items]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for item in items:
        click.echo("\n".join(item_lines(item, changes.get(item.id))) + "\n")
    screen.say(f"{len(items)} questions, {sum(item.origin == 'generated' for item in items)} of them generated.")
    dropped = [name for name, change in changes.items() if change.drop]
    if dropped:
        screen.say(f"Dropped by questions.toml: {', '.join(dropped)}.")
    screen.say(f"They give {_size_words(lesson)}.")
    screen.next_step("print a quiz with", "quiz", battle, *loading.again(without))


@click.command()
@options.battle
@click.option("--seed", type=int, default=0, help="The first seed to draw questions with.")
@click.option("--seeds", type=click.IntRange(1), default=1, show_default=True, help="How many seeds to draw them with.")
@click.option("--rules", is_flag=True, help="List the rules instead, and where each is held.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@options.leave_out
def review(battle: str | None, seed: int, seeds: int, rules: bool, as_json: bool, without: tuple[str, ...]) -> None:
    """Look at every question by every rule: yours, those that edu makes, and the quiz they give."""
    from edu.make.findings import finding_json, finding_lines, keeps_off, rule_lines

    if rules:
        click.echo("\n".join(rule_lines()))
        return
    lesson = loading.load(battle, without)
    found, looked_at = lesson.reviewed(range(seed, seed + seeds))
    if as_json:
        click.echo(json.dumps([finding_json(each) for each in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(finding_lines(found)), nl=bool(found))
        hard = sum(each.flaw.hard and not each.allowed for each in found)
        screen.say(f"{looked_at:,} questions looked at: hard flaws {hard}, warnings {len(found) - hard}.")
        screen.next_step("read the questions themselves with", "questions", battle, *loading.again(without))
    if keeps_off(found):
        sys.exit(ExitCode.INPUT)


@click.command()
@options.battle
@click.option("--json", "as_json", is_flag=True, help="The problems as JSON.")
@options.leave_out
def check(battle: str | None, as_json: bool, without: tuple[str, ...]) -> None:
    """Check a battle; name every problem with its file and line."""
    from edu import finding
    from edu import lesson as road

    items: Sequence[Item] = ()
    try:
        lesson, problems = road.check(finding.find_battle(battle), without)
        items = lesson.items(0)
    except EduError as error:
        if not as_json:
            raise
        problems = error.problems
    if as_json:
        click.echo(json.dumps([_problem_json(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            screen.say(str(problem))
    if any(not problem.warning for problem in problems):
        sys.exit(ExitCode.INPUT)
    if not as_json:
        facts, absences = len(lesson.battle.facts), len(lesson.battle.absences)
        screen.say(f"{lesson.battle.name}: facts {facts}, things not stated {absences}, sound questions {len(items)}.")
        screen.say(f"Nothing stops it from being printed, with {_size_words(lesson)}.")
        screen.next_step("print the lesson with", "build", battle, *loading.again(without))


def _size_words(lesson: Lesson) -> str:
    from edu import lesson as road

    size = road.quiz_size(lesson)
    return f"a quiz of about {size} questions" if size else "no quiz yet: it has too few facts"


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "file": str(problem.file) if problem.file else None,
        "line": problem.line,
        "what": problem.what,
        "mend": problem.mend,
        "warning": problem.warning,
    }
