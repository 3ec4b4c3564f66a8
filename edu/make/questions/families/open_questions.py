"""Single choice: which question does the article leave without an answer?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.distractors import Candidate, Chosen, choose
from edu.make.questions.workshop import SINGLE, Workshop
from edu.make.words import printed
from edu.model.battle import Absence
from edu.model.fact import INFOBOX, Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each thing the article does not say, among questions that it answers."""
    answered = [fact for fact in shop.askable() if fact.question and fact.id in shop.told]
    for absence in shop.battle.absences:
        yield from _item(shop, absence, answered)


def _item(shop: Workshop, absence: Absence, answered: list[Fact]) -> Iterator[Item]:
    name, words = f"single-open-{absence.id}", shop.words
    if not shop.wants(name):
        return
    unknown = "_unknown" if absence.stated_unknown else ""
    why = words.say(f"open_questions.why.right{unknown}", topic=absence.topic)
    claim = Claim(absence.id, Aspect.ANSWERED, absence.question)
    key = Option(printed(absence.question), True, "the article does not say", why, (absence.id,), claim=claim)
    wrong = []
    entries = shop.facts_drawn(name, [fact for fact in answered if fact.by == INFOBOX])
    for fact in answered:
        if fact in entries[1:]:
            continue  # two that say "the infobox" are twins, neither of which can be right
        why = words.say("open_questions.why.answered", other=shop.statement(fact))
        claim = Claim(fact.id, Aspect.ANSWERED, fact.question)
        option = Option(printed(fact.question), False, "the article answers it", why, (fact.id,), claim=claim)
        near = (fact.section == absence.section) + (_asks(fact.question) == _asks(absence.question))
        wrong.append(Candidate(option, fact.id, float(near)))
    chosen = choose(shop, name, key, wrong)
    if chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, "open_questions.stem", SINGLE, battle=shop.name),
        marks=1,
        bloom="analyse",
        skill="limits of evidence",
        section=absence.section,
        family="single-open",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(absence.id,),
        shows=tuple(fact.id for fact in answered if fact.named_source and _among(fact, chosen)),
        alone="open question",
    )


def _among(fact: Fact, chosen: Chosen) -> bool:
    """Whether an option asks what this fact answers: with a named source it says who told it."""
    return any(fact.id in option.facts for option in chosen.options)


def _asks(question: str) -> str:
    """The word that a question begins with: what it asks for (who, where, how many)."""
    return question.split(maxsplit=1)[0].casefold()
