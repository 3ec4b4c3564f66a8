"""Timelines as drawn, for Safira and for battles of every length: nothing touches, nothing is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise, permutations
from typing import Any

import numpy
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from reportlab.pdfgen.canvas import Canvas

from edu.model.chart import Mark, Timeline
from edu.model.when import MONTHS, Day, When, parse_when, year_words
from edu.write.figures import Drawing, timeline_drawing
from edu.write.figures.matplotlib_home import load_matplotlib
from edu.write.pdf.fonts import BOLD

load_matplotlib()

from edu.write.figures.calendar import Unit, cells, day_at  # noqa: E402 - after matplotlib is loaded quietly
from edu.write.figures.flags import STEM_ROOM, Block, place_flags  # noqa: E402 - as above
from edu.write.figures.letters import Lettering, text_width  # noqa: E402 - as above
from edu.write.figures.sheet import Shape, TextLine  # noqa: E402 - as above
from edu.write.figures.strips import lay_strips  # noqa: E402 - as above

MM = 72 / 25.4
WIDTH = 166 * MM
DOTS = 200 / 72
"""Pixels in a point in the renderings below."""

HAPPENED, REPORTED = False, True


def mark(when: str, reported: bool, label: str, year: bool = False) -> Mark:
    date = parse_when(when)
    words = date.words(year)
    return Mark(date, reported, words[0].upper() + words[1:], label, "kind", label)


def timeline(battle: str, *marks: Mark) -> Timeline:
    ordered = tuple(sorted(marks, key=lambda one: (one.when.first.ordinal, one.when.last.ordinal)))
    return Timeline("timeline", "Title", "Caption.", ("Date", "Kind", "Event"), parse_when(battle), ordered, "alt")


SAFIRA = timeline(
    "2013-02-06/2013-02-19",
    mark("2013-02-06", HAPPENED, "Clashes south of the town"),
    mark("2013-02-08", REPORTED, "Rebels said to control the streets"),
    mark("2013-02-19", REPORTED, "Reinforcements said to have joined the plant's troops"),
    mark("2013-03 early", HAPPENED, "Last village on the Aleppo road taken"),
    mark("2013-10-13", REPORTED, "Government siege of the town"),
    mark("2013-11-01", HAPPENED, "Government forces retake the town"),
)
FORTY = timeline(
    "2013-02-06/2013-02-19",
    *(mark(f"2013-02-{6 + i % 14:02d}", i % 2 == 0, f"Event {i} in the streets of the town") for i in range(34)),
    *(mark(f"2013-{3 + i:02d}-1{i}", i % 2 == 0, f"Later event {i}") for i in range(6)),
)
BATTLES = {
    "safira": SAFIRA,
    "one day, no event": timeline("1346-08-26"),
    "one day, one event": timeline("1346-08-26", mark("1346-08-26", HAPPENED, "Archers beat the knights")),
    "one day, events around it": timeline(
        "1066-10-14",
        mark("1066-09-25", HAPPENED, "Battle of Stamford Bridge"),
        mark("1066-09-28", HAPPENED, "William lands at Pevensey"),
        mark("1066-10-14", HAPPENED, "English line breaks"),
        mark("1066-10-14", HAPPENED, "Harold is killed"),
        mark("1066-12-25", HAPPENED, "William crowned in London"),
    ),
    "before the common era": timeline(
        "216-08-02 BCE",
        mark("216-08-02 BCE", HAPPENED, "Hannibal surrounds the army", True),
        mark("216-08 mid BCE", REPORTED, "News reaches Rome", True),
        mark("211 BCE", HAPPENED, "Hannibal before the gates of Rome", True),
        mark("202-10-19 BCE", HAPPENED, "Hannibal beaten in Africa", True),
    ),
    "a month by the week": timeline("1190-09", mark("1190-09", HAPPENED, "The bands meet")),
    "across the eras": timeline(
        "2-11-01/2-12-30 BCE",
        mark("2-12-01 BCE", HAPPENED, "Siege begins", True),
        mark("3-02-02", HAPPENED, "Walls rebuilt", True),
    ),
    "months": timeline(
        "1916-02-21/1916-12-18",
        mark("1916-02-21", HAPPENED, "German bombardment begins"),
        mark("1916-02-25", HAPPENED, "Fort Douaumont taken"),
        mark("1916-03 early", REPORTED, "Heavy losses in the press of neutral states"),
        mark("1916-06-07", HAPPENED, "Fort Vaux falls"),
        mark("1916-07-01", HAPPENED, "Battle of the Somme begins"),
        mark("1916-10-24", HAPPENED, "French retake Douaumont"),
        mark("1916-12-18", HAPPENED, "Last French attack ends"),
    ),
    "weeks, into the next year": timeline(
        "1942-08-23/1943-02-02",
        mark("1942-07-17", HAPPENED, "Fighting on the Don"),
        mark("1942-08-23", HAPPENED, "City bombed"),
        mark("1942-09-13", HAPPENED, "Assault on the city centre"),
        mark("1942-09-24", REPORTED, "City said to be almost taken"),
        mark("1942-11-19", HAPPENED, "Operation Uranus"),
        mark("1942-11-23", HAPPENED, "Sixth Army surrounded"),
        mark("1943-01-31", HAPPENED, "Paulus surrenders"),
        mark("1943-02-02", HAPPENED, "Last units surrender"),
        mark("1943-02-03", REPORTED, "German radio admits the defeat"),
    ),
    "new year": timeline(
        "1944-12-28/1945-01-05",
        mark("1944-12-31", REPORTED, "Bridge said to be blown"),
        mark("1945-01-05", HAPPENED, "Withdrawal"),
    ),
    "years": timeline(
        "1337-05-24/1453-10-19",
        mark("1346-08-26", HAPPENED, "Crécy", True),
        mark("1415-10-25", HAPPENED, "Agincourt", True),
        mark("1429-05", HAPPENED, "Siege of Orléans lifted", True),
    ),
    "long before and long after": timeline(
        "1410-07-15",
        mark("1308-11-13", HAPPENED, "Danzig is taken", True),
        mark("1411-02-01", HAPPENED, "First Peace of Thorn", True),
        mark("1902-07-15", HAPPENED, "A monument is unveiled", True),
        mark("1914-08-30", HAPPENED, "A later battle is named after it", True),
    ),
    "before and after in one year": timeline(
        "1863-07-01/1863-07-03",
        mark("1861-04-12", HAPPENED, "Fort Sumter: the war begins"),
        mark("1863-05", HAPPENED, "Lee decides to march north"),
        mark("1863-06-09", HAPPENED, "Cavalry fight at Brandy Station"),
        mark("1863-07", HAPPENED, "Lee retreats to Virginia"),
        mark("1863-07-01", HAPPENED, "First shots west of the town"),
        mark("1863-07-03", HAPPENED, "Pickett's Charge fails"),
        mark("1863-07-05", REPORTED, "Victory reported in Washington"),
        mark("1863-11-19", HAPPENED, "Lincoln's address"),
    ),
    "all in one day": timeline(
        "1815-06-18", *(mark("1815-06-18", i % 2 == 1, f"Part {i} of the battle is fought") for i in range(7))
    ),
    "one side, every day": timeline(
        "2013-02-06/2013-02-19",
        *(mark(f"2013-02-{6 + i:02d}", HAPPENED, "Attack on the northern gate") for i in range(9)),
    ),
    "overlapping ranges": timeline(
        "2016-10-17/2017-07-20",
        mark("2016-10-17/2016-11-01", HAPPENED, "Advance on the city", True),
        mark("2016-10-20/2016-11-10", HAPPENED, "Villages to the south taken", True),
        mark("2016-10", REPORTED, "First losses", True),
        mark("2017", HAPPENED, "City in ruins", True),
    ),
    "long words": timeline(
        "1565-05-18/1565-09-11",
        mark("1565-05-18", HAPPENED, "The fleet, with more than thirty thousand men by one count, is sighted"),
        mark("1565-09-11", HAPPENED, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"),
    ),
    "forty": FORTY,
    "forty in a day": timeline("2013-02-06", *(mark("2013-02-06", i % 3 == 0, f"Event {i}") for i in range(40))),
}


def picture(drawing: Drawing, margin: float = 15) -> Any:
    """The drawing in grey on a page with a margin around it, row 0 on top."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(drawing.width + 2 * margin, drawing.height + 2 * margin))
    drawing.draw(canvas, margin, margin)
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=DOTS, grayscale=True).to_numpy().squeeze()


def overlaps(boxes: Sequence[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for one, other in combinations(boxes, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def outside(drawing: Drawing) -> list[str]:
    return [
        text
        for text, x0, y0, x1, y1 in drawing.text_boxes()
        if x0 < -0.01 or y0 < -0.01 or x1 > drawing.width + 0.01 or y1 > drawing.height + 0.01
    ]


def words(drawing: Drawing) -> list[str]:
    return [box[0] for box in drawing.text_boxes()]


def is_prefix_of(parts: Sequence[str], whole: str) -> bool:
    """True when the parts are the whole, cut at spaces or within a word."""
    return "".join("".join(parts).split()) == "".join(whole.split())


def has_text(drawing: Drawing, text: str) -> bool:
    """True when lines of the drawing that follow one another make up the text."""
    lines = [line.removeprefix("– ") for line in words(drawing)]
    return any(
        is_prefix_of(lines[start:end], text)
        for start in range(len(lines))
        for end in range(start + 1, min(start + 12, len(lines)) + 1)
    )


@pytest.fixture(scope="module")
def drawings() -> dict[str, Drawing]:
    return {name: timeline_drawing(chart, WIDTH) for name, chart in BATTLES.items()}


@pytest.mark.parametrize("name", BATTLES)
def test_labels_keep_apart_and_inside(drawings: dict[str, Drawing], name: str) -> None:
    assert overlaps(drawings[name].text_boxes()) == []
    assert outside(drawings[name]) == []


@pytest.mark.parametrize("name", BATTLES)
def test_ink_stays_inside(drawings: dict[str, Drawing], name: str) -> None:
    drawing = drawings[name]
    inked = numpy.argwhere(picture(drawing) < 250)
    (top, left), (bottom, right) = inked.min(axis=0), inked.max(axis=0)
    assert min(top, left) >= 15 * DOTS - 1
    assert right <= (15 + drawing.width) * DOTS + 1
    assert bottom <= (15 + drawing.height) * DOTS + 1


@pytest.mark.parametrize("name", BATTLES)
def test_no_line_or_dot_touches_a_word(name: str) -> None:
    """Draws the chart without its words and looks whether anything is where the words would be."""
    drawing = timeline_drawing(BATTLES[name], WIDTH)
    wordless = tuple(part for part in drawing.parts if not isinstance(part, TextLine))
    shapes = picture(replace(drawing, parts=wordless))
    for text, x0, y0, x1, y1 in drawing.text_boxes():
        rows = slice(round((15 + drawing.height - y1) * DOTS) + 1, round((15 + drawing.height - y0) * DOTS) - 1)
        under = shapes[rows, round((15 + x0) * DOTS) + 1 : round((15 + x1) * DOTS) - 1]
        assert under.size == 0 or under.min() >= 225, text


@pytest.mark.parametrize("name", BATTLES)
def test_every_event_is_named_or_numbered(drawings: dict[str, Drawing], name: str) -> None:
    drawing, chart = drawings[name], BATTLES[name]
    if not drawing.numbered:
        for event in chart.marks:
            assert has_text(drawing, event.date), event.date
            assert has_text(drawing, event.label.replace("'", "’")), event.label
        return
    found: list[int] = []
    for line in bold_lines(drawing):
        for part in re.findall(r"[\d–]+", line):
            first, _, last = part.partition("–")
            found.extend(range(int(first), int(last or first) + 1))
    assert sorted(found) == list(range(1, len(chart.marks) + 1))


def bold_lines(drawing: Drawing) -> list[str]:
    """Lines in bold 12 pt: dates and numbers of flags."""
    return [part.text for part in drawing.parts if isinstance(part, TextLine) and (part.size, part.font) == (12, BOLD)]


def test_only_crowded_timelines_are_numbered(drawings: dict[str, Drawing]) -> None:
    assert {name for name, drawing in drawings.items() if drawing.numbered} == {
        "one side, every day",
        "forty",
        "forty in a day",
    }
    assert all(drawing.height <= 120 * MM for drawing in drawings.values())
    assert all(drawing.rows_height == drawing.height for drawing in drawings.values())


def test_safira_shows_days_then_months(drawings: dict[str, Drawing]) -> None:
    months = ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    cell_labels = [str(day) for day in range(5, 21)] + months
    assert [text for text in words(drawings["safira"]) if text in cell_labels] == cell_labels
    assert drawings["safira"].height <= 60 * MM


def test_happened_stands_above_and_reported_below(drawings: dict[str, Drawing]) -> None:
    place = {text: (y0 + y1) / 2 for text, _, y0, _, y1 in drawings["safira"].text_boxes()}
    strip = place["12"]
    for event in SAFIRA.marks:
        assert (place[event.date] < strip) is event.reported


def test_dots_are_black_above_and_white_below(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["safira"]
    shapes = picture(drawing)
    cell = {text: (x0, x1) for text, x0, _, x1, _ in drawing.text_boxes() if text in {"6", "8"}}
    strip = next((y0 + y1) / 2 for text, _, y0, _, y1 in drawing.text_boxes() if text == "12")
    happened, reported = strip + (3.5 + 2.0) * MM, strip - (3.5 + 2.2) * MM

    def grey(text: str, y: float, aside: float = 0) -> int:
        x = sum(cell[text]) / 2 + aside
        return int(shapes[round((15 + drawing.height - y) * DOTS), round((15 + x) * DOTS)])

    assert grey("6", happened) == 0
    assert grey("8", reported) == 255
    assert grey("8", reported, 1.25 * MM - 0.6) < 100
    tail = [grey("8", reported, -aside * MM) for aside in numpy.arange(2, 10, 0.1)]
    assert min(tail) < 128
    assert max(tail) == 255
    tail = [grey("6", happened, -aside * MM) for aside in numpy.arange(2, 4, 0.1)]
    assert min(tail) == 255


def test_a_date_that_a_source_gives_has_a_mark_of_its_own() -> None:
    """Neither black as what the article says happened, nor white as a report; and no disc, for bad copies."""
    claimed = replace(SAFIRA, marks=(replace(SAFIRA.marks[0], claimed=True), *SAFIRA.marks[1:]))
    drawing = timeline_drawing(claimed, WIDTH)
    assert "happened then, says a source" in words(drawing)
    assert "happened then, says a source" not in words(timeline_drawing(SAFIRA, WIDTH))
    boxes = {text: (x0, y0, x1, y1) for text, x0, y0, x1, y1 in drawing.text_boxes()}
    x, y = sum(boxes["6"][::2]) / 2, (boxes["12"][1] + boxes["12"][3]) / 2 + (3.5 + 2.0) * MM
    shapes = picture(drawing)

    def grey(aside: float, up: float) -> int:
        return int(shapes[round((15 + drawing.height - y - up) * DOTS), round((15 + x + aside) * DOTS)])

    assert 150 < grey(0, -0.8 * MM) < 230
    beyond = 1.45 * MM  # a disc ends at 1.25 mm
    assert max(grey(-beyond, 0), grey(beyond, 0)) < 160


def test_a_claim_stands_beyond_the_dot_of_the_same_day_and_the_words_say_which_is_which() -> None:
    """Both marks are seen, and marks stand for the dashes of the list, so that no event is taken for a claim."""
    first = SAFIRA.marks[0]
    both = replace(SAFIRA, marks=(first, replace(first, label="Bridge lost", claimed=True), *SAFIRA.marks[1:]))
    drawing = timeline_drawing(both, WIDTH)
    boxes = {text: (x0, y0, x1, y1) for text, x0, y0, x1, y1 in drawing.text_boxes()}
    x, strip = sum(boxes["6"][::2]) / 2, (boxes["12"][1] + boxes["12"][3]) / 2
    shapes = picture(drawing)

    def grey(up: float) -> int:
        return int(shapes[round((15 + drawing.height - strip - up) * DOTS), round((15 + x - 0.8 * MM) * DOTS)])

    assert grey((3.5 + 2.0) * MM) == 0
    assert 150 < grey((3.5 + 2.0 + 3.4) * MM) < 230
    assert "Bridge lost" in words(drawing)
    assert not [text for text in words(drawing) if text.startswith("– ")]


def test_battle_days_are_framed_and_tinted(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["safira"]
    shapes = picture(drawing)
    boxes = {text: (x0, y0, x1, y1) for text, x0, y0, x1, y1 in drawing.text_boxes()}
    row = round((15 + drawing.height - boxes["12"][1] + 2) * DOTS)
    tint = {text: int(shapes[row, round((15 + boxes[text][2] + 0.9) * DOTS)]) for text in ("5", "6", "12", "19", "20")}
    assert tint == {"5": 255, "6": 230, "12": 230, "19": 230, "20": 255}


@pytest.mark.parametrize(
    ("name", "present", "absent"),
    [
        ("one day, no event", {"25 Aug", "26 Aug", "27 Aug"}, {"Sep"}),
        ("before the common era", {"Aug 216 BCE"}, {"216", "210s BCE"}),
        ("months", {"Mar", "Apr", "Nov"}, {"22"}),
        ("weeks, into the next year", {"Jul", "1942", "Oct 1942", "Jan 1943", "30"}, set()),
        ("new year", {"Dec 1944", "Jan 1945", "31", "1"}, set()),
        ("long before and long after", {"Jul 1410", "1900s"}, set()),
    ],
)
def test_strips_say_what_their_cells_are(
    drawings: dict[str, Drawing], name: str, present: set[str], absent: set[str]
) -> None:
    found = set(words(drawings[name]))
    assert present <= found
    assert not absent & found


def test_a_cell_that_the_frame_cuts_stays_one_with_its_name_in_the_middle(drawings: dict[str, Drawing]) -> None:
    """A month of 30 days by the week: the frame ends two days into the week of the 29th."""
    centre = {text: (x0 + x1) / 2 for text, x0, _, x1, _ in drawings["a month by the week"].text_boxes()}
    assert centre["29 Sep"] == pytest.approx((centre["22 Sep"] + centre["6 Oct"]) / 2, abs=0.01)


def test_legend_and_caption_explain_what_is_there_and_no_more(drawings: dict[str, Drawing]) -> None:
    assert "happened on this date" in words(drawings["one day, one event"])
    assert "reported on this date:" not in words(drawings["one day, one event"])
    assert {"happened on this date", "happened within this time", "reported on this date:"} <= set(
        words(drawings["safira"])
    )
    notes = {name: drawing.notes for name, drawing in drawings.items()}
    assert notes["one day, one event"] == ()
    assert notes["safira"] == ("broken",)
    assert notes["a month by the week"] == ("weeks",)
    assert "weeks" in notes["weeks, into the next year"]
    assert {name for name, found in notes.items() if "numbered" in found} == {
        name for name, drawing in drawings.items() if drawing.numbered
    }


@pytest.mark.parametrize("name", BATTLES)
def test_the_strips_have_the_width_of_the_page(drawings: dict[str, Drawing], name: str) -> None:
    drawing = drawings[name]
    wordless = tuple(part for part in drawing.parts if not isinstance(part, TextLine))
    right = numpy.argwhere(picture(replace(drawing, parts=wordless)) < 250).max(axis=0)[1]
    assert right / DOTS - 15 >= WIDTH - (18 * MM if drawing.numbered else 0) - 2


@pytest.mark.parametrize("name", BATTLES)
def test_in_easy_read_letters_stand_apart_and_no_month_is_a_letter(name: str) -> None:
    """Easy read has a tenth of the type size after every letter."""
    drawing = timeline_drawing(BATTLES[name], WIDTH, 13, 12, 0.1)
    texts = [part for part in drawing.parts if isinstance(part, TextLine)]
    assert all(part.tracking == pytest.approx(part.size / 10) for part in texts)
    assert [part.text for part in texts if len(part.text) == 1 and part.text.isalpha()] == []
    assert overlaps(drawing.text_boxes()) == []
    assert outside(drawing) == []


def test_the_space_after_letters_is_on_the_page_and_in_the_measured_width() -> None:
    drawing = timeline_drawing(BATTLES["one day, one event"], WIDTH, 13, 12, 0.1)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(drawing.width, drawing.height))
    drawing.draw(canvas, 0, 0)
    canvas.save()
    text = pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage()
    found = text.search("happened on this date")
    start, count = found.get_next() or (0, 0)
    printed = [text.get_charbox(start + number) for number in range(count)]
    label = next(box for box in drawing.text_boxes() if box[0] == "happened on this date")
    assert printed[-1][2] - printed[0][0] == pytest.approx(label[3] - label[1] - 1.2, abs=1.5)


def test_numbers_stand_over_their_marks_in_few_rows() -> None:
    """Thirty marks ten days apart on 166 mm are 5 mm apart: two rows of numbers, each in the middle over its mark."""
    first = Day(1620, 3, 8).ordinal
    days = [day_at(first + 10 * number) for number in range(30)]
    marks = [Mark(When(day, day, "day"), HAPPENED, f"{day.day} x", "A long enough label", "k", "r") for day in days]
    war = timeline("1620-03-01/1620-12-25", *marks)
    drawing = timeline_drawing(war, WIDTH)
    assert drawing.numbered
    assert drawing.height < 40 * MM
    bold = {part.text for part in drawing.parts if isinstance(part, TextLine) and part.size == 12}
    centres = [(box[1] + box[3]) / 2 for box in drawing.text_boxes() if box[0] in bold]
    assert len(centres) == 30
    steps = [b - a for a, b in pairwise(centres)]
    assert max(steps) - min(steps) < 0.15 * max(steps)
    boxes = [box for box in drawing.text_boxes() if box[0] in bold]
    digit = text_width("0", BOLD, 12)
    for one, other in combinations(boxes, 2):  # "1 2" is not 12
        assert abs(one[2] - other[2]) > 1 or other[1] - one[3] >= 1.4 * digit or one[1] - other[3] >= 1.4 * digit


@pytest.mark.parametrize("size", [12, 18])
def test_forty_events_day_by_day_share_stems_and_their_numbers_are_ranges(size: float) -> None:
    """The drawing stays low, and every number is in one of the ranges: "1–3"."""
    days = [date(1533, 5, 4) + timedelta(days=number) for number in range(40)]
    crowded = timeline("1533-05-04/1533-06-12", *(mark(day.isoformat(), False, "Gate held") for day in days))
    drawing = timeline_drawing(crowded, WIDTH, size, size)
    assert drawing.numbered
    assert drawing.height <= 120 * MM
    stems = [line.text for line in drawing.parts if isinstance(line, TextLine) and line.font == BOLD]
    ranges = [part for text in stems if re.fullmatch(r"[\d–, ]+", text) for part in text.split(", ")]
    found = [n for part in ranges for n in range(int(part.split("–")[0]), int(part.split("–")[-1]) + 1)]
    assert set(found) >= set(range(1, 41))
    assert any("–" in part for part in ranges)
    assert overlaps(drawing.text_boxes()) == []
    lines: list[Any] = [part.outline.vertices for part in drawing.parts if isinstance(part, Shape) and not part.fill]
    brackets = [(line[0][0] + line[3][0]) / 2 for line in lines if len(line) == 4]
    middles = [(box[1] + box[3]) / 2 for box in drawing.text_boxes() if re.fullmatch(r"[\d–, ]+", box[0])]
    assert brackets
    assert all(any(abs(bracket - middle) < 1 for middle in middles) for bracket in brackets[1:-1])


@pytest.mark.parametrize(("words_size", "cells_size", "tracking"), [(12, 10, 0.0), (18, 18, 0.0), (13, 12, 0.1)])
def test_a_date_of_one_year_stands_in_a_box_of_that_year(words_size: float, cells_size: float, tracking: float) -> None:
    """In large print as in small: no "1880s" for what happened in 1880."""
    days = [mark(f"1879-01-0{day}", HAPPENED, f"Event {day}", True) for day in (1, 2, 3, 5)]
    later = (mark("1879-02 early", HAPPENED, "The armies talk", True), mark("1880", HAPPENED, "Bridge built", True))
    chart = timeline("1878-12-29/1879-01-06", mark("1878-12-30", HAPPENED, "Bridge blown up", True), *days, *later)
    told = " ".join(words(timeline_drawing(chart, WIDTH, words_size, cells_size, tracking)))
    assert re.search(r"\bFeb–Dec 1879\b", told)
    assert re.search(r"\b1880\b", told)
    assert "0s" not in told


def test_events_stand_on_their_side_of_the_battle(drawings: dict[str, Drawing]) -> None:
    """A strip before the battle cut into years also covers the months after it, but not their events."""
    drawing = drawings["before and after in one year"]
    places = {text: (x0 + x1) / 2 for text, x0, _, x1, _ in drawing.text_boxes()}
    assert places["9 June"] < places["Jul 1863"] < places["19 November"]


def test_no_words_left_of_their_stem_begin_beside_that_of_another_event() -> None:
    """Where there is room above: words are taken for those of the stem on their left."""
    blocks = [Block(280, 80, 30), Block(390, 95, 30), Block(430, 90, 30)]
    placed = place_flags(blocks, 470.0)
    assert placed is not None
    for one, other in permutations(placed, 2):
        assert one.right or other.top <= one.base or not 0 < one.words[0] - other.block.x < 8 * MM


def test_events_of_one_day_share_a_date(drawings: dict[str, Drawing]) -> None:
    assert words(drawings["all in one day"]).count("18 June") == 2


def test_same_chart_same_operators() -> None:
    codes = []
    for _ in range(2):
        canvas = Canvas(io.BytesIO())
        timeline_drawing(SAFIRA, WIDTH).draw(canvas, 10, 10)
        timeline_drawing(FORTY, WIDTH).draw(canvas, 10, 300)
        codes.append(list(canvas._code))
    assert codes[0] == codes[1]


def test_a_width_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="100 mm"):
        timeline_drawing(SAFIRA, 80 * MM)


@some.composite
def charts(draw: some.DrawFn) -> Timeline:
    """Any battle, with events before, in and after it."""
    start = draw(some.integers(-100_000, 740_000))
    length = draw(some.sampled_from([0, 1, 13, 40, 300, 4000]))
    reach = draw(some.sampled_from([0, 5, 300, 40_000]))
    marks = []
    for _ in range(draw(some.integers(0, 12))):
        first = draw(some.integers(start - reach, start + length + reach))
        last = first + draw(some.sampled_from([0, 0, 0, 9, 80]))
        when = When(day_at(first), day_at(last), "range" if last > first else "day")
        label = " ".join(draw(some.lists(some.sampled_from(["town", "Government", "a"]), min_size=1, max_size=8)))
        marks.append(Mark(when, draw(some.booleans()), when.words(), label, "kind", label))
    marks.sort(key=lambda one: (one.when.first.ordinal, one.when.last.ordinal))
    battle = When(day_at(start), day_at(start + length), "range")
    return Timeline("timeline", "Title", "Caption.", ("Date", "Kind", "Event"), battle, tuple(marks), "alt")


@settings(max_examples=25, deadline=None, derandomize=True)
@given(charts())
def test_labels_of_any_battle_keep_apart(chart: Timeline) -> None:
    drawing = timeline_drawing(chart, WIDTH)
    assert overlaps(drawing.text_boxes()) == []
    assert outside(drawing) == []
    assert drawing.height < 200 * MM


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    some.lists(
        some.tuples(some.integers(8, 460), some.integers(10, 140), some.integers(12, 60)),
        min_size=1,
        max_size=12,
        unique_by=lambda block: block[0] // 8,
    )
)
def test_placed_flags_cross_nothing(sizes: list[tuple[int, int, int]]) -> None:
    blocks = [Block(float(x // 8 * 8), float(width), float(height)) for x, width, height in sorted(sizes)]
    placed = place_flags(blocks, 470.0)
    if placed is None:
        return
    for flag in placed:
        assert flag.ends[0] >= 0
        assert flag.ends[1] <= 470
    for one in placed:
        for other in placed:
            if one is other:
                continue
            left = one.ends[0] if not one.right else one.block.x + STEM_ROOM
            right = left + one.block.width
            stem_crosses = left < other.block.x < right and other.top > one.base
            assert not stem_crosses
            if other.top > one.base:  # that stem stands twice as far from these words as their own, or more
                assert not left - 2 * STEM_ROOM < other.block.x < right + 2 * STEM_ROOM
            beside = one.ends[1] <= other.ends[0] or other.ends[1] <= one.ends[0]
            assert beside or one.base >= other.top or other.base >= one.top


@settings(max_examples=200, deadline=None, derandomize=True)
@given(some.integers(-1_000_000, 1_500_000))
def test_ordinals_and_days_are_one_to_one(ordinal: int) -> None:
    assert day_at(ordinal).ordinal == ordinal


def test_days_around_the_turn_of_the_eras() -> None:
    assert day_at(Day(1, 1, 1).ordinal - 1) == Day(-1, 12, 31)
    assert day_at(Day(-1, 2, 29).ordinal) == Day(-1, 2, 29)


@pytest.mark.parametrize("unit", Unit)
def test_cells_follow_one_another_without_gaps(unit: Unit) -> None:
    first, end = Day(-12, 11, 20).ordinal, Day(12, 2, 3).ordinal
    row = cells(unit, first, end, True)
    assert row[0].first <= first < row[0].end
    assert row[-1].first < end <= row[-1].end
    assert all(one.end == other.first for one, other in pairwise(row))


def test_cells_of_years_have_the_names_people_use() -> None:
    first, end = Day(-219, 5, 1).ordinal, Day(-208, 5, 1).ordinal
    assert [cell.label for cell in cells(Unit.DECADE, first, end, True)] == ["210s BCE", "200s BCE"]
    assert cells(Unit.DECADE, first, end, True)[0].first == Day(-219, 1, 1).ordinal
    assert [cell.label for cell in cells(Unit.YEAR, Day(-2, 1, 1).ordinal, Day(2, 1, 1).ordinal, True)] == [
        "2 BCE",
        "1 BCE",
        "1",
    ]


def covered(unit: Unit, label: str, group: str) -> set[str]:
    """The months or years that a label names, read as a pupil would: "1–24 Nov" of 1744 is "Nov 1744"."""
    if unit is Unit.MONTH:
        return {f"{label[-3:]} {group}"}
    era = " BCE" if label.endswith("BCE") else ""
    named = label.removesuffix(" BCE").split()[-1]
    if named.endswith("s"):
        size = int(named[:-1])
        length = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}[unit]
        return {f"{year}{era}" for year in range(size, size + length)}
    low, _, high = named.partition("–")
    ends = sorted((int(low), int(high or low)))
    return {f"{year}{era}" for year in range(ends[0], ends[1] + 1)}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(charts(), some.sampled_from([Lettering(), Lettering(18, 18), Lettering(13, 12, 0.1)]))
def test_no_day_is_in_two_cells_and_labels_say_what_cells_cover(chart: Timeline, lettering: Lettering) -> None:
    """No "310s BCE" beside cells of 312 BCE, no "Nov" before "25 Nov": each cell ends where its label does."""
    strips = lay_strips(chart, WIDTH, lettering)[0].strips
    row = [(strip.unit, cell) for strip in strips for cell in strip.cells]
    assert all(one.first < one.end <= other.first for (_, one), (_, other) in pairwise(row))
    for unit, cell in row:
        first, last = day_at(cell.first), day_at(cell.end - 1)
        if unit is Unit.MONTH and "–" in cell.label:
            assert cell.label.split()[0] == f"{first.day}–{last.day}"
        elif unit is Unit.MONTH and " " not in cell.label:
            assert (first.day, day_at(cell.end).day) == (1, 1)
        if unit >= Unit.MONTH:
            ends = {f"{MONTHS[day.month - 1][:3]} {year_words(day.year)}" for day in (first, last)}
            years = {year_words(day.year) for day in (first, last)}
            named = covered(unit, cell.label, cell.group or year_words(first.year))
            assert (ends if unit is Unit.MONTH else years) <= named
            if unit >= Unit.DECADE:
                assert len(named) == last.year - first.year + 1
            if unit is Unit.YEAR and cell.label == year_words(first.year):
                assert (cell.first, cell.end) == (Day(first.year, 1, 1).ordinal, day_after(first.year))
    for strip in strips:  # whose scale is one: a point of one cell is as many days as a point of the next
        scales = [
            (cell.end - cell.first) / (b - a) for cell, (a, b) in zip(strip.cells, pairwise(strip.edges), strict=True)
        ]
        assert min(scales) > 0.8 * max(scales)
    for mark in chart.marks:
        days = range(mark.when.first.ordinal, mark.when.last.ordinal + 1)
        assert any(cell.first < days.stop and days.start < cell.end for _, cell in row)


def day_after(year: int) -> int:
    """Ordinal of the day after a year; none is the year 0."""
    return Day(year + 1 or 1, 1, 1).ordinal
