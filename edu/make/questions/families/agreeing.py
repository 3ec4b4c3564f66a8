"""Single choice: which statement agrees with the article? The others are clauses that the article denies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from edu.make.proof import prove
from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.forms import alike
from edu.make.questions.workshop import SINGLE, Workshop
from edu.make.words import capital, printed
from edu.model.fact import ARTICLE, INFOBOX, Fact, Refuted
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each fact of the article's own voice, and for each entry of the infobox, without a date."""
    for voice in (ARTICLE, INFOBOX):
        facts = [fact for fact in shop.askable() if fact.by == voice and not fact.cause and not fact.count]
        for fact in facts:
            if fact.refutes and not fact.state and not fact.when and not fact.passage:
                among = [f for f in facts if f.section == fact.section and f.id != fact.id and not f.when]
                yield from _item(shop, fact, among)


def _item(shop: Workshop, fact: Fact, among: list[Fact]) -> Iterator[Item]:
    name, words = f"single-agrees-{fact.id}", shop.words
    why = words.say("agreeing.why.right", Voice=capital(shop.place(fact)))
    key = shop.option(printed(f"{fact.clause}."), Claim(fact.id, Aspect.SAYS, fact.clause), why, (fact.id,))
    wrong = [
        Candidate(_denied(shop, other, refuted), f"{other.id}/{number}", float(bool(other.side == fact.side)))
        for other in among
        for number, refuted in enumerate(other.refutes)
        if not alike(refuted.says, fact.clause)
    ]
    chosen = choose(shop, name, key, wrong, least=MOST)
    if chosen is None or any(alike(a.text, b.text) for a, b in combinations(chosen.options, 2)):
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=_stem(shop, name, fact),
        marks=1,
        bloom="understand",
        skill="comprehension",
        section=fact.section,
        family="single-agrees",
        difficulty=chosen.difficulty,
        options=chosen.options,
        facts=(fact.id,),
        shows=tuple(name for option in chosen.options for name in option.facts if name != fact.id),
        alone=f"agrees {fact.section}",
    )


def _stem(shop: Workshop, name: str, fact: Fact) -> str:
    if fact.by == INFOBOX:
        return shop.asked(name, "agreeing.infobox", SINGLE, battle=shop.name)
    heading = next((section.heading for section in shop.battle.narrative if section.id == fact.section), "")
    if heading:
        return shop.asked(name, "agreeing.section", SINGLE, heading=heading)
    return shop.asked(name, "agreeing.whole", SINGLE, battle=shop.name)


def _denied(shop: Workshop, fact: Fact, refuted: Refuted) -> Option | None:
    claim = Claim(fact.id, Aspect.SAYS, refuted.says)
    if prove(shop.battle, claim).truth is not False:
        return None
    why = shop.words.say("agreeing.why.wrong", mend=refuted.mend)
    return shop.option(printed(f"{refuted.says}."), claim, why, (fact.id,))
