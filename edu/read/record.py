"""A record of a printing -> the quiz that was printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from edu.model.question import Item, Kind
from edu.model.quiz import Quiz
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem

FORMAT = 1
_LIMIT = 50_000_000
_TAKE = "Take the record that was written with the quiz: record-CODE.json"


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
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise _refusal(path, f"it is damaged at {place or 'its top'} ({first['msg']})") from None
    flaw = next(_flaws(quiz), None)
    if flaw:
        raise _refusal(path, f"it has been changed since it was printed: {flaw}")
    return quiz


def _refusal(path: Path, what: str, mend: str = _TAKE, line: int | None = None) -> EduError:
    return EduError(Problem(path, line, what, mend), ExitCode.RECORD)


def _data(path: Path) -> dict[str, Any]:
    """The record's JSON object; of a file that is no record, no more is read than a record may have."""
    if is_there(path, folder=True):
        raise _refusal(path, "this is a folder, not a record", "Name the record in it: record-CODE.json")
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
    except FileNotFoundError:
        mend = "Look at the spelling of its name; `edu quiz` writes a record-CODE.json beside each quiz"
        raise _refusal(path, "there is no such file", mend) from None
    except OSError as error:
        raise _refusal(path, f"it cannot be read ({error.strerror})") from None
    if len(raw) > _LIMIT:
        raise _refusal(path, "it is too large to be a record")
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        json.dumps(data, ensure_ascii=False).encode()  # half a character, written as \ud800, cannot be printed
    except json.JSONDecodeError as error:
        what = "it is not a record, or a part of it is missing: its text is not whole JSON"
        raise _refusal(path, what, line=error.lineno) from None
    except (ValueError, RecursionError):  # no UTF-8, a number of thousands of digits, lists in lists without end
        raise _refusal(path, "it is not a record: its text is not JSON in UTF-8") from None
    if not isinstance(data, dict):
        raise _refusal(path, "it is not a record of a quiz")
    return data


def _permutes(order: Sequence[int], length: int) -> bool:
    return sorted(order) == list(range(length))


def _flaws(quiz: Quiz) -> Iterator[str]:
    """Where orders are no orders of what they are about, and where an answer cannot be marked."""
    count = len(quiz.items)
    if not quiz.versions or not count:
        yield "it has no versions or no questions"
    if not _permutes([i for part in quiz.parts for i in part.items], count):
        yield "its parts do not hold each question once"
    letters = [version.letter for version in quiz.versions]
    if len(set(letters)) != len(letters) or not all(re.fullmatch("[A-Z]+", each) for each in letters):
        yield "its versions do not have a letter each"
    for version in quiz.versions:
        name = f"version {version.letter}"
        if not _permutes(version.order, count) or not len(version.options) == len(version.answers) == count:
            yield f"{name} does not hold each question once"
            return
        for number, i in enumerate(version.order, 1):
            if not _permutes(version.options[i], len(quiz.items[i].options)):
                yield f"question {number} of {name} does not hold each option once"
            if not _permutes(version.answers[i], len(quiz.items[i].answers)):
                yield f"question {number} of {name} does not hold each answer once"
    for pupil in quiz.pupils:
        if pupil.version not in letters:
            yield f"the pupil {pupil.name!r} has version {pupil.version!r}, which is not there"
    drawn = [chart.name for chart in quiz.charts]
    for item in quiz.items:
        if not _can_be_marked(item):
            yield f"the question {item.id} has no answer that can be marked"
        if item.chart and quiz.wording and item.chart not in drawn:
            yield f"the question {item.id} has no chart"


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
