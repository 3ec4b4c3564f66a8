"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from edu.model.document import Document


@dataclass(frozen=True)
class Layout:
    """How pupils' pages are laid out.

    Attributes:
        paper: "a4" or "letter".
        variant: "class", "large-print" or "easy-read".
        tint: a tint for the whole page; empty for none.
    """

    paper: str
    variant: str
    tint: str

    def of(self, document: Document) -> Document:
        """The document in this layout."""
        return replace(document, paper=self.paper, variant=self.variant, tint=self.tint)

    def named(self, path: Path) -> Path:
        """A file's name with the variant in it, so that it does not take the place of the class's."""
        return path if self.variant == "class" else path.with_name(f"{path.stem}-{self.variant}{path.suffix}")


def layout(command: Callable[..., None]) -> Callable[..., None]:
    """Options for the layout of pupils' pages, which the command is given as one `layout`."""

    @paper
    @click.option("--large-print", is_flag=True, help="18 point or more throughout, laid out again.")
    @click.option("--easy-read", is_flag=True, help="For dyslexic readers: letters and lines farther apart.")
    @click.option("--tint", type=click.Choice(["cream", "blue", "green"]), help="Tint whole pages; it costs toner.")
    @wraps(command)
    def with_layout(
        *arguments: Any, paper: str, large_print: bool, easy_read: bool, tint: str | None, **options: Any
    ) -> None:
        if large_print and easy_read:
            raise click.UsageError("A paper is in large print or easy to read, not both: leave one of the two out.")
        variant = "large-print" if large_print else "easy-read" if easy_read else "class"
        command(*arguments, layout=Layout(paper, variant, tint or ""), **options)

    return with_layout


@dataclass(frozen=True)
class Press:
    """How and where many versions are printed.

    Attributes:
        tagged: False to leave out what screen readers need.
        jobs: processes on this machine; 1 for none but this.
        cluster: address of a dask scheduler; empty for none.
    """

    tagged: bool = True
    jobs: int = 1
    cluster: str = ""

    @contextmanager
    def executor(self) -> Iterator[Executor | None]:
        """Where versions are made; None for here."""
        if not self.cluster and self.jobs == 1:
            yield None
            return
        from edu.commands import executors  # brings multiprocessing, which is slow to import

        with executors.cluster(self.cluster) if self.cluster else executors.processes(self.jobs) as executor:
            yield executor


def press(command: Callable[..., None]) -> Callable[..., None]:
    """Options for printing many versions, which the command is given as one `press`."""

    @click.option("--untagged", is_flag=True, help="Leave out what screen readers need: for the copier only.")
    @click.option("--jobs", type=click.IntRange(1), default=1, help="Processes that print; for thousands of versions.")
    @click.option("--cluster", metavar="ADDRESS", default="", help="A dask scheduler whose workers print.")
    @wraps(command)
    def with_press(*arguments: Any, untagged: bool, jobs: int, cluster: str, **options: Any) -> None:
        command(*arguments, press=Press(not untagged, jobs, cluster), **options)

    return with_press


@dataclass(frozen=True)
class ClassList:
    """Who a quiz is for: the file of a class list, and the room they sit in; None for nobody by name, and no seats."""

    roster: str | None
    room: str | None


def class_list(command: Callable[..., None]) -> Callable[..., None]:
    """Options for the pupils of a class, which the command is given as one `pupils`."""

    @click.option(
        "--roster",
        metavar="FILE",
        help="A class list as CSV (name, class, seat, needs): a paper a pupil, in handing-out order.",
    )
    @click.option(
        "--seats",
        "room",
        metavar="ROWSxPLACES",
        help="Seat the pupils row by row; neighbours cannot copy letters.",
    )
    @wraps(command)
    def with_pupils(*arguments: Any, roster: str | None, room: str | None, **options: Any) -> None:
        if room and not roster:
            raise click.UsageError("--seats needs to know who sits there: give the class list too, with --roster FILE.")
        command(*arguments, pupils=ClassList(roster, room), **options)

    return with_pupils


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
records = click.option(
    "--records", "folder", metavar="DIR", default="", help="Where to look for the record of a code.  [default: here]"
)
version_letters = click.option(
    "--version", "letters", multiple=True, metavar="LETTERS", help="Only these versions: C, or A,D, or B-E."
)
