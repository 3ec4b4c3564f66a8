"""The strips of a timeline: their units, how wide their cells are, and where a day lies on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise, product

from edu.model.chart import Mark, Timeline
from edu.write.figures.calendar import Cell, Unit, cells, inner, part
from edu.write.figures.letters import Lettering, text_width
from edu.write.figures.sheet import MM
from edu.write.pdf.fonts import BOLD, TEXT

EDGE = 1.0
"""Room in points at both ends of the strips, for half the width of a frame."""

BREAK = 8 * MM
"""Gap between two strips, with two slanted strokes in it."""

NARROWEST = 5.6 * MM
"""Width under which a cell of days, weeks or months can not be read; all but days are measured by their labels too."""

LABEL_ROOM, YEAR_ROOM = 1.6, 2 * MM
"""Room beside a label in a cell of weeks or months, and in one of years."""

GROUP_ROOM = 4.0
"""Room in points beside the name of a month under its weeks."""

COARSE, BROKEN = 3, 4
"""How many crowded marks a step to coarser cells before or after the battle, from months on, is as bad as, and a break
in the scale between two cells that follow one another."""

SECOND_BEST = 4
"""How many crowded marks more a cut of the time may be as bad as that is tried where the best has no room for words."""

NO_MARGIN = 2
"""How many crowded marks a battle without the days before and after it is as bad as."""

ALIKE = 0.85
"""A part of a cell that is as long as this share of a whole one has its width: so unlike are months too."""

NEAR = 7
"""Days around the battle from which events are drawn by the day too, where there is room."""

CLOSE = 2.6 * MM
"""Marks nearer than this share a dot's place."""

Row = tuple[Unit, tuple[Cell, ...]]
"""Cells of one unit, before they have a width."""


@dataclass(frozen=True)
class Span:
    """Days of one strip before their unit is chosen: from `first` up to, not with, `end`."""

    first: int
    end: int


@dataclass(frozen=True)
class Strip:
    """A row of cells of one scale.

    Attributes:
        unit: what a cell stands for.
        cells: the cells.
        edges: left end of each cell in points, and right end of the last.
    """

    unit: Unit
    cells: tuple[Cell, ...]
    edges: tuple[float, ...]

    @property
    def x0(self) -> float:
        """Left end in points."""
        return self.edges[0]

    @property
    def x1(self) -> float:
        """Right end in points."""
        return self.edges[-1]

    @property
    def first(self) -> int:
        """Ordinal of the first day."""
        return self.cells[0].first

    @property
    def end(self) -> int:
        """Ordinal of the day after the last."""
        return self.cells[-1].end

    def x(self, moment: float) -> float:
        """Place of a moment, in days, on the strip; the nearer end for a moment outside."""
        for cell, (left, right) in zip(self.cells, pairwise(self.edges), strict=True):
            if moment < cell.end:
                return left + max((moment - cell.first) / (cell.end - cell.first), 0.0) * (right - left)
        return self.x1

    def groups(self) -> tuple[tuple[str, float, float], ...]:
        """Neighbouring cells of one group: its name and where it starts and ends, in points."""
        found, start = [], 0
        for name, members in groupby(self.cells, key=lambda cell: cell.group):
            end = start + len(tuple(members))
            found.append((name, self.edges[start], self.edges[end]))
            start = end
        return tuple(found)


@dataclass(frozen=True)
class Strips:
    """All strips of a timeline, from left to right.

    Attributes:
        strips: one to three strips.
        main: number of the strip with the battle.
        grouped: whether the strips are two rows high: a second names months or years, because the cells alone could be
            misread, or a name in a cell takes two lines.
        lettering: the type sizes it was laid out for.
    """

    strips: tuple[Strip, ...]
    main: int
    grouped: bool
    lettering: Lettering

    def strip_at(self, moment: float) -> Strip:
        """The strip that shows a moment, or that shows the next one after it."""
        return next((strip for strip in self.strips if moment < strip.end), self.strips[-1])

    def x(self, moment: float) -> float:
        """Place of a moment, in days."""
        return self.strip_at(moment).x(moment)


def lay_strips(chart: Timeline, width: float, lettering: Lettering) -> tuple[Strips, ...]:
    """Ways to cut the time into strips that fit, the best first, and those that are nearly as good (`SECOND_BEST`).

    The finest cells are the best, unless coarser ones leave room to keep more marks apart. A coarser unit for the
    battle itself must keep apart two marks more for each step, or keep months before and after. A day before the battle
    and one after it are shown too, where there is room.
    """
    years = _years(chart)
    found: dict[tuple[tuple[Cell, ...], ...], tuple[int, Strips]] = {}
    for margin in (1, 0):
        for rows, main in _choices(chart, width, years, lettering, margin):
            cut = tuple(row for _, row in rows)
            wrapped = next((two for two in (False, True) if _room(rows, width, lettering, two) >= 0), None)
            if wrapped is not None and cut not in found:
                strips = _spread(rows, main, width, years, lettering, wrapped)
                lost = NO_MARGIN * (1 - margin) + wrapped + _crowding(strips, chart) + _coarseness(strips)
                found[cut] = lost, strips
    ways = sorted(found.values(), key=lambda way: way[0])
    if ways:
        most, coarse = ways[0][0] + SECOND_BEST, _coarse(ways[0][1])
        return tuple(strips for lost, strips in ways if lost <= most and _coarse(strips) <= coarse)
    rows, main = _coarsest(chart, years)
    return (_spread(rows, main, width, years, lettering),)


def place(strips: Strips, mark: Mark) -> float:
    """Where a mark touches the strips: the middle of its day, or the start of a longer time."""
    first, last = mark.when.first.ordinal, mark.when.last.ordinal
    return strips.x(first + 0.5 if first == last else first)


def _coarse(strips: Strips) -> int:
    """The units of all sides added up: more for coarser ones."""
    return sum(max((strip.unit for strip in side), default=0) for side in _sides(strips))


def _sides(strips: Strips) -> tuple[tuple[Strip, ...], ...]:
    """The strips before the battle's, its own, and those after it."""
    return strips.strips[: strips.main], strips.strips[strips.main : strips.main + 1], strips.strips[strips.main + 1 :]


def _coarseness(strips: Strips) -> int:
    """How much is lost by cells that are not the finest, two for each step of the battle's own, and by more breaks."""
    before, (main,), after = _sides(strips)
    lost = 2 * main.unit
    for side in (before, after):
        if side:
            lost += COARSE * max(side[0].unit - Unit.MONTH, 0) + BROKEN * (len(side) - 1)
    return lost


def _crowding(strips: Strips, chart: Timeline) -> int:
    """How many marks would lie too near to another of their side."""
    crowded = 0
    for reported in (False, True):
        places = sorted(place(strips, mark) for mark in chart.marks if mark.reported is reported)
        crowded += sum(b - a < CLOSE for a, b in pairwise(places))
    return crowded


def _choices(
    chart: Timeline, width: float, years: bool, lettering: Lettering, margin: int
) -> Iterable[tuple[list[Row], int]]:
    """Rows of cells that may fit, the finest first, with the number of the battle's row."""
    for core, unit in _cores(chart, margin):
        if _too_long(core, unit, width, lettering):
            continue
        middle = cells(unit, core.first, core.end, years)
        outer = _outer(chart, middle[0].first, middle[-1].end)
        for units in _outer_units(unit):
            if not any(
                span and _too_long(span, each, width, lettering) for span, each in zip(outer, units, strict=True)
            ):
                rows, main = _rows(chart, (unit, middle), outer, units, years)
                yield rows, main
                if any(_uneven(row) for _, row in rows):
                    yield _apart(rows, main)


def _coarsest(chart: Timeline, years: bool) -> tuple[list[Row], int]:
    """Rows for a time so long that nothing fits: the battle by the year, all else by the thousand years."""
    core = Span(chart.battle.first.ordinal - 1, chart.battle.last.ordinal + 2)
    middle = cells(Unit.MILLENNIUM, core.first, core.end, years)
    outer = _outer(chart, middle[0].first, middle[-1].end)
    return _rows(chart, (Unit.MILLENNIUM, middle), outer, (Unit.MILLENNIUM, Unit.MILLENNIUM), years)


def _rows(
    chart: Timeline, middle: Row, outer: tuple[Span | None, Span | None], units: tuple[Unit, Unit], years: bool
) -> tuple[list[Row], int]:
    """The battle's row between those before and after it; cells at a break that hold no event go.

    No day is in two rows: of a cell that holds days of the battle's row too, the others alone are left.
    """
    before, after = outer
    rows = [middle]
    first, end = middle[1][0].first, middle[1][-1].end
    if before:
        days = [mark.when.last.ordinal for mark in chart.marks if mark.when.last.ordinal < first]
        row = [cell for cell in cells(units[0], before.first, before.end, years) if cell.first <= max(days)]
        if row[-1].end > first:
            start, stop = _covered(units[0], row[-1], before.first if len(row) == 1 else row[-1].first, max(days))
            row[-1] = part(units[0], row[-1], start, min(stop, first))
        rows.insert(0, (units[0], tuple(row)))
    if after:
        days = [mark.when.first.ordinal for mark in chart.marks if mark.when.first.ordinal >= end]
        row = [cell for cell in cells(units[1], after.first, after.end, years) if cell.end > min(days)]
        if row[0].first < end:
            start, stop = _covered(units[1], row[0], min(days), after.end - 1 if len(row) == 1 else row[0].end - 1)
            row[0] = part(units[1], row[0], max(start, end), stop)
        rows.append((units[1], tuple(row)))
    return rows, 1 if before else 0


def _uneven(row: Sequence[Cell]) -> bool:
    """True when a part of a cell is much shorter than the whole cells beside it."""
    return len(row) > 1 and min(map(_share, (row[0], row[-1]))) < ALIKE


def _share(cell: Cell) -> float:
    """How long a cell is beside a whole one of its sort; 1 for a whole one."""
    return (cell.end - cell.first) / cell.whole if cell.part else 1.0


def _apart(rows: Sequence[Row], main: int) -> tuple[list[Row], int]:
    """The same rows, with a break between a part of a cell and the whole ones beside it, where the scale changes."""
    found: list[Row] = []
    for number, (unit, row) in enumerate(rows):
        if number == main:
            main_now = len(found)
        first = _uneven(row) and _share(row[0]) < ALIKE
        last = _uneven(row) and _share(row[-1]) < ALIKE
        middle = row[first : len(row) - last]
        found += [(unit, cells) for cells in (row[:first], middle, row[len(row) - last :]) if cells]
    return found, main_now


def _covered(unit: Unit, cell: Cell, first: int, last: int) -> tuple[int, int]:
    """The days of a parted cell from `first` to `last`: a month by the day, a year by the month, more by the year."""
    if unit is Unit.MONTH:
        return cell.first, cell.end
    start, end = inner(unit, first, last)
    return max(start, cell.first), min(end, cell.end)


def _years(chart: Timeline) -> bool:
    """True when the chart touches more than one year."""
    whens = [chart.battle, *(mark.when for mark in chart.marks)]
    return len({day.year for when in whens for day in (when.first, when.last)}) > 1


def _cores(chart: Timeline, margin: int) -> Iterable[tuple[Span, Unit]]:
    """Spans for the strip of the battle, with so many days before and after it, and their units, the best first."""
    first, end = chart.battle.first.ordinal - margin, chart.battle.last.ordinal + 1 + margin
    starts = [mark.when.first.ordinal for mark in chart.marks]
    ends = [mark.when.last.ordinal + 1 for mark in chart.marks]
    everything = Span(min([first, *starts]), max([end, *ends]))
    near = Span(
        min([first, *(start for start in starts if start >= first - NEAR)]),
        max([end, *(stop for stop in ends if stop <= end + NEAR)]),
    )
    yield everything, Unit.DAY
    yield near, Unit.DAY
    yield Span(first, end), Unit.DAY
    for unit in list(Unit)[Unit.WEEK :]:
        if end - first >= 2 * _days(unit):
            if unit is Unit.WEEK:
                yield Span(first - 6, end + 6), unit
            yield Span(first + (unit is Unit.WEEK), end - (unit is Unit.WEEK)), unit


def _too_long(span: Span, unit: Unit, width: float, lettering: Lettering) -> bool:
    """True when the cells of a span surely need more than the width; saves counting them out."""
    return (span.end - span.first) / _days(unit) * NARROWEST * lettering.cells_scale > width


def _days(unit: Unit) -> int:
    """Days in the longest cell of a unit."""
    return {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31}.get(unit, 366 * unit.years)


def _outer_units(unit: Unit) -> list[tuple[Unit, Unit]]:
    """Units for the strips before and after the battle's, none finer than a month or than the battle's."""
    usable = [each for each in Unit if each >= max(unit, Unit.MONTH)]
    return sorted(product(usable, usable), key=lambda units: (sum(units), units))


def _outer(chart: Timeline, first: int, end: int) -> tuple[Span | None, Span | None]:
    """The time before the battle's strip and after it, as far as events lie there."""
    early = [mark.when for mark in chart.marks if mark.when.last.ordinal < first]
    late = [mark.when for mark in chart.marks if mark.when.first.ordinal >= end]
    before = Span(min(when.first.ordinal for when in early), first) if early else None
    last = max((when.last.ordinal + 1 for when in late), default=end)
    return before, Span(end, last) if late else None


def _narrowest(unit: Unit, row: Sequence[Cell], lettering: Lettering, wrapped: bool) -> list[float]:
    """The least width of each cell: one for all of a length, and for a shorter part of a cell so much less.

    With `wrapped` the name of a part of years may take two lines.
    """
    room = YEAR_ROOM if unit >= Unit.YEAR else LABEL_ROOM
    names = [two_lines(cell.label) if wrapped and cell.part and unit >= Unit.YEAR else (cell.label,) for cell in row]
    named = [
        max(text_width(name, BOLD, lettering.cells, lettering.tracking) for name in lines) + room for lines in names
    ]
    shares = [share if share < ALIKE else 1.0 for share in map(_share, row)] if len(row) > 1 else [1.0]
    least = max(width / share for width, share in zip(named, shares, strict=True)) if unit > Unit.DAY else 0.0
    if unit < Unit.YEAR:
        least = max(least, _least(unit, row, lettering))
    return [least * share for share in shares]


def _least(unit: Unit, row: Sequence[Cell], lettering: Lettering) -> float:
    """The least width of a cell of days, weeks or months, whatever its own name."""
    size, tracking = lettering.cells, lettering.tracking
    groups = Counter(cell.group for cell in row)
    if len(groups) == 1:
        least = (text_width(row[0].group, TEXT, size, tracking) + 1.5 * MM) / len(row)
    elif unit is Unit.WEEK:  # the month of a week or two is named too
        named = ((text_width(name.split(" ")[0], TEXT, size, tracking), count) for name, count in groups.items())
        shares = ((width + GROUP_ROOM) / count for width, count in named)
        least = max(shares) + 0.1
    else:
        least = 0.0
    return max(NARROWEST * lettering.cells_scale, least)


def two_lines(name: str) -> tuple[str, ...]:
    """The name of a part of years on two lines, its months or years and its year or era; on one without a space."""
    before, _, after = name.partition(" ")
    return (before, after) if after else (name,)


def _room(rows: Sequence[Row], width: float, lettering: Lettering, wrapped: bool) -> float:
    """Points left when every cell is as narrow as may be."""
    cells_width = sum(sum(_narrowest(unit, row, lettering, wrapped)) for unit, row in rows)
    return width - 2 * EDGE - cells_width - BREAK * (len(rows) - 1)


def _spread(
    rows: Sequence[Row], main: int, width: float, years: bool, lettering: Lettering, wrapped: bool = False
) -> Strips:
    """Gives the cells the width there is."""
    room = width - 2 * EDGE - BREAK * (len(rows) - 1)
    scale = room / (room - _room(rows, width, lettering, wrapped))
    strips, x = [], EDGE
    for unit, row in rows:
        widths = (width * scale for width in _narrowest(unit, row, lettering, wrapped))
        strips.append(Strip(unit, row, tuple(accumulate(widths, initial=x))))
        x = strips[-1].x1 + BREAK
    return Strips(tuple(strips), main, wrapped or _grouped(strips, years, lettering), lettering)


def _grouped(strips: Sequence[Strip], years: bool, lettering: Lettering) -> bool:
    """True when a second row must say of which month or year the cells are."""
    for strip in strips:
        groups = {cell.group for cell in strip.cells}
        named = all(
            text_width(cell.full, BOLD, lettering.cells, lettering.tracking) + MM < right - left
            for cell, (left, right) in zip(strip.cells, pairwise(strip.edges), strict=True)
        )
        if strip.unit <= Unit.MONTH and years:
            return True
        if strip.unit <= Unit.WEEK and (len(groups) > 1 or strip.unit is Unit.WEEK) and not named:
            return True
    return False
