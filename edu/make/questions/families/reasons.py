"""Single choice and short answer: which reason or aim does the article state, with a connective of its own?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop
from edu.make.words import capital, printed
from edu.model.fact import PLAIN, Cause, Fact
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """For each stated reason a short answer, and a choice where the article states three others."""
    told = [(fact, fact.cause) for fact in shop.askable() if fact.cause and fact.ask == PLAIN]
    for fact, cause in told:
        yield _short(shop, fact, cause)
        yield from _single(shop, fact, cause, [other for other in told if other[1].kind == cause.kind])


def _shows(shop: Workshop, cause: Cause) -> tuple[str, ...]:
    return tuple(other.id for other in shop.battle.facts if other.clause == cause.what)


def _short(shop: Workshop, fact: Fact, cause: Cause) -> Item:
    name, words = f"short-{fact.id}", shop.words
    rubric = Criterion(
        1,
        words.say("reasons.earns", why=cause.why, aim=cause.kind == "purpose"),
        (words.say("reasons.accept", sentence=_other_words(shop, fact, cause)),),
        (words.say("reasons.reject", aim=cause.kind == "purpose"),),
        (fact.id,),
    )
    return Item(
        id=name,
        kind=Kind.SHORT,
        stem=shop.say(name, f"reasons.{cause.kind}", what=cause.what),
        marks=1,
        bloom="understand",
        skill="cause",
        section=fact.section,
        family="short-reason",
        facts=(fact.id,),
        shows=_shows(shop, cause),
        answer=words.say("reasons.answer", What=capital(cause.what), why=cause.why),
        lines=2,
        rubric=(rubric,),
    )


def _other_words(shop: Workshop, fact: Fact, cause: Cause) -> str:
    """The sentence of the handout that gives the reason, if it does so in other words: a pupil may well use them."""
    told = (sentence.text for _, sentence in shop.battle.sentences() if fact.id in sentence.facts)
    text = next(told, "").rstrip(".")
    return "" if cause.why.casefold() in text.casefold() else text


def _single(shop: Workshop, fact: Fact, cause: Cause, told: list[tuple[Fact, Cause]]) -> Iterator[Item]:
    name = f"single-reason-{fact.id}"
    key = _option(shop, fact, cause, fact)
    wrong = [
        Candidate(_option(shop, fact, because, other), other.id, float(other.section == fact.section))
        for other, because in told
        if other.id != fact.id
    ]
    chosen = choose(shop, name, key, wrong, least=MOST)
    if chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, f"reasons.{cause.kind}", SINGLE, what=cause.what),
        marks=1,
        bloom="understand",
        skill="cause",
        section=fact.section,
        family="single-reason",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        shows=(*_shows(shop, cause), *(name for o in chosen.options for name in o.facts if name != fact.id)),
    )


def _option(shop: Workshop, fact: Fact, cause: Cause, told: Fact) -> Option | None:
    """A reason the article states for `told`, as an answer to `fact`."""
    form = "right" if told is fact else "other_aim" if cause.kind == "purpose" else "other"
    why = shop.words.say(f"reasons.why.{form}", link=cause.link, what=cause.what)
    return shop.option(printed(cause.why), Claim(fact.id, Aspect.WHY, cause.why), why, (told.id,))
