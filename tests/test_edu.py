"""What a Python user imports."""

from __future__ import annotations

import pytest

import edu


def test_the_docstring_s_road_runs() -> None:
    lesson = edu.load(edu.find_battle("battle_of_safira"))
    quiz = edu.make_quiz(lesson, seed=7, questions=3, versions=1)
    assert edu.printed(edu.quiz_paper(lesson, quiz)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("name", edu.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(edu, name) is not None


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError):
        edu.no_such_name  # noqa: B018  the look-up is what is tested
