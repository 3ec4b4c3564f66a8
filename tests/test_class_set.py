"""A paper a pupil: named, in the layout the pupil needs, and the same when it is printed again."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from unicodedata import normalize

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.code import with_code
from edu.make.plan import plan
from edu.make.seats import for_class
from edu.model.quiz import Quiz
from edu.model.roster import Need, Pupil, Seat
from edu.problems import EduError, ExitCode
from edu.read.record import read_record
from edu.rosters import read_class
from edu.write.pdf import write_pdf
from tests.readers.pdfium import RIGHTWARD
from tests.write.faults import faults
from tests.write.tags import Tags

CLASS = (
    Pupil("Pupil 01", "9B"),
    Pupil("Pupil 02", "9B", Need.LARGE_PRINT),
    Pupil("Pupil Żółw 03", ""),
    Pupil("Pupil 04", "9B", Need.EASY_READ),
    Pupil("Pupil Škůdce 05", "9B"),
    Pupil("تلميذ 06", "9B", Need.LARGE_PRINT),
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


def named(pupil: Pupil, page: str) -> bool:
    """Whether a name stands on a page."""
    return pupil.name in page.replace(RIGHTWARD, "")


def test_each_paper_has_its_pupils_name_version_and_layout(made: Quiz, sets: tuple[bytes, tuple[int, ...]]) -> None:
    data, counts = sets
    first = 0
    for pupil, count in zip(made.pupils, counts, strict=True):
        pages = words_of(data, first, count)
        assert named(pupil, pages[0])
        assert f"seat {pupil.seat})" in pages[0].replace("\u00a0", " ")
        assert all(f"code {made.code}-{pupil.version}" in page for page in pages)
        assert not any(named(other, page) for other in made.pupils if other is not pupil for page in pages)
        assert ("Question 1" in "".join(pages)) == (pupil.need is Need.LARGE_PRINT)
        first += count


def test_a_set_of_mixed_layouts_is_sound(sets: tuple[bytes, tuple[int, ...]]) -> None:
    assert faults(Tags(sets[0])) == []


def drawn(data: bytes, first: int, count: int) -> list[bytes]:
    """What is drawn on some pages, operator by operator with the codes of its letters."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        some = (pdf.pages[number] for number in range(first, first + count))
        return [pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in some]


def test_a_paper_reprinted_is_the_same_byte_for_byte(
    made: Quiz, sets: tuple[bytes, tuple[int, ...]], tmp_path: Path
) -> None:
    """Any pupil's pages are drawn by the bytes they were drawn by in the set, whatever the letters of other names."""
    reprint_each(made, *sets, tmp_path / "record.json")


def test_so_it_is_where_a_question_is_higher_than_a_page_of_one_layout(
    safira: Lesson, made: Quiz, tmp_path: Path
) -> None:
    """Papers in that layout are drawn one by one between the others, which are made from what they share."""
    first, *others = made.items
    told = ((" ".join(option.text.rstrip(".") for option in first.options) + ", so they say. ") * 20).strip()
    high = with_code(replace(made, items=(replace(first, stem=f"{told} {first.stem}"), *others)))
    document = road.quiz_paper(safira, high)
    printed = write_pdf(document)
    with ThreadPoolExecutor(2) as threads:
        assert printed.data == write_pdf(document, executor=threads).data
    tags = Tags(printed.data)
    assert faults(tags) == []
    with pikepdf.open(io.BytesIO(printed.data)) as pdf, pdf.open_outline() as outline:
        starts = [pdf.pages.index(pikepdf.Page(entry.destination[0])) for entry in outline.root]  # type: ignore[index]
        shared = [isinstance(pdf.pages[start].Contents, pikepdf.Array) for start in starts]
        titles = [entry.title for entry in outline.root]
        assert len({tuple(inner.title for inner in entry.children) for entry in outline.root}) == 1
        assert outline.root[0].children
    assert shared == [pupil.need is not Need.LARGE_PRINT for pupil in high.pupils]
    assert list(accumulate(printed.section_pages, initial=0))[:-1] == starts
    assert [f"{pupil.name}, Version {pupil.version}" for pupil in high.pupils] == titles
    reprint_each(high, printed.data, printed.section_pages, tmp_path / "record.json")


def reprint_each(made: Quiz, data: bytes, counts: Sequence[int], record: Path) -> None:
    """Prints the paper of each pupil again from the record, and compares it with that in the set."""
    records.write_pack(made, record, {})
    whole = read_record(record)
    assert made.pupils == whole.pupils
    first = 0
    for pupil, count in zip(made.pupils, counts, strict=True):
        one = records.of_pupil(whole, (normalize("NFD", pupil.name.upper()),))
        assert [pupil] == list(one.pupils)
        alone = write_pdf(records.reprinted(one, record))
        assert (count,) == alone.section_pages
        assert drawn(data, first, count) == drawn(alone.data, 0, count)
        assert words_of(data, first, count) == words_of(alone.data, 0, count)
        assert alone.data == write_pdf(records.reprinted(one, record)).data
        first += count


def test_a_pupil_of_no_class_has_a_line_to_write_it_on(made: Quiz, sets: tuple[bytes, tuple[int, ...]]) -> None:
    """The others have theirs filled in, so that a page has one rule less for each word that stands there."""
    data, counts = sets
    at = dict(zip([pupil.name for pupil in made.pupils], accumulate(counts, initial=0), strict=False))

    def rules_in_name_row(name: str) -> int:
        page = pypdfium2.PdfDocument(data)[at[name]]
        words = page.get_textpage()
        (_, _, _, top), *_ = (words.get_rect(i) for i in range(words.count_rects()) if "Name" in text_at(words, i))
        boxes = (thing.get_bounds() for thing in page.get_objects() if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH)
        return sum(x1 - x0 > 40 and abs(y1 - top) < 16 for x0, _, x1, y1 in boxes)

    def text_at(words: pypdfium2.PdfTextPage, number: int) -> str:
        return str(words.get_text_bounded(*words.get_rect(number)))

    assert rules_in_name_row("Pupil 01") + 1 == rules_in_name_row("Pupil Żółw 03")


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
    in_large_print = (tmp_path / "one.pdf").read_bytes()
    for option in ("--large-print", "--class-layout", "--easy-read"):
        again = CliRunner().invoke(
            cli, ["reprint", str(record), "--pupil", "Pupil 2", option, "-o", str(tmp_path / "x")]
        )
        assert again.exit_code == 0, again.output
        printed = (tmp_path / "x").read_bytes()
        assert (printed == in_large_print) is (option == "--large-print")
        with pypdfium2.PdfDocument(printed) as asked, pypdfium2.PdfDocument(in_large_print) as needed:
            assert "Pupil 2" in asked[0].get_textpage().get_text_range()
            assert len(asked) < len(needed) or option != "--class-layout"
    wrong = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "Pupli 2", "-o", str(tmp_path / "two.pdf")])
    assert "Did you mean Pupil 2" in str(wrong.exception)
    short = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "pup", "-o", str(tmp_path / "two.pdf")])
    assert "Did you mean Pupil 0 or Pupil 1 or Pupil 2." in str(short.exception)


def test_a_pupil_who_joins_is_printed_by_the_same_command_and_nobody_is_lost(tmp_path: Path) -> None:
    """The record then tells of all; one who is missing or has moved to another version is never forgotten."""
    roster = tmp_path / "class.csv"
    command = ["quiz", "--seed", "9", "--questions", "3", "--roster", str(roster), "-o", str(tmp_path / "set")]

    def printed(*names: str) -> Result:
        roster.write_text("name\n" + "".join(f"{name}\n" for name in names))
        return CliRunner().invoke(cli, command)

    def told() -> dict[str, str]:
        (record,) = (tmp_path / "set").glob("record-*.json")
        return {pupil.name: pupil.version for pupil in read_record(record).pupils}

    assert printed("Pupil 1", "Pupil 2").exit_code == 0
    before = told()
    assert printed("Pupil 3", "Pupil 1", "Pupil 2").exit_code == 0
    after = told()
    assert ["Pupil 3", "Pupil 1", "Pupil 2"] == list(after)
    assert before == {name: version for name, version in after.items() if name != "Pupil 3"}
    files = {path: path.read_bytes() for path in (tmp_path / "set").iterdir()}
    refused = printed("Pupil 1", "Pupil 3")
    assert isinstance(refused.exception, EduError)
    assert ExitCode.WRITE == refused.exception.code
    assert "is not replaced: by it 'Pupil 2' has a paper in version " in str(refused.exception)
    assert files == {path: path.read_bytes() for path in (tmp_path / "set").iterdir()}


def test_a_pupil_whose_paper_would_be_another_keeps_the_record_as_it_is(made: Quiz, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    records.write_pack(made, record, {})
    kept = record.read_bytes()
    first, *rest = made.pupils
    changes = ({"version": "D"}, {"need": Need.EASY_READ}, {"group": "9C"}, {"seat": None})
    for change in changes:
        moved = replace(first, **change)
        assert moved != first
        with pytest.raises(EduError, match="record of another printing"):
            records.write_pack(replace(made, pupils=(moved, *rest)), record, {})
    with pytest.raises(EduError, match="record of another printing"):
        records.write_pack(replace(made, seed=made.seed + 1), record, {})
    assert kept == record.read_bytes()


def grid_of(tags: Tags) -> list[dict[str, str]]:
    """What stands at each seat of the plans of a file, table by table."""
    found = []
    for table in (each for each in (tags.root.every() if tags.root else ()) if each.role == "Table"):
        lines = [each for each in table.every() if each.role == "TR"]
        head, *rows = [[tags.words(cell) for cell in row.every() if cell.role in ("TH", "TD")] for row in lines]
        found.append({f"{row[0]}{at}": cell for row in rows for at, cell in zip(head[1:], row[1:], strict=True)})
    return found


def test_seats_without_a_list_give_a_paper_each_with_a_line_for_the_name(tmp_path: Path) -> None:
    """Row by row, the seat on the paper and on the plan, and a lost one printed again by its seat."""
    command = ["quiz", "--seed", "3", "--questions", "3", "--seats", "3x3", "-o", str(tmp_path)]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    quiz, record, plan = (next(tmp_path.glob(f"{name}-*")) for name in ("quiz", "record", "seats"))
    made = read_record(record)
    seats = [f"{row}{place}" for row in "ABC" for place in (1, 2, 3)]
    assert seats == [str(pupil.seat) for pupil in made.pupils]
    assert {""} == {pupil.name for pupil in made.pupils}
    data = quiz.read_bytes()
    tags = Tags(data)
    assert faults(tags) == []
    said = [tags.words(each).strip() for each in (tags.root.every() if tags.root else ()) if each.role == "P"]
    assert ["Name", "Seat A1", "Class", "Date"] == said[said.index("Name") :][:4]
    pages = words_of(data, 0, len(pypdfium2.PdfDocument(data)))
    first = [page.replace("\u00a0", " ") for page in pages if "Name" in page]
    assert seats == [page.split("Seat ")[1][:2] for page in first]
    each = len(pages) // len(seats)
    for one, page in zip(made.pupils, first, strict=True):
        assert one.seat
        assert f"code {made.code}-{one.version}" in page
        around = {other.version for other in made.pupils if other.seat and one.seat.beside(other.seat)}
        assert one.version not in around
    (told,) = grid_of(Tags(plan.read_bytes()))
    assert {str(pupil.seat): f"Version {pupil.version}" for pupil in made.pupils} == told
    again = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "c2", "-o", str(tmp_path / "one.pdf")])
    assert again.exit_code == 0, again.output
    assert drawn(data, 7 * each, each) == drawn((tmp_path / "one.pdf").read_bytes(), 0, each)
    wrong = CliRunner().invoke(cli, ["reprint", str(record), "--pupil", "D9", "-o", str(tmp_path / "two.pdf")])
    assert "was printed for no pupil 'D9'" in str(wrong.exception)


def test_two_classes_of_one_list_may_have_the_same_seats(safira: Lesson, made: Quiz, tmp_path: Path) -> None:
    """Each has a room of its own: a page of the plan, its papers together, and neighbours among its own alone."""
    roster = tmp_path / "class.csv"
    seats = [("9b", "A1"), ("9a", "A2"), ("9a", "A1"), ("9b", "B2"), ("9a", "B1")]
    roster.write_text("name,class,seat\n" + "".join(f"Pupil {i},{group},{at}\n" for i, (group, at) in enumerate(seats)))
    given = read_class(roster, None).given(made)
    told = [(pupil.name[-1], pupil.group, str(pupil.seat)) for pupil in given.pupils]
    assert told == [("0", "9b", "A1"), ("3", "9b", "B2"), ("2", "9a", "A1"), ("1", "9a", "A2"), ("4", "9a", "B1")]
    assert ["A", "D", "A", "B", "C"] == [pupil.version for pupil in given.pupils]
    printed = write_pdf(plan(given, safira.words))
    assert [1, 1] == list(printed.section_pages)
    assert faults(Tags(printed.data)) == []
    assert [
        {"A1": "Pupil 0 A", "A2": "–", "B1": "–", "B2": "Pupil 3 D"},
        {"A1": "Pupil 2 A", "A2": "Pupil 1 B", "B1": "Pupil 4 C", "B2": "–"},
    ] == grid_of(Tags(printed.data))
    assert ["class 9b" in page for page in words_of(printed.data, 0, 2)] == [True, False]
    row_by_row = [Pupil(f"Pupil {i}", "9a" if i % 2 else "9b") for i in range(7)]
    apart = for_class(made, row_by_row, (2, 2)).pupils
    assert [("9b", "A1"), ("9b", "A2"), ("9b", "B1"), ("9b", "B2"), ("9a", "A1"), ("9a", "A2"), ("9a", "B1")] == [
        (pupil.group, str(pupil.seat)) for pupil in apart
    ]
    for crowd in ([*row_by_row, Pupil("Pupil 8", "9b")], [*row_by_row[:-1], Pupil("Pupil 8", "")]):
        with pytest.raises(EduError, match=r"holds 4 pupils, and (5 are in class 9b|7 are on the list)"):
            for_class(made, crowd, (2, 2))


def test_a_new_quiz_for_seats_has_a_code_that_no_record_in_the_folder_has(
    invented_battle: Callable[[str], Lesson], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code with the orders that seats draw, which is another than before them."""
    lesson = invented_battle("ranges")
    group = read_class(None, "2x2")
    first, second = (group.given(road.make_quiz(lesson, seed, 3)) for seed in (1, 2))
    records.write_pack(first, records.quiz_paths(first, tmp_path)[2], {})
    seeds = iter([1, 2])
    monkeypatch.setattr(records, "draw_seed", lambda: next(seeds))
    assert second.code == records.make_new_quiz(lesson, tmp_path, None, 3, given=group.given).code


def test_a_list_with_faults_is_refused(tmp_path: Path) -> None:
    roster = tmp_path / "class.csv"
    roster.write_text("name;class;needs\nPupil 1;9B;\nPupil \U00013080;9B;\nPupil 3;9\u8449;none at all\n", "utf-8")
    faulty = CliRunner().invoke(cli, ["quiz", "--roster", str(roster), "-o", str(tmp_path)])
    told = str(faulty.exception).splitlines()
    assert 3 == len(told)
    assert told[0].startswith(
        f"{roster}:3: no font has '\U00013080' (U+13080) of the name 'Pupil \U00013080'. Write it"
    )
    assert told[1].startswith(f"{roster}:4: no font has '\u8449' (U+8449) of the class '9\u8449'. Write it")
    assert told[2].startswith(f"{roster}:4: the need 'none at all' is not known.")
    assert [roster] == list(tmp_path.iterdir())


@pytest.mark.parametrize("need", Need)
def test_a_long_name_stands_whole_in_two_lines_and_a_longer_one_is_refused(
    safira: Lesson, made: Quiz, need: Need
) -> None:
    """Above the panel and beside the class, in whatever layout."""
    names = ("Pupil With A Really Rather Long Name", "Pupil With Far More Names " + "Than Anyone Could Ever Want " * 5)
    long, longer = (replace(made, pupils=(Pupil(name, "9B", need, version="A"),)) for name in names)
    printed = write_pdf(road.quiz_paper(safira, long))
    (page,) = words_of(printed.data, 0, 1)
    assert names[0] in " ".join(page.split())
    assert faults(Tags(printed.data)) == []
    with pytest.raises(EduError, match=r"'Pupil With Far More .*' is too long for the name on the paper; shorten it"):
        road.printed(road.quiz_paper(safira, longer))


def test_a_pupil_of_another_version_is_told_which(made: Quiz) -> None:
    pupil = made.pupils[0]
    other = next(version.letter for version in made.versions if version.letter != pupil.version)
    assert [pupil] == list(records.chosen(made, (pupil.version,), (pupil.name,)).pupils)
    with pytest.raises(EduError, match=f"{pupil.name} has version {pupil.version}, not {other}. Leave the letter"):
        records.chosen(made, (other,), (pupil.name,))


def test_versions_left_out_take_their_pupils_with_them(made: Quiz) -> None:
    some = records.of_version(made, ("b",))
    assert {"B"} == {pupil.version for pupil in some.pupils}
    assert replace(made.only(some.versions), pupils=some.pupils) == some


def test_the_plan_shows_each_pupil_at_the_seat_with_version_and_need(safira: Lesson, made: Quiz) -> None:
    """Read off the plan's table: rows from the front, places from the left."""
    (told,) = grid_of(Tags(write_pdf(plan(made, safira.words)).data))
    for pupil in made.pupils:
        assert pupil.seat
        cell = told[str(pupil.seat)]
        need = {Need.NONE: "", Need.LARGE_PRINT: ", large print", Need.EASY_READ: ", easy read"}[pupil.need]
        assert f"{pupil.name} {pupil.version}{need}" == cell
    assert "A1" in told
    assert made.pupils[0].seat == Seat(0, 0)
