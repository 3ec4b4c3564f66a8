"""Generated items: sound under every seed, and saying no more than the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.make.markup import words_of
from edu.make.questions import generate, with_scoring
from edu.make.review import review
from edu.model.chart import BarChart
from edu.model.question import Aspect, Item, Kind
from tests.make.reasons import said_badly

Drawn = Callable[[int], tuple[Item, ...]]


def by_id(items: tuple[Item, ...]) -> dict[str, Item]:
    return {item.id: item for item in items}


def test_safira_carries_enough_for_choice(safira: Lesson) -> None:
    items = safira.items(1)
    assert len(items) >= 40
    assert len(safira.written) >= 12
    assert set(Kind) == {item.kind for item in items}


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_every_seed_gives_sound_items(safira: Lesson, seed: int) -> None:
    items = [item for item in safira.items(seed) if item.origin == "generated"]
    assert () == review(safira.battle, items)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        for option in item.options:
            assert option.ground
            assert option.rationale
        if item.kind is Kind.SINGLE:
            assert sum(option.correct for option in item.options) == 1
            assert 3 <= len(item.options) <= 4
        if item.kind is Kind.TRUE_FALSE:
            kinds = Counter(option.answer for option in item.options)
            assert kinds["Not stated"] in (1, 2)
            assert kinds.total() == 4
            assert kinds["False"] >= 1
        if item.kind is Kind.MATCHING:
            assert len(item.answers) > len(item.options)
            assert {option.answer for option in item.options} < set(item.answers)
        if item.kind is Kind.CLOZE:
            assert list(item.answers) == sorted(item.answers, key=str.casefold)


def test_no_question_asks_for_a_number_that_stands_beside_its_bar(invented: Lesson) -> None:
    """Copying a figure is not reading a chart: each number to write has to be worked out."""
    figures = {chart.name: {bar.figure for bar in chart.bars} for chart in bar_charts(invented)}
    asked = [
        item for item in generate(invented.battle, invented.words, 3) if item.chart in figures and not item.options
    ]
    for item in asked:
        assert item.answer.split(" ")[0] not in figures[item.chart], item.stem
    if invented.battle.id == "three_sides":
        assert len(asked) == 4  # a difference for each pair of rows, and the sum of all


def bar_charts(lesson: Lesson) -> list[BarChart]:
    return [chart for chart in charts(lesson.battle, lesson.words) if isinstance(chart, BarChart)]


def test_hand_written_items_are_sound(safira: Lesson) -> None:
    assert () == review(safira.battle, with_scoring(safira.written, safira.words))
    assert [] == [told for item in safira.written for told in said_badly(item)]


def test_the_key_takes_the_words_of_the_handout_for_a_reason(drawn: Drawn) -> None:
    """The article says “reclaim”, the handout “win it back”; of the violence both speak in the same words."""
    items = by_id(drawn(0))
    (aim,), (reason,) = (items[f"short-{name}"].rubric for name in ("bombarded-why", "residents-fled-why"))
    assert "trying to win it back" in aim.accept[0]
    assert reason.accept == ("the same in other words",)
    assert [] == [told for item in items.values() for told in said_badly(item)]


def test_the_same_seed_gives_the_same_items(safira: Lesson) -> None:
    assert generate(safira.battle, safira.words, 9) == generate(safira.battle, safira.words, 9)


def test_the_source_of_the_112_is_the_activists_and_sohr_stays_out(drawn: Drawn) -> None:
    for seed in range(12):
        item = by_id(drawn(seed))["single-source-rebels-112"]
        texts = {option.text: option.correct for option in item.options}
        assert [text for text, right in texts.items() if right] == ["Opposition activists"]
        assert "SOHR" not in texts


def test_bounds_are_read_as_the_infobox_writes_them(drawn: Drawn) -> None:
    for seed in range(12):
        item = by_id(drawn(seed))["several-bounds-inf-soldiers-killed"]
        assert "“7+” were killed" in item.stem
        for option in item.options:
            assert option.correct == (int(option.text.replace(",", "")) >= 7)
        lost = by_id(drawn(seed))["several-bounds-rebels-lost"]
        for option in lost.options:
            assert option.correct == (int(option.text.replace(",", "")) > 200)


def test_the_order_of_events_is_that_of_the_article(safira: Lesson) -> None:
    item = by_id(generate(safira.battle, safira.words, 1))["ordering-long"]
    words = [words_of(option.text).casefold() for option in sorted(item.options, key=lambda option: int(option.answer))]
    expected = ["clashes", "streets", "reinforcements", "last village", "besieged", "recaptured"]
    assert [True] * 6 == [word in text for word, text in zip(expected, words, strict=True)]


def test_nothing_that_must_not_be_asked_is_asked(safira: Lesson) -> None:
    never = {fact.id for fact in safira.battle.facts if fact.ask == "never"}
    assert {"lead-motorway", "lead-seven-months", "inf-rebel-units"} <= never
    for item in (*generate(safira.battle, safira.words, 4), *safira.written):
        assert not never & set(item.facts)
        printed = words_of(" ".join((item.stem, item.passage, *(option.text for option in item.options))))
        for trap in ("M5", "motorway", "207", "312", "319", "Who won", "Unknown"):
            assert trap not in re.sub("“[^”]*”", "", printed)


def test_no_text_with_gaps_rests_on_what_must_not_be_asked(safira: Lesson) -> None:
    """Not its later sentences either."""
    facts = tuple(replace(fact, ask="never") if fact.id == "last-village" else fact for fact in safira.battle.facts)
    battle = replace(safira.battle, facts=facts)
    cloze = [item for item in generate(battle, safira.words, 1) if item.kind is Kind.CLOZE]
    assert cloze
    assert not [item.id for item in cloze if "last-village" in item.facts]


def test_a_report_date_is_never_the_date_of_the_event(safira: Lesson) -> None:
    items = by_id(generate(safira.battle, safira.words, 2))
    for name in ("single-date-streets", "single-date-joined-plant", "single-date-october-siege"):
        assert "report" in items[name].stem


def test_a_claim_keeps_its_source_wherever_it_stands_as_true(safira: Lesson, drawn: Drawn) -> None:
    for seed in range(10):
        for item in drawn(seed):
            if item.kind is not Kind.TRUE_FALSE:
                continue
            for option in item.options:
                fact = safira.battle.fact_by_id.get(option.facts[0])
                if fact is None or fact.ask != "attributed":
                    continue
                named = safira.battle.source_name(fact.by).casefold() if fact.named_source else "report"
                told = words_of(option.text).casefold()
                assert named in told or "source for the statement" in told or "as the date of a report" in told


def test_marks_in_a_battle_s_words_are_printed_as_they_are(safira: Lesson) -> None:
    """Nothing a teacher writes into a fact becomes bold, a link or a gap on the paper."""
    facts = tuple(
        replace(fact, event=f"{fact.event} *so* [it](is)") if fact.event else fact for fact in safira.battle.facts
    )
    seen = 0
    for item in generate(replace(safira.battle, facts=facts), safira.words, 1):
        for option in item.options:
            for words in (words_of(item.stem), words_of(option.text)):
                if "so" in words and "it" in words and "*" in words:
                    seen += 1
                    assert "*so* [it](is)" in words
                assert " so [it" not in words
                assert " so it" not in words
    assert seen > 10


@pytest.mark.parametrize("name", ["statements-fled-where", "judging-streets", "sorting-rebels-112", "ordering-long"])
def test_a_key_that_the_model_does_not_bear_out_is_caught(safira: Lesson, name: str) -> None:
    item = by_id(generate(safira.battle, safira.words, 6))[name]
    assert review(safira.battle, [item]) == ()
    first = item.options[0]
    other = next(o for o in item.options if o.answer not in (first.answer, "Not stated"))
    swapped = {first.text: other.answer, other.text: first.answer}
    options = tuple(replace(option, answer=swapped.get(option.text, option.answer)) for option in item.options)
    assert "M1" in {flaw.rule for flaw in review(safira.battle, [replace(item, options=options)])}


def test_a_figure_of_the_stem_is_no_wrong_number(drawn: Drawn) -> None:
    """The article has "72 hours": 72 is no number that stands nowhere."""
    for seed in range(12):
        item = by_id(drawn(seed)).get("single-number-rebels-112")
        assert item is None or "72" not in {option.text for option in item.options}


def test_a_table_whose_rows_come_from_one_voice_names_it_once(drawn: Drawn) -> None:
    seen = set()
    for seed in range(12):
        for item in drawn(seed):
            if item.kind is not Kind.JUDGING:
                continue
            said = "infobox" if "infobox" in item.stem else "report" if "report" in item.stem else ""
            seen.add(said)
            rows = [words_of(option.text) for option in item.options]
            assert not said or not any(said in row for row in rows)
            assert said or not all(row.startswith("According to the infobox") for row in rows)
    assert seen == {"infobox", "report", ""}


def test_a_bound_reconciles_two_figures_only_where_one_number_agrees_with_both(safira: Lesson, asked: Lesson) -> None:
    """More than 200 leaves no room for 112: it is no reason why both can be right."""
    for lesson in (safira, asked):
        for item in generate(lesson.battle, lesson.words, 3):
            if item.family == "short-figures":
                one, other = (lesson.battle.fact_by_id[name].count for name in item.facts)
                assert one is not None
                assert other is not None
                tops = [count.quantity.high for count in (one, other) if count.quantity.high is not None]
                agree = not tops or max(one.quantity.low, other.quantity.low) <= min(tops)
                assert ("lower bound" in words_of(item.answer)) <= agree


def test_no_row_of_a_table_prints_what_puts_another_right(safira: Lesson, drawn: Drawn) -> None:
    seen = Counter[Aspect]()
    for seed in range(12):
        for item in drawn(seed):
            if item.kind is not Kind.JUDGING:
                continue
            for option in item.options:
                claim = option.claim
                assert claim is not None
                fact = safira.battle.fact_by_id[claim.fact]
                right = safira.battle.source_name(fact.by) if claim.aspect is Aspect.BY else ""
                if claim.aspect is Aspect.WHEN and fact.reported:
                    right = safira.battle.date_words(fact.reported)
                others = [words_of(other.text) for other in item.options if other is not option]
                if right and not option.correct:
                    seen[claim.aspect] += 1
                    assert not any(right.casefold() in other.casefold() for other in others)
    assert set(seen) == {Aspect.BY, Aspect.WHEN}


def test_a_question_that_names_a_source_stands_on_no_paper_that_asks_for_it(drawn: Drawn) -> None:
    """Which place did a convoy reach, according to SOHR? And who said that it did?"""
    shown = [item for seed in range(12) for item in drawn(seed) if item.family == "single-open" and item.shows]
    assert {"convoy-arrived"} <= {fact for item in shown for fact in item.shows}
    for item in shown:
        assert set(item.shows) <= {fact for option in item.options for fact in option.facts}


def test_the_right_date_or_number_is_not_the_only_one_of_the_article(asked: Lesson) -> None:
    """A wrong one rests on two facts: the one it misstates, and the one that has it."""
    for item in asked.items(2):
        if item.family in ("single-date", "single-number"):
            wrong = [option for option in item.options if not option.correct]
            assert any(len(option.facts) > 1 for option in wrong), item.id


def test_a_word_in_a_name_alone_is_not_asked(invented_battle: Callable[[str], Lesson]) -> None:
    """The battle is that of Low Orchard, a farm; no sentence speaks of an orchard."""
    asked = {item.id for item in invented_battle("no_claims").items(1)}
    assert "single-word-abbey" in asked
    assert "single-word-orchard" not in asked
