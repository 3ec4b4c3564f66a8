"""A user's mistake ends in a message with the next move and the documented exit code: no traceback, no half a file."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import edu as package
from edu import lesson as road
from edu import places
from edu.cli import cli, main
from edu.problems import EduError, ExitCode

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
"""For processes of their own: the edu that is tested, installed or not."""

SAFIRA = places.question_bank() / "battle_of_safira"
TINY = Path(__file__).parent / "battles" / "tiny"


@dataclass(frozen=True)
class Ran:
    """What a command handed back, printed, and said."""

    code: int
    out: str
    err: str


Edu = Callable[..., Ran]


@pytest.fixture
def edu(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Edu:
    """Runs a command in this process, in an empty folder, through the same door as the shell."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["edu", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert isinstance(caught.value.code, int)
        return Ran(caught.value.code, said.out, said.err)

    return run


@pytest.fixture
def battle(tmp_path: Path) -> Path:
    """A copy of the Safira folder, to be spoilt."""
    return Path(shutil.copytree(SAFIRA, tmp_path / "battle"))


def spoil(path: Path, *changes: tuple[str, str]) -> list[int]:
    """Replaces each first text by the second; returns the lines on which the second ones stand."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return [text[: text.index(new)].count("\n") + 1 for _, new in changes]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with what it holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def shell(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs the command as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "edu", *map(str, arguments)],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


# Battles -----------------------------------------------------------------------------------------------------


def test_a_name_with_a_slip_has_its_neighbour(edu: Edu) -> None:
    ran = edu("build", "battle_of_safra")
    assert ExitCode.INPUT == ran.code
    assert "there is no battle 'battle_of_safra'" in ran.err
    assert "Did you mean battle_of_safira?" in ran.err
    assert "" == ran.out
    assert {} == contents(Path.cwd())


@pytest.mark.parametrize("command", ["build", "quiz", "handout", "guide", "questions", "check"])
def test_a_folder_without_a_battle(edu: Edu, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = edu(command, tmp_path / "empty")
    assert ExitCode.INPUT == ran.code
    assert f"{tmp_path / 'empty'}: this folder has no battle.toml. " in ran.err
    assert "edu new FOLDER" in ran.err


@pytest.mark.parametrize("arguments", [("key", "x" * 5000), ("build", "x" * 5000), ("check", "x/" * 2000)])
def test_a_name_of_any_length_is_a_message(edu: Edu, arguments: tuple[str, ...]) -> None:
    ran = edu(*arguments)
    assert (ExitCode.RECORD if arguments[0] == "key" else ExitCode.INPUT) == ran.code
    assert {} == contents(Path.cwd())


def test_every_problem_of_a_file_is_told_in_the_order_of_its_lines(edu: Edu, battle: Path) -> None:
    path = battle / "battle.toml"
    lines = spoil(
        path,
        ('at = ["Infobox Conflict"]', 'at = ["Infobox Conflikt"]'),
        ('when = "2013-02-06/2013-02-19"', 'when = "2013-02-30"'),
        ('part_of = ["syria"]', 'part_of = ["siria"]'),
        ("low = 200, more_than", "low = 200, high = 100, more_than"),
    )
    ran = edu("build", battle)
    told = [line for line in ran.err.splitlines() if line.startswith(f"{path}:")]
    numbers = [int(line.removeprefix(f"{path}:").split(":")[0]) for line in told]
    assert sorted(numbers) == numbers
    assert set(lines) <= set(numbers)
    assert f"{len(told)} problems." in ran.err
    assert ExitCode.INPUT == ran.code
    assert {} == contents(Path.cwd())


def test_check_speaks_of_the_same_problems_in_json(edu: Edu, battle: Path) -> None:
    (line,) = spoil(battle / "battle.toml", ("low = 112, high = 112", "low = 112, high = 111"))
    ran = edu("check", battle, "--json")
    assert ExitCode.INPUT == ran.code
    (problem,) = json.loads(ran.out)
    assert (str(battle / "battle.toml"), line, False) == (problem["file"], problem["line"], problem["warning"])


def test_a_side_without_a_name(edu: Edu, battle: Path) -> None:
    (line,) = spoil(battle / "battle.toml", ('name = "Rebel side"', 'name = "   "'))
    ran = edu("build", battle)
    assert f"{battle / 'battle.toml'}:{line}: `sides` number 1, `name` is empty. Write something there." in ran.err
    assert ExitCode.INPUT == ran.code


@pytest.mark.parametrize("file", ["battle.toml", "questions.toml"])
def test_a_sign_no_font_has_is_named_with_its_line(edu: Edu, battle: Path, file: str) -> None:
    sound = {"battle.toml": 'place = "Al-Safira', "questions.toml": 'earns = "says that they'}[file]
    (line,) = spoil(battle / file, (sound, f"{sound} \u6f22"))
    ran = edu("build", battle)
    assert f"{battle / file}:{line}: no font has '\u6f22' (U+6F22). " in ran.err
    assert ExitCode.INPUT == ran.code
    assert {} == contents(Path.cwd())


def test_a_byte_order_mark_changes_nothing(battle: Path) -> None:
    expected = road.load(battle)
    for name in ("battle.toml", "questions.toml"):
        (battle / name).write_bytes(b"\xef\xbb\xbf" + (battle / name).read_bytes())
    read = road.load(battle)
    assert (expected.battle, expected.written, expected.content) == (read.battle, read.written, read.content)


def test_a_huge_file_is_refused_at_once(edu: Edu, battle: Path) -> None:
    (battle / "questions.toml").write_bytes(b"# padding\n" * 2_000_000)
    start = time.perf_counter()
    ran = edu("check", battle)
    assert time.perf_counter() - start < 5
    assert f"{battle / 'questions.toml'}: the file is 20.0 MB" in ran.err
    assert ExitCode.INPUT == ran.code


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_the_files_hold_they_load_or_their_problems_are_told(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    draw, folder = Random(seed), tmp_path_factory.mktemp("mutated")
    for name in ("battle.toml", "questions.toml"):
        lines = (SAFIRA / name).read_bytes().split(b"\n")
        for _ in range(draw.randint(0, 2)):
            i, j = draw.randrange(len(lines)), draw.randrange(len(lines))
            lines[i] = draw.choice((b"", lines[j], draw.randbytes(3), lines[i].replace(b"= ", b"= 7 #")))
        (folder / name).write_bytes(b"\n".join(lines))
    told = None
    try:
        lesson = road.load(folder)
    except EduError as error:  # any other exception fails the test
        told = error.problems
    else:
        assert lesson.items(0)
    assert told != ()


# Numbers on the command line -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "number", "what"),
    [
        ("--questions", "500", "500 questions are asked for; "),
        ("--questions", "0", "a quiz of 0 questions is none. Ask for 1 or more."),
        ("--questions", "-3", "a quiz of -3 questions is none. Ask for 1 or more."),
        ("--versions", "0", "0 versions are none. Ask for 1 or more."),
        ("--versions", "-1", "-1 versions are none. Ask for 1 or more."),
        ("--versions", "1000000000", "1,000,000,000 versions are more than edu makes of a quiz, 100,000. Make several"),
        ("--seats", "700x999", "a room of 700 rows with 999 seats has 699,300, and edu fills at most 2,000. Look at"),
    ],
)
@pytest.mark.parametrize("command", ["build", "quiz"])
def test_numbers_no_quiz_can_have(edu: Edu, command: str, option: str, number: str, what: str) -> None:
    ran = edu(command, option, number)
    assert ExitCode.SHORT == ran.code
    assert what in ran.err
    assert {} == contents(Path.cwd())


def test_any_whole_number_is_a_seed(edu: Edu) -> None:
    assert ExitCode.OK == edu("quiz", "--seed", "-5", "--questions", "2", "--versions", "1", "-o", "out").code
    (record,) = Path("out").glob("record-*.json")
    assert -5 == json.loads(record.read_bytes())["seed"]
    assert ExitCode.OK == edu("key", record).code


@pytest.mark.parametrize(
    "arguments",
    [
        ("quiz", "--versions", "many"), ("quiz", "--seed", "1.5"), ("quiz", "--vers", "3"), ("qiz",), ("key",),
        ("handout", "--paper", "a5"), ("build", "one", "two"), ("schema", "key"), ("new",),
    ],
)  # fmt: skip
def test_a_command_edu_does_not_know(edu: Edu, arguments: tuple[str, ...]) -> None:
    ran = edu(*arguments)
    assert ExitCode.USAGE == ran.code
    assert "Error: " in ran.err
    assert {} == contents(Path.cwd())


# Templates -----------------------------------------------------------------------------------------------------


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, to be spoilt, in the place of the shipped ones."""
    copy = Path(shutil.copytree(places.templates(), tmp_path / "templates"))
    monkeypatch.setattr(places, "templates", lambda: copy)
    return copy


@pytest.mark.parametrize(
    ("new", "what"),
    [
        ("{{ before_reading }", "this template has a syntax error: "),
        (
            "{{ before_writing }}",
            "this template uses the name 'before_writing', which it is not given. Did you mean 'be",
        ),
        ("{{ before_reading / 2 }}", "this template cannot be filled in: "),
    ],
)
@pytest.mark.parametrize("command", ["check", "handout", "build"])
def test_a_template_that_fails(edu: Edu, templates: Path, command: str, new: str, what: str) -> None:
    (line,) = spoil(templates / "handout.md", ("{{ before_reading }}", new))
    ran = edu(command)
    assert ExitCode.INPUT == ran.code
    assert f"{templates / 'handout.md'}:{line}: {what}" in ran.err
    assert {} == contents(Path.cwd())


def test_a_stem_that_fails(edu: Edu, templates: Path) -> None:
    (line,) = spoil(templates / "questions" / "origins.toml", ("of {{ battle }}", "of {{ battel }}"))
    ran = edu("quiz")
    assert ExitCode.INPUT == ran.code
    assert f"{templates / 'questions' / 'origins.toml'}:{line}: this template uses the name 'battel'" in ran.err
    assert {} == contents(Path.cwd())


def test_a_sign_no_font_has_in_a_template(edu: Edu, templates: Path) -> None:
    spoil(templates / "handout.md", ("## Before you read", "## Before you read \u6f22"))
    ran = edu("handout")
    assert ExitCode.INPUT == ran.code
    assert "handout.md:9: no font has '\u6f22' (U+6F22)" in ran.err
    assert {} == contents(Path.cwd())


# Places to write to ----------------------------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_folder(edu: Edu) -> None:
    Path("out").write_bytes(b"mine")
    small = ("--questions", "2", "--versions", "1")
    for arguments in (("build", "-o", "out", *small), ("quiz", "-o", "out", *small), ("handout", "-o", "out/a.pdf")):
        ran = edu(*arguments)
        assert ExitCode.WRITE == ran.code
        assert "out: this is a file, so nothing can be put into it. Choose another folder." in ran.err
    assert {"out": b"mine"} == contents(Path.cwd())


def test_a_folder_in_the_place_of_the_file(edu: Edu) -> None:
    Path("out/handout.pdf").mkdir(parents=True)
    ran = edu("handout", "-o", "out/handout.pdf/..")
    assert ExitCode.WRITE == ran.code
    assert "a folder of this name is in the way of the file. Name a file after -o" in ran.err
    assert {} == contents(Path.cwd())


def test_a_file_goes_into_the_folder_that_is_named(edu: Edu) -> None:
    Path("there").mkdir()
    for out in ("there", "new/"):
        assert ExitCode.OK == edu("handout", "-o", out).code
    assert {"there/handout.pdf", "new/handout.pdf"} == set(contents(Path.cwd()))


def test_a_new_battle_only_where_nothing_is(edu: Edu) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_bytes(b"notes")
    assert ExitCode.WRITE == edu("new", "mine").code
    assert ExitCode.WRITE == edu("new", "mine/notes.txt").code
    assert {"mine/notes.txt": b"notes"} == contents(Path.cwd())


@pytest.mark.parametrize("loading", [False, True])
def test_a_stop_by_hand_leaves_nothing(edu: Edu, monkeypatch: pytest.MonkeyPatch, loading: bool) -> None:
    """Nor is it a fault of ours when a library says that it cannot be loaded, since it was stopped while it was."""

    def stopped(*_: object) -> bytes:
        if loading:
            raise ImportError("initialization failed") from KeyboardInterrupt()
        raise KeyboardInterrupt

    monkeypatch.setattr(road, "printed", stopped)
    ran = edu("quiz", "-o", "out", "--questions", "2")
    assert 130 == ran.code
    assert "Stopped" in ran.err
    assert {} == contents(Path.cwd())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT between processes")
def test_a_stop_by_the_keyboard_while_printing(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "edu", "quiz", "-o", "out", "--versions", "10000"],
        cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while process.poll() is None and not any(path.is_file() for path in tmp_path.rglob("*")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert 130 == process.returncode
    assert "Stopped" in err
    assert "Traceback" not in err
    assert "" == out
    assert {} == contents(tmp_path)


# Records -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small printing: one version of three questions."""
    folder = tmp_path_factory.mktemp("printing")
    arguments = ["quiz", "-o", str(folder), "--seed", "8", "--questions", "3", "--versions", "1"]
    assert CliRunner().invoke(cli, arguments, catch_exceptions=False).exit_code == 0
    return folder


def record_in(folder: Path) -> Path:
    """The one record in a folder."""
    (record,) = folder.glob("record-*.json")
    return record


def test_a_record_that_is_none(edu: Edu, printing: Path, tmp_path: Path) -> None:
    whole = record_in(printing).read_bytes()
    spoilt = {
        "json": b"not JSON",
        "cut": whole[: len(whole) // 2],
        "format": whole.replace(b'"format": 1', b'"format": 9', 1),
        "orders": re.sub(rb'("order":\[)(\d+)(,)\d+', rb"\1\2\3\2", whole, count=1),
        "pdf": next(printing.glob("key-*.pdf")).read_bytes(),
    }
    for name, raw in spoilt.items():
        assert raw != whole
        path = tmp_path / f"record-{name}.json"
        path.write_bytes(raw)
        ran = edu("key", path)
        assert ExitCode.RECORD == ran.code
        assert ran.err.startswith(str(path))
        assert "" == ran.out
    for path in (tmp_path / "none.json", tmp_path):
        assert ExitCode.RECORD == edu("key", path).code
        assert {} == contents(Path.cwd())


def test_a_version_that_was_not_printed(edu: Edu, printing: Path) -> None:
    ran = edu("key", record_in(printing), "--version", "B", "-o", "key.pdf")
    assert ExitCode.RECORD == ran.code
    assert "has no version B. It has: A." in ran.err
    assert {} == contents(Path.cwd())


def test_a_key_is_not_written_over_a_folder(edu: Edu, printing: Path) -> None:
    record = record_in(printing)
    Path(record.name.replace("record", "key").replace("json", "pdf")).mkdir()
    ran = edu("key", record, "-o", ".")
    assert ExitCode.WRITE == ran.code
    assert {} == contents(Path.cwd())


def test_a_battle_changed_after_printing_leaves_the_printed_key(edu: Edu, battle: Path) -> None:
    assert ExitCode.OK == edu("quiz", battle, "-o", battle, "--seed", "8", "--questions", "3", "--versions", "1").code
    before, pdf = edu("key", record_in(battle)), edu("key", record_in(battle), "-o", "before.pdf")
    assert (ExitCode.OK, ExitCode.OK) == (before.code, pdf.code)
    assert "has changed" not in before.err
    spoil(battle / "questions.toml", ("marks = 1", "marks = 2"))
    after = edu("key", record_in(battle))
    assert "has changed since this quiz was printed. The key is that of the printed quiz." in after.err
    assert before.out == after.out
    assert ExitCode.OK == edu("key", record_in(battle), "-o", "after.pdf").code
    assert Path("before.pdf").read_bytes() == Path("after.pdf").read_bytes()
    (battle / "battle.toml").write_bytes(b"spoilt")
    assert before.out == edu("key", record_in(battle)).out


@pytest.mark.parametrize("command", ["build", "quiz"])
def test_the_record_of_another_printing_is_kept_and_nothing_else_written(
    edu: Edu, printing: Path, command: str
) -> None:
    shutil.copytree(printing, "out")
    again = (command, "-o", "out", "--seed", "8", "--questions", "3", "--versions", "1")
    assert ExitCode.OK == edu("quiz", *again[1:]).code
    assert contents(printing) == contents(Path("out"))
    record = record_in(Path("out"))
    record.write_bytes(record.read_bytes().replace(b'"seed": 8', b'"seed": 9'))
    kept = contents(Path("out"))
    ran = edu(*again)
    assert ExitCode.WRITE == ran.code
    assert f"{record}: it is the record of another printing and is not replaced. " in ran.err
    assert kept == contents(Path("out"))


# The same from a shell -------------------------------------------------------------------------------------------


def test_exit_codes_in_a_shell(tmp_path: Path, battle: Path, printing: Path) -> None:
    (battle / "battle.toml").write_bytes("format = 1\n".encode("utf-16"))
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "battle.toml").write_bytes(b"")
    expected = {
        ("list",): ExitCode.OK,
        ("check", "battle"): ExitCode.INPUT,
        ("build", "empty"): ExitCode.INPUT,
        ("quiz", str(TINY), "--questions", "500"): ExitCode.SHORT,
        ("key", "none.json"): ExitCode.RECORD,
        ("key", str(record_in(printing)), "-o", "file/key.pdf"): ExitCode.WRITE,
        ("quiz", "--sed", "1"): ExitCode.USAGE,
    }
    ran = {arguments: shell(tmp_path, *arguments) for arguments in expected}
    assert expected == {arguments: done.returncode for arguments, done in ran.items()}
    assert [] == [done.args for done in ran.values() if "Traceback" in done.stderr]
    assert [] == list(tmp_path.rglob("*.part"))
