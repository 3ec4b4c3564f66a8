"""Charts drawn as vectors with the words in the page's own fonts.

The only part of edu that imports matplotlib, and it does so when a chart is drawn, not before: the import
takes a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Sequence

from edu.model.chart import BarChart, Timeline
from edu.write.figures.drawing import Drawing
from edu.write.figures.matplotlib_home import load_matplotlib

__all__ = ["Drawing", "bars_drawing", "timeline_drawing"]

_WORDS, _CELLS = 12.0, 10.0
"""Type sizes of a chart on the class's pages."""


def bars_drawing(
    chart: BarChart,
    width: float,
    heights: float | Sequence[float],
    ticks: float = _CELLS,
    bar_row: float | None = None,
    rows: tuple[int, int | None] = (0, None),
    tracking: float = 0.0,
) -> Drawing:
    """Draws the bars of a chart, to stand beside the rows of its table.

    Args:
        chart: the bars, one a row.
        width: width of the drawing in points; the zero line is its left edge.
        heights: height of each row of the table in points, or of all of them.
        ticks: type size of the scale.
        bar_row: height of the lower part of each row in which its bar stands, below words; the whole row without it. A
            row that says 0 then has no such part.
        rows: the first bar to draw and the one before which to stop; the scale is that of all.
        tracking: space after every letter, in ems.
    """
    load_matplotlib()
    from edu.write.figures import bars  # noqa: PLC0415 - brings matplotlib, which is slow to import

    each = (heights,) * len(chart.bars) if isinstance(heights, float | int) else heights
    return bars.bars_drawing(chart, width, each, ticks, bar_row, rows, tracking)


def timeline_drawing(
    chart: Timeline, width: float, words: float = _WORDS, cells: float = _CELLS, tracking: float = 0.0
) -> Drawing:
    """Draws a timeline as wide as asked for, in points, and as high as its words need.

    `words` is the type size of what happened, `cells` that of the labels in cells and the legend; after every
    letter is so much space, in ems.
    """
    load_matplotlib()
    from edu.write.figures import timeline  # noqa: PLC0415 - brings matplotlib, which is slow to import
    from edu.write.figures.letters import Lettering  # noqa: PLC0415 - as above

    return timeline.timeline_drawing(chart, width, Lettering(words, cells, tracking))
