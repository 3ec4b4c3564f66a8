"""edu itself, from a cold start: by its command quiz, key and record; and the paper alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from shutil import copy

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer

ROOT = Path(__file__).parent.parent.parent
BLUEPRINT = Path(__file__).with_name("blueprint.toml")
SEED = 5
_HEAD = "[[questions]]"


def battle_folder(folder: Path, questions: int) -> Path:
    """A battle's folder with the first questions of the bank beside the Battle of Safira."""
    battle = folder / "battle"
    battle.mkdir(parents=True)
    copy(ROOT / "question_bank" / "battle_of_safira" / "battle.toml", battle)
    head, *rows = bank.FILE.read_text(encoding="utf-8").split(_HEAD)
    (battle / "questions.toml").write_text(_HEAD.join([head, *rows[:questions]]), encoding="utf-8")
    return battle


def printed(folder: Path, versions: int, questions: int, options: tuple[str, ...] = ()) -> None:
    """The quiz that programs are compared by, from a folder of its own."""
    battle = battle_folder(folder, questions)
    _quiz(folder, versions, [str(battle), "--questions", str(questions), "--blueprint", str(BLUEPRINT), *options])


def safira(folder: Path, versions: int, questions: int, options: tuple[str, ...] = ()) -> None:
    """A quiz on the Battle of Safira as teachers print it, with every kind of question."""
    _quiz(folder, versions, ["--questions", str(questions), *options])


def _quiz(folder: Path, versions: int, arguments: list[str]) -> None:
    """Runs the command in this process."""
    from edu.cli import cli  # noqa: PLC0415  # loading it is a part of what is measured

    settings = ["--seed", str(SEED), "--versions", str(versions), "-o", str(folder)]
    cli.main(["quiz", *arguments, *settings], standalone_mode=False)


def paper_alone(folder: Path, versions: int, questions: int) -> None:
    """The untagged paper without its key and record: as much as the floor does."""
    from edu import lesson as road  # noqa: PLC0415  # as above

    lesson = road.load(battle_folder(folder, questions), blueprint=BLUEPRINT)
    made = road.make_quiz(lesson, SEED, questions, versions)
    with (folder / "quiz.pdf").open("wb") as out:
        road.printed(road.quiz_paper(lesson, made), out=out, tagged=False)


TAGGED = Peer("edu", lambda: "this checkout", printed)
UNTAGGED = Peer("edu --untagged", lambda: "this checkout", partial(printed, options=("--untagged",)))
PAPER_ALONE = Peer("edu --untagged, paper alone", lambda: "this checkout", paper_alone)
SAFIRA = Peer("Safira, tagged", lambda: "this checkout", safira)
SAFIRA_UNTAGGED = Peer("Safira, untagged", lambda: "this checkout", partial(safira, options=("--untagged",)))
