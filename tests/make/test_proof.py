"""Claims about the Battle of Safira, decided by the article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edu.lesson import Lesson
from edu.make.proof import prove
from edu.model.battle import Battle
from edu.model.fact import Fact
from edu.model.quantity import Quantity
from edu.model.question import Aspect, Claim, Value
from edu.model.when import parse_when

FEB_6, FEB_8, FEB_19 = parse_when("2013-02-06"), parse_when("2013-02-08"), parse_when("2013-02-19")


@pytest.mark.parametrize(
    ("fact", "aspect", "value", "entity", "truth"),
    [
        # Dates: one value, so a disjoint date is false; a date that could be meant is not settled.
        ("clashes", Aspect.WHEN, FEB_6, "", True),
        ("clashes", Aspect.WHEN, FEB_19, "", False),
        ("streets", Aspect.WHEN, FEB_8, "", True),
        ("last-village", Aspect.WHEN, parse_when("2013-03-20"), "", None),
        ("last-village", Aspect.WHEN, parse_when("2013-04-02"), "", False),
        ("clashes", Aspect.WHEN, parse_when("2013-02"), "", None),
        # Numbers: an exact figure has one value; of an open one nothing exact is claimed.
        ("rebels-112", Aspect.COUNT, 112, "", True),
        ("rebels-112", Aspect.COUNT, 200, "", False),
        ("inf-rebels-killed", Aspect.COUNT, 200, "", None),
        # Bounds: "at least" holds its number, "more than" does not; an open end rules nothing out above.
        ("inf-soldiers-killed", Aspect.AGREES, 7, "", True),
        ("inf-soldiers-killed", Aspect.AGREES, 6, "", False),
        ("inf-soldiers-killed", Aspect.AGREES, 30, "", True),
        ("inf-rebels-killed", Aspect.AGREES, 200, "", True),
        ("inf-rebels-killed", Aspect.AGREES, 300, "", True),
        ("rebels-lost", Aspect.AGREES, 200, "", False),
        ("rebels-lost", Aspect.AGREES, 201, "", True),
        # Sources: SOHR is called an opposition group, so a pupil could defend it for the activists.
        ("rebels-112", Aspect.BY, "activists", "", True),
        ("rebels-112", Aspect.BY, "xinhua", "", False),
        ("rebels-112", Aspect.BY, "sohr", "", None),
        ("october-siege", Aspect.BY, "xinhua", "", True),
        # Names: other battalions are not Al-Nusra; rebel forces hold it, and so do not refute it.
        ("checkpoint-attack", Aspect.ENTITY, "nusra", "nusra", True),
        ("checkpoint-attack", Aspect.ENTITY, "government-forces", "nusra", False),
        ("checkpoint-attack", Aspect.ENTITY, "rebel-forces", "nusra", None),
        ("tell-aran-halt", Aspect.ENTITY, "khanasser", "tell-aran", False),
        ("pushed-north", Aspect.ENTITY, "tell-aran", "aleppo", None),
        # Closed lists of the infobox; a part of what is listed is not refuted by its absence.
        ("inf-ninth-division", Aspect.ENTRY, "artillery-brigade", "", True),
        ("inf-ninth-division", Aspect.ENTRY, "nusra", "", False),
        ("inf-ninth-division", Aspect.ENTRY, "reinforcements", "", None),
        # Happened or reported.
        ("clashes", Aspect.REPORTED, "reported", "", False),
        ("joined-plant", Aspect.REPORTED, "reported", "", True),
        # What the article denies, and what it merely does not say.
        ("factory-not-taken", Aspect.SAYS, "rebels captured the military factory in the end", "", False),
        ("factory-not-taken", Aspect.SAYS, "rebels captured the airport of Aleppo", "", None),
        ("civilians-killed", Aspect.ANSWERED, "How many civilians were killed?", "", False),
        ("recaptured", Aspect.ANSWERED, "On what date was the town recaptured?", "", True),
        ("no-such-fact", Aspect.COUNT, 7, "", None),
    ],
)
def test_the_article_decides(
    safira: Lesson, fact: str, aspect: Aspect, value: Value, entity: str, truth: bool | None
) -> None:
    assert truth is prove(safira.battle, Claim(fact, aspect, value, entity)).truth


def with_facts(battle: Battle, *more: Fact) -> Battle:
    return replace(battle, facts=(*battle.facts, *more))


def test_a_statement_told_twice_settles_no_source(safira: Lesson) -> None:
    """A second source for the same words makes a second answer right: neither is asked for."""
    fact = safira.battle.fact_by_id["rebels-112"]
    battle = with_facts(safira.battle, replace(fact, id="again", by="xinhua"))
    assert prove(battle, Claim("rebels-112", Aspect.BY, "xinhua")).truth is None
    assert prove(battle, Claim("rebels-112", Aspect.NAMED, "")).truth is None


def test_an_event_told_twice_settles_no_date(safira: Lesson) -> None:
    fact = safira.battle.fact_by_id["clashes"]
    battle = with_facts(safira.battle, replace(fact, id="again", happened=FEB_19))
    assert prove(battle, Claim("clashes", Aspect.WHEN, FEB_19)).truth is None
    assert prove(battle, Claim("clashes", Aspect.WHEN, FEB_8)).truth is False


def test_two_facts_that_fill_one_gap_settle_no_name(safira: Lesson) -> None:
    fact = safira.battle.fact_by_id["checkpoint-attack"]
    says = fact.says.replace("[Al-Nusra fighters](nusra)", "[government forces](government-forces)")
    battle = with_facts(safira.battle, replace(fact, id="again", says=says, only=("government-forces",)))
    assert prove(battle, Claim("checkpoint-attack", Aspect.ENTITY, "government-forces", "nusra")).truth is None


def test_a_number_told_twice_settles_no_other(safira: Lesson) -> None:
    fact = safira.battle.fact_by_id["rebels-112"]
    assert fact.count is not None
    count = replace(fact.count, quantity=Quantity(200, 200))
    battle = with_facts(safira.battle, replace(fact, id="again", count=count))
    assert prove(battle, Claim("rebels-112", Aspect.COUNT, 200)).truth is None
    assert prove(battle, Claim("rebels-112", Aspect.COUNT, 7)).truth is False
