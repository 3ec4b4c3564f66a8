"""The solver's eyes: words on pages become questions again, wording becomes a grammar, words become values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edu.model.battle import Battle
from edu.model.document import (
    AnswerSpace,
    Choices,
    Cloze,
    Document,
    Extracts,
    Gap,
    Heading,
    Lines,
    Matching,
    Ordering,
    Question,
    QuizTitle,
    Run,
    Section,
    TickTable,
    line,
)
from edu.model.quantity import Quantity
from edu.model.when import parse_when
from edu.write.pdf import write_pdf
from tests.solver.grammar import Grammar, folded
from tests.solver.harness import battle_of
from tests.solver.pages import read_pages
from tests.solver.paper import Question as Read
from tests.solver.paper import read_paper
from tests.solver.values import bounds, date, number

SAMPLE = Path(__file__).resolve().parents[1] / "templates" / "sample"

LONG = (
    "The second convoy of wagons, which had left the harbour before dawn with flour and powder for the garrison, was "
    "turned back at the ford by riders of the upland army"
)
TITLE = QuizTitle("Quiz", "The Battle of Kelvane", "7 questions", "Version", "B", "Score", 18)
MEANING = "a long word for the slow and wearing business of keeping a place shut in until its people have to give up"


@pytest.fixture(scope="module")
def battle() -> Battle:
    return battle_of(SAMPLE)


# The page ----------------------------------------------------------------------------------------------------


def read_back(*spaces: AnswerSpace, paper: str = "a4") -> tuple[Read, ...]:
    """Questions with these ways of answering, printed and read again."""
    blocks = [Question(n, line(f"{LONG}. Is that so?"), 2, space) for n, space in enumerate(spaces, 1)]
    section = Section((TITLE, Heading(2, line("Part 1. One answer")), *blocks), "Version B, code 4Q7K-B")
    pdf = write_pdf(Document("A quiz", (section,), paper=paper)).data
    return read_paper(read_pages(pdf), lambda foot: "B" if foot == "Version B, code 4Q7K-B" else None)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_question_is_read_with_its_number_its_stem_its_marks_and_its_part(paper: str) -> None:
    first, second = read_back(Lines(2), Lines(1), paper=paper)
    for number_, question in enumerate((first, second), 1):
        assert question == Read("B", number_, 2, "Part 1. One answer", f"{LONG}. Is that so?")


@pytest.mark.parametrize("options", [("7", "112", "1,600"), ("Aleppo", LONG, "Tell Aran", f"{LONG} again")])
def test_options_are_read_by_their_letters_in_a_row_or_below_one_another(options: tuple[str, ...]) -> None:
    (question,) = read_back(Choices(tuple(line(option) for option in options)))
    assert question.options == dict(zip("ABCD", options, strict=False))
    assert question.blocks == ()


def test_a_table_is_read_with_its_heads_and_its_statements() -> None:
    statements = (LONG, "A bell rang.", f"Later {LONG}")
    table = TickTable("Statement", ("True", "Not stated"), tuple(map(line, statements)), line("Put it right."), 2)
    (question,) = read_back(table)
    assert question.heads == ("Statement", "True", "Not stated")
    assert question.blocks == (*statements, "Put it right.")


def test_premises_and_responses_are_read_apart() -> None:
    premises = ("siege", "the people who had lived in the lower town", "ford")
    responses = ("a shallow place", MEANING, "folk", "a wall")
    (question,) = read_back(Matching(tuple(map(line, premises)), tuple(map(line, responses))))
    assert question.blocks == premises
    assert question.options == dict(zip("ABCD", responses, strict=True))


def test_events_are_read_from_top_to_bottom() -> None:
    events = ("A bell rang", LONG, f"Reported: {LONG}", "The gate was shut")
    (question,) = read_back(Ordering(tuple(map(line, events))))
    assert question.blocks == events


@pytest.mark.parametrize("count", [4, 12])
def test_a_bank_and_its_passage_are_read(count: int) -> None:
    bank = tuple(f"word number {n}" for n in range(count))
    passage = (Run(f"{LONG}, and the "), Gap("(1)"), Run(" was shut. So was the "), Gap("(2)"), Run("."))
    (question,) = read_back(Cloze(bank, passage))
    assert question.bank == bank
    assert folded(question.passage) == folded(f"{LONG}, and the (1) was shut. So was the (2).")


def test_extracts_are_read() -> None:
    texts = (f"Source A. {LONG}.", f"Source B. {LONG}.")
    (question,) = read_back(Extracts(tuple(map(line, texts)), 3))
    assert question.blocks == texts


def test_pages_of_no_version_hold_no_questions() -> None:
    pdf = write_pdf(Document("A key", (Section((Question(1, line("Why?"), 1, Lines(1)),), "Answer key"),))).data
    assert read_paper(read_pages(pdf), lambda foot: None) == ()


# The wording -------------------------------------------------------------------------------------------------


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "hats.toml").write_text(
        """
worn = ["Who wore {{ hat }} on {{ day }}?", "**Whose** was {{ hat }}, {{ hat | capital }}, on {{ day }}?"]
dated = "{{ Clause }}{% if date %}, {{ date }}{% else %} at no time{% endif %}."
heads = ["Tall", "Low"]
""",
        encoding="utf-8",
    )
    return tmp_path


def test_a_phrase_is_read_by_each_of_its_wordings(templates: Path) -> None:
    grammar = Grammar(templates)
    assert grammar.match("hats.worn", "Who wore a “top hat” on 6 May?") == [{"hat": 'a "top hat"', "day": "6 May"}]
    assert grammar.match("hats.worn", "Whose was a bowler, A bowler, on 6 May?") == [
        {"hat": "a bowler", "day": "6 May"}
    ]
    assert grammar.match("hats.worn", "Whose was a bowler, A cap, on 6 May?") == []
    assert grammar.match("hats.worn", "Who made a bowler on 6 May?") == []


def test_a_condition_is_read_by_each_of_its_branches(templates: Path) -> None:
    grammar = Grammar(templates)
    assert grammar.match("hats.dated", "It rained, in May.") == [{"Clause": "It rained", "date": "in May"}]
    assert grammar.match("hats.dated", "It rained at no time.") == [{"Clause": "It rained"}]
    assert grammar.match("hats.dated", "It rained") == []


def test_a_wording_that_is_added_is_understood(templates: Path) -> None:
    file = templates / "questions" / "hats.toml"
    assert Grammar(templates).match("hats.worn", "On 6 May, a bowler sat on whom?") == []
    added = file.read_text(encoding="utf-8").replace("worn = [", 'worn = ["On {{ day }}, {{ hat }} sat on whom?", ')
    file.write_text(added, encoding="utf-8")
    assert Grammar(templates).match("hats.worn", "On 6 May, a bowler sat on whom?") == [
        {"day": "6 May", "hat": "a bowler"}
    ]


# Values ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [("7", 7), ("1,600", 1600), ("Seven", 7), ("no", 0), ("twelve", 12), ("many", None), ("7+", None), ("1,60", None)],
)
def test_numbers_are_read(words: str, expected: int | None) -> None:
    assert number(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1,600", Quantity(1600, 1600)),
        ("“7+”", Quantity(7, None)),
        ("at least 200", Quantity(200, None)),
        ("more than 200", Quantity(201, None, over=True)),
        ("up to 50", Quantity(0, 50)),
        ("fewer than 50", Quantity(0, 49)),
        ("about 40", Quantity(40, 40, about=True)),
        ("300 to 500", Quantity(300, 500)),
        ("about 120–150", Quantity(120, 150, about=True)),
        ("one to twelve", Quantity(1, 12)),
        ("a few", None),
    ],
)
def test_bounds_are_read(words: str, expected: Quantity | None) -> None:
    assert bounds(words) == expected


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity(7, 7),
        Quantity(9, None),
        Quantity(10, None, over=True),
        Quantity(0, 9),
        Quantity(3, 5),
        Quantity(4, 4, True),
    ],
)
def test_bounds_are_read_as_the_model_writes_them(quantity: Quantity) -> None:
    assert bounds(quantity.words()) == quantity


@pytest.mark.parametrize(
    "written",
    [
        "1731-09-03", "1731-09-03/1731-09-09", "1731-09-03/1731-10-02", "1731-09", "1731-09 early", "1731-09 mid",
        "1731-09 late", "1731-12-30/1732-01-02", "1731",
    ],
)  # fmt: skip
def test_dates_are_read_as_the_model_writes_them(battle: Battle, written: str) -> None:
    when = parse_when(written)
    assert date(when.words(), battle) == when
    if when.first.year == when.last.year == 1731 and when.precision != "year":
        assert date(f"On {when.words(year=False)}", battle) == when


def test_years_before_the_common_era_are_read(battle: Battle) -> None:
    for written in ("216-08-02 BCE", "216-08 BCE", "216 BCE", "217-12-30 BCE/216-01-02 BCE"):
        assert date(parse_when(written).words(), battle) == parse_when(written)
    ancient = replace(battle, when=parse_when("216-08-02 BCE"))
    assert date("2 August", ancient) == parse_when("216-08-02 BCE")


@pytest.mark.parametrize("words", ["soon", "31 February", "13 May or June", "the town", "May Day"])
def test_what_is_no_date_is_none(battle: Battle, words: str) -> None:
    assert date(words, battle) is None
