"""A blueprint's file -> `Blueprint`, or every problem of the file with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from edu.model.blueprint import Amount, Blueprint, Line, Measure, Trait
from edu.model.question import BLOOM, ORIGINS, SKILLS, Difficulty, Kind
from edu.read.shapes import Shape, Words
from edu.read.toml import read_toml
from edu.read.validate import Faults, shown, validated
from edu.read.validate import Path as Where

DEFAULT_QUESTIONS = 20
"""Questions of a quiz when neither its blueprint nor the command says how many."""

_KNOWN: Mapping[Trait, tuple[str, ...]] = {
    Trait.KIND: tuple(kind.value for kind in Kind),
    Trait.BLOOM: BLOOM,
    Trait.DIFFICULTY: tuple(difficulty.value for difficulty in Difficulty),
    Trait.ORIGIN: ORIGINS,
}
"""Values that do not hang on the battle."""

_PERCENT = re.compile(r"(\d{1,3}) ?%")


_Names = Annotated[list[Words], BeforeValidator(lambda given: [given] if isinstance(given, str) else given)]
"""A list of words, of which one may stand there without brackets."""


def _one_or_more(*known: str) -> WithJsonSchema:
    one: dict[str, Any] = {"type": "string", **({"enum": list(known)} if known else {})}
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]})


_Bound = Annotated[
    Any,
    WithJsonSchema(
        {
            "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,3} ?%$"}],
            "description": 'a whole number, or a percentage of the whole quiz such as "25 %"',
        }
    ),
]


class LineShape(Shape):
    """How many questions or marks of some sort a quiz has; several keys together narrow the sort."""

    kind: Annotated[_Names, _one_or_more(*_KNOWN[Trait.KIND])] = Field([], description="kinds of question")
    section: Annotated[_Names, _one_or_more()] = Field([], description="ids of parts of the narrative, or infobox")
    skill: Annotated[_Names, _one_or_more()] = Field([], description="such as sourcing or chronology")
    bloom: Annotated[_Names, _one_or_more(*_KNOWN[Trait.BLOOM])] = Field([], description="levels after Bloom")
    difficulty: Annotated[_Names, _one_or_more(*_KNOWN[Trait.DIFFICULTY])] = Field(
        [], description="how near the wrong options are to the right one"
    )
    origin: Annotated[_Names, _one_or_more(*_KNOWN[Trait.ORIGIN])] = Field([], description="who wrote the question")
    each: Literal["kind", "section", "skill", "bloom", "difficulty", "origin"] | None = Field(
        None, description="the line holds for each value of this by itself"
    )
    least: _Bound = None
    most: _Bound = None
    exactly: _Bound = None
    of: Literal["questions", "marks"] = Field("questions", description="what is counted")
    how_often: _Bound = Field(
        None, description='such as "30 %": in this share of quizzes; in the others there is no such question'
    )


class BlueprintShape(Shape):
    """A whole blueprint."""

    GUIDE: ClassVar[str] = "docs/blueprints.md"

    format: Literal[1]
    questions: Annotated[int, Field(ge=1, le=200)] | None = Field(None, description="how many in all")
    marks: Annotated[int, Field(ge=1, le=2000)] | None = Field(None, description="marks in all")
    binding: bool = Field(True, description="false when the lines give way where a battle cannot meet them")
    lines: list[LineShape] = Field([], description="bounds on sorts of question")


def read_blueprint(path: Path, sections: Sequence[str], skills: Sequence[str] = ()) -> Blueprint:
    """Reads a blueprint.

    Args:
        path: the file.
        sections: ids of the parts of the battle's narrative, and of the infobox.
        skills: skills of its hand-written questions, known beside those of edu's own.

    Raises:
        EduError: with every problem of the file.
    """
    file = read_toml(path)
    shape = validated(file, BlueprintShape)
    faults = Faults(file)
    known = {**_KNOWN, Trait.SECTION: tuple(sections), Trait.SKILL: tuple(dict.fromkeys((*SKILLS, *skills)))}
    lines = []
    for number, line in enumerate(shape.lines):
        here = ("lines", number)
        picks = _picks(here, line, known, faults)
        lines.append(_line(here, line, picks, file.line(here), faults))
    faults.stop_if_any()
    own = shape.questions is not None or shape.marks is None
    return Blueprint(
        lines=tuple(lines),
        questions=(shape.questions or DEFAULT_QUESTIONS) if own else None,
        fewer=own and (shape.questions is None or not shape.binding),
        marks=shape.marks,
        binding=shape.binding,
        file=path,
        questions_line=file.line(("questions",)) if shape.questions else None,
        marks_line=file.line(("marks",)) if shape.marks else None,
        hash=file.digest,
    )


def _picks(
    here: Where, line: LineShape, known: Mapping[Trait, Sequence[str]], faults: Faults
) -> tuple[tuple[Trait, tuple[str, ...]], ...]:
    """The values a line names for each trait."""
    picks = []
    for trait in Trait:
        values: list[str] = getattr(line, trait.value)
        for place, value in enumerate(values):
            if value not in known[trait]:
                where = (*here, trait.value, place)
                faults.unknown(where, value, known[trait], f"{trait.value} edu knows")
        if values and line.each == trait.value:
            mend = f"Take out `each`, or the line `{trait.value} = ...`"
            faults.add((*here, "each"), f"the line names a {trait.value} and is for each {trait.value}", mend)
        if values:
            picks.append((trait, tuple(values)))
    return tuple(picks)


def _line(
    here: Where, line: LineShape, picks: tuple[tuple[Trait, tuple[str, ...]], ...], number: int | None, faults: Faults
) -> Line:
    least, most, exactly = (_amount((*here, key), getattr(line, key), faults) for key in ("least", "most", "exactly"))
    often = _amount((*here, "how_often"), line.how_often, faults)
    if often and not often.percent:
        faults.add((*here, "how_often"), f"`how_often` is {often}", 'Write a share of the quizzes, such as "30 %"')
    if line.least is line.most is line.exactly is None:
        faults.add(here, "this line sets no bound", "Add `least`, `most` or `exactly`, such as least = 4")
    if exactly and (least or most):
        faults.add((*here, "exactly"), "`exactly` stands beside `least` or `most`", "Keep the one or the others")
    if least and most and least.percent == most.percent and least.number > most.number:
        faults.add((*here, "least"), f"`least` is {least} and `most` is {most}", "Make `least` the smaller of the two")
    return Line(
        picks=picks,
        of=Measure(line.of),
        least=exactly or least,
        most=exactly or most,
        each=Trait(line.each) if line.each else None,
        how_often=often.number if often else None,
        line=number,
    )


def _amount(where: Where, given: Any, faults: Faults) -> Amount | None:
    """A bound as it is written: a whole number or a percentage."""
    if given is None:
        return None
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given:
        return Amount(given)
    found = _PERCENT.fullmatch(given) if isinstance(given, str) else None
    if found and int(found[1]) <= 100:
        return Amount(int(found[1]), percent=True)
    near = f'"{round(given * 100)} %"' if isinstance(given, float) and 0 < given <= 1 else '"25 %"'
    mend = f"Write a whole number, such as 4, or a percentage between quotes, such as {near}"
    faults.add(where, f"`{where[-1]}` is {shown(given)}", mend)
    return None
