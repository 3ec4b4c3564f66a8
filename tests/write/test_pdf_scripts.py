"""Names in other letters: joined, in their order, and given back by readers as they were written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from unicodedata import name

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.model.chart import BarChart
from edu.model.document import Document, Paragraph, Run, Section, Title, line
from edu.write.charts import chart_bytes
from edu.write.pdf import missing_glyphs, write_pdf
from edu.write.pdf.scripts import joined, seen, spelled, steps, stretches
from edu.write.pdf.typeset import Span, break_lines
from edu.write.pdf.variants import style_sheet
from tests.readers import pdfium
from tests.write.tags import Tags

TOWN = "السفيرة"
TEXT = style_sheet("a4").text


def printed(*texts: str) -> bytes:
    section = Section((Title("K", "T", "S"), *(Paragraph(line(words)) for words in texts)), "Foot")
    return write_pdf(Document("Names", (section,))).data


def test_arabic_letters_take_the_forms_of_their_places() -> None:
    """The forms as the rules of the script give them: alef, reh and teh marbuta do not join to the next letter."""
    letters = ("ALEF ISOLATED", "LAM INITIAL", "SEEN MEDIAL", "FEH MEDIAL", "YEH MEDIAL", "REH FINAL")
    expected = [f"ARABIC LETTER {form} FORM" for form in (*letters, "TEH MARBUTA ISOLATED")]
    assert expected == [name(letter) for letter in joined(TOWN)]


def test_a_mark_between_two_letters_keeps_them_apart_and_is_not_drawn() -> None:
    """U+200C, as Persian names have it: the letter before it takes its final form, the one after it its initial one."""
    forms = ("MEEM INITIAL", "FARSI YEH FINAL", "NOON INITIAL", "ALEF FINAL")
    assert [f"ARABIC LETTER {form} FORM" for form in forms] == [name(letter) for letter in joined("می\u200cنا")]
    style = style_sheet("a4").text
    (apart,), (plain,) = (break_lines(line(words), style, 1e6) for words in ("Pu\u200cpil\u200d 01", "Pupil 01"))
    assert plain.parts == apart.parts
    assert () == missing_glyphs("می\u200cنا")


@given(st.text("ابتجحدرسعفقلمنهويةأآءؤئ", max_size=12))
def test_joined_letters_stand_for_those_that_were_written(word: str) -> None:
    assert word == "".join(map(spelled, joined(word)))
    assert "حَمَاةُ" == "".join(map(spelled, joined("حَمَاةُ")))


def test_a_stretch_reaches_from_the_first_such_letter_to_the_last() -> None:
    assert stretches(f"Safira ({TOWN}) in 2013") == ((False, "Safira ("), (True, TOWN), (False, ") in 2013"))
    assert stretches("see דיר אל-זור, 1973") == ((False, "see "), (True, "דיר אל-זור"), (False, ", 1973"))
    assert stretches("Ḥamāh") == ((False, "Ḥamāh"),)


@pytest.mark.parametrize("marks", ["()", "[]", "{}", "«»", "“”"])
def test_brackets_and_quotation_marks_are_the_pages_own(marks: str) -> None:
    """Those of a pair are drawn as they are written, round what they are written round."""
    words = f"of {TOWN} {marks[0]}{TOWN}{marks[1]}, here"
    assert words.replace(TOWN, seen(TOWN)) == seen(words)
    assert stretches('צה"ל') == ((True, 'צה"ל'),)  # an abbreviation


def test_numbers_run_to_the_right_within_a_stretch() -> None:
    assert steps("א25ב") == ("א", "25", "ב")
    assert seen("א25ב") == "ב25א"


def test_readers_get_the_letters_in_the_order_they_are_read(told: Callable[[bytes], list[tuple[str, str]]]) -> None:
    data = printed(f"The town of Al-Safira ({TOWN}) lies south of Ḥamāh (حَمَاة) and of دير الزور, 320\u00a0km away.")
    assert told(data)[5][1].startswith(f"The town of Al-Safira ({TOWN}) lies south of Ḥamāh (حَمَاة) and of دير الزور, ")
    extracted = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert TOWN in extracted
    assert "Ḥamāh" in extracted


READ = [
    f"Al-Safira ({TOWN}) lies", f"names: ({TOWN}), [حماة]; end", f"The siege of {TOWN} (حماة), 30 men", f"({TOWN})",
    f"{TOWN}, 1811 ({TOWN}) and “{TOWN}” here",
]  # fmt: skip
"""Sentences whose brackets, commas and spaces stand beside a name."""


@pytest.mark.parametrize("words", READ)
def test_readers_get_what_stands_beside_a_name_as_it_was_written(words: str) -> None:
    data = printed(words)
    tags = Tags(data)
    assert words == tags.told()[3][1]
    assert pdfium.words(data) == tags.page_words()
    extracted = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().replace(pdfium.RIGHTWARD, "")
    assert words in extracted.split("\r\n")


def test_letters_are_drawn_from_right_to_left() -> None:
    """Each letter of the name stands left of the one before, and after the words before it."""
    page = pypdfium2.PdfDocument(printed(f"before {TOWN} after"))[0].get_textpage()
    places = {page.get_text_range(index, 1): page.get_charbox(index)[0] for index in range(page.count_chars())}
    lefts = [places[letter] for letter in TOWN]
    assert lefts == sorted(lefts, reverse=True)
    assert places["b"] < min(lefts)
    assert max(lefts) < places["a"]


def test_two_names_in_a_row_stand_the_second_left_of_the_first() -> None:
    (text,) = break_lines(line("see דיר אל here"), TEXT, 500.0)
    assert [(part.text, part.leftward) for part in text.parts if isinstance(part, Span)] == [
        ("see ", False), ("דיר", True), (" ", True), ("אל", True), (" here", False),
    ]  # fmt: skip
    page = pypdfium2.PdfDocument(printed("see דיר אל here"))[0].get_textpage()
    places = {page.get_text_range(index, 1): page.get_charbox(index)[0] for index in range(page.count_chars())}
    assert places["s"] < places["א"] < places["ד"] < places["h"]


MIXED = st.lists(st.builds(Run, st.text("ab 7(-,) السفيرة ירוש", max_size=20), st.booleans()), max_size=4).map(tuple)


@given(MIXED, st.floats(20, 200))
def test_no_letter_is_lost_and_no_line_too_wide(text: tuple[Run, ...], width: float) -> None:
    lines = break_lines(text, TEXT, width)
    letters = "".join(part.text for each in lines for part in each.parts if isinstance(part, Span))
    typed = "".join("".join(run.text for run in text).split())
    # One hyphen typed for a dash, or two, are set as one, and one that is put in is no letter.
    set_as = "".join(letters.split()).replace("–", "-").replace("\u00ad", "")
    assert re.sub("-+", "-", set_as) == re.sub("-+", "-", typed)
    assert all(each.width <= width + TEXT.size for each in lines)


def test_a_chart_sets_them_too(safira: Lesson) -> None:
    chart = next(each for each in charts(safira.battle, safira.words) if isinstance(each, BarChart))
    named = replace(chart, bars=tuple(replace(bar, label=TOWN) for bar in chart.bars))
    assert TOWN in pypdfium2.PdfDocument(chart_bytes(named, ".pdf"))[0].get_textpage().get_text_range()


@pytest.mark.parametrize("letter", ["\u0710", "𒀀", "漢"])
def test_a_letter_that_no_face_has_is_named_as_it_was_written(letter: str) -> None:
    assert missing_glyphs(f"Ḥamāh {TOWN} {letter}") == (letter,)
