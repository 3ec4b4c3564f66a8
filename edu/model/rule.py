"""The rules for questions: their ids, what each asks for, whether it is hard, and where it is held.

They follow the literature on writing test items: Haladyna, Downing and Rodriguez (2002), the guide of the National
Board of Medical Examiners, Rodriguez (2005) on the number of options, Bar-Hillel and Attali (2002) on the place of the
key. M stands for a question (an item), Q for a quiz; a rule of one type of question is named after the type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REVIEW = "review"
"""Held by `edu review`, which looks at each question and each quiz."""


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: its id, used in code, tests, reports and in `allow`.
        title: what it asks for, in one line.
        hard: True when a breach keeps the item or quiz off paper; some hard rules have a milder part that only warns.
        quiz: True when it is about a quiz as a whole.
        held: where it is held: `REVIEW`, or in words, for what shows only over many seeds or on printed pages.
    """

    id: str
    title: str
    hard: bool = True
    quiz: bool = False
    held: str = REVIEW


_ALL = (
    Rule("M1", "The right answers are right, and as many as the kind of question has, worked out from the facts"),
    Rule("M2", "Each wrong option has a ground on which it is false; that the article is silent is none"),
    Rule("M3", "No option entails, holds or overlaps another"),
    Rule("M4", "No two options are the same thing under two names"),
    Rule("M5", "All options are of one type and role"),
    Rule("M6", "The key is about as long as the wrong options", hard=True),
    Rule("M7", "The key is not the longest, nor the shortest, more often than chance", quiz=True),
    Rule("M8", "Stem and key share no telling word that no wrong option has"),
    Rule("M9", "Options are parallel in grammar, capitals and marks; no stem ends in a or an"),
    Rule("M10", "The key shares no more words with the other options than a wrong one does", hard=False),
    Rule("M11", "No absolute word (always, never, only ...) unless in every option"),
    Rule("M12", "No vague or pointing word (often, several, later, soon ...) in an option"),
    Rule("M13", "No option that stands for others (all of the above, both A and B)"),
    Rule("M14", "No stem that asks for what is not so; if a teacher allows it, in capitals and in one item of ten"),
    Rule("M15", "Numbers and dates ascend in one format"),
    Rule("M16", "A figure, plus sign, bracket, hedge or proper name in the key stands in a wrong option too"),
    Rule("M17", "The stem asks or directs, and names what it is about"),
    Rule("M18", "The stem has 6 to 40 words, none copied from the source in runs of ten, at the lesson's grade"),
    Rule("M19", "A claim prints its source; an unnamed report says that it was reported"),
    Rule("M20", "Bounds survive, casualty figures say what they count, and open bounds are never reckoned with"),
    Rule("M21", "A report's date is never the event's, no date is more exact than the article's, inferred years show"),
    Rule("M22", "Neutral words; loaded ones only in a quotation with its source; no game with deaths"),
    Rule("M23", "Nothing unknown or left over from the source's markup is an option or an answer"),
    Rule("M24", "What changes over time is asked with its date; nobody is asked who won"),
    Rule("M25", "No pair of opposites among the options singles out the key", hard=False),
    Rule("M26", "Wrong options stand in the battle, are near the key, and serve twice a quiz at most", hard=False),
    Rule("M27", "Three or four options; with fewer than two grounded wrong ones another type of question"),
    Rule("M28", "Facts, place in the source, reasons, marks, level and skill are all there"),
    Rule("Q1", "Places of the keys of a version pass a chi-square test at 5 %", quiz=True),
    Rule("Q2", "Places of keys over 1,000 seeds are those of chance", quiz=True, held="tests over many seeds"),
    Rule("Q3", "The key of one question stands nowhere else on the paper, unless the wrong options do too", quiz=True),
    Rule("Q4", "No two questions on one fact, declared enemies or with stems that are much alike", quiz=True),
    Rule("Q5", "No question gives the answer of another", quiz=True),
    Rule("Q6", "Test-wise bots stay at chance over many questions", quiz=True, held="tests over many seeds"),
    Rule(
        "Q7", "At most half of the marks for recall and 40 % for a section; a quarter at least for sourcing", quiz=True
    ),
    Rule("Q8", "A set of true, false, not stated holds a statement that is not stated"),
    Rule("Q9", "The same seed, content and edition give the same bytes", quiz=True, held="tests on printed files"),
    Rule("Q10", "A solver that sees paper and facts finds every key", quiz=True, held="tests on printed files"),
    Rule("Q11", "Versions are the same questions in other orders", quiz=True),
    Rule("Q12", "Neighbours never have the same version", quiz=True, held="not yet: edu draws no plan of seats"),
    Rule("ordering", "Four to seven events whose order is certain, without dates or pointing words"),
    Rule("matching", "Three to seven premises of one type, one response more at least, one true pairing"),
    Rule("cloze", "One gap in twelve words at most, each with one fit in the word list"),
    Rule("numeric", "A number to work out comes from closed values; the key gives unit and forms that count"),
    Rule("true-false", "One proposition a statement; the key puts false ones right"),
    Rule("several-choice", "How several right options are marked is printed in the key", quiz=True),
    Rule("rubric", "Points add up to the marks, each can be seen in an answer, and what counts rests on facts"),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule by its id, in the order of the list."""

BINDING = ("M1", "M4", "M23", "Q8")
"""Hard rules of items that no teacher can allow away: without them the paper cannot be marked.

A choice with no right option, with two where one is to be ticked, or whose key the facts contradict has no fair key;
with one thing under two names a pupil ticks the other name and is right; "Unknown" leaves nothing to mark; and a
column "not stated" without a statement cannot be told from a trap. M2 and M3 are not among them: a ground or an overlap
can be a matter of judgement, which a teacher may answer for.
"""
