"""Each rule of a quiz as a whole: a flawed one is caught with the words at fault, and a sound one passed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.quiz import versions
from edu.make.review import quiz_flaws
from edu.make.review.chance import KeyPlaces
from edu.model.flaw import Flaw
from edu.model.question import Aspect, Claim, Item, Option
from edu.model.quiz import Quiz, Version
from edu.model.rule import REVIEW, RULES
from tests.make.review.small import (
    BOUNDS,
    DATE,
    DIFFERENCE,
    LOSSES,
    NUMBER,
    ORDER,
    PAIRS,
    REPORT_DATE,
    ROWS,
    SHORT,
    SORTING,
    TOWN,
    WRITTEN,
    texts,
)


def quiz(*items: Item, **changes: object) -> Quiz:
    """A quiz of some items in two versions, with a note on every inferred year."""
    chosen, parts, made = versions(items, 2, 7)
    facts = {fact for item in chosen for fact in item.facts}
    whole = Quiz("CODE", 7, "Battle", "battle", "", parts, chosen, made, {}, dict.fromkeys(facts, ("Inferred.",)))
    return replace(whole, **changes)  # type: ignore[arg-type]  # the names of the changes vary from test to test


def version(made: Quiz, **changes: object) -> Quiz:
    """The quiz with its first version changed."""
    return replace(made, versions=(replace(made.versions[0], **changes), *made.versions[1:]))  # type: ignore[arg-type]


def numbered(item: Item, count: int) -> list[Item]:
    """Items alike in all but their ids and facts and some words of their stems."""
    return [
        replace(item, id=f"{item.id}-{n}", facts=(f"f{n}",), stem=f"{item.stem} {n}w {n}x {n}y {n}z")
        for n in range(count)
    ]


SOURCED = replace(SHORT, id="sourced", facts=("clashes",), skill="sourcing", marks=4, rubric=())
MIXED = (replace(TOWN, marks=3), replace(BOUNDS, bloom="analyse", marks=5), replace(SOURCED, bloom="analyse"))
SPREAD = tuple(replace(each, section=f"part {n}") for n, each in enumerate(numbered(SOURCED, 3)))
LONG_KEY = texts(WRITTEN, "When people told somebody of it", "When rebels came", "When it was")


ENDS = replace(
    TOWN,
    id="ends",
    stem="Which of these questions does the article leave without an answer? **Tick one.**",
    options=tuple(
        Option(text, not fact, "open", "It is not said.", (fact,), claim=Claim(fact, Aspect.ANSWERED, text))
        for text, fact in (
            ("Who gave the order?", ""),
            ("Where was the push halted?", "tell-aran-halt"),
            ("Who held the streets?", "streets"),
            ("How long did it last?", "stalemate"),
        )
    ),
    facts=("order",),
)


class Pair(NamedTuple):
    """A rule, a quiz that breaks it, the words or part of the report at fault, and one that keeps it."""

    rule: str
    flawed: Quiz
    at_fault: str
    sound: Quiz


ORDERED = quiz(ORDER, TOWN)
DATES = quiz(DATE, TOWN)
PAIRED = (
    Pair("M7", quiz(*numbered(LONG_KEY, 5)), "longest option in 5 of 5", quiz(*numbered(LONG_KEY, 3))),
    Pair("M14", quiz(replace(TOWN, stem="Which is NOT one?"), DATE, SHORT), "1 of 3", quiz(TOWN, DATE, SHORT)),
    Pair("M21", quiz(DATE, notes={}), "1 November", quiz(DATE)),
    Pair("M26", quiz(*numbered(TOWN, 3)), "Khanasser", quiz(*numbered(TOWN, 2))),
    Pair("Q1", version(quiz(*numbered(TOWN, 15)), options=((0, 1, 2),) * 15), "version A", quiz(*numbered(TOWN, 15))),
    Pair("Q3", quiz(TOWN, replace(SHORT, stem="The push was halted at Tell Aran. **Say why it was so.**")), "Tell Aran",
         quiz(TOWN, replace(SHORT, stem="Tell Aran, Khanasser, Aleppo: **say which of these lies farthest south.**"))),
    Pair("Q3", quiz(replace(DATE, guards=("1 November",)), replace(SHORT, stem="On 1 November, what took place?")),
         "1 November", quiz(replace(DATE, guards=("1 November",)), replace(SHORT, stem="On 11 November, what?"))),
    Pair("Q4", quiz(TOWN, replace(SHORT, facts=TOWN.facts)), "tell-aran-halt", quiz(TOWN, SHORT)),
    Pair("Q4", quiz(replace(TOWN, alone="x"), replace(SHORT, alone="x")), "stands alone",
         quiz(replace(TOWN, alone="x"), replace(SHORT, alone="y"))),
    Pair("Q4", quiz(TOWN, replace(TOWN, id="again", facts=("pushed-north",))), "100% alike", quiz(TOWN, SHORT)),
    Pair("Q5", quiz(TOWN, replace(SHORT, shows=TOWN.facts)), "tell-aran-halt", quiz(TOWN, SHORT)),
    Pair("Q5", quiz(ROWS, replace(SHORT, stem="Say why it is that much of the local population fled the town.")),
         "much of the local", quiz(ROWS, replace(SHORT, stem="What reason does the article give for their flight?"))),
    Pair("Q5", quiz(ENDS, TOWN, REPORT_DATE), "2 of 3 wrong options of ends", quiz(ENDS, TOWN)),
    Pair("Q7", quiz(*MIXED, replace(PAIRS, bloom="remember", marks=7)), "10 of 19",
         quiz(*MIXED, replace(PAIRS, bloom="remember", marks=6))),
    Pair("Q7", quiz(TOWN, replace(SOURCED, marks=4), replace(PAIRS, marks=12)), "4 of 17",
         quiz(TOWN, replace(SOURCED, marks=4), replace(PAIRS, marks=11))),
    Pair("Q7", quiz(*MIXED), "stalemate: 12 of 12", quiz(*SPREAD)),
    Pair("Q11", version(DATES, order=(0, 0)), "version A", DATES),
    Pair("Q11", version(DATES, options=((0, 1, 1), (0, 1, 2))), "each option once", DATES),
    Pair("Q11", version(DATES, options=tuple((2, 1, 0) for _ in DATES.items)), "do not ascend", DATES),
    Pair("Q11", version(ORDERED, options=tuple(tuple(range(len(i.options))) for i in ORDERED.items)),
         "order of the key", ORDERED),
    Pair("several-choice", quiz(replace(BOUNDS, scoring="")), "bounds", quiz(BOUNDS)),
)  # fmt: skip


def flaws(lesson: Lesson, made: Quiz, rule: str = "") -> list[Flaw]:
    return [flaw for flaw in quiz_flaws(lesson.battle, made) if rule in ("", flaw.rule)]


@pytest.mark.parametrize("pair", PAIRED, ids=lambda pair: f"{pair.rule} {pair.at_fault}")
def test_a_flawed_quiz_is_caught_and_a_sound_one_passed(safira: Lesson, pair: Pair) -> None:
    caught = flaws(safira, pair.flawed, pair.rule)
    assert caught
    assert pair.at_fault.casefold() in " ".join(f"{flaw.what} {flaw.words}" for flaw in caught).casefold()
    assert all(flaw.mend and flaw.item == "" for flaw in caught)
    assert [] == [flaw for flaw in flaws(safira, pair.sound, pair.rule) if pair.at_fault in f"{flaw.what} {flaw.words}"]


def test_every_rule_of_quizzes_that_review_holds_has_such_a_pair() -> None:
    of_quizzes = {rule.id for rule in RULES.values() if rule.quiz and rule.held == REVIEW}
    assert of_quizzes <= {pair.rule for pair in PAIRED}


def test_rules_that_review_cannot_hold_say_where_they_are_held() -> None:
    elsewhere = {rule.id for rule in RULES.values() if rule.held != REVIEW}
    assert elsewhere == {"Q2", "Q6", "Q9", "Q10", "Q12"}


def test_a_leak_that_does_not_single_out_the_key_is_a_warning(safira: Lesson) -> None:
    made = quiz(TOWN, replace(SHORT, stem="Tell Aran and Khanasser: **say which of the two lies farther south.**"))
    assert [False] == [flaw.hard for flaw in flaws(safira, made, "Q3")]


def test_shares_are_held_for_a_whole_quiz_and_warned_of_in_a_short_one(safira: Lesson) -> None:
    alike = numbered(TOWN, 20)
    for count, own, hard in ((19, False, False), (20, False, True), (20, True, False)):
        found = quiz_flaws(safira.battle, quiz(*alike[:count]), own)
        assert {hard} == {flaw.hard for flaw in found if flaw.rule == "Q7"}


def test_a_quiz_of_unlike_items_has_no_flaw(safira: Lesson) -> None:
    items = (TOWN, NUMBER, REPORT_DATE, BOUNDS, ROWS, SORTING, LOSSES, DIFFERENCE)
    assert [] == [flaw for flaw in flaws(safira, quiz(*items)) if flaw.hard]


def test_quizzes_are_chosen_again_until_they_have_no_hard_flaw(safira: Lesson) -> None:
    for seed in range(12):
        made = road.make_quiz(safira, seed)
        assert [] == [flaw for flaw in flaws(safira, made) if flaw.hard]


def test_a_version_is_drawn_again_only_where_its_places_are_rejected() -> None:
    """Of many versions some are drawn again, and none is left whose places of keys fail the test (rule Q1)."""
    items = numbered(TOWN, 15)
    ranked, _, made = versions(items, 400, 3)
    places = [key_places(version, items) for version in made]
    most = [max(map(each.count, "012")) for each in places]
    assert 9 == max(most)  # ten of fifteen in one place: chi-square 7.6 at least, beyond 5.991
    assert not any(KeyPlaces(ranked).lopsided(version.options) for version in made)


def key_places(version: Version, items: list[Item]) -> str:
    return "".join(str(version.options[i].index(0)) for i in range(len(items)))
