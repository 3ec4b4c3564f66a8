"""Finds a battle's folder by its name or path."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from edu import places
from edu.places import is_there
from edu.problems import EduError, Problem

DEFAULT_BATTLE = "battle_of_safira"


def battles() -> tuple[Path, ...]:
    """Folders of the battles that come with edu."""
    return tuple(sorted(path.parent for path in places.question_bank().glob("*/battle.toml")))


def find_battle(name: str | None) -> Path:
    """The folder of a battle, by its name in the bank or its path.

    Without a name: the folder one stands in, if it has a `battle.toml`, else the Battle of Safira.

    Raises:
        EduError: when there is no such battle.
    """
    if name is None and is_there(Path("battle.toml")):
        return Path()
    name = name or DEFAULT_BATTLE
    bank = {folder.name: folder for folder in battles()}
    folder = Path(name)
    if is_there(folder / "battle.toml"):
        return folder
    if name in bank:
        return bank[name]
    if folder.name == "battle.toml" and is_there(folder):
        return folder.parent
    if is_there(folder, folder=True):
        raise EduError(
            Problem(
                folder,
                None,
                "this folder has no battle.toml",
                "Make a folder that has one with: edu new FOLDER",
            )
        )
    beside = [path.parent.name for path in Path().glob("*/battle.toml")]
    near = get_close_matches(name, [*bank, *beside], 1)
    mend = f"Did you mean {near[0]}? " if near else ""
    raise EduError(
        Problem(
            None,
            None,
            f"there is no battle {name!r}, neither with edu nor as a folder",
            f"{mend}With edu come: {', '.join(bank)}",
        )
    )
