"""What a text says in figures and dates, and how hard it reads."""

from __future__ import annotations

import re
from functools import lru_cache

from edu.model.when import MONTHS

_UNITS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORDS = {
    **{word: i for i, word in enumerate(_UNITS, 2)},
    **{word: 10 * i for i, word in enumerate(_TENS, 2)},
    **_ORDINALS,
    "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 10**6, "millions": 10**6,
    "dozen": 12, "dozens": 12, "half": 0, "twice": 2, "double": 2,
}  # fmt: skip
"""Number words that are never anything else; "one" and "once" are left out, since they mostly are pronouns."""

_NUMBER = re.compile(r"\d[\d,]*\d|\d|[A-Za-z]+")
_MOST_DIGITS = 30
"""Digits of a figure that are read; no fact holds a longer one."""

DATE = re.compile(rf"(?:(\d{{1,2}})(?:–(\d{{1,2}}))? )?({'|'.join(MONTHS)})\b(?: (\d{{1,4}})(?!\d))?")


def numbers(words: str) -> set[int]:
    """The numbers a text names, in digits or words; those of dates stand among them."""
    found = set()
    for token in _NUMBER.findall(words):
        if token[0].isdigit():
            found.add(int(token.replace(",", "")[:_MOST_DIGITS]))
        elif token.lower() in _WORDS:
            found.add(_WORDS[token.lower()])
    return found


def dates(words: str) -> set[tuple[int | None, str]]:
    """The days of a month, or months without a day, that a text names."""
    found: set[tuple[int | None, str]] = set()
    for first, last, month, _ in DATE.findall(words):
        if month == "May" and not first:
            continue
        found.update((int(day), month) for day in (first, last) if day)
        if not first:
            found.add((None, month))
    return found


_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """Syllables of an English word, counted as groups of vowels, less a silent final e."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade (Kincaid and others 1975): 0.39 words/sentence + 11.8 syllables/word - 15.59."""
    sentences = [part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text)
    if not words or not sentences:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
