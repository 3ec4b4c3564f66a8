"""Review: every rule for questions, over generated and hand-written items alike.

What breaks a hard rule never reaches paper, unless it was written by hand and its file allows that rule. The table of
all rules, also of those that only tests over many seeds can hold, is `edu.model.rule.RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from edu.make.review import cues, form, sources, truth, whole
from edu.make.review.case import Case, Known
from edu.model.battle import Battle
from edu.model.flaw import Flaw
from edu.model.question import Item
from edu.model.quiz import Quiz
from edu.model.rule import BINDING

_RULES: tuple[Callable[[Case], Iterator[Flaw]], ...] = (truth.rules, cues.rules, form.rules, sources.rules)


def every_flaw(battle: Battle | Known, items: Iterable[Item]) -> tuple[Flaw, ...]:
    """All flaws of the items, hard ones and warnings, in the order of the items; also those that a file allows.

    Who reviews the items of a battle portion by portion passes the same `Known` each time.
    """
    known = battle if isinstance(battle, Known) else Known(battle)
    cases = (Case(known, item) for item in items)
    return tuple(flaw for case in cases for rules in _RULES for flaw in rules(case))


def quiz_flaws(battle: Battle, quiz: Quiz, own_blueprint: bool = False) -> tuple[Flaw, ...]:
    """All flaws of a quiz as a whole, hard ones and warnings; those of its items are `every_flaw`'s."""
    return tuple(whole.rules(battle, quiz, own_blueprint))


def is_allowed(item: Item, flaw: Flaw) -> bool:
    """Whether the file of a hand-written item lets it have this flaw; rules without which nobody can mark bind all.

    A stem that asks for what is not so says NOT or EXCEPT in capitals even where M14 is allowed.
    """
    small = flaw.rule == "M14" and not flaw.words.isupper()
    return flaw.rule in item.allowed and flaw.rule not in BINDING and not small


def review(battle: Battle | Known, items: Sequence[Item]) -> tuple[Flaw, ...]:
    """The flaws that keep an item off paper: breaches of hard rules that its file does not allow. As `every_flaw`."""
    by_id = {item.id: item for item in items}
    return tuple(flaw for flaw in every_flaw(battle, items) if flaw.hard and not is_allowed(by_id[flaw.item], flaw))


def sound(battle: Battle, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that nothing keeps off paper."""
    flawed = {flaw.item for flaw in review(battle, items)}
    return tuple(item for item in items if item.id not in flawed)
