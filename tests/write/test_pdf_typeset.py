"""Words made lines: typographic characters, breaks, and the lines on which sentences stand."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.document import (
    Document,
    Gap,
    NumberedParagraph,
    Run,
    Section,
    Sentence,
    Text,
    Title,
    line,
    plain,
)
from edu.write.pdf import measure_lines, write_pdf
from edu.write.pdf.blocks.key import set_apart
from edu.write.pdf.styles import Style
from edu.write.pdf.typeset import Blank, Line, Span, break_lines, joined, typeset, words_of
from edu.write.pdf.variants import style_sheet

SHEET = style_sheet("a4")
TEXT = SHEET.text

MM = 72 / 25.4


def shown(printed: Line) -> str:
    return "".join(part.text if isinstance(part, Span) else "___" for part in printed.parts)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"At least" 200', "“At least” 200"),
        ("the town's \"'real' name\"", "the town’s “‘real’ name”"),
        ("('Lost') may mean more", "(‘Lost’) may mean more"),
        ("in the '90s, o'clock", "in the ’90s, o’clock"),
        ("on 6 February 2013", "on 6\u00a0February 2013"),
        ("in September 1190, May 43 BCE", "in September 1190, May 43\u00a0BCE"),
        ("June 12345", "June 12345"),
        ("killed in 72 hours", "killed in 72 hours"),  # what is counted may go on: tied, it leaves lines short
        ("gives at least 500 killed", "gives at least 500 killed"),
        ("about 120 to 150 wounded (7–8)", "about 120 to 150 wounded (7–8)"),
        ("to 31 December 1878", "to 31\u00a0December 1878"),
        ("12 km, 4 men, 5 p.m.", "12\u00a0km, 4 men, 5\u00a0p.m."),
        ("Up to 40 of about 60, not more than 7", "Up to 40 of about 60, not more than 7"),
        ("the plan – and", "the plan\u00a0– and"),
        ("the plan - and", "the plan\u00a0– and"),
        ("the plan -- and", "the plan\u00a0– and"),
        ("of 10-12 and 1,000-1,200 men", "of 10–12 and 1,000–1,200 men"),
        ("on 2013-02-06, a T-55, --leave-out, F-16-9", "on 2013-02-06, a T-55, --leave-out, F-16-9"),
        ("Handout, lines 13–14; Line 7", "Handout, lines\u00a013–14; Line\u00a07"),
        ("5 % at 20 °C", "5\u00a0% at 20\u00a0°C"),
        ("two  spaces\nand a line", "two spaces and a line"),
        ("soft\u00adhyphen", "softhyphen"),
        ("al-H\u0323adi\u0304t\u0331a", "al-Ḥadīṯa"),
        ("7 + 5", "7 + 5"),
    ],
)
def test_typed_characters_become_typographic_ones(typed: str, printed: str) -> None:
    assert words_of(line(typed)) == printed


def test_a_quotation_goes_on_through_bold_and_gaps() -> None:
    text = (Run('He said "'), Run("never", bold=True), Run('" and left "'), Gap("(1)"), Run('".'))
    assert plain(typeset(text)) == "He said “never” and left “(1) ___”."


def test_lines_are_filled_and_say_where_they_broke_at_a_space() -> None:
    lines = break_lines(line("The report is of 8 February; what it describes may be older."), TEXT, 40 * MM)
    assert [(shown(printed), printed.spaced) for printed in lines] == [
        ("The report is of", True),
        ("8\u00a0February; what it", True),
        ("describes may be", True),
        ("older.", False),
    ]


def test_a_word_too_long_for_its_column_is_broken_after_a_hyphen_first() -> None:
    lines = break_lines(line("Counter-reconnaissance"), TEXT, 32 * MM)
    assert [(shown(printed), printed.spaced) for printed in lines] == [
        ("Counter-", False),
        ("reconnaissance", False),
    ]
    lines = break_lines(line("see Donaudampfschifffahrtsgesellschaft here"), TEXT, 32 * MM)
    assert "".join(shown(printed) for printed in lines[1:-1]).startswith("Donaudampf")
    assert all(printed.width <= 32 * MM for printed in lines)


def narrow(text: str, width: float) -> list[str]:
    return [shown(printed).replace("\u00a0", " ") for printed in break_lines(line(text), TEXT, width * MM)]


def test_in_a_narrow_column_a_date_parts_before_its_year_and_a_span_before_to() -> None:
    """The era stays with the year, and no preposition alone in a line that has room for day and month."""
    assert [each.strip() for each in narrow("20 December 313 BCE", 38)] == ["20 December", "313 BCE"]
    assert [each.strip() for each in narrow("On 2 May 312 BCE", 30)] == ["On 2 May", "312 BCE"]
    assert narrow("from 20 December 313 BCE to 9 January 312 BCE", 62) == [
        "from 20 December 313 BCE",
        "to 9 January 312 BCE",
    ]
    assert narrow("about 120 to 150 wounded", 27) == ["about 120", "to 150", "wounded"]


def test_a_gap_keeps_its_number_and_its_full_stop() -> None:
    text = (Run("It lasted for almost two "), Gap("(4)"), Run(". Then it ended."))
    for width in range(45, 120, 5):
        lines = [shown(printed) for printed in break_lines(text, TEXT, width * MM)]
        assert sum("(4)\u00a0___." in words for words in lines) == 1
    widths = {
        part.width for printed in break_lines(text, TEXT, 300.0) for part in printed.parts if isinstance(part, Blank)
    }
    assert widths == {32 * MM}


def test_a_word_left_out_is_one_rule_that_does_not_begin_a_line() -> None:
    text = line("The horses were quartered at _____, and fed.")
    easy = style_sheet("a4", "easy-read").text
    for style in (TEXT, easy):
        for width in range(30, 90, 4):
            lines = break_lines(text, style, width * MM)
            assert (
                sum(shown(printed).rstrip().endswith("at\u00a0___,") for printed in lines)
                + sum("at\u00a0___, " in shown(printed) for printed in lines)
                == 1
            )
        blanks = [part for each in lines for part in each.parts if isinstance(part, Blank)]
        assert [part.told for part in blanks] == ["_____"]


def test_letters_of_the_key_stand_apart_in_threes() -> None:
    (letters,) = set_apart("TFN T", SHEET)
    gaps = [round(part.width / MM, 1) for part in letters.parts if not isinstance(part, Span)]
    assert gaps == [1.4, 1.4, 3.2]
    (letters,) = set_apart("B C D", SHEET)
    assert [round(part.width / MM, 1) for part in letters.parts if not isinstance(part, Span)] == [1.4, 1.4]


WORDS = st.text("abcdefg –-'\"07", min_size=0, max_size=30)
TEXTS = st.lists(st.builds(Run, WORDS, st.booleans()), max_size=5).map(tuple)


@given(TEXTS, st.sampled_from([TEXT, SHEET.cell, SHEET.narrative]), st.floats(20, 300))
def test_no_letter_is_lost_and_no_line_too_wide(text: Text, style: Style, width: float) -> None:
    lines = break_lines(text, style, width)
    together = "".join(shown(printed) + (" " if printed.spaced else "") for printed in lines).replace("\u00ad", "")
    assert together.split(" ") == [word for word in words_of(text).split(" ") if word] or not lines
    assert all(printed.width <= width + 1e-6 for printed in lines)
    assert [printed.spaced for printed in lines[-1:]] in ([], [False])


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_sentences_are_found_where_they_were_put(texts: list[Text]) -> None:
    whole, places = joined(texts)
    words = "".join(run.text for run in typeset(whole) if isinstance(run, Run))
    assert [end >= start for start, end in places] == [True] * len(texts)
    for text, (start, end) in zip(texts, places, strict=True):
        told, found = (
            [c for c in part if not c.isspace() and c not in "'\"“”‘’-–"] for part in (plain(text), words[start:end])
        )
        assert found == told


def test_measured_lines_are_those_printed(everything: Document) -> None:
    """Each sentence is found in the printed column of text on the lines that were measured for it."""
    paragraphs = [block for block in everything.sections[0].blocks if isinstance(block, NumberedParagraph)]
    extra = Section((Title("K", "T", "S"), *paragraphs), "Foot")
    pdf = pypdfium2.PdfDocument(write_pdf(Document("Lines", (extra,))).data)
    lines: list[str] = []
    for leaf in pdf:
        letters = leaf.get_textpage()
        rows: dict[int, dict[str, str]] = {}
        for index in range(letters.count_chars()):
            left, bottom, right, _ = letters.get_charbox(index, loose=True)
            zone = "number" if right < 25 * MM else "text" if left < 148 * MM else "note"
            if right > left and bottom > 24 * MM:
                row = rows.setdefault(round(bottom / 3), {"number": "", "text": "", "note": ""})
                row[zone] += letters.get_text_range(index, 1)
        text_rows = [rows[key] for key in sorted(rows, reverse=True)]
        letters.close()
        lines += [row["text"] for row in text_rows if row["text"].strip()]
    pdf.close()
    lines = lines[3:]  # kicker, title, subtitle
    measured = measure_lines(paragraphs)
    assert len(measured) == sum(len(paragraph.sentences) for paragraph in paragraphs)
    squeezed = ["".join(words_of(line(words)).split()) for words in lines]
    starts = [sum(len(words) for words in squeezed[:number]) for number in range(len(squeezed) + 1)]
    whole, place = "".join(squeezed), 0
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            wanted = "".join(words_of(sentence.text).split())
            place = whole.index(wanted, place)
            on = [
                number
                for number in range(1, len(starts))
                if starts[number - 1] < place + len(wanted) and place < starts[number]
            ]
            assert measured[sentence.key] == (on[0], on[-1])
            place += len(wanted)


def test_the_first_and_each_fifth_line_carry_their_number(page_words: Callable[[bytes], list[list[str]]]) -> None:
    long = NumberedParagraph((Sentence("long", line("Many words in a row. " * 60)),))
    result = write_pdf(Document("Lines", (Section((Title("K", "T", "S"), long), "Foot"),)))
    first, last = measure_lines([long])["long"]
    printed = [int(word) for words in page_words(result.data) for word in words[:-4] if word.isdigit()]
    assert first == 1
    assert printed == [1, *range(5, last + 1, 5)]


def test_a_space_at_the_end_of_a_line_is_shown_with_the_letters_before_it() -> None:
    """Alone in a face of its own it is lost by pdfium, which then reads 234,567BCE."""
    text = (Run("234,567", bold=True), Run(" BCE"))
    first, second = break_lines(text, TEXT, 60)
    assert [(part.text, part.font) for part in first.parts if isinstance(part, Span)] == [
        ("234,567\u00a0", "Atkinson-Bold")
    ]
    assert "".join(part.text for part in second.parts if isinstance(part, Span)) == "BCE"
