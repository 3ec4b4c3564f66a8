"""Questions: kinds, options with the ground on which each is true or false, marks and mark schemes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from edu.model.when import When


class Kind(StrEnum):
    """Kinds of question, in the order of a quiz's parts."""

    SINGLE = "single choice"
    SEVERAL = "several choice"
    JUDGING = "true or false"
    TRUE_FALSE = "true, false, not stated"
    SORTING = "claim sorting"
    ORDERING = "ordering"
    MATCHING = "matching"
    CLOZE = "cloze"
    CHART = "chart reading"
    SHORT = "short answer"
    DOCUMENTS = "document question"
    ESSAY = "essay"


class Difficulty(StrEnum):
    """How near the wrong options of an item are to the right one."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
"""Levels after Bloom, from the lowest."""

SKILLS = (
    "recall",
    "comprehension",
    "vocabulary",
    "chronology",
    "cause",
    "chart reading",
    "sourcing",
    "bounds",
    "corroboration",
    "limits of evidence",
)
"""What the questions that edu makes ask for; those written by hand may name others."""

ORIGINS = ("generated", "hand-written")


class Aspect(StrEnum):
    """What of a fact an option is about."""

    ENTITY = "entity"
    WHEN = "date"
    COUNT = "count"
    AGREES = "agreement with a bound"
    OPEN = "whether a figure has an upper end"
    BY = "source"
    NAMED = "whether a source is named"
    ENTRY = "entry of a list"
    REPORTED = "kind of date"
    ANSWERED = "question the article answers"
    SAYS = "statement"
    WHY = "reason or aim"
    MEANS = "meaning of a word"
    BETWEEN = "place between two events"
    EARLIEST = "place before other events"
    LATEST = "place after other events"


Value = str | int | When

FALSE_GROUNDS: Mapping[str, str] = {
    "one value": "the article gives one answer, and it is another",
    "disjoint": "the number or date cannot be the one the article gives",
    "denied": "the article says otherwise",
    "out of scope": "true, but of another date, place, event or question",
    "closed list": "the list is complete, and it does not stand there",
    "not stated": "the question asks what the article says or leaves open, and this it does not say",
}
"""Grounds on which an option written by hand can be wrong (rule M2), with what each means.

That the article does not mention something is no ground; "not stated" holds only where the question rests on an
absence.
"""


@dataclass(frozen=True)
class Claim:
    """What an option asserts, in terms of the model, so that its truth can be worked out again.

    Attributes:
        fact: id of the fact; of the absence for what the article leaves open; the word itself for `MEANS`.
        aspect: what of the fact is claimed.
        value: an entity's id, a date, a number, an attribution, a clause, a reason or a meaning, as the aspect needs;
            `NAMED` and `OPEN` need none; for places in time the ids of other facts, with "/" between.
        entity: the id of the entity replaced, for `ENTITY`.
    """

    fact: str
    aspect: Aspect
    value: Value
    entity: str = ""


@dataclass(frozen=True)
class Option:
    """One option, statement, premise, event or gap of an item.

    Attributes:
        text: what is printed, in inline Markdown.
        correct: for choices: whether it is to be ticked.
        ground: why it is true or false under the model ("one value", "disjoint dates", "not stated" ...); for a wrong
            option written by hand one of `FALSE_GROUNDS`, with words of one's own after a colon.
        rationale: the reason printed in the key; for a wrong option it names the confusion.
        facts: ids it rests on.
        answer: what the pupil writes or ticks for it, where that is not right or wrong: a column's head, a
            response, a rank, a word.
        claim: what it asserts, for options made from the model.
    """

    text: str
    correct: bool
    ground: str
    rationale: str
    facts: tuple[str, ...] = ()
    answer: str = ""
    claim: Claim | None = None


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: points, what earns them, what is and is not accepted, and the facts behind it."""

    points: int
    earns: str
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """One level of an essay's mark scheme: the marks it is worth ("5-6") and what an answer at it does."""

    marks: str
    says: str


@dataclass(frozen=True)
class Item:
    """A question, in no particular order of its options.

    Attributes:
        id: stable id.
        kind: which decides how it is printed and keyed.
        stem: inline Markdown, the directive in bold.
        options: see `Option`; empty for written answers.
        marks: whole marks.
        bloom: one of `BLOOM`.
        skill: one of `SKILLS`, or a teacher's own.
        section: part of the narrative.
        origin: one of `ORIGINS`.
        family: the sort of question it is, more narrowly than its kind ("single-date"); empty for hand-written ones.
        difficulty: how near its wrong options are to the right one; medium where there are none to choose from.
        facts: ids the answer hangs on; no two items of a quiz share one.
        shows: ids whose content it gives away.
        guards: words that must not stand elsewhere on the paper: its answer, and what a pupil who knows that an answer
            stands nowhere else could cross out.
        alone: items with the same word here do not stand on one paper ("open question"); empty for no such limit.
        locators: where in the article, in words.
        head: head of the column of statements, for tables.
        answers: heads of the answer columns, responses, or the words of a bank.
        passage: text of a cloze, with {1}, {2} where its gaps are.
        extracts: statements printed with the question, for it to be answered from, each with who says it.
        answer: the right answer in words, for the grid when there are no letters, and for written answers.
        scoring: how marks are given, printed in the key; empty when it is plain.
        prompt: a sentence over the ruled lines of a table ("Correct one ...").
        lines: ruled lines to write on.
        rubric: for short answers.
        levels: for essays.
        chart: name of the chart the item prints and is about; empty for none.
        either_order: for ordering: neighbours in the key, by rank, that the dates let stand in either order.
        keep_order: True when options stand in one order in every version (numbers and dates ascend).
        theme: for hand-written ones: a subject a class may need care with, where its facts do not tell it.
        allowed: ids of rules that the teacher who wrote it lets it break.
    """

    id: str
    kind: Kind
    stem: str
    marks: int
    bloom: str
    skill: str
    section: str
    origin: str = "generated"
    family: str = ""
    difficulty: Difficulty = Difficulty.MEDIUM
    options: tuple[Option, ...] = ()
    facts: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    alone: str = ""
    locators: tuple[str, ...] = ()
    head: str = ""
    answers: tuple[str, ...] = ()
    passage: str = ""
    extracts: tuple[str, ...] = ()
    answer: str = ""
    scoring: str = ""
    prompt: str = ""
    lines: int = 0
    rubric: tuple[Criterion, ...] = ()
    levels: tuple[Level, ...] = ()
    chart: str = ""
    either_order: tuple[tuple[int, int], ...] = ()
    keep_order: bool = False
    theme: str = ""
    allowed: tuple[str, ...] = ()
