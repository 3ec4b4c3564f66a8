"""What every family of questions works with: the battle, the wording, seeded draws, and proof of each option."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from edu.make import voice
from edu.make.proof import prove
from edu.make.told import printed_terms, told_facts
from edu.make.words import Inline, Words, capital, fill, printed
from edu.model.battle import Battle, Term
from edu.model.fact import INFOBOX_LISTS, NEVER, Fact
from edu.model.question import Claim, Difficulty, Item, Option

if TYPE_CHECKING:
    from edu.make.questions.forms import Form

T = TypeVar("T")

ENOUGH = 40
"""Facts that wrong options of one item are taken from: on a battle of 300 events, all against all takes minutes."""

SINGLE, SEVERAL = "voice.directive.single", "voice.directive.several"


class Workshop:
    """One battle and one seed.

    Every draw depends on the seed, the item and the thing drawn alone, never on the other things there are. So a
    fact that is added or changed moves only the items that rest on it.

    Attributes:
        battle: the battle.
        words: the wording.
        seed: the seed of all draws.
        difficulty: how near wrong options are to be; None to draw it for each item.
        attempt: 0 at first; a higher number draws the options of an item again.
        told: ids of the facts that the handout tells.
        forms: ways to put a fact, by its id, once they have been worked out; they depend on no draw.
    """

    def __init__(
        self, battle: Battle, words: Words, seed: int, difficulty: Difficulty | None = None, attempt: int = 0
    ) -> None:
        self.battle, self.words, self.seed = battle, words, seed
        self.difficulty, self.attempt = difficulty, attempt
        self.told = told_facts(battle)
        self.forms: dict[str, list[Form]] = {}
        self._absences = {absence.id: absence for absence in battle.absences}
        self._wanted: Collection[str] | None = None

    def again(self, attempt: int, wanted: Collection[str]) -> Workshop:
        """The same workshop for another draw, of these items alone."""
        other = copy(self)
        other.attempt, other._wanted = attempt, wanted
        return other

    def wants(self, item: str) -> bool:
        """False for an item that need not be drawn again; asked before what takes long."""
        return self._wanted is None or item in self._wanted

    # Draws ---------------------------------------------------------------------------------------------------

    def chance(self, item: str, *names: str) -> float:
        """A number from 0 up to 1 that depends on the seed, the item and these names alone."""
        told = "/".join((str(self.seed), item, *names, *([str(self.attempt)] if self.attempt else [])))
        return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "big") / 2**64

    def drawn(self, item: str, things: Iterable[T], name: Callable[[T], str]) -> list[T]:
        """The things in an order drawn by their names: what comes first does not depend on what else there is."""
        return sorted(things, key=lambda thing: (self.chance(item, name(thing)), name(thing)))

    def facts_drawn(self, item: str, facts: Iterable[Fact]) -> list[Fact]:
        """Facts in a drawn order."""
        return self.drawn(item, facts, lambda fact: fact.id)

    def few(self, item: str, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The facts, or some drawn from them where there are very many: enough to take wrong options from."""
        if len(facts) <= ENOUGH:
            return facts
        return sorted(facts, key=lambda fact: crc32(f"{self.seed}/{item}/{fact.id}".encode()))[:ENOUGH]

    def hardness(self, item: str) -> Difficulty:
        """How near the wrong options of an item are to be: one item in four easy, one hard, unless all are the same."""
        drawn = self.chance(item, "difficulty")
        if self.difficulty:
            return self.difficulty
        return Difficulty.EASY if drawn < 0.25 else Difficulty.HARD if drawn > 0.75 else Difficulty.MEDIUM

    def say(self, item: str, phrase: str, /, **values: object) -> Inline:
        """One of the wordings of a phrase, drawn for the item, filled in."""
        wordings = self.words.phrases(phrase)
        return fill(wordings[int(self.chance(item, phrase) * len(wordings))], **values)

    def asked(self, item: str, phrase: str, directive: str, /, **values: object) -> str:
        """A stem with the directive at its end ("Tick one.")."""
        return f"{self.say(item, phrase, **values)} {self.words.say(directive)}"

    # The battle ----------------------------------------------------------------------------------------------

    def askable(self, infobox: bool = True) -> list[Fact]:
        """Facts that may be asked; without those of the infobox on request."""
        return [
            fact
            for fact in self.battle.facts
            if fact.ask != NEVER and not fact.unknown and (infobox or fact.ask != INFOBOX_LISTS)
        ]

    def statement(self, fact: Fact, clause: str | None = None) -> Inline:
        """The fact as a sentence with its attribution and date."""
        return voice.statement(self.battle, self.words, fact, clause)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Words of the glossary that a pupil meets on the handout."""
        return printed_terms(self.battle)

    def told_event(self, fact: Fact, words: str) -> Inline:
        """An event as it may stand without its date: with who says so, unless it is the article itself (rule M19)."""
        sort = ("own", "source", "report")[fact.voice]
        source = capital(self.battle.source_name(fact.by))
        return self.words.say(f"voice.event.{sort}", event=words, Event=capital(words), Source=source)

    @property
    def name(self) -> str:
        """The battle's name as it stands inside a sentence: "the Battle of Safira"."""
        name = self.battle.name
        return name[:1].lower() + name[1:] if name.startswith("The ") else name

    def place(self, fact: Fact) -> str:
        """Who says it, inside a sentence."""
        return voice.place(self.battle, self.words, fact)

    def located(self, item: Item) -> Item:
        """The item with the places where its facts and absences stand in the article, each place once."""
        seen: dict[str, None] = {}
        sides = [side.name for side in self.battle.sides]
        for name in item.facts:
            fact = self.battle.fact_by_id.get(name)
            absence = self._absences.get(name)
            for locator in fact.at if fact else absence.near if absence else ():
                seen[locator.words(sides)] = None
        return replace(item, locators=tuple(seen))

    def option(self, text: str, claim: Claim, rationale: str, facts: Iterable[str]) -> Option | None:
        """An option whose truth is worked out from the model; None when the article does not settle it."""
        verdict = prove(self.battle, claim)
        if verdict.truth is None:
            return None
        return Option(text, verdict.truth, verdict.ground, rationale, tuple(facts), claim=claim)

    def entity_words(self, name: str) -> str:
        """An entity's name as an option, with a capital."""
        return printed(self.battle.entity_by_id[name].name)


def once(facts: Iterable[str]) -> tuple[str, ...]:
    """Ids in order, each once."""
    return tuple(dict.fromkeys(facts))


def ids(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The ids of facts."""
    return tuple(fact.id for fact in facts)
