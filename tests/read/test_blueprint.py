"""A blueprint is read whole, or every fault in it is told with its line and the next move."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from edu import places
from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from edu.model.question import BLOOM, ORIGINS, SKILLS, Difficulty, Kind
from edu.problems import EduError, ExitCode
from edu.read.blueprint import BlueprintShape, LineShape, read_blueprint

SMALL = """\
format = 1
questions = 18
marks = 30

[[lines]]
kind = "single choice"
least = 6
most = 8

[[lines]]
skill = ["sourcing", "bounds"]
bloom = "analyse"
least = "25 %"
of = "marks"

[[lines]]
each = "section"
most = "40%"

[[lines]]
kind = "essay"
exactly = 1
how_often = "30 %"
"""
SECTIONS = ("first-days", "aftermath", "infobox")


GUIDE = (Path(__file__).parents[2] / "docs" / "blueprints.md").read_text(encoding="utf-8")


def read(folder: Path, text: str) -> Blueprint:
    path = folder / "autumn.toml"
    path.write_text(text, encoding="utf-8")
    return read_blueprint(path, SECTIONS, ["empathy"])


def test_the_small_blueprint_is_read(tmp_path: Path) -> None:
    blueprint = read(tmp_path, SMALL)
    assert blueprint.lines == (
        Line(((Trait.KIND, ("single choice",)),), Measure.QUESTIONS, Amount(6), Amount(8), line=5),
        Line(
            ((Trait.SKILL, ("sourcing", "bounds")), (Trait.BLOOM, ("analyse",))),
            Measure.MARKS,
            Amount(25, percent=True),
            line=10,
        ),
        Line((), Measure.QUESTIONS, None, Amount(40, percent=True), Trait.SECTION, line=16),
        Line(((Trait.KIND, ("essay",)),), Measure.QUESTIONS, Amount(1), Amount(1), how_often=30, line=20),
    )
    assert (18, 30, True, False) == (blueprint.questions, blueprint.marks, blueprint.binding, blueprint.fewer)
    assert (2, 3) == (blueprint.questions_line, blueprint.marks_line)


@pytest.mark.parametrize(
    ("head", "questions", "fewer"),
    [
        ("", 20, True),
        ("questions = 12", 12, False),
        ("questions = 12\nbinding = false", 12, True),
        ("marks = 40", None, False),
        ("questions = 12\nmarks = 40", 12, False),
    ],
)
def test_how_many_questions_there_are(tmp_path: Path, head: str, questions: int | None, fewer: bool) -> None:
    blueprint = read(tmp_path, f"format = 1\n{head}\n")
    assert (questions, fewer) == (blueprint.questions, blueprint.fewer)


def test_the_default_is_sound_for_any_battle() -> None:
    """It names no part of any story, and gives way."""
    blueprint = read_blueprint(places.blueprint(), [])
    assert not blueprint.binding
    assert blueprint.questions == 20


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ('"single choice"', '"singel choice"', "'singel choice' is no kind edu knows", "Did you mean 'single choice'?"),
        ('"bounds"]', '"bonds"]', "'bonds' is no skill edu knows", "Did you mean 'bounds'?"),
        ('"analyse"', '"analyze"', "'analyze' is no bloom edu knows", "Did you mean 'analyse'?"),
        ('each = "section"', 'section = "frist-days"', "'frist-days' is no section", "Did you mean 'first-days'?"),
        ('kind = "essay"', 'kind = ["essay", 7]', "`kind` number 2 is 7, which is not words", "between quotes"),
        ("least = 6", "least = 9", "`least` is 9 and `most` is 8", "the smaller of the two"),
        ("least = 6", "least = 0.3", "`least` is 0.3", 'a percentage between quotes, such as "30 %"'),
        ("least = 6", 'least = "6"', '`least` is "6"', "Write a whole number, such as 4"),
        ("least = 6", "least = -6", "`least` is -6", "Write a whole number, such as 4"),
        ("least = 6", "least = true", "`least` is true", "Write a whole number, such as 4"),
        ('"25 %"', '"125 %"', '`least` is "125 %"', "Write a whole number, such as 4, or a percentage"),
        ('most = "40%"\n', "", "this line sets no bound", "Add `least`, `most` or `exactly`"),
        ("exactly = 1", "exactly = 1\nmost = 2", "`exactly` stands beside", "Keep the one or the others"),
        ('"30 %"', "3", "`how_often` is 3", 'such as "30 %"'),
        ('each = "section"', 'each = "chapter"', '`each` is "chapter"', "'section'"),
        ('kind = "essay"', 'kind = "essay"\neach = "kind"', "the line names a kind and is for each kind", "Take out"),
        ('of = "marks"', 'of = "points"', '`of` is "points"', "Write 'questions' or 'marks'"),
        ("most = 8", "moast = 8", "`moast` is not a key edu knows", "Write `most` if that is meant"),
        ("most = 8", "colour = 8", "`colour` is not a key edu knows", "find its name in docs/blueprints.md"),
        ("questions = 18", "questions = 0", "`questions` is 0", "at least 1"),
        ("questions = 18", 'questions = "18"', '`questions` is "18", which is not a whole number', "without quotes"),
        ("format = 1", "format = 2", "`format` is 2, which this edu does not read", "Write format = 1"),
        ("[[lines]]\nkind = \"single", "[lines]\nkind = \"single", "a key that already has a value", "[[...]]"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_the_next_move(tmp_path: Path, old: str, new: str, what: str, mend: str) -> None:
    assert old in SMALL
    with pytest.raises(EduError) as caught:
        read(tmp_path, SMALL.replace(old, new, 1))
    assert caught.value.code is ExitCode.INPUT
    (problem,) = caught.value.problems
    assert problem.file == tmp_path / "autumn.toml"
    assert problem.line
    assert what in problem.what
    assert mend in problem.mend


def test_all_faults_are_told_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = SMALL.replace("single", "singel").replace("least = 6", "least = 0.5").replace('"30 %"', "3")
    with pytest.raises(EduError) as caught:
        read(tmp_path, text)
    lines = text.split("\n")
    told = [lines[(problem.line or 0) - 1] for problem in caught.value.problems]
    assert ['kind = "singel choice"', "least = 0.5", "how_often = 3"] == told


def test_a_skill_of_a_hand_written_question_is_known(tmp_path: Path) -> None:
    assert read(tmp_path, 'format = 1\n[[lines]]\nskill = "empathy"\nleast = 1\n').lines[0].least == Amount(1)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(EduError, match="there is no such file"):
        read_blueprint(tmp_path / "none.toml", SECTIONS)


def test_what_the_file_says_is_its_hash(tmp_path: Path) -> None:
    one, same = read(tmp_path, SMALL), read(tmp_path, f"# a comment\n{SMALL}")
    assert one.hash == same.hash
    assert one.hash != read(tmp_path, SMALL.replace("least = 6", "least = 5")).hash


# The page that explains it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("snippet", re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.M | re.S))
def test_a_blueprint_of_the_guide_is_read(tmp_path: Path, snippet: str) -> None:
    assert read(tmp_path, snippet).lines


def test_the_guide_explains_every_key_and_value() -> None:
    explained = set(re.findall(r"^\| \**`(\w+)`", GUIDE, re.M))
    assert explained == {*LineShape.model_fields, *BlueprintShape.model_fields} - {"lines"}
    for name in (*Kind, *SKILLS, *BLOOM, *Difficulty, *ORIGINS):
        assert name in " ".join(GUIDE.split()), name


@pytest.mark.parametrize("line", re.findall(r"^\| \**`\w+`\** \|[^|]*\| `([^`]+)` \|$", GUIDE, re.M))
def test_an_example_of_the_guide_is_a_key_of_a_blueprint(line: str) -> None:
    (key,) = tomllib.loads(line)
    assert key in {*LineShape.model_fields, *BlueprintShape.model_fields}
