"""The shape of `battle.toml` and `questions.toml`: which keys there are, of what type, and what each is for.

Only the door knows these classes: `read.battle` and `read.bank` turn them into the values of `edu.model`. The JSON
Schemas for editors are made from them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from edu.model.question import FALSE_GROUNDS

Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
ThemeWord = Annotated[
    str,
    Field(pattern=r"^([a-z0-9][a-z0-9-]*)?$", max_length=60, description="a subject a teacher may leave out"),
]
Number = Annotated[int, Field(ge=0, le=10**12, strict=True)]
Day = Annotated[
    str,
    BeforeValidator(lambda day: day.isoformat() if isinstance(day, date) else day),
    Field(description="2013-02-06, 2013-02-06/2013-02-19, 2013-03, 2013-03 early, 2013; BCE after it"),
]
Place = Annotated[str, Field(description='"Infobox FIELD" or "SECTION PARAGRAPH.SENTENCE"')]


class Shape(BaseModel):
    """A table of the file; a key it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class BattleHead(Shape):
    """What the battle is called, where and when it was."""

    name: Words
    aliases: list[Words] = []
    place: Words
    when: Day
    reading_grade: Annotated[int, Field(ge=1, le=14, description="Flesch-Kincaid grade of the narrative")] = 8
    content_note: str = ""
    leave_out: list[Id] = Field([], description="themes that are left out of every paper")


class ThemeShape(Shape):
    """A subject a class may need care with."""

    id: Id
    note: Words = Field(description="a sentence for the teacher, printed while the theme is left in")


class SectionLength(Shape):
    """A section of the article with the number of sentences in each paragraph."""

    name: Words
    sentences: list[Annotated[int, Field(ge=1)]]


class ArticleShape(Shape):
    """The source."""

    title: Words
    kind: Words = "an article"
    as_of: Day
    years_note: str = ""
    infobox: list[Words] = []
    sections: list[SectionLength] = []


class SideShape(Shape):
    """One side of the battle."""

    id: Id
    name: Words


class EntityShape(Shape):
    """A group or a place."""

    id: Id
    name: Words
    aliases: list[Words] = []
    types: list[Words] = []
    side: Id | None = None
    part_of: list[Id] = []
    overlaps: list[Id] = []
    voice: bool = Field(False, description="true for whoever could be a source of a statement")
    about: str = ""
    theme: ThemeWord = ""


class CountShape(Shape):
    """A number with its bounds, what was counted and over what."""

    low: Number
    high: Number | None = Field(None, description="left out when the source sets no upper end")
    more_than: bool = Field(False, description='the source says "more than" the low number')
    about: bool = Field(False, description='the source says "about"')
    unit: Words
    measure: Words = Field(description='"strength", "killed", "lost" or another word')
    scope: Words = Field("whole battle", description="over what it was counted")
    written: Words = Field(description="the figure as the source prints it")


class CauseShape(Shape):
    """A cause or purpose with the source's own connective."""

    kind: Literal["cause", "purpose"]
    link: Words
    what: Words
    why: Words


class RefutedShape(Shape):
    """A clause the fact denies, and the words that mend it."""

    says: Words
    mend: Words


class FactShape(Shape):
    """One statement of the article."""

    id: Id
    says: Words = Field(description="a clause in own words; [words](id) marks a group or place, {count} the number")
    at: Annotated[list[Place], Field(min_length=1)]
    by: Words = Field(description='"infobox", "article", "report" (nobody named) or the id of a group')
    ask: Literal["plain", "attributed", "infobox", "never"]
    section: Id = "infobox"
    happened: Day | None = None
    reported: Day | None = None
    year_inferred: bool = False
    passage: str = ""
    state: bool = Field(False, description="true for what changes over time, such as who holds a town")
    side: Id | None = None
    count: CountShape | None = None
    only: list[Id] = Field([], description="marked ids for which the statement has one value")
    may_also: list[Id] = Field([], description="ids that must not stand in for those all the same")
    entry_of: str = Field("", description="name of the closed list of the infobox this is an entry of")
    cause: CauseShape | None = None
    refutes: list[RefutedShape] = Field([], description="clauses the fact denies")
    panel: Literal["", "where", "when", "who", "strength", "killed", "wounded", "lost", "outcome"] = ""
    short: str = ""
    label: str = ""
    event: str = ""
    match: str = ""
    question: str = ""
    disputed: str = ""
    theme: ThemeWord = ""
    unknown: bool = False


class AbsenceShape(Shape):
    """Something the article does not say."""

    id: Id
    topic: Words
    question: Words
    near: list[Place] = []
    section: Id
    statements: list[Words] = []
    stated_unknown: bool = False
    theme: ThemeWord = ""


class TermShape(Shape):
    """A word of the glossary."""

    word: Words
    meaning: Words
    section: Id
    theme: ThemeWord = ""
    sort: str = ""


class SentenceShape(Shape):
    """A sentence of the narrative and the facts it rests on."""

    text: Words
    facts: Annotated[list[Id], Field(min_length=1)]
    gap: str = ""
    kind: str = ""
    wrong: list[Words] = []
    theme: ThemeWord = ""
    follows: bool = False


class ParagraphShape(Shape):
    """A paragraph of the narrative, with a note for the margin."""

    sentences: Annotated[list[SentenceShape], Field(min_length=1)]
    note: str = ""
    note_facts: list[Id] = []


class SectionShape(Shape):
    """A part of the narrative."""

    id: Id
    heading: str
    paragraphs: Annotated[list[ParagraphShape], Field(min_length=1)]


class HandoutTaskShape(Shape):
    """A task with room to write."""

    text: Words
    lines: Annotated[int, Field(ge=1, le=25)] = 3
    answer: Words
    facts: list[Id] = []
    absences: list[Id] = []
    theme: ThemeWord = ""


class HandoutShape(Shape):
    """What the handout needs beyond the facts."""

    before_reading: Words
    before_lines: Annotated[int, Field(ge=0, le=10)] = 2
    evidence: list[Id] = []
    words: list[Words] = []
    tasks: list[HandoutTaskShape] = []


class BattleShape(Shape):
    """A whole `battle.toml`."""

    format: Literal[1]
    battle: BattleHead
    article: ArticleShape
    themes: list[ThemeShape] = []
    sides: Annotated[list[SideShape], Field(min_length=1)]
    groups: list[EntityShape] = []
    places: list[EntityShape] = []
    facts: Annotated[list[FactShape], Field(min_length=1)]
    absences: list[AbsenceShape] = []
    terms: list[TermShape] = []
    narrative: Annotated[list[SectionShape], Field(min_length=1)]
    handout: HandoutShape


class OptionShape(Shape):
    """An option of a hand-written question, with the ground on which it is right or wrong."""

    text: Words
    correct: bool = False
    ground: Words = Field(
        description="why it is right or wrong by the article; of a wrong one, first "
        + ", ".join(f'"{ground}"' for ground in FALSE_GROUNDS)
        + "; words of your own after a colon"
    )
    why: Words = Field(description="printed in the key")
    facts: list[Id] = []


class CriterionShape(Shape):
    """One line of a rubric: what earns the points, and what does or does not count."""

    points: Annotated[int, Field(ge=1, le=20)]
    earns: Words
    accept: list[Words] = []
    reject: list[Words] = []
    facts: list[Id] = []


class LevelShape(Shape):
    """One level of an essay's mark scheme."""

    marks: Words
    says: Words


class AllowShape(Shape):
    """A rule that a question may break, and why."""

    rule: Words = Field(description='the id of a rule, such as "M8"; edu review --rules lists them')
    why: Words = Field(description="for whoever reads the file after you")


class QuestionShape(Shape):
    """A hand-written question."""

    id: Id
    kind: Literal["single", "several", "short", "essay"]
    stem: Words = Field(description="**bold** marks the directive")
    marks: Annotated[int, Field(ge=1, le=40)]
    skill: Words
    bloom: Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
    section: Id = "infobox"
    options: list[OptionShape] = []
    keep_order: bool = Field(False, description="true when the options stand in one order in every version")
    rubric: list[CriterionShape] = []
    levels: list[LevelShape] = []
    answer: str = ""
    lines: Annotated[int, Field(ge=0, le=40)] = 0
    facts: list[Id] = []
    absences: list[Id] = []
    theme: ThemeWord = ""
    allow: list[AllowShape] = Field([], description="rules it may break, each with the reason")


class RewordingShape(Shape):
    """Words of a generated item, as `edu questions` shows them, and the words to print in their place."""

    was: Words
    text: Words


class GeneratedShape(Shape):
    """What becomes of a question that edu makes."""

    id: Words = Field(description="as `edu questions` shows it")
    drop: bool = Field(False, description="true: it is never printed")
    pin: int | None = Field(None, description="a seed: it stands in every quiz, as it is drawn under this seed")
    reword: list[RewordingShape] = []
    why: str = Field("", description="a note to colleagues; edu does not read it")


class QuestionsShape(Shape):
    """A whole `questions.toml`."""

    format: Literal[1]
    questions: list[QuestionShape] = []
    generated: list[GeneratedShape] = Field([], description="questions that edu makes, changed by you")


def json_schema(shape: type[BaseModel], title: str) -> dict[str, Any]:
    """The JSON Schema of a file, for editors that complete and check as one types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **shape.model_json_schema(),
        "title": title,
    }
