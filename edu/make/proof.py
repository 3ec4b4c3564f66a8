"""Is a claim true, false or not settled by the article? What is not settled is never printed as an option.

Falsity needs a ground: the relation has one value, the interval is disjoint, the list is closed, the article denies
it. That the model is silent is no ground.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from edu.model.battle import Battle
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact, mentions
from edu.model.question import Aspect, Claim
from edu.model.when import When


@dataclass(frozen=True)
class Verdict:
    """True, False or None (not settled), with the ground in a few words."""

    truth: bool | None
    ground: str


UNSETTLED = Verdict(None, "not settled by the article")


def prove(battle: Battle, claim: Claim) -> Verdict:
    """Works out a claim from the model alone."""
    if claim.aspect is Aspect.ANSWERED:
        return _answered(battle, claim)
    if claim.aspect is Aspect.MEANS:
        return _means(battle, claim)
    fact = battle.fact_by_id.get(claim.fact)
    if fact is None:
        return UNSETTLED
    match claim.aspect:
        case Aspect.ENTITY:
            return _entity(battle, fact, claim)
        case Aspect.WHEN:
            return _when(battle, fact, claim)
        case Aspect.COUNT:
            return _count(battle, fact, claim)
        case Aspect.AGREES:
            return _agrees(fact, claim)
        case Aspect.OPEN:
            return _open(fact)
        case Aspect.BY:
            return _by(battle, fact, claim)
        case Aspect.NAMED:
            return _named(battle, fact)
        case Aspect.ENTRY:
            return _entry(battle, fact, claim)
        case Aspect.REPORTED:
            return _reported(battle, fact, claim)
        case Aspect.WHY:
            return _why(battle, fact, claim)
        case Aspect.BETWEEN | Aspect.EARLIEST | Aspect.LATEST:
            return _placed(battle, fact, claim)
        case _:
            return _says(fact, claim)


def _others(index: Mapping[str, tuple[Fact, ...]], words: str, fact: Fact) -> list[Fact]:
    """Facts beside this one with the same words: what one of them says can make another answer right too."""
    return [other for other in index.get(words.casefold(), ()) if other.id != fact.id]


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _entity(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    value = str(claim.value)
    if value == claim.entity:
        return Verdict(True, "the article names it")
    if claim.entity not in fact.only or value in fact.may_also or battle.overlap(claim.entity, value):
        return UNSETTLED
    changed = fact.with_entity(claim.entity, battle.entity_by_id[value].name)
    if _others(battle.by_clause, changed, fact):
        return UNSETTLED
    return Verdict(False, "one value: the article names another")


def _when(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    if fact.when is None or not isinstance(claim.value, When):
        return UNSETTLED
    if claim.value == fact.when:
        return Verdict(True, "the date the article gives")
    again = _others(battle.by_event, fact.event, fact)
    if any(other.when is None or not other.when.disjoint(claim.value) for other in again):
        return UNSETTLED
    return Verdict(False, "disjoint dates") if fact.when.disjoint(claim.value) else UNSETTLED


def _count(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    """Whether a bare number is the figure the fact gives; only an exact figure has an answer of this sort."""
    if fact.count is None or not fact.count.quantity.exact or not isinstance(claim.value, int):
        return UNSETTLED
    if fact.count.quantity.low == claim.value:
        return Verdict(True, "the figure the article gives")
    again = [other.count for other in _others(battle.by_says, fact.says, fact)]
    if any(count is None or count.quantity.allows(claim.value) for count in again):
        return UNSETTLED
    return Verdict(False, "disjoint numbers")


def _agrees(fact: Fact, claim: Claim) -> Verdict:
    if fact.count is None or fact.count.quantity.about or not isinstance(claim.value, int):
        return UNSETTLED
    allowed = fact.count.quantity.allows(claim.value)
    return Verdict(allowed, "inside the bound" if allowed else "outside the bound")


def _open(fact: Fact) -> Verdict:
    if fact.count is None:
        return UNSETTLED
    opened = fact.count.quantity.open
    return Verdict(opened, "no upper end is given" if opened else "the figure has an upper end")


def _by(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    value = str(claim.value)
    if value == fact.by:
        return Verdict(True, "the article names it as the source")
    if any(other.by == value for other in _others(battle.by_clause, fact.clause, fact)):
        return UNSETTLED
    plain = (INFOBOX, ARTICLE, REPORT)
    if value in plain or fact.by in plain:
        return Verdict(False, "one value: the article attributes it otherwise")
    if battle.overlap(value, fact.by):
        return UNSETTLED
    return Verdict(False, "one value: the article names another source")


def _named(battle: Battle, fact: Fact) -> Verdict:
    if _others(battle.by_clause, fact.clause, fact):
        return UNSETTLED
    return Verdict(fact.named_source, "a source is named" if fact.named_source else "no source is named")


def _reported(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    if _others(battle.by_event, fact.event, fact):
        return UNSETTLED
    return Verdict(("reported" if fact.by_report else "happened") == claim.value, "the date the article gives")


def _entry(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    listed = {name for other in battle.facts if other.entry_of == fact.entry_of for name in _marked(other)}
    value = str(claim.value)
    if value in listed:
        return Verdict(True, "entered in the list")
    if any(battle.overlap(value, name) for name in listed):
        return UNSETTLED
    return Verdict(False, "closed list: not entered in it")


def _marked(fact: Fact) -> tuple[str, ...]:
    return tuple(mention.entity for mention in mentions(fact.says))


def _answered(battle: Battle, claim: Claim) -> Verdict:
    """Whether the article answers a question: a fact's own question, or one that an absence leaves open."""
    fact = battle.fact_by_id.get(claim.fact)
    if fact is not None and fact.question == claim.value:
        return Verdict(True, "the article answers it")
    if any(absence.id == claim.fact and absence.question == claim.value for absence in battle.absences):
        return Verdict(False, "the article does not say")
    return UNSETTLED


def _says(fact: Fact, claim: Claim) -> Verdict:
    if claim.value == fact.clause:
        return Verdict(True, "the article says so")
    if any(claim.value == wrong.says for wrong in fact.refutes):
        return Verdict(False, "denied by the article")
    return UNSETTLED


def _why(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    """Whether the article gives a reason for what this fact explains; it may give one reason for several things."""
    if fact.cause is None:
        return UNSETTLED
    what, kind = fact.cause.what, fact.cause.kind
    given = [
        c for c in (other.cause for other in battle.known) if c and c.kind == kind and _same(c.why, str(claim.value))
    ]
    if any(_same(cause.what, what) for cause in given):
        return Verdict(True, "the reason the article states")
    return Verdict(False, "out of scope: stated for something else") if given else UNSETTLED


def _means(battle: Battle, claim: Claim) -> Verdict:
    """Whether a meaning is that of a word of the glossary; each word has one there."""
    meaning = {term.word: term.meaning for term in battle.terms}
    if claim.fact not in meaning or claim.value not in meaning.values():
        return UNSETTLED
    if _same(meaning[claim.fact], str(claim.value)):
        return Verdict(True, "what the word means in this lesson")
    return Verdict(False, "one value: the meaning of another word")


def _placed(battle: Battle, fact: Fact, claim: Claim) -> Verdict:
    """Whether an event certainly lies between two others, before all of some, or after all of them."""
    others = [battle.fact_by_id[name] for name in str(claim.value).split("/")]

    def before(one: Fact, other: Fact) -> bool:
        return one.when is not None and other.when is not None and one.when.before(other.when)

    if claim.aspect is Aspect.BETWEEN:
        first, last = others
        inside = before(first, fact) and before(fact, last)
        outside = before(fact, first) or before(last, fact) or fact in others
    elif claim.aspect is Aspect.EARLIEST:
        inside = all(before(fact, other) for other in others)
        outside = any(before(other, fact) for other in others)
    else:
        inside = all(before(other, fact) for other in others)
        outside = any(before(fact, other) for other in others)
    if inside or outside:
        return Verdict(inside, "disjoint dates")
    return UNSETTLED
