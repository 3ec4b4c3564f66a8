"""A blueprint that cannot be met: which line, by how much, and what would mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from edu.make.choice import select
from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from edu.model.question import Item
from edu.problems import EduError, ExitCode
from tests.make.pools import item, pool

FILE = Path("autumn.toml")


def line(section: str, number: int = 0, **fields: object) -> Line:
    return Line(((Trait.SECTION, (section,)),), line=number or None, **fields)  # type: ignore[arg-type]


def told(items: Sequence[Item], *lines: Line, questions: int | None = 6, **fields: object) -> list[str]:
    blueprint = Blueprint(lines, questions, file=FILE, questions_line=2 if questions else None, **fields)  # type: ignore[arg-type]
    with pytest.raises(EduError) as caught:
        select(items, blueprint, 1)
    assert caught.value.code is ExitCode.SHORT
    return [str(problem) for problem in caught.value.problems]


def test_too_few_of_a_sort_in_the_battle() -> None:
    items = (*pool(4, section="dawn"), *pool(9, section="dusk"))
    assert told(items, line("dawn", 7, least=Amount(6))) == [
        "autumn.toml:7: at least 6 questions of section dawn are asked for; the nearest quiz that can be made has 4, "
        "2 too few. Ask for 4 or fewer, or add facts to battle.toml or questions to questions.toml: there are 4 such "
        "questions in all."
    ]


def test_none_of_a_sort_in_the_battle() -> None:
    (words,) = told(pool(9, section="dusk"), line("dawn", 7, least=Amount(1)))
    assert "at least 1 question of section dawn is asked for" in words
    assert "has 0, 1 too few. Take the line out, or add facts" in words
    assert "there are none such" in words


def test_questions_that_rest_on_the_same_facts() -> None:
    """Five questions at dawn rest on two facts, so two of them can stand together."""
    dawn = [item(f"d{number}", f"fact-{number % 2}", section="dawn") for number in range(5)]
    (words,) = told((*dawn, *pool(9, section="dusk")), line("dawn", 7, least=Amount(4)))
    assert "has 2, 2 too few. Ask for 2 or fewer, or add facts" in words
    assert "2 at most can stand in one quiz; many rest on fact-0, fact-1, and no two may share a fact" in words


def test_another_line_stands_in_the_way() -> None:
    items = pool(9, section="dawn", skill="recall")
    recall = Line(((Trait.SKILL, ("recall",)),), most=Amount(3), line=11)
    both = told((*items, *pool(9, section="dusk", skill="cause")), line("dawn", 7, least=Amount(5)), recall)
    assert len(both) == 1
    assert "autumn.toml:7" in both[0] or "autumn.toml:11" in both[0]
    assert ("stands in the way on line 11: at most 3 questions of skill recall" in both[0]) or (
        "stands in the way on line 7: at least 5 questions of section dawn" in both[0]
    )
    assert "2 too" in both[0]


def test_the_lines_allow_fewer_questions_than_are_asked_for() -> None:
    items = (*pool(9, section="dawn"), *pool(9, section="dusk"))
    words = told(items, line("dawn", 7, most=Amount(2)), line("dusk", 9, most=Amount(3)))
    assert len(words) == 1
    assert words[0].startswith(
        "autumn.toml:2: 6 questions are asked for; the nearest quiz that can be made has 5, 1 too"
    )
    assert "stands in the way on line 7: at most 2 questions of section dawn" in words[0]


def test_the_lines_ask_for_more_questions_than_there_may_be() -> None:
    items = (*pool(9, section="dawn"), *pool(9, section="dusk"))
    words = told(items, line("dawn", 7, least=Amount(4)), line("dusk", 9, least=Amount(5)))
    assert len(words) == 1
    assert "3 too few" in words[0]
    assert "stands in the way on line" in words[0]


def test_a_percentage_tells_the_share_that_can_be_had() -> None:
    """Three of six one-mark questions are half of the marks; seven tenths of six is 4.2, so five."""
    items = (*pool(3, section="dawn"), *pool(9, section="dusk"))
    (words,) = told(items, line("dawn", 7, least=Amount(70, percent=True), of=Measure.MARKS))
    assert "at least 70 % of the marks of section dawn are asked for" in words
    assert "has 3 of 6, 2 too few. Ask for 50 % or fewer" in words


def test_more_questions_than_can_stand_together() -> None:
    (words,) = told(pool(4), questions=6)
    assert words.startswith(
        "autumn.toml:2: 6 questions are asked for; the nearest quiz that can be made has 4, 2 too few"
    )
    assert "Ask for 4 or fewer, or add facts" in words


def test_marks_that_cannot_be_made_up() -> None:
    (words,) = told([item(f"q{number}", marks=2) for number in range(5)], questions=None, marks=7, marks_line=3)
    assert words.startswith("autumn.toml:3: 7 marks are asked for")
    assert "1 too" in words


def test_what_has_to_be_in_leaves_no_room() -> None:
    items = (*pool(3, section="dawn"), *pool(3, section="dusk"))
    blueprint = Blueprint((line("dawn", 7, least=Amount(3)),), 3, file=FILE)
    with pytest.raises(EduError, match=r"2, 1 too few\. Ask for 2 or fewer, or leave more to chance"):
        select(items, blueprint, 1, frozenset({"dusk1"}))


def test_every_line_that_falls_short_is_told_at_once() -> None:
    words = told(pool(9), line("dawn", 7, least=Amount(2)), line("dusk", 9, least=Amount(1)))
    assert ["autumn.toml:7", "autumn.toml:9"] == [":".join(each.split(":")[:2]) for each in words]


def test_what_comes_from_no_file_names_none() -> None:
    with pytest.raises(EduError, match=r"^9 questions are asked for"):
        select(pool(3), Blueprint(questions=9, file=FILE), 1)
