"""The language of page templates: Markdown, and directives that stand for parts of a page.

A directive is a line of three colons with its name (`::: chart timeline`). One that holds something ends at a line of
three colons alone; they may stand inside one another. docs/templates.md shows each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from edu.make.markdown import read_markdown
from edu.make.markup import inline, other_marks, words_of
from edu.make.templates import Filled, FilledLine
from edu.model.document import (
    AnswerLines,
    Block,
    Columns,
    Heading,
    NameRow,
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    QuizTitle,
    Table,
    TeacherTitle,
    Text,
    Title,
    plain,
)
from edu.problems import EduError, Problem

WIDTH = 166.0
"""Width of the text in millimetres."""

_PANEL_SIDES = 10.0
_GUTTER = 6.0
_MOST_LINES = 200
"""Ruled lines in one place: some eight pages of them, more than any lesson asks for."""
_OPENING = re.compile(r"[ \t]*(:{2,})[ \t]*(\S*)[ \t]*(.*)$")
_ONE_COLON = re.compile(r"[ \t]*:[ \t]*([a-z-]+)\b")


@dataclass(frozen=True)
class Call:
    """A directive as it stands in a template.

    Attributes:
        argument: what follows its name, as inline Markdown.
        blocks: what it holds.
        inside: name of the directive around it; empty for none.
    """

    argument: str
    blocks: tuple[Block, ...]
    inside: str

    def texts(self) -> list[Text]:
        """Its paragraphs.

        Raises:
            ValueError: when it holds anything else.
        """
        if not all(isinstance(block, Paragraph) for block in self.blocks):
            raise ValueError("holds paragraphs only")
        return [block.text for block in self.blocks if isinstance(block, Paragraph)]


@dataclass(frozen=True)
class Directive:
    """What a directive makes.

    Attributes:
        make: gives its blocks; a ValueError says what is wrong with how it is used.
        use: how it is written, for messages ("chart NAME").
        holds: True when it holds Markdown, up to a line of colons alone.
        inner: room inside it for the room it has, in millimetres.
        anywhere: True when it may stand inside another directive; the rest need the width of the page.
        bare: True when it takes nothing after its name.
    """

    make: Callable[[Call], Sequence[Block]]
    use: str
    holds: bool = False
    inner: Callable[[float], float] = field(default=lambda width: width)
    anywhere: bool = False
    bare: bool = False


def parts(*wanted: tuple[str, Callable[[], Sequence[Block]]]) -> dict[str, Directive]:
    """Directives that take nothing and hold nothing."""
    return {name: Directive(_of_nothing(make), name, bare=True) for name, make in wanted}


def _of_nothing(make: Callable[[], Sequence[Block]]) -> Callable[[Call], Sequence[Block]]:
    return lambda call: make()


@dataclass(frozen=True)
class PageBlocks:
    """The blocks of a page.

    Attributes:
        blocks: what stands on it, from top to bottom.
        origins: where in the template each of them comes from.
    """

    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]


def read_blocks(page: Filled, own: Mapping[str, Directive]) -> PageBlocks:
    """The blocks of a page.

    Args:
        page: its template, filled in.
        own: the directives of this page, by name, beside those of every page.

    Raises:
        EduError: with every directive that is not known, not closed or cannot be understood, all Markdown that pages
            do not print, and headings that skip a level; each with the template's file and line.
    """
    reader = _Reader(page, {**_EVERYWHERE, **own})
    blocks = tuple(_without_idle_breaks(reader.read(None, "", WIDTH)))
    problems = [*reader.problems, *_outline_problems(blocks, reader)]
    if problems:
        raise EduError(sorted(problems, key=lambda problem: problem.line or 0))
    return PageBlocks(blocks, tuple(Origin(page.file, reader.origin[id(block)]) for block in blocks))


def _outline_problems(blocks: Sequence[Block], reader: _Reader) -> Iterator[Problem]:
    """A heading level that is skipped, a heading without words, no title: a screen reader's user goes by headings."""
    headings = list(_headings(blocks, reader.origin, 1))
    titled = any(not isinstance(block, Heading) for block, _ in headings)
    last = 0 if "title" in reader.directives and (titled or not reader.problems) else 1  # else its mistake is told
    for block, line in headings:
        level = block.level if isinstance(block, Heading) else 1
        words = plain(block.text) if isinstance(block, Heading) else block.title
        if not words.strip():
            yield Problem(reader.file, line, "a heading here has no words", "Give it some, or take it out")
        elif level > last + 1:
            over = f"Put one that begins with {'#' * (last + 1)} over it" if last else "Begin the page with ::: title"
            what = f"the heading “{words}” has no {'heading of the level above' if last else 'title'} before it"
            yield Problem(reader.file, line, what, f"{over}, as in the template that comes with edu")
        elif level == 1 and last:
            yield Problem(reader.file, line, "this is a second title", "Make it a heading: ## and its words")
        last = level
    if not last:
        what, mend = "this page has no title", "Begin it with ::: title, as in the template that comes with edu"
        yield Problem(reader.file, 1, what, mend)


def _headings(
    blocks: Sequence[Block], origin: Mapping[int, int], line: int
) -> Iterator[tuple[Heading | Title | QuizTitle | TeacherTitle, int]]:
    """Headings in reading order, each with the line of the template that it, or what holds it, comes from."""
    for block in blocks:
        here = origin.get(id(block), line)
        match block:
            case Heading() | Title() | QuizTitle() | TeacherTitle():
                yield block, here
            case Panel(held):
                yield from _headings(held, origin, here)
            case Columns(columns):
                for held in columns:
                    yield from _headings(held, origin, here)


class _Reader:
    """Reads the lines of a page one after another, and goes on after a mistake.

    Attributes:
        problems: the mistakes so far.
        origin: lines that blocks come from, by the identity of the block.
    """

    def __init__(self, page: Filled, directives: Mapping[str, Directive]) -> None:
        self.file, self.lines, self.directives = page.file, page.lines, directives
        self.place = 0
        self.problems: list[Problem] = []
        self.origin: dict[int, int] = {}
        self._kept: list[Block] = []  # so that none of the identities is given again
        self._unknown = 0

    def read(self, opened: FilledLine | None, inside: str, width: float) -> list[Block]:
        """Blocks up to the end of the directive `inside` that a line opened, or of the page."""
        blocks: list[Block] = []
        waiting: list[FilledLine] = []
        while self.place < len(self.lines):
            here = self.lines[self.place]
            self.place += 1
            found = _OPENING.match(here.text)
            if not found:
                self._check_colon(here)
                waiting.append(here)
                continue
            if len(found[1]) < 3:
                self._note(here, f"{here.text.strip()} begins with two colons", "Write three: :::")
            blocks += self._markdown(waiting, width)
            waiting = []
            if found[2]:
                blocks += self._directive(here, found[2], found[3].strip(), inside, width)
            elif opened is not None:
                return blocks
            elif self._unknown:  # it may have been the end of one that is not known
                self._unknown -= 1
            else:
                self._note(here, "these colons close nothing", "Take the line out")
        if opened is not None:
            self._note(opened, f"{opened.text.strip()} is never closed", "Put a line ::: where it ends")
        return [*blocks, *self._markdown(waiting, width)]

    def _check_colon(self, here: FilledLine) -> None:
        found = _ONE_COLON.match(here.text)
        if found and found[1] in self.directives:
            self._note(here, f"{here.text.strip()} begins with one colon", "Write three: :::")

    def _markdown(self, lines: Sequence[FilledLine], width: float) -> list[Block]:
        read = read_markdown(self.file, lines, width)
        self.problems += read.problems
        for block, line in read.blocks:
            self._keep(block, line)
        return [block for block, _ in read.blocks]

    def _keep(self, block: Block, line: int) -> None:
        self._kept.append(block)
        self.origin[id(block)] = line

    def _directive(self, here: FilledLine, name: str, argument: str, inside: str, width: float) -> Sequence[Block]:
        directive = self.directives.get(name)
        if directive is None:
            return self._unknown_directive(here, name, width)
        if directive.holds:
            held = tuple(self.read(here, name, directive.inner(width)))
        else:
            held = ()
            if not inside and self.place < len(self.lines) and self.lines[self.place].text.strip() == ":::":
                self.place += 1  # it holds nothing and needs no end, but may be given one
        if inside and not directive.anywhere:
            mend = f"Close the ::: {inside} before it, with a line of three colons"
            self._note(here, f"::: {name} stands inside ::: {inside}, where it has no room", mend)
            return []
        for _, what, mend in other_marks(argument):
            self._note(here, what, mend)
        try:
            if directive.bare and argument:
                raise ValueError("takes nothing after its name")
            made = directive.make(Call(argument, held, inside))
        except (ValueError, IndexError) as error:
            what = f"::: {name} {argument}".strip() + f" cannot be understood: it {error}"
            self._note(here, what, f"Write it as ::: {directive.use}")
            return []
        for block in made:
            self._keep(block, here.number)
        return made

    def _unknown_directive(self, here: FilledLine, name: str, width: float) -> Sequence[Block]:
        """Notes it; what it holds is read if the one that was meant holds something."""
        near = get_close_matches(name.casefold(), self.directives, 1)
        mend = f"Did you mean {near[0]}? " if near else ""
        known = f"{mend}Known here are: {', '.join(sorted(self.directives))}"
        self._note(here, f"::: {name} is no directive of this page", known)
        if near and self.directives[near[0]].holds:
            self.read(here, near[0], self.directives[near[0]].inner(width))
        else:
            self._unknown += 1
        return []

    def _note(self, here: FilledLine, what: str, mend: str) -> None:
        self.problems.append(Problem(self.file, here.number, what, mend))


def _without_idle_breaks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without page breaks that would leave a page empty: directives may have had nothing to print."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if not (isinstance(block, PageBreak) and (before is None or isinstance(before, PageBreak))):
            yield block


# Directives of every page ------------------------------------------------------------------------------------


def lines_to_write_on(call: Call) -> Sequence[Block]:
    """Ruled lines; none for 0."""
    if not re.fullmatch(r"\d{1,4}", call.argument) or int(call.argument) > _MOST_LINES:
        raise ValueError(f"takes the number of lines, at most {_MOST_LINES}")
    count = int(call.argument)
    return [AnswerLines(count)] if count else []


def _small(call: Call) -> Sequence[Block]:
    """Paragraphs and tables in small type."""
    if not all(isinstance(block, Paragraph | Table) for block in call.blocks):
        raise ValueError("holds paragraphs and tables only")
    return [replace(block, small=True) for block in call.blocks if isinstance(block, Paragraph | Table)]


def _box(call: Call) -> Sequence[Block]:
    """A tinted panel; what follows its name is its heading."""
    head = [Heading(2, inline(call.argument))] if call.argument else []
    return [Panel((*head, *call.blocks))] if head or call.blocks else []


def _columns(call: Call) -> Sequence[Block]:
    breaks = [place for place, block in enumerate(call.blocks) if isinstance(block, PageBreak)]
    if len(breaks) != 1:
        raise ValueError("holds two columns, with one line ::: column between them")
    return [Columns((call.blocks[: breaks[0]], call.blocks[breaks[0] + 1 :]))]


def _break(call: Call) -> Sequence[Block]:
    """The end of a page; with a number only when so many hundredths of the page are filled."""
    share = call.argument.removesuffix("%").strip() or "0"
    if not share.isdecimal() or int(share) > 100:
        raise ValueError("takes nothing, or how much of the page must be filled, from 0 to 100 %")
    return [PageBreak(int(share) / 100)]


def _column(call: Call) -> Sequence[Block]:
    if call.inside != "columns":
        raise ValueError("stands outside ::: columns")
    return [PageBreak()]


def name_row(call: Call) -> Sequence[Block]:
    """Lines for name, class and date."""
    words = [words_of(part) for part in call.argument.split("|")]
    if len(words) != 3:
        raise ValueError("takes three words with | between them")
    return [NameRow(*(word.strip() for word in words))]


_EVERYWHERE: Mapping[str, Directive] = {
    "lines": Directive(lines_to_write_on, "lines 3", anywhere=True),
    "small": Directive(_small, "small", holds=True, anywhere=True, bare=True),
    "box": Directive(_box, "box A heading", holds=True, inner=lambda width: width - _PANEL_SIDES, anywhere=True),
    "columns": Directive(_columns, "columns", holds=True, inner=lambda width: (width - _GUTTER) / 2, bare=True),
    "column": Directive(_column, "column, between the two columns of ::: columns", anywhere=True, bare=True),
    "name-row": Directive(name_row, "name-row Name | Class | Date"),
    "page-break": Directive(_break, "page-break, or ::: page-break 50 %"),
}


def two_texts(call: Call) -> tuple[str, str]:
    """The two paragraphs of a directive as plain words: title and subtitle.

    Raises:
        ValueError: when it holds anything else.
    """
    texts = [plain(text) for text in call.texts()]
    if len(texts) != 2:
        raise ValueError("holds two paragraphs, the title and the line under it")
    return texts[0], texts[1]


def teacher_title(call: Call) -> Sequence[Block]:
    """The top of a teacher's page: the title after its name, and one paragraph under it."""
    texts = [plain(text) for text in call.texts()]
    if len(texts) != 1 or not call.argument:
        raise ValueError("takes the title after its name, and holds one paragraph")
    return [TeacherTitle(words_of(call.argument), texts[0])]
