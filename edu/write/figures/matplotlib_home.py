"""Imports matplotlib quietly: no window, no message, and no fault where the home folder cannot be written."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from pathlib import Path


def load_matplotlib() -> None:
    """Imports matplotlib once, with a place for its list of fonts.

    Why: on its first run matplotlib looks through every font of the computer and keeps the list in the user's
    cache folder. Where that folder cannot be written it complains and looks again on each run, which can take
    many seconds. In that case alone the list goes to a private folder among the temporary files, where the
    next run finds it. A folder that the user chose with `MPLCONFIGDIR` is left as it is.
    """
    if "matplotlib" in sys.modules:
        return
    if not os.environ.get("MPLCONFIGDIR") and not all(map(_writable, _usual_folders())):
        os.environ["MPLCONFIGDIR"] = str(_temporary_folder())
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        import matplotlib.figure  # noqa: F401, PLC0415 - a slow import, made when a chart is drawn and not before
    finally:
        logger.setLevel(level)


def _usual_folders() -> tuple[Path, ...]:
    """Folders in which matplotlib keeps its settings and its cache unless told otherwise."""
    try:
        home = Path.home()
    except RuntimeError:
        return (Path(os.devnull),)
    if not sys.platform.startswith(("linux", "freebsd")):
        return (home / ".matplotlib",)
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return config / "matplotlib", cache / "matplotlib"


def _writable(folder: Path) -> bool:
    """True when the folder can be written, or made in the nearest folder above it that is there."""
    for place in (folder, *folder.parents):
        if place.exists():
            return place.is_dir() and os.access(place, os.W_OK | os.X_OK)
    return False


def _temporary_folder() -> Path:
    """A folder of this user's own among the temporary files, the same one on every run where that is safe."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    folder = Path(tempfile.gettempdir()) / f"edu-matplotlib-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        kept = folder.lstat()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="edu-matplotlib-"))
    ours = not hasattr(os, "getuid") or (kept.st_uid == os.getuid() and not kept.st_mode & 0o022)
    if ours and folder.is_dir() and not folder.is_symlink():
        return folder
    return Path(tempfile.mkdtemp(prefix="edu-matplotlib-"))
