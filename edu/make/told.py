"""What a pupil with the handout in hand can know: no question may ask for more."""

from __future__ import annotations

import re
from collections import Counter

from edu.make.charts import KILLED, STRENGTH, timeline_facts, told_in_words
from edu.make.evidence import boxed
from edu.make.review.language import stem, tokens
from edu.model.battle import Battle, Term
from edu.model.fact import NEVER, Fact

_IN_NAMES = re.compile(r"(?<=\w )[A-Z]\w*")
"""Words with a capital behind another word: all but the first of a name."""


def told_facts(battle: Battle) -> frozenset[str]:
    """Ids of the facts that stand on the handout: in the narrative and its notes, the panel, the box or a chart."""
    drawn = {fact.id for fact in (*timeline_facts(battle), *filter(_charted, battle.facts))}
    return frozenset(told_in_words(battle) | drawn)


def printed_terms(battle: Battle, names: bool = True) -> tuple[Term, ...]:
    """Words of the glossary that the handout prints: in its title, story, notes, panel, box or tasks, in any form.

    Without `names` those that it uses as words, and not in a name alone ("Low Orchard").
    """
    facts = [*(fact for fact in battle.facts if fact.panel), *boxed(battle)]
    told = [sentence.text for _, sentence in battle.sentences()]
    told += [section.heading for section in battle.narrative]
    told += [paragraph.note for section in battle.narrative for paragraph in section.paragraphs]
    told += [words for fact in facts for words in (fact.short or fact.clause, fact.count.unit if fact.count else "")]
    told += [battle.name, battle.place, battle.handout.before_reading, *(task.text for task in battle.handout.tasks)]
    stems = {stem(word) for text in told for word in tokens(text if names else _IN_NAMES.sub("", text))}
    return tuple(term for term in battle.terms if stems.issuperset(stem(word) for word in tokens(term.word)))


def _charted(fact: Fact) -> bool:
    """Whether a chart shows its number; a chart is left out only where words tell all that it would show."""
    return bool(fact.count and fact.side and fact.count.measure in (STRENGTH, KILLED))


def events_told_once(battle: Battle) -> list[Fact]:
    """Facts with a dated event that no other fact tells too, from earliest to latest.

    An event that is told twice may have two right dates, so none is asked for.
    """
    times = Counter(fact.event.casefold() for fact in battle.known)
    may = [fact for fact in battle.facts if fact.event and fact.when and fact.ask != NEVER and not fact.unknown]
    facts = [fact for fact in may if times[fact.event.casefold()] == 1]
    return sorted(facts, key=lambda fact: (fact.when.possible if fact.when else (0, 0), fact.id))
