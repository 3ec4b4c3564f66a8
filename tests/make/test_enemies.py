"""Which questions exclude one another, each rule by itself, and why."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu.make.enemies import cliques, groups
from edu.model.question import Difficulty, Item, Kind, Option
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
