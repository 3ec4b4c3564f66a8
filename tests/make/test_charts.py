"""Charts as values: what the article gives, with its bounds, scopes and sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from edu.lesson import Lesson
from edu.make.charts import charts, timeline_facts
from edu.make.told import told_facts
from edu.model.chart import BarChart, Timeline
from edu.model.quantity import Quantity

Invented = Callable[[str], Lesson]


def test_safira_has_three_charts_in_order(safira: Lesson) -> None:
    assert ["strength", "killed", "timeline"] == [chart.name for chart in charts(safira.battle, safira.words)]


def test_strength_is_what_the_infobox_lists(safira: Lesson) -> None:
    chart = charts(safira.battle, safira.words)[0]
    assert isinstance(chart, BarChart)
    expected = [("Rebel side", "1,600", "fighters", 1600, 1600), ("Government side", "1,200", "soldiers", 1200, 1200)]
    assert expected == [(bar.label, bar.figure, bar.unit, bar.low, bar.high) for bar in chart.bars]


def test_each_bar_of_the_dead_has_its_bound_scope_and_source(safira: Lesson) -> None:
    chart = charts(safira.battle, safira.words)[1]
    assert isinstance(chart, BarChart)
    expected = [
        ("Rebel side", "whole battle", "Infobox, no source given", "at least 200", 200, None),
        ("Rebel side", "72 hours", "Opposition activists", "112", 112, 112),
        ("Government side", "whole battle", "Infobox, no source given", "at least 7", 7, None),
        ("Government side", "one checkpoint", "The article, no source given", "7", 7, 7),
    ]
    assert expected == [(bar.label, bar.scope, bar.source, bar.figure, bar.low, bar.high) for bar in chart.bars]
    assert "Do not add" in chart.caption
    assert "must not be added" in chart.alt
    assert "at least 200" in chart.alt


def test_the_timeline_tells_reports_from_events(safira: Lesson) -> None:
    chart = charts(safira.battle, safira.words)[2]
    assert isinstance(chart, Timeline)
    expected = [
        ("6 February", False),
        ("8 February", True),
        ("19 February", True),
        ("Early March", False),
        ("13 October", True),
        ("1 November", False),
    ]
    assert expected == [(mark.date, mark.reported) for mark in chart.marks]
    assert [(6, 2), (19, 2)] == [(day.day, day.month) for day in (chart.battle.first, chart.battle.last)]
    kinds = [mark.kind for mark in chart.marks]
    assert kinds[4] == "reported by Xinhua"
    assert "1–10" in kinds[3]


def test_a_timeline_tells_a_date_that_a_source_gives_from_one_that_the_article_gives(
    safira: Lesson, invented_battle: Callable[[str], Lesson]
) -> None:
    """Of the dam's gates the engineer and the veteran tell two things on two days."""
    lesson = invented_battle("many_sources")
    timeline, plain = charts(lesson.battle, lesson.words)[-1], charts(safira.battle, safira.words)[-1]
    assert isinstance(timeline, Timeline)
    assert isinstance(plain, Timeline)
    told = [("Gates opened", "11 May 1937"), ("Gates burst", "12 May 1937")]
    assert [(mark.label, mark.date) for mark in timeline.marks if mark.claimed] == told
    assert not any(mark.claimed for mark in plain.marks)
    assert "grey" in timeline.alt
    assert "grey" not in plain.alt


SAFIRA_IN_WORDS: dict[str, list[tuple[str, ...]]] = {
    "strength": [("Rebel side", "1,600 fighters"), ("Government side", "1,200 soldiers")],
    "killed": [
        ("must not be added",),
        ("Rebel side", "whole battle", "at least 200", "no source given", "open upwards"),
        ("Rebel side", "72 hours", "112", "Opposition activists"),
        ("Government side", "whole battle", "at least 7", "no source given", "open upwards"),
        ("Government side", "one checkpoint", ": 7,", "The article"),
    ],
    "timeline": [
        ("6 February", "happened", "clashes took place south of the town"),
        ("8 February", "reported", "controlled the streets of the town"),
        ("19 February", "reported", "joined the troops at the plant"),
        ("Early March", "happened", "took the last village on the Aleppo road"),
        ("13 October", "reported by Xinhua", "besieged by government forces"),
        ("1 November", "happened", "recaptured the town"),
    ],
}
"""What the article says of each chart's rows, in their order: who, how many, when, what, and who says so."""


@pytest.mark.parametrize("name", SAFIRA_IN_WORDS)
def test_the_words_in_place_of_a_chart_give_its_message(safira: Lesson, name: str) -> None:
    """Each row is told in a sentence of its own, with all that the chart shows of it."""
    (told,) = (chart.alt for chart in charts(safira.battle, safira.words) if chart.name == name)
    sentences = told.rstrip(".").split(". ")
    places = [
        next((place for place, sentence in enumerate(sentences) if all(part in sentence for part in row)), row)
        for row in SAFIRA_IN_WORDS[name]
    ]
    assert places == [place for place in places if isinstance(place, int)] == sorted(set(places))


def bars(lesson: Lesson, name: str) -> list[tuple[str, str, str]]:
    found = [chart for chart in charts(lesson.battle, lesson.words) if chart.name == name]
    assert [type(chart) for chart in found] == [BarChart]
    return [(bar.label, bar.figure, bar.unit) for bar in getattr(found[0], "bars", ())]


def test_ships_sailors_horses_and_guns_share_no_axis(invented_battle: Invented) -> None:
    lesson = invented_battle("ships_and_horses")
    assert bars(lesson, "strength-ships") == [("Harbour side", "24", "ships"), ("Island side", "31", "ships")]
    sailors = [("Harbour side", "3,100", "sailors"), ("Island side", "at least 2,600", "sailors")]
    assert bars(lesson, "strength") == sailors
    assert bars(lesson, "strength-guns") == [("Island side", "12 to 16", "guns")]
    titles = [chart.title for chart in charts(lesson.battle, lesson.words)][:3]
    assert titles == [f"Listed strength: {sort}" for sort in ("ships", "people", "guns")]


def test_a_lone_number_is_drawn_where_no_words_tell_it(invented_battle: Invented) -> None:
    """The 180 horses stand in the key facts and in the text: a bar beside no other shows nothing more."""
    lesson = invented_battle("ships_and_horses")
    assert "strength-horses" not in [chart.name for chart in charts(lesson.battle, lesson.words)]
    assert "inf-harbour-horses" in told_facts(lesson.battle)
    facts = tuple(replace(fact, panel="") if fact.id == "inf-harbour-horses" else fact for fact in lesson.battle.facts)
    untold = replace(lesson.battle, facts=facts, narrative=())
    assert "strength-horses" in [chart.name for chart in charts(untold, lesson.words)]
    assert "inf-harbour-horses" in told_facts(untold)


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("elephants with riders", ["strength-elephants", "strength"]),
        ("horse archers", ["strength"]),
        ("Horse", ["strength-horses", "strength"]),
        ("ships of the line", ["strength-ships", "strength"]),
        ("militia", ["strength"]),
    ],
)
def test_what_is_counted_is_told_by_the_noun_of_its_unit(safira: Lesson, unit: str, names: list[str]) -> None:
    facts = tuple(
        replace(fact, count=replace(fact.count, quantity=Quantity(1500, 1600), unit=units[fact.count.unit]))
        if fact.count and fact.count.unit in (units := {"fighters": unit, "soldiers": "soldiers"})
        else fact
        for fact in safira.battle.facts
    )
    made = charts(replace(safira.battle, facts=facts), safira.words)
    assert [chart.name for chart in made if chart.name.startswith("strength")] == names


def test_one_sort_of_things_alone_is_the_strength(invented_battle: Invented) -> None:
    lesson = invented_battle("ships_and_horses")
    ships = tuple(
        fact for fact in lesson.battle.facts if not fact.count or fact.count.unit == "ships" or fact.side is None
    )
    assert charts(replace(lesson.battle, facts=ships), lesson.words)[0].name == "strength"
    assert charts(replace(lesson.battle, facts=ships), lesson.words)[0].title == "Listed strength"


def test_three_sides_have_three_bars(invented_battle: Invented) -> None:
    lesson = invented_battle("three_sides")
    assert [figure for _, figure, _ in bars(lesson, "strength")] == ["800", "650", "420"]
    assert [figure for _, figure, _ in bars(lesson, "killed")] == ["95", "at least 60", "at least 30"]


def test_a_number_stated_as_unknown_has_a_row_with_the_word(invented_battle: Invented) -> None:
    lesson = invented_battle("eight_sides")
    strength, killed, _ = charts(lesson.battle, lesson.words)
    assert isinstance(strength, BarChart)
    assert isinstance(killed, BarChart)
    for chart in (strength, killed):
        unknown = [bar.unknown for bar in chart.bars]
        assert unknown == [False] * 4 + [True] + [False] * 3
        assert bars(lesson, chart.name)[4] == ("Esselton", "unknown", "")
    assert "Esselton: unknown." in strength.alt
    assert "Esselton, whole battle: unknown, says Infobox, no source given." in killed.alt
    for chart in (strength, killed):
        assert "“Unknown”: the article itself says so." in chart.caption


def test_what_is_unknown_stands_with_the_people_and_not_among_the_ships(invented_battle: Invented) -> None:
    lesson = invented_battle("ships_and_horses")
    battle = lesson.battle
    (sailors,) = (f for f in battle.facts if f.count and f.count.unit == "sailors" and f.side == battle.sides[0].id)
    unknown = replace(sailors, count=None, unknown=True, panel="strength")
    facts = (replace(sailors, id="other-sailors"), *(unknown if fact is sailors else fact for fact in battle.facts))
    shown = replace(lesson, battle=replace(battle, facts=facts))
    assert ("Harbour side", "unknown", "") in bars(shown, "strength")
    assert [label for label, _, _ in bars(shown, "strength-ships")] == ["Harbour side", "Island side"]


def test_every_figure_keeps_its_bound_and_the_caption_says_how_it_is_drawn(invented_battle: Invented) -> None:
    lesson = invented_battle("many_sources")
    strength, killed, _ = charts(lesson.battle, lesson.words)
    assert isinstance(strength, BarChart)
    assert isinstance(killed, BarChart)
    assert [bar.figure for bar in killed.bars if bar.high is None] == ["more than 500", "at least 100"]
    rounded = [bar.figure for bar in (*strength.bars, *killed.bars) if bar.about]
    assert rounded == ["about 1,500", "about 200"]
    for chart in (strength, killed):
        assert "A jagged end means “about”" in chart.caption
        assert all(bar.figure in chart.alt for bar in chart.bars)
    assert "end means “or more” or “more than”; its length means nothing." in killed.caption
    assert "length" not in strength.caption


@pytest.mark.parametrize(("battle", "said"), [("bce", False), ("safira", True)])
def test_as_which_days_a_part_of_a_month_is_drawn_is_said_where_days_are_seen(
    safira: Lesson, invented_battle: Invented, battle: str, said: bool
) -> None:
    """On the timeline of six years late June is a stroke."""
    lesson = safira if battle == "safira" else invented_battle(battle)
    timeline = charts(lesson.battle, lesson.words)[-1]
    assert isinstance(timeline, Timeline)
    assert any("drawn" in mark.kind for mark in timeline.marks) is said
    assert any("(drawn 1–10)" in mark.kind for mark in timeline.marks) is said


@pytest.mark.parametrize(("battle", "several"), [("three_sides", False), ("long_names", False), ("many_sources", True)])
def test_only_bars_of_one_side_may_overlap(invented_battle: Invented, battle: str, several: bool) -> None:
    lesson = invented_battle(battle)
    killed = next(chart for chart in charts(lesson.battle, lesson.words) if chart.name == "killed")
    assert ("Do not add bars of one side" in killed.caption) is several
    assert ("must not be added" in killed.alt) is several


@pytest.mark.parametrize(
    ("battle", "name", "says", "not_said"),
    [
        ("ranges", "killed", ["dotted", "“more than”"], ["“or more”", "jagged"]),
        ("bce", "strength", ["dotted"], ["length", "jagged"]),
        ("many_sources", "strength", ["jagged", "dotted"], ["length"]),
        ("three_sides", "strength", [], ["arrow", "dotted", "jagged", "nknown"]),
    ],
)
def test_a_caption_explains_the_ends_that_are_there_and_no_others(
    invented_battle: Invented, battle: str, name: str, says: list[str], not_said: list[str]
) -> None:
    lesson = invented_battle(battle)
    (caption,) = (chart.caption for chart in charts(lesson.battle, lesson.words) if chart.name == name)
    assert all(word in caption for word in says)
    assert not any(word in caption for word in not_said)


def test_a_side_without_losses_has_a_bar_of_nought(invented_battle: Invented) -> None:
    assert bars(invented_battle("one_side_unhurt"), "killed")[0] == ("Constables' side", "0", "")


def test_an_event_dated_by_a_source_is_not_told_as_the_articles_own(invented_battle: Invented) -> None:
    lesson = invented_battle("aliases_and_parts")
    timeline = charts(lesson.battle, lesson.words)[-1]
    assert isinstance(timeline, Timeline)
    bridge = [(mark.date, mark.kind) for mark in timeline.marks if mark.row == "The rail bridge was blown up"]
    staff, master = "happened, says the Green staff", "happened, says the station master"
    assert bridge == [("30 December 1878", staff), ("2 January 1879", master)]


def test_years_before_the_common_era_run_forwards(invented_battle: Invented) -> None:
    lesson = invented_battle("bce")
    timeline = charts(lesson.battle, lesson.words)[-1]
    assert isinstance(timeline, Timeline)
    dates = [mark.date for mark in timeline.marks]
    assert dates[:3] == ["315 BCE", "November 313 BCE", "20 December 313 BCE to 9 January 312 BCE"]
    assert dates[-1] == "310 BCE"


@pytest.mark.parametrize("battle", ["one_day", "no_claims", "tiny"])
def test_events_of_one_date_make_no_timeline(invented_battle: Invented, battle: str) -> None:
    """A teacher would say it in a sentence, which the text does: one mark on a line shows no order and no length."""
    lesson = invented_battle(battle)
    assert len({fact.when for fact in lesson.battle.facts if fact.when and fact.event}) == 1
    assert timeline_facts(lesson.battle) == []
    assert [chart.name for chart in charts(lesson.battle, lesson.words)] == []


# Too many events for a timeline ------------------------------------------------------------------------------


def test_of_very_many_events_the_timeline_shows_those_with_a_label(huge: Lesson) -> None:
    labelled = [fact.id for fact in huge.battle.facts if fact.label]
    assert len(labelled) == 30
    assert [fact.id for fact in timeline_facts(huge.battle)] == labelled
    timeline = charts(huge.battle, huge.words)[-1]
    assert isinstance(timeline, Timeline)
    assert len(timeline.marks) == 30


def test_very_many_events_of_which_too_many_are_labelled_have_no_timeline(huge: Lesson) -> None:
    facts = tuple(replace(fact, label=fact.label or "x") if fact.event else fact for fact in huge.battle.facts)
    battle = replace(huge.battle, facts=facts)
    assert timeline_facts(battle) == []
    assert [chart.name for chart in charts(battle, huge.words)] == ["strength", "killed"]
    untold = replace(battle, narrative=(), handout=replace(battle.handout, evidence=()))
    assert "event-007" not in told_facts(untold)


def test_what_all_rows_share_is_said_once_in_the_caption(invented_battle: Invented, safira: Lesson) -> None:
    """In the file of eight towns every number is of the whole battle and from the infobox; Safira's differ in both."""
    lesson = invented_battle("eight_sides")
    killed = next(chart for chart in charts(lesson.battle, lesson.words) if chart.name == "killed")
    assert isinstance(killed, BarChart)
    assert killed.heads == ("Side", "Killed")
    assert {(bar.scope, bar.source) for bar in killed.bars} == {("", "")}
    assert killed.caption.startswith("All rows: whole battle. Infobox, no source given.")
    assert killed.alt.count("whole battle") == len(killed.bars)
    other = charts(safira.battle, safira.words)[1]
    assert isinstance(other, BarChart)
    assert "All rows" not in other.caption
