"""What a Python user imports."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

import edu


def test_the_docstring_s_road_runs() -> None:
    lesson = edu.load(edu.find_battle("battle_of_safira"))
    quiz = edu.make_quiz(lesson, seed=7, questions=3, versions=1)
    assert edu.printed(edu.quiz_paper(lesson, quiz)).startswith(b"%PDF-1.7")


def test_the_handout_of_safira_is_two_sheets() -> None:
    """As README promises: a line more in the story would cost a sheet a pupil."""
    lesson = edu.load(edu.find_battle("battle_of_safira"))
    with pikepdf.open(BytesIO(edu.printed(edu.make_handout(lesson)))) as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.parametrize("name", edu.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(edu, name) is not None


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError):
        edu.no_such_name  # noqa: B018  the look-up is what is tested
