"""Small measures of English text: stems, words that carry meaning, and how alike two texts are."""

from __future__ import annotations

import re
from functools import lru_cache

from edu.model.when import MONTHS

_WORD = re.compile(r"\d+(?:,\d{3})+|[^\W_]+(?:['’-][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWEL = re.compile(r"[aeiouy]")
_LEAST_LETTERS = 4

_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """about above after again also among another away back because been before being below between both cannot
        could does doing done down during each either else even ever every from further have having here hers
        herself himself into itself just like made many more most much must myself neither only other others
        ought ours over part parts rather same shall should since some still such than that their theirs them
        themselves then there these they this those though through tick toward towards under until upon very
        were what when where whether which while whom whose will with within without would your yours""",
    )
)
"""Words of four letters and more that carry no meaning of their own."""


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """The words and figures of a text in small letters; "1,600" is one, and so is "al-safira"."""
    return tuple(word.casefold() for word in _WORD.findall(text))


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word in small letters without its endings, so that "attacked" and "attacks" are one.

    It takes off the plural, then -ing, -ed, -er or -ment, then a last e or a doubled letter. It need not give a word:
    both sides of a comparison are cut alike.
    """
    word = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ment", "ing", "ed", "er"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            word = rest
    word = word.removesuffix("e")
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """Stems of the words of four letters or more that carry meaning.

    A month keeps its capital, so that March is not "marched".
    """
    return frozenset(
        word if word in MONTHS else stem(word)
        for word in _LETTERS.findall(text)
        if len(word) >= _LEAST_LETTERS and word.casefold() not in _EMPTY
    )


@lru_cache(maxsize=16384)
def word_of(text: str, stemmed: str) -> str:
    """The word of a text that has this stem, as it is printed; the stem itself when there is none."""
    return next((word for word in _LETTERS.findall(text) if stemmed in (word, stem(word))), stemmed)


@lru_cache(maxsize=8192)
def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three words."""
    words = tokens(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The Jaccard index of two sets, from 0 (nothing shared) to 1 (the same)."""
    return len(one & other) / len(one | other) if one or other else 0.0
