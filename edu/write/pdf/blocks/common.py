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
from edu.write.pdf.styles import HEAVY, MM, RULE, TINT, Style, StyleSheet
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
    sheet = galley.sheet
    if block.level not in (2, 3):
        raise PrintingError(f"a heading has level {block.level}; it can be 2 or 3")
    return [titled(galley, block.text, block.level, sheet.heading_2 if block.level == 2 else sheet.heading_3)]


def paragraph(block: Paragraph, galley: Galley) -> list[Piece]:
    """A paragraph of text, no wider than is easy to read, or of small type."""
    sheet = galley.sheet
    if block.small:
        return [galley.words(block.text, sheet.small)]
    return [galley.words(block.text, sheet.text, width=galley.width if galley.nested else sheet.task_width)]


def item_pieces(items: Sequence[Text], galley: Galley, style: Style, width: float) -> list[Piece]:
    """A list with dashes, a piece an item."""
    sheet = galley.sheet
    listing = galley.node.listing("Disc")
    dash = (Run("–"),)
    pieces: list[Piece] = []
    for item in items:
        entry = listing.add("LI")
        mark = galley.words(dash, style, "Lbl", width, node=entry)
        words = galley.words(item, style, "LBody", width - sheet.dash_indent, left=sheet.dash_indent, node=entry)

        def paint(pen: Pen, x: float, top: float, mark: Piece = mark, words: Piece = words) -> None:
            mark.draw(pen, x, top)
            words.draw(pen, x, top)

        pieces.append(Drawn(name="a list item", height=words.height, after=sheet.item_gap, paint=paint))
    return pieces


def items(block: Items, galley: Galley) -> list[Piece]:
    """A list; it may be split between items."""
    sheet = galley.sheet
    pieces = item_pieces(block.items, galley, sheet.text, galley.width)
    if pieces:
        pieces[-1].after = sheet.text.after
    return pieces


def answer_lines(block: AnswerLines, galley: Galley) -> list[Piece]:
    """Ruled lines to write on."""
    return [ruled_lines(block.count, galley)]


def ruled_lines(count: int, galley: Galley) -> Drawn:
    """Lines to write on; the first is one pitch below the text above."""
    sheet = galley.sheet

    def paint(pen: Pen, x: float, top: float) -> None:
        for number in range(1, count + 1):
            pen.rule(x, top - number * sheet.pitch, galley.width, RULE)

    return Drawn(name="answer lines", height=count * sheet.pitch, after=sheet.after_answer, tight=True, paint=paint)


def panel_of(pieces: Sequence[Piece], galley: Galley, name: str) -> Drawn:
    """Pieces on a tinted ground between two rules, as wide as the column."""
    sheet, width = galley.sheet, galley.width
    inner = Stack(pieces=pieces)
    height = sheet.panel_top + inner.height + sheet.panel_bottom

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.fill(x, top, width, height, TINT)
        pen.rule(x, top, width, HEAVY)
        pen.rule(x, top - height, width, RULE)
        inner.draw(pen, x + sheet.panel_side, top - sheet.panel_top)

    return Drawn(name=name, height=height, before=6, after=12, paint=paint)


def panel_galley(galley: Galley) -> Galley:
    """The column inside a panel."""
    sheet = galley.sheet
    return galley.inside(galley.node.add("Div"), galley.width - 2 * sheet.panel_side)


def _cell_style(block: Table, bold: bool, sheet: StyleSheet) -> Style:
    if block.small:
        return sheet.small_head if bold else sheet.small.spaced()
    return sheet.cell_head if bold else sheet.cell


class _Columns:
    """Where the columns of a table begin and end, and where their words do."""

    def __init__(self, block: Table, galley: Galley) -> None:
        self.block = block
        self.sheet = galley.sheet
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
        sheet = self.sheet
        left, right = self.edges[first], self.edges[last + 1]
        if first == last and right - left < sheet.narrow_column:
            return left, right - left
        start = left + (sheet.cell_side if self.padded or first else 0)
        before = left - self.edges[first - 1] if first else 0.0
        if self.padded and sheet.roomy_column <= before < sheet.narrow_column:
            start = left
        outer = last == len(self.block.columns) - 1 and not self.padded
        return start, max(right - start - (0 if outer else sheet.cell_side), 1.0)

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
    sheet = galley.sheet
    if not block.columns or len(block.head) != len(block.columns):
        raise PrintingError("a table has not as many heads as columns")
    columns = _Columns(block, galley)
    node = galley.node.add("Table")
    top, bottom = (
        (sheet.small_cell_top, sheet.small_cell_bottom) if block.small else (sheet.cell_top, sheet.cell_bottom)
    )
    above = node.add("TR")
    heads = [
        columns.cell(above.head_cell("Column"), text, sheet.small_head, index, index)
        for index, text in enumerate(block.head)
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
            cells.append(columns.cell(place, text, _cell_style(block, bold, sheet), index, last))
        fills = [(0.0, columns.width)] if row.tinted else []
        rows.append(TableRow(cells, row_height(cells, top, bottom), top, fills))
    name = f"the table “{plain(block.head[0])}”"
    foot = None
    if block.caption:
        foot = galley.words(block.caption, sheet.small.spaced(sheet.item_gap), "Caption", columns.width, node=node)
    return [
        Rows(
            name=name, head=head, rows=rows, foot=foot, width=columns.width, before=6, after=12,
            top_rule=RULE if galley.noted else HEAVY,
        )
    ]  # fmt: skip
