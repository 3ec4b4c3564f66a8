"""What commands say on the screen: steps and messages on its error stream, results on standard output."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from edu.model.document import Document
    from edu.write.files import Content

_TEXTS = (".pdf", ".txt", ".md", ".toml", ".json", ".html", ".doc", ".docx", ".odt", ".rtf")
_KINDS = frozenset((*_TEXTS, ".csv", ".xls", ".xlsx", ".ods", ".png", ".svg", ".jpg"))
"""Endings of files that other programs open by them."""

_LONG_WORK = 20
"""Versions from which printing is long enough for a progress bar."""


def say(words: str) -> None:
    """A message, on the error stream."""
    click.echo(words, err=True)


def own_fault() -> None:
    """Shows the exception in hand with all its lines, and says that it is none of the user's."""
    import traceback

    traceback.print_exc()
    say("This is a fault of edu, not of your files. Please report it in the project's issues, with the lines above.")


@contextmanager
def step() -> Iterator[list[float]]:
    """Times a step: when it is over the list holds its seconds."""
    took: list[float] = []
    start = time.perf_counter()
    yield took
    took.append(time.perf_counter() - start)


def made_file(what: str, path: Path, took: list[float]) -> None:
    """Says what was made, where, and how long it took."""
    say(f"{what:<12}{path}  ({max(took[0], 0):.1f} s)")


def write(what: str, path: Path, content: Callable[[], Content]) -> None:
    """Makes one file, writes it, and says so.

    Raises:
        EduError: when that fails; what stood there stays.
    """
    from edu.write.files import write_files

    with step() as took:
        write_files({path: content()})
    made_file(what, path, took)
    paths(path)


def paths(*made: Path) -> None:
    """The files made, a line each, for other programs; on a terminal the lines above have named them."""
    if not sys.stdout.isatty():
        for path in made:
            click.echo(path)


def next_step(what: str, *words: object) -> None:
    """The next useful command, its names quoted so that it can be copied as it stands."""
    say(f"Next: {what}: edu {shlex.join(str(word) for word in words if word is not None)}")


def pdf(
    document: Document,
    label: str,
    took: list[float] | None = None,
    tagged: bool = True,
    executor: Executor | None = None,
) -> Callable[[BinaryIO], None]:
    """Writes a document as PDF, with a progress bar on a terminal when it has many versions; notes the seconds."""

    def write(out: BinaryIO) -> None:
        from edu.lesson import printed

        start = time.perf_counter()
        sections = sum(len(part) if isinstance(part, Sequence) else 1 for part in document.parts)
        if sections < _LONG_WORK or not sys.stderr.isatty():
            printed(document, None, out, tagged, executor)
        else:
            bar: Any  # click's type has a parameter for items, of which there are none
            with click.progressbar(length=sections, label=label, file=sys.stderr, item_show_func=_pages) as bar:
                printed(document, lambda done, _, pages: bar.update(done - bar.pos, pages), out, tagged, executor)
        if took is not None:
            took.append(time.perf_counter() - start)

    return write


def _pages(count: int | None) -> str:
    return f"{count or 0:,} pages"


def place(out: str, name: str) -> Path:
    """The file that -o names; in a folder (or what ends like one) a file of the usual name."""
    path = Path(out)
    return path / name if is_there(path, folder=True) or out.endswith(("/", "\\")) else path


def file(out: str, name: str) -> Path:
    """The same, for a file that is of one kind.

    Raises:
        EduError: when the name it is given ends like that of another kind, which no program would open then.
    """
    path, ending = place(out, name), Path(name).suffix
    if path.suffix.lower() in _KINDS - {ending}:
        what = f"edu writes this as {ending}, not as {path.suffix}"
        raise EduError(Problem(path, None, what, f"Name it {path.stem}{ending}"), ExitCode.USAGE)
    return path


def folder(out: str | None, battle: str) -> Path:
    """The folder that -o names; without it one named after the battle."""
    return Path(out) if out else Path(battle)
