"""Typst: one document with a loop, its data from JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer, installed

_LOOP = Path(__file__).with_suffix(".typ")
_KEY = """#let data = json("data.json")
#set text(font: "Atkinson Hyperlegible", size: 12pt)
#for version in data.versions [Version #version.name: #version.key \\ ]
"""


def printed(folder: Path, versions: int, questions: int, tagged: bool) -> None:
    """Quiz and key."""
    import typst  # noqa: PLC0415  # loading it is a part of what is measured

    asked = bank.questions(questions)
    drawn = bank.versions(asked, versions)
    data: dict[str, Any] = {
        "title": bank.TITLE,
        "task": bank.TASK,
        "letters": bank.LETTERS,
        "questions": [asdict(question) for question in asked],
        "versions": [{**asdict(version), "key": bank.answers(asked, version)} for version in drawn],
    }
    data["letters"] = list(bank.LETTERS)
    (folder / "data.json").write_text(json.dumps(data), encoding="utf-8")
    copy(_LOOP, folder / "loop.typ")
    (folder / "key.typ").write_text(_KEY, encoding="utf-8")
    how: dict[str, Any] = {} if tagged else {"pdf_tags": False}
    for source, name in (("loop.typ", "quiz.pdf"), ("key.typ", "key.pdf")):
        typst.compile(
            str(folder / source), output=str(folder / name), root=str(folder),
            font_paths=[str(bank.font().parent)], ignore_system_fonts=True, **how,
        )  # fmt: skip


TAGGED = Peer("Typst, tagged", lambda: installed("typst"), partial(printed, tagged=True))
UNTAGGED = Peer("Typst, untagged", lambda: installed("typst"), partial(printed, tagged=False))
