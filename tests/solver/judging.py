"""What the model makes of a printed claim: true, false, left open by the article, or not settled.

False needs a ground: the article denies it, gives the one value otherwise, or has it outside a closed list. That the
model is silent is no ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edu.model.battle import Battle, Entity
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact, mentions
from edu.model.quantity import Quantity
from edu.model.when import When
from tests.solver.grammar import same
from tests.solver.meaning import BLANK, Reader, Sentence, Slot, attributed, timed
from tests.solver.values import bounds


class Truth(StrEnum):
    """How a claim stands in the article."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "not stated"
    UNSETTLED = "not settled"


@dataclass(frozen=True)
class Verdict:
    """How a claim stands, and why."""

    truth: Truth
    ground: str


UNKNOWN = Verdict(Truth.UNSETTLED, "nothing in the model is about it")
_VOICES = (INFOBOX, ARTICLE, REPORT)


def one_value(verdicts: Iterable[Verdict]) -> Verdict:
    """One claim judged by each fact that tells it: true if one bears it out, false only if all rule it out."""
    there = tuple(verdicts)
    for truth in (Truth.TRUE, Truth.UNSETTLED, Truth.FALSE):
        for verdict in there:
            if verdict.truth is truth:
                return verdict
    return UNKNOWN


# Single values -----------------------------------------------------------------------------------------------


def date_is(facts: Sequence[Fact], when: When | None) -> Verdict:
    """Whether this is the date the article gives for what these facts tell."""
    return UNKNOWN if when is None else one_value(_date(fact.when, when) for fact in facts)


def _date(given: When | None, when: When) -> Verdict:
    if given is None:
        return Verdict(Truth.UNSETTLED, "the article gives it no date")
    mine, other = given.possible, when.possible
    if (mine, given.precision) == (other, when.precision):
        return Verdict(Truth.TRUE, f"the date given is {given.words()}")
    if mine[1] < other[0] or other[1] < mine[0]:
        return Verdict(Truth.FALSE, f"the date given is {given.words()}")
    return Verdict(Truth.UNSETTLED, f"it could fall into {given.words()}")


def source_is(battle: Battle, facts: Sequence[Fact], source: str | None) -> Verdict:
    """Whether the article takes what these facts tell from this source."""
    return UNKNOWN if source is None else one_value(_source(battle, fact.by, source) for fact in facts)


def _source(battle: Battle, by: str, source: str) -> Verdict:
    if by == source:
        return Verdict(Truth.TRUE, f"it comes from {by}")
    if by in _VOICES or source in _VOICES or not battle.overlap(by, source):
        return Verdict(Truth.FALSE, f"it comes from {by}")
    return Verdict(Truth.UNSETTLED, f"{source} may be part of {by}")


def fills(battle: Battle, slots: Sequence[Slot], entity: Entity | None) -> Verdict:
    """Whether this group or place fits the gap."""
    return UNKNOWN if entity is None else one_value(_fills(battle, slot, entity.id) for slot in slots)


def _fills(battle: Battle, slot: Slot, entity: str) -> Verdict:
    if slot.entity == entity:
        return Verdict(Truth.TRUE, f"{slot.fact.id} names it")
    if slot.entity not in slot.fact.only:
        return Verdict(Truth.UNSETTLED, f"{slot.fact.id} does not say that it is the only one")
    if entity in slot.fact.may_also or battle.overlap(slot.entity, entity):
        return Verdict(Truth.UNSETTLED, f"it may fit as well as {slot.entity}")
    return Verdict(Truth.FALSE, f"{slot.fact.id} names {slot.entity} alone")


def figure_is(facts: Sequence[Fact], number: Quantity | None) -> Verdict:
    """Whether this is the figure the article gives."""
    return UNKNOWN if number is None else one_value(_figure(fact, number) for fact in facts)


def _figure(fact: Fact, number: Quantity) -> Verdict:
    if fact.count is None:
        return UNKNOWN
    given = fact.count.quantity
    if given == number:
        return Verdict(Truth.TRUE, f"{fact.id} gives {given.words()}")
    apart = (given.high is not None and given.high < number.low) or (
        number.high is not None and number.high < given.low
    )
    if given.about or number.about or not apart:
        return Verdict(Truth.UNSETTLED, f"{fact.id} gives {given.words()}, which does not rule it out")
    return Verdict(Truth.FALSE, f"{fact.id} gives {given.words()}")


def agrees(given: Quantity, number: int | None) -> Verdict:
    """Whether a total agrees with a bound."""
    if number is None or given.about:
        return UNKNOWN
    inside = given.low <= number and (given.high is None or number <= given.high)
    return Verdict(Truth.TRUE if inside else Truth.FALSE, f"the bound is {given.words()}")


# Lists and sorts of statements -------------------------------------------------------------------------------


def is_listed(battle: Battle, name: str, entity: Entity | None) -> Verdict:
    """Whether a list of the infobox, which is closed, has this entry."""
    facts = [fact for fact in battle.facts if fact.entry_of and same(fact.entry_of, name)]
    entered = {mention.entity for fact in facts for mention in mentions(fact.says)}
    if entity is None or not entered:
        return UNKNOWN
    if entity.id in entered:
        return Verdict(Truth.TRUE, "it is entered there")
    if any(battle.overlap(entity.id, other) for other in entered):
        return Verdict(Truth.UNSETTLED, "it is part of an entry, or an entry of it")
    return Verdict(Truth.FALSE, "the list is closed and does not have it")


def by_report(facts: Sequence[Fact]) -> Verdict:
    """Whether the one date of what these facts tell is that of a report."""
    return _all_alike([fact.happened is None and fact.reported is not None for fact in facts], "dated by a report")


def has_source(facts: Sequence[Fact]) -> Verdict:
    """Whether the article names a source for what these facts tell."""
    return _all_alike([fact.by not in _VOICES for fact in facts], "a source is named")


def _all_alike(answers: Sequence[bool], what: str) -> Verdict:
    if not answers or len(set(answers)) > 1:
        return UNKNOWN
    return Verdict(Truth.TRUE if answers[0] else Truth.FALSE, what if answers[0] else f"not {what}")


def stays_open(battle: Battle, question: str) -> Verdict:
    """Whether the article leaves a question without an answer."""
    answered = [fact for fact in battle.facts if fact.question and same(fact.question, question)]
    left = [absence for absence in battle.absences if same(absence.question, question)]
    if bool(answered) is bool(left):
        return UNKNOWN
    if left:
        return Verdict(Truth.TRUE, f"the article does not say {left[0].topic}")
    return Verdict(Truth.FALSE, f"{answered[0].id} answers it")


def means(battle: Battle, word: str, meaning: str) -> Verdict:
    """Whether the word list gives a word this meaning; each meaning in it is that of one word."""
    words = [term for term in battle.terms if same(term.word, word)]
    meanings = [term for term in battle.terms if same(term.meaning, meaning)]
    if len(words) != 1 or len(meanings) != 1:
        return UNKNOWN
    truth = Truth.TRUE if words == meanings else Truth.FALSE
    return Verdict(truth, f"the word list has it for {meanings[0].word!r}")


# Whole statements --------------------------------------------------------------------------------------------


def stated(reader: Reader, text: str) -> Verdict:
    """Whether the article states this, with the source and date the statement gives it."""
    return _stated(reader, reader.sentences(text))


def said_by(reader: Reader, clause: str, voice: str) -> Verdict:
    """Whether one voice states this clause, where the stem and not the option says whose it is."""
    return _stated(reader, [Sentence(clause, voice)])


def _stated(reader: Reader, sentences: Iterable[Sentence]) -> Verdict:
    said: list[Verdict] = []
    denied: list[Verdict] = []
    left: list[Verdict] = []
    for sentence in dict.fromkeys(sentences):
        said += (_as_said(reader.battle, sentence, fact) for fact in reader.saying(sentence.clause))
        denied += (
            Verdict(Truth.FALSE, f"{fact.id} denies it")
            for fact in reader.denying(sentence.clause)
            if attributed(sentence, fact) and timed(sentence, fact)
        )
        denied += _otherwise(reader, sentence)
        if sentence.voice == ARTICLE:
            open_here = reader.leaving_open(sentence.clause)
            left += (Verdict(Truth.OPEN, f"the article does not say {each.topic}") for each in open_here)
    verdict = one_value(said)
    found = {each.truth for each in (verdict, *denied, *left)} - {Truth.UNSETTLED}
    if len(found) > 1:
        return Verdict(Truth.UNSETTLED, "; ".join(each.ground for each in (verdict, *denied, *left)))
    return next((each for each in (verdict, *denied, *left) if each.truth in found), verdict)


def _as_said(battle: Battle, sentence: Sentence, fact: Fact) -> Verdict:
    if attributed(sentence, fact):
        if timed(sentence, fact):
            return Verdict(Truth.TRUE, f"{fact.id} says so")
        pairs = ((sentence.happened, fact.happened), (sentence.reported, fact.reported))
        return one_value(_date(given, when) for when, given in pairs if when is not None)
    if sentence.voice in _VOICES or fact.by in _VOICES:
        return Verdict(Truth.UNSETTLED, f"{fact.id} says it, and comes from {fact.by}")
    return _source(battle, fact.by, sentence.voice)


def _otherwise(reader: Reader, sentence: Sentence) -> list[Verdict]:
    """What facts make of a clause that is theirs but for one number or name."""
    found = []
    for slot, words in reader.slots(sentence.clause):
        if words == BLANK or not attributed(sentence, slot.fact) or not timed(sentence, slot.fact):
            continue
        if slot.entity:
            verdict = fills(reader.battle, [slot], reader.entity(words))
        else:
            verdict = figure_is([slot.fact], bounds(words))
        if verdict.truth is not Truth.UNSETTLED:
            found.append(verdict)
    return found
