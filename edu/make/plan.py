"""The seating plan: who sits where, with which version and in which layout; a page for each room."""

from __future__ import annotations

from collections.abc import Sequence

from edu.make.markup import inline, words_of
from edu.make.words import Words
from edu.model.document import Column, Document, Paragraph, Row, Run, Section, Table, TeacherTitle, Text, line
from edu.model.quiz import Quiz
from edu.model.roster import Pupil, Seat, rooms, row_letter

_WIDTH = 166.0
_ROW_WIDTH = 14.0
_MOST_COLUMNS = 10
"""Seats a row of a table; a wider room takes further tables."""


_ROOMY = 4
"""Seats a row up to which names are set in the size of text."""


def plan(quiz: Quiz, words: Words, paper: str = "a4") -> Document:
    """The plan of a quiz whose pupils have seats."""
    each_room = rooms(quiz.pupils)
    sections = tuple(_room(quiz, some, words, len(each_room) > 1) for some in each_room)
    return Document(words_of(words.say("key.seats_document", name=quiz.title, code=quiz.code)), sections, paper=paper)


def _room(quiz: Quiz, pupils: Sequence[Pupil], words: Words, of_class: bool) -> Section:
    """The plan of one room, under the name of its class if it has one of its own."""

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"key.{name}", **values))

    seats = {pupil.seat: pupil for pupil in pupils if pupil.seat}
    named = any(pupil.name for pupil in pupils)
    rows = range(max(seat.row for seat in seats) + 1)
    columns = range(max(seat.column for seat in seats) + 1)
    tables = [
        _table(seats, rows, columns[start : start + _MOST_COLUMNS], words)
        for start in range(0, len(columns), _MOST_COLUMNS)
    ]
    head = say("seats_class", group=pupils[0].group) if of_class else say("seats")
    under = say("seats_under" if named else "seats_free", name=quiz.title, code=quiz.code, pupils=len(seats))
    title = TeacherTitle(head, under)
    lead = Paragraph(inline(words.say("key.seats_lead" if named else "key.seats_free_lead")))
    footer = say("seats_footer", code=quiz.code)
    return Section((title, lead, *tables), footer, page_words=words.say("key.page"), band=say("seats_band"))


def _table(seats: dict[Seat, Pupil], rows: range, columns: range, words: Words) -> Table:
    width = (_WIDTH - _ROW_WIDTH) / len(columns)
    return Table(
        (Column(_ROW_WIDTH), *(Column(width) for _ in columns)),
        (line(words_of(words.say("key.seats_row"))), *(line(str(column + 1)) for column in columns)),
        tuple(
            Row((line(row_letter(row)), *(_cell(seats.get(Seat(row, column)), words) for column in columns)))
            for row in rows
        ),
        row_heads=True,
        small=len(columns) > _ROOMY,
    )


def _cell(pupil: Pupil | None, words: Words) -> Text:
    if pupil is None:
        return line("–")
    if not pupil.name:
        return line(words_of(words.say("quiz.bookmark", letter=pupil.version)))
    need = f", {pupil.need.value.replace('-', ' ')}" if pupil.need else ""
    return (Run(f"{pupil.name} "), Run(f"{pupil.version}{need}", bold=True))
