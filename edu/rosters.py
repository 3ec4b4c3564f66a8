"""A quiz for a class: from a class list, or the seats of a room, to a version and a paper for each pupil."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from edu.make.seats import every_seat, for_class, room
from edu.model.quiz import Quiz
from edu.model.roster import Pupil
from edu.problems import Problem
from edu.read.roster import read_roster
from edu.write.pdf import missing_glyphs


@dataclass(frozen=True)
class SchoolClass:
    """Who a quiz is for.

    Attributes:
        pupils: those of a class list; without one, whoever sits in each seat of the room. None of them
            for a paper a version.
        room: rows and seats a row, where the list has no seats or to check those it has; None for no room.
        warnings: what is doubtful in the list.
    """

    pupils: tuple[Pupil, ...] = ()
    room: tuple[int, int] | None = None
    warnings: tuple[Problem, ...] = ()

    def given(self, made: Quiz) -> Quiz:
        """A quiz with a version for each.

        Raises:
            EduError: when the room is too small.
        """
        return for_class(made, self.pupils, self.room) if self.pupils else made


def read_class(roster: Path | None, seats: str | None) -> SchoolClass:
    """A class from its list and the room it sits in ("5x6"), of which either may be missing.

    Raises:
        EduError: when list or room cannot be read, or a name cannot be printed.
    """
    size = room(seats) if seats else None
    if roster is None:
        return SchoolClass(every_seat(size) if size else (), size)
    read = read_roster(roster, missing_glyphs)
    return SchoolClass(read.pupils, size, read.warnings)
