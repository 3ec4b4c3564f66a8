"""Battles drawn at random, for properties that hold of every battle.

They keep what the reader of battle files checks, and are otherwise free to be odd: statements that stand twice, dates
that overlap, groups within groups, open numbers, a place that two may hold. Words come from small lists, so that such
things happen often.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as some
from hypothesis.strategies import DrawFn, SearchStrategy

from edu.model import battle as model
from edu.model.fact import Cause, Count, Fact, Locator, Refuted, mentions
from edu.model.quantity import Quantity
from edu.model.when import When, parse_when

NAMES = (
    "Amber Guard", "Birch Company", "Copper Riders", "Dale Rifles", "Elm Brigade", "Ford Watch", "Grove Corps",
    "Heath Militia", "Iron Lancers", "Jay Scouts", "Kiln Archers", "Larch Crew",
)  # fmt: skip
TOWNS = (
    "Arnby", "Brask", "Corle", "Dunmoor", "Esk Hill", "Farrow", "Garth", "Holm", "Inver Rock", "Jorvel", "Kettle Bay",
    "Lund",
)  # fmt: skip
GROUP_TYPES, PLACE_TYPES = ("unit", "unit", "army"), ("town", "town", "quarter")
THINGS = ("bridge", "mill", "gate", "barn", "tower", "well", "ferry", "chapel", "orchard", "market", "wall", "road")
DONE = ("was guarded", "was burned", "was mended", "was closed", "was searched", "was flooded")
DID = ("marched to", "camped near", "left", "sent a letter to", "bought bread in", "dug a trench beside")
DENIED = ("kept away from", "turned away from", "sold hay in", "marched round")
UNITS = ("soldiers", "horses", "ships", "wagons", "people")
MEASURES = ("strength", "killed", "lost", "moved")
WHY = ("because the river had risen", "because food was short", "in order to rest", "in order to find water")
YEARS = ("-312", "-1", "1", "1731", "2013")


@dataclass(frozen=True)
class Given:
    """What a fact can be about, and the year its dates lie around."""

    sides: tuple[model.Side, ...]
    entities: tuple[model.Entity, ...]
    year: int

    def of(self, place: bool) -> list[model.Entity]:
        """The places, or the groups."""
        return [entity for entity in self.entities if entity.place is place]


def tossed(draw: DrawFn) -> bool:
    """Heads of a coin."""
    return draw(some.booleans())


@some.composite
def dates(draw: DrawFn, year: int) -> When:
    """A date of any form within about a year of `year`, negative before the common era."""
    year += draw(some.sampled_from((0, 0, 0, 0, 1)))
    era = " BCE" if year <= 0 else ""
    number, month, day = abs(year) or 1, draw(some.integers(1, 3)), draw(some.integers(1, 26))
    start = f"{number}-{month:02}"
    form = draw(some.sampled_from(("day", "day", "day", "range", "long", "month", "early", "mid", "late", "year")))
    return parse_when(
        {
            "day": f"{start}-{day:02}",
            "range": f"{start}-{day:02}/{start}-{day + 2:02}",
            "long": f"{start}-{day:02}/{number}-{month + 1:02}-{day:02}",
            "month": start,
            "year": str(number),
        }.get(form, f"{start} {form}")
        + era
    )


@some.composite
def quantities(draw: DrawFn) -> Quantity:
    """A number with any form of bound."""
    low = draw(some.sampled_from((0, 1, 3, 7, 12, 40, 112, 200, 1600)))
    more = draw(some.sampled_from((0, 1, 10, 300)))
    form = draw(
        some.sampled_from(("exact", "exact", "exact", "least", "over", "range", "about", "about range", "most"))
    )
    return {
        "exact": Quantity(low, low),
        "least": Quantity(low, None),
        "over": Quantity(low + 1, None, over=True),
        "range": Quantity(low, low + more),
        "about": Quantity(low, low, about=True),
        "about range": Quantity(low, low + more, about=True),
        "most": Quantity(0, low + more),
    }[form]


@some.composite
def types(draw: DrawFn, place: bool) -> tuple[str, ...]:
    """None, one or two sorts that a group or a place is of."""
    among = PLACE_TYPES if place else GROUP_TYPES
    return tuple(dict.fromkeys(draw(some.lists(some.sampled_from(among), max_size=2))))


@some.composite
def entities(draw: DrawFn, sides: tuple[model.Side, ...]) -> tuple[model.Entity, ...]:
    """Up to 12 groups and places; a later one may be part of an earlier one of its kind, or share members with it."""
    made: list[model.Entity] = []
    for number in range(draw(some.sampled_from((0, 1, 3, 5, 8, 10, 12, 12)))):
        place = bool(number % 2)
        before = [entity.id for entity in made if entity.place is place]
        near = [draw(some.sampled_from(before))] if before and draw(some.integers(0, 2)) == 0 else []
        part = tossed(draw)
        name = (TOWNS if place else NAMES)[number]
        made.append(
            model.Entity(
                id=f"e{number}",
                name=name,
                aliases=(f"Old {name}",) if tossed(draw) else (),
                types=draw(types(place)),
                side=None if place else draw(some.sampled_from((None, *(side.id for side in sides)))),
                part_of=tuple(near) if part else (),
                overlaps=() if part else tuple(near),
                place=place,
                voice=not place and tossed(draw),
            )
        )
    return tuple(made)


@some.composite
def clauses(draw: DrawFn, given: Given) -> str:
    """A clause with marked names; it may be one that another fact has too."""
    groups, places = given.of(False), given.of(True)
    if groups and draw(some.integers(0, 2)) > 0:
        who = draw(some.sampled_from(groups))
        if places and draw(some.integers(0, 2)) > 0:
            where = draw(some.sampled_from(places))
            return f"[{who.name}]({who.id}) {draw(some.sampled_from(DID))} [{where.name}]({where.id})"
        return f"[{who.name}]({who.id}) {draw(some.sampled_from(DID))} the {draw(some.sampled_from(THINGS))}"
    return f"the {draw(some.sampled_from(THINGS))} {draw(some.sampled_from(DONE))}"


@some.composite
def facts(draw: DrawFn, number: int, given: Given) -> Fact:
    """One fact, consistent as the reader wants it."""
    voices = [entity.id for entity in given.entities if entity.voice]
    by = draw(some.sampled_from(("article", "article", "infobox", "report", *voices)))
    usual = {"article": "plain", "infobox": "infobox"}.get(by, "attributed")
    clause = draw(clauses(given))
    fact = Fact(
        id=f"f{number}",
        says=clause,
        at=(Locator("infobox", field="Field") if by == "infobox" else Locator("Text", 1, number + 1),),
        by=by,
        ask=draw(some.sampled_from((usual, usual, usual, usual, "never"))),
        section="infobox" if by == "infobox" else draw(some.sampled_from(("first", "second"))),
        side=draw(some.sampled_from((None, *(side.id for side in given.sides)))),
        line=number + 1,
    )
    plain = fact.clause
    sort = draw(some.sampled_from(("event", "event", "event", "count", "count", "cause", "state", "bare")))
    if sort == "event":
        late = by in ("article", "infobox") or tossed(draw)
        when = draw(dates(given.year))
        event = plain if tossed(draw) else f"the {draw(some.sampled_from(THINGS))} was reached"
        fact = replace(
            fact, happened=when if late else None, reported=None if late else when, event=event,
            label=draw(some.sampled_from(("", "Something"))), year_inferred=tossed(draw),
        )  # fmt: skip
    if sort == "count":
        unit = draw(some.sampled_from(UNITS))
        quantity = draw(quantities())
        count = Count(quantity, unit, draw(some.sampled_from(MEASURES)), "whole battle", f"{quantity.words()} {unit}")
        lost = count.measure in ("killed", "lost")
        told = f"and {{count}} {unit} were {count.measure}" if lost else f"with {{count}} {unit}"
        fact = replace(fact, says=f"{clause} {told}", count=count)
    if sort == "cause" and by == "article":
        why = draw(some.sampled_from(WHY))
        kind = "cause" if why.startswith("because") else "purpose"
        link = "because" if kind == "cause" else "in order to"
        fact = replace(fact, says=f"{clause} {why}", cause=Cause(kind, link, plain, why))
    if sort == "state":
        fact = replace(fact, state=True, passage=f"the passage on page {number + 1}")
    names = dict.fromkeys(mention.entity for mention in mentions(fact.says))
    others = [entity.id for entity in given.entities]
    listed = bool(names) and not any(entity.place and entity.id in names for entity in given.entities)
    return replace(
        fact,
        only=tuple(name for name in names if draw(some.integers(0, 3))),
        may_also=tuple(draw(some.lists(some.sampled_from(others), max_size=1))) if others else (),
        refutes=tuple(Refuted(said, "it was otherwise") for said in draw(denials(fact))),
        entry_of="units of the first side" if by == "infobox" and listed and tossed(draw) else "",
        panel=draw(some.sampled_from(("", "", "outcome"))),
        short=draw(some.sampled_from(("", plain, plain))),
        match=draw(some.sampled_from(("", plain, plain))),
        question=draw(some.sampled_from(("", f"What was done on page {number + 1}?"))),
        theme=draw(some.sampled_from(("", "", "deaths"))),
        unknown=draw(some.integers(0, 15)) == 15,
    )


@some.composite
def denials(draw: DrawFn, fact: Fact) -> list[str]:
    """Clauses a fact denies, none of which is the fact itself."""
    name = next((mention.words for mention in mentions(fact.says)), f"the {draw(some.sampled_from(THINGS))}")
    return [
        f"{name} {denied} the {draw(some.sampled_from(THINGS))}"
        for denied in draw(some.lists(some.sampled_from(DENIED), max_size=2, unique=True))
    ]


def absence(number: int) -> model.Absence:
    """Something not said; none is told by any fact."""
    topic = ("what was cooked", "what the weather was", "what was sold", "what was sung", "what was lost")[number]
    says = ("the cook was a baker", "it rained for three days", "six were ill", "a song was made", "a guard slept")[
        number
    ]
    section = ("first", "second", "infobox")[number % 3]
    near = (Locator("Text", 1, 1),)
    return model.Absence(f"a{number}", topic, f"{topic[:1].upper()}{topic[1:]}?", near, section, (says,))


TERMS = (
    ("barn", "a store for corn"), ("ferry", "a boat that crosses a river"), ("gate", "a door in a wall"),
    ("guard", "one who watches"), ("mill", "a place where corn is ground"), ("siege", "closing a town off"),
    ("toll", "money paid to pass"), ("trench", "a long hole in the ground"), ("truce", "a pause in a fight"),
    ("well", "a deep hole with water"),
)  # fmt: skip


@some.composite
def narratives(draw: DrawFn, told: list[Fact]) -> tuple[model.NarrativeSection, ...]:
    """Two sections with a sentence for each fact in its clause; some leave a word out for a text with gaps."""
    sections = []
    for name in ("first", "second"):
        sentences = [
            _sentence(fact, tossed(draw), draw(some.integers(0, 5)))
            for fact in told
            if (fact.section == "second") == (name == "second")
        ] or [model.NarrativeSentence("Nothing is told here.", (told[0].id,))]
        paragraphs = (model.NarrativeParagraph(tuple(sentences)),)
        sections.append(model.NarrativeSection(name, "" if name == "first" else "Later", paragraphs))
    return tuple(sections)


def _sentence(fact: Fact, gapped: bool, kind: int) -> model.NarrativeSentence:
    text = f"{fact.clause[:1].upper()}{fact.clause[1:]}, as people of the valley still told one another."
    gap = next((thing for thing in THINGS if text.split().count(thing) == 1 and text.count(thing) == 1), "")
    if not gap or not gapped:
        return model.NarrativeSentence(text, (fact.id,))
    wrong = (THINGS[THINGS.index(gap) - 1],)
    return model.NarrativeSentence(text, (fact.id,), gap, f"kind {kind}", wrong)


@some.composite
def _battles(draw: DrawFn) -> model.Battle:
    sides = tuple(model.Side(f"s{number}", f"{name} side") for number, name in enumerate(("Red", "Blue", "Green")))
    sides = sides[: draw(some.integers(1, 3))]
    year = int(draw(some.sampled_from(YEARS)))
    given = Given(sides, draw(entities(sides)), year)
    made = tuple(draw(facts(number, given)) for number in range(draw(some.sampled_from((1, 2, 4, 7, 10, 15, 20, 25)))))
    told = [fact for fact in made if not fact.unknown and draw(some.integers(0, 9)) < 9] or list(made[:1])
    shorts = [fact.id for fact in made if fact.short and fact.by != "infobox"]
    first = parse_when(f"{abs(year)}-01-01/{abs(year)}-03-31{' BCE' if year < 0 else ''}")
    return model.Battle(
        id="drawn", name="The Battle of Nowhere", aliases=(), place="Nowhere", when=first, reading_grade=8,
        content_note="", article=model.Article("Battle of Nowhere", "an invented article", parse_when("2026"), (), {}),
        sides=sides, entities=given.entities, facts=made,
        absences=tuple(absence(number) for number in range(draw(some.integers(0, 5)))),
        terms=tuple(model.Term(word, means, "first") for word, means in TERMS[: draw(some.integers(0, 10))]),
        narrative=draw(narratives(told)),
        handout=model.Handout("What is a battle?", 2, tuple(shorts[:4]), (), ()),
    )  # fmt: skip


def battles() -> SearchStrategy[model.Battle]:
    """Battles of 1 to 3 sides, up to 12 groups and places and up to 25 facts."""
    return _battles()
