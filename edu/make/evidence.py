"""The "how do we know?" box: statements sorted by who says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edu.make.markup import inline, words_of
from edu.make.spans import span_words
from edu.make.words import Words, capital
from edu.model.battle import Battle
from edu.model.document import SourceBox, SourceColumn, Text
from edu.model.fact import Fact


def boxed(battle: Battle) -> Sequence[Fact]:
    """The statements of the box: those the battle file chooses, then one of each other named source of the narrative.

    Why: a pupil who underlines who is speaking looks for every voice in the box; one that is missing seems unnamed.
    """
    chosen = [battle.fact_by_id[each] for each in battle.handout.evidence]
    if not chosen:
        return ()
    told = {name for _, sentence in battle.sentences() for name in sentence.facts}
    first = {fact.by: fact for fact in reversed(battle.facts) if fact.named_source and fact.short and fact.id in told}
    heard = {fact.by for fact in chosen}
    return (*chosen, *(fact for fact in battle.facts if first.get(fact.by) is fact and fact.by not in heard))


def source_box(battle: Battle, words: Words, lines: Mapping[str, tuple[int, int]]) -> SourceBox:
    """Statements by who says them: the article itself, named sources, unnamed reports; those sorts that there are."""
    columns = []
    facts = boxed(battle)
    for voice, name in enumerate(("article", "source", "report")):
        mine = [fact for fact in facts if fact.voice == voice]
        if not mine:
            continue
        head, sense = words.list(f"handout.box.{name}", 2)
        items = tuple(_box_item(battle, words, fact, lines) for fact in mine)
        columns.append(SourceColumn(words_of(head), words_of(sense), items))
    return SourceBox(tuple(columns), inline(words.say("handout.box.caption")))


def _box_item(battle: Battle, words: Words, fact: Fact, lines: Mapping[str, tuple[int, int]]) -> Text:
    """A statement in a few words with its line."""
    short = fact.short
    if fact.id not in lines:
        return inline(words.say("handout.box.item_unlined", short=short))
    told = span_words((lines[fact.id],))
    if fact.named_source:
        source = capital(battle.source_name(fact.by))
        return inline(words.say("handout.box.item_source", short=short, Source=source, lines=told))
    return inline(words.say("handout.box.item", short=short, lines=told))
