"""Which questions exclude one another, each rule by itself, and why."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.make.enemies import cliques, groups, ruled_out
from edu.model.question import Aspect, Claim, Difficulty, Item, Kind, Option
from tests.make.pools import item

NINE = "one two three four five six seven eight nine"
"""Nine words make seven runs of three."""


def statement(text: str) -> Option:
    return Option(text, True, "said", "It is said.")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (item("a", "x", "y"), item("b", "y", "z"), "both rest on y"),
        (item("a", "x"), item("b", "y", shows=("x",)), "one shows x, on which the other rests"),
        (item("a", alone="open question"), item("b", alone="open question"), "a paper has one of “open question”"),
        (item("a", "x"), item("a", "y", difficulty=Difficulty.HARD), "they are forms of one question"),
        (item("a", guards=("112",)), item("b", stem="Who says that 112 died?"), "“112” in one answers the other"),
        (
            item("a", guards=("the mill",)),
            item("b", kind=Kind.SORTING, options=(statement("They burned **The Mill**."),)),
            "“the mill” in one answers the other",
        ),
        (
            item("a", guards=("6 May",)),
            item("b", kind=Kind.DOCUMENTS, extracts=("On 6 May they came.",)),
            "“6 May” in one answers the other",
        ),
        (
            item("a", guards=("40",)),
            item("b", keep_order=True, options=(statement("20"), statement("40"))),
            "“40” in one answers the other",
        ),
        (item("a", stem=f"{NINE} ten"), item("b", stem=NINE), "their stems are alike"),  # 7 of 8 runs
    ],
)
def test_two_that_exclude_one_another(one: Item, other: Item, why: str) -> None:
    for pair in ((one, other), (other, one)):
        assert [(group.members, group.why.casefold()) for group in groups(pair)] == [((0, 1), why.casefold())]


def claimed(text: str, aspect: Aspect, *facts: str, correct: bool = False) -> Option:
    return Option(text, correct, "said", "It is said.", facts, claim=Claim("x", aspect, text))


def test_a_wrong_statement_is_not_put_right_by_another_question() -> None:
    """The Safira quiz of seed 3 asked of a land route that it said, four questions before, was opened again."""
    one = item("a", "x", options=(claimed("The Army did not manage to open a land route.", Aspect.SAYS, "route"),))
    other = item("b", "y", stem="In March a land supply route to the airport of _____ was opened again.")
    (found,) = groups((one, other))
    assert found.members == (0, 1)
    assert groups((one, item("b", "y", stem="In March a land supply route was cut."))) == ()


def test_no_date_is_ruled_out_by_what_others_tell_where_a_battle_is_small() -> None:
    """The bridge was heard to fall on 5 November, said one question, and the other had no other date of the article."""
    days = [claimed("29 October", Aspect.WHEN, "x"), claimed("30 October", Aspect.WHEN, "x")]
    options = (*days, claimed("3 November", Aspect.WHEN, "x", correct=True))
    one = item("a", "x", keep_order=True, options=(*options, claimed("5 November", Aspect.WHEN, "x", "song")))
    other = item("b", "y", extracts=("It was reported on 5 November that the bridge was heard to fall.",))
    (row,) = ruled_out((one, other), small=True)
    assert row.short({0, 1})
    assert not row.short({0})
    assert not row.short({1})
    assert ruled_out((one, other)) == ()
    later = item("b", "y", extracts=("It was reported on 15 November that the bridge was heard to fall.",))
    assert ruled_out((one, later), small=True) == ()


def test_what_is_asked_elsewhere_rules_out_few_questions_that_may_be_open() -> None:
    """One of three may be, so that two are left; in a small battle one costs, and is had only where need be."""
    asked = [claimed(f"Why was {fact} burned?", Aspect.ANSWERED, fact) for fact in ("y", "z", "w")]
    items = (
        item("a", "x", options=(claimed("Who won?", Aspect.ANSWERED, "x", correct=True), *asked)),
        item("b", "y", stem="With what aim was it burned?"),
        item("c", "z", stem="For what reason was it burned?"),
    )
    (binding,) = ruled_out(items)
    assert binding.short({0, 1, 2})
    assert not binding.short({0, 1})
    assert not binding.short({1, 2})
    (costly,) = (row for row in ruled_out(items, small=True) if row.cost)
    assert costly.short({0, 1})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (item("a", "x"), item("b", "y")),
        (item("a", "x", shows=("z",)), item("b", "y", shows=("z",))),  # neither rests on what both show
        (item("a", alone="open question"), item("b", alone="bounds")),
        (item("a", guards=("12",)), item("b", stem="Who says that 112 or 1,12 died?")),  # a part of another number
        (item("a", guards=("mill",)), item("b", options=(statement("mill"), statement("barn")))),
        (item("a", stem=NINE), item("b", stem="one two three four five six seven 8 9")),
    ],
)  # fmt: skip
def test_two_that_may_stand_together(one: Item, other: Item) -> None:
    assert groups((one, other)) == ()


@given(
    st.lists(
        st.tuples(
            st.sets(st.sampled_from("abcdef"), min_size=1, max_size=3),
            st.sets(st.sampled_from("abcdef"), max_size=2),
            st.sampled_from(["", "", "alone"]),
        ),
        max_size=10,
    )
)
def test_wide_groups_hold_the_same_pairs(drawn: list[tuple[set[str], set[str], str]]) -> None:
    items = [
        item(f"q{number}", *sorted(facts), shows=tuple(sorted(shows)), alone=alone)
        for number, (facts, shows, alone) in enumerate(drawn)
    ]
    found = groups(items)
    pairs = {pair for group in found for pair in combinations(group.members, 2)}
    wide = cliques(found, len(items))
    assert pairs == {pair for group in wide for pair in combinations(group, 2)}
    assert len(wide) <= len(found)


def test_reasons_come_in_the_order_of_the_guards_whatever_the_process() -> None:
    """An order taken from hashes would differ from process to process, and with it which of two equals is chosen."""
    guards = tuple(f"place{number}" for number in range(12))
    apart = groups((item("a", guards=guards), *(item(f"b{number}", stem=guard) for number, guard in enumerate(guards))))
    assert [group.members for group in apart] == [(0, number) for number in range(1, 13)]
