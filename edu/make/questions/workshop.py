"""What every family of questions works with: the battle, the wording, seeded choice, and proof of each option."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import TypeVar

from edu.make import voice
from edu.make.proof import prove
from edu.make.told import told_facts
from edu.make.words import Inline, Words, printed
from edu.model.battle import Absence, Battle
from edu.model.fact import INFOBOX_LISTS, NEVER, Fact
from edu.model.question import Claim, Option

T = TypeVar("T")


class Workshop:
    """One battle and one seed. Each item draws from a generator of its own, so that items do not move one another."""

    def __init__(self, battle: Battle, words: Words, seed: int) -> None:
        self.battle, self.words, self.seed = battle, words, seed
        self.told = told_facts(battle)

    def rng(self, item: str) -> Random:
        """The generator of one item, dependent on the seed and the item's id alone."""
        return Random(f"{self.seed}/{item}")

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

    def place(self, fact: Fact) -> str:
        """Who says it, inside a sentence."""
        return voice.place(self.battle, self.words, fact)

    def locators(self, *ids: str) -> tuple[str, ...]:
        """Where facts and absences stand in the article, each place once, in order."""
        absences = {absence.id: absence.near for absence in self.battle.absences}
        seen: dict[str, None] = {}
        for name in ids:
            fact = self.battle.fact_by_id.get(name)
            for locator in fact.at if fact else absences.get(name, ()):
                seen[locator.words()] = None
        return tuple(seen)

    def absence(self, name: str) -> Absence:
        """The absence with an id."""
        return next(absence for absence in self.battle.absences if absence.id == name)

    def option(self, text: str, claim: Claim, rationale: str, facts: Iterable[str]) -> Option | None:
        """An option whose truth is worked out from the model; None when the article does not settle it."""
        verdict = prove(self.battle, claim)
        if verdict.truth is None:
            return None
        return Option(text, verdict.truth, verdict.ground, rationale, tuple(facts), claim=claim)

    def entity_words(self, name: str) -> str:
        """An entity's name as an option, with a capital."""
        return printed(self.battle.entity_by_id[name].name)


def spread(
    rng: Random, key: Option, wrong: Sequence[Option], size: Callable[[Option], float], most: int = 4
) -> tuple[Option, ...]:
    """Options in ascending order, so chosen that the right one's rank is drawn uniformly from the ranks possible.

    Rule M15: numbers and dates ascend, and the rank of the key among them is uniform.
    """
    below = sorted((option for option in wrong if size(option) < size(key)), key=size)
    above = sorted((option for option in wrong if size(option) > size(key)), key=size)
    count = min(most, len(below) + len(above) + 1)
    ranks = [rank for rank in range(count) if rank <= len(below) and count - 1 - rank <= len(above)]
    rank = rng.choice(ranks)
    chosen = [*rng.sample(below, rank), key, *rng.sample(above, count - 1 - rank)]
    return tuple(sorted(chosen, key=size))


def distinct(options: Iterable[Option | None]) -> list[Option]:
    """The options that are there, each text once."""
    seen: dict[str, Option] = {}
    for option in options:
        if option is not None:
            seen.setdefault(option.text.casefold(), option)
    return list(seen.values())
