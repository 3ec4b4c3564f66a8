"""The record of a code as somebody typed it: in a folder or in those in it, once or, where it is the same, again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from edu.make.code import fingerprint
from edu.model.code import LENGTH, is_sound, typed
from edu.model.quiz import Quiz
from edu.places import is_there
from edu.problems import EduError, ExitCode, Problem
from edu.read.record import read_record
from edu.records import chosen, of_pupil


@dataclass(frozen=True)
class Found:
    """A record that was found, what it tells, and the versions that are asked for; none for all."""

    path: Path
    quiz: Quiz
    letters: tuple[str, ...]


def find_record(
    name: str, folder: Path, letters: tuple[str, ...] = (), names: tuple[str, ...] = (), papers: bool = False
) -> Found:
    """The record of a name: a file, or the code on a paper, whose record is looked for in a folder and those in it.

    Of several records of a code any will do, if they tell the same of what is asked.

    Args:
        name: the file or code, perhaps with the letter of a version.
        folder: where to look.
        letters: versions that are asked for; none for that which the code names, or for all.
        names: pupils who are asked for; none for all.
        papers: whether papers are asked for, pupil by pupil and in their layout, and not the answers alone.

    Raises:
        EduError: for a code that is mistyped, or of which there is no record, or more than one and they differ; for a
            record that cannot be read.
    """
    path = Path(name)
    there = is_there(path) or is_there(path, folder=True)
    given = None if there else typed(name)
    if given is None:
        return Found(path, read_record(path), letters)
    code, letter = given
    asked = letters or ((letter,) if letter else ())
    records = {
        file: file.stem.removeprefix("record-") for place in ("", "*/") for file in folder.glob(f"{place}record-*.json")
    }
    found = [file for file, each in sorted(records.items()) if each == code]
    if found:
        return _any_of({path: _of_that_code(path, code) for path in found}, asked, names, papers)
    near = get_close_matches(code, set(records.values()), 1)
    mend = f"Did you mean {near[0]}? " if near else ""
    if not is_sound(code):
        what = f"{name!r} is no code of edu: a sign is wrong, or two have changed places"
        if len(code) != LENGTH:
            what = f"{name!r} is no code of edu, which has {LENGTH} signs, and no file"
        raise EduError(Problem(None, None, what, f"{mend}Compare it with the foot of the paper"), ExitCode.RECORD)
    where = "in this folder" if folder == Path() else f"in {folder}"
    what = f"there is no record of the code {code} {where} or the folders in it"
    raise EduError(Problem(None, None, what, f"{mend}Name the folder with --records"), ExitCode.RECORD)


def renamed(found: Found) -> bool:
    """Whether the name of a record's file has another code than the record."""
    code = found.path.stem.removeprefix("record-")
    return code != found.path.stem and is_sound(code) and code != found.quiz.code


def _of_that_code(path: Path, code: str) -> Quiz:
    made = read_record(path)
    if made.code != code:
        what = f"this is the record of the code {made.code}, whatever its name says"
        mend = f"Give it back its name: record-{made.code}.json"
        raise EduError(Problem(path, None, what, mend), ExitCode.RECORD)
    return made


def _any_of(found: Mapping[Path, Quiz], letters: tuple[str, ...], names: tuple[str, ...], papers: bool) -> Found:
    """A record of a code: of several that tell the same the one with most pupils.

    Raises:
        EduError: when they do not tell the same.
    """
    having = {path: made for path, made in found.items() if len(found) > 1 and _has(made, names)}
    told = having or found  # a pupil who is in one of them alone is found there
    path = max(told, key=lambda each: len(told[each].pupils))
    if len(found) > 1:
        differ = _difference([chosen(made, letters, names) for made in told.values()], papers)
        if differ:
            paths = ", ".join(map(str, found))
            what = f"there are {len(found)} records of the code {found[path].code}, and {differ}: {paths}"
            raise EduError(Problem(None, None, what, "Name the file of one of them"), ExitCode.RECORD)
    return Found(path, found[path], letters)


def _difference(asked: Sequence[Quiz], papers: bool) -> str:
    """What records of one code do not tell the same of; nothing if they do, but that one may have further pupils."""
    if len(set(map(fingerprint, asked))) > 1:
        return "their questions or answers differ"
    pupils = [frozenset(made.pupils) for made in asked]
    if papers and max(pupils, key=len) != frozenset().union(*pupils):
        return "each has other pupils"
    if papers and len({made.layouts for made in asked}) > 1:
        return "their papers are laid out differently"
    return ""


def _has(made: Quiz, names: tuple[str, ...]) -> bool:
    """Whether all these pupils are in a record."""
    try:
        return bool(of_pupil(made, names))
    except EduError:
        return False
