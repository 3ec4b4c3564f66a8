"""A TOML file with the line of every value in it, or one problem that says why it cannot be read.

Why a scanner: the standard library's parser keeps no lines, and a fault that is found later (a number below
nought) has to be shown with its line. The scanner walks only text that the parser has taken, so it is short.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from edu.problems import EduError, Problem

_Path = tuple[str | int, ...]

_MOST_LEVELS = 64
# A possessive quantifier stands after one class of letters only: after a group, Python 3.11.0 to 3.11.4 lose matches.
_SKIP = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*")
_STRING = (
    r'"""(?:[^"\\]++|\\.|""?(?!"))*"{3,5}'
    r"|'''(?:[^']++|''?(?!'))*'{3,5}"
    r'|"(?!"")(?:[^"\\\n]++|\\.)*"'
    r"|'(?!'')[^'\n]*+'"
)
_KEY = re.compile(rf"[A-Za-z0-9_-]++|{_STRING}", re.DOTALL)
_PLAIN_VALUE = re.compile(rf"{_STRING}|[^\s,\]}}#][^,\]}}#\n]*+", re.DOTALL)
_UNCLOSED_TEXT = re.compile(rf"#[^\n]*+|{_STRING}|(?P<opening>[\"'])", re.DOTALL)
_LONG_KEY = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_LEVELS}}}""")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_TOO_DEEP = ("tables or lists lie too deep in one another", "Write them with fewer levels")
_CURLY_QUOTES = "“”„‟‘’‚‛«»"

# How messages of the parser begin, what they mean to a teacher, and what to do. A message that is not here
# (another version of Python may word it in another way) is still shown, in brackets, with its line.
_MEANINGS = (
    (
        "Cannot declare",
        "this heading declares a table that was declared before",
        "Put both parts under one heading, or use [[...]] for every heading if each starts a new entry",
    ),
    (
        "Cannot overwrite a value|Duplicate inline table key",
        "this line gives a key that already has a value",
        "Delete one of the two; or, where a new entry starts, put a heading in double brackets, [[...]], over each",
    ),
    (
        "Cannot mutate|Cannot redefine",
        "this line adds to a table or list that was complete further up",
        "Move what it adds up to where that table or list is written",
    ),
    (
        "Expected '='",
        "a key has no = after it",
        'Write key = value, and a number without a comma; a text of several lines has three (""") at both ends',
    ),
    (
        "Unterminated string|Expected [\"']'|(Illegal|Found invalid) character '.n'",
        "a text in quotation marks is not closed",
        'Close it with the mark that opened it; a text of several lines has three (""") at both ends',
    ),
    (
        "Unescaped",
        "a backslash stands in a text where TOML gives it no meaning",
        "Write two backslashes for one, or put the text in single quotation marks",
    ),
    (
        "Unclosed",
        "a list in [ ] or a table in { } is not closed, or a comma is missing in it",
        "Put commas between the items above this point and close the bracket; keep { } on one line",
    ),
    (
        "Expected ']",
        "a heading is not closed",
        "Write [name] for a table and [[name]] for an entry of a list, with as many ] as [",
    ),
    (
        "Expected newline",
        "something stands after the end of the value",
        'Write large numbers as 1000 or 1_000, and \\" for a quotation mark inside a text',
    ),
    ("Invalid date", "there is no such day or time", "Look it up; write a day as 1990-12-31"),
    (
        "Invalid value",
        "the value is missing or is not written as TOML wants it",
        'Write a text as "text", a number as 1200, a day as 1990-12-31, and true and false in small letters',
    ),
    (
        "Invalid (statement|initial)",
        "a key is expected here, and it cannot begin like this",
        "Write key = value, with letters, digits, _ and - in the key; keep { } on one line",
    ),
    ("Exceeds the limit", "a number has thousands of digits", "Write a shorter number"),
    ("", "the file is not written as TOML wants it", "Look at this line and the one before it"),
)


@dataclass(frozen=True)
class TomlFile:
    """What a TOML file says, and on which line it says it.

    Attributes:
        path: the file.
        data: its content, as the standard library's `tomllib` gives it.
        lines: the 1-based line of every key and list item, by its path of keys and list indexes. A list made
            by several [[headings]] has the line of the first; a table with no line of its own (only named in
            front of what lies in it) has the line that names it first.
        below: the line of the first word of each text that begins on the line after its three quotation marks.
    """

    path: Path
    data: dict[str, Any]
    lines: Mapping[_Path, int]
    below: Mapping[_Path, int]

    @property
    def digest(self) -> str:
        """A hash of what the file says; its comments, spacing and order of keys do not matter."""
        said = json.dumps(self.data, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def line(self, path: _Path) -> int | None:
        """Return the 1-based line of the value at a path such as `("facts", 3, "count", "low")`.

        For a path that is not in the file (a missing key), return the line of the nearest table or list
        around it; None when that is the whole file.
        """
        around = (path[:length] for length in range(len(path), 0, -1))
        return next((self.lines[part] for part in around if part in self.lines), None)


def read_toml(path: Path, limit: int = 2_000_000) -> TomlFile:
    """Read a TOML file, keeping the line of every value.

    Args:
        path: the file: UTF-8, with or without a byte order mark, with any line ends.
        limit: the most bytes it may have; a larger file is not read to its end.

    Raises:
        EduError: with one problem: no such file, or it is too large, empty, not text or not TOML.
    """
    text = _text(path, _bytes(path, limit))
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        what = f"the character U+{ord(forbidden[0]):04X} cannot be printed and may not stand in the file"
        mend = "Delete it (typing the line again does), or save the file again as UTF-8 text"
        _fail(path, _line_at(text, forbidden.start()), what, mend)
    text = text.replace("\r\n", "\n")
    long_key = _LONG_KEY.search(text)
    if long_key:  # The parser would take hours over a key of a million parts.
        _fail(path, _line_at(text, long_key.start()), *_TOO_DEEP)
    try:
        data = tomllib.loads(text)
        scanner = _Scanner(text)
        lines = scanner.scan()
    except RecursionError:
        _fail(path, None, *_TOO_DEEP)
    except ValueError as error:  # TOMLDecodeError, or a plain one for a number of too many digits.
        raise EduError(_problem(path, text, str(error))) from error
    if not data:
        what = "the file is empty" if not text.strip() else "the file holds nothing but comments"
        _fail(path, None, what, "Write the facts into it, or start from a copy of a file that works")
    return TomlFile(path, data, lines, scanner.below)


def _fail(path: Path, line: int | None, what: str, mend: str) -> NoReturn:
    raise EduError(Problem(path, line, what, mend))


def _line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _bytes(path: Path, limit: int) -> bytes:
    try:
        if path.is_dir():
            _fail(path, None, "this is a folder, not a file", "Name the file in it that is meant")
        with path.open("rb") as file:
            raw = file.read(limit + 1)
        size = max(path.stat().st_size, len(raw))
    except FileNotFoundError:
        _fail(
            path,
            None,
            "there is no such file",
            "Look at the spelling of its name and of the folders before it",
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        _fail(path, None, f"the file cannot be read ({reason})", "Check that it is a file you may open")
    if len(raw) > limit:
        megabytes = math.ceil(size / 1e5) / 10
        what = f"the file is {megabytes:.1f} MB; a battle file may have at most {limit / 1e6:g} MB"
        _fail(path, None, what, "Split it, or check that it is the file you meant")
    return raw


def _text(path: Path, raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        _fail(path, None, "the file is saved as UTF-16", "Save it again with the encoding UTF-8")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02X} on this line is not UTF-8"
        _fail(path, line, what, "Save the file again with the encoding UTF-8")


def _problem(path: Path, text: str, message: str) -> Problem:
    """Say in a teacher's words what the parser found, with its own words in brackets."""
    reason, _, place = message.partition(" (at ")
    what, mend = next(meaning for start, *meaning in _MEANINGS if re.match(start, reason))
    numbers = re.match(r"line (\d+), column (\d+)", place)
    if numbers:
        line: int | None = int(numbers[1])
        written = text.split("\n")[int(numbers[1]) - 1]
        character = written[int(numbers[2]) - 1 :][:1]
        comma = re.search(r"=\s*(\d{1,3}(?:,\d{3})+)\b", written)
        if comma:
            what = f"the number {comma[1]} has a comma in it"
            mend = f"Write {comma[1].replace(',', '')}"
        if character and character in _CURLY_QUOTES:
            what = f"a curly quotation mark ({character}) stands where TOML wants a straight one"
            mend = 'Type the quotation marks at both ends of the text again as "'
    elif place:  # The end of the file: show where the text was opened, if that is what is wrong.
        opening = next((found for found in _UNCLOSED_TEXT.finditer(text) if found["opening"]), None)
        line = _line_at(text, opening.start() if opening else len(text.rstrip()))
    else:
        digits = re.search(r"[0-9_]{4000}", text)
        line = _line_at(text, digits.start()) if digits else None
    return Problem(path, line, f"{what} [{reason}]", mend)


class _Scanner:
    """Walks valid TOML once and notes the line of each key and list item."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line_ends = [found.start() for found in re.finditer("\n", text)]
        self.lines: dict[_Path, int] = {}
        self.below: dict[_Path, int] = {}
        self.entries: dict[_Path, int] = {}  # how many [[headings]] each list of tables has had so far

    def scan(self) -> dict[_Path, int]:
        table: _Path = ()
        while self._next():
            table = self._heading() if self._next() == "[" else self._pair(table)
        return self.lines

    def _heading(self) -> _Path:
        """Read `[table]` or `[[list]]`; return the path of the table that it opens."""
        line = self._line()
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        *around, last = self._keys()
        self.at += brackets
        path = (*self._enter((), around, line), last)
        if brackets == 2:
            self.lines.setdefault(path, line)
            self.entries[path] = self.entries.get(path, 0) + 1
            path = (*path, self.entries[path] - 1)
        self.lines[path] = line
        return path

    def _pair(self, table: _Path) -> _Path:
        """Read `key = value`; return the table in which it stands."""
        line = self._line()
        *around, last = self._keys()
        self.at += 1
        path = (*self._enter(table, around, line), last)
        self.lines[path] = line
        self._value(path)
        return table

    def _value(self, path: _Path) -> None:
        opening = self._next()
        if opening not in {"[", "{"}:
            if self.text.startswith(('"""\n', "'''\n"), self.at):
                self.below[path] = self._line() + 1
            self._take(_PLAIN_VALUE)
            return
        self.at += 1
        index = 0
        while self._next() not in {"]", "}"}:
            if opening == "{":
                self._pair(path)
            else:
                self.lines[*path, index] = self._line()
                self._value((*path, index))
            index += 1
            if self._next() == ",":
                self.at += 1
        self.at += 1

    def _enter(self, table: _Path, keys: list[str], line: int) -> _Path:
        """Go down from a table by keys, into the newest entry of each list of tables on the way."""
        for key in keys:
            table = (*table, key)
            self.lines.setdefault(table, line)
            if table in self.entries:
                table = (*table, self.entries[table] - 1)
        return table

    def _keys(self) -> list[str]:
        """Read a key of one or more parts, up to the = or ] after it."""
        keys: list[str] = []
        while not keys or self._next() == ".":
            self.at += bool(keys)
            self._next()
            part = self._take(_KEY)
            keys.append(tomllib.loads(f"key = {part}")["key"] if part[0] in "\"'" else part)
        return keys

    def _next(self) -> str:
        """Skip white space and comments; return the character that follows, or "" at the end."""
        self._take(_SKIP)
        return self.text[self.at : self.at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        assert found is not None, f"the scanner is lost on line {self._line()}"
        self.at = found.end()
        return found[0]

    def _line(self) -> int:
        return bisect_left(self.line_ends, self.at) + 1
