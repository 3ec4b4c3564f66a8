"""Short answer: do two figures contradict one another?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from edu.make.questions.workshop import Workshop, ids
from edu.model.fact import Count, Fact
from edu.model.quantity import Quantity
from edu.model.question import Criterion, Item, Kind

_ALL_LOSSES = "lost"
_LOSSES = ("killed", _ALL_LOSSES, "wounded", "captured")
"""Measures that are losses of a side. Nobody takes killed and wounded for one another; what is lost may be either."""

_ASKED = 2
"""Reasons that a pupil is asked for, a mark for each; more may be right."""


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each two figures of losses of one side that both can be right."""
    counted = [(fact, fact.count) for fact in shop.askable() if fact.count and fact.count.measure in _LOSSES]
    for (one, first), (other, second) in combinations(counted, 2):
        alike = first.measure == second.measure or _ALL_LOSSES in (first.measure, second.measure)
        if one.side and one.side == other.side and alike:
            yield from _item(shop, (one, first), (other, second))


def _together(one: Quantity, other: Quantity) -> bool:
    """Whether some number agrees with both."""
    high = min(each.high for each in (one, other) if each.high is not None) if not (one.open and other.open) else None
    return high is None or max(one.low, other.low) <= high


def _item(shop: Workshop, one: tuple[Fact, Count], other: tuple[Fact, Count]) -> Iterator[Item]:
    """An item on two figures that differ in two ways at least, any of which lets both be right."""
    counts, facts = (one[1], other[1]), (one[0], other[0])
    reasons = []
    if counts[0].scope != counts[1].scope:
        reasons.append("scope")
    if counts[0].measure != counts[1].measure:
        reasons.append("measure")
    if any(count.quantity.open for count in counts) and _together(counts[0].quantity, counts[1].quantity):
        reasons.append("bound")
    if counts[0].quantity.named == counts[1].quantity.named:
        return  # nobody takes equal figures for a contradiction
    if len(reasons) < _ASKED:
        return
    name, words = f"short-figures-{facts[0].id}-{facts[1].id}", shop.words
    told = {f"{key}_{n}": value for n, count in enumerate(counts, 1) for key, value in _told(count).items()}
    told["open"] = next((count.quantity.words() for count in counts if count.quantity.open), "")
    accept = tuple(words.say(f"corroboration.{reason}.accept", **told) for reason in reasons)
    reject = tuple(words.say(f"corroboration.{reason}.reject", **told) for reason in reasons)
    rubric = (Criterion(_ASKED, words.say("corroboration.earns"), accept, reject, ids(facts)),)
    yield Item(
        id=name,
        kind=Kind.SHORT,
        stem=shop.say(name, "corroboration.stem"),
        extracts=tuple(shop.statement(fact) for fact in facts),
        marks=_ASKED,
        bloom="analyse",
        skill="corroboration",
        section=facts[0].section,
        family="short-figures",
        facts=ids(facts),
        answer=" ".join(
            (
                words.say("corroboration.lead"),
                *(words.say(f"corroboration.{reason}.answer", **told) for reason in reasons),
            )
        ),
        lines=3,
        rubric=rubric,
    )


def _told(count: Count) -> dict[str, str]:
    return {"scope": count.scope, "measure": count.measure, "figure": count.quantity.words()}
