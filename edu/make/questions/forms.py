"""Ways to put a fact as a statement that is true or false in the same words, so that the wording is no cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from heapq import nsmallest

from edu.make.proof import prove
from edu.make.questions.workshop import ENOUGH, Workshop, once
from edu.make.voice import date_phrase
from edu.make.words import Inline, capital
from edu.model.battle import Battle
from edu.model.fact import REPORT, Fact
from edu.model.question import Aspect, Claim, Option
from edu.model.when import When

_ALIKE, _LONG, _STEM = 0.6, 4, 6


def alike(one: str, other: str) -> bool:
    """Whether two clauses share most of the longer words of the shorter one.

    A statement and its opposite do, and give each other away. Words are compared by their first letters.
    """
    a, b = ({word[:_STEM] for word in text.casefold().split() if len(word) >= _LONG} for text in (one, other))
    return len(a & b) >= _ALIKE * max(min(len(a), len(b)), 1)


def meet(one: Fact, other: Fact) -> bool:
    """Whether what is told of one fact puts right what is told of the other: the two are no rows of one table."""
    return any(alike(a, b) for a in (one.clause, one.event) for b in (other.clause, other.event) if a and b)


@dataclass(frozen=True)
class Wrong:
    """A false statement.

    Attributes:
        text: the statement.
        claim: what it claims.
        mend: the words that put it right.
        facts: ids of the facts it rests on: the one it misstates, and the one whose date, number or source it has.
        name: what it is drawn by.
    """

    text: Inline
    claim: Claim
    mend: str
    facts: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Form:
    """One way to put a fact, with its false variants, all of them proved.

    Attributes:
        sort: "denied", "count", "date" or "source".
        true: the statement as the article has it.
        claim: what that claims.
        why: why it is true, for the key.
        false: at least one false variant.
    """

    sort: str
    true: Inline
    claim: Claim
    why: str
    false: tuple[Wrong, ...]

    def without(self, lead: str) -> Form:
        """The same without the words that all its statements begin with, where the stem of a table says them."""

        def rest(text: str) -> Inline:
            return Inline(capital(text.removeprefix(lead)))

        wrong = tuple(replace(each, text=rest(each.text)) for each in self.false)
        return replace(self, true=rest(self.true), false=wrong)

    def stated(self, shop: Workshop, heads: tuple[Inline, ...]) -> Option:
        """The true statement as a row of a table; the first head is that of true ones."""
        ground = prove(shop.battle, self.claim).ground
        return Option(self.true, True, ground, self.why, (self.claim.fact,), heads[0], self.claim)

    def misstated(self, shop: Workshop, item: str, heads: tuple[Inline, ...]) -> Option:
        """One of the false variants as a row of a table; the second head is that of false ones."""
        wrong = shop.drawn(item, self.false, lambda each: each.name)[0]
        ground, why = prove(shop.battle, wrong.claim).ground, f"{capital(wrong.mend)}."
        mend = shop.words.say("forms.put_right", why=why, statement=self.true)
        return Option(wrong.text, False, ground, mend, wrong.facts, heads[1], wrong.claim)


def forms(shop: Workshop, fact: Fact) -> list[Form]:
    """The ways to put a fact of which at least one false variant is proved."""
    if fact.cause or fact.passage:
        return []
    if fact.id not in shop.forms:
        made = (_denied(shop, fact), _counted(shop, fact), _dated(shop, fact), _sourced(shop, fact))
        shop.forms[fact.id] = [form for form in made if form is not None]
    return shop.forms[fact.id]


def _form(shop: Workshop, sort: str, true: Inline, claim: Claim, why: str, wrong: Iterable[Wrong]) -> Form | None:
    proved = tuple(each for each in wrong if prove(shop.battle, each.claim).truth is False)
    return Form(sort, true, claim, why, proved) if proved else None


def _denied(shop: Workshop, fact: Fact) -> Form | None:
    """The statement itself, against clauses that the fact denies."""
    wrong = [
        Wrong(shop.statement(fact, no.says), Claim(fact.id, Aspect.SAYS, no.says), no.mend, (fact.id,), str(number))
        for number, no in enumerate(fact.refutes)
    ]
    true = Claim(fact.id, Aspect.SAYS, fact.clause)
    return _form(shop, "denied", shop.statement(fact), true, _passed_on(shop, fact), wrong)


def _passed_on(shop: Workshop, fact: Fact) -> str:
    """Why a statement is true of the article: who says it there."""
    phrase = "true_report" if fact.by == REPORT else "true_sourced" if fact.named_source else "true"
    return shop.words.say(f"forms.{phrase}", Place=capital(shop.place(fact)), source=shop.battle.source_name(fact.by))


def _counted(shop: Workshop, fact: Fact) -> Form | None:
    """The statement with its number, against other numbers of the battle."""
    if fact.count is None or not fact.count.quantity.exact:
        return None
    mend = shop.words.say("forms.mend_count", right=fact.count.quantity.words())
    wrong = []
    for other in shop.battle.facts:
        if other.count and other.count.quantity.exact and other.count.measure == fact.count.measure:
            number = other.count.quantity.low
            text = shop.statement(fact, fact.with_count(number))
            wrong.append(_borrowed(fact, other, text, Claim(fact.id, Aspect.COUNT, number), mend))
    right = Claim(fact.id, Aspect.COUNT, fact.count.quantity.low)
    return _form(shop, "count", shop.statement(fact), right, _passed_on(shop, fact), wrong)


def _dated(shop: Workshop, fact: Fact) -> Form | None:
    """What date the article gives, against dates it gives for something else."""
    battle, words = shop.battle, shop.words
    if not fact.event or fact.when is None or (fact.voice == 2 and not fact.by_report):
        return None
    sort = ("_report" if fact.by_report else "") + ("_by" if fact.named_source else "")
    source = battle.source_name(fact.by)

    def text(when: When) -> Inline:
        date = date_phrase(battle, when)
        told = {"event": fact.event, "date": date, "Date": capital(date), "Source": capital(source)}
        return words.say(f"forms.dated{sort}", **told)

    mend = words.say("forms.mend_date", right=battle.date_words(fact.when))
    wrong = [
        _borrowed(fact, other, text(other.when), Claim(fact.id, Aspect.WHEN, other.when), mend)
        for other in _nearest(battle, fact.when)
        if other.when
    ]
    right = Claim(fact.id, Aspect.WHEN, fact.when)
    return _form(shop, "date", text(fact.when), right, words.say("forms.true_dated"), wrong)


def _nearest(battle: Battle, when: When) -> list[Fact]:
    """Dated events, those nearest in time first where there are very many."""
    dated = [
        (abs(other.when.possible[0] - when.possible[0]), other) for other in battle.facts if other.event and other.when
    ]
    return [other for _, other in nsmallest(ENOUGH, dated, key=lambda pair: pair[0])]


def _borrowed(fact: Fact, other: Fact, text: Inline, claim: Claim, mend: str) -> Wrong:
    """A fact misstated with what another one has."""
    return Wrong(text, claim, mend, once((fact.id, other.id)), other.id)


def _sourced(shop: Workshop, fact: Fact) -> Form | None:
    """Whom the article names as the source, against those it names for something else."""
    battle, words = shop.battle, shop.words
    if not fact.named_source:
        return None
    dated, day = ("_dated", battle.date_words(fact.reported)) if fact.reported else ("", "")

    def text(by: str) -> Inline:
        return words.say(f"forms.sourced{dated}", source=battle.source_name(by), clause=fact.clause, day=day)

    mend = words.say("forms.mend_by", right=battle.source_name(fact.by))
    wrong = [
        _borrowed(fact, other, text(other.by), Claim(fact.id, Aspect.BY, other.by), mend)
        for other in battle.facts
        if other.named_source
    ]
    return _form(shop, "source", text(fact.by), Claim(fact.id, Aspect.BY, fact.by), _passed_on(shop, fact), wrong)
