"""Sets made by processes and by a dask cluster, through the command line: the same bytes, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from edu.cli import cli
from edu.commands import executors
from edu.problems import EduError, ExitCode

NEEDS = ("", "large print", "", "easy read", "")
"""Layouts stand between one another in the set."""


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More pupils than one batch holds, so that both workers have some."""
    path = tmp_path_factory.mktemp("roster") / "class.csv"
    path.write_text("name;needs\n" + "".join(f"Pupil {i};{NEEDS[i % 5]}\n" for i in range(600)), "utf-8")
    return path


def printed(folder: Path, roster: Path, *options: str) -> dict[str, bytes]:
    """The set that the command makes, file by file."""
    command = ["quiz", "--seed", "0", "--questions", "2", "--roster", str(roster), "-o", str(folder), *options]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def here(roster: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The set as one process makes it."""
    return printed(tmp_path_factory.mktemp("here"), roster)


class Counted(Executor):
    """Another executor, with how many batches it was given."""

    def __init__(self, inner: Executor) -> None:
        self.inner, self.batches = inner, 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Counts a batch and hands it on."""
        self.batches += 1
        return self.inner.submit(fn, *args, **kwargs)


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[Counted]:
    """The executors that a command opens."""
    found: list[Counted] = []

    def counting(name: str) -> Any:
        opened = getattr(executors, name)

        @contextmanager
        def open_it(what: Any) -> Iterator[Executor]:
            context: AbstractContextManager[Executor] = opened(what)
            with context as inner:
                found.append(Counted(inner))
                yield found[-1]

        return open_it

    for name in ("processes", "cluster"):
        monkeypatch.setattr(executors, name, counting(name))
    return found


def test_two_processes_make_a_set_of_mixed_layouts_byte_for_byte(
    tmp_path: Path, roster: Path, here: dict[str, bytes], used: list[Counted]
) -> None:
    assert here == printed(tmp_path, roster, "--jobs", "2")
    assert [2] == [executor.batches for executor in used]


def test_two_workers_of_a_dask_cluster_make_it_byte_for_byte(
    tmp_path: Path, roster: Path, here: dict[str, bytes], used: list[Counted], monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        assert here == printed(tmp_path, roster, "--cluster", cluster.scheduler_address)
        assert [2] == [executor.batches for executor in used]
        monkeypatch.setattr(executors, "digest", lambda: "of another edu")
        with (
            pytest.raises(EduError, match="has no edu, or another than this machine"),
            executors.cluster(cluster.scheduler_address),
        ):
            pass


def test_a_cluster_that_cannot_work_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed: Any = pytest.importorskip("distributed")
    monkeypatch.setattr(executors, "_ANSWER", "1s")
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as cluster:
        empty = cluster.scheduler_address
        with pytest.raises(EduError, match="has no workers") as caught, executors.cluster(empty):
            pass
        assert ExitCode.USAGE == caught.value.code
    with pytest.raises(EduError, match="no dask scheduler answers"), executors.cluster("tcp://127.0.0.1:1"):
        pass


WAITING = """
import os, time
from edu.commands import executors
if __name__ == "__main__":
    with executors.processes(2) as pool:
        pool.submit(os.getpid).result()
        pool.submit(time.sleep, 60)
        print(*pool._processes, flush=True)
        pool.submit(time.sleep, 60).result()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends children in another way")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["kill", "term"])
def test_workers_end_with_the_command_however_it_ends(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "waiting.py").write_text(WAITING, "utf-8")
    command = [sys.executable, str(tmp_path / "waiting.py")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        workers = [int(each) for each in running.stdout.readline().split()]
        assert 2 == len(workers)
        running.send_signal(how)
        running.wait(10)
    end = time.monotonic() + 10
    while any(alive(worker) for worker in workers):
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended may still be in the table, for its parent is gone."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
