"""Item rules, checked over generated and hand-written items alike: what breaks a hard one never reaches paper.

Ids are those of the rules for questions: M1 to M5 and M19 to M28 hold truth, the others hold form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edu.make.markup import words_of
from edu.make.proof import prove
from edu.model.battle import Battle
from edu.model.question import Aspect, Item, Kind, Option
from edu.model.when import When


@dataclass(frozen=True)
class Flaw:
    """A rule that an item breaks.

    Attributes:
        item: the item's id.
        rule: the rule's id ("M3").
        what: what is wrong, with the words at fault.
        mend: what to do about it.
    """

    item: str
    rule: str
    what: str
    mend: str


_CHOICES = (Kind.SINGLE, Kind.SEVERAL)
_ABSOLUTE = re.compile(r"\b(always|never|all|none|only|every|everyone|nobody|must)\b", re.I)
_CATCH_ALL = re.compile(r"\b(all|none|both) of (the above|these|them)\b|\bboth a and b\b", re.I)
_NEGATIVE = re.compile(r"\b(NOT|EXCEPT)\b")
_LOADED = re.compile(
    r"\b(terrorists?|jihadists?|heroic|heroes|martyrs?|regime|liberat\w+|massacre\w*|won|victors?)\b", re.I
)
_DEBRIS = re.compile(r"^(unknown|n/?a|none|null|\(\)|-|\?)$", re.I)
_QUOTED = re.compile(r"“[^”]*”")


def review(battle: Battle, items: Sequence[Item]) -> tuple[Flaw, ...]:
    """Every breach of a hard rule among the items."""
    rules: tuple[Callable[[Battle, Item], Iterator[Flaw]], ...] = (
        _truth,
        _columns,
        _order,
        _grounds,
        _overlap,
        _wording,
        _ascending,
        _states,
        _count,
        _complete,
    )
    return tuple(flaw for item in items for rule in rules for flaw in rule(battle, item))


def sound(battle: Battle, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without a flaw."""
    flawed = {flaw.item for flaw in review(battle, items)}
    return tuple(item for item in items if item.id not in flawed)


def _truth(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M1: truth worked out again; exactly one right option, or two to all but one."""
    for option in item.options:
        if option.claim and item.kind in (*_CHOICES, Kind.CHART) and _settled(battle, option) is not option.correct:
            yield Flaw(
                item.id,
                "M1",
                f"the model does not bear out the mark of {option.text!r}",
                "Mend the fact or leave the option out",
            )
    right = sum(option.correct for option in item.options)
    if item.kind is Kind.SINGLE and right != 1:
        yield Flaw(item.id, "M1", f"{right} options are right", "Exactly one must be")
    if item.kind is Kind.CHART and item.options and not 0 < right < len(item.options):
        yield Flaw(item.id, "M1", f"{right} of {len(item.options)} options are right", "One or more must be, not all")
    if item.kind is Kind.SEVERAL and not 2 <= right < len(item.options):
        yield Flaw(
            item.id,
            "M1",
            f"{right} of {len(item.options)} options are right",
            "Two or more must be, and not all",
        )


def _settled(battle: Battle, option: Option) -> bool | None:
    """Whether the model makes the option right: for an open question, that the article does not answer it."""
    claim = option.claim
    assert claim is not None
    truth = prove(battle, claim).truth
    if claim.aspect is Aspect.ANSWERED:
        return None if truth is None else not truth
    return truth


def _columns(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M1 for statements to judge or to sort: the column of each worked out again."""
    for option in item.options:
        fact = battle.fact_by_id.get(option.claim.fact) if option.claim else None
        if fact is None or option.claim is None:
            continue
        if item.kind in (Kind.JUDGING, Kind.TRUE_FALSE):
            truth = prove(battle, option.claim).truth
            column = None if truth is None else item.answers[0 if truth else 1]
        elif item.kind is Kind.SORTING:
            column = item.answers[fact.voice]
        else:
            continue
        if option.answer != column:
            mend = "Mend the fact or leave the statement out"
            yield Flaw(item.id, "M1", f"the model does not bear out {option.answer!r} for {option.text!r}", mend)


def _order(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M1 for events to put in order: by their ranks each comes wholly before the next."""
    if item.kind is not Kind.ORDERING:
        return
    ranked = sorted(item.options, key=lambda option: int(option.answer))
    dates = [battle.fact_by_id[option.claim.fact].when for option in ranked if option.claim]
    for one, other in pairwise(dates):
        if one is None or other is None or not one.before(other):
            yield Flaw(item.id, "M1", "the dates of its events do not give the order of its key", "Leave one out")


def _grounds(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M2, M28: a ground and a rationale for each option."""
    for option in item.options:
        if not option.ground:
            yield Flaw(item.id, "M2", f"{option.text!r} has no ground", "Say why it is true or false by the article")
        if not option.rationale:
            yield Flaw(item.id, "M28", f"{option.text!r} has no reason for the key", "Add one")


def _overlap(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M3, M4: no two options are one thing, overlap or hold one another."""
    if item.kind not in (*_CHOICES, Kind.CHART):
        return
    folded = {alias.casefold(): entity.id for entity in battle.entities for alias in (entity.name, *entity.aliases)}
    for i, one in enumerate(item.options):
        for other in item.options[:i]:
            names = [
                folded.get(words_of(option.text).casefold(), words_of(option.text).casefold())
                for option in (one, other)
            ]
            if names[0] == names[1]:
                yield Flaw(item.id, "M4", f"{other.text!r} and {one.text!r} are the same", "Leave one out")
            elif _overlapping(battle, item, one, other):
                yield Flaw(item.id, "M3", f"{other.text!r} and {one.text!r} overlap", "Leave one out")


def _overlapping(battle: Battle, item: Item, one: Option, other: Option) -> bool:
    if one.claim is None or other.claim is None:
        return False
    a, b = one.claim.value, other.claim.value
    if isinstance(a, When) and isinstance(b, When):
        return one.claim.fact == other.claim.fact and not a.disjoint(b)
    named = (Aspect.ENTITY, Aspect.BY, Aspect.ENTRY)
    if item.kind is Kind.SINGLE and one.claim.aspect in named and other.claim.aspect in named:
        return str(a) in battle.entity_by_id and str(b) in battle.entity_by_id and battle.overlap(str(a), str(b))
    return False


def _wording(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M11, M13, M14, M22, M23: words that give a key away, trick, or take a side."""
    stem = words_of(item.stem)
    texts = [words_of(option.text) for option in item.options]
    if item.kind in _CHOICES:
        absolute = [bool(_ABSOLUTE.search(text)) for text in texts]
        if any(absolute) and not all(absolute):
            word = next(found[0] for text in texts if (found := _ABSOLUTE.search(text)))
            yield Flaw(item.id, "M11", f"{word!r} stands in some options and not in others", "Put it another way")
    for text in texts:
        if _CATCH_ALL.search(text):
            yield Flaw(item.id, "M13", f"{text!r} stands for other options", "Name what it means")
        if _DEBRIS.match(text):
            yield Flaw(item.id, "M23", f"{text!r} is no answer", "Leave it out")
    if _NEGATIVE.search(stem):
        yield Flaw(item.id, "M14", "the stem asks for what is not so", "Ask for what is")
    for text in (stem, *texts):
        loaded = _LOADED.search(_QUOTED.sub("", text))
        if loaded:
            yield Flaw(
                item.id,
                "M22",
                f"{loaded[0]!r} takes a side",
                "Use a neutral word, or quote it with its source",
            )


def _ascending(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M15: numbers and dates ascend."""
    values = [option.claim.value for option in item.options if option.claim]
    if not item.keep_order or len(values) != len(item.options):
        return
    sizes = [value.possible[0] if isinstance(value, When) else value for value in values]
    if any(isinstance(a, int) and isinstance(b, int) and a >= b for a, b in pairwise(sizes)):
        yield Flaw(item.id, "M15", "its numbers or dates do not ascend", "Put them in order")


def _states(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M24: who holds or besieges a place is asked only with a date."""
    if item.kind is not Kind.SINGLE:
        return
    for name in item.facts:
        fact = battle.fact_by_id.get(name)
        if fact is None or not fact.state:
            continue
        date = battle.date_words(fact.when) if fact.when else fact.passage
        dated = any(isinstance(option.claim.value, When) for option in item.options if option.claim)
        asks_source = any(option.claim.aspect is Aspect.BY for option in item.options if option.claim)
        if date not in words_of(item.stem) and not dated and not asks_source:
            yield Flaw(
                item.id,
                "M24",
                "it asks who held or besieged a place, and its stem does not say when",
                "Put the date into the stem",
            )


def _count(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M27: three or four options; several-choice may have five or six."""
    most = {Kind.SINGLE: 4, Kind.SEVERAL: 6}.get(item.kind)
    if most and not 3 <= len(item.options) <= most:
        yield Flaw(item.id, "M27", f"it has {len(item.options)} options", f"Give three to {most}")


def _complete(battle: Battle, item: Item) -> Iterator[Flaw]:
    """M28: facts and place in the source, marks, level and skill; M18: a stem of six words or more."""
    if not item.facts and item.skill != "vocabulary":
        yield Flaw(item.id, "M28", "it rests on no fact", "Name its facts")
    if item.facts and not item.locators:
        yield Flaw(item.id, "M28", "it has no place in the source", "Add a locator to its facts")
    if item.marks < 1 or not item.bloom or not item.skill:
        yield Flaw(item.id, "M28", "marks, level or skill are missing", "Add them")
    if len(words_of(item.stem).split()) < 6:
        yield Flaw(item.id, "M18", "its stem has fewer than six words", "Say what is asked, of whom and when")
