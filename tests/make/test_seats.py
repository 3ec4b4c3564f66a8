"""Rule Q12: neighbours never have the same version, nor the same letter where options may be permuted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import perm, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key_grid import answer
from edu.make.quiz import versions
from edu.make.review.chance import key_of, tick_one
from edu.make.seats import for_class, room
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz
from edu.model.roster import Pupil, Seat
from edu.problems import EduError


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    return road.make_quiz(safira, seed=7, versions=4)


def drawn(made: Quiz, seed: int) -> Quiz:
    """The same quiz under another seed."""
    return replace(made, seed=seed, versions=versions(made.items, 4, seed)[2])


def pupils(count: int) -> list[Pupil]:
    return [Pupil(f"Pupil {number:02}", "9B") for number in range(1, count + 1)]


def key_places(quiz: Quiz) -> dict[tuple[str, int], int]:
    """For each version and item that has one right option to tick, and an order to permute, where that stands."""
    return {
        (version.letter, index): version.options[index].index(key_of(item))
        for version in quiz.versions
        for index, item in enumerate(quiz.items)
        if tick_one(item) and not item.keep_order
    }


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**64), rows=st.integers(1, 8), columns=st.integers(1, 8), data=st.data())
def test_neighbours_share_no_version_and_no_letter(
    made: Quiz, seed: int, rows: int, columns: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, rows * columns))
    seated = for_class(drawn(made, seed), pupils(count), (rows, columns))
    assert count == len(seated.pupils) == len({pupil.seat for pupil in seated.pupils})
    places = key_places(seated)
    for one, other in combinations(seated.pupils, 2):
        assert one.seat is not None
        assert other.seat is not None
        if not one.seat.beside(other.seat):
            continue
        assert one.version != other.version
        diagonal = one.seat.row != other.seat.row and one.seat.column != other.seat.column
        for index, item in enumerate(made.items):
            if (one.version, index) not in places or (diagonal and len(item.options) < 4):
                continue  # of three letters, four that all sit beside one another must share one
            assert places[one.version, index] != places[other.version, index]


def test_seats_change_no_version(made: Quiz) -> None:
    seated = for_class(made, pupils(4), (2, 2))
    assert seated.versions == made.versions


def test_key_places_are_drawn_for_each_item_by_itself(made: Quiz) -> None:
    """No shift from one version to another holds for a whole paper, and every place is as likely."""
    counts: Counter[int] = Counter()
    shifts: Counter[int] = Counter()
    for seed in range(150):
        seated = for_class(drawn(made, seed), pupils(4), (2, 2))
        places = key_places(seated)
        for (letter, index), place in places.items():
            if len(made.items[index].options) == 4:
                counts[place] += letter == "A"
                shifts[(places["B", index] - places["A", index]) % 4] += letter == "A"
    assert 0 == shifts[0]
    for found, places_there in ((counts, 4), (shifts, 3)):
        expected = sum(found.values()) / places_there
        assert expected > 100
        assert all(abs(each - expected) < 5 * expected**0.5 for each in found.values() if each)


@pytest.mark.parametrize("seed", range(4))
def test_no_table_or_list_can_be_copied_from_beside_before_or_behind(safira: Lesson, seed: int) -> None:
    """Nor, where there are four letters or more, from a diagonal neighbour; what cannot differ in all is diagonal."""
    seated = for_class(road.make_quiz(safira, seed=seed, versions=4), pupils(4), (2, 2))
    for (one, mine), (other, theirs) in combinations(enumerate(seated.versions), 2):
        diagonal = one + other == 3
        for index, item in enumerate(seated.items):
            if item.keep_order or tick_one(item) or len(item.options) < 2 or item.kind is Kind.CLOZE:
                continue
            answers = [answer(item, index, version, "").split() for version in (mine, theirs)]
            if item.kind is Kind.MATCHING:
                mine_of, theirs_of = (
                    dict(zip(version.options[index], letters, strict=True))
                    for version, letters in zip((mine, theirs), answers, strict=True)
                )
                assert len(item.answers) < 4 or not any(mine_of[row] == theirs_of[row] for row in mine_of)
                assert diagonal or not any(a == b for a, b in zip(*answers, strict=True))
            elif not diagonal or perm(len(item.options)) // repeats(item) >= 4:
                assert answers[0] != answers[1]


def repeats(item: Item) -> int:
    """Of how many orders of an item's options the answers look alike."""
    if item.kind is Kind.ORDERING:
        return 1
    alike = Counter(option.correct if item.kind is Kind.SEVERAL else option.answer for option in item.options)
    return prod(perm(count) for count in alike.values())


def test_a_pupil_who_joins_changes_no_others_version(made: Quiz) -> None:
    few, more = for_class(made, pupils(9)), for_class(made, [Pupil("A pupil who joined", "9B"), *pupils(9)])
    assert few.pupils == more.pupils[1:]
    assert few.versions == more.versions
    assert few.code == more.code == made.code


def test_papers_lie_in_handing_out_order(made: Quiz) -> None:
    there = [
        Pupil("Back", seat=Seat(2, 0)),
        Pupil("Front right", seat=Seat(0, 1)),
        Pupil("Front left", seat=Seat(0, 0)),
    ]
    seated = for_class(made, there)
    assert ["Front left", "Front right", "Back"] == [pupil.name for pupil in seated.pupils]


@pytest.mark.parametrize("written", ["5", "5x", "0x3", "703x1", "rows", "-1x2", "5x6x7"])
def test_a_room_that_cannot_be_understood(written: str) -> None:
    with pytest.raises(EduError, match="cannot be understood"):
        room(written)


def test_a_room_that_is_too_small_or_lacks_a_seat(made: Quiz) -> None:
    assert (5, 6) == room(" 5 X 6")
    with pytest.raises(EduError, match="holds 4 pupils, and 5 are in class 9B"):
        for_class(made, pupils(5), (2, 2))
    with pytest.raises(EduError, match=r"has no seat C1\. Mend the list, whose seats may be A1 to B2, or"):
        for_class(made, [Pupil("Pupil", seat=Seat(2, 0))], (2, 2))
    with pytest.raises(EduError, match="needs four versions"):
        for_class(replace(made, versions=made.versions[:2]), pupils(2), (2, 2))
