"""Rule Q10: from the printed words and the model alone, a solver that shares no code with edu derives every key.

Here it solves what edu prints of each battle; and it is shown wrong papers, keys and models, to see it object.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.model.battle import Battle
from edu.model.fact import Count
from edu.model.quantity import Quantity
from edu.model.question import Item, Kind
from edu.model.quiz import Part, Quiz, Version
from edu.model.when import parse_when
from tests.conftest import CROWDED
from tests.solver import Outcome, Result, solve_paper
from tests.solver.grammar import Grammar
from tests.solver.harness import Printed, all_items, battle_of, by_hand, print_paper, print_papers
from tests.solver.sorts import SORTS

HOME = Path(__file__).resolve().parents[1]
SAMPLE = HOME / "templates" / "sample"
SHIPPED = [SAMPLE, *sorted(file.parent for file in HOME.glob("question_bank/*/battle.toml"))]
FOLDERS = [*SHIPPED, *sorted(file.parent for file in HOME.glob("tests/battles/*/battle.toml"))]

UNCHECKED: Mapping[str, frozenset[str]] = {
    "battle_of_safira": frozenset({"which-figure-is-sourced", "why-not-add", "what-later-dates", "check-the-112"}),
    "sample": frozenset({"what-the-date-tells"}),
    "ranges": frozenset({"which-number-is-rough"}),
}
"""Questions written by hand with an answer to tick. They claim nothing a machine can work out: a person has to look at
each, at its options and at its key, before its name is put here."""


@cache
def lesson_of(folder: Path) -> Lesson:
    return road.load(folder)


def solve(folder: Path, paper: Printed, battle: Battle | None = None) -> Result:
    return solve_paper(battle or battle_of(folder), paper.quiz, paper.key, by_hand(folder))


# What edu prints ---------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("folder", [each for each in FOLDERS if each.name != CROWDED], ids=lambda folder: folder.name)
def test_every_item_of_a_battle_is_solved_and_agrees_with_its_key(folder: Path) -> None:
    lesson = lesson_of(folder)
    made = all_items(lesson, 1, 1)
    found = solve(folder, print_paper(lesson, made))
    assert [str(each) for each in found.failed] == []
    assert len(found.solved) == len(made.items)
    assert found.by_hand == UNCHECKED.get(folder.name, frozenset())


@pytest.mark.slow
@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_question_of_a_quiz_in_four_versions_is_solved_and_agrees_with_its_key(folder: Path) -> None:
    for paper in print_papers(lesson_of(folder), range(2)):
        found = solve(folder, paper)
        questions = [each.question for each in found.solved]
        assert {question.version for question in questions} == set("ABCD")
        asked = {letter: {q.asks for q in questions if q.version == letter} for letter in "ABCD"}
        assert asked["A"] == asked["B"] == asked["C"] == asked["D"]
        assert [str(each) for each in found.failed] == []


@pytest.mark.slow
def test_a_quiz_of_the_huge_battle_is_solved_and_agrees_with_its_key(huge: Lesson, huge_folder: Path) -> None:
    made = road.make_quiz(huge, 0, versions=1)
    found = solve(huge_folder, print_paper(huge, made))
    assert [str(each) for each in found.failed] == []
    assert len(found.solved) == 20


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_question_written_by_hand_that_no_machine_checks_is_known(folder: Path) -> None:
    file = folder / "questions.toml"
    questions = tomllib.loads(file.read_text(encoding="utf-8"))["questions"] if file.exists() else []
    ticked = {question["id"] for question in questions if question["kind"] not in ("short", "essay")}
    assert ticked == UNCHECKED.get(folder.name, set())


def test_every_sort_the_solver_knows_is_worded_in_the_templates() -> None:
    assert set(SORTS) - set(Grammar().names) == set()


def test_the_solver_shares_no_code_with_what_makes_or_prints_questions() -> None:
    printing = {"harness.py", "__main__.py"}
    for file in (HOME / "tests" / "solver").rglob("*.py"):
        if file.name in printing:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [name.name for name in node.names] if isinstance(node, ast.Import) else []
            ours = [name for name in names if name.split(".")[0] in ("edu", "tests")]
            assert all(name.startswith(("edu.model.", "tests.solver")) for name in ours), file
            assert "tests.solver.harness" not in ours, file


# What is wrong -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def everything() -> Quiz:
    return all_items(lesson_of(SAMPLE), 1)


@pytest.fixture(scope="module")
def paper(everything: Quiz) -> Printed:
    return print_paper(lesson_of(SAMPLE), everything)


def only(made: Quiz, index: int, item: Item | None = None) -> Quiz:
    """A quiz of one item, or of another in its place."""
    versions = tuple(
        Version(each.letter, (0,), (each.options[index],), (each.answers[index],)) for each in made.versions
    )
    item = item or made.items[index]
    return replace(made, items=(item,), parts=(Part(item.kind.value, (0,)),), versions=versions)


def corrupted(item: Item) -> Item:
    """The item with another answer in its key."""
    if not item.options:
        return replace(item, answer="41")
    if item.kind is Kind.CLOZE:
        words = item.answer.split(", ")
        return replace(item, answer=", ".join((*words[:-1], next(word for word in item.answers if word not in words))))
    one = item.options[0]
    if one.answer:
        other = next(option for option in item.options if option.answer != one.answer)
        swapped = {one: replace(one, answer=other.answer), other: replace(other, answer=one.answer)}
    else:
        other = next(option for option in item.options if option.correct is not one.correct)
        swapped = {one: replace(one, correct=other.correct), other: replace(other, correct=one.correct)}
    return replace(item, options=tuple(swapped.get(option, option) for option in item.options))


def test_every_key_that_is_wrong_is_found(everything: Quiz) -> None:
    written = (Kind.SHORT, Kind.DOCUMENTS, Kind.ESSAY)
    items = tuple(item if item.kind in written else corrupted(item) for item in everything.items)
    found = solve(SAMPLE, print_paper(lesson_of(SAMPLE), everything, replace(everything, items=items)))
    judged = [each for each in found.solved if each.outcome not in (Outcome.WRITTEN, Outcome.BY_HAND)]
    assert len({each.sort for each in judged}) >= 15
    assert [str(each) for each in judged if each.outcome is not Outcome.DISAGREES] == []


def objections(paper: Printed, name: str, **values: object) -> set[str]:
    """Sorts of the questions that fail when the model says otherwise of one fact, and the paper does not."""
    battle = battle_of(SAMPLE)
    facts = tuple(replace(fact, **values) if fact.id == name else fact for fact in battle.facts)  # type: ignore[arg-type]
    found = solve(SAMPLE, paper, replace(battle, facts=facts))
    return {each.sort for each in found.failed}


def count_of(name: str) -> Count:
    count = battle_of(SAMPLE).fact_by_id[name].count
    assert count is not None
    return count


def test_a_paper_that_gives_another_date_than_the_model_is_found(paper: Printed) -> None:
    assert len(objections(paper, "crossing", happened=parse_when("1731-09-04"))) >= 2


def test_a_paper_that_gives_another_number_than_the_model_is_found(paper: Printed) -> None:
    other = replace(count_of("inf-lowland-strength"), quantity=Quantity(1500, 1500))
    assert objections(paper, "inf-lowland-strength", count=other)


def test_a_paper_that_gives_another_bound_than_the_model_is_found(paper: Printed) -> None:
    other = replace(count_of("inf-upland-killed"), quantity=Quantity(151, None, over=True))
    assert objections(paper, "inf-upland-killed", count=other)


def test_a_paper_that_names_another_source_than_the_model_is_found(paper: Printed) -> None:
    assert len(objections(paper, "clerk-90", by="courier")) >= 2


def test_an_option_that_nothing_rules_out_is_found(paper: Printed) -> None:
    """That the model is silent is no ground: without `only`, another place might be right too."""
    assert objections(paper, "crossing", only=())


def test_a_statement_that_the_model_no_longer_denies_is_found(paper: Printed) -> None:
    tables = {"statements.stem", "judging.stem"}
    assert any(objections(paper, fact.id, refutes=()) & tables for fact in battle_of(SAMPLE).facts if fact.refutes)


def test_an_unknown_stem_is_told_with_its_words(everything: Quiz) -> None:
    index = next(i for i, item in enumerate(everything.items) if item.kind is Kind.SINGLE)
    strange = replace(everything.items[index], stem="Who of these wore the tallest hat of all? **Tick one.**")
    found = solve(SAMPLE, print_paper(lesson_of(SAMPLE), only(everything, index, strange)))
    assert [each.outcome for each in found.solved] == [Outcome.UNSOLVED] * 2
    assert "Who of these wore the tallest hat of all? Tick one." in str(found.failed[0])


def test_a_question_of_the_key_that_is_not_on_the_paper_is_found(everything: Quiz) -> None:
    lesson = lesson_of(SAMPLE)
    made = road.make_quiz(lesson, 1, 3, 2)
    quiz = print_paper(lesson, only(made, 0)).quiz
    found = solve_paper(lesson.battle, quiz, print_paper(lesson, made).key)
    lost = {(each.question.version, each.question.number) for each in found.failed if not each.question.stem}
    assert lost == {(version, number) for version in "AB" for number in (2, 3)}


def test_a_rubric_that_does_not_add_up_is_found(everything: Quiz) -> None:
    index = next(i for i, item in enumerate(everything.items) if item.rubric and item.kind is Kind.SHORT)
    dearer = replace(everything.items[index], marks=everything.items[index].marks + 1)
    found = solve(SAMPLE, print_paper(lesson_of(SAMPLE), only(everything, index, dearer)))
    assert [each.outcome for each in found.solved] == [Outcome.DISAGREES] * 2
