"""What two facts tell, and what the handout does not tell, is asked by no item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from edu.lesson import Lesson
from edu.make.questions import generate
from edu.make.review import sound
from edu.make.told import events_told_once, told_facts
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.question import Item, Kind
from edu.model.when import parse_when
from edu.model.wording import Phrase
from edu.problems import EduError


def twice(battle: Battle, name: str, when: str) -> Battle:
    """The battle with one event told again, on another day."""
    fact = battle.fact_by_id[name]
    again = replace(fact, id="again", happened=parse_when(when), reported=None, by="article", ask="plain", question="")
    return replace(battle, facts=(*battle.facts, again))


@pytest.mark.parametrize("name", ["streets", "recaptured"])
def test_an_event_told_twice_stands_in_no_item_on_dates(safira: Lesson, name: str) -> None:
    battle = twice(safira.battle, name, "2013-05-05")
    assert name not in {fact.id for fact in events_told_once(battle)}
    for seed in range(6):
        items = sound(battle, generate(battle, safira.words, seed))
        for item in items:
            if item.kind in (Kind.ORDERING, Kind.CHART) or item.id == "matching-dates":
                assert name not in {fact for option in item.options for fact in option.facts}


def test_every_chart_item_with_options_has_a_right_one(drawn: Callable[[int], tuple[Item, ...]]) -> None:
    for seed in range(12):
        for item in drawn(seed):
            if item.kind is Kind.CHART and item.options:
                assert 0 < sum(option.correct for option in item.options) < len(item.options)


def test_a_count_that_no_chart_draws_is_not_told(safira: Lesson) -> None:
    """The figure of rebels lost stands in the narrative; without its sentence nothing on the handout tells it."""
    sections = tuple(
        replace(
            section,
            paragraphs=tuple(
                replace(
                    paragraph,
                    note_facts=(),
                    sentences=tuple(s for s in paragraph.sentences if "rebels-lost" not in s.facts),
                )
                for paragraph in section.paragraphs
            ),
        )
        for section in safira.battle.narrative
    )
    told = told_facts(replace(safira.battle, narrative=sections))
    assert "rebels-lost" not in told
    assert {"rebels-112", "inf-rebel-strength", "recaptured"} <= told


@pytest.mark.parametrize("heads", [("True", "Untrue", "Unsaid"), ("Yes", "No", "")])
def test_heads_that_begin_alike_are_refused(safira: Lesson, heads: tuple[str, ...]) -> None:
    """The key tells the columns by their first letters."""
    old = safira.words.phrases("statements.heads")[0]
    phrases = {**safira.words.wording.phrases, "statements.heads": tuple(Phrase(head, old.file, 7) for head in heads)}
    words = Words(replace(safira.words.wording, phrases=phrases))
    with pytest.raises(EduError) as caught:
        generate(safira.battle, words, 1)
    assert caught.value.problems[0].line == 7
