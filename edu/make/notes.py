"""What the key says of a fact beside the answers: where the handout has it, an inferred year, what is in doubt."""

from __future__ import annotations

from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.when import year_words


def fact_notes(battle: Battle, words: Words) -> dict[str, tuple[str, ...]]:
    """The notes of each fact that has any, by its id."""
    notes: dict[str, tuple[str, ...]] = {}
    for fact in battle.facts:
        told = []
        if fact.panel:
            told.append(words.say("voice.locator.panel"))
        if fact.year_inferred and fact.when:
            year = year_words(fact.when.first.year)
            told.append(words.say("voice.locator.year_inferred", year=year, note=battle.article.years_note))
        if fact.disputed:
            told.append(words.say("voice.locator.disputed", note=fact.disputed))
        if told:
            notes[fact.id] = tuple(told)
    return notes
