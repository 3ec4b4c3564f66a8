"""A page that is as large as one chart with its title, caption and numbers."""

from __future__ import annotations

from io import BytesIO

from edu.model.chart import Chart
from edu.model.document import Figure
from edu.write.pdf.blocks.figures import figure
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.book import Book
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import stacked
from edu.write.pdf.styles import MM
from edu.write.pdf.tagging import TaggedCanvas
from edu.write.pdf.variants import style_sheet

MARGIN = 5 * MM
"""Room around the chart, so that it can stand on a slide as it is."""

_TALLEST = 4000.0
"""Points that a chart may be high; pages of PDF may have up to 14,400."""


def chart_page(chart: Chart, language: str) -> TaggedCanvas:
    """A canvas with the chart drawn on its only page, which is not ended yet."""
    block, sheet = Figure(0, chart, table=False), style_sheet("a4")
    width = sheet.frame.width
    measured = TaggedCanvas(chart.title, language, 1, 1).root
    _, height = stacked(figure(block, Galley(sheet, width, _TALLEST, measured)))
    canvas = TaggedCanvas(chart.title, language, width + 2 * MARGIN, height + 2 * MARGIN)
    pieces = figure(block, Galley(sheet, width, _TALLEST, canvas.root))
    pen = Pen(canvas)
    for piece, top in zip(pieces, stacked(pieces)[0], strict=True):
        piece.draw(pen, MARGIN, height + MARGIN - top)
    return canvas


def finished(canvas: TaggedCanvas) -> bytes:
    """The page as a PDF."""
    out = BytesIO()
    book = Book(canvas, out)
    book.add_section([canvas.take()], canvas.root)
    book.close()
    return out.getvalue()
