"""What holds of the questions on any battle at all, worked out anew from the facts."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from edu import lesson as road
from edu.make.markup import words_of
from edu.make.questions import generate
from edu.make.review import review
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.fact import Fact
from edu.model.question import Aspect, Item, Kind, Option
from edu.model.when import When
from tests.battles.drawn import battles

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
FEW = settings(MANY, max_examples=25)
LISTS = (Kind.ORDERING, Kind.SEVERAL, Kind.MATCHING)


@cache
def words() -> Words:
    return road.wording()


def made(battle: Battle, seed: int = 1) -> tuple[Item, ...]:
    return generate(battle, words(), seed)


# An own reading of what is so --------------------------------------------------------------------------------


def days(when: When) -> tuple[int, int]:
    """First and last day a date may mean; a part of a month may lie anywhere in it."""
    first, last = when.first, when.last
    if when.precision == "part":
        month = [day for day in range(28, 32) if _there(first.year, first.month, day)]
        return first.ordinal - first.day + 1, first.ordinal - first.day + month[-1]
    return first.ordinal, last.ordinal


def _there(year: int, month: int, day: int) -> bool:
    leap = (year if year > 0 else year + 1) % 4 == 0 and (
        (year if year > 0 else year + 1) % 100 != 0 or year % 400 == 0
    )
    return day <= {2: 29 if leap else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def apart(one: When, other: When) -> bool:
    (a, b), (c, d) = days(one), days(other)
    return b < c or d < a


def wholes(battle: Battle, name: str) -> set[str]:
    """A group or place with all that it is part of."""
    parts = {entity.id: entity.part_of for entity in battle.entities}
    found = {name}
    while True:
        wider = found | {whole for each in found for whole in parts[each]}
        if wider == found:
            return found
        found = wider


def strangers(battle: Battle, one: str, other: str) -> bool:
    """Whether two groups or places have nothing in common."""
    mine, theirs = wholes(battle, one), wholes(battle, other)
    shared = {entity.id: set(entity.overlaps) for entity in battle.entities}
    meet = any(b in shared[a] or a in shared[b] for a in mine for b in theirs)
    return one not in theirs and other not in mine and not meet


def twins(battle: Battle, fact: Fact) -> list[Fact]:
    """Other facts that tell the same event."""
    mine = fact.event.casefold()
    return [other for other in battle.facts if other.id != fact.id and other.event.casefold() == mine]


def truth(battle: Battle, option: Option) -> bool | None:
    """Whether what an option claims is so; None where this reading has no word on it."""
    claim = option.claim
    if claim is None or claim.fact not in battle.fact_by_id:
        return None
    fact, value = battle.fact_by_id[claim.fact], claim.value
    match claim.aspect:
        case Aspect.WHEN:
            assert isinstance(value, When)
            assert fact.when is not None
            if value == fact.when:
                return True
            assert apart(value, fact.when), (value, fact.when)
            assert all(other.when is not None and apart(value, other.when) for other in twins(battle, fact))
            return False
        case Aspect.COUNT:
            assert fact.count is not None
            assert fact.count.quantity.low == fact.count.quantity.high
            assert not fact.count.quantity.about
            return value == fact.count.quantity.low
        case Aspect.AGREES:
            assert fact.count is not None
            assert not fact.count.quantity.about
            assert isinstance(value, int)
            high = fact.count.quantity.high
            return fact.count.quantity.low <= value and (high is None or value <= high)
        case Aspect.ENTITY:
            if value == claim.entity:
                return True
            assert claim.entity in fact.only
            assert value not in fact.may_also
            assert strangers(battle, claim.entity, str(value))
            return False
        case Aspect.BY:
            return value == fact.by
        case Aspect.NAMED:
            return fact.by in battle.entity_by_id
        case Aspect.REPORTED:
            return fact.happened is None
        case _:
            return None


# Properties --------------------------------------------------------------------------------------------------


def no_hard_flaw(battle: Battle, items: tuple[Item, ...]) -> None:
    assert [(flaw.item, flaw.rule, flaw.what) for flaw in review(battle, items)] == []
    assert len({item.id for item in items}) == len(items)


def right_or_wrong_by_the_facts(battle: Battle, items: tuple[Item, ...]) -> None:
    for item in items:
        for option in item.options:
            told = truth(battle, option)
            if told is None:
                continue
            if item.kind in (Kind.SINGLE, Kind.SEVERAL, Kind.CHART):
                assert option.correct == told, (item.id, option)
            elif item.kind in (Kind.JUDGING, Kind.TRUE_FALSE):
                assert option.answer == item.answers[0 if told else 1], (item.id, option)
            elif item.kind in (Kind.MATCHING, Kind.ORDERING):
                assert told, (item.id, option)


def one_right_and_none_overlapping(battle: Battle, items: tuple[Item, ...]) -> None:
    for item in items:
        right = sum(option.correct for option in item.options)
        if item.kind is not Kind.CLOZE:
            texts = [words_of(option.text).casefold() for option in item.options]
            assert len(set(texts)) == len(texts), (item.id, texts)
        if item.kind is Kind.SEVERAL:
            assert 2 <= right < len(item.options), item.id
        if item.kind is not Kind.SINGLE:
            continue
        assert right == 1, item.id
        assert 3 <= len(item.options) <= 4, item.id
        for one, other in combinations([option.claim for option in item.options if option.claim], 2):
            a, b = one.value, other.value
            if one.fact != other.fact:
                continue  # one date claimed of two events
            if isinstance(a, When) and isinstance(b, When):
                assert apart(a, b), (item.id, a, b)
            elif isinstance(a, str) and a in battle.entity_by_id and str(b) in battle.entity_by_id:
                assert strangers(battle, a, str(b)), (item.id, a, b)
            elif isinstance(a, int):
                assert a != b, item.id


def resting_on_what_may_be_asked(battle: Battle, items: tuple[Item, ...]) -> None:
    shut = {fact.id for fact in battle.facts if fact.ask == "never" or fact.unknown}
    known = {*battle.fact_by_id, *(absence.id for absence in battle.absences)}
    for item in items:
        assert set(item.facts) <= known
        assert not shut & set(item.facts), item.id
        for option in item.options:
            assert not (option.correct and shut & set(option.facts)), (item.id, option)
            assert not (option.claim and option.claim.fact in shut), (item.id, option)


def ordered_as_dates_allow(battle: Battle, items: tuple[Item, ...]) -> None:
    for item in items:
        if item.kind is not Kind.ORDERING:
            continue
        ranked = sorted(item.options, key=lambda option: int(option.answer))
        dates = [battle.fact_by_id[option.facts[0]].when for option in ranked]
        for rank, (one, other) in enumerate(pairwise(dates), 1):
            assert one is not None
            assert other is not None
            assert days(one)[1] < days(other)[0] or (rank, rank + 1) in item.either_order, item.id


def told_with_their_sources(battle: Battle, items: tuple[Item, ...]) -> None:
    """The date of a claim is never given as the article's own (rule M19)."""
    for item in items:
        for option in item.options:
            fact = battle.fact_by_id.get(option.claim.fact) if option.claim else None
            if fact is None or option.claim is None or option.claim.aspect is not Aspect.WHEN or not fact.named_source:
                continue
            told = words_of(f"{item.stem} {option.text} {option.answer}").casefold()
            assert battle.source_name(fact.by).casefold() in told, (item.id, option)


@MANY
@given(battle=battles(), seed=some.integers(0, 2**64))
def test_questions_on_any_battle_hold_by_its_facts(battle: Battle, seed: int) -> None:
    items = made(battle, seed)
    no_hard_flaw(battle, items)
    right_or_wrong_by_the_facts(battle, items)
    one_right_and_none_overlapping(battle, items)
    resting_on_what_may_be_asked(battle, items)
    ordered_as_dates_allow(battle, items)
    told_with_their_sources(battle, items)


@FEW
@given(battle=battles(), seed=some.integers(0, 99))
def test_one_seed_makes_one_set_of_items_and_others_the_same_families(battle: Battle, seed: int) -> None:
    """A list is drawn from all facts, and not every draw gives one: of other families three in four are the same."""
    once = made(battle, seed)
    assert once == made(battle, seed)
    other = made(battle, seed + 1)
    families = [{item.family for item in items if item.kind not in LISTS} for items in (once, other)]
    shared = {item.id for item in once} & {item.id for item in other}
    assert 4 * len(families[0] & families[1]) >= 3 * len(families[0] | families[1]), families
    assert len(shared) >= min(len(once), len(other)) // 2
