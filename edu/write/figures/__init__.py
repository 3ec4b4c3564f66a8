"""Charts drawn as vectors with the words in the page's own fonts.

The only part of edu that imports matplotlib, and it does so when a chart is drawn, not before: the import
takes half a second.
"""

from __future__ import annotations

from edu.model.chart import BarChart, Timeline
from edu.write.figures.drawing import Drawing
from edu.write.figures.matplotlib_home import load_matplotlib

__all__ = ["Drawing", "bars_drawing", "timeline_drawing"]


def bars_drawing(chart: BarChart, width: float, pitch: float) -> Drawing:
    """Draws the bars of a chart, to stand beside the rows of its table.

    Args:
        chart: the bars, one a row.
        width: width of the drawing in points; the zero line is its left edge.
        pitch: height of a row of the table in points.
    """
    load_matplotlib()
    from edu.write.figures import bars  # noqa: PLC0415 - brings matplotlib, which is slow to import

    return bars.bars_drawing(chart, width, pitch)


def timeline_drawing(chart: Timeline, width: float) -> Drawing:
    """Draws a timeline as wide as asked for, in points, and as high as its words need."""
    load_matplotlib()
    from edu.write.figures import timeline  # noqa: PLC0415 - brings matplotlib, which is slow to import

    return timeline.timeline_drawing(chart, width)
