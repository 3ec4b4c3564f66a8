"""A battle as its source tells it: every fact with its place in the source, who says it, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edu.model.quantity import SPELLED, Quantity
from edu.model.when import When

INFOBOX = "infobox"
ARTICLE = "article"
REPORT = "report"
"""Attributions that are no named source: the summary table, the article's own voice, "it was reported"."""

PLAIN, ATTRIBUTED, INFOBOX_LISTS, NEVER = "plain", "attributed", "infobox", "never"
"""How a fact may be asked: plainly, only with its attribution, only as "the infobox lists", or not at all."""


@dataclass(frozen=True)
class Locator:
    """Where a fact stands: a field of the infobox, or a paragraph and sentence of a section (both from 1)."""

    section: str
    paragraph: int = 0
    sentence: int = 0
    field: str = ""

    def words(self) -> str:
        """The place in words: "infobox, Strength1" or "Battle, paragraph 2, sentence 5"."""
        if self.field:
            return f"infobox, {self.field}"
        return f"{self.section}, paragraph {self.paragraph}, sentence {self.sentence}"


@dataclass(frozen=True)
class Side:
    """One side of the battle, with a neutral name for tables ("Rebel side")."""

    id: str
    name: str


@dataclass(frozen=True)
class Entity:
    """A group or a place.

    Attributes:
        id: its id in the battle file.
        name: the name an option prints, as it stands inside a sentence ("government forces", "Tell Aran").
        aliases: other names of the same thing; folded before options are compared.
        types: in what it can stand among options beside others ("town", "armed group"); the first is its main type.
        side: the side it fights on, or None.
        part_of: ids of what it is a member or a part of.
        overlaps: ids of what it may share members with, so that the two never stand among one item's options.
        about: what the article says of it as a source; empty when that does not arise.
        place: True for a place.
        voice: True for whoever could be a source of a statement.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    side: str | None = None
    part_of: tuple[str, ...] = ()
    overlaps: tuple[str, ...] = ()
    about: str = ""
    place: bool = False
    voice: bool = False


@dataclass(frozen=True)
class Count:
    """A number with what was counted and over what.

    Attributes:
        quantity: the number with its bounds.
        unit: what was counted, as it follows the number ("fighters", "killed").
        measure: the sort of count: "strength", "killed", "lost" or another word.
        scope: over what it was counted ("whole battle", "one checkpoint").
        written: the figure as the source prints it ("200+ killed").
    """

    quantity: Quantity
    unit: str
    measure: str
    scope: str
    written: str


@dataclass(frozen=True)
class Cause:
    """A cause or purpose that the source states with a connective of its own.

    Attributes:
        kind: "cause" or "purpose".
        link: the connective in the source ("as a result of").
        what: the clause that is explained.
        why: the explanation, as it follows the clause.
    """

    kind: str
    link: str
    what: str
    why: str


@dataclass(frozen=True)
class Refuted:
    """A clause the fact denies, with the words that mend it."""

    says: str
    mend: str


@dataclass(frozen=True)
class Mention:
    """An entity named inside a fact's clause: the words used there and the entity's id."""

    words: str
    entity: str


COUNT = "{count}"
_MENTION = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def mentions(clause: str) -> tuple[Mention, ...]:
    """The entities marked in a clause, `[words](id)`, in order."""
    return tuple(Mention(words, entity) for words, entity in _MENTION.findall(clause))


def unmarked(clause: str) -> str:
    """A clause without its marks: `[Al-Nusra fighters](nusra) attacked` becomes `Al-Nusra fighters attacked`."""
    return _MENTION.sub(r"\1", clause)


def _in_text(quantity: Quantity) -> str:
    """A quantity inside a sentence: an exact number of up to ten is spelled out, since it may begin the sentence."""
    return SPELLED[quantity.low] if quantity.exact and quantity.low < len(SPELLED) else quantity.words()


@dataclass(frozen=True)
class Fact:
    """One statement of the article.

    Attributes:
        id: stable id; items and sentences refer to it.
        says: the statement as a clause in our own words, without attribution and date; entities are marked as
            `[words](id)` and the count stands as `{count}`.
        at: where it stands in the article.
        by: "infobox", "article", "report" (nobody named), or the id of a named source.
        ask: "plain", "attributed", "infobox" or "never".
        section: id of the part of the narrative it belongs to; "infobox" for the summary table.
        happened: when it happened, if the source says so.
        reported: when it was reported, if that is the date the source gives.
        year_inferred: True when the source prints no year for the date.
        passage: words that place a statement without a date ("the paragraph on 8 February").
        state: True for what changes over time (holds, besieges); such a fact is asked only with a date or passage.
        side: the side it is about.
        count: the number it gives.
        only: ids of entities for which it has one value, so that another entity in their place makes it false.
        may_also: ids of entities that nevertheless must not stand in for those, since a pupil could defend them.
        entry_of: name of the closed list of the infobox this is an entry of ("units on the government side").
        cause: the cause or purpose it states.
        refutes: clauses it denies.
        panel: row of the key-facts panel it fills ("who", "strength", "killed", "outcome", "where", "when").
        short: the statement in a few words, for panel and boxes.
        label: the event in a few words, for the timeline.
        event: the event as a clause without date, for ordering and dating; only dated facts have one.
        match: the statement as it stands opposite a name or date in a matching task.
        question: a question the fact answers.
        disputed: a note for the teacher on what is doubtful.
        theme: "deaths", "stockpiles" or empty; a teacher may leave a theme out.
        unknown: True for an entry the source itself states as unknown.
        line: line in the battle file.
    """

    id: str
    says: str
    at: tuple[Locator, ...]
    by: str
    ask: str
    section: str = INFOBOX
    happened: When | None = None
    reported: When | None = None
    year_inferred: bool = False
    passage: str = ""
    state: bool = False
    side: str | None = None
    count: Count | None = None
    only: tuple[str, ...] = ()
    may_also: tuple[str, ...] = ()
    entry_of: str = ""
    cause: Cause | None = None
    refutes: tuple[Refuted, ...] = ()
    panel: str = ""
    short: str = ""
    label: str = ""
    event: str = ""
    match: str = ""
    question: str = ""
    disputed: str = ""
    theme: str = ""
    unknown: bool = False
    line: int = 0

    @property
    def when(self) -> When | None:
        """The date the source gives, of the event or of its report."""
        return self.happened or self.reported

    @property
    def named_source(self) -> bool:
        """True when the article names who says so."""
        return self.by not in (INFOBOX, ARTICLE, REPORT)

    @property
    def clause(self) -> str:
        """The statement in plain words, its count written out."""
        words = unmarked(self.says)
        return words.replace(COUNT, _in_text(self.count.quantity)) if self.count else words

    def with_count(self, words: str) -> str:
        """The statement in plain words with `words` where its count stands."""
        return unmarked(self.says).replace(COUNT, words)

    def with_entity(self, entity: str, words: str) -> str:
        """The statement in plain words with `words` where the entity with this id is named."""
        says = _MENTION.sub(lambda m: words if m[2] == entity else m[1], self.says)
        return says.replace(COUNT, _in_text(self.count.quantity)) if self.count else says


@dataclass(frozen=True)
class Absence:
    """Something the article does not say.

    Attributes:
        id: stable id.
        topic: what is not said ("how many civilians were killed").
        question: the question that stays open.
        near: where in the article one would look for it.
        section: part of the narrative it belongs to.
        statements: clauses the article neither supports nor denies.
        stated_unknown: True when the article itself says that it is unknown.
        line: line in the battle file.
    """

    id: str
    topic: str
    question: str
    near: tuple[Locator, ...]
    section: str
    statements: tuple[str, ...] = ()
    stated_unknown: bool = False
    line: int = 0


@dataclass(frozen=True)
class Term:
    """A word of the glossary, its meaning, and the section it first stands in."""

    word: str
    meaning: str
    section: str
    line: int = 0


@dataclass(frozen=True)
class NarrativeSentence:
    """A sentence in our own words.

    Attributes:
        text: the sentence.
        facts: ids of the facts it rests on.
        gap: a word of it that a cloze may leave out; empty for none.
        kind: what kind of word the gap is; no two gaps of one cloze are of one kind.
        wrong: words of that kind which the facts rule out; they fill the word bank.
        line: line in the battle file.
    """

    text: str
    facts: tuple[str, ...]
    gap: str = ""
    kind: str = ""
    wrong: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class NarrativeParagraph:
    """Sentences, and a note for the margin (bold lead-in as `**words**`) with the facts it rests on."""

    sentences: tuple[NarrativeSentence, ...]
    note: str = ""
    note_facts: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class NarrativeSection:
    """A part of the narrative; the heading of the first may be empty."""

    id: str
    heading: str
    paragraphs: tuple[NarrativeParagraph, ...]


@dataclass(frozen=True)
class HandoutTask:
    """A task of the handout: its text, lines to write on, the answer for the teacher, and what that rests on."""

    text: str
    lines: int
    answer: str
    facts: tuple[str, ...] = ()
    absences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handout:
    """What the handout needs beyond the facts.

    Attributes:
        before_reading: a question to think about first.
        before_lines: ruled lines under it.
        evidence: ids of facts for the "how do we know?" box; who says them decides the column.
        words: glossary words to print; all when empty.
        tasks: tasks with room to write.
    """

    before_reading: str
    before_lines: int
    evidence: tuple[str, ...]
    words: tuple[str, ...]
    tasks: tuple[HandoutTask, ...]


@dataclass(frozen=True)
class Article:
    """The source: its title, what it is, the day it was read, and its fields and sentences, for checking locators.

    `sections` maps a section's name to the number of sentences in each of its paragraphs.
    """

    title: str
    kind: str
    as_of: When
    infobox: tuple[str, ...]
    sections: Mapping[str, tuple[int, ...]]
    years_note: str = ""


@dataclass(frozen=True)
class Battle:
    """One battle, checked: ids resolve, bounds hold, dates exist.

    Attributes:
        id: name of its folder.
        name: as a title ("The Battle of Safira").
        when: from the first to the last day.
        place: where, in words.
        reading_grade: the Flesch-Kincaid grade the narrative keeps to.
        content_note: what a teacher should know before the lesson.
        hash: of the content of its files, hexadecimal.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    place: str
    when: When
    reading_grade: int
    content_note: str
    article: Article
    sides: tuple[Side, ...]
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    absences: tuple[Absence, ...]
    terms: tuple[Term, ...]
    narrative: tuple[NarrativeSection, ...]
    handout: Handout
    hash: str = field(default="", compare=False)

    @cached_property
    def fact_by_id(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def entity_by_id(self) -> Mapping[str, Entity]:
        """Groups and places by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def side_by_id(self) -> Mapping[str, Side]:
        """Sides by id."""
        return {side.id: side for side in self.sides}

    def sentences(self) -> Iterator[tuple[str, NarrativeSentence]]:
        """The sentences of the narrative in order, each with its key: section, paragraph, sentence ("days.2.1")."""
        for section in self.narrative:
            for p, paragraph in enumerate(section.paragraphs, 1):
                for s, sentence in enumerate(paragraph.sentences, 1):
                    yield f"{section.id}.{p}.{s}", sentence

    def source_name(self, by: str) -> str:
        """Who says so, as it stands inside a sentence: a named source's name, or "the infobox", "the article" ..."""
        if by in self.entity_by_id:
            return self.entity_by_id[by].name
        return {INFOBOX: "the infobox", ARTICLE: "the article", REPORT: "a report from an unnamed source"}[by]

    def ancestors(self, entity: str) -> frozenset[str]:
        """Ids of all that the entity is, directly or not, a part of."""
        found: set[str] = set()
        queue = [entity]
        while queue:
            for parent in self.entity_by_id[queue.pop()].part_of:
                if parent not in found:
                    found.add(parent)
                    queue.append(parent)
        return frozenset(found)

    def overlap(self, one: str, other: str) -> bool:
        """True when two entities are the same, one holds the other, or they may share members."""
        if one == other:
            return True
        mine, theirs = self.ancestors(one) | {one}, self.ancestors(other) | {other}
        if one in theirs or other in mine:
            return True
        return any(
            b in self.entity_by_id[a].overlaps or a in self.entity_by_id[b].overlaps for a in mine for b in theirs
        )

    @property
    def one_year(self) -> bool:
        """True when every date of the battle lies in one year, so that the year need not be printed each time."""
        years = {day.year for fact in self.facts if fact.when for day in (fact.when.first, fact.when.last)}
        return len(years | {self.when.first.year, self.when.last.year}) == 1

    def date_words(self, when: When) -> str:
        """A date as pupils read it: without the year when the whole battle lies in one year."""
        return when.words(year=not self.one_year)
