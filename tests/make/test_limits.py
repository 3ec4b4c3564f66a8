"""Bounds in numbers and percentages, and what a quiz does not keep."""

from __future__ import annotations

import pytest

from edu.make.limits import limits, unmet
from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from tests.make.pools import item, pool

DAWN = ((Trait.SECTION, ("dawn",)),)


def holds(line: Line, dawn: int, dusk: int, size: int | None) -> bool:
    """Whether a quiz of so many questions keeps a line, as a row and as a sentence; the two must agree."""
    items = (*pool(dawn, section="dawn"), *pool(dusk, section="dusk"))
    found = limits(Blueprint((line,)), items, 0)
    by_row = not any(limit.row(items, size).short(range(len(items))) for limit in found)
    assert by_row is all(limit.holds(items, range(len(items))) for limit in found)
    return by_row


@pytest.mark.parametrize("size", [18, None])
@pytest.mark.parametrize(
    ("line", "fewest", "most"),
    [
        (Line(DAWN, least=Amount(25, percent=True)), 4, 18),  # 4.5 of 18, rounded down
        (Line(DAWN, most=Amount(25, percent=True)), 0, 5),  # and up
        (Line(DAWN, least=Amount(25, percent=True), of=Measure.MARKS), 5, 18),
        (Line(DAWN, most=Amount(25, percent=True), of=Measure.MARKS), 0, 4),
        (Line(DAWN, least=Amount(50, percent=True), most=Amount(50, percent=True)), 9, 9),
        (Line(DAWN, least=Amount(3), most=Amount(5)), 3, 5),
        (Line(DAWN, most=Amount(0, percent=True)), 0, 0),
        (Line(DAWN, least=Amount(100, percent=True)), 18, 18),
    ],
)
def test_bounds_of_a_quiz_of_eighteen(line: Line, fewest: int, most: int, size: int | None) -> None:
    assert [dawn for dawn in range(19) if holds(line, dawn, 18 - dawn, size)] == list(range(fewest, most + 1))


def test_marks_are_weighed() -> None:
    """One question of three marks beside three of one is half of the marks."""
    items = (item("big", section="dawn", marks=3), *pool(3, section="dusk"))
    for percent, kept in ((50, True), (51, False)):
        line = Line(DAWN, least=Amount(percent, percent=True), of=Measure.MARKS)
        assert kept is (unmet(Blueprint((line,)), items, 0) == ())


def test_what_a_quiz_does_not_keep_is_told_with_what_it_has() -> None:
    blueprint = Blueprint(
        (
            Line(DAWN, most=Amount(40, percent=True), of=Measure.MARKS),
            Line(((Trait.SKILL, ("bounds",)),), least=Amount(1)),
            Line(DAWN, most=Amount(1), how_often=100),
        )
    )
    assert unmet(blueprint, (*pool(3, section="dawn"), *pool(1)), 0) == (
        "at most 40 % of the marks of section dawn (75 %)",
        "at least 1 question of skill bounds (0)",
    )
