"""Whole-page templates filled in: lines of Markdown, each with the line of the template that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Template
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from edu.make.syntax import syntax_checked
from edu.make.words import Words, render, sandbox
from edu.model.wording import Phrase
from edu.problems import EduError, Problem

_MARK = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True)
class FilledLine:
    """A line of Markdown and the number of the template's line it comes from."""

    text: str
    number: int


@dataclass(frozen=True)
class Filled:
    """A template filled in."""

    file: Path
    lines: tuple[FilledLine, ...]


class _LineMarks(Extension):
    """Notes before each line of a template which line it is, since loops and conditions move and repeat lines."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """The tokens with the plain text among them marked."""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            first, *others = token.value.split("\n")
            marked = (f"\n\x02{token.lineno + place}\x03{line}" for place, line in enumerate(others, 1))
            yield Token(token.lineno, "data", f"\x02{token.lineno}\x03{first}{''.join(marked)}")


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    return sandbox(extensions=[_LineMarks], trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


@lru_cache(maxsize=64)
def _compiled(phrase: Phrase) -> Template:
    with syntax_checked(phrase):
        return _environment().from_string(phrase.text)


def page_template(words: Words, name: str) -> Phrase:
    """The template of a whole page, by its file name.

    Raises:
        EduError: when the templates have none of that name.
    """
    phrase = words.wording.documents.get(name)
    if phrase is None:
        raise EduError(Problem(None, None, f"the templates have no {name}", "Put it back, or install edu again"))
    return phrase


def filled(phrase: Phrase, values: Mapping[str, object]) -> Filled:
    """A page's template with its values filled in, each escaped.

    Raises:
        EduError: for a syntax error, a name it is not given, or anything else that fails in it, with file and line.
    """
    return Filled(phrase.file, tuple(_lines(render(_compiled(phrase), phrase, values))))


def _lines(text: str) -> Iterator[FilledLine]:
    number = 1
    for line in text.split("\n"):
        marks = _MARK.findall(line)  # the last one counts: a tag before it may have swallowed its end of line
        number = int(marks[-1]) if marks else number
        yield FilledLine(_MARK.sub("", line), number)
