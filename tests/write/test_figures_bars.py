"""Bar charts as drawn: measured on the page's pixels and in the drawing's own boxes."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import numpy
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from edu.model.chart import Bar, BarChart
from edu.write.figures import Drawing, bars_drawing
from edu.write.figures.bars import FILLS, RANGE_PATTERN, STRIPE_PATTERN
from edu.write.figures.sheet import Shape
from tests.write.contrast import colour, contrast

MM = 72 / 25.4
DOTS = 300 / 72
"""Pixels in a point in the renderings below."""

STRIPES = 8 * MM
OPEN_END = 16 * MM

Ends = tuple[int, int | None, int]

STRENGTH: tuple[Ends, ...] = ((1600, 1600, 0), (1200, 1200, 1))
CASUALTIES: tuple[Ends, ...] = ((200, None, 0), (112, 112, 0), (7, None, 1), (7, 7, 1))
INVENTED: tuple[tuple[Ends, ...], ...] = (
    ((0, 0, 0), (1, 1, 1), (5, 5, 0)),
    ((7, 7, 0), (2_000_000, 2_000_000, 1)),
    ((7, None, 0), (2_000_000, None, 1)),
    ((0, 0, 0), (0, 0, 1)),
    ((0, None, 0),),
    ((1, 1, 0),),
    ((86_000, 86_000, 0), (40_000, None, 1), (5_900, 48_200, 0)),
    ((999, 999, 0), (998, 1001, 1)),
    tuple((100 + 20 * side, 160 + 20 * side, side) for side in range(6)),
)


def chart(ends: tuple[Ends, ...]) -> BarChart:
    bars = tuple(Bar("Side", "", "", "figure", "people", low, high, side) for low, high, side in ends)
    return BarChart("strength", "Strength", "Caption.", ("Side", "Strength"), bars, "alt")


def pixels(drawing: Drawing, margin: float = 20) -> Any:
    """The drawing in grey on a page with a margin around it, row 0 on top."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(drawing.width + 2 * margin, drawing.height + 2 * margin))
    drawing.draw(canvas, margin, margin)
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=DOTS, grayscale=True).to_numpy().squeeze()


def row_of(picture: Any, row: int, pitch: float, share: float = 0.5) -> Any:
    """One line of pixels through a row of bars; 0.5 is the middle of the bar."""
    return picture[round((20 + (row + share) * pitch) * DOTS)][round(20 * DOTS) :]


def tick_place(drawing: Drawing, text: str) -> float:
    """Where a tick stands, from its label."""
    return next((x0 + x1) / 2 for label, x0, _, x1, _ in drawing.text_boxes() if label == text)


@pytest.fixture(scope="module")
def casualties() -> Drawing:
    return bars_drawing(chart(CASUALTIES), 57.4 * MM, 13 * MM)


def test_rows_are_as_high_as_the_rows_of_the_table(casualties: Drawing) -> None:
    assert casualties.rows_height == pytest.approx(4 * 13 * MM)
    assert casualties.rows_height < casualties.height < casualties.rows_height + 5 * MM


def test_bars_are_as_long_as_their_numbers() -> None:
    drawing = bars_drawing(chart(STRENGTH), 83.4 * MM, 9.5 * MM)
    picture = pixels(drawing)
    lengths = [numpy.flatnonzero(row_of(picture, row, 9.5 * MM) < 200)[-1] / DOTS for row in (0, 1)]
    assert lengths[0] == pytest.approx(tick_place(drawing, "1,600"), abs=0.8)
    assert lengths[1] / lengths[0] == pytest.approx(1200 / 1600, abs=0.005)


def test_scale_has_round_ticks(casualties: Drawing) -> None:
    assert [box[0] for box in casualties.text_boxes()] == ["0", "50", "100", "150", "200"]
    strength = bars_drawing(chart(STRENGTH), 83.4 * MM, 9.5 * MM)
    assert [box[0] for box in strength.text_boxes()] == ["0", "400", "800", "1,200", "1,600"]


def test_exact_bar_is_closed_and_open_bar_is_not(casualties: Drawing) -> None:
    picture = pixels(casualties)
    inside = [0.5 + share * 0.46 for share in (-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4)]

    def edge(row: int, x: float) -> list[int]:
        """Darkest pixel near x at several heights within the bar."""
        around = slice(round((x - 0.6) * DOTS), round((x + 0.6) * DOTS))
        return [int(row_of(picture, row, 13 * MM, share)[around].min()) for share in inside]

    unit = (tick_place(casualties, "200") - tick_place(casualties, "100")) / 100
    zero = tick_place(casualties, "200") - 200 * unit
    assert all(dark < 60 for dark in edge(1, zero + 112 * unit))
    assert all(dark < 60 for dark in edge(3, zero + 7 * unit))
    for row, low in ((0, 200), (2, 7)):
        end = zero + low * unit + STRIPES
        assert sum(dark > 200 for dark in edge(row, end + 0.5)) >= 5
        for outline in (-0.23, 0.23):
            middle = round((20 + (row + 0.5 + outline) * 13 * MM) * DOTS)
            x = round((20 + end - 4) * DOTS)
            assert picture[middle - 3 : middle + 4, x].min() < 60


def test_open_end_is_stripes_and_an_arrow_of_one_length(casualties: Drawing) -> None:
    picture = pixels(casualties)
    unit = (tick_place(casualties, "200") - tick_place(casualties, "100")) / 100
    zero = tick_place(casualties, "200") - 200 * unit
    for row, low in ((0, 200), (2, 7)):
        inked = numpy.flatnonzero(row_of(picture, row, 13 * MM)[: round(casualties.width * DOTS)] < 128)
        assert inked[-1] / DOTS == pytest.approx(zero + low * unit + OPEN_END, abs=0.8)
        start, end = (round((zero + low * unit + part) * DOTS) for part in (1, STRIPES - 1))
        striped = row_of(picture, row, 13 * MM)[start:end]
        assert 2 <= numpy.count_nonzero(numpy.diff((striped < 128).astype(int)) == 1) <= 8
    assert numpy.flatnonzero(row_of(picture, 1, 13 * MM) < 128)[-1] / DOTS < 170


def test_range_is_closed_dotted_and_has_no_arrow() -> None:
    drawing = bars_drawing(chart(((2, 4, 0), (5, 5, 1))), 57.4 * MM, 9.5 * MM)
    picture = pixels(drawing)
    low, high = tick_place(drawing, "2"), tick_place(drawing, "4")
    for share in (0.35, 0.42, 0.5, 0.58, 0.65):
        line = row_of(picture, 0, 9.5 * MM, share)
        assert line[round((high - 0.7) * DOTS) : round((high + 0.7) * DOTS)].min() < 60
        assert line[round((low - 3) * DOTS)] == 64
    block = picture[
        round((20 + 0.4 * 9.5 * MM) * DOTS) : round((20 + 0.6 * 9.5 * MM) * DOTS),
        round((22 + low) * DOTS) : round((18 + high) * DOTS),
    ]
    assert 150 < block.mean() < 245
    assert block.min() < 60
    after = row_of(picture, 0, 9.5 * MM)[round((high + 1.5) * DOTS) : round((high + 20) * DOTS)]
    assert after.min() == 255


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (9, ["0", "2", "4", "6", "8", "10"]),
        (31, ["0", "10", "20", "30", "40"]),
        (90, ["0", "20", "40", "60", "80", "100"]),
        (500, ["0", "100", "200", "300", "400", "500"]),
        (1100, ["0", "400", "800", "1,200"]),
        (2400, ["0", "500", "1,000", "1,500", "2,000", "2,500"]),
    ],
)
def test_the_scale_goes_on_to_a_round_number_beyond_the_longest_bar(largest: int, ticks: list[str]) -> None:
    drawing = bars_drawing(chart(((1, 1, 0), (largest, largest, 1))), 83.4 * MM, 9.5 * MM)
    assert [box[0] for box in drawing.text_boxes()] == ticks


@pytest.mark.parametrize("width", [40.0, 57.4, 83.4])
@pytest.mark.parametrize("ends", [STRENGTH, CASUALTIES, *INVENTED])
def test_no_bar_is_longer_than_the_scale(ends: tuple[Ends, ...], width: float) -> None:
    texts = [box[0] for box in bars_drawing(chart(ends), width * MM, 9.5 * MM).text_boxes()]
    end = int(texts[-1].replace(",", ""))
    assert end == 0 or end >= max(low if high is None else high for low, high, _ in ends)


COLUMNS = ((83.4, 10.0, 0.0), (57.4, 10.0, 0.0), (72.0, 12.0, 0.1), (166.0, 12.0, 0.1), (170.0, 18.0, 0.0))
"""Where bars stand: millimetres, type of the scale and space after letters, for the class and in other layouts."""


@pytest.mark.parametrize(("width", "size", "tracking"), COLUMNS)
def test_a_scale_has_three_to_six_labels_that_stand_apart(width: float, size: float, tracking: float) -> None:
    """So far as battles go: the largest armies had some million people."""
    for digits in (1, 2, 3, 5, 6, 7, 9):
        for power in range(7):
            largest = digits * 10**power + (10**power) // 7
            for high in (largest, None):
                drawn = bars_drawing(chart(((largest, high, 0),)), width * MM, 30, size, tracking=tracking)
                boxes = drawn.text_boxes()
                assert 3 <= len(boxes) <= 6, (largest, boxes)
                gaps = [right[1] - left[3] for left, right in pairwise(boxes)]
                assert min(gaps) > 0.7 * size, (largest, boxes)


def test_the_end_of_a_rounded_figure_is_jagged_about_its_number() -> None:
    """The number lies in the middle of the teeth, which reach 1 mm to either side of it; an exact end is straight."""
    exact = chart(((170, 170, 1), (90, 125, 1), (180, 180, 1), (200, 200, 0)))
    rounded = replace(exact, bars=(*(replace(bar, about=True) for bar in exact.bars[:2]), *exact.bars[2:]))
    drawing = bars_drawing(rounded, 57.4 * MM, 9.5 * MM)
    picture = pixels(drawing)
    zero, unit = 0.375, (tick_place(drawing, "200") - tick_place(drawing, "100")) / 100
    inside = [0.5 + 0.46 * share / 100 for share in range(-45, 46, 3)]
    for row, number, spread in ((0, 170, 2.0), (1, 125, 2.0), (2, 180, 0.0)):
        near = slice(0, round((zero + number * unit + 2 * MM) * DOTS))
        lines = [row_of(picture, row, 9.5 * MM, share)[near] for share in inside]
        ends = [numpy.flatnonzero(line < 120)[-1] / DOTS for line in lines]
        assert (max(ends) - min(ends)) / MM == pytest.approx(spread, abs=0.45)
        assert (max(ends) + min(ends)) / 2 - zero == pytest.approx(number * unit, abs=1.2)


def test_an_unknown_number_has_a_question_mark_and_no_bar() -> None:
    known = chart(((0, 0, 0), (200, 200, 1)))
    drawing = bars_drawing(replace(known, bars=(replace(known.bars[0], unknown=True), known.bars[1])), 180, 30)
    assert "?" in [box[0] for box in drawing.text_boxes()]
    assert "?" not in [box[0] for box in bars_drawing(known, 180, 30).text_boxes()]
    line = row_of(pixels(drawing), 0, 30, 0.2)[round(2 * DOTS) : round(30 * DOTS)]
    assert line.min() == 255


def test_sides_differ_in_grey(casualties: Drawing) -> None:
    picture = pixels(casualties)
    dark = row_of(picture, 1, 13 * MM)[round(20 * DOTS)]
    light = row_of(picture, 3, 13 * MM)[round(3 * DOTS)]
    assert (dark, light) == (64, 191)


def test_eight_sides_have_fills_that_a_grey_copy_tells_apart() -> None:
    """Two fills differ in their pattern, or in their ground by 3:1; lines of a pattern stand out from their ground."""
    grounds = [colour(fill) for fill, _ in FILLS]
    assert len(FILLS) >= 8
    assert all(len(set(ground)) == 1 for ground in grounds)
    for one, other in combinations(range(len(FILLS)), 2):
        if set(FILLS[one][1]) == set(FILLS[other][1]):
            assert contrast(grounds[one], grounds[other]) >= 3, (FILLS[one], FILLS[other])
    assert all(contrast(ground, (0, 0, 0)) >= 3 for ground, (_, pattern) in zip(grounds, FILLS, strict=True) if pattern)
    assert {pattern for _, pattern in FILLS} & {STRIPE_PATTERN, RANGE_PATTERN} == set()


def test_fills_have_contrast_or_an_outline() -> None:
    white = (1.0, 1.0, 1.0)
    assert contrast(colour(FILLS[0][0]), white) >= 3
    assert contrast(colour(FILLS[1][0]), white) < 3
    picture = pixels(bars_drawing(chart(STRENGTH), 83.4 * MM, 9.5 * MM))
    column = picture[round((20 + 9.5 * MM) * DOTS) : round((20 + 19 * MM) * DOTS), round(50 * DOTS)]
    rows = numpy.flatnonzero(column == 191)
    assert column[rows[0] - 4 : rows[0]].min() < 30
    assert column[rows[-1] - 4 : rows[-1] + 5].min() < 30


@pytest.mark.parametrize("ends", [STRENGTH, CASUALTIES, *INVENTED])
@pytest.mark.parametrize("width", [40.0, 57.4, 83.4])
def test_nothing_overlaps_or_leaves_the_drawing(ends: tuple[Ends, ...], width: float) -> None:
    drawing = bars_drawing(chart(ends), width * MM, 9.5 * MM)
    boxes = drawing.text_boxes()
    assert boxes[0][0] == "0"
    for _, x0, y0, x1, y1 in boxes:
        assert x0 >= -0.01
        assert y0 >= -0.01
        assert x1 <= drawing.width + 0.01
        assert y1 <= drawing.height - drawing.rows_height
    for one, other in combinations(boxes, 2):
        assert one[3] + 2 < other[1] or other[3] + 2 < one[1]
    inked = numpy.argwhere(pixels(drawing) < 255)
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    assert left >= 20 * DOTS - 1
    assert top >= 20 * DOTS - 1
    assert right <= (20 + drawing.width) * DOTS + 1
    assert bottom <= (20 + drawing.height) * DOTS + 1


def test_a_very_short_bar_is_seen_and_a_bar_of_nothing_is_not() -> None:
    picture = pixels(bars_drawing(chart(((7, 7, 0), (0, 0, 0), (2_000_000, 2_000_000, 1))), 57.4 * MM, 9.5 * MM))
    reach = [numpy.flatnonzero(row_of(picture, row, 9.5 * MM)[:80] < 128)[-1] / DOTS for row in (0, 1)]
    assert reach[0] > 1.5
    assert reach[1] < 1.1


@pytest.mark.parametrize(("pitch", "thickness"), [(9.5, 4.37), (33, 7.0)])
def test_a_high_row_does_not_make_a_thick_bar(pitch: float, thickness: float) -> None:
    column = pixels(bars_drawing(chart(((5, 5, 0),)), 57.4 * MM, pitch * MM))[:, round(50 * DOTS)]
    assert numpy.count_nonzero(column < 200) / DOTS == pytest.approx(thickness * MM, abs=1.5)


def test_a_width_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="30 mm"):
        bars_drawing(chart(STRENGTH), 20 * MM, 9.5 * MM)


def test_a_row_of_0_below_words_has_no_strip_for_a_bar() -> None:
    """Its number says all; the zero line, the only upright one over a whole strip, stands in the rows with bars."""
    drawing = bars_drawing(chart(((5, 5, 0), (0, 0, 0), (4, 4, 1))), 166 * MM, (60, 40, 60), 18, 25)
    assert drawing.rows_height == 160
    lines: list[Any] = [part.outline.vertices for part in drawing.parts if isinstance(part, Shape) and not part.dashes]
    upright = [line for line in lines if len(line) == 2 and line[0][0] == line[1][0]]
    assert [line[1][1] - line[0][1] for line in upright] == [25, 25]
