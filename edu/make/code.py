"""The code of a quiz: from what its papers print and what its marks are given for, and from nothing else.

So a mended reason in the key, or a question that is not on the paper, leaves every paper as it is, code and all; and
papers that differ in a word, or in an answer, never share a code but by the chance that two hashes have.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from edu.model.code import LENGTH, SIGNS, with_check
from edu.model.quiz import Quiz, Versions

_NOT_OF_THE_QUIZ = ("code", "battle", "content", "lines", "notes", "content_note", "tasks", "pupils", "layouts")
_NOT_OF_AN_ITEM = (
    *("id", "bloom", "skill", "section", "origin", "family", "difficulty", "facts", "shows", "guards", "alone"),
    *("locators", "keep_order", "theme", "allowed"),
)
_NOT_OF_AN_OPTION = ("ground", "rationale", "facts", "claim")
_NOT_OF_A_CRITERION = ("facts",)
"""What neither a paper prints nor a mark hangs on. All else counts, also what a later edu may add."""

_ON_PAPER = ("quiz.", "charts.")
"""How the names begin of the phrases that a paper is worded with."""


def with_code(quiz: Quiz) -> Quiz:
    """The quiz under its code, which is one-way, so that it does not tell the seed; its last sign checks it."""
    number = int(fingerprint(quiz)[:16], 16)
    signs = []
    for _ in range(LENGTH - 1):
        number, rest = divmod(number, len(SIGNS))
        signs.append(SIGNS[rest])
    return replace(quiz, code=with_check("".join(signs)))


def fingerprint(quiz: Quiz) -> str:
    """A hash of what the papers of a quiz print beside code and names, and of what their marks are given for."""
    told = _without(asdict(replace(quiz, versions=(), pupils=())), _NOT_OF_THE_QUIZ)  # versions are told below
    told["items"] = [_marked(item) for item in told["items"]]
    told["wording"] = {name: texts for name, texts in quiz.wording.items() if name.startswith(_ON_PAPER)}
    whole = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    whole.update(_versions(quiz).packed())
    return whole.hexdigest()


def _versions(quiz: Quiz) -> Versions:
    return quiz.versions if isinstance(quiz.versions, Versions) else Versions(quiz.versions)


def _marked(item: Mapping[str, Any]) -> dict[str, Any]:
    """What is printed of an item, and what its marks are given for."""
    told = _without(item, _NOT_OF_AN_ITEM)
    told["options"] = [_without(option, _NOT_OF_AN_OPTION) for option in item["options"]]
    told["rubric"] = [_without(row, _NOT_OF_A_CRITERION) for row in item["rubric"]]
    return told


def _without(told: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}
