"""The files of a printing: where they lie, how they are written, and a quiz made again from its record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from edu import places
from edu.lesson import DEFAULT_VERSIONS, Lesson, draw_seed, load, make_quiz, wording
from edu.make.code import fingerprint
from edu.make.overlay import overlay_marks
from edu.make.paper import paper
from edu.make.words import Words
from edu.model.document import Document
from edu.model.layout import Layout
from edu.model.quiz import Quiz, number_of
from edu.model.roster import Need, Pupil
from edu.model.wording import Wording
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem
from edu.read.record import read_record
from edu.write.files import Content, write_files
from edu.write.record import record_lines

_OFFERED = 3
"""Names at most that are offered for one that is not on a class list."""

_CODE_TRIES = 50
"""Seeds tried for a code that no record in the folder has."""


def make_new_quiz(
    lesson: Lesson,
    folder: Path,
    seed: int | None,
    questions: int | None,
    versions: int = DEFAULT_VERSIONS,
    given: Callable[[Quiz], Quiz] = lambda made: made,
) -> Quiz:
    """A quiz under a given seed, or under a new one whose code no record in the folder has yet.

    Args:
        lesson: what it is on.
        folder: where its record will lie.
        seed: what it is drawn from; None for a new one.
        questions: how many it has; None for as many as its blueprint says.
        versions: how many it has.
        given: gives its versions out to a class, which may draw another code for it.
    """
    made = given(make_quiz(lesson, draw_seed() if seed is None else seed, questions, versions))
    for _ in range(_CODE_TRIES if seed is None else 0):
        if not is_there(quiz_paths(made, folder)[2]):
            break
        made = given(make_quiz(lesson, draw_seed(), questions, versions))
    return made


def quiz_paths(made: Quiz, folder: Path) -> tuple[Path, Path, Path]:
    """Where quiz, key and record of a code lie in a folder."""
    return (
        folder / f"quiz-{made.code}.pdf",
        folder / f"key-{made.code}.pdf",
        folder / f"record-{made.code}.json",
    )


def write_pack(made: Quiz, record: Path, pdfs: Mapping[Path, Content]) -> None:
    """Writes the record of a quiz and the PDFs that go with it together; that of another printing is never replaced.

    A record that is there already, of the same papers for the same pupils or some of them, is replaced by one that
    tells what it told and what is new: further pupils, another layout.

    Raises:
        EduError: when that fails; files that already stand in their place stay, and none is half written.
    """
    before = _replaceable(made, record)
    if before:
        told = (*(layout for layout in before.layouts if layout not in made.layouts), *made.layouts)
        made = replace(made, layouts=told)
    keep = frozenset[Path]() if before else frozenset({record})
    write_files({record: lambda out: out.writelines(record_lines(made)), **pdfs}, keep)


def _replaceable(made: Quiz, record: Path) -> Quiz | None:
    """What a record tells that is there already, if it is of the same papers.

    Raises:
        EduError: when it tells of a pupil's paper of which the new one would not.
    """
    if not is_there(record):
        return None
    try:
        before = read_record(record)
    except EduError:
        return None
    if fingerprint(before) != fingerprint(made):
        return None
    now = frozenset(made.pupils)
    lost = next((pupil for pupil in before.pupils if pupil not in now), None)
    if lost:
        what = "it is the record of another printing and is not replaced"
        what += f": by it {_called(lost)!r} has a paper in version {lost.version}, and now would have none or another"
        mend = "Choose another folder with -o, or another --seed"
        raise EduError(Problem(record, None, what, mend), ExitCode.WRITE)
    return before


@dataclass(frozen=True)
class Recorded:
    """A quiz from its record, and whether the bank still has the content it was made from (None: not found)."""

    quiz: Quiz
    unchanged: bool | None


def load_record(path: Path) -> Recorded:
    """Reads a record and compares it with the battle of its name, where that is found.

    Raises:
        EduError: when the record cannot be read.
    """
    made = read_record(path)
    return Recorded(made, unchanged(made, path))


def unchanged(made: Quiz, record: Path) -> bool | None:
    """Whether the bank still has the content that a recorded quiz was made from; None where it is not found."""
    for folder in (record.resolve().parent, Path(made.battle), places.question_bank() / made.battle):
        if is_there(folder / "battle.toml"):
            try:
                return load(folder).content == made.content
            except EduError:
                return False
    return None


def reprinted(made: Quiz, record: Path) -> Document:
    """The paper of a recorded quiz, from the record alone: the same pages as when it was printed.

    Args:
        made: the quiz, or some of its versions or pupils.
        record: its record.

    Raises:
        EduError: when the record keeps neither the phrases nor the charts of its papers.
    """
    if not made.wording:
        what = "this record was written by an edu that kept no phrases and charts in it"
        mend = f"Print the quiz again with: edu quiz {made.battle} --seed {made.seed}"
        raise EduError(Problem(record, None, what, mend), ExitCode.RECORD)
    return paper(made, Words.recorded(made.wording, record), made.charts)


def words_of(made: Quiz, record: Path) -> Words:
    """The words a quiz was printed with; where its record keeps none, those that come with edu."""
    shipped, kept = wording().wording, Words.recorded(made.wording, record).wording
    return Words(Wording({**shipped.phrases, **kept.phrases}, {**shipped.documents, **kept.documents}, shipped.hash))


def overlay(made: Quiz, record: Path, layout: Layout) -> bytes:
    """Sheets to lay over papers of a recorded quiz in one layout, a version after another, the right answers ringed.

    Raises:
        EduError: as `reprinted`.
    """
    from edu.write.pdf.overlay import print_overlay  # loads ReportLab, when there is something to print

    made = replace(made, pupils=())
    return print_overlay(layout.of(reprinted(made, record)), overlay_marks(made))


def layouts_to_mark(made: Quiz) -> dict[Layout, Quiz]:
    """The layouts in which papers of a quiz were printed, the usual one first, each with the versions to mark in it.

    Pupils with a need have their papers in its layout, in whichever the others have theirs.
    """
    usual = made.layout()
    variants = dict.fromkeys((usual.variant, *(layout.variant for layout in made.layouts)))
    found = {made.layout(variant): made for variant in variants}
    for need in Need:
        letters = {pupil.version for pupil in made.pupils if pupil.need is need}
        if need and need.value not in variants and letters:
            some = tuple(version for version in made.versions if version.letter in letters)
            found[replace(usual, variant=need.value)] = made.only(some)
    return found


def of_version(made: Quiz, letters: tuple[str, ...]) -> Quiz:
    """The quiz with only some of its versions; with all when none is named.

    Raises:
        EduError: when it has no such version.
    """
    there = {version.letter: place for place, version in enumerate(made.versions)}
    wanted = tuple(dict.fromkeys(letter for each in letters for letter in _spelled_out(each.upper(), tuple(there))))
    missing = [letter for letter in wanted if letter not in there]
    if missing:
        raise EduError(
            Problem(
                None,
                None,
                f"quiz {made.code} has no version {', '.join(missing)}",
                f"It has: {_told(tuple(there))}",
            ),
            ExitCode.RECORD,
        )
    if not wanted:
        return made
    chosen = tuple(made.versions[there[letter]] for letter in wanted)
    return replace(made.only(chosen), pupils=tuple(pupil for pupil in made.pupils if pupil.version in wanted))


def _told(letters: Sequence[str]) -> str:
    """Letters in words, three and more that follow one another as "A to D"."""
    runs: list[list[str]] = []
    for letter in letters:
        if runs and number_of(letter) == number_of(runs[-1][-1]) + 1:
            runs[-1].append(letter)
        else:
            runs.append([letter])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _spelled_out(written: str, there: tuple[str, ...]) -> Iterator[str]:
    """Letters from words such as "C", "A,D" or "B-E"."""
    for part in re.split(r"[\s,;]+", written.strip()):
        first, mark, last = re.split(r"(-|–|\Z)", part, maxsplit=1) if part else ("", "", "")
        if mark and {first, last} <= set(there) and there.index(first) <= there.index(last):
            yield from there[there.index(first) : there.index(last) + 1]
        else:
            yield part


def of_pupil(made: Quiz, names: tuple[str, ...]) -> Quiz:
    """The quiz for only some of the pupils it was printed for; for all when none is named.

    Raises:
        EduError: when there is no such pupil.
    """
    there = {_as_compared(_called(pupil)): pupil for pupil in made.pupils}
    for name in names:
        if _as_compared(name) not in there:
            what = f"quiz {made.code} was printed for no pupil {name!r}"
            raise EduError(Problem(None, None, what, _instead(_as_compared(name), there)), ExitCode.RECORD)
    wanted = {_as_compared(name) for name in names}
    chosen = tuple(pupil for pupil in made.pupils if _as_compared(_called(pupil)) in wanted)
    return replace(made, pupils=chosen) if names else made


def _instead(name: str, there: Mapping[str, Pupil]) -> str:
    """What to do about a name that is none of a quiz's pupils, by their names as they are compared."""
    if not there:
        return "It was printed without a class list: name a version instead"
    if not any(pupil.name for pupil in there.values()):
        return "Give a seat, such as A1"
    near = [each for each in there if each.startswith(name)] or get_close_matches(name, there, 1)
    told = " or ".join(_called(there[each]) for each in near[:_OFFERED])
    return f"Did you mean {told}" if told else "Give a name as it is on the class list"


def chosen(made: Quiz, letters: tuple[str, ...], names: tuple[str, ...] = ()) -> Quiz:
    """The quiz with only some of its versions, for only some of its pupils; with all where none is named.

    Raises:
        EduError: when it has no such version or pupil, or a pupil has another version than those.
    """
    asked = of_pupil(made, names)
    some = of_version(asked, letters)
    there = {version.letter for version in some.versions}
    other = next((pupil for pupil in asked.pupils if names and pupil.version not in there), None)
    if other:
        what = f"{_called(other)} has version {other.version}, not {_told(sorted(there, key=number_of))}"
        raise EduError(Problem(None, None, what, "Leave the letter of the version out"), ExitCode.RECORD)
    return some


def _called(pupil: Pupil) -> str:
    """What a pupil is asked for by: the name, and without one the seat."""
    return pupil.name or str(pupil.seat)


def _as_compared(name: str) -> str:
    """A name without what typing it differs in: capitals, spaces, and whether an accent is a sign of its own."""
    return " ".join(normalize("NFC", name).casefold().split())
