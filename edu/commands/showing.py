"""The commands for the screen in front of a class: charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edu.commands import loading, options, screen
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

if TYPE_CHECKING:
    from edu.lesson import Lesson


@click.command()
@click.argument("name", required=False)
@options.battle
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    help="A file that ends in .svg, .png or .pdf; by default NAME.png in a folder named after the battle.",
)
@options.leave_out
def chart(name: str | None, battle: str | None, out: str | None, without: tuple[str, ...]) -> None:
    """Write one chart of a battle as a file for slides; without NAME, list them."""
    from edu import lesson as road

    if name and battle is None and is_there(Path(name) / "battle.toml"):
        name, battle = None, name
    lesson = loading.load(battle, without)
    if name is None:
        _list(lesson, battle, without)
        return
    found = road.find_chart(lesson, name)
    path = screen.place(out, f"{name}.png") if out else Path(lesson.battle.id) / f"{name}.png"
    ending = _ending(path)
    screen.write("Chart", path, lambda: road.chart_file(found, ending))


def _list(lesson: Lesson, battle: str | None, without: tuple[str, ...]) -> None:
    from edu.make.charts import charts

    made = charts(lesson.battle, lesson.words)
    for each in made:
        click.echo(f"{each.name:<20}{each.title}")
    if not made:
        screen.say(f"{lesson.battle.name} has no numbers and no dates to draw a chart of.")
        return
    screen.next_step(
        "write one with", "chart", made[0].name, battle, "-o", f"{made[0].name}.svg", *loading.again(without)
    )


def _ending(path: Path) -> str:
    from edu.write.charts import ENDINGS

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        what = f"a chart cannot be written as {ending or 'a file without an ending'}"
        raise EduError(Problem(path, None, what, f"End the name in {', '.join(ENDINGS)}"), ExitCode.USAGE)
    return ending
