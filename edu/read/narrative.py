"""The narrative against its facts: no figure and no date that they do not hold, and the reading grade it promises."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from edu.model.battle import Battle
from edu.model.fact import Fact
from edu.model.reading import DATE, dates, numbers, reading_grade
from edu.model.when import MONTHS
from edu.read.validate import Faults, Path


def _held(facts: Iterable[Fact]) -> tuple[set[int], set[tuple[int | None, str]]]:
    """Numbers and dates that facts hold."""
    held: set[int] = set()
    days: set[tuple[int | None, str]] = set()
    for fact in facts:
        for words in (fact.clause, fact.short, fact.count.written if fact.count else ""):
            held |= numbers(words)
            days |= dates(words)
        if fact.count:
            quantity = fact.count.quantity
            held |= {quantity.named, quantity.named if quantity.high is None else quantity.high}
        for when in (fact.happened, fact.reported):
            if when is None:
                continue
            for day in (when.first, when.last):
                held.add(abs(day.year))
                if when.precision != "year":
                    days.add((None, MONTHS[day.month - 1]))
                if when.precision in ("day", "range"):
                    held.add(day.day)
                    days.add((day.day, MONTHS[day.month - 1]))
    days |= {(None, month) for _, month in days}
    return held, days


def check_narrative(battle: Battle, faults: Faults, doubtful: Collection[str] = ()) -> None:
    """Notes each figure, date or bound of the narrative that the facts of its sentence do not hold.

    A sentence that gives an open count must print it as the model does ("more than 200", never "200"). The reading
    grade is a warning. A text that rests on a fact that is unknown or `doubtful` is not looked at: that fact has a
    problem of its own.
    """
    sure = {name: fact for name, fact in battle.fact_by_id.items() if name not in doubtful}

    def check(where: Path, words: str, ids: Collection[str]) -> None:
        if all(name in sure for name in ids):
            _check(where, words, [sure[name] for name in ids], faults)

    text = []
    for n, section in enumerate(battle.narrative):
        for p, paragraph in enumerate(section.paragraphs):
            here: Path = ("narrative", n, "paragraphs", p)
            for s, sentence in enumerate(paragraph.sentences):
                check((*here, "sentences", s, "text"), sentence.text, sentence.facts)
                text.append(sentence.text)
            if paragraph.note:
                check((*here, "note"), paragraph.note, paragraph.note_facts)
    grade = reading_grade(" ".join(text))
    if grade > battle.reading_grade + 0.5:
        faults.add(
            ("battle", "reading_grade"),
            f"the narrative reads at grade {grade:.1f}, above the stated {battle.reading_grade}",
            "Shorten its longest sentences, or state a higher grade",
            warning=True,
        )


def _check(where: Path, text: str, facts: Collection[Fact], faults: Faults) -> None:
    held, days = _held(facts)
    names = ", ".join(fact.id for fact in facts) or "none is named"
    for number in sorted(numbers(DATE.sub(r" \4 ", text)) - held):  # days are looked at with their month, below
        faults.add(
            where,
            f"the figure {number:,} is not held by the facts of this text ({names})",
            "Name the fact that holds it, or take the figure out",
        )
    for day, month in sorted(dates(text) - days, key=str):
        words = f"{day} {month}" if day else month
        faults.add(
            where,
            f"the date {words} is not held by the facts of this text ({names})",
            "Name the fact that holds it, or take the date out",
        )
    for fact in facts:
        count = fact.count
        if count is None or count.quantity.exact:
            continue
        low, high = count.quantity.named, count.quantity.high
        told = [end for end in (low, high) if end and end in numbers(text)]
        forms = (count.quantity.words(), count.written)
        if told and not any(form.casefold() in text.casefold() for form in forms):
            what = f"the text says {told[0]:,} where its fact {fact.id} says {forms[0]!r}: a bound is lost"
            faults.add(where, what, f"Write {forms[0]!r}")
