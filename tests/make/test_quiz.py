"""Choosing questions and ordering versions: the laws a set of papers keeps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.choice import select
from edu.make.key_grid import answer, grid
from edu.make.questions import generate
from edu.make.questions.families import dates, numbers
from edu.make.quiz import quiz, versions
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version, letters
from edu.problems import EduError, ExitCode


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**64), questions=st.integers(1, 17), number=st.integers(1, 7))
def test_versions_are_the_same_items_permuted(safira: Lesson, seed: int, questions: int, number: int) -> None:
    """One column of marks serves all of them, kinds stand together, and no two items rest on one fact."""
    quiz = road.make_quiz(safira, seed, questions, number)
    assert len(quiz.items) == questions
    assert len(quiz.versions) == number
    for version in quiz.versions:
        assert sorted(version.order) == list(range(questions))
        for item, options, answers in zip(quiz.items, version.options, version.answers, strict=True):
            assert sorted(options) == list(range(len(item.options)))
            assert sorted(answers) == list(range(len(item.answers)))
            if item.keep_order:
                assert list(options) == sorted(options)
            if item.kind is Kind.ORDERING:
                ranks = [int(item.options[i].answer) for i in options]
                assert ranks not in (sorted(ranks), sorted(ranks, reverse=True))
    (column,) = {tuple((quiz.items[i].marks, quiz.items[i].kind) for i in version.order) for version in quiz.versions}
    kinds = [kind for _, kind in column]
    assert kinds == sorted(kinds, key=list(Kind).index)
    facts = Counter(fact for item in quiz.items for fact in set(item.facts))
    assert [] == [fact for fact, times in facts.items() if times > 1]


def marked(item: Item, index: int, version: Version) -> list[str]:
    """The answers a pupil who knows everything would write, read off the printed order alone."""
    order = version.options[index]
    match item.kind:
        case Kind.MATCHING:
            printed = [item.answers[i] for i in version.answers[index]]
            return [chr(65 + printed.index(item.options[i].answer)) for i in order]
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            return [item.options[i].answer[0] for i in order]
        case Kind.ORDERING:
            return [item.options[i].answer for i in order]
        case _:
            return [chr(65 + place) for place, i in enumerate(order) if item.options[i].correct]


def test_the_grid_holds_for_every_version(safira: Lesson) -> None:
    for seed in range(5):
        quiz = road.make_quiz(safira, seed)
        for row in grid(quiz, safira.words):
            for place, version in enumerate(quiz.versions):
                index = version.order[row.number - 1]
                item = quiz.items[index]
                if item.options and item.kind is not Kind.CLOZE:
                    assert row.answers[place].split() == marked(item, index, version)
                assert row.marks == item.marks


def test_a_key_position_is_drawn_uniformly(safira: Lesson) -> None:
    """Rule Q2: over 1,000 seeds the pooled positions of keys with four options pass a chi-square test at p > .001."""
    single = [
        item for item in safira.items(0) if item.kind is Kind.SINGLE and len(item.options) == 4 and not item.keep_order
    ]
    seen: Counter[int] = Counter()
    for seed in range(1000):
        items, _, (version,) = versions(single[:4], 1, seed)
        for index, item in enumerate(items):
            right = next(i for i, option in enumerate(item.options) if option.correct)
            seen[version.options[index].index(right)] += 1
    mean = seen.total() / 4
    assert sum((seen[place] - mean) ** 2 / mean for place in range(4)) < 16.27  # 3 degrees of freedom


def test_ranks_of_right_numbers_and_dates_vary(safira: Lesson) -> None:
    """Over all items and seeds the right number or date is first, last and between (rule M15)."""
    ranks: Counter[int] = Counter()
    for seed in range(60):
        for item in generate(safira.battle, safira.words, seed, among=(dates.items, numbers.items)):
            if item.kind is Kind.SINGLE and item.keep_order:
                ranks[next(i for i, option in enumerate(item.options) if option.correct)] += 1
    assert sorted(ranks) == [0, 1, 2, 3]
    assert min(ranks.values()) > 0.1 * ranks.total()


def test_versions_do_not_depend_on_how_many_there_are(safira: Lesson) -> None:
    few, many = road.make_quiz(safira, 5, 15, 2), road.make_quiz(safira, 5, 15, 30)
    assert few.versions == many.versions[:2]


def test_how_many_versions_there_are_does_not_change_the_choice(safira: Lesson) -> None:
    """Not even where the first choice would be refused for what its second version shows."""

    def chosen(count: int) -> tuple[Item, ...]:
        seen: list[tuple[Item, ...]] = []

        def flaws(made: Quiz) -> int:
            seen.append(made.items)
            return int(len(made.versions) > 1 and made.items == seen[0])

        made = quiz(
            safira.items(5), seed=5, blueprint=safira.blueprint, must=frozenset(), questions=None, version_count=count,
            title="A quiz", battle="a_battle", content="", lines={}, notes={},
            content_note="", tasks=(), flaws=flaws,
        )  # fmt: skip
        assert count == len(made.versions)
        return made.items

    assert chosen(1) == chosen(30)


def test_letters_of_versions() -> None:
    assert ["A", "Z", "AA", "AB", "ZZ", "AAA"] == [letters(n) for n in (0, 25, 26, 27, 701, 702)]


@pytest.mark.parametrize(("questions", "number"), [(500, 4), (0, 4), (20, 0), (-3, 4)])
def test_what_cannot_be_made_is_said(safira: Lesson, questions: int, number: int) -> None:
    with pytest.raises(EduError) as caught:
        road.make_quiz(safira, 1, questions, number)
    assert caught.value.code is ExitCode.SHORT
    assert caught.value.problems[0].mend


def test_a_choice_spreads_over_kinds(safira: Lesson) -> None:
    chosen = select(safira.items(3), safira.blueprint, 3)
    kinds = Counter(item.kind for item in chosen)
    assert len(kinds) >= 5


def chosen_facts(quiz: Quiz) -> list[tuple[str, ...]]:
    return [item.facts for item in quiz.items]


def test_the_same_seed_draws_the_same_quiz(safira: Lesson) -> None:
    assert road.make_quiz(safira, 11) == road.make_quiz(safira, 11)
    assert chosen_facts(road.make_quiz(safira, 11)) != chosen_facts(road.make_quiz(safira, 12))


def test_answers_of_a_version_are_asked_by_its_own_order(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 21)
    for first, second in pairwise(quiz.versions):
        for index, item in enumerate(quiz.items):
            if item.kind is Kind.SINGLE and first.options[index] == second.options[index]:
                assert answer(item, index, first, "") == answer(item, index, second, "")
