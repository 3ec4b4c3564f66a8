"""Timelines: a strip of days for the battle, strips for the time before and after, and flags with words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edu.model.chart import Timeline
from edu.write.figures.calendar import Unit
from edu.write.figures.drawing import BROKEN, NUMBERED, TWICE, WEEKS, Drawing
from edu.write.figures.flags import misread
from edu.write.figures.legend import Box, Legend, entries, free_place, shapes
from edu.write.figures.letters import Lettering
from edu.write.figures.marks import ABOVE, BELOW, NUMBER_ROOM, Dot, Side, gather, lay_side
from edu.write.figures.sheet import MM, Sheet
from edu.write.figures.strips import CLOSE, Strips, lay_strips
from edu.write.figures.timeline_shapes import GROUPED_ROW, ROW, draw_side, draw_strips

HIGHEST = 120 * MM
"""A timeline that would be higher than this has too many words: its marks carry numbers instead."""

LEGEND_GAP = 3 * MM
"""Room between a legend at the foot and the rest."""

NARROWEST = 100 * MM
"""Narrower timelines are not drawn."""

MOST_CUTS = 4
"""Ways to cut the time that are tried for the sake of words."""

STEMS_APART = 1.7 * MM
"""Bars that begin nearer than this to another mark share its stem: words stand no nearer to their own."""

Groups = tuple[tuple[Dot, ...], ...]
Lines = tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """Everything placed, and not yet drawn.

    Attributes:
        strips: the strips.
        above: flags of what happened.
        below: flags of what was reported.
        lines: for each flag above, and for each below, the lines an event may take; 0 for numbers.
        legend: what is explained; None when nothing is.
        legend_place: upper-left corner of the legend.
        foot: height kept for the legend under all else.
    """

    strips: Strips
    above: Side
    below: Side
    lines: tuple[Lines, Lines]
    legend: Legend | None = None
    legend_place: tuple[float, float] = (0.0, 0.0)
    foot: float = 0.0

    @property
    def numbered(self) -> bool:
        """True when flags carry numbers in place of words."""
        return 0 in (*self.lines[0], *self.lines[1])

    @property
    def bottom(self) -> float:
        """Lower edge of the strips."""
        return self.foot + self.below.reach

    @property
    def top(self) -> float:
        """Upper edge of the strips."""
        scale = self.strips.lettering.cells_scale
        return self.bottom + (2 * GROUPED_ROW if self.strips.grouped else ROW) * scale

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return self.top + self.above.reach


def timeline_drawing(chart: Timeline, width: float, lettering: Lettering) -> Drawing:
    """Draws a timeline in type of given sizes; its height comes from its words.

    When the words of the marks can not be kept apart, or would make it higher than `HIGHEST`, every mark
    carries the number of its row in the data table instead.

    Raises:
        ValueError: when the width is under 100 mm.
    """
    if width < NARROWEST:
        raise ValueError(f"a timeline needs a width of 100 mm; this one has {width / MM:.0f} mm")
    for strips in lay_strips(chart, width, lettering)[:MOST_CUTS]:
        layout = _worded(chart, strips, width)
        if layout and _misread(layout):
            late = _worded(chart, strips, width, late=True)
            layout = late if late and _misread(late) < _misread(layout) else layout
        if layout:
            return _draw(chart, layout, width)
    return _draw(chart, _numbered(chart, width, lettering), width)


def _misread(layout: Layout) -> int:
    return misread(layout.above.placed) + misread(layout.below.placed)


def _worded(chart: Timeline, strips: Strips, width: float, late: bool = False) -> Layout | None:
    """The lowest timeline with words beside its marks; None where they can not be kept apart or stand too high.

    With `late` the stems of bars stand at their ends.
    """
    for beside in (STEMS_APART, CLOSE):
        above, below = (gather(chart, strips, width, reported, beside=beside) for reported in (False, True))
        tried = (
            _lay(strips, (above, below), ((first,) * len(above), (second,) * len(below)), width, late=late)
            for first, second in ((3, 3), (2, 2), (3, 2), (2, 3))
        )
        layouts = [each for each in tried if each and each.height <= HIGHEST * strips.lettering.words_scale]
        if layouts:
            lowest = min(layouts, key=lambda layout: round(layout.height, 3))
            return _with_fewer_lines(lowest, (above, below), width, late)
    return None


def _numbered(chart: Timeline, width: float, lettering: Lettering) -> Layout:
    """The timeline with numbers for words: over their stems, or else beside them, with room right of the strips if any.

    Marks share stems, and their numbers are ranges, where it would be too high.

    Raises:
        ValueError: when even the numbers can not be kept apart.
    """
    found: list[Layout] = []
    for room, centred in ((0.0, True), (NUMBER_ROOM * lettering.words_scale, False), (0.0, False)):
        strips = lay_strips(chart, width - room, lettering)[0]
        for close in (CLOSE, 2 * CLOSE, 4 * CLOSE, 8 * CLOSE):
            above, below = (gather(chart, strips, width, reported, close, close) for reported in (False, True))
            layout = _lay(strips, (above, below), ((0,) * len(above), (0,) * len(below)), width, centred)
            if layout and layout.height <= HIGHEST and strips.strips[strips.main].unit < Unit.MILLENNIUM:
                return layout
            found += [layout] if layout else []
    if not found:
        raise ValueError(f"the numbers of {len(chart.marks)} marks can not be kept apart")
    return min(found, key=lambda layout: layout.height)


def _lay(
    strips: Strips,
    groups: tuple[Groups, Groups],
    lines: tuple[Lines, Lines],
    width: float,
    centred: bool = False,
    late: bool = False,
) -> Layout | None:
    """Places flags above and below with so many lines an event; None when they can not be kept apart."""
    above, below = (
        lay_side(marks, most, width, reported, strips.lettering, centred, late)
        for marks, most, reported in zip(groups, lines, (False, True), strict=True)
    )
    if above is None or below is None:
        return None
    return _with_legend(Layout(strips, above, below, lines), width)


def _with_fewer_lines(layout: Layout, groups: tuple[Groups, Groups], width: float, late: bool) -> Layout:
    """Sets events in two lines for three, and in one for two, where the drawing does not become higher by it."""
    for fewer, side in ((2, 0), (2, 1), (1, 0), (1, 1)):
        for number, most in enumerate(layout.lines[side]):
            if most == fewer:
                continue
            lines = (*layout.lines[side][:number], fewer, *layout.lines[side][number + 1 :])
            laid = lay_side(groups[side], lines, width, bool(side), layout.strips.lettering, late=late)
            if laid is None:
                continue
            if side:
                wider = Layout(layout.strips, layout.above, laid, (layout.lines[0], lines))
            else:
                wider = Layout(layout.strips, laid, layout.below, (lines, layout.lines[1]))
            wider = _with_legend(wider, width)
            if wider.height <= layout.height + 0.01:
                layout = wider
    return layout


def _with_legend(layout: Layout, width: float) -> Layout:
    """Puts the legend into an empty corner, or under all else when no corner is large enough."""
    explained = entries(layout.above, layout.below)
    if not explained:
        return layout
    ways = shapes(explained, width, layout.strips.lettering)
    below = ways[-1].height + LEGEND_GAP
    room = layout.bottom - BELOW
    feet = {
        max(legend.height - room, 0.0) for legend in ways
    }  # a column may fit beside words with more room below them
    for foot in sorted({0.0, *(foot for foot in feet if foot < below)}):
        higher = replace(layout, foot=foot)
        taken = _taken(higher)
        above = (0.0, higher.top + ABOVE, width, higher.height)
        for legend in ways:
            for region in (above, (0.0, 0.0, width, higher.bottom - BELOW)):
                place = free_place(legend, region, taken)
                if place:
                    return replace(higher, legend=legend, legend_place=place)
    return replace(layout, legend=ways[-1], legend_place=(0.0, ways[-1].height), foot=below)


def _draw(chart: Timeline, layout: Layout, width: float) -> Drawing:
    sheet = Sheet(width, layout.height, layout.strips.lettering.tracking)
    if layout.legend:
        layout.legend.draw(sheet, *layout.legend_place)
    draw_strips(sheet, chart, layout.strips, layout.bottom, layout.top)
    draw_side(sheet, layout.above, layout.top)
    draw_side(sheet, layout.below, layout.bottom)
    strips = layout.strips.strips
    found = {
        BROKEN: len(strips) == 2,
        TWICE: len(strips) > 2,
        WEEKS: any(strip.unit is Unit.WEEK for strip in strips),
        NUMBERED: layout.numbered,
    }
    return sheet.finish(numbered=layout.numbered, notes=tuple(name for name, there in found.items() if there))


def _taken(layout: Layout) -> list[Box]:
    """Boxes of all words and stems."""
    boxes = []
    for side, edge, up in ((layout.above, layout.top, 1), (layout.below, layout.bottom, -1)):
        for placed in side.placed:
            near, far = (edge + up * (side.base + reach) for reach in (placed.base, placed.top))
            boxes.append((placed.ends[0], min(near, far), placed.ends[1], max(near, far)))
            boxes.append((placed.block.x, min(edge, far), placed.block.x, max(edge, far)))
    return boxes
