"""The explained answers of a key: short tables stand whole, and every part of a split one can be read by itself."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.model.document import (
    Column,
    Document,
    GridRow,
    KeyGrid,
    KeyNote,
    Paragraph,
    Row,
    Section,
    Table,
    TeacherTitle,
    line,
)
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pieces import Stack, stacked
from edu.write.pdf.rows import Rows
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import MM
from edu.write.pdf.variants import style_sheet

HEADS = ("Answer", "A", "Why")


def note(number: int, rows: int) -> KeyNote:
    """A question of so many answers; each cell names its question and row."""
    cells = [(f"answer {number}.{row}", "B", f"because {number}.{row} " + "is so " * 16) for row in range(rows)]
    table = Table(
        (Column(58), Column(6), Column(102)),
        tuple(line(head) for head in HEADS),
        tuple(Row(tuple(line(cell) for cell in row), tinted=not place) for place, row in enumerate(cells)),
    )
    source, again = line(f"source {number}."), f"Question {number} (continued)"
    return KeyNote(str(number), line(f"stem {number}?"), "1 mark", source, (table,), continued=again)


def pages(data: bytes) -> list[tuple[str, float]]:
    """The words of each page, and how far above the foot of the text its last row ends, as a share of the text."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            boxes = [text.get_rect(i) for i in range(text.count_rects())]
            lowest = min(box[1] for box in boxes if box[1] > 24 / 25.4 * 72)
            found.append(
                (re.sub(r"\s*\n| (?=B )", "\n", text.get_text_bounded()), (lowest - 24 / 25.4 * 72) / (255 / 25.4 * 72))
            )
    return found


@pytest.mark.parametrize("rows", [4, 6, 7, 40])
def test_notes_fill_their_pages_and_each_part_of_one_has_its_heads(rows: int) -> None:
    notes = tuple(note(number, rows) for number in range(1, 13))
    document = Document("Key", (Section((TeacherTitle("Key", "All"), *notes), footer="Key", band="Teacher"),))
    printed = pages(write_pdf(document).data)
    note_height = 0.05 + 0.055 * min(rows, 6)  # of a page: stem, source and head; three lines of 15 pt a row
    for number, (words, empty) in enumerate(printed, 1):
        if number < len(printed):
            assert empty < max(note_height, 0.2), (number, empty)
        lines = [each for each in words.splitlines() if each.strip()]
        first = next(place for place, each in enumerate(lines) if each.startswith("answer "))
        assert any(each.split()[0] == "Answer" for each in lines[:first]), lines[:first]
    for each in range(1, 13):
        (stem,) = [number for number, (words, _) in enumerate(printed) if f"stem {each}?" in words]
        assert f"source {each}." in printed[stem][0]
        assert f"answer {each}.0" in printed[stem][0]
        told = [[row for row in range(rows) if f"answer {each}.{row}\n" in words] for words, _ in printed]
        assert [row for page in told for row in page] == list(range(rows))
        assert all(len(page) > 1 for page in told if page and page[0]), "the last row stands alone"
        if rows <= 7:  # less than half a page
            assert list(range(rows)) in told, "a note that fits on a page is split"
        for (words, _), page in zip(printed, told, strict=True):
            assert (f"Question {each} (continued)" in words) == bool(page and page[0]), page


def test_the_key_of_safira_leaves_no_page_half_empty(safira: Lesson) -> None:
    """From the notes on, up to the last page; the grid has a page of its own, and short tables are whole."""
    for seed in (5, 11):
        key = road.printed(road.quiz_key(road.make_quiz(safira, seed), safira.words))
        assert max(empty for _, empty in pages(key)[1:-1]) < 0.45


def test_the_words_of_a_note_are_of_one_size() -> None:
    """Wrong answers as large as right ones: 12 pt."""
    sheet = style_sheet("a4")
    (piece,) = lay((note(1, 4),), Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect")))
    assert isinstance(piece, Stack)
    (table,) = (each for each in piece.pieces if isinstance(each, Rows))
    assert {12} == {cell.style.size for row in table.rows for cell in row.cells}


def test_answers_keep_apart_from_their_letters(safira: Lesson) -> None:
    """The specification's measures: 46 mm for the answer (more for long ones), 6 for a letter, 10 for the last."""
    document = road.quiz_key(road.make_quiz(safira, seed=5), safira.words)
    choices = [
        block
        for note in document.sections[0].blocks
        if isinstance(note, KeyNote)
        for block in note.blocks
        if isinstance(block, Table) and len(block.columns) == 6
    ]
    assert choices
    for table in choices:
        first, *letters, last = (column.width for column in table.columns)
        assert letters == [6, 6, 6, 10]
        assert first in (46, 69)
        assert first + sum(letters) + last == 166


@pytest.mark.parametrize("above", range(20, 44))
def test_a_table_of_three_rows_stands_on_one_page(above: int) -> None:
    """Wherever on a page it would begin."""
    rows = tuple(Row((line(f"row {number}"), line("why"))) for number in range(3))
    table = Table((Column(58), Column(108)), (line("Row"), line("Why")), rows)
    words = tuple(Paragraph(line(f"above {number}")) for number in range(above))
    printed = pages(write_pdf(Document("Guide", (Section((*words, table), footer="Guide"),))).data)
    assert sum("row 0" in words for words, _ in printed) == 1
    assert all(("row 0" in words) == ("row 2" in words) for words, _ in printed)


@pytest.mark.parametrize("above", range(20, 44))
def test_a_note_of_less_than_half_a_page_stands_on_one(above: int) -> None:
    table = Table(
        (Column(58), Column(108)),
        (line("Earned by"), line("Why")),
        tuple(Row((line(f"row {n}"), line("why"))) for n in range(7)),
    )
    source = line("a source of some lines, " * 20 + "and its end.")
    written = KeyNote("1", line("stem?"), "1 mark", source, (Paragraph(line("the model answer")), table))
    words = tuple(Paragraph(line(f"above {number}")) for number in range(above))
    for words_of_page, _ in pages(write_pdf(Document("Key", (Section((*words, written), footer="Key"),))).data):
        parts = [part in " ".join(words_of_page.split()) for part in ("stem?", "its end.", "the model answer", "row 6")]
        assert len(set(parts)) == 1, parts


def test_rows_of_the_grid_are_lower_where_that_keeps_how_to_mark_on_its_page() -> None:
    """Rows of 8 mm, 7.5 at least; title and gap take 67 points."""
    sheet = style_sheet("a4")
    room = sheet.frame.height - sheet.band_height - sheet.band_after
    rows = tuple(GridRow(number, ("A", "B"), 1) for number in range(1, 21))
    heights = set()
    for count in range(2, 40, 2):
        notes = (("1", "Many words that say how to mark. " * count),)
        grid = KeyGrid("Question", "Marks", "Total", ("A", "B"), rows, notes)
        pieces = lay([grid], Galley(sheet, sheet.frame.width, room, Node("Sect")))
        assert isinstance(pieces[0], Rows)
        high = pieces[0].rows[0].height
        whole = 67 + stacked(pieces)[1]
        heights.add(round(high / MM, 2))
        assert (high < 8 * MM - 0.01) == (whole <= room < whole + 20 * (8 * MM - high) + 0.01)
    assert heights == {8, 7.5}
