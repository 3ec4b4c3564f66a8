"""Cloze from the narrative, and short answers from stated causes and unnamed reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from edu.make.markup import escaped
from edu.make.questions.workshop import Workshop
from edu.make.words import capital
from edu.model.battle import NarrativeSentence
from edu.model.fact import PLAIN, REPORT, Fact
from edu.model.quantity import SPELLED
from edu.model.question import Criterion, Item, Kind, Option

_GAPS = 4
_WORDS_A_GAP = 12


def items(shop: Workshop) -> Iterator[Item]:
    """All items of these families."""
    yield from _clozes(shop)
    for fact in shop.askable():
        if fact.cause and fact.ask == PLAIN:
            yield _cause(shop, fact)
    for fact in shop.askable():
        if fact.by == REPORT and fact.short and (fact.by_report or not fact.state):
            yield _report(shop, fact)


# Cloze -------------------------------------------------------------------------------------------------------


def _clozes(shop: Workshop) -> Iterator[Item]:
    """One passage for each run of four sentences with gaps of four kinds, in the order of the narrative."""
    gapped = [(key.split(".")[0], sentence) for key, sentence in shop.battle.sentences() if sentence.gap]
    run: list[tuple[str, NarrativeSentence]] = []
    number = 0
    for section, sentence in gapped:
        if any(_collide(sentence, other) for _, other in run):
            continue
        run.append((section, sentence))
        if len(run) == _GAPS:
            number += 1
            yield from _cloze(shop, f"cloze-{number}", run)
            run = []


def _collide(one: NarrativeSentence, other: NarrativeSentence) -> bool:
    """Whether two sentences cannot share a cloze: gaps of one kind, or the gap of one standing in the other."""
    pairs = ((one, other), (other, one))
    return one.kind == other.kind or any(a.gap.casefold() in b.text.casefold() for a, b in pairs)


def _cloze(shop: Workshop, name: str, run: list[tuple[str, NarrativeSentence]]) -> Iterator[Item]:
    rng, words = shop.rng(name), shop.words
    answers = [sentence.gap for _, sentence in run]
    spare = [rng.choice(sentence.wrong) for _, sentence in run if sentence.wrong]
    text = " ".join(_gapped(sentence, number) for number, (_, sentence) in enumerate(run, 1))
    too_dense = len(text.split()) < _WORDS_A_GAP * len(run)
    if too_dense or len({word.casefold() for word in (*answers, *spare)}) != len(answers) + len(spare):
        return
    options = []
    for _, sentence in run:
        why = words.say("cloze.why", Sentence=sentence.text)
        options.append(Option(sentence.gap, True, "the facts of the sentence", why, sentence.facts, sentence.gap))
    facts = tuple(dict.fromkeys(fact for _, sentence in run for fact in sentence.facts))
    extra = capital(SPELLED[len(spare)])
    yield Item(
        id=name,
        kind=Kind.CLOZE,
        stem=words.say("cloze.stem", rng, extra=extra),
        marks=len(run),
        bloom="remember",
        skill="comprehension",
        section=run[0][0],
        options=tuple(options),
        facts=facts,
        answers=tuple(sorted((*answers, *spare), key=str.casefold)),
        passage=text,
        answer=", ".join(answers),
        scoring=words.say("cloze.scoring"),
    )


def _gapped(sentence: NarrativeSentence, number: int) -> str:
    return re.sub(rf"\b{re.escape(sentence.gap)}\b", f"{{{number}}}", escaped(sentence.text), count=1)


# Short answers -----------------------------------------------------------------------------------------------


def _cause(shop: Workshop, fact: Fact) -> Item:
    cause, name, words = fact.cause, f"short-{fact.id}", shop.words
    assert cause is not None
    rubric = Criterion(
        1,
        words.say("short.cause.earns", why=cause.why),
        (words.say("short.cause.accept", why=cause.why),),
        (words.say("short.cause.reject"),),
        (fact.id,),
    )
    return Item(
        id=name,
        kind=Kind.SHORT,
        stem=words.say(f"short.cause.{cause.kind}", shop.rng(name), what=cause.what),
        marks=1,
        bloom="understand",
        skill="cause",
        section=fact.section,
        facts=(fact.id,),
        shows=tuple(other.id for other in shop.battle.facts if other.clause == cause.what),
        answer=words.say("short.cause.answer", Why=capital(cause.why)),
        lines=2,
        rubric=(rubric,),
    )


def _report(shop: Workshop, fact: Fact) -> Item:
    name, words = f"short-report-{fact.id}", shop.words
    rng: Random = shop.rng(name)
    accept, reject = words.say("short.report.accept"), words.say("short.report.reject")
    rubric = (
        Criterion(1, words.say("short.report.earns_need"), (accept,), (reject,), (fact.id,)),
        Criterion(1, words.say("short.report.earns_why"), (words.say("short.report.accept_why"),), (), (fact.id,)),
    )
    return Item(
        id=name,
        kind=Kind.SHORT,
        stem=words.say("short.report.stem", rng, statement=shop.statement(fact)),
        marks=2,
        bloom="evaluate",
        skill="sourcing",
        section=fact.section,
        facts=(fact.id,),
        alone="unnamed report",
        answer=words.say("short.report.answer"),
        lines=3,
        rubric=rubric,
    )
