"""Time cut into cells: days, weeks, months, or years by one, ten, a hundred or a thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from edu.model.when import MONTHS, Day, year_words


class Unit(IntEnum):
    """What one cell of a strip stands for, from the finest on."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3
    DECADE = 4
    CENTURY = 5
    MILLENNIUM = 6

    @property
    def years(self) -> int:
        """Years in a cell; 0 for units shorter than a year."""
        return 10 ** (self - Unit.YEAR) if self >= Unit.YEAR else 0


@dataclass(frozen=True)
class Cell:
    """One cell of a strip.

    Attributes:
        first: ordinal of its first day.
        end: ordinal of the day after its last.
        label: what stands in it: "6", "Mar", "2013", "1980s".
        full: a fuller label for a wide cell: "6 Feb"; else the same.
        group: what a row below may say of it and its neighbours: "Feb 2013", "2013"; empty for years.
        whole: days of the month or years of which it is a part, named by the days, months or years that it covers; 0
            for a whole cell.
    """

    first: int
    end: int
    label: str
    full: str
    group: str
    whole: int = 0

    @property
    def part(self) -> bool:
        """True for a part of a month or of years."""
        return self.whole > 0


def day_at(ordinal: int) -> Day:
    """The day of an ordinal; undoes `Day.ordinal`."""
    era, day = divmod(ordinal, 146097)
    year = (day - day // 1460 + day // 36524 - day // 146096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    number = day - (153 * month + 2) // 5 + 1
    astronomical = era * 400 + year + (month >= 10)
    return Day(_year(astronomical), month + 3 if month < 10 else month - 9, number)


def cells(unit: Unit, first: int, end: int, years_named: bool) -> tuple[Cell, ...]:
    """The cells that cover the days from ordinal `first` up to, not with, `end`.

    Days and weeks start at `first`; longer units start where the calendar starts them, which may be earlier.

    Args:
        unit: what a cell stands for.
        first: ordinal of the first day.
        end: ordinal of the day after the last.
        years_named: whether groups of days, weeks and months say their year.
    """
    if unit <= Unit.WEEK:
        return tuple(_days(first, end, 7 if unit is Unit.WEEK else 1, years_named))
    if unit is Unit.MONTH:
        return tuple(_months(first, end, years_named))
    return tuple(_years(first, end, unit.years))


def part(unit: Unit, cell: Cell, first: int, end: int) -> Cell:
    """The part of a cell from ordinal `first` up to, not with, `end`: "1–24 Nov", "Jan–Mar 1863", "315–313 BCE"."""
    if (first, end) == (cell.first, cell.end):
        return cell
    low, high = day_at(first), day_at(end - 1)
    if unit is Unit.MONTH:
        label = f"{_span(str(low.day), str(high.day))} {cell.label}"
    elif unit is Unit.YEAR:
        label = f"{_span(*(MONTHS[day.month - 1][:3] for day in (low, high)))} {cell.label}"
    else:
        label = _span(str(abs(low.year)), str(abs(high.year))) + (" BCE" if high.year < 0 else "")
    return Cell(first, end, label, label, cell.group, cell.whole or cell.end - cell.first)


def inner(unit: Unit, first: int, last: int) -> tuple[int, int]:
    """From the start of the month or year in which day `first` lies to the end of that of day `last`.

    Months for a unit of a year, years for a longer one.
    """
    finer = Unit.MONTH if unit is Unit.YEAR else Unit.YEAR
    return cells(finer, first, first + 1, True)[0].first, cells(finer, last, last + 1, True)[0].end


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _days(first: int, end: int, length: int, years_named: bool) -> Iterable[Cell]:
    for ordinal in range(first, end, length):
        day = day_at(ordinal)
        month = MONTHS[day.month - 1][:3]
        group = f"{month} {year_words(day.year)}" if years_named else month
        yield Cell(ordinal, ordinal + length, str(day.day), f"{day.day} {month}", group)


def _months(first: int, end: int, years_named: bool) -> Iterable[Cell]:
    day = day_at(first)
    count = _count(day.year) * 12 + day.month - 1
    while _month_start(count) < end:
        label = MONTHS[count % 12][:3]
        year = year_words(_year(count // 12)) if years_named else ""
        yield Cell(_month_start(count), _month_start(count + 1), label, label, year)
        count += 1


def _month_start(count: int) -> int:
    """Ordinal of the first day of a month, counted from January of the year 1 BCE."""
    return Day(_year(count // 12), count % 12 + 1, 1).ordinal


def _years(first: int, end: int, length: int) -> Iterable[Cell]:
    """Cells of so many years as people name them: the 1980s start in 1980, the 210s BCE in 219 BCE."""
    year = day_at(first).year
    while Day(year, 1, 1).ordinal < end:
        size = abs(year) // length * length
        low, high = max(size, 1), size + length - 1
        start, stop = (low, high + 1) if year > 0 else (-high, (1 - low) or 1)
        label = year_words(year) if length == 1 else _decade(size, length) + (" BCE" if year < 0 else "")
        yield Cell(Day(start, 1, 1).ordinal, Day(stop, 1, 1).ordinal, label, label, "")
        year = stop


def _decade(size: int, length: int) -> str:
    return f"{size}s" if size else f"1–{length - 1}"


def _count(year: int) -> int:
    """The year counted with a year 0, which is 1 BCE."""
    return year if year > 0 else year + 1


def _year(count: int) -> int:
    return count if count > 0 else count - 1
