"""A quiz for a class: which pupil gets which version, so that neighbours cannot copy letters (rule Q12).

Four versions tile any room two by two, so that the eight seats around a pupil have other versions, whose options stand
in other orders (`orders`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from edu.make.code import with_code
from edu.make.orders import TILE
from edu.model.quiz import Quiz
from edu.model.roster import MOST_ROWS, Pupil, Seat, rooms
from edu.problems import EduError, ExitCode, Problem

_HALL = 2000
"""Seats of the largest halls in which papers are written; more are a slip."""

_PLAN = re.compile(r"\s*(\d{1,3})\s*[xX×*]\s*(\d{1,3})\s*")


def room(written: str) -> tuple[int, int]:
    """Rows (702 at most, A to ZZ) and seats a row of a room, from words such as "5x6".

    Raises:
        EduError: when they cannot be understood.
    """
    found = _PLAN.fullmatch(written)
    rows, columns = (int(found[1]), int(found[2])) if found else (0, 0)
    if not rows or not columns or rows > MOST_ROWS:
        what = f"--seats {written!r} cannot be understood"
        raise EduError(Problem(None, None, what, "Write rows and seats a row like this: --seats 5x6"), ExitCode.USAGE)
    return rows, columns


def every_seat(rows_and_columns: tuple[int, int]) -> tuple[Pupil, ...]:
    """A paper for each seat of a room, for whoever sits there.

    Raises:
        EduError: when it has more seats than a hall.
    """
    rows, columns = rows_and_columns
    if rows * columns > _HALL:
        what = f"a room of {rows} rows with {columns} seats has {rows * columns:,}, and edu fills at most {_HALL:,}"
        raise EduError(Problem(None, None, what, "Look at the numbers after --seats"), ExitCode.SHORT)
    return tuple(Pupil("", seat=Seat(row, column)) for row in range(rows) for column in range(columns))


def for_class(quiz: Quiz, pupils: Sequence[Pupil], rows_and_columns: tuple[int, int] | None = None) -> Quiz:
    """The quiz with a version for each pupil, in handing-out order: row by row where seats are known, room by room.

    Without seats a pupil's version comes from seed and name alone, so that a pupil who joins changes no other's paper.

    Raises:
        EduError: when there are more pupils than seats, a seat is not in the room, or seats need other versions.
    """
    seated = _seated(pupils, rows_and_columns)
    if not any(pupil.seat for pupil in seated):
        places = (_drawn(quiz.seed, pupil) % len(quiz.versions) for pupil in seated)
        given = (
            replace(pupil, version=quiz.versions[place].letter) for place, pupil in zip(places, seated, strict=True)
        )
        return replace(quiz, pupils=tuple(given))
    if len(quiz.versions) != TILE * TILE:
        what = f"a seating plan needs four versions, and {len(quiz.versions)} are asked for"
        raise EduError(Problem(None, None, what, "Leave --versions out"), ExitCode.SHORT)
    in_order = (pupil for each in rooms(seated) for pupil in sorted(each, key=lambda pupil: pupil.seat or Seat(0, 0)))
    handed_out = tuple(replace(pupil, version=_tiled(quiz, pupil.seat)) for pupil in in_order)
    return with_code(replace(quiz, pupils=handed_out))


def _drawn(seed: int, pupil: Pupil) -> int:
    words = f"pupil/{seed}/{pupil.group}/{pupil.name}"
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big")


def _tiled(quiz: Quiz, seat: Seat | None) -> str:
    place = seat or Seat(0, 0)
    return quiz.versions[place.row % TILE * TILE + place.column % TILE].letter


def _seated(pupils: Sequence[Pupil], rows_and_columns: tuple[int, int] | None) -> list[Pupil]:
    """The pupils in their seats: those of the roster, else row by row.

    Where there are more of them than one room holds, each class has a room of its own.
    """
    if rows_and_columns is None:
        return list(pupils)
    rows, columns = rows_and_columns
    name = f"a room of {rows} rows with {columns} seats"
    outside = [pupil for pupil in pupils if pupil.seat and not (pupil.seat.row < rows and pupil.seat.column < columns)]
    if outside:
        what = f"{name} has no seat {', '.join(dict.fromkeys(str(pupil.seat) for pupil in outside))}"
        mend = f"Mend the list, whose seats may be A1 to {Seat(rows - 1, columns - 1)}, or leave --seats out"
        raise EduError(Problem(None, None, what, mend), ExitCode.SHORT)
    if any(pupil.seat for pupil in pupils):
        return list(pupils)
    together = {"": list(pupils)}
    if len(pupils) > rows * columns and all(pupil.group for pupil in pupils):
        together = {pupil.group.casefold(): [] for pupil in pupils}
        for pupil in pupils:
            together[pupil.group.casefold()].append(pupil)
    for group, some in together.items():
        if len(some) > rows * columns:
            where = f"in class {some[0].group}" if group else "on the list"
            what = f"{name} holds {rows * columns} pupils, and {len(some)} are {where}"
            raise EduError(Problem(None, None, what, "Give more rows or seats after --seats"), ExitCode.SHORT)
    return [
        replace(pupil, seat=Seat(*divmod(index, columns)))
        for some in together.values()
        for index, pupil in enumerate(some)
    ]
