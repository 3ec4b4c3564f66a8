"""Figures, tables and panels that go on on the next page: how they are parted, and what stands over the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from edu.lesson import Lesson
from edu.make.charts import charts, numbered_figure
from edu.model.chart import BarChart, Timeline
from edu.model.document import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Panel,
    Paragraph,
    Row,
    Section,
    SourceBox,
    SourceColumn,
    Table,
    Title,
    WordList,
    line,
)
from edu.write.figures import timeline_drawing
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.figures import Bars
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.paginate import paginate
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Again, Piece, Stack, Words
from edu.write.pdf.rows import Rows
from edu.write.pdf.structure import Node
from edu.write.pdf.typeset import Line
from edu.write.pdf.variants import style_sheet
from tests.write.faults import faults
from tests.write.tags import Tags


@dataclass(kw_only=True)
class Slab(Piece):
    """A piece of any height."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing."""


def rows(piece: Piece) -> int:
    """How many rows of a table are in it, be they columns or each one below another."""
    if isinstance(piece, Rows):
        return len(piece.rows)
    if piece.name == "a row":
        return 1
    return sum(map(rows, piece.pieces)) if isinstance(piece, Stack) else 0


def over(piece: Piece) -> list[str]:
    """The words that stand again over what goes on."""
    if isinstance(piece, Again):
        return ["".join(getattr(part, "text", " ") for part in piece.lines[0].parts).replace("\u00a0", " ")]
    return [words for each in piece.pieces for words in over(each)] if isinstance(piece, Stack) else []


def paged(figure: Figure, variant: str, above: float) -> list[tuple[int, list[str]]]:
    """For each page: rows of the figure's table, and what stands again; so much of the first, a share, is taken."""
    sheet = style_sheet("a4", variant)
    column = Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
    column.counts.heading = 1
    pages = paginate([Slab(height=above * column.page), *lay([figure], column)], column.page)
    placed = [[piece for piece, _ in page.placed] for page in pages]
    return [(sum(map(rows, pieces)), [words for piece in pieces for words in over(piece)]) for pieces in placed]


def dates(lesson: Lesson) -> Timeline | None:
    """The timeline of a battle."""
    return next((chart for chart in charts(lesson.battle, lesson.words) if isinstance(chart, Timeline)), None)


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_no_row_of_a_list_of_events_stands_alone(invented: Lesson, variant: str) -> None:
    chart = dates(invented)
    if chart is None:
        return
    figure = numbered_figure(3, chart, invented.words)
    for above in (0.0, 0.2, 0.35, 0.5):
        pages = paged(figure, variant, above)
        counts = [count for count, _ in pages if count]
        assert sum(counts) == len(chart.marks)
        assert min(counts) >= min(2, len(chart.marks))


def test_a_list_of_events_stays_whole_where_a_page_loses_little_and_says_whose_it_is(safira: Lesson) -> None:
    """In large print the drawing and what is above it take most of a page: the six events are together on the next."""
    chart = dates(safira)
    assert chart
    pages = paged(numbered_figure(3, chart, safira.words), "large-print", 0.2)
    assert pages == [(0, []), (6, ["Figure 3 (continued)"])]


def test_a_list_of_events_longer_than_a_page_is_parted(safira: Lesson) -> None:
    chart = dates(safira)
    assert chart
    many = replace(chart, marks=chart.marks * 3)
    pages = paged(numbered_figure(3, many, safira.words), "large-print", 0.0)
    assert sum(count for count, _ in pages) == 18
    assert [words for count, words in pages[1:] if count] == [["Figure 3 (continued)"]] * len(pages[1:])


@pytest.mark.parametrize("variant", ["class", "easy-read"])
def test_a_date_in_a_list_of_events_is_parted_before_its_to_alone(invented: Lesson, variant: str) -> None:
    chart = dates(invented)
    if chart is None:
        return
    sheet = style_sheet("a4", variant)
    column = Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
    tables = [piece for piece in pieces_of(lay([Figure(1, chart)], column)) if isinstance(piece, Rows)]
    for row, mark in zip((row for table in tables for row in table.rows), chart.marks, strict=True):
        lines = row.cells[-3].lines
        assert "".join(_letters(each) for each in lines).replace(" ", "") == mark.date.replace(" ", "")
        assert all(_letters(each).startswith("to") for each in lines[1:])


def _letters(line: Line) -> str:
    return "".join(getattr(part, "text", " ") for part in line.parts).replace("\u00a0", " ")


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_bars_that_go_on_have_the_caption_again_that_says_how_to_read_them(safira: Lesson, variant: str) -> None:
    killed = next(chart for chart in charts(safira.battle, safira.words) if chart.name == "killed")
    assert isinstance(killed, BarChart)
    pages = paged(numbered_figure(2, replace(killed, bars=killed.bars * 6), safira.words), variant, 0.0)
    assert len(pages) > 1
    for _, (title, caption) in pages[1:]:
        assert title == "Figure 2 (continued)"
        assert killed.caption.startswith(caption.strip())


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_bars_that_go_on_begin_with_another_side_where_one_ends_near(
    invented_battle: Callable[[str], Lesson], variant: str
) -> None:
    """Six bars of one side and four of the other: with room for seven or eight, six stand on the first page."""
    lesson = invented_battle("many_sources")
    killed = next(chart for chart in charts(lesson.battle, lesson.words) if chart.name == "killed")
    assert isinstance(killed, BarChart)
    assert [bar.side for bar in killed.bars] == [0] * 6 + [1] * 4
    sheet = style_sheet("a4", variant)
    column = Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
    (bars,) = [piece for piece in pieces_of(lay([Figure(2, killed)], column)) if isinstance(piece, Bars)]
    pitch = bars.grid.rows[0].height
    for left_out in (2.5, 3.5):  # fitting seven or six
        parts = bars.split(bars.height - left_out * pitch)
        assert parts
        assert [len(part.grid.rows) for part in parts if isinstance(part, Bars)] == [6, 4]


def pieces_of(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """All pieces, taken out of their stacks."""
    for piece in pieces:
        yield from pieces_of(piece.pieces) if isinstance(piece, Stack) else [piece]


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_a_caption_speaks_of_strokes_weeks_and_numbers_where_the_drawing_has_them(
    invented: Lesson, variant: str
) -> None:
    chart = dates(invented)
    if chart is None:
        return
    sheet = style_sheet("a4", variant)
    column = Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
    tracking = 0.1 if variant == "easy-read" else 0.0
    drawing = timeline_drawing(chart, sheet.frame.width, sheet.chart_words, sheet.chart_cells, tracking)
    (figure,) = lay([Figure(1, chart)], column)
    said = " ".join("".join(_words(figure)).split())
    told = {
        "broken": "The scale changes at",
        "broken_twice": "At each pair of slanted strokes",
        "weeks": "each box is a week",
        "numbered": "Each number is",
    }
    for name, start in told.items():
        assert (start in said) == (name in drawing.notes)


def _words(piece: Piece) -> list[str]:
    if isinstance(piece, Words):
        return [getattr(part, "text", " ") for each in piece.lines for part in (*each.parts, " ")]
    return [words for each in piece.pieces for words in _words(each)] if isinstance(piece, Stack) else []


LONG = tuple(f"Entry {number} of many, in so many words that it takes a line or two" for number in range(40))
GOES_ON: tuple[tuple[str, Block], ...] = (
    ("Who was there?", Table((Column(20),) * 4, (line("Who"),) * 4, tuple(Row((line(each),) * 4) for each in LONG))),
    ("Where from?", Table((Column(60), Column(60)), (line("A"), line("B")), tuple(Row((line(x),) * 2) for x in LONG))),
    ("How do we know?", SourceBox((SourceColumn("A named source", "Who?", tuple(map(line, LONG))),))),
    ("Word list", WordList(tuple((f"word {number}", text) for number, text in enumerate(LONG)))),
    ("What next?", Panel(tuple(Paragraph(line(each)) for each in LONG))),
    ("", Panel((Heading(2, line("In a box")), *(Paragraph(line(each)) for each in LONG)))),
)


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
@pytest.mark.parametrize(("head", "block"), GOES_ON, ids=[head or "box" for head, _ in GOES_ON])
def test_what_goes_on_says_what_it_is_and_is_read_in_one(head: str, block: Block, variant: str) -> None:
    """By eye it is named on each further page. Aloud it has its heading once, and its parts follow each other."""
    if isinstance(block, WordList) and variant == "class":
        return  # in two columns it stays on a page
    blocks = (Title("K", "T", "S"), *([Heading(2, line(head))] if head else []), block)
    section = Section(blocks, "Foot", continued="{what} (continued)")
    tags = Tags(write_pdf(Document("T", (section,), variant=variant)).data)
    assert faults(tags) == []
    name = f"{head or 'In a box'} (continued)"
    over: dict[int, list[str]] = {page: [] for page in range(1, len(tags.pdf.pages) + 1)}
    for mark in tags.marks:
        if mark.kind == "Pagination":
            over[mark.page].append(mark.text.replace("\u00a0", " "))
    assert len(over) > 1
    assert [words.count(name) for words in over.values()] == [0] + [1] * (len(over) - 1)
    assert tags.root
    assert [tags.words(each) for each in tags.root.every() if each.role == "H2"] == [head or "In a box"]
    assert not any("(continued)" in text for text in tags.text.values())
    whole = isinstance(block, Table) and not (variant == "large-print" and len(block.columns) > 2)
    assert sum(each.role == "Table" for each in tags.root.every()) == whole
