"""How long sets of many versions take, and how much memory: `python benchmarks/sets.py [VERSIONS ...]`.

Each set is printed by the command itself in a process of its own, from a cold start: quiz, key and record, with all
marks, headers and the tags of PDF/UA-1. Seconds are those of the processor (user and system), so that other work on the
machine counts little; the clock's are told beside them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = (30, 300, 3_000, 30_000)
_PROGRAM = """
import json, resource, sys
from edu.cli import main
try:
    main()
except SystemExit:
    pass
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def measured(versions: int, *options: str) -> tuple[float, float, float, int, float]:
    """Seconds of the processor and of the clock, megabytes of memory, pages of the quiz, and megabytes of its file."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["quiz", "--seed", "5", "--versions", str(versions), "-o", folder, *options]
        start = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM, *arguments],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True, text=True,
        )  # fmt: skip
        clock = time.perf_counter() - start
        processor, memory = json.loads(ran.stdout.splitlines()[-1])
        (quiz,) = Path(folder).glob("quiz-*.pdf")
        count = [sys.executable, "-c", "import sys, pikepdf; print(len(pikepdf.open(sys.argv[1]).pages))", str(quiz)]
        pages = int(subprocess.run(count, check=True, capture_output=True, text=True).stdout)
        return processor, clock, memory, pages, quiz.stat().st_size / 1e6


def main() -> None:
    """Prints a table; from the second row on with the pages a second between that set and the one before."""
    counts = [int(each) for each in sys.argv[1:]] or VERSIONS
    for options in ((), ("--untagged",)):
        print("untagged" if options else "tagged")
        print(f"{'versions':>9} {'pages':>8} {'CPU s':>7} {'clock s':>8} {'MB':>5} {'file MB':>8} {'pages/s more':>13}")
        before: tuple[float, int] | None = None
        for count in counts:
            processor, clock, memory, pages, size = measured(count, *options)
            rate = f"{(pages - before[1]) / (processor - before[0]):,.0f}" if before else ""
            print(f"{count:>9,} {pages:>8,} {processor:>7.2f} {clock:>8.2f} {memory:>5.0f} {size:>8.1f} {rate:>13}")
            before = processor, pages


if __name__ == "__main__":
    main()
