"""The commands that print: build, handout, quiz."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edu.commands import loading, options, screen

if TYPE_CHECKING:
    from edu.lesson import Lesson
    from edu.model.quiz import Quiz


@click.command()
@options.battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@options.seed
@options.versions
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
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    layout: options.Layout,
    open_it: bool,
) -> None:
    """Make handout, quiz, key and record of a battle."""
    from edu import lesson as road
    from edu import records

    lesson = loading.load(battle, without, blueprint)
    folder = screen.folder(out, lesson.battle.id)
    handout = layout.named(folder / road.HANDOUT)
    if questions is None and not road.quiz_size(lesson):
        _write_handout(lesson, handout, layout)
        screen.say(f"{lesson.battle.name} has too few facts for a quiz yet; add some to battle.toml, then: edu check")
        return
    made = records.make_new_quiz(lesson, folder, seed, questions, versions)
    with screen.step() as handout_took:
        handout_pdf = screen.pdf(layout.of(road.make_handout(lesson)), "Handout")
    _write_quiz(lesson, made, folder, layout, (handout, handout_pdf, handout_took))
    screen.paths(handout, *_paths(made, folder, layout))
    screen.next_step("print the files, or see the answers here with", "key", records.quiz_paths(made, folder)[2])
    if open_it:
        click.launch(str(handout))


def _paths(made: Quiz, folder: Path, layout: options.Layout) -> tuple[Path, Path, Path]:
    """Where quiz, key and record go; the key and the record are the same whatever the layout."""
    from edu import records

    quiz_path, key_path, record_path = records.quiz_paths(made, folder)
    return layout.named(quiz_path), key_path, record_path


def _write_handout(lesson: Lesson, path: Path, layout: options.Layout) -> None:
    from edu import lesson as road
    from edu.write.files import write_files

    with screen.step() as took:
        write_files({path: screen.pdf(layout.of(road.make_handout(lesson)), "Handout")})
    screen.made_file("Handout", path, took)
    screen.paths(path)


def _write_quiz(
    lesson: Lesson,
    made: Quiz,
    folder: Path,
    layout: options.Layout,
    handout: tuple[Path, bytes, list[float]] | None = None,
) -> None:
    """Lays out quiz and key, writes them with the record (and a handout laid out before), and says what was made."""
    from edu import lesson as road
    from edu import records

    with screen.step() as quiz_took:
        paper_pdf = screen.pdf(layout.of(road.quiz_paper(lesson, made)), "Quiz")
    with screen.step() as key_took:
        key_pdf = screen.pdf(road.quiz_key(made, lesson.words, layout.paper), "Key")
    quiz_path, key_path, record_path = _paths(made, folder, layout)
    with screen.step() as record_took:
        pdfs = {quiz_path: paper_pdf, key_path: key_pdf}
        records.write_pack(made, record_path, pdfs | ({handout[0]: handout[1]} if handout else {}))
    if handout:
        screen.made_file("Handout", handout[0], handout[2])
    screen.made_file("Quiz", quiz_path, quiz_took)
    screen.made_file("Answer key", key_path, key_took)
    screen.made_file("Record", record_path, record_took)
    letters = [version.letter for version in made.versions]
    span = f"versions {letters[0]} to {letters[-1]}" if len(letters) > 1 else f"version {letters[0]}"
    screen.say(f"Code {made.code}: {len(made.items)} questions, {made.marks} marks, {span}.")
    unmet = road.unmet_lines(lesson, made)
    if unmet:
        screen.say(f"The battle carries too little for all of the blueprint. Not kept: {'; '.join(unmet)}.")


@click.command()
@options.battle
@click.option(
    "-o", "--out", metavar="FILE", help="The file; by default handout.pdf in a folder named after the battle."
)
@options.leave_out
@options.layout
def handout(battle: str | None, out: str | None, without: tuple[str, ...], layout: options.Layout) -> None:
    """Make the handout alone."""
    from edu import lesson as road

    lesson = loading.load(battle, without)
    name = layout.named(Path(road.HANDOUT))
    _write_handout(lesson, screen.file(out, name.name) if out else Path(lesson.battle.id) / name, layout)
    screen.next_step("make a quiz on it with", "quiz", battle, *loading.again(without))


@click.command()
@options.battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@options.seed
@options.versions
@options.questions
@options.blueprint
@options.leave_out
@options.layout
def quiz(
    battle: str | None,
    out: str | None,
    seed: int | None,
    versions: int,
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    layout: options.Layout,
) -> None:
    """Make a quiz in several versions, its key and its record."""
    from edu import records

    lesson = loading.load(battle, without, blueprint)
    folder = screen.folder(out, lesson.battle.id)
    made = records.make_new_quiz(lesson, folder, seed, questions, versions)
    _write_quiz(lesson, made, folder, layout)
    screen.paths(*_paths(made, folder, layout))
    screen.next_step("see the answers here with", "key", records.quiz_paths(made, folder)[2])
