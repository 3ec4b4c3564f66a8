"""Whether the keys of one fact hang together: what a shape alone cannot tell."""

from __future__ import annotations

import re
import unicodedata

from edu.model.fact import ARTICLE, ATTRIBUTED, COUNT, INFOBOX, NEVER, PLAIN, unmarked
from edu.model.reading import numbers
from edu.model.when import When
from edu.read import shapes
from edu.read.validate import Faults
from edu.read.validate import Path as Where

_SENTENCE_START = ("The", "A", "An", "In", "On", "At", "By", "After", "Before", "It", "They", "There")
"""Words that have a capital only at the start of a sentence; a clause is to begin with a small letter."""

_LETTERS = ("Lu", "Ll", "Lt", "Lo")
"""Unicode's categories of letters, without signs such as the one for the Arabic letter ain."""


def check_fact(
    faults: Faults, here: Where, row: shapes.FactShape, happened: When | None, reported: When | None
) -> None:
    """Notes what does not hang together in a fact. Dates that could not be read are None and noted elsewhere."""
    _check_says(faults, here, row)
    _check_dates(faults, here, row, happened, reported)
    _check_ask(faults, here, row)
    _check_label(faults, here, row)
    if row.panel in ("who", "strength", "killed", "wounded", "lost") and row.side is None:
        faults.add((*here, "panel"), f"the row {row.panel!r} of the key facts has a column a side", "Add `side`")


def _check_says(faults: Faults, here: Where, row: shapes.FactShape) -> None:
    if (row.count is not None) != (COUNT in row.says):
        mend = "Put {count} into `says` where the number belongs, and the number under `count`"
        faults.add((*here, "says"), "`says` and `count` do not go together", mend)
    words = unmarked(row.says)
    if re.search(r"[{}]|\] ?\(", words.replace(COUNT, "")):
        mend = "Write [words](id) for a group or place, with no space between, and {count} for the number"
        faults.add((*here, "says"), "`says` has brackets or braces that mark nothing", mend)
    if row.count and COUNT in row.says and row.count.unit.split()[-1].casefold() not in words.casefold():
        mend = f"Write {{count}} {row.count.unit}, if that is meant"
        faults.add((*here, "says"), f"`says` does not say what is counted ({row.count.unit})", mend, warning=True)
    if words.rstrip().endswith("."):
        faults.add((*here, "says"), "`says` ends in a full stop", "Take it out: edu makes a sentence of the clause")
    if words.split(" ", 1)[0] in _SENTENCE_START:
        mend = "Begin with a small letter: edu puts the clause into sentences"
        faults.add((*here, "says"), f"`says` begins with {words.split(' ', 1)[0]!r}", mend)


def _check_label(faults: Faults, here: Where, row: shapes.FactShape) -> None:
    """A flag of the timeline has no room for a name in two scripts, so it must have the one that the class reads."""
    plain = re.sub(r"\([^)]*\)", "", row.label)
    other = [word for word in plain.split() if any(map(_foreign, word))]
    if other and not any(map(_foreign, row.says[:1])):
        mend = "Write the name as the story has it first, or put these letters in brackets after it"
        faults.add(
            (*here, "label"), f"`label` has a name in other letters alone: {' '.join(other)}", mend, warning=True
        )


def _foreign(letter: str) -> bool:
    return unicodedata.category(letter) in _LETTERS and not unicodedata.name(letter).startswith("LATIN ")


def _check_dates(
    faults: Faults, here: Where, row: shapes.FactShape, happened: When | None, reported: When | None
) -> None:
    dated = row.happened is not None or row.reported is not None
    if happened and reported and reported.before(happened):
        what = f"it is reported ({reported.words()}) before it happened ({happened.words()})"
        faults.add((*here, "reported"), what, "Look both dates up again")
    if row.by == ARTICLE and row.reported is not None:
        mend = 'Write `happened`, or by = "report"'
        faults.add((*here, "reported"), "the article in its own voice reports nothing", mend)
    if row.state and row.ask != NEVER and not dated and not row.passage:
        mend = 'Add `happened`, `reported` or `passage`, or set ask = "never"'
        faults.add((*here, "state"), "who holds or besieges a place changes, and this fact has no date", mend)
    if row.event and not dated:
        mend = "Add `happened` or `reported`, or take `event` out"
        faults.add((*here, "event"), "`event` is for facts with a date", mend)


def _check_ask(faults: Faults, here: Where, row: shapes.FactShape) -> None:
    if row.by == INFOBOX and row.ask in (PLAIN, ATTRIBUTED):
        what = f"a fact of the infobox cannot be asked as {row.ask!r}"
        faults.add((*here, "ask"), what, 'Write ask = "infobox" or "never"')
    if row.by not in (INFOBOX, ARTICLE) and row.ask == PLAIN:
        what = "a claim or report cannot be asked plainly"
        faults.add((*here, "ask"), what, 'Write ask = "attributed" or "never"')


def check_count(faults: Faults, where: Where, row: shapes.CountShape) -> None:
    """Notes a figure that is written otherwise than it is counted."""
    ends = {row.low} if row.high is None else {row.low, row.high}
    if not ends & numbers(row.written):
        what = f"`written` is {row.written!r}, and the number beside it is {row.low}"
        faults.add((*where, "written"), what, "Make the two agree with the article")
