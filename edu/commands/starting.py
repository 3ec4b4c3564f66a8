"""The commands to begin with: list, new, templates, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from edu.commands import screen
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

_LESSON_FILES = ("battle.toml", "questions.toml", "article.txt", "templates/*.md", "templates/*.toml")
"""What makes up the folder of a lesson."""


@click.command("list")
def list_battles() -> None:
    """List the battles that come with edu."""
    from edu import finding
    from edu import lesson as road

    for folder in finding.battles():
        battle = road.load(folder).battle
        click.echo(f"{battle.id}  {battle.name}, {battle.place}, {battle.when.words()}")
    screen.say("Next: edu build NAME, or start a battle of your own with: edu new FOLDER")


@click.command()
@click.argument("folder")
@click.option("--from", "source", metavar="BATTLE", help="Copy this battle (a name from `edu list`, or a folder).")
def new(folder: str, source: str | None) -> None:
    """Write a small sample battle into FOLDER, or a copy of another, to build and change."""
    from edu import finding, places
    from edu.write.files import write_files

    target = Path(folder)
    if is_there(target) or (is_there(target, folder=True) and any(target.iterdir())):
        raise EduError(
            Problem(target, None, "there is something there already", "Name a folder that is new or empty"),
            ExitCode.WRITE,
        )
    origin = finding.find_battle(source) if source else places.templates() / "sample"
    copied = [path for name in _LESSON_FILES for path in sorted(origin.glob(name))]
    files = {
        target / path.relative_to(origin): path.read_bytes().replace(b"#:schema ../", b"#:schema ./") for path in copied
    }
    files |= {target / path.name: path.read_bytes() for path in sorted(places.question_bank().glob("*.schema.json"))}
    write_files(files)
    for path in files:
        click.echo(path)
    screen.next_step("print it with", "build", folder)


@click.group()
def templates() -> None:
    """Page templates of your own, beside a battle."""


@templates.command()
@click.argument("folder", required=False)
def copy(folder: str | None) -> None:
    """Put the page templates into the lesson's FOLDER, to change: there they win.

    Without FOLDER: the folder you stand in. Templates that are there already stay as they are.
    """
    from edu import places
    from edu.lesson import OWN_TEMPLATES
    from edu.model.wording import PAGE_TEMPLATES
    from edu.write.files import write_files

    lesson = Path(folder or "")
    if not is_there(lesson / "battle.toml"):
        what = "this is no folder of a lesson: it has no battle.toml"
        mend = (
            "Make one with: edu new FOLDER, or, to change the pages of Safira: edu new FOLDER --from battle_of_safira"
        )
        raise EduError(Problem(lesson, None, what, mend), ExitCode.USAGE)
    target = lesson / OWN_TEMPLATES
    files = {target / name: (places.templates() / name).read_bytes() for name in PAGE_TEMPLATES}
    kept = [path for path in files if is_there(path)]
    fresh = {path: data for path, data in files.items() if path not in kept}
    write_files(fresh)
    for path in fresh:
        click.echo(path)
    if kept:
        screen.say(f"Already there, and left as they are: {', '.join(path.name for path in kept)}.")
    screen.say("Each wins over edu's own for this lesson. Delete those you do not change, and they stay up to date.")
    screen.next_step("see the pages while you write with", "preview", folder, "--watch")


@click.command()
@click.argument("file", type=click.Choice(["battle", "questions", "blueprint"]))
def schema(file: str) -> None:
    """Print the JSON Schema of battle.toml, questions.toml or a blueprint, for editors."""
    from edu.read.blueprint import BlueprintShape
    from edu.read.shapes import BattleShape, QuestionsShape, Shape, json_schema

    shapes: dict[str, type[Shape]] = {"battle": BattleShape, "questions": QuestionsShape, "blueprint": BlueprintShape}
    made = json_schema(shapes[file], f"{file}.toml")
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))
