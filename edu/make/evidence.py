"""The "how do we know?" box: statements sorted by who says them."""

from __future__ import annotations

from collections.abc import Mapping

from edu.make.markup import inline, words_of
from edu.make.words import Words, capital
from edu.model.battle import Battle
from edu.model.document import SourceBox, SourceColumn, Text
from edu.model.fact import Fact


def source_box(battle: Battle, words: Words, lines: Mapping[str, tuple[int, int]]) -> SourceBox:
    """Statements by who says them: the article itself, named sources, unnamed reports; those sorts that there are."""
    columns = []
    facts = [battle.fact_by_id[each] for each in battle.handout.evidence]
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
    first, last = lines[fact.id]
    told = str(first) if first == last else f"{first}–{last}"
    if fact.named_source:
        source = capital(battle.source_name(fact.by))
        return inline(words.say("handout.box.item_source", short=short, Source=source, lines=told))
    return inline(words.say("handout.box.item", short=short, lines=told))
