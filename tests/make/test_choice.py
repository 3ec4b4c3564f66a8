"""Choosing by a blueprint: nothing gives anything away, lines hold, the choice is as large as it can be, seeds vary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.choice import select
from edu.make.markup import words_of
from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from edu.model.question import Aspect, Claim, Difficulty, Item, Kind, Option
from edu.problems import EduError, ExitCode
from tests.make.pools import item, pool, together

EVIDENCE = ("sourcing", "bounds", "corroboration", "limits of evidence")


@pytest.fixture(scope="module")
def items(safira: Lesson) -> tuple[Item, ...]:
    return safira.items(0)


def marks(items: Sequence[Item]) -> int:
    return sum(each.marks for each in items)


# What every quiz keeps ---------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_no_question_gives_another_away_and_the_default_keeps_the_rule_of_the_whole_quiz(
    safira: Lesson, seed: int
) -> None:
    """Rules Q3, Q4, Q5; and Q7: recall half of the marks at most, evidence a quarter or more, no section above 40 %."""
    quiz = select(safira.items(seed), safira.blueprint, seed)
    for one, other in combinations(quiz, 2):
        assert together(one, other), (one.id, other.id)
        for asked, shown in ((one, other), (other, one)):
            for guard in asked.guards:
                assert not re.search(rf"\b{re.escape(words_of(guard))}\b", words_of(shown.stem), re.I), asked.id
    assert len(quiz) == 20
    assert marks([each for each in quiz if each.bloom == "remember"]) <= 0.5 * marks(quiz)
    assert marks([each for each in quiz if each.skill in EVIDENCE]) >= 0.25 * marks(quiz)
    for section in {each.section for each in quiz}:
        assert marks([each for each in quiz if each.section == section]) <= 0.4 * marks(quiz)
    assert sum(each.kind in (Kind.ESSAY, Kind.DOCUMENTS) for each in quiz) <= 1
    assert any(each.origin == "hand-written" for each in quiz)


def test_the_same_seed_chooses_the_same(safira: Lesson, items: tuple[Item, ...]) -> None:
    assert select(items, safira.blueprint, 4) == select(items, safira.blueprint, 4)
    assert select(items, safira.blueprint, 4) != select(items, safira.blueprint, 5)


def test_the_order_of_the_pool_does_not_matter(safira: Lesson, items: tuple[Item, ...]) -> None:
    one, other = select(items, safira.blueprint, 4), select(items[::-1], safira.blueprint, 4)
    assert {each.id for each in one} == {each.id for each in other}


def test_questions_take_turns(safira: Lesson, items: tuple[Item, ...]) -> None:
    """Over fifty seeds four papers' worth of questions come up at least, and none comes always."""
    seeds = 50
    used = Counter(each.id for seed in range(seeds) for each in select(items, safira.blueprint, seed))
    assert len(used) >= 80
    assert max(used.values()) < seeds


def test_a_question_that_shuts_many_out_has_its_turn() -> None:
    """By worth alone, one drawn at random would have to outweigh six; the guests see to it that it comes up."""
    narrow = [item(f"narrow{number}", f"fact-{number}") for number in range(6)]
    items = (item("wide", *(f"fact-{number}" for number in range(6))), *narrow, *pool(10))
    used = Counter(each.id for seed in range(60) for each in select(items, Blueprint(questions=8), seed))
    assert used["wide"] >= 6
    assert all(0 < used[each.id] < 60 for each in items)


# The choice is the best there is -----------------------------------------------------------------------------


@st.composite
def pools(draw: st.DrawFn) -> tuple[Item, ...]:
    """Up to nine questions on six facts, some of which show facts or stand alone, some in several forms."""
    made = []
    for number in range(draw(st.integers(1, 9))):
        facts = draw(st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3))
        made.append(
            item(
                f"q{draw(st.integers(0, number))}",
                *sorted(facts),
                stem=f"Number {number}?",
                shows=tuple(sorted(draw(st.sets(st.sampled_from("abcdef"), max_size=1)))),
                alone=draw(st.sampled_from(["", "", "one of these"])),
                marks=draw(st.integers(1, 4)),
                skill=draw(st.sampled_from(["recall", "sourcing", "bounds"])),
                section=draw(st.sampled_from(["dawn", "dusk"])),
            )
        )
    return tuple(made)


AMOUNTS = st.one_of(
    st.integers(0, 5).map(Amount), st.integers(0, 10).map(lambda tenth: Amount(10 * tenth, percent=True))
)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    trait = draw(st.sampled_from([Trait.SKILL, Trait.SECTION]))
    values = ["recall", "sourcing"] if trait is Trait.SKILL else ["dawn", "dusk"]
    least, most = draw(st.sampled_from([(True, False), (False, True)]))
    amount = draw(AMOUNTS)
    return Line(
        picks=((trait, tuple(sorted(draw(st.sets(st.sampled_from(values), min_size=1))))),),
        of=draw(st.sampled_from(Measure)),
        least=amount if least else None,
        most=amount if most else None,
    )


def every_choice(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Every set of questions that may stand on one paper, by trying them all."""
    sets = chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))
    return [chosen for chosen in sets if all(together(one, other) for one, other in combinations(chosen, 2))]


def keeps(line: Line, chosen: Sequence[Item]) -> bool:
    """Whether a choice keeps a line, in exact fractions; questions may be rounded in the line's favour."""
    had, total = sum(line.of.of(item) for item in chosen if line.takes(item)), sum(line.of.of(item) for item in chosen)
    spare = 99 if line.of is Measure.QUESTIONS else 0
    for sign, amount in ((1, line.least), (-1, line.most)):
        if amount and amount.percent and sign * (100 * had - amount.number * total) < -spare:
            return False
        if amount and not amount.percent and sign * (had - amount.number) < 0:
            return False
    return True


@settings(max_examples=120, deadline=None)
@given(items=pools(), lines=st.lists(lines(), max_size=3), questions=st.integers(1, 6), seed=st.integers(0, 99))
def test_a_quiz_is_found_if_there_is_one(items: tuple[Item, ...], lines: list[Line], questions: int, seed: int) -> None:
    """Against trying every choice: the lines hold, or there is no choice of that size in which they would."""
    blueprint = Blueprint(tuple(lines), questions)
    there = [
        chosen
        for chosen in every_choice(items)
        if len(chosen) == questions and all(keeps(line, chosen) for line in lines)
    ]
    if there:
        found = select(items, blueprint, seed)
        assert {id(each) for each in found} in [{id(each) for each in chosen} for chosen in there]
    else:
        with pytest.raises(EduError) as caught:
            select(items, blueprint, seed)
        assert caught.value.code is ExitCode.SHORT


@settings(max_examples=60, deadline=None)
@given(items=pools(), seed=st.integers(0, 99))
def test_a_small_battle_leaves_out_one_in_eight_of_what_fits(items: tuple[Item, ...], seed: int) -> None:
    most = max(len(chosen) for chosen in every_choice(items))
    found = select(items, Blueprint(questions=20, fewer=True, binding=False), seed)
    assert len(found) == most - most // 8
    assert all(together(one, other) for one, other in combinations(found, 2))


@settings(max_examples=60, deadline=None)
@given(items=pools(), wanted=st.integers(1, 12), seed=st.integers(0, 99))
def test_marks_alone_may_be_asked_for(items: tuple[Item, ...], wanted: int, seed: int) -> None:
    there = any(marks(chosen) == wanted for chosen in every_choice(items))
    if there:
        assert marks(select(items, Blueprint(marks=wanted), seed)) == wanted
    else:
        with pytest.raises(EduError, match=rf"{wanted} marks? (is|are) asked for"):
            select(items, Blueprint(marks=wanted), seed)


# Lines -------------------------------------------------------------------------------------------------------


def test_a_line_for_each_value_holds_for_every_one_of_them() -> None:
    items = (*pool(8, section="dawn"), *pool(8, section="dusk"), *pool(8, section="night"))
    blueprint = Blueprint((Line(most=Amount(4), each=Trait.SECTION),), 12)
    for seed in range(5):
        assert Counter(each.section for each in select(items, blueprint, seed)) == {"dawn": 4, "dusk": 4, "night": 4}


def test_a_line_that_gives_way_is_kept_as_nearly_as_can_be() -> None:
    items = (*pool(3, section="dawn"), *pool(9, section="dusk"))
    line = Line(((Trait.SECTION, ("dawn",)),), least=Amount(5))
    chosen = select(items, Blueprint((line,), 6, binding=False), 1)
    assert Counter(each.section for each in chosen) == {"dawn": 3, "dusk": 3}
    with pytest.raises(EduError):
        select(items, Blueprint((line,), 6), 1)


def test_a_line_drawn_now_and_then_holds_in_its_share_of_quizzes() -> None:
    """Thirty of a hundred, give or take three standard errors of a binomial draw (4.6 each)."""
    items = (*pool(1, section="dawn"), *pool(9, section="dusk"))
    line = Line(((Trait.SECTION, ("dawn",)),), least=Amount(1), how_often=30)
    held = [any(each.section == "dawn" for each in select(items, Blueprint((line,), 4), seed)) for seed in range(100)]
    assert 16 <= sum(held) <= 44


def test_of_the_forms_of_a_question_one_is_chosen() -> None:
    forms = tuple(item("q", difficulty=difficulty) for difficulty in Difficulty)
    hard = Line(((Trait.DIFFICULTY, ("hard",)),), least=Amount(1))
    chosen = select((*forms, *pool(5)), Blueprint((hard,), 4), 1)
    assert [each.difficulty for each in chosen if each.id == "q"] == [Difficulty.HARD]
    assert len(chosen) == 4


def test_what_a_question_leaves_open_is_not_told_by_what_the_others_ask() -> None:
    """Rule Q5: two wrong options at least ask what no other question of the paper asks."""
    wrong = tuple(
        Option(f"Why {fact}?", False, "answered", "It is.", (fact,), claim=Claim(fact, Aspect.ANSWERED, f"Why {fact}?"))
        for fact in ("dawn", "dusk", "night")
    )
    key = Option("Who?", True, "open", "Not said.", ("who",), claim=Claim("who", Aspect.ANSWERED, "Who?"))
    ends = item("ends", "who", options=(key, *wrong))
    asking = tuple(item(f"asks {fact}", fact) for fact in ("dawn", "dusk", "night"))
    for seed in range(5):
        chosen = select((ends, *asking, *pool(2)), Blueprint(questions=4), seed, frozenset({"ends"}))
        assert sum(each in asking for each in chosen) == 1
    assert len(select((ends, *asking, *pool(2)), Blueprint(questions=5), 1)) == 5
    assert ends not in select((ends, *asking, *pool(2)), Blueprint(questions=5), 1)


# Questions that have to be in --------------------------------------------------------------------------------


def test_what_has_to_be_in_is_in(safira: Lesson, items: tuple[Item, ...]) -> None:
    for one in items[::7]:
        chosen = select(items, safira.blueprint, 3, frozenset({one.id}))
        assert one.id in {each.id for each in chosen}
        assert len(chosen) >= 15


def test_one_form_of_what_has_to_be_in_is_in() -> None:
    forms = tuple(item("q", f"fact-{difficulty}", difficulty=difficulty) for difficulty in Difficulty)
    clash = item("other", "fact-easy")
    chosen = select((*forms, clash), Blueprint(questions=2), 1, frozenset({"q", "other"}))
    assert {"q", "other"} == {each.id for each in chosen}


def test_two_that_have_to_be_in_and_exclude_one_another_are_named() -> None:
    items = (item("first", "shared"), item("second", "shared"), item("third"))
    with pytest.raises(EduError, match=r"first and second .* exclude one another: both rest on shared") as caught:
        select(items, Blueprint(questions=2), 1, frozenset({"first", "second", "third"}))
    assert caught.value.code is ExitCode.SHORT
    assert caught.value.problems[0].mend


def test_what_has_to_be_in_and_is_not_there_is_named() -> None:
    with pytest.raises(EduError, match="the question gone has to be in and is not there"):
        select(pool(3), Blueprint(questions=2), 1, frozenset({"gone"}))


def test_more_that_have_to_be_in_than_are_asked_for() -> None:
    with pytest.raises(EduError, match="3 questions that have to be in cannot all stand in one quiz"):
        select(pool(4), Blueprint(questions=2), 1, frozenset({"plain0", "plain1", "plain2"}))


# Nothing to choose from --------------------------------------------------------------------------------------


def test_from_no_questions_none_are_chosen() -> None:
    assert select((), Blueprint(questions=20, fewer=True, binding=False), 1) == ()


def test_the_size_that_is_told_is_that_of_a_quiz(safira: Lesson) -> None:
    assert road.quiz_size(safira) == len(road.make_quiz(safira, 0).items) == 20
