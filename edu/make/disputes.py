"""What is in doubt: what the battle file calls doubtful, and what several voices tell differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from edu.make.markup import words_of
from edu.make.spans import span_words
from edu.make.voice import date_phrase, place
from edu.make.words import Words, capital
from edu.model.battle import Battle
from edu.model.fact import INFOBOX, Fact


def disputed(battle: Battle, words: Words, lines: Mapping[str, tuple[int, int]]) -> Iterator[dict[str, str]]:
    """What is in doubt: the statement, where it stands, and why; statements in doubt for one reason stand together.

    Beside what the battle file calls doubtful stands what several voices tell differently, whether it says so or not.
    """
    by_reason: dict[str, list[Fact]] = {}
    for fact in battle.facts:
        if fact.disputed:
            by_reason.setdefault(fact.disputed, []).append(fact)
    for why, facts in by_reason.items():
        says = "; ".join(dict.fromkeys(fact.clause if fact.panel else fact.short or fact.clause for fact in facts))
        yield {"says": capital(says), "where": where(facts, words, lines), "why": why}
    for group in _told_apart(battle):
        says, why = _of_what(battle, words, group), _by(battle, words, group)
        yield {"says": says, "where": where(group, words, lines), "why": why}


def _told_apart(battle: Battle) -> Sequence[Sequence[Fact]]:
    """Facts of several voices on one thing, in the order of the battle file; none that it calls doubtful itself.

    Beside counts that differ stand those of another scope: of a part, or counted in another way.
    """
    groups: list[list[Fact]] = []
    for pair in differing(battle):
        if not any(fact.disputed for fact in pair):
            met = [group for group in groups if any(fact in group for fact in pair)]
            groups = [group for group in groups if group not in met]
            groups.append([fact for fact in battle.facts if fact in pair or any(fact in group for group in met)])
    sorts = [_sort(group[0]) for group in groups]
    for group, sort in zip(groups, sorts, strict=True):
        if sort and sorts.count(sort) == 1:
            group[:] = [fact for fact in battle.facts if _sort(fact) == sort and not (fact.disputed or fact.unknown)]
    return groups


def differing(battle: Battle) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of facts of two voices that tell one thing differently: two dates of one event, two counts of the same.

    Two counts may be worded differently and agree with each other ("at least 100", "about 200"): a teacher weighs that.
    """
    for one, other in combinations(battle.facts, 2):
        if one.by == other.by:
            continue
        if one.event and one.happened and other.happened and one.event.casefold() == other.event.casefold():
            if one.happened.disjoint(other.happened):
                yield one, other
        elif one.count and other.count and one.side and not (one.unknown or other.unknown):
            a, b = one.count, other.count
            if _sort(one) == _sort(other) and a.scope == b.scope and a.quantity != b.quantity:
                yield one, other


def _sort(fact: Fact) -> tuple[str | None, str, str] | None:
    """What a fact counts, and of which side; None where it counts nothing."""
    return (fact.side, fact.count.measure, fact.count.unit) if fact.count and fact.side else None


def _of_what(battle: Battle, words: Words, facts: Sequence[Fact]) -> str:
    """What the facts tell differently: an event with all its dates, or what was counted, and of which side."""
    first = facts[0]
    if first.count and first.side:
        panel = f"handout.panel.{first.count.measure}"
        what = words.say(panel) if words.has(panel) else capital(first.count.measure)
        return words_of(words.say("guide.count", what=what, side=battle.side_by_id[first.side].name))
    told = {fact: date_phrase(battle, fact.happened) for fact in facts if fact.happened}
    return capital(f"{first.event} {words_of(words.say('guide.or')).join(told.values())}")


def _by(battle: Battle, words: Words, facts: Sequence[Fact]) -> str:
    """A sentence that says who gave which date or number; a count of another scope than the first, with its scope."""
    first = facts[0].count.scope if facts[0].count else ""
    told: list[str] = []
    for fact in facts:
        what = battle.date_words(fact.happened) if fact.happened else ""
        scope = ""
        if fact.count:
            what = fact.count.quantity.words()
            scope = "" if fact.count.scope == first else fact.count.scope
        name = f"guide.{'gave_too' if told else 'gave'}"
        told.append(words_of(words.say(name, source=place(battle, words, fact), what=what, scope=scope)))
    return f"{capital(', '.join(told))}."


def where(facts: Sequence[Fact], words: Words, lines: Mapping[str, tuple[int, int]]) -> str:
    """The lines of the handout that tell the facts, or else their place in the article."""
    told = span_words(lines[fact.id] for fact in facts if fact.id in lines)
    if told:
        return words_of(words.say(f"guide.{'line' if told.isdigit() else 'lines'}", lines=told))
    if any(fact.section == INFOBOX for fact in facts):
        return words_of(words.say("guide.infobox"))
    return words_of(words.say("guide.left_out"))
