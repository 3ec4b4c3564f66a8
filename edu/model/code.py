"""The short code on paper: four signs that stand for the quiz, and one by which a mistyped code is known.

Signs count as numbers below 23, a prime. The first is taken once, the second twice, the fifth five times, and the sum
is a multiple of 23. One wrong sign changes the sum by a product of two numbers below 23, a swap of two neighbours by
one such number, and neither is a multiple of 23: so both are seen.
"""

from __future__ import annotations

import re

SIGNS = "23456789CDFGHJKMPQRTVWX"
"""No vowels, so that a code is never a word; one alone of signs that are taken for one another (B and 8, S and 5, Z and
2, M and N)."""

LENGTH = 5
_TYPED = re.compile(r"([0-9A-Za-z]{4,6})\s*(?:[-–\s]\s*([A-Za-z]{1,4}))?")
_MISTYPED = re.compile(r"[0-9A-Za-z](?:[-–\s]*[0-9A-Za-z]){2,11}")
"""What is too long or too short to be a code, or parted at the wrong place, and yet no name of a file."""


def with_check(signs: str) -> str:
    """Four signs with the one that makes the sum a multiple of 23."""
    return next(signs + sign for sign in SIGNS if is_sound(signs + sign))


def is_sound(code: str) -> bool:
    """Whether a code is one that edu may have printed."""
    if len(code) != LENGTH or not set(code) <= set(SIGNS):
        return False
    return sum(weight * SIGNS.index(sign) for weight, sign in enumerate(code, 1)) % len(SIGNS) == 0


def typed(words: str) -> tuple[str, str] | None:
    """What may be a code as somebody typed it: in capitals, and the letter of a version after it ("" for none).

    What is not quite a code is handed back in one piece. None for words that are none, such as the name of a file.
    """
    words = words.strip()
    found = _TYPED.fullmatch(words)
    if found:
        return found[1].upper(), (found[2] or "").upper()
    return (re.sub(r"[-–\s]", "", words).upper(), "") if _MISTYPED.fullmatch(words) else None
