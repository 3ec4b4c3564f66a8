"""edu itself, by its command: quiz, key and record, from a cold start."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shutil import copy

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer

ROOT = Path(__file__).parent.parent.parent
BLUEPRINT = Path(__file__).with_name("blueprint.toml")
_HEAD = "[[questions]]"


def battle_folder(folder: Path, questions: int) -> Path:
    """A battle's folder with the first questions of the bank beside the Battle of Safira."""
    battle = folder / "battle"
    battle.mkdir(parents=True)
    copy(ROOT / "question_bank" / "battle_of_safira" / "battle.toml", battle)
    head, *rows = bank.FILE.read_text(encoding="utf-8").split(_HEAD)
    (battle / "questions.toml").write_text(_HEAD.join([head, *rows[:questions]]), encoding="utf-8")
    return battle


def arguments(folder: Path, versions: int, questions: int) -> list[str]:
    """What the command is told."""
    battle = battle_folder(folder, questions)
    return [
        "quiz", str(battle), "--seed", "5", "--versions", str(versions), "--questions", str(questions),
        "--blueprint", str(BLUEPRINT), "-o", str(folder),
    ]  # fmt: skip


def printed(folder: Path, versions: int, questions: int, options: tuple[str, ...] = ()) -> None:
    """Runs the command in this process."""
    from edu.cli import cli  # noqa: PLC0415  # loading it is a part of what is measured

    cli.main([*arguments(folder, versions, questions), *options], standalone_mode=False)


TAGGED = Peer("edu", lambda: "this checkout", printed)
UNTAGGED = Peer("edu --untagged", lambda: "this checkout", partial(printed, options=("--untagged",)))
