"""What chance allows: the tests behind rules Q1 and M7."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edu.make.review.chance import KeyPlaces, chi_square_tail, most_by_chance
from edu.model.question import Item, Option
from tests.make.review.small import BOUNDS, DATE, SHORT, TOWN


@pytest.mark.parametrize(("statistic", "degrees"), [(3.841, 1), (5.991, 2), (7.815, 3), (9.488, 4), (11.070, 5)])
def test_the_tail_of_chi_square_is_that_of_the_tables(statistic: float, degrees: int) -> None:
    assert chi_square_tail(statistic, degrees) == pytest.approx(0.05, abs=0.0002)


@pytest.mark.parametrize(("questions", "most"), [(10, 5), (12, 6), (20, 8), (30, 12), (0, 0)])
def test_a_key_stands_out_no_more_often_than_chance(questions: int, most: int) -> None:
    """Rule M7 gives these numbers for four options each."""
    assert most_by_chance([0.25] * questions) == most


def four(key: int) -> tuple[Item, tuple[int, ...]]:
    """An item of four options, and an order that puts its key in a place."""
    item = replace(TOWN, options=(*TOWN.options, Option("Homs", False, "one value", "Elsewhere.")))
    order = [1, 2, 3]
    order.insert(key, 0)
    return item, tuple(order)


@pytest.mark.parametrize(
    ("places", "rejected"),
    [
        ("A" * 5 + "B" * 5 + "C" * 5 + "D" * 5, False),
        ("A" * 9 + "B" * 5 + "C" * 3 + "D" * 3, False),  # chi-square 4.8
        ("A" * 11 + "B" * 3 + "C" * 3 + "D" * 3, True),  # chi-square 9.6, beyond 7.815
        ("A" * 20, True),
        ("A" * 19, False),  # fewer than five to be expected in each place: the test does not hold
        ("", False),
    ],
)
def test_a_paper_is_rejected_where_its_places_are_too_unlikely(places: str, rejected: bool) -> None:
    drawn = [four("ABCD".index(place)) for place in places]
    assert KeyPlaces([item for item, _ in drawn]).lopsided([order for _, order in drawn]) is rejected


def test_only_questions_with_one_box_to_tick_count() -> None:
    items = [SHORT, BOUNDS, DATE]
    assert not KeyPlaces(items).lopsided([(), (0, 1, 2, 3), (0, 1, 2)])
