"""What a document must say to a reader, element by element in order: told from the document, not from its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu.model import document as model
from edu.model.chart import BarChart, Timeline
from edu.model.copies import Copies

Text = model.Text


@dataclass(frozen=True)
class Said:
    """Words that stand in an element of their own.

    Attributes:
        words: the words.
        roles: the types that the element may have; empty for any.
        may: True when a layout may leave them out or say them elsewhere: heads of a table that is laid out row by row.
    """

    words: str
    roles: tuple[str, ...] = ()
    may: bool = False


def same(words: str) -> str:
    """Words with straight quotation marks and plain spaces, so that only their letters are compared."""
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        words = words.replace(curly, straight)
    return " ".join(words.split())


def said(document: model.Document) -> list[Said]:
    """All that the sections say, in order."""
    return [
        each
        for section, variant in _sections(document)
        for block in section.blocks
        if not (isinstance(block, model.LineNote) and variant == "class")
        for each in _Block(variant == "large-print", variant != "class").says(block)
        if each.words.strip()
    ]


def _sections(document: model.Document) -> Iterator[tuple[model.Section, str]]:
    """The sections of a document, copies among them, each with its layout."""
    for part in document.parts:
        if isinstance(part, Copies):
            yield from (
                (section, copy.variant or document.variant) for section, copy in zip(part, part.copies, strict=True)
            )
        else:
            yield part, document.variant


@dataclass(frozen=True)
class _Block:
    """How blocks speak in a layout: with tables row by row, with words and their meanings as one."""

    one_column: bool
    below: bool

    def says(self, block: object) -> Iterator[Said]:
        match block:
            case model.Heading(level, text):
                yield _text(text, f"H{level}")
            case model.Paragraph(text) | model.LineNote(text):
                yield _text(text, "P")
            case model.Items(items):
                yield from (_text(item, "LBody") for item in items)
            case model.Table():
                yield from self.table(block)
            case model.Panel(blocks):
                yield from self.all(blocks)
            case model.Columns(columns):
                for each in columns:
                    yield from self.all(each)
            case model.Title(kicker, title, subtitle):
                yield from (Said(kicker, ("P",)), Said(title, ("H1",)), Said(subtitle, ("P",)))
            case model.QuizTitle():
                yield from (Said(block.kicker, ("P",)), Said(block.title, ("H1",)), Said(block.subtitle, ("P",)))
                yield from (Said(block.version_label), Said(block.version), Said(block.score_label))
            case model.TeacherTitle(title, subtitle):
                yield from (Said(title, ("H1",)), Said(subtitle, ("P",)))
            case model.NameRow(name, group, date):
                yield from (_text(model.line(f"{name} {block.name_given}"), "P"), Said(f"{group} {block.group_given}"))
                yield Said(date)
            case model.NumberedParagraph(sentences, note):
                yield Said(" ".join(model.plain(sentence.text) for sentence in sentences), ("P",))
                yield _text(note, "P")
            case model.Figure():
                yield from self.figure(block)
            case model.SourceBox(columns, caption):
                for column in columns:
                    yield from (Said(column.head), Said(column.sense))
                    yield from (_text(item, "LBody") for item in column.items)
                yield _text(caption)
            case model.WordList(entries):
                yield from self.terms(entries)
            case model.Task(number, text):
                yield from (Said(str(number), ("Lbl",)), _text(text, "P"))
            case model.Instructions(circle, square, lines):
                yield from (_text(text, "P") for text in (circle, square, *lines) if text)
            case model.Question():
                yield from self.question(block)
            case model.BlankPage(text):
                yield Said(text)
            case model.KeyGrid():
                yield from self.grid(block)
            case model.KeyNote():
                yield from (Said(block.label, ("Lbl",)), _text(block.stem, "P"), Said(block.marks), _text(block.source))
                yield from self.all(block.blocks)
            case model.PageBreak() | model.AnswerLines():
                return
            case _:
                raise AssertionError(f"nobody has said how {type(block).__name__} is read")

    def all(self, blocks: Sequence[object]) -> Iterator[Said]:
        for block in blocks:
            yield from self.says(block)

    def table(self, block: model.Table) -> Iterator[Said]:
        if self.one_column and len(block.columns) > 2:
            yield from self.records(block)
            return
        yield from (_text(head, "TH") for head in block.head)
        for row in block.rows:
            for number, cell in enumerate(row.cells):
                if cell is not None:
                    yield _text(cell, "TH" if block.row_heads and not number else "TD")
        yield _text(block.caption, "Caption")

    def records(self, block: model.Table) -> Iterator[Said]:
        """A table row by row: what names the row, then each cell after its head, if it has one of its own."""
        named = 1 if model.plain(block.head[0]) else 2
        for row in block.rows:
            names = [model.plain(cell) for cell in row.cells[:named] if cell]
            yield Said(". ".join(names), ("P",))
            for number, cell in enumerate(row.cells):
                if number >= named and cell is not None and model.plain(cell):
                    spans = number + 1 < len(row.cells) and row.cells[number + 1] is None
                    head = "" if spans else f"{model.plain(block.head[number])}: "
                    yield Said(head + model.plain(cell), ("LBody",))
        yield _text(block.caption)

    def terms(self, entries: Sequence[tuple[str, str]]) -> Iterator[Said]:
        for word, meaning in entries:
            if self.below:
                yield Said(f"{word}: {meaning}", ("LBody",))
            else:
                yield from (Said(word, ("Lbl",)), Said(meaning, ("LBody",)))

    def figure(self, block: model.Figure) -> Iterator[Said]:
        chart = block.chart
        yield Said(f"{block.label} {block.number}. {chart.title}", ("H2", "H3", "P"))
        if isinstance(chart, Timeline) and chart.notes:
            yield from (Said(caption, ("P",), may=True) for caption in _captions(chart))
        else:
            yield Said(chart.caption, ("P",))
        if isinstance(chart, BarChart):
            yield from (Said(head, ("TH",)) for head in chart.heads)
            for bar in chart.bars:
                yield Said(f"{bar.label} {bar.scope}", ("TH",))
                if len(chart.heads) == 3:
                    yield Said(bar.source, ("TD",))
                yield Said(f"{bar.figure} {bar.unit}", ("TD",))
            yield Said(chart.alt, ("Figure",))
        elif isinstance(chart, Timeline):
            yield Said(chart.alt, ("Figure",))
            for head in chart.heads if block.table else ():
                yield Said(head, may=True)
            for mark in chart.marks if block.table else ():
                if (
                    self.one_column
                ):  # over it stand its date and, where the drawing has numbers, which only it knows, one
                    yield Said(mark.row, ("P",))
                    continue
                yield from (Said(mark.date, ("TD",)), Said(mark.kind, ("TD",)), Said(mark.row, ("TD",)))

    def question(self, block: model.Question) -> Iterator[Said]:
        if self.one_column:
            yield from (Said(block.name, ("Lbl",)), Said(block.worth, ("P",)), _text(block.stem, "P"))
        else:
            yield from (Said(str(block.number), ("Lbl",)), _text(block.stem, "P"), Said(f"/ {block.marks}", ("P",)))
        if block.figure:
            yield from self.figure(block.figure)
        answer = block.answer
        if isinstance(answer, model.Choices):
            for number, option in enumerate(answer.options):
                yield from (Said(chr(65 + number), ("Lbl",)), _text(option, "LBody"))
        elif isinstance(answer, model.TickTable):
            yield from (Said(head, may=True) for head in (answer.head, *answer.answers))
            for statement in answer.statements:
                yield _text(statement, "TH", "P")
                yield from (Said(each, may=True) for each in answer.answers)
            yield _text(answer.prompt, "P")
        elif isinstance(answer, model.Matching):
            yield from (_text(premise, "LBody") for premise in answer.premises)
            for number, response in enumerate(answer.responses):
                yield from (Said(chr(65 + number), ("Lbl",)), _text(response, "LBody"))
        elif isinstance(answer, model.Ordering):
            yield from (_text(event, "LBody") for event in answer.events)
        elif isinstance(answer, model.Cloze):
            yield from (Said(word, ("LBody",)) for word in answer.bank)
            yield _text(answer.text, "P")
        elif isinstance(answer, model.Extracts):
            yield from (_text(extract, "P") for extract in answer.texts)

    def grid(self, block: model.KeyGrid) -> Iterator[Said]:
        yield from (Said(head, ("TH",)) for head in (block.question_label, *block.versions, block.marks_label))
        for row in block.rows:
            yield Said(str(row.number), ("TH",))
            yield from (Said(answer, ("TD",)) for answer in row.answers)
            yield Said(str(row.marks), ("TD",))
        yield Said(block.total_label, ("TH",))
        if block.notes and block.notes_lead:
            yield Said(block.notes_lead, ("P",))
        yield from self.terms(block.notes)


def _text(text: Text, *roles: str) -> Said:
    return Said(model.plain(text), roles)


FURNITURE = re.compile(r"/ \d+|–|\d+|Sect")
"""What pages add of themselves: the marks in a box, the dash of a list, numbers."""


def _captions(chart: Timeline) -> Iterator[str]:
    """The captions that a timeline may have: only its drawing knows which of the notes it needs."""
    notes = [note for _, note in chart.notes]
    for count in range(len(notes) + 1):
        yield from (" ".join((chart.caption, *some)) for some in combinations(notes, count))


def differences(document: model.Document, told: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Where what is told is not what the document says, in its order; at most one, since all after it would differ.

    Words that stand in the file and that the document does not say are a difference too.
    """
    wanted = said(document)
    spare = {same(each.words) for each in wanted if each.may}
    for section, variant in _sections(document):
        spare.add(same(section.fresh_sheet))
        if variant == "large-print":  # rows of dates, of which only the page knows whether they are numbered
            spare |= set(_dates(section))
    place = 0
    for role, words in told:
        while place < len(wanted) and wanted[place].may and _letters(wanted[place]) != _squeezed(words):
            place += 1
        if place < len(wanted) and _letters(wanted[place]) == _squeezed(words):
            if wanted[place].roles and role not in wanted[place].roles:
                yield f"{same(words)!r} is {role} and should be {' or '.join(wanted[place].roles)}"
                return
            if same(words) != same(wanted[place].words) and role != "TD":  # letters of the key's grid stand apart
                yield f"{same(wanted[place].words)!r} is told as {same(words)!r}"
                return
            place += 1
        elif same(words) not in spare and not FURNITURE.fullmatch(same(words)) and role != "Figure":
            wants = repr(same(wanted[place].words)) if place < len(wanted) else "nothing more"
            yield f"{role} {same(words)!r} is told where {wants} should be"
            return
    missing = [each for each in wanted[place:] if not each.may]
    if missing:
        yield f"{same(missing[0].words)!r} is not told"


def _letters(each: Said) -> str:
    return _squeezed(each.words)


def _squeezed(words: str) -> str:
    return same(words).replace(" ", "")


def _dates(section: model.Section) -> Iterator[str]:
    for block in section.blocks:
        chart = block.chart if isinstance(block, model.Figure) else None
        if not isinstance(chart, Timeline):
            continue
        for number, mark in enumerate(chart.marks, 1):
            date = f"{same(mark.dated or mark.date)}, {same(mark.kind)}"  # no head says the year
            yield from (date, f"{number}. {date}")
