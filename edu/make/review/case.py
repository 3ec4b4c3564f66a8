"""What the rules look at: the battle, with what is worked out of it once, and one item as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from edu.make.markup import words_of
from edu.make.proof import Verdict, prove
from edu.make.review import language
from edu.make.review.values import GROUP, PLACE, Span, span_of, span_of_claim
from edu.model.battle import Absence, Battle, Entity
from edu.model.fact import Fact
from edu.model.flaw import Flaw
from edu.model.question import Aspect, Claim, Item, Kind
from edu.model.reading import dates
from edu.model.rule import RULES
from edu.model.when import MONTHS

CHOICES = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART)
"""Kinds whose options are ticked; chart items may have none."""

ROWS = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING)
"""Kinds whose options are statements, each with a circle to tick in one of several columns."""

NAMED = (Aspect.ENTITY, Aspect.BY, Aspect.ENTRY)
"""Aspects whose value is the id of a group or place."""

_ASKS_SOURCE = re.compile(
    r"\bsources?\b|\bwhose\b|\bwhom?\b.*\b(gave|gives?|said|says?|reports?|reported|told|tells?|claim\w*|behind)\b"
    r"|\bwhat kind of evidence\b",
    re.I,
)
_ARTICLE = re.compile(r"^(the|a|an) ")


class Known:
    """A battle with what the rules ask of it again and again, each worked out once."""

    def __init__(self, battle: Battle) -> None:
        self.battle = battle
        self._proofs: dict[Claim, Verdict] = {}

    def prove(self, claim: Claim) -> Verdict:
        """The verdict on a claim."""
        verdict = self._proofs.get(claim)
        if verdict is None:
            verdict = self._proofs[claim] = prove(self.battle, claim)
        return verdict

    @cached_property
    def absences(self) -> Mapping[str, Absence]:
        """Absences by id."""
        return {absence.id: absence for absence in self.battle.absences}

    @cached_property
    def _folded(self) -> Mapping[str, Entity]:
        return {folded(alias): entity for entity in self.battle.entities for alias in (*entity.aliases, entity.name)}

    def entity(self, text: str) -> Entity | None:
        """The group or place whose name or alias a text is."""
        return self._folded.get(folded(text))

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words with a capital in names and aliases of groups and places."""
        names = (alias for entity in self.battle.entities for alias in (entity.name, *entity.aliases))
        return frozenset(word for name in names for word in re.findall(r"[^\W\d_][\w’'-]*", name) if word[0].isupper())

    @cached_property
    def dates(self) -> frozenset[tuple[int | None, str]]:
        """Days and months that any fact, or the head of the battle, holds."""
        held: set[tuple[int | None, str]] = set()
        whens = [self.battle.when]
        for fact in self.battle.facts:
            held |= dates(f"{fact.clause}; {fact.short}; {fact.event}")
            whens += [when for when in (fact.happened, fact.reported) if when]
        for when in whens:
            for day in (when.first, when.last):
                held.add((None, MONTHS[day.month - 1]))
                if when.precision in ("day", "range"):
                    held.add((day.day, MONTHS[day.month - 1]))
        held |= dates(self.battle.article.years_note)
        return frozenset(held)

    @cached_property
    def attested(self) -> frozenset[str]:
        """Stems of the words that carry meaning in facts, narrative, names and glossary."""
        told = [fact.clause for fact in self.battle.facts]
        told += [sentence.text for _, sentence in self.battle.sentences()]
        told += [entity.name for entity in self.battle.entities]
        told += [f"{term.word}: {term.meaning}" for term in self.battle.terms]
        return language.content("; ".join(told))

    @cached_property
    def taught(self) -> frozenset[str]:
        """Words in small letters that the lesson teaches: names of groups, places and the battle, and the glossary."""
        names = [self.battle.name, self.battle.place, *(term.word for term in self.battle.terms)]
        names += [alias for entity in self.battle.entities for alias in (entity.name, *entity.aliases)]
        return frozenset(word.casefold() for name in names for word in name.replace(",", " ").split())

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every run of ten words of the article, where its text lies beside the battle file."""
        words = language.tokens(self.battle.article.text)
        return frozenset(words[at : at + 10] for at in range(len(words) - 9))

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Every number that a count of the battle names."""
        counts = [fact.count.quantity for fact in self.battle.facts if fact.count]
        return frozenset(end for count in counts for end in (count.low, count.named, count.high) if end is not None)


@dataclass(frozen=True)
class Block:
    """A text that stands alone, the facts it is about, what of them is asked, and whether that is who says so."""

    text: str
    facts: tuple[Fact, ...]
    aspects: frozenset[Aspect]
    asks_source: bool


class Case:
    """One item as it is printed, for the rules to look at."""

    def __init__(self, known: Known, item: Item) -> None:
        self.known, self.item, self.battle = known, item, known.battle
        self.stem = words_of(item.stem)
        self.texts = tuple(words_of(option.text) for option in item.options)

    def flaw(self, rule: str, what: str, words: str, mend: str, hard: bool | None = None) -> Flaw:
        """A flaw of this item; as hard as its rule, if it is not said."""
        return Flaw(rule, self.item.id, RULES[rule].hard if hard is None else hard, what, words, mend)

    @property
    def hand_written(self) -> bool:
        """True when a person wrote it."""
        return self.item.origin != "generated"

    @cached_property
    def choice(self) -> bool:
        """True when there are options to tick."""
        return self.item.kind in CHOICES and bool(self.item.options)

    @cached_property
    def right(self) -> tuple[int, ...]:
        """Indexes of the right options."""
        return tuple(i for i, option in enumerate(self.item.options) if option.correct)

    @cached_property
    def wrong(self) -> tuple[int, ...]:
        """Indexes of the wrong options."""
        return tuple(i for i, option in enumerate(self.item.options) if not option.correct)

    @cached_property
    def key(self) -> int | None:
        """Index of the one right option of an item where one is to be ticked."""
        return self.right[0] if self.choice and len(self.right) == 1 and self.item.kind is not Kind.SEVERAL else None

    @cached_property
    def aspects(self) -> frozenset[Aspect]:
        """What its options are about, for those that have a claim."""
        return frozenset(option.claim.aspect for option in self.item.options if option.claim)

    @cached_property
    def asks_source(self) -> bool:
        """True when the stem asks who says something, so that it cannot print it."""
        if self.aspects and self.item.kind not in ROWS:
            return bool(self.aspects & {Aspect.BY, Aspect.NAMED})
        return self.item.kind is Kind.SORTING or bool(_ASKS_SOURCE.search(self.stem))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts its answer hangs on."""
        return tuple(self.battle.fact_by_id[name] for name in self.item.facts if name in self.battle.fact_by_id)

    @cached_property
    def spans(self) -> tuple[Span | None, ...]:
        """For each option the numbers or dates that it is.

        An option's claim says which, where all claims are about one fact, or the words are a number or date; else
        an option may be an event with its date.
        """
        claims = [option.claim for option in self.item.options]
        one_fact = all(claims) and len({claim.fact for claim in claims if claim}) == 1
        spans = []
        for claim, text in zip(claims, self.texts, strict=True):
            printed = span_of(text)
            sure = claim is not None and (one_fact or printed)
            spans.append(span_of_claim(claim.value, text) or printed if claim and sure else printed)
        return tuple(spans)

    @cached_property
    def scalar(self) -> bool:
        """True when its options are all numbers or all dates."""
        return bool(self.spans) and all(self.spans) and len({span.sort for span in self.spans if span}) == 1

    @cached_property
    def entities(self) -> tuple[Entity | None, ...]:
        """For each option the group or place that it names and is."""
        found = []
        for option, text in zip(self.item.options, self.texts, strict=True):
            named = option.claim and option.claim.aspect in NAMED and str(option.claim.value)
            found.append(self.battle.entity_by_id.get(named) if named else self.known.entity(text))
        return tuple(found)

    @cached_property
    def sorts(self) -> tuple[str | None, ...]:
        """For each option what sort of thing it is; None where that cannot be told."""
        return tuple(
            span.sort if span else (PLACE if entity.place else GROUP) if entity else None
            for span, entity in zip(self.spans, self.entities, strict=True)
        )

    def blocks(self) -> Iterator[Block]:
        """The texts of the item that each stand alone.

        Rows of a table, events and pairs stand alone, true and false ones with the stem, which may say whose they all
        are; elsewhere the stem does, with passage and extracts, and with the words that its gaps ask for.
        """
        item = self.item
        if item.kind not in (*ROWS, Kind.ORDERING, Kind.MATCHING):
            filled = self.texts if item.kind is Kind.CLOZE else ()
            text = " ".join((words_of(" ".join((item.stem, item.passage, *item.extracts))), *filled))
            yield Block(text, self.facts, self.aspects, self.asks_source)
            return
        for option, text in zip(item.options, self.texts, strict=True):
            about = tuple(self.battle.fact_by_id[name] for name in option.facts if name in self.battle.fact_by_id)
            aspects = frozenset({option.claim.aspect} if option.claim else ())
            whole = f"{text}: {words_of(option.answer)}" if item.kind is Kind.MATCHING else text
            if item.kind is Kind.JUDGING:
                whole = f"{self.stem} {text}"
            asks = item.kind is Kind.SORTING or Aspect.BY in aspects
            yield Block(whole, about, aspects, asks)


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """A name in small letters without an article before it, so that "The plant" and "the plant" are one."""
    return _ARTICLE.sub("", text.casefold().strip().rstrip("."))
