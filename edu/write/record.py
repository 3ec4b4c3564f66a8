"""The record of a printing as JSON: all that the key needs, so that it is the same when the bank has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from edu.model.quiz import Quiz

FORMAT = 1


def record_lines(quiz: Quiz) -> Iterator[bytes]:
    """The record of a quiz in portions, each version a line. The same quiz gives the same bytes.

    The claims behind options are left out: they serve to prove an item, not to mark it.
    """
    data: dict[str, Any] = {"format": FORMAT, **asdict(replace(quiz, versions=()))}
    for item in data["items"]:
        for option in item["options"]:
            del option["claim"]
    start = "{"
    for name, value in data.items():
        yield f"{start}{json.dumps(name)}: ".encode()
        start = ",\n"
        if name == "versions":
            for number, version in enumerate(quiz.versions):
                yield (",\n" if number else "[\n").encode() + json.dumps(vars(version), separators=(",", ":")).encode()
            yield b"\n]"
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1).encode()
    yield b"}\n"
