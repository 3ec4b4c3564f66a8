"""Imports matplotlib quietly: no message where the home folder cannot be written."""

from __future__ import annotations

import logging


def load_matplotlib() -> None:
    """Imports what charts need of matplotlib.

    Why: it looks for the user's settings as it is loaded, and complains where it cannot make a folder for them. Charts
    depend on none of them.
    """
    logger = logging.getLogger("matplotlib")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        import matplotlib.path  # noqa: F401, PLC0415 - a slow import, made when a chart is drawn and not before
    finally:
        logger.setLevel(level)
