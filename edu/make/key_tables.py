"""The key as a table: for spreadsheets, and for services that scan sheets of bubbles.

docs/scanning.md says which service takes what, and where that is documented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from csv import writer
from io import StringIO

from edu.make.key_grid import TICKED, answer
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version
from edu.problems import EduError, ExitCode, Problem

BUBBLES = "ABCDE"
"""The letters of a question, and of the versions, on sheets of bubbles as they are commonly sold."""

_VERSION, _KEY = "version", "Key"
FIRST_CELLS = (_VERSION, _KEY)
"""What tables begin with, in one form or another."""

_WRITTEN, _MANY, _LONG = "written", "several answers", f"more than {len(BUBBLES)} letters"
_WORDS = (Kind.CLOZE, Kind.SHORT, Kind.ESSAY, Kind.DOCUMENTS, Kind.CHART)


def table(quiz: Quiz, form: str) -> Iterator[str]:
    """The rows of the key as CSV: "wide", a row a version; "long", a row a question; "zipgrade", as that imports keys.

    Raises:
        EduError: when the form cannot hold the quiz.
    """
    match form:
        case "long":
            return _long(quiz)
        case "zipgrade":
            return _zipgrade(quiz)
        case _:
            return _wide(quiz)


def by_hand(item: Item) -> str:
    """Why a row of bubbles cannot hold the answer to an item; empty when it can."""
    if item.kind in TICKED and item.options:
        return _LONG if len(item.options) > len(BUBBLES) else ""
    return _WRITTEN if item.kind in _WORDS else _MANY


def not_scanned(quiz: Quiz) -> Mapping[str, list[int]]:
    """The numbers of the questions that a row of bubbles cannot hold, by the reason; the same in all versions."""
    found: dict[str, list[int]] = {}
    for version in quiz.versions:
        for number, index in enumerate(version.order, 1):
            reason = by_hand(quiz.items[index])
            if reason and number not in found.setdefault(reason, []):
                found[reason].append(number)
    return {reason: sorted(numbers) for reason, numbers in found.items()}


def _wide(quiz: Quiz) -> Iterator[str]:
    """A row for the marks, then a row a version with the answer to each printed number.

    Answers are letters and digits without spaces, as they are read from the paper; written answers stay empty. With
    pupils, a row a pupil follows in the same columns.
    """
    places: dict[str, int] = {}

    def answers(version: Version) -> list[str]:
        return [_told(quiz, version, i) for i in version.order]

    yield _row(_VERSION, "pupil", "class", "seat", *map(str, range(1, len(quiz.items) + 1)))
    yield _row("marks", "", "", "", *(str(quiz.items[i].marks) for i in quiz.versions[0].order))
    for place, version in enumerate(quiz.versions):
        if quiz.pupils:
            places[version.letter] = place
        yield _row(version.letter, "", "", "", *answers(version))
    for pupil in quiz.pupils:
        own = answers(quiz.versions[places[pupil.version]])
        seat = str(pupil.seat) if pupil.seat else ""
        yield _row(*map(_plain, (pupil.version, pupil.name, pupil.group, seat, *own)))


def _long(quiz: Quiz) -> Iterator[str]:
    """A row for each question of each version, and whether a row of bubbles can hold its answer."""
    yield _row(_VERSION, "question", "answer", "points", "kind", "by hand")
    for version in quiz.versions:
        for number, index in enumerate(version.order, 1):
            item = quiz.items[index]
            told = _plain(_told(quiz, version, index))
            yield _row(version.letter, str(number), told, str(item.marks), item.kind.value, by_hand(item))


def _zipgrade(quiz: Quiz) -> Iterator[str]:
    """A row for each question that a row of bubbles can hold, of each version.

    Raises:
        EduError: when there are more versions than the sheets have letters for, or no such question.
    """
    beyond = [version.letter for version in quiz.versions if version.letter not in BUBBLES]
    if beyond:
        what = f"ZipGrade's sheets have versions A to {BUBBLES[-1]}, and there is a version {beyond[0]}"
        mend = f"Choose some of the first with --version A-{BUBBLES[-1]}"
        raise EduError(Problem(None, None, what, mend), ExitCode.USAGE)
    if all(by_hand(item) for item in quiz.items):
        what = "no question of this quiz can be answered on a sheet of bubbles"
        raise EduError(Problem(None, None, what, "Take another form of the table: --csv-form long"), ExitCode.USAGE)
    return _zipgrade_rows(quiz)


def _zipgrade_rows(quiz: Quiz) -> Iterator[str]:
    yield _row(_KEY, "Question", "Response", "Points")
    for version in quiz.versions:
        for number, index in enumerate(version.order, 1):
            item = quiz.items[index]
            if not by_hand(item):
                yield _row(version.letter, str(number), _told(quiz, version, index), str(item.marks))


def _told(quiz: Quiz, version: Version, index: int) -> str:
    """The answer to an item, single letters and digits without the spaces between them; words as they are."""
    told = answer(quiz.items[index], index, version, written="")
    parts = told.split(" ")
    return "".join(parts) if all(len(part) == 1 for part in parts) else told


def _row(*cells: str) -> str:
    out = StringIO()
    writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _plain(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
