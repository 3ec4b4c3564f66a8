"""Quiz pages -> numbered questions with their stems, options, columns, boxes and banks, by version.

Nothing is known here but the look of the page: numbers hang in the margin, "/ 2" at the right are the marks, options
have letters in order, rows of one statement stand closer than those of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from string import ascii_uppercase

from tests.solver.pages import Line, Page, Piece, words

_CLOSE = 18.0
"""Lines whose baselines are as near as this belong to one text."""

_HEADING = 14.0
"""Type as large as this is a heading."""

_SMALL = 11.0
"""Type smaller than this heads a table or stands under a chart's title."""

_SAME = 1.5
"""Two texts that begin within this of each other stand in one column."""

_MARKS = re.compile(r"/ (\d+)")
_GAP = re.compile(r"\(\d+\)")
_FIGURE = re.compile(r"\w+ \d+\. ")


@dataclass(frozen=True)
class Question:
    """One question as it stands on the paper of one version.

    Attributes:
        version: the version's letter.
        number: the number in the margin.
        marks: the number in the box.
        part: heading of the part it stands in; empty on a paper without parts.
        stem: the question with its directive.
        figure: rows of a chart's title, caption and table; empty without a chart.
        heads: heads of the columns of a table, the first over its statements.
        options: options or responses by their letters.
        blocks: other texts under the stem, from top to bottom: statements, premises, events, extracts.
        bank: words to choose from.
        passage: text with gaps "(1)", "(2)".
    """

    version: str
    number: int
    marks: int
    part: str
    stem: str
    figure: tuple[tuple[str, ...], ...] = ()
    heads: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    bank: tuple[str, ...] = ()
    passage: str = ""

    @property
    def asks(self) -> tuple[object, ...]:
        """What it asks, whatever its number and the order of its options: the same on all versions (rule Q11)."""
        texts = (frozenset(self.options.values()), frozenset(self.blocks), frozenset(self.bank))
        return (self.stem, *texts, self.passage, self.marks)


def read_paper(pages: Sequence[Page], version_of: Callable[[str], str | None]) -> tuple[Question, ...]:
    """The questions of all versions, in the order they are printed.

    Args:
        pages: the pages of the quiz.
        version_of: finds a version's letter in the words at the left of a page's footer; None for no version's page.
    """
    return tuple(question for page in pages for question in _on_page(page, version_of))


def _on_page(page: Page, version_of: Callable[[str], str | None]) -> Iterator[Question]:
    foot = page[-1][0]
    version, margin = version_of(foot.text), foot.left
    if version is None:
        return
    part, number, marks = "", 0, 0
    rows: list[Line] = []
    for line in page[:-1]:
        first = line[0]
        if first.size >= _HEADING and abs(first.left - margin) < _SAME:
            if number:
                yield _question(version, number, marks, part, rows, margin)
            part, number = words(line), 0
            continue
        if first.text.isdigit() and first.right < margin:
            if number:
                yield _question(version, number, marks, part, rows, margin)
            number, rows = int(first.text), []
            marks = next(int(m[1]) for piece in line if (m := _MARKS.fullmatch(piece.text)))
        if number:
            words_here = tuple(p for p in line if p.right > margin and not _MARKS.fullmatch(p.text))
            rows += [words_here] if words_here else []
    if number:
        yield _question(version, number, marks, part, rows, margin)


def _question(version: str, number: int, marks: int, part: str, rows: list[Line], margin: float) -> Question:
    size = 1
    while size < len(rows) and _base(rows[size - 1]) - _base(rows[size]) < _CLOSE and _in_stem(rows[size], margin):
        size += 1
    stem = " ".join(words(line) for line in rows[:size])
    rest = rows[size:]
    figure: tuple[tuple[str, ...], ...] = ()
    letters = _letters(rest)
    if rest and _FIGURE.match(words(rest[0])):
        cut = min((row for row, _ in letters), default=len(rest))
        figure = tuple(tuple(piece.text for piece in line) for line in rest[:cut])
        rest, letters = rest[cut:], [(row - cut, place) for row, place in letters]
    made = Question(version, number, marks, part, stem, figure)
    if any(_GAP.search(words(line)) for line in rest) and not letters:
        return _with_gaps(made, rest, margin)
    heads: tuple[str, ...] = ()
    if rest and len(rest[0]) > 2 and all(piece.size < _SMALL for piece in rest[0]):
        heads, rest = tuple(piece.text for piece in rest[0]), rest[1:]
    options, others = _lettered(rest, letters)
    return Question(version, number, marks, part, stem, figure, heads, options, tuple(_blocks(others)))


def _base(line: Line) -> float:
    return line[-1].base


def _in_stem(line: Line, margin: float) -> bool:
    return len(line) == 1 and line[0].size >= _SMALL and abs(line[0].left - margin) < _SAME


def _letters(rows: Sequence[Line]) -> list[tuple[int, int]]:
    """Where the letters A, B, C ... stand, each before words of its own: by row and place in the row."""
    found: list[tuple[int, int]] = []
    for row, line in enumerate(rows):
        for place, (piece, after) in enumerate(pairwise(line)):
            if piece.text == ascii_uppercase[len(found)] and after.left > piece.right:
                found.append((row, place))
    return found if len(found) > 1 else []


def _lettered(rows: Sequence[Line], letters: list[tuple[int, int]]) -> tuple[dict[str, str], list[Piece]]:
    """The lettered texts, and the pieces that belong to none of them."""
    options: dict[str, str] = {}
    columns: dict[float, str] = {}  # where a text began, and the letter it had
    others: list[Piece] = []
    for row, line in enumerate(rows):
        letter = ""
        for place, piece in enumerate(line):
            if (row, place) in letters:
                letter = piece.text
                continue
            if letter:
                columns = {left: name for left, name in columns.items() if abs(left - piece.left) > _SAME}
                columns[piece.left] = letter
                options[letter], letter = piece.text, ""
                continue
            column = next((name for left, name in columns.items() if abs(left - piece.left) < _SAME), None)
            if column:
                options[column] += f" {piece.text}"
            else:
                others.append(piece)
    return options, others


def _blocks(pieces: Sequence[Piece]) -> Iterator[str]:
    """Texts told apart by the space above them."""
    text: list[str] = []
    for place, piece in enumerate(pieces):
        if text and pieces[place - 1].base - piece.base > _CLOSE:
            yield " ".join(text)
            text = []
        text.append(piece.text)
    if text:
        yield " ".join(text)


def _with_gaps(made: Question, rows: Sequence[Line], margin: float) -> Question:
    """The words of the bank are set in from the margin; the passage begins at it."""
    start = next(place for place, line in enumerate(rows) if abs(line[0].left - margin) < _SAME)
    bank = tuple(piece.text for line in rows[:start] for piece in line)
    passage = " ".join(words(line) for line in rows[start:])
    return Question(made.version, made.number, made.marks, made.part, made.stem, bank=bank, passage=passage)
