"""How long large sets take edu, and how much memory: `python -m benchmarks.sets [VERSIONS ...]`.

Each set is printed by the command itself in a process of its own, from a cold start: quiz, key and record, with all
marks, headers and the tags of PDF/UA-1. Seconds are those of the processor (user and system), so that other work on the
machine counts little; the clock's are told beside them.
"""

from __future__ import annotations

import sys

from benchmarks.comparison_tables import NOISE
from benchmarks.measuring import Run, measured
from benchmarks.peers.every import SETS

VERSIONS = (30, 300, 3_000, 30_000)
QUESTIONS = 20
_LIMIT = 3600.0


def main() -> None:
    """Prints a table; from the second row on with the pages a second between that set and the one before."""
    counts = [int(each) for each in sys.argv[1:]] or VERSIONS
    for peer in SETS.values():
        print(peer.name)
        print(f"{'versions':>9} {'pages':>8} {'CPU s':>7} {'clock s':>8} {'MB':>5} {'file MB':>8} {'pages/s more':>13}")
        before: Run | None = None
        for count in counts:
            run = measured(peer, count, QUESTIONS, 0, _LIMIT)
            longer = run.seconds - before.seconds if before else 0.0
            rate = f"{(run.pages - before.pages) / longer:,.0f}" if before and longer > NOISE * run.seconds else ""
            print(f"{count:>9,} {run.pages:>8,} {run.seconds:>7.2f} {run.clock:>8.2f}", end=" ")
            print(f"{run.memory:>5.0f} {run.size:>8.1f} {rate:>13}", flush=True)
            before = run


if __name__ == "__main__":
    main()
