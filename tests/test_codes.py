"""A code as somebody types it finds its record, wherever a folder has it; what is none is told as such."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.codes import find_record
from edu.lesson import Lesson
from edu.make.quiz import versions
from edu.make.seats import for_class
from edu.model.layout import Layout
from edu.model.quiz import Quiz
from edu.model.roster import Pupil
from edu.problems import EduError, ExitCode

PUPILS = [Pupil(f"Pupil {number}") for number in range(1, 5)]


@pytest.fixture(scope="module")
def plain(safira: Lesson) -> Quiz:
    return road.make_quiz(safira, seed=4, questions=4, versions=3)


@pytest.fixture
def folder(tmp_path: Path, plain: Quiz, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a record for two pupils in a folder below it, and one for three in another."""
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "few", for_class(plain, PUPILS[:2]))
    put(tmp_path / "more", for_class(plain, PUPILS[:3]))
    return tmp_path


def put(folder: Path, made: Quiz, name: str = "") -> Path:
    record = folder / f"record-{name or made.code}.json"
    records.write_pack(made, record, {})
    return record


def edu(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def refusal(*words: str) -> str:
    """What a refused command says."""
    error = edu(*words).exception
    assert isinstance(error, EduError), error
    assert ExitCode.RECORD == error.code
    return str(error)


def test_of_records_that_tell_the_same_any_will_do(folder: Path, plain: Quiz) -> None:
    key = edu("key", plain.code)
    assert key.exit_code == 0, key.output
    assert key.stdout == edu("key", f"few/record-{plain.code}.json").stdout
    table = edu("key", plain.code, "--csv").stdout
    assert "Pupil 3" in table
    assert table == edu("key", f"more/record-{plain.code}.json", "--csv").stdout
    for pupil in ("Pupil 1", "Pupil 3"):
        assert edu("reprint", plain.code, "--pupil", pupil, "-o", "one.pdf").exit_code == 0


def test_a_pupil_in_one_record_alone_is_found_there(folder: Path, plain: Quiz) -> None:
    """Answers are the same for all; whose papers are to be printed must be said."""
    put(folder / "others", for_class(plain, PUPILS[2:]))
    assert edu("key", plain.code).exit_code == 0
    assert "3 records of the code" in refusal("key", plain.code, "--csv")
    assert "each has other pupils" in refusal("reprint", plain.code)
    assert folder / "others" == find_record(plain.code, folder, names=("Pupil 4",), papers=True).path.parent
    assert "was printed for no pupil 'Pupil 5'" in refusal("reprint", plain.code, "--pupil", "Pupil 5")


def test_records_that_differ_where_it_matters_are_refused(folder: Path, plain: Quiz, safira: Lesson) -> None:
    whole = for_class(plain, PUPILS[:3])
    letter = put(folder / "letter", replace(whole, layouts=(Layout(paper="letter"),)))
    assert edu("key", plain.code).exit_code == 0
    assert "their papers are laid out differently" in refusal("reprint", plain.code)
    letter.unlink()
    _, _, drawn = versions(plain.items, 3, seed=5)
    a, b, _ = plain.versions
    put(folder / "other", replace(whole, versions=(a, b, drawn[2])))
    assert "their questions or answers differ" in refusal("key", plain.code)
    assert "their questions or answers differ" in refusal("key", f"{plain.code}-C")
    assert edu("key", f"{plain.code}-B").exit_code == 0
    assert edu("key", plain.code, "--version", "A-B").exit_code == 0


def test_a_record_under_another_code_s_name_is_never_taken_for_it(folder: Path, plain: Quiz) -> None:
    """By its own name it is taken, and said to be another; the marks would else be given by the wrong key."""
    shutil.copy(f"few/record-{plain.code}.json", "record-22222.json")
    assert f"this is the record of the code {plain.code}, whatever its name says" in refusal("key", "22222")
    named = edu("key", "record-22222.json")
    assert named.exit_code == 0
    assert f"record-22222.json is the record of the code {plain.code}" in named.stderr
    shutil.copy(f"few/record-{plain.code}.json", "record-for-9B.json")
    assert "is the record of" not in edu("key", "record-for-9B.json").stderr


@pytest.mark.parametrize("slip", ["{0}2", "{0}-C2", "2{0}", "{0} C D", "{1}"])
def test_what_is_nearly_a_code_is_told_as_mistyped(folder: Path, plain: Quiz, slip: str) -> None:
    typed = slip.format(plain.code, plain.code[:-1])
    told = refusal("key", typed)
    assert f"{typed!r} is no code of edu" in told
    assert f"Did you mean {plain.code}?" in told


def test_a_space_or_a_stroke_in_a_code_is_read_over(folder: Path, plain: Quiz) -> None:
    assert edu("key", f"{plain.code} C").stdout == edu("key", f"{plain.code}-C").stdout
    assert edu("key", f"{plain.code[0]}-{plain.code[1:]}").stdout == edu("key", plain.code).stdout
    assert "there is no such file" in refusal("key", "record-22222.json")
    assert "there is no such file" in refusal("key", "lessons/22222")


def test_versions_that_there_are_are_told_in_few_words(plain: Quiz) -> None:
    _, _, many = versions(plain.items[:2], 3000, seed=1)
    with pytest.raises(EduError) as caught:
        records.of_version(replace(plain, versions=many), ("DKK",))
    assert str(caught.value) == f"quiz {plain.code} has no version DKK. It has: A to DKJ."
    few = records.of_version(replace(plain, versions=many[:30]), ("A-B", "D", "Y-AB", "AD"))
    with pytest.raises(EduError, match="It has: A, B, D, Y to AB, AD"):
        records.of_version(few, ("C",))
