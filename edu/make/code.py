"""The code of a quiz: from what its papers print and what its marks are given for, and from nothing else.

What they print is told by the paper itself, made from the words that the record keeps: a phrase that no paper of this
quiz says does not count, nor does a remark in a template. So a mended reason in the key, or a question that is not on
the paper, leaves every paper as it is, code and all; and papers that differ in a word, or in an answer, never share a
code but by the chance that two hashes have.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from edu.make.paper import paper
from edu.make.words import Words
from edu.model.code import LENGTH, SIGNS, with_check
from edu.model.copies import Copies
from edu.model.quiz import Quiz, Versions
from edu.model.roster import Pupil, Seat
from edu.problems import EduError

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

_ANYBODY = Pupil("Anybody", "A class", seat=Seat(0, 0))
"""Stands for whoever may sit anywhere: names and places are not of the quiz, and the words around them are."""


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
    alone = replace(quiz, versions=(), among=(), pupils=())  # versions are told below
    told = _without(asdict(alone), _NOT_OF_THE_QUIZ)
    told["items"] = [_marked(item) for item in told["items"]]
    told["wording"] = _words(quiz)
    whole = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    whole.update(_versions(quiz).packed())
    return whole.hexdigest()


def _words(quiz: Quiz) -> object:
    """All that a paper says, names aside; for a record that does not tell all of it, the phrases that it has."""
    first = quiz.versions[:1]
    seated = [replace(_ANYBODY, name=pupil.name and _ANYBODY.name) for pupil in quiz.pupils[:1] if pupil.seat]
    if quiz.wording and first:
        pupils = tuple(replace(pupil, version=first[0].letter) for pupil in seated)
        one = replace(quiz, code="", versions=first, pupils=pupils, among=())
        with suppress(EduError):
            document = paper(one, Words.recorded(quiz.wording, Path()), quiz.charts)
            (part,) = document.parts
            if isinstance(part, Copies):
                return document.title, repr(replace(part.form, origins=())), repr(part.copies[0])
    return {name: texts for name, texts in quiz.wording.items() if name.startswith(_ON_PAPER)}


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
