"""The programs that speed is compared by still run, print the same questions, and are told apart."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from benchmarks.comparison_tables import marginal, ratio, tables
from benchmarks.measuring import Run, measured
from benchmarks.peers import bank, floor, own, platypus
from benchmarks.peers.peer import Peer
from edu import lesson as road

QUESTIONS = 10


def printed(peer: Peer, folder: Path, versions: int = 2) -> Path:
    folder.mkdir(exist_ok=True)
    peer.prepared(folder, versions, QUESTIONS)
    peer.printed(folder, versions, QUESTIONS)
    (quiz,) = folder.glob("quiz*")
    return quiz


def pages(pdf: Path) -> list[str]:
    with PdfDocument(pdf) as opened:
        return [letters(page.get_textpage().get_text_range()) for page in opened]


def letters(text: str) -> str:
    """A text without spaces, and without the rules of blanks, which programs draw in their own ways."""
    return re.sub(r"[\s_]|\ufffe", "", text)


@pytest.mark.parametrize("peer", [own.TAGGED, platypus.NAIVE], ids=lambda peer: peer.name)
def test_programs_print_the_same_questions(peer: Peer, tmp_path: Path) -> None:
    """Each stem stands in both versions, each option as often as the questions have it."""
    told = "".join(pages(printed(peer, tmp_path)))
    for question in bank.questions(QUESTIONS):
        assert 2 == told.count(letters(question.stem))
        assert all(told.count(letters(option)) >= 2 for option in question.options)


def test_all_questions_stand_on_one_paper(tmp_path: Path) -> None:
    """None is left out by the review, and none shuts another out."""
    lesson = road.load(own.battle_folder(tmp_path, 40), blueprint=own.BLUEPRINT)
    made = road.make_quiz(lesson, own.SEED, 40, 1)
    assert {"hand-written"} == {item.origin for item in made.items}
    assert 40 == len(made.items)


def test_a_line_of_a_key_names_the_right_options() -> None:
    asked = bank.questions(QUESTIONS)
    for version in bank.versions(asked, 5):
        keys = bank.answers(asked, version).split()
        orders = zip(version.order, version.options, keys, strict=True)
        assert all(order["ABCD".index(letter)] == asked[index].right for index, order, letter in orders)


def streams(data: bytes) -> list[bytes]:
    """What was compressed, one after another."""
    found = []
    while data:
        reader = zlib.decompressobj()
        found.append(reader.decompress(data))
        data = reader.unused_data
    return found


def test_the_floor_holds_what_edu_draws(tmp_path: Path) -> None:
    """As many pages a version as edu prints, but for one left blank, and on them a text object a line at least."""
    seen = pages(printed(own.UNTAGGED, tmp_path / "edu", 1))
    drawn = streams(printed(floor.WHOLE, tmp_path / "floor", 1).read_bytes())
    assert len([page for page in seen if "Thispageisleftempty" not in page]) == len(drawn)
    lines = sum(len(question.options) + 1 for question in bank.questions(QUESTIONS))
    assert lines <= sum(page.count(b"BT ") for page in drawn)


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="Nothing of this name"):
        measured(Peer("Nothing of this name", lambda: None, lambda folder, versions, questions: None), 1, 1, 0, 60)


def run(peer: str, versions: int, number: int, seconds: float, pages: int, over: bool = False) -> Run:
    return Run(peer, versions, 20, number, seconds, seconds, 50, pages, 1.5, over)


def test_programs_are_compared_by_pairs_of_one_round() -> None:
    """Rounds of 2, 1 and 9 seconds beside edu's 1, 1 and 3 are 2, 1 and 3 times as long: 2 in the middle."""
    runs = [run("edu", 30, number, seconds, 60) for number, seconds in enumerate((1, 1, 3))]
    runs += [run("other", 30, number, seconds, 60) for number, seconds in enumerate((2, 1, 9))]
    assert 2 == ratio(runs, "other", "edu", 30)
    runs += [run("other", 300, 0, 4.7, 600), run("slow", 300, 0, 60, 0, over=True)]
    assert marginal(runs, "other", 30, 300) == {0: pytest.approx(10)}  # 2.7 seconds for 270 versions
    assert marginal(runs, "slow", 30, 300) == {}
    table = tables(runs, {"edu": "1", "other": "2", "slow": "3", "absent": None})
    assert "absent: not installed, left out" in table
    assert "| slow | over 60 |" in table
    assert "| other | 10.00 | 200 |" in table  # 2 pages a version
