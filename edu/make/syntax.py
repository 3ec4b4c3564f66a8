"""Where the syntax of a template goes wrong: at the line on which something was opened, not where that came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import TemplateSyntaxError

from edu.model.wording import Phrase
from edu.problems import EduError, Problem

_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_TAG = re.compile(r"\{%[-+]?\s*(end)?(\w+)")
_PAIRED = ("if", "for", "filter", "call", "macro", "block", "with", "raw", "set")


@contextmanager
def syntax_checked(phrase: Phrase) -> Iterator[None]:
    """Turns a syntax error in a phrase into a problem with the template's file and line."""
    try:
        yield
    except TemplateSyntaxError as error:
        line, what = _opened(phrase.text, error) or (error.lineno or 1, told(error))
        what = f"this template has a syntax error: {what}"
        mend = "Mend the braces or the tag on this line"
        raise EduError(Problem(phrase.file, phrase.line + line - 1, what, mend)) from None


def told(error: Exception) -> str:
    """What an error says of itself, without a full stop."""
    return str(error).rstrip(".")


def _opened(text: str, error: TemplateSyntaxError) -> tuple[int, str] | None:
    """The line on which something is opened that is never closed, and what is said of it."""
    open_mark: re.Match[str] | None = None
    for found in _MARK.finditer(text):
        if open_mark is None:
            open_mark = found if found[0] in _ENDS else None
        elif found[0] == _ENDS[open_mark[0]]:
            open_mark = None
        elif found[0] in _ENDS and open_mark[0] != "{#":
            break
    if open_mark:
        return _line(text, open_mark), f"{open_mark[0]} is never closed with {_ENDS[open_mark[0]]}"
    if "Unexpected end of template" not in str(error):
        return None
    tags: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag[1] and tag[2] in _PAIRED:
            tags.append(tag)
        elif tag[1] and tags:
            tags.pop()
    return (
        (_line(text, tags[-1]), f"{{% {tags[-1][2]} %}} is never ended with {{% end{tags[-1][2]} %}}") if tags else None
    )


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
