"""One chart as a file of its own, for slides: tagged PDF, SVG with outlined letters, or PNG.

All three show the page that the PDF has, set by the same code as the handout's figures.
"""

from __future__ import annotations

from edu.model.chart import Chart

ENDINGS = (".svg", ".png", ".pdf")
"""Endings of a file's name that a chart can be written to."""


def chart_bytes(chart: Chart, ending: str, language: str = "en-GB") -> bytes:
    """A chart as a file. The same chart gives the same bytes.

    Args:
        chart: what to draw; its alternative text goes into the file.
        ending: one of `ENDINGS`.
        language: a BCP 47 tag.

    Raises:
        ValueError: when the ending is none of them, or the chart cannot be laid out.
    """
    from edu.write.charts import page, picture

    if ending not in ENDINGS:
        raise ValueError(f"a chart is written as {', '.join(ENDINGS)}, not as {ending!r}")
    canvas = page.chart_page(chart, language)
    if ending == ".svg":
        from edu.write.charts.svg import svg

        return svg(canvas, chart.name, chart.title, chart.alt, language).encode()
    data = page.finished(canvas)
    return data if ending == ".pdf" else picture.png(data, chart.title, chart.alt)
