"""A class list as a spreadsheet saves it -> pupils, or every problem of the list with its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from edu.model.roster import MOST_ROWS, Need, Pupil, Seat
from edu.problems import EduError, Problem
from edu.read.spreadsheet import Sheet, read_sheet

_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "pupil", "student", "full name", "pupil name", "student name"),
    "first": ("first name", "forename", "given name"),
    "last": ("last name", "surname", "family name"),
    "class": ("class", "group", "form", "set", "course"),
    "seat": ("seat", "place", "desk"),
    "needs": ("needs", "need", "special needs", "access", "layout", "support"),
}
"""What the columns may be called, in capitals or not; other columns are not read, and named."""

_SLIP = 0.75
"""How alike (as `difflib` measures) a head is to one of these that is taken for a slip of it."""

_NEEDS: Mapping[Need, tuple[str, ...]] = {
    Need.NONE: ("", "-", "–", "none", "no", "class"),
    Need.LARGE_PRINT: ("large print", "large", "lp", "18pt", "18 pt"),
    Need.EASY_READ: ("easy read", "easy", "er", "dyslexia", "dyslexic"),
}

_SHOWN = 30
"""Signs of a head that a message repeats; what is no list at all may have thousands."""

_PLACES_A_PUPIL, _PLACES_ANYWHERE = 20, 400
"""A room may have so many places for each pupil, and so many more; a hall of 20 by 20 may hold a few."""

_LETTER_SEAT = re.compile(r"([A-Za-z]{1,2})\s*-?\s*(\d{1,3})")
_NUMBER_SEAT = re.compile(r"(?:row\s*)?(\d{1,3})\D{1,8}(\d{1,3})", re.I)

_LONGEST: Mapping[str, int] = {"name": 60, "class": 20}
"""Letters of a cell that stands on the paper, in two lines of small type beside its word."""

_NO_NAME = re.compile(r"[^\W\d_][‘¹²³]|[^\w\s.,'’()/&-]|[a-zß-ÿ][À-ÞŠŒŽŸ]|[À-ÿŠŒŽŸšœž]{3}")
"""What tells of letters read in the wrong encoding: signs no name has, capitals after small letters, many accents."""


@dataclass(frozen=True)
class Roster:
    """A class list.

    Attributes:
        pupils: in its order.
        warnings: what is doubtful in it, but stops nothing.
    """

    pupils: tuple[Pupil, ...]
    warnings: tuple[Problem, ...] = ()


_JOINERS = "\u200c\u200d"
"""Characters that nobody sees and that names need: which Persian letters stand apart, and which join."""


def read_roster(path: Path, lacking: Callable[[str], Sequence[str]] = lambda _: ()) -> Roster:
    """Reads a class list: comma, semicolon or tab between cells, in UTF-8, UTF-16 or Windows' western encoding.

    Args:
        path: the list.
        lacking: tells which characters of a name no font can print.

    Raises:
        EduError: with every problem found, each with its row as the line.
    """
    return _List(path, read_sheet(path, lambda cell: bool(_head(cell))), lacking).read()


def _head(cell: str) -> str:
    """Which column a head names; empty for one that is not read."""
    words = " ".join(cell.strip().strip('"').replace("_", " ").casefold().split())
    return next((name for name, heads in _HEADS.items() if words in heads), "")


class _List:
    """A list being read: its columns and the problems found so far."""

    def __init__(self, path: Path, sheet: Sheet, lacking: Callable[[str], Sequence[str]]) -> None:
        self.path, self.rows, self.guessed, self.lacking = path, sheet.rows, sheet.guessed, lacking
        self.problems = list(sheet.problems)
        self.columns: dict[str, int] = {}
        self.unread: list[str] = []

    def read(self) -> Roster:
        self._read_heads()
        pupils = [(line, self._pupil(line, cells)) for line, cells in self.rows[1:]] if self.columns else []
        if self.columns and not pupils and not self.problems:
            self._note(None, "it names no pupils", "Put a row for each pupil under the heads")
        self._compare(pupils)
        if self.problems:
            raise EduError(sorted(self.problems, key=lambda problem: problem.line or 0))
        return Roster(tuple(pupil for _, pupil in pupils), self._warnings(pupils))

    def _warnings(self, pupils: Sequence[tuple[int, Pupil]]) -> tuple[Problem, ...]:
        """Names the columns that are not read; a name with guessed letters, which only a reader can tell are right."""
        found: list[Problem] = []
        if self.unread:
            what = f"not read: the column{'s' * (len(self.unread) > 1)} {', '.join(map(repr, self.unread))}"
            mend = "Read are: name (or first name and last name), class, seat, needs"
            found.append(Problem(self.path, self.rows[0][0], what, mend, warning=True))
        for line, pupil in pupils if self.guessed else ():
            if not f"{pupil.name}{pupil.group}".isascii():
                what = f"it is in an old encoding; read as Windows' western letters, this row names {pupil.name!r}"
                mend = "If that is wrong, save the list as CSV UTF-8"
                found.append(Problem(self.path, line, what, mend, warning=True))
                break
        return tuple(found)

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
            given = ", ".join(repr(cell[:_SHOWN]) for cell in cells[:6])
            self._note(line, f"no column is headed name; its heads are {given}", "Head the column of names with: name")
            self.columns = {}
            return
        known = [word for words in _HEADS.values() for word in words]
        for cell in (cell for cell, head in zip(cells, heads, strict=True) if cell and not head):
            near = get_close_matches(cell.casefold(), known, 1, _SLIP)
            if near:
                mend = f"Head it with: {near[0]}; or with another word, if it holds something else"
                self._note(line, f"the column {cell[:_SHOWN]!r} is not known", mend)
            else:
                self.unread.append(cell[:_SHOWN])

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self.columns.get(name, len(cells))
        return cells[index] if index < len(cells) else ""

    def _pupil(self, line: int, cells: Sequence[str]) -> Pupil:
        if len(cells) > len(self.rows[0][1]) and any(cells[len(self.rows[0][1]) :]):
            self._note(line, "this row has more cells than there are heads", "Look for a comma or semicolon too many")
        first, last = self._cell(cells, "name") or self._cell(cells, "first"), self._cell(cells, "last")
        name = first if set(last.split()) <= set(first.split()) else f"{first} {last}".strip()
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
        if "\ufffd" in words or any(not letter.isprintable() for letter in words if letter not in _JOINERS):
            self._note(line, f"the {head} {words!r} has letters that cannot be read", "Save the list as CSV UTF-8")
            return
        if self.guessed and not words.isascii() and _NO_NAME.search(words):
            what = f"the {head} {words!r} has letters read in the wrong encoding"
            self._note(line, what, "Save the list as CSV UTF-8")
            return
        if len(words) > _LONGEST[head]:
            what = f"the {head} {words!r} is longer than the {_LONGEST[head]} letters that the paper has room for"
            self._note(line, what, "Shorten it")
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
        if not (1 <= row <= MOST_ROWS and column >= 1):
            self._note(line, f"the seat {written!r} cannot be understood", "Write row and place like this: B3")
            return None
        return Seat(row - 1, column - 1)

    def _compare(self, pupils: Sequence[tuple[int, Pupil]]) -> None:
        """Problems between rows: a pupil or a seat named twice, some pupils with a seat and some without.

        Two classes may name the same seat: each has a room of its own then.
        """
        people: dict[tuple[str, str], int] = {}
        seats: dict[Seat, int] = {}
        taken: dict[Seat, list[tuple[str, int]]] = {}
        for line, pupil in pupils:
            who = pupil.name.casefold(), pupil.group.casefold()
            if pupil.name and who in people:
                what = f"{pupil.name!r} is already on line {people[who]}"
                self._note(line, what, "Remove one, or write something that tells the two apart")
            people.setdefault(who, line)
            if pupil.seat:
                seats.setdefault(pupil.seat, line)
                others = taken.setdefault(pupil.seat, [])
                _, group = who
                first = next((where for other, where in others if other == group or not (other and group)), None)
                if first:
                    mend = "Give one another seat, or each the class, if two classes have rooms of their own"
                    self._note(line, f"seat {pupil.seat} is taken on line {first}", mend)
                others.append((group, line))
        self._look_for_far_seats(seats)
        for line, pupil in pupils if seats else ():
            written = pupil.seat or any(problem.line == line and "seat" in problem.what for problem in self.problems)
            if not written:
                self._note(line, f"{pupil.name!r} has no seat, and others have one", "Give every pupil a seat, or none")

    def _look_for_far_seats(self, seats: Mapping[Seat, int]) -> None:
        """A slip such as B33 for B3 would give a plan of many empty pages."""
        most = _PLACES_A_PUPIL * len(seats) + _PLACES_ANYWHERE
        for seat, line in seats.items():
            if (seat.row + 1) * (seat.column + 1) > most:
                what = f"seat {seat} is in a room of {(seat.row + 1) * (seat.column + 1):,} places or more"
                self._note(line, f"{what}, and {len(seats)} pupils have seats", "Look whether it is right")
