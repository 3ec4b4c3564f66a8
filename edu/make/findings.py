"""What the review finds, for a reader: flaws of many draws gathered, as lines for a terminal or as values for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edu.make.review import is_allowed
from edu.model.flaw import Flaw
from edu.model.question import Item
from edu.model.rule import RULES


@dataclass(frozen=True)
class Finding:
    """A flaw, with how it stands.

    Attributes:
        flaw: the flaw.
        allowed: True when the file of a hand-written item allows it.
        times: in how many of the draws it was found.
    """

    flaw: Flaw
    allowed: bool
    times: int


def findings(items: Sequence[Item], flaws: Iterable[Flaw]) -> tuple[Finding, ...]:
    """Flaws of the draws of many seeds, each told once: hard ones first, then by item and rule."""
    by_id = {item.id: item for item in items}
    times: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Flaw] = {}
    for flaw in flaws:
        told = (flaw.item, flaw.rule, flaw.what)
        times[told] += 1
        first.setdefault(told, flaw)
    made = [
        Finding(flaw, flaw.item in by_id and is_allowed(by_id[flaw.item], flaw), times[told])
        for told, flaw in first.items()
    ]
    order = list(RULES)
    return tuple(sorted(made, key=lambda f: (not f.flaw.hard, f.flaw.item, order.index(f.flaw.rule), f.flaw.what)))


def keeps_off(found: Iterable[Finding]) -> bool:
    """Whether a hand-written question is kept off paper by one of these."""
    return any(each.flaw.hard and not each.allowed and each.flaw.item.startswith("hand-") for each in found)


def finding_lines(found: Sequence[Finding]) -> Iterator[str]:
    """Findings as lines: each item with its flaws, then how often each rule is broken."""
    shown = ""
    for each in found:
        flaw = each.flaw
        if flaw.item != shown:
            shown = flaw.item
            yield shown or "The quiz as a whole"
        sort = "allowed" if each.allowed else "hard" if flaw.hard else "warning"
        words = f" (“{flaw.words}”)" if flaw.words else ""
        often = f", {each.times} times" if each.times > 1 else ""
        yield f"  {flaw.rule}, {sort}{often}: {flaw.what}{words}. {flaw.mend}."
    counts = Counter(each.flaw.rule for each in found)
    if counts:
        yield ""
    for rule in RULES:
        if counts[rule]:
            yield f"{counts[rule]:>4}  {rule}: {RULES[rule].title}"


def finding_json(each: Finding) -> dict[str, object]:
    """A finding as values."""
    flaw = each.flaw
    return {
        "item": flaw.item or None,
        "rule": flaw.rule,
        "hard": flaw.hard,
        "allowed": each.allowed,
        "times": each.times,
        "what": flaw.what,
        "words": flaw.words,
        "mend": flaw.mend,
    }


def rule_lines() -> Iterator[str]:
    """Every rule with its id, whether it is hard, and where it is held."""
    for rule in RULES.values():
        yield f"{rule.id:<16}{'hard' if rule.hard else 'warning':<9}{rule.title}. Held: {rule.held}."
