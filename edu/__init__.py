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
    from edu.finding import battles, find_battle
    from edu.lesson import Lesson, load, make_handout, make_quiz, printed, quiz_key, quiz_paper
    from edu.problems import EduError, Problem
    from edu.records import load_record

_LIVE_IN = {
    "edu.problems": ("EduError", "Problem"),
    "edu.finding": ("battles", "find_battle"),
    "edu.records": ("load_record",),
    "edu.lesson": ("Lesson", "load", "make_handout", "make_quiz", "printed", "quiz_key", "quiz_paper"),
}

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
    for module, names in _LIVE_IN.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'edu' has no attribute {name!r}")
