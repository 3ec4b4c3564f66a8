"""What a text says in figures and dates, and how hard it reads."""

from __future__ import annotations

import pytest

from edu.model.reading import dates, numbers, reading_grade, syllables


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,600 fighters and 7 of nine", {1600, 7, 9}),
        ("hundreds, dozens and a million", {100, 12, 10**6}),
        ("one of them, once", set()),
        ("6–19 February 2013", {6, 19, 2013}),
    ],
)
def test_numbers_of_a_text(words: str, expected: set[int]) -> None:
    assert expected == numbers(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("6–19 February 2013", {(6, "February"), (19, "February")}),
        ("in March, on 2 May", {(None, "March"), (2, "May")}),
        ("they may; May they?", set()),
    ],
)
def test_dates_of_a_text(words: str, expected: set[tuple[int | None, str]]) -> None:
    assert expected == dates(words)


def test_the_grade_of_no_words_is_nought() -> None:
    assert 0.0 == reading_grade("... 12 !")
    # One sentence of five one-syllable words: 0.39 * 5 + 11.8 * 1 - 15.59.
    assert -1.84 == pytest.approx(reading_grade("The old man was ill."))
    assert [1, 2, 2, 1] == [syllables(word) for word in ("halte", "battle", "wanted", "helped")]
