"""Small sound items on the Battle of Safira: each rule's flawed item is one of these with one thing changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Level, Option
from edu.model.when import parse_when

PLACE_IN_ARTICLE = ("Battle, paragraph 3, sentence 3",)


def changed(item: Item, **changes: Any) -> Item:
    """An item with some of its values changed."""
    return replace(item, **changes)


def option(item: Item, place: int, **changes: Any) -> Item:
    """An item with one option changed."""
    options = list(item.options)
    options[place] = replace(options[place], **changes)
    return replace(item, options=tuple(options))


def texts(item: Item, *words: str) -> Item:
    """An item with other words for its options, without claims: as a person would write it."""
    options = tuple(
        replace(each, text=text, claim=None, ground=each.ground if each.correct else "one value")
        for each, text in zip(item.options, words, strict=True)
    )
    return replace(item, options=options, origin="hand-written")


def _town(name: str, entity: str) -> Option:
    claim = Claim("tell-aran-halt", Aspect.ENTITY, entity, "tell-aran")
    right = entity == "tell-aran"
    return Option(name, right, "one value", f"The article names {name} elsewhere.", ("tell-aran-halt",), claim=claim)


TOWN = Item(
    id="town",
    kind=Kind.SINGLE,
    stem="At which town, according to the article, did rebels halt the push north? **Tick one.**",
    marks=1,
    bloom="remember",
    skill="recall",
    section="stalemate",
    options=(_town("Tell Aran", "tell-aran"), _town("Khanasser", "khanasser"), _town("Aleppo", "aleppo")),
    facts=("tell-aran-halt",),
    locators=PLACE_IN_ARTICLE,
)


def _day(text: str, day: str, fact: str = "recaptured") -> Option:
    right = day == "2013-11-01"
    claim = Claim(fact, Aspect.WHEN, parse_when(day))
    return Option(text, right, "disjoint dates", f"On {text} something else happened.", (fact,), claim=claim)


DATE = replace(
    TOWN,
    id="date",
    stem="On which date, according to the article, did government forces recapture the town? **Tick one.**",
    options=(_day("6 February", "2013-02-06"), _day("13 October", "2013-10-13"), _day("1 November", "2013-11-01")),
    facts=("recaptured",),
    keep_order=True,
)

REPORT_DATE = replace(
    DATE,
    id="report-date",
    stem="On which date, according to the article, was it reported that rebels controlled the streets? **Tick one.**",
    options=tuple(
        replace(_day(text, day, "streets"), correct=day == "2013-02-08")
        for text, day in (("6 February", "2013-02-06"), ("8 February", "2013-02-08"), ("13 October", "2013-10-13"))
    ),
    facts=("streets",),
)


def _figure(number: int) -> Option:
    claim = Claim("rebels-112", Aspect.COUNT, number)
    return Option(
        str(number), number == 112, "disjoint numbers", "It counts something else.", ("rebels-112",), "", claim
    )


NUMBER = replace(
    DATE,
    id="number",
    stem="How many rebels, according to opposition activists, had been killed in 72 hours? **Tick one.**",
    options=tuple(map(_figure, (7, 112, 200))),
    facts=("rebels-112",),
)


def _total(number: int) -> Option:
    claim = Claim("inf-rebels-killed", Aspect.AGREES, number)
    why = "It is at least 200." if number >= 200 else "It is too low."
    return Option(str(number), number >= 200, "bound", why, ("inf-rebels-killed",), "", claim)


BOUNDS = replace(
    DATE,
    id="bounds",
    kind=Kind.SEVERAL,
    stem="The infobox enters the losses of the rebel side as “200+ killed”. Which of these totals agree with that? "
    "**Tick every one that fits.**",
    marks=2,
    skill="bounds",
    options=tuple(map(_total, (120, 160, 200, 300))),
    facts=("inf-rebels-killed",),
    scoring="2 if every box is right",
)


def _row(text: str, answer: str, fact: str, value: str, why: str) -> Option:
    return Option(text, answer == "True", "stated or denied", why, (fact,), answer, Claim(fact, Aspect.SAYS, value))


ROWS = replace(
    TOWN,
    id="rows",
    kind=Kind.TRUE_FALSE,
    stem="For each statement, **tick one circle:** true, false or not stated in the article.",
    marks=2,
    bloom="understand",
    skill="comprehension",
    options=(
        _row(
            "Much of the local population fled the town.",
            "True",
            "residents-fled",
            "much of the local population fled the town",
            "Stated by the article.",
        ),
        _row(
            "According to the infobox, rebel forces captured the military factory.",
            "False",
            "inf-army-holds-factory",
            "rebel forces captured the military factory",
            "The infobox says that the Army continued to hold it.",
        ),
        _row(
            "The convoy that rebels were said to have halted had ten vehicles.",
            "Not stated",
            "convoy-size",
            "the convoy that rebels were said to have halted had ten vehicles",
            "The article does not say how many vehicles there were.",
        ),
    ),
    facts=("residents-fled", "inf-army-holds-factory", "convoy-size"),
    answers=("True", "False", "Not stated"),
)

CLAIM_ROW = _row(
    "Xinhua reported on 13 October that the town was besieged by government forces.",
    "True",
    "october-siege",
    "the town was besieged by government forces",
    "The article names Xinhua as the source.",
)

SORTING = replace(
    ROWS,
    id="sorting",
    kind=Kind.SORTING,
    stem="How does each statement stand in the article? **Tick one circle in each row.**",
    skill="sourcing",
    options=tuple(
        Option(text, True, "attribution", "So it stands there.", (fact,), answer, Claim(fact, Aspect.BY, by))
        for text, fact, answer, by in (
            ("The town lies next to weapon factories.", "lead-factories", "Own voice", "article"),
            ("A convoy of reinforcements reached the factory.", "convoy-arrived", "Named source", "sohr"),
            ("Rebels attacked another convoy and halted it.", "second-convoy", "Unnamed report", "report"),
        )
    ),
    facts=("lead-factories", "convoy-arrived", "second-convoy"),
    answers=("Own voice", "Named source", "Unnamed report"),
)


def _event(rank: int, text: str, fact: str, day: str) -> Option:
    return Option(text, True, "order", f"On {day}.", (fact,), str(rank), Claim(fact, Aspect.WHEN, parse_when(day)))


ORDER = replace(
    TOWN,
    id="order",
    kind=Kind.ORDERING,
    stem="Put these events in order: **write 1 for the earliest and 4 for the latest.**",
    marks=3,
    skill="chronology",
    options=(
        _event(1, "Clashes took place south of the town", "clashes", "2013-02-06"),
        _event(2, "Reported: rebel battalions controlled the streets", "streets", "2013-02-08"),
        _event(3, "Xinhua reports: the town was besieged", "october-siege", "2013-10-13"),
        _event(4, "Government forces recaptured the town", "recaptured", "2013-11-01"),
    ),
    facts=("clashes", "streets", "october-siege", "recaptured"),
    scoring="3 for the right order",
)


def _pair(text: str, response: str, fact: str, day: str) -> Option:
    why = "The article gives this date for the event."
    return Option(text, True, "dates", why, (fact,), response, Claim(fact, Aspect.WHEN, parse_when(day)))


PAIRS = replace(
    TOWN,
    id="pairs",
    kind=Kind.MATCHING,
    stem="Match each date to what the article gives for it. **Write one letter in each box.**",
    marks=3,
    skill="chronology",
    options=(
        _pair("6 February", "Clashes took place south of the town", "clashes", "2013-02-06"),
        _pair("13 October", "Xinhua reported a siege of the town", "october-siege", "2013-10-13"),
        _pair("1 November", "Government forces recaptured the town", "recaptured", "2013-11-01"),
    ),
    answers=(
        "Clashes took place south of the town",
        "Government forces recaptured the town",
        "Much of the local population fled",
        "Xinhua reported a siege of the town",
    ),
    facts=("clashes", "october-siege", "recaptured"),
)

GAPS = replace(
    TOWN,
    id="gaps",
    kind=Kind.CLOZE,
    stem="Complete the text. **Use one word from the list in each space.**",
    marks=2,
    options=(
        Option("south", True, "facts", "Clashes took place south of the town.", ("clashes",), "south"),
        Option("population", True, "facts", "Much of the local population fled.", ("residents-fled",), "population"),
    ),
    answers=("garrison", "north", "population", "south"),
    passage="On 6 February Al-Nusra Front and several other rebel battalions fought violent clashes with government "
    "forces {1} of the town. Because of the violence, much of the local {2} fled.",
    facts=("clashes", "residents-fled"),
    answer="south, population",
)

DIFFERENCE = replace(
    TOWN,
    id="difference",
    kind=Kind.CHART,
    stem="How many more fighters than soldiers does the chart show? **Write a number.**",
    bloom="apply",
    skill="chart reading",
    options=(),
    facts=("inf-rebel-strength", "inf-government-strength"),
    answer="400",
    rubric=(Criterion(1, "1,600 less 1,200 is 400", ("400",), (), ("inf-rebel-strength",)),),
    chart="strength",
)

SHORT = replace(
    TOWN,
    id="short",
    kind=Kind.SHORT,
    stem="The article says that much of the local population fled the town. **What reason does it give?**",
    skill="cause",
    options=(),
    facts=("residents-fled-why",),
    answer="Because of the violence.",
    lines=2,
    rubric=(Criterion(1, "gives the violence as the reason", ("fighting",), (), ("residents-fled-why",)),),
)

LOSSES = replace(
    SHORT,
    id="losses",
    stem="The article says that rebel forces had lost more than 200 fighters in trying to stop reinforcements. "
    "**What may “lost” mean?**",
    facts=("rebels-lost",),
    answer="Killed, wounded, taken prisoner or fled.",
    rubric=(Criterion(1, "names another way of being lost than death", ("taken prisoner",), (), ("rebels-lost",)),),
)

ESSAY = replace(
    SHORT,
    id="essay",
    kind=Kind.ESSAY,
    stem="How far can one article tell us what happened? **Use at least three statements from it.**",
    marks=4,
    rubric=(),
    levels=(Level("3–4", "weighs two sorts of statement"), Level("1–2", "retells the story")),
)

WRITTEN = Item(
    id="hand-later",
    kind=Kind.SINGLE,
    stem="The article tells of a second convoy and begins with “Later”. What does this word give a time for? "
    "**Tick one.**",
    marks=1,
    bloom="analyse",
    skill="sourcing",
    section="first-days",
    origin="hand-written",
    options=(
        Option("When people told of it", True, "grammar", "The word belongs to the telling.", ("second-convoy",)),
        Option("When the rebels attacked", False, "one value", "The attack has no date.", ("second-convoy",)),
        Option("When the first one arrived", False, "out of scope: another", "It has another.", ("convoy-arrived",)),
    ),
    facts=("second-convoy",),
    locators=PLACE_IN_ARTICLE,
)

ALL = (
    TOWN, DATE, REPORT_DATE, NUMBER, BOUNDS, ROWS, SORTING, ORDER, PAIRS, GAPS, DIFFERENCE, SHORT, LOSSES, ESSAY,
    WRITTEN,
)  # fmt: skip
"""Every one of them, none with a flaw of any sort."""
