"""A count means every number its words leave open, and no other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.quantity import Quantity

_numbers = st.integers(0, 10_000)


def test_a_count_below_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be below 0"):
        Quantity(-1, None)


@given(_numbers, _numbers)
def test_ends_are_taken_in_their_order_only(low: int, high: int) -> None:
    if high < low:
        with pytest.raises(ValueError, match="below the low end"):
            Quantity(low, high)
    else:
        assert (low, high) == (Quantity(low, high).low, Quantity(low, high).high)


@given(_numbers, _numbers)
def test_a_single_number_allows_itself_alone(low: int, number: int) -> None:
    quantity = Quantity(low, low)
    assert quantity.exact
    assert f"{low:,}" == quantity.words()
    assert quantity.allows(number) == (number == low)


@given(_numbers, _numbers)
def test_at_least_allows_its_number_and_more_than_does_not(named: int, number: int) -> None:
    at_least, more_than = Quantity(named, None), Quantity(named + 1, None, over=True)
    assert f"at least {named:,}" == at_least.words()
    assert f"more than {named:,}" == more_than.words()
    assert at_least.named == more_than.named == named
    assert at_least.allows(number) == (number >= named)
    assert more_than.allows(number) == (number > named)
    assert at_least.open
    assert more_than.open


@given(st.integers(1, 10_000), st.integers(1, 10_000), _numbers)
def test_a_range_allows_both_its_ends_and_what_lies_between(low: int, more: int, number: int) -> None:
    quantity = Quantity(low, low + more)
    assert f"{low:,} to {low + more:,}" == quantity.words()
    assert quantity.allows(number) == (number in range(low, low + more + 1))
    assert not quantity.open
    assert not quantity.exact


@given(st.integers(1, 10_000), _numbers)
def test_up_to_allows_nought_and_its_end(high: int, number: int) -> None:
    quantity = Quantity(0, high)
    assert f"up to {high:,}" == quantity.words()
    assert quantity.allows(number) == (number <= high)


@given(_numbers)
def test_what_the_source_rounds_is_not_exact(low: int) -> None:
    assert f"about {low:,}" == Quantity(low, low, about=True).words()
    assert not Quantity(low, low, about=True).exact


@given(_numbers, st.none() | _numbers, st.booleans(), st.booleans())
def test_every_number_in_the_words_is_an_end(low: int, more: int | None, about: bool, over: bool) -> None:
    over = over and low > 0
    quantity = Quantity(low, None if more is None else low + more, about, over)
    told = {int(number.replace(",", "")) for number in re.findall(r"[\d,]+", quantity.words())}
    assert told <= {quantity.named, quantity.low, quantity.high}
    assert quantity.allows(max(told)) == (not (over and more is None))
