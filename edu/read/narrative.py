"""The narrative against its facts: no figure and no date that they do not hold, and the reading grade it promises."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edu.model.battle import Battle, Fact
from edu.model.when import MONTHS
from edu.read.validate import Faults, Path

_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_WORDS = {
    **{word: i for i, word in enumerate(_UNITS, 2)},
    **{word: 10 * i for i, word in enumerate(_TENS, 2)},
    **_ORDINALS,
    "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 10**6, "millions": 10**6,
    "dozen": 12, "dozens": 12, "half": 0, "twice": 2, "double": 2,
}  # fmt: skip
"""Number words that are never anything else; "one" and "once" are left out, since they mostly are pronouns."""

_NUMBER = re.compile(r"\d[\d,]*\d|\d|[A-Za-z]+")
_DATE = re.compile(rf"(?:(\d{{1,2}})(?:–(\d{{1,2}}))? )?({'|'.join(MONTHS)})\b(?: (\d{{1,4}})(?!\d))?")


def numbers(words: str) -> set[int]:
    """The numbers a text names, in digits or words; those of dates stand among them."""
    found = set()
    for token in _NUMBER.findall(words):
        if token[0].isdigit():
            found.add(int(token.replace(",", "")))
        elif token.lower() in _WORDS:
            found.add(_WORDS[token.lower()])
    return found


def dates(words: str) -> set[tuple[int | None, str]]:
    """The days of a month, or months without a day, that a text names."""
    found: set[tuple[int | None, str]] = set()
    for first, last, month, _ in _DATE.findall(words):
        if month == "May" and not first:
            continue
        found.update((int(day), month) for day in (first, last) if day)
        if not first:
            found.add((None, month))
    return found


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
                held |= {day.day, abs(day.year)}
                days.add((None, MONTHS[day.month - 1]))
                if when.precision in ("day", "range"):
                    days.add((day.day, MONTHS[day.month - 1]))
    days |= {(None, month) for _, month in days}
    return held, days


def check_narrative(battle: Battle, faults: Faults) -> None:
    """Notes each figure, date or bound of the narrative that the facts of its sentence do not hold.

    A sentence that gives an open count must print it as the model does ("more than 200", never "200"). The reading
    grade is a warning.
    """
    text = []
    for n, section in enumerate(battle.narrative):
        for p, paragraph in enumerate(section.paragraphs):
            here: Path = ("narrative", n, "paragraphs", p)
            for s, sentence in enumerate(paragraph.sentences):
                _check((*here, "sentences", s, "text"), sentence.text, sentence.facts, battle, faults)
                text.append(sentence.text)
            if paragraph.note:
                _check((*here, "note"), paragraph.note, paragraph.note_facts, battle, faults)
    grade = reading_grade(" ".join(text))
    if grade > battle.reading_grade + 0.5:
        faults.add(
            ("battle", "reading_grade"),
            f"the narrative reads at grade {grade:.1f}, above the stated {battle.reading_grade}",
            "Shorten its longest sentences, or state a higher grade",
            warning=True,
        )


def _check(where: Path, text: str, ids: Iterable[str], battle: Battle, faults: Faults) -> None:
    facts = [battle.fact_by_id[name] for name in ids]
    held, days = _held(facts)
    names = " ".join(facts_name.id for facts_name in facts) or "no facts"
    for number in sorted(numbers(text) - held):
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
        if count is None or count.quantity.exact or count.quantity.named not in numbers(text):
            continue
        if count.quantity.words() not in text and count.written not in text:
            faults.add(where, f"the bound of {count.quantity.named:,} is lost", f"Write {count.quantity.words()!r}")


_VOWELS = re.compile(r"[aeiouy]+")


def syllables(word: str) -> int:
    """Syllables of an English word, counted as groups of vowels, less a silent final e."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(count, 1)


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text (Kincaid and others 1975): 0.39 words/sentence + 11.8 syllables/word - 15.59."""
    sentences = [part for part in re.split(r"[.!?]+(?:\s|$)", text) if part.strip()]
    words = re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", text)
    if not words or not sentences:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
