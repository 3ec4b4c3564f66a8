"""A code tells papers apart that differ in a printed word or in an answer, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.make.code import fingerprint, with_code
from edu.make.key_grid import grid
from edu.make.overlay import overlay_marks
from edu.make.paper import paper
from edu.make.quiz import versions as draw_versions
from edu.make.seats import for_class
from edu.make.words import Words
from edu.model.code import is_sound
from edu.model.layout import Layout
from edu.model.question import Criterion, Item, Kind, Option
from edu.model.quiz import Quiz, Versions
from edu.model.roster import Pupil
from edu.read.record import read_record
from edu.records import write_pack

Edit = Callable[[Item], Item]


@pytest.fixture(scope="module")
def made(safira: Lesson) -> Quiz:
    return road.make_quiz(safira, seed=3, questions=12, versions=3)


@pytest.fixture(scope="module")
def every_kind(safira: Lesson, made: Quiz) -> Quiz:
    """A quiz with one question of every kind, in one version."""
    one_each = {item.kind: item for item in safira.items(3) if not item.chart}
    items, parts, versions = draw_versions(tuple(one_each.values()), 1, 3)
    return with_code(replace(made, items=items, parts=parts, versions=versions))


def option(**changes: object) -> Edit:
    """An edit of the first option."""

    def edit(item: Item) -> Item:
        first, *rest = item.options
        return replace(item, options=(replace(first, **changes), *rest))  # type: ignore[arg-type]

    return edit


PRINTED: dict[str, Edit] = {
    "stem": lambda item: replace(item, stem=f"{item.stem} Well?"),
    "marks": lambda item: replace(item, marks=item.marks + 1),
    "head": lambda item: replace(item, head=f"{item.head} at all"),
    "answers": lambda item: replace(item, answers=(*item.answers, "none of these")),
    "passage": lambda item: replace(item, passage=f"{item.passage} So it was."),
    "extracts": lambda item: replace(item, extracts=("“It was so”, says one.",)),
    "prompt": lambda item: replace(item, prompt="Say more."),
    "lines": lambda item: replace(item, lines=item.lines + 4),
    "options": lambda item: replace(item, options=item.options[:-1]),
    "option.text": option(text="another"),
    "option.correct": lambda item: option(correct=not item.options[0].correct)(item),
    "option.answer": lambda item: option(answer=item.options[-1].answer)(item),
    "answer": lambda item: replace(item, answer="another"),
    "kind": lambda item: replace(item, kind=Kind.SEVERAL),
}
"""Edits of what stands on a paper or says which answer is right."""

MARKED: dict[str, Edit] = {
    "scoring": lambda item: replace(item, scoring="Two or nothing."),
    "rubric": lambda item: replace(item, rubric=item.rubric[:-1]),
    "criterion.points": lambda item: replace(item, rubric=tuple(replace(row, points=9) for row in item.rubric)),
    "criterion.earns": lambda item: replace(item, rubric=tuple(replace(row, earns="a word") for row in item.rubric)),
    "criterion.accept": lambda item: replace(item, rubric=tuple(replace(row, accept=("it",)) for row in item.rubric)),
    "criterion.reject": lambda item: replace(item, rubric=tuple(replace(row, reject=("it",)) for row in item.rubric)),
    "levels": lambda item: replace(item, levels=item.levels[:-1]),
    "either_order": lambda item: replace(item, either_order=((1, 2), (3, 4))),
}
"""Edits of what marks are given for, in words of the key alone."""

UNPRINTED: dict[str, Edit] = {
    "id": lambda item: replace(item, id="another"),
    "bloom": lambda item: replace(item, bloom="create"),
    "skill": lambda item: replace(item, skill="another"),
    "section": lambda item: replace(item, section="another"),
    "origin": lambda item: replace(item, origin="another"),
    "family": lambda item: replace(item, family="another"),
    "difficulty": lambda item: replace(item, difficulty=next(each for each in type(item.difficulty))),
    "facts": lambda item: replace(item, facts=("another",)),
    "shows": lambda item: replace(item, shows=("another",)),
    "guards": lambda item: replace(item, guards=("another",)),
    "alone": lambda item: replace(item, alone="another"),
    "locators": lambda item: replace(item, locators=("another",)),
    "keep_order": lambda item: replace(item, keep_order=not item.keep_order),
    "theme": lambda item: replace(item, theme="another"),
    "allowed": lambda item: replace(item, allowed=("another",)),
    "option.ground": option(ground="another"),
    "option.rationale": option(rationale="A better reason."),
    "option.facts": option(facts=("another",)),
    "option.claim": option(claim=None),
    "criterion.facts": lambda item: replace(item, rubric=tuple(replace(row, facts=("it",)) for row in item.rubric)),
}
"""Edits that no pupil and no mark can tell."""


def test_each_field_of_a_question_is_one_that_counts_or_one_that_does_not() -> None:
    names = {field.name for field in fields(Item)} - {"chart"}  # whose numbers the quiz holds
    names |= {f"option.{field.name}" for field in fields(Option)}
    names |= {f"criterion.{field.name}" for field in fields(Criterion)}
    assert names == PRINTED.keys() | MARKED.keys() | UNPRINTED.keys()


def edited(quiz: Quiz, edit: Edit) -> list[Quiz]:
    """The quiz with an edit of each of its questions in turn that the edit changes."""
    found = []
    for place, item in enumerate(quiz.items):
        needs_options = item.options or edit not in {each for name, each in EDITS.items() if "option." in name}
        new = edit(item) if needs_options else item
        if new != item:
            found.append(replace(quiz, items=(*quiz.items[:place], new, *quiz.items[place + 1 :])))
    return found


EDITS = {**PRINTED, **MARKED, **UNPRINTED}


@pytest.mark.parametrize("name", [*PRINTED, *MARKED])
def test_what_is_printed_or_marked_by_is_in_the_code(every_kind: Quiz, name: str) -> None:
    changed = edited(every_kind, EDITS[name])
    assert changed
    assert fingerprint(every_kind) not in {fingerprint(each) for each in changed}


@pytest.mark.parametrize("name", UNPRINTED)
def test_what_no_pupil_and_no_mark_can_tell_is_not(every_kind: Quiz, safira: Lesson, name: str) -> None:
    """And none of it is on the paper, in the grid of answers or on the overlay."""
    changed = edited(every_kind, EDITS[name])
    assert changed
    assert {fingerprint(every_kind)} == {fingerprint(each) for each in changed}

    def told(quiz: Quiz) -> object:
        blocks = paper(quiz, safira.words, quiz.charts).sections[0]
        return blocks, grid(quiz, safira.words), overlay_marks(quiz)

    assert told(every_kind) == told(changed[0]) == told(changed[-1])


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({"seed": 4}, False),
        ({"title": "Another"}, False),
        ({"content": "another"}, True),
        ({"battle": "another"}, True),
        ({"lines": {}, "notes": {}, "content_note": "Mind.", "tasks": ()}, True),
        ({"pupils": (Pupil("Pupil 1", version="A"),)}, True),
        ({"layouts": (Layout(paper="letter"),)}, True),
        ({"code": "22222"}, True),
    ],
)
def test_what_else_the_code_hangs_on(made: Quiz, changes: dict[str, object], same: bool) -> None:
    assert (made.code == with_code(replace(made, **changes)).code) is same  # type: ignore[arg-type]


def test_words_of_the_paper_count_and_those_of_the_key_do_not(made: Quiz) -> None:
    def reworded(name: str) -> Quiz:
        return with_code(replace(made, wording={**made.wording, name: ("Other words",)}))

    assert {"quiz.md", "key.md", "quiz.footer", "key.answer"} <= made.wording.keys()
    assert made.code not in (reworded("quiz.md").code, reworded("quiz.footer").code)
    assert made.code == reworded("key.md").code == reworded("key.answer").code


def test_a_phrase_that_no_paper_of_the_quiz_says_is_not_in_the_code(safira: Lesson, made: Quiz) -> None:
    """The heading of a part that it does not have, the seat where nobody has one, a remark in the template."""
    absent = {kind.value for kind in Kind} - {item.kind.value for item in made.items}
    unsaid = ["quiz.named_seat", "quiz.seat", "quiz.another", *(f"quiz.parts.{name}" for name in absent)]
    assert len(unsaid) > 5
    for name in unsaid:
        assert made.code == with_code(replace(made, wording={**made.wording, name: ("Other words",)})).code
    (page,) = made.wording["quiz.md"]
    assert made.code == with_code(replace(made, wording={**made.wording, "quiz.md": (f"{page}{{# mind #}}",)})).code
    seated = for_class(road.make_quiz(safira, seed=3, questions=3), [Pupil("Pupil 1"), Pupil("Pupil 2")], (1, 2))
    assert seated.code == with_code(replace(seated, pupils=seated.pupils[1:])).code
    for name, same in (("quiz.named_seat", False), ("quiz.seat", True)):
        other = with_code(replace(seated, wording={**seated.wording, name: ("Other words",)}))
        assert (seated.code == other.code) is same


def test_another_order_anywhere_is_another_code(made: Quiz) -> None:
    one, two, three = made.versions
    assert one.order not in (two.order, three.order)
    for versions in ((two, one, three), (one, two), (one, two, replace(three, order=one.order))):
        assert fingerprint(replace(made, versions=Versions(versions))) != fingerprint(made)
        assert fingerprint(replace(made, versions=Versions(versions))) == fingerprint(replace(made, versions=versions))


def test_some_of_the_versions_are_told_by_themselves(made: Quiz) -> None:
    assert fingerprint(replace(made, versions=made.versions[1:])) == fingerprint(
        replace(made, versions=tuple(made.versions)[1:])
    )


def test_a_record_tells_the_same(made: Quiz, tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    write_pack(made, record, {})
    assert fingerprint(made) == fingerprint(read_record(record))
    assert made.code == with_code(read_record(record)).code
    assert Words.recorded(made.wording, record).kept() == made.wording


def test_seated_versions_have_a_code_of_their_own(safira: Lesson) -> None:
    """Their papers say where a pupil sits, in words that a teacher may change."""
    plain = road.make_quiz(safira, seed=3, questions=12, versions=4)
    pupils = [Pupil(f"Pupil {number}") for number in range(4)]
    named, seated = for_class(plain, pupils), for_class(plain, pupils, (2, 2))
    assert grid(plain, safira.words) == grid(seated, safira.words)
    assert plain.code == named.code != seated.code
    assert is_sound(seated.code)


def test_a_code_is_five_signs(made: Quiz) -> None:
    assert is_sound(made.code)
    assert set(made.code) <= set("23456789BCDFGHJKMNPQRSTVWXZ")
