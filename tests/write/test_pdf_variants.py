"""The same words in other layouts: large print and easy read, on both papers, on plain and tinted pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

import pikepdf
import pypdfium2
import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.charts import charts
from edu.model.chart import Timeline
from edu.model.document import (
    Choices,
    Document,
    Extracts,
    NumberedParagraph,
    Question,
    Section,
    Sentence,
    Title,
    line,
)
from edu.model.quiz import Quiz
from edu.write.pdf import write_pdf
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.handout import Narrative
from edu.write.pdf.blocks.ticks import choices
from edu.write.pdf.slots import Slots
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import MM
from edu.write.pdf.typeset import natural_width
from edu.write.pdf.variants import TINTS, style_sheet
from tests.write.contrast import contrast
from tests.write.said import differences
from tests.write.tags import Tags

Told = Callable[[bytes], list[tuple[str, str]]]
Papers = tuple[Document, Document]
VARIANTS = ("large-print", "easy-read")


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    """A quiz of two versions."""
    return road.make_quiz(safira, 7, versions=2)


@pytest.fixture(scope="module")
def papers(safira: Lesson, made: Quiz) -> tuple[Document, Document]:
    """The handout and the quiz."""
    return road.make_handout(safira), road.quiz_paper(safira, made)


@cache
def printed(document: Document, variant: str = "class") -> bytes:
    return write_pdf(replace(document, variant=variant)).data


def shown(data: bytes) -> Iterator[tuple[str, float, float]]:
    """The face, the size and the space between letters of every stretch of text, page numbers and charts included."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            fonts = {name: str(font.BaseFont).split("+")[1] for name, font in page.Resources.Font.items()}
            face, size, apart = "", 0.0, 0.0
            for step in pikepdf.parse_content_stream(page):
                name, values = str(step.operator), step.operands
                if name == "Tf":
                    face, size = fonts[str(values[0])], float(values[1])
                elif name == "Tc":
                    apart = float(values[0])
                elif name in ("Tj", "TJ", "'"):
                    yield face, size, apart
                elif name in ("Tz", "Ts", "Tr"):
                    raise AssertionError(f"text is stretched or raised: {name}")


# The rules of each variant -----------------------------------------------------------------------------------


def test_everything_in_large_print_is_18_points_or_more_and_upright(papers: Papers) -> None:
    for document in papers:
        stretches = list(shown(printed(document, "large-print")))
        assert min(size for _, size, _ in stretches) >= 18
        assert {face for face, _, _ in stretches} == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"}


def test_easy_read_is_set_by_the_style_guide_for_dyslexic_readers(papers: Papers) -> None:
    """The British Dyslexia Association: 12 to 14 points, 1.5 lines, letters apart, headings 20 % larger, bold.

    Between words at least 3.5 times as much as between letters.
    """
    sheet = style_sheet("a4", "easy-read")
    for style in (sheet.text, sheet.narrative, sheet.cell, sheet.small, sheet.strong):
        assert 12 <= style.size <= 14
        assert style.leading >= 1.5 * style.size
    for heading in (sheet.heading_2, sheet.heading_3, sheet.figure_title):
        assert heading.size >= 1.2 * sheet.text.size
        assert heading.bold
    space = 0.28 * sheet.text.size  # the space of the face
    assert space + sheet.text.tracking >= 3.5 * sheet.text.tracking > 0
    for document in papers:
        stretches = list(shown(printed(document, "easy-read")))
        assert min(size for _, size, _ in stretches) >= 12
        assert {face for face, _, _ in stretches} == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"}
        apart = sum(space > 0 for _, _, space in stretches)
        assert apart > 0.8 * len(stretches)  # all but titles, boxes and charts


def narratives(lesson: Lesson, variant: str) -> list[Narrative]:
    """The paragraphs of the narrative as they are set."""
    sheet = style_sheet("a4", variant)
    blocks = [block for block in road.make_handout(lesson).sections[0].blocks if isinstance(block, NumberedParagraph)]
    pieces = lay(blocks, Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect")))
    return [piece for piece in pieces if isinstance(piece, Narrative)]


@pytest.mark.parametrize(("variant", "most"), [("class", 80), ("large-print", 70), ("easy-read", 70)])
def test_lines_of_the_narrative_hold_about_65_letters(safira: Lesson, variant: str, most: int) -> None:
    lines = [printed for piece in narratives(safira, variant) for printed in piece.lines[:-1]]
    lengths = sorted(printed.end - printed.start for printed in lines)
    assert lengths[-1] <= most
    assert 50 <= lengths[len(lengths) // 2] <= 70


@pytest.mark.parametrize("variant", VARIANTS)
def test_line_numbers_are_those_of_the_class(safira: Lesson, variant: str) -> None:
    """The number 15 stands at the line that holds most of the class's fifteenth, in letters; so does each other one.

    Where lines are others than the class's, each paragraph begins with a number too.
    """
    of_class = list(chain.from_iterable(places(piece) for piece in narratives(safira, "class")))
    every = [str(number) for number in (1, *range(5, 41, 5))]
    seen: list[str] = []
    for piece in narratives(safira, variant):
        here = places(piece)
        assert piece.numbers[0] or variant == "class"
        for number, (start, end) in zip(piece.numbers, here, strict=True):
            if not number:
                continue
            seen.append(number)
            first, last = of_class[int(number) - 1]
            held = [min(last, there[1]) - max(first, there[0]) for there in here]
            assert min(last, end) - max(first, start) == max(held)
    assert seen == every if variant == "class" else set(every) < set(seen)
    assert sorted(seen, key=int) == seen


def places(piece: Narrative) -> list[tuple[int, int]]:
    """Where each line of a paragraph begins and ends in it, in characters."""
    return [(printed.start, printed.end) for printed in piece.lines]


# The same paper ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_has_the_words_of_the_class_in_the_same_order(papers: Papers, told: Told, variant: str) -> None:
    document = replace(papers[1], variant=variant)
    assert list(differences(document, Tags(printed(papers[1], variant)).told())) == []

    def aloud(name: str) -> set[str]:
        return {word.strip(":") for _, words in told(printed(papers[0], name)) for word in words.split()}

    # In large print rows of tables stand by themselves: heads over names of rows, dates and events have no place.
    assert aloud("class") - aloud(variant) == ({"Fact", "Kind", "Event"} if variant == "large-print" else set())


@pytest.mark.parametrize("variant", VARIANTS)
def test_version_and_code_stand_on_every_page(papers: Papers, made: Quiz, variant: str) -> None:
    result = write_pdf(replace(papers[1], variant=variant))
    with pypdfium2.PdfDocument(result.data) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    first, second = result.section_pages
    for letter, count, some in (("A", first, pages[:first]), ("B", second, pages[first:])):
        for number, words in enumerate(some, 1):
            assert f"Version {letter}, code {made.code}-{letter}" in words
            assert f"Page {number} of {count}" in words


@pytest.mark.parametrize("variant", ["class", *VARIANTS])
def test_letter_breaks_into_the_pages_of_a4(papers: Papers, variant: str) -> None:
    for document in papers:
        words = []
        for paper in ("a4", "letter"):
            with pypdfium2.PdfDocument(write_pdf(replace(document, paper=paper, variant=variant)).data) as pdf:
                words.append([page.get_textpage().get_text_range() for page in pdf])
        assert words[0] == words[1]


@pytest.mark.parametrize("variant", ["class", *VARIANTS])
def test_the_marks_of_each_page_stand_at_its_foot(papers: Papers, made: Quiz, variant: str) -> None:
    words = "Marks on this page:" if variant == "class" else "Marks:"
    found: dict[str, int] = {}
    with pypdfium2.PdfDocument(printed(papers[1], variant)) as pdf:
        for page in pdf:
            told = " ".join(page.get_textpage().get_text_range().split())
            version = told.split("Version ")[-1][0]
            asked = f"{words} / " in told
            assert asked != ("This page is left empty" in told)
            found[version] = found.get(version, 0) + (int(told.split(f"{words} / ")[1].split()[0]) if asked else 0)
    whole = sum(item.marks for item in made.items)
    assert found == {"A": whole, "B": whole}


@pytest.mark.parametrize("variant", ["class", *VARIANTS])
def test_whose_lines_are_counted_is_said_where_they_are_others(papers: Papers, told: Told, variant: str) -> None:
    said = [words for _, words in told(printed(papers[0], variant))]
    assert ("Line numbers are those of the class’s copy." in said) == (variant != "class")


def long_rules(data: bytes, least: float) -> int:
    """How many level rules of so many millimetres or more the first page has."""
    count, start = 0, (0.0, 0.0)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[0], "m l S"):
            values = [float(value) for value in step.operands]
            if str(step.operator) == "m":
                start = values[0], values[1]
            elif str(step.operator) == "l":
                count += values[1] == start[1] and values[0] - start[0] >= least / 25.4 * 72
    return count


@pytest.mark.parametrize("variant", ["class", *VARIANTS])
def test_no_rule_but_those_to_write_on_is_as_long_as_they_are(variant: str) -> None:
    """Beside the rules over a document and at both ends of a panel; no question ends in a rule."""
    choice = Question(1, line("Which?"), 1, Choices((line("one"), line("two"))), name="Question 1", worth="1 mark")
    source = replace(choice, answer=Extracts((line("A statement."),), 3))
    document = Document("A quiz", (Section((Title("K", "T", "S"), choice, source), "Foot"),), variant=variant)
    assert long_rules(printed(document, variant), 40) == 1 + 2 + (4 if variant == "large-print" else 3)


@pytest.mark.parametrize(
    ("footer", "cut"),
    [
        ("The Battle of Carrow Moor", "The Battle of Carrow Moor"),
        ("The Battle of Thrumblethwaite-under-Llanfechryddgogh", "The Battle of Thrumblethwaite-under-…"),
        ("The long quarrels of the Eight Towns, quarrelsome", "The long quarrels of the Eight Towns …"),
        ("The Battle of Thrumblethwaiteundernearllanfechryddgogh", "The Battle of …"),
    ],
)
def test_a_footer_without_room_ends_with_a_word_or_a_hyphen(footer: str, cut: str) -> None:
    document = Document("T", (Section((Title("K", "T", "S"),), footer),), variant="large-print")
    marks = [mark.text for mark in Tags(printed(document, "large-print")).marks if mark.kind == "Pagination Footer"]
    assert sorted(marks) == sorted([cut, "Page 1 of 1"])


def test_numbers_never_stand_in_a_row_in_large_print(told: Told) -> None:
    asked = Question(1, line("Which?"), 1, Choices(tuple(map(line, ("5", "7", "9", "30")))))
    document = Document("A quiz", (Section((Title("K", "T", "S"), asked), "Foot"),))

    def heights(variant: str) -> set[int]:
        with pypdfium2.PdfDocument(write_pdf(replace(document, variant=variant)).data) as pdf:
            page = pdf[0].get_textpage()
            letters = [(page.get_text_range(i, 1), page.get_charbox(i)) for i in range(page.count_chars())]
            return {round(box[1]) for letter, box in letters if letter in "5793"}

    assert len(heights("class")) == 1
    assert len(heights("large-print")) == 4


def test_pages_are_printed_in_greys_alone(papers: Papers) -> None:
    """A grey copier loses nothing: no ink has a colour, in charts neither."""
    for document in papers:
        for variant in ("class", *VARIANTS):
            with pikepdf.open(io.BytesIO(printed(document, variant))) as pdf:
                for page in pdf.pages:
                    for step in pikepdf.parse_content_stream(page, "rg RG k K sc SC scn SCN cs CS"):
                        assert str(step.operator) in ("rg", "RG")
                        assert len({float(part) for part in step.operands}) == 1


# Tints -------------------------------------------------------------------------------------------------------


def test_black_on_a_tint_is_read_easily_and_a_grey_copy_of_it_too() -> None:
    for colour in TINTS.values():
        assert contrast((0, 0, 0), colour) >= 17
        assert min(colour) >= 0.85


def test_a_tint_covers_the_page_only_when_it_is_asked_for(papers: Papers) -> None:
    document = papers[1]

    def corners(tint: str) -> set[Any]:
        with pypdfium2.PdfDocument(write_pdf(replace(document, tint=tint)).data) as pdf:
            pictures = [page.render(scale=0.2).to_pil().convert("RGB") for page in pdf]
        return {picture.getpixel((x, 1)) for picture in pictures for x in (1, picture.width - 2)}

    assert corners("") == {(255, 255, 255)}
    assert corners("cream") == {tuple(round(255 * part) for part in TINTS["cream"])}


def test_an_unknown_variant_or_tint_is_refused(papers: Papers) -> None:
    with pytest.raises(ValueError, match="variant"):
        write_pdf(replace(papers[0], variant="huge"))
    with pytest.raises(ValueError, match="tint"):
        write_pdf(replace(papers[0], tint="red"))


def test_a_paragraph_of_one_sentence_keeps_its_numbers_when_it_is_split() -> None:
    text = NumberedParagraph(
        (Sentence("a", line("Twelve words that say little stand in this sentence for a test. " * 12)),)
    )
    sheet = style_sheet("a4", "large-print")
    (piece,) = lay([text], Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect")))
    halves = piece.split(150)
    assert halves is not None
    assert isinstance(piece, Narrative)
    numbers = [number for half in halves if isinstance(half, Narrative) for number in half.numbers]
    assert numbers == list(piece.numbers)
    first, second = (half.opening().numbers for half in halves if isinstance(half, Narrative))
    assert list(first) == list(piece.numbers[: len(first)])  # line 1 has its number already
    assert int(second[0]) - int(piece.counted[len(first) - 1]) in (0, 1)


def test_numbers_to_tick_stand_four_in_a_row_at_most_and_each_nearer_to_its_own_box() -> None:
    def rows(*numbers: str) -> tuple[int, float]:
        """How many stand side by side (1 for a column), and the room between one and the next box, in millimetres."""
        sheet = style_sheet("a4")
        (slots,) = choices(
            Choices(tuple(map(line, numbers))), Galley(sheet, sheet.frame.width, sheet.frame.height, Node("Sect"))
        )
        assert isinstance(slots, Slots)
        widest = max(natural_width(line(number), sheet.text) for number in numbers)
        return (slots.beside if slots.across else 1), (slots.across - sheet.option_text - widest) / MM

    assert [rows(*["12"] * count)[0] for count in (2, 3, 4, 5, 6, 7, 8, 9)] == [2, 3, 4, 3, 3, 4, 4, 3]
    assert rows("123,456", "234,567", "1", "2") >= (4, 5.9)
    assert rows("123,456,789,012", "2", "3", "4")[0] == 1
    assert rows("12", "soldiers")[0] == 1


def test_a_timeline_in_large_print_keeps_the_days_of_the_battle(invented_battle: Callable[[str], Lesson]) -> None:
    """Numbers at the strips' right end would leave no room for days; then they stand over the strips."""
    from edu.write.figures import timeline_drawing

    lesson = invented_battle("bce")
    (chart,) = (chart for chart in charts(lesson.battle, lesson.words) if isinstance(chart, Timeline))
    drawing = timeline_drawing(chart, style_sheet("a4", "large-print").frame.width, 18, 18)
    shown = {label.text for label in drawing.labels}
    assert drawing.numbered
    assert {"27", "28", "29", "30", "1", "2"} <= shown
