"""A record of a printing -> the quiz that was printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from edu.model.quiz import Quiz
from edu.problems import EduError, ExitCode, Problem

FORMAT = 1
_LIMIT = 50_000_000


def read_record(path: Path) -> Quiz:
    """Reads a record.

    Raises:
        EduError: when it is missing, no record, of another format, or does not hang together.
    """

    def refuse(what: str, mend: str = "Take the record that was written with the quiz: record-CODE.json") -> EduError:
        return EduError(Problem(path, None, what, mend), ExitCode.RECORD)

    try:
        if path.stat().st_size > _LIMIT:
            raise refuse("it is too large to be a record")
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise refuse(f"it cannot be read ({error.strerror})") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise refuse("it is not a record: its text is not JSON") from None
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise refuse(f"it is not a record of format {FORMAT}")
    try:
        quiz = TypeAdapter(Quiz).validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise refuse(f"it is damaged at {place or 'its top'} ({first['msg']})") from None
    if not _hangs_together(quiz):
        raise refuse("its orders do not fit its questions: it has been changed since it was printed")
    return quiz


def _permutes(order: Sequence[int], length: int) -> bool:
    return sorted(order) == list(range(length))


def _hangs_together(quiz: Quiz) -> bool:
    """Whether every order of every version is an order of what it is about, and every answer can be marked."""
    count = len(quiz.items)
    parts = [i for part in quiz.parts for i in part.items]
    if not quiz.versions or not count or not _permutes(parts, count):
        return False
    if len({version.letter for version in quiz.versions}) != len(quiz.versions):
        return False
    for version in quiz.versions:
        if not _permutes(version.order, count) or len(version.options) != count or len(version.answers) != count:
            return False
        for item, options, answers in zip(quiz.items, version.options, version.answers, strict=True):
            if not _permutes(options, len(item.options)) or not _permutes(answers, len(item.answers)):
                return False
    labelled = [(option.answer, item.answers) for item in quiz.items for option in item.options if item.answers]
    return all(answer in answers for answer, answers in labelled)
