"""Lines of a blueprint: what they count, and in how many quizzes."""

from __future__ import annotations

from random import Random

from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from edu.model.question import Kind
from tests.make.pools import item, pool

ESSAY = item("essay", kind=Kind.ESSAY, marks=8, skill="corroboration", section="dusk")
RECALL = item("recall", section="dawn")


def test_a_line_takes_what_has_one_of_its_values_for_each_trait() -> None:
    line = Line(((Trait.KIND, ("essay", "short answer")), (Trait.SECTION, ("dusk",))))
    assert line.takes(ESSAY)
    assert not line.takes(RECALL)
    assert not Line(((Trait.KIND, ("essay",)), (Trait.SECTION, ("dawn",)))).takes(ESSAY)
    assert Line().takes(RECALL)


def test_marks_and_questions_are_counted() -> None:
    assert [8, 1] == [Measure.MARKS.of(ESSAY), Measure.QUESTIONS.of(ESSAY)]


def test_a_line_for_each_section_is_split_into_one_for_each_that_is_there() -> None:
    line = Line(((Trait.SKILL, ("recall",)),), most=Amount(2), each=Trait.SECTION)
    split = list(line.split([ESSAY, RECALL, *pool(2, section="noon")]))
    assert ["skill recall, section dawn", "skill recall, section noon"] == [part.words() for part in split]
    assert all(part.most == Amount(2) and part.each is None for part in split)


def test_a_line_left_out_of_a_quiz_allows_none() -> None:
    line = Line(((Trait.KIND, ("essay",)),), least=Amount(1), most=Amount(1), how_often=50)
    drawn = [line.drawn(Random(seed)) for seed in range(50)]
    left_out = [each for each in drawn if each.most == Amount(0)]
    assert 0 < len(left_out) < 50
    assert all(each.least is None for each in left_out)
    assert all(each == line for each in drawn if each not in left_out)


def test_lines_draw_each_by_themselves() -> None:
    """Two lines of even chances are not always both in or both out."""
    line = Line(least=Amount(1), how_often=50)
    blueprint = Blueprint((line, line))
    pairs = {tuple(drawn.most is None for drawn in blueprint.drawn([RECALL], seed)) for seed in range(50)}
    assert len(pairs) == 4
