"""Options and arguments that several commands share."""

from __future__ import annotations

import click

paper = click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="Size of the sheets.",
)
battle = click.argument("battle", required=False)
seed = click.option("--seed", type=int, help="Draw the same quiz again; without it, a new one each time.")
versions = click.option("--versions", type=int, default=4, show_default=True, help="Versions, lettered A, B, C ...")
questions = click.option(
    "--questions", type=int, help="Questions in the quiz.  [default: 20, or as many as the battle carries]"
)
blueprint = click.option(
    "--blueprint",
    metavar="FILE",
    help="A file that says how many questions or marks of what; see docs/blueprints.md.",
)
leave_out = click.option(
    "--leave-out",
    "without",
    multiple=True,
    metavar="THEME",
    callback=lambda _context, _option, given: tuple(name.strip() for each in given for name in each.split(",")),
    help="Leave out a theme of the battle, such as deaths; may be given again.",
)
