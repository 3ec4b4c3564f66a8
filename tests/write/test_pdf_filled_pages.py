"""What fills pages: breaks that wait, and what goes on on the next page rather than leave one empty."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.make.handout import handout
from edu.model.document import (
    AnswerLines,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    Lines,
    Paragraph,
    Question,
    Row,
    Section,
    SourceBox,
    SourceColumn,
    Table,
    TickTable,
    Title,
    line,
)
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.common import Ruled
from edu.write.pdf.blocks.figures import Bars
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.length import set_section
from edu.write.pdf.paginate import paginate
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import PageEnd, Piece, Stack, Words
from edu.write.pdf.rows import Rows
from edu.write.pdf.structure import Node
from edu.write.pdf.typeset import Span
from edu.write.pdf.variants import style_sheet
from tests.write.conftest import KILLED
from tests.write.tags import Tags


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


ESSAY = Question(1, line("How sure can we be?"), 8, Lines(22))


def lines_of_an_essay(above: float, variant: str = "class") -> list[int]:
    """How many lines of an essay stand on each page when so many points of the first are taken."""
    column = galley(variant)
    pages = paginate([Slab(height=above), *lay([ESSAY], column)], column.page)

    def ruled(piece: Piece) -> int:
        if isinstance(piece, Ruled):
            return piece.count
        return sum(map(ruled, piece.pieces)) if isinstance(piece, Stack) else 0

    return [sum(ruled(piece) for piece, _ in page.placed) for page in pages]


def test_a_long_answer_has_as_many_lines_wherever_it_stands() -> None:
    """The text is 255 mm high; a line is 9 mm, a stem with the gap above it 10.5 mm. Large print has fewer lines."""
    assert lines_of_an_essay(0) == [22]
    assert lines_of_an_essay(100) == [22]
    assert lines_of_an_essay(200) == [0, 22]
    assert sum(lines_of_an_essay(320, "large-print")) == sum(lines_of_an_essay(0, "large-print")) >= 15


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


# Small blocks that would stand alone -------------------------------------------------------------------------


def stacks(*heights: float) -> list[list[float]]:
    """Heights of the blocks on each page of 100 points."""
    return [[piece.height for piece, _ in page.placed] for page in paginate([Slab(height=h) for h in heights], 100)]


def test_blocks_are_spread_where_a_page_would_stay_low() -> None:
    """As many pages; the squares of what stays empty are least when the emptiest pages are fullest."""
    assert stacks(30, 30, 30, 19, 90) == [[30, 30], [30, 19], [90]]
    assert stacks(30, 30, 30, 19) == [[30, 30], [30, 19]]
    assert stacks(70, 20, 12) == [[70], [20, 12]]
    assert stacks(30, 30, 30, 30, 30, 30, 20, 90) == [[30, 30], [30, 30], [30, 30, 20], [90]]


def test_pages_are_filled_one_after_the_other_where_none_stays_low() -> None:
    """Three fifths are no low page, nor are two fifths of the last one."""
    assert stacks(30, 30, 30, 30, 30, 90) == [[30, 30, 30], [30, 30], [90]]
    assert stacks(30, 30, 30, 20, 20) == [[30, 30, 30], [20, 20]]
    assert stacks(30, 30, 30, 20, 19) == [[30, 30], [30, 20, 19]]


def test_a_part_is_not_torn_after_its_first_question_for_a_little_white() -> None:
    """And what is above the first question stays there with it, since copies fill it in on their first page."""

    def asked(*sizes: float) -> list[list[float]]:
        """Questions, of which a size below zero is a heading over the next."""
        pieces = [Slab(height=abs(size), keeps_next=size < 0, marks=size > 0) for size in sizes]
        return [[piece.height for piece, _ in page.placed] for page in paginate(pieces, 100)]

    assert asked(-5, 90, 40, -5, 35, 25, 90) == [[5, 90], [40], [5, 35, 25], [90]]
    assert asked(-50, 30, 50, 30) == [[50, 30], [50, 30]]
    assert asked(-50, 45, 20, 15) == [[50, 45], [20, 15]]


def test_what_keeps_together_moves_together_and_what_began_after_a_break_stays() -> None:
    def names(*pieces: Piece) -> list[list[str]]:
        return [[piece.name for piece, _ in page.placed] for page in paginate(pieces, 100)]

    text, head = Slab(name="text", height=60), Slab(name="head", height=5, keeps_next=True)
    body, tail = Slab(name="body", height=25), Slab(name="tail", height=15)
    assert names(text, head, body, tail) == [["text"], ["head", "body", "tail"]]
    assert names(text, head, body, PageEnd(), tail) == [["text", "head", "body"], ["tail"]]


@given(st.lists(st.integers(1, 100).map(float), min_size=2, max_size=12))
def test_no_block_is_left_alone_without_further_pages(heights: list[float]) -> None:
    """As many pages as when each is filled with all that it holds, which is as few as there can be."""
    fewest, used = 1, 0.0
    for height in heights:
        fewest, used = (fewest, used + height) if used + height <= 100 else (fewest + 1, height)
    found = stacks(*heights)
    assert len(found) == fewest
    assert [height for page in found for height in page] == heights


def section_of(count: int) -> Section:
    asked = (Question(number, line("Why?"), 1, Lines(2)) for number in range(1, count + 1))
    return Section((Title("K", "T", "S"), *asked), "Foot")


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_there_is_less_white_where_that_saves_a_page_and_nowhere_else(variant: str) -> None:
    """The more questions, the more pages; of those with as many pages the first have all the white there is."""
    usual = style_sheet("a4", variant)
    found = [set_section(section_of(count), usual) for count in range(1, 25)]
    shares = [setting.sheet.question_gap / usual.question_gap for setting in found]
    assert len(set(shares)) > 1
    assert min(shares) >= 0.5
    for count, (setting, share) in enumerate(zip(found, shares, strict=True), 1):
        column = galley(variant)
        column.counts.heading = 0
        pages = paginate(lay(section_of(count).blocks, column), column.page)
        assert (len(setting.pages) < len(pages)) == (share < 1), count
        assert len(setting.pages) <= len(pages)
        assert setting.sheet.text == usual.text
        assert setting.sheet.pitch == usual.pitch
        assert setting.sheet.after_answer >= 0.75 * usual.after_answer


# What may go on rather than leave much of a page empty -------------------------------------------------------


def bars_on_pages(count: int, above: float) -> list[int]:
    """How many bars of a chart stand on each page when so much of the first, a share of it, is taken."""
    column = galley("class")
    chart = replace(KILLED, bars=tuple(replace(KILLED.bars[0], label=f"Side {number}") for number in range(count)))
    pages = paginate([Slab(height=above * column.page), *lay([Figure(1, chart)], column)], column.page)

    def rows(piece: Piece) -> int:
        if isinstance(piece, Bars):
            return len(piece.grid.rows)
        return sum(map(rows, piece.pieces)) if isinstance(piece, Stack) else 0

    return [sum(rows(piece) for piece, _ in page.placed) for page in pages]


def test_a_chart_of_many_bars_goes_on_when_two_fifths_of_a_page_would_stay_empty() -> None:
    """The text is 255 mm high; a bar is 13 mm, head, caption and scale are some 25 mm."""
    first, second = bars_on_pages(12, 0.5)
    assert (first + second, min(first, second) >= 3) == (12, True)
    assert bars_on_pages(12, 0.65) == [0, 12]


def test_a_chart_of_up_to_five_bars_stays_whole() -> None:
    """They are 65 mm high, which is less than two fifths of a page, so nothing is lost."""
    assert bars_on_pages(5, 0.7) == [0, 5]


def test_the_bars_that_go_on_are_a_figure_that_says_them_in_words_right_after_the_first() -> None:
    chart = replace(KILLED, bars=tuple(replace(KILLED.bars[0], label=f"Side {number}") for number in range(12)))
    blocks = (Title("K", "T", "S"), AnswerLines(10), Figure(1, chart), Paragraph(line("After.")))
    result = write_pdf(Document("D", (Section(blocks, "Foot"),)))
    assert result.pages == 2
    (first, alt), (second, told), (last, _) = Tags(result.data).told()[-3:]
    assert (first, second, last) == ("Figure", "Figure", "P")
    assert alt == chart.alt
    assert told.endswith("; Side 11, whole battle: at least 200")
    assert "Side 0" not in told


SORTS = tuple(
    SourceColumn(f"Sort {n}", "Its sense.", tuple(line(f"statement {n} {i} of some words") for i in range(9)))
    for n in range(3)
)


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_a_panel_that_goes_on_has_its_headings_again_and_they_are_read_once(variant: str) -> None:
    sheet = style_sheet("a4", variant)
    fill = AnswerLines(int(sheet.frame.height * 0.4 / sheet.pitch))
    blocks = (Title("K", "T", "S"), fill, Heading(2, line("How do we know?")), SourceBox(SORTS, line("A caption.")))
    section = Section(blocks, "Foot", continued="{what} (continued)")
    data = write_pdf(Document("D", (section,), variant=variant)).data
    tags = Tags(data)
    told = [words for _, words in tags.told()]
    assert told.count("How do we know?") == 1
    assert [told.count(sort.head) for sort in SORTS] == [1, 1, 1]
    again = {mark.text: mark.page for mark in tags.marks if mark.kind == "Pagination"}
    assert again["How do we know? (continued)"] > 1
    first = {words: number for number, words in enumerate(told)}
    assert first["statement 0 0 of some words"] < first["statement 0 8 of some words"] < first["Sort 1"]
    for page in range(2, len(tags.pages) + 1):  # whatever goes on stands under the head of its sort
        here = [mark for mark in tags.marks if mark.page == page]
        for number, sort in enumerate(SORTS):
            if any(mark.text.startswith(f"statement {number} ") for mark in here):
                assert any(mark.text in (sort.head, f"{sort.head} (continued)") for mark in here)


def test_a_panel_that_has_room_but_for_its_caption_is_parted_and_its_heading_never_alone() -> None:
    for above in range(300, 720, 3):
        column = galley("class")
        pieces = lay([Heading(2, line("How do we know?")), SourceBox(SORTS, line("A caption."))], column)
        for page in paginate([Slab(height=above), *pieces], column.page):
            assert not page.placed[-1][0].keeps_next, above


def test_the_first_row_of_a_table_may_stand_alone_rather_than_leave_two_fifths_of_a_page_empty() -> None:
    column = galley("class")
    tall = line("Many words that fill the cell. " * 18)
    table = Table((Column(60), Column(60)), (line("A"), line("B")), tuple(Row((tall, line("b"))) for _ in range(5)))

    def rows(above: float) -> list[int]:
        pages = paginate([Slab(height=above * column.page), *lay([table], column)], column.page)
        return [sum(len(piece.rows) for piece, _ in page.placed if isinstance(piece, Rows)) for page in pages]

    assert rows(0.5)[0] == 1
    assert rows(0.65)[0] == 0


def test_one_line_to_write_on_below_a_full_page_goes_on_the_next() -> None:
    """It cannot be taken apart any further: taking it for its own part would never end."""
    column = galley("large-print")
    (answer,) = lay([AnswerLines(1)], column)
    pages = paginate([Slab(height=column.page - 1, keeps_next=True), answer], column.page)
    assert [len(page.placed) for page in pages] == [1, 1]


@pytest.mark.parametrize(("asked", "shown"), [(3, 4), (5, 6), (10, 12), (16, 16), (18, 17), (30, 36)])
def test_an_answer_in_large_print_has_a_fifth_more_lines_and_gives_them_up_rather_than_go_on(
    asked: int, shown: int
) -> None:
    """The text is 253 mm high, a line 13 mm; heading, number and a stem of three lines need 55 mm.

    A large hand is wider too, so there are six lines for five of the class's. An essay has the class's while lines are
    11 mm apart at least, and else two thirds of them.
    """
    column = galley("large-print")
    stem = line("Many words ask what a pupil is to write about at length. " * 3)
    heading, question = lay([Heading(2, line("Part 8")), Question(1, stem, 8, Lines(asked))], column)
    assert isinstance(question, Stack)
    assert isinstance(question.pieces[-1], Ruled)
    assert question.pieces[-1].count == shown
    fits = heading.height + max(heading.after, question.before) + question.height <= column.page
    assert fits == (asked < 30)
