"""Key pages -> the answers of the grid by version, and the words of each note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.solver.grammar import Grammar, same
from tests.solver.pages import Line, Page, Piece, words

_NEAR = 20.0
"""A piece whose middle is as near as this to the middle of a version's column stands in that column."""

_ROW = 11.0
"""Within this of the heads stand the versions' letters; as far above the total stands the last row of the grid."""

_AT = 2.0
"""What begins within this of a column's left edge begins at it."""


@dataclass(frozen=True)
class Note:
    """A question explained.

    Attributes:
        marks: its marks, as the note gives them.
        text: all of its words.
        points: points of its rubric, one number a line; empty without a rubric.
    """

    marks: int
    text: str
    points: tuple[int, ...]


@dataclass(frozen=True)
class Key:
    """A key.

    Attributes:
        answers: what the grid has for a version and a question's number.
        marks: marks of each number.
        notes: notes by the number of the question in the first version.
    """

    answers: Mapping[tuple[str, int], str]
    marks: Mapping[int, int]
    notes: Mapping[int, Note]


def read_key(pages: Sequence[Page], grammar: Grammar) -> Key:
    """Reads the grid and the notes of a key."""
    answers: dict[tuple[str, int], str] = {}
    marks: dict[int, int] = {}
    (question,), (last,), (total,) = (grammar.texts(f"key.{name}") for name in ("question", "marks", "total"))
    noted: list[Page] = []
    for page in pages:
        head = next((line for line in page if same(line[0].text, question) and same(line[-1].text, last)), None)
        if head:
            letters = [
                piece for line in page for piece in line if abs(piece.base - head[0].base) < _ROW and piece not in head
            ]
            _grid(
                [line for line in page[:-1] if line[0].base < head[0].base - _ROW], head, letters, total, answers, marks
            )
            below = next((place for place, line in enumerate(page) if same(line[0].text, total)), len(page))
            noted.append((*page[below + 1 : -1], page[-1]))  # notes may begin under the grid
        elif answers:
            noted.append(page)
    return Key(answers, marks, _notes(noted, grammar))


def _grid(
    rows: Sequence[Line],
    head: Line,
    letters: Sequence[Piece],
    total: str,
    answers: dict[tuple[str, int], str],
    marks: dict[int, int],
) -> None:
    columns = {piece.text: (piece.left + piece.right) / 2 for piece in letters}
    margin, edge = head[0].left, head[-1].left
    end = next((line[0].base for line in rows if same(line[0].text, total)), 0.0)
    pieces = [piece for line in rows for piece in line if piece.base > end + _ROW]
    numbers = [piece for piece in pieces if piece.text.isdigit() and abs(piece.left - margin) < _AT]
    answers |= {(version, int(number.text)): "" for number in numbers for version in columns}
    for piece in pieces:
        if piece in numbers:
            continue
        row = int(min(numbers, key=lambda number: abs(number.base - piece.base)).text)
        if piece.left > edge:
            marks[row] = int(piece.text)
            continue
        middle = (piece.left + piece.right) / 2
        near = [version for version, place in columns.items() if abs(place - middle) < _NEAR]
        for version in near or columns:
            answers[version, row] = f"{answers[version, row]} {piece.text}".strip()
    for number in map(int, (number.text for number in numbers)):
        filled = [version for version in columns if answers[version, number]]
        if len(filled) == 1:  # one answer for all, which stands in the middle column of three
            answers |= {(version, number): answers[filled[0], number] for version in columns}


def _notes(pages: Sequence[Page], grammar: Grammar) -> dict[int, Note]:
    """Notes begin at a number in the margin and end at the next; the footer of each page is left out."""
    lines: dict[int, list[Line]] = {}
    number = 0
    for page in pages:
        margin = page[-1][0].left
        for line in page[:-1]:
            if line[0].text.isdigit() and line[0].right < margin:
                number = int(line[0].text)
                if number in lines:  # the tasks of the handout, which begin again at 1
                    return {each: _note(rows, grammar) for each, rows in lines.items()}
                lines[number] = []
            if number:
                lines[number].append(line)
    return {each: _note(rows, grammar) for each, rows in lines.items()}


def _note(rows: Sequence[Line], grammar: Grammar) -> Note:
    told = [holes["marks"] for piece in rows[0][-1:] for holes in grammar.match("key.mark", piece.text)]
    (points,), (earns,) = grammar.texts("key.points"), grammar.texts("key.earns")
    found: list[int] = []
    column: float | None = None
    for line in rows:
        if len(line) > 2 and same(line[0].text, points) and same(line[1].text, earns):
            column = line[0].left
        elif column is not None and line[0].text.isdigit() and abs(line[0].left - column) < _AT:
            found.append(int(line[0].text))
    return Note(int(told[0]) if told else 0, " ".join(words(line) for line in rows), tuple(found))
