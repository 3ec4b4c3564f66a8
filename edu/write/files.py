"""Writing files whole or not at all: beside their place first, then by a rename."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from edu.problems import EduError, ExitCode, Problem


def refuse_other(path: Path, data: bytes) -> None:
    """Refuses to replace a record by that of another printing; the same one again is fine.

    Raises:
        EduError: when the file is there with other contents.
    """
    if path.is_file() and path.read_bytes() != data:
        what = "it is the record of another printing and is not replaced"
        raise EduError(Problem(path, None, what, "Choose another folder with -o, or another --seed"), ExitCode.WRITE)


def write_files(files: Mapping[Path, bytes], keep: frozenset[Path] = frozenset()) -> None:
    """Writes files, each whole or not at all; none takes its place before all have been written beside theirs.

    Args:
        files: contents by path. Folders are made.
        keep: paths that must not be replaced by other contents (records); the same contents are fine.

    Raises:
        EduError: when a folder or file cannot be written, or a file to keep is there with other contents.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path in keep:
                refuse_other(path, data)
            if path.is_dir():
                raise IsADirectoryError(f"{path} is a folder")
            beside = path.with_name(f".{path.name}.{os.getpid()}.part")
            waiting[beside] = path
            beside.write_bytes(data)
        for beside, path in waiting.items():
            os.replace(beside, path)
    except OSError as error:
        place = Path(error.filename) if error.filename else None
        raise EduError(
            Problem(
                place,
                None,
                f"this cannot be written ({error.strerror or error})",
                "Choose another folder with -o, or free its space or rights",
            ),
            ExitCode.WRITE,
        ) from None
    finally:
        for beside in waiting:
            beside.unlink(missing_ok=True)
