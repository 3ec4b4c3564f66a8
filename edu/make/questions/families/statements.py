"""True, false or not stated: what the article says in its own voice, what it denies, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.questions.columns import heads
from edu.make.questions.forms import Form, forms, meet
from edu.make.questions.workshop import Workshop
from edu.make.words import printed
from edu.model.battle import Absence
from edu.model.fact import ARTICLE, Fact
from edu.model.question import Aspect, Claim, Item, Kind, Option

_ROWS = 4
_LEAST_FACTS = 2


def items(shop: Workshop) -> Iterator[Item]:
    """One table around each statement that the article leaves open, with facts told in its own voice.

    Those alone stand in one table with what is not stated: neither has words that say who says so, which would tell
    the two apart.
    """
    ready = []
    for fact in shop.askable(infobox=False):
        if fact.by == ARTICLE and not fact.when and not fact.count:
            ready += [(fact, form) for form in forms(shop, fact) if form.sort == "denied"]
    opens = [(absence, number) for absence in shop.battle.absences for number in range(len(absence.statements))]
    for absence, number in opens:
        near = sorted(ready, key=lambda pair: pair[0].section != absence.section)
        if len(near) >= _LEAST_FACTS:
            yield from _item(shop, absence, number, near, [other for other in opens if other[0].id != absence.id])


def _item(
    shop: Workshop,
    absence: Absence,
    number: int,
    ready: list[tuple[Fact, Form]],
    opens: list[tuple[Absence, int]],
) -> Iterator[Item]:
    """One table: three facts, one or two of them misstated; or two, one of them so, and a second open statement."""
    name, words = f"statements-{absence.id}{f'-{number + 1}' if number else ''}", shop.words
    columns = heads(words, "statements.heads", 3)
    left_open = [(absence, number)]
    if opens and (len(ready) < _ROWS - 1 or shop.chance(name, "open") < 0.5):
        left_open.append(shop.drawn(name, opens, lambda pair: f"{pair[0].id}/{pair[1]}")[0])
    drawn = shop.drawn(name, ready, lambda pair: pair[0].id)
    near = [pair for pair in drawn if pair[0].section == absence.section]
    far = [pair for pair in drawn if pair[0].section != absence.section]
    rows: list[tuple[Fact, Form]] = []
    for pair in (*near, *far):
        if len(rows) + len(left_open) < _ROWS and not any(meet(pair[0], other) for other, _ in rows):
            rows.append(pair)
    if len(rows) + len(left_open) < _ROWS:
        return
    false = 1 + int(shop.chance(name, "false") * 2) if len(rows) > 2 else 1
    misstated = {fact.id for fact, _ in shop.drawn(f"{name}/false", rows, lambda pair: pair[0].id)[:false]}
    options = [
        form.misstated(shop, name, columns) if fact.id in misstated else form.stated(shop, columns)
        for fact, form in rows
    ]
    for each, place in left_open:
        clause = each.statements[place]
        why = words.say("statements.not_stated", topic=each.topic)
        claim, text = Claim(each.id, Aspect.SAYS, clause), printed(f"{clause}.")
        options.append(Option(text, False, "not stated", why, (each.id,), columns[2], claim))
    yield Item(
        id=name,
        kind=Kind.TRUE_FALSE,
        stem=shop.say(name, "statements.stem"),
        marks=3,
        bloom="understand",
        skill="comprehension",
        section=absence.section,
        family="statements",
        options=tuple(options),
        facts=(*(fact.id for fact, _ in rows), *(each.id for each, _ in left_open)),
        head=words.say("statements.head"),
        answers=columns,
        scoring=words.say("statements.scoring"),
        prompt=words.say("statements.prompt"),
        lines=2,
    )
