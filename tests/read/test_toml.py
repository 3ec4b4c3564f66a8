"""Every value of a TOML file has its line; every file that cannot be read has a problem that says why."""

from __future__ import annotations

import datetime
import tomllib
import tracemalloc
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu.problems import EduError, ExitCode, Problem
from edu.read.toml import read_toml

EXAMPLE = '''\
# A remark with [brackets] and "quotes
title = "The battle # of [Safira]"   # another

[place]
name = 'C:\\maps'
"well known" . near = { city = "Aleppo", "distance.km" = 25, roads = ["M4", "M5"] }
 site.of.day = 2013-11-01 07:32:00

[[facts]]
id = "one"
count.low = 200
text = """
[[not a heading]]
key = "not a key" # not a remark \\""" still inside
"""""
[facts.source]
page = 7

[[facts]]
id = "two"
notes = [ # first
  \'\'\'a ] b
  # not a remark
\'\'\', { at = 07:32:00 },

  [1, 2,
    3], [],
]

  [[facts.quotes]]
  by = "A"
  [[facts.quotes]]
  by = "B"
[deep.er]
[deep]
last = -inf'''

EXAMPLE_LINES: dict[tuple[str | int, ...], int] = {
    ("title",): 2,
    ("place",): 4,
    ("place", "name"): 5,
    ("place", "well known"): 6,
    ("place", "well known", "near"): 6,
    ("place", "well known", "near", "city"): 6,
    ("place", "well known", "near", "distance.km"): 6,
    ("place", "well known", "near", "roads"): 6,
    ("place", "well known", "near", "roads", 0): 6,
    ("place", "well known", "near", "roads", 1): 6,
    ("place", "site"): 7,
    ("place", "site", "of"): 7,
    ("place", "site", "of", "day"): 7,
    ("facts",): 9,
    ("facts", 0): 9,
    ("facts", 0, "id"): 10,
    ("facts", 0, "count"): 11,
    ("facts", 0, "count", "low"): 11,
    ("facts", 0, "text"): 12,
    ("facts", 0, "source"): 16,
    ("facts", 0, "source", "page"): 17,
    ("facts", 1): 19,
    ("facts", 1, "id"): 20,
    ("facts", 1, "notes"): 21,
    ("facts", 1, "notes", 0): 22,
    ("facts", 1, "notes", 1): 24,
    ("facts", 1, "notes", 1, "at"): 24,
    ("facts", 1, "notes", 2): 26,
    ("facts", 1, "notes", 2, 0): 26,
    ("facts", 1, "notes", 2, 1): 26,
    ("facts", 1, "notes", 2, 2): 27,
    ("facts", 1, "notes", 3): 27,
    ("facts", 1, "quotes"): 30,
    ("facts", 1, "quotes", 0): 30,
    ("facts", 1, "quotes", 0, "by"): 31,
    ("facts", 1, "quotes", 1): 32,
    ("facts", 1, "quotes", 1, "by"): 33,
    ("deep",): 35,
    ("deep", "er"): 34,
    ("deep", "last"): 36,
}


def fault(path: Path, limit: int = 2_000_000) -> Problem:
    """Read a file that cannot be read; return the one problem."""
    with pytest.raises(EduError) as caught:
        read_toml(path, limit)
    assert caught.value.code is ExitCode.INPUT
    (problem,) = caught.value.problems
    assert problem.file == path
    assert not problem.warning
    return problem


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_value_has_its_line(tmp_path: Path, line_end: str, mark: str) -> None:
    path = tmp_path / "battle.toml"
    path.write_bytes((mark + EXAMPLE.replace("\n", line_end)).encode())
    file = read_toml(path)
    assert file.path == path
    assert file.data == tomllib.loads(EXAMPLE)
    assert file.lines == EXAMPLE_LINES


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (("facts", 0, "count", "low"), 11),
        (("facts", 0, "count", "high"), 11),
        (("facts", 1, "count", "low"), 19),
        (("facts", 7), 9),
        (("facts", 7, "count"), 9),
        (("title", "nothing", 0), 2),
        (("missing",), None),
        ((), None),
    ],
)
def test_a_missing_value_has_the_line_around_it(tmp_path: Path, asked: tuple[str | int, ...], line: int | None) -> None:
    path = tmp_path / "battle.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert line == read_toml(path).line(asked)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\n[facts]\nb = 1\n\n[facts]\nc = 1\n", 5, "declared before [Cannot declare ('facts',) twice]"),
        ("a = 1\nb = 2\na = 3\n", 3, "already has a value [Cannot overwrite a value]"),
        ("a = 1\nb = 2\na = 3", 3, "already has a value [Cannot overwrite a value]"),
        ("\na = { b = 1, b = 2 }\n", 2, "already has a value [Duplicate inline table key 'b']"),
        ("a = { b = 1 }\n[a.c]\n", 2, "declared before"),
        ("a = { b = 1 }\na.c = 2\n", 2, "complete further up [Cannot mutate immutable namespace ('a',)]"),
        ("[a.b]\n[a]\nb.c = 2\n", 3, "complete further up [Cannot redefine namespace ('a', 'b')]"),
        ("a = 1\nno equals\n", 2, "no = after it [Expected '=' after a key in a key/value pair]"),
        ('a = 1\nb = "open\nc = 1\n', 2, "not closed [Illegal character '\\n']"),
        ("a = 1\nb = 'open\nc = 'x'\n", 2, "not closed [Found invalid character '\\n']"),
        ("a = 1\nb = 'open", 2, 'not closed [Expected "\'"]'),
        (
            'a = """shut"""\n# """\nb = "\'\'\'"\nc = """open\nd = 1\ne = 2\n',
            4,
            "not closed [Unterminated string]",
        ),
        ('a = 1\nb = "open', 2, "not closed [Unterminated string]"),
        ("a = 1\n" + '"a\\' * 300_000 + '"', 2, "not closed [Unterminated string]"),
        ("a = 1\nb = '''open\nd = 1\n\n", 2, "not closed [Expected \"'''\"]"),
        ('a = 1\nb = "C:\\maps"\n', 2, "a backslash stands in a text"),
        ("a = [1,\n 2\nb = 3\n", 3, "a comma is missing in it [Unclosed array]"),
        ("a = [1,\n 2\n\n\n", 2, "a comma is missing in it [Unclosed array]"),
        ("a = { b = 1\n}\n", 1, "a comma is missing in it [Unclosed inline table]"),
        ("a = 1\n[facts\n", 2, "a heading is not closed"),
        ("a = 1\n[[facts]\n", 2, "a heading is not closed"),
        ("a = 1\nb = 1,000\n", 2, "1,000 has a comma in it"),
        ("a = 1\nb =\nc = 1\n", 2, "the value is missing or is not written as TOML wants it [Invalid value]"),
        ("a = 1\nb = Safira\n", 2, "[Invalid value]"),
        ("a = 1\nb = 2013-02-30\n", 2, "[Invalid date or datetime]"),
        ("a = 1\nb = “Safira”\n", 2, "a curly quotation mark (“) stands where TOML wants a straight one"),
        ("a = 1\n* b = 2\n", 2, "a key is expected here"),
        (f"a = 1\nb = {'9' * 5000}\n", 2, "a number has thousands of digits [Exceeds the limit"),
        ("a = 1\nb = 'x\x00y'\n", 2, "the character U+0000 cannot be printed"),
        ("a = 1\r\nb = 1 # \x1b\r\n", 2, "the character U+001B cannot be printed"),
        ("a = 1\nb = 1\rc = 1\n", 2, "the character U+000D cannot be printed"),
        ("a = 1\nb = " + "[" * 5000 + "]" * 5000, None, "too deep in one another"),
        ("a = 1\n" + ".".join("b" * 200_000) + " = 1", 2, "too deep in one another"),
        ("a = 1\r\nb = 2\r\na = 3\r\n", 3, "already has a value"),
    ],
)
def test_a_syntax_fault_has_its_line_and_plain_words(tmp_path: Path, text: str, line: int | None, words: str) -> None:
    path = tmp_path / "battle.toml"
    path.write_bytes(text.encode())
    problem = fault(path)
    assert line == problem.line
    assert words in problem.what
    assert "(at " not in problem.what
    assert problem.mend


def test_an_unknown_message_of_the_parser_is_still_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> dict[str, Any]:
        raise tomllib.TOMLDecodeError("Words of another year (at line 2, column 1)")

    path = tmp_path / "battle.toml"
    path.write_text("a = 1\nb = 2\n", encoding="utf-8")
    monkeypatch.setattr("edu.read.toml.tomllib.loads", refuse)
    problem = fault(path)
    assert problem.line == 2
    assert problem.what == "the file is not written as TOML wants it [Words of another year]"


@pytest.mark.parametrize(
    ("raw", "line", "words"),
    [
        (b"", None, "the file is empty"),
        (b"\xef\xbb\xbf", None, "the file is empty"),
        (b" \t\r\n\n", None, "the file is empty"),
        (b"# a = 1\n", None, "the file holds nothing but comments"),
        (b"a = 1\nb = 'caf\xe9'\n", 2, "the byte 0xE9 on this line is not UTF-8"),
        (b"\xef\xbb\xbfa = 1\r\n\r\nb = '\xff'\n", 3, "the byte 0xFF on this line is not UTF-8"),
        ("a = 1".encode("utf-16"), None, "saved as UTF-16"),
        (b"\xfe\xff" + "a = 1".encode("utf-16-be"), None, "saved as UTF-16"),
        ("a = 1".encode("utf-16-le"), 1, "the character U+0000"),
    ],
)
def test_bytes_that_are_no_toml(tmp_path: Path, raw: bytes, line: int | None, words: str) -> None:
    path = tmp_path / "battle.toml"
    path.write_bytes(raw)
    problem = fault(path)
    assert line == problem.line
    assert words in problem.what


def test_a_large_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "battle.toml"
    with path.open("wb") as file:
        file.truncate(20_000_000)
    tracemalloc.start()
    try:
        problem = fault(path)
        _, most_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert problem.what == "the file is 20.0 MB; a battle file may have at most 2 MB"
    assert most_bytes < 6_000_000


def test_the_limit_itself_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "battle.toml"
    path.write_bytes(b"a = 1" + b"\n" * 199_995)
    assert read_toml(path, 200_000).data == {"a": 1}
    path.write_bytes(b"a = 1" + b"\n" * 199_996)
    assert fault(path, 200_000).what == "the file is 0.3 MB; a battle file may have at most 0.2 MB"


def test_a_missing_file_a_folder_and_a_file_behind_a_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("a = 1", encoding="utf-8")
    assert fault(tmp_path / "none.toml").what == "there is no such file"
    assert fault(tmp_path).what == "this is a folder, not a file"
    assert "the file cannot be read (" in fault(tmp_path / "plain" / "battle.toml").what


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert fault(tmp_path / "battle.toml").what == "the file cannot be read (Permission denied)"


# The property: a random structure, written in random styles by a writer that counts its lines.

LETTERS = "ab[]{}#=,.\"'\\\n\t \r\x01é日"
KEYS = st.text("abc-_1", min_size=1, max_size=3) | st.text(LETTERS, max_size=3)
PLAIN_VALUES = st.one_of(
    st.text(LETTERS, max_size=8),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False),
    st.dates(),
    st.times(),
    st.datetimes() | st.datetimes(timezones=st.just(datetime.UTC)),
)
VALUES = st.recursive(
    PLAIN_VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.lists(st.dictionaries(KEYS, inner, max_size=2), max_size=3),
    ),
    max_leaves=12,
)


class _Writer:
    """Writes data as TOML in random styles, and keeps the line of each value as it goes."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.text = ""
        self.lines: dict[tuple[str | int, ...], int] = {}

    def chance(self) -> bool:
        return self.random.random() < 0.5

    def put(self, *parts: str) -> None:
        self.text += "".join(parts)

    def mark(self, path: tuple[str | int, ...], first: bool = False) -> None:
        if not (first and path in self.lines):
            self.lines[path] = self.text.count("\n") + 1

    def space(self) -> None:
        self.put(self.random.choice(["", "", " ", "\t "]))

    def break_line(self) -> None:
        self.put(self.random.choice(["\n", "\n", " # a = [1, '''\n", '\n\n#] "\n\t']))

    def maybe_break(self, one_line: bool) -> None:
        self.space() if one_line or self.chance() else self.break_line()

    def escaped(self, text: str, keep: str = "") -> str:
        plain = {'"': '\\"', "\\": "\\\\"}
        return "".join(
            character
            if character in keep
            else plain.get(character)
            or (f"\\u{ord(character):04X}" if character < " " or self.random.random() < 0.1 else character)
            for character in text
        )

    def key(self, key: str) -> None:
        styles = [f'"{self.escaped(key)}"']
        if key and set(key) <= set("abc-_1"):
            styles.append(key)
        if not set(key) & set("'\n\r\x01"):
            styles.append(f"'{key}'")
        self.put(self.random.choice(styles))

    def keys(self, keys: list[str]) -> None:
        for index, key in enumerate(keys):
            if index:
                self.space()
                self.put(".")
                self.space()
            self.key(key)

    def string(self, text: str, one_line: bool) -> None:
        styles = [f'"{self.escaped(text)}"']
        if not set(text) & set("'\n\r\x01"):
            styles.append(f"'{text}'")
        if not one_line:
            styles.append(f'"""\n{self.escaped(text, keep=chr(10))}"""')
            if not text.startswith(" "):
                styles.append(f'"""\\\n \n  {self.escaped(text)}"""')
            if '"""' not in text and not text.endswith('"""') and "\\" not in text and "\n" not in text[:1]:
                styles.append(f'"""{self.escaped(text, keep=chr(34) + chr(10))}"""')
            if not set(text) & set("\r\x01") and "'''" not in text:
                styles.append(f"'''\n{text}'''")
        self.put(self.random.choice(styles))

    def value(self, value: Any, path: tuple[str | int, ...], one_line: bool) -> None:
        if isinstance(value, dict):
            self.put("{")
            self.space()
            pairs = list(self.pairs(value, path, []))
            for index, (keys, inner, inner_path) in enumerate(pairs):
                self.pair(keys, inner, inner_path, len(path), one_line=True)
                self.put("," if index < len(pairs) - 1 else "")
                self.space()
            self.put("}")
        elif isinstance(value, list):
            self.put("[")
            for index, inner in enumerate(value):
                self.maybe_break(one_line)
                self.mark((*path, index))
                self.value(inner, (*path, index), one_line)
                self.maybe_break(one_line)
                self.put("," if index < len(value) - 1 or self.chance() else "")
            self.maybe_break(one_line)
            self.put("]")
        elif isinstance(value, str):
            self.string(value, one_line)
        elif isinstance(value, bool):
            self.put(str(value).lower())
        elif isinstance(value, datetime.datetime):
            self.put(value.isoformat(self.random.choice(["T", " "])))
        elif isinstance(value, (datetime.date, datetime.time)):
            self.put(value.isoformat())
        else:
            self.put(repr(value))

    def pairs(self, table: dict[str, Any], path: tuple[str | int, ...], before: list[str]) -> Any:
        """Give each pair of a table: its dotted keys, its value, its path; a table in it may be dotted."""
        for key, value in table.items():
            keys = [*before, key]
            if isinstance(value, dict) and value and self.chance():
                yield from self.pairs(value, (*path, key), keys)
            else:
                yield keys, value, (*path, key)

    def pair(self, keys: list[str], value: Any, path: tuple[str | int, ...], depth: int, one_line: bool) -> None:
        for length in range(depth + 1, len(path)):
            self.mark(path[:length], first=True)
        self.mark(path)
        self.keys(keys)
        self.space()
        self.put("=")
        self.space()
        self.value(value, path, one_line)

    def heading(self, brackets: int, keys: list[str]) -> None:
        self.put("[" * brackets)
        self.space()
        self.keys(keys)
        self.space()
        self.put("]" * brackets)
        self.break_line()

    def table(self, table: dict[str, Any], path: tuple[str | int, ...], keys: list[str], headed: bool = True) -> None:
        """Write the pairs of a table, then the tables and lists of tables that get headings of their own."""
        below = {
            key: value for key, value in table.items() if self.has_heading(value) and (not headed or self.chance())
        }
        plain = {key: value for key, value in table.items() if key not in below}
        for pair_keys, value, pair_path in list(self.pairs(plain, path, [])):
            self.space()
            self.pair(pair_keys, value, pair_path, len(path), one_line=False)
            self.break_line()
        for key, value in below.items():
            inner, inner_keys = (*path, key), [*keys, key]
            self.mark_around(inner)
            if isinstance(value, list):
                for index, entry in enumerate(value):
                    self.mark(inner, first=True)
                    self.mark((*inner, index))
                    self.heading(2, inner_keys)
                    self.table(entry, (*inner, index), inner_keys)
            elif value and all(map(self.has_heading, value.values())) and self.chance():
                self.table(value, inner, inner_keys, headed=False)
            else:
                self.mark(inner)
                self.heading(1, inner_keys)
                self.table(value, inner, inner_keys)

    def mark_around(self, path: tuple[str | int, ...]) -> None:
        for length in range(1, len(path)):
            self.mark(path[:length], first=True)

    @staticmethod
    def has_heading(value: Any) -> bool:
        return isinstance(value, dict) or (
            isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)
        )


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return set().union(*(leaves(part, (*path, key)) for key, part in inner)) if inner else {path}


@settings(max_examples=150, deadline=None)
@given(
    data=st.dictionaries(KEYS, VALUES, min_size=1, max_size=4),
    random=st.randoms(use_true_random=False),
    windows=st.booleans(),
)
def test_the_line_of_each_value_in_any_style(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any], random: Random, windows: bool
) -> None:
    writer = _Writer(random)
    writer.break_line()
    writer.table(data, (), [])
    path = tmp_path_factory.getbasetemp() / "random.toml"
    path.write_bytes(writer.text.replace("\n", "\r\n" if windows else "\n").encode())
    file = read_toml(path)
    assert file.data == data
    assert file.lines == writer.lines
    around = {line_path[:length] for line_path in file.lines for length in range(len(line_path))}
    assert set(file.lines) - around == leaves(file.data)
