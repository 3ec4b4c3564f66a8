"""Bars beside the rows of a table: exact, open-ended, or a range."""

from __future__ import annotations

from itertools import pairwise

from edu.model.chart import Bar, BarChart
from edu.write.figures.drawing import Drawing
from edu.write.figures.letters import CAPITAL, ink, text_width
from edu.write.figures.sheet import MM, OUTLINE, Sheet
from edu.write.pdf.fonts import TEXT

FILLS = (
    ("#404040", ""),
    ("#BFBFBF", ""),
    ("#FFFFFF", "---"),
    ("#808080", "xxx"),
    ("#FFFFFF", "+++"),
    ("#BFBFBF", "||"),
)
"""Fill and pattern for each side, by its number. Slanted stripes and dots are kept for inexact ends."""

BAR_PART, THICKEST = 0.46, 7 * MM
"""Thickness of a bar as a part of the pitch of its rows, and at most."""

STRIPES, GAP, ARROW = 8 * MM, 0.8 * MM, 7.2 * MM
"""Lengths of the parts of an open end."""

OPEN_END = STRIPES + GAP + ARROW

STRIPE_PATTERN, RANGE_PATTERN = "//////", "..."
"""Stripes 2.8 points apart for an open end; dots for a range."""

TICK_GAP = 1.2 * MM
"""Room between the rows and the top of the tick labels."""

NARROWEST = 30 * MM
"""Narrower drawings have no room for an open end."""

SHORTEST = 1.5
"""Length of a bar that would be too short to be seen beside the zero line."""

LABEL_ROOM = 5.0
"""Smallest room between two tick labels."""


def bars_drawing(
    chart: BarChart,
    width: float,
    pitch: float,
    tick_size: float = 10.0,
    bar_row: float | None = None,
    drawn: tuple[int, int | None] = (0, None),
) -> Drawing:
    """Draws the bars of a chart on a common scale from zero at the left edge.

    The scale has labels of `tick_size` points. With `bar_row` each bar stands in so much of the foot of its row. With
    `drawn` only the bars from one number up to another are drawn, on the scale of all.

    Raises:
        ValueError: when the width is under 30 mm.
    """
    if width < NARROWEST:
        raise ValueError(f"bars need a width of 30 mm; these have {width / MM:.0f} mm")
    bars = chart.bars[slice(*drawn)]
    rows = len(bars) * pitch
    below = TICK_GAP + CAPITAL * tick_size - min(ink("0,", TEXT, tick_size)[0], 0)
    sheet = Sheet(width, rows + below)
    scale, ticks = _scale(chart.bars, width - OUTLINE, tick_size)
    zero, high = OUTLINE / 2, pitch if bar_row is None else bar_row
    feet = [sheet.height - (row + 1) * pitch for row in range(len(bars))]
    upright = [(below, sheet.height)] if bar_row is None else [(foot, foot + high) for foot in feet]
    for tick in ticks:
        x = zero + tick * scale
        for foot, top in upright if tick else ():
            sheet.line((x, foot), (x, top), width=0.6, dashes=(0.6, 1.4))
        baseline = below - TICK_GAP - CAPITAL * tick_size
        sheet.text(max(x, _half(tick, tick_size)), baseline, f"{tick:,}", size=tick_size, align=0.5)
    for foot, bar in zip(feet, bars, strict=True):
        _draw_bar(sheet, bar, scale, foot + high / 2, min(BAR_PART * high, THICKEST) / 2)
    for foot, top in upright:
        sheet.line((zero, foot), (zero, top))
    return sheet.finish(rows)


def _draw_bar(sheet: Sheet, bar: Bar, scale: float, middle: float, half: float) -> None:
    zero, low, high = OUTLINE / 2, middle - half, middle + half
    end = zero + bar.low * scale
    fill, pattern = FILLS[bar.side % len(FILLS)]
    if bar.high is None:
        sheet.box(end, low, end + STRIPES, high, fill="white", outline=0, hatch=STRIPE_PATTERN)
        for y in (low, high):
            sheet.line((end, y), (end + STRIPES, y))
        _arrow(sheet, end + STRIPES + GAP, middle)
    elif bar.high > bar.low:
        sheet.box(end, low, zero + bar.high * scale, high, fill="white", hatch=RANGE_PATTERN)
    if bar.low:
        sheet.box(zero, low, max(end, zero + SHORTEST), high, fill=fill, hatch=pattern)


def _arrow(sheet: Sheet, x: float, y: float) -> None:
    """An arrow to the right with a solid head of 4 by 4.4 points."""
    tip = x + ARROW
    sheet.line((x, y), (tip - 3, y), width=1.2)
    sheet.polygon((tip - 4.4, y - 2), (tip, y), (tip - 4.4, y + 2))


def _scale(bars: tuple[Bar, ...], room: float, size: float) -> tuple[float, tuple[int, ...]]:
    """Points for each counted one, and the round values to mark."""
    longest_open = max((bar.low for bar in bars if bar.high is None), default=0)
    largest = max((bar.low if bar.high is None else bar.high for bar in bars), default=0)
    if not largest:
        return 0.0, (0,)
    scale = room / largest
    if longest_open:
        scale = min(scale, (room - OPEN_END) / longest_open)
    ticks: tuple[int, ...] = (0,)
    for step in _steps(largest):
        ticks = tuple(range(0, largest + 1, step))
        over = ticks[-1] * scale + _half(ticks[-1], size) - room
        fitted = scale if over <= 0 else (room - _half(ticks[-1], size)) / ticks[-1]
        if all(
            _half(a, size) + _half(b, size) + LABEL_ROOM <= (b - a) * fitted - (_half(0, size) if a == 0 else 0)
            for a, b in pairwise(ticks)
        ):
            return fitted, ticks
    return scale, (0,)


def _half(tick: int, size: float) -> float:
    return text_width(f"{tick:,}", TEXT, size) / 2


def _steps(largest: int) -> list[int]:
    """Round steps that make at most five parts of the scale, smallest first, then those that make fewer."""
    found = []
    power = 1
    while power <= largest:
        for digit in (1, 2, 4, 5):
            step = digit * power
            even_four = digit == 4 and largest % step == 0 and largest // step <= 4
            if step <= largest <= 5 * step and (digit != 4 or even_four):
                found.append(step)
        power *= 10
    return sorted(found)
