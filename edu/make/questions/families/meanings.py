"""Single choice: what does a word of the glossary mean?"""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.markup import escaped
from edu.make.questions.distractors import MOST, Candidate, choose
from edu.make.questions.workshop import SINGLE, Workshop
from edu.make.told import printed_terms
from edu.make.words import capital, printed
from edu.model.battle import Term
from edu.model.question import Aspect, Claim, Item, Kind, Option


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each word of the glossary that the handout uses, among the meanings of other words."""
    for term in printed_terms(shop.battle, names=False):
        yield from _item(shop, term)


def _item(shop: Workshop, term: Term) -> Iterator[Item]:
    name = f"single-word-{term.word}".replace(" ", "-").casefold()
    key = _option(shop, term, term)
    wrong = [
        Candidate(_option(shop, other, term), other.word, float(other.section == term.section))
        for other in shop.terms
        if other.sort == term.sort and other.word != term.word and other.meaning.casefold() != term.meaning.casefold()
    ]
    chosen = choose(shop, name, key, wrong, least=MOST)
    if chosen is None:
        return
    yield Item(
        id=name,
        kind=Kind.SINGLE,
        stem=shop.asked(name, "meanings.stem", SINGLE, word=term.word, Word=capital(term.word)),
        marks=1,
        bloom="remember",
        skill="vocabulary",
        section=term.section,
        family="single-word",
        difficulty=chosen.difficulty,
        options=chosen.options,
        guards=(escaped(term.meaning),),
        alone="vocabulary",
    )


def _option(shop: Workshop, term: Term, asked: Term) -> Option | None:
    """The meaning of a word, as an answer to the word that is asked."""
    why = (
        shop.words.say("meanings.why.right", word=term.word)
        if term is asked
        else shop.words.say("meanings.why.other", word=term.word)
    )
    return shop.option(printed(term.meaning), Claim(asked.word, Aspect.MEANS, term.meaning), why, ())
