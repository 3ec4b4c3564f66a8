"""Test-wise bots for questions to tick one answer of (rule Q6): each knows one trick and nothing of the battle.

A bot names the places of the options it holds for equally good. If it names all, it has no cue and guesses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tests.bots.sheet import Asked, content_words, times

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


def _signs_in_options(question: Asked) -> list[float]:
    """As above by the signs of numbers and dates, where no words can be shared: 1,200 shares more with 200 than 7."""
    if not _ordered(question):
        return [0] * len(question.options)
    signs = [set(option.casefold()) for option in question.options]
    return [sum(len(mine & other) for j, other in enumerate(signs) if j != i) for i, mine in enumerate(signs)]


def _elsewhere(question: Asked) -> list[float]:
    """In how many other questions the option stands in full."""
    return [sum(times(option, text) > 0 for text in question.elsewhere) for option in question.options]


def _words_elsewhere(question: Asked) -> list[float]:
    """Which share of the option's words stands in other questions."""
    told = frozenset[str]().union(*(content_words(text) for text in question.elsewhere))
    return [_share(content_words(option), told) for option in question.options]


def _in_handout(question: Asked) -> list[float]:
    told = content_words(question.handout)
    return [_share(content_words(option), told) for option in question.options]


def _often_in_handout(question: Asked) -> list[float]:
    return [times(option, question.handout) for option in question.options]


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


Score = Callable[[Asked], Sequence[float]]

SCORES: Mapping[tuple[str, str], Score] = {
    ("longest", "shortest"): _lengths,
    ("most words", "fewest words"): _words,
    ("roundest number", "least round number"): _roundness,
    ("most digits", "fewest digits"): _digits,
    ("most like the stem", "least like the stem"): _in_stem,
    ("most like the others", "least like the others"): _in_options,
    ("number most like the others", "number least like the others"): _signs_in_options,
    ("stands elsewhere", "stands nowhere else"): _elsewhere,
    ("its words elsewhere", "its words nowhere else"): _words_elsewhere,
    ("its words in the handout", "its words not in the handout"): _in_handout,
    ("often in the handout", "seldom in the handout"): _often_in_handout,
}
"""What bots compare options by, with the names of the bot that takes the most of it and the one that takes the least.

Every trick goes both ways round: what is never right gives as much away as what always is.
"""


OTHERS: Mapping[str, Callable[[Asked], frozenset[int]]] = {
    "middle place": middle_place,
    "middle value": middle_value,
    "extreme value": extreme_value,
    "least-used letter": rare_letter,
    "most-used letter": frequent_letter,
}
"""Bots that go by places, values and letters."""


def picks(question: Asked) -> dict[str, frozenset[int]]:
    """What each bot names, by its name: the places it holds for equally good."""
    named = {name: bot(question) for name, bot in OTHERS.items()}
    for (most, fewest), score in SCORES.items():
        scores = score(question)
        named[most], named[fewest] = best(scores), least(scores)
    return named
