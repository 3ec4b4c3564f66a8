"""A teacher's own phrases and pages, looked at before anything is made of them: all that is wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from edu.make.markup import other_marks
from edu.make.syntax import syntax_checked
from edu.make.words import blank, environment
from edu.model.wording import Phrase, Wording
from edu.problems import EduError, Problem

_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_HOLE = re.compile(r"\{(\w*)\}")
_COUNTS = ("page", "pages")
"""What stands in single braces in the words that count pages."""


def own_faults(wording: Wording, shipped: Path) -> Iterator[Problem]:
    """What is wrong with the phrases and pages that do not lie in the folder of those that come with edu."""
    for page in wording.documents.values():
        if page.file.parent != shipped:
            yield from _syntax(page)
    for name, phrases in wording.phrases.items():
        for phrase in phrases:
            if shipped not in phrase.file.parents:
                yield from _faults(name, phrase)


def _syntax(phrase: Phrase) -> Iterator[Problem]:
    try:
        with syntax_checked(phrase):
            environment().parse(phrase.text)
    except EduError as error:
        yield from error.problems


def _faults(name: str, phrase: Phrase) -> Iterator[Problem]:
    yield from _syntax(phrase)
    if not phrase.text.strip():
        yield from blank(name, phrase)
    words = _TAGS.sub("x", phrase.text)
    for further, what, mend in other_marks(words):
        yield Problem(phrase.file, phrase.line + further, what, mend)
    if name.endswith(".page"):
        for hole in _HOLE.findall(words):
            if hole not in _COUNTS:
                near = get_close_matches(hole, _COUNTS, 1)
                mend = (
                    f"{f'Did you mean {{{near[0]}}}? ' if near else ''}Only {{page}} and {{pages}} are filled in here"
                )
                yield Problem(phrase.file, phrase.line, f"{{{hole}}} is no number of pages", mend)
