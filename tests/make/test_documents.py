"""Handout, paper and key as documents, before they are drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass

import pypdfium2
import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.lesson_parts import fact_lines
from edu.make.markup import inline, words_of
from edu.make.words import Words, fill
from edu.model.document import (
    AnswerLines,
    Choices,
    Document,
    Figure,
    Gap,
    Heading,
    Instructions,
    KeyGrid,
    KeyNote,
    NameRow,
    NumberedParagraph,
    Question,
    QuizTitle,
    Run,
    SourceBox,
    Table,
    Task,
    Title,
    WordList,
    plain,
)
from edu.model.question import Kind
from edu.model.wording import Phrase
from edu.problems import EduError


def words_in(value: object) -> str:
    """Every word in a document, in order."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return " ".join(words_in(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(words_in(getattr(value, field.name)) for field in fields(value))
    return ""


@pytest.fixture(scope="module")
def handout(safira: Lesson) -> Document:
    return road.make_handout(safira)


def test_the_handout_has_every_part(handout: Document) -> None:
    blocks = handout.sections[0].blocks
    parts = (Title, NameRow, AnswerLines, Table, NumberedParagraph, Figure, SourceBox, WordList, Task)
    assert [] == [part.__name__ for part in parts if not any(isinstance(block, part) for block in blocks)]
    assert [1, 2, 3] == [block.number for block in blocks if isinstance(block, Figure)]
    for heading in ("Before you read", "How do we know?", "Word list", "Your work"):
        assert any(isinstance(block, Heading) and plain(block.text) == heading for block in blocks)
    assert "22 November 2026" in words_in(blocks)
    assert "Reading grade 9" in words_in(blocks)


def test_the_panel_gives_bounds_and_who_says_so(handout: Document) -> None:
    panel = next(block for block in handout.sections[0].blocks if isinstance(block, Table))
    rows = {plain(row.cells[0] or ()): [plain(cell or ()) for cell in row.cells[1:]] for row in panel.rows}
    assert rows["Killed"] == ["At least 200", "At least 7", "The infobox"]
    assert rows["Listed strength"] == ["1,600\u00a0fighters", "1,200\u00a0soldiers", "The infobox"]
    assert rows["Who"][-1] == "The infobox; the text itself"
    assert plain(panel.caption).endswith("The infobox and the text itself name no source here.")
    assert rows["Where, when"][0] == "Al-Safira, Syria; 6–19 February 2013"  # as in the title and the text
    assert {"Who", "Outcome"} <= rows.keys()


def test_the_box_sorts_by_who_says_it(handout: Document) -> None:
    box = next(block for block in handout.sections[0].blocks if isinstance(block, SourceBox))
    article, named, report = ([plain(item) for item in column.items] for column in box.columns)
    assert any("seven soldiers" in item for item in article)
    assert ["Opposition activists", "SOHR", "Xinhua"] == [item.split(":")[0] for item in named]
    assert len(report) == 3


def test_line_numbers_in_the_box_are_those_of_the_text(safira: Lesson) -> None:
    lines = safira.lines()
    assert all(first <= last for first, last in lines.values())
    assert lines["clashes"] < lines["rebels-112"] < lines["stalemate"] < lines["recaptured"]


def test_the_paper_holds_nothing_of_the_key(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 17)
    told = words_in(road.quiz_paper(safira, quiz).sections)
    for item in quiz.items:
        for option in item.options:
            if len(option.rationale) > 25 and option.rationale not in item.passage and item.kind.value != "cloze":
                assert words_of(option.rationale) not in told
        for row in item.rubric:
            assert row.earns not in told


def test_each_version_has_its_letter_code_marks_and_pages(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 5)
    paper = road.quiz_paper(safira, quiz)
    assert ["A", "B", "C", "D"] == [section.bookmark[-1] for section in paper.sections]
    for section, letter in zip(paper.sections, "ABCD", strict=True):
        assert f"Version {letter}, code {quiz.code}-{letter}" == section.footer
        assert section.fresh_sheet
        top = next(block for block in section.blocks if isinstance(block, QuizTitle))
        questions = [block for block in section.blocks if isinstance(block, Question)]
        assert top.marks == quiz.marks == sum(question.marks for question in questions)
        assert list(range(1, len(quiz.items) + 1)) == [question.number for question in questions]


def test_the_key_explains_every_question_once(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 5)
    blocks = road.quiz_key(quiz, safira.words).sections[0].blocks
    notes = [block for block in blocks if isinstance(block, KeyNote)]
    assert [str(number) for number in (*range(1, len(quiz.items) + 1), 1, 2, 3)] == [note.label for note in notes]
    grids = [block for block in blocks if isinstance(block, KeyGrid)]
    assert [("A", "B", "C", "D")] == [grid.versions for grid in grids]
    told = words_in(notes)
    for item in quiz.items:
        for option in item.options:
            assert plain(inline(option.rationale)) in told or option.answer in told
        for place in item.locators:
            assert place in told


def test_a_key_of_many_versions_has_further_grids(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 5, versions=9)
    blocks = road.quiz_key(quiz, safira.words).sections[0].blocks
    assert [4, 4, 1] == [len(block.versions) for block in blocks if isinstance(block, KeyGrid)]


def test_an_inferred_year_is_marked_in_the_key(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 5)
    dated = [fact for item in quiz.items for fact in item.facts if fact in quiz.notes]
    assert dated
    notes = words_in(road.quiz_key(quiz, safira.words).sections[0].blocks)
    assert "taken to be in 2013" in notes


# Markup and wording ------------------------------------------------------------------------------------------


def test_text_of_the_battle_cannot_become_markup(safira: Lesson) -> None:
    for trap in (
        "**bold**",
        "[x](y)",
        "{{ 7 * 7 }}",
        "<b>",
        "# head",
        "a\nb",
        "1. first",
        "::: tasks",
        "`code`",
        "- item",
    ):
        made = fill(Phrase("{{ value }}", safira.words.phrases("quiz.title")[0].file, 1), value=trap)
        runs = inline(made)
        assert " ".join(trap.split()) == plain(runs)
        assert not any(isinstance(run, Run) and run.bold for run in runs)


def test_bold_and_gaps_are_read() -> None:
    assert (Run("Tick "), Run("one", True), Run(" in "), Gap("(2)"), Run(".")) == inline("Tick **one** in {2}.")


@pytest.mark.parametrize(
    "attack", ["{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}", "{% for %}", "{{ x }}"]
)
def test_a_template_runs_in_a_sandbox_and_fails_with_its_line(safira: Lesson, attack: str) -> None:
    phrase = Phrase("one line\n" + attack, safira.words.phrases("quiz.title")[0].file, 10)
    with pytest.raises(EduError) as caught:
        fill(phrase)
    assert caught.value.problems[0].line == 11


def test_a_missing_phrase_is_named() -> None:
    from edu.model.wording import Wording

    with pytest.raises(EduError, match=r"key\.toml has no phrase 'title'"):
        Words(Wording({}, {}, "")).say("key.title")


def test_a_chart_has_in_the_quiz_the_number_it_has_in_the_handout(invented_battle: Callable[[str], Lesson]) -> None:
    lesson = invented_battle("ships_and_horses")
    handout = {
        block.chart.title: block.number
        for section in road.make_handout(lesson).sections
        for block in section.blocks
        if isinstance(block, Figure)
    }
    quiz = road.quiz_paper(lesson, road.make_quiz(lesson, 3))
    asked = {
        block.figure.chart.title: block.figure.number
        for section in quiz.sections[:1]
        for block in section.blocks
        if isinstance(block, Question) and block.figure
    }
    assert len(asked) > 1
    assert asked.items() <= handout.items()


def test_rows_of_a_table_stand_in_the_key_as_in_the_first_version(safira: Lesson) -> None:
    """So that the letters of its grid can be read down the notes."""
    seen = 0
    for seed in range(4):
        quiz = road.make_quiz(safira, seed)
        key = [block for section in road.quiz_key(quiz, safira.words).sections for block in section.blocks]
        (grid,) = (block for block in key if isinstance(block, KeyGrid))
        for place, index in enumerate(quiz.versions[0].order):
            if quiz.items[index].kind not in (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING):
                continue
            (note,) = (block for block in key if isinstance(block, KeyNote) and block.label == str(place + 1))
            (table,) = (block for block in note.blocks if isinstance(block, Table))
            answers = [words_in(row.cells[1])[:1] for row in table.rows]
            assert " ".join(answers) == grid.rows[place].answers[0]
            seen += 1
    assert seen


def test_a_written_answer_is_found_by_its_note_in_every_version(safira: Lesson) -> None:
    """Versions have written questions in other orders; each names the note that explains what it has there."""
    for seed in range(4):
        quiz = road.make_quiz(safira, seed)
        key = [block for section in road.quiz_key(quiz, safira.words).sections for block in section.blocks]
        (grid,) = (block for block in key if isinstance(block, KeyGrid))
        notes = {block.label: block for block in key if isinstance(block, KeyNote) and block.continued}
        for row in grid.rows:
            for place, told in enumerate(row.answers):
                item = quiz.items[quiz.versions[place].order[row.number - 1]]
                if "note" in told:
                    assert plain(notes[told.split()[-1]].stem) == words_of(item.stem)
        assert any("see note" in told for row in grid.rows for told in row.answers)


def test_the_key_speaks_of_the_infobox_in_words_and_of_nothing_but_answers(safira: Lesson) -> None:
    quiz = road.make_quiz(safira, 3)
    blocks = road.quiz_key(quiz, safira.words).sections[0].blocks
    told = words_in([block for block in blocks if isinstance(block, KeyNote)])
    assert "infobox, strength, Government side" in told
    assert "According to a report of 19 February from an unnamed source, " in told  # whose statements are judged
    (report,) = (extract for item in quiz.items for extract in item.extracts)
    assert "In the box." in told
    assert plain(inline(report)) in told
    assert not re.search(r"infobox, [A-Z]|[a-z][1-9]\b", told)
    assert safira.battle.note not in words_in(blocks)


@pytest.mark.parametrize(("name", "pages"), [("tiny", 2), ("no_claims", 3)])
def test_a_short_key_begins_its_notes_under_the_grid(
    invented_battle: Callable[[str], Lesson], name: str, pages: int
) -> None:
    lesson = invented_battle(name)
    key = road.printed(road.quiz_key(road.make_quiz(lesson, 3), lesson.words))
    with pypdfium2.PdfDocument(key) as pdf:
        assert "Why, or why not" in pdf[0].get_textpage().get_text_bounded()
        assert len(pdf) <= pages


@pytest.mark.parametrize(("name", "circles", "squares"), [("tiny", True, False), ("bce", True, True)])
def test_only_the_shapes_that_a_quiz_has_are_explained(
    invented_battle: Callable[[str], Lesson], name: str, circles: bool, squares: bool
) -> None:
    lesson = invented_battle(name)
    blocks = road.quiz_paper(lesson, road.make_quiz(lesson, 3)).sections[0].blocks
    choices = [b.answer.several for b in blocks if isinstance(b, Question) and isinstance(b.answer, Choices)]
    assert (circles, squares) == (False in choices, True in choices)
    (told,) = (block for block in blocks if isinstance(block, Instructions))
    assert (circles, squares) == (bool(told.circle), bool(told.square))


def test_the_panel_has_no_row_without_a_source_and_no_table_without_a_row(invented: Lesson) -> None:
    blocks = road.make_handout(invented).sections[0].blocks
    heads = [plain(block.text) for block in blocks if isinstance(block, Heading)]
    tables = [block for block in blocks if isinstance(block, Table)]
    panel = [table for table in tables if plain(table.head[-1]) == "Who says so" or plain(table.head[0]) == "Side"]
    assert any(head.startswith("Key facts") for head in heads) == bool(panel)
    assert bool(panel) == any(fact.panel for fact in invented.battle.facts)
    for table in panel:
        if plain(table.head[-1]) == "Who says so":
            assert all(plain(row.cells[-1] or ()).strip() for row in table.rows)
        else:
            (said,) = (row for row in table.rows if plain(row.cells[0] or ()) == "Who says so")
            assert said.cells[1]
            assert all(plain(cell).strip() for cell in said.cells if cell is not None)


def test_the_word_list_has_words_of_the_handout(invented: Lesson) -> None:
    blocks = road.make_handout(invented).sections[0].blocks
    story = words_in([block for block in blocks if not isinstance(block, WordList)]).casefold()
    for block in blocks:
        if isinstance(block, WordList):
            assert [word for word, _ in block.entries if word.casefold().removesuffix("y") not in story] == []


def test_lines_on_a_report_begin_where_the_reader_learns_who_says_so(safira: Lesson) -> None:
    """Behind the sentence on a report stands "It said that ..."; a fact of the article stands by itself."""
    keys = {fact: key for key, sentence in reversed(list(safira.battle.sentences())) for fact in sentence.facts}
    lines = {key: (number * 10, number * 10 + 9) for number, (key, _) in enumerate(safira.battle.sentences())}
    found = fact_lines(safira.battle, lines)
    for report in ("streets", "joined-plant"):
        assert found[report] == (lines[keys[report]][0] - 10, lines[keys[report]][1])
    for own in ("seven-killed", "second-convoy"):  # the second follows words of SOHR's, and names its own voice
        assert found[own] == lines[keys[own]]


_LONG = 4
"""Words from which on a quotation is one of a sentence; fewer name a word, a title or a figure."""


def test_what_the_key_quotes_stands_on_the_handout(asked: Lesson) -> None:
    told = re.sub(r"\s+", " ", words_in(road.make_handout(asked))).casefold()
    for item in asked.items(1):
        for why in (*(option.rationale for option in item.options), item.answer):
            for quoted in re.findall("“([^”]*)”", words_of(why)):
                if len(quoted.split()) >= _LONG:
                    assert quoted.rstrip(".,").casefold() in told, (item.id, quoted)


@pytest.mark.parametrize("name", ["no_claims", "many_sources"])
def test_the_grid_says_what_its_letters_stand_for(invented_battle: Callable[[str], Lesson], name: str) -> None:
    """A teacher who has not the heads of the table before them sees nothing in "N F N T" alone."""
    lesson = invented_battle(name)
    quiz = road.make_quiz(lesson, 3)
    blocks = road.quiz_key(quiz, lesson.words).sections[0].blocks
    (grid,) = (block for block in blocks if isinstance(block, KeyGrid))
    seen = 0
    for row in grid.rows:
        item = quiz.items[quiz.versions[0].order[row.number - 1]]
        if item.kind in (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING):
            (rule,) = (rule for numbers, rule in grid.notes if str(row.number) in numbers.split(", "))
            heads = {words_of(head) for head in item.answers}
            assert [head for head in sorted(heads) if f"{head[0]} {head.lower()}" not in rule] == []
            assert set("".join(row.answers)) - {" "} <= {head[0] for head in heads}
            seen += 1
    assert seen
    assert grid.notes_lead


@pytest.mark.parametrize(("name", "alike"), [("nothing_counted", True), ("tiny", False)])
def test_the_key_says_where_all_versions_are_alike(
    invented_battle: Callable[[str], Lesson], name: str, alike: bool
) -> None:
    """Of three questions none can change places where their options have an order of their own, and each its kind."""
    lesson = invented_battle(name)
    blocks = road.quiz_key(road.make_quiz(lesson, 3), lesson.words).sections[0].blocks
    assert ("All versions are alike" in words_in(blocks)) is alike
