"""Themes are words of the battle's own; a slip in one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from edu import places
from edu.model.battle import Theme
from edu.problems import EduError
from edu.read.bank import read_questions
from edu.read.battle import read_battle

SAMPLE = (places.templates() / "sample" / "battle.toml").read_text(encoding="utf-8")
DECLARED = '[[themes]]\nid = "deaths"\nnote = "The lesson gives numbers of people killed."\n'


def folder(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    """The sample battle after these changes, each made once."""
    text = SAMPLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "battle.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "word",
    [
        ('panel = "killed"\ntheme = "deaths"', 'panel = "killed"\ntheme = "death"'),
        ('id = "townspeople-hurt"\ntheme = "deaths"', 'id = "townspeople-hurt"\ntheme = "death"'),
        ('facts = ["families-left"], theme = "deaths"', 'facts = ["families-left"], theme = "death"'),
        ('word = "arch"\n', 'word = "arch"\ntheme = "death"\n'),
        ('id = "arrowby"\n', 'id = "arrowby"\ntheme = "death"\n'),
        ('id = "riders"\n', 'id = "riders"\ntheme = "death"\n'),
        ("[[handout.tasks]]\n", '[[handout.tasks]]\ntheme = "death"\n'),
    ],
    ids=["fact", "absence", "sentence", "term", "place", "group", "task"],
)
def test_a_slip_in_a_theme_is_told_with_its_line(tmp_path: Path, word: tuple[str, str]) -> None:
    path = folder(tmp_path, word) / "battle.toml"
    with pytest.raises(EduError) as caught:
        read_battle(tmp_path)
    (problem,) = caught.value.problems
    assert problem.what == "'death' is no theme under [[themes]]"
    assert problem.mend.startswith("Did you mean 'deaths'?")
    assert '"death"' in path.read_text(encoding="utf-8").split("\n")[(problem.line or 0) - 1]


def test_a_file_that_declares_no_theme_may_use_any_word(tmp_path: Path) -> None:
    battle, *_ = read_battle(folder(tmp_path, (DECLARED, ""), ('id = "arrowby"\n', 'id = "arrowby"\ntheme = "fire"\n')))
    assert set(battle.themes) == {Theme("deaths", ""), Theme("fire", "")}


def test_the_head_says_what_is_left_out(tmp_path: Path) -> None:
    battle, *_ = read_battle(folder(tmp_path, ("reading_grade = 6", 'reading_grade = 6\nleave_out = ["deaths"]')))
    assert battle.left_out == ("deaths",)


@pytest.mark.parametrize(
    ("left_out", "what"),
    [('["death"]', "'death' is no theme of this battle"), ('["Deaths"]', '"Deaths", which cannot be an id')],
)
def test_a_slip_in_what_is_left_out_is_told(tmp_path: Path, left_out: str, what: str) -> None:
    with pytest.raises(EduError) as caught:
        read_battle(folder(tmp_path, ("reading_grade = 6", f"reading_grade = 6\nleave_out = {left_out}")))
    (problem,) = caught.value.problems
    assert what in problem.what
    assert problem.line


def test_a_theme_declared_twice_is_told(tmp_path: Path) -> None:
    with pytest.raises(EduError, match="the id 'deaths' is used twice"):
        read_battle(folder(tmp_path, (DECLARED, DECLARED * 2)))


def test_a_question_has_a_theme_of_its_battle(tmp_path: Path) -> None:
    battle, *_ = read_battle(folder(tmp_path))
    text = (places.templates() / "sample" / "questions.toml").read_text(encoding="utf-8")
    old = 'id = "how-far-one-article"\n'
    for theme, fine in (("deaths", True), ("death", False)):
        (tmp_path / "questions.toml").write_text(text.replace(old, f'{old}theme = "{theme}"\n'), encoding="utf-8")
        if fine:
            assert [item.theme for item in read_questions(tmp_path, battle).items] == ["", "", "deaths"]
            continue
        with pytest.raises(EduError, match=r"'death' is no theme of this battle\. Did you mean 'deaths'"):
            read_questions(tmp_path, battle)
