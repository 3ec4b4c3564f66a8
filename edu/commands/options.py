"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from edu.model.layout import CLASS, PAPERS, TINTS, Layout

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from edu.model.quiz import Quiz


_grey = click.option("--grey", is_flag=True, help="Black and greys alone: so it is, unless a tint is set.")


def _one_of(grey: bool, tint: str | None) -> None:
    if grey and tint:
        raise click.UsageError("--grey and --tint exclude one another: leave one of the two out.")


def layout(command: Callable[..., None]) -> Callable[..., None]:
    """Options for the layout of pupils' pages, which the command is given as one `layout`."""

    @paper
    @_variant
    @click.option("--tint", type=click.Choice(TINTS), help="Tint whole pages; it costs toner.")
    @_grey
    @wraps(command)
    def with_layout(*arguments: Any, paper: str, variant: str, tint: str | None, grey: bool, **options: Any) -> None:
        _one_of(grey, tint)
        command(*arguments, layout=Layout(paper, variant or CLASS, tint or ""), **options)

    return with_layout


def _variant(command: Callable[..., None]) -> Callable[..., None]:
    """Options for one of the layouts beside the class's, which the command is given by its name; empty for none."""

    @click.option("--large-print", is_flag=True, help="18 point or more throughout, laid out again.")
    @click.option("--easy-read", is_flag=True, help="For dyslexic readers: letters and lines farther apart.")
    @wraps(command)
    def with_variant(*arguments: Any, large_print: bool, easy_read: bool, **options: Any) -> None:
        if large_print and easy_read:
            raise click.UsageError("A paper is in large print or easy to read, not both: leave one of the two out.")
        command(*arguments, variant="large-print" if large_print else "easy-read" if easy_read else "", **options)

    return with_variant


@dataclass(frozen=True)
class NewLayout:
    """What a quiz printed again has of its layout that is not as it was; None for what is."""

    paper: str | None
    variant: str
    tint: str | None
    tagged: bool | None

    def after(self, made: Quiz) -> Layout:
        """The layout of a recorded quiz with these changes."""
        was = made.layout(self.variant)
        paper = was.paper if self.paper is None else self.paper
        tint = was.tint if self.tint is None else self.tint
        return Layout(paper, was.variant, tint, was.tagged if self.tagged is None else self.tagged)


def new_layout(command: Callable[..., None]) -> Callable[..., None]:
    """Options for a quiz printed again in another layout than it had, which the command is given as one `layout`."""

    @recorded_paper
    @_variant
    @click.option("--class-layout", is_flag=True, help="As most pupils have it, where it was printed otherwise.")
    @click.option("--tint", type=click.Choice(TINTS), help="Tint whole pages.  [default: as it was printed]")
    @_grey
    @click.option(
        "--tagged/--untagged",
        default=None,
        help="With what screen readers need, or for the copier only.  [default: as it was printed]",
    )
    @wraps(command)
    def with_layout(
        *arguments: Any,
        paper: str | None,
        variant: str,
        class_layout: bool,
        tint: str | None,
        grey: bool,
        tagged: bool | None,
        **options: Any,
    ) -> None:
        _one_of(grey, tint)
        if class_layout and variant:
            raise click.UsageError(f"--class-layout and --{variant} exclude one another: leave one of the two out.")
        given = NewLayout(paper, CLASS if class_layout else variant, "" if grey else tint, tagged)
        command(*arguments, layout=given, **options)

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
        help="Seat the pupils row by row; neighbours cannot copy letters. Without a list: a paper a seat.",
    )
    @wraps(command)
    def with_pupils(*arguments: Any, roster: str | None, room: str | None, **options: Any) -> None:
        command(*arguments, pupils=ClassList(roster, room), **options)

    return with_pupils


paper = click.option(
    "--paper",
    type=click.Choice(PAPERS),
    default="a4",
    show_default=True,
    help="Size of the sheets.",
)
recorded_paper = click.option(
    "--paper", type=click.Choice(PAPERS), help="Size of the sheets.  [default: as it was printed]"
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
