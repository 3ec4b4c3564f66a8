"""A text with gaps: the sentences of the handout say which word stands in each."""

from __future__ import annotations

import re

from tests.solver.grammar import folded
from tests.solver.judging import Truth, Verdict
from tests.solver.meaning import Reader
from tests.solver.paper import Question
from tests.solver.sorts.sort import Derived, Holes, sort
from tests.solver.values import number


@sort("cloze.stem", "cloze.stem_one")
def _cloze(question: Question, holes: Holes, reader: Reader) -> Derived | None:
    """For each gap the one word of the bank with which its sentence is one of the narrative."""
    told = {folded(sentence.text) for _, sentence in reader.battle.sentences()}
    gaps = re.findall(r"\(\d+\)", question.passage)
    chosen, verdicts = [], []
    for gap in gaps:
        fitting = []
        for word in question.bank:
            fits = any(folded(part.replace(gap, word)) in told for part in _sentences(question.passage, gap))
            fitting += [word] if fits else []
            truth = Truth.TRUE if fits else Truth.FALSE
            verdicts.append(
                (f"{gap} {word}", Verdict(truth, "the handout has this word" if fits else "it has another"))
            )
        if len(fitting) != 1:
            return Derived(verdicts=tuple(verdicts), trouble=f"{len(fitting)} words of the bank fit gap {gap}")
        chosen += fitting
    if number(holes["extra"]) != len(question.bank) - len(gaps) or len(set(chosen)) != len(gaps):
        return Derived(verdicts=tuple(verdicts), trouble="another number of words is left over than it says")
    return Derived(", ".join(chosen), tuple(verdicts))


def _sentences(passage: str, gap: str) -> list[str]:
    """Every stretch of the passage from the beginning of a sentence to the end of one that has this gap in it."""
    parts = re.split(r"(?<=[.!?]) ?(?=[A-Z“‘(])", passage)
    spans = [" ".join(parts[a : b + 1]) for a in range(len(parts)) for b in range(a, min(a + 3, len(parts)))]
    return [span for span in spans if gap in span]
