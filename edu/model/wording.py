"""Wording as it is read from the templates: phrases with the line they stand on, not yet filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PAGE_TEMPLATES = (
    "handout.md", "handout.toml", "guide.md", "guide.toml", "quiz.md", "quiz.toml", "key.md", "key.toml", "charts.toml",
)  # fmt: skip
"""The templates that a teacher can have beside a battle: pages, and words on them that the pages' own do not hold."""

NEVER_EMPTY = (
    "charts.figure", "charts.strength.title", "charts.strength.title_apart", "charts.strength.alt",
    "charts.killed.title", "charts.killed.alt", "charts.timeline.title", "charts.timeline.alt", "guide.document",
    "quiz.title", "key.document", "key.seats", "key.seats_document",
)  # fmt: skip
"""The phrases that a screen reader's user has in the place of a picture, or finds a file or a figure by."""


@dataclass(frozen=True)
class Phrase:
    """One wording: a template text, its file and the line it begins on (1-based)."""

    text: str
    file: Path
    line: int


@dataclass(frozen=True)
class Wording:
    """All phrases by name ("single.when.happened"), each in one or more wordings, and whole templates by file name."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    documents: Mapping[str, Phrase]
    hash: str
