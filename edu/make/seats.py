"""A quiz for a class: which pupil gets which version, so that neighbours cannot copy letters (rule Q12).

Four versions tile any room two by two, so that the eight seats around a pupil have other versions. On an item whose
options may stand in any order, the right one stands in another place in each of the four: where is drawn for each item
by itself, since a shift that is the same for all would let a pupil copy the whole paper.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from math import factorial
from random import Random

from edu.make.code import with_code
from edu.make.key_grid import answer
from edu.make.quiz import option_order
from edu.make.review.chance import KeyPlaces, key_of, tick_one
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version
from edu.model.roster import MOST_ROWS, Pupil, Seat, rooms
from edu.problems import EduError, ExitCode, Problem

TILE = 2
"""Versions repeat after so many rows and columns."""

_MOST_DRAWS = 100
"""Draws of the places of right options, of which the first is taken that is not lopsided in any version (rule Q1)."""

_MOST_ORDERS = 1000
"""Orders of an item drawn for a version, of which the first is taken that tells its neighbours nothing."""

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
    return with_code(replace(quiz, versions=_apart(quiz), pupils=handed_out))


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
        what = f"{name} has no seat {', '.join(str(pupil.seat) for pupil in outside)}"
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


# Answers apart -----------------------------------------------------------------------------------------------


def _apart(quiz: Quiz) -> tuple[Version, ...]:
    """The versions with the answers of each item that may be permuted in other places in each."""
    keys = KeyPlaces(quiz.items)
    for attempt in range(_MOST_DRAWS):
        drawn = _drawn_apart(quiz, f"{quiz.seed}/seats/{attempt}")
        if not any(keys.lopsided(version.options) for version in drawn):
            return drawn
    return drawn


def _drawn_apart(quiz: Quiz, draw: str) -> tuple[Version, ...]:
    options = [list(version.options) for version in quiz.versions]
    answers = [list(version.answers) for version in quiz.versions]
    for index, item in enumerate(quiz.items):
        rng = Random(f"{draw}/{item.id}")
        if item.keep_order or len(item.options) < 2:
            continue
        if tick_one(item):
            places = _places(len(item.options), len(options), rng)
            for version, place in zip(options, places, strict=True):
                version[index] = _with_key_at(place, key_of(item), version[index])
        elif item.kind is not Kind.CLOZE:
            _other_answers(index, item, options, answers, rng)
    return tuple(
        replace(version, options=tuple(options[number]), answers=tuple(answers[number]))
        for number, version in enumerate(quiz.versions)
    )


def _places(count: int, versions: int, rng: Random) -> list[int]:
    """Where the right option stands in each version: each place once before any is used again.

    With three options two of four versions must share one. They are the first and the last, or the two between: pupils
    diagonal to one another, never side by side or one behind the other.
    """
    places = list(range(count))
    rng.shuffle(places)
    if count >= versions:
        return places[:versions]
    if count == 2:
        return [places[0], places[1], places[1], places[0]]
    if rng.random() < 0.5:
        return [places[0], places[1], places[2], places[0]]
    return [places[0], places[1], places[1], places[2]]


def _with_key_at(place: int, key: int, order: Sequence[int]) -> tuple[int, ...]:
    """An order with the right option moved to a place, and what stood there to where it was."""
    moved = list(order)
    there = moved.index(key)
    moved[there], moved[place] = moved[place], moved[there]
    return tuple(moved)


def _other_answers(
    index: int, item: Item, options: list[list[tuple[int, ...]]], answers: list[list[tuple[int, ...]]], rng: Random
) -> None:
    """Draws orders again for each version in turn, until nothing can be copied from the versions before it.

    Where no order is so (three statements of which one is false stand in three orders), pupils diagonal to one another
    have what can be copied.
    """
    before: list[frozenset[str]] = []
    for number in range(len(options)):
        order, responses = options[number][index], answers[number][index]
        costs: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        for _ in range(min(_MOST_ORDERS, 20 * factorial(len(item.options)))):
            told = _told(item, order, responses)
            cost = sum(_nearness(number, other) * len(told & known) for other, known in enumerate(before))
            costs.setdefault(cost, (order, responses))
            if not cost:
                break
            order, responses = option_order(item, rng), tuple(rng.sample(responses, len(responses)))
        options[number][index], answers[number][index] = order, responses = costs[min(costs)]
        before.append(_told(item, order, responses))


def _nearness(one: int, other: int) -> int:
    """How near pupils with two of the versions may sit: side by side or one behind the other, or only diagonal."""
    return 1 if one + other == TILE * TILE - 1 else 100


def _told(item: Item, order: Sequence[int], responses: Sequence[int]) -> frozenset[str]:
    """What a neighbour could copy: the letter of each premise and in each row of a matching, else the whole answer."""
    version = Version("", (0,), (tuple(order),), (tuple(responses),))
    whole = answer(item, 0, version, "")
    if item.kind is not Kind.MATCHING:
        return frozenset({whole})
    letters = list(enumerate(whole.split()))
    return frozenset(
        {f"row {row} {letter}" for row, letter in letters} | {f"{order[row]} {letter}" for row, letter in letters}
    )
