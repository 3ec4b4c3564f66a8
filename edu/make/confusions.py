"""The confusion that each wrong answer stands for, worked out from what it claims or from why it is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from edu.model.question import Aspect, Item, Kind, Option


class Confusion(StrEnum):
    """What a pupil who gives a wrong answer takes for what; the values are keys of the wording in guide.toml."""

    VOICE = "voice"
    SOURCE = "source"
    BOUND = "bound"
    SCOPE = "scope"
    REPORT = "report"
    DATE = "date"
    ORDER = "order"
    SILENCE = "silence"
    MISSED = "missed"
    CONTRARY = "contrary"
    REASON = "reason"
    ROLE = "role"
    LIST = "list"
    WORD = "word"


_OF_ASPECT: Mapping[Aspect, Confusion] = {
    Aspect.ENTITY: Confusion.ROLE,
    Aspect.WHEN: Confusion.DATE,
    Aspect.COUNT: Confusion.SCOPE,
    Aspect.AGREES: Confusion.BOUND,
    Aspect.OPEN: Confusion.BOUND,
    Aspect.BY: Confusion.SOURCE,
    Aspect.NAMED: Confusion.VOICE,
    Aspect.ENTRY: Confusion.LIST,
    Aspect.REPORTED: Confusion.REPORT,
    Aspect.ANSWERED: Confusion.MISSED,
    Aspect.SAYS: Confusion.CONTRARY,
    Aspect.WHY: Confusion.REASON,
    Aspect.MEANS: Confusion.WORD,
    Aspect.BETWEEN: Confusion.ORDER,
    Aspect.EARLIEST: Confusion.ORDER,
    Aspect.LATEST: Confusion.ORDER,
}

_NOT_STATED = "not stated"
"""Ground of a statement that the article neither says nor denies."""

_OF_GROUND: Mapping[str, Confusion] = {
    "one value": Confusion.ROLE,
    "disjoint": Confusion.BOUND,
    "denied": Confusion.CONTRARY,
    "out of scope": Confusion.SCOPE,
    "closed list": Confusion.LIST,
    _NOT_STATED: Confusion.SILENCE,
}
"""For wrong answers written by hand, by the first words of their ground."""

_CHOSEN = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART, Kind.JUDGING, Kind.TRUE_FALSE)


def confusion(item: Item, option: Option) -> Confusion | None:
    """What a wrong option, or a statement that is not true, stands for; None for what is right."""
    if item.kind not in _CHOSEN or option.correct:
        return None
    if option.claim is not None and option.ground != _NOT_STATED:
        return _OF_ASPECT[option.claim.aspect]
    return _OF_GROUND.get(option.ground.partition(":")[0].strip())


@dataclass(frozen=True)
class Example:
    """A wrong answer that stands for a confusion, with the item it belongs to."""

    confusion: Confusion
    item: Item
    option: Option


def examples(items: Iterable[Item]) -> tuple[Example, ...]:
    """For each confusion that wrong answers of these items stand for the shortest example, in the order of the enum."""
    found: dict[Confusion, list[Example]] = {}
    for item in items:
        for option in item.options:
            named = confusion(item, option)
            if named and not _made_up(item, option):
                found.setdefault(named, []).append(Example(named, item, option))
    return tuple(min(found[named], key=_length) for named in Confusion if named in found)


def _made_up(item: Item, option: Option) -> bool:
    """Whether an option is a date or number that the article has nowhere: nobody takes it from another sentence."""
    claim = option.claim
    number = claim is not None and claim.aspect in (Aspect.COUNT, Aspect.WHEN) and claim.fact in item.facts
    return number and claim is not None and set(option.facts) == {claim.fact}


def _length(example: Example) -> tuple[bool, int, str, str]:
    """Choices before rows of tables, then the shortest."""
    item, option = example.item, example.option
    return item.kind not in (Kind.SINGLE, Kind.SEVERAL), len(item.stem) + len(option.text), item.id, option.text
