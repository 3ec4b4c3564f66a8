"""Rules Q1 and Q2: where the right option stands tells nothing, over 1,000 seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key_grid import answer
from edu.make.quiz import versions
from edu.make.review.chance import key_of, tick_one
from edu.make.seats import for_class
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz
from edu.model.roster import Pupil
from tests.bots.positions import Places, independent_p, key_places, p_value, uniform_p

SEEDS = range(1000)


def papers(lessons: Sequence[Lesson]) -> Iterator[list[tuple[tuple[Item, int], ...]]]:
    """For each seed the tick-one items of versions A and B with their key places, from one battle after the other."""
    for number, lesson in enumerate(lessons):
        chosen = road.make_quiz(lesson, number, None, 1).items
        for seed in SEEDS[number :: len(lessons)]:
            items, _, made = versions(chosen, 2, seed)
            yield [tuple(key_places(items, version)) for version in made]


def test_key_places_are_uniform_and_neighbours_independent(
    safira: Lesson, invented_battle: Callable[[str], Lesson]
) -> None:
    lessons = (safira, *(invented_battle(name) for name in ("aliases_and_parts", "bce", "unknown_strength")))
    places = {options: Places(options) for options in (3, 4)}
    across: dict[int, list[tuple[int, int]]] = {3: [], 4: []}
    for first, second in papers(lessons):
        there = {item.id: place for item, place in second}
        for options, each in places.items():
            each.add(first)
            across[options] += [
                (place, there[item.id]) for item, place in first if len(item.options) == options and not item.keep_order
            ]
    for options, each in places.items():
        assert each.counts.total() > 1000
        assert each.chi_p > 0.001
        assert abs(each.repeats_off) < 3
        assert abs(each.runs_z) < 3
        assert independent_p(each.next_to, options) > 0.001
        assert all(place != there for place, there in across[options])  # versions A and B: nothing to copy
        shifts = Counter((there - place) % options for place, there in across[options])
        assert uniform_p([shifts[shift] for shift in range(1, options)]) > 0.001  # nor to reckon with


@pytest.fixture(scope="module")
def twenty(safira: Lesson) -> tuple[Item, ...]:
    """The items of one quiz of twenty."""
    return road.make_quiz(safira, 1, 20, 1).items


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**64), left_out=st.integers(0, 19))
def test_the_order_of_one_item_is_drawn_apart_from_the_others(
    twenty: tuple[Item, ...], seed: int, left_out: int
) -> None:
    """The law behind the figures: an item's options stand as they do, whatever else is on the paper (rule Q1)."""
    chosen = list(twenty)
    whole, _, (all_of_them,) = versions(chosen, 1, seed)
    del chosen[left_out]
    rest, _, (fewer,) = versions(chosen, 1, seed)
    orders = dict(zip((item.id for item in whole), all_of_them.options, strict=True))
    assert {item.id: orders[item.id] for item in rest} == dict(
        zip((item.id for item in rest), fewer.options, strict=True)
    )


def test_versions_one_after_another_and_each_four_differ_where_they_can(twenty: tuple[Item, ...]) -> None:
    """Each place once in four versions; the orders of statements, events and pairs differ from those just before."""
    items, _, made = versions(twenty, 40, seed=1)
    assert made[:5] == versions(twenty, 5, seed=1)[2]
    moved = 0
    for index, item in enumerate(items):
        if item.keep_order or len(item.options) < 3 or item.kind is Kind.CLOZE:
            continue
        moved += 1
        told = [answer(item, index, version, "") for version in made]
        assert all(one != other for one, other in pairwise(told)), item.id
        if len(item.options) == 4 and tick_one(item):
            assert all(len({*told[four : four + 4]}) == 4 for four in range(0, 40, 4))
    assert moved > 8


def test_no_version_has_all_right_options_in_one_place(twenty: tuple[Item, ...]) -> None:
    """By chance 30 of 2,000 versions with four such questions would; with three nothing is refused (rule Q2)."""
    chosen = [item for item in twenty if tick_one(item) and len(item.options) == 4 and not item.keep_order]
    found = []
    for some in (chosen[:4], chosen[:3]):
        items, _, made = versions(some, 2000, seed=1)
        places = [{order.index(key_of(item)) for item, order in zip(items, each.options, strict=True)} for each in made]
        found.append(sum(len(each) == 1 for each in places))
    assert found[0] == 0
    assert 60 < found[1] < 190  # 125 by chance


def chi_square(item: Item, orders: Iterable[Sequence[int]]) -> float:
    """How far the key is from standing as often in each of its four places, over orders of items alike."""
    key = next(place for place, option in enumerate(item.options) if option.correct)
    counts = Counter(order.index(key) for order in orders)
    expected = counts.total() / 4
    return sum((counts[place] - expected) ** 2 / expected for place in range(4))


_REFUSED = 7.815
"""The chi-square of three degrees of freedom that one draw in twenty goes beyond, from the printed tables."""


def test_a_lopsided_paper_of_four_options_is_drawn_again(twenty: tuple[Item, ...]) -> None:
    """Rule Q1, alone and for seats. By chance ten of the 200 versions would go beyond the limit, and six of the 120."""
    item = next(each for each in twenty if tick_one(each) and len(each.options) == 4 and not each.keep_order)
    alike = [replace(item, id=f"{item.id}-{number:02}") for number in range(24)]
    items, parts, made = versions(alike, 200, seed=1)
    assert max(chi_square(item, version.options) for version in made) <= _REFUSED
    room = [Pupil(f"Pupil {number}") for number in range(4)]
    for seed in range(30):
        quiz = Quiz("ANY", seed, "Any", "", "", parts, items, versions(alike, 4, seed)[2], {}, {})
        seated = for_class(quiz, room, (2, 2))
        assert max(chi_square(item, version.options) for version in seated.versions) <= _REFUSED


@pytest.mark.parametrize(
    ("chi_square", "freedom", "expected"),
    [(3.841, 1, 0.05), (5.991, 2, 0.05), (7.815, 3, 0.05), (16.266, 3, 0.001), (26.296, 16, 0.05), (37.697, 15, 0.001)],
)
def test_p_values_are_those_of_the_tables(chi_square: float, freedom: int, expected: float) -> None:
    assert p_value(chi_square, freedom) == pytest.approx(expected, rel=0.01)


def test_leaning_places_are_seen() -> None:
    assert uniform_p([250, 250, 250, 250]) == 1
    assert uniform_p([300, 250, 250, 200]) < 0.001
    assert independent_p([(i % 4, (i + 1) % 4) for i in range(400)], 4) < 0.001
    assert independent_p([(i % 4, i // 4 % 4) for i in range(400)], 4) == 1


def test_runs_that_alternate_or_stick_are_seen(safira: Lesson) -> None:
    item = next(item for item in safira.items(0) if len(item.options) == 4 and not item.keep_order)
    found: Counter[str] = Counter()
    for name, letters in (("alternate", [0, 1, 2, 3] * 4), ("stick", [0] * 4 + [1] * 4 + [2] * 4 + [3] * 4)):
        places = Places(4)
        for _ in range(50):
            places.add([(item, letter) for letter in letters])
        found[name] = round(places.runs_z)
        assert abs(places.repeats_off) > 3
    assert found["alternate"] > 3
    assert found["stick"] < -3
