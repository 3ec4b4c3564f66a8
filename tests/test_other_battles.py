"""Battles unlike Safira: nothing in edu knows it."""

from __future__ import annotations

import re
from pathlib import Path

import page
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu import places
from edu.cli import cli
from edu.make.review import review

TINY = """
format = 1

[battle]
name = "The Skirmish at Low Ford"
place = "Low Ford, an invented place"
when = "1402-05-01"

[article]
title = "Skirmish at Low Ford"
as_of = "2026-01-01"
sections = [{ name = "Lead", sentences = [3] }]

[[sides]]
id = "hill"
name = "Hill side"

[[sides]]
id = "marsh"
name = "Marsh side"

[[facts]]
id = "met"
says = "two bands met at the ford"
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
sentences = [
  { text = "Two bands met at the ford.", facts = ["met"] },
  { text = "It rained.", facts = ["rain"] },
]

[handout]
before_reading = "What is a ford?"
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def sound_pdf(path: Path) -> None:
    report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_a_tiny_battle_gives_its_handout_and_says_what_it_cannot(tmp_path: Path) -> None:
    folder = tmp_path / "low_ford"
    folder.mkdir()
    (folder / "battle.toml").write_text(TINY, encoding="utf-8")
    assert "no quiz yet" in run("check", folder).stderr
    result = run("build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "too few facts for a quiz" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["handout.pdf"]
    sound_pdf(tmp_path / "out" / "handout.pdf")


def sample(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The sample battle with some of its text changed."""
    folder = tmp_path / "other"
    folder.mkdir()
    text = (places.templates() / "sample" / "battle.toml").read_text(encoding="utf-8")
    for pattern, new in changes:
        text, times = re.subn(pattern, new, text)
        assert times
    (folder / "battle.toml").write_text(text, encoding="utf-8")
    return folder


BEFORE = ((r'"1731-(\d\d)-(\d\d)"', r'"216-\1-\2 BCE"'), (r'"1731-(\d\d)( early| late)?"', r'"216-\1\2 BCE"'))


@pytest.mark.parametrize(
    "changes",
    [
        ((r'"1731-(\d\d)-(\d\d)/1731-(\d\d)-(\d\d)"', r'"216-\1-\2/216-\3-\4 BCE"'), *BEFORE[:1], (r"\b1731\b", "216")),
        ((r'(\[\[groups\]\]\nid = "upland-army")', r'[[sides]]\nid = "river"\nname = "River side"\n\n\1'),),
    ],
    ids=["before the common era", "three sides"],
)
def test_another_battle_is_checked_and_printed(tmp_path: Path, changes: tuple[tuple[str, str], ...]) -> None:
    folder = sample(tmp_path, *changes)
    checked = run("check", folder)
    assert checked.exit_code == 0, checked.stderr
    for seed in (1, 2):
        lesson = road.load(folder)
        assert review(lesson.battle, lesson.items(seed)) == ()
        assert run("build", folder, "-o", tmp_path / "out", "--seed", seed).exit_code == 0
    for path in (tmp_path / "out").glob("*.pdf"):
        sound_pdf(path)
