"""Blocks of the handout: its top, the numbered narrative, sources, words and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edu.model.document import (
    NameRow,
    NumberedParagraph,
    SourceBox,
    SourceColumn,
    Task,
    Title,
    WordList,
    line,
)
from edu.write.pdf.blocks.common import item_pieces, panel_of, ruled_lines, titled
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.terms import TermColumn, term_columns
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Piece, Stack, fitting_lines
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLANK_DROP, MM, NUMBERED_EACH, RULE, THICK, StyleSheet, style_sheet
from edu.write.pdf.typeset import Line, break_lines, joined


def top_rule(galley: Galley) -> Drawn:
    """The thick rule over a pupil's document, its upper edge at the top of the text."""
    return Drawn(
        name="the title", height=THICK / 2, after=9, keeps_next=True,
        paint=lambda pen, x, top: pen.rule(x, top - THICK / 2, galley.width, THICK),
    )  # fmt: skip


def title(block: Title, galley: Galley) -> list[Piece]:
    """Thick rule, kicker, title and subtitle."""
    sheet = galley.sheet
    kicker = galley.words(line(block.kicker), sheet.small)
    head = titled(galley, line(block.title), 1, sheet.title)
    subtitle = galley.words(line(block.subtitle), sheet.subtitle)
    return [
        Stack(
            pieces=[top_rule(galley), kicker, head, subtitle],
            name="the title",
            after=sheet.subtitle.after,
            keeps_next=True,
        )
    ]


def name_row(block: NameRow, galley: Galley) -> list[Piece]:
    """Words with lines after them to write name, class and date on."""
    sheet = galley.sheet
    gutter, group, date = 6 * MM, 34 * MM, 44 * MM
    widths = (galley.width - group - date - 2 * gutter, group, date)
    words = [galley.words(line(word), sheet.text) for word in (block.name, block.group, block.date)]

    def paint(pen: Pen, x: float, top: float) -> None:
        for width, word in zip(widths, words, strict=True):
            word.draw(pen, x, top)
            start = word.lines[0].width + 2 * MM if word.lines else 0
            pen.rule(x + start, top - sheet.text.size - BLANK_DROP, width - start, RULE)
            x += width + gutter

    return [Drawn(name="the name row", height=sheet.text.leading, after=15, paint=paint)]


# The narrative ---------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class Narrative(Piece):
    """A paragraph with its lines numbered and a note in the margin.

    Attributes:
        lines: its lines.
        first: number of the first of them.
        node: where it stands in the structure tree.
        sheet: the sizes and spaces it is set with.
        note: lines of the note.
        note_node: where the note stands.
    """

    lines: Sequence[Line]
    first: int
    node: Node
    sheet: StyleSheet
    note: Sequence[Line] = ()
    note_node: Node | None = None

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.sheet.narrative.leading
        if self.note:
            self.height = max(self.height, self.sheet.note_drop + len(self.note) * self.sheet.small.leading)

    @property
    def least(self) -> float:
        """Two lines, when it may be split."""
        return self.height if len(self.lines) < 4 else 2 * self.sheet.narrative.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws text, note and line numbers; aloud, the note follows the text and numbers are left out."""
        pen.text(self.node, self.lines, x, top, self.sheet.narrative)
        if self.note_node:
            pen.text(self.note_node, self.note, x + self.sheet.note_left, top - self.sheet.note_drop, self.sheet.small)
        for index in range(len(self.lines)):
            number = self.first + index
            if number % NUMBERED_EACH == 0:
                baseline = top - index * self.sheet.narrative.leading - self.sheet.narrative.size
                with pen.canvas.artifact():
                    figure = break_lines(line(str(number)), self.sheet.small, self.sheet.note_width)
                    pen.text(
                        None,
                        figure,
                        x - self.sheet.hang,
                        baseline + self.sheet.small.size,
                        self.sheet.small,
                        align="right",
                    )

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits between lines, two at least on each side; a note that does not fit goes on too."""
        fit = fitting_lines(len(self.lines), room, self.sheet.narrative.leading)
        if not fit:
            return None
        kept = len(self.note)
        if self.sheet.note_drop + kept * self.sheet.small.leading > room:
            kept = fitting_lines(kept, room - self.sheet.note_drop, self.sheet.small.leading)
        return (
            replace(self, lines=self.lines[:fit], note=self.note[:kept], after=0),
            replace(self, lines=self.lines[fit:], first=self.first + fit, note=self.note[kept:], before=0),
        )


def narrative_lines(
    block: NumberedParagraph, sheet: StyleSheet
) -> tuple[tuple[Line, ...], tuple[tuple[int, int], ...]]:
    """The paragraph's lines, and where in it each sentence begins and ends."""
    text, places = joined(sentence.text for sentence in block.sentences)
    return break_lines(text, sheet.narrative, sheet.narrative_width), places


def numbered_paragraph(block: NumberedParagraph, galley: Galley) -> list[Piece]:
    """A paragraph of the narrative with its note."""
    sheet = galley.sheet
    lines, _ = narrative_lines(block, sheet)
    first = galley.counts.lines + 1
    galley.counts.lines += len(lines)
    node = galley.node.add("P")
    note = break_lines(block.note, sheet.small, sheet.note_width)
    return [
        Narrative(
            name=f"the paragraph at line {first}", lines=lines, first=first, node=node, sheet=sheet, note=note,
            note_node=galley.node.add("P") if note else None, after=sheet.narrative.after,
        )
    ]  # fmt: skip


def measure_lines(paragraphs: Sequence[NumberedParagraph]) -> dict[str, tuple[int, int]]:
    """For each sentence its first and last printed line, counted through the paragraphs from 1."""
    sheet = style_sheet("a4")
    places: dict[str, tuple[int, int]] = {}
    count = 0
    for paragraph in paragraphs:
        lines, sentences = narrative_lines(paragraph, sheet)
        for sentence, (start, end) in zip(paragraph.sentences, sentences, strict=True):
            on = [
                number for number, printed in enumerate(lines, count + 1) if printed.start < end and start < printed.end
            ]
            if on:
                places[sentence.key] = (on[0], on[-1])
        count += len(lines)
    return places


# Sources, words, tasks -------------------------------------------------------------------------------------

_WORD_COLUMNS = (TermColumn(0, 78 * MM, 27 * MM), TermColumn(84 * MM, 82 * MM, 33 * MM))


def _source_column(column: SourceColumn, galley: Galley, width: float) -> Stack:
    sheet = galley.sheet
    head = galley.words(line(column.head, bold=True), sheet.strong, width=width)
    sense = galley.words(line(column.sense), sheet.text, width=width)
    return Stack(pieces=[head, sense, *item_pieces(column.items, galley, sheet.text.spaced(), width)])


def source_box(block: SourceBox, galley: Galley) -> list[Piece]:
    """Statements side by side in a panel, sorted by who says them."""
    sheet = galley.sheet
    gutter = 6 * MM
    count = len(block.columns)
    width = (galley.width - 2 * sheet.panel_side - (count - 1) * gutter) / max(count, 1)
    node = galley.node.add("Div")
    columns = [_source_column(column, galley.inside(node.add("Div")), width) for column in block.columns]

    def paint(pen: Pen, x: float, top: float) -> None:
        for index, column in enumerate(columns):
            column.draw(pen, x + index * (width + gutter), top)

    row = Drawn(height=max((column.height for column in columns), default=0), paint=paint)
    box = panel_of([row], galley, "the box of sources")
    if not block.caption:
        return [box]
    box.after = 3
    caption = galley.words(block.caption, sheet.small.spaced(3, 12))
    return [Stack(pieces=[box, caption], name=box.name, before=box.before, after=caption.after)]


def word_list(block: WordList, galley: Galley) -> list[Piece]:
    """Words with their meanings."""
    sheet = galley.sheet
    words = term_columns(block.entries, galley, _WORD_COLUMNS, sheet.text)
    words.name = "the word list"
    return [words]


def task(block: Task, galley: Galley) -> list[Piece]:
    """A task with its number in the margin and lines to write on."""
    sheet = galley.sheet
    entry = galley.entry()
    number = galley.words(line(str(block.number), bold=True), sheet.strong, "Lbl", node=entry)
    body = entry.add("LBody")
    words = galley.words(block.text, sheet.text, width=sheet.task_width, node=body)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(number.node, number.lines, x - sheet.hang, top, sheet.strong, align="right")
        words.draw(pen, x, top)

    text = Drawn(height=words.height, after=sheet.text.after, paint=paint)
    pieces: list[Piece] = [text, ruled_lines(block.lines, galley)] if block.lines else [text]
    return [Stack(pieces=pieces, name=f"task {block.number}", after=12)]
