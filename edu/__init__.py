"""edu: one battle, written down once as sourced facts, becomes a lesson to print.

    import edu

    lesson = edu.load(edu.find_battle("battle_of_safira"))
    quiz = edu.make_quiz(lesson, seed=7)
    pdf = edu.printed(edu.quiz_paper(lesson, quiz))

The names below are loaded when they are first used, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edu.lesson import (
        Lesson,
        battles,
        find_battle,
        load,
        load_record,
        make_handout,
        make_quiz,
        printed,
        quiz_key,
        quiz_paper,
    )
    from edu.problems import EduError, Problem

__all__ = [
    "EduError",
    "Lesson",
    "Problem",
    "battles",
    "find_battle",
    "load",
    "load_record",
    "make_handout",
    "make_quiz",
    "printed",
    "quiz_key",
    "quiz_paper",
]


def __getattr__(name: str) -> Any:
    """The public names, from where they live."""
    if name not in __all__:
        raise AttributeError(f"module 'edu' has no attribute {name!r}")
    return getattr(import_module("edu.problems" if name in ("EduError", "Problem") else "edu.lesson"), name)
