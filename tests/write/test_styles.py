"""Inks, weights and sizes: those of the style sheets, and those that stand on the pages.

Least contrasts are those of WCAG 2.1 (success criteria 1.4.3 and 1.4.11): 4.5:1 for text, 3:1 for large text and for
what carries meaning. Least weights and sizes are those that the design of the pages was drawn with, on grey copiers.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from typing import Any

import pikepdf
import pytest

from edu.model.document import (
    AnswerLines,
    AnswerSpace,
    Block,
    Choices,
    Cloze,
    Document,
    Gap,
    Lines,
    Matching,
    NameRow,
    Ordering,
    Question,
    Section,
    Title,
    line,
)
from edu.write.figures import timeline_shapes
from edu.write.pdf import write_pdf
from edu.write.pdf.pages import Printed
from edu.write.pdf.styles import BLACK, HAIR, HEAVY, RULE, THICK, TINT, WHITE, Style, StyleSheet
from edu.write.pdf.variants import TINTS, style_sheet
from tests.write.contrast import Colour, colour, contrast
from tests.write.tags import Element, Tags

VARIANTS = ("class", "large-print", "easy-read")


def grey(share: float) -> Colour:
    return share, share, share


# Inks --------------------------------------------------------------------------------------------------------

GROUNDS = {
    "paper": grey(WHITE),
    "panels and right answers": grey(TINT),
    "days of a battle": colour(timeline_shapes.TINT),
    **{f"a whole page in {name}": tint for name, tint in TINTS.items()},
}


def test_the_contrast_is_that_of_the_standard() -> None:
    assert contrast(grey(0), grey(1)) == pytest.approx(21)
    assert contrast(colour("#767676"), grey(1)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
def test_words_and_marks_stand_out_from_every_ground(ground: str) -> None:
    """All words, rules and outlines are of one ink, which has the contrast that small words need."""
    assert contrast(grey(BLACK), GROUNDS[ground]) >= 4.5


def test_words_on_the_teachers_band_stand_out() -> None:
    assert contrast(grey(WHITE), grey(BLACK)) >= 4.5


def drawn(data: bytes) -> Iterator[tuple[str, str, float, float]]:
    """All that is drawn: "words" or "stroke", what it is marked as, its ink (0 is black), and of strokes the weight."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            state, kept, mark = {"g": 0.0, "G": 0.0, "w": 1.0}, [], ""
            for step in pikepdf.parse_content_stream(page, "q Q g G rg RG w BDC BMC Tj S s B b"):
                name, values = str(step.operator), step.operands
                if name == "q":
                    kept.append(dict(state))
                elif name == "Q":
                    state = kept.pop()
                elif name in ("BDC", "BMC"):
                    more: Any = values[1] if name == "BDC" else {}
                    mark = str(more.get("/Subtype", values[0]))
                elif name in ("g", "G", "w"):
                    state[name] = float(values[0])
                elif name in ("rg", "RG"):
                    state["G" if name == "RG" else "g"] = max(map(float, values))
                elif name == "Tj":
                    yield "words", mark, state["g"], 0.0
                else:
                    yield "stroke", mark, state["G"], state["w"]


def test_pages_are_drawn_in_black_and_the_band_alone_has_white_words(printed: Printed) -> None:
    assert {(mark == "/Header", ink) for what, mark, ink, _ in drawn(printed.data) if what == "words"} == {
        (False, 0.0),
        (True, 1.0),
    }
    assert {ink for what, _, ink, _ in drawn(printed.data) if what == "stroke"} == {0.0}


# Weights -----------------------------------------------------------------------------------------------------


def test_rules_have_the_weights_of_the_design() -> None:
    assert (THICK, HEAVY, RULE, HAIR) == (3.0, 1.5, 0.75, 0.5)


def test_no_rule_is_so_thin_that_a_copier_loses_it(printed: Printed) -> None:
    assert min(weight for what, _, _, weight in drawn(printed.data) if what == "stroke") >= 0.5


@pytest.mark.parametrize("variant", VARIANTS)
def test_lines_to_write_on_and_shapes_to_tick_are_seen_on_a_copy(variant: str) -> None:
    words = line("one"), line("two")
    answers: tuple[AnswerSpace, ...] = (
        Choices(words), Choices(words, several=True), Matching(words, words), Ordering(words), Lines(2),
        Cloze(("one",), (*line("A gap "), Gap("(1)"))),
    )  # fmt: skip
    asked = (Question(number, line("Which?"), 1, answer, name="Q") for number, answer in enumerate(answers, 1))
    blocks: tuple[Block, ...] = (Title("K", "T", "S"), NameRow("Name", "Class", "Date"), AnswerLines(2), *asked)
    document = Document("A quiz", (Section(blocks, "Foot"),), variant=variant)
    weights = [weight for what, _, _, weight in drawn(write_pdf(document).data) if what == "stroke"]
    assert len(weights) >= 2 + 2 + 4 * 2
    assert min(weights) >= 0.75


# Sizes -------------------------------------------------------------------------------------------------------

REPEATED = {"small", "small_head"}
"""Styles of what repeats or points: captions, notes, heads of columns, footers, line numbers."""

SIZES = {"class": (10, 12), "large-print": (18, 18), "easy-read": (12, 13)}
"""Least points of what repeats or points, and of all that a pupil answers from."""


def styles(sheet: StyleSheet) -> dict[str, Style]:
    return {field.name: value for field in fields(sheet) if isinstance(value := getattr(sheet, field.name), Style)}


@pytest.mark.parametrize(("paper", "variant"), [*product(("a4", "letter"), VARIANTS)])
def test_no_style_is_smaller_than_its_readers_need(paper: str, variant: str) -> None:
    sheet = style_sheet(paper, variant)
    small, least = SIZES[variant]
    for name, style in styles(sheet).items():
        assert (name, style.size) >= (name, small if name in REPEATED else least)
        assert (name, style.leading) >= (name, style.size)
    assert sheet.chart_words >= least
    assert sheet.chart_cells >= small


@pytest.mark.parametrize("variant", VARIANTS)
def test_headings_step_down_and_none_is_smaller_than_the_text(variant: str) -> None:
    sheet = style_sheet("a4", variant)
    sizes = [style.size for style in (sheet.title, sheet.heading_2, sheet.heading_3, sheet.text)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[3]
    assert all(style.bold for style in (sheet.title, sheet.heading_2, sheet.heading_3))


def sizes_of(tags: Tags, element: Element) -> set[float]:
    """The sizes of an element's own words."""
    own = {kid for kid in element.kids if isinstance(kid, tuple)}
    return {size for mark in tags.marks if (mark.page, mark.number) in own for size in mark.sizes}


@pytest.fixture(scope="module")
def tags(printed: Printed) -> Tags:
    return Tags(printed.data)


def section(tags: Tags, number: int) -> Element:
    assert tags.root
    return tags.root.inner("Sect")[number]


def test_all_that_a_pupil_answers_from_is_12_points_on_the_page(tags: Tags) -> None:
    for element in section(tags, 1).every():
        above = element.above
        row_head = element.role == "TH" and element.attribute("Scope") == "/Row"
        stem = element.role == "P" and above and above.role == "LBody" and above.kids[0] is element
        if element.role in ("LBody", "Lbl", "TD") or row_head or stem:
            assert min(sizes_of(tags, element), default=12) >= 12, tags.words(element)
    assert min(size for mark in tags.marks for size in mark.sizes) >= 10


def test_a_key_is_read_at_one_glance(tags: Tags) -> None:
    """An answer of one letter is set in 15 points, several in 12, the names of versions over them in 20."""
    grid = next(element for element in section(tags, 3).every() if element.role == "Table")
    heads, *rows = grid.inner("TR")
    assert [min(sizes_of(tags, head)) for head in heads.inner("TH") if tags.words(head) in ("A", "B")] == [20, 20]
    sizes = {tags.words(cell): min(sizes_of(tags, cell)) for row in rows for cell in row.inner("TD")[:2]}
    assert sizes["B"] >= 15
    assert sizes["C"] >= 15
    assert min(sizes.values()) >= 12
