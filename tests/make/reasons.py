"""How the key says things: a reason is a sentence; what earns marks completes "earned by an answer that"."""

from __future__ import annotations

import re

from edu.make.markup import words_of
from edu.model.question import Item

_END = re.compile(r"[.?]”?$")
_BAD = re.compile(r"[.,;:?!] ?[.,;:]|[.,;:]”[.,;:]|  |“[^”]*“|: no source|\bunknown (?:report|source)|^[a-z]")
"""Two marks where one belongs, a space too many, double quotes in double quotes, no English, a small letter first."""


def said_badly(item: Item) -> list[str]:
    """What of an item's words in the key is no sentence, or no part of the sentence it should complete."""
    reasons = [words_of(option.rationale) for option in item.options]
    earned = [words_of(row.earns) for row in item.rubric]
    listed = [words_of(told) for row in item.rubric for told in (*row.accept, *row.reject)]
    return [
        *(reason for reason in reasons if not _END.search(reason) or _BAD.search(reason)),
        *(told for told in earned if not re.match(r"[a-z]+s\b", told) or told.endswith(".")),
        *(told for told in listed if told.endswith((".", ".”"))),
    ]
