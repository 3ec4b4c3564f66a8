"""Where the pupil answers: options to tick, tables, boxes, gaps, lines.

Shapes to tick are drawn, never typed: no font has them all, and a screen reader need not say them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from string import ascii_uppercase
from typing import Any

from edu.model.document import Choices, Cloze, Extracts, Lines, Matching, Ordering, Run, Text, TickTable, line, plain
from edu.write.pdf.blocks.common import panel_galley, panel_of, ruled_lines
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen, capital_center, capital_top
from edu.write.pdf.pieces import Drawn, Piece, Stack, Words
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.styles import MM, RULE, StyleSheet
from edu.write.pdf.typeset import break_lines, natural_width

_BANK_GAP = 6 * MM
"""Least space between two words of the bank."""


def letter_of(index: int) -> str:
    """The letter of an option: A to Z, then AA, AB ..."""
    high, low = divmod(index, 26)
    return (ascii_uppercase[high - 1] if high else "") + ascii_uppercase[low]


def answer_pieces(answer: object, galley: Galley) -> list[Piece]:
    """Where a question is answered.

    Raises:
        ValueError: when that way of answering is not known.
    """
    lay = _WAYS.get(type(answer))
    if lay is None:
        raise ValueError(f"a question is answered by {type(answer).__name__}, which can not be printed")
    return lay(answer, galley)


# Options to tick -------------------------------------------------------------------------------------------


def _choices(block: Choices, galley: Galley) -> list[Piece]:
    sheet = galley.sheet
    listing = galley.node.listing("UpperAlpha")
    in_row = _short_numbers(block.options, galley)
    pieces: list[Piece] = []
    for index, option in enumerate(block.options):
        entry = listing.add("LI")
        letter = galley.words(
            line(letter_of(index), bold=True), sheet.strong, "Lbl", left=sheet.option_letter, node=entry
        )
        width = sheet.task_width - sheet.option_text
        words = galley.words(option, sheet.text.spaced(), "LBody", width, left=sheet.option_text, node=entry)
        pieces.append(_option(letter, words, block.several, sheet))
    if not in_row:
        return pieces

    def paint(pen: Pen, x: float, top: float) -> None:
        for index, piece in enumerate(pieces):
            piece.draw(pen, x + index * sheet.option_pitch, top)

    return [Drawn(height=pieces[0].height, paint=paint)]


def _short_numbers(options: Sequence[Text], galley: Galley) -> bool:
    """True for options that are numbers short enough to stand in one row."""
    sheet = galley.sheet
    room = sheet.option_pitch - sheet.option_text - 2 * MM
    return (
        1 < len(options) <= int((galley.width + 1) // sheet.option_pitch)
        and all(plain(option)[:1].isdigit() for option in options)
        and all(natural_width(option, sheet.text.spaced()) <= room for option in options)
    )


def _option(letter: Words, words: Words, square: bool, sheet: StyleSheet) -> Drawn:
    def paint(pen: Pen, x: float, top: float) -> None:
        top -= sheet.option_padding
        shape_top = capital_center(top, sheet.text) + sheet.shape / 2
        if square:
            pen.box(x + RULE / 2, shape_top, sheet.shape, sheet.shape)
        else:
            pen.circle(x + RULE / 2, shape_top, sheet.shape)
        letter.draw(pen, x, top)
        words.draw(pen, x, top)

    return Drawn(height=words.height + 2 * sheet.option_padding, paint=paint)


def _tick_table(block: TickTable, galley: Galley) -> list[Piece]:
    """A table with a circle for each answer to each statement."""
    sheet = galley.sheet
    widths = [max(15 * MM, natural_width(line(answer), sheet.small_head) + 6.4 * MM) for answer in block.answers]
    statement = galley.width - sum(widths)
    lefts = [statement + sum(widths[:index]) for index in range(len(widths))]
    node = galley.node.add("Table")
    above = node.add("TR")
    room = statement - sheet.cell_side
    heads = [
        Cell(
            above.head_cell("Column"), break_lines(line(block.head), sheet.small_head, room), sheet.small_head, 0, room
        )
    ]
    for answer, left, width in zip(block.answers, lefts, widths, strict=True):
        lines = break_lines(line(answer), sheet.small_head, width)
        heads.append(Cell(above.head_cell("Column"), lines, sheet.small_head, left, width, "center"))
    head = TableRow(heads, row_height(heads, sheet.cell_top, sheet.cell_bottom), sheet.cell_top, rule=RULE)

    def circles(pen: Pen, x: float, top: float) -> None:
        center = capital_center(top - sheet.cell_top, sheet.cell)
        for left, width in zip(lefts, widths, strict=True):
            pen.circle(x + left + (width - sheet.shape) / 2, center + sheet.shape / 2, sheet.shape)

    rows = []
    for text in block.statements:
        row = node.add("TR")
        cell = Cell(row.head_cell("Row"), break_lines(text, sheet.cell, room), sheet.cell, 0, room)
        for _ in block.answers:
            row.cell()
        rows.append(
            TableRow([cell], row_height([cell], sheet.cell_top, sheet.cell_bottom), sheet.cell_top, paint=circles)
        )
    pieces: list[Piece] = [Rows(head=head, rows=rows, width=galley.width)]
    if block.prompt:
        pieces.append(galley.words(block.prompt, sheet.text.spaced(9, 0), width=sheet.task_width))
    if block.lines:
        pieces.append(ruled_lines(block.lines, galley))
    return pieces


# Boxes to write in -----------------------------------------------------------------------------------------


def _box_rows(count: int, columns: Sequence[Sequence[Words]], sheet: StyleSheet) -> list[float]:
    """The height of each row of boxes: as high as the words beside the box need."""
    heights = []
    for index in range(count):
        most = max(len(words[index].lines) if index < len(words) else 1 for words in columns)
        heights.append(sheet.box_row + (most - 1) * sheet.text.leading)
    return heights


def _in_box_row(words: Words, pen: Pen, x: float, top: float, sheet: StyleSheet) -> None:
    """Words beside a box, capitals of the first line in its middle."""
    words.draw(pen, x, capital_top(top - sheet.box_row / 2, sheet.text))


def _boxed(words: Words, pen: Pen, x: float, top: float, sheet: StyleSheet) -> None:
    pen.box(x + RULE / 2, top - (sheet.box_row - sheet.box) / 2, sheet.box, sheet.box)
    _in_box_row(words, pen, x, top, sheet)


def _matching(block: Matching, galley: Galley) -> list[Piece]:
    """Premises with boxes at the left, lettered responses at the right; all premises are read first."""
    sheet = galley.sheet
    plain_text = sheet.text.spaced()
    listing = galley.node.listing("None")
    room = sheet.response_letter - sheet.box_text - 3 * MM
    premises = [
        galley.words(text, plain_text, "LBody", room, left=sheet.box_text, node=listing.add("LI"))
        for text in block.premises
    ]
    listing = galley.node.listing("UpperAlpha")
    letters: list[Words] = []
    responses: list[Words] = []
    for index, text in enumerate(block.responses):
        entry = listing.add("LI")
        letters.append(
            galley.words(
                (Run(letter_of(index), bold=True),), sheet.strong, "Lbl", left=sheet.response_letter, node=entry
            )
        )
        room = galley.width - sheet.response_text
        responses.append(galley.words(text, sheet.text.spaced(), "LBody", room, left=sheet.response_text, node=entry))
    heights = _box_rows(max(len(premises), len(responses)), (premises, responses), sheet)

    def paint(pen: Pen, x: float, top: float) -> None:
        tops = [top - sum(heights[:index]) for index in range(len(heights))]
        for words, height in zip(premises, tops, strict=False):
            _boxed(words, pen, x, height, sheet)
        for letter, words, height in zip(letters, responses, tops, strict=False):
            _in_box_row(letter, pen, x, height, sheet)
            _in_box_row(words, pen, x, height, sheet)

    return [Drawn(height=sum(heights), paint=paint)]


def _ordering(block: Ordering, galley: Galley) -> list[Piece]:
    """Events with a box for a number each."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    width = sheet.task_width - sheet.box_text
    events = [
        galley.words(text, sheet.text.spaced(), "LBody", width, left=sheet.box_text, node=listing.add("LI"))
        for text in block.events
    ]
    pieces: list[Piece] = []
    for words, height in zip(events, _box_rows(len(events), (events,), sheet), strict=True):

        def paint(pen: Pen, x: float, top: float, words: Words = words) -> None:
            _boxed(words, pen, x, top, sheet)

        pieces.append(Drawn(height=height, paint=paint))
    return [Stack(pieces=pieces)]


# Gaps and lines --------------------------------------------------------------------------------------------


def _bank(words: Sequence[Words], width: float) -> list[list[tuple[Words, float]]]:
    """The words of the bank in rows, each with its place from the left.

    They are spread over one row when they fit, else set in columns.
    """
    wide = [word.lines[0].width if word.lines else 0.0 for word in words]
    count = len(words)
    if sum(wide) + (count - 1) * _BANK_GAP <= width:
        between = (width - sum(wide)) / max(count - 1, 1)
        return [[(word, sum(wide[:index]) + index * between) for index, word in enumerate(words)]]
    each = max(int((width + _BANK_GAP) // (max(wide) + _BANK_GAP)), 1)
    rows = ceil(count / each)
    each = ceil(count / rows)
    pitch = (width - max(wide)) / max(each - 1, 1)
    return [
        [(word, index * pitch) for index, word in enumerate(words[start : start + each])]
        for start in range(0, count, each)
    ]


def _cloze(block: Cloze, galley: Galley) -> list[Piece]:
    """A frame with the words to choose from, and below it the text with its gaps."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    room = galley.width - 8 * MM
    words = [
        galley.words(line(word), sheet.text.spaced(), "LBody", room, node=listing.add("LI")) for word in block.bank
    ]
    rows = _bank(words, room) if words else []
    row_pitch = sheet.text.leading + 4
    height = 6 + len(rows) * row_pitch

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.box(x + RULE / 2, top, galley.width - RULE, height)
        for number, row in enumerate(rows):
            for word, left in row:
                word.draw(pen, x + 4 * MM + left, top - 5 - number * row_pitch)

    text = galley.words(block.text, sheet.cloze, width=160 * MM)
    return [Drawn(height=height, after=9, paint=paint), text]


def _lines(block: Lines, galley: Galley) -> list[Piece]:
    """Ruled lines for a written answer."""
    return [ruled_lines(block.count, galley)]


def _extracts(block: Extracts, galley: Galley) -> list[Piece]:
    """The statements in a panel, and lines below it."""
    sheet = galley.sheet
    inner = panel_galley(galley)
    texts = [inner.words(text, sheet.text, width=galley.width - 2 * sheet.panel_side) for text in block.texts]
    return [panel_of(texts, galley, "the statements"), ruled_lines(block.count, galley)]


_WAYS: dict[type, Callable[[Any, Galley], list[Piece]]] = {
    Choices: _choices,
    TickTable: _tick_table,
    Matching: _matching,
    Ordering: _ordering,
    Cloze: _cloze,
    Lines: _lines,
    Extracts: _extracts,
}
