"""The sample battle, the schemas beside it, and the page that explains both: they fit one another and edu."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson, places
from edu.cli import cli
from edu.model.question import Kind
from edu.model.reading import reading_grade
from edu.model.when import parse_when

HOME = Path(__file__).resolve().parent.parent
SAMPLE = HOME / "templates" / "sample"
BANK = HOME / "question_bank"
GUIDE = HOME / "docs" / "battle-files.md"

FILES = sorted((*SAMPLE.glob("*.toml"), *BANK.glob("*/*.toml")))
GUIDE_TEXT = GUIDE.read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```toml\n(.*?)^```$", GUIDE_TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES = re.findall(r"^\| \**`\w+`\** \|[^|]*\| `([^`]+)` \|$", GUIDE_TEXT, re.MULTILINE)
DATES = re.findall(r"`\"(\d[^`\"]*)\"`", GUIDE_TEXT)
INLINE = [code for code in re.findall(r"`([^`\n]+)`", GUIDE_TEXT) if re.match(r"\w+ = ", code)]


def edu(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result


def schema(name: str) -> dict[str, Any]:
    shipped: dict[str, Any] = json.loads((BANK / f"{name}.schema.json").read_text(encoding="utf-8"))
    return shipped


def unknown(value: Any, shape: dict[str, Any], whole: dict[str, Any], where: str = "") -> Iterator[str]:
    """The keys of a value that its schema does not have, by their paths."""
    shapes = shape.get("anyOf", [shape])
    shapes = [whole["$defs"][each["$ref"].rsplit("/", 1)[1]] if "$ref" in each else each for each in shapes]
    shape = next((each for each in shapes if "properties" in each or "items" in each), {})
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from unknown(each, shape.get("items", {}), whole, f"{where}[{number}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in shape.get("properties", {}):
                yield from unknown(each, shape["properties"][key], whole, f"{where}.{key}")
            else:
                yield f"{where}.{key}"


def keys(whole: dict[str, Any]) -> set[str]:
    return {key for shape in (whole, *whole["$defs"].values()) for key in shape["properties"]}


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    edu("new", tmp_path / "sample")
    return tmp_path / "sample"


# Schemas -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["battle", "questions"])
def test_a_shipped_schema_is_the_one_the_command_prints(name: str) -> None:
    assert (BANK / f"{name}.schema.json").read_text(encoding="utf-8") == edu("schema", name).stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_key_of_a_file_is_in_its_schema(path: Path) -> None:
    whole = schema(path.stem)
    assert list(unknown(tomllib.loads(path.read_text(encoding="utf-8")), whole, whole)) == []


def test_a_key_that_the_schema_does_not_have_is_found() -> None:
    whole = schema("battle")
    data = {"battle": {"nmae": "x"}, "facts": [{"count": {"lo": 1}, "cause": {"kind": "cause"}}]}
    assert list(unknown(data, whole, whole)) == [".battle.nmae", ".facts[0].count.lo"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_first_line_of_a_file_points_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    beside = "." if path.parent == SAMPLE else ".."
    assert first == f"#:schema {beside}/{path.stem}.schema.json"


# The sample --------------------------------------------------------------------------------------------------


def test_a_new_battle_has_its_schemas_beside_it(sample: Path) -> None:
    names = ["battle.schema.json", "battle.toml", "questions.schema.json", "questions.toml"]
    assert sorted(path.name for path in sample.iterdir()) == names


def test_the_sample_says_first_that_it_is_invented() -> None:
    for path in sorted(SAMPLE.glob("*.toml")):
        notes = [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.startswith("#")]
        assert "invented" in notes[0].lower(), path
    battle = lesson.load(SAMPLE).battle
    assert "invented" in battle.place
    assert "invented" in battle.handout.before_reading


def test_the_sample_passes_the_check_without_a_word(sample: Path) -> None:
    _, problems = lesson.check(sample)
    assert problems == ()
    assert json.loads(edu("check", sample, "--json").stdout) == []


def test_every_question_of_the_sample_is_sound_and_every_family_is_there() -> None:
    loaded = lesson.load(SAMPLE)
    items = loaded.items(0)
    assert {item.id for item in loaded.written} <= {item.id for item in items}
    assert {item.kind for item in items if item.origin == "generated"} == set(Kind)


@pytest.mark.parametrize("seed", range(5))
def test_a_quiz_on_the_sample_has_twelve_questions_or_more(seed: int) -> None:
    assert len(lesson.make_quiz(lesson.load(SAMPLE), seed).items) >= 12


def test_the_sample_states_the_reading_grade_it_has() -> None:
    battle = lesson.load(SAMPLE).battle
    grade = reading_grade(" ".join(sentence.text for _, sentence in battle.sentences()))
    assert abs(grade - battle.reading_grade) <= 0.5


def test_the_sample_builds(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    edu("build", sample, "-o", out, "--seed", 3, "--versions", 2)
    kinds = sorted(path.name.split("-")[0] for path in out.iterdir())
    assert kinds == ["guide.pdf", "handout.pdf", "key", "quiz", "record"]
    assert len(pypdfium2.PdfDocument(out / "handout.pdf")) in (3, 4)


def test_the_sample_is_the_one_that_edu_ships() -> None:
    assert places.templates() / "sample" == SAMPLE


# The guide ---------------------------------------------------------------------------------------------------


def test_the_guide_has_snippets_and_examples() -> None:
    assert len(SNIPPETS) >= 5
    assert len(EXAMPLES) >= 60
    assert len(DATES) >= 8


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_of_the_guide_is_toml_with_keys_edu_knows(snippet: str) -> None:
    data = tomllib.loads(snippet)
    whole = schema("questions" if data.keys() & {"questions", "generated"} else "battle")
    assert list(unknown(data, whole, whole)) == []


@pytest.mark.parametrize("code", sorted({*EXAMPLES, *INLINE}))
def test_an_example_of_the_guide_is_toml_with_a_key_edu_knows(code: str) -> None:
    assert set(tomllib.loads(code)) <= keys(schema("battle")) | keys(schema("questions"))


@pytest.mark.parametrize("date", DATES)
def test_a_date_of_the_guide_is_one_edu_reads(date: str) -> None:
    assert parse_when(date).words()


def test_the_guide_explains_every_key() -> None:
    explained = set(re.findall(r"`(\w+)`", GUIDE_TEXT)) | set(re.findall(r"^\[+([a-z.]+)\]", GUIDE_TEXT, re.MULTILINE))
    tables = set(re.findall(r"\[+([a-z]+)\]+", GUIDE_TEXT))
    asked = keys(schema("battle")) | keys(schema("questions"))
    assert asked - explained - tables - {"format", "questions"} == set()


def test_the_snippets_of_the_guide_are_those_of_the_sample() -> None:
    facts = {fact["id"]: fact for fact in tomllib.loads((SAMPLE / "battle.toml").read_text(encoding="utf-8"))["facts"]}
    shown = [fact for snippet in SNIPPETS for fact in tomllib.loads(snippet).get("facts", [])]
    assert shown
    for fact in shown:
        assert fact.items() <= facts[fact["id"]].items()


def test_the_changes_of_the_guide_are_to_questions_of_the_sample(sample: Path) -> None:
    (changes,) = [snippet for snippet in SNIPPETS if "generated" in tomllib.loads(snippet)]
    with (sample / "questions.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{changes}")
    _, problems = lesson.check(sample)
    assert problems == ()
    assert len(lesson.load(sample).changes.each) == 3
