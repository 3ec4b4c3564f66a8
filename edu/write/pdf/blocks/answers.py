"""Where the pupil answers: what to tick, boxes to write in, gaps, lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from edu.model.document import Choices, Cloze, Extracts, Lines, Matching, Ordering, TickTable, line
from edu.write.pdf.blocks.common import ruled_lines
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.panels import panel_galley, panel_of
from edu.write.pdf.blocks.ticks import Lettered, choices, tick_table
from edu.write.pdf.pen import Pen, capital_top
from edu.write.pdf.pieces import Drawn, Paint, Piece, Words
from edu.write.pdf.slots import Column, Slots
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import HEAVY, MM, RULE, StyleSheet
from edu.write.pdf.typeset import natural_width

_BANK_GAP = 6 * MM
"""Least space between two words of the bank."""

_PAIR_GAP = 10 * MM
"""From the longest premise to the letters of the responses beside them, where that leaves more room for those."""

_BANK_SIDE, _BANK_TOP = 4 * MM, 5.0
"""From its frame to its words."""


def answer_pieces(answer: object, galley: Galley) -> list[Piece]:
    """Where a question is answered.

    Raises:
        ValueError: when that way of answering is not known.
    """
    lay = _WAYS.get(type(answer))
    if lay is None:
        raise ValueError(f"a question is answered by {type(answer).__name__}, which can not be printed")
    return lay(answer, galley)


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
    longest = max((natural_width(text, sheet.text.spaced()) for text in block.premises), default=0.0)
    letter_left = min(sheet.response_letter, sheet.box_text + longest + _PAIR_GAP)
    text_left = letter_left + sheet.response_text - sheet.response_letter
    room = galley.width if sheet.one_column else sheet.response_letter - 3 * MM
    room -= sheet.box_text
    premises = [
        galley.words(text, sheet.text.spaced(), "LBody", room, left=sheet.box_text, node=listing.add("LI"))
        for text in block.premises
    ]
    lettered = galley.node.listing("UpperAlpha")
    responses = [Lettered(text, galley, lettered.add("LI"), letter_left, text_left) for text in block.responses]
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


def _lettered_row(responses: Sequence[Lettered]) -> Callable[[int, int], Paint]:
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


_SHORT = 0.35
"""Share of the column that a line for a number takes."""


def _lines(block: Lines, galley: Galley) -> list[Piece]:
    """Ruled lines for a written answer."""
    return [ruled_lines(block.count, galley, _SHORT * galley.sheet.more_lines if block.short else 1.0)]


def _extracts(block: Extracts, galley: Galley) -> list[Piece]:
    """The statements in a panel, and lines below it."""
    sheet = galley.sheet
    inner = panel_galley(galley)
    texts = [inner.words(text, sheet.text, width=galley.width - 2 * sheet.panel_side) for text in block.texts]
    panel = panel_of(texts, galley, "the statements")
    # Else its rule below looks like the first of the lines.
    panel = replace(panel, edges=(HEAVY, HEAVY), after=sheet.box_gap)
    return [panel, replace(ruled_lines(block.count, galley), tight=False)]


_WAYS: dict[type, Callable[[Any, Galley], list[Piece]]] = {
    Choices: choices,
    TickTable: tick_table,
    Matching: _matching,
    Ordering: _ordering,
    Cloze: _cloze,
    Lines: _lines,
    Extracts: _extracts,
}
