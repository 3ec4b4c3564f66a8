"""A battle as its source tells it: sides, groups, places, facts, what is left open, and the narrative."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact, Locator
from edu.model.when import When


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
        theme: see `Fact`.
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
    theme: str = ""


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
        theme: see `Fact`.
        line: line in the battle file.
    """

    id: str
    topic: str
    question: str
    near: tuple[Locator, ...]
    section: str
    statements: tuple[str, ...] = ()
    stated_unknown: bool = False
    theme: str = ""
    line: int = 0


@dataclass(frozen=True)
class Term:
    """A word of the glossary, its meaning, and the section it first stands in.

    Meanings of one `sort` stand beside one another as options: that of a word for texts would stand out in a war.
    """

    word: str
    meaning: str
    section: str
    theme: str = ""
    sort: str = ""
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
        theme: see `Fact`; for a sentence whose facts do not tell it.
        follows: True when it is understood only behind the sentence before it ("It said ...", "On the same day ...").
        line: line in the battle file.
    """

    text: str
    facts: tuple[str, ...]
    gap: str = ""
    kind: str = ""
    wrong: tuple[str, ...] = ()
    theme: str = ""
    follows: bool = False
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
    theme: str = ""


@dataclass(frozen=True)
class Handout:
    """What the handout needs beyond the facts.

    Attributes:
        before_reading: a question to think about first.
        before_lines: ruled lines under it.
        evidence: ids of facts for the "how do we know?" box; who says them decides the column.
        words: glossary words to print.
        tasks: tasks with room to write.
    """

    before_reading: str
    before_lines: int
    evidence: tuple[str, ...]
    words: tuple[str, ...]
    tasks: tuple[HandoutTask, ...]


@dataclass(frozen=True)
class Theme:
    """A subject a class may need care with: its word, and a sentence on it for the teacher."""

    id: str
    note: str


@dataclass(frozen=True)
class Article:
    """The source: its title, what it is, the day it was read, and its fields and sentences, for checking locators.

    `sections` maps a section's name to the number of sentences in each of its paragraphs. `text` is the article itself
    where it lies beside the battle file as article.txt: only so can copied words be found.
    """

    title: str
    kind: str
    as_of: When
    infobox: tuple[str, ...]
    sections: Mapping[str, tuple[int, ...]]
    years_note: str = ""
    text: str = ""


@dataclass(frozen=True)
class Battle:
    """One battle, checked: ids resolve, bounds hold, dates exist.

    Attributes:
        id: name of its folder.
        name: as a title ("The Battle of Safira").
        when: from the first to the last day.
        place: where, in words.
        reading_grade: the Flesch-Kincaid grade the narrative keeps to.
        content_note: what a teacher should know before the lesson, whatever is left out.
        themes: every theme its texts name, those with a sentence of their own first.
        left_out: themes that a teacher leaves out.
        withheld: facts of those themes. Nothing prints them; but they stand in the article, so that no option may be
            called false which one of them makes true.
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
    themes: tuple[Theme, ...] = ()
    left_out: tuple[str, ...] = ()
    withheld: tuple[Fact, ...] = ()
    hash: str = field(default="", compare=False)

    @cached_property
    def fact_by_id(self) -> Mapping[str, Fact]:
        """Facts by id."""
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def by_clause(self) -> Mapping[str, tuple[Fact, ...]]:
        """All facts of the article, those withheld among them, by their clause in small letters."""
        return self._by(lambda fact: fact.clause)

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Fact, ...]]:
        """The same by their event; without those that have none."""
        return self._by(lambda fact: fact.event)

    @cached_property
    def by_says(self) -> Mapping[str, tuple[Fact, ...]]:
        """The same by their statement with its marks, whatever their counts are."""
        return self._by(lambda fact: fact.says)

    def _by(self, words: Callable[[Fact], str]) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, tuple[Fact, ...]] = {}
        for fact in (*self.facts, *self.withheld):
            name = words(fact).casefold()
            if name:
                found[name] = (*found.get(name, ()), fact)
        return found

    @cached_property
    def entity_by_id(self) -> Mapping[str, Entity]:
        """Groups and places by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def side_by_id(self) -> Mapping[str, Side]:
        """Sides by id."""
        return {side.id: side for side in self.sides}

    @property
    def known(self) -> tuple[Fact, ...]:
        """Every fact of the article, told or withheld: what proofs, and statements on the whole article, rest on."""
        return (*self.facts, *self.withheld)

    @property
    def note(self) -> str:
        """What a teacher should know before the lesson: a sentence on each theme that is left in, then the rest."""
        told = (theme.note for theme in self.themes if theme.id not in self.left_out)
        return " ".join(words for words in (*told, self.content_note) if words)

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

    @cached_property
    def one_year(self) -> bool:
        """True when every date of the battle lies in one year, so that the year need not be printed each time."""
        years = {day.year for fact in self.facts if fact.when for day in (fact.when.first, fact.when.last)}
        return len(years | {self.when.first.year, self.when.last.year}) == 1

    def date_words(self, when: When) -> str:
        """A date as pupils read it: without the year when the whole battle lies in one year."""
        return when.words(year=not self.one_year)
