"""Finds what a typist would have written and a printer would not, on the pages of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tests.write.tags import Mark, Tags

TYPED = {
    "a straight quotation mark": r"[\"']",
    "a hyphen for a dash": r"(?:^|\s)-{1,3}(?=\s)|(?<=\w)--(?=\w)",
    "a hyphen from number to number": r"(?<![\w-])\d+-\d+(?![\w-])",
    "two spaces": r"  ",
    "a space before a comma or full stop": r" [,;.:!?](?=\s|$)",
}
BROKEN = {
    "a number and its unit": (r"(?:^|[\s(])\d(?:[\d,.]*\d)?$", r"(?:%|km|cm|kg|BCE|CE)(?!\w)"),
    "a day and its month": (
        r"(?:^|[\s(])\d{1,2}$",
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
    ),
    "a word and its number": (r"(?i)\b(?:lines?|pages?|questions?|tasks?|figure|part|paragraph|sentence)$", r"\d"),
    "a dash": (r"", r"[–—](?:\s|$)"),
    "a directive": (r"\bTick$", r"one\.$"),
}
"""What must not stand at the end of a line before what. What is counted may part from its number, "at least" from it, a
date from its year and a bracket with lines from the words before it: readers found lines that end short worse."""

CELLS = ("TH", "TD")
"""Where a column may be too narrow for what belongs together ("313 BCE")."""


def typed(words: str) -> Iterator[str]:
    """What a typist would have written so, and a printer would not."""
    for what, pattern in TYPED.items():
        for found in re.finditer(pattern, words):
            yield f"{what} in {words[max(0, found.start() - 20) : found.end() + 20]!r}"


def broken(mark: Mark) -> Iterator[str]:
    """Lines of a paragraph that end where none may."""
    lines = [mark.lines[height].strip() for height in sorted(mark.lines, reverse=True)]
    for end, start in pairwise(lines):
        for what, (last, first) in BROKEN.items():
            if mark.tag in CELLS and what.startswith("a number and"):
                continue
            if re.search(last, end) and re.match(first, start):
                yield f"{what} apart: {end[-20:]!r} | {start[:20]!r}"


def mistyped(tags: Tags) -> Iterator[str]:
    """All in a file that is typed and not set, in words."""
    for mark in tags.marks:
        yield from typed(mark.text)
        if mark.tag in ("P", "LBody", "H1", "H2", "H3", *CELLS):
            yield from broken(mark)
    for _, words in tags.told():
        yield from typed(words)
