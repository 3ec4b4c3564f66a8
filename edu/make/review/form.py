"""Rules M17, M18, M27, M28 and those of one type of question: what an item must have, and its stem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations

from edu.make.markup import inline, words_of
from edu.make.review import language
from edu.make.review.case import Case
from edu.make.review.sources import MEASURES
from edu.model.document import Run
from edu.model.fact import Count
from edu.model.flaw import Flaw
from edu.model.question import Item, Kind
from edu.model.reading import dates, reading_grade

_DIRECTIVE = re.compile(
    r"(?:^|[.?!:”] |, |and )(tick|match|put|write|complete|name|give|say|explain|describe|use|choose|compare|list|state"
    r"|show|decide|order|copy|find|correct|weigh|judge|draw|label|answer|underline|for each)\b",
    re.I,
)
_BARE = frozenset(
    map(
        language.stem,
        re.findall(
            r"\w+",
            "following true correct right statement option best answer false fits wrong question choose select apply",
        ),
    )
)
"""Stems of words that name no subject."""

_GRADE_ROOM = 4.0
"""How far one stem may read above the lesson's grade. The formula is made for passages of a hundred words: in a single
sentence of fifteen words one long name moves it by more than a grade. Half a grade is not noticed."""

_QUOTED = re.compile(r"“[^”]*”")
_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
_WORDS_A_GAP = 12
_POINTING = re.compile(
    r"\b(later|then|afterwards|next|finally|meanwhile|subsequently|earlier|previously|eventually|soon|after|before"
    r"|first|at last|in the end)\b",
    re.I,
)
_UNSEEN = re.compile(r"\b(knows?|understands?|appreciates?|realises?|is aware|believes?|feels?|grasps?)\b", re.I)
_COMPOUND = re.compile(r";|, (?:and|but|so) |\b(?:because|although|whereas)\b")
_EMPTY_REASON = re.compile(r"^(wrong|false|incorrect|no|not true|right|correct|true|yes)\.?$", re.I)


def rules(case: Case) -> Iterator[Flaw]:
    """All breaches of these rules by an item."""
    yield from _stem(case)
    yield from _length(case)
    yield from _copied(case)
    yield from _count(case)
    yield from _complete(case)
    of_kind = _BY_KIND.get(case.item.kind)
    if of_kind:
        yield from of_kind(case)
    if case.item.rubric or case.item.levels:
        yield from _rubric(case)


# The stem ----------------------------------------------------------------------------------------------------


def _stem(case: Case) -> Iterator[Flaw]:
    """M17: the stem asks or directs, and names a subject of its own.

    Whether it can be answered with the options hidden is for a reader; what can be told is a stem that names nothing
    but "which of these is true".
    """
    bold = any(isinstance(run, Run) and run.bold for run in inline(case.item.stem))
    if "?" not in case.stem and not _DIRECTIVE.search(case.stem) and not bold:
        yield case.flaw("M17", "the stem neither asks nor directs", case.stem, "Make it a question")
    if case.choice and len(language.content(case.stem) - _BARE) < 1 and not re.search(r"\d", case.stem):
        yield case.flaw("M17", "the stem names no subject", case.stem, "Say what the question is about")


def _length(case: Case) -> Iterator[Flaw]:
    """M18: 6 to 40 words, better 30 at most; a reading grade not far above the lesson's.

    In a question answered in writing a statement in quotation marks is an extract to be worked on, and does not count.
    """
    count = len(case.stem.split())
    if case.item.kind in (Kind.SHORT, Kind.DOCUMENTS, Kind.ESSAY) and count > 40:
        count = len(_QUOTED.sub("", case.stem).split())
    if count < 6:
        yield case.flaw("M18", f"the stem has {count} words", case.stem, "Say what is asked, of whom and when")
    elif count > 30:
        mend = "Shorten it to 40 or fewer" if count > 40 else "Shorten it to 30 or fewer, if you can"
        yield case.flaw("M18", f"the stem has {count} words", case.stem, mend, hard=count > 40)
    grade, most = _grade(case), case.battle.reading_grade
    if grade > most + 0.5:
        what = f"the stem reads at grade {grade:.1f}, above the {most} of the lesson"
        yield case.flaw("M18", what, case.stem, "Use shorter sentences and words", hard=grade > most + _GRADE_ROOM)


def _grade(case: Case) -> float:
    """The reading grade of the stem; names and words of the glossary, which the lesson teaches, count as short ones."""
    taught = case.known.taught
    return reading_grade(_PART.sub(lambda found: "it" if found[0].casefold() in taught else found[0], case.stem))


def _copied(case: Case) -> Iterator[Flaw]:
    """M18: no run of ten words stands in the article as it does here.

    It can be looked at only where the article lies beside the battle file as article.txt; the model holds no words of
    the article but its figures.
    """
    runs = case.known.runs
    if not runs:
        return
    for text in (case.stem, words_of(case.item.passage), *case.texts):
        words = language.tokens(text)
        for at in range(len(words) - 9):
            if words[at : at + 10] in runs:
                copied = " ".join(words[at : at + 10])
                yield case.flaw("M18", "ten words in a row are the article's own", copied, "Say it in your own words")
                break


# What an item has --------------------------------------------------------------------------------------------


def _count(case: Case) -> Iterator[Flaw]:
    """M27: three or four options; several-choice and charts may have up to six; two wrong ones at least in a choice."""
    most = {Kind.SINGLE: 4, Kind.SEVERAL: 6, Kind.CHART: 6}.get(case.item.kind)
    if not case.choice or most is None:
        return
    count = len(case.texts)
    if not 3 <= count <= most:
        mend = f"Give three to {most}" if count > 2 else "Add a grounded wrong one, or ask for a short answer"
        yield case.flaw("M27", f"it has {count} options", "", mend)


def _complete(case: Case) -> Iterator[Flaw]:
    """M28: facts, places, reasons for each option, marks, level and skill. A vocabulary item rests on the glossary."""
    item = case.item
    if not item.facts and item.skill != "vocabulary":
        yield case.flaw("M28", "it rests on no fact", "", "Name its facts")
    if item.facts and not item.locators:
        yield case.flaw("M28", "it has no place in the source", "", "Add a locator to its facts")
    if item.marks < 1 or item.bloom not in _LEVELS or not item.skill:
        words = f"{item.marks}, {item.bloom}, {item.skill}"
        yield case.flaw("M28", "marks, level or skill are missing or unknown", words, f"Levels: {', '.join(_LEVELS)}")
    for option, text in zip(item.options, case.texts, strict=True):
        reason = words_of(option.rationale).strip()
        if not option.ground:
            yield case.flaw("M28", "an option has no ground", text, "Say why it is right or wrong by the article")
        if not reason or _EMPTY_REASON.match(reason):
            yield case.flaw("M28", "an option has no reason for the key", text, "Say why, or name the confusion")
    if not item.options and not item.answer:
        yield case.flaw("M28", "there is no answer for the key", "", "Add a model answer")


# By type -----------------------------------------------------------------------------------------------------


def _ordering(case: Case) -> Iterator[Flaw]:
    """Four to seven events, without dates or words that point in time; the certain order is a matter of M1."""
    count = len(case.texts)
    if not 4 <= count <= 7:
        yield case.flaw("ordering", f"it has {count} events", "", "Give four to seven")
    for text in case.texts:
        if dates(text):
            yield case.flaw("ordering", "an event gives its date away", text, "Take the date out")
        elif found := _POINTING.search(text):
            yield case.flaw("ordering", "a word of an event points in time", found[0], "Take it out")
    if not case.item.scoring:
        yield case.flaw("ordering", "the key does not say how it is marked", "", "Add how points are given")


def _matching(case: Case) -> Iterator[Flaw]:
    """Three to seven premises of one type, more responses than premises, and no other pair that might be true."""
    item = case.item
    if not 3 <= len(item.options) <= 7:
        yield case.flaw("matching", f"it has {len(item.options)} premises", "", "Give three to seven")
    if len(item.answers) <= len(item.options):
        yield case.flaw("matching", "it has no response to spare", "", "Add one more response than premises")
    for option, text in zip(item.options, case.texts, strict=True):
        if item.answers.count(option.answer) != 1:
            yield case.flaw("matching", "a premise has no response of its own", text, "Give it one")
    sorts = {sort for sort in case.sorts if sort}
    if len(sorts) > 1 or len(case.aspects) > 1:
        yield case.flaw("matching", "its premises are of different types", "; ".join(case.texts), "Keep to one")
    yield from _other_pairs(case)


def _other_pairs(case: Case) -> Iterator[Flaw]:
    for one, other in permutations(case.item.options, 2):
        if one.claim is None or other.claim is None or one.claim.aspect is not other.claim.aspect:
            continue
        claim = type(one.claim)(other.claim.fact, other.claim.aspect, one.claim.value, other.claim.entity)
        if case.known.prove(claim).truth is not False:
            words = f"{words_of(one.text)}: {words_of(other.answer)}"
            yield case.flaw("matching", "another pair may be true too", words, "Leave one of the two out")


def _cloze(case: Case) -> Iterator[Flaw]:
    """One gap in twelve words at most; each gap has one fit in the list, and no gap's word stands in the text.

    That all gaps are drawn equally long is the page's business. That no other word fits is for who wrote the sentence.
    """
    item = case.item
    passage = words_of(item.passage)
    gaps = re.findall(r"\{(\d+)\}|\((\d+)\)", item.passage)
    if len(passage.split()) < _WORDS_A_GAP * len(item.options):
        yield case.flaw("cloze", "it has more than one gap in twelve words", passage, "Leave fewer words out")
    if len(gaps) != len(item.options):
        yield case.flaw("cloze", f"it has {len(gaps)} gaps and {len(item.options)} answers", passage, "Make them agree")
    bank = [answer.casefold() for answer in item.answers]
    for option, text in zip(item.options, case.texts, strict=True):
        if bank.count(option.answer.casefold()) != 1:
            yield case.flaw("cloze", "a gap's word stands not once in the list", text, "Put it there once")
        if re.search(rf"\b{re.escape(text)}\b", passage, re.I):
            yield case.flaw("cloze", "a gap's word stands in the text too", text, "Leave out another word")


def _numeric(case: Case) -> Iterator[Flaw]:
    """A number to work out: from exact figures; the key gives the unit and the forms that count.

    From a chart it may be from one end of a range to the other. The key prints the stem too, so the unit may stand
    there; of casualties their sort ("killed") says it. That no open end is reckoned with is also held by M20.
    """
    item = case.item
    if item.options or not re.match(r"\s*\d", words_of(item.answer)):
        return
    counts = [fact.count for fact in case.facts if fact.count]
    ends = item.kind is Kind.CHART and len(counts) == 1 and _ranges(counts[0])
    soft = [count.written for count in counts if not count.quantity.exact and not ends]
    if soft:
        yield case.flaw("numeric", "it rests on a figure that is not exact", ", ".join(soft), "Ask for a bound instead")
    told = f"{case.stem} {words_of(item.answer)}"
    for count in counts:
        measured = any(word in told.casefold() for word in (*MEASURES.get(count.measure, ()), count.unit.casefold()))
        if not measured and not language.content(count.unit) & language.content(told):
            yield case.flaw(
                "numeric", "the key does not say what is counted", count.unit, "Name the unit in stem or answer"
            )
    if not any(row.accept for row in item.rubric):
        yield case.flaw("numeric", "the key does not say which forms count", "", "Add `accept` with forms or room")


def _ranges(count: Count) -> bool:
    """Whether it has two ends that are not rounded."""
    return count.quantity.high is not None and not count.quantity.about


def _statements(case: Case) -> Iterator[Flaw]:
    """One proposition a statement, false ones put right in the key; Q8: of three columns "not stated" is used."""
    item = case.item
    for i, (option, text) in enumerate(zip(item.options, case.texts, strict=True)):
        if found := _COMPOUND.search(text):
            mend = "Split it, or keep the half that is to be judged"
            yield case.flaw("true-false", "a statement may hold two propositions", found[0], mend, hard=False)
        false = len(item.answers) > 1 and option.answer == item.answers[1]
        if false and len(words_of(option.rationale).split()) < 3:
            yield case.flaw("true-false", "the key does not put a false statement right", case.texts[i], "Say what is")
    if item.kind is Kind.TRUE_FALSE and item.answers[2:] and not any(o.answer == item.answers[2] for o in item.options):
        yield case.flaw("Q8", "no statement is “not stated”", "", "Add one that the article leaves open")


def _rubric(case: Case) -> Iterator[Flaw]:
    """Points add up to the marks; each criterion can be seen in an answer; what counts or not rests on facts."""
    item = case.item
    points = sum(row.points for row in item.rubric)
    if item.rubric and points != item.marks:
        yield case.flaw("rubric", f"its points add up to {points}, its marks are {item.marks}", "", "Make them agree")
    if item.levels and _top(item) != item.marks:
        what = f"its best level is worth {_top(item)}, its marks are {item.marks}"
        yield case.flaw("rubric", what, item.levels[0].marks, "Make them agree")
    for row in item.rubric:
        earns = words_of(row.earns)
        if found := _UNSEEN.search(earns):
            mend = "Say what the answer does: names, gives, shows, compares"
            yield case.flaw("rubric", "a criterion cannot be seen in an answer", found[0], mend)
        if (row.accept or row.reject) and not row.facts:
            yield case.flaw("rubric", "what counts or does not rests on no fact", earns, "Name the facts behind it")


def _top(item: Item) -> int:
    """The most marks any level is worth."""
    return max(int(number) for level in item.levels for number in re.findall(r"\d+", level.marks) or ["0"])


_BY_KIND: Mapping[Kind, Callable[[Case], Iterator[Flaw]]] = {
    Kind.ORDERING: _ordering,
    Kind.MATCHING: _matching,
    Kind.CLOZE: _cloze,
    Kind.CHART: _numeric,
    Kind.SHORT: _numeric,
    Kind.JUDGING: _statements,
    Kind.TRUE_FALSE: _statements,
}
