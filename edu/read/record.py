"""A record of a printing -> the quiz that was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter, ValidationError

from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version, Versions
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

FORMAT = 1
_LIMIT = 50_000_000
"""Bytes of a record without the versions that stand on lines of their own."""
_MOST_MARKS = 100
"""More than any question may have."""

_TAKE = "Take the record that was written with the quiz: record-CODE.json"


_LINE = re.compile(rb'\{"letter":"[A-Z]+","order":\[[\d,]*\],"options":\[[\d,[\]]*\],"answers":\[[\d,[\]]*\]\},?\s*')
"""A version on a line of its own, as edu writes it. Such lines are read one at a time, so that none but one is held."""


def read_record(path: Path) -> Quiz:
    """Reads a record.

    Raises:
        EduError: when it is missing, no record, of another format, or does not hang together.
    """
    data = _data(path)
    number = data.pop("format", None)
    if number is None:
        raise _refusal(path, "it is not a record of a quiz")
    if type(number) is not int or number != FORMAT:
        what = f"it is a record of format {number!r}, and this edu reads format {FORMAT}"
        raise _refusal(path, what, "Make its key with the version of edu that printed the quiz")
    try:
        quiz = TypeAdapter(Quiz).validate_python(data)
    except ValidationError as error:
        raise _damaged(path, error) from None
    quiz = replace(quiz, versions=Versions(_sound_versions(path, quiz)))
    flaw = next(_flaws(quiz), None)
    if flaw:
        raise _changed(path, flaw)
    return quiz


def _sound_versions(path: Path, quiz: Quiz) -> Iterator[Version]:
    """The versions of a record one after another, those that stand on lines of their own read from them.

    Raises:
        EduError: at the first that is none.
    """
    with path.open("rb") as file:
        for version in quiz.versions or _on_lines(path, file):
            flaw = next(_flaws_of_orders(quiz, version), None)
            if flaw:
                raise _changed(path, flaw)
            yield version


def _on_lines(path: Path, file: BinaryIO) -> Iterator[Version]:
    one = TypeAdapter(Version)
    for line in filter(_LINE.fullmatch, file):
        try:
            yield one.validate_json(line.rstrip(b", \t\r\n"))
        except ValidationError as error:
            raise _damaged(path, error) from None


def _damaged(path: Path, error: ValidationError) -> EduError:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return _refusal(path, f"it is damaged at {place or 'its top'} ({first['msg']})")


def _changed(path: Path, flaw: str) -> EduError:
    return _refusal(path, f"it has been changed since it was printed: {flaw}")


def _refusal(path: Path, what: str, mend: str = _TAKE, line: int | None = None) -> EduError:
    return EduError(Problem(path, line, what, mend), ExitCode.RECORD)


def _data(path: Path) -> dict[str, Any]:
    """The record's JSON object; of a file that is no record, no more is read than a record may have."""
    if is_there(path, folder=True):
        raise _refusal(path, "this is a folder, not a record", "Name the record in it: record-CODE.json")
    try:
        with path.open("rb") as file:
            raw, apart = _without_versions(file)
            if len(raw) > _LIMIT:
                raise _refusal(path, "it is too large to be a record")
            data = _parsed(path, raw)
            if apart and isinstance(data, dict):
                if data.get("versions") == [None] * apart:
                    data["versions"] = []
                else:  # some stand on lines of their own, and some do not
                    file.seek(0)
                    data = _parsed(path, file.read(_LIMIT))
    except FileNotFoundError:
        mend = "Look at the spelling of its name; `edu quiz` writes a record-CODE.json beside each quiz"
        raise _refusal(path, "there is no such file", mend) from None
    except OSError as error:
        raise _refusal(path, f"it cannot be read ({error.strerror})") from None
    if not isinstance(data, dict):
        raise _refusal(path, "it is not a record of a quiz")
    return data


def _without_versions(file: BinaryIO) -> tuple[bytes, int]:
    """A file with "null" for each version that stands on a line of its own, and how many do."""
    kept: list[bytes] = []
    length = apart = 0
    while length <= _LIMIT and (line := file.readline(_LIMIT + 1)):
        if line.startswith(b'{"letter"') and _LINE.fullmatch(line):
            apart += 1
            line = b"null" + line[line.rindex(b"}") + 1 :]
        length += len(line)
        kept.append(line)
    return b"".join(kept), apart


def _parsed(path: Path, raw: bytes) -> Any:
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # half a character, written as \ud800, cannot be printed
    except json.JSONDecodeError as error:
        what = "it is not a record, or a part of it is missing: its text is not whole JSON"
        raise _refusal(path, what, line=error.lineno) from None
    except (ValueError, RecursionError):  # no UTF-8, a number of thousands of digits, lists in lists without end
        raise _refusal(path, "it is not a record: its text is not JSON in UTF-8") from None
    return data


def _permutes(order: Sequence[int], length: int) -> bool:
    return sorted(order) == list(range(length))


def _flaws_of_orders(quiz: Quiz, version: Version) -> Iterator[str]:
    """Where the orders of a version are no orders of what they are about."""
    name, count = f"version {version.letter}", len(quiz.items)
    if not re.fullmatch("[A-Z]{1,6}", version.letter):
        yield _NO_LETTERS
    if not _permutes(version.order, count) or not len(version.options) == len(version.answers) == count:
        yield f"{name} does not hold each question once"
        return
    for number, i in enumerate(version.order, 1):
        if not _permutes(version.options[i], len(quiz.items[i].options)):
            yield f"question {number} of {name} does not hold each option once"
        if not _permutes(version.answers[i], len(quiz.items[i].answers)):
            yield f"question {number} of {name} does not hold each answer once"


def _flaws(quiz: Quiz) -> Iterator[str]:
    """Where parts or letters are not whole, and where an answer cannot be marked."""
    count = len(quiz.items)
    if not all(layout.known for layout in quiz.layouts):
        yield "it was printed in a layout that there is not"
    letters = {version.letter for version in quiz.versions}
    if not letters or not count:
        yield "it has no versions or no questions"
    if not _permutes([i for part in quiz.parts for i in part.items], count):
        yield "its parts do not hold each question once"
    if len(letters) < len(quiz.versions):
        yield _NO_LETTERS
    for pupil in quiz.pupils:
        if pupil.version not in letters:
            yield f"the pupil {pupil.name!r} has version {pupil.version!r}, which is not there"
    drawn = [chart.name for chart in quiz.charts]
    for item in quiz.items:
        if not 1 <= item.marks <= _MOST_MARKS or not _can_be_marked(item):
            yield f"the question {item.id} has no answer that can be marked"
        if item.chart and quiz.wording and item.chart not in drawn:
            yield f"the question {item.id} has no chart"


_NO_LETTERS = "its versions do not have a letter each"


def _can_be_marked(item: Item) -> bool:
    """Whether the options of an item have the answers that its kind is marked by."""
    right = sum(option.correct for option in item.options)
    if item.kind is Kind.SINGLE and right != 1:
        return False
    if item.kind is Kind.SEVERAL and not right:
        return False
    answers = [option.answer for option in item.options]
    if item.kind is Kind.ORDERING:
        return sorted(answers) == sorted(str(rank) for rank in range(1, len(answers) + 1)) and bool(answers)
    if item.kind is Kind.MATCHING:
        return bool(answers) and set(answers) <= set(item.answers) and len(set(answers)) == len(answers)
    if item.kind in (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING):
        return bool(answers) and set(answers) <= set(item.answers)
    return not item.answers or set(answers) <= set(item.answers)
