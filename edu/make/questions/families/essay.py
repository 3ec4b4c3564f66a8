"""An essay on how far the article can be relied on, marked by levels."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.workshop import Workshop, ids
from edu.model.question import Item, Kind, Level

_MARKS = ("7–8", "5–6", "3–4", "1–2", "0")
_USED = 3


def items(shop: Workshop) -> Iterator[Item]:
    """One essay, if the article has statements of its own voice, of a named source and of an unnamed report."""
    name, words = "essay-reliance", shop.words
    facts = [fact for fact in shop.askable(infobox=False) if fact.short]
    voices = [[fact for fact in facts if fact.voice == voice] for voice in range(3)]
    if not all(voices) or not shop.battle.absences:
        return
    used = [shop.facts_drawn(name, each)[0] for each in voices][:_USED]
    source = shop.battle.source_name(used[1].by)
    left_open = shop.drawn(name, shop.battle.absences, lambda absence: absence.id)[0]
    own, named, report = (fact.clause for fact in used)
    yield Item(
        id=name,
        kind=Kind.ESSAY,
        stem=shop.say(name, "essay.stem", battle=shop.name),
        marks=8,
        bloom="evaluate",
        skill="corroboration",
        section=used[0].section,
        family="essay",
        facts=ids(used[:1]),
        alone="long answer",
        answer=words.say("essay.answer", own=own, named=named, report=report, source=source, topic=left_open.topic),
        lines=16,
        levels=tuple(Level(*pair) for pair in zip(_MARKS, words.list("essay.levels", len(_MARKS)), strict=True)),
    )
