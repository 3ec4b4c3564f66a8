"""The commands that work on a printed quiz, from its record alone: its key, and its pages again."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edu.commands import options, screen
from edu.model.roster import Need
from edu.problems import EduError, ExitCode, Problem

if TYPE_CHECKING:
    from edu.codes import Found
    from edu.model.quiz import Quiz

_NAMED = 3
"""Pupils at most whose names stand in the name of a file, so that one of theirs does not take another's place."""


@click.command()
@click.argument("record")
@click.option("-o", "--out", metavar="FILE", help="Write the key as a PDF instead of printing its grid here.")
@options.version_letters
@options.records
@click.option(
    "--overlay", is_flag=True, help="Sheets to lay over the papers, right answers ringed: a PDF for each layout."
)
@click.option("--csv", "as_csv", is_flag=True, help="A table for spreadsheets: a row a version.")
@click.option(
    "--csv-form",
    type=click.Choice(["wide", "long", "zipgrade"]),
    help="The table as services that scan take it; see docs/scanning.md.",
)
@options.recorded_paper
def key(
    record: str,
    out: str | None,
    letters: tuple[str, ...],
    folder: str,
    overlay: bool,
    as_csv: bool,
    csv_form: str | None,
    paper: str | None,
) -> None:
    """Show the answers of a printed quiz, from its RECORD alone (record-CODE.json), or by the CODE on its papers."""
    from edu import lesson as road
    from edu import records
    from edu.make.listing import grid_lines

    form = csv_form or ("wide" if as_csv else "")
    if overlay and form:
        raise click.UsageError("--overlay and a table are two files: make them one after the other.")
    found = _found(record, folder, letters, papers=overlay or bool(form))
    if records.unchanged(found.quiz, found.path) is False:
        screen.say(
            "The bank or its wording has changed since this quiz was printed. The key is that of the printed quiz."
        )
    made = records.chosen(found.quiz, found.letters)
    if overlay:
        name = f"overlay-{made.code}.pdf"
        _overlays(made, found.path, screen.file(out, name) if out else Path(name), paper)
        return
    words = records.words_of(made, found.path)
    if form:
        _table(made, form, out)
        return
    if out is None:
        click.echo("\n".join(grid_lines(made, words)))
        screen.next_step("the key with reasons as a PDF", "key", found.path, "-o", f"key-{made.code}.pdf")
        return
    path = screen.file(out, f"key-{made.code}.pdf")
    sheets = paper or made.layout().paper
    screen.write("Answer key", path, lambda: screen.pdf(road.quiz_key(made, words, sheets), "Key"))


def _table(made: Quiz, form: str, out: str | None) -> None:
    """The key as a table, on standard output or in a file, and what it leaves to be marked by hand."""
    from edu.make.key_tables import not_scanned, table
    from edu.write.files import write_files

    rows = table(made, form)
    if form == "zipgrade":
        for reason, numbers in not_scanned(made).items():
            screen.say(f"Not in it, to be marked by hand ({reason}): {', '.join(map(str, numbers))}.")
    if out is None:
        for row in rows:
            click.echo(row, nl=False)
        return
    path = screen.file(out, f"key-{made.code}.csv")
    _refuse_other_table(path)
    start = "" if form == "zipgrade" else "\ufeff"  # by which spreadsheets know the encoding; its head must be first
    write_files({path: lambda file: file.writelines(row.encode() for row in chain(start, rows))})
    screen.paths(path)


def _refuse_other_table(path: Path) -> None:
    """Refuses to put a key in the place of a table that is none, such as a class list.

    Raises:
        EduError: when the first cell of the table that is there is not that of a key.
    """
    from edu.make.key_tables import FIRST_CELLS

    with suppress(OSError, UnicodeDecodeError):
        with path.open(encoding="utf-8-sig") as file:
            there = file.readline()
        if there and there.partition(",")[0] not in FIRST_CELLS:
            what = "it is there and is no key, so it is not replaced"
            raise EduError(Problem(path, None, what, "Choose another name after -o"), ExitCode.WRITE)


def _found(
    record: str, folder: str, letters: tuple[str, ...], names: tuple[str, ...] = (), papers: bool = True
) -> Found:
    """The record asked for; a name that tells of another code is remarked on."""
    from edu import codes

    found = codes.find_record(record, Path(folder), letters, names, papers)
    if codes.renamed(found):
        screen.say(f"{found.path} is the record of the code {found.quiz.code}, whatever its name says.")
    return found


def _overlays(made: Quiz, record: Path, path: Path, paper: str | None) -> None:
    """An overlay for each layout that papers were printed in; of the usual one under the name given."""
    from edu import records

    for number, (layout, some) in enumerate(records.layouts_to_mark(made).items()):
        target = path.with_name(f"{path.stem}-{layout.variant}{path.suffix}") if number else path
        on = replace(layout, paper=paper or layout.paper)
        screen.write("Overlay", target, partial(records.overlay, some, record, on))


@click.command()
@click.argument("record")
@click.option("-o", "--out", metavar="FILE", help="The file; by default named after code, version and variant.")
@options.version_letters
@options.records
@click.option("--pupil", "names", multiple=True, metavar="NAME", help="Only this pupil's paper; may be given again.")
@options.new_layout
def reprint(
    record: str,
    out: str | None,
    letters: tuple[str, ...],
    folder: str,
    names: tuple[str, ...],
    layout: options.NewLayout,
) -> None:
    """Print a quiz again from its RECORD (or CODE) alone: a lost sheet, or the same version in large print."""
    from edu import records

    found = _found(record, folder, letters, names)
    made = records.chosen(found.quiz, found.letters, names)
    if names and layout.variant:  # in which these pupils are to have it, whatever they need else
        made = replace(made, pupils=tuple(replace(pupil, need=Need.NONE) for pupil in made.pupils))
    pupils = [re.sub(r"\W+", "-", name).strip("-").lower() for name in names] if len(names) <= _NAMED else ["pupils"]
    chosen = "-".join([*(version.letter for version in made.versions if found.letters), *pupils])
    again = layout.after(made)
    name = again.named(Path(f"quiz-{made.code}{'-' + chosen if chosen else ''}.pdf"))
    path = screen.file(out, name.name) if out else name
    document = again.of(records.reprinted(made, found.path))
    screen.write("Quiz", path, lambda: screen.pdf(document, "Quiz", tagged=again.tagged))
