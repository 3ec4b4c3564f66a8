"""Keys by a code, for some versions, and as tables for services that scan."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import edu as package
from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.key_grid import answer, letter
from edu.make.key_tables import table
from edu.make.listing import grid_lines
from edu.make.quiz import versions
from edu.make.seats import for_class
from edu.model.question import Kind
from edu.model.quiz import Quiz, Version
from edu.model.roster import Pupil
from edu.problems import EduError, ExitCode

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
"""For processes of their own: the edu that is tested, installed or not."""


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    return for_class(road.make_quiz(safira, seed=4, questions=10, versions=5), [Pupil("Pupil 1", "9B"), Pupil("=2")])


@pytest.fixture
def folder(tmp_path: Path, made: Quiz, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with the record in a folder below it."""
    (tmp_path / "lesson").mkdir()
    records.write_pack(made, tmp_path / "lesson" / f"record-{made.code}.json", {})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def key(*words: str) -> Result:
    return CliRunner().invoke(cli, ["key", *words])


def test_a_code_finds_its_record_and_its_version(folder: Path, made: Quiz) -> None:
    whole = key(made.code.lower())
    assert whole.exit_code == 0, whole.output
    assert whole.stdout == key(str(next(folder.glob("lesson/*.json")))).stdout
    assert key(f"{made.code}-C").stdout == key(made.code, "--version", "C").stdout
    assert key(made.code, "--records", "lesson").stdout == whole.stdout


def test_a_mistyped_code_is_refused_and_the_right_one_named(folder: Path, made: Quiz) -> None:
    swapped = made.code[1] + made.code[0] + made.code[2:]
    result = key(swapped)
    assert isinstance(result.exception, EduError)
    assert ExitCode.RECORD == result.exception.code
    assert "is no code of edu: a sign is wrong, or two have changed places" in str(result.exception)
    assert f"Did you mean {made.code}?" in str(result.exception)


def test_a_code_without_a_record(folder: Path) -> None:
    assert "there is no record of the code 22222" in str(key("22222").exception)


@pytest.mark.parametrize(
    ("written", "letters"), [("C", "C"), ("b,d", "BD"), ("B-D", "BCD"), ("A, C-E", "ACDE"), ("E A", "EA")]
)
def test_any_versions_may_be_asked_for(made: Quiz, written: str, letters: str) -> None:
    some = records.of_version(made, (written,))
    assert list(letters) == [version.letter for version in some.versions]


@pytest.mark.parametrize("written", ["F", "A-F", "D-B", "A--B", "?"])
def test_versions_that_are_not_there_are_named(made: Quiz, written: str) -> None:
    with pytest.raises(EduError, match="has no version"):
        records.of_version(made, (written,))


@pytest.mark.parametrize("count", [1, 5, 30, 800])
def test_the_grid_fits_a_terminal_and_tells_every_answer(safira: Lesson, made: Quiz, count: int) -> None:
    """Versions stand side by side while there is room for them, and the next ones below with the numbers again."""
    _, _, many = versions(made.items, count, seed=1)
    title, *lines = grid_lines(replace(made, versions=many), safira.words)
    assert title == f"{made.title}, code {made.code}, {made.marks} marks"
    assert max(map(len, lines)) <= 80
    found: dict[tuple[str, int], str] = {}
    for line in lines:
        if line.endswith("  marks"):
            letters = line.split()[:-1]
            places = [line.index(f" {letter} ") + 1 for letter in letters]
        elif line:
            number, marks = int(line[:3]), int(line.split()[-1])
            assert marks == made.items[many[0].order[number - 1]].marks
            ends = [*places[1:], len(line) - 7]
            found |= {
                (letter, number): line[start:end].strip()
                for letter, start, end in zip(letters, places, ends, strict=True)
            }
    assert len(found) == count * len(made.items)
    for version in many:
        for number, index in enumerate(version.order, 1):
            item = made.items[index]
            if item.options and item.kind is not Kind.CLOZE:
                assert answer(item, index, version, "") == found[version.letter, number]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_behind_the_output_is_no_fault_of_edu(folder: Path, made: Quiz) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "edu", "key", made.code, "--csv"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=ENVIRONMENT,
        )  # fmt: skip
    assert ExitCode.WRITE == done.returncode
    assert done.stderr.splitlines()[-1].startswith("the output cannot be written (No space left on device). Free some")
    assert not re.search("Traceback|Exception|fault of edu", done.stderr)


def test_the_table_holds_the_letter_of_every_right_option(folder: Path, made: Quiz) -> None:
    result = key(made.code, "--csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert ["marks", "A", "B", "C", "D", "E", *(pupil.version for pupil in made.pupils)] == [
        row["version"] for row in rows
    ]
    assert made.marks == sum(int(rows[0][str(number)]) for number in range(1, 11))
    for version, row in zip(made.versions, rows[1:6], strict=True):
        for place, index in enumerate(version.order, 1):
            item = made.items[index]
            if item.kind in (Kind.SINGLE, Kind.SEVERAL):
                right = [letter(i) for i, o in enumerate(version.options[index]) if item.options[o].correct]
                assert "".join(right) == row[str(place)]
            elif item.kind in (Kind.SHORT, Kind.ESSAY, Kind.DOCUMENTS):
                assert row[str(place)] == ""
    assert [("Pupil 1", "9B"), ("'=2", "")] == [(row["pupil"], row["class"]) for row in rows[6:]]


LETTERS = "ABCDE"
SHEET = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART)


def ticked(made: Quiz, version: Version, number: int) -> str:
    """The letters of the right options of a question as a version prints it; empty where a bubble sheet has no room."""
    item, order = made.items[version.order[number - 1]], version.options[version.order[number - 1]]
    if item.kind not in SHEET or not 0 < len(order) <= len(LETTERS):
        return ""
    return "".join(LETTERS[place] for place, option in enumerate(order) if item.options[option].correct)


def test_the_long_table_has_a_row_a_question_and_says_what_is_marked_by_hand(folder: Path, made: Quiz) -> None:
    """As another reader of CSV takes it, against what the versions print."""
    result = key(made.code, "--csv-form", "long")
    assert result.exit_code == 0, result.output
    rows = {(row["version"], int(row["question"])): row for row in csv.DictReader(io.StringIO(result.stdout))}
    assert {(version.letter, number) for version in made.versions for number in range(1, 11)} == rows.keys()
    reasons = set()
    for version in made.versions:
        for number, index in enumerate(version.order, 1):
            row, item = rows[version.letter, number], made.items[index]
            assert (str(item.marks), item.kind.value) == (row["points"], row["kind"])
            reasons.add(row["by hand"])
            if row["by hand"]:
                assert item.kind not in SHEET or not item.options
                assert (row["by hand"] == "several answers") == (item.kind in (*MANY, Kind.ORDERING, Kind.MATCHING))
            else:
                assert ticked(made, version, number) == row["answer"] != ""
    assert {"", "several answers", "written"} == reasons


MANY = (Kind.TRUE_FALSE, Kind.JUDGING, Kind.SORTING)


def test_the_table_for_zipgrade_holds_what_its_documentation_asks_for(folder: Path, made: Quiz) -> None:
    """A head that begins with Key; a letter, a number, letters and points in each row; no question twice."""
    assert key(made.code, "--csv-form", "zipgrade", "-o", "key.csv").exit_code == 0
    head, *rows = csv.reader(io.StringIO((folder / "key.csv").read_bytes().decode("ascii"), newline=""))
    assert head[0].startswith("Key")
    wanted = [
        [version.letter, str(number), told, str(made.items[version.order[number - 1]].marks)]
        for version in made.versions
        for number in range(1, 11)
        if (told := ticked(made, version, number))
    ]
    assert 5 <= len(wanted) < 50
    assert wanted == rows
    left = sorted({*range(1, 11)} - {int(number) for _, number, *_ in rows})
    said = key(made.code, "--csv-form", "zipgrade").stderr
    by_hand = [int(number) for text in re.findall(r"by hand \([^)]*\): ([\d, ]+)", said) for number in text.split(", ")]
    assert left == sorted(by_hand)
    many = replace(made, versions=versions(made.items, 6, 1)[2])
    with pytest.raises(EduError, match=r"versions A to E, and there is a version F\. Choose some of the first"):
        table(many, "zipgrade")
    written = tuple(item for item in made.items if item.kind in (*MANY, Kind.SHORT, Kind.ESSAY))
    with pytest.raises(EduError, match="no question of this quiz can be answered on a sheet of bubbles"):
        table(replace(made, items=written), "zipgrade")


def test_the_table_is_written_for_spreadsheets(folder: Path, made: Quiz) -> None:
    assert key(made.code, "--csv", "-o", "key.csv").exit_code == 0
    raw = (folder / "key.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfversion,")
    assert raw.count(b"\r\n") == 1 + 1 + 5 + 2


def test_a_record_printed_before_codes_had_a_check_is_still_found(folder: Path, made: Quiz) -> None:
    records.write_pack(replace(made, code="4Q7K"), folder / "record-4Q7K.json", {})
    assert key("4q7k").exit_code == 0


def test_a_key_is_not_put_in_the_place_of_a_class_list(folder: Path, tmp_path: Path) -> None:
    (record,) = (folder / "lesson").glob("record-*.json")
    target = tmp_path / "table.csv"
    for _ in range(2):  # its own it replaces
        assert key(str(record), "--csv", "-o", str(target)).exit_code == 0
    target.write_text("name,class\nPupil 01,9B\n", encoding="utf-8")
    assert "is no key, so it is not replaced" in str(key(str(record), "--csv", "-o", str(target)).exception)
    assert target.read_text(encoding="utf-8").startswith("name,class")
