"""What fills pages: breaks that wait, lines to spare, and what goes on on the next page rather than leave one empty."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.make.handout import handout
from edu.model.document import Heading, Items, Lines, Paragraph, Question, SourceBox, SourceColumn, TickTable, line
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.common import Ruled
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.paginate import paginate
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import PageEnd, Piece, Stack, Words
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import MM
from edu.write.pdf.typeset import Span
from edu.write.pdf.variants import style_sheet


@dataclass(kw_only=True)
class Slab(Piece):
    """A piece of any height."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing."""


def galley(variant: str) -> Galley:
    sheet = style_sheet("a4", variant)
    fresh = Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
    fresh.counts.heading = 1
    return fresh


def test_a_page_break_waits_for_a_page_that_is_filled() -> None:
    def broken(height: float) -> int:
        return len(paginate([Slab(height=height), PageEnd(filled=0.75), Slab(height=20)], 100))

    assert [broken(74), broken(75)] == [1, 2]


def test_a_list_goes_with_what_leads_to_it_and_no_item_stands_alone() -> None:
    listed = Items((line("one"), line("two"), line("three")))
    title, text = Heading(2, line("A heading")), Paragraph(line("These were there:"))
    pieces = lay([title, text, listed], galley("class"))
    assert [piece.keeps_next for piece in pieces] == [True, True, True, True, False]


ESSAY = Question(1, line("How sure can we be?"), 8, Lines(22, 7))


def lines_of_an_essay(above: float, variant: str = "class") -> list[int]:
    """How many lines of an essay stand on each page when so many points of the first are taken."""
    column = galley(variant)
    pages = paginate([Slab(height=above), *lay([ESSAY], column)], column.page)

    def ruled(piece: Piece) -> int:
        if isinstance(piece, Ruled):
            return piece.count
        return sum(map(ruled, piece.pieces)) if isinstance(piece, Stack) else 0

    return [sum(ruled(piece) for piece, _ in page.placed) for page in pages]


def test_a_long_answer_gives_up_lines_before_it_takes_a_page() -> None:
    """The text is 255 mm high; a line is 9 mm, a stem with the gap above it 10.5 mm."""
    assert lines_of_an_essay(0) == [22]
    assert lines_of_an_essay(200) == [19]
    assert lines_of_an_essay(300) == [15]
    assert lines_of_an_essay(320) == [0, 22]
    assert sum(lines_of_an_essay(320, "large-print")) >= 15


def test_where_lines_are_few_a_panel_parts_between_its_pieces_and_a_chart_from_its_table() -> None:
    height = style_sheet("a4", "large-print").frame.height
    sorts = tuple(SourceColumn(f"Sort {n}", "Sense.", (line("one"), line("two"))) for n in range(3))
    words = Heading(2, line("How do we know?"))

    def names(above: float, variant: str) -> list[list[str]]:
        column = galley(variant)
        laid = lay([words, SourceBox(sorts, line("A caption."))], column)
        pages = paginate([Slab(height=above), *laid], column.page)
        return [[piece.name for piece, _ in page.placed] for page in pages]

    parted = names(height - 300, "large-print")
    assert parted[0][1:] == ["the heading “How do we know?”", "the box of sources"]
    assert parted[1] == ["the box of sources"]
    whole = names(height - 150, "large-print")
    assert whole[1] == ["the heading “How do we know?”", "the box of sources"]
    assert len(names(height - 100, "class")[0]) == 1


def test_what_is_left_of_a_page_gives_lines_back_from_the_top() -> None:
    """Room for one line of 9 mm more than the least: the first answer has it."""
    pieces = [
        Ruled(name=name, count=3, spare=1, pitch=9 * MM, width=100, before=0, after=0)
        for name in ("one", "two", "three")
    ]
    (page,) = paginate(pieces, 10.5 * 9 * MM)
    assert [(piece.name, round(piece.height / MM), round(top / MM)) for piece, top in page.placed] == [
        ("one", 36, 0),
        ("two", 27, 36),
        ("three", 27, 63),
    ]


def test_lines_stay_with_what_they_answer_even_where_no_page_holds_the_question() -> None:
    column = galley("large-print")
    statements = tuple(
        line("A statement of some twenty words that fills two lines of a narrow column. " * 2) for _ in range(5)
    )
    table = TickTable("Statement", ("True", "False", "Not stated"), statements, line("Correct one of them."), 2)
    (whole,) = lay([Question(1, line("Tick one."), 3, table)], column)
    assert whole.height > column.page
    _, last = paginate([whole], column.page)
    assert [type(piece) for piece, _ in last.placed[-2:]] == [Words, Ruled]


def is_source(piece: Words) -> bool:
    """Whether these are the words that tell what a handout is retold from."""
    first = piece.lines[0].parts[0]
    return isinstance(first, Span) and first.text == "Source."


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
@pytest.mark.parametrize("below", [True, False], ids=["whole", "without words and tasks"])
def test_the_line_on_the_source_never_stands_alone_on_a_last_page(invented: Lesson, variant: str, below: bool) -> None:
    battle = invented.battle
    if not below:
        battle = replace(battle, handout=replace(battle.handout, words=(), tasks=()))
    (section,) = handout(battle, invented.words, charts(battle, invented.words), invented.lines()).sections
    column = galley(variant)
    column.counts.heading = 0
    *_, last = paginate(lay(section.blocks, column), column.page)
    told = [piece for piece, _ in last.placed if not (isinstance(piece, Words) and is_source(piece))]
    assert told
