"""A small document question: three statements of three voices, and how far they tell what happened."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.workshop import Workshop, ids
from edu.model.battle import Absence
from edu.model.fact import Fact
from edu.model.question import Item, Kind, Level

_MARKS = ("6", "4–5", "2–3", "1", "0")


def items(shop: Workshop) -> Iterator[Item]:
    """One item for each statement of a named source, with one of the article's own voice and one unnamed report."""
    facts = [fact for fact in shop.askable(infobox=False) if not fact.cause and not fact.state]
    for fact in facts:
        if fact.named_source:
            yield from _item(shop, fact, facts)


def _item(shop: Workshop, fact: Fact, facts: list[Fact]) -> Iterator[Item]:
    name, words = f"documents-{fact.id}", shop.words
    chosen = [fact]
    for voice in (2, 0):
        near = [each for each in facts if each.voice == voice and each.section == fact.section and each.short]
        if not near:
            return
        chosen.append(shop.facts_drawn(name, near)[0])
    order = shop.drawn(f"{name}/order", chosen, lambda each: each.id)
    opens = [absence for absence in shop.battle.absences if absence.section == fact.section]
    if not opens:
        return
    yield Item(
        id=name,
        kind=Kind.DOCUMENTS,
        stem=shop.say(name, "documents.stem"),
        marks=6,
        bloom="evaluate",
        skill="corroboration",
        section=fact.section,
        family="documents",
        extracts=tuple(
            words.say("documents.extract", letter="ABC"[place], statement=shop.statement(each))
            for place, each in enumerate(order)
        ),
        facts=ids(order),
        alone="long answer",
        answer=_answer(shop, order, _left_open(shop, name, order, opens)),
        lines=10,
        levels=tuple(
            Level(marks, level)
            for marks, level in zip(_MARKS, words.list("documents.levels", len(_MARKS)), strict=True)
        ),
    )


def _left_open(shop: Workshop, name: str, order: list[Fact], opens: list[Absence]) -> Absence:
    """Something the article does not say, if it can be beside what one of the statements tells."""
    places = {place.words() for fact in order for place in fact.at}
    drawn = shop.drawn(name, opens, lambda absence: absence.id)
    return min(drawn, key=lambda absence: not places & {place.words() for place in absence.near})


def _answer(shop: Workshop, order: list[Fact], left_open: Absence) -> str:
    """A model answer: who stands behind each, and one thing that all three leave open."""
    told, letters = [], {}
    for letter, fact in zip("ABC", order, strict=True):
        form = ("own", "named", "report")[fact.voice]
        letters[form] = letter
        source = shop.battle.source_name(fact.by)
        about = shop.battle.entity_by_id[fact.by].about if fact.named_source else ""
        told.append(shop.words.say(f"documents.answer.{form}", letter=letter, source=source, about=about))
    return " ".join(
        (
            *told,
            shop.words.say("documents.answer.together", **letters),
            shop.words.say("documents.answer.open", topic=left_open.topic),
        )
    )
