"""Blocks of the handout: its top, the numbered narrative, sources, words and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, chain
from operator import ge, le
from typing import Any

from edu.model.document import (
    LineNote,
    NameRow,
    NumberedParagraph,
    SourceBox,
    SourceColumn,
    Task,
    Title,
    WordList,
    line,
)
from edu.problems import PrintingError
from edu.write.pdf.blocks.common import item_pieces, ruled_lines, titled
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.panels import panel_of
from edu.write.pdf.blocks.terms import TermColumn, terms
from edu.write.pdf.paginate import Page
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Beside, Drawn, Loose, Piece, Stack, Words, fitting_lines
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import BLANK_DROP, HEAVY, MM, NUMBERED_EACH, RULE, THICK, StyleSheet
from edu.write.pdf.typeset import Line, break_lines, joined, natural_width, widest_word
from edu.write.pdf.variants import style_sheet


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
    subtitle = galley.words(line(block.subtitle), sheet.subtitle, balanced=True)
    return [
        Stack(
            pieces=[top_rule(galley), kicker, head, subtitle],
            name="the title",
            after=sheet.subtitle.after,
            keeps_next=True,
        )
    ]


def name_row(block: NameRow, galley: Galley) -> list[Piece]:
    """Words with lines after them to write name, class and date on: in one row where they have room, else in more."""
    sheet = galley.sheet
    given = (("name", block.name_given), ("group", block.group_given), ("", ""))
    texts = [line(word) for word in (block.name, block.group, block.date)]
    needed = [natural_width(text, sheet.text) + _LEAST_LINE for text in texts]
    layouts = _name_layouts(galley)
    widths = next((each for each in layouts if all(map(le, needed, chain(*each)))), layouts[-1])
    labels: list[Words] = []
    places: list[Place] = []
    seat: Node | None = None
    down = 0.0
    for row in widths:
        left, lowest = 0.0, sheet.text.leading
        for width in row:
            label = galley.words(texts[len(labels)], sheet.text, width=width - _LEAST_LINE)
            if block.seat_given and not labels:  # after the name, as it is read
                seat = galley.words(line(block.seat_given), sheet.text).node
            labels.append(label)
            places.append((left, down, width))
            left, lowest = left + width + _NAME_GUTTER, max(lowest, label.height)
        down += lowest + _NAME_PITCH
    words = [_before(filled, label) for label, (_, filled) in zip(labels, given, strict=True)]

    def paint(pen: Pen, x: float, top: float) -> None:
        for (left, down, width), word, (field, filled) in zip(places, words, given, strict=True):
            word.draw(pen, x + left, top - down)
            start = max((each.width for each in word.lines), default=0.0)
            start += 2 * MM if start else 0.0
            last = top - down - max(word.height - sheet.text.leading, 0.0)
            place = x + left + start, last, width - start
            if filled:
                _fill_in(pen, word.node, field, filled, place, sheet)
            else:
                _line_to_write_on(pen, place, sheet)
            if field == "name" and seat:
                _at_end(pen, seat, "seat", block.seat_given, place, sheet)

    return [Drawn(name="the name row", height=down - _NAME_PITCH, after=15, paint=paint)]


_NAME_GUTTER, _NAME_PITCH = 6 * MM, 9.0
"""Between words and lines beside each other, and below each other."""
_LEAST_LINE = 18 * MM
"""Room that a line has at least to write a class or a date on, with the space before it."""


def _name_layouts(galley: Galley) -> Sequence[Sequence[Sequence[float]]]:
    """Widths of name, class and date in rows: in one row, the name in a row of its own, each in one of its own."""
    group, date = 34 * MM, 44 * MM
    half = (galley.width - _NAME_GUTTER) / 2
    one = ((galley.width - group - date - 2 * _NAME_GUTTER, group, date),)
    two, three = ((galley.width,), (half, half)), ((galley.width,),) * 3
    return (two, three) if galley.sheet.one_column else (one, two, three)


def _before(filled: str, label: Words) -> Words:
    """A label, which ends in a space where words follow it: readers take both as one paragraph."""
    return replace(label, lines=[replace(each, spaced=True) for each in label.lines]) if filled else label


Place = tuple[float, float, float]
"""Where something begins from the left, its top, and its width."""


def _line_to_write_on(pen: Pen, place: Place, sheet: StyleSheet) -> None:
    x, top, width = place
    pen.rule(x, top - sheet.text.size - BLANK_DROP, width, RULE)


def _fill_in(pen: Pen, node: Node, name: str, words: str, place: Place, sheet: StyleSheet) -> None:
    """Words on a line that a pupil would else write on, in two lines of small type where one has too little room.

    Where there are no words, the line is drawn.

    Raises:
        PrintingError: when two lines have too little room as well.
    """
    x, top, width = place

    def write(words: str) -> None:
        if not words:
            _line_to_write_on(pen, place, sheet)
            return
        text, style = line(words, bold=True), sheet.text
        lines = break_lines(text, style, width)
        if len(lines) > 1:
            style = sheet.small
            lines = break_lines(text, style, width)
        if len(lines) > 2:
            raise PrintingError(f"{words!r} is too long for the {name} on the paper; shorten it in the class list")
        over = (len(lines) - 1) * style.leading / 2
        pen.text(node, lines, x, top + over + style.size - sheet.text.size, style)

    pen.field(name, words, write)


def _at_end(pen: Pen, node: Node, name: str, words: str, place: Place, sheet: StyleSheet) -> None:
    """Words at the end of a line that a pupil writes on, of which they take as little room as they need."""
    x, top, width = place

    def write(words: str) -> None:
        lines = break_lines(line(words, bold=True), sheet.text, width)
        pen.text(node, lines, x + width - max(each.width for each in lines), top, sheet.text)

    pen.field(name, words, write)


# The narrative ---------------------------------------------------------------------------------------------


_NOTE_GAP = 6.0
"""Between a paragraph and a note below it."""


@dataclass(kw_only=True)
class Narrative(Piece):
    """A paragraph with numbers at some of its lines and a note in the margin or below it.

    Attributes:
        lines: its lines.
        numbers: what stands left of each of them; empty for most.
        counted: the number of the class's line of which each of them holds most.
        node: where it stands in the structure tree.
        sheet: the sizes and spaces it is set with.
        note: lines of the note.
        note_node: where the note stands.
    """

    lines: Sequence[Line]
    numbers: Sequence[str]
    counted: Sequence[str]
    node: Node
    sheet: StyleSheet
    note: Sequence[Line] = ()
    note_node: Node | None = None

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.sheet.narrative.leading
        if self.note:
            note = self._note_top + len(self.note) * self.sheet.small.leading
            self.height = max(self.height, note)

    @property
    def _note_top(self) -> float:
        """How far below the top of the paragraph the note begins."""
        if self.sheet.notes_below:
            return len(self.lines) * self.sheet.narrative.leading + _NOTE_GAP
        return self.sheet.note_drop

    @property
    def least(self) -> float:
        """Two lines, when it may be split, and the whole note beside them."""
        two = 2 * self.sheet.narrative.leading
        return self.height if len(self.lines) < 4 else max(two, self._note_beside)

    @property
    def _note_beside(self) -> float:
        """How far down a note in the margin reaches."""
        beside = self.note and not self.sheet.notes_below
        return self._note_top + len(self.note) * self.sheet.small.leading if beside else 0.0

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws text, note and line numbers; aloud, the note follows the text and numbers are left out."""
        sheet = self.sheet
        pen.text(self.node, self.lines, x, top, sheet.narrative)
        if self.note_node and self.note:
            left = _note_left(sheet)
            pen.text(self.note_node, self.note, x + left, top - self._note_top, sheet.small)
            if sheet.notes_below:
                high = len(self.note) * sheet.small.leading
                pen.upright(x + left / 2, top - self._note_top, high, HEAVY)
        for index, number in enumerate(self.numbers):
            if number:
                baseline = top - index * sheet.narrative.leading - sheet.narrative.size
                with pen.canvas.artifact():
                    figure = break_lines(line(number), sheet.small, sheet.note_width)
                    pen.text(None, figure, x - sheet.hang, baseline + sheet.small.size, sheet.small, align="right")

    def opening(self) -> Narrative:
        """The same as the first of a page, where it tells at its first line which that is."""
        numbered = self.numbers[0] or self.counted[0] in self.numbers
        return self if numbered else replace(self, numbers=[self.counted[0], *self.numbers[1:]])

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits between lines, two at least on each side.

        A note in the margin stays whole beside the first of them, one below them with the last.
        """
        fit = fitting_lines(len(self.lines), room, self.sheet.narrative.leading)
        if not fit or self._note_beside > room + 0.01:
            return None
        first, second = ((), self.note) if self.sheet.notes_below else (self.note, ())
        return (
            replace(self, **self._lines(0, fit), note=first, after=0),
            replace(self, **self._lines(fit, len(self.lines)), note=second, before=0),
        )

    def _lines(self, start: int, end: int) -> dict[str, Any]:
        return {name: getattr(self, name)[start:end] for name in ("lines", "numbers", "counted")}

    def parts(self) -> Sequence[Piece]:
        """The paragraph and its note, where the note is higher than a page."""
        if not self.note or not self.note_node:
            return ()
        style = self.sheet.small
        note = Words(name=self.name, lines=self.note, style=style, node=self.note_node, left=_note_left(self.sheet))
        return [replace(self, note=()), replace(note, after=self.after)]


def _note_left(sheet: StyleSheet) -> float:
    """Where a note begins: in the margin, or a little in from the paragraph above it."""
    return sheet.dash_indent if sheet.notes_below else sheet.note_left


def narrative_lines(
    block: NumberedParagraph, sheet: StyleSheet
) -> tuple[tuple[Line, ...], tuple[tuple[int, int], ...]]:
    """The paragraph's lines, and where in it each sentence begins and ends."""
    text, places = joined(sentence.text for sentence in block.sentences)
    return break_lines(text, sheet.narrative, sheet.narrative_width), places


@cache
def _class_sheet() -> StyleSheet:
    """The style sheet of the class's papers, whose lines are the ones that are counted."""
    return style_sheet("a4")


def line_note(block: LineNote, galley: Galley) -> list[Piece]:
    """What is said of line numbers where lines are others than the class's."""
    return [galley.words(block.text, galley.sheet.small)] if galley.sheet.notes_below else []


def numbered_paragraph(block: NumberedParagraph, galley: Galley) -> list[Piece]:
    """A paragraph of the narrative with its note.

    Its numbers are those of the lines on the class's pages, whatever the variant, so that everybody finds line 15: a
    number stands at the line that holds most of that line of the class. Where lines are others than the class's, nobody
    can count on from a number through the paragraphs below it, so that each paragraph has one at its first line.
    """
    sheet = galley.sheet
    lines, _ = narrative_lines(block, sheet)
    counted, _ = narrative_lines(block, _class_sheet())
    first = galley.counts.lines + 1
    galley.counts.lines += len(counted)
    shared = [[min(own.end, each.end) - max(own.start, each.start) for own in lines] for each in counted]
    numbers = [""] * len(lines)
    for number, held in enumerate(shared, first):
        if number == 1 or number % NUMBERED_EACH == 0 or (number == first and sheet.notes_below):
            numbers[held.index(max(held))] = str(number)
    most = [str(first + held.index(max(held))) for held in zip(*shared, strict=True)]
    node = galley.node.add("P")
    room = galley.width - _note_left(sheet) if sheet.notes_below else sheet.note_width
    note = break_lines(block.note, sheet.small, room)
    return [
        Narrative(
            name=f"the paragraph at line {first}", lines=lines, numbers=numbers, counted=most, node=node, sheet=sheet,
            note=note, note_node=galley.node.add("P") if note else None, after=sheet.narrative.after, flows=True,
        )
    ]  # fmt: skip


def number_first_lines(pages: Sequence[Page]) -> None:
    """Numbers the first line of the narrative on each page, so that nobody need count across pages."""
    for page in pages:
        for place, (piece, top) in enumerate(page.placed):
            if isinstance(piece, Narrative):
                page.placed[place] = piece.opening(), top
                break


def measure_lines(paragraphs: Sequence[NumberedParagraph]) -> dict[str, tuple[int, int]]:
    """For each sentence its first and last line on the class's pages, counted through the paragraphs from 1."""
    places: dict[str, tuple[int, int]] = {}
    count = 0
    for paragraph in paragraphs:
        lines, sentences = narrative_lines(paragraph, _class_sheet())
        for sentence, (start, end) in zip(paragraph.sentences, sentences, strict=True):
            on = [
                number for number, printed in enumerate(lines, count + 1) if printed.start < end and start < printed.end
            ]
            if on:
                places[sentence.key] = (on[0], on[-1])
        count += len(lines)
    return places


# Sources, words, tasks -------------------------------------------------------------------------------------

_WORD_COLUMNS = (TermColumn(0, 80 * MM), TermColumn(86 * MM, 80 * MM))


def _source_column(column: SourceColumn, galley: Galley) -> Loose:
    sheet = galley.sheet
    head = galley.words(line(column.head, bold=True), sheet.strong)
    sense = galley.words(line(column.sense), sheet.text)
    items = item_pieces(column.items, galley, sheet.text.spaced(), galley.width)
    head.keeps_next = sense.keeps_next = bool(items)
    again = galley.again(line(column.head))
    return Loose(pieces=[head, sense, *items], after=15, loss=0, again=again)


def _source_widths(block: SourceBox, sheet: StyleSheet, room: float) -> list[float]:
    """Widths of columns side by side: equal, but for one that has no room for its longest word, or far more to say.

    One that is wider takes no more than makes the others as high, and only where that saves some lines.
    """
    needed = [
        max(widest_word(line(column.head, bold=True), sheet.strong), widest_word(line(column.sense), sheet.text),
            *(sheet.dash_indent + widest_word(item, sheet.text) for item in column.items))
        for column in block.columns
    ]  # fmt: skip
    each = room / len(needed)
    wide = {place: width + 0.1 for place, width in enumerate(needed) if width > each}
    if not wide:
        return _levelled(block, sheet, room, needed)
    if len(wide) == len(needed) or sum(wide.values()) > room * _MOST:
        return [each for _ in needed]
    rest = (room - sum(wide.values())) / (len(needed) - len(wide))
    return [wide.get(place, rest) for place in range(len(needed))]


def _levelled(block: SourceBox, sheet: StyleSheet, room: float, needed: Sequence[float]) -> list[float]:
    """Equal widths, or with a wider column for what is most, where that saves lines of the whole."""

    def high(widths: Sequence[float]) -> int:
        return max(_lines_of(column, sheet, width) for column, width in zip(block.columns, widths, strict=True))

    count = len(needed)
    equal = [room / count] * count
    long = [_lines_of(column, sheet, room / count) for column in block.columns]
    most = long.index(max(long))
    best, least = equal, high(equal) - _SAVED
    for share in _WIDER if count > 1 else ():
        rest = room * (1 - share) / (count - 1)
        widths = [room * share if place == most else rest for place in range(count)]
        if high(widths) <= least and all(map(ge, widths, needed)):
            best, least = widths, high(widths) - 1
    return best


def _lines_of(column: SourceColumn, sheet: StyleSheet, width: float) -> int:
    texts = ((line(column.head, bold=True), sheet.strong, width), (line(column.sense), sheet.text, width))
    items = ((item, sheet.text, width - sheet.dash_indent) for item in column.items)
    return sum(len(break_lines(text, style, wide)) for text, style, wide in (*texts, *items))


_WIDER, _SAVED = (0.4, 0.45, 0.5, 0.55), 4
"""Shares of a panel that its longest column may take, if the panel has so many lines less for it."""

_MOST = 0.6
"""How much of the panel columns with long words may take from the others."""


def source_box(block: SourceBox, galley: Galley) -> list[Piece]:
    """Statements in a panel, sorted by who says them; the sorts side by side where there is room for that."""
    sheet = galley.sheet
    gutter = 6 * MM
    inner = galley.width - 2 * sheet.panel_side
    widths = [inner for _ in block.columns]
    if not sheet.notes_below:
        widths = _source_widths(block, sheet, inner - (len(block.columns) - 1) * gutter)
    node = galley.node.add("Div")
    columns = [
        _source_column(column, galley.inside(node.add("Div"), width))
        for column, width in zip(block.columns, widths, strict=True)
    ]
    lefts = accumulate((width + gutter for width in widths), initial=0.0)
    row = Beside(columns=list(zip(lefts, columns, strict=False)))
    box = panel_of(columns if sheet.notes_below else [row], galley, "the box of sources")
    if block.caption:
        box = replace(box, foot=galley.words(block.caption, sheet.small.spaced(3)))
    return [box]


def word_list(block: WordList, galley: Galley) -> list[Piece]:
    """Words with their meanings."""
    return terms(block.entries, galley, _WORD_COLUMNS, galley.sheet.text, "the word list")


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
