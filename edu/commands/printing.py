"""The commands that print: build, handout, guide, quiz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from edu.commands import loading, options, screen
from edu.model.layout import Layout
from edu.model.roster import rooms

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from edu.lesson import Lesson
    from edu.model.document import Document
    from edu.model.quiz import Quiz
    from edu.rosters import SchoolClass


@click.command()
@options.battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@options.seed
@options.versions
@options.class_list
@options.questions
@options.blueprint
@options.leave_out
@options.layout
@click.option("--open", "open_it", is_flag=True, help="Open the handout when it is there.")
def build(
    battle: str | None,
    out: str | None,
    seed: int | None,
    versions: int,
    pupils: options.ClassList,
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    layout: Layout,
    open_it: bool,
) -> None:
    """Make handout, guide, quiz, key and record of a battle."""
    from edu import lesson as road
    from edu import records

    group = _class(pupils)
    lesson = loading.load(battle, without, blueprint)
    folder = screen.folder(out, lesson.battle.id)
    if questions is None and not road.quiz_size(lesson):
        _write(*_lesson_pages(lesson, folder, layout, None))
        screen.say(f"{lesson.battle.name} has too few facts for a quiz yet; add some to battle.toml, then: edu check")
        return
    made = records.make_new_quiz(lesson, folder, seed, questions, versions, group.given)
    pages = _lesson_pages(lesson, folder, layout, made)
    _write_quiz(lesson, made, folder, layout, pages)
    screen.next_step("print the files, or see the answers here with", "key", records.quiz_paths(made, folder)[2])
    if open_it:
        click.launch(str(pages[0].path))


@dataclass(frozen=True)
class _Printed:
    """A file to be written: what it is, where it goes, what writes it, and the seconds that took, once it has."""

    what: str
    path: Path
    write: Callable[[BinaryIO], None]
    took: list[float]


def _print(
    what: str, path: Path, make: Callable[[], Document], tagged: bool = True, executor: Executor | None = None
) -> _Printed:
    with screen.step() as took:
        document = make()
    return _Printed(what, path, screen.pdf(document, what, took, tagged, executor), took)


def _lesson_pages(lesson: Lesson, folder: Path, layout: Layout, made: Quiz | None) -> tuple[_Printed, _Printed]:
    """Handout and guide; the guide is the teacher's: it has its examples from the quiz, and no other layout."""
    from edu import lesson as road

    handout = layout.named(folder / road.HANDOUT)
    return (
        _print("Handout", handout, lambda: layout.of(road.make_handout(lesson))),
        _print("Guide", folder / road.GUIDE, lambda: road.make_guide(lesson, layout.paper, made)),
    )


def _write(*pages: _Printed) -> None:
    from edu.write.files import write_files

    write_files({page.path: page.write for page in pages})
    for page in pages:
        screen.made_file(page.what, page.path, [sum(page.took)])
    screen.paths(*(page.path for page in pages))


_COMPARED = 26
"""Versions that are compared with one another, the first ones: with more than that a few are always the same."""


def _class(pupils: options.ClassList) -> SchoolClass:
    """Who the quiz is for; what is doubtful in the list is said."""
    from edu.rosters import read_class

    group = read_class(None if pupils.roster is None else Path(pupils.roster), pupils.room)
    for warning in group.warnings:
        screen.say(str(warning))
    return group


def _write_quiz(
    lesson: Lesson,
    made: Quiz,
    folder: Path,
    layout: Layout,
    others: Sequence[_Printed] = (),
    press: options.Press | None = None,
) -> None:
    """Lays out quiz and key, writes them with the record and the pages laid out before, and says what was made.

    The key is the same whatever the layout, which the record notes.
    """
    from edu import lesson as road
    from edu import records

    quiz_path, key_path, record_path = records.quiz_paths(made, folder)
    press = press or options.Press()
    with press.executor() as executor, screen.step() as took:
        quiz = _print(
            "Quiz",
            layout.named(quiz_path),
            lambda: layout.of(road.quiz_paper(lesson, made)),
            layout.tagged,
            executor,
        )
        key = _print("Answer key", key_path, lambda: road.quiz_key(made, lesson.words, layout.paper))
        printed = [quiz, key]
        if any(pupil.seat for pupil in made.pupils):
            from edu.make.plan import plan

            plan_path = quiz_path.with_name(f"seats-{made.code}.pdf")
            printed.append(_print("Seating", plan_path, lambda: plan(made, lesson.words, layout.paper)))
        pages = [*others, *printed]
        records.write_pack(replace(made, layouts=(layout,)), record_path, {page.path: page.write for page in pages})
    for page in pages:
        screen.made_file(page.what, page.path, [sum(page.took)])
    screen.made_file("Record", record_path, [took[0] - sum(sum(page.took) for page in pages)])
    first, last = made.versions[0].letter, made.versions[-1].letter
    span = f"versions {first} to {last}" if len(made.versions) > 1 else f"version {first}"
    screen.say(f"Code {made.code}: {len(made.items)} questions, {made.marks} marks, {span}.")
    different = len({(version.order, version.options, version.answers) for version in made.versions[:_COMPARED]})
    if different < min(len(made.versions), _COMPARED):
        told = f"only {different} of them differ" if different > 1 else "all of them are the same"
        screen.say(f"So little in these questions can change places that {told}: neighbours can copy.")
    if made.pupils:
        count = len(made.pupils)
        who = f"{count} {'pupil' if made.pupils[0].name else 'seat'}{'s' if count > 1 else ''}"
        who += "" if made.pupils[0].name else ", with a line for the name"
        classes = [f"{len(some)} in {some[0].group}" for some in rooms(made.pupils)]
        told = f"; each class has a room of its own: {', '.join(classes)}" if len(classes) > 1 else ""
        screen.say(f"A paper for {'each of ' if count > 1 else ''}{who}, in handing-out order{told}.")
    sound = {item.id for item in lesson.items(made.seed)}
    off = [item.id.removeprefix("hand-") for item in lesson.written if item.id not in sound]
    if off:
        screen.say(f"Not asked, of questions.toml: {', '.join(off)}. To see why: edu check")
    unmet = road.unmet_lines(lesson, made)
    if unmet:
        screen.say(f"The battle carries too little for all of the blueprint. Not kept: {'; '.join(unmet)}.")
    screen.paths(*(page.path for page in pages), record_path)


@click.command()
@options.battle
@click.option(
    "-o", "--out", metavar="FILE", help="The file; by default handout.pdf in a folder named after the battle."
)
@options.leave_out
@options.layout
def handout(battle: str | None, out: str | None, without: tuple[str, ...], layout: Layout) -> None:
    """Make the handout alone."""
    from edu import lesson as road

    lesson = loading.load(battle, without)
    name = layout.named(Path(road.HANDOUT))
    path = screen.file(out, name.name) if out else Path(lesson.battle.id) / name
    _write(_print("Handout", path, lambda: layout.of(road.make_handout(lesson))))
    screen.next_step("make a quiz on it with", "quiz", battle, *loading.again(without))


@click.command()
@options.battle
@click.option("-o", "--out", metavar="FILE", help="The file; by default guide.pdf in a folder named after the battle.")
@options.leave_out
@options.paper
def guide(battle: str | None, out: str | None, without: tuple[str, ...], paper: str) -> None:
    """Make the teacher's guide alone: a plan, what is in doubt, answers to the tasks."""
    from edu import lesson as road

    lesson = loading.load(battle, without)
    path = screen.file(out, road.GUIDE) if out else Path(lesson.battle.id) / road.GUIDE
    _write(_print("Guide", path, lambda: road.make_guide(lesson, paper)))
    screen.next_step("make all files of the lesson with", "build", battle, *loading.again(without))


@click.command()
@options.battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@options.seed
@options.versions
@options.class_list
@options.questions
@options.blueprint
@options.leave_out
@options.layout
@options.press
def quiz(
    battle: str | None,
    out: str | None,
    seed: int | None,
    versions: int,
    pupils: options.ClassList,
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    layout: Layout,
    press: options.Press,
) -> None:
    """Make a quiz in several versions, its key and its record."""
    from edu import records

    group = _class(pupils)
    lesson = loading.load(battle, without, blueprint)
    folder = screen.folder(out, lesson.battle.id)
    made = records.make_new_quiz(lesson, folder, seed, questions, versions, group.given)
    _write_quiz(lesson, made, folder, replace(layout, tagged=press.tagged), press=press)
    screen.next_step("see the answers here with", "key", records.quiz_paths(made, folder)[2])
