"""Counts with open ends: "200+ killed" is every number from 200 up, and nobody says where it stops."""

from __future__ import annotations

from dataclasses import dataclass

SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Small numbers as running text spells them."""


@dataclass(frozen=True)
class Quantity:
    """A number of things as a source gives it.

    Attributes:
        low: the least number it can mean, a whole number of 0 or more.
        high: the greatest number it can mean, or None when the source sets no upper end.
        about: True when the source itself says "about"; then no number is ruled out near the ends.
        over: True when the source said "more than" rather than "at least", so that `low` is one above its number.
    """

    low: int
    high: int | None
    about: bool = False
    over: bool = False

    def __post_init__(self) -> None:
        if self.low < 0:
            raise ValueError("a count cannot be below 0")
        if self.high is not None and self.high < self.low:
            raise ValueError(f"the high end {self.high:,} is below the low end {self.low:,}")

    @property
    def exact(self) -> bool:
        """True when the source gives one number and neither rounds it nor leaves an end open."""
        return self.low == self.high and not self.about

    @property
    def open(self) -> bool:
        """True when no upper end is given."""
        return self.high is None

    @property
    def named(self) -> int:
        """The number the source prints: 200 for "more than 200" as for "200+"."""
        return self.low - 1 if self.over else self.low

    def allows(self, number: int) -> bool:
        """True when `number` agrees with what the source says."""
        return self.low <= number and (self.high is None or number <= self.high)

    def words(self) -> str:
        """The quantity in words: "1,600", "at least 200", "more than 200", "300 to 500", "about 40", "up to 50"."""
        if self.high is None:
            return f"{'more than' if self.over else 'at least'} {self.named:,}"
        if self.low == self.high:
            return f"{'about ' if self.about else ''}{self.low:,}"
        if self.low == 0:
            return f"up to {self.high:,}"
        return f"{'about ' if self.about else ''}{self.low:,} to {self.high:,}"
