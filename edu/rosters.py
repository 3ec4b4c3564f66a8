"""A quiz for a class: from a class list to a version and a paper for each pupil."""

from __future__ import annotations

from pathlib import Path

from edu.glyphs import missing_in_names
from edu.make.seats import for_class, room
from edu.model.quiz import Quiz
from edu.problems import EduError
from edu.read.roster import read_roster


def quiz_for_class(made: Quiz, roster: Path, seats: str | None = None) -> Quiz:
    """The quiz with a version for each pupil of a class list.

    Args:
        made: the quiz.
        roster: the class list.
        seats: the room ("5x6"), where the list has no seats or to check those it has; None for no room.

    Raises:
        EduError: when list or room cannot be read, a name cannot be printed, or the room is too small.
    """
    pupils = read_roster(roster)
    faults = list(missing_in_names(roster, (word for pupil in pupils for word in (pupil.name, pupil.group))))
    if faults:
        raise EduError(faults)
    return for_class(made, pupils, room(seats) if seats else None)
