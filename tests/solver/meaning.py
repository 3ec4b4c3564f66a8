"""Printed sentences -> the facts of the model they are about, what fills their gaps, and whose they are said to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edu.model.battle import Absence, Battle, Entity
from edu.model.fact import ARTICLE, COUNT, INFOBOX, REPORT, Fact, mentions
from edu.model.when import When
from tests.solver.grammar import Grammar, folded, plain
from tests.solver.values import date

BLANK = "_____"
_HOLE = "\x00"
_VOICES = {
    "infobox": INFOBOX,
    "article": ARTICLE,
    "article_count": ARTICLE,
    "article_dated": ARTICLE,
    "article_passage": ARTICLE,
    "report": REPORT,
    "report_dated": REPORT,
    "source": "",
    "source_dated": "",
}
"""The ways a statement is printed with its attribution (templates/voice.toml); empty where the sentence names one."""


@dataclass(frozen=True)
class Sentence:
    """One way to read a printed statement.

    Attributes:
        clause: what is stated.
        voice: who is said to state it: "infobox", "article", "report" or the id of a source.
        happened: the date given for the event, if one is.
        reported: the date given for its report, if one is.
        passage: where in the article it is said to stand.
    """

    clause: str
    voice: str
    happened: When | None = None
    reported: When | None = None
    passage: str = ""


@dataclass(frozen=True)
class Slot:
    """A place in a fact's clause where other words can stand: an entity it names, by its id, or its number ("")."""

    fact: Fact
    entity: str = ""


class Reader:
    """A battle and the grammar its questions are worded in."""

    def __init__(self, battle: Battle, grammar: Grammar) -> None:
        self.battle, self.grammar = battle, grammar
        self._told: dict[str, list[Fact]] = {}
        for fact in battle.facts:
            cause = fact.cause.what if fact.cause else ""
            for words in {fact.clause, fact.event, fact.match, fact.short, cause} - {""}:
                self._told.setdefault(folded(words), []).append(fact)
        self._names: dict[str, list[Entity]] = {}
        for entity in battle.entities:
            for name in {_name(name) for name in (entity.name, *entity.aliases)}:
                self._names.setdefault(name, []).append(entity)
        self._slots = [(slot, _with_hole(slot)) for fact in battle.facts for slot in _slots_of(fact)]

    def version(self, footer: str) -> str | None:
        """The version's letter in a footer of the paper."""
        found = self.grammar.match("quiz.footer", footer)
        return found[0]["letter"] if found else None

    # Words -----------------------------------------------------------------------------------------------------

    def about(self, words: str) -> list[Fact]:
        """The facts that are told in these words: as a clause, an event, in short, or opposite a name."""
        return self._told.get(folded(words), [])

    def saying(self, clause: str) -> list[Fact]:
        """The facts whose clause this is."""
        return [fact for fact in self.about(clause) if folded(fact.clause) == folded(clause)]

    def dated(self, event: str, source: str | None, report: bool) -> list[Fact]:
        """The facts that give a date for this event, or for a report of it, and have it from this source.

        Without a source they must name none.
        """
        by = self.voice(source) if source else None
        return [
            fact
            for fact in self.about(event)
            if fact.when and fact.by_report is report and (fact.by == by if source else not fact.named_source)
        ]

    def events(self, words: str, bare: bool = False) -> list[Fact]:
        """The facts an event is of that is printed with who says so; without, it is told by the article itself.

        Where that it is a report is for the pupil to find out, a report stands `bare`.
        """
        told = [
            fact
            for name in ("source", "report")
            for holes in self.grammar.match(f"voice.event.{name}", words)
            for fact in self.about(holes["event"])
            if fact.by == (self.voice(holes["Source"]) if name == "source" else REPORT)
        ]
        return told or [fact for fact in self.about(words) if bare or fact.by in (ARTICLE, INFOBOX)]

    def denying(self, clause: str) -> list[Fact]:
        """The facts that deny this clause."""
        wanted = folded(clause)
        return [fact for fact in self.battle.facts if any(folded(each.says) == wanted for each in fact.refutes)]

    def leaving_open(self, clause: str) -> list[Absence]:
        """What the article does not say, and this clause does."""
        wanted = folded(clause)
        return [each for each in self.battle.absences if wanted in {folded(says) for says in each.statements}]

    def entity(self, words: str) -> Entity | None:
        """The group or place of this name; None when there is none, or more than one."""
        found = self._names.get(_name(words), [])
        named = [entity for entity in found if _name(entity.name) == _name(words)] or found
        return named[0] if len(named) == 1 else None

    def voice(self, words: str) -> str | None:
        """Who is named: "infobox", "article", "report", or the id of a source."""
        for voice in (INFOBOX, ARTICLE, REPORT):
            if self.grammar.match(f"voice.source.{voice}", words):
                return voice
        found = self.entity(words)
        return found.id if found else None

    def places(self, fact: Fact, words: str) -> bool:
        """True when words say rightly who tells a fact, or where in the article it stands."""
        return self.voice(words) == fact.by or (fact.passage != "" and folded(words) == folded(fact.passage))

    def date(self, words: str) -> When | None:
        """The date that words give."""
        return date(words, self.battle)

    # Sentences -------------------------------------------------------------------------------------------------

    def sentences(self, text: str) -> Iterator[Sentence]:
        """Every way to read a statement. One without attribution is read as the article's own."""
        for name, voice in _VOICES.items():
            for holes in self.grammar.match(f"voice.statement.{name}", text):
                words = {hole.casefold(): filled for hole, filled in holes.items()}
                yield from self._sentence(words, voice)

    def _sentence(self, words: dict[str, str], voice: str) -> Iterator[Sentence]:
        given = words.get("date") or words.get("day")
        when = self.date(given) if given else None
        source = words.get("source")
        by = self.voice(source) if source else voice
        if by is None or (given and when is None):
            return
        clause, passage = words["clause"], words.get("passage", "")
        if by == ARTICLE:
            yield Sentence(clause, by, when, None, passage)
            return
        yield Sentence(clause, by, None, when, passage)
        for happened, rest in self._date_first(clause):
            yield Sentence(rest, by, happened, when, passage)

    def _date_first(self, clause: str) -> Iterator[tuple[When, str]]:
        """A clause that begins with a date, parted from it."""
        parts = plain(clause).split(" ")
        for length in range(2, min(len(parts), 9)):
            told = " ".join(parts[:length]).removesuffix(",")  # "on 3 May, 19 holes"
            when = self.date(told) if parts[0].casefold() in ("on", "in", "over", "from") else None
            if when:
                yield when, " ".join(parts[length:])

    def slots(self, clause: str) -> Iterator[tuple[Slot, str]]:
        """The slots of facts that this clause fills, each with the words in it; a blank is such words too."""
        text = plain(clause).rstrip(".")
        for slot, pattern in self._slots:
            found = pattern.fullmatch(text)
            if found:
                yield slot, found[1]

    def blanks(self, statement: str) -> list[Slot]:
        """The slots that the blank of a statement stands for; only of facts from whom, when and where it says."""
        return [
            slot
            for sentence in self.sentences(statement)
            for slot, words in self.slots(sentence.clause)
            if words == BLANK and attributed(sentence, slot.fact) and timed(sentence, slot.fact)
        ]


def attributed(sentence: Sentence, fact: Fact) -> bool:
    """True when the sentence says rightly who says this fact, and where."""
    return sentence.voice == fact.by and folded(sentence.passage) in ("", folded(fact.passage))


def timed(sentence: Sentence, fact: Fact) -> bool:
    """True when the dates in the sentence are those of the fact."""
    return sentence.happened in (None, fact.happened) and sentence.reported in (None, fact.reported)


def _name(words: str) -> str:
    return folded(re.sub(r"^the ", "", plain(words), flags=re.I))


def _slots_of(fact: Fact) -> Iterable[Slot]:
    if fact.count:
        yield Slot(fact)
    for entity in dict.fromkeys(mention.entity for mention in mentions(fact.says)):
        yield Slot(fact, entity)


def _with_hole(slot: Slot) -> re.Pattern[str]:
    fact = slot.fact
    clause = fact.with_entity(slot.entity, _HOLE) if slot.entity else fact.with_count(_HOLE)
    assert COUNT not in clause
    parts = [re.escape(plain(part)) for part in f" {clause} ".split(_HOLE)]
    first, *others = (part.strip() for part in parts)
    made = first + (r"\s*(.+?)\s*" + others[0] if others else "")
    made += "".join(r"\s*\1\s*" + other for other in others[1:])
    return re.compile(made.replace(r"\ ", r"\s+"), re.IGNORECASE)
