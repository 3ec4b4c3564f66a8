"""Statements to judge: true, false or not stated; and claims sorted by who makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edu.make.markup import words_of
from edu.make.proof import prove
from edu.make.questions.workshop import Workshop
from edu.make.words import Inline, Words, capital, printed
from edu.model.battle import Absence
from edu.model.fact import ARTICLE, REPORT, Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option
from edu.model.when import Day, When
from edu.problems import EduError, Problem

_FACTS_A_SET = 3
_SORTED_A_SET = 4


def items(shop: Workshop) -> Iterator[Item]:
    """All items of both families."""
    yield from _true_false(shop)
    yield from _sorting(shop)


def _heads(words: Words, name: str) -> tuple[Inline, ...]:
    """Three heads of columns. The key tells them by their first letters, so these must differ.

    Raises:
        EduError: when they do not, with the template's line.
    """
    heads = words.list(name, 3)
    if len({words_of(head)[:1].upper() for head in heads} - {""}) != len(heads):
        phrase = words.phrases(name)[0]
        what = f"the heads {', '.join(words_of(head) for head in heads)} do not begin with letters of their own"
        raise EduError(Problem(phrase.file, phrase.line, what, "Choose heads that do: the key marks by them"))
    return heads


# True, false, not stated -------------------------------------------------------------------------------------


def _true_false(shop: Workshop) -> Iterator[Item]:
    """Sets of four statements of one section: facts stated truly or falsely, and one or two the article leaves open.

    Which facts share a set does not depend on the seed; the seed draws what is stated falsely and how.
    """
    for section in dict.fromkeys(fact.section for fact in shop.askable()):
        put = [(fact, _forms(shop, fact)) for fact in shop.askable() if fact.section == section]
        facts = [(fact, forms) for fact, forms in put if forms]
        left_open = [
            (absence, words)
            for absence in shop.battle.absences
            if absence.section == section
            for words in absence.statements
        ]
        for number in range(1, min(len(facts) // _FACTS_A_SET, len(left_open)) + 1):
            chosen = facts[(number - 1) * _FACTS_A_SET : number * _FACTS_A_SET]
            spare = left_open[len(facts) // _FACTS_A_SET :]
            yield _set(shop, f"statements-{section}-{number}", chosen, left_open[number - 1], spare)


def _set(
    shop: Workshop,
    name: str,
    facts: list[tuple[Fact, list[_Form]]],
    left_open: tuple[Absence, str],
    spare: list[tuple[Absence, str]],
) -> Item:
    """One set: three facts, one or two of them stated falsely; or two, one of them so, and a second open statement."""
    rng, words = shop.rng(name), shop.words
    heads = _heads(words, "true_false.heads")
    opens = [left_open]
    if spare and rng.random() < 0.5:
        opens.append(rng.choice(spare))
        facts = rng.sample(facts, len(facts) - 1)
    false = rng.sample(facts, rng.choice((1, 2)) if len(facts) > 2 else 1)
    options = []
    for fact, forms in facts:
        form = rng.choice(forms)
        if (fact, forms) not in false:
            options.append(Option(form.true, True, form.ground, form.why, (fact.id,), heads[0], form.claim))
        else:
            wrong = rng.choice(form.false)
            ground, mend = prove(shop.battle, wrong.claim).ground, f"{capital(wrong.mend)}."
            options.append(Option(wrong.text, False, ground, mend, (fact.id,), heads[1], wrong.claim))
    for absence, open_words in opens:
        why = words.say("true_false.not_stated", topic=absence.topic)
        claim = Claim(absence.id, Aspect.SAYS, open_words)
        text = printed(f"{open_words}.")
        options.append(Option(text, False, "not stated", why, (absence.id,), heads[2], claim))
    ids = (*(fact.id for fact, _ in facts), *(absence.id for absence, _ in opens))
    return Item(
        id=name,
        kind=Kind.TRUE_FALSE,
        stem=words.say("true_false.stem", rng),
        marks=3,
        bloom="understand",
        skill="comprehension",
        section=facts[0][0].section,
        options=tuple(options),
        facts=ids,
        head=words.say("true_false.head"),
        answers=heads,
        scoring=words.say("true_false.scoring"),
        prompt=words.say("true_false.prompt"),
        lines=2,
    )


@dataclass(frozen=True)
class _Wrong:
    """A false statement: its text, what it claims, and the words that put it right."""

    text: Inline
    claim: Claim
    mend: str


@dataclass(frozen=True)
class _Form:
    """One way to put a fact, truly or falsely in the same words, so that the wording does not give the answer away."""

    true: Inline
    claim: Claim
    ground: str
    why: str
    false: tuple[_Wrong, ...]


def _forms(shop: Workshop, fact: Fact) -> list[_Form]:
    """The ways to put a fact of which at least one false variant is proved."""
    if fact.cause or fact.passage:
        return []
    made = (_denied(shop, fact), _counted(shop, fact), _dated(shop, fact), _sourced(shop, fact))
    return [form for form in made if form is not None]


def _form(shop: Workshop, true: Inline, claim: Claim, why: str, wrong: Iterable[_Wrong]) -> _Form | None:
    """A form with those of its false variants that are proved; None when none is."""
    proved = tuple(each for each in wrong if prove(shop.battle, each.claim).truth is False)
    return _Form(true, claim, prove(shop.battle, claim).ground, why, proved) if proved else None


def _denied(shop: Workshop, fact: Fact) -> _Form | None:
    """The statement itself, against clauses that the fact denies."""
    wrong = [
        _Wrong(shop.statement(fact, each.says), Claim(fact.id, Aspect.SAYS, each.says), each.mend)
        for each in fact.refutes
    ]
    return _form(shop, shop.statement(fact), Claim(fact.id, Aspect.SAYS, fact.clause), _passed_on(shop, fact), wrong)


def _passed_on(shop: Workshop, fact: Fact) -> str:
    """Why a statement is true of the article: who says it there."""
    phrase = "true_report" if fact.by == REPORT else "true_sourced" if fact.named_source else "true"
    return shop.words.say(f"true_false.{phrase}", place=shop.place(fact), source=shop.battle.source_name(fact.by))


def _counted(shop: Workshop, fact: Fact) -> _Form | None:
    """The statement with its number, against other numbers of the battle."""
    if fact.count is None or not fact.count.quantity.exact:
        return None
    mend = shop.words.say("true_false.mend_count", right=fact.count.quantity.words())
    wrong = []
    for other in shop.battle.facts:
        if other.count and other.count.quantity.exact and other.count.measure == fact.count.measure:
            number = other.count.quantity.low
            text = shop.statement(fact, fact.with_count(f"{number:,}"))
            wrong.append(_Wrong(text, Claim(fact.id, Aspect.COUNT, number), mend))
    right = Claim(fact.id, Aspect.COUNT, fact.count.quantity.low)
    return _form(shop, shop.statement(fact), right, _passed_on(shop, fact), wrong)


def _dated(shop: Workshop, fact: Fact) -> _Form | None:
    """What date the article gives, against dates it gives for something else."""
    battle, words = shop.battle, shop.words
    if not fact.event or fact.when is None:
        return None
    phrase = f"true_false.dated{'_report' if fact.by_report else ''}"

    def text(when: When) -> Inline:
        return words.say(phrase, day=battle.date_words(when), event=fact.event)

    mend = words.say("true_false.mend_date", right=battle.date_words(fact.when))
    others = sorted({other.when for other in battle.facts if other.event and other.when}, key=_place_in_time)
    wrong = [_Wrong(text(when), Claim(fact.id, Aspect.WHEN, when), mend) for when in others]
    right = Claim(fact.id, Aspect.WHEN, fact.when)
    return _form(shop, text(fact.when), right, words.say("true_false.true_dated"), wrong)


def _place_in_time(when: When) -> tuple[Day, Day, str]:
    return when.first, when.last, when.precision


def _sourced(shop: Workshop, fact: Fact) -> _Form | None:
    """Whom the article names as the source, against those it names for something else."""
    battle, words = shop.battle, shop.words
    if not fact.named_source:
        return None

    def text(by: str) -> Inline:
        return words.say("true_false.sourced", source=battle.source_name(by), clause=fact.clause)

    mend = words.say("true_false.mend_by", right=battle.source_name(fact.by))
    others = dict.fromkeys(other.by for other in battle.facts if other.named_source)
    wrong = [_Wrong(text(by), Claim(fact.id, Aspect.BY, by), mend) for by in others]
    return _form(shop, text(fact.by), Claim(fact.id, Aspect.BY, fact.by), _passed_on(shop, fact), wrong)


# Claim sorting -----------------------------------------------------------------------------------------------


def _sorting(shop: Workshop) -> Iterator[Item]:
    """Sets of four statements with each of the three sorts among them."""
    facts = [
        fact
        for fact in shop.askable(infobox=False)
        if fact.short and not fact.passage and prove(shop.battle, Claim(fact.id, Aspect.NAMED, "")).truth is not None
    ]
    sorts = [[fact for fact in facts if fact.voice == column] for column in range(3)]
    for number in range(min(len(column) for column in sorts)):
        chosen = [column[number] for column in sorts]
        rest = [fact for column in sorts for fact in column[number + 1 :] if fact not in chosen]
        extra = rest[number : number + 1]
        chosen += extra
        if len(chosen) == _SORTED_A_SET:
            yield _sorted_item(shop, f"sorting-{number + 1}", chosen)


def _sorted_item(shop: Workshop, name: str, facts: list[Fact]) -> Item:
    words = shop.words
    heads = _heads(words, "sorting.heads")
    sorts = {ARTICLE: "article", REPORT: "report"}
    options = []
    for fact in facts:
        why = words.say(f"sorting.{sorts.get(fact.by, 'source')}", source=shop.battle.source_name(fact.by))
        text = printed(f"{fact.clause}.")
        options.append(
            Option(
                text,
                True,
                "attribution in the article",
                why,
                (fact.id,),
                heads[fact.voice],
                Claim(fact.id, Aspect.BY, fact.by),
            )
        )
    ids = tuple(fact.id for fact in facts)
    letters = ", ".join(f"{words_of(head)[:1]} {words_of(head).lower()}" for head in heads)
    return Item(
        id=name,
        kind=Kind.SORTING,
        stem=words.say("sorting.stem", shop.rng(name)),
        marks=2,
        bloom="analyse",
        skill="sourcing",
        section=facts[0].section,
        options=tuple(options),
        facts=ids,
        head=words.say("sorting.head"),
        answers=heads,
        scoring=words.say("sorting.scoring", letters=letters),
    )
