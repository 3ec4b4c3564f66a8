"""Writing files whole or not at all: beside their place first, then by a rename."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from edu.problems import EduError, ExitCode, Problem

_ELSEWHERE = "Choose another folder"
_SHUT = "you may not write here", "Close the file if another program shows it, or choose another folder"
_REASONS = {
    errno.EISDIR: ("a folder of this name is in the way of the file", "Name a file after -o, or move the folder away"),
    errno.EEXIST: ("this is a file, so nothing can be put into it", _ELSEWHERE),
    errno.ENOTDIR: ("a file stands where one of its folders should be", _ELSEWHERE),
    errno.ENAMETOOLONG: ("this name is too long", "Choose a shorter one with -o"),
    errno.ENOSPC: ("there is no room left on the disk", "Free some space, or choose another folder"),
    errno.EROFS: ("nothing can be written to this disk", _ELSEWHERE),
    errno.EACCES: _SHUT,
    errno.EPERM: _SHUT,
}
"""What the system's reasons mean to a teacher, and what to do; any other reason is shown as the system words it."""


def _refusal(path: Path, error: OSError) -> EduError:
    """A failed write as a problem of the file that was to be written, or of the folder that cannot be made."""
    other = f"this cannot be written ({error.strerror or error})", f"{_ELSEWHERE}, or free its space or rights"
    what, mend = _REASONS.get(error.errno or 0, other)
    place = Path(error.filename) if error.errno == errno.EEXIST and error.filename else path
    return EduError(Problem(place, None, what, mend), ExitCode.WRITE)


def refuse_other(path: Path, new: Path) -> None:
    """Refuses to replace a record by that of another printing; the same one again is fine.

    Raises:
        EduError: when the file is there with other contents than the new one, or cannot be compared.
    """
    try:
        other = path.is_file() and not _same(path, new)
    except OSError as error:
        raise _refusal(path, error) from None
    if other:
        what = "it is the record of another printing and is not replaced"
        raise EduError(Problem(path, None, what, f"{_ELSEWHERE}, or another --seed"), ExitCode.WRITE)


def _same(one: Path, other: Path) -> bool:
    with one.open("rb") as first, other.open("rb") as second:
        portions = (iter(partial(file.read, _PORTION), b"") for file in (first, second))
        return all(a == b for a, b in zip_longest(*portions))


_PORTION = 1_000_000
"""Bytes of files that are held to be compared."""

_HERE = f".edu-{crc32(os.uname().nodename.encode()) if hasattr(os, 'uname') else 0:08x}-"
"""In the name of a half-written file: which computer it is written on; the number of the process follows."""


def _clear_killed(folder: Path) -> None:
    """Takes away half-written files of processes of this computer that are no more."""
    if os.name == "nt":  # where to ask for a process is to end it
        return
    with suppress(OSError):
        for path in list(folder.glob(f".*{_HERE}*.part")):
            number = path.name.removesuffix(".part").rpartition("-")[2]
            if number.isdecimal() and not _runs(int(number)):
                path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process of that number runs."""
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True


Content = bytes | Callable[[BinaryIO], object]
"""What a file holds, or what writes it."""


def write_files(files: Mapping[Path, Content], keep: frozenset[Path] = frozenset()) -> None:
    """Writes files, each whole or not at all; none takes its place before all have been written beside theirs.

    What a run of edu that was killed on this computer left half-written in these folders is taken away.

    Args:
        files: contents by path, or what writes them: files that are too large to be held whole. Folders are made.
        keep: paths that must not be replaced by other contents (records); the same contents are fine.

    Raises:
        EduError: when a folder or file cannot be written, or a file to keep is there with other contents.
    """
    for folder in {path.parent for path in files}:
        _clear_killed(folder)
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            beside = path.with_name(f".{path.name}{_HERE}{os.getpid()}.part")
            waiting[beside] = path
            if isinstance(data, bytes):
                beside.write_bytes(data)
            else:
                with beside.open("wb") as file:
                    data(file)
            if path in keep:
                refuse_other(path, beside)
        for beside, path in waiting.items():
            os.replace(beside, path)
    except OSError as error:
        raise _refusal(path, error) from None
    finally:
        for beside in waiting:
            with suppress(OSError):  # the reason why it could not be written keeps it from being there
                beside.unlink()
