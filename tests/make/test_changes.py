"""A generated question that a teacher pins, drops or rewords stays so under every seed, and its key stays right."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from edu import lesson as road
from edu import places
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.listing import item_lines
from edu.make.markup import words_of
from edu.make.rewording import reworded, texts
from edu.model.change import Rewording
from edu.model.question import Item, Kind
from edu.problems import EduError, ExitCode

SAFIRA = places.question_bank() / "battle_of_safira"
DATE, OPEN, MATCHED = "single-date-recaptured", "single-open-commanders", "matching-dates"

With = Callable[[str], Path]


@pytest.fixture
def with_changes(tmp_path: Path) -> With:
    """Makes a copy of the Safira folder with changes to generated questions."""

    def make(changes: str) -> Path:
        folder = Path(shutil.copytree(SAFIRA, tmp_path / "battle"))
        with (folder / "questions.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{changes}")
        return folder

    return make


def by_id(items: tuple[Item, ...]) -> dict[str, Item]:
    return {item.id: item for item in items}


def problems(folder: Path) -> list[tuple[str, str]]:
    """What loading says is wrong, each with the text of its line."""
    lines = (folder / "questions.toml").read_text(encoding="utf-8").split("\n")
    with pytest.raises(EduError) as caught:
        road.load(folder)
    return [(f"{problem.what}. {problem.mend}", lines[(problem.line or 0) - 1]) for problem in caught.value.problems]


# Drop, pin ---------------------------------------------------------------------------------------------------


def test_a_dropped_question_is_never_there(safira: Lesson, with_changes: With) -> None:
    lesson = road.load(with_changes(f'[[generated]]\nid = "{OPEN}"\ndrop = true\n'))
    for seed in range(2):
        before, after = by_id(safira.items(seed)), by_id(lesson.items(seed))
        assert after == {name: item for name, item in before.items() if name != OPEN}
        assert OPEN in before


def test_a_pinned_question_keeps_the_words_and_answers_of_its_seed(safira: Lesson, with_changes: With) -> None:
    lesson = road.load(with_changes(f'[[generated]]\nid = "{DATE}"\npin = 12\n'))
    pinned = by_id(safira.items(12))[DATE]
    assert len({by_id(safira.items(seed))[DATE] for seed in range(4)}) > 1
    for seed in range(4):
        assert by_id(lesson.items(seed)) == by_id(safira.items(seed)) | {DATE: pinned}


def test_pinned_questions_stand_in_every_quiz(with_changes: With) -> None:
    """One that suits few quizzes, since it stands beside few others, and one that is seldom drawn."""
    names = {"matching-dates", "chart-strength-difference"}
    pins = "\n".join(f'[[generated]]\nid = "{name}"\npin = 7\n' for name in names)
    lesson = road.load(with_changes(pins))
    for seed in range(2):
        for questions in (None, 5):
            quiz = road.make_quiz(lesson, seed, questions, versions=1)
            assert names <= {item.id for item in quiz.items}
            assert questions is None or len(quiz.items) == questions


def test_pinned_questions_that_cannot_stand_together_are_told(with_changes: With) -> None:
    names = ("chart-first-clashes", "chart-last-recaptured")
    pins = "\n".join(f'[[generated]]\nid = "{name}"\npin = 7\n' for name in names)
    lesson = road.load(with_changes(pins))
    with pytest.raises(EduError) as caught:
        road.make_quiz(lesson, 1)
    assert all(name in str(caught.value) for name in names)
    assert caught.value.code == ExitCode.SHORT


def test_a_pinned_question_that_another_seed_lacks_is_there(safira: Lesson, with_changes: With) -> None:
    lesson = road.load(with_changes(f'[[generated]]\nid = "{DATE}"\npin = 12\n'))
    others = tuple(item for item in safira.items(3) if item.id != DATE)
    assert by_id(lesson.changes.apply(others))[DATE] == by_id(safira.items(12))[DATE]


# Reword ------------------------------------------------------------------------------------------------------


def change(item: Item, *pairs: tuple[str, str]) -> Item:
    return reworded(item, [Rewording(was, text) for was, text in pairs])


@pytest.mark.parametrize("end", ["", " Tick one.", " **Tick one.**"])
@pytest.mark.parametrize("whole", [True, False])
def test_a_stem_is_reworded_and_keeps_its_directive(safira: Lesson, end: str, whole: bool) -> None:
    item = by_id(safira.items(1))[DATE]
    old = words_of(item.stem)
    assert old.endswith("Tick\u00a0one.")
    was = old if whole else old.removesuffix("Tick\u00a0one.").strip()
    new = change(item, (was.replace("\u00a0", " "), f"When was the town taken back?{end}"))
    assert words_of(new.stem).replace("\u00a0", " ") == "When was the town taken back? Tick one."
    assert new.stem.count("**") == 2
    assert replace(new, stem=item.stem) == item


def test_an_option_is_reworded_and_stays_as_right_or_wrong_as_it_was(safira: Lesson) -> None:
    item = by_id(safira.items(1))[DATE]
    new = change(item, ("1 November", "on 1 November"))
    assert [option.text for option in new.options if option.correct] == ["on 1 November"]
    assert [option.correct for option in new.options] == [option.correct for option in item.options]
    assert new.guards == ("on 1 November",)


def test_a_response_is_reworded_wherever_the_item_has_it(safira: Lesson) -> None:
    item = by_id(safira.items(1))[MATCHED]
    old = item.options[0].answer
    new = change(item, (words_of(old), "Something shorter"))
    assert new.options[0].answer == "Something shorter"
    assert "Something shorter" in new.answers
    assert old not in new.answers
    assert {option.answer for option in new.options} <= set(new.answers)


def test_gaps_and_heads_of_columns_are_not_reworded(safira: Lesson) -> None:
    for item in safira.items(1):
        if item.kind in (Kind.CLOZE, Kind.TRUE_FALSE, Kind.SORTING):
            for word in (*item.answers, *(option.answer for option in item.options)):
                assert change(item, (words_of(word), "Other")).answers == item.answers
            assert not set(map(words_of, item.answers)) & set(texts(item))


def test_every_text_that_can_be_reworded_is_shown_for_copying(safira: Lesson) -> None:
    for item in safira.items(2):
        shown = " ".join(" ".join(item_lines(item)).split())
        for text in texts(item):
            assert text in shown, (item.id, text)
            assert change(item, (text, "Quite other words")) != item


def test_new_words_hold_wherever_the_old_ones_come_up(safira: Lesson, with_changes: With) -> None:
    stems = {words_of(by_id(safira.items(seed))[DATE].stem) for seed in range(5)}
    assert len(stems) > 1
    old = min(stems)
    row = f'{{ was = "{old}", text = "When was the town taken back?" }}'
    lesson = road.load(with_changes(f'[[generated]]\nid = "{DATE}"\nreword = [{row}]\n'))
    for seed in range(5):
        before, after = by_id(safira.items(seed))[DATE], by_id(lesson.items(seed))[DATE]
        reads = words_of(after.stem)
        assert reads == ("When was the town taken back? Tick\u00a0one." if words_of(before.stem) == old else reads)
        assert (after == before) is (words_of(before.stem) != old)
        assert after.options == before.options


# Slips -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "what", "at"),
    [
        (f'id = "{DATE[:-1]}"\ndrop = true', f"Did you mean '{DATE}'?", "id = "),
        (f'id = "{DATE}s-of-nobody-knows-what"\npin = 3', "`edu questions` lists them all", "id = "),
        ('id = "hand-two-sieges"\ndrop = true', "changed where it stands, under [[questions]]", "id = "),
        (f'id = "{DATE}"\nreword = [{{ was = "1 Novembre", text = "x" }}]', "Write “1 November”", "1 Novembre"),
        (f'id = "{DATE}"\npin = 4\nreword = [{{ was = "Nowhere at all", text = "x" }}]', "under seed 4", "Nowhere"),
    ],
    ids=["near", "far", "own", "words", "words of a pinned one"],
)
def test_a_change_to_what_edu_does_not_make_is_told(with_changes: With, changes: str, what: str, at: str) -> None:
    ((told, line),) = problems(with_changes(f"[[generated]]\n{changes}\n"))
    assert what in told
    assert at in line


def test_a_pinned_question_with_a_flaw_stops_the_printing(with_changes: With) -> None:
    row = '{ was = "1 November", text = "None of the above, 1 November" }'
    found = problems(with_changes(f'[[generated]]\nid = "{DATE}"\npin = 12\nreword = [{row}]\n'))
    assert any("rule M13" in told and f'id = "{DATE}"' in line for told, line in found)


def test_a_reworded_question_with_a_flaw_is_told_and_not_printed(with_changes: With) -> None:
    row = '{ was = "1 November", text = "None of the above, 1 November" }'
    folder = with_changes(f'[[generated]]\nid = "{DATE}"\nreword = [{row}]\n')
    lesson, found = road.check(folder)
    lines = (folder / "questions.toml").read_text(encoding="utf-8").split("\n")
    flaws = [problem for problem in found if "rule M13" in problem.what]
    assert flaws
    assert all(f'id = "{DATE}"' in lines[(flaw.line or 0) - 1] and not flaw.warning for flaw in flaws)
    for seed in range(3):
        assert not any("None of the above" in option.text for item in lesson.items(seed) for option in item.options)


def test_a_pinned_question_goes_with_what_is_left_out(with_changes: With) -> None:
    folder = with_changes('[[generated]]\nid = "single-number-rebels-112"\npin = 3\n')
    lesson = road.load(folder, ["deaths"])
    assert "single-number-rebels-112" not in by_id(lesson.items(3))
    (warning,) = [problem for problem in lesson.warnings if "is left out too" in problem.what]
    assert warning.warning
    assert "single-number-rebels-112" in by_id(road.load(folder).items(0))


# The list ----------------------------------------------------------------------------------------------------


def test_the_list_shows_what_is_changed(with_changes: With) -> None:
    row = '{ was = "1 November", text = "1 November, in words" }'
    folder = with_changes(
        f'[[generated]]\nid = "{DATE}"\npin = 12\nreword = [{row}]\n\n[[generated]]\nid = "{OPEN}"\ndrop = true\n'
    )
    result = CliRunner().invoke(cli, ["questions", str(folder)], catch_exceptions=False)
    head = next(line for line in result.stdout.splitlines() if line.startswith(f"{DATE} "))
    assert head.endswith("pinned to seed 12  reworded")
    assert re.search(rf"Dropped by questions\.toml: .*{OPEN}\.", result.stderr)
    assert not any("pinned" in line for line in result.stdout.splitlines() if line != head)
