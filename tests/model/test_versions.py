"""Versions are held in a few bytes, and come out as they went in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edu.model.quiz import Version, Versions, letters, number_of


@st.composite
def some_versions(draw: st.DrawFn) -> list[Version]:
    """Versions of the same items, with options and responses of any number, 300 and more among them."""
    options = draw(st.lists(st.one_of(st.integers(0, 6), st.just(300)), max_size=4))
    answers = [draw(st.integers(0, 3)) for _ in options]
    numbers = draw(st.lists(st.integers(0, 10**6), unique=True, max_size=6))
    return [
        Version(
            letters(number),
            tuple(draw(st.permutations(range(len(options))))),
            tuple(tuple(draw(st.permutations(range(count)))) for count in options),
            tuple(tuple(draw(st.permutations(range(count)))) for count in answers),
        )
        for number in numbers
    ]


@given(made=some_versions(), part=st.slices(6))
def test_versions_come_out_as_they_went_in(made: list[Version], part: slice) -> None:
    held = Versions(made)
    assert made == list(held)
    assert made == [held[place] for place in range(len(made))]
    assert held == made
    assert made[part] == list(held[part])
    assert list(reversed(made)) == list(held[::-1])
    assert not made or held != made[:-1]


def test_letters_go_on_after_z_and_back_again() -> None:
    assert ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"] == [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)]
    assert [0, 25, 26, 51, 52, 701, 702] == list(map(number_of, ("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")))
