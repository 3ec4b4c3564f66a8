"""The commands. This module alone prints and sets exit codes."""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

if TYPE_CHECKING:
    from edu.lesson import Lesson
    from edu.model.document import Document
    from edu.model.question import Item
    from edu.model.quiz import Quiz

_LONG_WORK = 20
"""Versions from which printing is long enough for a progress bar."""

_paper = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="Size of the sheets.",
)
_battle = click.argument("battle", required=False)
_seed = click.option("--seed", type=int, help="Draw the same quiz again; without it, a new one each time.")
_versions = click.option("--versions", type=int, default=4, show_default=True, help="Versions, lettered A, B, C ...")
_questions = click.option(
    "--questions", type=int, help="Questions in the quiz.  [default: 20, or as many as the battle carries]"
)
_blueprint = click.option(
    "--blueprint",
    metavar="FILE",
    help="A file that says how many questions or marks of what; see docs/blueprints.md.",
)
_leave_out = click.option(
    "--leave-out",
    "without",
    multiple=True,
    metavar="THEME",
    callback=lambda _context, _option, given: tuple(name.strip() for each in given for name in each.split(",")),
    help="Leave out a theme of the battle, such as deaths; may be given again.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="edu", message="edu %(version)s")
def cli() -> None:
    """Turn one battle, written down as sourced facts, into a lesson to print.

    BATTLE is a name from `edu list` or a folder with a battle.toml. Without one: the folder you stand in, if it has a
    battle.toml, else the Battle of Safira.
    """


def main() -> None:
    """Runs the command line: a user's mistake ends in a message, a mistake of edu's in a traceback that says so."""
    try:
        code = cli.main(standalone_mode=False)
    except EduError as error:
        code = _tell(error)
    except click.ClickException as error:
        error.show()
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped; no half-written file is left.")
        code = 130
    except SystemExit as stop:
        code = ExitCode.OK if stop.code == 1 else stop.code  # click leaves with 1 when the reader of a pipe has gone
    except Exception:
        import traceback

        traceback.print_exc()
        _say(
            "This is a fault of edu, not of your files. Please report it in the project's issues, with the lines above."
        )
        code = ExitCode.BUG
    sys.exit(int(code or 0))


def _tell(error: EduError) -> int:
    for problem in error.problems:
        _say(str(problem))
    count = len(error.problems)
    if count > 1:
        _say(f"{count} problems.")
    return int(error.code)


def _say(words: str) -> None:
    click.echo(words, err=True)


@contextmanager
def _step() -> Iterator[list[float]]:
    """Times a step: when it is over the list holds its seconds."""
    took: list[float] = []
    start = time.perf_counter()
    yield took
    took.append(time.perf_counter() - start)


def _made(what: str, path: Path, took: list[float]) -> None:
    """Says what was made, where, and how long it took."""
    _say(f"{what:<12}{path}  ({took[0]:.1f} s)")


def _paths(*paths: Path) -> None:
    """The files made, a line each, for other programs; on a terminal the lines above have named them."""
    if not sys.stdout.isatty():
        for path in paths:
            click.echo(path)


def _next(what: str, *words: object) -> None:
    """The next useful command, its names quoted so that it can be copied as it stands."""
    _say(f"Next: {what}: edu {shlex.join(str(word) for word in words if word is not None)}")


def _print(document: Document, label: str) -> bytes:
    """A document as PDF, with a progress bar on a terminal when it has many versions."""
    from edu.lesson import printed

    sections = len(document.sections)
    if sections < _LONG_WORK or not sys.stderr.isatty():
        return printed(document)
    with click.progressbar(length=sections, label=label, file=sys.stderr) as bar:
        return printed(document, lambda done, _: bar.update(done - bar.pos))


def _file(out: str, name: str) -> Path:
    """The file that -o names; in a folder (or what ends like one) a file of the usual name."""
    path = Path(out)
    return path / name if is_there(path, folder=True) or out.endswith(("/", "\\")) else path


def _folder(out: str | None, battle: str) -> Path:
    return Path(out) if out else Path(battle)


@cli.command()
@_battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@_seed
@_versions
@_questions
@_blueprint
@_leave_out
@_paper
@click.option("--open", "open_it", is_flag=True, help="Open the handout when it is there.")
def build(
    battle: str | None,
    out: str | None,
    seed: int | None,
    versions: int,
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    paper: str,
    open_it: bool,
) -> None:
    """Make handout, quiz, key and record of a battle."""
    from edu import lesson as road

    lesson = _load(battle, without, blueprint)
    folder = _folder(out, lesson.battle.id)
    handout = folder / road.HANDOUT
    if questions is None and not road.quiz_size(lesson):
        _write_handout(lesson, handout, paper)
        _say(f"{lesson.battle.name} has too few facts for a quiz yet; add some to battle.toml, then: edu check")
        return
    made = road.make_new_quiz(lesson, folder, seed, questions, versions)
    with _step() as handout_took:
        handout_pdf = _print(road.make_handout(lesson, paper), "Handout")
    _write_quiz(lesson, made, folder, paper, (handout_pdf, handout_took))
    _paths(handout, *road.quiz_paths(made, folder))
    _next("print the files, or see the answers here with", "key", road.quiz_paths(made, folder)[2])
    if open_it:
        click.launch(str(handout))


def _write_handout(lesson: Lesson, path: Path, paper: str) -> None:
    from edu import lesson as road
    from edu.write.files import write_files

    with _step() as took:
        write_files({path: _print(road.make_handout(lesson, paper), "Handout")})
    _made("Handout", path, took)
    _paths(path)


def _write_quiz(
    lesson: Lesson, made: Quiz, folder: Path, paper: str, handout: tuple[bytes, list[float]] | None = None
) -> None:
    """Lays out quiz and key, writes them with the record (and a handout laid out before), and says what was made."""
    from edu import lesson as road

    with _step() as quiz_took:
        paper_pdf = _print(road.quiz_paper(lesson, made, paper), "Quiz")
    with _step() as key_took:
        key_pdf = _print(road.quiz_key(made, lesson.words, paper), "Key")
    with _step() as record_took:
        road.write_pack(made, folder, paper_pdf, key_pdf, handout[0] if handout else None)
    quiz_path, key_path, record_path = road.quiz_paths(made, folder)
    if handout:
        _made("Handout", folder / road.HANDOUT, handout[1])
    _made("Quiz", quiz_path, quiz_took)
    _made("Answer key", key_path, key_took)
    _made("Record", record_path, record_took)
    letters = [version.letter for version in made.versions]
    span = f"versions {letters[0]} to {letters[-1]}" if len(letters) > 1 else f"version {letters[0]}"
    _say(f"Code {made.code}: {len(made.items)} questions, {made.marks} marks, {span}.")
    unmet = road.unmet_lines(lesson, made)
    if unmet:
        _say(f"The battle carries too little for all of the blueprint. Not kept: {'; '.join(unmet)}.")


def _again(without: Sequence[str]) -> list[str]:
    """The options that leave the same themes out in the next command."""
    return [word for theme in without for word in ("--leave-out", theme)]


def _load(battle: str | None, without: Sequence[str], blueprint: str | None = None) -> Lesson:
    from edu import lesson as road

    loaded = road.load(road.find_battle(battle), without, Path(blueprint) if blueprint else None)
    for warning in loaded.warnings:
        _say(str(warning))
    if loaded.battle.left_out:
        _say(f"Left out: {', '.join(loaded.battle.left_out)}.")
    return loaded


@cli.command()
@_battle
@click.option(
    "-o", "--out", metavar="FILE", help="The file; by default handout.pdf in a folder named after the battle."
)
@_leave_out
@_paper
def handout(battle: str | None, out: str | None, without: tuple[str, ...], paper: str) -> None:
    """Make the handout alone."""
    from edu import lesson as road

    lesson = _load(battle, without)
    _write_handout(lesson, _file(out, road.HANDOUT) if out else Path(lesson.battle.id) / road.HANDOUT, paper)
    _next("make a quiz on it with", "quiz", battle, *_again(without))


@cli.command()
@_battle
@click.option("-o", "--out", metavar="DIR", help="Folder for the files; by default one named after the battle.")
@_seed
@_versions
@_questions
@_blueprint
@_leave_out
@_paper
def quiz(
    battle: str | None,
    out: str | None,
    seed: int | None,
    versions: int,
    questions: int | None,
    blueprint: str | None,
    without: tuple[str, ...],
    paper: str,
) -> None:
    """Make a quiz in several versions, its key and its record."""
    from edu import lesson as road

    lesson = _load(battle, without, blueprint)
    folder = _folder(out, lesson.battle.id)
    made = road.make_new_quiz(lesson, folder, seed, questions, versions)
    _write_quiz(lesson, made, folder, paper)
    _paths(*road.quiz_paths(made, folder))
    _next("see the answers here with", "key", road.quiz_paths(made, folder)[2])


@cli.command()
@click.argument("record")
@click.option("-o", "--out", metavar="FILE", help="Write the key as a PDF instead of printing its grid here.")
@click.option("--version", "letters", multiple=True, metavar="LETTER", help="Only this version; may be given again.")
@_paper
def key(record: str, out: str | None, letters: tuple[str, ...], paper: str) -> None:
    """Show the answers of a printed quiz, from its RECORD alone (the file record-CODE.json)."""
    from edu import lesson as road
    from edu.make.listing import grid_lines
    from edu.write.files import write_files

    recorded = road.load_record(Path(record))
    if recorded.unchanged is False:
        _say("The bank or its wording has changed since this quiz was printed. The key is that of the printed quiz.")
    made = road.of_version(recorded.quiz, letters)
    words = road.wording()
    if out is None:
        click.echo("\n".join(grid_lines(made, words)))
        _next("the key with reasons as a PDF", "key", record, "-o", f"key-{made.code}.pdf")
        return
    path = _file(out, f"key-{made.code}.pdf")
    with _step() as took:
        write_files({path: _print(road.quiz_key(made, words, paper), "Key")})
    _made("Answer key", path, took)
    _paths(path)


@cli.command()
@_battle
@click.option("--seed", type=int, default=0, help="Draw wordings and wrong answers as for this seed.")
@click.option("--json", "as_json", is_flag=True, help="Every item in full, as JSON.")
@_leave_out
def questions(battle: str | None, seed: int, as_json: bool, without: tuple[str, ...]) -> None:
    """List every question the battle carries, for review."""
    from edu.make.listing import item_json, item_lines

    lesson = _load(battle, without)
    items, changes = lesson.items(seed), lesson.changes.each
    if as_json:
        listed = [item_json(item, changes.get(item.id)) for item in items]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for item in items:
        click.echo("\n".join(item_lines(item, changes.get(item.id))) + "\n")
    _say(f"{len(items)} questions, {sum(item.origin == 'generated' for item in items)} of them generated.")
    dropped = [name for name, change in changes.items() if change.drop]
    if dropped:
        _say(f"Dropped by questions.toml: {', '.join(dropped)}.")
    _say(f"They give {_size_words(lesson)}.")
    _next("print a quiz with", "quiz", battle, *_again(without))


@cli.command()
@_battle
@click.option("--seed", type=int, default=0, help="The first seed to draw questions with.")
@click.option("--seeds", type=click.IntRange(1), default=1, show_default=True, help="How many seeds to draw them with.")
@click.option("--rules", is_flag=True, help="List the rules instead, and where each is held.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@_leave_out
def review(battle: str | None, seed: int, seeds: int, rules: bool, as_json: bool, without: tuple[str, ...]) -> None:
    """Look at every question by every rule: yours, those that edu makes, and the quiz they give."""
    from edu.make.reviewed import finding_json, finding_lines, keeps_off, rule_lines

    if rules:
        click.echo("\n".join(rule_lines()))
        return
    lesson = _load(battle, without)
    found, looked_at = lesson.reviewed(range(seed, seed + seeds))
    if as_json:
        click.echo(json.dumps([finding_json(each) for each in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(finding_lines(found)), nl=bool(found))
        hard = sum(each.flaw.hard and not each.allowed for each in found)
        _say(f"{looked_at:,} questions looked at: hard flaws {hard}, warnings {len(found) - hard}.")
        _next("read the questions themselves with", "questions", battle, *_again(without))
    if keeps_off(found):
        sys.exit(ExitCode.INPUT)


@cli.command()
@_battle
@click.option("--json", "as_json", is_flag=True, help="The problems as JSON.")
@_leave_out
def check(battle: str | None, as_json: bool, without: tuple[str, ...]) -> None:
    """Check a battle; name every problem with its file and line."""
    from edu import lesson as road

    items: Sequence[Item] = ()
    try:
        lesson, problems = road.check(road.find_battle(battle), without)
        items = lesson.items(0)
    except EduError as error:
        if not as_json:
            raise
        problems = error.problems
    if as_json:
        click.echo(json.dumps([_problem_json(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            _say(str(problem))
    if any(not problem.warning for problem in problems):
        sys.exit(ExitCode.INPUT)
    if not as_json:
        facts, absences = len(lesson.battle.facts), len(lesson.battle.absences)
        _say(f"{lesson.battle.name}: facts {facts}, things not stated {absences}, sound questions {len(items)}.")
        _say(f"Nothing stops it from being printed, with {_size_words(lesson)}.")
        _next("print the lesson with", "build", battle, *_again(without))


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


@cli.command("list")
def list_battles() -> None:
    """List the battles that come with edu."""
    from edu import lesson as road

    for folder in road.battles():
        battle = road.load(folder).battle
        click.echo(f"{battle.id}  {battle.name}, {battle.place}, {battle.when.words()}")
    _say("Next: edu build NAME, or start a battle of your own with: edu new FOLDER")


@cli.command()
@click.argument("folder")
def new(folder: str) -> None:
    """Write a small sample battle into FOLDER, to build and change."""
    from edu import places
    from edu.write.files import write_files

    target = Path(folder)
    if is_there(target) or (is_there(target, folder=True) and any(target.iterdir())):
        raise EduError(
            Problem(target, None, "there is something there already", "Name a folder that is new or empty"),
            ExitCode.WRITE,
        )
    sample = places.templates() / "sample"
    files = {target / path.name: path.read_bytes() for path in sorted(sample.glob("*.toml"))}
    files |= {target / path.name: path.read_bytes() for path in sorted(places.question_bank().glob("*.schema.json"))}
    write_files(files)
    for path in files:
        click.echo(path)
    _next("print it with", "build", folder)


@cli.command()
@click.argument("file", type=click.Choice(["battle", "questions", "blueprint"]))
def schema(file: str) -> None:
    """Print the JSON Schema of battle.toml, questions.toml or a blueprint, for editors."""
    from edu.read.blueprint import BlueprintShape
    from edu.read.shapes import BattleShape, QuestionsShape, Shape, json_schema

    shapes: dict[str, type[Shape]] = {"battle": BattleShape, "questions": QuestionsShape, "blueprint": BlueprintShape}
    made = json_schema(shapes[file], f"{file}.toml")
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))
