"""A battle's `questions.toml` -> hand-written items and changes to generated ones, or every problem with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edu.model.battle import Battle
from edu.model.change import Change, Rewording
from edu.model.fact import INFOBOX
from edu.model.question import Criterion, Item, Kind, Level, Option
from edu.model.rule import BINDING, REVIEW, RULES
from edu.problems import Problem
from edu.read import shapes
from edu.read.changes import check_changes
from edu.read.toml import TomlFile, read_toml
from edu.read.validate import Faults, validated
from edu.read.validate import Path as Where

_KINDS = {"single": Kind.SINGLE, "several": Kind.SEVERAL, "short": Kind.SHORT, "essay": Kind.ESSAY}


@dataclass(frozen=True)
class Bank:
    """What a `questions.toml` holds.

    Attributes:
        items: the hand-written items.
        changes: what becomes of generated items.
        lines: the line on which each hand-written item begins, by its id.
        file: the file they came from; None when the folder has none.
        digest: a hash of its content.
        warnings: what is doubtful in it but stops nothing.
    """

    items: tuple[Item, ...] = ()
    changes: tuple[Change, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    file: TomlFile | None = None
    digest: str = ""
    warnings: tuple[Problem, ...] = ()


def read_questions(folder: Path, battle: Battle) -> Bank:
    """Reads `questions.toml` in a battle's folder; a folder without one has an empty bank.

    Raises:
        EduError: with every problem of the file.
    """
    path = folder / "questions.toml"
    if not path.exists():
        return Bank()
    file = read_toml(path)
    shape = validated(file, shapes.QuestionsShape)
    faults = Faults(file)
    seen: dict[str, int] = {}
    for i, question in enumerate(shape.questions):
        if question.id in seen:
            first = file.line(("questions", seen[question.id], "id"))
            what = f"the id {question.id!r} is used twice; first on line {first}"
            faults.add(("questions", i, "id"), what, "Give one of the two another name")
        seen.setdefault(question.id, i)
        _check(("questions", i), question, battle, faults)
    check_changes(shape.generated, faults)
    faults.stop_if_any()
    items = tuple(_item(question, battle) for question in shape.questions)
    return Bank(
        items=items,
        changes=tuple(_change(("generated", i), row, file) for i, row in enumerate(shape.generated)),
        lines={item.id: file.line(("questions", i)) or 1 for i, item in enumerate(items)},
        file=file,
        digest=file.digest,
        warnings=tuple(faults.found),
    )


def check_shape(folder: Path) -> None:
    """Checks the shape of `questions.toml` alone: all that can be said of it while its battle cannot be read.

    Raises:
        EduError: with every problem of its shape.
    """
    path = folder / "questions.toml"
    if path.exists():
        validated(read_toml(path), shapes.QuestionsShape)


def _check(here: Where, question: shapes.QuestionShape, battle: Battle, faults: Faults) -> None:
    facts, absences = list(battle.fact_by_id), [absence.id for absence in battle.absences]
    lists = [((*here, "facts"), question.facts)]
    lists += [((*here, "options", i, "facts"), option.facts) for i, option in enumerate(question.options)]
    lists += [((*here, "rubric", i, "facts"), criterion.facts) for i, criterion in enumerate(question.rubric)]
    for where, names in lists:
        for i, name in enumerate(names):
            if name not in facts:
                faults.unknown((*where, i), name, facts, "fact")
    for i, name in enumerate(question.absences):
        if name not in absences:
            faults.unknown((*here, "absences", i), name, absences, "absence")
    sections = [*(section.id for section in battle.narrative), INFOBOX]
    if question.section not in sections:
        faults.unknown((*here, "section"), question.section, sections, "section of the narrative")
    themes = [theme.id for theme in battle.themes]
    if question.theme and question.theme not in themes:
        faults.unknown((*here, "theme"), question.theme, themes, "theme of this battle")
    if not question.facts and not question.absences:
        faults.add(here, "the question rests on no fact", "Name the facts or absences it rests on")
    _check_allowed(here, question, faults)
    if question.kind in ("single", "several"):
        _check_options(here, question, faults)
    else:
        _check_written(here, question, faults)


def _check_allowed(here: Where, question: shapes.QuestionShape, faults: Faults) -> None:
    for i, allowed in enumerate(question.allow):
        where = (*here, "allow", i, "rule")
        rule = RULES.get(allowed.rule)
        if rule is None:
            faults.unknown(where, allowed.rule, list(RULES), "rule")
        elif rule.quiz or rule.held != REVIEW:
            mend = "Take it out; what a question may break is a rule of questions"
            faults.add(where, f"{rule.id} is a rule of whole quizzes", mend)
        elif rule.id in BINDING:
            mend = "Mend the question instead: no paper could be marked fairly without this rule"
            faults.add(where, f"{rule.id} cannot be allowed away ({rule.title[0].lower()}{rule.title[1:]})", mend)


def _check_options(here: Where, question: shapes.QuestionShape, faults: Faults) -> None:
    right = sum(option.correct for option in question.options)
    if len(question.options) < 3:
        faults.add(
            (*here, "options"),
            f"it has {len(question.options)} options",
            "Give three or more, or ask for a short answer",
        )
    elif question.kind == "single" and right != 1:
        faults.add(
            (*here, "options"),
            f"{right} of its options are marked correct",
            "Mark exactly one with correct = true",
        )
    elif question.kind == "several" and not 2 <= right < len(question.options):
        faults.add(
            (*here, "options"),
            f"{right} of its {len(question.options)} options are marked correct",
            "Mark two or more, and not all",
        )
    texts = [option.text.casefold() for option in question.options]
    for i, text in enumerate(texts):
        if text in texts[:i]:
            faults.add(
                (*here, "options", i, "text"),
                "this option stands there twice",
                "Change or remove one of the two",
            )


def _check_written(here: Where, question: shapes.QuestionShape, faults: Faults) -> None:
    points = sum(criterion.points for criterion in question.rubric)
    if question.kind == "short" and points != question.marks:
        faults.add(
            (*here, "marks"),
            f"the question gives {question.marks} marks and its rubric {points}",
            "Make the two agree",
        )
    if question.kind == "essay" and not question.levels:
        faults.add(here, "an essay has no levels to mark it by", "Add `levels`")
    if not question.answer:
        faults.add(here, "there is no `answer` for the key", "Add a model answer in a sentence or two")
    if not question.lines:
        faults.add(here, "there are no `lines` to write on", "Add `lines = 4`, say")


def _change(here: Where, row: shapes.GeneratedShape, file: TomlFile) -> Change:
    reword = tuple(
        Rewording(each.was, each.text, file.line((*here, "reword", i, "was")) or 0) for i, each in enumerate(row.reword)
    )
    return Change(row.id, row.drop, row.pin, reword, file.line((*here, "id")) or 0)


def _item(question: shapes.QuestionShape, battle: Battle) -> Item:
    places = [place for name in question.facts for place in battle.fact_by_id[name].at]
    places += [place for absence in battle.absences if absence.id in question.absences for place in absence.near]
    return Item(
        id=f"hand-{question.id}",
        kind=_KINDS[question.kind],
        stem=question.stem,
        marks=question.marks,
        bloom=question.bloom,
        skill=question.skill,
        section=question.section,
        origin="hand-written",
        options=tuple(
            Option(option.text, option.correct, option.ground, option.why, tuple(option.facts))
            for option in question.options
        ),
        facts=(*question.facts, *question.absences),
        locators=tuple(dict.fromkeys(place.words([side.name for side in battle.sides]) for place in places)),
        answer=question.answer,
        lines=question.lines,
        rubric=tuple(
            Criterion(row.points, row.earns, tuple(row.accept), tuple(row.reject), tuple(row.facts))
            for row in question.rubric
        ),
        levels=tuple(Level(level.marks, level.says) for level in question.levels),
        keep_order=question.keep_order,
        theme=question.theme,
        allowed=tuple(allowed.rule for allowed in question.allow),
    )
