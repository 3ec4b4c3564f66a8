"""One statement of an article: what it says, where it stands, who says it, when, how many, and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

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

    def words(self, sides: Sequence[str] = ()) -> str:
        """The place in words: "infobox, strength, Uplands" or "Battle, paragraph 2, sentence 5"; sides by name."""
        if self.field:
            return f"infobox, {_field_words(self.field, sides)}"
        return f"{self.section}, paragraph {self.paragraph}, sentence {self.sentence}"


_SIDES = ("first", "second", "third", "fourth", "fifth", "sixth")
_FIELD = re.compile(r"(?P<name>[A-Za-z _-]+?)_?(?P<side>[1-6])")
"""A field of a summary table: its name, then the number of the side it tells of ("Strength1")."""


def _field_words(field: str, sides: Sequence[str]) -> str:
    """A field's name as a reader would say it: "strength, Uplands"; without a side of its own in small letters."""
    found = _FIELD.fullmatch(field)
    if not found:
        return field.replace("_", " ").lower()
    number = int(found["side"]) - 1
    side = sides[number] if number < len(sides) else f"{_SIDES[number]} side"
    return f"{found['name'].replace('_', ' ').lower()}, {side}"


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


@lru_cache(maxsize=4096)
def mentions(clause: str) -> tuple[Mention, ...]:
    """The entities marked in a clause, `[words](id)`, in order."""
    return tuple(Mention(words, entity) for words, entity in _MENTION.findall(clause))


def unmarked(clause: str) -> str:
    """A clause without its marks: `[Al-Nusra fighters](nusra) attacked` becomes `Al-Nusra fighters attacked`."""
    return _MENTION.sub(r"\1", clause)


def _filled(clause: str, count: Count) -> str:
    """A clause with its number written out.

    A small exact one is spelled where it begins the clause, as sentences want it, and where the article spells it.
    """
    quantity = count.quantity
    small = quantity.exact and quantity.low < len(SPELLED)
    spelled = small and (clause.startswith(COUNT) or count.written.casefold().startswith(SPELLED))
    return clause.replace(COUNT, SPELLED[quantity.low] if spelled else quantity.words())


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
        panel: row of the key-facts panel it fills ("where", "when", "who", "strength", "killed", "wounded", "lost",
            "outcome").
        short: the statement in a few words, for panel and boxes.
        label: the event in a few words, for the timeline.
        event: the event as a clause without date, for ordering and dating; only dated facts have one.
        match: the statement as it stands opposite a name or date in a matching task.
        question: a question the fact answers.
        disputed: a note for the teacher on what is doubtful.
        theme: a subject a class may need care with, in a word of the battle's own ("deaths"), so that a teacher can
            leave it out; empty for none.
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
    def by_report(self) -> bool:
        """True when the only date the source gives is that of a report."""
        return self.reported is not None and self.happened is None

    @property
    def named_source(self) -> bool:
        """True when the article names who says so."""
        return self.by not in (INFOBOX, ARTICLE, REPORT)

    @property
    def voice(self) -> int:
        """Who says it: 0 the article itself or its infobox, 1 a source it names, 2 a report of no named source."""
        return 1 if self.named_source else 2 if self.by == REPORT else 0

    @cached_property
    def clause(self) -> str:
        """The statement in plain words, its count written out."""
        words = unmarked(self.says)
        return _filled(words, self.count) if self.count else words

    def with_count(self, words: str | int) -> str:
        """The statement in plain words with other words, or another number, where its count stands."""
        says = unmarked(self.says)
        if isinstance(words, str) or not self.count:
            return says.replace(COUNT, str(words))
        return _filled(says, replace(self.count, quantity=Quantity(words, words)))

    def with_entity(self, entity: str, words: str) -> str:
        """The statement in plain words with `words` where the entity with this id is named."""
        says = _MENTION.sub(lambda m: words if m[2] == entity else m[1], self.says)
        return _filled(says, self.count) if self.count else says
