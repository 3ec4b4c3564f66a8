"""Loads the lesson a command works on, and says what is doubtful about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edu.commands.screen import say

if TYPE_CHECKING:
    from edu.lesson import Lesson


def again(without: Sequence[str]) -> list[str]:
    """The options that leave the same themes out in the next command."""
    return [word for theme in without for word in ("--leave-out", theme)]


def load(battle: str | None, without: Sequence[str], blueprint: str | None = None) -> Lesson:
    """The lesson of a battle, without some themes, by a blueprint of the teacher's own.

    Raises:
        EduError: when its files cannot be used, or a name leads nowhere.
    """
    from edu import lesson as road
    from edu.finding import find_battle

    loaded = road.load(find_battle(battle), without, Path(blueprint) if blueprint else None)
    for warning in loaded.warnings:
        say(str(warning))
    if loaded.battle.left_out:
        say(f"Left out: {', '.join(loaded.battle.left_out)}.")
    return loaded
