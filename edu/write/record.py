"""The record of a printing as JSON: all that the key needs, so that it is the same when the bank has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from edu.model.quiz import Quiz

FORMAT = 1


def record_bytes(quiz: Quiz) -> bytes:
    """The record of a quiz, a version a line. The same quiz gives the same bytes.

    The claims behind options are left out: they serve to prove an item, not to mark it.
    """
    data: dict[str, Any] = {"format": FORMAT, **asdict(replace(quiz, versions=()))}
    for item in data["items"]:
        for option in item["options"]:
            del option["claim"]
    return "".join(_lines(data, quiz)).encode()


def _lines(data: dict[str, Any], quiz: Quiz) -> Iterator[str]:
    start = "{"
    for name, value in data.items():
        yield f"{start}{json.dumps(name)}: "
        start = ",\n"
        if name == "versions":
            versions = (json.dumps(vars(version), separators=(",", ":")) for version in quiz.versions)
            yield "[\n" + ",\n".join(versions) + "\n]"
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1)
    yield "}\n"
