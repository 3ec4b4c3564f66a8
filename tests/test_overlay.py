"""The overlay: rings where the right options of the paper stand, and nothing of the paper itself."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.key_grid import answer
from edu.make.markup import words_of
from edu.make.quiz import versions
from edu.make.seats import for_class
from edu.model.layout import Layout
from edu.model.question import Kind
from edu.model.quiz import Quiz
from edu.model.roster import Need, Pupil
from edu.write.pdf import write_pdf
from tests.write.tags import Tags

RECORD = Path("record.json")


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    """Two versions with a question of every kind."""
    quiz = road.make_quiz(safira, seed=3, questions=12, versions=2)
    one_each = {item.kind: item for item in safira.items(3) if not item.chart}
    chosen, parts, drawn = versions(tuple(one_each.values()), 2, 3)
    return replace(quiz, items=chosen, parts=parts, versions=drawn)


@pytest.fixture(scope="module", params=["class", "large-print", "easy-read"])
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def paper(made: Quiz, layout: str) -> bytes:
    return road.printed(replace(records.reprinted(made, RECORD), variant=layout))


@pytest.fixture(scope="module")
def overlay(made: Quiz, layout: str) -> bytes:
    return records.overlay(made, RECORD, Layout(variant=layout))


def rings(sheet: pikepdf.Page) -> list[tuple[float, float]]:
    """The middles of the rings on a page, moved by what its content is moved by."""
    found: list[tuple[float, float]] = []
    start, corners = False, list[tuple[float, float]]()
    for step in pikepdf.parse_content_stream(sheet):
        if str(step.operator) == "m":
            start, corners = True, []
        elif str(step.operator) == "c" and start:
            *_, x, y = (float(value) for value in step.operands)
            corners.append((x, y))
            if len(corners) == 4:
                found.append((sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4))
    return found


def test_it_has_the_pages_of_the_paper_and_of_its_words_only_the_footers(paper: bytes, overlay: bytes) -> None:
    below, above = pypdfium2.PdfDocument(paper), pypdfium2.PdfDocument(overlay)
    assert len(below) == len(above)
    for one, other in zip(below, above, strict=True):
        words = other.get_textpage().get_text_range().split("\n")
        assert words[-1] in one.get_textpage().get_text_range()
        assert all(re.search(r"Version|Marks|Page|^[A-Z1-9]\s*$", line) for line in words), words


def test_as_many_rings_as_right_answers(made: Quiz, overlay: bytes) -> None:
    expected = 0
    for item in made.items:
        if item.kind in (Kind.SINGLE, Kind.SEVERAL):
            expected += sum(option.correct for option in item.options)
        elif item.kind in (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING):
            expected += len(item.options)
    with pikepdf.open(io.BytesIO(overlay)) as pdf:
        assert len(made.versions) * expected == sum(len(rings(page)) for page in pdf.pages)


def test_the_letters_and_numbers_are_those_of_the_key(made: Quiz, overlay: bytes) -> None:
    written = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(overlay))
    told = [line.strip() for line in written.split("\n") if re.match(r"^[A-Z1-9]\s*$", line)]
    expected: list[str] = []
    for version in made.versions:
        for index in version.order:
            if made.items[index].kind in (Kind.ORDERING, Kind.MATCHING):
                expected += answer(made.items[index], index, version, "").split()
    assert expected == told


def test_it_is_tagged_and_says_the_answers_of_the_key(made: Quiz, overlay: bytes) -> None:
    """Referees read overlays in `test_every_page`."""
    shaped = (Kind.SINGLE, Kind.SEVERAL, Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING, Kind.ORDERING, Kind.MATCHING)
    expected = [
        ("Figure", f"Question {number}: {answer(made.items[index], index, version, '')}")
        for version in made.versions
        for number, index in enumerate(version.order, 1)
        if made.items[index].kind in shaped
    ]
    assert expected == Tags(overlay).told()


def test_each_ring_stands_in_the_box_of_its_figure_alone(overlay: bytes) -> None:
    boxes: dict[int, list[list[float]]] = {}
    tags = Tags(overlay)
    assert tags.root
    for figure in tags.root.every():
        if figure.role == "Figure":
            ((number, _), *_) = (kid for kid in figure.kids if isinstance(kid, tuple))
            boxes.setdefault(number, []).append(list(map(float, figure.attribute("BBox"))))
    with pikepdf.open(io.BytesIO(overlay)) as pdf:
        for number, sheet in enumerate(pdf.pages, 1):
            for x, y in rings(sheet):
                assert 1 == sum(left < x < right and low < y < top for left, low, right, top in boxes[number])


def test_each_ring_stands_beside_a_right_option_of_the_paper(
    made: Quiz, layout: str, paper: bytes, overlay: bytes
) -> None:
    beyond_letter = 40 if layout == "large-print" else 25
    right = {
        " ".join(words_of(option.text).replace("\u00a0", " ").split())
        for item in made.items
        if item.kind is Kind.SINGLE
        for option in item.options
        if option.correct
    }
    seen: set[str] = set()
    below = pypdfium2.PdfDocument(paper)
    with pikepdf.open(io.BytesIO(overlay)) as pdf:
        for number, sheet in enumerate(pdf.pages):
            words = below[number].get_textpage()
            for x, y in rings(sheet):
                line = words.get_text_bounded(x + beyond_letter, y - 6, x + 420, y + 6)
                seen |= {each for each in right if " ".join(line.replace("\u00a0", " ").split()).startswith(each[:40])}
    assert right == seen


def test_the_command(made: Quiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    records.write_pack(made, tmp_path / f"record-{made.code}.json", {})
    result = CliRunner().invoke(cli, ["key", f"{made.code}-B", "--overlay"])
    assert result.exit_code == 0, result.output
    pages = len(pypdfium2.PdfDocument((tmp_path / f"overlay-{made.code}.pdf").read_bytes()))
    assert pages * 2 == len(pypdfium2.PdfDocument(records.overlay(made, RECORD, Layout())))


def test_each_layout_of_the_class_has_its_overlay(safira: Lesson, tmp_path: Path) -> None:
    """With the versions that pupils have in it, on the pages that those pupils have."""
    needs = (Need.NONE, Need.LARGE_PRINT, Need.NONE, Need.EASY_READ, Need.LARGE_PRINT)
    pupils = [Pupil(f"Pupil {number}", need=need) for number, need in enumerate(needs)]
    made = for_class(road.make_quiz(safira, seed=3, questions=5), pupils, (2, 3))
    record = tmp_path / f"record-{made.code}.json"
    records.write_pack(made, record, {})
    result = CliRunner().invoke(cli, ["key", str(record), "--overlay", "-o", str(tmp_path / "over.pdf")])
    assert result.exit_code == 0, result.output
    for name, letters in (("over", "ABCD"), ("over-large-print", "BD"), ("over-easy-read", "C")):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")]
        assert sorted({found for page in pages for found in re.findall("Version ([A-Z])", page)}) == list(letters)
    printed = write_pdf(records.reprinted(records.of_pupil(made, ("Pupil 3",)), record))
    assert len(pypdfium2.PdfDocument(tmp_path / "over-easy-read.pdf")) == printed.pages
