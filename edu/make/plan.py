"""The seating plan: who sits where, with which version and in which layout."""

from __future__ import annotations

from edu.make.markup import inline, words_of
from edu.make.words import Words
from edu.model.document import Column, Document, Paragraph, Row, Run, Section, Table, TeacherTitle, Text, line
from edu.model.quiz import Quiz
from edu.model.roster import Pupil, Seat, row_letter

_WIDTH = 166.0
_ROW_WIDTH = 14.0
_MOST_COLUMNS = 10
"""Seats a row of a table; a wider room takes further tables."""


_ROOMY = 4
"""Seats a row up to which names are set in the size of text."""


def plan(quiz: Quiz, words: Words, paper: str = "a4") -> Document:
    """The plan of a quiz whose pupils have seats."""

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"key.{name}", **values))

    seats = {pupil.seat: pupil for pupil in quiz.pupils if pupil.seat}
    rows = range(max(seat.row for seat in seats) + 1)
    columns = range(max(seat.column for seat in seats) + 1)
    tables = [
        _table(seats, rows, columns[start : start + _MOST_COLUMNS], say("seats_row"))
        for start in range(0, len(columns), _MOST_COLUMNS)
    ]
    title = TeacherTitle(say("seats"), say("seats_under", name=quiz.title, code=quiz.code, pupils=len(seats)))
    lead = Paragraph(inline(words.say("key.seats_lead")))
    footer = say("seats_footer", code=quiz.code)
    section = Section((title, lead, *tables), footer, page_words=words.say("key.page"), band=say("seats_band"))
    return Document(say("seats_document", name=quiz.title, code=quiz.code), (section,), paper=paper)


def _table(seats: dict[Seat, Pupil], rows: range, columns: range, head: str) -> Table:
    width = (_WIDTH - _ROW_WIDTH) / len(columns)
    return Table(
        (Column(_ROW_WIDTH), *(Column(width) for _ in columns)),
        (line(head), *(line(str(column + 1)) for column in columns)),
        tuple(
            Row((line(row_letter(row)), *(_cell(seats.get(Seat(row, column))) for column in columns))) for row in rows
        ),
        row_heads=True,
        small=len(columns) > _ROOMY,
    )


def _cell(pupil: Pupil | None) -> Text:
    if pupil is None:
        return line("–")
    need = f", {pupil.need.value.replace('-', ' ')}" if pupil.need else ""
    return (Run(f"{pupil.name} "), Run(f"{pupil.version}{need}", bold=True))
