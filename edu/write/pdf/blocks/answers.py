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

_STATEMENT = 12.0
"""Least width of the column of statements in a table of answers to tick, in ems."""

_BANK_GAP = 6 * MM
"""Least space between two words of the bank."""

_BANK_SIDE, _BANK_TOP = 4 * MM, 5.0
"""From its frame to its words."""


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
        not sheet.one_column
        and 1 < len(options) <= int((galley.width + 1) // sheet.option_pitch)
        and all(plain(option)[:1].isdigit() for option in options)
        and all(natural_width(option, sheet.text.spaced()) <= room for option in options)
    )


def _option(letter: Words, words: Words, square: bool, sheet: StyleSheet) -> Drawn:
    def paint(pen: Pen, x: float, top: float) -> None:
        top -= sheet.option_padding
        shape_top = capital_center(top, sheet.text) + sheet.shape / 2
        if square:
            pen.box(x + sheet.outline / 2, shape_top, sheet.shape, sheet.shape, sheet.outline)
        else:
            pen.circle(x + sheet.outline / 2, shape_top, sheet.shape, sheet.outline)
        letter.draw(pen, x, top)
        words.draw(pen, x, top)

    return Drawn(height=words.height + 2 * sheet.option_padding, paint=paint)


def _tick_table(block: TickTable, galley: Galley) -> list[Piece]:
    """A table with a circle for each answer to each statement."""
    sheet = galley.sheet
    widths = [max(15 * MM, natural_width(line(answer), sheet.small_head) + 6.4 * MM) for answer in block.answers]
    statement = galley.width - sum(widths)
    if statement < _STATEMENT * sheet.cell.size:
        return [*_statements(block, galley), *_correction(block, galley)]
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
    return [Rows(head=head, rows=rows, width=galley.width), *_correction(block, galley)]


def _correction(block: TickTable, galley: Galley) -> list[Piece]:
    """The sentence that asks for corrections, and lines for them."""
    sheet = galley.sheet
    pieces: list[Piece] = []
    if block.prompt:
        pieces.append(galley.words(block.prompt, sheet.text.spaced(9, 0), width=sheet.task_width))
    if block.lines:
        pieces.append(ruled_lines(block.lines, galley))
    return pieces


def _statements(block: TickTable, galley: Galley) -> list[Piece]:
    """The statements one below another, under each its answers: in one row where they fit, else in a column."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    indent = sheet.shape + 3 * MM
    pieces: list[Piece] = []
    for text in block.statements:
        body = listing.add("LI").add("LBody")
        statement = galley.words(text, sheet.text.spaced(9, 3), width=sheet.task_width, node=body)
        statement.keeps_next = True
        answers = body.listing("None")
        words = [
            galley.words(line(answer), sheet.text.spaced(), "LBody", galley.width - indent, node=answers.add("LI"))
            for answer in block.answers
        ]
        pieces += [statement, *_answers_to_tick(words, indent, galley)]
    return pieces


def _answers_to_tick(words: Sequence[Words], indent: float, galley: Galley) -> list[Piece]:
    """Answers with a circle each, in as few rows as they fit in."""
    sheet = galley.sheet
    widths = [max((printed.width for printed in answer.lines), default=0) + indent for answer in words]
    between = 9 * MM
    together = sum(widths) + between * (len(words) - 1) <= galley.width
    lefts = [sum(widths[:index]) + between * index if together else 0.0 for index in range(len(words))]

    def answer(piece: Words, left: float) -> Drawn:
        def paint(pen: Pen, x: float, top: float) -> None:
            top -= sheet.option_padding
            shape_top = capital_center(top, sheet.text) + sheet.shape / 2
            pen.circle(x + left + sheet.outline / 2, shape_top, sheet.shape, sheet.outline)
            piece.draw(pen, x + left + indent, top)

        return Drawn(height=piece.height + 2 * sheet.option_padding, keeps_next=True, paint=paint)

    pieces = [answer(piece, left) for piece, left in zip(words, lefts, strict=True)]
    if not together:
        for last in pieces[-1:]:
            last.keeps_next = False
        return list(pieces)

    def row(pen: Pen, x: float, top: float) -> None:
        for piece in pieces:
            piece.draw(pen, x, top)

    return [Drawn(height=max((piece.height for piece in pieces), default=0), paint=row)]


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
    pen.box(x + sheet.outline / 2, top - (sheet.box_row - sheet.box) / 2, sheet.box, sheet.box, sheet.outline)
    _in_box_row(words, pen, x, top, sheet)


def _matching(block: Matching, galley: Galley) -> list[Piece]:
    """Premises with boxes at the left, lettered responses at the right; all premises are read first."""
    sheet = galley.sheet
    plain_text = sheet.text.spaced()
    listing = galley.node.listing("None")
    room = galley.width if sheet.one_column else sheet.response_letter - 3 * MM
    room -= sheet.box_text
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
    if sheet.one_column:
        return [_boxed_rows(premises, sheet), _lettered_rows(letters, responses)]
    heights = _box_rows(max(len(premises), len(responses)), (premises, responses), sheet)

    def paint(pen: Pen, x: float, top: float) -> None:
        tops = [top - sum(heights[:index]) for index in range(len(heights))]
        for words, height in zip(premises, tops, strict=False):
            _boxed(words, pen, x, height, sheet)
        for letter, words, height in zip(letters, responses, tops, strict=False):
            _in_box_row(letter, pen, x, height, sheet)
            _in_box_row(words, pen, x, height, sheet)

    rows = [_pair(number, premises, letters, responses, heights[number], sheet) for number in range(len(heights))]
    return [Drawn(height=sum(heights), paint=paint, apart=rows)]


def _pair(
    number: int,
    premises: Sequence[Words],
    letters: Sequence[Words],
    responses: Sequence[Words],
    height: float,
    sheet: StyleSheet,
) -> Drawn:
    """A row of a task of matching: a premise, if there is one more, and a response with its letter."""

    def paint(pen: Pen, x: float, top: float) -> None:
        for words in premises[number : number + 1]:
            _boxed(words, pen, x, top, sheet)
        for words in (*letters[number : number + 1], *responses[number : number + 1]):
            _in_box_row(words, pen, x, top, sheet)

    return Drawn(height=height, paint=paint)


def _ordering(block: Ordering, galley: Galley) -> list[Piece]:
    """Events with a box for a number each."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    width = sheet.task_width - sheet.box_text
    events = [
        galley.words(text, sheet.text.spaced(), "LBody", width, left=sheet.box_text, node=listing.add("LI"))
        for text in block.events
    ]
    return [_boxed_rows(events, sheet)]


def _boxed_rows(texts: Sequence[Words], sheet: StyleSheet) -> Stack:
    """Texts one below another, each with a box."""
    pieces: list[Piece] = []
    for words, height in zip(texts, _box_rows(len(texts), (texts,), sheet), strict=True):

        def paint(pen: Pen, x: float, top: float, words: Words = words) -> None:
            _boxed(words, pen, x, top, sheet)

        pieces.append(Drawn(height=height, paint=paint))
    return Stack(pieces=pieces, after=12)


def _lettered_rows(letters: Sequence[Words], texts: Sequence[Words]) -> Stack:
    """Texts one below another, each with its letter."""
    pieces: list[Piece] = []
    for letter, words in zip(letters, texts, strict=True):

        def paint(pen: Pen, x: float, top: float, letter: Words = letter, words: Words = words) -> None:
            letter.draw(pen, x, top)
            words.draw(pen, x, top)

        pieces.append(Drawn(height=max(letter.height, words.height), after=6, paint=paint))
    return Stack(pieces=pieces)


# Gaps and lines --------------------------------------------------------------------------------------------


def _bank(words: Sequence[Words], width: float) -> list[list[tuple[Words, float]]]:
    """The words of the bank in rows, each with its place from the left.

    They are spread over one row when they fit, else set in columns.
    """
    wide = [max((printed.width for printed in word.lines), default=0.0) for word in words]
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
    rows = [_bank_row(row, sheet) for row in (_bank(words, room) if words else [])]
    height = 6 + sum(row.height for row in rows)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.box(x + RULE / 2, top, galley.width - RULE, height)
        top -= _BANK_TOP
        for row in rows:
            row.draw(pen, x, top)
            top -= row.height

    text = galley.words(block.text, sheet.cloze, width=min(sheet.cloze_width, galley.width))
    return [Drawn(height=height, after=9, paint=paint, apart=_framed(rows, galley.width)), text]


def _bank_row(row: Sequence[tuple[Words, float]], sheet: StyleSheet) -> Drawn:
    """Words of the bank side by side."""

    def paint(pen: Pen, x: float, top: float) -> None:
        for word, left in row:
            word.draw(pen, x + _BANK_SIDE + left, top)

    return Drawn(height=max(len(word.lines) for word, _ in row) * sheet.text.leading + 4, paint=paint)


def _framed(rows: Sequence[Drawn], width: float) -> list[Piece]:
    """The rows of the bank in a frame that is open where a page ends."""

    def framed(row: Drawn, first: bool, last: bool) -> Drawn:
        above = float(_BANK_TOP if first else 0)
        height = above + row.height + (1 if last else 0)

        def paint(pen: Pen, x: float, top: float) -> None:
            for edge in (RULE / 2, width - RULE / 2):
                pen.upright(x + edge, top, height, RULE)
            for edge in ((top,) if first else ()) + ((top - height,) if last else ()):
                pen.rule(x, edge, width, RULE)
            row.draw(pen, x, top - above)

        return Drawn(height=height, tight=not first, paint=paint)

    return [framed(row, row is rows[0], row is rows[-1]) for row in rows]


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
