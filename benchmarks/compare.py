"""Compares programs that print sets of versions: `python -m benchmarks.compare FOLDER`.

The programs are those of `benchmarks/peers/`; one that is not installed is named and left out. Into the folder go the
runs (`runs.json`), tables (`tables.md`) and a picture (`comparison.png`). With `--drawn-only` the last two are made
again from runs that are there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.comparison_picture import draw
from benchmarks.comparison_tables import tables
from benchmarks.measuring import Run, in_turn
from benchmarks.peers import own
from benchmarks.peers.every import PEERS, SETS
from benchmarks.peers.peer import Peer

VERSIONS = {30: 5, 300: 3, 3_000: 2}
"""How many versions, and how many rounds."""
MOST, MOST_ROUNDS = 30_000, 1
"""A set that edu alone prints: whether time still grows with its pages, and whether memory does."""
QUESTIONS = 20
OTHER_QUESTIONS = (10, 40)
"""Other numbers of questions, in sets of `MIDDLE` versions."""
MIDDLE, MIDDLE_ROUNDS = 300, 1


def main() -> None:
    """Measures, and writes what was found as it goes on."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the files go")
    parser.add_argument("--limit", type=float, default=600, help="seconds of the clock after which a run is stopped")
    parser.add_argument(
        "--versions",
        type=int,
        nargs="+",
        help="how many versions; else 30, 300, 3,000 and for edu 30,000, and other numbers of questions",
    )
    parser.add_argument("--rounds", type=int, help="how often each program has its turn; else 5 rounds, or fewer")
    parser.add_argument("--programs", nargs="+", choices=PEERS, default=list(PEERS), help="which programs")
    parser.add_argument("--drawn-only", action="store_true", help="measure nothing")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    file = given.folder / "runs.json"
    if not given.drawn_only:
        plan = chosen([PEERS[name] for name in given.programs], given.versions or (), given.rounds)
        measure(file, plan, given.limit)
    kept = json.loads(file.read_text(encoding="utf-8"))
    runs = [Run(**row) for row in kept["runs"]]
    text = tables(runs, kept["programs"])
    (given.folder / "tables.md").write_text(text, encoding="utf-8")
    draw(runs, given.folder / "comparison.png")
    print(text)


Turn = tuple[Sequence[Peer], int, int, int]
"""Programs, how many versions they print of how many questions, and how often."""


def chosen(peers: Sequence[Peer], versions: Sequence[int], turns: int | None) -> list[Turn]:
    """What to measure: edu also prints the quiz on Safira as teachers do, with charts and every kind of question."""
    ours = list(SETS.values()) if own.TAGGED in peers else []
    plan: list[Turn] = [
        ([*peers, *ours], count, QUESTIONS, turns or VERSIONS.get(count, 2)) for count in versions or VERSIONS
    ]
    if not versions:
        largest = [peer for peer in (own.TAGGED, own.UNTAGGED) if peer in peers]
        plan += [(peers, MIDDLE, questions, turns or MIDDLE_ROUNDS) for questions in OTHER_QUESTIONS]
        plan.append(([*largest, *ours], MOST, QUESTIONS, MOST_ROUNDS))
    return plan


def measure(file: Path, plan: Sequence[Turn], limit: float) -> None:
    """Runs the programs that are there, and keeps the runs in a file."""
    programs = {peer.name: peer.installed() for peers, *_ in plan for peer in peers}
    runs: list[Run] = []
    for peers, count, questions, rounds in plan:
        there = [peer for peer in peers if programs[peer.name]]
        for run in in_turn(there, count, questions, rounds, limit):
            runs.append(run)
            print(f"{run.peer}: {run.versions:,} x {run.questions}, {run.seconds:.2f} s{' stopped' * run.over}")
            kept = {"programs": programs, "runs": [asdict(each) for each in runs]}
            file.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
