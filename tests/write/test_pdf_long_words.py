"""Words that are longer than their place: hyphens, columns that give room, titles, names at the foot of a page."""

from __future__ import annotations

import pypdfium2
import pytest

from edu.lesson import Lesson
from edu.make.key_facts import key_facts
from edu.model.document import Column, Document, QuizTitle, Row, Section, Table, Title, line
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.rows import Rows
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import MM
from edu.write.pdf.typeset import Line, Span, balanced_lines, break_lines
from edu.write.pdf.variants import style_sheet
from tests.write.tags import Tags

SHEET = style_sheet("a4")


def shown(printed: Line) -> str:
    return "".join(part.text for part in printed.parts if isinstance(part, Span)).replace("\u00a0", " ")


def grid(table: Table, variant: str) -> Rows:
    """The table as it is set."""
    sheet = style_sheet("a4", variant)
    (piece,) = lay([table], Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect")))
    assert isinstance(piece, Rows)
    return piece


# Hyphens -----------------------------------------------------------------------------------------------------


def test_a_word_broken_between_letters_has_a_hyphen_where_a_syllable_begins() -> None:
    """Before a consonant that a vowel follows, three letters or more on each side."""
    lines = [shown(printed) for printed in break_lines(line("Grenadierwachregiment"), SHEET.text, 31 * MM)]
    assert lines == ["Grenadierwach\u00ad", "regiment"]
    lines = [shown(printed) for printed in break_lines(line("Thrumblethwaitian"), SHEET.text, 27 * MM)]
    assert lines == ["Thrumbleth\u00ad", "waitian"]


@pytest.mark.parametrize("word", ["ab", "12345678901234567890", "W" * 40, "مدينةمدينةمدينةمدينة"])
def test_digits_and_joined_letters_are_broken_without_a_hyphen(word: str) -> None:
    lines = break_lines(line(word), SHEET.text, 15 * MM)
    assert ["\u00ad" in shown(printed) for printed in lines] == [word[0] == "W"] * (len(lines) - 1) + [False]


def test_a_word_with_a_hyphen_put_in_is_read_whole() -> None:
    words = line("Donaudampfschifffahrtsgesellschaftskapitän")
    head = (line("Two"), line("columns"))
    table = Table((Column(30), Column(40)), head, (Row((words, line("short"))),) * 2)
    data = write_pdf(Document("D", (Section((Title("K", "T", "S"), table), "Foot"),))).data
    assert ("TD", "Donaudampfschifffahrtsgesellschaftskapitän") in Tags(data).told()
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].get_textpage().get_text_range()
    assert "\ufffe" in page  # what pdfium gives for a hyphen that is no letter of the word


# Columns -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["class", "easy-read"])
def test_no_word_of_the_key_facts_is_torn(invented: Lesson, variant: str) -> None:
    """Lines of a cell end at a space, or after a hyphen that the word has; columns give each other room for that."""
    for table in key_facts(invented.battle, invented.words):
        piece = grid(table, variant)
        assert piece.head
        for row in (piece.head, *piece.rows):
            for cell in row.cells:
                ends = [shown(printed)[-1] for printed in cell.lines[:-1] if not printed.spaced]
                assert set(ends) <= set("-–—/ ")
                assert all(printed.width <= cell.width + 0.01 for printed in cell.lines)


def test_a_column_gives_room_for_a_word_but_never_more_than_half() -> None:
    def table(word: str) -> tuple[list[float], float]:
        rows = (Row((line(word), line("Many short words stand in this cell. " * 3))),) * 2
        piece = grid(Table((Column(20), Column(146)), (line("A"), line("B")), rows), "class")
        first, second = piece.rows[0].cells
        return [first.width / MM, second.width / MM], piece.width / MM

    assert table("word")[0] == pytest.approx([18, 144])
    wide, whole = table("Grenadierwachregiment")
    assert wide[0] > 35
    assert whole == pytest.approx(166)
    assert table("W" * 80)[0][1] >= 73 - 2 - 0.1


# Titles ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("The Battle of Carrow Moor", ["The Battle of", "Carrow Moor"]),
        ("The Battle of the Three Mills", ["The Battle of", "the Three Mills"]),
        ("The Siege of Hollin Gate", ["The Siege of", "Hollin Gate"]),
    ],
)
def test_lines_of_a_title_are_as_even_as_they_can_be(title: str, lines: list[str]) -> None:
    style = style_sheet("a4", "large-print").title
    widest = break_lines(line(title), style, 1e6)[0].width
    for width in (widest - 1, widest - 20, widest * 0.7):
        assert [shown(printed) for printed in balanced_lines(line(title), style, width)] == lines
    assert len(balanced_lines(line(title), style, widest)) == 1


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_a_subtitle_below_the_boxes_of_a_quiz_may_be_as_wide_as_the_page(variant: str) -> None:
    title = QuizTitle(
        "Quiz", "The Battle of the Long Title " * 2, "25 questions, 40 marks, 45 minutes in all", "V", "A", "Score", 9
    )
    tags = Tags(write_pdf(Document("Q", (Section((title,), "Foot"),), variant=variant)).data)
    (mark,) = (mark for mark in tags.marks if mark.text.startswith("25 questions"))
    assert len(mark.lines) == 1


# The foot of a page ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "variant", "printed"),
    [
        ("The Battle of Thrumblethwaite-under-Llanfechryddgogh", "class", ""),
        ("The Battle of Thrumblethwaite-under-Llanfechryddgogh", "large-print", "The Battle of Thrumblethwaite-under-"),
        (
            "The Long Battle of the Seven Rivers and the Nine Hills",
            "large-print",
            "The Long Battle of the Seven Rivers and …",
        ),
    ],
)
def test_a_long_name_at_the_foot_loses_its_end_and_no_more(words: str, variant: str, printed: str) -> None:
    tags = Tags(write_pdf(Document("D", (Section((Title("K", "T", "S"),), words),), variant=variant)).data)
    foot = next(
        mark.text for mark in tags.marks if mark.kind == "Pagination Footer" and not mark.text.startswith("Page")
    )
    assert foot.replace("\u00a0", " ").startswith(printed or words)
    assert foot.endswith("…") == bool(printed)
