"""Waits for files to be saved, however a program saves them: over the old one, or beside it and then by a rename."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

PAUSE = 0.3
"""Seconds from look to look."""

_WATCHED = frozenset((".toml", ".md", ".txt"))

State = frozenset[tuple[str, int, int, int]]
"""Name, number, size and time of each file."""


def state(places: Iterable[Path]) -> State:
    """How the files of these folders, and of those inside, stand now; a file among the places counts by itself."""
    found = set()
    for place in places:
        for path in place.rglob("*") if place.is_dir() else (place,):
            if path.suffix in _WATCHED:
                try:
                    told = path.stat()
                except OSError:  # gone in this moment, as when an editor renames
                    continue
                found.add((str(path), told.st_ino, told.st_size, told.st_mtime_ns))
    return frozenset(found)


def changes(places: Sequence[Path], seen: State, pause: float = PAUSE) -> Iterator[None]:
    """Comes back each time that files have changed since `seen` and then stood still; never ends by itself.

    What changes while the caller works is noticed when it asks for the next change.
    """
    while True:
        time.sleep(pause)
        now = state(places)
        if now == seen:
            continue
        seen = now
        time.sleep(pause)
        while (now := state(places)) != seen:
            seen = now
            time.sleep(pause)
        yield
