"""Which items may stand on paper: those that are sound and ask for nothing but what the handout tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from edu.make.review import review, sound
from edu.make.told import told_facts
from edu.model.battle import Battle
from edu.model.question import Item
from edu.problems import Problem

_SHOWN = 80
"""Signs of a question's words that a problem shows."""


def printable(battle: Battle, items: Sequence[Item]) -> tuple[Item, ...]:
    """Those of the items that may stand on paper."""
    told = _told(battle)
    return tuple(item for item in sound(battle, items) if told.issuperset((*item.facts, *item.shows)))


def kept_off(battle: Battle, item: Item, file: Path, line: int | None) -> Iterator[Problem]:
    """Why an item may not: the rules it breaks; or, as a warning, the facts that the handout does not tell."""
    name = item.id.removeprefix("hand-")
    flaws = review(battle, [item])
    for flaw in flaws:
        words = f" (“{flaw.words}”)" if 0 < len(flaw.words) <= _SHOWN else ""
        yield Problem(file, line, f"{name}: rule {flaw.rule}: {flaw.what}{words}", flaw.mend)
    untold = sorted({*item.facts, *item.shows} - _told(battle))
    if untold and not flaws:
        what = f"{name} is left out: the handout does not tell {', '.join(untold)}"
        yield Problem(file, line, what, "Put those facts into the narrative or the key facts", warning=True)


def _told(battle: Battle) -> frozenset[str]:
    return told_facts(battle) | {absence.id for absence in battle.absences}
