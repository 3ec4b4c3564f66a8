"""Statements with the words that say whose they are and of what date: attribution is never lost on the way to paper."""

from __future__ import annotations

from edu.make.words import Inline, Words, capital
from edu.model.battle import Battle
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact
from edu.model.when import When


def date_phrase(battle: Battle, when: When) -> str:
    """A date with its preposition: "on 6 February", "in early March", "in 216 BCE", "from 3 to 5 May"."""
    words = battle.date_words(when)
    if when.precision == "range":
        return f"over {words}"
    return f"{'on' if when.precision == 'day' else 'in'} {words}"


def statement(
    battle: Battle,
    words: Words,
    fact: Fact,
    clause: str | None = None,
    when: When | None = None,
    by: str | None = None,
) -> Inline:
    """A fact as a sentence with its attribution and date; any of the three may be replaced, to state it falsely."""
    clause = fact.clause if clause is None else clause
    by = fact.by if by is None else by
    date = when or fact.when
    values: dict[str, object] = {"clause": clause, "Clause": capital(clause)}
    if date:
        phrase = date_phrase(battle, date)
        values |= {"date": phrase, "Date": capital(phrase), "day": battle.date_words(date)}
    if by == INFOBOX:
        return words.say("voice.statement.infobox", None, **values)
    if by == ARTICLE:
        if date:
            return words.say("voice.statement.article_dated", None, **values)
        if fact.passage:
            return words.say("voice.statement.article_passage", None, passage=fact.passage, **values)
        name = "article_count" if fact.count else "article"
        return words.say(f"voice.statement.{name}", None, **values)
    dated = "_dated" if fact.reported else ""
    if by == REPORT:
        return words.say(f"voice.statement.report{dated}", None, **values)
    source = battle.source_name(by)
    return words.say(f"voice.statement.source{dated}", None, source=source, Source=capital(source), **values)


def place(battle: Battle, words: Words, fact: Fact) -> str:
    """Who says it, as it stands inside a sentence: "the infobox", "the article", "opposition activists"."""
    return battle.source_name(fact.by) if fact.named_source else words.say(f"voice.source.{fact.by}")
