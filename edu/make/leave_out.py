"""A battle without the themes that a teacher leaves out; all that is made of it then follows by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from edu.model.battle import Battle, Entity, Handout, NarrativeParagraph, NarrativeSection
from edu.model.fact import Fact
from edu.model.question import Item


def leave_out(battle: Battle, themes: Collection[str]) -> Battle:
    """The battle without the facts of these themes and every text that rests on one of them or names the theme itself.

    A paragraph or section of which nothing is left goes too. A list of the infobox that has lost an entry is closed no
    longer, so nothing is asked of what it holds. The facts stay as `withheld`, for proofs.
    """
    held = tuple(fact for fact in battle.facts if fact.theme in themes)
    gone = {fact.id for fact in held}
    gone |= {absence.id for absence in battle.absences if absence.theme in themes}
    lists = {fact.entry_of for fact in held}
    terms = tuple(term for term in battle.terms if term.theme not in themes)
    return replace(
        battle,
        entities=tuple(_unnamed(entity) if entity.theme in themes else entity for entity in battle.entities),
        facts=tuple(_out_of_lists(fact, lists) for fact in battle.facts if fact.id not in gone),
        absences=tuple(absence for absence in battle.absences if absence.id not in gone),
        terms=terms,
        narrative=tuple(_sections(battle.narrative, gone, themes)),
        handout=_handout(battle.handout, gone, themes, {term.word for term in terms}),
        left_out=tuple(sorted({*battle.left_out, *themes})),
        withheld=(*battle.withheld, *held),
    )


def left_in(battle: Battle, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that neither name a theme the battle leaves out nor rest, in any part, on what went with it."""
    there = {fact.id for fact in battle.facts} | {absence.id for absence in battle.absences}
    return tuple(item for item in items if item.theme not in battle.left_out and there.issuperset(_named(item)))


def _named(item: Item) -> Iterator[str]:
    """Every fact and absence that an item, its options or its mark scheme rest on or show."""
    yield from (*item.facts, *item.shows)
    for option in item.options:
        yield from option.facts
    for row in item.rubric:
        yield from row.facts


def _unnamed(entity: Entity) -> Entity:
    """The entity, which no option offers any more."""
    return replace(entity, types=(), voice=False)


def _out_of_lists(fact: Fact, lists: Collection[str]) -> Fact:
    return replace(fact, entry_of="") if fact.entry_of in lists else fact


def _sections(
    narrative: Sequence[NarrativeSection], gone: Collection[str], themes: Collection[str]
) -> Iterator[NarrativeSection]:
    for section in narrative:
        told = (_paragraph(paragraph, gone, themes) for paragraph in section.paragraphs)
        paragraphs = tuple(paragraph for paragraph in told if paragraph.sentences)
        if paragraphs:
            yield replace(section, paragraphs=paragraphs)


def _paragraph(paragraph: NarrativeParagraph, gone: Collection[str], themes: Collection[str]) -> NarrativeParagraph:
    sentences = tuple(
        sentence
        for sentence in paragraph.sentences
        if sentence.theme not in themes and not set(sentence.facts) & set(gone)
    )
    if set(paragraph.note_facts) & set(gone):
        return replace(paragraph, sentences=sentences, note="", note_facts=())
    return replace(paragraph, sentences=sentences)


def _handout(handout: Handout, gone: Collection[str], themes: Collection[str], words: Collection[str]) -> Handout:
    return replace(
        handout,
        evidence=tuple(name for name in handout.evidence if name not in gone),
        words=tuple(word for word in handout.words if word in words),
        tasks=tuple(
            task for task in handout.tasks if task.theme not in themes and not {*task.facts, *task.absences} & set(gone)
        ),
    )
