"""The record of a printing as JSON: all that the key needs, so that it is the same when the bank has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from edu.model.quiz import Quiz

FORMAT = 1


def record_lines(quiz: Quiz) -> Iterator[bytes]:
    """The record of a quiz in portions, each version a line. The same quiz gives the same bytes.

    The claims behind options are left out: they serve to prove an item, not to mark it.
    """
    data: dict[str, Any] = {"format": FORMAT, **asdict(replace(quiz, versions=(), pupils=(), among=()))}
    for item in data["items"]:
        for option in item["options"]:
            del option["claim"]
    start = "{"
    for name, value in data.items():
        yield f"{start}{json.dumps(name)}: ".encode()
        start = ",\n"
        if name == "versions":
            yield from _listed(json.dumps(vars(version), separators=(",", ":")) for version in quiz.versions)
        elif name == "pupils":
            rows = (json.dumps(asdict(pupil), ensure_ascii=False, indent=1) for pupil in quiz.pupils)
            yield from _listed(" " + row.replace("\n", "\n ") for row in rows)
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1).encode()
    yield b"}\n"


def _listed(rows: Iterable[str]) -> Iterator[bytes]:
    """A list, of which an entry is held at a time."""
    start = "["
    for row in rows:
        yield f"{start}\n{row}".encode()
        start = ","
    yield b"[]" if start == "[" else b"\n]"
