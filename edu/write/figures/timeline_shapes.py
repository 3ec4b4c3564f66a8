"""The shapes of a timeline: cells, frame, dots, bars, tails, stems, and words beside the stems."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from edu.model.chart import Timeline
from edu.write.figures.flags import STEM_ROOM, Placed
from edu.write.figures.letters import CAPITAL, Lettering, text_width
from edu.write.figures.looks import DOT, dotted_tail, draw_dot
from edu.write.figures.marks import BAR_PITCH, RAISE, Dot, Flag, Side
from edu.write.figures.sheet import MM, OUTLINE, Sheet
from edu.write.figures.strips import Strip, Strips, two_lines
from edu.write.pdf.fonts import BOLD, TEXT

ROW = 7 * MM
"""Height of strips with one row."""

GROUPED_ROW = 5.4 * MM
"""Height of each row of strips with two."""

FRAME = 2.0
TINT = "#E6E6E6"
HAPPENED_CENTRE, REPORTED_CENTRE = 2.0 * MM, 2.2 * MM
"""Distance from the strip to the centre of a dot."""

NUMBER_GAP = 0.4 * MM
"""From the end of a stem to the number over it."""

BRACKET = 0.6 * MM
"""How far the ends of a bracket over marks are bent towards them."""

BAR_CLEAR, BAR_HEIGHT = 0.8 * MM, 1.6 * MM
TAIL = 11 * MM

CELL_CLEAR, CORNER_CLEAR = 1.5, 1.2
"""Least room beside a label in a cell, and above and below it to the corners of the frame."""

EDGE_NEAR = 0.3
"""Ems of the labels between a side that would cross a name, and the edge of the cell at which it may stand instead.

A side is 2 points thick: nobody reads a place on the strip more exactly than this."""

BULLET = 0.42
"""Size in ems of a mark that stands before words."""

CELL_PITCH = 1.2
"""From line to line of a name that takes two in its cell, in ems."""

DESCENDER = 0.22
"""How far letters reach below the baseline, in ems."""


def draw_strips(sheet: Sheet, chart: Timeline, strips: Strips, bottom: float, top: float) -> None:
    """Draws the strips between two heights, with the battle's days tinted and framed."""
    main = strips.strips[strips.main]
    middle = bottom + GROUPED_ROW * strips.lettering.cells_scale if strips.grouped else bottom
    marked = [(mark.when.first.ordinal, mark.when.last.ordinal) for mark in chart.marks]
    labels = _labels(main, marked, strips.lettering, middle == bottom)
    ends = (main.x(chart.battle.first.ordinal), main.x(chart.battle.last.ordinal + 1))
    sides = [_clear_of_name(main, labels, x, EDGE_NEAR * strips.lettering.cells) for x in ends]
    sheet.box(sides[0][0], middle, sides[1][0], top, fill=TINT, outline=0)
    for strip in strips.strips:
        _draw_cells(sheet, strip, marked, (bottom, middle, top), strips.lettering)
    for before, after in pairwise(strips.strips):
        centre, half = (before.x1 + after.x0) / 2, 1.2 * MM
        for x in (centre - 0.9 * MM, centre + 0.9 * MM):
            sheet.line((x - half, bottom + 1), (x + half, top - 1))
    _draw_frame(sheet, sides, (middle if main.cells[0].group else bottom, top), strips.lettering.cells)


def _labels(
    strip: Strip, marked: Sequence[tuple[int, int]], lettering: Lettering, alone: bool
) -> list[tuple[tuple[str, ...], str, float]]:
    """The lines in each cell, none where there is no room, with their font and width; fuller where it stands alone.

    Cells in which an event lies, or over which its bar runs, are bold. A cell has room for two lines where others have
    names below them and it has none.
    """
    size, tracking = lettering.cells, lettering.tracking
    widths = [right - left for left, right in pairwise(strip.edges)]
    full = alone and all(
        text_width(cell.full, BOLD, size, tracking) <= width - 2 * CELL_CLEAR
        for cell, width in zip(strip.cells, widths, strict=True)
    )
    found = []
    for cell, width in zip(strip.cells, widths, strict=True):
        font = BOLD if any(first < cell.end and cell.first <= last for first, last in marked) else TEXT
        label = cell.full if full else cell.label
        for lines in ((label,), two_lines(label) if cell.part and not alone and not cell.group else (label,), ()):
            taken = max((text_width(line, font, size, tracking) for line in lines), default=0.0)
            if taken <= width - CELL_CLEAR:
                break
        found.append((lines, font, taken))
    return found


def _clear_of_name(
    strip: Strip, labels: Sequence[tuple[tuple[str, ...], str, float]], x: float, near: float
) -> tuple[float, bool]:
    """Where a side of the frame stands, and whether it crosses a name; at the edge of the cell if that is near."""
    for (left, right), (_, _, taken) in zip(pairwise(strip.edges), labels, strict=True):
        if taken and abs(x - (left + right) / 2) < taken / 2 + FRAME / 2 + CORNER_CLEAR:
            edge = min(left, right, key=lambda end: abs(x - end))
            return (edge, False) if abs(x - edge) <= near else (x, True)
    return x, False


def _draw_frame(sheet: Sheet, sides: Sequence[tuple[float, bool]], edges: tuple[float, float], size: float) -> None:
    """Draws the frame of the battle's days; a side that would cross the name in a cell has its corners alone."""
    ((left, _), (right, _)), (bottom, top) = sides, edges
    baseline = (bottom + top) / 2 - CAPITAL / 2 * size
    free = (baseline - DESCENDER * size - CORNER_CLEAR, baseline + CAPITAL * size + CORNER_CLEAR)
    if not any(crossed for _, crossed in sides):
        sheet.box(left, bottom, right, top, outline=FRAME)
        return
    for edge in edges:
        sheet.line((left - FRAME / 2, edge), (right + FRAME / 2, edge), width=FRAME)
    for side, crossed in sides:
        for low, high in ((bottom, free[0]), (free[1], top)) if crossed else ((bottom, top),):
            sheet.line((side, low), (side, high), width=FRAME)


def _draw_cells(
    sheet: Sheet,
    strip: Strip,
    marked: Sequence[tuple[int, int]],
    rows: tuple[float, float, float],
    lettering: Lettering,
) -> None:
    """Draws one strip: its cells, and the row of their groups when the strips have two rows.

    Args:
        sheet: what is drawn on.
        strip: the strip.
        marked: first and last day of each event.
        rows: lower edge of the strip, line between its rows, upper edge.
        lettering: the type of the labels.
    """
    bottom, middle, top = rows
    size = lettering.cells
    groups = strip.groups() if strip.cells[0].group else ()
    lower = middle if groups else bottom
    centre = (lower + top) / 2 - CAPITAL / 2 * size
    labels = _labels(strip, marked, lettering, middle == bottom)
    for number, ((left, right), (lines, font, _)) in enumerate(zip(pairwise(strip.edges), labels, strict=True)):
        if number:
            sheet.line((left, lower), (left, top))
        for place, line in enumerate(lines):
            baseline = centre + ((len(lines) - 1) / 2 - place) * CELL_PITCH * size
            sheet.text((left + right) / 2, baseline, line, font=font, size=size, align=0.5)
    if groups and middle > bottom:
        sheet.line((strip.x0, middle), (strip.x1, middle))
        _draw_groups(sheet, groups, lettering, bottom, middle)
    sheet.box(strip.x0, bottom, strip.x1, top)


def _draw_groups(
    sheet: Sheet, groups: tuple[tuple[str, float, float], ...], lettering: Lettering, bottom: float, middle: float
) -> None:
    size, tracking = lettering.cells, lettering.tracking
    baseline = (bottom + middle) / 2 - CAPITAL / 2 * size
    for number, (name, x0, x1) in enumerate(groups):
        if number:
            sheet.line((x0, bottom), (x0, middle))
        words = next(
            (words for words in (name, name.split(" ")[0]) if text_width(words, TEXT, size, tracking) <= x1 - x0 - 2),
            "",
        )
        sheet.text((x0 + x1) / 2, baseline, words, size=size, align=0.5)


def draw_side(sheet: Sheet, side: Side, edge: float) -> None:
    """Draws dots, bars, tails, stems and words on one side of the strip, whose edge has the height `edge`."""
    up, centre = (-1, REPORTED_CENTRE) if side.reported else (1, HAPPENED_CENTRE)
    levels = side.levels
    near = {
        dot.number: edge
        + up * (BAR_CLEAR + levels[dot.number] * BAR_PITCH if dot.bar else centre + RAISE * (dot.number in side.raised))
        for dot in side.dots
    }
    for flag, placed in zip(side.flags, side.placed, strict=True):
        start = min((near[dot.number] for dot in flag.dots if dot.x == flag.dots[0].x), key=lambda y: abs(y - edge))
        end = placed.base - NUMBER_GAP if placed.centred else placed.top
        if flag.bracketed:
            start = edge + up * (side.base - NUMBER_GAP)
            (left, right), foot = flag.reach, start - up * BRACKET
            sheet.line((left, foot), (left, start), (right, start), (right, foot))
        sheet.line((placed.block.x, start), (placed.block.x, edge + up * (side.base + end)))
    tails, earlier = {}, 0.0
    for dot in side.dots:
        tails[dot.number] = max(earlier, dot.x - TAIL)
        earlier = max(earlier, dot.end + (0 if dot.bar else DOT / 2) + 1.2 * MM)
    for dot in sorted(side.dots, key=lambda dot: not dot.bar):
        if dot.bar:
            _draw_bar(sheet, dot, near[dot.number], up, tails[dot.number])
        else:
            _draw_dot(sheet, dot, near[dot.number], tails[dot.number])
    for flag, placed in zip(side.flags, side.placed, strict=True):
        _draw_words(sheet, flag, placed, edge + up * side.base, up)


def _draw_dot(sheet: Sheet, dot: Dot, y: float, tail_end: float) -> None:
    """Draws a dot; that of a report has its tail."""
    if dot.mark.reported:
        dotted_tail(sheet, dot.x - DOT / 2 - 0.6, tail_end, y)
    draw_dot(sheet, dot.look, dot.x, y)


def _draw_bar(sheet: Sheet, dot: Dot, near: float, up: int, tail_end: float) -> None:
    """Draws the bar of a longer or vaguer time; that of a report has its tail."""
    low, high = sorted((near, near + up * BAR_HEIGHT))
    inset = OUTLINE / 2
    sheet.box(max(dot.x - inset, inset), low, dot.end - inset, high, fill=dot.look.value)
    if dot.mark.reported:
        dotted_tail(sheet, dot.x - 1.2, tail_end, (low + high) / 2)


def _draw_words(sheet: Sheet, flag: Flag, placed: Placed, base: float, up: int) -> None:
    """Sets the words beside their stem; a list is always set from its left."""
    x = placed.block.x + (placed.shift if placed.centred else STEM_ROOM if placed.right else -STEM_ROOM)
    align = 0.5 if placed.centred else 0.0 if placed.right else 1.0
    if flag.listed and not placed.right:
        x, align = x - placed.block.width, 0.0
    size = flag.lettering.words
    lowest, highest = base + placed.base + flag.depth, base - placed.base - CAPITAL * size
    baseline = lowest + flag.rise if up > 0 else highest
    for number, line in enumerate(flag.lines):
        baseline -= line.gap + (flag.pitch if number else 0)
        if line.look:
            draw_dot(sheet, line.look, x + BULLET * size / 2, baseline + CAPITAL / 2 * size, BULLET * size)
        sheet.text(x + line.indent, baseline, line.text, font=line.font, size=size, align=align)
