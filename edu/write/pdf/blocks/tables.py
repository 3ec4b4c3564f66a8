"""Tables: rows of cells, or each row by itself where the column is too narrow for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise, product
from math import inf

from edu.model.document import Row, Run, Table, Text, line, plain
from edu.problems import PrintingError
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Loose, Piece, Stack
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import CLASS_WIDTH, HAIR, HEAVY, MM, RULE, Style, StyleSheet
from edu.write.pdf.typeset import break_lines, natural_width, widest_word, words_of

_WHOLE = 6
"""Rows of a table in a note of the key that stands on one page: the answers of a question are read together."""

_SPARED = (0.0, 2 * MM, 4 * MM, 6 * MM, 8 * MM, 10 * MM)
"""What the first and the last column of a table with heads of rows may give to those between them."""

_STEPS, _WIDEST = 9, 0.75
"""Widths of each column that are tried, and the most of a table that all but its last column may take."""

_MEASURED = 0.1
"""Points that measuring may be out by."""


def _spans(row: Row, index: int) -> bool:
    """True when the cell spans columns after its own, or its own is spanned."""
    return row.cells[index] is None or row.cells[index + 1 : index + 2] == (None,)


def _cell_style(small: bool, bold: bool, sheet: StyleSheet) -> Style:
    if small:
        return sheet.small_head if bold else sheet.small.spaced()
    return sheet.cell_head if bold else sheet.cell


class _Columns:
    """Where the columns of a table begin and end, and where their words do."""

    def __init__(self, block: Table, galley: Galley) -> None:
        self.block = block
        self.sheet = galley.sheet
        self.padded = galley.noted or any(row.tinted for row in block.rows)
        share = galley.sheet.frame.width / CLASS_WIDTH
        self.edges = [0.0, *accumulate(column.width * MM * share for column in block.columns)]
        self.edges = [0.0, *accumulate(self._for_long_words())]
        if block.row_heads and len(block.columns) > 2 and not (block.small or galley.noted):
            self.edges = min(self._shared_out(), key=self._lines)
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
        if last == len(self.block.columns) - 1:
            side = sheet.cell_side if self.padded else 0.0
        else:  # a letter has no padding of its own, so words before one keep twice as far from it
            letter = self.padded and self.edges[last + 2] - right < sheet.narrow_column
            side = 2 * sheet.cell_side if letter else sheet.cell_side
        return start, max(right - start - side, 1.0)

    def style(self, row: Row, index: int) -> Style:
        """What a cell of a row is set in. In a tinted row the last column, whose words explain, stays regular."""
        is_head = self.block.row_heads and index == 0
        bold = is_head or (row.tinted and index < len(row.cells) - 1)
        return _cell_style(self.block.small, bold, self.sheet)

    def _for_long_words(self) -> list[float]:
        """Widths of the columns: where a word is wider than its own, the others give of what they can spare.

        None gives more than half, which would make a long text too narrow for the sake of one word.
        """
        block, count = self.block, len(self.block.columns)
        spare = [self.place(index, index)[1] - _MEASURED for index in range(count)]
        for index in range(count):
            cells = [(row.cells[index], self.style(row, index)) for row in block.rows if not _spans(row, index)]
            words = [(block.head[index], self.sheet.small_head), *cells]
            spare[index] -= max(widest_word(text, style) for text, style in words if text is not None)
        widths = [right - left for left, right in pairwise(self.edges)]
        spare = [min(each, width / 2) for each, width in zip(spare, widths, strict=True)]
        wanted, there = -sum(min(each, 0.0) for each in spare), sum(max(each, 0.0) for each in spare)
        taken = min(wanted, there)
        if not taken:
            return widths
        shares = [each / (wanted if each < 0 else there) for each in spare]
        return [width - taken * share for width, share in zip(widths, shares, strict=True)]

    def _shared_out(self) -> Iterator[list[float]]:
        """Edges of the columns as they are, then with what the first and the last may spare given to those between."""
        first, *between, last = [right - left for left, right in pairwise(self.edges)]
        for spared in product(_SPARED, _SPARED):
            more = sum(spared) / len(between)
            yield [0.0, *accumulate((first - spared[0], *(width + more for width in between), last - spared[1]))]

    def _lines(self, edges: list[float]) -> tuple[int, int]:
        """How many lines the heads of rows have with such edges, and all rows."""
        kept, self.edges = self.edges, edges
        heads = lines = 0
        for row in (Row(self.block.head), *self.block.rows):
            starts = [index for index, text in enumerate(row.cells) if text is not None]
            ends = [*(start - 1 for start in starts[1:]), len(row.cells) - 1]
            counts = [
                len(break_lines(row.cells[start] or (), self.style(row, start), self.place(start, end)[1]))
                for start, end in zip(starts, ends, strict=True)
            ]
            heads, lines = heads + counts[0], lines + max(counts)
        self.edges = kept
        return heads, lines

    def cell(self, node: Node, text: Text, style: Style, first: int, last: int) -> Cell:
        x, width = self.place(first, last)
        return Cell(
            node, break_lines(text, style, width), style, x, width,
            "right" if self.block.columns[first].right else "left",
        )  # fmt: skip


def table(block: Table, galley: Galley) -> list[Piece]:
    """A table, its caption below it.

    Where it goes on on a further page its head row stands there again, and over that the heading it stands under; the
    table of a drawing stands under none.

    Raises:
        ValueError: when it has no head, a row of another length, or is wider than the text.
    """
    sheet = galley.sheet
    if not block.columns or len(block.head) != len(block.columns):
        raise PrintingError("a table has not as many heads as columns")
    if any(len(row.cells) != len(block.columns) or row.cells[0] is None for row in block.rows):
        raise PrintingError(f"a row of the table {plain(block.head[0])!r} has not as many cells as columns")
    if galley.sheet.one_column and len(block.columns) > 2:
        made, again = _records(block, galley), galley.again()
        if not again:
            made[0].before = 6
            return made
        name = f"the table “{plain(block.head[0])}”"
        over = again_ruled([again], galley)
        return [Loose(pieces=made, name=name, before=6, after=15, loss=0, again=over)]
    columns = _Columns(block, galley)
    node = galley.node.add("Table")
    close = block.small or galley.noted
    top, bottom = (sheet.small_cell_top, sheet.small_cell_bottom) if close else (sheet.cell_top, sheet.cell_bottom)
    above = node.add("TR")
    heads = [
        columns.cell(above.head_cell("Column"), text, sheet.small_head, index, index)
        for index, text in enumerate(block.head)
    ]
    head = TableRow(heads, row_height(heads, top, bottom), top, rule=RULE)
    rows = []
    for row in block.rows:
        place = node.add("TR")
        cells = []
        for index, text in enumerate(row.cells):
            if text is None:
                continue
            last = index
            while last + 1 < len(row.cells) and row.cells[last + 1] is None:
                last += 1
            is_head = block.row_heads and index == 0
            span = last - index + 1
            at = place.head_cell("Row", span) if is_head else place.cell(span)
            cells.append(columns.cell(at, text, columns.style(row, index), index, last))
        fills = [(0.0, columns.width)] if row.tinted else []
        rows.append(TableRow(cells, row_height(cells, top, bottom), top, fills))
    name = f"the table “{plain(block.head[0])}”"
    foot = None
    if block.caption:
        foot = galley.words(block.caption, sheet.small.spaced(sheet.item_gap), "Caption", columns.width, node=node)
    return [
        Rows(
            name=name, head=head, rows=rows, foot=foot, width=columns.width, before=6, after=12,
            top_rule=RULE if galley.noted else HEAVY, short=_WHOLE if galley.noted else Rows.short,
            loss=inf if galley.noted else sheet.loss * galley.page, again=galley.again(),
        )
    ]  # fmt: skip


def _widest_date(text: Text, style: Style) -> float:
    """How wide a column must be so that a date is parted before its "to" alone, in points."""
    first, *others = words_of(text).split(" to ")
    return max(natural_width(line(date), style) for date in (first, *(f"to {other}" for other in others)))


@lru_cache(maxsize=16)
def lowest_widths(rows: tuple[tuple[Text, ...], ...], width: float, sheet: StyleSheet) -> tuple[float, ...]:
    """Widths in millimetres of the columns of a table of dates with which its rows are lowest, together so wide.

    The first row is the head. All columns but the last may be as narrow as their head and their longest word, or date
    in the first, ask for, and as wide as on one line. A high row counts for more than several that are less high.
    """
    side = 2 * sheet.cell_side + 1
    styles = (sheet.small_head, *(sheet.small for _ in rows[1:]))
    columns = [tuple(zip(cells, styles, strict=True)) for cells in zip(*rows, strict=True)]
    wide: list[list[float]] = []
    for told in columns[:-1]:
        parts = (widest_word(*each) if wide else _widest_date(*each) for each in told[1:])
        least = max(natural_width(*told[0]), *parts)
        most = max(natural_width(text, style) for text, style in told)
        wide.append([(least + (most - least) * step / _STEPS + side) / MM for step in range(_STEPS + 1)])

    @cache
    def lines(column: int, room: float) -> list[int]:
        words = room * MM - sheet.cell_side * (2 if column < len(wide) else 1)  # the last has no room kept on its right
        return [len(break_lines(text, style, words)) for text, style in columns[column]]

    def height(way: tuple[float, ...]) -> tuple[int, float]:
        counts = (lines(column, room) for column, room in enumerate((*way, width - sum(way))))
        return sum(max(row) ** 2 for row in zip(*counts, strict=True)), sum(way)

    ways = [way for way in product(*wide) if sum(way) <= _WIDEST * width]
    best = min(ways, key=height, default=tuple(each[0] for each in wide))
    return (*best, width - sum(best))


def again_ruled(again: Sequence[Piece], galley: Galley) -> Stack:
    """What names rows that stand by themselves on a further page, with the rule over them."""
    return Stack(pieces=[*again, _rule(0.0, 5, galley), _rule(HEAVY, 0.0, galley)], keeps_next=True)


def _rule(weight: float, height: float, galley: Galley) -> Drawn:
    """A rule, none for a weight of 0, with so much room below it."""

    def paint(pen: Pen, x: float, top: float) -> None:
        if weight:
            pen.rule(x, top, galley.width, weight)

    return Drawn(height=height, tight=True, keeps_next=True, paint=paint)


def records(told: Sequence[tuple[str, Text]], galley: Galley) -> list[Piece]:
    """A list whose items each have a bold line that names them, and their words below it, with rules between them."""
    sheet = galley.sheet
    listing = galley.node.listing("None")
    made = []
    for name, text in told:
        body = listing.add("LI").add("LBody")
        words = [
            galley.words(line(name, bold=True), sheet.cell_head.spaced(0, 3), node=body),
            galley.words(text, sheet.cell, node=body),
        ]
        made.append(words)
    return _ruled(made, galley)


def _named(block: Table) -> int:
    """How many cells name a row that stands by itself: a number without a head does so together with the next."""
    return 1 if plain(block.head[0]) else 2


def record_title(block: Table, row: Row) -> str:
    """What names a row by itself: the words of its first cell, or its number and those of the second."""
    return ". ".join(plain(cell) for cell in row.cells[: _named(block)] if cell)


def _records(block: Table, galley: Galley) -> list[Piece]:
    """A table that is too wide for the column: each row by itself, every cell on lines of its own after its head."""
    sheet = galley.sheet
    made: list[list[Piece]] = []
    for row in block.rows:
        node = galley.node.add("Div")
        named = _named(block)
        title = record_title(block, row)
        record: list[Piece] = [galley.words(line(title, bold=True), sheet.cell_head.spaced(0, 3), node=node)]
        listing = node.listing("None")
        cells = [(i, text) for i, text in enumerate(row.cells) if i >= named and text is not None and plain(text)]
        for index, text in cells:
            entry = listing.add("LI")
            spans = index + 1 < len(row.cells) and row.cells[index + 1] is None
            label = () if spans else (Run(f"{plain(block.head[index])}: "),)
            record.append(galley.words((*label, *text), sheet.cell.spaced(0, 3), "LBody", node=entry))
        if not cells:
            node.kids.remove(listing)
        made.append(record)
    return _ruled(made, galley, [galley.words(block.caption, sheet.small.spaced(6))] if block.caption else ())


def _ruled(made: Sequence[Sequence[Piece]], galley: Galley, foot: Sequence[Piece] = ()) -> list[Piece]:
    """Rows by themselves, each with the rule below it, and the first with that over all.

    What names them on a further page has that rule too, in the same place.
    """
    pieces: list[Piece] = []
    for index, record in enumerate(made):
        last = index == len(made) - 1
        above, room = _rule(0.0 if index else HEAVY, 6, galley), _rule(0.0, 6, galley)
        end = [room, _rule(RULE if last else HAIR, 0.0, galley), *(foot if last else ())]
        pieces.append(Stack(pieces=[above, *record, *end], name="a row"))
    pieces[-1].after = 15
    return pieces
