"""Battles unlike Safira, all invented: nothing in edu knows one battle."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import page
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.charts import charts
from edu.make.evidence import boxed, source_box
from edu.make.key_facts import key_facts
from edu.make.markup import words_of
from edu.make.review import review
from edu.make.review.language import content
from edu.make.told import told_facts
from edu.model.chart import BarChart, Timeline
from edu.model.document import plain
from edu.model.fact import NEVER
from edu.model.question import Aspect, Item, Kind
from edu.model.when import When
from edu.write.figures.bars import FILLS
from tests.make.reasons import said_badly

Invented = Callable[[str], Lesson]

SEEDS = (1, 2, 3)
SAFIRA = re.compile(r"safira|syria|aleppo|nusra|xinhua|sohr|khanasser|tell aran|rebel|government", re.I)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def sound_pdf(path: Path) -> None:
    report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def words_of_pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


# What holds of every one -------------------------------------------------------------------------------------


def test_it_passes_the_check_without_a_problem(invented_folder: Path) -> None:
    checked = run("check", invented_folder)
    assert checked.exit_code == 0, checked.stderr
    _, problems = road.check(invented_folder)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_its_items_are_there_and_sound(asked: Lesson, seed: int) -> None:
    items = asked.items(seed)
    assert items
    assert review(asked.battle, items) == ()
    assert [told for item in items for told in said_badly(item)] == []


def test_it_prints_in_four_versions_and_nothing_of_safira_stands_on_a_page(
    invented_folder: Path, tmp_path: Path
) -> None:
    result = run("build", invented_folder, "-o", tmp_path, "--seed", 1, "--versions", 4)
    assert result.exit_code == 0, result.stderr
    printed = sorted(tmp_path.glob("*.pdf"))
    assert printed
    for path in printed:
        sound_pdf(path)
        assert SAFIRA.findall(words_of_pdf(path)) == []


OF_THE_FRAME = content("list unit force losses includes")
"""Words in which a question wraps an entry of the key facts: "the infobox lists it as a unit"."""


def test_the_handout_has_every_word_of_what_a_question_asks(invented: Lesson) -> None:
    """What a pupil is asked about stands in the story, its notes or the key facts in the same words."""
    battle = invented.battle
    paragraphs = [paragraph for section in battle.narrative for paragraph in section.paragraphs]
    printed = [sentence.text for _, sentence in battle.sentences()] + [paragraph.note for paragraph in paragraphs]
    for panel in key_facts(battle, invented.words):
        printed += [plain(cell) for cells in (panel.head, *(row.cells for row in panel.rows)) for cell in cells if cell]
    there = content(" ".join(printed)) | OF_THE_FRAME
    told = told_facts(battle)
    untold = {}
    for fact in battle.facts:
        if fact.id in told and fact.ask != NEVER and not fact.unknown and fact.panel not in ("where", "when"):
            reason = (fact.cause.what, fact.cause.why) if fact.cause else ()
            source = battle.source_name(fact.by) if fact.named_source else ""
            says = fact.with_count("") if fact.count else fact.clause
            asked = content(" ".join((says, fact.event, *reason, source)))
            untold[fact.id] = asked - there
    assert {name: missing for name, missing in untold.items() if missing} == {}


# What is special about each -----------------------------------------------------------------------------------


def handout_words(lesson: Lesson) -> str:
    with pypdfium2.PdfDocument(road.printed(road.make_handout(lesson))) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def many_items(lesson: Lesson) -> tuple[Item, ...]:
    return tuple(item for seed in range(8) for item in lesson.items(seed))


def test_years_before_the_common_era_are_printed_as_such(invented_battle: Invented) -> None:
    lesson = invented_battle("bce")
    printed = handout_words(lesson)
    assert "27 April to 2 May 312 BCE" in printed
    assert "20 December 313 BCE to 9 January 312 BCE" in printed
    items = many_items(lesson)
    dated = [item for item in items if any(c.claim and isinstance(c.claim.value, When) for c in item.options)]
    assert dated
    for item in dated:
        for option in item.options:
            assert not re.search(r"\b31\d\b(?! BCE)", words_of(option.text)), option.text
    orders = [item for item in items if item.kind is Kind.ORDERING]
    assert orders
    for item in orders:
        ranked = sorted(item.options, key=lambda option: int(option.answer))
        assert [option.facts[0] for option in ranked] == [name for name in IN_ORDER_BCE if name in item.facts]


IN_ORDER_BCE = (
    "well-tax", "truce", "winter-march", "first-charge", "elephants-turned", "withdrew", "envoys", "prisoners-home",
    "tax-ended",
)  # fmt: skip
"""Events of 315 to 310 BCE from earliest to latest."""

INEXACT = {"houses", "inf-garrison-strength", "inf-ring-strength", "inf-garrison-killed", "inf-ring-killed"}


def test_an_inexact_number_is_never_the_key_of_an_exact_one(invented_battle: Invented) -> None:
    lesson = invented_battle("ranges")
    items = many_items(lesson)
    keyed = {
        option.claim.fact
        for item in items
        for option in item.options
        if option.claim and option.claim.aspect is Aspect.COUNT and option.correct
    }
    inexact = {f.id for f in lesson.battle.facts if f.count and not f.count.quantity.exact}
    assert inexact > INEXACT
    assert keyed & inexact == set()
    assert {"sick", "loaves", "inf-guns"} & keyed
    about = {fact.id for fact in lesson.battle.facts if fact.count and fact.count.quantity.about}
    assert about == {"houses", "inf-wounded"}
    agreeing = {o.claim.fact for item in items for o in item.options if o.claim and o.claim.aspect is Aspect.AGREES}
    assert agreeing & about == set()
    numbers = [words_of(o.text) for item in items if item.family == "single-number" for o in item.options]
    assert "18" in numbers
    assert "1" not in numbers  # the article has "1 to 12 officers", and "1 guns" would be ruled out unread


def test_bounds_are_printed_as_they_stand(invented_battle: Invented) -> None:
    printed = handout_words(invented_battle("ranges"))
    for words in ("300 to 500", "at least 2,000", "up to 50", "more than 200", "about 120 to 150", "about 40 houses"):
        assert words.casefold() in printed.casefold()


def test_a_voice_that_the_box_would_lack_is_added_to_it(invented_battle: Invented) -> None:
    lesson = invented_battle("ships_and_horses")
    chosen = [name for name in lesson.battle.handout.evidence if lesson.battle.fact_by_id[name].by != "pilot"]
    battle = replace(lesson.battle, handout=replace(lesson.battle.handout, evidence=tuple(chosen)))
    box = source_box(battle, lesson.words, lesson.lines())
    (named,) = (column.items for column in box.columns if column.head == "A source is given")
    assert any(plain(item).startswith("A harbour pilot: three ships lay on a sandbank (") for item in named)


def test_every_source_that_the_story_names_stands_in_the_box(invented: Lesson) -> None:
    battle = invented.battle
    told = {name for _, sentence in battle.sentences() for name in sentence.facts}
    voices = {battle.fact_by_id[name].by for name in told if battle.fact_by_id[name].named_source}
    box = source_box(battle, invented.words, {}) if battle.handout.evidence else None
    items = [plain(item) for column in box.columns for item in column.items] if box else []
    assert len(items) == len(set(items))
    assert voices <= {fact.by for fact in boxed(battle)}


def test_nought_is_read_as_a_number(invented_battle: Invented) -> None:
    lesson = invented_battle("one_side_unhurt")
    assert lesson.battle.fact_by_id["none-hurt"].clause == "no constables were hurt"
    items = many_items(lesson)
    numbers = [
        option
        for item in items
        for option in item.options
        if option.claim and option.claim.fact == "inf-police-killed" and option.claim.aspect is Aspect.COUNT
    ]
    assert numbers
    assert {(words_of(option.text), option.correct) for option in numbers if option.correct} <= {
        ("0", True),
        ("According to the infobox, 0 were killed on the constables' side.", True),
    }
    for option in numbers:
        assert option.correct == (option.claim is not None and option.claim.value == 0)
    pairs = {item.facts for item in items if item.family == "short-figures"}
    assert not any("inf-carters-wounded" in pair for pair in pairs)  # killed and wounded contradict nobody


def test_an_unknown_entry_is_never_asked(invented_battle: Invented) -> None:
    lesson = invented_battle("unknown_strength")
    unknown = {"inf-north-strength", "inf-south-killed"}
    assert {fact.id for fact in lesson.battle.facts if fact.unknown} == unknown
    for item in many_items(lesson):
        assert not unknown & {*item.facts, *(name for option in item.options for name in option.facts)}
    printed = handout_words(lesson)
    assert printed.count("tated as unknown") >= 2
    assert [chart.name for chart in charts(lesson.battle, lesson.words)] == ["timeline"]  # one number is no comparison


def test_one_day_has_nothing_to_order(invented_battle: Invented) -> None:
    items = many_items(invented_battle("one_day"))
    assert [item.id for item in items if item.kind is Kind.ORDERING] == []
    assert [
        item.id
        for item in items
        if any(option.claim and option.claim.aspect is Aspect.WHEN for option in item.options)
        and item.kind is Kind.SINGLE
    ] == []


def test_without_claims_nobody_is_named_as_a_source(invented_battle: Invented) -> None:
    lesson = invented_battle("no_claims")
    assert {fact.by for fact in lesson.battle.facts} == {"article"}
    skills = {item.skill for item in many_items(lesson)}
    assert "sourcing" not in skills
    assert "cause" in skills
    assert "infobox" not in handout_words(lesson).casefold()


def test_eight_sources_each_keep_their_count(invented_battle: Invented) -> None:
    lesson = invented_battle("many_sources")
    killed = next(
        chart for chart in charts(lesson.battle, lesson.words) if isinstance(chart, BarChart) and chart.name == "killed"
    )
    assert len({bar.source for bar in killed.bars}) == 9
    for item in many_items(lesson):
        for option in item.options:
            if option.claim and option.claim.aspect is Aspect.BY and item.kind is Kind.SINGLE:
                assert option.correct == (lesson.battle.fact_by_id[option.claim.fact].by == option.claim.value)


def test_ships_lost_stand_in_the_key_facts(invented_battle: Invented) -> None:
    lesson = invented_battle("ships_and_horses")
    (panel,) = key_facts(lesson.battle, lesson.words)
    rows = [[plain(cell) for cell in row.cells if cell] for row in panel.rows]
    assert ["Lost", "5\u00a0ships", "At\u00a0least\u00a07\u00a0ships", "The infobox"] in rows


def test_no_two_questions_of_a_quiz_have_one_name_as_their_answer(invented_battle: Invented) -> None:
    lesson = invented_battle("aliases_and_parts")
    named = [[words_of(o.text) for o in item.options if o.correct] for item in lesson.items(1) if "-name-" in item.id]
    assert len(named) > len({name for (name,) in named})
    items = [item for item in road.make_quiz(lesson, 1, versions=1).items if "-name-" in item.id]
    keys = [words_of(option.text) for item in items for option in item.options if option.correct]
    assert len(set(keys)) == len(keys)


def test_parts_and_wholes_are_never_two_answers(invented_battle: Invented) -> None:
    lesson = invented_battle("aliases_and_parts")
    inside = {
        ("castle-quarter", "varn"),
        ("varn", "district"),
        ("castle-brigade", "first-corps"),
        ("first-corps", "blue-army"),
    }
    inside |= {("castle-quarter", "district"), ("castle-brigade", "blue-army"), ("marsh-rifles", "lancers")}
    found = 0
    for item in many_items(lesson):
        values = [str(o.claim.value) for o in item.options if o.claim and o.claim.aspect is Aspect.ENTITY]
        found += len(values)
        if item.kind is Kind.SINGLE:
            assert [(a, b) for a in values for b in values if (a, b) in inside] == []
    assert found


def test_eight_sides_have_a_row_and_a_bar_each_and_forty_events_a_mark(invented_battle: Invented) -> None:
    lesson = invented_battle("eight_sides")
    towns = ["Arlow", "Bruskby", "Corvesey", "Dolmer", "Esselton", "Fennick", "Gorremouth", "Haskel"]
    strength, killed, timeline = charts(lesson.battle, lesson.words)
    for chart in (strength, killed):
        assert isinstance(chart, BarChart)
        assert [bar.label for bar in chart.bars] == towns
        assert [bar.label for bar in chart.bars if bar.unknown] == ["Esselton"]
        assert len({FILLS[bar.side % len(FILLS)] for bar in chart.bars}) == 8
    assert isinstance(timeline, Timeline)
    assert len(timeline.marks) == 40
    (panel,) = key_facts(lesson.battle, lesson.words)
    rows = [[plain(cell) for cell in row.cells if cell] for row in panel.rows]
    assert [plain(head) for head in panel.head] == ["Side", "Who", "Listed strength", "Killed"]
    assert [row[0] for row in rows] == ["Outcome", "Who says so", *towns]
    assert rows[4] == ["Corvesey", "Corvesey Guard", "At\u00a0least\u00a01,200\u00a0people", "About 60"]
    assert rows[6][2:] == ["Stated as unknown"] * 2
    assert rows[0][1].startswith("The eight towns share the salt (")


def test_where_all_figures_are_unknown_none_is_drawn_or_asked(invented_battle: Invented) -> None:
    lesson = invented_battle("nothing_counted")
    unknown = {fact.id for fact in lesson.battle.facts if fact.unknown}
    assert len(unknown) == 4
    assert not any(fact.count for fact in lesson.battle.facts)
    assert [chart.name for chart in charts(lesson.battle, lesson.words)] == ["timeline"]
    assert handout_words(lesson).count("tated as unknown") == 4
    for item in many_items(lesson):
        assert not unknown & {*item.facts, *(name for option in item.options for name in option.facts)}


def test_long_words_stay_whole_and_other_letters_are_printed(invented_battle: Invented) -> None:
    printed = handout_words(invented_battle("long_names"))
    assert not re.search(r"\bbombardme\b", printed)
    for name in (
        "Ḥamāh as-Saghīrah",
        "Győrszentmihályfalva",
        "Nižní Šťáhlavičky",
        "Ærøskjærgård",
        "Ḥiṣn al-Mudawwarah",
    ):
        assert name in printed


def test_a_tiny_battle_says_how_few_questions_it_makes() -> None:
    checked = run("check", Path(__file__).parent / "battles" / "tiny").stderr
    assert re.search(r"a quiz of about [1-4] questions?\.", checked), checked


# 300 events --------------------------------------------------------------------------------------------------


def test_the_huge_battle_has_300_events_that_differ(huge: Lesson) -> None:
    events = [fact.event for fact in huge.battle.facts if fact.event]
    assert len(events) == len(set(events)) == 300
    assert huge.warnings == ()


# Too little --------------------------------------------------------------------------------------------------


NOTHING_TO_ASK = """
format = 1
[battle]
name = "The Meeting at Reed Pool"
place = "Reed Pool, an invented place"
when = "1402-05-01"
[article]
title = "Meeting at Reed Pool"
as_of = "2026-01-01"
sections = [{ name = "Lead", sentences = [2] }]
[[sides]]
id = "hill"
name = "Hill side"
[[sides]]
id = "marsh"
name = "Marsh side"
[[facts]]
id = "met"
says = "two bands met at the pool"
at = ["Lead 1.1"]
by = "article"
ask = "plain"
section = "story"
[[facts]]
id = "rain"
says = "it rained"
at = ["Lead 1.2"]
by = "article"
ask = "plain"
section = "story"
[[narrative]]
id = "story"
heading = ""
[[narrative.paragraphs]]
sentences = [{ text = "Two bands met at the pool.", facts = ["met"] }, { text = "It rained.", facts = ["rain"] }]
[handout]
before_reading = "What is a pool?"
"""


def test_a_battle_with_nothing_to_ask_gives_its_handout_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "reed_pool"
    folder.mkdir()
    (folder / "battle.toml").write_text(NOTHING_TO_ASK, encoding="utf-8")
    assert "no quiz yet" in run("check", folder).stderr
    result = run("build", folder, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "too few facts for a quiz" in result.stderr
    assert [path.name for path in sorted((tmp_path / "out").iterdir())] == ["guide.pdf", "handout.pdf"]
    sound_pdf(tmp_path / "out" / "handout.pdf")
