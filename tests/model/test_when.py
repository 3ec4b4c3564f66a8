"""Dates read as they are written, ordered as the calendar orders them, and refused where no calendar has them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.model.when import MONTHS, Day, When, days_in_month, parse_when

_real_dates = st.dates(date(1, 1, 1), date(9999, 12, 31))
_years = st.integers(1, 9999)
_eras = st.booleans()


def day_of(real: date, before: bool = False) -> Day:
    """A day of the standard library as a `Day`; on request, the day of its name before the common era."""
    return Day(-real.year if before else real.year, real.month, real.day)


def written(day: Day) -> str:
    """A day as battle files write it, without its era."""
    return f"{abs(day.year):04}-{day.month:02}-{day.day:02}"


def common_days() -> st.SearchStrategy[Day]:
    """Days of both eras; 29 February is left out, since the eras do not share their leap years."""
    return st.builds(day_of, _real_dates.filter(lambda real: (real.month, real.day) != (2, 29)), _eras)


# The calendar ------------------------------------------------------------------------------------------------


@given(_real_dates, _real_dates)
def test_ordinals_measure_as_the_standard_library_does(one: date, other: date) -> None:
    assert day_of(other).ordinal - day_of(one).ordinal == (other - one).days


def test_the_count_of_days_has_no_gap_between_the_eras() -> None:
    assert Day(1, 1, 1).ordinal - Day(-1, 12, 31).ordinal == 1
    assert Day(-1, 3, 1).ordinal == 0
    assert Day(-1, 3, 1).ordinal - Day(-1, 2, 29).ordinal == 1  # 1 BCE is a leap year: the year 0 of astronomers


@given(common_days(), common_days())
def test_days_sort_as_their_ordinals_do(one: Day, other: Day) -> None:
    assert (one < other) == (one.ordinal < other.ordinal)


@given(_years, st.integers(1, 12))
def test_months_are_as_long_as_in_the_standard_library(year: int, month: int) -> None:
    assert days_in_month(year, month) == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2013, 2, 29), (1900, 2, 29), (2013, 2, 30), (2013, 4, 31), (2013, 13, 1), (2013, 0, 1), (2013, 1, 0), (0, 1, 1)],
)
def test_a_day_no_calendar_has_is_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"no year 0|has no day|no month"):
        Day(year, month, day)


# What is read ------------------------------------------------------------------------------------------------


@given(common_days())
def test_a_day_is_read_as_it_is_written(day: Day) -> None:
    text = written(day) + (" BCE" if day.year < 0 else "")
    when = parse_when(text)
    assert When(day, day, "day") == when
    era = f"{-day.year} BCE" if day.year < 0 else f"{day.year}"
    assert f"{day.day} {MONTHS[day.month - 1]} {era}" == when.words()


@given(_real_dates, _real_dates)
def test_a_range_is_read_forwards_and_refused_backwards(one: date, other: date) -> None:
    text = f"{written(day_of(one))}/{written(day_of(other))}"
    if other < one:
        with pytest.raises(ValueError, match="runs backwards"):
            parse_when(text)
    else:
        assert When(day_of(one), day_of(other), "range") == parse_when(text)


@given(st.integers(2, 9999), st.integers(1, 9998))
def test_years_before_the_common_era_run_downwards(first: int, last: int) -> None:
    text = f"{first:04}-06-01/{last:04}-06-01 BCE"
    if first < last:
        with pytest.raises(ValueError, match="runs backwards"):
            parse_when(text)
    else:
        assert (-first, -last) == (parse_when(text).first.year, parse_when(text).last.year)


@given(_years, st.integers(1, 12), _eras)
def test_a_month_reaches_from_its_first_day_to_its_last(year: int, month: int, before: bool) -> None:
    when = parse_when(f"{year:04}-{month:02}{' BCE' if before else ''}")
    signed = -year if before else year
    assert When(Day(signed, month, 1), Day(signed, month, days_in_month(signed, month)), "month") == when
    assert f"{MONTHS[month - 1]} {year}{' BCE' if before else ''}" == when.words()


@given(_years, st.integers(1, 12), st.sampled_from(["early", "mid", "late"]))
def test_a_part_of_a_month_is_drawn_short_and_compared_as_the_whole_month(year: int, month: int, part: str) -> None:
    when, whole = parse_when(f"{year:04}-{month:02} {part}"), parse_when(f"{year:04}-{month:02}")
    assert whole.possible == when.possible
    assert whole.first <= when.first <= when.last <= whole.last
    assert part == when.part


@given(_years, _eras)
def test_a_year_reaches_from_new_year_to_its_last_day(year: int, before: bool) -> None:
    when = parse_when(f"{year}{' BCE' if before else ''}")
    signed = -year if before else year
    assert When(Day(signed, 1, 1), Day(signed, 12, 31), "year") == when
    assert when.words() == (f"{year} BCE" if before else f"{year}")


@given(common_days(), common_days())
def test_before_is_an_order(one: Day, other: Day) -> None:
    a, b = When(one, one), When(other, other)
    assert [a.before(b), b.before(a), a == b].count(True) == 1
    assert a.disjoint(b) == (a != b)


@given(_real_dates.filter(lambda real: real < date(9999, 12, 31)))
def test_words_of_neighbouring_days(real: date) -> None:
    after = real + timedelta(days=1)
    words = When(day_of(real), day_of(after), "range").words()
    months = MONTHS[real.month - 1], MONTHS[after.month - 1]
    if real.month == after.month:
        expected = f"{real.day}–{after.day} {months[0]} {real.year}"
    elif real.year == after.year:
        expected = f"{real.day} {months[0]} to {after.day} {months[1]} {real.year}"
    else:
        expected = f"{real.day} {months[0]} {real.year} to {after.day} {months[1]} {after.year}"
    assert expected == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2013-02-06/2013-02-19", "6–19 February 2013"),
        ("2013-03 early", "early March 2013"),
        ("2013-03 mid", "mid-March 2013"),
        ("0216-08-02 BCE", "2 August 216 BCE"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert words == parse_when(text).words()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "6 February 2013", "2013-02-06T07:32:00", "2013/02/06", "06.02.2013", "2013-2-6-1", "-216",
        "2013-02-06\n", " 2013", "2013 ", "２０１３", "2013-02-06 /2013-02-07", "2013 early", "2013-03 end",
        "2013-03 Early", "2013 CE", "2013 bce", "20133", "2013-02-06/", "/2013-02-06", "2013-02/2013-03",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date edu knows; write 2013-02-06"):
        parse_when(text)


@given(st.text(st.sampled_from("0123456789-/ BCEearlymidte\n"), max_size=24))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = parse_when(text)
    except ValueError:
        return
    assert when.first <= when.last
    assert str(abs(when.first.year)) in when.words()


def test_a_date_that_runs_backwards_is_no_value() -> None:
    with pytest.raises(ValueError, match="runs backwards"):
        When(Day(2013, 2, 19), Day(2013, 2, 6), "range")
