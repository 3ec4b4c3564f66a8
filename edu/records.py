"""The files of a printing: where they lie, how they are written, and a quiz made again from its record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from edu import places
from edu.lesson import DEFAULT_VERSIONS, Lesson, draw_seed, load, make_quiz, wording
from edu.make.overlay import overlay_marks
from edu.make.paper import paper
from edu.make.words import Words
from edu.model.code import is_sound, typed
from edu.model.document import Document
from edu.model.quiz import Quiz
from edu.model.roster import Need
from edu.model.wording import Wording
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem
from edu.read.record import read_record
from edu.write.files import Content, write_files
from edu.write.record import record_lines

_CODE_TRIES = 50
"""Seeds tried for a code that no record in the folder has."""


def make_new_quiz(
    lesson: Lesson, folder: Path, seed: int | None, questions: int | None, versions: int = DEFAULT_VERSIONS
) -> Quiz:
    """A quiz under a given seed, or under a new one whose code no record in the folder has yet."""
    if seed is not None:
        return make_quiz(lesson, seed, questions, versions)
    made = make_quiz(lesson, draw_seed(), questions, versions)
    for _ in range(_CODE_TRIES):
        if not is_there(quiz_paths(made, folder)[2]):
            break
        made = make_quiz(lesson, draw_seed(), questions, versions)
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

    Raises:
        EduError: when that fails; files that already stand in their place stay, and none is half written.
    """
    write_files({record: lambda out: out.writelines(record_lines(made)), **pdfs}, keep=frozenset({record}))


def find_record(name: str, folder: Path) -> tuple[Path, tuple[str, ...]]:
    """The record of a name: a file, or the code on a paper, whose record is looked for in a folder and those in it.

    Returns:
        The record, and the letter of the version that the code names, if it names one.

    Raises:
        EduError: for a code that is mistyped, or of which there is no record or more than one.
    """
    path = Path(name)
    there = is_there(path) or is_there(path, folder=True)
    given = None if there else typed(name)
    if given is None:
        return path, ()
    code, letter = given
    records = {
        file: file.stem.removeprefix("record-") for place in ("", "*/") for file in folder.glob(f"{place}record-*.json")
    }
    found = [file for file, each in sorted(records.items()) if each == code]
    if len(found) == 1:
        return found[0], (letter,) if letter else ()
    near = get_close_matches(code, set(records.values()), 1)
    mend = f"Did you mean {near[0]}? " if near else ""
    where = "in this folder" if folder == Path() else f"in {folder}"
    if found:
        what = f"there are {len(found)} records of the code {code}: {', '.join(map(str, found))}"
        raise EduError(Problem(None, None, what, "Name the file of one of them"), ExitCode.RECORD)
    if not is_sound(code):
        what = f"{code!r} is no code of edu: a sign is wrong, or two have changed places"
        raise EduError(Problem(None, None, what, f"{mend}Compare it with the foot of the paper"), ExitCode.RECORD)
    what = f"there is no record of the code {code} {where} or the folders in it"
    raise EduError(Problem(None, None, what, f"{mend}Name the folder with --records"), ExitCode.RECORD)


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
    for folder in (path.resolve().parent, Path(made.battle), places.question_bank() / made.battle):
        if is_there(folder / "battle.toml"):
            try:
                return Recorded(made, load(folder).content == made.content)
            except EduError:
                return Recorded(made, False)
    return Recorded(made, None)


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


def overlay(made: Quiz, record: Path, paper_size: str = "a4", variant: str = "class") -> bytes:
    """Sheets to lay over papers of a recorded quiz in one layout, a version after another, the right answers ringed.

    Raises:
        EduError: as `reprinted`.
    """
    from edu.write.pdf.overlay import print_overlay  # loads ReportLab, when there is something to print

    made = replace(made, pupils=())
    document = replace(reprinted(made, record), paper=paper_size, variant=variant)
    return print_overlay(document, overlay_marks(made))


def other_layouts(made: Quiz) -> dict[Need, Quiz]:
    """The layouts beside the class's in which a quiz was printed for pupils, each with the versions that it needs."""
    needed = {need: {pupil.version for pupil in made.pupils if pupil.need is need} for need in Need if need}
    return {
        need: replace(made, versions=tuple(version for version in made.versions if version.letter in letters))
        for need, letters in needed.items()
        if letters
    }


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
                f"It has: {', '.join(there)}",
            ),
            ExitCode.RECORD,
        )
    if not wanted:
        return made
    chosen = tuple(made.versions[there[letter]] for letter in wanted)
    return replace(made, versions=chosen, pupils=tuple(pupil for pupil in made.pupils if pupil.version in wanted))


def _spelled_out(written: str, there: tuple[str, ...]) -> Iterator[str]:
    """Letters from words such as "C", "A,D" or "B-E"."""
    for part in re.split(r"[\s,;]+", written.strip()):
        first, mark, last = re.split(r"(-|–|\Z)", part, maxsplit=1) if part else ("", "", "")
        if mark and last and first in there and last in there:
            yield from there[there.index(first) : there.index(last) + 1]
        else:
            yield part


def of_pupil(made: Quiz, names: tuple[str, ...]) -> Quiz:
    """The quiz for only some of the pupils it was printed for; for all when none is named.

    Raises:
        EduError: when there is no such pupil.
    """
    there = {_as_compared(pupil.name): pupil for pupil in made.pupils}
    for name in names:
        if _as_compared(name) not in there:
            near = get_close_matches(_as_compared(name), there, 1)
            mend = f"Did you mean {there[near[0]].name}?" if near else "Give a name as it is on the class list"
            what = f"quiz {made.code} was printed for no pupil {name!r}"
            raise EduError(Problem(None, None, what, mend.removesuffix("?")), ExitCode.RECORD)
    wanted = {_as_compared(name) for name in names}
    chosen = tuple(pupil for pupil in made.pupils if _as_compared(pupil.name) in wanted)
    return replace(made, pupils=chosen) if names else made


def _as_compared(name: str) -> str:
    """A name without what typing it differs in: capitals, spaces, and whether an accent is a sign of its own."""
    return " ".join(normalize("NFC", name).casefold().split())
