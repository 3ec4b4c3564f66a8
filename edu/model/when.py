"""Days, months, ranges, parts of a month, and years before the common era.

A `When` is what a source says of a date, no more precise than the source. Days are counted in the proleptic
Gregorian calendar; that only orders them and measures distances, a date is printed as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""Days over which a part of a month is drawn. A drawing needs ends; the source gives none."""


def days_in_month(year: int, month: int) -> int:
    """Number of days in a month; `year` is negative before the common era (there is no year 0)."""
    if month == 2:
        y = year if year > 0 else year + 1
        return 29 if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@dataclass(frozen=True, order=True)
class Day:
    """One day. `year` is negative before the common era: -216 is 216 BCE, and there is no year 0."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if self.year == 0:
            raise ValueError("there is no year 0")
        if not 1 <= self.month <= 12:
            raise ValueError(f"there is no month {self.month}")
        if not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"{MONTHS[self.month - 1]} has no day {self.day}")

    @cached_property
    def ordinal(self) -> int:
        """Days since 1 March of the year 1 BCE, so that days can be subtracted across eras."""
        year = (self.year if self.year > 0 else self.year + 1) - (self.month <= 2)
        month = (self.month + 9) % 12
        return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + self.day - 1


@dataclass(frozen=True)
class When:
    """A date or span as its source gives it.

    Attributes:
        first: the first day it can mean.
        last: the last day it can mean.
        precision: "day", "range" (from a day to a day), "part" (of a month), "month" or "year".
        part: "early", "mid" or "late" when the precision is "part".
    """

    first: Day
    last: Day
    precision: str = "day"
    part: str | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("the date runs backwards: its last day comes before its first")

    @cached_property
    def possible(self) -> tuple[int, int]:
        """Ordinals of the first and last day this may mean.

        A part of a month counts as the whole month: no source says where "early" ends.
        """
        if self.precision == "part":
            year, month = self.first.year, self.first.month
            return Day(year, month, 1).ordinal, Day(year, month, days_in_month(year, month)).ordinal
        return self.first.ordinal, self.last.ordinal

    def disjoint(self, other: When) -> bool:
        """True when no day can be meant by both."""
        a, b = self.possible, other.possible
        return a[1] < b[0] or b[1] < a[0]

    def before(self, other: When) -> bool:
        """True when every day this may mean comes before every day the other may mean."""
        return self.possible[1] < other.possible[0]

    def words(self, year: bool = True) -> str:
        """The date in words: "6–19 February 2013", "early March", "2 August 216 BCE"."""
        a, b = self.first, self.last
        month = MONTHS[a.month - 1]
        tail = f" {year_words(b.year)}" if year else ""
        if self.precision == "year":
            return year_words(a.year)
        if self.precision == "month":
            return f"{month}{tail}"
        if self.precision == "part":
            part = "mid-" if self.part == "mid" else f"{self.part} "
            return f"{part}{month}{tail}"
        if a == b:
            return f"{a.day} {month}{tail}"
        if a.year != b.year:
            head = f" {year_words(a.year)}" if year else ""
            return f"{a.day} {month}{head} to {b.day} {MONTHS[b.month - 1]}{tail}"
        if a.month != b.month:
            return f"{a.day} {month} to {b.day} {MONTHS[b.month - 1]}{tail}"
        return f"{a.day}–{b.day} {month}{tail}"


_DAYS_APART = (-5, -4, -3, -2, 2, 3, 4, 5)
_STEPS_APART = (-3, -2, -1, 1, 2, 3)


def nearby(when: When) -> tuple[When, ...]:
    """Dates of the same precision before and after one: days, months or years away; none for a range."""
    first = when.first
    if when.precision == "day":
        days = [_days_away(first, apart) for apart in _DAYS_APART]
        return tuple(When(day, day) for day in days)
    if when.precision == "year":
        years = [_years_away(first.year, apart) for apart in _STEPS_APART]
        return tuple(When(Day(year, 1, 1), Day(year, 12, 31), "year") for year in years)
    if when.precision in ("month", "part"):
        return tuple(_months_away(when, apart) for apart in _STEPS_APART)
    return ()


def _years_away(year: int, apart: int) -> int:
    """A year some years away; there is no year 0."""
    moved = year + apart
    return moved + (1 if apart > 0 else -1) if (year < 0 <= moved) or (moved <= 0 < year) else moved


def _months_away(when: When, apart: int) -> When:
    turns, month = divmod(when.first.month - 1 + apart, 12)
    year = _years_away(when.first.year, turns) if turns else when.first.year
    length = days_in_month(year, month + 1)
    low, high = PARTS[when.part] if when.part else (1, length)
    return When(Day(year, month + 1, low), Day(year, month + 1, min(high, length)), when.precision, when.part)


def _days_away(day: Day, apart: int) -> Day:
    """The day some days away, less than a month."""
    moved = day.day + apart
    if 1 <= moved <= days_in_month(day.year, day.month):
        return Day(day.year, day.month, moved)
    other = _months_away(When(day, day, "month"), 1 if apart > 0 else -1).first
    if apart > 0:
        return Day(other.year, other.month, moved - days_in_month(day.year, day.month))
    return Day(other.year, other.month, moved + days_in_month(other.year, other.month))


def year_words(year: int) -> str:
    """A year as printed: 2013, or 216 BCE for -216."""
    return str(year) if year > 0 else f"{-year} BCE"


_DAY = r"(\d{1,4})-(\d{1,2})-(\d{1,2})"
_SPAN = rf"{_DAY}(?:(?P<first_era> BCE)?/{_DAY})?"
_MONTH = r"(?P<my>\d{1,4})-(?P<mm>\d{1,2})(?: (?P<part>early|mid|late))?"
_FORMS = re.compile(rf"(?:{_SPAN}|{_MONTH}|(?P<year>\d{{1,4}}))(?P<era> BCE)?", re.ASCII)


def parse_when(text: str) -> When:
    """Reads a date as battle files write it.

    Forms: `2013-02-06`, `2013-02-06/2013-02-19`, `2013-03`, `2013-03 early` (or mid, late), `2013`; each may end
    in ` BCE`.

    Raises:
        ValueError: when the text has none of these forms, or names a day that does not exist, or runs backwards.
    """
    found = _FORMS.fullmatch(text)
    if not found:
        raise ValueError(
            f"{text!r} is not a date edu knows; write 2013-02-06, 2013-02-06/2013-02-19, 2013-03, "
            "2013-03 early, 2013, each with BCE after it if need be"
        )
    sign = -1 if found["era"] else 1
    if found["year"]:
        year = sign * int(found["year"])
        return When(Day(year, 1, 1), Day(year, 12, 31), "year")
    if found["my"]:
        year, month = sign * int(found["my"]), int(found["mm"])
        start = Day(year, month, 1)
        length = days_in_month(year, month)
        if found["part"]:
            low, high = PARTS[found["part"]]
            return When(Day(year, month, low), Day(year, month, min(high, length)), "part", found["part"])
        return When(start, Day(year, month, length), "month")
    groups = found.groups()
    numbers = [int(group) if group else None for group in (*groups[:3], *groups[4:7])]
    first = Day((-1 if found["first_era"] else sign) * (numbers[0] or 0), numbers[1] or 0, numbers[2] or 0)
    if numbers[3] is None:
        return When(first, first, "day")
    return When(first, Day(sign * numbers[3], numbers[4] or 0, numbers[5] or 0), "range")
