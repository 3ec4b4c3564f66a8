"""A paper a pupil: named, in the layout the pupil needs, and the same when it is printed again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.key import answer
from edu.make.markup import inline
from edu.make.seats import for_class
from edu.model.question import Kind
from edu.model.quiz import Quiz
from edu.model.roster import Need, Pupil
from edu.problems import ExitCode
from edu.read.record import read_record
from edu.write.pdf import write_pdf
from edu.write.pdf.typeset import words_of as typeset_words
from tests.write.faults import faults
from tests.write.tags import Tags

CLASS = (
    Pupil("Pupil 01", "9B"),
    Pupil("Pupil 02", "9B", Need.LARGE_PRINT),
    Pupil("Pupil Żółw 03", ""),
    Pupil("Pupil 04", "9B", Need.EASY_READ),
    Pupil("Pupil 05", "9B"),
)


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    return for_class(road.make_quiz(safira, seed=2, questions=8, versions=4), CLASS, (3, 2))


@pytest.fixture(scope="module")
def sets(safira: Lesson, made: Quiz) -> tuple[bytes, tuple[int, ...]]:
    """The set, and how many pages each pupil's paper has."""
    printed = write_pdf(road.quiz_paper(safira, made))
    return printed.data, printed.section_pages


def words_of(data: bytes, first: int, count: int) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    return [pdf[number].get_textpage().get_text_range() for number in range(first, first + count)]


def printed_words(markup: str) -> str:
    """Words as they are printed, without spaces that do not break."""
    return " ".join(typeset_words(inline(markup)).replace("\u00a0", " ").split())


def test_each_paper_has_its_pupils_name_version_and_layout(made: Quiz, sets: tuple[bytes, tuple[int, ...]]) -> None:
    data, counts = sets
    first = 0
    for pupil, count in zip(made.pupils, counts, strict=True):
        pages = words_of(data, first, count)
        assert pupil.name in pages[0]
        assert all(f"code {made.code}-{pupil.version}" in page for page in pages)
        assert not any(other.name in page for other in made.pupils if other is not pupil for page in pages)
        assert ("Question 1" in "".join(pages)) == (pupil.need is Need.LARGE_PRINT)
        first += count


def test_the_key_is_right_for_every_paper_as_its_words_stand_on_it(
    made: Quiz, sets: tuple[bytes, tuple[int, ...]]
) -> None:
    """The letter that the key gives stands before the words of the right option on that pupil's pages."""
    data, counts = sets
    of_letter = {version.letter: version for version in made.versions}
    first = compared = 0
    for pupil, count in zip(made.pupils, counts, strict=True):
        told = " ".join(" ".join(words_of(data, first, count)).replace("\u00a0", " ").split())
        version = of_letter[pupil.version]
        for index, item in enumerate(made.items):
            if item.kind is Kind.SINGLE:
                key = answer(item, index, version, "")
                (right,) = (printed_words(option.text) for option in item.options if option.correct)
                assert f"{key} {right}" in told, (pupil, item.id)
                compared += 1
        first += count
    assert compared >= 2 * len(made.pupils)


def test_a_set_of_mixed_layouts_is_sound(sets: tuple[bytes, tuple[int, ...]]) -> None:
    assert faults(Tags(sets[0])) == []


def test_a_paper_reprinted_is_the_same_page_for_page(
    safira: Lesson, made: Quiz, sets: tuple[bytes, tuple[int, ...]], tmp_path: Path
) -> None:
    data, counts = sets
    record = tmp_path / "record.json"
    records.write_pack(made, record, {})
    recorded = read_record(record)
    assert made.pupils == recorded.pupils
    alone = write_pdf(records.reprinted(records.of_pupil(recorded, ("pupil 04",)), record)).data
    assert alone == write_pdf(records.reprinted(records.of_pupil(recorded, ("PUPIL 04",)), record)).data
    start = sum(counts[:3])
    pages, again = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(alone)
    assert counts[3] == len(again)
    for number in range(counts[3]):
        one, other = pages[start + number].render(scale=0.7), again[number].render(scale=0.7)
        assert one.to_pil().tobytes() == other.to_pil().tobytes()


def test_a_pupil_who_joins_changes_no_byte_of_anothers_paper(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, seed=2, questions=8, versions=4)
    before, after = for_class(quiz, CLASS), for_class(quiz, (Pupil("A pupil who joined"), *CLASS))
    for name in ("Pupil 01", "Pupil 02"):
        papers = [write_pdf(road.quiz_paper(safira, records.of_pupil(each, (name,)))).data for each in (before, after)]
        assert papers[0] == papers[1]


def test_the_command_makes_a_set_with_a_plan_and_reprints_a_lost_sheet(tmp_path: Path) -> None:
    roster = tmp_path / "class.csv"
    roster.write_text("name;needs\n" + "".join(f"Pupil {i};{'large print' if i == 2 else ''}\n" for i in range(6)))
    command = ["quiz", "--seed", "3", "--questions", "6", "--roster", str(roster), "-o", str(tmp_path)]
    result = CliRunner().invoke(cli, [*command, "--seats", "2x3"])
    assert result.exit_code == 0, result.output
    made = sorted(path.name.split("-")[0] for path in tmp_path.iterdir())
    assert ["class.csv", "key", "quiz", "record", "seats"] == made
    plan = next(tmp_path.glob("seats-*.pdf")).read_bytes()
    assert faults(Tags(plan)) == []
    (page,) = words_of(plan, 0, 1)
    assert all(f"Pupil {i}" in page for i in range(6))
    record = next(tmp_path.glob("record-*.json"))
    again = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "Pupil 2", "-o", str(tmp_path / "one.pdf")])
    assert again.exit_code == 0, again.output
    assert "Pupil 2" in words_of((tmp_path / "one.pdf").read_bytes(), 0, 1)[0]
    wrong = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "Pupli 2", "-o", str(tmp_path / "two.pdf")])
    assert "Did you mean Pupil 2" in str(wrong.exception)


def test_seats_without_a_list_and_a_list_with_faults_are_refused(tmp_path: Path) -> None:
    alone = CliRunner().invoke(cli, ["quiz", "--seats", "2x3", "-o", str(tmp_path)])
    assert ExitCode.USAGE == alone.exit_code
    roster = tmp_path / "class.csv"
    roster.write_text("name\nPupil \U00013080\n")
    faulty = CliRunner().invoke(cli, ["quiz", "--roster", str(roster), "-o", str(tmp_path)])
    assert "no font has" in str(faulty.exception)
    assert [roster] == list(tmp_path.iterdir())


def test_versions_left_out_take_their_pupils_with_them(made: Quiz) -> None:
    some = records.of_version(made, ("b",))
    assert {"B"} == {pupil.version for pupil in some.pupils}
    assert replace(made, pupils=some.pupils, versions=some.versions) == some
