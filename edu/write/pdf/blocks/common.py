"""Blocks every document may have: headings, paragraphs, lists, panels, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf

from edu.model.document import AnswerLines, Heading, Items, Paragraph, Row, Run, Table, Text, line, plain
from edu.problems import PrintingError
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Again, Drawn, Piece, Stack, gap
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import CLASS_WIDTH, HAIR, HEAVY, MM, RULE, TINT, Style, StyleSheet
from edu.write.pdf.typeset import break_lines, widest_word, words_of

_WHOLE = 6
"""Rows of a table in a note of the key that stands on one page: the answers of a question are read together."""


def titled(galley: Galley, text: Text, level: int, style: Style, width: float | None = None) -> Drawn:
    """A heading with its entry in the outline.

    Raises:
        ValueError: when it is empty, or a level is skipped.
    """
    if not plain(text).strip():
        raise PrintingError(f"a heading of level {level} is empty; give it words")
    words = galley.words(text, style, galley.heading_role(level), width, balanced=True)
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
    if not items:
        return []
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
    return none_alone(pieces)


def none_alone(pieces: list[Piece]) -> list[Piece]:
    """Pieces of a list, the first two and the last two of which stay on one page."""
    for piece in (*pieces[:-1][:1], *pieces[-2:-1]):
        piece.keeps_next = True
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


@dataclass(kw_only=True)
class Ruled(Piece):
    """Lines to write on; the first is one pitch below the text above.

    Attributes:
        count: how many there are.
        pitch: from line to line.
        width: how long they are.
    """

    count: int
    pitch: float
    width: float

    def __post_init__(self) -> None:
        self.height = self.count * self.pitch

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the lines."""
        for number in range(1, self.count + 1):
            pen.rule(x + self.left, top - number * self.pitch, self.width, RULE)

    def parts(self) -> Sequence[Piece]:
        """Its lines."""
        last = self.count - 1
        return [
            replace(
                self,
                count=1,
                tight=bool(number) or self.tight,
                after=self.after if number == last else 0,
                keeps_next=number in (0, last - 1),
            )
            for number in range(self.count)
        ]


def ruled_lines(count: int, galley: Galley, share: float = 1.0) -> Ruled:
    """Lines to write on, a share of the column wide."""
    sheet = galley.sheet
    return Ruled(
        name="answer lines", count=count, pitch=sheet.pitch, width=galley.width * share,
        after=sheet.after_answer, tight=True,
    )  # fmt: skip


_BEYOND = 1.5
"""Points by which a ground goes on below its end, where another meets it: a line to write on may stand there."""


@dataclass(kw_only=True)
class Boxed(Piece):
    """Pieces on a tinted ground between two rules, as wide as the column.

    Attributes:
        inner: what stands in it.
        sheet: the spaces around that.
        width: how wide the ground is.
        above: space above the pieces; none where the panel goes on from an earlier page.
        below: space below them; none where it goes on to the next.
        edges: weights of the rules above and below.
        foot: what stands below it (a caption), its `before` away.
        loss: room at the foot of a page that is left empty rather than that it goes on on the next, in points.
        heading: the heading over it, as it is shown again where it goes on.
        goes_on: True when it goes on from an earlier page.
        joined: whether its ground meets that of another above it, and below it.
    """

    inner: Stack
    sheet: StyleSheet
    width: float
    above: float
    below: float
    edges: tuple[float, float] = (HEAVY, RULE)
    foot: Piece | None = None
    loss: float = inf
    heading: Again | None = None
    goes_on: bool = False
    joined: tuple[bool, bool] = (False, False)

    def __post_init__(self) -> None:
        self.height = self.head + self.ground + (self.foot.before + self.foot.height if self.foot else 0.0)

    @property
    def head(self) -> float:
        """How high the heading is where it is shown again."""
        return self.heading.height + self.heading.after if self.heading and self.goes_on else 0.0

    @property
    def ground(self) -> float:
        """How high the tinted ground is."""
        return self.above + self.inner.height + self.below

    @property
    def least(self) -> float:
        """As much as may not be parted, and no less than the room for which it may be."""
        pieces, tops = self.inner.pieces, self.inner.tops
        place = next((i for i, piece in enumerate(pieces) if not piece.keeps_next or i == len(pieces) - 1), None)
        if place is None or (place == len(pieces) - 1 and pieces[place].least == pieces[place].height):
            return self.height
        together = self.head + self.above + tops[place] + pieces[place].least + self.below
        return min(self.height, max(self.loss, together))

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the ground, the rules over it and the pieces."""
        x += self.left
        if self.heading and self.goes_on:
            self.heading.draw(pen, x, top)
        top -= self.head
        start, over = (_BEYOND if joined else 0.0 for joined in self.joined)
        pen.fill(x, top - start, self.width, self.ground - start + over, TINT)
        for height, weight in zip((top, top - self.ground), self.edges, strict=True):
            if weight:
                pen.rule(x, height, self.width, weight)
        self.inner.draw(pen, x + self.sheet.panel_side, top - self.above)
        if self.foot:
            self.foot.draw(pen, x, top - self.ground - self.foot.before)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Two panels, parted between pieces or in one of them."""
        pieces, tops = self.inner.pieces, self.inner.tops
        room -= self.head + self.above + self.below
        fit = sum(top + piece.height <= room for piece, top in zip(pieces, tops, strict=True))
        fit = min(fit, len(pieces) - 1)  # the foot alone is no reason to go on without words
        if room < self.loss - self.head - self.above - self.below:
            return None
        halves = pieces[fit].split(room - tops[fit]) if tops[fit] + pieces[fit].height > room else None
        above, below = (halves[:1], halves[1:]) if halves else ((), pieces[fit : fit + 1])
        first, rest = (*pieces[:fit], *above), (*below, *pieces[fit + 1 :])
        if not first or first[-1].keeps_next:
            return None
        return (
            replace(self, inner=Stack(pieces=first), foot=None, after=0, keeps_next=False),
            replace(self, inner=Stack(pieces=rest), before=0, goes_on=True),
        )

    def parts(self) -> Sequence[Piece]:
        """A panel for each of its pieces, one tight below another, with rules at the outer ends alone."""
        pieces = [part for piece in self.inner.pieces for part in (piece.parts() or [piece])]
        strips: list[Piece] = []
        for index, piece in enumerate(pieces):
            first, last = index == 0, index == len(pieces) - 1
            strips.append(
                replace(
                    self,
                    inner=Stack(pieces=[piece]),
                    above=self.above if first else 0.0,
                    below=self.below if last else gap(piece, pieces[index + 1]),
                    edges=(self.edges[0] if first else 0.0, self.edges[1] if last else 0.0),
                    foot=self.foot if last else None,
                    loss=0.0,
                    joined=(not first, not last),
                    tight=not first,
                    after=self.after if last else 0.0,
                    keeps_next=piece.keeps_next,
                )
            )
        return strips if len(strips) > 1 else ()


def panel_of(pieces: Sequence[Piece], galley: Galley, name: str) -> Boxed:
    """Pieces on a tinted ground between two rules, as wide as the column."""
    sheet = galley.sheet
    return Boxed(
        name=name, inner=Stack(pieces=pieces), sheet=sheet, width=galley.width, above=sheet.panel_top,
        below=sheet.panel_bottom, before=6, after=12, loss=sheet.loss * galley.page,
    )  # fmt: skip


def panel_galley(galley: Galley) -> Galley:
    """The column inside a panel."""
    sheet = galley.sheet
    return galley.inside(galley.node.add("Div"), galley.width - 2 * sheet.panel_side)


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
    if any(len(row.cells) != len(block.columns) or row.cells[0] is None for row in block.rows):
        raise PrintingError(f"a row of the table {plain(block.head[0])!r} has not as many cells as columns")
    if galley.sheet.one_column and len(block.columns) > 2:
        return _records(block, galley)
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
            loss=inf if galley.noted else sheet.loss * galley.page,
        )
    ]  # fmt: skip


def _records(block: Table, galley: Galley) -> list[Piece]:
    """A table that is too wide for the column: each row by itself, every cell on lines of its own after its head."""
    sheet = galley.sheet
    pieces: list[Piece] = []
    for row in block.rows:
        node = galley.node.add("Div")
        named = 1 if plain(block.head[0]) else 2  # a number without a head names the row together with the next cell
        title = ". ".join(plain(cell) for cell in row.cells[:named] if cell)
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
        pieces.append(_below_rule(record, HAIR if pieces else HEAVY, galley))
    end = Drawn(height=6, tight=True, paint=lambda pen, x, top: pen.rule(x, top - 6, galley.width, RULE))
    foot = [galley.words(block.caption, sheet.small.spaced(6))] if block.caption else []
    pieces = [*pieces[:-1], Stack(pieces=[*pieces[-1:], end, *foot], name="a row")]
    pieces[0].before, pieces[-1].after = 6, 15
    return pieces


def _below_rule(pieces: Sequence[Piece], weight: float, galley: Galley) -> Stack:
    rule = Drawn(height=6, paint=lambda pen, x, top: pen.rule(x, top, galley.width, weight))
    return Stack(pieces=[rule, *pieces], name="a row", after=6)
