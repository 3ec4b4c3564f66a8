"""Class lists as spreadsheets save them: read whatever the encoding, the mark and the order of columns."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.roster import Need, Pupil, Seat
from edu.problems import EduError
from edu.read.roster import read_roster

ROWS = (
    ("Name", "Class", "Seat", "Needs"),
    ("Pupil Ünsal 01", "9B", "A1", ""),
    ("Pupil 02, the second", "9B", "b 2", "Large print"),
    ("Pupil 03", "", "C3", "easy-read"),
)
PUPILS = (
    Pupil("Pupil Ünsal 01", "9B", Need.NONE, Seat(0, 0)),
    Pupil("Pupil 02, the second", "9B", Need.LARGE_PRINT, Seat(1, 1)),
    Pupil("Pupil 03", "", Need.EASY_READ, Seat(2, 2)),
)


def saved(folder: Path, rows: object, mark: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> Path:
    """A list as a spreadsheet saves it; text as it is."""
    path = folder / "class.csv"
    if not isinstance(rows, str):
        assert isinstance(rows, tuple)
        rows = "".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) + end for row in rows)
    path.write_bytes(rows.encode(encoding))
    return path


def refused(path: Path) -> list[tuple[int | None, str]]:
    """The problems of a list: line and what is wrong; each ends in what to do."""
    with pytest.raises(EduError) as caught:
        read_roster(path)
    assert all(problem.mend and problem.file == path for problem in caught.value.problems)
    return [(problem.line, problem.what) for problem in caught.value.problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_what_a_spreadsheet_saves_is_read(tmp_path: Path, mark: str, encoding: str) -> None:
    assert PUPILS == read_roster(saved(tmp_path, ROWS, mark, encoding)).pupils


@given(order=st.permutations(range(4)), upper=st.booleans())
def test_columns_may_stand_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], upper: bool
) -> None:
    rows = tuple(tuple(row[i].upper() if upper and row is ROWS[0] else row[i] for i in order) for row in ROWS)
    assert PUPILS == read_roster(saved(tmp_path_factory.mktemp("lists"), rows, ";")).pupils


def test_first_and_last_names_are_put_together_and_other_columns_left(tmp_path: Path) -> None:
    text = "sep=;\nSurname;Born;First name\nNought;2011;Pupil\n\n;;\nOne;2012;Pupil\n"
    assert (Pupil("Pupil Nought"), Pupil("Pupil One")) == read_roster(saved(tmp_path, text)).pupils


@pytest.mark.parametrize(
    "title", ["Class list of 9B\n", "Class list,,\n,,\n", "School; with a name\nClass list 9B,,\n"]
)
def test_a_title_above_the_heads_is_not_read(tmp_path: Path, title: str) -> None:
    """As spreadsheets save a cell that was merged over all columns; faults are told on their lines."""
    path = saved(tmp_path, f"{title}name,class,seat\nPupil 01,9B,B2\n")
    assert (Pupil("Pupil 01", "9B", seat=Seat(1, 1)),) == read_roster(path).pupils
    path = saved(tmp_path, f"{title}name,class,seat\nPupil 01,9B,B2\n,9B,B3\n")
    assert [(title.count("\n") + 3, "this row has no name")] == refused(path)


def test_all_faults_are_told_at_once_with_their_rows(tmp_path: Path) -> None:
    text = (
        "name,class,seat,needs\nPupil 01,9B,A1,\n,9B,A2,\nPupil 01,9B,A1,\nPupil 04,9B,nowhere,braille\n"
        "Pupil 05,9B,,\nPupil 06,9B,A6,,x\n"
    )
    assert [
        (3, "this row has no name"),
        (4, "'Pupil 01' is already on line 2"),
        (4, "seat A1 is taken on line 2"),
        (5, "the need 'braille' is not known"),
        (5, "the seat 'nowhere' cannot be understood"),
        (6, "'Pupil 05' has no seat, and others have one"),
        (7, "this row has more cells than there are heads"),
    ] == refused(saved(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", None, "it is empty"),
        ("name,class\n", None, "it names no pupils"),
        ("pupils of 9B\nPupil 01\n", 1, "no column is headed name"),
        ("name,NAME\na,b\n", 1, "two columns are heads for the name"),
        ("PK\x03\x04", None, "it is a workbook"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, text: str, line: int | None, what: str) -> None:
    problems = refused(saved(tmp_path, text))
    assert line == problems[0][0]
    assert problems[0][1].startswith(what)


def test_a_list_that_is_not_there_or_a_folder(tmp_path: Path) -> None:
    assert [(None, "there is no such file")] == refused(tmp_path / "none.csv")
    assert [(None, "this is a folder, not a class list")] == refused(tmp_path)


@pytest.mark.parametrize(
    ("written", "seat"),
    [("A1", Seat(0, 0)), ("z 12", Seat(25, 11)), ("AA2", Seat(26, 1)), ("Row 3, seat 4", Seat(2, 3))],
)
def test_seats_are_understood(tmp_path: Path, written: str, seat: Seat) -> None:
    (pupil,) = read_roster(saved(tmp_path, f"name;seat\nPupil;{written}\n")).pupils
    assert seat == pupil.seat


@given(raw=st.binary(max_size=200))
def test_no_bytes_end_in_a_traceback(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("lists") / "any.csv"
    path.write_bytes(b"name,seat\n" + raw)
    with suppress(EduError):
        assert read_roster(path)


def test_columns_that_are_not_read_are_named(tmp_path: Path) -> None:
    written = "name,surname,e-mail,special needs,born\nPupil,01,x,large print,y\n"
    roster = read_roster(saved(tmp_path, written))
    assert (Pupil("Pupil 01", need=Need.LARGE_PRINT),) == roster.pupils
    (warning,) = roster.warnings
    assert warning.line == 1
    assert "not read: the columns 'e-mail', 'born'" in warning.what


def test_marks_that_nobody_sees_are_no_part_of_a_name(tmp_path: Path) -> None:
    """Spreadsheets put marks of direction around names in Arabic letters, and copied cells have soft hyphens."""
    written = "name,class\r\n\u202bتلميذ 01\u202c\u200f,9B\r\nPu\u00adpil\u00a0\ufeff02,\u200e9B\r\n"
    assert (Pupil("تلميذ 01", "9B"), Pupil("Pupil 02", "9B")) == read_roster(saved(tmp_path, written)).pupils


NO_PARTNER = "a cell of this row begins with a quotation mark that has no partner"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('name,class\nPupil 01,9B\n"Pupil 02,9B\nPupil 03,9B\n', [(3, NO_PARTNER)]),
        ('name,class\n"Pupil 01,9B\nPupil 02,"9B"\n', [(2, NO_PARTNER)]),
        ('name;class\n"Pupil 01;9B\nPupil 02;9B\n', [(2, NO_PARTNER)]),
        (
            "name,nedes,seet\nPupil 01,,\n",
            [(1, "the column 'nedes' is not known"), (1, "the column 'seet' is not known")],
        ),
        (f"{'x' * 5000}\n", [(1, f"no column is headed name; its heads are '{'x' * 30}'")]),
        ('name,class\n"Pupil 01,9B\nPupil 02",9B\n', [(2, NO_PARTNER)]),
        ('name,class\n"Pupil 01,9B\n' + "Pupil 02,9B\n" * 15_000, [(2, NO_PARTNER)]),
        ("name;class\nPupil 01;9B\nPupil 02,9B\n", [(3, "this row has ‘,’ between cells, and the first has ‘;’")]),
        ("name\tclass\nPupil 01;9B\n", [(2, "this row has ‘;’ between cells, and the first has a tab")]),
        (
            f"name,class\n{'Pupil ' * 11},9B\n",
            [(2, f"the name {' '.join(['Pupil'] * 11)!r} is longer than the 60 letters that the paper has room for")],
        ),
        (
            "name,seat\nPupil 01,A1\nPupil 02,B33\nPupil 03,ZZ999\n",
            [(4, "seat ZZ999 is in a room of 701,298 places or more, and 3 pupils have seats")],
        ),
    ],
    ids=[
        "never closed",
        "closed within a cell",
        "never closed, and so without pupils",
        "slips in heads",
        "no list at all",
        "closed rows later",
        "longest cell",
        "comma",
        "semicolon",
        "long",
        "far seat",
    ],
)
def test_no_row_is_misread_without_a_word(tmp_path: Path, text: str, problems: list[tuple[int, str]]) -> None:
    found = refused(saved(tmp_path, text))
    assert problems == [(line, what) for line, what in found if what != "it names no pupils"]


def test_a_cell_may_hold_lines_quotation_marks_and_the_other_signs(tmp_path: Path) -> None:
    """Only ends of lines as CSV knows them part rows: a vertical tab from a spreadsheet's cell is a space."""
    text = 'name;class\n"Pupil\nZero ""01""";9B\nPupil\x0bZero 02;9B\r\nPupil, 03;9B\rPupil\u202804;9B\n'
    names = ['Pupil Zero "01"', "Pupil Zero 02", "Pupil, 03", "Pupil 04"]
    assert names == [pupil.name for pupil in read_roster(saved(tmp_path, text)).pupils]


def test_letters_of_an_old_encoding_are_shown_for_they_are_a_guess(tmp_path: Path) -> None:
    """The quotation mark and the S with a caron are where cp1252 differs from ISO 8859-1."""
    read = read_roster(saved(tmp_path, "name\nPupil 01\nŠ’Pupil Ünsal\n", encoding="cp1252"))
    assert ["Pupil 01", "Š’Pupil Ünsal"] == [pupil.name for pupil in read.pupils]
    (warning,) = read.warnings
    assert (warning.line, warning.warning) == (3, True)
    assert "'Š’Pupil Ünsal'" in warning.what
    assert () == read_roster(saved(tmp_path, "name\nŠ’Pupil Ünsal\n")).warnings
    assert () == read_roster(saved(tmp_path, "name\nPupil 01\n", encoding="cp1252")).warnings


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("Pupil Żółw", "cp1250"), ("Zoë Pupil", "mac_roman"), ("André Pupil", "mac_roman"), ("Пупил", "cp1251")],
)
def test_names_in_another_encoding_are_refused_where_they_look_like_none(
    tmp_path: Path, name: str, encoding: str
) -> None:
    ((line, what),) = refused(saved(tmp_path, f"name\n{name}\n", encoding=encoding))
    assert line == 2
    assert "letters" in what


def test_marks_that_keep_persian_letters_apart_are_part_of_a_name(tmp_path: Path) -> None:
    """Unicode standard, section 9.2: U+200C keeps letters from joining, and stands within words."""
    assert (Pupil("می\u200cنا 01"),) == read_roster(saved(tmp_path, "name\r\nمی\u200cنا 01\r\n")).pupils
