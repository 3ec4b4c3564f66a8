"""Rules M1 to M5: what is right and wrong, worked out again from the facts and never read from a mark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from edu.make.markup import words_of
from edu.make.review import language
from edu.make.review.case import CHOICES, NAMED, ROWS, Case, folded
from edu.model.fact import ARTICLE, INFOBOX, REPORT
from edu.model.flaw import Flaw
from edu.model.question import FALSE_GROUNDS, Aspect, Kind, Option

_PLAIN = (INFOBOX, ARTICLE, REPORT)


def rules(case: Case) -> Iterator[Flaw]:
    """All breaches of these rules by an item."""
    kind = case.item.kind
    if case.choice:
        yield from _choices(case)
        yield from _grounds(case)
        yield from _alone(case)
        yield from _one_type(case)
    elif kind in ROWS:
        yield from _columns(case)
    elif kind is Kind.ORDERING:
        yield from _order(case)
    elif kind is Kind.MATCHING:
        yield from _pairs(case)
    elif kind is Kind.CHART:
        yield from _reckoned(case)
    yield from _distinct(case)


# M1 ----------------------------------------------------------------------------------------------------------


def _choices(case: Case) -> Iterator[Flaw]:
    """M1: each option of a choice proved again, and as many right ones as its kind has."""
    item = case.item
    for option, text in zip(item.options, case.texts, strict=True):
        if option.claim is None:
            if not case.hand_written:
                what = "an option says nothing that can be worked out from the facts"
                yield case.flaw("M1", what, text, "Give it a claim")
        elif _settled(case, option) is not option.correct:
            what = f"the facts do not bear out that an option is {'right' if option.correct else 'wrong'}"
            yield case.flaw("M1", what, text, "Mend the fact or leave the option out")
    right, count = len(case.right), len(item.options)
    if item.kind is Kind.SINGLE and right != 1:
        yield case.flaw("M1", f"{right} options are right", _listed(case, case.right), "Make exactly one right")
    if item.kind is Kind.CHART and not 0 < right < count:
        yield case.flaw("M1", f"{right} of {count} options are right", "", "Make one or more right, not all")
    if item.kind is Kind.SEVERAL and not 2 <= right < count:
        yield case.flaw("M1", f"{right} of {count} options are right", "", "Make two or more right, not all")


def _listed(case: Case, places: tuple[int, ...]) -> str:
    return "; ".join(case.texts[i] for i in places)


def _settled(case: Case, option: Option) -> bool | None:
    """Whether the facts make the option right: of an open question, that the article does not answer it."""
    claim = option.claim
    assert claim is not None
    truth = case.known.prove(claim).truth
    if claim.aspect is Aspect.ANSWERED:
        return None if truth is None else not truth
    return truth


def _columns(case: Case) -> Iterator[Flaw]:
    """M1 for statements to judge or to sort: the column of each worked out again."""
    item = case.item
    for option, text in zip(item.options, case.texts, strict=True):
        column = _column(case, option)
        if column is None:
            what = "a statement says nothing that can be worked out from the facts"
            yield case.flaw("M1", what, text, "Mend the fact or leave the statement out")
        elif column >= len(item.answers) or option.answer != item.answers[column]:
            what = f"the facts do not bear out the answer {words_of(option.answer)!r} to a statement"
            yield case.flaw("M1", what, text, "Mend the fact or leave the statement out")


def _column(case: Case, option: Option) -> int | None:
    """The column in which a statement belongs; None when the facts do not tell."""
    claim = option.claim
    if claim is None:
        return None
    absence = case.known.absences.get(claim.fact)
    if absence is not None:
        open_words = claim.aspect is Aspect.SAYS and claim.value in absence.statements
        return 2 if open_words and case.item.kind is Kind.TRUE_FALSE else None
    if case.item.kind is Kind.SORTING:
        fact = case.battle.fact_by_id.get(claim.fact)
        return None if fact is None or not case.known.prove(claim).truth else fact.voice
    truth = case.known.prove(claim).truth
    return None if truth is None else 0 if truth else 1


def _order(case: Case) -> Iterator[Flaw]:
    """M1 for events to put in order: by their ranks each comes wholly before all later ones.

    Neighbours of which the dates leave open which came first are named as such, and none else.
    """
    ranks = [option.answer for option in case.item.options]
    if sorted(ranks) != sorted(str(rank) for rank in range(1, len(ranks) + 1)):
        yield case.flaw("M1", "its ranks are not 1, 2, 3 ...", " ".join(ranks), "Give each event a rank of its own")
        return
    ranked = sorted(case.item.options, key=lambda option: int(option.answer))
    dates = []
    for option in ranked:
        fact = case.battle.fact_by_id.get(option.claim.fact) if option.claim else None
        dates.append(fact.when if fact else None)
    for (i, first), (j, second) in combinations(enumerate(dates, 1), 2):
        sure = first is not None and second is not None and first.before(second)
        if sure is ((i, j) in case.item.either_order):
            words = f"{words_of(ranked[i - 1].text)}; {words_of(ranked[j - 1].text)}"
            what = f"the dates of two events {'give' if sure else 'do not give'} their order"
            mend = "Take them out of those in either order" if sure else "Leave one out"
            yield case.flaw("M1", what, words, mend)


def _pairs(case: Case) -> Iterator[Flaw]:
    """M1 for pairs: what is said of each premise is true of it."""
    for option, text in zip(case.item.options, case.texts, strict=True):
        if option.claim and not case.known.prove(option.claim).truth:
            what = "the facts do not bear out a pair"
            yield case.flaw("M1", what, f"{text}: {words_of(option.answer)}", "Mend the fact or leave it out")


def _reckoned(case: Case) -> Iterator[Flaw]:
    """M1 for a number to read off a chart: the difference of two figures or of the ends of one, a sum, or a share."""
    counts = [fact.count.quantity for fact in case.facts if fact.count]
    answer = words_of(case.item.answer)
    digits = "".join(sign for sign in answer.split(" ")[0] if sign.isdigit())
    ends = [count.low for count in counts if count.exact]
    if len(counts) == 1 and not counts[0].exact and counts[0].high is not None:
        ends = [counts[0].low, counts[0].high]
    if not digits or len(ends) < max(len(counts), 2):
        return
    if case.item.family == "chart-share":
        sort, right = "share", min(ends) * 100 == int(digits) * max(ends)
    elif case.item.family == "chart-sum":
        sort, right = "sum", sum(ends) == int(digits)
    else:
        sort, right = "difference", len(ends) > 2 or abs(ends[0] - ends[1]) == int(digits)
    if not right:
        yield case.flaw("M1", f"its answer is not the {sort} of the figures it rests on", answer, "Reckon it again")


# M2 ----------------------------------------------------------------------------------------------------------


def _grounds(case: Case) -> Iterator[Flaw]:
    """M2: a wrong option of a model-made item is proved false; one written by hand names a ground of the closed list.

    "not stated" is a ground only in a question that rests on something the article leaves open: of any other statement
    that the article is silent is no reason to call it false.
    """
    absent = any(name in case.known.absences for name in case.item.facts)
    for i in case.wrong:
        option, text = case.item.options[i], case.texts[i]
        ground = option.ground.partition(":")[0].strip()
        if option.claim is not None:
            if case.known.prove(option.claim).truth is None:
                yield case.flaw("M2", "no fact makes a wrong option wrong", text, "Leave it out")
        elif not case.hand_written:
            continue  # that it has no claim is a matter of M1
        elif ground not in FALSE_GROUNDS:
            what = f"the ground of a wrong option, {option.ground!r}, is none that is known"
            mend = f"Write one of: {', '.join(FALSE_GROUNDS)}; after it, a colon and words of your own"
            yield case.flaw("M2", what, text, mend)
        elif ground == "not stated" and not absent:
            what = "a wrong option is called false because the article is silent, and the question is not about that"
            mend = "Take an option that the article denies, or name under `absences` what the question is about"
            yield case.flaw("M2", what, text, mend)


# M3, M4 ------------------------------------------------------------------------------------------------------


def _distinct(case: Case) -> Iterator[Flaw]:
    """M4: no two options, statements, premises or responses are one thing, names folded into one."""
    item = case.item
    lists = [case.texts]
    if item.answers:
        lists.append(tuple(words_of(answer) for answer in item.answers))
    for texts in lists:
        seen: dict[str, str] = {}
        for text in texts:
            entity = case.known.entity(text)
            name = entity.id if entity else " ".join(language.tokens(folded(text))) or text
            if name in seen:
                yield case.flaw("M4", "two of its options are one thing", f"{seen[name]}; {text}", "Leave one out")
            seen.setdefault(name, text)


def _alone(case: Case) -> Iterator[Flaw]:
    """M3: no option entails, holds or overlaps another: numbers, dates, places in places, members of groups, words."""
    for i, j in combinations(range(len(case.texts)), 2):
        if _same(case, i, j):
            continue
        if _overlap(case, i, j):
            words = f"{case.texts[i]}; {case.texts[j]}"
            yield case.flaw("M3", "two options overlap, so that one holds or entails the other", words, "Leave one out")


def _same(case: Case, i: int, j: int) -> bool:
    """One thing twice is a matter of M4."""
    one, other = case.entities[i], case.entities[j]
    if one and other and one.id == other.id:
        return True
    return folded(case.texts[i]) == folded(case.texts[j])


def _overlap(case: Case, i: int, j: int) -> bool:
    spans = case.spans[i], case.spans[j]
    if spans[0] and spans[1]:
        return spans[0].meets(spans[1])
    one, other = case.entities[i], case.entities[j]
    if one and other:
        return case.battle.overlap(one.id, other.id)
    return not (spans[0] or spans[1]) and _holds(case.texts[i], case.texts[j])


def _holds(one: str, other: str) -> bool:
    """True when the words of one text stand in the other, in a row: "Rebels" in "Rebels and residents"."""
    short, long = sorted((language.tokens(folded(one)), language.tokens(folded(other))), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


# M5 ----------------------------------------------------------------------------------------------------------


def _one_type(case: Case) -> Iterator[Flaw]:
    """M5: options are all numbers, all dates, all places or all groups, and share a type of the battle file.

    A type is shared when each wrong option has one that a right option has too. What an option is cannot be told from
    words that name nothing in the battle; such options are left to the reader.
    """
    sorts = dict(zip(case.sorts, case.texts, strict=True))
    sorts.pop(None, None)
    if len(case.aspects) > 1:
        words = ", ".join(sorted(aspect.value for aspect in case.aspects))
        yield case.flaw("M5", "its options are about different things", words, "Ask for one of them")
    if len(sorts) > 1:
        mend = "Take options of one sort: numbers, dates, places or groups"
        yield case.flaw("M5", "its options are of different sorts", "; ".join(sorts.values()), mend)
    elif case.item.kind in CHOICES and case.aspects & set(NAMED):
        yield from _one_kind_of_thing(case)


def _one_kind_of_thing(case: Case) -> Iterator[Flaw]:
    """M5 for groups and places: sources are all such as could speak, others share a type with a right option."""
    if Aspect.BY in case.aspects:
        for entity, option in zip(case.entities, case.item.options, strict=True):
            value = option.claim.value if option.claim else ""
            if value not in _PLAIN and not (entity and entity.voice):
                yield case.flaw("M5", "an option could not be a source", words_of(option.text), "Leave it out")
        return
    right = {kind for i in case.right for kind in (case.entities[i].types if case.entities[i] else ())}  # type: ignore[union-attr]
    for i in case.wrong:
        entity = case.entities[i]
        if entity is not None and not right & set(entity.types):
            what = f"a wrong option is of another type ({', '.join(entity.types) or 'none'}) than the key"
            yield case.flaw("M5", what, case.texts[i], "Take one of the same type, or give it that type in battle.toml")
