"""Battles unlike Safira, all invented: nothing in edu knows one battle."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.review import review

SEEDS = (1, 2, 3)
SAFIRA = re.compile(r"safira|syria|aleppo|nusra|xinhua|sohr|khanasser|tell aran|rebel|government", re.I)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def sound_pdf(path: Path) -> None:
    report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def words_of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


# What holds of every one -------------------------------------------------------------------------------------


def test_it_passes_the_check_without_a_problem(invented_folder: Path) -> None:
    checked = run("check", invented_folder)
    assert checked.exit_code == 0, checked.stderr
    _, problems = road.check(invented_folder)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_its_items_are_there_and_sound(invented: Lesson, seed: int) -> None:
    items = invented.items(seed)
    assert items
    assert review(invented.battle, items) == ()


def test_it_prints_in_four_versions_and_nothing_of_safira_stands_on_a_page(
    invented_folder: Path, tmp_path: Path
) -> None:
    result = run("build", invented_folder, "-o", tmp_path, "--seed", 1, "--versions", 4)
    assert result.exit_code == 0, result.stderr
    printed = sorted(tmp_path.glob("*.pdf"))
    assert printed
    for path in printed:
        sound_pdf(path)
        assert SAFIRA.findall(words_of_pdf(path)) == []


# Too little --------------------------------------------------------------------------------------------------


NOTHING_TO_ASK = """
format = 1
[battle]
name = "The Meeting at Reed Pool"
place = "Reed Pool, an invented place"
when = "1402-05-01"
[article]
title = "Meeting at Reed Pool"
as_of = "2026-01-01"
sections = [{ name = "Lead", sentences = [2] }]
[[sides]]
id = "hill"
name = "Hill side"
[[sides]]
id = "marsh"
name = "Marsh side"
[[facts]]
id = "met"
says = "two bands met at the pool"
at = ["Lead 1.1"]
by = "article"
ask = "plain"
section = "story"
[[facts]]
id = "rain"
says = "it rained"
at = ["Lead 1.2"]
by = "article"
ask = "plain"
section = "story"
[[narrative]]
id = "story"
heading = ""
[[narrative.paragraphs]]
sentences = [{ text = "Two bands met at the pool.", facts = ["met"] }, { text = "It rained.", facts = ["rain"] }]
[handout]
before_reading = "What is a pool?"
"""


def test_a_battle_with_nothing_to_ask_gives_its_handout_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "reed_pool"
    folder.mkdir()
    (folder / "battle.toml").write_text(NOTHING_TO_ASK, encoding="utf-8")
    assert "no quiz yet" in run("check", folder).stderr
    result = run("build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "too few facts for a quiz" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["handout.pdf"]
    sound_pdf(tmp_path / "out" / "handout.pdf")
