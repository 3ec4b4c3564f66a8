"""A quiz for a class: from a class list to a version and a paper for each pupil."""

from __future__ import annotations

from pathlib import Path

from edu.make.seats import for_class, room
from edu.model.quiz import Quiz
from edu.problems import Problem
from edu.read.roster import read_roster
from edu.write.pdf import missing_glyphs


def quiz_for_class(made: Quiz, roster: Path, seats: str | None = None) -> tuple[Quiz, tuple[Problem, ...]]:
    """The quiz with a version for each pupil of a class list, and what is doubtful in the list.

    Args:
        made: the quiz.
        roster: the class list.
        seats: the room ("5x6"), where the list has no seats or to check those it has; None for no room.

    Raises:
        EduError: when list or room cannot be read, a name cannot be printed, or the room is too small.
    """
    read = read_roster(roster, missing_glyphs)
    return for_class(made, read.pupils, room(seats) if seats else None), read.warnings
