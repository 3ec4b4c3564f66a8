"""Changes to generated items, as far as `questions.toml` alone tells whether they hold together."""

from __future__ import annotations

from collections.abc import Sequence

from edu.model.reading import numbers
from edu.read.shapes import GeneratedShape, RewordingShape
from edu.read.validate import Faults, Path


def check_changes(rows: Sequence[GeneratedShape], faults: Faults) -> None:
    """Notes each change that says nothing, contradicts itself or stands twice, and figures that a rewording changes."""
    seen: dict[str, int] = {}
    for i, row in enumerate(rows):
        here: Path = ("generated", i)
        if row.id in seen:
            first = faults.file.line(("generated", seen[row.id], "id"))
            what = f"the question {row.id!r} is changed twice; first on line {first}"
            faults.add((*here, "id"), what, "Put both changes under one [[generated]]")
        seen.setdefault(row.id, i)
        if row.drop and (row.pin is not None or row.reword):
            faults.add(
                (*here, "drop"), "a question that is never printed needs no other change", "Take one of them out"
            )
        if not row.drop and row.pin is None and not row.reword:
            faults.add((*here, "id"), f"nothing becomes of {row.id!r}", "Add `drop = true`, `pin = 12` or `reword`")
        for n, rewording in enumerate(row.reword):
            _check_rewording((*here, "reword", n), rewording, row.reword[:n], faults)


def _check_rewording(here: Path, rewording: RewordingShape, before: Sequence[RewordingShape], faults: Faults) -> None:
    if any(other.was == rewording.was for other in before):
        faults.add((*here, "was"), "these words are reworded twice", "Keep one of the two")
    changed = numbers(rewording.was) ^ numbers(rewording.text)
    if changed:
        figures = ", ".join(f"{number:,}" for number in sorted(changed))
        what = f"the new words and the old ones differ in the figure {figures}, and the key does not change with them"
        faults.add((*here, "text"), what, "Look whether the question still has the same answer", warning=True)
