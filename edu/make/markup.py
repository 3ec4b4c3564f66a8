"""Inline Markdown -> text in two weights. Bold is the only mark that pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt

from edu.model.document import Gap, Run, Text, plain

_MARKS = re.compile(r"([\\`*_\[\]<>&#|~])|^([-+=:]|\d+[.)])")
_GAP = re.compile(r"(\{\d+\})")
_PLAIN = re.compile(r"[^\\`*_\[\]!<>&{\0\r\n]+")
"""Text in which the parser has nothing to find."""


def escaped(words: str) -> str:
    """Words made safe to stand inside a template's Markdown: they come out as they are, whatever they hold."""
    words = " ".join(words.split())
    return _MARKS.sub(lambda m: f"\\{m[0]}" if m[1] else _leading(m[2]), words)


def _leading(mark: str) -> str:
    """A mark that would begin a list or heading at the start of a line, made plain."""
    return f"\\{mark}" if len(mark) == 1 else f"{mark[:-1]}\\{mark[-1]}"


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=4096)
def inline(markup: str) -> Text:
    """Inline Markdown as runs of text; `{1}` becomes a gap to write in."""
    if _PLAIN.fullmatch(markup):
        return (Run(markup),)
    runs: list[Run | Gap] = []
    bold = 0
    for token in _parser().parseInline(markup)[0].children or []:
        if token.type in ("strong_open", "strong_close"):
            bold += 1 if token.type == "strong_open" else -1
        elif token.type in ("softbreak", "hardbreak"):
            _append(runs, " ", bold)
        elif token.content:
            for part in _GAP.split(token.content):
                if _GAP.fullmatch(part):
                    runs.append(Gap(f"({part[1:-1]})"))
                elif part:
                    _append(runs, part, bold)
    return tuple(runs)


_ESCAPE = "put a backslash before each of its marks to print them as they are"
_OTHER_MARKS = {
    "em_open": ("italics are not printed", f"Write **two stars** for bold words, or {_ESCAPE}"),
    "code_inline": ("words between back quotes are not set apart", f"Take the back quotes out, or {_ESCAPE}"),
    "link_open": ("a link cannot be followed on paper", f"Write its words, then its address, or {_ESCAPE}"),
    "image": ("a picture cannot be printed", f"Take it out, or {_ESCAPE}"),
}


def other_marks(markup: str) -> Iterator[tuple[int, str, str]]:
    """Marks of inline Markdown that pages do not print: on which line of it, from 0, what they are, and what to do."""
    if _PLAIN.fullmatch(markup):
        return
    number = 0
    for token in _parser().parseInline(markup)[0].children or []:
        number += token.type in ("softbreak", "hardbreak")
        if token.type in _OTHER_MARKS:
            yield number, *_OTHER_MARKS[token.type]


def _append(runs: list[Run | Gap], words: str, bold: int) -> None:
    last = runs[-1] if runs else None
    if isinstance(last, Run) and last.bold == bool(bold):
        runs[-1] = Run(last.text + words, last.bold)
    else:
        runs.append(Run(words, bool(bold)))


@lru_cache(maxsize=16384)
def words_of(markup: str) -> str:
    """Inline Markdown as plain words, for terminals, JSON and comparisons."""
    return plain(inline(markup))
