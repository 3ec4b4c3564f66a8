"""True or false, with correction: statements with their sources; each false one is put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from edu.make.questions.columns import heads
from edu.make.questions.forms import Form, forms, meet
from edu.make.questions.workshop import Workshop, ids
from edu.make.voice import lead
from edu.make.words import Inline
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Fact
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
    put = {
        each.id: shop.drawn(f"{name}/{each.id}", _fit(shop, each, ways, rows), lambda f: f.sort)[0]
        for each, ways in rows
    }
    shared = _lead(shop, [each for each, _ in rows], put.values())
    options = []
    for each, form in put.items():
        row = form.without(shared or _own(shop, shop.battle.fact_by_id[each]))
        options.append(row.misstated(shop, name, columns) if each in misstated else row.stated(shop, columns))
    yield Item(
        id=name,
        kind=Kind.JUDGING,
        stem=shop.say(name, f"judging.stem{'_led' if shared else ''}", Lead=Inline(shared.rstrip(" ,"))),
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


def _fit(shop: Workshop, fact: Fact, ways: list[Form], rows: Sequence[tuple[Fact, list[Form]]]) -> list[Form]:
    """Ways to put a fact beside others: not by the day or the source of a report if another row prints it.

    That row would put right the one that misstates it.
    """
    others = [other for other, _ in rows if other is not fact]
    source = shop.battle.source_name(fact.by) if fact.named_source else ""
    told = {
        "date": fact.reported is not None and any(other.reported == fact.reported for other in others),
        "source": bool(source) and any(other.by == fact.by or source in other.clause for other in others),
    }
    return [form for form in ways if not told.get(form.sort)] or ways


def _own(shop: Workshop, fact: Fact) -> Inline:
    """The words of a statement that the stem says too: that it is the article's."""
    return lead(shop.battle, shop.words, fact) if fact.by == ARTICLE and fact.count and not fact.when else Inline("")


def _lead(shop: Workshop, facts: Sequence[Fact], put: Iterable[Form]) -> Inline:
    """The words with which all rows would begin, for the stem to say once; empty when they begin differently."""
    leads = {lead(shop.battle, shop.words, fact) for fact in facts}
    alike = len(leads) == 1 and all(fact.by in (INFOBOX, REPORT) and not fact.happened for fact in facts)
    return leads.pop() if alike and all(form.true.startswith(tuple(leads)) for form in put) else Inline("")
