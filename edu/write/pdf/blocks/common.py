"""Blocks every document may have: headings, paragraphs, lists, panels, tables."""

from __future__ import annotations

from collections.abc import Sequence

from edu.model.document import AnswerLines, Heading, Items, Paragraph, Run, Table, Text, plain
from edu.problems import PrintingError
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Piece, Stack
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import (
    AFTER_ANSWER,
    CELL,
    CELL_BOTTOM,
    CELL_HEAD,
    CELL_SIDE,
    CELL_TOP,
    DASH_INDENT,
    HEADING_2,
    HEADING_3,
    HEAVY,
    ITEM_GAP,
    MM,
    NARROW_COLUMN,
    PANEL_BOTTOM,
    PANEL_SIDE,
    PANEL_TOP,
    PITCH,
    RULE,
    SMALL,
    SMALL_CELL_BOTTOM,
    SMALL_CELL_TOP,
    SMALL_HEAD,
    TASK_WIDTH,
    TEXT,
    TINT,
    Style,
)
from edu.write.pdf.typeset import break_lines, words_of


def titled(galley: Galley, text: Text, level: int, style: Style, width: float | None = None) -> Drawn:
    """A heading with its entry in the outline.

    Raises:
        ValueError: when it is empty, or a level is skipped.
    """
    if not plain(text).strip():
        raise PrintingError(f"a heading of level {level} is empty; give it words")
    words = galley.words(text, style, galley.heading_role(level), width)
    printed = words_of(text).replace("\u00a0", " ")
    depth = level - 1

    def paint(pen: Pen, x: float, top: float) -> None:
        if not (galley.bookmarked and level == 1):
            pen.bookmark(printed, depth, top + 6)
        words.draw(pen, x, top)

    name = f"the heading “{printed}”"
    return Drawn(name=name, height=words.height, before=style.before, after=style.after, keeps_next=True, paint=paint)


def heading(block: Heading, galley: Galley) -> list[Piece]:
    """A heading of level 2 or 3."""
    if block.level not in (2, 3):
        raise PrintingError(f"a heading has level {block.level}; it can be 2 or 3")
    return [titled(galley, block.text, block.level, HEADING_2 if block.level == 2 else HEADING_3)]


def paragraph(block: Paragraph, galley: Galley) -> list[Piece]:
    """A paragraph of text, no wider than is easy to read, or of small type."""
    if block.small:
        return [galley.words(block.text, SMALL)]
    return [galley.words(block.text, TEXT, width=galley.width if galley.nested else TASK_WIDTH)]


def item_pieces(items: Sequence[Text], galley: Galley, style: Style, width: float) -> list[Piece]:
    """A list with dashes, a piece an item."""
    listing = galley.node.listing("Disc")
    dash = (Run("–"),)
    pieces: list[Piece] = []
    for item in items:
        entry = listing.add("LI")
        mark = galley.words(dash, style, "Lbl", width, node=entry)
        words = galley.words(item, style, "LBody", width - DASH_INDENT, left=DASH_INDENT, node=entry)

        def paint(pen: Pen, x: float, top: float, mark: Piece = mark, words: Piece = words) -> None:
            mark.draw(pen, x, top)
            words.draw(pen, x, top)

        pieces.append(Drawn(name="a list item", height=words.height, after=ITEM_GAP, paint=paint))
    return pieces


def items(block: Items, galley: Galley) -> list[Piece]:
    """A list; it may be split between items."""
    pieces = item_pieces(block.items, galley, TEXT, galley.width)
    if pieces:
        pieces[-1].after = TEXT.after
    return pieces


def answer_lines(block: AnswerLines, galley: Galley) -> list[Piece]:
    """Ruled lines to write on."""
    return [ruled_lines(block.count, galley.width)]


def ruled_lines(count: int, width: float) -> Drawn:
    """Lines to write on; the first is one pitch below the text above."""

    def paint(pen: Pen, x: float, top: float) -> None:
        for number in range(1, count + 1):
            pen.rule(x, top - number * PITCH, width, RULE)

    return Drawn(name="answer lines", height=count * PITCH, after=AFTER_ANSWER, tight=True, paint=paint)


def panel_of(pieces: Sequence[Piece], width: float, name: str, bottom: float = PANEL_BOTTOM) -> Drawn:
    """Pieces on a tinted ground between two rules."""
    inner = Stack(pieces=pieces)
    height = PANEL_TOP + inner.height + bottom

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.fill(x, top, width, height, TINT)
        pen.rule(x, top, width, HEAVY)
        pen.rule(x, top - height, width, RULE)
        inner.draw(pen, x + PANEL_SIDE, top - PANEL_TOP)

    return Drawn(name=name, height=height, before=6, after=12, paint=paint)


def panel_galley(galley: Galley) -> Galley:
    """The column inside a panel."""
    return galley.inside(galley.node.add("Div"), galley.width - 2 * PANEL_SIDE)


_ROOMY_COLUMN = 9 * MM
"""A narrow column from this width on leaves room enough between its letter and the next column."""


def _cell_style(block: Table, bold: bool) -> Style:
    if block.small:
        return SMALL_HEAD if bold else SMALL.spaced()
    return CELL_HEAD if bold else CELL


class _Columns:
    """Where the columns of a table begin and end, and where their words do."""

    def __init__(self, block: Table, galley: Galley) -> None:
        self.block = block
        self.padded = galley.noted or any(row.tinted for row in block.rows)
        self.edges = [0.0]
        for column in block.columns:
            self.edges.append(self.edges[-1] + column.width * MM)
        if self.edges[-1] > galley.width + 0.5:
            raise PrintingError(
                f"a table is {self.edges[-1] / MM:.0f} mm wide in a column of {galley.width / MM:.0f} mm; "
                f"its first head is {plain(block.head[0])!r}"
            )

    @property
    def width(self) -> float:
        return self.edges[-1]

    def place(self, first: int, last: int) -> tuple[float, float]:
        """Left edge and width of the words of a cell over columns first to last."""
        left, right = self.edges[first], self.edges[last + 1]
        if first == last and right - left < NARROW_COLUMN:
            return left, right - left
        start = left + (CELL_SIDE if self.padded or first else 0)
        before = left - self.edges[first - 1] if first else 0.0
        if self.padded and _ROOMY_COLUMN <= before < NARROW_COLUMN:
            start = left
        outer = last == len(self.block.columns) - 1 and not self.padded
        return start, max(right - start - (0 if outer else CELL_SIDE), 1.0)

    def cell(self, node: Node, text: Text, style: Style, first: int, last: int) -> Cell:
        x, width = self.place(first, last)
        return Cell(
            node, break_lines(text, style, width), style, x, width,
            "right" if self.block.columns[first].right else "left",
        )  # fmt: skip


def table(block: Table, galley: Galley) -> list[Piece]:
    """A table, its caption below it.

    Raises:
        ValueError: when it has no head, a row of another length, or is wider than the text.
    """
    if not block.columns or len(block.head) != len(block.columns):
        raise PrintingError("a table has not as many heads as columns")
    columns = _Columns(block, galley)
    node = galley.node.add("Table")
    top, bottom = (SMALL_CELL_TOP, SMALL_CELL_BOTTOM) if block.small else (CELL_TOP, CELL_BOTTOM)
    above = node.add("TR")
    heads = [
        columns.cell(above.head_cell("Column"), text, SMALL_HEAD, index, index) for index, text in enumerate(block.head)
    ]
    head = TableRow(heads, row_height(heads, top, bottom), top, rule=RULE)
    rows = []
    for row in block.rows:
        if len(row.cells) != len(block.columns) or row.cells[0] is None:
            raise PrintingError(f"a row of the table {plain(block.head[0])!r} has not as many cells as columns")
        line = node.add("TR")
        cells = []
        for index, text in enumerate(row.cells):
            if text is None:
                continue
            last = index
            while last + 1 < len(row.cells) and row.cells[last + 1] is None:
                last += 1
            is_head = block.row_heads and index == 0
            span = last - index + 1
            place = line.head_cell("Row", span) if is_head else line.cell(span)
            # In a tinted row the words that explain, in the last column, stay regular.
            bold = is_head or (row.tinted and index < len(row.cells) - 1)
            cells.append(columns.cell(place, text, _cell_style(block, bold), index, last))
        fills = [(0.0, columns.width)] if row.tinted else []
        rows.append(TableRow(cells, row_height(cells, top, bottom), top, fills))
    name = f"the table “{plain(block.head[0])}”"
    foot = None
    if block.caption:
        foot = galley.words(block.caption, SMALL.spaced(ITEM_GAP), "Caption", columns.width, node=node)
    return [
        Rows(
            name=name, head=head, rows=rows, foot=foot, width=columns.width, before=6, after=12,
            top_rule=RULE if galley.noted else HEAVY,
        )
    ]  # fmt: skip
