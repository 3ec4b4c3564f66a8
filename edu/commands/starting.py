"""The commands to begin with: list, new, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from edu.commands import screen
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem


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
    screen.next_step("print it with", "build", folder)


@click.command()
@click.argument("file", type=click.Choice(["battle", "questions", "blueprint"]))
def schema(file: str) -> None:
    """Print the JSON Schema of battle.toml, questions.toml or a blueprint, for editors."""
    from edu.read.blueprint import BlueprintShape
    from edu.read.shapes import BattleShape, QuestionsShape, Shape, json_schema

    shapes: dict[str, type[Shape]] = {"battle": BattleShape, "questions": QuestionsShape, "blueprint": BlueprintShape}
    made = json_schema(shapes[file], f"{file}.toml")
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))
