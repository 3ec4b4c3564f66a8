"""A record is read back as it was printed, or refused with the reason; nothing in it can end in a traceback."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key import key
from edu.make.key_grid import grid
from edu.make.quiz import versions
from edu.model.question import Kind
from edu.model.quiz import Quiz
from edu.problems import EduError, ExitCode, Problem
from edu.read.record import read_record
from edu.write.record import record_lines

Data = dict[str, Any]


@pytest.fixture(scope="module")
def printed(safira: Lesson) -> Quiz:
    """A quiz of two versions, of all that the battle carries under a seed, and so of every kind."""
    items = safira.items(3)
    one_each = {item.kind: item for item in items if item.options or item.levels}
    made = road.make_quiz(safira, seed=3, questions=16, versions=2)
    chosen, parts, drawn = versions(tuple(one_each.values()), 2, 3)
    return replace(made, items=chosen, parts=parts, versions=drawn)


@pytest.fixture(scope="module")
def data(printed: Quiz) -> Data:
    """Its record as data."""
    made: Data = json.loads(b"".join(record_lines(printed)))
    return made


def refused(path: Path) -> Problem:
    """The one problem of a record that is refused."""
    with pytest.raises(EduError) as caught:
        read_record(path)
    assert caught.value.code == ExitCode.RECORD
    assert 1 == len(caught.value.problems)
    assert path == caught.value.problems[0].file
    return caught.value.problems[0]


def write(folder: Path, what: object) -> Path:
    """A record with this content: bytes as they are, anything else as JSON."""
    path = folder / "record-TEST.json"
    path.write_bytes(what if isinstance(what, bytes) else json.dumps(what).encode())
    return path


@pytest.mark.parametrize("seed", [1, -7, 2**64])
def test_what_is_written_is_read(tmp_path: Path, safira: Lesson, seed: int) -> None:
    made = road.make_quiz(safira, seed=seed, versions=3)
    raw = b"".join(record_lines(made))
    back = read_record(write(tmp_path, raw))
    assert raw == b"".join(record_lines(back))
    assert (made.code, made.seed, made.marks, made.versions) == (back.code, back.seed, back.marks, back.versions)
    assert back == read_record(write(tmp_path, b"\xef\xbb\xbf" + raw))
    assert {chart.name for chart in back.charts} == {item.chart for item in made.items if item.chart}
    assert (made.charts, made.wording) == (back.charts, back.wording)


def test_a_record_whose_versions_are_spread_over_lines_is_read_as_well(printed: Quiz, tmp_path: Path) -> None:
    """A teacher's editor may set it anew; some versions on lines of their own and some not are read in their order."""
    made = replace(printed, versions=versions(printed.items, 6, printed.seed)[2], wording={})
    raw = b"".join(record_lines(made))
    first = raw.index(b'{"letter":"C"')
    spread = raw[:first] + raw[first:].replace(b'{"letter":"C",', b'{"letter": "C",\n ', 1)
    record = tmp_path / "record.json"
    for each in (raw, spread, json.dumps(json.loads(raw), indent=2).encode(), raw.replace(b"\n", b"\r\n")):
        record.write_bytes(each)
        assert made.versions == read_record(record).versions


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    assert "there is no such file" == refused(tmp_path / "record-NONE.json").what


def test_a_folder_in_the_place_of_a_record(tmp_path: Path) -> None:
    assert "this is a folder, not a record" == refused(tmp_path).what


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "or a part of it is missing: its text is not whole JSON"),
        (b"%PDF-1.7 \n", "its text is not whole JSON"),
        (b"\xe9", "its text is not JSON in UTF-8"),
        ("{}".encode("utf-16"), "its text is not JSON in UTF-8"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "its text is not JSON in UTF-8"),
        (b'{"title": "\\ud800"}', "its text is not JSON in UTF-8"),
        (b"[" * 200_000, "its text is not JSON in UTF-8"),
        (b"[]", "it is not a record of a quiz"),
        (b"null", "it is not a record of a quiz"),
        (b"{}", "it is not a record of a quiz"),
    ],
    ids=["empty", "PDF", "latin-1", "utf-16", "digits", "surrogate", "deep", "list", "null", "no format"],
)
def test_a_file_that_is_no_record(tmp_path: Path, raw: bytes, what: str) -> None:
    assert refused(write(tmp_path, raw)).what.endswith(what)


def test_a_record_that_is_cut_off_says_on_which_line(tmp_path: Path, printed: Quiz) -> None:
    raw = b"".join(record_lines(printed))
    for length in range(1, len(raw) - 2, 4999):
        problem = refused(write(tmp_path, raw[:length]))
        assert "a part of it is missing" in problem.what
        assert 1 <= (problem.line or 0) <= raw[:length].count(b"\n") + 1


def test_a_file_too_large_for_a_record_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "record-HUGE.json"
    with path.open("wb") as file:
        file.truncate(10**10)  # a hole: it takes no room on the disk
    assert "it is too large to be a record" == refused(path).what


@pytest.mark.parametrize("number", [0, 2, "1", 1.5, True, [1]])
def test_a_record_of_another_format(tmp_path: Path, data: Data, number: object) -> None:
    problem = refused(write(tmp_path, {**data, "format": number}))
    assert f"it is a record of format {number!r}, and this edu reads format 1" == problem.what
    assert "the version of edu that printed the quiz" in problem.mend


@pytest.mark.parametrize("name", ["code", "seed", "parts", "items", "versions", "lines", "notes", "content"])
def test_a_record_with_a_part_missing(tmp_path: Path, data: Data, name: str) -> None:
    rest = {each: value for each, value in data.items() if each != name}
    assert refused(write(tmp_path, rest)).what.startswith(f"it is damaged at {name} (")


def _options(data: Data, kind: Kind) -> list[Data]:
    options: list[Data] = next(item["options"] for item in data["items"] if item["kind"] == kind)
    return options


def _double_order(data: Data) -> None:
    data["versions"][0]["order"][0] = data["versions"][0]["order"][1]


def _short_order(data: Data) -> None:
    data["versions"][1]["order"].pop()


def _negative_order(data: Data) -> None:
    order = data["versions"][0]["order"]
    order[order.index(0)] = -len(order)


def _lost_options(data: Data) -> None:
    data["versions"][0]["options"].pop()


def _double_option(data: Data) -> None:
    i = next(i for i, item in enumerate(data["items"]) if item["kind"] == Kind.SINGLE)
    data["versions"][0]["options"][i][0] = data["versions"][0]["options"][i][1]


def _double_answer(data: Data) -> None:
    i = next(i for i, item in enumerate(data["items"]) if len(item["answers"]) > 1)
    data["versions"][1]["answers"][i][0] = data["versions"][1]["answers"][i][1]


def _other_answer(data: Data) -> None:
    _options(data, Kind.TRUE_FALSE)[0]["answer"] = "perhaps"


def _two_right(data: Data) -> None:
    for option in _options(data, Kind.SINGLE):
        option["correct"] = True


def _none_right(data: Data) -> None:
    for option in _options(data, Kind.SEVERAL):
        option["correct"] = False


def _same_letters(data: Data) -> None:
    data["versions"][1]["letter"] = data["versions"][0]["letter"]


def _no_letter(data: Data) -> None:
    data["versions"][1]["letter"] = ""


def _no_versions(data: Data) -> None:
    data["versions"] = []


def _other_layout(data: Data) -> None:
    data["layouts"] = [{"paper": "a3", "variant": "class", "tint": "", "tagged": True}]


def _marks_below_nought(data: Data) -> None:
    data["items"][0]["marks"] = -1


def _a_thousand_million_marks(data: Data) -> None:
    data["items"][0]["marks"] = 10**9


def _lost_part(data: Data) -> None:
    data["parts"].pop()


@pytest.mark.parametrize(
    ("tamper", "flaw"),
    [
        (_double_order, "version A does not hold each question once"),
        (_short_order, "version B does not hold each question once"),
        (_negative_order, "version A does not hold each question once"),
        (_lost_options, "version A does not hold each question once"),
        (_double_option, "of version A does not hold each option once"),
        (_double_answer, "of version B does not hold each answer once"),
        (_other_answer, "has no answer that can be marked"),
        (_two_right, "has no answer that can be marked"),
        (_none_right, "has no answer that can be marked"),
        (_marks_below_nought, "has no answer that can be marked"),
        (_a_thousand_million_marks, "has no answer that can be marked"),
        (_same_letters, "its versions do not have a letter each"),
        (_no_letter, "its versions do not have a letter each"),
        (_no_versions, "it has no versions or no questions"),
        (_other_layout, "it was printed in a layout that there is not"),
        (_lost_part, "its parts do not hold each question once"),
    ],
)
def test_a_record_that_was_changed(tmp_path: Path, data: Data, tamper: Callable[[Data], None], flaw: str) -> None:
    changed = copy.deepcopy(data)
    tamper(changed)
    assert changed != data
    problem = refused(write(tmp_path, changed))
    assert problem.what.startswith("it has been changed since it was printed: ")
    assert problem.what.endswith(flaw)


_Step = tuple[str | int, ...]


def places_in(value: object, path: _Step = ()) -> list[_Step]:
    """The path of every value inside a value."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [each for step, inner in pairs for each in ((*path, step), *places_in(inner, (*path, step)))]


@settings(max_examples=80, deadline=None)
@given(draw=st.data())
def test_whatever_a_record_holds_its_key_is_made_or_it_is_refused(
    tmp_path_factory: pytest.TempPathFactory, safira: Lesson, data: Data, draw: st.DataObject
) -> None:
    changed = copy.deepcopy(data)
    *around, last = draw.draw(st.sampled_from(places_in(data)))
    inside: Any = changed
    for step in around:
        inside = inside[step]
    values: tuple[object, ...] = (
        0, -1, 1.5, 10**30, "", "x", "\ud800", "**", "{{", "[a](b)", None, True, [], {}, [0], [""], {"a": 1},
    )  # fmt: skip
    inside[last] = draw.draw(st.sampled_from(values))
    try:
        quiz = read_record(write(tmp_path_factory.mktemp("record"), changed))
    except EduError as error:  # any other exception fails the test
        code = error.code
    else:
        code = ExitCode.OK
        assert len(quiz.items) == len(grid(quiz, safira.words))
        assert key(quiz, safira.words).sections
    assert code in (ExitCode.OK, ExitCode.RECORD)


def test_a_question_whose_chart_is_gone_is_refused(tmp_path: Path, safira: Lesson) -> None:
    made = next(made for seed in range(9) if (made := road.make_quiz(safira, seed, versions=1)).charts)
    data = json.loads(b"".join(record_lines(made)))
    assert read_record(write(tmp_path, data)).charts == made.charts
    data["charts"] = []
    assert "has no chart" in refused(write(tmp_path, data)).what
