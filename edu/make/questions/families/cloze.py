"""Cloze: sentences of the narrative with words left out, and a bank of words to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from edu.make.markup import escaped
from edu.make.questions.workshop import Workshop, once
from edu.make.words import capital
from edu.model.battle import NarrativeSentence
from edu.model.quantity import SPELLED
from edu.model.question import Item, Kind, Option

_GAPS = 4
_WORDS_A_GAP = 12
"""One gap for at least so many words."""


def items(shop: Workshop) -> Iterator[Item]:
    """One passage from each sentence with a gap on: it and the next three whose gaps are of other kinds."""
    told = [(key.split(".")[0], sentence) for key, sentence in shop.battle.sentences()]
    askable = {fact.id for fact in shop.askable()}
    for start, (section, first) in enumerate(told):
        if not first.gap or first.follows or not askable.issuperset(first.facts):
            continue
        run = [first]
        for (_, before), (_, sentence) in pairwise(told[start:]):
            if not sentence.gap or (sentence.follows and before is not run[-1]):
                continue
            if not askable.issuperset(sentence.facts):
                continue
            if len(run) < _GAPS and not any(_collide(sentence, other) for other in run):
                run.append(sentence)
        if len(run) == _GAPS:
            yield from _item(shop, section, run)


def _collide(one: NarrativeSentence, other: NarrativeSentence) -> bool:
    """Whether two sentences cannot share a cloze: gaps of one kind, or a word of one standing in the other."""
    pairs = ((one, other), (other, one))
    return one.kind == other.kind or any(
        word.casefold() in b.text.casefold() for a, b in pairs for word in (a.gap, *a.wrong)
    )


def _item(shop: Workshop, section: str, run: list[NarrativeSentence]) -> Iterator[Item]:
    name, words = f"cloze-{run[0].facts[0]}", shop.words
    answers = [sentence.gap for sentence in run]
    spare = [shop.drawn(f"{name}/{s.gap}", s.wrong, str)[0] for s in run if s.wrong]
    text = " ".join(_gapped(sentence, number) for number, sentence in enumerate(run, 1))
    too_dense = len(text.split()) < _WORDS_A_GAP * len(run)
    if too_dense or len({word.casefold() for word in (*answers, *spare)}) != len(answers) + len(spare):
        return
    options = [
        Option(
            sentence.gap,
            True,
            "the facts of the sentence",
            words.say("cloze.why", Sentence=sentence.text),
            sentence.facts,
            sentence.gap,
        )
        for sentence in run
    ]
    yield Item(
        id=name,
        kind=Kind.CLOZE,
        stem=shop.say(name, f"cloze.stem{'' if len(spare) > 1 else '_one'}", extra=capital(SPELLED[len(spare)])),
        marks=len(run),
        bloom="remember",
        skill="comprehension",
        section=section,
        family="cloze",
        options=tuple(options),
        facts=once(fact for sentence in run for fact in sentence.facts),
        answers=tuple(sorted((*answers, *spare), key=str.casefold)),
        passage=text,
        answer=", ".join(answers),
        scoring=words.say("cloze.scoring"),
    )


def _gapped(sentence: NarrativeSentence, number: int) -> str:
    return re.sub(rf"\b{re.escape(sentence.gap)}\b", f"{{{number}}}", escaped(sentence.text), count=1)
