"""The language of page templates: Markdown, and directives that stand for parts of a page.

A directive is a line of three colons with its name (`::: chart timeline`). One that holds something ends at a line of
three colons alone; they may stand inside one another. docs/templates.md shows each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edu.make.markup import inline, words_of
from edu.make.templates import Filled, FilledLine
from edu.model.document import (
    AnswerLines,
    Block,
    Column,
    Columns,
    Heading,
    Items,
    NameRow,
    PageBreak,
    Panel,
    Paragraph,
    QuizTitle,
    Row,
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
_OPENING = re.compile(r":{3,}[ \t]*(\S*)[ \t]*(.*)$")
_CLOSED_BLOCKS = ("inline", "heading_close", "paragraph_close")
"""What follows the beginning of a block that has been read."""


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
    """

    make: Callable[[Call], Sequence[Block]]
    use: str
    holds: bool = False
    inner: Callable[[float], float] = field(default=lambda width: width)
    anywhere: bool = False


def parts(*wanted: tuple[str, Callable[[], Sequence[Block]]]) -> dict[str, Directive]:
    """Directives that take nothing and hold nothing."""
    return {name: Directive(_bare(make), name) for name, make in wanted}


def _bare(make: Callable[[], Sequence[Block]]) -> Callable[[Call], Sequence[Block]]:
    def made(call: Call) -> Sequence[Block]:
        if call.argument:
            raise ValueError("takes nothing after its name")
        return make()

    return made


def read_blocks(page: Filled, own: Mapping[str, Directive]) -> tuple[Block, ...]:
    """The blocks of a page.

    Args:
        page: its template, filled in.
        own: the directives of this page, by name, beside those of every page.

    Raises:
        EduError: for a directive that is not known, not closed or cannot be understood, and for Markdown that pages
            do not print; with the template's file and line.
    """
    reader = _Reader(page, {**_EVERYWHERE, **own})
    blocks = tuple(_without_idle_breaks(reader.read(None, "", WIDTH)))
    _check_outline(blocks, reader)
    return blocks


def _check_outline(blocks: Sequence[Block], reader: _Reader) -> None:
    """Refuses a page on which a heading level is skipped or a heading is empty: a screen reader's user goes by them.

    Raises:
        EduError: with the line of the first such heading.
    """
    last = 0 if "title" in reader.directives else 1
    for block, line in _headings(blocks, reader.origin, 1):
        level = block.level if isinstance(block, Heading) else 1
        words = plain(block.text) if isinstance(block, Heading) else block.title
        if not words.strip():
            raise EduError(Problem(reader.file, line, "a heading here has no words", "Give it some, or take it out"))
        if level > last + 1:
            over = f"Put one that begins with {'#' * (last + 1)} over it" if last else "Begin the page with ::: title"
            what = f"the heading “{words}” has no {'heading of the level above' if last else 'title'} before it"
            raise EduError(Problem(reader.file, line, what, f"{over}, as in the template that comes with edu"))
        if level == 1 and last:
            raise EduError(Problem(reader.file, line, "this is a second title", "Make it a heading: ## and its words"))
        last = level
    if not last:
        what, mend = "this page has no title", "Begin it with ::: title, as in the template that comes with edu"
        raise EduError(Problem(reader.file, 1, what, mend))


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
    """Reads the lines of a page one after another."""

    def __init__(self, page: Filled, directives: Mapping[str, Directive]) -> None:
        self.file, self.lines, self.directives = page.file, page.lines, directives
        self.place = 0
        self.origin: dict[int, int] = {}
        """Lines that headings, and blocks that hold some, come from, by the identity of the block."""

    def read(self, opened: FilledLine | None, inside: str, width: float) -> list[Block]:
        """Blocks up to the end of the directive `inside` that a line opened, or of the page."""
        blocks: list[Block] = []
        waiting: list[FilledLine] = []
        while self.place < len(self.lines):
            here = self.lines[self.place]
            self.place += 1
            found = _OPENING.match(here.text)
            if not found:
                waiting.append(here)
                continue
            blocks += self._markdown(waiting, width)
            waiting = []
            if found[1]:
                blocks += self._directive(here, found[1], found[2].strip(), inside, width)
            elif opened is None:
                raise self._problem(here, "these colons close nothing", "Take the line out")
            else:
                return blocks
        if opened is not None:
            raise self._problem(opened, f"{opened.text.strip()} is never closed", "Put a line ::: where it ends")
        return [*blocks, *self._markdown(waiting, width)]

    def _markdown(self, lines: Sequence[FilledLine], width: float) -> list[Block]:
        blocks = []
        for block, line in _markdown(self.file, lines, width):
            self.origin[id(block)] = line
            blocks.append(block)
        return blocks

    def _directive(self, here: FilledLine, name: str, argument: str, inside: str, width: float) -> Sequence[Block]:
        directive = self.directives.get(name)
        if directive is None:
            near = get_close_matches(name, self.directives, 1)
            mend = f"Did you mean {near[0]}? " if near else ""
            known = f"{mend}Known here are: {', '.join(sorted(self.directives))}"
            raise self._problem(here, f"::: {name} is no directive of this page", known)
        if inside and not directive.anywhere:
            mend = f"Close the ::: {inside} before it, with a line of three colons"
            raise self._problem(here, f"::: {name} stands inside ::: {inside}, where it has no room", mend)
        if directive.holds:
            held = tuple(self.read(here, name, directive.inner(width)))
        else:
            held = ()
            if not inside and self.place < len(self.lines) and self.lines[self.place].text.strip() == ":::":
                self.place += 1  # it holds nothing and needs no end, but may be given one
        try:
            made = directive.make(Call(argument, held, inside))
        except (ValueError, IndexError) as error:
            what = f"::: {name} {argument}".strip() + f" cannot be understood: it {error}"
            raise self._problem(here, what, f"Write it as ::: {directive.use}") from None
        self.origin |= {id(block): here.number for block in made}
        return made

    def _problem(self, here: FilledLine, what: str, mend: str) -> EduError:
        return EduError(Problem(self.file, here.number, what, mend))


def _without_idle_breaks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without page breaks that would leave a page empty: directives may have had nothing to print."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if not (isinstance(block, PageBreak) and (before is None or isinstance(before, PageBreak))):
            yield block


# Markdown ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _markdown(file: Path, lines: Sequence[FilledLine], width: float) -> Iterator[tuple[Block, int]]:
    """Headings, paragraphs, lists and tables, each with its line of the template; anything else is a problem."""
    tokens = _parser().parse("\n".join(line.text for line in lines))
    i = 0
    while i < len(tokens):
        token = tokens[i]
        number = lines[token.map[0]].number if token.map else 0
        if token.type == "heading_open":
            level = int(token.tag[1])
            if level not in (2, 3):
                what, mend = f"a heading of level {level} stands here", "Begin it with ## or ###"
                raise EduError(Problem(file, number, what, mend))
            yield Heading(level, inline(tokens[i + 1].content)), number
        elif token.type == "paragraph_open":
            yield Paragraph(inline(tokens[i + 1].content)), number
        elif token.type in ("bullet_list_open", "table_open"):
            end = _end(tokens, i)
            if token.type == "table_open":
                yield _table(tokens[i:end], lines[(token.map or [0])[0] + 1].text, width), number
            else:
                yield Items(tuple(inline(each.content) for each in tokens[i:end] if each.type == "inline")), number
            i = end
        elif token.type not in _CLOSED_BLOCKS:
            form = token.type.removesuffix("_open").replace("_", " ")
            what = f"this is Markdown that pages do not print ({form})"
            mend = "Write it as a paragraph, a heading, a list with dashes, a table or a directive"
            raise EduError(Problem(file, number, what, mend))
        i += 1


def _end(tokens: Sequence[Token], start: int) -> int:
    """Index of the token that closes the one at `start`."""
    depth = 0
    for i in range(start, len(tokens)):
        depth += tokens[i].nesting
        if depth == 0:
            return i
    return len(tokens) - 1


def _table(tokens: Sequence[Token], rule: str, width: float) -> Table:
    """A table whose columns are as wide as the dashes under their heads; the first column heads the rows."""
    dashes = [part.strip() for part in rule.strip().strip("|").split("|")]
    unit = width / sum(map(len, dashes))
    columns = tuple(Column(len(part) * unit, right=part.endswith(":")) for part in dashes)
    rows: list[list[Text]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(inline(token.content))
    return Table(columns, tuple(rows[0]), tuple(Row(tuple(row)) for row in rows[1:]), row_heads=True)


# Directives of every page ------------------------------------------------------------------------------------


def lines_to_write_on(call: Call) -> Sequence[Block]:
    """Ruled lines; none for 0."""
    if not call.argument.isdecimal():
        raise ValueError("takes the number of lines")
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
    "small": Directive(_small, "small", holds=True, anywhere=True),
    "box": Directive(_box, "box A heading", holds=True, inner=lambda width: width - _PANEL_SIDES, anywhere=True),
    "columns": Directive(_columns, "columns", holds=True, inner=lambda width: (width - _GUTTER) / 2),
    "column": Directive(_column, "column, between the two columns of ::: columns", anywhere=True),
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
