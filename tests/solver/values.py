"""Numbers, bounds and dates as they are printed -> values of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from edu.model.battle import Battle
from edu.model.quantity import SPELLED, Quantity
from edu.model.when import MONTHS, PARTS, Day, When, days_in_month
from tests.solver.grammar import plain

_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_SPELLED = {word: number for number, word in enumerate((*SPELLED, *_TEENS.split(" ")))}
_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
_MONTH = f"({'|'.join(MONTHS)})"
_YEAR = r"(?: (\d{1,4}(?: BCE)?))?"
_BOUNDS: Mapping[str, Callable[[int], Quantity]] = {
    rf"(?:at least|no fewer than) {_NUMBER}|{_NUMBER} ?(?:\+|or more)": lambda n: Quantity(n, None),
    rf"(?:more than|over) {_NUMBER}": lambda n: Quantity(n + 1, None, over=True),
    rf"(?:up to|at most|no more than) {_NUMBER}": lambda n: Quantity(0, n),
    rf"(?:fewer than|less than|under) {_NUMBER}": lambda n: Quantity(0, n - 1),
    rf"(?:about|around|some) {_NUMBER}": lambda n: Quantity(n, n, about=True),
    _NUMBER: lambda n: Quantity(n, n),
}


def number(words: str) -> int | None:
    """A whole number: "1,600" or "seven"; None when the words are no number."""
    words = _in_digits(plain(words).strip(" ."))
    return _whole(words) if re.fullmatch(_NUMBER, words) else None


def bounds(words: str) -> Quantity | None:
    """A number with its bounds: "7+", "more than 200", "300 to 500", "about 40"; None when the words are none."""
    words = _in_digits(plain(words).strip(' ."'))
    span = re.fullmatch(rf"(about )?{_NUMBER} ?(?:to|-|–) ?{_NUMBER}", words)
    if span:
        return Quantity(_whole(span[2]), _whole(span[3]), about=bool(span[1]))
    for pattern, made in _BOUNDS.items():
        found = re.fullmatch(pattern, words)
        if found:
            return made(_whole(next(group for group in found.groups() if group)))
    return None


def _in_digits(words: str) -> str:
    return re.sub(r"[a-z]+", lambda word: str(_SPELLED.get(word[0], word[0])), words.casefold())


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def date(words: str, battle: Battle) -> When | None:
    """A date with or without its preposition; a date without a year is one of the battle's year. None for no date."""
    words = re.sub(r"^(on|in|over|from|during|by) ", "", plain(words).strip(" ."), flags=re.I)
    words = words[:1].upper() + words[1:]
    try:
        return _date(words, battle)
    except ValueError:
        return None


def _date(words: str, battle: Battle) -> When | None:
    if found := re.fullmatch(r"(\d{1,4})( BCE)?", words):
        year = -int(found[1]) if found[2] else int(found[1])
        return When(Day(year, 1, 1), Day(year, 12, 31), "year")
    if found := re.fullmatch(rf"(?:(early|mid|late)[ -])?{_MONTH}{_YEAR}", words, re.I):
        year, month = _year(found[3], battle), _month(found[2])
        length = days_in_month(year, month)
        if not found[1]:
            return When(Day(year, month, 1), Day(year, month, length), "month")
        part = found[1].casefold()
        low, high = PARTS[part]
        return When(Day(year, month, low), Day(year, month, min(high, length)), "part", part)
    if found := re.fullmatch(rf"(\d+) {_MONTH}{_YEAR}", words, re.I):
        day = Day(_year(found[3], battle), _month(found[2]), int(found[1]))
        return When(day, day)
    if found := re.fullmatch(rf"(\d+)[–-](\d+) {_MONTH}{_YEAR}", words, re.I):
        year, month = _year(found[4], battle), _month(found[3])
        return When(Day(year, month, int(found[1])), Day(year, month, int(found[2])), "range")
    if found := re.fullmatch(rf"(\d+) {_MONTH}{_YEAR} to (\d+) {_MONTH}{_YEAR}", words, re.I):
        last = _year(found[6], battle)
        first = _year(found[3], battle) if found[3] else last
        return When(Day(first, _month(found[2]), int(found[1])), Day(last, _month(found[5]), int(found[4])), "range")
    return None


def _month(name: str) -> int:
    return [month.casefold() for month in MONTHS].index(name.casefold()) + 1


def _year(words: str | None, battle: Battle) -> int:
    if not words:
        return battle.when.first.year
    return -int(words.split()[0]) if words.endswith("BCE") else int(words)
