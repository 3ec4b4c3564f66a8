"""A paper and its key, read back from their pages -> which answers the model bears out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from edu.model.battle import Battle
from tests.solver.grammar import Grammar, folded, same
from tests.solver.judging import Verdict
from tests.solver.key import Key, read_key
from tests.solver.meaning import Reader
from tests.solver.pages import read_pages
from tests.solver.paper import Question, read_paper
from tests.solver.sorts import SORTS, Derived


class Outcome(StrEnum):
    """What came of one question on one version."""

    SOLVED = "solved"
    WRITTEN = "written, rubric adds up"
    BY_HAND = "written by hand, not checked"
    DISAGREES = "disagrees with the key"
    UNSOLVED = "unsolved"


FAILED = (Outcome.DISAGREES, Outcome.UNSOLVED)


@dataclass(frozen=True)
class Solved:
    """One question on one version.

    Attributes:
        sort: name of the phrase that words its stem; empty when it is not known.
        outcome: what came of it.
        why: what is wrong, or the id of a question written by hand; empty when all is well.
        derived: the answer worked out.
        keyed: the answer in the key.
        verdicts: each option, statement or pair with what the model makes of it.
    """

    question: Question
    sort: str
    outcome: Outcome
    why: str = ""
    derived: str = ""
    keyed: str = ""
    verdicts: tuple[tuple[str, Verdict], ...] = ()

    def __str__(self) -> str:
        asked = self.question
        return f"version {asked.version}, question {asked.number}: {self.outcome}: {self.why}\n    {asked.stem}"


@dataclass(frozen=True)
class Result:
    """All questions of one or more papers, once for each version they stand on."""

    solved: tuple[Solved, ...] = ()

    def __add__(self, other: Result) -> Result:
        return Result(self.solved + other.solved)

    def counts(self) -> Counter[tuple[str, Outcome]]:
        """How many questions of each kind (the part before the first dot of their sort) came to each outcome."""
        return Counter((each.sort.partition(".")[0] or "unknown", each.outcome) for each in self.solved)

    @property
    def failed(self) -> tuple[Solved, ...]:
        """Questions that were not solved, and those whose key is another."""
        return tuple(each for each in self.solved if each.outcome in FAILED)

    @property
    def by_hand(self) -> frozenset[str]:
        """Ids of the questions written by hand that no machine checks."""
        return frozenset(each.why for each in self.solved if each.outcome is Outcome.BY_HAND)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The wording that comes with edu, as a grammar."""
    return Grammar()


def solve_paper(battle: Battle, quiz_pdf: bytes, key_pdf: bytes, by_hand: Mapping[str, str] | None = None) -> Result:
    """Works out every question of a paper from its printed words and the model, and compares with the printed key.

    Args:
        battle: the model.
        quiz_pdf: the quiz, of one or more versions.
        key_pdf: its key.
        by_hand: stems of the questions written by hand, by their ids: they have no claims a machine could check.
    """
    reader = Reader(battle, grammar())
    questions = read_paper(read_pages(quiz_pdf), reader.version)
    key = read_key(read_pages(key_pdf), reader.grammar)
    hand = {folded(stem.replace("**", "")): name for name, stem in (by_hand or {}).items()}
    first = {each.asks: each.number for each in questions if each.version == questions[0].version}
    solved = [_solved(each, reader, key, hand, first.get(each.asks, 0)) for each in questions]
    printed = {(each.version, each.number) for each in questions}
    lost = [_lost(version, number) for version, number in key.answers if (version, number) not in printed]
    return Result((*solved, *lost))


def _lost(version: str, number: int) -> Solved:
    question = Question(version, number, 0, "", "")
    return Solved(question, "", Outcome.UNSOLVED, "the key has it, and it was not found on the paper")


def _solved(question: Question, reader: Reader, key: Key, hand: Mapping[str, str], first: int) -> Solved:
    """What comes of one question; `first` is its number in the first version, where the key explains it."""
    place = (question.version, question.number)
    keyed = key.answers.get(place, "")
    notes = [holes for name in ("written", "written_here") for holes in reader.grammar.match(f"key.{name}", keyed)]
    written = any(holes["number"] == str(first) for holes in notes)
    name = hand.get(folded(question.stem))
    if name:
        if written:
            return _written(question, "by hand", key, first, "")
        return Solved(question, "by hand", Outcome.BY_HAND, name, keyed=keyed)
    sort, derived = _derived(question, reader)
    if derived is None:
        return Solved(question, sort, Outcome.UNSOLVED, "no sort makes sense of this stem", keyed=keyed)
    if derived.trouble:
        return Solved(question, sort, Outcome.UNSOLVED, derived.trouble, derived.answer, keyed, derived.verdicts)
    if not derived.answer and written:
        return _written(question, sort, key, first, derived.told)
    why = ""
    note = key.notes.get(first)
    if derived.told and (note is None or folded(derived.told) not in folded(note.text)):
        why = f"the key does not say {derived.told!r}"
    elif not any(same(answer, keyed) for answer in (derived.answer, *derived.also)):
        why = f"the key has {keyed!r}, the model {derived.answer!r}"
    elif key.marks.get(question.number) != question.marks:
        why = f"the key gives {key.marks.get(question.number)} marks, the paper {question.marks}"
    outcome = Outcome.DISAGREES if why else Outcome.SOLVED
    return Solved(question, sort, outcome, why, derived.answer, keyed, derived.verdicts)


def _derived(question: Question, reader: Reader) -> tuple[str, Derived | None]:
    """The sort that makes sense of a question, and what it comes to; one without trouble, if any has none.

    The stem may end in the directive, which is worded apart.
    """
    stems = [question.stem]
    for directive in ("voice.directive.single", "voice.directive.several"):
        bare = reader.grammar.strip_end(directive, question.stem)
        stems += [bare] if bare else []
    found: list[tuple[str, Derived]] = []
    for name, solve in SORTS.items():
        for holes in (each for stem in stems for each in reader.grammar.match(name, stem)):
            derived = solve(question, holes, reader)
            if derived is not None:
                found.append((name, derived))
    sound = [(name, derived) for name, derived in found if not derived.trouble]
    if len({derived.answer for _, derived in sound}) > 1:
        told = " or ".join(f"{derived.answer!r} ({name})" for name, derived in sound)
        return sound[0][0], Derived(trouble=f"it can be read in two ways: {told}")
    return next(iter(sound or found), ("", None))


def _written(question: Question, sort: str, key: Key, first: int, told: str) -> Solved:
    """A written answer: its rubric adds up to its marks, and the key holds what the model knows of the answer."""
    note = key.notes.get(first)
    if note is None:
        why = "the key does not explain it"
    elif note.marks != question.marks:
        why = f"the key explains it for {note.marks} marks, the paper has {question.marks}"
    elif note.points and sum(note.points) != question.marks:
        why = f"its rubric adds up to {sum(note.points)} of {question.marks} marks"
    elif folded(told) not in folded(note.text):
        why = f"the key does not say {told!r}"
    else:
        return Solved(question, sort, Outcome.WRITTEN)
    return Solved(question, sort, Outcome.DISAGREES, why)
