"""What can be wrong in a teacher's files, told so that the teacher can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """What the command line hands back to the shell; documented in the README."""

    OK = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    WRITE = 4
    SHORT = 5
    RECORD = 6


@dataclass(frozen=True)
class Problem:
    """One fault in a file a person wrote.

    Attributes:
        file: the file, or None when the fault lies in no file.
        line: 1-based line in that file, or None when the fault is of the whole file.
        what: what is wrong, in one sentence without its full stop.
        mend: what to do about it, in one sentence without its full stop.
        warning: True when the fault does not stop a lesson from being printed.
    """

    file: Path | None
    line: int | None
    what: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        return f"{place}{'warning: ' if self.warning else ''}{self.what}. {self.mend}."


class EduError(Exception):
    """A user's mistake: carries every problem found, and the exit code it leads to."""

    def __init__(self, problems: Iterable[Problem] | Problem, code: ExitCode = ExitCode.INPUT) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.code = code
        super().__init__("\n".join(str(problem) for problem in self.problems))


class PrintingError(ValueError):
    """Something in a teacher's words or templates cannot be laid out: names it, and says what to do.

    Attributes:
        place: the template's file and line from which it comes, once they are known.
    """

    place: tuple[Path, int] | None = None
