"""Test-wise bots for tables of statements to judge or to sort: each knows one trick and nothing of the battle.

For each row a bot names the columns it holds for equally good. Columns are counted from 0: true, false, not stated; or
own voice, source given, report only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.bots.sheet import Rows

Bot = Callable[[Rows], tuple[frozenset[int], ...]]

_ATTRIBUTED = re.compile(r"\b(article|infobox|report\w*|according|sa(?:ys|id)|source|lists?|gives?)\b", re.I)
_NEGATIVE = re.compile(r"\b(not|no|nobody|none|never|failed|without|only|neither|refused|un(?:able|til))\b", re.I)
_ABSOLUTE = re.compile(r"\b(all|every|always|entire\w*|whole|any|must|only|never|none)\b", re.I)


def _all(rows: Rows) -> frozenset[int]:
    return frozenset(range(len(rows.heads)))


def _always(column: int) -> Bot:
    """One column for every row; a guess where the table has no such column."""

    def bot(rows: Rows) -> tuple[frozenset[int], ...]:
        return tuple(frozenset((column,)) & _all(rows) or _all(rows) for _ in rows.statements)

    return bot


def _if(sign: Callable[[str], bool], column: int) -> Bot:
    """A column for rows with a sign, a guess among the others for rows without; `column` -1 is the last."""

    def bot(rows: Rows) -> tuple[frozenset[int], ...]:
        whole = _all(rows)
        chosen = frozenset((column % len(whole),))
        return tuple(chosen if sign(text) else whole - chosen for text in rows.statements)

    return bot


def _if_length(longest: bool, column: int) -> Bot:
    """A column for the longest (or the shortest) rows of a table, a guess among the others for the rest."""

    def bot(rows: Rows) -> tuple[frozenset[int], ...]:
        edge = (max if longest else min)(len(text) for text in rows.statements)
        return _if(lambda text: len(text) == edge, column)(rows)

    return bot


def _digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)


BOTS: Mapping[str, Bot] = {
    "always the first": _always(0),
    "always the second": _always(1),
    "always the third": _always(2),
    "no attribution: the last": _if(lambda text: not _ATTRIBUTED.search(text), -1),
    "a number: the first": _if(_digit, 0),
    "a number: the second": _if(_digit, 1),
    "a number: the last": _if(_digit, -1),
    "a negative word: the second": _if(lambda text: bool(_NEGATIVE.search(text)), 1),
    "an absolute word: the second": _if(lambda text: bool(_ABSOLUTE.search(text)), 1),
    "longest: the first": _if_length(True, 0),
    "longest: the second": _if_length(True, 1),
    "shortest: the first": _if_length(False, 0),
    "shortest: the second": _if_length(False, 1),
    "shortest: the last": _if_length(False, -1),
}
"""A bot's gain is what it scores above the best of the three that always tick one column."""
