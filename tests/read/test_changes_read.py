"""Changes to generated questions are read, or what is wrong with them is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from edu.lesson import Lesson
from edu.model.change import Change, Rewording
from edu.problems import EduError
from edu.read.bank import read_questions

SMALL = """\
format = 1

[[generated]]
id = "single-open-commanders"
drop = true
why = "Too like question 3."

[[generated]]
id = "single-date-recaptured"
pin = 12
reword = [
  { was = "On which day?", text = "Which day was it?" },
  { was = "1 November", text = "on 1 November" },
]
"""


def written(folder: Path, *changes: tuple[str, str]) -> str:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "questions.toml").write_text(text, encoding="utf-8")
    return text


def test_changes_are_read_with_their_lines(tmp_path: Path, safira: Lesson) -> None:
    written(tmp_path)
    bank = read_questions(tmp_path, safira.battle)
    assert bank.changes == (
        Change("single-open-commanders", drop=True, line=4),
        Change(
            "single-date-recaptured",
            pin=12,
            reword=(
                Rewording("On which day?", "Which day was it?", 12),
                Rewording("1 November", "on 1 November", 13),
            ),
            line=9,
        ),
    )
    assert bank.items == ()
    assert bank.warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "what", "at"),
    [
        ("drop = true\n", "drop = true\npin = 3\n", "a question that is never printed needs no other change", "drop"),
        ("drop = true\n", "", "nothing becomes of 'single-open-commanders'", "id"),
        ("drop = true\n", "drop = false\n", "nothing becomes of 'single-open-commanders'", "id"),
        ('"single-date-recaptured"', '"single-open-commanders"', "changed twice; first on line 4", "id"),
        ('was = "1 November"', 'was = "On which day?"', "these words are reworded twice", "was"),
        ("pin = 12", 'pin = "12"', "`pin` is \"12\", which is not a whole number", "pin"),
        ("pin = 12", "pin = true", "`pin` is true, which is not a whole number", "pin"),
        ('text = "Which day was it?"', 'text = " "', "`text` is empty", "was"),
        ("drop = true", "dorp = true", "`dorp` is not a key edu knows", "dorp"),
    ],
)  # fmt: skip
def test_a_change_that_cannot_be_meant_is_told(
    tmp_path: Path, safira: Lesson, old: str, new: str, what: str, at: str
) -> None:
    text = written(tmp_path, (old, new))
    with pytest.raises(EduError) as caught:
        read_questions(tmp_path, safira.battle)
    found = [problem for problem in caught.value.problems if not problem.warning]
    problem = found[0]
    assert what in problem.what
    assert at in text.split("\n")[(problem.line or 0) - 1]


@pytest.mark.parametrize("text", ["2 November", "the second of November", "a day in November"])
def test_another_figure_in_new_words_is_doubtful(tmp_path: Path, safira: Lesson, text: str) -> None:
    written(tmp_path, ('text = "on 1 November"', f'text = "{text}"'))
    (warning,) = read_questions(tmp_path, safira.battle).warnings
    assert warning.warning
    assert "the key does not change with them" in warning.what
    assert warning.line == 13
