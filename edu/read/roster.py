"""A class list as a spreadsheet saves it -> pupils, or every problem of the list with its row."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from edu.model.roster import Need, Pupil, Seat
from edu.places import is_there
from edu.problems import EduError, Problem

_LIMIT = 20_000_000
"""Bytes of a list; the longest class lists have some ten thousand."""

_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "pupil", "student", "full name", "pupil name", "student name"),
    "first": ("first name", "forename", "given name"),
    "last": ("last name", "surname", "family name"),
    "class": ("class", "group", "form", "set", "course"),
    "seat": ("seat", "place", "desk"),
    "needs": ("needs", "need", "access", "layout", "support"),
}
"""What the columns may be called, in capitals or not; other columns are not read."""

_NEEDS: Mapping[Need, tuple[str, ...]] = {
    Need.NONE: ("", "-", "–", "none", "no", "class"),
    Need.LARGE_PRINT: ("large print", "large", "lp", "18pt", "18 pt"),
    Need.EASY_READ: ("easy read", "easy", "er", "dyslexia", "dyslexic"),
}

_LETTER_SEAT = re.compile(r"([A-Za-z]{1,2})\s*-?\s*(\d{1,3})")
_NUMBER_SEAT = re.compile(r"(?:row\s*)?(\d{1,3})\D{1,8}(\d{1,3})", re.I)
_MOST_ROWS = 26 * 27

_MARKS = dict.fromkeys(
    [0xAD, 0x200B, *range(0x200E, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
"""Characters that nobody sees and spreadsheets put into cells: which way to read, where a word may break."""


def read_roster(path: Path, lacking: Callable[[str], Sequence[str]] = lambda _: ()) -> tuple[Pupil, ...]:
    """Reads a class list: comma, semicolon or tab between cells, in UTF-8, UTF-16 or Windows' western encoding.

    Args:
        path: the list.
        lacking: tells which characters of a name no font can print.

    Raises:
        EduError: with every problem found, each with its row as the line.
    """
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
    return _List(path, _rows(_text(raw)), lacking).read()


def _text(raw: bytes) -> str:
    """The text, in whichever encoding a spreadsheet saved it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw[:200]:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, with the line each begins on; the mark between cells is that of the first row."""
    lines = text.splitlines(keepends=True)
    skipped = 0
    if lines and re.fullmatch(r"sep=.\s*", lines[0], re.I):  # a line that Excel puts before the others
        skipped = 1
    first = next((line for line in lines[skipped:] if line.strip()), "")
    mark = max(";\t,", key=lambda sign: (sum(_head(cell) != "" for cell in first.split(sign)), first.count(sign)))
    reader = csv.reader(lines[skipped:], delimiter=mark)
    rows: list[tuple[int, list[str]]] = []
    line = skipped + 1
    for cells in reader:
        found = [" ".join(cell.translate(_MARKS).split()) for cell in cells]
        if any(found):
            rows.append((line, found))
        line = skipped + reader.line_num + 1
    return rows


def _head(cell: str) -> str:
    """Which column a head names; empty for one that is not read."""
    words = " ".join(cell.strip().strip('"').replace("_", " ").casefold().split())
    return next((name for name, heads in _HEADS.items() if words in heads), "")


class _List:
    """A list being read: its columns and the problems found so far."""

    def __init__(
        self, path: Path, rows: Sequence[tuple[int, list[str]]], lacking: Callable[[str], Sequence[str]]
    ) -> None:
        self.path, self.rows, self.lacking = path, rows, lacking
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}

    def read(self) -> tuple[Pupil, ...]:
        self._read_heads()
        pupils = [(line, self._pupil(line, cells)) for line, cells in self.rows[1:]] if self.columns else []
        if self.columns and not pupils:
            self._note(None, "it names no pupils", "Put a row for each pupil under the heads")
        self._compare(pupils)
        if self.problems:
            raise EduError(self.problems)
        return tuple(pupil for _, pupil in pupils)

    def _note(self, line: int | None, what: str, mend: str) -> None:
        self.problems.append(Problem(self.path, line, what, mend))

    def _read_heads(self) -> None:
        if not self.rows:
            self._note(None, "it is empty", "Its first row names the columns, such as: name, class, seat, needs")
            return
        line, cells = self.rows[0]
        heads = [_head(cell) for cell in cells]
        for head in dict.fromkeys(filter(None, heads)):
            if heads.count(head) > 1:
                self._note(line, f"two columns are heads for the {head}", "Rename or remove one of them")
        self.columns = {head: index for index, head in enumerate(heads) if head}
        if not {"name", "first", "last"} & set(self.columns):
            given = ", ".join(repr(cell) for cell in cells[:6])
            self._note(line, f"no column is headed name; its heads are {given}", "Head the column of names with: name")
            self.columns = {}

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self.columns.get(name, len(cells))
        return cells[index] if index < len(cells) else ""

    def _pupil(self, line: int, cells: Sequence[str]) -> Pupil:
        if len(cells) > len(self.rows[0][1]) and any(cells[len(self.rows[0][1]) :]):
            self._note(line, "this row has more cells than there are heads", "Look for a comma or semicolon too many")
        name = self._cell(cells, "name") or f"{self._cell(cells, 'first')} {self._cell(cells, 'last')}".strip()
        if not name:
            self._note(line, "this row has no name", "Give it one, or remove the row")
        self._look_at("name", line, name)
        self._look_at("class", line, self._cell(cells, "class"))
        needs = self._cell(cells, "needs")
        words = " ".join(needs.replace("-", " ").casefold().split()) or needs
        need = next((need for need, known in _NEEDS.items() if words in known), None)
        if need is None:
            self._note(line, f"the need {needs!r} is not known", "Known are: large print, easy read, or nothing")
        return Pupil(name, self._cell(cells, "class"), need or Need.NONE, self._seat(line, self._cell(cells, "seat")))

    def _look_at(self, head: str, line: int, words: str) -> None:
        """Notes what cannot be read or printed of a cell that stands on the paper."""
        if "\ufffd" in words or any(not letter.isprintable() for letter in words):
            self._note(line, f"the {head} {words!r} has letters that cannot be read", "Save the list as CSV UTF-8")
            return
        signs = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in self.lacking(words))
        if signs:
            self._note(line, f"no font has {signs} of the {head} {words!r}", "Write it in other letters")

    def _seat(self, line: int, written: str) -> Seat | None:
        if not written:
            return None
        found = _LETTER_SEAT.fullmatch(written)
        if found:
            row = 0
            for letter in found[1].upper():
                row = row * 26 + ord(letter) - 64
            column = int(found[2])
        else:
            found = _NUMBER_SEAT.fullmatch(written)
            row, column = (int(found[1]), int(found[2])) if found else (0, 0)
        if not (1 <= row <= _MOST_ROWS and column >= 1):
            self._note(line, f"the seat {written!r} cannot be understood", "Write row and place like this: B3")
            return None
        return Seat(row - 1, column - 1)

    def _compare(self, pupils: Sequence[tuple[int, Pupil]]) -> None:
        """Problems between rows: a pupil or a seat named twice, some pupils with a seat and some without."""
        people: dict[tuple[str, str], int] = {}
        seats: dict[Seat, int] = {}
        for line, pupil in pupils:
            who = pupil.name.casefold(), pupil.group.casefold()
            if pupil.name and who in people:
                what = f"{pupil.name!r} is already on line {people[who]}"
                self._note(line, what, "Remove one, or write something that tells the two apart")
            people.setdefault(who, line)
            if pupil.seat and pupil.seat in seats:
                self._note(line, f"seat {pupil.seat} is taken on line {seats[pupil.seat]}", "Give one another seat")
            if pupil.seat:
                seats.setdefault(pupil.seat, line)
        for line, pupil in pupils if seats else ():
            written = pupil.seat or any(problem.line == line and "seat" in problem.what for problem in self.problems)
            if not written:
                self._note(line, f"{pupil.name!r} has no seat, and others have one", "Give every pupil a seat, or none")
