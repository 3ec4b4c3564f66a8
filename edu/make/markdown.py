"""Markdown of page templates -> headings, paragraphs, lists and tables; what pages do not print is a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from edu.make.markup import inline, other_marks
from edu.make.templates import FilledLine
from edu.model.document import Block, Column, Heading, Items, Paragraph, Row, Table, Text
from edu.problems import Problem

_CLOSED_BLOCKS = ("inline", "heading_close", "paragraph_close")
"""What follows the beginning of a block that has been read."""

_IN_LISTS = ("bullet_list", "list_item", "paragraph", "inline")
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"[ \t]*\|?([ \t]*:?-+:?[ \t]*\|)+([ \t]*:?-+:?[ \t]*)?")

_PRINTED = "Write it as a paragraph, a heading, a list with dashes, a table or a directive"
_INSTEAD = {
    "code_block": "Begin the line at the left edge",
    "ordered_list": "Write a list with dashes, or put a backslash before the full stop: 1\\. and the words",
}


@dataclass(frozen=True)
class Markdown:
    """Lines of Markdown read.

    Attributes:
        blocks: each block with the line of the template that it begins on.
        problems: what in them pages do not print.
    """

    blocks: tuple[tuple[Block, int], ...]
    problems: tuple[Problem, ...]


def read_markdown(file: Path, lines: Sequence[FilledLine], width: float) -> Markdown:
    """Reads lines of a template; tables are `width` millimetres wide."""
    return _Reading(file, lines, width).read()


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


class _Reading:
    """Reads some lines, and notes what is wrong in them."""

    def __init__(self, file: Path, lines: Sequence[FilledLine], width: float) -> None:
        self.file, self.lines, self.width = file, lines, width
        self.problems: list[Problem] = []

    def read(self) -> Markdown:
        tokens = _parser().parse("\n".join(line.text for line in self.lines))
        blocks: list[tuple[Block, int]] = []
        i = 0
        while i < len(tokens):
            token, end = tokens[i], i
            self._check_marks(token)
            if token.type == "heading_open":
                if token.tag in ("h2", "h3"):
                    blocks.append((Heading(int(token.tag[1]), inline(tokens[i + 1].content)), self._number(token)))
                else:
                    self._note(token, f"a heading of level {token.tag[1]} stands here", "Begin it with ## or ###")
            elif token.type == "paragraph_open":
                self._check_for_table(token)
                blocks.append((Paragraph(inline(tokens[i + 1].content)), self._number(token)))
            elif token.type == "table_open":
                end = _end(tokens, i)
                blocks.append((self._table(tokens[i:end]), self._number(token)))
            elif token.type == "bullet_list_open":
                end = _end(tokens, i)
                blocks.append((self._items(tokens[i:end]), self._number(token)))
            elif token.type not in _CLOSED_BLOCKS:
                end = _end(tokens, i)
                self._refuse(token)
            i = end + 1
        return Markdown(tuple(blocks), tuple(self.problems))

    def _number(self, token: Token, further: int = 0) -> int:
        """The line of the template on which a token begins, or one further down."""
        return self.lines[min((token.map[0] if token.map else 0) + further, len(self.lines) - 1)].number

    def _note(self, token: Token, what: str, mend: str, further: int = 0) -> None:
        self.problems.append(Problem(self.file, self._number(token, further), what, mend))

    def _refuse(self, token: Token) -> None:
        kind = token.type.removesuffix("_open")
        what = f"this is Markdown that pages do not print ({kind.replace('_', ' ')})"
        self._note(token, what, _INSTEAD.get(kind, _PRINTED))

    def _check_marks(self, token: Token) -> None:
        if token.type == "inline":
            for further, what, mend in other_marks(token.content):
                self._note(token, what, mend, further)

    def _check_for_table(self, token: Token) -> None:
        """A line of dashes between bars, in what is no table."""
        first, last = token.map or (0, 0)
        for place in range(first, last):
            if _DASHES.fullmatch(self.lines[place].text):
                what = "this line makes no table with the one above it: they have not as many columns"
                self._note(token, what, "Give each head its dashes, with | between them", place - first)

    def _items(self, tokens: Sequence[Token]) -> Items:
        """A list of one level, whose entries are of one paragraph each."""
        paragraphs = 0
        for token in tokens[1:]:
            self._check_marks(token)
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._note(token, "a list stands inside a list", "Begin each entry at the left edge, with one dash")
            elif token.nesting >= 0 and token.type.removesuffix("_open") not in _IN_LISTS:
                self._refuse(token)
            if token.type == "list_item_open":
                paragraphs = 0
            elif token.type == "paragraph_open" and token.level == tokens[0].level + 2:
                paragraphs += 1
                if paragraphs > 1:
                    self._note(token, "an entry of a list has a second paragraph", "Begin it at the left edge")
        return Items(tuple(inline(each.content) for each in tokens if each.type == "inline"))

    def _table(self, tokens: Sequence[Token]) -> Table:
        """A table whose columns are as wide as the dashes under their heads; the first column heads the rows."""
        first, last = tokens[0].map or (0, 0)
        dashes = [part.strip() for part in self.lines[first + 1].text.strip().strip("|").split("|")]
        unit = self.width / sum(map(len, dashes))
        columns = tuple(Column(len(part) * unit, right=part.endswith(":")) for part in dashes)
        for place in range(first + 2, last):
            count = len(_CELL_ENDS.split(self.lines[place].text.strip().removeprefix("|")))
            count -= bool(re.search(r"(?<!\\)\|$", self.lines[place].text.strip()))
            if count > len(columns):
                what = f"this row has {count} cells in a table of {len(columns)} columns"
                mend = "Take the others out, give the table more columns, or write \\| for a bar that is no border"
                self._note(tokens[0], what, mend, place - first)
        rows: list[list[Text]] = []
        for token in tokens:
            self._check_marks(token)
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(inline(token.content))
        return Table(columns, tuple(rows[0]), tuple(Row(tuple(row)) for row in rows[1:]), row_heads=True)


def _end(tokens: Sequence[Token], start: int) -> int:
    """Index of the token that closes the one at `start`."""
    depth = 0
    for i in range(start, len(tokens)):
        depth += tokens[i].nesting
        if depth == 0:
            return i
    return len(tokens) - 1
