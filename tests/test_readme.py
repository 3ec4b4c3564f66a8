"""The README's commands, run as they stand there."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from edu.cli import cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks() -> list[str]:
    return re.findall(r"```sh\n(.*?)```", README, re.S)


def commands() -> list[str]:
    """Every `edu` command of the README, in order."""
    lines = [line.split("#")[0].strip() for block in blocks() for line in block.splitlines()]
    return [line for line in lines if line.startswith("edu ")]


def test_the_daily_commands_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "docs" / "class.csv", tmp_path)
    assert len(commands()) >= 12
    for command in commands():
        words = shlex.split(command)[1:]
        if any("CODE" in word for word in words):
            record = next((tmp_path / "lesson").glob("record-*.json"))
            words = [str(record) if "CODE" in word else word for word in words]
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0, (command, result.output)
    assert (tmp_path / "battle_of_safira" / "handout.pdf").is_file()
    assert (tmp_path / "key.pdf").is_file()


def test_the_first_command_leaves_five_files_on_a_fresh_machine(tmp_path: Path) -> None:
    """A copy of what is tracked, a new environment, a wheel: nothing of this checkout is used."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            target = tmp_path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    command = next(block for block in blocks() if "edu build" in block and "venv" in block).strip()
    environment = {**os.environ, "PIP_COMPILE": "0"}  # all modules are not compiled when installed: few are used
    result = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    made = {path.name.split("-")[0] for path in (tmp_path / "battle_of_safira").iterdir()}
    assert made == {"handout.pdf", "guide.pdf", "quiz", "key", "record"}


def test_every_exit_code_is_documented() -> None:
    from edu.problems import ExitCode

    for code in ExitCode:
        assert f"| {code.value} |" in README


def test_every_file_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target
