"""What a sort gives, and how options are told from one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.solver.judging import Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question

Holes = Mapping[str, str]
Judge = Callable[[str], Verdict]


@dataclass(frozen=True)
class Derived:
    """What a question comes to.

    Attributes:
        answer: the answer as the key's grid prints it; empty for a written one.
        verdicts: each option, statement or pair with what the model makes of it.
        trouble: why there is no one answer; empty when there is.
        told: words that the key must hold in its note.
        also: other answers that are as right, where the key says so.
    """

    answer: str = ""
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    trouble: str = ""
    told: str = ""
    also: tuple[str, ...] = ()


Sort = Callable[[Question, Holes, Reader], Derived | None]
SORTS: dict[str, Sort] = {}


def sort(*names: str) -> Callable[[Sort], Sort]:
    """Enters a function for stems that are worded by these phrases."""

    def enter(function: Sort) -> Sort:
        SORTS.update(dict.fromkeys(names, function))
        return function

    return enter


def choose(question: Question, reader: Reader, judge: Judge) -> Derived:
    """The letters of the options that are true, if all others are false and there are as many as the directive asks."""
    verdicts = tuple((f"{letter} {text}", judge(text)) for letter, text in question.options.items())
    right = [label.split()[0] for label, verdict in verdicts if verdict.truth is Truth.TRUE]
    return Derived(" ".join(right), verdicts, _trouble(question, reader, verdicts, len(right)))


def _trouble(question: Question, reader: Reader, verdicts: tuple[tuple[str, Verdict], ...], right: int) -> str:
    for label, verdict in verdicts:
        if verdict.truth not in (Truth.TRUE, Truth.FALSE):
            return f"{label!r} is neither proved nor refuted: {verdict.ground}"
    if reader.grammar.strip_end("voice.directive.single", question.stem) is not None:
        return "" if right == 1 else f"{right} options are true where one is asked for"
    if reader.grammar.strip_end("voice.directive.several", question.stem) is not None:
        return "" if 2 <= right < len(verdicts) else f"{right} of {len(verdicts)} options are true"
    return "the stem does not say how many to tick"
