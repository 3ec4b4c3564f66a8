"""Statements with the words that say whose they are and of what date: attribution is never lost on the way to paper."""

from __future__ import annotations

from edu.make.words import Inline, Words, capital
from edu.model.battle import Battle
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact
from edu.model.when import When

_CLAUSE = "\N{OBJECT REPLACEMENT CHARACTER}"


def date_phrase(battle: Battle, when: When) -> str:
    """A date with its preposition: "on 6 February", "in early March", "over 3–5 May", "from 30 May to 2 June"."""
    words = battle.date_words(when)
    if when.precision == "range":
        return f"{'from' if ' to ' in words else 'over'} {words}"
    return f"{'on' if when.precision == 'day' else 'in'} {words}"


def statement(battle: Battle, words: Words, fact: Fact, clause: str | None = None) -> Inline:
    """A fact as a sentence with its attribution and date; another clause may stand in its place, to state it falsely.

    A report keeps the date of the report apart from that of the event.
    """
    clause = fact.clause if clause is None else clause
    if fact.happened and fact.by not in (INFOBOX, ARTICLE):
        apart = "," if clause[:1].isdigit() else ""  # "on 3 May, 19 holes"
        clause = f"{date_phrase(battle, fact.happened)}{apart} {clause}"
    date = fact.happened if fact.by == ARTICLE else fact.reported
    values: dict[str, object] = {"clause": clause, "Clause": capital(clause)}
    if date:
        phrase = date_phrase(battle, date)
        values |= {"date": phrase, "Date": capital(phrase), "day": battle.date_words(date)}
    if fact.by == INFOBOX:
        return words.say("voice.statement.infobox", **values)
    if fact.by == ARTICLE:
        if date:
            return words.say("voice.statement.article_dated", **values)
        if fact.passage:
            return words.say("voice.statement.article_passage", passage=fact.passage, **values)
        return words.say(f"voice.statement.article{'_count' if fact.count else ''}", **values)
    dated = "_dated" if date else ""
    if fact.by == REPORT:
        return words.say(f"voice.statement.report{dated}", **values)
    source = battle.source_name(fact.by)
    return words.say(f"voice.statement.source{dated}", source=source, Source=capital(source), **values)


def lead(battle: Battle, words: Words, fact: Fact) -> Inline:
    """What stands before the clause of such a sentence: "According to the infobox, "."""
    return Inline(statement(battle, words, fact, _CLAUSE).partition(_CLAUSE)[0])


def place(battle: Battle, words: Words, fact: Fact) -> str:
    """Who says it, as it stands inside a sentence: "the infobox", "the article", "opposition activists"."""
    return battle.source_name(fact.by) if fact.named_source else words.say(f"voice.source.{fact.by}")
