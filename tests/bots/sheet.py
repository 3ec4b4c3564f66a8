"""What a pupil who knows nothing sees: the printed words of a version of a quiz, from its pages and not from the key.

Words are compared as a test-wise pupil would: endings off, short and common words left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from edu.model.document import (
    Block,
    Choices,
    Document,
    Heading,
    NumberedParagraph,
    Question,
    Section,
    Table,
    TickTable,
    plain,
)

_WORD = re.compile(r"[a-zà-öø-ÿ]+|\d[\d,]*", re.I)
_ENDINGS = ("ings", "ing", "edly", "ies", "ied", "ed", "es", "ly", "s", "y", "e")
_COMMON = re.compile(
    r"about|after|also|before|been|between|both|does|from|have|here|into|more|most|only|other|over|same|than|that|their|"
    r"them|then|there|these|they|this|those|through|under|very|were|what|when|where|which|while|whom|whose|will|with|"
    r"would|article|question|statement|tick"
)


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """A word without its ending, so that "attacked" and "attacks" are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def content_words(text: str) -> frozenset[str]:
    """Numbers, and stems of words of four letters or more that are not common ones (as rule M8 counts them)."""
    found = (word.casefold() for word in _WORD.findall(text))
    return frozenset(
        stem_of(word) for word in found if word[0].isdigit() or (len(word) >= 4 and not _COMMON.fullmatch(word))
    )


@dataclass(frozen=True)
class Asked:
    """A question to tick one answer of, with all that a pupil may look at.

    Attributes:
        stem: its words.
        options: the words of its options, in printed order.
        elsewhere: the words of every other question on the paper, each as one text.
        handout: the words of the handout's story and key facts.
        ticked: how often each place (0 for A) is right among the other tick-one questions of the paper: what a
            pupil has who is sure of all of them.
    """

    stem: str
    options: tuple[str, ...]
    elsewhere: tuple[str, ...]
    handout: str
    ticked: Counter[int]


@dataclass(frozen=True)
class Rows:
    """A table of statements to judge or sort: the heads of its columns, and the statements in printed order."""

    heads: tuple[str, ...]
    statements: tuple[str, ...]


def questions(section: Section) -> tuple[Question, ...]:
    """The questions of a version in printed order."""
    return tuple(block for block in section.blocks if isinstance(block, Question))


def asked(section: Section, handout: str, right: Sequence[int | None]) -> Iterator[tuple[int, Asked]]:
    """Each tick-one question of a version with its place on the paper, counted from 0.

    `right` is the place of the right option of each question; None for what is answered otherwise.
    """
    printed = questions(section)
    texts = [words_on_paper(question) for question in printed]
    for place, question in enumerate(printed):
        if isinstance(question.answer, Choices) and not question.answer.several:
            others = Counter(each for i, each in enumerate(right) if i != place and each is not None)
            yield (
                place,
                Asked(
                    plain(question.stem),
                    tuple(plain(option) for option in question.answer.options),
                    tuple(text for i, text in enumerate(texts) if i != place),
                    handout,
                    others,
                ),
            )


def rows(section: Section) -> Iterator[tuple[int, Rows]]:
    """Each table of statements of a version with its place on the paper, counted from 0."""
    for place, question in enumerate(questions(section)):
        if isinstance(question.answer, TickTable):
            yield place, Rows(question.answer.answers, tuple(plain(text) for text in question.answer.statements))


@lru_cache(maxsize=50_000)
def times(words: str, text: str) -> int:
    """How often words stand in a text as they are, letters of either case, and not inside a longer word or number."""
    folded, wanted = text.casefold(), words.casefold()
    if wanted not in folded:
        return 0
    return len(re.findall(rf"(?<![\w,]){re.escape(wanted)}(?![\w,])", folded))


def words_on_paper(question: Question) -> str:
    """All words of a question: stem, answers, and those of its figure."""
    return " ".join(_texts(question))


def _texts(value: object) -> Iterator[str]:
    """Every text inside a block; a chart's short name and its description for the blind are not printed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("name", "alt", "when", "battle"):
                yield from _texts(getattr(value, field.name))


def handout_words(handout: Document) -> str:
    """The story and the key facts of a handout, as one text."""
    told: tuple[type[Block], ...] = (Heading, NumberedParagraph, Table)
    blocks = (block for section in handout.sections for block in section.blocks if isinstance(block, told))
    return " ".join(" ".join(_texts(block)) for block in blocks)
