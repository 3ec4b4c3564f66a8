"""Timelines: a strip of days for the battle, strips for the time before and after, and flags with words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edu.model.chart import Timeline
from edu.write.figures.drawing import Drawing
from edu.write.figures.legend import Legend, dotted_tail, entries, free_place, shapes
from edu.write.figures.letters import CAPITAL, text_width
from edu.write.figures.marks import DEPTH, DOT, LINE_PITCH, NUMBER_ROOM, WORDS_SIZE, Dot, Flag, Side, gather, lay_side
from edu.write.figures.flags import STEM_ROOM, Placed
from edu.write.figures.sheet import MM, OUTLINE, Sheet
from edu.write.figures.strips import CELL_SIZE, Strip, Strips, lay_strips
from edu.write.pdf.fonts import BOLD, TEXT

HIGHEST = 120 * MM
"""A timeline that would be higher than this has too many words: its marks carry numbers instead."""

ROW = 7 * MM
"""Height of a strip; of two rows when it needs a second one."""

GROUPED_ROW = 5.4 * MM
BAR_HEIGHT, BAR_PITCH = 1.6 * MM, 2.3 * MM
TINT = "#E6E6E6"
TAIL = 11 * MM
ABOVE, BELOW = 4.0 * MM, 5.0 * MM
"""Room between the strip and the nearest words, for dots and bars."""

LEGEND_GAP = 3 * MM

NARROWEST = 100 * MM
"""Narrower timelines are not drawn."""


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
        return self.foot + _reach(self.below, BELOW)

    @property
    def top(self) -> float:
        """Upper edge of the strips."""
        return self.bottom + (2 * GROUPED_ROW if self.strips.grouped else ROW)

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return self.top + _reach(self.above, ABOVE)


def timeline_drawing(chart: Timeline, width: float) -> Drawing:
    """Draws a timeline; its height comes from its words.

    When the words of the marks can not be kept apart, or would make it higher than `HIGHEST`, every mark carries the
    number of its row in the data table instead.

    Raises:
        ValueError: when the width is under 100 mm.
    """
    if width < NARROWEST:
        raise ValueError(f"a timeline needs a width of 100 mm; this one has {width / MM:.0f} mm")
    strips = lay_strips(chart, width)
    above, below = (gather(chart, strips, width, reported) for reported in (False, True))
    tried = (
        _lay(strips, (above, below), ((first,) * len(above), (second,) * len(below)), width)
        for first, second in ((3, 3), (2, 2), (3, 2), (2, 3))
    )
    layouts = [layout for layout in tried if layout is not None and layout.height <= HIGHEST]
    if layouts:
        lowest = min(layouts, key=lambda layout: round(layout.height, 3))
        return _draw(chart, _with_fewer_lines(lowest, (above, below), width), width)
    strips = lay_strips(chart, width - NUMBER_ROOM)
    above, below = (gather(chart, strips, width, reported) for reported in (False, True))
    numbered = _lay(strips, (above, below), ((0,) * len(above), (0,) * len(below)), width)
    if numbered is None:
        raise ValueError(f"the numbers of {len(chart.marks)} marks can not be kept apart")
    return _draw(chart, numbered, width)


def _lay(strips: Strips, groups: tuple[Groups, Groups], lines: tuple[Lines, Lines], width: float) -> Layout | None:
    """Places flags above and below with so many lines an event; None when they can not be kept apart."""
    above, below = (lay_side(side, most, width) for side, most in zip(groups, lines, strict=True))
    if above is None or below is None:
        return None
    return _with_legend(Layout(strips, above, below, lines), width)


def _with_fewer_lines(layout: Layout, groups: tuple[Groups, Groups], width: float) -> Layout:
    """Sets events in two lines for three where the drawing does not become higher by it."""
    for side in (0, 1):
        for number in range(len(groups[side])):
            lines = [list(most) for most in layout.lines]
            lines[side][number] = 2
            wider = _lay(layout.strips, groups, (tuple(lines[0]), tuple(lines[1])), width)
            if wider is not None and wider.height <= layout.height + 0.01:
                layout = wider
    return layout


def _with_legend(layout: Layout, width: float) -> Layout:
    """Puts the legend into an empty corner, or under all else when no corner is large enough."""
    explained = entries(layout.above, layout.below, layout.strips, layout.numbered)
    if not explained:
        return layout
    taken = _taken(layout)
    regions = (
        (0.0, layout.top + ABOVE, width, layout.height),
        (0.0, 0.0, width, layout.bottom - BELOW),
    )
    ways = shapes(explained, width)
    for legend in ways:
        for region in regions:
            place = free_place(legend, region, taken)
            if place:
                return replace(layout, legend=legend, legend_place=place)
    legend = ways[-1]
    return replace(layout, legend=legend, legend_place=(0.0, legend.height), foot=legend.height + LEGEND_GAP)


def _reach(side: Side, room: float) -> float:
    """Height of one side of the strip with its dots and words."""
    if not side.flags:
        return 1.0
    return _base(side, room) + side.height


def _base(side: Side, room: float) -> float:
    """Distance of the nearest words from the strip; more when bars lie over one another."""
    return room + max(_levels(side).values(), default=0) * BAR_PITCH


def _levels(side: Side) -> dict[int, int]:
    """For each bar, by the number of its mark, how many others lie between it and the strip."""
    levels: dict[int, int] = {}
    ends: list[float] = []
    for dot in side.dots:
        if dot.bar:
            level = next((level for level, end in enumerate(ends) if end < dot.x), len(ends))
            ends[level : level + 1] = [dot.end + 1]
            levels[dot.number] = level
    return levels


def _draw(chart: Timeline, layout: Layout, width: float) -> Drawing:
    sheet = Sheet(width, layout.height)
    if layout.legend:
        layout.legend.draw(sheet, *layout.legend_place)
    _draw_strips(sheet, chart, layout.strips, layout.bottom, layout.top)
    _draw_side(sheet, layout.above, layout.top, 1, _base(layout.above, ABOVE))
    _draw_side(sheet, layout.below, layout.bottom, -1, _base(layout.below, BELOW))
    return sheet.finish(numbered=layout.numbered)


def _taken(layout: Layout) -> list[tuple[float, float, float, float]]:
    """Boxes of all words and stems."""
    boxes = []
    for placed in layout.above.placed:
        base = layout.top + _base(layout.above, ABOVE)
        boxes.append((placed.ends[0], base + placed.base, placed.ends[1], base + placed.top))
        boxes.append((placed.block.x, layout.top, placed.block.x, base + placed.top))
    for placed in layout.below.placed:
        base = layout.bottom - _base(layout.below, BELOW)
        boxes.append((placed.ends[0], base - placed.top, placed.ends[1], base - placed.base))
        boxes.append((placed.block.x, base - placed.top, placed.block.x, layout.bottom))
    return boxes


def _draw_strips(sheet: Sheet, chart: Timeline, strips: Strips, bottom: float, top: float) -> None:
    main = strips.strips[strips.main]
    left, right = main.x(chart.battle.first.ordinal), main.x(chart.battle.last.ordinal + 1)
    middle = bottom + GROUPED_ROW if strips.grouped else bottom
    sheet.box(left, middle, right, top, TINT, 0)
    moments = [
        mark.when.first.ordinal + (0.5 if mark.when.first == mark.when.last else 0) for mark in chart.marks
    ]
    for strip in strips.strips:
        marked = {moment for moment in moments if strips.strip_at(moment) is strip}
        _draw_cells(sheet, strip, marked, (left, right), (bottom, middle, top))
    for before, after in zip(strips.strips, strips.strips[1:], strict=False):
        centre, half = (before.x1 + after.x0) / 2, 1.2 * MM
        for x in (centre - 0.9 * MM, centre + 0.9 * MM):
            sheet.line((x - half, bottom + 1), (x + half, top - 1))
    sheet.box(left, middle, right, top, "none", 2.0)


def _draw_cells(
    sheet: Sheet, strip: Strip, marked: set[float], frame: tuple[float, float], rows: tuple[float, float, float]
) -> None:
    """Draws one strip: its cells, and the row of their groups when the strips have two rows.

    Args:
        sheet: what is drawn on.
        strip: the strip.
        marked: moments with an event; their cells are bold.
        frame: left and right end of the battle's frame.
        rows: lower edge of the strip, line between its rows, upper edge.
    """
    bottom, middle, top = rows
    groups = strip.groups() if strip.cells[0].group else ()
    lower = middle if groups else bottom
    baseline = (lower + top) / 2 - CAPITAL / 2 * CELL_SIZE
    full = middle == bottom and all(
        text_width(cell.full, BOLD, CELL_SIZE) <= strip.cell_width - 3 for cell in strip.cells
    )
    for number, cell in enumerate(strip.cells):
        x = strip.x0 + number * strip.cell_width
        if number:
            sheet.line((x, lower), (x, top))
        font = BOLD if any(cell.first <= moment < cell.end for moment in marked) else TEXT
        label = cell.full if full else cell.label
        left, right = _widest_part(x, x + strip.cell_width, frame)
        if text_width(label, font, CELL_SIZE) <= right - left - 1.5:
            sheet.text((left + right) / 2, baseline, label, font, CELL_SIZE, 0.5)
    if groups and middle > bottom:
        sheet.line((strip.x0, middle), (strip.x1, middle))
        _draw_groups(sheet, groups, (bottom + middle) / 2 - CAPITAL / 2 * CELL_SIZE, bottom, middle)
    sheet.box(strip.x0, bottom, strip.x1, top)


def _widest_part(x0: float, x1: float, frame: tuple[float, float]) -> tuple[float, float]:
    """The widest part of a cell that the sides of the frame leave whole."""
    cuts = [x0, *(side for side in frame if x0 + 1 < side < x1 - 1), x1]
    return max(zip(cuts, cuts[1:], strict=False), key=lambda part: part[1] - part[0])


def _draw_groups(
    sheet: Sheet, groups: tuple[tuple[str, float, float], ...], baseline: float, bottom: float, middle: float
) -> None:
    for number, (name, x0, x1) in enumerate(groups):
        if number:
            sheet.line((x0, bottom), (x0, middle))
        words = next(
            (words for words in (name, name.split(" ")[0]) if text_width(words, TEXT, CELL_SIZE) <= x1 - x0 - 2), ""
        )
        sheet.text((x0 + x1) / 2, baseline, words, TEXT, CELL_SIZE, 0.5)


def _draw_side(sheet: Sheet, side: Side, edge: float, up: int, base: float) -> None:
    """Draws the dots, bars, tails, stems and words on one side of the strip; `up` is 1 above it and -1 below."""
    levels = _levels(side)
    middle = edge + up * (2.0 if up > 0 else 2.2) * MM
    for flag, placed in zip(side.flags, side.placed, strict=True):
        first = flag.dots[0]
        start = edge + up * (0.8 * MM + levels[first.number] * BAR_PITCH) if first.bar else middle
        sheet.line((first.x, start), (first.x, edge + up * (base + placed.top)))
    tails, earlier = {}, 0.0
    for dot in side.dots:
        tails[dot.number] = max(earlier, dot.x - TAIL)
        earlier = max(earlier, dot.end + (0 if dot.bar else DOT / 2) + 1.2 * MM)
    for dot in sorted(side.dots, key=lambda dot: not dot.bar):
        near = edge + up * (0.8 * MM + levels[dot.number] * BAR_PITCH) if dot.bar else middle
        _draw_dot(sheet, dot, near, up, tails[dot.number])
    for flag, placed in zip(side.flags, side.placed, strict=True):
        _draw_words(sheet, flag, placed, edge + up * base, up)


def _draw_dot(sheet: Sheet, dot: Dot, near: float, up: int, tail_end: float) -> None:
    fill = "white" if dot.mark.reported else "black"
    if dot.bar:
        low, high = sorted((near, near + up * BAR_HEIGHT))
        inset = OUTLINE / 2
        sheet.box(dot.x - inset if dot.x > inset else inset, low, dot.end - inset, high, fill)
        if dot.mark.reported:
            dotted_tail(sheet, dot.x - 1.2, tail_end, (low + high) / 2)
        return
    if dot.mark.reported:
        dotted_tail(sheet, dot.x - DOT / 2 - 0.6, tail_end, near)
    sheet.disc(dot.x, near, DOT + 1.5, "white", 0)
    sheet.disc(dot.x, near, DOT, fill, 1.2)


def _draw_words(sheet: Sheet, flag: Flag, placed: Placed, base: float, up: int) -> None:
    """Sets the words beside their stem; a list is always set from its left."""
    x = placed.block.x + (STEM_ROOM if placed.right else -STEM_ROOM)
    align = 0.0 if placed.right else 1.0
    if flag.listed and not placed.right:
        x, align = x - placed.block.width, 0.0
    if up > 0:
        baseline = base + placed.base + DEPTH + flag.rise
    else:
        baseline = base - placed.base - CAPITAL * WORDS_SIZE
    for number, line in enumerate(flag.lines):
        baseline -= line.gap + (LINE_PITCH if number else 0)
        sheet.text(x + line.indent, baseline, line.text, line.font, WORDS_SIZE, align)
