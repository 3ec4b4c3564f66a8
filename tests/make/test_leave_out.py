"""What a teacher leaves out stands on no page and in no question, and no key becomes wrong by it."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from itertools import combinations

import pytest

from edu import finding, places
from edu import lesson as road
from edu.lesson import Lesson
from edu.make.key_facts import key_facts
from edu.make.leave_out import leave_out, left_in
from edu.make.listing import item_json
from edu.make.proof import prove
from edu.make.questions import generate
from edu.make.questions.families import dates, numbers
from edu.make.review import review
from edu.make.told import events_told_once
from edu.model.battle import Battle
from edu.model.document import Document, Figure, Paragraph, Table, Task, plain
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Option
from edu.model.when import parse_when
from edu.problems import EduError, ExitCode

SAMPLE = places.templates() / "sample"

SPOKEN_OF = {
    (
        "safira",
        "deaths",
    ): r"\bkill|dead|death|\bdied\b|\blost\b|\bloss|wounded|casualt|\b112\b|\b72\b|(?<![\d,])20[07]\b",
    ("safira", "stockpiles"): r"chemical|stockpile|large store",
    ("sample", "deaths"): r"\bkill|dead|death|\bdied\b|\bhurt\b|losses|\b90\b|\b150\b|\b60\b",
}
"""Words that speak of a theme, found by reading the two battle files."""


def words_in(value: object) -> str:
    """Every word in a value, in order."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return " ".join(words_in(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(words_in(getattr(value, field.name)) for field in fields(value))
    return ""


def load(name: str, *themes: str) -> Lesson:
    return road.load(SAMPLE if name == "sample" else finding.find_battle("battle_of_safira"), themes)


def every_word(lesson: Lesson, seed: int) -> str:
    """All that pupils or teachers may read: handout and guide, every item with its reasons, a quiz and its key."""
    quiz = road.make_quiz(lesson, seed)
    pages = (road.make_handout(lesson), road.make_guide(lesson))
    documents = (*pages, road.quiz_paper(lesson, quiz), road.quiz_key(quiz, lesson.words))
    items = [json.dumps(item_json(item), ensure_ascii=False) for item in lesson.items(seed)]
    rubrics = [words_in((item.rubric, item.levels, item.extracts)) for item in lesson.items(seed)]
    return " ".join((*(words_in(shown(document)) for document in documents), *items, *rubrics))


def shown(document: Document) -> object:
    """The blocks of a document, of a chart without the name that commands know it by."""
    blocks = [block for section in document.sections for block in section.blocks]
    return [replace(b, chart=replace(b.chart, name="")) if isinstance(b, Figure) else b for b in blocks]


@pytest.mark.parametrize(("name", "theme"), SPOKEN_OF)
def test_a_theme_left_out_is_spoken_of_nowhere(name: str, theme: str) -> None:
    speaks = re.compile(SPOKEN_OF[name, theme], re.I)
    lesson = load(name, theme)
    for seed in range(4):
        found = speaks.search(every_word(lesson, seed))
        assert found is None, found
    assert speaks.search(every_word(load(name), 0))


def test_the_other_theme_stays() -> None:
    words = every_word(load("safira", "deaths"), 0)
    assert "chemical weapons" in words
    assert "The lesson mentions stores of chemical weapons." in words
    assert "112 rebels" in every_word(load("safira", "stockpiles"), 0)


@pytest.mark.parametrize("themes", [(), ("deaths",), ("stockpiles",), ("deaths", "stockpiles")])
def test_the_handout_counts_its_figures_and_tasks_anew(themes: tuple[str, ...]) -> None:
    lesson = load("safira", *themes)
    blocks = road.make_handout(lesson).sections[0].blocks
    figures = [block for block in blocks if isinstance(block, Figure)]
    tasks = [block for block in blocks if isinstance(block, Task)]
    deaths = "deaths" in themes
    assert [block.number for block in figures] == ([1, 2] if deaths else [1, 2, 3])
    assert [block.number for block in tasks] == ([1, 2] if deaths else [1, 2, 3])
    panel = next(block for block in blocks if isinstance(block, Table))
    assert ("Killed" in [plain(row.cells[0] or ()) for row in panel.rows]) is not deaths
    said = [plain(block.text) for block in blocks if isinstance(block, Paragraph)]
    assert not re.search(r"Figure \d", " ".join((*said, words_in(tasks))))


def test_the_note_to_the_teacher_speaks_of_what_is_left_in() -> None:
    both, none = load("safira").battle.note, load("safira", "deaths", "stockpiles").battle.note
    assert "people killed" in both
    assert "chemical weapons" in both
    assert none == load("safira").battle.content_note


def test_a_sentence_of_its_own_stays_when_the_next_one_goes() -> None:
    told = " ".join(sentence.text for _, sentence in load("safira", "deaths").battle.sentences())
    assert "Al-Nusra fighters attacked a checkpoint south of the plant." in told
    assert "Seven soldiers" not in told


# Truth -------------------------------------------------------------------------------------------------------


def themed(battle: Battle, name: str, **changes: object) -> Battle:
    """The battle with one more fact: that of this name again, under a theme, with some changes."""
    again = replace(battle.fact_by_id[name], id="again", theme="grim", **changes)  # type: ignore[arg-type]
    return replace(battle, facts=(*battle.facts, again))


def test_what_a_withheld_fact_makes_true_is_never_called_false(safira: Lesson) -> None:
    """Left out of the papers, a fact still stands in the article: an answer it bears out stays unsettled."""
    other_day = themed(safira.battle, "recaptured", happened=parse_when("2013-05-05"), question="")
    claim = Claim("recaptured", Aspect.WHEN, parse_when("2013-05-05"))
    assert prove(safira.battle, claim).truth is False
    for battle in (other_day, leave_out(other_day, {"grim"})):
        assert prove(battle, claim).truth is None
        assert "recaptured" not in {fact.id for fact in events_told_once(battle)}
    says = "at the town of [Khanasser](khanasser), rebels once more halted government reinforcements"
    elsewhere = leave_out(themed(safira.battle, "tell-aran-halt", says=says), {"grim"})
    assert prove(elsewhere, Claim("tell-aran-halt", Aspect.ENTITY, "khanasser", "tell-aran")).truth is None
    source = leave_out(themed(safira.battle, "rebels-112", by="xinhua"), {"grim"})
    assert prove(source, Claim("rebels-112", Aspect.BY, "xinhua")).truth is None
    count = safira.battle.fact_by_id["seven-killed"].count
    assert count
    nine = replace(count, quantity=replace(count.quantity, low=9, high=9))
    number = leave_out(themed(safira.battle, "seven-killed", count=nine), {"grim"})
    assert prove(number, Claim("seven-killed", Aspect.COUNT, 9)).truth is None


def test_a_withheld_number_or_date_is_not_said_to_be_nowhere(safira: Lesson) -> None:
    """A wrong number may be one that the article does not have; a number of a withheld fact it has."""
    strength = safira.battle.fact_by_id["inf-rebel-strength"].count
    assert strength
    other = replace(strength, quantity=replace(strength.quantity, low=1700, high=1700))
    held = {
        "single-number-inf-rebel-strength": ("1,700", themed(safira.battle, "inf-rebel-strength", count=other)),
        "single-date-clashes": ("4 February", themed(safira.battle, "stalemate", happened=parse_when("2013-02-04"))),
    }
    for name, (text, battle) in held.items():
        printed = [
            {
                option.text
                for seed in range(16)
                for item in generate(each, safira.words, seed, among=(dates.items, numbers.items))
                if item.id == name
                for option in item.options
            }
            for each in (safira.battle, leave_out(battle, {"grim"}))
        ]
        assert text in printed[0]
        assert text not in printed[1]


def test_every_theme_of_a_battle_can_be_left_out(asked: Lesson) -> None:
    battle = asked.battle
    for theme in battle.themes:
        lesson = replace(asked, battle=leave_out(battle, {theme.id}))
        held = {fact.id for fact in lesson.battle.withheld}
        road.printed(road.make_handout(lesson))
        items = lesson.items(1)
        assert review(lesson.battle, items) == ()
        named = {name for item in items for name in (*item.facts, *item.shows)}
        assert not held & named
        assert not held & {name for item in items for option in item.options for name in option.facts}


def test_a_list_that_has_lost_an_entry_is_closed_no_longer() -> None:
    sample = load("sample")
    facts = tuple(replace(fact, theme="grim") if fact.id == "inf-riders" else fact for fact in sample.battle.facts)
    battle = leave_out(replace(sample.battle, facts=facts), {"grim"})
    assert any("units of the lowland side" in item.stem for item in generate(sample.battle, sample.words, 1))
    for item in generate(battle, sample.words, 1):
        assert "units of the lowland side" not in item.stem


def test_an_entry_left_out_is_not_said_to_be_missing(safira: Lesson) -> None:
    facts = tuple(
        replace(fact, theme="grim") if fact.id == "inf-rebels-killed" else fact for fact in safira.battle.facts
    )
    (panel,) = key_facts(leave_out(replace(safira.battle, facts=facts), {"grim"}), safira.words)
    killed = next(row for row in panel.rows if plain(row.cells[0] or ()) == "Killed")
    assert [plain(cell or ()) for cell in killed.cells[1:3]] == ["Left out here", "At least 7"]


# What goes with a theme --------------------------------------------------------------------------------------


def test_groups_and_words_of_a_theme_are_offered_nowhere(safira: Lesson) -> None:
    entities = tuple(
        replace(entity, theme="grim") if entity.id in ("residents", "khanasser") else entity
        for entity in safira.battle.entities
    )
    terms = tuple(replace(term, theme="grim") if term.word == "siege" else term for term in safira.battle.terms)
    battle = leave_out(replace(safira.battle, entities=entities, terms=terms), {"grim"})
    offered = {
        option.text for seed in range(5) for item in replace(safira, battle=battle).items(seed)
        for option in item.options if item.kind in (Kind.SINGLE, Kind.MATCHING) and not option.correct
    }  # fmt: skip
    assert not {"Local residents", "Khanasser", "siege"} & offered
    assert "siege" not in battle.handout.words


def test_a_handout_that_prints_no_word_of_its_list_prints_none(safira: Lesson) -> None:
    """An empty list of words in the file means every word; one emptied by leaving out does not."""
    handout = replace(safira.battle.handout, words=("siege",))
    terms = tuple(replace(term, theme="grim") if term.word == "siege" else term for term in safira.battle.terms)
    battle = leave_out(replace(safira.battle, handout=handout, terms=terms), {"grim"})
    assert "slow wearing down" not in words_in(road.make_handout(replace(safira, battle=battle)))


def test_a_section_without_sentences_goes_with_its_heading(safira: Lesson) -> None:
    names = {fact.id for fact in safira.battle.facts if fact.section == "stalemate"}
    facts = tuple(replace(fact, theme="grim") if fact.id in names else fact for fact in safira.battle.facts)
    battle = leave_out(replace(safira.battle, facts=facts), {"grim"})
    assert [section.id for section in battle.narrative] == ["place", "first-days", "aftermath"]
    notes = [paragraph.note for section in battle.narrative for paragraph in section.paragraphs]
    assert not any("Which fighting?" in note for note in notes)  # it rests on the stalemate, in another section


def item(**changes: object) -> Item:
    plainly = Item("hand-x", Kind.SHORT, "?", 1, "remember", "recall", "aftermath", facts=("recaptured",))
    return replace(plainly, **changes)  # type: ignore[arg-type]  # the names of the changes vary from test to test


@pytest.mark.parametrize(
    "gone",
    [
        item(facts=("recaptured", "rebels-112")),
        item(facts=("recaptured", "civilians-killed")),
        item(shows=("rebels-112",)),
        item(options=(Option("112", False, "x", "x", ("rebels-112",)),)),
        item(rubric=(Criterion(1, "x", facts=("rebels-112",)),)),
        item(theme="deaths"),
    ],
    ids=["fact", "absence", "shown", "option", "rubric", "theme"],
)
def test_a_question_goes_with_any_part_that_speaks_of_the_theme(safira: Lesson, gone: Item) -> None:
    battle = leave_out(safira.battle, {"deaths"})
    assert left_in(battle, [item(), gone]) == (item(),)
    assert left_in(safira.battle, [item(), gone]) == (item(), gone)


# Asked for ---------------------------------------------------------------------------------------------------


def test_the_code_tells_a_quiz_with_from_one_without() -> None:
    """Where its questions are others; where none of them speaks of the theme, the papers are the same."""
    names = [(), ("deaths",), ("stockpiles",), ("deaths", "stockpiles"), ("stockpiles", "deaths", "deaths")]
    made = [road.make_quiz(load("safira", *themes), 3) for themes in names]
    for one, other in combinations(made, 2):
        same = (one.items, one.versions) == (other.items, other.versions)
        assert (one.code == other.code) is same
    assert made[0].code != made[1].code
    assert made[-1].code == made[-2].code


def test_a_theme_the_battle_does_not_have_is_a_mistake_on_the_command_line() -> None:
    with pytest.raises(
        EduError, match=r"'death' is no theme of .*\. Did you mean deaths\? .*: deaths, stockpiles"
    ) as e:
        load("safira", "death")
    assert e.value.code == ExitCode.USAGE


def test_leaving_nothing_out_changes_nothing(safira: Lesson) -> None:
    assert leave_out(safira.battle, ()) == safira.battle
