"""The legend of a timeline: what dots and bars mean, set where the flags leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from edu.write.figures.letters import Lettering, text_width
from edu.write.figures.looks import DOT, Look, dotted_tail, draw_dot
from edu.write.figures.marks import Side
from edu.write.figures.sheet import MM, Sheet
from edu.write.pdf.fonts import TEXT

PITCH = 1.4
"""From line to line, in ems."""

SYMBOL = 11 * MM
"""Width kept for the dot and its tail, before the words."""

COLUMN_GAP = 5 * MM

CLEAR, ASIDE = 3 * MM, 4.5 * MM
"""Room above and below the legend, and beside it: words beside it on one line would be read on."""

AMPLE = 8 * MM
"""More room around the legend than this is no better."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Entry:
    """One thing explained.

    Attributes:
        shape: "dot" or "bar".
        look: how it is drawn: as what happened, what a source says happened, or what was reported.
        lines: the words.
    """

    shape: str
    look: Look
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Legend:
    """Entries in columns.

    Attributes:
        columns: what is explained, column by column.
        size: type size in points.
        tracking: space after every letter, in ems.
    """

    columns: tuple[tuple[Entry, ...], ...]
    size: float
    tracking: float = 0.0

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """Width of each column in points."""
        return tuple(
            SYMBOL + max(text_width(line, TEXT, self.size, self.tracking) for entry in column for line in entry.lines)
            for column in self.columns
        )

    @cached_property
    def width(self) -> float:
        """Width in points."""
        return sum(self.widths) + COLUMN_GAP * (len(self.columns) - 1)

    @cached_property
    def height(self) -> float:
        """Height in points."""
        lines = max(sum(len(entry.lines) for entry in column) for column in self.columns)
        return (lines - 1) * PITCH * self.size + self.size

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Draws the entries with their upper-left corner at (x, top)."""
        for column, width in zip(self.columns, self.widths, strict=True):
            baseline = top - 0.75 * self.size
            for entry in column:
                symbol(sheet, entry, x + SYMBOL - 1.6 * MM, baseline + 0.33 * self.size)
                for line in entry.lines:
                    sheet.text(x + SYMBOL, baseline, line, size=self.size)
                    baseline -= PITCH * self.size
            x += width + COLUMN_GAP


_ENTRIES = (
    Entry("dot", Look.HAPPENED, ("happened on this date",)),
    Entry("bar", Look.HAPPENED, ("happened within this time",)),
    Entry("dot", Look.CLAIMED, ("happened then, says a source",)),
    Entry("bar", Look.CLAIMED, ("happened within this time,", "says a source")),
    Entry("dot", Look.REPORTED, ("reported on this date:", "it happened then or earlier")),
    Entry("bar", Look.REPORTED, ("reported within this time:", "it happened then or earlier")),
)


def shapes(explained: Sequence[Entry], width: float, lettering: Lettering) -> tuple[Legend, ...]:
    """Ways to set a legend within a width, the highest first: in one column, in two, and so on."""
    found: list[Legend] = []
    for count in range(1, len(explained) + 1):
        size = -(-len(explained) // count)
        columns = tuple(tuple(explained[start : start + size]) for start in range(0, len(explained), size))
        legend = Legend(columns, lettering.cells, lettering.tracking)
        if legend.width <= width and (not found or legend.height < found[-1].height):
            found.append(legend)
    return tuple(found)


def symbol(sheet: Sheet, entry: Entry, right: float, y: float) -> None:
    """Draws the dot or bar of an entry, ending at x = `right`."""
    if entry.shape == "dot":
        draw_dot(sheet, entry.look, right - DOT / 2, y)
    else:
        sheet.box(right - 5 * MM, y - 0.8 * MM, right, y + 0.8 * MM, fill=entry.look.value)
    if entry.look is Look.REPORTED:
        start = right - (DOT if entry.shape == "dot" else 5 * MM)
        dotted_tail(sheet, start - 0.3, right - 9 * MM, y)


def entries(above: Side, below: Side) -> tuple[Entry, ...]:
    """What has to be explained in this chart, and nothing else."""
    there = {("bar" if dot.bar else "dot", dot.look) for dot in (*above.dots, *below.dots)}
    return tuple(entry for entry in _ENTRIES if (entry.shape, entry.look) in there)


def free_place(legend: Legend, region: Box, taken: Sequence[Box]) -> tuple[float, float] | None:
    """Upper-left corner for the legend in a region, well away from all that is taken; None without room."""
    x0, y0, x1, y1 = region
    best: tuple[float, float, float] | None = None
    steps = int((x1 - legend.width - x0) / MM)
    for step in range(max(steps + 1, 0)):
        x = x0 + step * MM
        for top in {y1, max(y0 + legend.height, y1 - 3 * MM)}:
            box = (x, top - legend.height, x + legend.width, top)
            if y0 <= box[1] and top <= y1:
                room = _room(box, taken)
                if room >= CLEAR and (best is None or (round(room, 2), top) > best[:2]):
                    best = round(room, 2), top, x
    return (best[2], best[1]) if best else None


def _room(box: Box, taken: Sequence[Box]) -> float:
    """Room between a box and the nearest of others, up to `AMPLE`; looked for no further once it is too little."""
    room = AMPLE
    for other in taken:
        room = min(room, _distance(box, other))
        if room < CLEAR:
            break
    return room


def _distance(one: Box, other: Box) -> float:
    """Room between two boxes, up or, so far as it is more than is needed, across; negative when they overlap."""
    across = max(other[0] - one[2], one[0] - other[2]) - (ASIDE - CLEAR)
    upwards = max(other[1] - one[3], one[1] - other[3])
    return max(across, upwards)
