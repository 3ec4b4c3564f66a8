"""True or false, with correction: statements with their sources; each false one is put right."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.columns import heads
from edu.make.questions.forms import Form, forms, meet
from edu.make.questions.workshop import Workshop, ids
from edu.model.fact import Fact
from edu.model.question import Item, Kind

_ROWS = 3


def items(shop: Workshop) -> Iterator[Item]:
    """One table around each fact that can be misstated, with two others of its section."""
    ready = [(fact, ways) for fact in shop.askable() if (ways := forms(shop, fact))]
    for fact, ways in ready:
        if not shop.wants(f"judging-{fact.id}"):
            continue
        beside = [pair for pair in ready if pair[0].section == fact.section and pair[0].id != fact.id]
        yield from _item(shop, (fact, ways), beside)


def _item(shop: Workshop, anchor: tuple[Fact, list[Form]], beside: list[tuple[Fact, list[Form]]]) -> Iterator[Item]:
    fact, words = anchor[0], shop.words
    name, columns = f"judging-{fact.id}", heads(words, "judging.heads", 2)
    rows = [anchor]
    for pair in shop.drawn(name, beside, lambda pair: pair[0].id):
        if len(rows) < _ROWS and not any(meet(pair[0], other) for other, _ in rows):
            rows.append(pair)
    if len(rows) < _ROWS:
        return
    false = 1 + int(shop.chance(name, "false") * 2)
    misstated = {each.id for each, _ in shop.drawn(f"{name}/false", rows, lambda pair: pair[0].id)[:false]}
    options = []
    for each, put in rows:
        form = shop.drawn(f"{name}/{each.id}", put, lambda form: form.sort)[0]
        wrong = each.id in misstated
        options.append(form.misstated(shop, name, columns) if wrong else form.stated(shop, columns))
    yield Item(
        id=name,
        kind=Kind.JUDGING,
        stem=shop.say(name, "judging.stem"),
        marks=_ROWS + 1,
        bloom="understand",
        skill="comprehension",
        section=fact.section,
        family="judging",
        options=tuple(options),
        facts=ids([each for each, _ in rows]),
        head=words.say("judging.head"),
        answers=columns,
        scoring=words.say("judging.scoring"),
        prompt=words.say("judging.prompt"),
        lines=4,
    )
