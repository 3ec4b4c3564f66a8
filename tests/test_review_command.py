"""`edu review`: every question and the quiz they give, by every rule, with its words and mend."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from edu import places
from edu.cli import cli
from edu.model.rule import RULES
from edu.problems import ExitCode

SAFIRA = places.question_bank() / "battle_of_safira"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["review", *map(str, arguments)], catch_exceptions=False)


def spoiled(folder: Path, old: str, new: str) -> Path:
    """A copy of the Safira folder with other words in its questions."""
    copy = Path(shutil.copytree(SAFIRA, folder / "battle"))
    path = copy / "questions.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def test_safira_has_no_hard_flaw() -> None:
    result = run("battle_of_safira")
    assert result.exit_code == ExitCode.OK
    assert "hard flaws 0" in result.stderr


def test_a_hard_flaw_is_told_with_its_words_and_fails(tmp_path: Path) -> None:
    folder = spoiled(tmp_path, 'text = "A map of the roads to Aleppo"', 'text = "None of the above, or a map"')
    result = run(folder)
    assert result.exit_code == ExitCode.INPUT
    assert "hand-check-the-112" in result.stdout
    assert "M13, hard" in result.stdout
    found = json.loads(run(folder, "--json").stdout)
    assert [each["item"] for each in found if each["rule"] == "M13" and each["hard"]] == ["hand-check-the-112"]
    assert all(each["mend"] and each["what"] for each in found)


def test_what_a_file_allows_is_said_and_does_not_fail(tmp_path: Path) -> None:
    folder = spoiled(tmp_path, 'text = "A map of the roads to Aleppo"', 'text = "Always a map of the roads"')
    assert "M11, hard" in run(folder).stdout
    path = folder / "questions.toml"
    text = path.read_text(encoding="utf-8")
    id_line = 'id = "check-the-112"\n'
    path.write_text(text.replace(id_line, f'{id_line}allow = [{{ rule = "M11", why = "so" }}]\n'), encoding="utf-8")
    result = run(folder)
    assert "M11, allowed" in result.stdout
    assert result.exit_code == ExitCode.OK


def test_every_rule_is_listed_with_where_it_is_held() -> None:
    lines = run("--rules").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all("Held: " in line for line in lines)
