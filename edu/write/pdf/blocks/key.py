"""Blocks of the key: its top, the grid of all answers, and the questions explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from edu.model.document import Block, GridRow, KeyGrid, KeyNote, Run, TeacherTitle, line
from edu.problems import PrintingError
from edu.write.pdf.blocks.common import titled
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.terms import TermColumn, terms
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Again, Drawn, Loose, Piece, Stack, Words, stacked
from edu.write.pdf.rows import Cell, Rows, TableRow, text_height
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import HAIR, HEAVY, MM, Style, StyleSheet
from edu.write.pdf.typeset import Line, Part, Space, break_lines

_FIRST = 20 * MM
_LAST = 18 * MM
_HEAD_HEIGHT = 11 * MM
_ROW_HEIGHT, _CLOSE_ROW = 8 * MM, 7.5 * MM
"""The height of a row of the grid; the lower one keeps how to mark on the page of the grid, where a title stands."""
_CELL_AIR = 6.0
"""Room above and below the words of a cell that has several lines, in points."""
_TITLE = 67.0
"""How high that is, with the gap below it."""
_CODE = re.compile(r"[A-Z0-9]{1,3}( [A-Z0-9]{1,3})+|[A-Z]{2,4}")
"""An answer of several letters or digits: "B C D", "TFN T"."""

_MARKING_COLUMNS = (TermColumn(0, 79 * MM), TermColumn(87 * MM, 79 * MM))

_APART = 1.4 * MM
_GROUPS_APART = 3.2 * MM


def teacher_title(block: TeacherTitle, galley: Galley) -> list[Piece]:
    """Title and subtitle under the band."""
    sheet = galley.sheet
    head = titled(galley, line(block.title), 1, sheet.title)
    subtitle = galley.words(line(block.subtitle), sheet.subtitle, balanced=True)
    return [Stack(pieces=[head, subtitle], name="the title", after=12, keeps_next=True)]


# The grid --------------------------------------------------------------------------------------------------


def set_apart(answer: str, sheet: StyleSheet) -> tuple[Line, ...]:
    """Letters or digits set apart, in groups of three where the answer has spaces between groups."""
    groups = answer.split(" ")
    single = all(len(group) == 1 for group in groups)
    parts: list[Part] = []
    for number, group in enumerate(groups):
        for place, letter in enumerate(group):
            if number or place:
                gap = _GROUPS_APART if place == 0 and not single else _APART
                parts.append(Space(gap))
            parts.extend(break_lines(line(letter), sheet.cell_head, 1e6)[0].parts)
    return (Line(tuple(parts), sum(part.width for part in parts), 0, len(answer), False),)


def _answer(answer: str, node: Node, x: float, width: float, sheet: StyleSheet) -> Cell:
    """An answer in its cell: one letter large, several set apart, words as they are."""
    if len(answer) == 1:
        style: Style = sheet.grid_letter
        lines = break_lines(line(answer), style, width)
    elif _CODE.fullmatch(answer):
        style, lines = sheet.cell_head, set_apart(answer, sheet)
        if lines[0].width > width - sheet.cell_side:
            lines = break_lines(line(answer), style, width - sheet.cell_side)
    else:
        style = sheet.cell
        lines = break_lines(line(answer), style, width - 2 * sheet.cell_side)
        return Cell(node, lines, style, x + sheet.cell_side, width - 2 * sheet.cell_side, "center")
    return Cell(node, lines, style, x, width, "center")


def _version(letter: str, node: Node, x: float, width: float, sheet: StyleSheet) -> Cell:
    """The letter of a version over its column."""
    return Cell(node, break_lines(line(letter), sheet.grid_version, width), sheet.grid_version, x, width, "center")


def _field(
    name: str,
    words: str,
    node: Node,
    x: float,
    width: float,
    sheet: StyleSheet,
    cell: Callable[[str, Node, float, float, StyleSheet], Cell],
) -> Cell:
    """A cell that other copies of the grid fill with other words."""
    made = cell(words, node, x, width, sheet)
    return replace(made, field=name, words=words, made=lambda other: cell(other, node, x, width, sheet))


def _uprights(edges: Sequence[float], height: float) -> Callable[[Pen, float, float], None]:
    def paint(pen: Pen, x: float, top: float) -> None:
        for edge in edges:
            pen.upright(x + edge, top, height, HAIR)

    return paint


def _grid_row(
    row: GridRow,
    node: Node,
    edges: Sequence[float],
    galley: Galley,
    fills: Sequence[tuple[float, float]],
    least: float,
) -> TableRow:
    sheet, width = galley.sheet, galley.width
    place = node.add("TR")
    versions = len(edges) - 1
    cells = [
        Cell(
            place.head_cell("Row"),
            break_lines(line(str(row.number)), sheet.cell_head, _FIRST),
            sheet.cell_head,
            0,
            _FIRST,
        )
    ]
    spanning = len(row.answers) == 1 and versions > 1
    if spanning:
        cells.append(_answer(row.answers[0], place.cell(versions), edges[0], edges[-1] - edges[0], sheet))
    elif len(row.answers) == versions:
        for index, answer in enumerate(row.answers):
            left, wide = edges[index], edges[index + 1] - edges[index]
            cells.append(_field(f"answer {row.number - 1} {index}", answer, place.cell(), left, wide, sheet, _answer))
    else:
        raise PrintingError(
            f"question {row.number} has {len(row.answers)} answers for {versions} versions in the key's grid"
        )
    marks = break_lines(line(str(row.marks)), sheet.cell, _LAST)
    cells.append(Cell(place.cell(), marks, sheet.cell, width - _LAST, _LAST, "right"))
    height = max([least, *(text_height(cell) + _CELL_AIR for cell in cells)])
    inner = [edges[0], edges[-1]] if spanning else edges
    return TableRow(cells, height, 0, fills=() if spanning else fills, paint=_uprights(inner, height), centered=True)


def key_grid(block: KeyGrid, galley: Galley) -> list[Piece]:
    """All answers of up to four versions; under them the total and how to mark what needs saying.

    Raises:
        ValueError: when there are no versions or more than four.
    """
    sheet = galley.sheet
    count = len(block.versions)
    if not 1 <= count <= 4:
        raise ValueError(f"the key's grid has {count} versions; it holds one to four, and more take another grid")
    each = (galley.width - _FIRST - _LAST) / count
    edges = [_FIRST + index * each for index in range(count + 1)]
    fills = [(edges[index], each) for index in range(0, count, 2)] if count > 1 else []
    node = galley.node.add("Table")
    above = node.add("TR")
    heads = [
        Cell(
            above.head_cell("Column"),
            break_lines(line(block.question_label), sheet.small_head, _FIRST),
            sheet.small_head,
            0,
            _FIRST,
        )
    ]
    for index, version in enumerate(block.versions):
        node_above = above.head_cell("Column")
        heads.append(_field(f"version {index}", version, node_above, edges[index], each, sheet, _version))
    label = break_lines(line(block.marks_label), sheet.small_head, _LAST)
    heads.append(Cell(above.head_cell("Column"), label, sheet.small_head, galley.width - _LAST, _LAST, "right"))
    head = TableRow(
        heads, _HEAD_HEIGHT, 0, fills=fills, rule=HEAVY, paint=_uprights(edges, _HEAD_HEIGHT), centered=True
    )
    marking = _marking(block, galley) if block.notes else []
    after = 6.0 if marking else 12.0
    high, lower = _TITLE + _HEAD_HEIGHT + stacked(marking)[1] + after, len(block.rows) * (_ROW_HEIGHT - _CLOSE_ROW)
    over = high + (len(block.rows) + 1) * _ROW_HEIGHT + 2 - galley.page
    least = _CLOSE_ROW if 0 < over <= lower else _ROW_HEIGHT
    rows = []
    for number, row in enumerate(block.rows, 1):
        printed = _grid_row(row, node, edges, galley, fills, least)
        heavy = number % 5 == 0 or number == len(block.rows)
        rows.append(_ruled(printed, HEAVY if heavy else HAIR))
    rows.append(_total(block, node, galley, count))
    return [
        Rows(name="the key's grid", head=head, rows=rows, width=galley.width, before=6, after=after, end_rule=0),
        *marking,
    ]


def _ruled(row: TableRow, rule: float) -> TableRow:
    return TableRow(row.cells, row.height, row.top, row.fills, rule, row.paint, row.centered)


def _total(block: KeyGrid, node: Node, galley: Galley, versions: int) -> TableRow:
    sheet, width = galley.sheet, galley.width
    row = node.add("TR")
    label = break_lines(line(block.total_label), sheet.cell_head, width - _LAST)
    total = break_lines(line(str(sum(entry.marks for entry in block.rows))), sheet.cell_head, _LAST)
    cells = [
        Cell(row.head_cell("Row", 1 + versions), label, sheet.cell_head, 0, width - _LAST),
        Cell(row.cell(), total, sheet.cell_head, width - _LAST, _LAST, "right"),
    ]
    return TableRow(cells, _ROW_HEIGHT + 2, 0, rule=0, centered=True)


def _marking(block: KeyGrid, galley: Galley) -> list[Piece]:
    """How to mark what needs saying, in small type, and a line over it."""
    sheet, lead = galley.sheet, []
    if block.notes_lead:
        lead = [replace(galley.words(line(block.notes_lead, bold=True), sheet.small), after=2.0, keeps_next=True)]
    marking = [*lead, *terms(block.notes, galley, _MARKING_COLUMNS, sheet.small, "how to mark")]
    marking[0].before = 6
    return marking


# Notes -----------------------------------------------------------------------------------------------------

_WHOLE = 0.5
"""The share of a page up to which a note is never parted."""
_LOSS = 0.1
"""The share of a page that may stay empty below a note, so that a longer one begins and ends on one page."""

Lay = Callable[[Sequence[Block], Galley], list[Piece]]
"""Sets the blocks that a block holds."""


def key_note(block: KeyNote, galley: Galley, lay: Lay) -> list[Piece]:
    """A question explained, on one page; one of half a page and more is parted where that leaves much of a page empty.

    It is parted between rows: its stem stays with what follows, and a model answer with what earns its marks.
    """
    sheet = galley.sheet
    entry = galley.entry()
    label = galley.words(line(block.label, bold=True), sheet.strong, "Lbl", node=entry)
    body = entry.add("LBody")
    marks_lines = break_lines(line(block.marks), sheet.text, 40 * MM)
    marks_width = max((printed.width for printed in marks_lines), default=0)
    bold = tuple(Run(part.text, bold=True) if isinstance(part, Run) else part for part in block.stem)
    stem = galley.words(bold, sheet.strong, width=galley.width - marks_width - 8 * MM, node=body)
    marks = body.add("P")

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(label.node, label.lines, x - sheet.hang, top, sheet.strong, align="right")
        stem.draw(pen, x, top)
        pen.text(marks, marks_lines, x, top, sheet.text, align="right", width=galley.width)

    head: list[Piece] = [Drawn(name=f"note {block.label}", height=stem.height, paint=paint)]
    inner = galley.inside(body, noted=True)
    if block.source:
        head.append(inner.words(block.source, sheet.small))
    answers = lay(block.blocks, inner)
    for above, below in pairwise(answers):
        above.keeps_next |= isinstance(above, Words) and isinstance(below, Rows)
    pieces = [Stack(pieces=head, name=f"note {block.label}", after=6, keeps_next=True), *answers]
    whole = Stack(pieces=pieces, name=f"note {block.label}", before=15, after=15)
    if whole.height <= galley.page * _WHOLE:
        return [whole]
    loss, again = galley.page * _LOSS, _continued(block, sheet, galley.width)
    return [Loose(pieces=pieces, name=whole.name, before=15, after=15, loss=loss, again=again)]


def _continued(block: KeyNote, sheet: StyleSheet, width: float) -> Piece | None:
    """What names the question again on the next page; an artifact, since it was read before."""
    if not block.continued:
        return None
    lines = break_lines(line(block.continued, bold=True), sheet.strong, width)
    return Again(name=f"note {block.label}", lines=lines, style=sheet.strong, keeps_next=True)
