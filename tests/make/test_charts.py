"""Charts as values: what the article gives, with its bounds, scopes and sources."""

from __future__ import annotations

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.model.chart import BarChart, Timeline


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
        ("Rebel side", "72 hours, near 8 Feb", "Opposition activists", "112", 112, 112),
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
