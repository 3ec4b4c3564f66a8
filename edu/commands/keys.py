"""The commands that work on a printed quiz, from its record alone: its key, and its pages again."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path

import click

from edu.commands import options, screen


@click.command()
@click.argument("record")
@click.option("-o", "--out", metavar="FILE", help="Write the key as a PDF instead of printing its grid here.")
@options.version_letters
@options.records
@click.option(
    "--overlay", is_flag=True, help="Sheets to lay over the papers, right answers ringed: a PDF for each layout."
)
@click.option("--csv", "as_csv", is_flag=True, help="A row a version, for scanning services and spreadsheets.")
@options.paper
def key(
    record: str, out: str | None, letters: tuple[str, ...], folder: str, overlay: bool, as_csv: bool, paper: str
) -> None:
    """Show the answers of a printed quiz, from its RECORD alone (record-CODE.json), or by the CODE on its papers."""
    from edu import lesson as road
    from edu import records
    from edu.make.listing import csv_lines, grid_lines
    from edu.write.files import write_files

    found, named = records.find_record(record, Path(folder))
    recorded = records.load_record(found)
    if recorded.unchanged is False:
        screen.say(
            "The bank or its wording has changed since this quiz was printed. The key is that of the printed quiz."
        )
    made = records.of_version(recorded.quiz, letters or named)
    words = records.words_of(recorded.quiz, found)
    if overlay:
        path = screen.file(out, f"overlay-{made.code}.pdf") if out else Path(f"overlay-{made.code}.pdf")
        screen.write("Overlay", path, lambda: records.overlay(made, found, paper))
        for need, some in records.other_layouts(made).items():
            beside = path.with_name(f"{path.stem}-{need}{path.suffix}")
            screen.write("Overlay", beside, partial(records.overlay, some, found, paper, need))
        return
    if as_csv:
        rows = csv_lines(made)
        if out is None:
            for row in rows:
                click.echo(row, nl=False)
            return
        path = screen.file(out, f"key-{made.code}.csv")
        write_files({path: lambda file: file.writelines(row.encode() for row in chain("\ufeff", rows))})
        screen.paths(path)
        return
    if out is None:
        click.echo("\n".join(grid_lines(made, words)))
        screen.next_step("the key with reasons as a PDF", "key", found, "-o", f"key-{made.code}.pdf")
        return
    path = screen.file(out, f"key-{made.code}.pdf")
    screen.write("Answer key", path, lambda: screen.pdf(road.quiz_key(made, words, paper), "Key"))


@click.command()
@click.argument("record")
@click.option("-o", "--out", metavar="FILE", help="The file; by default named after code, version and variant.")
@options.version_letters
@options.records
@click.option("--pupil", "names", multiple=True, metavar="NAME", help="Only this pupil's paper; may be given again.")
@options.layout
def reprint(
    record: str,
    out: str | None,
    letters: tuple[str, ...],
    folder: str,
    names: tuple[str, ...],
    layout: options.Layout,
) -> None:
    """Print a quiz again from its RECORD (or CODE) alone: a lost sheet, or the same version in large print."""
    from edu import records
    from edu.read.record import read_record

    found, named = records.find_record(record, Path(folder))
    letters = letters or named
    whole = read_record(found)
    made = records.of_pupil(records.of_version(whole, letters), names)
    chosen = "-".join([*(version.letter for version in made.versions if letters), *("pupil" for _ in names[:1])])
    name = layout.named(Path(f"quiz-{made.code}{'-' + chosen if chosen else ''}.pdf"))
    path = screen.file(out, name.name) if out else name
    screen.write("Quiz", path, lambda: screen.pdf(layout.of(records.reprinted(made, found)), "Quiz"))
