"""Test-wise bots for questions to tick one answer of (rule Q6): each knows one trick and nothing of the battle.

A bot names the places of the options it holds for equally good. If it names all, it has no cue and guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tests.bots.sheet import Asked, content_words

Bot = Callable[[Asked], frozenset[int]]

_NUMBER = re.compile(r"\d[\d,]*")
_MONTHS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)


def best(scores: Sequence[float]) -> frozenset[int]:
    """The places with the highest score."""
    return frozenset(place for place, score in enumerate(scores) if score == max(scores))


def least(scores: Sequence[float]) -> frozenset[int]:
    """The places with the lowest score."""
    return best([-score for score in scores])


def _everywhere(question: Asked) -> frozenset[int]:
    return frozenset(range(len(question.options)))


def _lengths(question: Asked) -> list[float]:
    return [len(option) for option in question.options]


def _words(question: Asked) -> list[float]:
    return [len(option.split()) for option in question.options]


def _digits(question: Asked) -> list[float]:
    return [sum(sign.isdigit() for sign in option) for option in question.options]


def _in_stem(question: Asked) -> list[float]:
    stem = content_words(question.stem)
    return [len(content_words(option) & stem) for option in question.options]


def _in_options(question: Asked) -> list[float]:
    """How many words each option shares with each of the others, together: the key is where options converge."""
    words = [content_words(option) for option in question.options]
    return [sum(len(mine & other) for j, other in enumerate(words) if j != i) for i, mine in enumerate(words)]


def _letters_in_options(question: Asked) -> list[float]:
    """As above by the signs of numbers and dates, where no words can be shared: 1,200 shares more with 200 than 7."""
    if not _ordered(question):
        return [0] * len(question.options)
    signs = [set(option.casefold()) for option in question.options]
    return [sum(len(mine & other) for j, other in enumerate(signs) if j != i) for i, mine in enumerate(signs)]


def _elsewhere(question: Asked) -> list[float]:
    """In how many other questions the option stands in full."""
    return [
        sum(bool(re.search(rf"(?<![\w,]){re.escape(option)}(?![\w,])", text, re.I)) for text in question.elsewhere)
        for option in question.options
    ]


def _words_elsewhere(question: Asked) -> list[float]:
    """Which share of the option's words stands in other questions."""
    told = frozenset[str]().union(*(content_words(text) for text in question.elsewhere))
    return [_share(content_words(option), told) for option in question.options]


def _in_handout(question: Asked) -> list[float]:
    told = content_words(question.handout)
    return [_share(content_words(option), told) for option in question.options]


def _often_in_handout(question: Asked) -> list[float]:
    return [
        len(re.findall(rf"(?<![\w,]){re.escape(option)}(?![\w,])", question.handout, re.I))
        for option in question.options
    ]


def _share(words: frozenset[str], told: frozenset[str]) -> float:
    return len(words & told) / len(words) if words else 0.0


def _ordered(question: Asked) -> bool:
    """Whether all options are numbers or dates, which stand in ascending order (rule M15)."""
    return all(option[:1].isdigit() or _MONTHS.search(option) for option in question.options)


def _roundness(question: Asked) -> list[float]:
    """Noughts at the end of a bare number."""
    numbers = [option.replace(",", "") for option in question.options]
    if not all(number.isdigit() for number in numbers):
        return [0] * len(numbers)
    return [len(number) - len(number.rstrip("0")) for number in numbers]


def _middle(count: int) -> frozenset[int]:
    return frozenset(range((count - 1) // 2, count // 2 + 1))


def middle_place(question: Asked) -> frozenset[int]:
    """The options in the middle of the list."""
    return _middle(len(question.options))


def middle_value(question: Asked) -> frozenset[int]:
    """The middle number or date."""
    return _middle(len(question.options)) if _ordered(question) else _everywhere(question)


def extreme_value(question: Asked) -> frozenset[int]:
    """The smallest or the greatest number, the first or the last date."""
    return frozenset((0, len(question.options) - 1)) if _ordered(question) else _everywhere(question)


def rare_letter(question: Asked) -> frozenset[int]:
    """The letter that is right least often among the others of the paper, all of which the pupil is sure of."""
    return least([question.ticked[place] for place in range(len(question.options))])


def frequent_letter(question: Asked) -> frozenset[int]:
    """The letter that is right most often among the others."""
    return best([question.ticked[place] for place in range(len(question.options))])


def _pair(score: Callable[[Asked], Sequence[float]]) -> tuple[Bot, Bot]:
    """A bot that takes the most of something, and one that takes the least."""
    return (lambda question: best(score(question))), (lambda question: least(score(question)))


_longest, _shortest = _pair(_lengths)
_most_words, _fewest_words = _pair(_words)
_most_digits, _fewest_digits = _pair(_digits)
_like_stem, _unlike_stem = _pair(_in_stem)
_like_others, _unlike_others = _pair(_in_options)
_like_numbers, _unlike_numbers = _pair(_letters_in_options)
_leaked, _unleaked = _pair(_elsewhere)
_leaked_words, _unleaked_words = _pair(_words_elsewhere)
_told, _untold = _pair(_in_handout)
_often, _seldom = _pair(_often_in_handout)
_roundest, _least_round = _pair(_roundness)

BOTS: Mapping[str, Bot] = {
    "longest": _longest,
    "shortest": _shortest,
    "most words": _most_words,
    "fewest words": _fewest_words,
    "middle place": middle_place,
    "middle value": middle_value,
    "extreme value": extreme_value,
    "roundest number": _roundest,
    "least round number": _least_round,
    "most digits": _most_digits,
    "fewest digits": _fewest_digits,
    "most like the stem": _like_stem,
    "least like the stem": _unlike_stem,
    "most like the others": _like_others,
    "least like the others": _unlike_others,
    "number most like the others": _like_numbers,
    "number least like the others": _unlike_numbers,
    "least-used letter": rare_letter,
    "most-used letter": frequent_letter,
    "stands elsewhere": _leaked,
    "stands nowhere else": _unleaked,
    "its words elsewhere": _leaked_words,
    "its words nowhere else": _unleaked_words,
    "its words in the handout": _told,
    "its words not in the handout": _untold,
    "often in the handout": _often,
    "seldom in the handout": _seldom,
}
"""Every trick both ways round: what is never right gives as much away as what always is."""
