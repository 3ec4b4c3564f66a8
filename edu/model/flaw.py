"""What is wrong with a question or a quiz, by the rule that it breaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Flaw:
    """A breach of one rule.

    Attributes:
        rule: the rule's id ("M3"), one of `edu.model.rule.RULES`.
        item: the item's id; empty when it is the quiz as a whole.
        hard: True when it keeps the item, or the quiz, off paper; False for a warning.
        what: what is wrong, in one sentence without its full stop.
        words: the words at fault, as they are printed; empty when something is missing.
        mend: what to do about it, in one sentence without its full stop.
    """

    rule: str
    item: str
    hard: bool
    what: str
    words: str
    mend: str
