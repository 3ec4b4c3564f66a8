"""Bars beside the rows of a table: exact, rounded, open-ended, or a range."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil

from edu.model.chart import Bar, BarChart
from edu.write.figures.drawing import Drawing
from edu.write.figures.letters import CAPITAL, ink, text_width
from edu.write.figures.sheet import MM, OUTLINE, Sheet
from edu.write.pdf.fonts import BOLD, TEXT

FILLS = (
    ("#404040", ""),
    ("#BFBFBF", ""),
    ("#FFFFFF", "---"),
    ("#808080", "xxx"),
    ("#FFFFFF", "+++"),
    ("#BFBFBF", "||"),
    ("#808080", "---"),
    ("#FFFFFF", "xx"),
)
"""Fill and pattern for each side, by its number; a ninth side has the first again, and its name beside the bar.

Stripes that slant one way, and dots, are kept for inexact ends."""

BAR_PART, THICKEST = 0.46, 7 * MM
"""Thickness of a bar as a part of the pitch of its rows, and at most."""

STRIPES, GAP, ARROW = 8 * MM, 0.8 * MM, 7.2 * MM
"""Lengths of the parts of an open end."""

OPEN_END = STRIPES + GAP + ARROW

STRIPE_PATTERN, RANGE_PATTERN = "//////", "..."
"""Stripes 2.8 points apart for an open end; dots for a range."""

TEETH, TOOTH = 3, 1.0 * MM
"""How many teeth the end of a rounded figure has, and how far they reach to either side of its number."""

TICK_GAP = 0.34
"""Room between the rows and the top of the tick labels, in ems of these."""

QUERY_ROOM = 1.5 * MM
"""From the zero line to the question mark in the place of the bar of an unknown number."""

MOST_PARTS = 5
"""Parts of a scale at most."""

NARROWEST = 30 * MM
"""Narrower drawings have no room for an open end."""

SHORTEST = 1.5
"""Length of a bar that would be too short to be seen beside the zero line."""

LABEL_ROOM = 0.8
"""Smallest room between two tick labels, in ems."""

PLAIN = 2
"""How easily steps of 1, 2 or 5 are read, beside others."""

LONG, LONGER = 0.6, 0.85
"""How long bars must be beside the longest that they could be: on any good scale, and on one in steps of 1, 2 or 5."""


def bars_drawing(
    chart: BarChart,
    width: float,
    heights: Sequence[float],
    tick_size: float = 10.0,
    bar_row: float | None = None,
    drawn: tuple[int, int | None] = (0, None),
    tracking: float = 0.0,
) -> Drawing:
    """Draws the bars of a chart on a common scale from zero at the left edge.

    The scale has labels of `tick_size` points, with so much space after every letter (in ems). With `bar_row` each bar
    stands in so much of the foot of its row, and a row that says 0 has no such foot. With `drawn` only the bars from
    one number up to another are drawn, on the scale of all.

    Raises:
        ValueError: when the width is under 30 mm.
    """
    if width < NARROWEST:
        raise ValueError(f"bars need a width of 30 mm; these have {width / MM:.0f} mm")
    bars = chart.bars[slice(*drawn)]
    tall = heights[slice(*drawn)]
    rows = sum(tall)
    gap = TICK_GAP * tick_size
    below = gap + CAPITAL * tick_size - min(ink("0,", TEXT, tick_size)[0], 0)
    sheet = Sheet(width, rows + below, tracking)
    scale, ticks = _scale(chart.bars, width - OUTLINE, tick_size, tracking)
    zero = OUTLINE / 2
    feet = [sheet.height - end for end in accumulate(tall)]
    spans = [(foot, foot + (height if bar_row is None else bar_row)) for foot, height in zip(feet, tall, strict=True)]
    shown = [(bar, span) for bar, span in zip(bars, spans, strict=True) if not bar_row or bar.high != 0 or bar.unknown]
    upright = [(below, sheet.height)] if bar_row is None else [span for _, span in shown]
    for tick in ticks:
        x = zero + tick * scale
        for foot, top in upright if tick else ():
            sheet.line((x, foot), (x, top), width=0.6, dashes=(0.6, 1.4))
        baseline = below - gap - CAPITAL * tick_size
        sheet.text(max(x, _half(tick, tick_size, tracking)), baseline, f"{tick:,}", size=tick_size, align=0.5)
    for bar, (foot, top) in shown:
        if bar.unknown:
            sheet.text(zero + QUERY_ROOM, (foot + top - CAPITAL * tick_size) / 2, "?", font=BOLD, size=tick_size)
        else:
            _draw_bar(sheet, bar, scale, (foot + top) / 2, min(BAR_PART * (top - foot), THICKEST) / 2)
    for foot, top in upright:
        sheet.line((zero, foot), (zero, top))
    return sheet.finish(rows)


def _draw_bar(sheet: Sheet, bar: Bar, scale: float, middle: float, half: float) -> None:
    zero, low, high = OUTLINE / 2, middle - half, middle + half
    end = zero + bar.low * scale
    fill, pattern = FILLS[bar.side % len(FILLS)]
    ranged = bar.high is not None and bar.high > bar.low
    if bar.high is None:
        sheet.box(end, low, end + STRIPES, high, fill="white", outline=0, hatch=STRIPE_PATTERN)
        for y in (low, high):
            sheet.line((end, y), (end + STRIPES, y))
        _arrow(sheet, end + STRIPES + GAP, middle)
    elif ranged:
        _part(sheet, (end, zero + bar.high * scale), (low, high), ("white", RANGE_PATTERN), bar.about)
    if bar.low:
        end = max(end, zero + SHORTEST)
        _part(sheet, (zero, end), (low, high), (fill, pattern), bar.about and not ranged)


def _part(
    sheet: Sheet, ends: tuple[float, float], sides: tuple[float, float], look: tuple[str, str], jagged: bool
) -> None:
    """Draws a part of a bar, with teeth at its right end where its number is rounded."""
    (left, right), (low, high), (fill, hatch) = ends, sides, look
    if not jagged:
        sheet.box(left, low, right, high, fill=fill, hatch=hatch)
        return
    step = (high - low) / (2 * TEETH)
    teeth = [(max(right + (TOOTH if n % 2 else -TOOTH), left), low + n * step) for n in range(2 * TEETH + 1)]
    sheet.polygon((left, low), *teeth, (left, high), fill=fill, outline=OUTLINE, hatch=hatch)


def _arrow(sheet: Sheet, x: float, y: float) -> None:
    """An arrow to the right with a solid head of 4 by 4.4 points."""
    tip = x + ARROW
    sheet.line((x, y), (tip - 3, y), width=1.2)
    sheet.polygon((tip - 4.4, y - 2), (tip, y), (tip - 4.4, y + 2))


def _scale(bars: tuple[Bar, ...], room: float, size: float, tracking: float) -> tuple[float, tuple[int, ...]]:
    """Points for each counted one, and the round values to mark.

    Of the scales whose labels stand apart the best is one that no bar is longer than, with three labels or more, that
    leaves the bars long, in easy steps, and with most labels: what comes first in this list counts for more.
    """
    longest_open = max((bar.low for bar in bars if bar.high is None), default=0)
    longest_about = max((bar.high or 0 for bar in bars if bar.about), default=0)
    largest = max((bar.low if bar.high is None else bar.high for bar in bars), default=0)
    if not largest:
        return 0.0, (0,)
    most = min(
        (room - end) / longest
        for longest, end in ((longest_open, OPEN_END), (longest_about, TOOTH), (largest, 0.0))
        if longest
    )
    found = []
    for ticks, plain in _ticks(largest).items():
        halves = [_half(tick, size, tracking) for tick in ticks]
        scale = min(most, (room - halves[-1]) / ticks[-1])
        rooms = [(b - a) * scale - LABEL_ROOM * size for a, b in pairwise(ticks)]
        rooms[0] -= halves[0]  # its label stands right of the zero line, not in the middle of it
        if all(a + b <= between for (a, b), between in zip(pairwise(halves), rooms, strict=True)):
            part = round(scale / most, 3)
            worth = (ticks[-1] >= largest, len(ticks) > 2, part >= LONG, plain == PLAIN and part >= LONGER, part)
            found.append(((*worth, plain, len(ticks)), scale, ticks))
    return max(found)[1:] if found else (most, (0,))


def _half(tick: int, size: float, tracking: float) -> float:
    return text_width(f"{tick:,}", TEXT, size, tracking) / 2


def _ticks(largest: int) -> dict[tuple[int, ...], int]:
    """Scales of one to `MOST_PARTS` round steps that reach the largest number, or less than a step below it.

    With how easily they are read: `PLAIN` for steps of 1, 2 or 5, less for those of 2.5 and 4, and least for 1.5 and 3.
    """
    found = {}
    power = 1
    while power <= 10 * largest:
        for digits, plain in ((10, PLAIN), (15, 0), (20, PLAIN), (25, 1), (30, 0), (40, 1), (50, PLAIN)):
            step, rest = divmod(digits * power, 10)
            for parts in (largest // step, ceil(largest / step), 2) if not rest else ():
                if 1 <= parts <= MOST_PARTS:
                    found[tuple(range(0, step * parts + 1, step))] = plain
        power *= 10
    return found
