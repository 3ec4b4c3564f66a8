"""Names in letters that run from right to left, inside pages that run from left to right.

A stretch reaches from the first such letter to the last, with what stands between them, but not over a bracket or a
quotation mark: those belong to the page's own words. It is set apart from the words around it, so that a bracket or a
date after an Arabic name stays where readers of English look for it.
Arabic letters are joined. Text keeps its letters in the order they are read; only drawing turns them round.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional, combining, mirrored, normalize

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper

_FIRST = "\u0590"
"""No character before this one, the first of the Hebrew block, runs from right to left."""

_ARABIC_POINTS = frozenset("،؍٪٫٬")
"""Arabic punctuation that Unicode leaves without a direction."""

RIGHTWARD = "\u200e"
"""The character that says, unseen and unsaid, that letters run from left to right here."""

_QUOTES = frozenset('“”„"')
"""Quotation marks. Directly between two letters one is part of the word, as in Hebrew abbreviations."""


def _leftward(letter: str) -> bool:
    return letter >= _FIRST and (bidirectional(letter) in ("R", "AL") or letter in _ARABIC_POINTS)


@lru_cache(maxsize=4096)
def leftward(text: str) -> tuple[bool, ...]:
    """For each character whether it runs from right to left; empty when none does."""
    if text.isascii() or not any(map(_leftward, text)):
        return ()
    marks = [False] * len(text)
    start = None
    for place, letter in enumerate(text):
        if mirrored(letter) or (letter in _QUOTES and not _within(text, place)):
            start = None
        elif _leftward(letter) or (start is not None and combining(letter)):
            first = place if start is None else start
            marks[first : place + 1] = [True] * (place + 1 - first)
            start = place
        elif bidirectional(letter) == "L":
            start = None
    return tuple(marks)


def _within(text: str, place: int) -> bool:
    """Whether the characters beside a place are both letters."""
    return 0 < place < len(text) - 1 and text[place - 1].isalpha() and text[place + 1].isalpha()


def stretches(text: str) -> tuple[tuple[bool, str], ...]:
    """The text in stretches of one direction, each with whether it runs from right to left."""
    marks = leftward(text)
    if not marks:
        return ((False, text),)
    parts = groupby(zip(marks, text, strict=True), key=lambda pair: pair[0])
    return tuple((mark, "".join(letter for _, letter in pairs)) for mark, pairs in parts)


@cache
def _reshaper() -> ArabicReshaper:
    from arabic_reshaper import ArabicReshaper

    settings = {"delete_harakat": False, "support_zwj": False, "ARABIC LIGATURE ALLAH": False}
    return ArabicReshaper(configuration={name: str(value) for name, value in settings.items()})


JOINERS = "\u200c\u200d"
"""Characters that are not drawn but tell which letters beside them join: in Persian names they do."""

_WITHOUT_JOINERS = dict.fromkeys(map(ord, JOINERS))


def joins(text: str) -> bool:
    """Whether a text has letters that join."""
    return not text.isascii() and any(bidirectional(letter) == "AL" for letter in text)


@lru_cache(maxsize=4096)
def joined(text: str) -> str:
    """The text with Arabic letters in the forms they take beside one another, still in the order they are read."""
    made: str = _reshaper().reshape(text) if joins(text) else text
    return made.translate(_WITHOUT_JOINERS)


def spelled(letter: str) -> str:
    """The letter, or letters, that a joined form stands for; any other character as it is."""
    form = "\ufb50" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc"
    return normalize("NFKC", letter).lstrip(" ") or letter if form else letter


@lru_cache(maxsize=4096)
def steps(text: str) -> tuple[str, ...]:
    """A stretch from right to left as what is drawn step by step, each to the left of the one before.

    A step is a letter with its accents, or a number, whose digits run to the right.
    """
    made: list[str] = []
    digits = False
    for letter in joined(text):
        number = bidirectional(letter) in ("EN", "AN")
        if made and (combining(letter) or (number and digits)):
            made[-1] += letter
        else:
            made.append(letter)
        digits = number
    return tuple(made)


def seen(text: str) -> str:
    """The text as it is drawn from left to right on one line: Arabic letters joined, accents before their letters."""
    if not leftward(text):
        return text
    return "".join(_turned(part) if turned else part for turned, part in stretches(text))


def _turned(part: str) -> str:
    return "".join(step[1:] + step[0] if combining(step[-1]) else step for step in reversed(steps(part)))
