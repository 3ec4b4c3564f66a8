"""What every program that is compared has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def nothing(folder: Path, versions: int, questions: int) -> None:
    """Prepares nothing."""


def installed(package: str) -> str | None:
    """The version of a Python package; None when it is not there."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@dataclass(frozen=True)
class Peer:
    """A program that prints versions. Each run is a process of its own, in an empty folder.

    Attributes:
        name: what the table calls it.
        installed: its version, or None when it is not there.
        printed: prints so many versions of so many questions into a folder, and their key where it has one. The quiz
            is the only PDF there whose name begins with "quiz".
        prepared: what is done before, and not measured: nothing but for the floor.
    """

    name: str
    installed: Callable[[], str | None]
    printed: Callable[[Path, int, int], None]
    prepared: Callable[[Path, int, int], None] = nothing
