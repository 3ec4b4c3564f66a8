"""A set that is killed leaves the old files or the new ones, whole, and a record that matches what is printed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from edu.cli import cli

ROOT = Path(__file__).parent.parent
QUIZ = ["quiz", "--seed", "7", "--questions", "8", "--versions", "60"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that a teacher sees."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """The files when nobody stops it, and the seconds that takes."""
    folder = tmp_path_factory.mktemp("whole")
    start = time.perf_counter()
    run(folder).wait()
    return contents(folder), time.perf_counter() - start


def run(folder: Path) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "edu", *QUIZ, "-o", str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_a_set_stopped_while_files_are_written(
    tmp_path: Path, whole: tuple[dict[str, bytes], float], stop: signal.Signals
) -> None:
    """Stopped towards the end, where files are written."""
    files, seconds = whole
    assert ["key", "quiz", "record"] == sorted(name.split("-")[0] for name in files)
    process = run(tmp_path)
    time.sleep(seconds * 0.95)
    process.send_signal(stop)
    process.wait()
    left = contents(tmp_path)
    assert left.items() <= files.items()  # each is whole, and that of this set
    if any(name.startswith(("quiz", "key")) for name in left):
        assert any(name.startswith("record") for name in left)
    if stop is signal.SIGINT:
        assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_same_command_afterwards_makes_the_whole_set(tmp_path: Path, whole: tuple[dict[str, bytes], float]) -> None:
    for name, data in list(whole[0].items())[:1]:
        (tmp_path / name).write_bytes(data)
    assert CliRunner().invoke(cli, [*QUIZ, "-o", str(tmp_path)]).exit_code == 0
    assert whole[0] == contents(tmp_path)
