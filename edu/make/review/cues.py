"""Rules M6 and M8 to M16, M25, M26: a pupil who knows nothing gains nothing from how a choice is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from edu.make.review import language
from edu.make.review.case import ROWS, Case
from edu.make.review.lengths import stands_out, uneven
from edu.make.review.values import DATE, NUMBER
from edu.model.flaw import Flaw
from edu.model.question import Aspect, Kind
from edu.model.when import MONTHS

_ABSOLUTE = re.compile(
    r"\b(always|never|all|none|only|every|everyone|everybody|everything|nobody|nothing|no one|must|entirely|completely"
    r"|totally|solely)\b",
    re.I,
)
_VAGUE = re.compile(
    r"(?<!how )(?<!as )\b(often|sometimes|usually|frequently|rarely|seldom|occasionally|several|many|few|various"
    r"|numerous|soon|later|recently|eventually|afterwards|nowadays)\b",
    re.I,
)
_CATCH_ALL = re.compile(
    r"\b(all|none|both|neither|either) of (the above|these|them|the others)\b"
    r"|\b(both|either|neither) a (and|or|nor) b\b|^(both )?[a-e] (and|or) [a-e]$|^none$|^all$",
    re.I,
)
_NEGATIVE = re.compile(r"\b(NOT|EXCEPT)\b")
_SMALL_NEGATIVE = re.compile(
    r"\b(?:which|who|whom|what|where)\b[^.?!“”]*?\b(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will)\b"
    r"(?:(?! and | but |, )[^.?!“”]){0,40}?(?:\bnot\b|n[’']t\b)|\bexcept\b",
    re.I,
)
_HEDGE = re.compile(
    r"\b(about|around|roughly|nearly|almost|approximately|at least|at most|more than|fewer than|less than|up to"
    r"|probably|perhaps|possibly|likely|may|might|could|seems?|mostly|partly|in part)\b"
)
_FIGURE = re.compile(r"(?<![\w])\d[\d,]*(?![a-z])")
_NAME = re.compile(r"(?<=[\w,;:”’)] )[A-Z][\w’'-]*|[A-Z]{2,}")
_FIRST = re.compile(r"[^\W\d_][\w’'-]*")
_ARTICLE_END = re.compile(r"\ban? *(?:_{3,})? *[?:.]?$|\b[Aa]n? +_{3,}")
_TENSES = (
    ("future", re.compile(r"\b(will|would|shall)\b")),
    ("past", re.compile(r"\b(was|were|had|did)\b")),
    ("present", re.compile(r"\b(is|are|has|have|does|do)\b")),
    ("past", re.compile(r"\b\w{3,}ed\b")),
)
"""Signs of a tense, the surest first: in "will be halted" the participle tells nothing."""

_PAIRS = """north/south east/west before/after more/fewer more/less early/late first/last open/closed above/below
inside/outside increased/decreased rose/fell gained/lost captured/lost succeeded/failed true/false yes/no began/ended
started/stopped attacked/defended advanced/retreated high/low same/different with/without named/unnamed known/unknown"""
_OPPOSITES = tuple(frozenset(map(language.stem, pair.split("/"))) for pair in _PAIRS.split())
NEAR = 20
"""A wrong number more than so many times as great or as small as the key is out of its band."""


def rules(case: Case) -> Iterator[Flaw]:
    """All breaches of these rules by an item."""
    if case.choice:
        if case.key is not None:
            yield from _lengths(case, case.key)
            yield from _convergence(case, case.key)
            yield from _parallel(case, case.key)
            yield from _opposites(case, case.key)
        yield from _echo(case)
        yield from _marks(case)
        yield from _ascending(case)
        yield from _attested(case)
    elif case.item.kind is Kind.MATCHING:
        yield from _echoing_pairs(case)
    yield from _form(case)
    yield from _absolute(case)
    yield from _words(case)
    yield from _negative(case)


# Lengths -----------------------------------------------------------------------------------------------------


def _lengths(case: Case, key: int) -> Iterator[Flaw]:
    """M6, where one option is to be ticked: the key is 0.6 to 1.3 times as long as the wrong options on average.

    And the longest is at most twice as long as the shortest. A gap under 8 signs from the average, or under 15 between
    the two, is not noticed. Numbers and dates are as long as they are.
    """
    if case.scalar:
        return
    sizes = [len(text) for text in case.texts]
    mean = sum(sizes[i] for i in case.wrong) / len(case.wrong) if case.wrong else sizes[key]
    if stands_out(sizes[key], mean):
        sort = "shorter" if sizes[key] < mean else "longer"
        what = f"the key has {sizes[key]} signs and the wrong options {mean:.0f} on average"
        yield case.flaw("M6", what, case.texts[key], f"Make it less {sort.removesuffix('er')}, or choose other options")
    if uneven(sizes):
        words = f"{min(case.texts, key=len)}; {max(case.texts, key=len)}"
        yield case.flaw("M6", "one option is more than twice as long as another", words, "Bring the two closer")


# Words -------------------------------------------------------------------------------------------------------


def _echo(case: Case) -> Iterator[Flaw]:
    """M8: no telling word stands in stem and key, and in no wrong option."""
    wrong = frozenset().union(*(language.content(case.texts[i]) for i in case.wrong))
    for i in case.right:
        for word in sorted(language.content(case.stem) & language.content(case.texts[i]) - wrong):
            told = language.word_of(case.texts[i], word)
            mend = "Put it another way in one of the two, or let a wrong option have the word too"
            yield case.flaw("M8", "a word of the stem stands in the key and in no wrong option", told, mend)


def _echoing_pairs(case: Case) -> Iterator[Flaw]:
    """M8 for pairs: no telling word stands in a premise and its response, and in no other response."""
    answers = case.item.answers
    for option, text in zip(case.item.options, case.texts, strict=True):
        others = frozenset().union(*(language.content(answer) for answer in answers if answer != option.answer))
        for word in sorted(language.content(text) & language.content(option.answer) - others):
            what = "a premise shares a word with its response that no other response has"
            yield case.flaw("M8", what, language.word_of(text, word), "Put one of the two another way")


def _convergence(case: Case, key: int) -> Iterator[Flaw]:
    """M10: the key shares no more words with the other options than the wrong option that shares most."""
    if case.scalar:
        return
    held = [language.content(text) for text in case.texts]
    shared = [sum(len(held[i] & held[j]) for j in range(len(held)) if j != i) for i in range(len(held))]
    if case.wrong and shared[key] > max(shared[i] for i in case.wrong):
        what = "the key shares more words with the other options than any of them does"
        yield case.flaw("M10", what, case.texts[key], "Let a wrong option share as much, or the key less")


def _absolute(case: Case) -> Iterator[Flaw]:
    """M11: an absolute word stands in every option or in none; of statements to judge, in no false one alone."""
    if not (case.choice or case.item.kind in ROWS):
        return
    found = [_ABSOLUTE.search(text) for text in case.texts]
    if not any(found) or all(found):
        return
    if case.item.kind in ROWS and any(found[i] for i in case.right):
        return
    word = next(each[0] for each in found if each)
    yield case.flaw("M11", "an absolute word stands in some options and not in others", word, "Put it another way")


def _words(case: Case) -> Iterator[Flaw]:
    """M12, M13: no vague or pointing word, and no option that stands for others, among options to choose from.

    Statements to judge or to sort keep the words of the article, which may be vague; a meaning is what it is.
    """
    if not case.choice and case.item.kind is not Kind.ORDERING:
        return
    for text in case.texts:
        if case.item.skill != "vocabulary" and (found := _VAGUE.search(text)):
            yield case.flaw("M12", "a vague or pointing word stands in an option", found[0], "Say how many, or when")
        if found := _CATCH_ALL.search(text.strip().rstrip(".")):
            yield case.flaw("M13", "an option stands for others", found[0], "Name what it means")


def _negative(case: Case) -> Iterator[Flaw]:
    """M14: the stem asks for what is so.

    "... and not by the day of the event" only sets one thing off from another; it asks for nothing that is not so.
    """
    stem = re.sub(r"“[^”]*”", "", case.stem)
    if found := _NEGATIVE.search(stem):
        yield case.flaw("M14", "the stem asks for what is not so", found[0], "Ask for what is")
    elif case.choice and (found := _SMALL_NEGATIVE.search(stem)):
        mend = "Ask for what is; if you must, write NOT in capitals and allow M14"
        yield case.flaw("M14", "the stem asks for what is not so, in small letters", found[0], mend)


# Form --------------------------------------------------------------------------------------------------------


def _form(case: Case) -> Iterator[Flaw]:
    """M9 for all options and rows: capitals and end marks alike; no stem ends in a or an.

    The words of a cloze stand as they do inside the text, names with a capital.
    """
    if found := _ARTICLE_END.search(re.sub(r"\s*\b(Tick|Write|Choose)\b[^.]*\.$", "", case.stem)):
        yield case.flaw("M9", "the stem ends in “a” or “an”", found[0], "Write “a or an”, or put it another way")
    if case.item.kind is Kind.CLOZE or len(case.texts) < 2:
        return
    firsts = {text[:1].isupper() for text in case.texts if text[:1].isalpha()}
    if len(firsts) > 1:
        odd = "; ".join(text for text in case.texts if text[:1].islower())
        yield case.flaw("M9", "some options begin with a capital and some do not", odd, "Begin all alike")
    ends = {text[-1:] if text[-1:] in ".?!" else "" for text in case.texts}
    if len(ends) > 1:
        words = "; ".join(text for text in case.texts if text[-1:] in ".?!")
        yield case.flaw("M9", "options end in different marks", words, "End all alike")


def _parallel(case: Case, key: int) -> Iterator[Flaw]:
    """M9, where one option is to be ticked: the key is not the only one of its number or its tense."""
    for name, forms in (("number", [_number(text) for text in case.texts]), ("tense", list(map(_tense, case.texts)))):
        if forms[key] and all(forms) and len(forms) > 2 and forms.count(forms[key]) == 1:
            what = f"the key alone is {forms[key]}: options differ in {name}"
            yield case.flaw("M9", what, case.texts[key], "Put a wrong option into the same form")


def _number(text: str) -> str:
    """Singular or plural, of an option of one to three words that is a name or noun; empty when it cannot be told."""
    words = text.split()
    if not 1 <= len(words) <= 3 or _FIGURE.search(text) or text[-1:] in ".?!":
        return ""
    last = words[-1]
    plural = last[0].islower() or len(words) == 1
    return "plural" if plural and last.endswith("s") and not last.endswith(("ss", "us", "is", "SS")) else "singular"


def _tense(text: str) -> str:
    """Past, present or future, of an option of four words or more; empty when it has no clear verb."""
    if len(text.split()) < 4:
        return ""
    return next((tense for tense, pattern in _TENSES if pattern.search(text)), "")


def _ascending(case: Case) -> Iterator[Flaw]:
    """M15: numbers and dates ascend, in every version, in one format.

    One format: thousands are all set off by commas or none is, and the year stands with all dates or with none. A date
    less exact than the others ("early March") is in the format its source allows; the key alone may not be so.
    """
    if not case.scalar:
        return
    spans = [span for span in case.spans if span]
    words = "; ".join(case.texts)
    if not case.item.keep_order:
        yield case.flaw("M15", "its numbers or dates do not keep one order", words, "Add keep_order = true")
    if any(a.low >= b.low for a, b in pairwise(spans)):
        yield case.flaw("M15", "its numbers or dates do not ascend", words, "Put them in order")
    commas = {"," in text for text, span in zip(case.texts, spans, strict=True) if span.low >= 1000}
    if (spans[0].sort == NUMBER and len(commas) > 1) or len({span.year for span in spans}) > 1:
        yield case.flaw("M15", "its numbers or dates are in different formats", words, "Write all in one")
    if case.key is not None and spans[0].sort == DATE and len(spans) > 2:
        exact = [span.low == span.high for span in spans]
        if exact.count(exact[case.key]) == 1:
            what = "the key is the only date of its precision"
            yield case.flaw("M15", what, case.texts[case.key], "Take another date as little or as much exact")


def _marks(case: Case) -> Iterator[Flaw]:
    """M16: what stands out in a right option (figure, plus, bracket, hedge, name) stands in a wrong one too.

    Of several right options two or more must have it: that one alone has it tells nothing, where most are right. A
    number inside a name ("9th Division") is part of the name.
    """
    if case.scalar and not any("+" in text for text in case.texts):
        return
    wrong = _standing_out(case, case.wrong)
    right = [_standing_out(case, (i,)) for i in case.right]
    for sort in sorted({sort for each in right for sort in each} - set(wrong)):
        words = [each[sort] for each in right if sort in each]
        if len(words) >= min(2, len(right)):
            what = f"a {sort} stands in what is right and in nothing that is wrong"
            yield case.flaw("M16", what, "; ".join(words), "Let a wrong option have one too, or none")


def _standing_out(case: Case, places: Sequence[int]) -> dict[str, str]:
    """What stands out in these options: its sort, and the first word or sign of that sort."""
    found: dict[str, str] = {}
    for i in places:
        text = case.texts[i]
        if figure := _FIGURE.search(text):
            found.setdefault("figure", figure[0])
        if "+" in text:
            found.setdefault("plus sign", "+")
        if bracket := re.search(r"[(\[]", text):
            found.setdefault("bracket", bracket[0])
        if hedge := _HEDGE.search(text.casefold()):
            found.setdefault("hedge", hedge[0])
        if name := _name(case, text):
            found.setdefault("proper name", name)
    return found


def _name(case: Case, text: str) -> str:
    """A proper name in an option: a word with a capital inside it, or at its start a word that names in the battle."""
    for found in _NAME.findall(text):
        if found not in MONTHS:
            return str(found)
    first = _FIRST.match(text)
    return first[0] if first and first[0] in case.known.proper else ""


# Pairs, and where wrong options come from --------------------------------------------------------------------


def _opposites(case: Case, key: int) -> Iterator[Flaw]:
    """M25: no pair of opposites, alone of its sort among the options, has the key in it; figures have none."""
    if case.scalar:
        return
    pairs = [(i, j) for i, j in combinations(range(len(case.texts)), 2) if _opposed(case.texts[i], case.texts[j])]
    if len(pairs) == 1 and key in pairs[0] and len(case.texts) > 2:
        words = "; ".join(case.texts[i] for i in pairs[0])
        what = "the key and one wrong option are opposites, and no other two are"
        yield case.flaw("M25", what, words, "Leave the opposite out, or add a second pair")


def _opposed(one: str, other: str) -> bool:
    """True when two texts differ by one pair of opposites, or by "not", and are otherwise much alike."""
    a, b = (frozenset(map(language.stem, language.tokens(text))) for text in (one, other))
    apart = (a - b) | (b - a)
    if apart <= {"not", "no", "did", "was", "were", "is", "are", "do", "does"} and ("not" in apart or "no" in apart):
        return True
    return any(pair <= apart and len(pair & a) == len(pair & b) == 1 for pair in _OPPOSITES) and len(apart) <= 4


def _attested(case: Case) -> Iterator[Flaw]:
    """M26: a wrong option stands in the battle in another role, and a wrong number is not far out of the key's band."""
    for i in case.wrong:
        text, span, entity = case.texts[i], case.spans[i], case.entities[i]
        if entity is not None or case.item.options[i].facts:
            continue
        held = language.content(text)
        known = int(span.low) in case.known.numbers if span and span.sort == NUMBER else bool(span)
        if not known and not (held and len(held & case.known.attested) * 2 >= len(held)):
            yield case.flaw("M26", "a wrong option stands nowhere in the battle", text, "Take one that does")
    if case.key is None or not case.scalar or Aspect.AGREES in case.aspects:
        return
    right = case.spans[case.key]
    for i in case.wrong:
        wrong = case.spans[i]
        if right and wrong and right.sort == NUMBER:
            low, high = sorted((max(right.low, 1), max(wrong.low, 1)))
            if high > NEAR * low:
                what = f"a wrong number is more than {NEAR} times as great or as small as the key"
                yield case.flaw("M26", what, case.texts[i], "Take one nearer to it")
