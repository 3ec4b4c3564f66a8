"""The rules of a quiz as a whole: what its items give away together, and what they add up to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations

from edu.make.markup import words_of
from edu.make.review import chance, language
from edu.make.review.case import CHOICES, ROWS, Case, Known
from edu.model.battle import Battle
from edu.model.flaw import Flaw
from edu.model.question import Aspect, Item, Kind
from edu.model.quiz import Quiz, Version
from edu.model.rule import RULES

_FULL = 20
"""Questions from which the shares of Q7 are held; a shorter quiz, or one of a small battle, is only warned."""

_LIKENESS = 0.65
_CLAUSE_WORDS = 5
"""Words of a fact's clause from which its standing in another question is no chance."""

_SOURCING = ("sourcing", "bounds", "corroboration", "limits of evidence")
_TWICE = 2
_LEFT = 2
"""Wrong options that nothing else on the paper rules out, at least."""
_APART = (Aspect.WHEN, Aspect.BY, Aspect.NAMED, Aspect.REPORTED, Aspect.AGREES)
_NEGATIVE = re.compile(r"\b(NOT|EXCEPT)\b")


def rules(battle: Battle, quiz: Quiz, own_blueprint: bool = False) -> Iterator[Flaw]:
    """All breaches of the rules of a quiz; those of its items are looked at by themselves.

    By a blueprint of one's own the shares of Q7 only warn: it says what the quiz is for.
    """
    known = Known(battle)
    papers = [_Printed(known, item) for item in quiz.items]
    keys = chance.KeyPlaces(quiz.items)
    for version in quiz.versions:
        torn = list(_permuted(quiz, version))
        yield from torn or _places(keys, version)
    yield from _lengths(papers)
    for one, other in combinations(papers, 2):
        yield from _foes(one, other)
    yield from _leaks(papers)
    yield from _gives_away(papers)
    yield from _rules_out(papers)
    yield from _shares(quiz, len(quiz.items) >= _FULL and not own_blueprint)
    yield from _used_up(papers)
    yield from _negatives(papers)
    yield from _unmarked(quiz)
    yield from _inferred_years(battle, quiz)


def _flaw(rule: str, what: str, words: str, mend: str, hard: bool | None = None) -> Flaw:
    return Flaw(rule, "", RULES[rule].hard if hard is None else hard, what, words, mend)


class _Printed(Case):
    """An item among others on one paper."""

    @cached_property
    def seen(self) -> str:
        """All that a pupil reads of it, as words in a row with a space at both ends."""
        item = self.item
        read = " ".join((item.stem, item.passage, *item.extracts, *item.answers))
        return _run(" ".join((words_of(read), *self.texts)))

    @cached_property
    def told(self) -> str:
        """What it states or gives: stem, passage, extracts, statements, its numbers and dates, and what options ask."""
        item = self.item
        stated = self.texts if item.kind in (*ROWS, Kind.ORDERING, Kind.MATCHING) or self.scalar or self.asks else ()
        paired = item.answers if item.kind is Kind.MATCHING else ()
        return _run(" ".join((words_of(" ".join((item.stem, item.passage, *item.extracts, *paired))), *stated)))

    @property
    def asks(self) -> bool:
        """True when its options are questions, which tell what they take for granted."""
        return Aspect.ANSWERED in self.aspects

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, ...]]:
        """Runs of three words of its stem, with the statements, events or premises under it."""
        item = self.item
        under = () if item.kind in CHOICES else self.texts
        return language.trigrams(" ".join((self.stem, words_of(item.passage), *under)))


def _run(text: str) -> str:
    return f" {' '.join(language.tokens(text))} "


# Versions ----------------------------------------------------------------------------------------------------


def _permuted(quiz: Quiz, version: Version) -> Iterator[Flaw]:
    """Q11: a version has the same questions, options and responses in another order.

    Numbers and dates keep theirs, and events to order are printed neither in the order of the key nor in its reverse.
    """
    name, count = f"version {version.letter}", len(quiz.items)
    whole = len(version.options) == len(version.answers) == count and sorted(version.order) == list(range(count))
    if not whole:
        yield _flaw("Q11", "a version does not hold each question once", name, "Draw the versions again")
        return
    for item, options, answers in zip(quiz.items, version.options, version.answers, strict=True):
        kept = not item.keep_order or list(options) == sorted(options)
        if sorted(options) != list(range(len(item.options))) or sorted(answers) != list(range(len(item.answers))):
            yield _flaw("Q11", f"{item.id} does not hold each option once", name, "Draw the versions again")
        elif not kept:
            yield _flaw("Q11", f"the options of {item.id} do not ascend", name, "Keep their order")
        elif item.kind is Kind.ORDERING:
            ranks = [int(item.options[i].answer) for i in options]
            if ranks in (sorted(ranks), sorted(ranks, reverse=True)):
                yield _flaw("Q11", f"the events of {item.id} stand in the order of the key", name, "Draw again")


def _places(keys: chance.KeyPlaces, version: Version) -> Iterator[Flaw]:
    """Q1: the places of the keys of a version pass a chi-square test at 5 %."""
    if keys.lopsided(version.options):
        what = "right options stand too often in one place for chance"
        yield _flaw("Q1", what, f"version {version.letter}", "Draw the orders of its options again")


def _lengths(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """M7: the key is the one longest option, or the one shortest, no more often than chance would have it."""
    asked = [(case, case.key) for case in papers if case.key is not None]
    most = chance.most_by_chance([1 / len(case.texts) for case, _ in asked])
    for sort, extreme in (("longest", max), ("shortest", min)):
        found = []
        for case, key in asked:
            sizes = [len(text) for text in case.texts]
            if sizes[key] == extreme(sizes) and sizes.count(sizes[key]) == 1:
                found.append(case.item.id)
        if len(found) > most:
            what = (
                f"the key is the {sort} option in {len(found)} of {len(asked)} questions, by chance in {most} at most"
            )
            yield _flaw("M7", what, ", ".join(found), "Choose other questions or other wrong options")


# What questions give one another -----------------------------------------------------------------------------


def _foes(one: _Printed, other: _Printed) -> Iterator[Flaw]:
    """Q4: no two questions rest on one fact, are declared enemies or much alike; Q5: none shows what another asks."""
    pair = f"{one.item.id}; {other.item.id}"
    mine, theirs = set(one.item.facts), set(other.item.facts)
    if shared := mine & theirs:
        yield _flaw("Q4", f"two questions rest on one fact ({', '.join(sorted(shared))})", pair, "Keep one of them")
    if one.item.alone and one.item.alone == other.item.alone:
        yield _flaw("Q4", f"two questions are of a sort that stands alone ({one.item.alone})", pair, "Keep one of them")
    alike = language.likeness(one.trigrams, other.trigrams)
    if alike >= _LIKENESS:
        yield _flaw("Q4", f"two questions are {alike:.0%} alike", pair, "Keep one of them, or word one otherwise")
    for shown in (mine & set(other.item.shows), theirs & set(one.item.shows)):
        if shown:
            yield _flaw("Q5", f"one question shows what another asks ({', '.join(sorted(shown))})", pair, "Keep one")


def _leaks(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """Q3: the key of a question stands nowhere else on the paper, unless its wrong options do too.

    What tells a pupil something is that the key stands elsewhere and the wrong options do not. When none of them does
    it is a flaw; when some do, a warning. Words that a question guards are looked for in what others state.
    """
    for case in papers:
        others = [other for other in papers if other is not case]
        for guard in case.item.guards:
            words = words_of(guard)
            found = [other.item.id for other in others if _run(words) in other.told]
            if found:
                what = f"the answer of {case.item.id} stands in {', '.join(found)}"
                yield _flaw("Q3", what, words, "Keep one of them")
        if case.key is None:
            continue
        held = [any(_run(text) in other.seen for other in others) for text in case.texts]
        missing = [case.texts[i] for i in case.wrong if not held[i]]
        if held[case.key] and missing:
            where = next(other.item.id for other in others if _run(case.texts[case.key]) in other.seen)
            what = f"the key of {case.item.id} stands elsewhere too ({where}), and not so: {'; '.join(missing)}"
            alone = len(missing) == len(case.wrong)
            yield _flaw("Q3", what, case.texts[case.key], "Keep one of them, or take other wrong options", hard=alone)


def _gives_away(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """Q5: no question states in full what another asks for.

    Where only the date or the source of a fact is asked, or what sort of date it has, its clause gives nothing away.
    """
    for case in papers:
        for fact in case.facts:
            claims = [option.claim for option in case.item.options if option.claim and option.claim.fact == fact.id]
            clause = _run(fact.clause)
            if len(clause.split()) < _CLAUSE_WORDS or (claims and all(claim.aspect in _APART for claim in claims)):
                continue
            for other in papers:
                if other is not case and fact.id not in other.item.facts and clause in other.told:
                    what = f"{other.item.id} states what {case.item.id} asks about"
                    yield _flaw("Q5", what, fact.clause, "Keep one of them")


def _rules_out(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """Q5: what others ask leaves two wrong options at least of a question of what the article leaves open.

    A pupil who sees a thing asked elsewhere on the paper knows that the article answers it.
    """
    for case in papers:
        if not case.asks:
            continue
        others = [(other.item.id, set(other.item.facts)) for other in papers if other is not case]
        wrong = [set(case.item.options[i].facts) for i in case.wrong]
        out = [name for facts in wrong for name, asked in others if facts & asked]
        if len(out) > max(0, len(wrong) - _LEFT):
            what = f"{len(out)} of {len(wrong)} wrong options of {case.item.id} are what other questions ask"
            yield _flaw("Q5", what, ", ".join(out), "Keep one of them, or take other wrong options")


# What they add up to -----------------------------------------------------------------------------------------


def _shares(quiz: Quiz, hard: bool) -> Iterator[Flaw]:
    """Q7: at most half of the marks for recall and 40 % for one section, a quarter at least for weighing sources."""
    marks = quiz.marks
    recall = sum(item.marks for item in quiz.items if _recalls(item))
    sourcing = sum(item.marks for item in quiz.items if item.skill in _SOURCING)
    if 2 * recall > marks:
        words = f"{recall} of {marks} marks"
        yield _flaw("Q7", "more than half of the marks are for recall", words, "Take questions that ask for more", hard)
    if 4 * sourcing < marks:
        words = f"{sourcing} of {marks} marks"
        mend = f"Take more of these: {', '.join(_SOURCING)}"
        yield _flaw("Q7", "less than a quarter of the marks is for weighing sources", words, mend, hard)
    sections: Counter[str] = Counter()
    for item in quiz.items:
        sections[item.section] += item.marks
    for section, part in sections.items():
        if 10 * part > 4 * marks:
            words = f"{section}: {part} of {marks} marks"
            yield _flaw("Q7", "more than 40 % of the marks are for one section", words, "Spread them", hard)


def _recalls(item: Item) -> bool:
    return item.bloom == "remember" or item.skill == "recall"


def _used_up(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """M26: one wrong option serves twice a quiz at most."""
    used: dict[str, list[str]] = {}
    for case in papers:
        for i in case.wrong if case.choice and not case.scalar else ():
            used.setdefault(case.texts[i], []).append(case.item.id)
    for text, items in used.items():
        if len(items) > _TWICE:
            what = f"one wrong option serves {len(items)} questions ({', '.join(items)})"
            yield _flaw("M26", what, text, "Take other wrong options")


def _negatives(papers: Sequence[_Printed]) -> Iterator[Flaw]:
    """M14: where a teacher allows stems that ask for what is not so, they are one in ten at most."""
    found = [case.item.id for case in papers if _NEGATIVE.search(case.stem)]
    if 10 * len(found) > len(papers):
        yield _flaw(
            "M14", f"{len(found)} of {len(papers)} stems ask for what is not so", ", ".join(found), "Keep fewer"
        )


def _unmarked(quiz: Quiz) -> Iterator[Flaw]:
    """Several-choice: how an item with several right options is marked is printed in the key."""
    for item in quiz.items:
        if item.kind in CHOICES and sum(option.correct for option in item.options) > 1 and not item.scoring:
            what = f"the key does not say how {item.id} is marked"
            yield _flaw("several-choice", what, words_of(item.stem), "Add how points are given")


def _inferred_years(battle: Battle, quiz: Quiz) -> Iterator[Flaw]:
    """M21: the key says of each date whose year is inferred that it is."""
    for item in quiz.items:
        for name in item.facts:
            fact = battle.fact_by_id.get(name)
            if fact and fact.year_inferred and not quiz.notes.get(name):
                what = f"the key of {item.id} does not say that a year is inferred"
                yield _flaw("M21", what, battle.date_words(fact.when) if fact.when else name, "Note it in the key")
