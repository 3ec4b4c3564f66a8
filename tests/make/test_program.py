"""The best choice under limits: small cases worked out by hand."""

from __future__ import annotations

import pytest

from edu.make.program import Row, _hold, solve


def test_the_choice_of_greatest_worth() -> None:
    """0 and 2 exclude 1; together they are worth more than it."""
    assert solve([3, 5, 4], [(0, 1), (1, 2)], []) == (0, 2)
    assert solve([3, 9, 4], [(0, 1), (1, 2)], []) == (1,)


def test_no_more_are_chosen_than_may_be() -> None:
    assert solve([1, 3, 2], [], [], most=2) == (1, 2)


def test_what_is_worth_less_than_nothing_is_left_out_unless_it_must_be_in() -> None:
    assert solve([-1, 2], [], []) == (1,)
    assert solve([-1, 2], [], [Row({0: 1}, 1)]) == (0, 1)


def test_limits_that_cannot_be_met() -> None:
    assert solve([1, 1], [(0, 1)], [Row({0: 1, 1: 1}, 2)]) is None
    assert solve([1], [], [Row({}, 1)]) is None
    assert solve([], [], [Row({}, 1)]) is None


def test_a_limit_that_gives_way_is_kept_as_nearly_as_can_be() -> None:
    """Three are wanted and two can be had: worth decides only between choices that are equally near."""
    row = Row({0: 1, 1: 1, 2: 1}, 3, cost=1000)
    assert solve([1, 2, 3, 50], [(0, 1), (0, 3), (1, 3)], [row]) == (1, 2)


def test_nothing_to_choose_from() -> None:
    assert solve([], [], []) == ()


@pytest.mark.parametrize(
    ("row", "smaller"),
    [
        (Row({0: 60, 1: -40}, 0), Row({0: 3, 1: -2}, 0)),
        (Row({0: 50, 1: -50}, -99), Row({0: 1, 1: -1}, -1)),  # -1.98 and more is -1 and more in whole numbers
        (Row({0: 60, 1: -40}, 0, unit=100, cost=7), Row({0: 3, 1: -2}, 0, unit=5, cost=7)),
        (Row({0: 3, 1: 2}, 4), Row({0: 3, 1: 2}, 4)),
    ],
)
def test_a_row_in_smaller_numbers_is_the_same_limit(row: Row, smaller: Row) -> None:
    assert row.reduced() == smaller


def test_an_answer_of_the_solver_that_breaks_a_limit_is_refused() -> None:
    _hold((0,), [(0, 1)], [Row({0: 1}, 1)])
    with pytest.raises(ArithmeticError, match="1 groups and 0 limits"):
        _hold((0, 1), [(0, 1)], [])
    with pytest.raises(ArithmeticError, match="0 groups and 1 limits"):
        _hold((0,), [], [Row({0: 1}, 2)])
