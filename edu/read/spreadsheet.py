"""A table as a spreadsheet saves it as CSV -> its rows of cells, or what is wrong with the file and where."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edu.places import is_there
from edu.problems import EduError, Problem

_LIMIT = 20_000_000
"""Bytes of a list; the longest class lists have some ten thousand."""

_TITLES = 5
"""Rows among which the heads are: a title over all columns, or the school's name, may stand above them."""

_MARKS = ";\t,"
"""What may stand between cells; of two as likely the first is taken."""

_UNSEEN = dict.fromkeys(
    [0xAD, 0x200B, *range(0x200E, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
"""Characters that nobody sees and spreadsheets put into cells: which way to read, where a word may break."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a table.

    Attributes:
        rows: those that are not empty, from the heads on: the line each begins on, and its cells.
        problems: rows whose cells cannot be told apart.
        guessed: whether the letters beyond ASCII are a guess, since the file is in no form of Unicode.
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]
    guessed: bool


def read_sheet(path: Path, knows: Callable[[str], bool]) -> Sheet:
    """Reads a table: comma, semicolon or tab between cells, in UTF-8, UTF-16 or Windows' western encoding.

    Args:
        path: the file.
        knows: whether a cell is one of the heads looked for; what stands between cells is told by them.

    Raises:
        EduError: when there is no such file, or it is no text.
    """
    text, guessed = _text(path)
    lines = list(io.StringIO(text, newline=""))  # as CSV has it: other signs that may end a line stand within cells
    skipped = 1 if lines and re.fullmatch(r"sep=.\s*", lines[0], re.I) else 0  # a line that Excel puts before others
    top = [line for line in lines[skipped : skipped + 2 * _TITLES] if line.strip()][:_TITLES] or [""]

    def known(line: str) -> int:
        return max(sum(map(knows, line.rstrip().split(sign))) for sign in _MARKS)

    first = max(top, key=known)
    mark = max(_MARKS, key=lambda sign: (sum(map(knows, first.rstrip().split(sign))), first.count(sign)))
    rows: list[tuple[int, tuple[str, ...]]] = []
    problems: list[Problem] = []
    for line, cells in _rows(lines[skipped:], mark, skipped + 1):
        if cells is None:
            what = "a cell of this row begins with a quotation mark that has no partner"
            problems.append(Problem(path, line, what, "Remove the mark, or put its partner at the end of the cell"))
            continue
        found = tuple(" ".join(cell.translate(_UNSEEN).split()) for cell in cells)
        other = next((sign for sign in _MARKS if sign != mark and any(sign in cell for cell in cells)), "")
        if other and rows and len(cells) < len(rows[0][1]):
            what = f"this row has {_sign(other)} between cells, and the first has {_sign(mark)}"
            problems.append(Problem(path, line, what, "Save the whole list again from your spreadsheet"))
        elif any(found):
            rows.append((line, found))
    heads = max(range(len(rows[:_TITLES])), key=lambda place: sum(map(knows, rows[place][1])), default=0)
    return Sheet(tuple(rows[heads:]), tuple(problems), guessed)


def _text(path: Path) -> tuple[str, bool]:
    """The text, in whichever encoding a spreadsheet saved it, and whether that is a guess."""
    if is_there(path, folder=True) or not is_there(path):
        what = "this is a folder, not a class list" if is_there(path, folder=True) else "there is no such file"
        raise EduError(Problem(path, None, what, "Name a list saved as CSV from your spreadsheet"))
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except OSError as error:
        what = f"it cannot be read ({error.strerror})"
        raise EduError(Problem(path, None, what, "Close it in other programs, or copy it elsewhere")) from None
    if len(raw) > _LIMIT:
        raise EduError(Problem(path, None, "it is too large to be a class list", "Save the one sheet as CSV"))
    if raw[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0") or raw[:5] == b"%PDF-":
        what = "it is a workbook or a document, not CSV"
        raise EduError(Problem(path, None, what, "In your spreadsheet choose: Save as, CSV"))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace"), False
    if b"\0" in raw[:200]:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", errors="replace"), False
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace"), True


def _rows(lines: list[str], mark: str, start: int) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with the line it begins on; None for one whose quotation marks do not pair, after which none is read."""
    reader = csv.reader(lines, delimiter=mark, strict=True)
    line = start
    try:
        for cells in reader:
            # Cells over several lines are few, and hold no mark between cells: a quotation mark has lost its partner.
            yield line, None if any(mark in cell and len(cell.splitlines()) > 1 for cell in cells) else cells
            line = start + reader.line_num
    except csv.Error:
        yield line, None


def _sign(mark: str) -> str:
    return "a tab" if mark == "\t" else f"‘{mark}’"
