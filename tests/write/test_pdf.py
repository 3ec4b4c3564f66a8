"""A printed document: valid for screen readers, complete, within its margins, the same each time."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest

from edu.model.chart import Mark, Timeline
from edu.model.document import Document, Figure, Heading, Paragraph, Question, Run, Section, Title, line
from edu.model.when import Day, When
from edu.write.pdf import missing_glyphs, write_pdf
from edu.write.pdf.pages import Printed
from tests import verapdf

MM = 72 / 25.4
Told = Callable[[bytes], list[tuple[str, str]]]


def small(*blocks: Any, **more: Any) -> Document:
    return Document("A lesson", (Section((Title("Kicker", "Title", "Subtitle"), *blocks), "Foot", **more),))


def test_the_referee_finds_no_fault(printed: Printed) -> None:
    report = page.validate_pdf_bytes(printed.data, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@verapdf.needed
def test_verapdf_finds_no_fault(everything: Document, tmp_path: Path) -> None:
    files = [tmp_path / f"{paper}.pdf" for paper in ("a4", "letter")]
    for file in files:
        file.write_bytes(write_pdf(replace(everything, paper=file.stem)).data)
    assert verapdf.complaints(files) == []


def test_all_fonts_are_embedded_and_none_is_helvetica(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        fonts = [font for leaf in pdf.pages for font in leaf.Resources.Font.values()]
        assert {str(font.BaseFont).split("+")[1] for font in fonts} == {
            "AtkinsonHyperlegible-Regular",
            "AtkinsonHyperlegible-Bold",
        }
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_every_page_is_read_in_order_with_its_roles(printed: Printed, told: Told) -> None:
    elements = [(role, words.strip()) for role, words in told(printed.data) if words.strip()]
    assert elements[:8] == [
        ("P", "Lesson handout"),
        ("H1", "The Battle of Safira"),
        ("P", "Al-Safira, Syria, 6–19 February 2013"),
        ("P", "Name"),
        ("P", "Class"),
        ("P", "Date"),
        ("H2", "Before you read"),
        ("P", "What would you want to know before you repeated a number?"),
    ]
    start = elements.index(("TH", "Fact"))
    assert elements[start : start + 12] == [
        ("TH", "Fact"),
        ("TH", "Rebel side"),
        ("TH", "Government side"),
        ("TH", "Page"),
        ("TH", "When"),
        ("TD", "6–19 February 2013"),
        ("TD", "1"),
        ("TH", "Killed"),
        ("TD", "At least 200"),
        ("TD", "At least 7"),
        ("TD", "2"),
        ("Caption", "“At least” stands for the plus sign."),
    ]
    start = elements.index(("P", "Which totals agree with “7+ killed”? Tick every one that agrees."))
    assert elements[start - 1 : start + 10] == [
        ("Lbl", "2"),
        ("P", "Which totals agree with “7+ killed”? Tick every one that agrees."),
        ("P", "/ 2"),
        ("Lbl", "A"),
        ("LBody", "5"),
        ("Lbl", "B"),
        ("LBody", "7"),
        ("Lbl", "C"),
        ("LBody", "9"),
        ("Lbl", "D"),
        ("LBody", "30"),
    ]
    assert ("P", "A convoy reached the (1) ___. It lasted for almost two (2) ___ in all.") in elements
    start = elements.index(("H3", "Figure 3. What happened, and when it was reported"))
    assert elements[start + 1 : start + 4] == [
        ("P", "Thick frame: the battle."),
        ("Figure", "Three dates: 6 and 19 February and 1 November 2013."),
        ("TH", "Date"),
    ]
    start = elements.index(("TH", "3"))
    assert elements[start : start + 4] == [("TH", "3"), ("TD", "T F N T"), ("TD", "N T F F"), ("TD", "3")]


def test_the_narrative_is_read_whole_and_before_its_note(printed: Printed, told: Told) -> None:
    elements = [words.strip() for _, words in told(printed.data)]
    start = elements.index(
        "On 7 February 2013 fighters clashed south of the town. "
        "Parts of it were bombarded; the article doesn’t say by whom. "
        "Opposition activists said that 112 rebels had been killed in 72 hours."
    )
    assert elements[start + 1] == "A report date. The report is of 8 February; what it tells may be older."


def test_every_word_of_the_document_is_read_aloud(
    everything: Document, printed: Printed, told: Told, words_in: Callable[[Any], set[str]]
) -> None:
    aloud = {word for role, words in told(printed.data) if role != "Figure" for word in words.split()}
    wanted = words_in([section.blocks for section in everything.sections])
    # In the key's grid letters stand apart; a timeline's labels are drawn, and its table says more.
    assert wanted - aloud == {"TFN", "NTF", "Plant", "Town", "retaken", "."}
    assert {word for word in aloud - wanted if not word.strip(".").isdigit()} == {
        "–",
        "/",
        "___.",
        "___",
        "N",
    }


def test_no_word_is_glued_to_another(
    printed: Printed,
    told: Told,
    beside: Callable[[bytes], list[str]],
    page_words: Callable[[bytes], list[list[str]]],
) -> None:
    """Another library finds the words that the structure tree has, each as often, and those beside them."""
    aloud = Counter(word for role, words in told(printed.data) if role != "Figure" for word in words.split())
    for blank in ("___", "___."):
        del aloud[blank]
    found = Counter(word for words in page_words(printed.data) for word in words)
    assert aloud - found == Counter()
    assert {word for word in found - aloud if word != "."} - set(beside(printed.data)) == set()


def test_the_same_document_gives_the_same_bytes(everything: Document, printed: Printed) -> None:
    assert write_pdf(everything).data == printed.data
    assert b"ASCII85" not in printed.data


def test_pages_are_counted_and_sections_begin_on_fresh_sheets(
    printed: Printed, page_words: Callable[[bytes], list[list[str]]]
) -> None:
    pages = [" ".join(words) for words in page_words(printed.data)]
    assert len(pages) == printed.pages == sum(printed.section_pages)
    handout, first, second, key, blank = printed.section_pages
    assert first == second == 2 + 2 * (first > 2)
    assert [f"Page {number + 1} of {handout}" in words for number, words in enumerate(pages[:handout])] == [
        True
    ] * handout
    assert "Page 1 of" in pages[handout]
    assert "Marks on this page:" in pages[handout]
    assert all("Teacher’s copy: answers" in words for words in pages[handout + 2 * first :][:key])
    assert blank == 1


def test_a_blank_page_follows_a_section_of_one_page(
    page_words: Callable[[bytes], list[list[str]]],
) -> None:
    sections = tuple(
        Section((Title("K", f"Version {name}", "S"),), f"Foot {name}", fresh_sheet="Left blank.") for name in "AB"
    )
    result = write_pdf(Document("A lesson", sections))
    assert result.section_pages == (2, 2)
    assert [words[:2] for words in page_words(result.data)] == [
        ["K", "Version"],
        ["Left", "blank."],
    ] * 2
    assert page_words(result.data)[1][-4:] == ["Page", "2", "of", "2"]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_is_printed_outside_the_margins(everything: Document, paper: str) -> None:
    """Ink keeps to the text, the hanging zone left of it and the footer, but for half a rule's thickness."""
    pdf = pypdfium2.PdfDocument(write_pdf(replace(everything, paper=paper)).data)
    wide, high = (210, 297) if paper == "a4" else (215.9, 279.4)
    left = 26 + (wide - 210) / 2
    slack = 1.6
    above, below = (18, 24) if paper == "a4" else (10, 14.4)
    for leaf in pdf:
        picture = leaf.render(scale=50 / 72, grayscale=True).to_pil()
        to_pixels = picture.width / wide
        body = picture.crop((0, 0, picture.width, round((high - below + slack) * to_pixels)))
        box = body.point(lambda ink: 255 if ink < 200 else 0).getbbox()
        assert box is not None
        assert box[0] / to_pixels >= left - 11
        assert box[1] / to_pixels >= above - slack
        assert box[2] / to_pixels <= left + 166 + slack
        under = picture.crop(
            (0, round((high - below + slack) * to_pixels), picture.width, round((high - below + 3.5) * to_pixels))
        )
        assert under.point(lambda ink: 255 if ink < 200 else 0).getbbox() is None
    pdf.close()


def test_the_outline_leads_to_sections_and_headings(printed: Printed) -> None:
    pdf = pypdfium2.PdfDocument(printed.data)
    entries = [(item.level, item.get_title()) for item in pdf.get_toc()]
    pdf.close()
    assert entries[:3] == [(0, "The Battle of Safira"), (1, "Before you read"), (1, "What the article says")]
    assert [title for level, title in entries if level == 0] == [
        "The Battle of Safira", "Version A", "Version B", "Answer key", "Blank",
    ]  # fmt: skip


def test_readers_are_told_title_language_and_standard(printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == "The Battle of Safira: a lesson"
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "The Battle of Safira: a lesson"


def test_progress_is_told_section_by_section(everything: Document) -> None:
    steps: list[tuple[int, int, int]] = []
    write_pdf(replace(everything, sections=everything.sections[3:]), lambda *step: steps.append(step))
    assert [step[:2] for step in steps] == [(1, 2), (2, 2)]
    assert 0 < steps[0][2] < steps[1][2]


def test_a_character_of_the_fallback_face_is_printed_in_it(told: Told) -> None:
    result = write_pdf(small(Paragraph(line("From al-Ḥadīṯa → Aleppo")), Paragraph(line("→", bold=True))))
    assert ("P", "From al-Ḥadīṯa → Aleppo") in told(result.data)
    with pikepdf.open(io.BytesIO(result.data)) as pdf:
        names = {str(font.BaseFont).split("+")[1] for font in pdf.pages[0].Resources.Font.values()}
    assert {"DejaVuSans", "DejaVuSans-Bold"} <= names


def test_characters_that_no_face_has_are_named() -> None:
    assert missing_glyphs("Plain, “curly” → and al-Ḥadīṯa\u00a0½") == ()
    assert missing_glyphs("安 and 安") == ("安",)
    with pytest.raises(ValueError, match=r"no font has 安 \(U\+5B89\)"):
        write_pdf(small(Paragraph(line("The 安 word"))))


def test_the_table_of_a_crowded_timeline_carries_the_numbers_of_its_drawing(told: Told) -> None:
    marks = tuple(
        Mark(
            When(day, day),
            False,
            f"{day.day} February",
            "Something happened in the town",
            "happened",
            "It happened",
        )
        for day in (Day(2013, 2, number) for number in range(6, 26))
    )
    battle = When(Day(2013, 2, 6), Day(2013, 2, 25), "range")
    chart = Timeline("timeline", "Dates", "", ("Date", "Kind", "Event"), battle, marks, "Twenty days in a row.")
    elements = told(write_pdf(small(Heading(2, line("Dates")), Figure(1, chart))).data)
    cells = [words for role, words in elements if role == "TD"]
    assert cells[:8] == [
        "1",
        "6 February",
        "happened",
        "It happened",
        "2",
        "7 February",
        "happened",
        "It happened",
    ]
    elements = told(write_pdf(small(Heading(2, line("Dates")), Figure(1, chart, table=False))).data)
    assert [words for role, words in elements if role == "TD"][2:4] == ["2", "Something happened in the town"]


# Refusals --------------------------------------------------------------------------------------------------


def test_a_document_without_title_language_or_sections_is_refused(everything: Document) -> None:
    with pytest.raises(ValueError, match="has no title"):
        write_pdf(replace(everything, title=" "))
    with pytest.raises(ValueError, match="has no language"):
        write_pdf(replace(everything, language=""))
    with pytest.raises(ValueError, match="has no sections"):
        write_pdf(replace(everything, sections=()))
    with pytest.raises(ValueError, match="paper"):
        write_pdf(replace(everything, paper="a5"))


def test_a_chart_without_alternative_text_is_refused(everything: Document) -> None:
    figure = next(block for block in everything.sections[0].blocks if isinstance(block, Figure))
    with pytest.raises(ValueError, match="figure 1, “Listed strength”, has no alternative text"):
        write_pdf(small(Heading(2, line("Charts")), replace(figure, chart=replace(figure.chart, alt=""))))


def test_a_skipped_or_empty_heading_is_refused() -> None:
    with pytest.raises(ValueError, match="heading of level 3 follows a heading of level 1"):
        write_pdf(small(Heading(3, line("Too deep"))))
    with pytest.raises(ValueError, match="is empty"):
        write_pdf(small(Heading(2, (Run(" "),))))


def test_an_unknown_block_is_refused() -> None:
    class Riddle:
        """No block of ours."""

    with pytest.raises(ValueError, match="Riddle"):
        write_pdf(small(Riddle()))
    answer: Any = Riddle()
    with pytest.raises(ValueError, match="answered by Riddle"):
        write_pdf(small(Question(1, line("Which?"), 1, answer)))
