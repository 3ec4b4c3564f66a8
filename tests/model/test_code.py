"""A mistyped code is always known as such."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.code import LENGTH, SIGNS, is_sound, typed, with_check

CODES = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1).map(with_check)


@given(code=CODES)
def test_one_wrong_sign_and_a_swap_of_neighbours_are_always_found(code: str) -> None:
    assert is_sound(code)
    for place in range(LENGTH):
        for sign in set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") - {code[place]}:
            assert not is_sound(code[:place] + sign + code[place + 1 :])
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_sound(swapped) == (swapped == code)


@given(code=CODES)
def test_a_sign_too_many_or_too_few_is_found(code: str) -> None:
    assert not any(is_sound(code[:place] + code[place + 1 :]) for place in range(LENGTH))
    assert not is_sound(code + "2")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("4q7kf", ("4Q7KF", "")),
        (" 4Q7KF-b ", ("4Q7KF", "B")),
        ("4Q7KF – AB", ("4Q7KF", "AB")),
        ("4Q7K", ("4Q7K", "")),
        ("record-4Q7KF.json", None),
        ("lesson/4Q7KF", None),
        ("", None),
    ],
)
def test_what_somebody_typed_is_understood(words: str, code: tuple[str, str] | None) -> None:
    assert code == typed(words)
