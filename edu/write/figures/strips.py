"""The strips of a timeline: which unit each is cut into, how wide its cells are, and where a day lies on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from edu.model.chart import Timeline
from edu.write.figures.calendar import Cell, Unit, cells, day_at
from edu.write.figures.letters import text_width
from edu.write.figures.sheet import MM
from edu.write.pdf.fonts import BOLD

BREAK = 8 * MM
"""Gap between two strips, with two slanted strokes in it."""

NARROWEST = {Unit.DAY: 5.6 * MM, Unit.WEEK: 5.6 * MM, Unit.MONTH: 7.5 * MM, Unit.INITIAL: 4.4 * MM}
"""Width under which a cell of a unit can not be read; cells of years are measured by their label."""

STRETCH = 2.9
"""How much wider than their narrowest cells may get where there is room."""

NEAR = 7
"""Days around the battle from which events are drawn by the day too, where there is room."""

CELL_SIZE = 10.0


@dataclass(frozen=True)
class Span:
    """Days of one strip before their unit is chosen: from `first` up to, not with, `end`."""

    first: int
    end: int


@dataclass(frozen=True)
class Strip:
    """A row of cells of one width, from x0 on.

    Attributes:
        unit: what a cell stands for.
        cells: the cells.
        x0: left end in points.
        cell_width: width of each cell in points.
    """

    unit: Unit
    cells: tuple[Cell, ...]
    x0: float
    cell_width: float

    @property
    def x1(self) -> float:
        """Right end in points."""
        return self.x0 + len(self.cells) * self.cell_width

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
        for number, cell in enumerate(self.cells):
            if moment < cell.end:
                part = max((moment - cell.first) / (cell.end - cell.first), 0.0)
                return self.x0 + (number + part) * self.cell_width
        return self.x1

    def groups(self) -> tuple[tuple[str, float, float], ...]:
        """Neighbouring cells of one group: its name and where it starts and ends, in points."""
        found, x = [], self.x0
        for name, members in groupby(self.cells, key=lambda cell: cell.group):
            end = x + len(tuple(members)) * self.cell_width
            found.append((name, x, end))
            x = end
        return tuple(found)


@dataclass(frozen=True)
class Strips:
    """All strips of a timeline, from left to right.

    Attributes:
        strips: one to three strips.
        main: number of the strip with the battle.
        grouped: whether a second row names months or years, because the cells alone could be misread.
    """

    strips: tuple[Strip, ...]
    main: int
    grouped: bool

    def x(self, moment: float) -> float:
        """Place of a moment in days, from the strip that has it."""
        strip = next((strip for strip in self.strips if moment < strip.end), self.strips[-1])
        main = self.strips[self.main]
        return (main if main.first <= moment < main.end else strip).x(moment)


def lay_strips(chart: Timeline, width: float) -> Strips:
    """Chooses the finest units that fit: for the battle first, then for the time before and after."""
    years = _years(chart)
    chosen: list[tuple[Unit, tuple[Cell, ...]]] = []
    main = 0
    for core, unit in _cores(chart):
        middle = cells(unit, core.first, core.end, years)
        before, after = _outer(chart, middle[0].first, middle[-1].end)
        for units in _outer_units(unit, bool(before) + bool(after)):
            rest = list(units)
            chosen = [(unit, middle)]
            if before:
                chosen.insert(0, (rest[0], _before_cells(before, rest.pop(0))))
            if after:
                chosen.append((rest[0], _after_cells(after, rest.pop(0))))
            main = 1 if before else 0
            if _narrowest_width(chosen) <= width:
                return _spread(chosen, main, width, years)
    return _spread(chosen, main, width, years)


def _years(chart: Timeline) -> bool:
    """True when the chart touches more than one year."""
    whens = [chart.battle, *(mark.when for mark in chart.marks)]
    return len({day.year for when in whens for day in (when.first, when.last)}) > 1


def _cores(chart: Timeline) -> Iterable[tuple[Span, Unit]]:
    """Spans for the strip of the battle with their units, the best first."""
    first, end = chart.battle.first.ordinal - 1, chart.battle.last.ordinal + 2
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
    yield Span(first - 6, end + 6), Unit.WEEK
    for unit in list(Unit)[Unit.MONTH :]:
        yield Span(first, end), unit


def _outer_units(unit: Unit, count: int) -> list[tuple[Unit, ...]]:
    """Units for the strips beside the battle's, none finer than a month or than the battle's, finest first."""
    usable = [each for each in Unit if each >= max(unit, Unit.MONTH)]
    return sorted(product(usable, repeat=count), key=lambda units: (sum(units), units))


def _outer(chart: Timeline, first: int, end: int) -> tuple[Span | None, Span | None]:
    """The time before the battle's strip and after it, as far as events lie there."""
    early = [mark.when for mark in chart.marks if mark.when.last.ordinal < first]
    late = [mark.when for mark in chart.marks if mark.when.first.ordinal >= end]
    before = Span(min(when.first.ordinal for when in early), max(when.last.ordinal for when in early) + 1)if early else None
    after = Span(min(when.first.ordinal for when in late), max(when.last.ordinal for when in late) + 1) if late else None
    if before:
        before = Span(before.first, max(before.end, first))
    if after:
        after = Span(min(after.first, end), after.end)
    return before, after


def _before_cells(span: Span, unit: Unit) -> tuple[Cell, ...]:
    return cells(unit, span.first, span.end, True)


def _after_cells(span: Span, unit: Unit) -> tuple[Cell, ...]:
    return cells(unit, span.first, span.end, True)


def _narrowest(unit: Unit, row: Sequence[Cell]) -> float:
    if unit in NARROWEST:
        return NARROWEST[unit]
    return max(text_width(cell.label, BOLD, CELL_SIZE) for cell in row) + 2 * MM


def _narrowest_width(chosen: Sequence[tuple[Unit, tuple[Cell, ...]]]) -> float:
    return sum(len(row) * _narrowest(unit, row) for unit, row in chosen) + BREAK * (len(chosen) - 1)


def _spread(
    chosen: Sequence[tuple[Unit, tuple[Cell, ...]]], main: int, width: float, years: bool
) -> Strips:
    """Gives the cells the width there is."""
    breaks = BREAK * (len(chosen) - 1)
    scale = min((width - breaks) / (_narrowest_width(chosen) - breaks), STRETCH)
    strips, x = [], 0.0
    for unit, row in chosen:
        strip = Strip(unit, row, x, _narrowest(unit, row) * scale)
        strips.append(strip)
        x = strip.x1 + BREAK
    return Strips(tuple(strips), main, _grouped(strips, years))


def _grouped(strips: Sequence[Strip], years: bool) -> bool:
    """True when a second row must say of which month or year the cells are."""
    for strip in strips:
        groups = {cell.group for cell in strip.cells}
        named = all(text_width(cell.full, BOLD, CELL_SIZE) + MM < strip.cell_width for cell in strip.cells)
        if strip.unit is Unit.INITIAL or (strip.unit <= Unit.INITIAL and years):
            return True
        if strip.unit <= Unit.WEEK and len(groups) > 1 and not named:
            return True
    return False


def ordinal_days(first: int, last: int) -> str:
    """Two days in words, for messages."""
    return f"{day_at(first)} to {day_at(last)}"
