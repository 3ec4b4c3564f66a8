"""Where the pupil answers: options to tick, tables, boxes, gaps, lines.

Shapes to tick are drawn, never typed: no font has them all, and a screen reader need not say them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase
from typing import Any

from edu.model.document import Choices, Cloze, Extracts, Lines, Matching, Ordering, Text, TickTable, line, plain
from edu.write.pdf.blocks.common import panel_galley, panel_of, ruled_lines
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen, capital_center, capital_top
from edu.write.pdf.pieces import Drawn, Paint, Piece, Stack, Words, instead
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.slots import Column, Slots
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import HAIR, MM, RULE, StyleSheet
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
    entries = [
        _Lettered(option, galley, listing.add("LI"), sheet.option_letter, sheet.option_text) for option in block.options
    ]

    def option(row: int, index: int) -> Paint:
        def paint(pen: Pen, x: float, top: float) -> None:
            top -= sheet.option_padding
            shape_top = capital_center(top, sheet.text) + sheet.shape / 2
            if block.several:
                pen.box(x + sheet.outline / 2, shape_top, sheet.shape, sheet.shape, sheet.outline)
            else:
                pen.circle(x + sheet.outline / 2, shape_top, sheet.shape, sheet.outline)
            entries[index].draw(pen, x, top, row)

        return paint

    heights = [entry.words.height + 2 * sheet.option_padding for entry in entries]
    across = sheet.option_pitch if _short_numbers(block.options, galley) else 0
    return [Slots(columns=[Column(listing, [entry.node for entry in entries], option)], heights=heights, across=across)]


class _Lettered:
    """An option or response: the letter of whichever row it stands in, and its words."""

    def __init__(self, text: Text, galley: Galley, node: Node, letter_left: float, left: float) -> None:
        self.sheet, self.node, self.left = galley.sheet, node, letter_left
        self.label = node.add("Lbl")
        width = galley.sheet.task_width if letter_left == galley.sheet.option_letter else galley.width
        self.words = galley.words(text, galley.sheet.text.spaced(), "LBody", width - left, left=left, node=node)

    def draw(self, pen: Pen, x: float, top: float, row: int) -> None:
        letter = break_lines(line(letter_of(row), bold=True), self.sheet.strong, 1e6)
        pen.text(self.label, letter, x + self.left, top, self.sheet.strong)
        self.words.draw(pen, x, top)


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

    nodes = [node.add("TR") for _ in block.statements]
    rows = []
    for text, place in zip(block.statements, nodes, strict=True):
        cell = Cell(place.head_cell("Row"), break_lines(text, sheet.cell, room), sheet.cell, 0, room)
        for _ in block.answers:
            place.cell()
        rows.append(
            TableRow([cell], row_height([cell], sheet.cell_top, sheet.cell_bottom), sheet.cell_top, paint=circles)
        )

    def statement_row(row: int, index: int) -> Paint:
        def paint(pen: Pen, x: float, top: float) -> None:
            rows[index].draw(pen, x, top)
            pen.rule(x, top - rows[index].height, galley.width, RULE if row == len(rows) - 1 else HAIR)

        return paint

    shown: list[Piece] = [
        Rows(head=head, rows=[], width=galley.width, end_rule=0),
        Slots(columns=[Column(node, nodes, statement_row)], heights=[row.height for row in rows]),
    ]
    whole = Rows(head=head, rows=rows, width=galley.width)
    return [_TableInSlots(pieces=shown, whole=whole), *_correction(block, galley)]


@dataclass(kw_only=True)
class _TableInSlots(Stack):
    """A table whose rows may stand in any order; when no page can hold it, the table as it is goes on over the next."""

    whole: Rows

    def parts(self) -> Sequence[Piece]:
        """The table."""
        return instead(self, [self.whole])


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
    stacks: list[Stack] = []
    nodes = [listing.add("LI") for _ in block.statements]
    for text, entry in zip(block.statements, nodes, strict=True):
        body = entry.add("LBody")
        statement = galley.words(text, sheet.text.spaced(0, 3), width=sheet.task_width, node=body)
        answers = body.listing("None")
        words = [
            galley.words(line(answer), sheet.text.spaced(), "LBody", galley.width - indent, node=answers.add("LI"))
            for answer in block.answers
        ]
        stacks.append(Stack(pieces=[statement, *_answers_to_tick(words, indent, galley)]))
    column = Column(listing, nodes, lambda _, index: stacks[index].draw)
    return [Slots(columns=[column], heights=[stack.height for stack in stacks], between=9, before=9)]


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

        return Drawn(height=piece.height + 2 * sheet.option_padding, paint=paint)

    pieces = [answer(piece, left) for piece, left in zip(words, lefts, strict=True)]
    if not together:
        return list(pieces)

    def row(pen: Pen, x: float, top: float) -> None:
        for piece in pieces:
            piece.draw(pen, x, top)

    return [Drawn(height=max((piece.height for piece in pieces), default=0), paint=row)]


# Boxes to write in -----------------------------------------------------------------------------------------


def _box_row(lines: int, sheet: StyleSheet) -> float:
    """The height of a row with a box: as high as the lines beside it need."""
    return sheet.box_row + (lines - 1) * sheet.text.leading


def _first_line(top: float, sheet: StyleSheet) -> float:
    """The top of the words beside a box, the capitals of whose first line stand in its middle."""
    return capital_top(top - sheet.box_row / 2, sheet.text)


def _boxed(words: Words, sheet: StyleSheet) -> Paint:
    def paint(pen: Pen, x: float, top: float) -> None:
        pen.box(x + sheet.outline / 2, top - (sheet.box_row - sheet.box) / 2, sheet.box, sheet.box, sheet.outline)
        words.draw(pen, x, _first_line(top, sheet))

    return paint


def _matching(block: Matching, galley: Galley) -> list[Piece]:
    """Premises with boxes at the left, lettered responses at the right; all premises are read first.

    A row is as high as its response needs, or the longest premise: so all orders of both are as high. (With more
    premises than responses it is the other way round.)
    """
    sheet = galley.sheet
    listing = galley.node.listing("None")
    room = galley.width if sheet.one_column else sheet.response_letter - 3 * MM
    room -= sheet.box_text
    premises = [
        galley.words(text, sheet.text.spaced(), "LBody", room, left=sheet.box_text, node=listing.add("LI"))
        for text in block.premises
    ]
    lettered = galley.node.listing("UpperAlpha")
    responses = [
        _Lettered(text, galley, lettered.add("LI"), sheet.response_letter, sheet.response_text)
        for text in block.responses
    ]
    if sheet.one_column:
        below = Column(lettered, [each.node for each in responses], _lettered_row(responses), answers=True)
        rows = [response.words.height for response in responses]
        return [_boxed_rows(listing, premises, sheet), Slots(columns=[below], heights=rows, between=6)]

    def response(row: int, index: int) -> Paint:
        return lambda pen, x, top: responses[index].draw(pen, x, _first_line(top, sheet), row)

    left = Column(listing, _entries(premises), lambda _, index: _boxed(premises[index], sheet))
    right = Column(lettered, [each.node for each in responses], response, answers=True)
    lines = [len(words.lines) for words in premises], [len(each.words.lines) for each in responses]
    fewer, more = sorted(lines, key=len)
    heights = [_box_row(max(count, *fewer, 1), sheet) for count in more]
    return [Slots(columns=sorted((left, right), key=lambda column: len(column.entries)), heights=heights)]


def _entries(words: Sequence[Words]) -> list[Node]:
    """The list items that words are the bodies of."""
    return [each.node.parent for each in words if each.node.parent]


def _ordering(block: Ordering, galley: Galley) -> list[Piece]:
    """Events with a box for a number each."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    width = sheet.task_width - sheet.box_text
    events = [
        galley.words(text, sheet.text.spaced(), "LBody", width, left=sheet.box_text, node=listing.add("LI"))
        for text in block.events
    ]
    return [_boxed_rows(listing, events, sheet)]


def _boxed_rows(listing: Node, texts: Sequence[Words], sheet: StyleSheet) -> Slots:
    """Texts one below another, each with a box."""
    column = Column(listing, _entries(texts), lambda _, index: _boxed(texts[index], sheet))
    return Slots(columns=[column], heights=[_box_row(len(words.lines), sheet) for words in texts], after=12)


def _lettered_row(responses: Sequence[_Lettered]) -> Callable[[int, int], Paint]:
    return lambda row, index: lambda pen, x, top: responses[index].draw(pen, x, top, row)


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
