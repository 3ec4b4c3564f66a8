"""The record of a printing as JSON: all that the key needs, so that it is the same when the bank has changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from edu.model.quiz import Quiz

FORMAT = 1


def record_bytes(quiz: Quiz) -> bytes:
    """The record of a quiz. The same quiz gives the same bytes.

    The claims behind options are left out: they serve to prove an item, not to mark it.
    """
    data: dict[str, Any] = {"format": FORMAT, **asdict(quiz)}
    for item in data["items"]:
        for option in item["options"]:
            del option["claim"]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
