"""Runs programs in turn, each in a process of its own, and notes what they took."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from benchmarks.peers.peer import Peer

ROOT = Path(__file__).resolve().parent.parent
LONG = 60.0
"""Seconds of processor time: a program that took longer once is not run again."""


@dataclass(frozen=True)
class Run:
    """One run of a program.

    Attributes:
        peer: its name.
        versions: how many it printed.
        questions: of how many questions.
        round: in which round it took its turn.
        seconds: processor time, user and system, with that of the processes it started.
        clock: seconds of the clock.
        memory: megabytes of the largest of its processes at its peak.
        pages: pages of the quiz; 0 where it is no PDF.
        size: megabytes of the quiz.
        over: True when it was stopped at the limit: the seconds are those of the limit.
    """

    peer: str
    versions: int
    questions: int
    round: int
    seconds: float
    clock: float
    memory: float
    pages: int
    size: float
    over: bool = False


def in_turn(peers: Sequence[Peer], versions: int, questions: int, rounds: int, limit: float) -> Iterator[Run]:
    """Runs of all programs, one after another, as often as there are rounds; slow ones once.

    What a program says when it fails is shown, and the others go on.
    """
    out: set[str] = set()
    for number in range(rounds):
        for peer in peers:
            if peer.name in out:
                continue
            try:
                run = measured(peer, versions, questions, number, limit)
            except RuntimeError as error:
                print(error, file=sys.stderr)
                out.add(peer.name)
                continue
            if run.over or run.seconds > LONG:
                out.add(peer.name)
            yield run


def measured(peer: Peer, versions: int, questions: int, number: int, limit: float) -> Run:
    """One run of a program.

    Raises:
        RuntimeError: when it fails, with what it said.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _run(_command("prepare", peer, folder, versions, questions), limit)
        seconds, clock, memory, over = _run(_command("print", peer, folder, versions, questions), limit)
        pages, size = (0, 0.0) if over else _quiz(folder)
    return Run(peer.name, versions, questions, number, seconds, clock, memory, pages, size, over)


def _command(what: str, peer: Peer, folder: Path, versions: int, questions: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.peers", what, peer.name, str(folder), str(versions), str(questions)]


def _run(command: Sequence[str], limit: float) -> tuple[float, float, float, bool]:
    """Processor seconds, clock seconds and megabytes of a command, and whether it was stopped at the limit."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled, so edu is too
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )
        timer = Timer(limit, _stopper(process.pid))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - start
        over = process.returncode == -signal.SIGKILL and clock >= limit
        if process.returncode and not over:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}\n{said.read().decode(errors='replace')}")
    return limit if over else used.ru_utime + used.ru_stime, clock, used.ru_maxrss * 1024 / 1e6, over


def _stopper(process: int) -> Callable[[], None]:
    """Stops a process with those it started."""
    return lambda: os.killpg(process, signal.SIGKILL)


def _quiz(folder: Path) -> tuple[int, float]:
    """Pages and megabytes of the quiz in a folder."""
    (quiz,) = folder.glob("quiz*.[pb][di][fn]")
    size = quiz.stat().st_size / 1e6
    if quiz.suffix != ".pdf":
        return 0, size
    # In a process of its own: one that starts another hands its own peak of memory on, as Linux counts it.
    count = [sys.executable, "-c", "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))", str(quiz)]
    return int(subprocess.run(count, check=True, capture_output=True, text=True).stdout), size
