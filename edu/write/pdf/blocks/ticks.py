"""Answers to tick: options with letters, and statements with an answer each.

Shapes to tick are drawn, never typed: no font has them all, and a screen reader need not say them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase

from edu.model.document import Choices, Text, TickTable, line, plain
from edu.write.pdf.blocks.common import ruled_lines
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen, capital_center
from edu.write.pdf.pieces import Drawn, Paint, Piece, Stack, Words, instead
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.slots import Column, Slots
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import HAIR, MM, RULE
from edu.write.pdf.typeset import break_lines, natural_width

_IN_A_ROW = 4
"""Options that stand in one row at most."""

_APART = 6 * MM
"""Between an option and the shape of the next one in its row: twice as far as from that shape to its own letter."""

_STATEMENT = 12.0
"""Least width of the column of statements in a table of answers to tick, in ems."""


def letter_of(index: int) -> str:
    """The letter of an option: A to Z, then AA, AB ..."""
    high, low = divmod(index, 26)
    return (ascii_uppercase[high - 1] if high else "") + ascii_uppercase[low]


def choices(block: Choices, galley: Galley) -> list[Piece]:
    """Options with a circle or a square each; short numbers stand side by side."""
    sheet = galley.sheet
    listing = galley.node.listing("UpperAlpha")
    entries = [
        Lettered(option, galley, listing.add("LI"), sheet.option_letter, sheet.option_text) for option in block.options
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
    beside = ceil(len(entries) / ceil(len(entries) / _IN_A_ROW)) if entries else 1
    across = _pitch(block.options, beside, galley)
    return [
        Slots(
            columns=[Column(listing, [entry.node for entry in entries], option)],
            heights=heights,
            across=across,
            beside=beside,
        )
    ]


class Lettered:
    """An option or response: the letter of whichever row it stands in, and its words."""

    def __init__(self, text: Text, galley: Galley, node: Node, letter_left: float, left: float) -> None:
        self.sheet, self.node, self.left = galley.sheet, node, letter_left
        self.label = node.add("Lbl")
        width = galley.sheet.task_width if letter_left == galley.sheet.option_letter else galley.width
        self.words = galley.words(text, galley.sheet.text.spaced(), "LBody", width - left, left=left, node=node)

    def draw(self, pen: Pen, x: float, top: float, row: int) -> None:
        """Draws it with the letter of that row."""
        letter = break_lines(line(letter_of(row), bold=True), self.sheet.strong, 1e6)
        pen.text(self.label, letter, x + self.left, top, self.sheet.strong)
        self.words.draw(pen, x, top)


def _pitch(options: Sequence[Text], beside: int, galley: Galley) -> float:
    """From option to option in rows of so many; 0 for options that are not numbers, short enough to stand in rows."""
    sheet = galley.sheet
    if sheet.one_column or beside < 2 or not all(plain(option)[:1].isdigit() for option in options):
        return 0
    wide = sheet.option_text + max(natural_width(option, sheet.text.spaced()) for option in options)
    pitch = max(sheet.option_pitch, wide + _APART)
    return pitch if pitch * (beside - 1) + wide <= galley.width else 0


def tick_table(block: TickTable, galley: Galley) -> list[Piece]:
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
