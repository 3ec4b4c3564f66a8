"""Rule M6: how long options may be beside one another. Who chooses wrong options and who reviews them ask here."""

from __future__ import annotations

from collections.abc import Sequence

_SHORT, _LONG, _UNNOTICED = 0.6, 1.3, 8
"""The right option is so many times as long as the mean of the others; a gap of fewer letters is not noticed."""

_TWICE, _UNNOTICED_TWICE = 2, 15
"""The longest option is at most so many times the shortest; a gap of fewer letters is not noticed."""


def stands_out(key: int, mean: float) -> bool:
    """Whether a right option of so many letters is longer or shorter than the mean of the wrong ones allows."""
    return abs(key - mean) >= _UNNOTICED and not _SHORT * mean <= key <= _LONG * mean


def uneven(lengths: Sequence[int]) -> bool:
    """Whether the longest of all options is too long beside the shortest."""
    low, high = min(lengths), max(lengths)
    return high - low >= _UNNOTICED_TWICE and high > _TWICE * low
