"""What an option's words stand for: a span of numbers or dates, a group or place, or just words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from edu.model.when import MONTHS, PARTS, When

NUMBER, DATE, PLACE, GROUP = "number", "date", "place", "group"

_HEDGE = r"(?P<hedge>at least|more than|over|at most|up to|fewer than|less than|under|about|around|nearly|almost)"
_NUMBER = re.compile(
    rf"(?:{_HEDGE} )?(?P<low>\d[\d,]*)(?:(?P<plus>\+| or more)|(?: to |–|-)(?P<high>\d[\d,]*))?(?: [a-z]+){{0,2}}", re.I
)
_DATE = re.compile(
    rf"(?:(?P<first>\d{{1,2}})(?:(?:–| to )(?P<last>\d{{1,2}}))? |(?P<part>{'|'.join(PARTS)})[ -])?"
    rf"(?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{1,4}})(?P<before> BCE)?)?",
    re.I,
)
_NUMBERED = {month.casefold(): number for number, month in enumerate(MONTHS, 1)}
_NO_END = 10.0**15


@dataclass(frozen=True)
class Span:
    """Numbers or dates from a lowest to a highest, with its year printed or not (dates), or with a unit."""

    sort: str
    low: float
    high: float
    year: bool = False

    def meets(self, other: Span) -> bool:
        """True when both are of one sort and share a value; dates of which one lacks its year share any year."""
        if self.sort != other.sort or self.year != other.year:
            return False
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=16384)
def span_of(text: str) -> Span | None:
    """The numbers or dates that an option is, from its words alone; None for any other words."""
    text = text.strip().rstrip(".")
    return _date(text) or _number(text)


def _number(text: str) -> Span | None:
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    low = high = float(found["low"].replace(",", "") or 0)
    hedge = (found["hedge"] or "").casefold()
    if found["high"]:
        high = float(found["high"].replace(",", ""))
    if found["plus"] or hedge == "at least":
        high = _NO_END
    elif hedge in ("more than", "over"):
        low, high = low + 1, _NO_END
    elif hedge in ("at most", "up to", "fewer than", "less than", "under"):
        low, high = 0.0, high - (hedge not in ("at most", "up to"))
    return Span(NUMBER, low, high)


def _date(text: str) -> Span | None:
    """A date counted in days of months of 31, since only order and overlap are asked for."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year = int(found["year"] or 0) * (-1 if found["before"] else 1)
    start = year * 372 + _NUMBERED[found["month"].casefold()] * 31
    first = int(found["first"] or 0)
    last = int(found["last"] or first or 30)
    return Span(DATE, float(start + first), float(start + last), bool(found["year"]))


def span_of_claim(value: object, text: str) -> Span | None:
    """The numbers or dates of a claim's value."""
    if isinstance(value, When):
        low, high = value.possible
        return Span(DATE, float(low), float(high), bool(re.search(r"(?:^| )\d{1,4}(?: BCE)?$", text)))
    return Span(NUMBER, float(value), float(value)) if isinstance(value, int) else None
