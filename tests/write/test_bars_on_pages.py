"""Bars and the words over them as they stand on pages of easy read and large print, measured by another library."""

from __future__ import annotations

import ctypes
from itertools import product

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from edu.lesson import Lesson
from edu.make.charts import charts
from edu.model.chart import BarChart
from edu.model.document import Document, Figure, Section
from edu.write.pdf import write_pdf

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points."""

EDGES = (26, 210 - 18)
"""The edges of the text on A4, in millimetres, as the design of the pages gives them."""

SLACK = 6.0
"""Points that the box of words may be wider than their ink: it may hold the space after the last of them."""

THIN, THICK = 4.0, 30.0
"""Points; rules and lines of a grid are thinner than a bar, and stripes are thicker before they are cut to its end."""


def filled(page: pypdfium2.PdfPage) -> list[Box]:
    """The bars: what is filled, and neither a rule nor stripes."""
    boxes = []
    for thing in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing.raw, fill, stroke)
        left, bottom, right, top = thing.get_bounds()
        if fill.value and THIN < top - bottom < THICK:
            boxes.append((left, bottom, right, top))
    return boxes


def words(page: pypdfium2.PdfPage) -> list[Box]:
    """The boxes of the words."""
    text = page.get_textpage()
    return [text.get_rect(index) for index in range(text.count_rects())]


@pytest.mark.parametrize("variant", ["easy-read", "large-print"])
def test_words_over_bars_stay_on_the_page_and_cover_no_bar(invented: Lesson, variant: str) -> None:
    drawn = [chart for chart in charts(invented.battle, invented.words) if isinstance(chart, BarChart)]
    left, right = (edge / 25.4 * 72 for edge in EDGES)
    for chart in drawn:
        document = Document("Bars", (Section((Figure(1, chart, label="Figure"),), footer="Bars"),), variant=variant)
        with pypdfium2.PdfDocument(write_pdf(document).data) as pdf:
            bars = [filled(page) for page in pdf]
            assert any(bars) or not any(bar.high for bar in chart.bars)
            for page, there in zip(pdf, bars, strict=True):
                told = words(page)
                assert all(left - SLACK < box[0] and box[2] < right + SLACK for box in told)
                for word, bar in product(told, there):
                    apart = word[2] <= bar[0] or bar[2] <= word[0] or word[3] <= bar[1] or bar[3] <= word[1]
                    assert apart, (chart.name, word, bar)
