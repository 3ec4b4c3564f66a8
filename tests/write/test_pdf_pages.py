"""What stays together, what may be split, and what is refused because no page can hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.document import (
    AnswerLines,
    Block,
    Choices,
    Cloze,
    Column,
    Document,
    Gap,
    GridRow,
    Heading,
    Items,
    KeyGrid,
    KeyNote,
    Matching,
    NumberedParagraph,
    Ordering,
    PageBreak,
    Paragraph,
    Question,
    Row,
    Run,
    Section,
    Sentence,
    Table,
    Task,
    TickTable,
    Title,
    WordList,
    line,
)
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.handout import Narrative
from edu.write.pdf.paginate import paginate
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import PageEnd, Piece, fitting_lines, gap
from edu.write.pdf.structure import Node, every_node
from edu.write.pdf.variants import style_sheet

SHEET = style_sheet("a4")
A4 = SHEET.frame
LONG = "A long sentence of a hundred letters or so, which says nothing but takes its room on the printed page. "


def galley() -> Galley:
    fresh = Galley(SHEET, A4.width, A4.height, Node("Sect"))
    fresh.counts.heading = 1
    return fresh


def pages_of(*blocks: Any) -> list[list[str]]:
    return [[piece.name for piece, _ in page.placed] for page in paginate(lay(blocks, galley()), A4.height)]


@dataclass(kw_only=True)
class Slab(Piece):
    """A piece of any height."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing."""


SLABS = st.lists(
    st.builds(
        Slab,
        height=st.floats(0, 300),
        before=st.floats(0, 20),
        after=st.floats(0, 20),
        keeps_next=st.booleans(),
        tight=st.booleans(),
        marks=st.integers(0, 4),
    )
    | st.builds(PageEnd),
    max_size=20,
)


@given(SLABS)
def test_pieces_keep_their_order_and_their_pages(pieces: list[Piece]) -> None:
    pages = paginate(pieces, 400)
    assert [piece for page in pages for piece, _ in page.placed] == [p for p in pieces if not isinstance(p, PageEnd)]
    assert sum(page.marks for page in pages) == sum(piece.marks for piece in pieces)
    assert all(page.used <= 400.02 for page in pages)
    for page in pages:
        for (above, top), (below, start) in zip(page.placed, page.placed[1:], strict=False):
            assert start == pytest.approx(top + above.height + gap(above, below))


def test_a_heading_goes_with_the_block_after_it() -> None:
    title, text = Slab(name="heading", height=20, keeps_next=True), Slab(name="text", height=30)
    assert [[p.name for p, _ in page.placed] for page in paginate([Slab(height=60), title, text], 100)] == [
        ["block"],
        ["heading", "text"],
    ]


def test_a_heading_takes_two_lines_of_a_paragraph_with_it() -> None:
    words = NumberedParagraph((Sentence("a", line(LONG * 4)),))
    fill = Slab(height=A4.height - 100)
    pieces = [fill, *lay([Heading(2, line("Head")), words], galley())]
    (first, second) = paginate(pieces, A4.height)
    top, rest = first.placed[-1][0], second.placed[0][0]
    assert isinstance(top, Narrative)
    assert isinstance(rest, Narrative)
    assert len(top.lines) >= 2
    assert len(rest.lines) >= 2
    assert [number for number in (*top.numbers, *rest.numbers) if number] == ["1", "5"]
    fill = Slab(height=A4.height - 70)
    pieces = [fill, *lay([Heading(2, line("Head")), words], galley())]
    assert [len(page.placed) for page in paginate(pieces, A4.height)] == [1, 2]


def test_lines_to_write_on_stay_with_their_paragraph() -> None:
    text = Paragraph(line("What would you ask?"))
    fill = Slab(name="fill", height=A4.height - 60)
    pages = paginate([fill, *lay([text, AnswerLines(2)], galley())], A4.height)
    assert [len(page.placed) for page in pages] == [1, 2]


@given(st.integers(0, 30), st.floats(0, 600))
def test_a_split_leaves_two_lines_on_each_side(count: int, room: float) -> None:
    fit = fitting_lines(count, room, 18)
    assert fit == 0 or (2 <= fit <= count - 2 and fit * 18 <= room + 0.02)


def test_a_note_beside_a_paragraph_is_never_cut() -> None:
    """A line of the note is 14 points high and begins 2 below the paragraph's top, a line of the text is 18."""
    words = NumberedParagraph((Sentence("a", line(LONG * 4)),), line(LONG))
    (piece,) = lay([words], galley())
    assert isinstance(piece, Narrative)
    needed = 2 + 14 * len(piece.note)
    assert piece.split(needed - 1) is None
    parts = piece.split(needed)
    assert parts is not None
    first, rest = parts
    assert isinstance(first, Narrative)
    assert isinstance(rest, Narrative)
    assert (first.note, rest.note) == (piece.note, ())
    assert (*first.lines, *rest.lines) == tuple(piece.lines)
    assert first.height <= needed
    assert first.node is rest.node


def test_a_note_higher_than_a_page_goes_on() -> None:
    words = NumberedParagraph((Sentence("a", line(LONG * 4)),), line(LONG * 60))
    assert len(pages_of(words)) > 1


def question(number: int, options: int = 4) -> Question:
    return Question(number, line(LONG), 1, Choices(tuple(line(f"Option {index}") for index in range(options))))


def test_questions_and_tasks_are_never_split() -> None:
    questions = [question(number) for number in range(1, 30)]
    names = [name for page in pages_of(*questions) for name in page]
    assert names == [f"question {number}" for number in range(1, 30)]
    tasks = [Task(number, line(LONG), 5) for number in range(1, 12)]
    assert [name for page in pages_of(*tasks) for name in page] == [f"task {number}" for number in range(1, 12)]


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (Question(7, line("Match."), 1, Matching((line(LONG * 30),), (line("two"),) * 3)), "question 7"),
        (Task(2, line(LONG * 60), 0), "task 2"),
    ],
)
def test_what_no_page_can_hold_is_named(block: Any, name: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name} is .* cm high and must stay on one page"):
        pages_of(Heading(2, line("Part 1")), block)


def test_a_question_or_task_that_no_page_can_hold_goes_on_and_its_heading_is_not_left_alone() -> None:
    first, *rest = pages_of(Heading(2, line("Part 1")), question(7, 40))
    assert first[:2] == ["the heading “Part 1”", "question 7"]
    assert min(len(page) for page in (first, *rest)) > 15
    assert {name for page in rest for name in page} == {"question 7"}
    first, *rest = pages_of(Heading(2, line("Your work")), Task(2, line("Write"), 40))
    assert first[:2] == ["the heading “Your work”", "task 2"]
    assert sum(name == "answer lines" for page in (first, *rest) for name in page) == 40
    assert min(len(page) for page in (first, *rest)) > 2


def test_a_question_that_fills_a_page_alone_does_not_leave_its_heading_alone() -> None:
    filling = max(count for count in range(1, 60) if lay([question(1, count)], galley())[0].height <= A4.height)
    (first, second) = pages_of(Heading(2, line("Part 1")), question(1, filling))
    assert len(first) > 10
    assert second


def test_a_long_table_is_split_between_rows_and_its_head_repeated_as_an_artifact(
    told: Callable[[bytes], list[tuple[str, str]]], page_words: Callable[[bytes], list[list[str]]]
) -> None:
    rows = tuple(Row((line(f"row{number}"), line(LONG))) for number in range(40))
    table = Table((Column(40), Column(126)), (line("Heads"), line("Words")), rows, line("Caption."))
    result = write_pdf(Document("Table", (Section((Title("K", "T", "S"), table), "Foot"),)))
    assert result.pages == 3
    elements = told(result.data)
    assert [words for role, words in elements if role == "TH"] == ["Heads", "Words"]
    assert [words for role, words in elements if words.startswith("row")] == [f"row{number}" for number in range(40)]
    assert elements[-1] == ("Caption", "Caption.")
    assert [words.count("Heads") for words in page_words(result.data)] == [1, 1, 1]


def test_a_note_of_the_key_longer_than_a_page_goes_on() -> None:
    rows = tuple(Row((line(f"row{number}"), line(LONG * 2))) for number in range(40))
    table = Table((Column(40), Column(126)), (line("Heads"), line("Words")), rows)
    note = KeyNote("4", line("Why?"), "1 mark", line("Source"), (table, Items((line("one"), line("two")))))
    assert pages_of(note)[0][0] == "note 4"
    assert len(pages_of(note)) == 4
    short = KeyNote("5", line("Why?"), "1 mark", line("Source"), (Paragraph(line("Because.")),))
    assert pages_of(short, short) == [["note 5", "note 5"]]


def test_page_breaks_leave_no_empty_pages() -> None:
    text = Paragraph(line("Text"))
    assert [len(page) for page in pages_of(PageBreak(), text, PageBreak(), PageBreak(), text, PageBreak())] == [1, 1]


def test_two_columns_of_words_are_as_low_as_can_be() -> None:
    """The long entry, of seven lines of 16 points, beside five of a line each with 3 points between."""
    entries = (("one", LONG * 2), *((each, "a") for each in ("two", "three", "four", "five", "six")))
    column = galley()
    (words,) = lay([WordList(entries)], column)
    assert words.height == 7 * 16
    (few,) = lay([WordList((("one", LONG), ("two", LONG)))], galley())
    assert few.height <= 4 * 16 + 3  # each two lines as wide as the page, four as wide as a column
    listing = column.node.kids[0]
    assert isinstance(listing, Node)
    assert [node.role for node in every_node(listing)] == ["L", *["LI", "Lbl", "LBody"] * 6]


HARD: list[Block] = [
    Question(1, line(LONG * 12), 12, Choices(tuple(line(LONG * 2) for _ in range(5)), several=True)),
    Question(2, line("Match."), 3, Matching((line(LONG), line("siege")), tuple(line(LONG * 2) for _ in range(3)))),
    Question(3, line("Order."), 3, Ordering(tuple(line(LONG * 2) for _ in range(6)))),
    Question(4, line("Tick."), 3, TickTable("Statement", ("True", "A longer answer"), (line(LONG * 2),) * 5)),
    Question(
        5,
        line("Fill."),
        2,
        Cloze(
            tuple(f"bombardments{number}" for number in range(14)),
            (Run(LONG), Gap("(1)"), Run(LONG), Gap("(2)"), Run(".")),
        ),
    ),
    Question(6, line("W" * 200), 1, Choices((line("W" * 200), line("x")))),
    Heading(2, line("A heading that is long " * 6)),
    Table(
        (Column(20), Column(20), Column(126)),
        (line("Extraordinarily"), line("long"), line("heads")),
        (Row((line("W" * 40), line("Donaudampfschiff"), line(LONG * 8))),),
    ),
    KeyGrid(
        "Question",
        "Marks",
        "Total",
        ("AA", "AB", "AC"),
        (GridRow(1, (LONG,), 1), GridRow(2, ("TFN TFN TFN TFN TFN", "A, B and C", "1,600 fighters"), 2)),
        (("1, 2, 3, 4, 5", LONG),),
    ),
]


def test_long_words_and_texts_stay_within_their_columns() -> None:
    """No letter is drawn beyond the right edge of the text or left of the hanging zone."""
    import pypdfium2

    section = Section((Title("K", "A very long title " * 5, LONG), *HARD), "A long foot " * 20, marks_words="Marks:")
    result = write_pdf(Document("Hard", (section,)))
    pdf = pypdfium2.PdfDocument(result.data)
    for leaf in pdf:
        letters = leaf.get_textpage()
        boxes = [
            letters.get_charbox(index)
            for index in range(letters.count_chars())
            if letters.get_text_range(index, 1).strip()
        ]
        assert max(right for _, _, right, _ in boxes) <= A4.left + A4.width + 0.5
        assert min(left for left, _, right, _ in boxes if right > left) >= A4.left - 30
        letters.close()
    pdf.close()


def test_a_table_wider_than_the_text_or_ragged_is_refused() -> None:
    heads = (line("Wide"), line("Wider"))
    with pytest.raises(ValueError, match="200 mm wide in a column of 166 mm"):
        pages_of(Table((Column(100), Column(100)), heads, ()))
    with pytest.raises(ValueError, match="as many cells as columns"):
        pages_of(Table((Column(50), Column(50)), heads, (Row((line("one"),)),)))
    with pytest.raises(ValueError, match="answers for 2 versions"):
        pages_of(KeyGrid("Q", "M", "T", ("A", "B"), (GridRow(1, ("A", "B", "C"), 1),)))
    with pytest.raises(ValueError, match="5 versions"):
        pages_of(KeyGrid("Q", "M", "T", tuple("ABCDE"), ()))


def test_questions_are_items_of_one_list_until_another_block_comes() -> None:
    column = galley()
    lay([question(1), question(2), PageBreak(), question(3), Heading(2, line("Part 2")), question(4)], column)
    assert [node.role for node in column.node.kids if isinstance(node, Node)] == ["L", "H2", "L"]
    first = column.node.kids[0]
    assert isinstance(first, Node)
    assert [kid.role for kid in first.kids if isinstance(kid, Node)] == ["LI", "LI", "LI"]
    assert [node.role for node in every_node(first)[:5]] == ["L", "LI", "Lbl", "LBody", "P"]
