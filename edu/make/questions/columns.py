"""Heads of the columns of a table to tick in."""

from __future__ import annotations

from edu.make.markup import words_of
from edu.make.words import Inline, Words
from edu.problems import EduError, Problem


def heads(words: Words, name: str, count: int) -> tuple[Inline, ...]:
    """Heads of columns. The key tells them by their first letters, so these must differ.

    Raises:
        EduError: when they do not, with the template's line.
    """
    made = words.list(name, count)
    if len({words_of(head)[:1].upper() for head in made} - {""}) != len(made):
        phrase = words.phrases(name)[0]
        what = f"the heads {', '.join(words_of(head) for head in made)} do not begin with letters of their own"
        raise EduError(Problem(phrase.file, phrase.line, what, "Choose heads that do: the key marks by them"))
    return made
