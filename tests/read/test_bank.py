"""Hand-written questions are read whole, or every fault in them is told with its line and the next move."""

from __future__ import annotations

from pathlib import Path

import pytest

from edu.lesson import Lesson
from edu.model.question import Kind
from edu.problems import EduError, ExitCode
from edu.read.bank import Bank, read_questions

SMALL = """\
format = 1

[[questions]]
id = "which"
kind = "single"
stem = "Which of these? **Tick one.**"
marks = 1
skill = "sourcing"
bloom = "understand"
section = "first-days"
facts = ["rebels-112"]
options = [
  { text = "This", correct = true, ground = "named", why = "It is named.", facts = ["rebels-112"] },
  { text = "That", ground = "not named", why = "It is not." },
  { text = "Other", ground = "not named", why = "It is not either." },
]

[[questions]]
id = "why"
kind = "short"
stem = "**Say why.**"
marks = 2
skill = "sourcing"
bloom = "analyse"
facts = ["seven-killed"]
absences = ["fled-where"]
answer = "So."
lines = 4
rubric = [{ points = 2, earns = "says so", facts = ["seven-killed"] }]
"""


def problems(folder: Path, lesson: Lesson, *changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """What is wrong with the small bank after these changes, what to do, and the text of the line."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "questions.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EduError) as caught:
        read_questions(folder, lesson.battle)
    assert caught.value.code == ExitCode.INPUT
    assert {path} == {problem.file for problem in caught.value.problems}
    lines = text.split("\n")
    return [(problem.what, problem.mend, lines[(problem.line or 0) - 1]) for problem in caught.value.problems]


def test_the_small_bank_is_read_into_items(tmp_path: Path, safira: Lesson) -> None:
    (tmp_path / "questions.toml").write_text(SMALL, encoding="utf-8")
    bank = read_questions(tmp_path, safira.battle)
    items, file = bank.items, bank.file
    assert [("hand-which", Kind.SINGLE), ("hand-why", Kind.SHORT)] == [(item.id, item.kind) for item in items]
    assert ("seven-killed", "fled-where") == items[1].facts
    assert file is not None
    assert 4 == file.line(("questions", 0, "id"))


def test_a_folder_without_questions_has_none(tmp_path: Path, safira: Lesson) -> None:
    assert Bank() == read_questions(tmp_path, safira.battle)


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ('["rebels-112"]\nopt', '["rebels-113"]\nopt', "'rebels-113' is no fact", "Did you mean 'rebels-112'?"),
        ('named.", facts = ["rebels-112"]', 'named.", facts = ["rebels-12"]', "'rebels-12' is no fact", "Did you mean"),
        ('earns = "says so", facts = ["seven-killed"]', 'earns = "says so", facts = ["sevn-killed"]',
         "'sevn-killed' is no fact", "Did you mean 'seven-killed'?"),
        ('["fled-where"]', '["fled-were"]', "'fled-were' is no absence", "Did you mean 'fled-where'?"),
        ('"first-days"', '"first-day"', "'first-day' is no section of the narrative", "Did you mean 'first-days'?"),
        ('id = "why"', 'id = "which"', "the id 'which' is used twice; first on line 4", "another name"),
        ('facts = ["rebels-112"]\nopt', "facts = []\nopt", "the question rests on no fact", "Name the facts"),
        ("correct = true, ", "", "0 of its options are marked correct", "exactly one with correct = true"),
        ('"That", ', '"That", correct = true, ', "2 of its options are marked correct", "exactly one"),
        ('"That", ', '"THIS", ', "this option stands there twice", "Change or remove one"),
        ('  { text = "That", ground = "not named", why = "It is not." },\n', "", "it has 2 options", "three or more"),
        ('kind = "single"', 'kind = "several"', "1 of its 3 options are marked correct", "two or more, and not all"),
        ("marks = 2", "marks = 3", "the question gives 3 marks and its rubric 2", "Make the two agree"),
        ("lines = 4\n", "", "there are no `lines` to write on", "Add `lines = 4`"),
        ('answer = "So."\n', "", "there is no `answer` for the key", "Add a model answer"),
        ('kind = "short"', 'kind = "essay"', "an essay has no levels to mark it by", "Add `levels`"),
        ("marks = 1", "marks = 0", "`questions` number 1, `marks` is 0", "at least 1"),
        ("marks = 1", 'marks = "1"', '`questions` number 1, `marks` is "1", which is not a whole number', "quotes"),
        ("marks = 1", "marks = 1.0", "`questions` number 1, `marks` is 1.0, which is not a whole number", "whole"),
        ("correct = true", 'correct = "true"', '`correct` is "true"', "true or false, without quotes"),
        ("correct = true", "corect = true", "`corect` is not a key edu knows", "Write `correct` if that is meant"),
        ('bloom = "analyse"', 'bloom = "analyze"', '`bloom` is "analyze"', "'analyse'"),
        ('text = "Other", ', "", "`options` number 3 has no `text`", "Add a line `text = ...`"),
        ('stem = "**Say why.**"', 'stem = " "', "`stem` is empty", "Write something there"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_the_next_move(
    tmp_path: Path, safira: Lesson, old: str, new: str, what: str, mend: str
) -> None:
    told = problems(tmp_path, safira, (old, new))
    assert 1 == len(told)
    assert what in told[0][0]
    assert mend in told[0][1]


@pytest.mark.parametrize(
    ("rule", "what", "mend"),
    [
        ("M88", "'M88' is no rule", "Did you mean 'M8'?"),
        ("m8", "'m8' is no rule", "Known are: M1, M2"),
        ("M1", "M1 cannot be allowed away (the right answers are right", "Mend the question"),
        ("M4", "M4 cannot be allowed away", "no paper could be marked fairly"),
        ("Q3", "Q3 is a rule of whole quizzes", "Take it out"),
    ],
)
def test_a_rule_that_cannot_be_allowed_is_told(tmp_path: Path, safira: Lesson, rule: str, what: str, mend: str) -> None:
    allow = f'bloom = "analyse"\nallow = [{{ rule = "{rule}", why = "so" }}]'
    (told,) = problems(tmp_path, safira, ('bloom = "analyse"', allow))
    assert what in told[0]
    assert mend in told[1]
    assert rule in told[2]


def test_allowed_rules_go_with_the_question(tmp_path: Path, safira: Lesson) -> None:
    allow = 'bloom = "analyse"\nallow = [{ rule = "M8", why = "so" }, { rule = "rubric", why = "so" }]'
    (tmp_path / "questions.toml").write_text(SMALL.replace('bloom = "analyse"', allow), encoding="utf-8")
    items = read_questions(tmp_path, safira.battle).items
    assert [(), ("M8", "rubric")] == [item.allowed for item in items]


def test_all_faults_are_told_in_the_order_of_the_lines(tmp_path: Path, safira: Lesson) -> None:
    told = problems(
        tmp_path, safira, ("marks = 2", "marks = 3"), ('"first-days"', '"first-day"'), ("correct = true, ", ""),
        ('["fled-where"]', '["fled-were"]'),
    )  # fmt: skip
    assert ['section = "first-day"', "options = [", "marks = 3", 'absences = ["fled-were"]'] == [at for *_, at in told]


def test_a_folder_in_the_place_of_the_file(tmp_path: Path, safira: Lesson) -> None:
    (tmp_path / "questions.toml").mkdir()
    with pytest.raises(EduError, match=r"questions\.toml: "):
        read_questions(tmp_path, safira.battle)
