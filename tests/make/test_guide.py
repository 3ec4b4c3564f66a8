"""The teacher's guide: all of what the battle file tells the teacher, nothing else, and no empty part."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.confusions import Confusion, confusion, examples
from edu.make.markup import words_of
from edu.model.chart import BarChart, Timeline
from edu.model.document import Block, Document, Figure, Heading, Items, Panel, Paragraph, Table, plain
from edu.model.question import FALSE_GROUNDS, Aspect, Kind, Option
from edu.problems import EduError


def under(document: Document, title: str) -> list[Block]:
    """The blocks between a heading and the next."""
    found: list[Block] = []
    inside = False
    for block in document.sections[0].blocks:
        if isinstance(block, Heading):
            inside = plain(block.text) == title
        elif inside:
            found.append(block)
    return found


def column(document: Document, title: str, number: int) -> list[str]:
    (table,) = (block for block in under(document, title) if isinstance(block, Table))
    return [plain(row.cells[number] or ()) for row in table.rows]


@pytest.fixture(scope="module")
def guide(safira: Lesson) -> Document:
    return road.make_guide(safira)


def test_the_plan_fills_fifty_minutes_without_a_gap(guide: Document) -> None:
    spans = [tuple(map(int, re.findall(r"\d+", span))) for span in column(guide, "Plan", 0)]
    assert spans[0][0] == 0
    assert spans[-1][1] == 50
    assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_it_is_the_teachers_copy(guide: Document) -> None:
    assert guide.sections[0].band == "Teacher’s copy: guide"
    assert guide.title == "Teacher’s guide: The Battle of Safira"


def test_every_doubt_of_the_battle_file_is_told_once_and_no_other(safira: Lesson, guide: Document) -> None:
    doubts = {fact.disputed for fact in safira.battle.facts if fact.disputed}
    told = column(guide, "What is disputed or unclear", 1)
    assert sorted(told) == sorted([*doubts, safira.battle.article.years_note])


def test_what_two_voices_tell_differently_is_a_doubt(invented_battle: Callable[[str], Lesson]) -> None:
    """Two dates of one event; counts of one side's dead, those of a part or counted otherwise with their scope."""
    bridge = column(road.make_guide(invented_battle("aliases_and_parts")), "What is disputed or unclear", 1)
    assert any("30 December" in each and "2 January" in each for each in bridge)
    counts = column(road.make_guide(invented_battle("many_sources")), "What is disputed or unclear", 1)
    assert (
        "The infobox gave 150 to 400, Radio Merrow 84 (the guard), the Plateau Herald more than 500 (the guard), "
        "nurses of the field hospital "
        "61 (field hospital), the gravediggers 230 to 250 (valley churchyards), "
        "the district archive 312 (named in lists)."
    ) in counts
    told = ("infobox gave at least 100", "envoy about 200", "veteran of the column up to 100")
    assert any(all(words in each for words in told) for each in counts)


def test_every_two_counts_of_one_thing_that_differ_are_a_doubt(invented: Lesson) -> None:
    """Two voices, one side, one unit and scope, two figures: one row has both, or the battle file says why itself."""
    told = under(road.make_guide(invented), "What is disputed or unclear")
    rows = [plain(row.cells[1] or ()) for block in told if isinstance(block, Table) for row in block.rows]
    counted = [(fact, fact.count) for fact in invented.battle.facts if fact.count and fact.side and not fact.unknown]
    for (one, first), (other, second) in combinations(counted, 2):
        sorts = [(fact.side, count.measure, count.unit, count.scope) for fact, count in ((one, first), (other, second))]
        if sorts[0] != sorts[1] or one.by == other.by or first.quantity == second.quantity:
            continue
        figures = [each.quantity.words() for each in (first, second)]
        notes = {one.disputed, other.disputed} - {""}
        assert any(row in notes or all(figure in row for figure in figures) for row in rows), (one.id, other.id)


def test_every_source_is_among_those_to_talk_about(invented: Lesson) -> None:
    battle = invented.battle
    named = {battle.source_name(fact.by) for fact in battle.facts if fact.named_source}
    points = [block for block in under(road.make_guide(invented), "To talk about") if isinstance(block, Items)]
    told = " ".join(plain(item) for block in points for item in block.items).casefold()
    assert [name for name in sorted(named) if name.replace("'", "’").casefold() not in told.replace("'", "’")] == []


def test_a_doubt_names_the_lines_of_the_handout(safira: Lesson, guide: Document) -> None:
    first, last = safira.lines()["rebels-112"]
    (cell,) = [cell for cell in column(guide, "What is disputed or unclear", 0) if cell.startswith("112 rebels")]
    assert cell == f"112 rebels killed in 72 hours (lines {first}–{last})"


def test_tasks_are_answered_and_sources_named_as_the_battle_file_does(safira: Lesson, guide: Document) -> None:
    answers = column(guide, "Answers to the tasks", 1)
    for task, answer in zip(safira.battle.handout.tasks, answers, strict=True):
        assert answer.startswith(task.answer)
    open_questions, sources = (block for block in under(guide, "To talk about") if isinstance(block, Items))
    asked = {absence.question for absence in safira.battle.absences}
    assert {plain(item) for item in open_questions.items} <= asked
    named = [plain(item).partition(".")[0] for item in sources.items]
    assert named == ["Opposition activists", "SOHR", "Xinhua"]


def test_its_examples_are_of_the_quiz_it_is_printed_with(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 5)
    told = column(road.make_guide(safira, made=quiz), "What lies behind wrong answers", 1)
    texts = [words_of(option.text) for item in quiz.items for option in item.options]
    assert told
    assert all(any(each.startswith(f"“{text}” ") for text in texts) for each in told)


def test_the_content_note_is_that_of_the_battle(safira: Lesson, guide: Document) -> None:
    (panel,) = (block for block in guide.sections[0].blocks if isinstance(block, Panel))
    assert safira.battle.note in [plain(block.text) for block in panel.blocks if isinstance(block, Paragraph)]


def test_no_part_is_empty(invented: Lesson) -> None:
    """A battle without doubts, tasks, numbers or sources has a guide without those parts."""
    blocks = road.make_guide(invented).sections[0].blocks
    for block, after in pairwise((*blocks, None)):
        if isinstance(block, Heading):
            assert after is not None, block
            assert not isinstance(after, Heading) or after.level > block.level, block
        if isinstance(block, Table):
            assert block.rows


def test_every_wrong_option_stands_for_a_confusion(asked: Lesson) -> None:
    for item in asked.items(3):
        for option in item.options:
            if item.kind in (Kind.SINGLE, Kind.SEVERAL) and not option.correct:
                assert confusion(item, option), (item.id, option.text)


def test_wrong_options_of_safira_stand_for_what_they_are_made_of(safira: Lesson, guide: Document) -> None:
    """Judged by reading the questions: a source for another source, a report's day for the event's, and so on."""
    items = {item.id: item for item in safira.items(0)}
    wrong = {name: {confusion(item, o) for o in item.options} - {None} for name, item in items.items()}
    assert wrong["single-source-rebels-112"] == {Confusion.SOURCE}
    assert wrong["several-bounds-inf-rebels-killed"] == {Confusion.BOUND}
    assert wrong["chart-white-streets"] == {Confusion.REPORT}
    told = column(guide, "What lies behind wrong answers", 0)
    assert len(told) == len(set(told)) == len(examples(items.values()))


def test_a_wrong_answer_written_by_hand_goes_by_its_ground(safira: Lesson) -> None:
    item = next(item for item in safira.written if item.kind is Kind.SINGLE)
    named = {ground: confusion(item, Option("x", False, f"{ground}: because", "no")) for ground in FALSE_GROUNDS}
    assert all(named.values())
    assert named["not stated"] is Confusion.SILENCE
    assert confusion(item, Option("x", True, "one value", "yes")) is None


def test_every_confusion_has_its_words(safira: Lesson) -> None:
    for each in Confusion:
        assert all(safira.words.list(f"guide.confusions.{each}", 2))
    with pytest.raises(EduError):
        safira.words.list("guide.confusions.no-such", 2)


def test_the_example_of_a_confusion_is_one_of_it(asked: Lesson) -> None:
    """A question that the article answers was missed; silence is a statement that the article does not make."""
    for each in examples(asked.items(0)):
        open_question = any(o.claim and o.claim.aspect is Aspect.ANSWERED for o in each.item.options)
        assert open_question == (each.confusion is Confusion.MISSED)
        if each.confusion is Confusion.SILENCE:
            assert each.option.ground == "not stated"
        if each.item.family in ("single-date", "single-number"):  # what the article has nowhere is no example
            assert len(each.option.facts) == 2


def test_the_guide_speaks_of_what_the_lesson_has(invented: Lesson) -> None:
    told = " ".join(column(road.make_guide(invented), "Plan", 2))
    handout = road.make_handout(invented).sections[0].blocks
    heads = [plain(block.text) for block in handout if isinstance(block, Heading)]
    assert ("Key facts" in told) <= any(head.startswith("Key facts") for head in heads)
    assert ("How do we know?" in told) <= ("How do we know?" in heads)
    drawn = [block.chart for block in handout if isinstance(block, Figure)]
    titles = {chart.title for chart in drawn}
    assert set(re.findall(r"“([^”]*)”", told)) <= {"Before you read", "How do we know?", "To talk about", *titles}
    ends = [bar.high is None for chart in drawn if isinstance(chart, BarChart) and "killed" in chart.title
            for bar in chart.bars]  # fmt: skip
    white = [mark.reported for chart in drawn if isinstance(chart, Timeline) for mark in chart.marks]
    for one, some, count in (("one bar", "some bars", sum(ends)), ("one mark", "some marks", sum(white))):
        assert (one in told, some in told) == (count == 1, count > 1)
    assert ("who speaks" in told) == any(fact.voice for fact in invented.battle.facts)


def test_a_lesson_with_themes_says_how_to_leave_them_out(invented_battle: Callable[[str], Lesson]) -> None:
    """Whether or not its battle file has a note on its content."""
    lesson = invented_battle("long_names")
    assert lesson.battle.themes
    assert not lesson.battle.content_note
    assert "edu build --leave-out deaths" in str(road.make_guide(lesson).sections[0].blocks)
