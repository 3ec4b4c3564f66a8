"""Rules M19 to M24: the printed words keep the source, the bound and the date of what they tell, and take no side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edu.make.markup import words_of
from edu.make.review import language
from edu.make.review.case import Block, Case, folded
from edu.model.fact import ARTICLE, INFOBOX, REPORT, Count, Fact
from edu.model.flaw import Flaw
from edu.model.quantity import SPELLED, Quantity
from edu.model.question import Aspect, Kind
from edu.model.reading import dates, numbers
from edu.model.when import When

_SPARE = (Kind.CHART, Kind.SORTING)
"""Kinds whose page says for itself who says so and of what date: the chart, or what is asked. So it is with a question
on whether a date is that of a report."""

_TOLD = 0.6
"""Share of a fact's telling words that stand in a text which tells it."""

_LOADED = re.compile(
    r"\b(terrorists?|jihadists?|heroic\w*|hero(?:es)?|martyrs?|regime|liberat\w+|massacre\w*|butcher\w*|slaughter\w*"
    r"|glorious|barbar\w+|savages?|thugs?|hordes?|cowardly?|won|victors?|victorious|victory)\b",
    re.I,
)
_GAME = re.compile(r"\b(game|bingo|puzzle|guess|fun|lucky)\b|!", re.I)
_DEATH = re.compile(r"\b(killed|kill|kills|dead|died|die|deaths?|bodies|corpses?)\b", re.I)
_QUOTED = re.compile(r"“[^”]*”")
_SAID = re.compile(r"\b(article|infobox|text|reports?|reported|said|says?|calls?|called|writes?|according)\b", re.I)
_DEBRIS = re.compile(r"^(unknown|n/?a|none|null|nil|tbd|\(\s*\)|\[\s*\]|[-–?.]+|)$", re.I)
_MARKUP = re.compile(r"\[\d+\]|\{\{|\}\}|\[\[|\]\]|&[a-z]+;|<[a-z/]+>|\bcitation needed\b", re.I)
_WHO_WON = re.compile(r"\bwho (won|lost|was (the )?(winner|victor))\b|\b(which|what) side (won|lost)\b", re.I)
MEASURES = {
    "killed": ("kill", "dead", "die", "death", "fell"),
    "lost": ("lost", "loss", "lose"),
    "wounded": ("wound", "hurt", "injur"),
    "captured": ("captur", "prisoner", "taken"),
}
"""Beginnings of words that say what a casualty figure counts, by its measure."""

_LEAST = r"at least|no fewer than|not fewer than|minimum of"
_OVER = r"more than|over|above"
_ABOUT = r"about|around|roughly|nearly|almost|some|approximately"
_RECKONED = re.compile(
    r"\b(how (many|much) more|how (many|much) fewer|altogether|in all|in total|total number|combined|difference between"
    r"|added together|times as many|sum of|how many times)\b",
    re.I,
)


def rules(case: Case) -> Iterator[Flaw]:
    """All breaches of these rules by an item."""
    for block in case.blocks():
        yield from _block(case, block)
    yield from _sums(case)
    yield from _precision(case)
    yield from _sides(case)
    yield from _deaths(case)
    yield from _debris(case)
    yield from _winner(case)


def _block(case: Case, block: Block) -> Iterator[Flaw]:
    """The rules on one text of the item, with each fact that it is about."""
    if case.item.kind in _SPARE or Aspect.REPORTED in block.aspects:
        return
    for fact in block.facts:
        if not _tells(case, block.text, fact):
            continue
        if not block.asks_source:
            yield from _source(case, block.text, fact)
            yield from _state(case, block, fact)
        if fact.count:
            yield from _bound(case, block, fact.count.quantity, fact.count)
            yield from _casualties(case, block, fact, fact.count)
        yield from _report_date(case, block, fact)


def _tells(case: Case, text: str, fact: Fact) -> bool:
    """Whether a text prints what the fact says.

    Of an item made from the fact it always does, less what is asked; what a person wrote may only rest on it.
    """
    if case.item.kind is Kind.CLOZE:
        return True
    if not case.hand_written and case.item.kind is not Kind.SHORT:
        return Aspect.ANSWERED not in case.aspects
    if fact.count and fact.count.quantity.named in numbers(text):
        measures = MEASURES.get(fact.count.measure, (fact.count.unit,))
        return any(measure in text.casefold() for measure in measures)
    telling = language.content(fact.clause)
    return bool(telling) and len(telling & language.content(text)) >= _TOLD * len(telling)


# M19 ---------------------------------------------------------------------------------------------------------


def _source(case: Case, text: str, fact: Fact) -> Iterator[Flaw]:
    """M19: a claim prints its source, an unnamed report that it was reported. Not where the source is what is asked."""
    if fact.by in (INFOBOX, ARTICLE):
        return
    if fact.by == REPORT:
        if "report" not in text.casefold():
            yield case.flaw("M19", "a report is told as a fact", text, "Say that it was reported")
        return
    if not _names(case, text, fact.by):
        source = case.battle.source_name(fact.by)
        yield case.flaw("M19", f"a claim of {source} is told without its source", text, f"Say that {source} said so")


def _names(case: Case, text: str, source: str) -> bool:
    """Whether a text names a source: by a name, an alias, or the noun of one ("the surgeon" of a fortress surgeon)."""
    entity, words = case.battle.entity_by_id[source], language.tokens(text)
    names = [folded(name) for name in (entity.name, *entity.aliases)]
    nouns = [language.tokens(name.split(" of ")[0])[-1] for name in names]
    return any(name in text.casefold() for name in names) or any(noun in words for noun in nouns)


# M20 ---------------------------------------------------------------------------------------------------------


def _bound(case: Case, block: Block, quantity: Quantity, count: Count) -> Iterator[Flaw]:
    """M20: an open, round or ranging figure keeps the words that say so, and "at least" is not "more than".

    Figures among the options of a question on numbers are numbers to choose from, not statements of the fact.
    """
    text = block.text
    if quantity.exact or quantity.named not in numbers(text):
        return
    forms = (quantity.words(), count.written, count.written.removesuffix(count.unit).strip())
    if not any(form.casefold() in text.casefold() for form in forms) and not _hedged(text, quantity):
        what = f"a bound is lost: the article says {count.written!r}"
        yield case.flaw("M20", what, f"{quantity.named:,}", f"Write {quantity.words()!r}")
    others = [other.count.quantity for other in block.facts if other.count and other.count is not count]
    number = rf"(?:{quantity.named:,}|{quantity.named})"
    wrong = rf"(?:{_LEAST}) {number}|{number}(?:\+| or more)" if quantity.over else rf"(?:{_OVER}) {number}"
    found = re.search(wrong, text, re.I) if quantity.open else None
    if found and not any(other.named == quantity.named and other.over != quantity.over for other in others):
        what = f"“at least” and “more than” are not the same: the article says {count.written!r}"
        yield case.flaw("M20", what, found[0], f"Write {quantity.words()!r}")


def _hedged(text: str, quantity: Quantity) -> bool:
    """Whether the figure stands in a text with a hedge of its own sort, if not in the article's very form."""
    number = rf"(?:{quantity.named:,}|{quantity.named})"
    if quantity.about:
        pattern = rf"(?:{_ABOUT}) {number}"
    elif quantity.over:
        pattern = rf"(?:{_OVER}) {number}"
    elif quantity.open:
        pattern = rf"(?:{_LEAST}) {number}|{number}(?:\+| or more)"
    else:
        pattern = rf"{number} ?(?:to|–|-|and) ?{quantity.high:,}|up to {number}"
    return bool(re.search(pattern, text, re.I))


def _casualties(case: Case, block: Block, fact: Fact, count: Count) -> Iterator[Flaw]:
    """M20: a casualty figure prints who, what was counted, over what, and its source.

    The source of a claim is a matter of M19. A figure for the whole battle needs no span beside its source.
    """
    text, asked = block.text, Aspect.COUNT in block.aspects
    if count.measure not in MEASURES or not (asked or count.quantity.named in numbers(text) or _spelled(text, count)):
        return
    small = text.casefold()
    missing = []
    side = case.battle.side_by_id[fact.side].name if fact.side else ""
    who = {*language.content(count.unit), *language.content(side)} - language.content("side " + count.measure)
    if who and not who & language.content(text):
        missing.append("who")
    if not any(measure in small for measure in MEASURES[count.measure]):
        missing.append("what was counted")
    span = set(language.tokens(count.scope)) - {"near", "the", "of", "one", "whole", "battle", "a", "in", "to"}
    if span and not span & {*language.tokens(text), *(word + "s" for word in language.tokens(text))}:
        missing.append(f"over what ({count.scope})")
    if fact.by == INFOBOX and "infobox" not in small and not block.asks_source:
        missing.append("that the infobox gives it")
    if missing:
        what = f"a casualty figure does not say {' and '.join(missing)}"
        yield case.flaw("M20", what, text, "Put that into the question")


def _spelled(text: str, count: Count) -> bool:
    named = count.quantity.named
    return named < len(SPELLED) and SPELLED[named] in language.tokens(text)


def _sums(case: Case) -> Iterator[Flaw]:
    """M20: no sum, difference or ratio of figures that are not exact."""
    found = _RECKONED.search(case.stem)
    counts = [fact.count for fact in case.facts if fact.count]
    soft = [count.written for count in counts if not count.quantity.exact]
    if found and len(counts) > 1 and soft:
        what = f"it reckons with a figure that is not exact ({', '.join(soft)})"
        yield case.flaw("M20", what, found[0], "Ask how the figures compare, or take exact ones")


# M21 ---------------------------------------------------------------------------------------------------------


def _report_date(case: Case, block: Block, fact: Fact) -> Iterator[Flaw]:
    """M21: where the only date is that of a report, the words beside it say so.

    Where a date is asked or put in order it counts as printed. A date that another fact of the text holds as that of
    an event is that fact's.
    """
    text = block.text
    if not fact.by_report or fact.reported is None or "report" in text.casefold():
        return
    dated = Aspect.WHEN in block.aspects
    printed = case.battle.date_words(fact.reported)
    others = [other for other in block.facts if other is not fact and not other.by_report]
    theirs = any(_dated_in(other, fact.reported) for other in others)
    if dated or (printed in text and not theirs):
        yield case.flaw("M21", f"the date of a report ({printed}) stands as that of the event", text, "Say “reported”")


def _dated_in(fact: Fact, when: When) -> bool:
    return fact.happened == when or bool(dates(fact.clause) & dates(when.words()))


def _precision(case: Case) -> Iterator[Flaw]:
    """M21: no date is more exact than any that the article gives."""
    for text in (case.stem, words_of(case.item.passage)):
        for day, month in sorted(dates(text) - case.known.dates, key=str):
            words = f"{day} {month}" if day else month
            yield case.flaw("M21", "no fact holds this date", words, "Write the date as the article gives it")


# M22 ---------------------------------------------------------------------------------------------------------


def _sides(case: Case) -> Iterator[Flaw]:
    """M22: a loaded word stands only in a quotation, and only where the text says whose words they are."""
    for text in (case.stem, words_of(case.item.passage), *case.texts):
        found = _LOADED.search(text)
        if not found:
            continue
        own = _QUOTED.sub("", text)
        if outside := _LOADED.search(own):
            yield case.flaw("M22", "a word takes a side", outside[0], "Use a neutral word, or quote it with its source")
        elif not _SAID.search(f"{own} {_QUOTED.sub('', case.stem)}"):
            yield case.flaw("M22", "a loaded word is quoted without its source", found[0], "Say whose words they are")


def _deaths(case: Case) -> Iterator[Flaw]:
    """M22: deaths are no game: no playful words beside them, and none of their words is a gap to fill."""
    playful = _GAME.search(case.stem)
    if playful and _DEATH.search(" ".join((case.stem, *case.texts))):
        yield case.flaw("M22", "a question about deaths sounds like a game", playful[0], "Ask it soberly")
    if case.item.kind is Kind.CLOZE:
        for option, text in zip(case.item.options, case.texts, strict=True):
            facts = [case.battle.fact_by_id[name] for name in option.facts if name in case.battle.fact_by_id]
            figure = any(fact.count and fact.count.measure in MEASURES and numbers(text) for fact in facts)
            if _DEATH.search(text) or figure:
                yield case.flaw("M22", "a word about deaths is made a gap to fill", text, "Leave out another word")


# M23 ---------------------------------------------------------------------------------------------------------


def _debris(case: Case) -> Iterator[Flaw]:
    """M23: nothing unknown, empty or left over from markup is an option, a response or a key; no unknown is asked."""
    item = case.item
    for text in (*case.texts, *(words_of(answer) for answer in item.answers)):
        if _DEBRIS.match(text.strip()):
            yield case.flaw("M23", "an option is no answer", text, "Leave it out")
        elif found := _MARKUP.search(text):
            yield case.flaw("M23", "an option holds the source's markup", found[0], "Write it in words")
    if item.answer and _DEBRIS.match(words_of(item.answer).strip()):
        yield case.flaw("M23", "its answer is none", words_of(item.answer), "Leave the question out")
    for fact in case.facts:
        if fact.unknown:
            yield case.flaw("M23", "it asks for what the article enters as unknown", fact.clause, "Ask something else")


# M24 ---------------------------------------------------------------------------------------------------------


def _state(case: Case, block: Block, fact: Fact) -> Iterator[Flaw]:
    """M24: what changes over time is told with its date, or the passage that places it.

    Not where the date is what is asked, and not in a text or task long enough to place it.
    """
    long = case.item.kind in (Kind.CLOZE, Kind.ESSAY, Kind.DOCUMENTS)
    if not fact.state or long or Aspect.WHEN in block.aspects:
        return
    date = case.battle.date_words(fact.when) if fact.when else fact.passage
    if date not in block.text:
        what = "it tells who held or besieged a place and does not say when"
        yield case.flaw("M24", what, block.text, f"Put this into it: {date}")


def _winner(case: Case) -> Iterator[Flaw]:
    """M24: a mixed outcome is never "who won"; in a quotation the question may be talked about."""
    found = _WHO_WON.search(_QUOTED.sub("", case.stem))
    if found:
        yield case.flaw("M24", "it asks who won, which the facts do not say", found[0], "Ask what each side gained")
