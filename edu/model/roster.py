"""The pupils a set is printed for, and where they sit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """How a pupil's paper is laid out; the values are the variants of documents."""

    NONE = ""
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"


MOST_ROWS = 26 * 27
"""Rows that letters can name: A to Z, AA to ZZ."""


@dataclass(frozen=True, order=True)
class Seat:
    """A seat: its row from the front and its place in the row from the left as the pupil sees it, both from 0."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{row_letter(self.row)}{self.column + 1}"

    def beside(self, other: Seat) -> bool:
        """Whether two seats are neighbours: beside, before, behind, or diagonal to one another."""
        return self != other and abs(self.row - other.row) <= 1 and abs(self.column - other.column) <= 1


def row_letter(row: int) -> str:
    """The letter of a row: A to Z, then AA, AB ..."""
    high, low = divmod(row, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)


@dataclass(frozen=True)
class Pupil:
    """A pupil of a roster, or a seat for whoever will sit there.

    Attributes:
        name: as it is printed; empty for a line to write it on.
        group: the class; empty for none.
        need: the layout of the pupil's paper.
        seat: where the pupil sits; None when that is not known.
        version: the letter of the pupil's version; empty before versions are given out.
    """

    name: str
    group: str = ""
    need: Need = Need.NONE
    seat: Seat | None = None
    version: str = ""


def rooms(pupils: Sequence[Pupil]) -> tuple[tuple[Pupil, ...], ...]:
    """The pupils room by room: all in one, or each class in a room of its own where a seat is taken twice."""
    seats = [pupil.seat for pupil in pupils if pupil.seat]
    if len(set(seats)) == len(seats):
        return (tuple(pupils),)
    found: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        found.setdefault(pupil.group.casefold(), []).append(pupil)
    return tuple(map(tuple, found.values()))
