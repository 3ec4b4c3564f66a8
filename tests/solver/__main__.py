"""Solves papers of a battle and prints how many came to what: `python -m tests.solver [--seeds N] [FOLDER ...]`."""

from __future__ import annotations

from pathlib import Path

import click

from edu import lesson as road
from tests.solver import Result, solve_paper
from tests.solver.harness import battle_of, by_hand, print_papers

HOME = Path(__file__).resolve().parents[2]
SHIPPED = (*sorted(path.parent for path in HOME.glob("question_bank/*/battle.toml")), HOME / "templates" / "sample")


@click.command()
@click.option("--seeds", default=20, help="How many papers of each battle.")
@click.option("--first", default=0, help="The first seed.")
@click.option("--verbose", is_flag=True, help="Also say what is made of each option.")
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(seeds: int, first: int, verbose: bool, folders: tuple[Path, ...]) -> None:
    """Solves papers of battles; of those that come with edu when none is named."""
    for folder in folders or SHIPPED:
        battle, hand, lesson = battle_of(folder), by_hand(folder), road.load(folder)
        result = Result()
        for paper in print_papers(lesson, range(first, first + seeds)):
            found = solve_paper(battle, paper.quiz, paper.key, hand)
            result += found
            for each in found.failed:
                click.echo(f"seed {paper.seed}, {each}")
                for label, verdict in each.verdicts if verbose else ():
                    click.echo(f"        {verdict.truth}: {label} ({verdict.ground})")
        click.echo(f"{battle.name}: {seeds} papers, {len(result.solved)} printed questions")
        for (kind, outcome), count in sorted(result.counts().items()):
            click.echo(f"  {count:6,} {kind}: {outcome}")
        click.echo(f"  by hand: {', '.join(sorted(result.by_hand)) or 'none'}")


if __name__ == "__main__":
    main()
