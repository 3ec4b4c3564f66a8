"""Lint, format, types and import rules, run as a developer would run them; and the project's own words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def tool(*command: str) -> None:
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_lint() -> None:
    tool("ruff", "check", ".")


def test_format() -> None:
    tool("ruff", "format", "--check", ".")


def test_types() -> None:
    tool("mypy")


def test_import_rules() -> None:
    result = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines()]


def test_no_figure_in_the_repository_is_large() -> None:
    assert [] == [path for path in tracked() if path.suffix == ".png" and path.stat().st_size > 200_000]


def test_no_pattern_asks_what_an_early_python_loses() -> None:
    """Python before 3.11.5 loses matches of a possessive quantifier after a group (bug 106052 of CPython)."""
    files = [path for path in (ROOT / "edu").rglob("*.py") if re.search(r"\)[*+?]\+", path.read_text(encoding="utf-8"))]
    assert [] == files


@pytest.mark.parametrize("room", ["edu"])
def test_nothing_in_the_code_knows_safira(room: str) -> None:
    named = re.compile(r"nusra|aleppo|xinhua|khanasser|sohr|syria", re.I)
    found = [path for path in (ROOT / room).rglob("*.py") if named.search(path.read_text(encoding="utf-8"))]
    allowed = {"battle.py", "fact.py", "validate.py", "chart.py", "question.py"}  # docstrings give examples
    assert [] == [path for path in found if path.name not in allowed]
