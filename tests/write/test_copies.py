"""Versions made from what they share: the same words, elements and pages as each drawn by itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key_grid import answer
from edu.model.copies import Copies
from edu.model.document import Document, Question
from edu.model.question import Kind
from edu.write.pdf import write_pdf

Told = Callable[[bytes], list[tuple[str, str]]]


@pytest.fixture(scope="module")
def paper(safira: Lesson) -> Document:
    """A quiz of all that the battle carries, in five versions."""
    return road.quiz_paper(safira, road.make_quiz(safira, seed=3, versions=5))


@pytest.fixture(scope="module")
def shared(paper: Document) -> bytes:
    """Its versions made from what they share."""
    return write_pdf(paper).data


@pytest.fixture(scope="module")
def drawn(paper: Document) -> bytes:
    """The same versions, each drawn by itself."""
    return write_pdf(replace(paper, sections=tuple(paper.sections))).data


def test_the_versions_say_the_same_in_the_same_order_as_when_drawn(shared: bytes, drawn: bytes, told: Told) -> None:
    assert told(drawn) == told(shared)
    assert 5 == sum(role == "Sect" for role, _ in told(shared))


def test_the_pages_look_the_same_as_when_drawn(shared: bytes, drawn: bytes) -> None:
    with_shared, alone = pypdfium2.PdfDocument(shared), pypdfium2.PdfDocument(drawn)
    assert len(alone) == len(with_shared)
    for one, other in zip(with_shared, alone, strict=True):
        pictures = [each.render(scale=1).to_pil().convert("L") for each in (one, other)]
        apart = ImageChops.difference(*pictures).point(lambda ink: 255 if ink > 140 else 0)
        assert apart.getbbox() is None


def test_the_referee_finds_no_fault(shared: bytes) -> None:
    report = page.validate_pdf_bytes(shared, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_every_mark_belongs_to_the_element_that_names_it(shared: bytes) -> None:
    """Content -> parent tree -> element and back, on each page; ids of other pages have no element."""
    with pikepdf.open(io.BytesIO(shared)) as pdf:
        for leaf in pdf.pages:
            node: Any = pdf.Root.StructTreeRoot.ParentTree
            while "/Kids" in node:
                node = next(kid for kid in node.Kids if kid.Limits[0] <= leaf.StructParents <= kid.Limits[1])
            numbers = list(node.Nums)
            parents = numbers[numbers.index(leaf.StructParents) + 1]
            drawn_here = [
                int(step.operands[1].MCID)
                for step in pikepdf.parse_content_stream(leaf)
                if str(step.operator) == "BDC" and "/MCID" in step.operands[1]
            ]
            assert len(set(drawn_here)) == len(drawn_here)
            there = {mark for mark, parent in enumerate(parents) if isinstance(parent, pikepdf.Dictionary)}
            assert set(drawn_here) == there
            for mark in drawn_here:
                assert mark in list(parents[mark].K)
                assert parents[mark].Pg.objgen == leaf.obj.objgen


def test_the_same_bytes_each_time_and_no_others_for_the_first_of_more(safira: Lesson, shared: bytes) -> None:
    again = road.quiz_paper(safira, road.make_quiz(safira, seed=3, versions=5))
    assert shared == write_pdf(again).data


def test_untagged_pages_look_the_same_and_carry_no_marks(paper: Document, shared: bytes) -> None:
    bare = write_pdf(paper, tagged=False).data
    with pikepdf.open(io.BytesIO(bare)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        operators = {str(step.operator) for step in pikepdf.parse_content_stream(pdf.pages[0])}
        assert not operators & {"BDC", "BMC", "EMC"}
    for one, other in zip(pypdfium2.PdfDocument(bare), pypdfium2.PdfDocument(shared), strict=True):
        assert one.render(scale=0.5).to_pil().tobytes() == other.render(scale=0.5).to_pil().tobytes()


def test_a_copy_written_out_holds_its_questions_in_its_order(paper: Document) -> None:
    copies = paper.sections
    assert isinstance(copies, Copies)
    form = [block for block in copies.form.blocks if isinstance(block, Question)]
    for copy, section in zip(copies.copies, copies, strict=True):
        asked = [block for block in section.blocks if isinstance(block, Question)]
        assert [form[i].stem for i in copy.order] == [block.stem for block in asked]
        assert list(range(1, len(form) + 1)) == [block.number for block in asked]


def test_copies_in_the_thousands_of_objects_and_across_a_digit_are_whole(paper: Document, told: Told) -> None:
    """So many copies that their numbers gain a digit within one of them."""
    copies = paper.sections
    assert isinstance(copies, Copies)
    many = [copies.copies[i % 5] for i in range(160)]
    data = write_pdf(replace(paper, sections=Copies(copies.form, many))).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sections = list(pdf.Root.StructTreeRoot.K.K)
        assert 160 == len(sections)
        assert {str(section.S) for section in sections} == {"/Sect"}
        assert 160 == int(pdf.Root.Outlines.Count)
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant


def test_a_key_of_many_versions_tells_every_answer_of_each(safira: Lesson, told: Told) -> None:
    """31 versions: four in front, 24 on copies of one page, three on the last; the same as when drawn, and right."""
    quiz = road.make_quiz(safira, seed=3, questions=6, versions=31)
    document = road.quiz_key(quiz, safira.words)
    assert [6, 1] == [len(copies) for copies in document.further]
    alone = replace(document, sections=(*document.sections, *(each for part in document.further for each in part)))
    data = write_pdf(document).data
    assert told(write_pdf(replace(alone, further=())).data) == told(data)
    said = [words.strip() for role, words in told(data) if role in ("TH", "TD")]
    for version in quiz.versions[4:28]:
        column = (quiz.versions.index(version)) % 4
        start = said.index(version.letter) - column + 5  # the letters, and "Marks"
        for place, item in enumerate(version.order):
            right = answer(quiz.items[item], item, version, written="")
            if quiz.items[item].kind is Kind.SINGLE:
                assert right == said[start + 6 * place + 1 + column]


@pytest.mark.parametrize(
    "words", ["Class {}, a {}: version {}-W", "Version {} of a footer too long " + "for its line " * 9]
)
def test_a_footer_is_the_same_with_a_letter_put_in_as_when_drawn(paper: Document, words: str) -> None:
    """Whatever else stands in it: the same letter again, other capitals, more words than the line holds."""
    copies = paper.sections
    assert isinstance(copies, Copies)
    letters = ("A", "W", "I", "ZZZZ", "ABCDE")
    some = [
        replace(copy, fields={**copy.fields, "version": letter}, footer=words.replace("{}", letter))
        for copy, letter in zip(copies.copies, letters, strict=True)
    ]
    shared = replace(paper, sections=Copies(copies.form, some))
    footers = []
    for document in (shared, replace(paper, sections=tuple(shared.sections))):
        pages = pypdfium2.PdfDocument(write_pdf(document, tagged=False).data)
        footers.append([page.get_textpage().get_text_bounded(top=60) for page in pages])
    assert footers[0] == footers[1]
    assert all(f"{letter}" in " ".join(footers[0]) for letter in letters)
