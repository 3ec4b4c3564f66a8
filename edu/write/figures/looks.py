"""How a mark of a timeline is drawn: by what its date is the date of."""

from __future__ import annotations

from enum import Enum

from edu.write.figures.sheet import MM, Sheet

DOT = 2.5 * MM
RIM = 1.2
"""Width of the outline of a dot in points."""

WIDER = 1.3
"""A diamond across beside a dot, so that both look alike in size."""


class Look(Enum):
    """What a date is the date of, with the fill of its mark."""

    HAPPENED = "black"
    CLAIMED = "#BFBFBF"
    """A source, and not the article itself, says that it happened then; a diamond, which a bad copy keeps apart."""
    REPORTED = "white"


def draw_dot(sheet: Sheet, look: Look, x: float, y: float, size: float = DOT) -> None:
    """Draws the mark of one day with a white rim, so that it shows on a bar."""
    if look is not Look.CLAIMED:
        sheet.disc(x, y, size + 1.5, "white", 0)
        sheet.disc(x, y, size, look.value, RIM)
        return
    for half, fill, outline in ((WIDER * size / 2 + 0.75, "white", 0.0), ((WIDER * size - RIM) / 2, look.value, RIM)):
        sheet.polygon((x - half, y), (x, y + half), (x + half, y), (x, y - half), fill=fill, outline=outline)


def dotted_tail(sheet: Sheet, x0: float, x1: float, y: float) -> None:
    """A dotted line to the left: then or earlier."""
    if x0 - x1 > 1:
        sheet.line((x0, y), (x1, y), width=1.2, dashes=(0.01, 2.4), round_ends=True)
