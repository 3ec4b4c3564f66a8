"""Charts with their titles, captions and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf

from edu.model.chart import Bar, BarChart, Chart, Mark, Timeline
from edu.model.document import Column, Figure, Row, Run, Table, Text, line
from edu.problems import PrintingError
from edu.write.pdf.blocks.common import none_alone, titled
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.tables import again_ruled, lowest_widths, records, table
from edu.write.pdf.pen import Drawing, Pen
from edu.write.pdf.pieces import Again, Drawn, Loose, Piece, Stack
from edu.write.pdf.rows import Cell, Rows, TableRow, row_height
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import CLASS_WIDTH, HAIR, MM, RULE, StyleSheet
from edu.write.pdf.typeset import Line, break_lines, typographic, words_of

_WIDTHS = {
    2: ((44, 38), (40, 42), (36, 46), (40, 50), (56, 42)),
    3: ((42, 36, 30), (50, 32, 30), (56, 34, 30)),
}
"""Columns of a bar chart's table in millimetres, without and with the column that says who gives the number.

The first serves unless another makes the rows lower: bars are to stand by their words."""

_WIDER = {2: ((50, 44), (46, 48), (40, 58), (56, 56), (66, 44))}
"""The same where letters stand farther apart; beside three columns bars would have no room there."""

_SHARES = {2: ((0.5, 0.5),), 3: ((0.36, 0.38, 0.26), (0.5, 0.24, 0.26), (0.34, 0.35, 0.31))}
"""How they may share the column when the bars stand under them; the first serves unless another needs fewer lines."""

_PITCH = {1: 9.5 * MM, 2: 13 * MM}
"""Height of its rows, by how many lines the tallest has."""

_BAR_ROW = 9 * MM
"""Height of the part of a row in which a bar stands under its words; a row that says 0 has none."""

_BESIDE = 0.6 * MM
"""From the table to the zero line."""

_FEWEST = 3
"""Bars that stand together at least: a chart of up to five is seen at one glance, and stays whole."""

_MOVED = 2
"""Bars that go to the next page at most so that those of one side stand together."""

_BEGINS = 0.12
"""Share of a page that may stay empty below a drawing for the sake of a table that is whole on the next."""

_AFTER = 12.0
_DRAWING = "the drawing"

_NUMBER = 8.0
"""Width in millimetres of the column with the numbers that a drawing carries for want of room."""


def figure(block: Figure, galley: Galley) -> list[Piece]:
    """A chart with its title, caption and table, kept together unless the table is too long for that.

    Raises:
        ValueError: when it has no alternative text.
    """
    sheet = galley.sheet
    name = f"figure {block.number}"
    if not block.chart.alt.strip():
        raise PrintingError(f"{name}, “{block.chart.title}”, has no alternative text; say in `alt` what it shows")
    words = line(f"{block.label} {block.number}. {block.chart.title}" if block.number else block.chart.title)
    pieces: list[Piece] = []
    if galley.nested:
        pieces.append(galley.words(words, sheet.figure_title))
    else:
        pieces.append(titled(galley, words, min(3, galley.counts.heading + 1), sheet.figure_title))
    caption = _caption(block.chart, galley)
    if caption:
        pieces.append(galley.words(line(caption), sheet.small))
    pieces[-1].keeps_next = True
    if isinstance(block.chart, BarChart):
        pieces.extend(_bars(block.chart, galley, Stack(pieces=pieces).height))
    else:
        pieces.extend(_timeline(block.chart, galley, block.table))
    drawn = next(index for index, piece in enumerate(pieces) if piece.name == _DRAWING) + 1
    loss = sheet.loss * galley.page
    chart = Loose(pieces=pieces[:drawn], name=name, after=pieces[drawn - 1].after, loss=loss)
    again = _again(block, caption, galley) if block.continued else None
    rest = _together(pieces[drawn:], _BEGINS * galley.page)
    return [Loose(pieces=[chart, *rest], name=name, before=6, after=_AFTER, loss=loss, again=again)]


def _again(block: Figure, caption: str, galley: Galley) -> Piece:
    """What stands over a figure that goes on: its name, and over bars the caption too, which says how to read them."""
    sheet = galley.sheet
    told = [(line(block.continued, bold=True), sheet.strong)]
    if isinstance(block.chart, BarChart):
        told.append((line(caption), sheet.small))
    pieces: list[Piece] = [
        Again(lines=break_lines(text, style, galley.width), style=style, keeps_next=True) for text, style in told
    ]
    if sheet.one_column and isinstance(block.chart, Timeline):
        return again_ruled(pieces, galley)
    return Stack(pieces=pieces, keeps_next=True, after=6)


def _caption(chart: Chart, galley: Galley) -> str:
    """The caption, with what the drawing of a timeline on this page needs explained."""
    if isinstance(chart, BarChart) or not chart.notes:
        return chart.caption
    told, notes = dict(chart.notes), _timeline_drawing(chart, galley.width, *_type(galley.sheet)).notes
    return " ".join(filter(None, (chart.caption, *(told.get(name, "") for name in notes))))


def _type(sheet: StyleSheet) -> tuple[float, float, float]:
    """Type sizes of the words and the labels of a chart in points, and the space after every letter in ems."""
    return sheet.chart_words, sheet.chart_cells, sheet.cell.tracking / sheet.cell.size


def _together(rows: Sequence[Piece], loss: float) -> list[Piece]:
    """The table below a drawing: whole unless so much of a page would stay empty, and then two rows at least a page.

    It need not begin on the page of the drawing.
    """
    if len(rows) == 1 and isinstance(rows[0], Rows):
        return [replace(rows[0], whole=loss, loss=inf)]
    return [Loose(pieces=none_alone(list(rows)), after=rows[-1].after, loss=loss)] if rows else []


# Bars ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _bars_drawing(
    chart: BarChart,
    width: float,
    heights: tuple[float, ...],
    ticks: float,
    bar_row: float | None,
    rows: tuple[int, int],
    tracking: float,
) -> Drawing:
    """The bars, made once for all versions of a quiz."""
    from edu.write.figures import bars_drawing  # brings matplotlib, needed for charts alone

    return bars_drawing(chart, width, heights, ticks, bar_row, rows, tracking)


@lru_cache(maxsize=32)
def _timeline_drawing(chart: Timeline, width: float, words: float, cells: float, tracking: float) -> Drawing:
    """The timeline, made once for all versions of a quiz."""
    from edu.write.figures import timeline_drawing  # brings matplotlib, needed for charts alone

    marks = (replace(m, date=words_of(line(m.date)), label=words_of(line(m.label))) for m in chart.marks)
    return timeline_drawing(replace(chart, marks=tuple(marks)), width, words, cells, tracking)


def _below(chart: BarChart, galley: Galley) -> tuple[float, ...]:
    """Widths of the columns over the bars: the highest row is as low as can be, then fewest figures are broken."""
    ways = [tuple(galley.width * share for share in shares) for shares in _SHARES[len(chart.heads)]]
    return min(ways, key=lambda widths: _lines(chart, widths, galley.sheet))


def _beside(chart: BarChart, galley: Galley) -> tuple[float, ...] | None:
    """Widths of the columns beside the bars, with which the highest row is as low as can be; None without room."""
    if galley.sheet.one_column:
        return None
    ways = (_WIDER if galley.sheet.notes_below else _WIDTHS).get(len(chart.heads), ())
    in_points = [tuple(width * MM for width in widths) for widths in ways]
    return min(in_points, key=lambda widths: _lines(chart, widths, galley.sheet)[0], default=None)


def _lines(chart: BarChart, widths: Sequence[float], sheet: StyleSheet) -> tuple[int, int]:
    """How many lines the highest row has in such columns, and all figures together."""
    rooms = [width - sheet.cell_side * (2 if index else 1) for index, width in enumerate(widths)]
    rows = [_words(bar, rooms, sheet) for bar in chart.bars]
    return max(len(cell) for cells in rows for cell in cells), sum(len(cells[-1]) for cells in rows)


def _words(bar: Bar, rooms: Sequence[float], sheet: StyleSheet) -> list[tuple[Line, ...]]:
    """The lines of each cell of a bar's row, its scope below its label."""
    texts = [_label(bar), line(bar.source), _figure(bar)] if len(rooms) == 3 else [_label(bar), _figure(bar)]
    cells = [break_lines(text, sheet.cell, room) for text, room in zip(texts, rooms, strict=True)]
    if bar.scope:
        label, scope = cells[0], break_lines(line(bar.scope), sheet.cell, rooms[0])
        cells[0] = (*label[:-1], *(replace(last, spaced=True) for last in label[-1:]), *scope)
    return cells


def _label(bar: Bar) -> Text:
    return line(bar.label, bold=bool(bar.scope))


def _figure(bar: Bar) -> Text:
    return (Run(bar.figure, bold=True), Run(f" {bar.unit}" if bar.unit else ""))


def _bars(chart: BarChart, galley: Galley, used: float) -> list[Piece]:
    """The table and the bars, one drawing, so that each bar stands in its row: as the last column, or under the words.

    Bars that a page cannot hold, of which so much is used, go on in another drawing with the same scale; they do so too
    where much of a page would stay empty.

    Raises:
        ValueError: when the chart has neither two nor three heads, or no bars.
    """
    sheet = galley.sheet
    if len(chart.heads) not in _WIDTHS or not chart.bars:
        raise PrintingError(f"the chart {chart.name!r} needs bars, and two heads or three")
    beside = _beside(chart, galley)
    widths = beside or _below(chart, galley)
    lefts = [sum(widths[:index]) + (sheet.cell_side if index else 0) for index in range(len(widths))]
    rooms = [sum(widths[: index + 1]) - left - sheet.cell_side for index, left in enumerate(lefts)]
    node = galley.node.add("Table")
    above = node.add("TR")
    heads = [
        Cell(above.head_cell("Column"), break_lines(line(head), sheet.small_head, room), sheet.small_head, left, room)
        for head, left, room in zip(chart.heads, lefts, rooms, strict=True)
    ]
    head = TableRow(heads, row_height(heads, sheet.cell_top, sheet.cell_bottom - 0.65), sheet.cell_top, rule=RULE)
    rows: list[list[Cell]] = []
    for bar in chart.bars:
        row = node.add("TR")
        cells = zip(_words(bar, rooms, sheet), lefts, rooms, strict=True)
        places = [row.head_cell("Row"), *(row.cell() for _ in rooms[1:])]
        rows.append(
            [Cell(at, lines, sheet.cell, left, room) for at, (lines, left, room) in zip(places, cells, strict=True)]
        )
    most = max(len(cell.lines) for cells in rows for cell in cells)
    words = most * sheet.cell.leading
    if not beside:
        left, top, bar_row = 0.0, sheet.cell_top, _BAR_ROW
        pitch = top + words + bar_row
    else:
        left, bar_row = sum(widths) + _BESIDE, None
        pitch = max(_PITCH.get(most, words + 7), words + 6)
        top = (pitch - words - 1.5) / 2
    without = pitch - (0.0 if bar_row is None else bar_row - sheet.cell_bottom)
    heights = tuple(without if bar_row and bar.high == 0 and not bar.unknown else pitch for bar in chart.bars)
    table_rows = [
        TableRow(cells, height, top + (_lower(cells, most, sheet) if beside else 0.0), rule=HAIR)
        for cells, height in zip(rows, heights, strict=True)
    ]
    room = galley.page - used - head.height - 3 * sheet.chart_cells
    grid = Rows(head=head, rows=table_rows, width=sum(widths), top_width=galley.width)
    pictures = [galley.node.figure(typographic(chart.alt))]

    def drawing(first: int, end: int) -> Drawing:
        _, cells, tracking = _type(sheet)
        return _bars_drawing(chart, galley.width - left, heights, cells, bar_row, (first, end), tracking)

    fewest = max(min(_FEWEST, int(room // pitch)), 1)
    return [Bars(name=_DRAWING, chart=chart, grid=grid, drawing=drawing, pictures=pictures, aside=left, fewest=fewest)]


def _lower(cells: Sequence[Cell], most: int, sheet: StyleSheet) -> float:
    """How much lower the words of a row with fewer lines stand than those of the highest: level with its bar."""
    return (most - max(len(cell.lines) for cell in cells)) * sheet.cell.leading / 2


def _told(bar: Bar) -> str:
    """A bar in words."""
    return f"{', '.join(filter(None, (bar.label, bar.scope)))}: {' '.join(filter(None, (bar.figure, bar.unit)))}"


@dataclass(kw_only=True)
class Bars(Piece):
    """A table and its bars, which begin below its head.

    Attributes:
        chart: the chart.
        grid: the table, or such rows of it as stand on this page.
        drawing: draws the bars of rows from one to before another.
        pictures: the figures that the bars are, so far as they are drawn, and the first one.
        aside: how far from the left the bars begin.
        fewest: rows that must stand together.
        first: which row is the first here.
    """

    chart: BarChart
    grid: Rows
    drawing: Callable[[int, int], Drawing]
    pictures: list[Node]
    aside: float
    fewest: int
    first: int = 0

    def __post_init__(self) -> None:
        self.before = 3
        self.height = self._height(len(self.grid.rows))

    @property
    def least(self) -> float:
        """The fewest rows, when as many are left for the next page."""
        return self.height if len(self.grid.rows) < 2 * self.fewest else self._height(self.fewest)

    def _height(self, count: int) -> float:
        """How high so many rows are, with the scale that stands below the last."""
        heights = [row.height for row in self.grid.rows]
        scale = self.drawing(self.first, self.first + len(heights)).height - sum(heights)
        return self.grid.head_height + sum(heights[:count]) + max(scale, 0.0)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the table, then the bars; those that go on are a figure of their own, which says them in words."""
        self.grid.draw(pen, x + self.left, top)
        end = self.first + len(self.grid.rows)
        if self.first:
            told = "; ".join(map(_told, self.chart.bars[self.first : end]))
            self.pictures.append(self.pictures[-1].another_figure(typographic(told)))
        drawing = self.drawing(self.first, end)
        pen.figure(self.pictures[-1], drawing, x + self.left + self.aside, top - self.grid.head_height)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Splits between rows, and between two sides where it costs a page no more than so many rows."""
        count = len(self.grid.rows) - self.fewest
        while count >= self.fewest and self._height(count) > room:
            count -= 1
        if count < self.fewest:
            return None
        sides = [bar.side for bar in self.chart.bars[self.first :]]
        fewer = range(count, max(self.fewest, count - _MOVED) - 1, -1)
        count = next((each for each in fewer if sides[each - 1] != sides[each]), count)
        rows = self.grid.rows
        return (
            replace(self, grid=replace(self.grid, rows=rows[:count]), after=0, keeps_next=False),
            replace(self, grid=replace(self.grid, rows=rows[count:], shown=True), first=self.first + count),
        )


# Timeline --------------------------------------------------------------------------------------------------


def _timeline(chart: Timeline, galley: Galley, with_table: bool) -> list[Piece]:
    """The drawing and, where it is wanted, the table with the same dates."""
    sheet = galley.sheet
    drawing = _timeline_drawing(chart, galley.width, *_type(sheet))
    picture = galley.node.figure(typographic(chart.alt))
    pieces: list[Piece] = [
        Drawn(
            name=_DRAWING, height=drawing.height, before=6, after=6,
            paint=lambda pen, x, top: pen.figure(picture, drawing, x, top),
        )
    ]  # fmt: skip
    if with_table and sheet.one_column:
        return [
            *pieces,
            *records([_record(mark, drawing.numbered and n) for n, mark in enumerate(chart.marks, 1)], galley),
        ]
    number = _NUMBER * sheet.small_head.size / 10 if drawing.numbered else 0.0
    if with_table:
        heads: tuple[Text, ...] = tuple(line(head) for head in chart.heads)
        rows: list[tuple[Text, ...]] = [(line(mark.date), line(mark.kind), line(mark.row)) for mark in chart.marks]
        widths = list(lowest_widths((heads, *rows), CLASS_WIDTH / MM - number, sheet))
    elif drawing.numbered:
        heads, widths = (line(chart.heads[2]),), [CLASS_WIDTH / MM - number]
        rows = [(line(mark.label),) for mark in chart.marks]
    else:
        return pieces
    if drawing.numbered:  # the drawing had no room for words and points to these numbers
        heads, widths = ((), *heads), [number, *widths]
        rows = [(line(str(number), bold=True), *cells) for number, cells in enumerate(rows, 1)]
    pieces += table(Table(tuple(map(Column, widths)), heads, tuple(map(Row, rows)), small=True), galley.under(()))
    return pieces


def _record(mark: Mark, number: int) -> tuple[str, Text]:
    """A mark by itself: its number if the drawing carries numbers, its date and the kind of date; and what happened."""
    date = f"{mark.dated or mark.date}, {mark.kind}"
    return f"{number}. {date}" if number else date, line(mark.row)
