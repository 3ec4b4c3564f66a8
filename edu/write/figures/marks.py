"""The marks of a timeline gathered into flags: which share a stem, and which words the flag carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from edu.model.chart import Mark, Timeline
from edu.model.document import Run
from edu.write.figures.flags import Block, Placed, place_centred, place_flags
from edu.write.figures.letters import CAPITAL, Lettering, ink, text_width, wrap_evenly
from edu.write.figures.looks import DOT, Look
from edu.write.figures.sheet import MM
from edu.write.figures.strips import CLOSE, Strips, place
from edu.write.pdf.fonts import BOLD, TEXT
from edu.write.pdf.typeset import words_of

RAISE = 3.4 * MM
"""How much farther from the strip a diamond stands that would cover a dot."""

BAR_PITCH = 2.3 * MM
"""Pitch of bars over one another."""

ABOVE, BELOW = 4.0 * MM, 5.0 * MM
"""Room between the strip and the nearest words, for dots and bars."""

LINE_PITCH = 5.3 * MM
LONGEST_LINE = 48 * MM
"""Width of a flag's words at most; beyond it a text takes more lines."""

NARROWEST_LINE = 22 * MM
"""A flag takes no more lines to be narrower than this."""

NUMBER_ROOM = 18 * MM
"""Room right of the strips when marks carry numbers, so that each number can stand right of its stem."""

BRACKET_ROOM = 0.8 * MM
"""Room between dots and their number for a bracket over them."""

DASH = "– "
ENTRY_GAP = 3.0
"""Room between two dates of one flag."""

DEPTH = 0.25
"""Room under the last baseline of a flag, in ems."""


@dataclass(frozen=True)
class Dot:
    """One mark on the strips.

    Attributes:
        mark: the mark.
        number: its number in the chart, from 1.
        x: place of its dot, or of the left end of its bar.
        end: right end of its bar; equal to x for a single day.
    """

    mark: Mark
    number: int
    x: float
    end: float

    @property
    def bar(self) -> bool:
        """True when the mark takes longer than a day."""
        return self.mark.when.first != self.mark.when.last

    @property
    def look(self) -> Look:
        """How it is drawn."""
        return Look.REPORTED if self.mark.reported else Look.CLAIMED if self.mark.claimed else Look.HAPPENED


@dataclass(frozen=True)
class Line:
    """One line of a flag's words.

    Attributes:
        text: the words.
        font: name of their font.
        indent: room before them, in points.
        gap: room above them, more than the pitch of the lines, in points.
        look: that of the small mark which stands before them in place of a dash; None for no mark.
    """

    text: str
    font: str
    indent: float = 0.0
    gap: float = 0.0
    look: Look | None = None


@dataclass(frozen=True)
class Flag:
    """Marks that share a stem, with their words in lines.

    Attributes:
        dots: the marks.
        lines: the words.
        lettering: the type sizes of the chart.
        centred: whether the words stand over the middle of the marks, as numbers do.
        late: whether the stem of a bar stands at its end, and not at its start.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    lettering: Lettering
    centred: bool = False
    late: bool = False

    @property
    def stem(self) -> float:
        """Where its stem stands."""
        if self.centred:
            return sum(self.reach) / 2
        return self.dots[0].end if self.late and len(self.dots) == 1 else self.dots[0].x

    @property
    def reach(self) -> tuple[float, float]:
        """The first and the last place of its marks."""
        return self.dots[0].x, self.dots[-1].x

    @property
    def bracketed(self) -> bool:
        """True when a bracket joins marks of several places below their number."""
        return self.centred and self.reach[1] > self.reach[0]

    @property
    def pitch(self) -> float:
        """From line to line."""
        return LINE_PITCH * self.lettering.words_scale

    @property
    def depth(self) -> float:
        """Room under the last baseline."""
        return DEPTH * self.lettering.words

    @property
    def listed(self) -> bool:
        """True when one date has several events, which are set as a list."""
        return any(line.indent for line in self.lines)

    @property
    def rise(self) -> float:
        """From the last baseline to the first."""
        return (len(self.lines) - 1) * self.pitch + sum(line.gap for line in self.lines)

    @property
    def block(self) -> Block:
        """The size of the words."""
        size = self.lettering.words
        width = max(
            line.indent + text_width(line.text, line.font, size, self.lettering.tracking) for line in self.lines
        )
        head = max(CAPITAL * size, ink(self.lines[0].text, self.lines[0].font, size)[1])
        return Block(self.stem, width, self.depth + self.rise + head)


@dataclass(frozen=True)
class Side:
    """All flags on one side of the strip, placed.

    Attributes:
        flags: the flags, from left to right.
        placed: where the words of each stand.
        reported: False above the strip, where things happened; True below it, where they were reported.
    """

    flags: tuple[Flag, ...]
    placed: tuple[Placed, ...]
    reported: bool

    @property
    def base(self) -> float:
        """Distance from the strip to the nearest words; more where bars or marks are stacked."""
        room = BELOW if self.reported else ABOVE
        room += BRACKET_ROOM if any(flag.bracketed for flag in self.flags) else 0.0
        return room + max(max(self.levels.values(), default=0) * BAR_PITCH, RAISE if self.raised else 0.0)

    @property
    def reach(self) -> float:
        """How far the side reaches from the strip."""
        return self.base + max(flag.top for flag in self.placed) if self.placed else 1.0

    @property
    def levels(self) -> dict[int, int]:
        """For each bar, by the number of its mark, how many others lie between it and the strip."""
        levels: dict[int, int] = {}
        ends: list[float] = []
        for dot in self.dots:
            if dot.bar:
                level = next((level for level, end in enumerate(ends) if end < dot.x), len(ends))
                ends[level : level + 1] = [dot.end + 1]
                levels[dot.number] = level
        return levels

    @property
    def raised(self) -> frozenset[int]:
        """The numbers of the diamonds that would cover a dot."""
        days = [dot for dot in self.dots if not dot.bar]
        claimed = [dot for dot in days if dot.look is Look.CLAIMED]
        others = [dot.x for dot in days if dot.look is not Look.CLAIMED]
        return frozenset(dot.number for dot in claimed if any(abs(dot.x - x) < 1.2 * DOT for x in others))

    @property
    def dots(self) -> tuple[Dot, ...]:
        """All dots of the side, from left to right."""
        return tuple(dot for flag in self.flags for dot in flag.dots)


def gather(
    chart: Timeline, strips: Strips, width: float, reported: bool, close: float = CLOSE, beside: float = CLOSE
) -> tuple[tuple[Dot, ...], ...]:
    """The marks of one side, from left to right; those whose dots would touch together.

    Args:
        chart: the timeline.
        strips: its strips.
        width: width of the drawing in points.
        reported: which side: what was reported, or what happened.
        close: how near to the first of them marks must be to share a stem, in points.
        beside: the same where the mark or the one before it is a bar: bars do not touch, they are stacked.
    """
    dots = (
        _dot(mark, number, strips, width) for number, mark in enumerate(chart.marks, 1) if mark.reported is reported
    )
    groups: list[list[Dot]] = []
    for dot in sorted(dots, key=lambda dot: (dot.x, dot.number)):
        near = beside if groups and (dot.bar or groups[-1][-1].bar) else close
        if groups and dot.x - groups[-1][0].x < near:
            groups[-1].append(dot)
        else:
            groups.append([dot])
    return tuple(tuple(group) for group in groups)


def lay_side(
    groups: Sequence[tuple[Dot, ...]],
    lines: Sequence[int],
    width: float,
    reported: bool,
    lettering: Lettering,
    centred: bool = False,
    late: bool = False,
) -> Side | None:
    """Places the flags of one side; None when their words can not be kept apart.

    Args:
        groups: the marks of each flag.
        lines: for each flag, the lines an event takes unless it is very long; 0 for numbers and no words.
        width: width of the drawing in points.
        reported: which side: what was reported, or what happened.
        lettering: the type sizes of the chart.
        centred: whether the words stand over the ends of their stems, as numbers do.
        late: whether the stems of bars stand at their ends.
    """
    said = (
        _words(group, most, width, lettering) if most else _numbers(group, lettering)
        for group, most in zip(groups, lines, strict=True)
    )
    made = (Flag(group, words, lettering, centred, late) for group, words in zip(groups, said, strict=True))
    flags = tuple(sorted(made, key=lambda flag: flag.stem))
    blocks = [flag.block for flag in flags]
    digit = text_width("0", BOLD, lettering.words, lettering.tracking)
    placed = place_centred(blocks, width, digit) if centred else place_flags(blocks, width)
    return None if placed is None else Side(flags, placed, reported)


def _dot(mark: Mark, number: int, strips: Strips, width: float) -> Dot:
    x = place(strips, mark)
    if mark.when.first == mark.when.last:
        x = min(max(x, DOT / 2), width - DOT / 2)
        return Dot(mark, number, x, x)
    end = max(strips.x(mark.when.last.ordinal + 0.999), x + 1.6 * MM)
    return Dot(mark, number, min(x, width - 1.6 * MM), min(end, width))


def _words(dots: Sequence[Dot], lines: int, width: float, lettering: Lettering) -> tuple[Line, ...]:
    """Each date in bold, once, and under it what happened; a list where that is more than one thing."""
    size, scale, tracking = lettering.words, lettering.words_scale, lettering.tracking
    found: list[Line] = []
    for date, dated in groupby(dots, key=lambda dot: dot.mark.date):
        same = list(dated)
        mixed = len({dot.look for dot in same}) > 1
        widest = min(LONGEST_LINE * scale, width / 2 - 3 * MM)
        dates = wrap_evenly(date, BOLD, size, lines=1, enough=widest, widest=widest, tracking=tracking)
        found.extend(
            Line(line, BOLD, gap=ENTRY_GAP if found and not number else 0) for number, line in enumerate(dates)
        )
        indent = text_width(DASH, TEXT, size, tracking) if len(same) > 1 else 0.0
        enough = 1.15 * max([NARROWEST_LINE * scale, *(text_width(line, BOLD, size, tracking) for line in dates)])
        for dot in same:
            event = words_of((Run(dot.mark.label),))
            wrapped = wrap_evenly(
                event, TEXT, size, lines=lines, enough=enough - indent, widest=widest - indent, tracking=tracking
            )
            for number, line in enumerate(wrapped):
                if mixed and not number:
                    found.append(Line(line, TEXT, indent, ENTRY_GAP / 2, dot.look))
                elif indent and not number:
                    found.append(Line(DASH + line, TEXT, gap=ENTRY_GAP / 2))
                else:
                    found.append(Line(line, TEXT, indent))
    return tuple(found)


def _numbers(dots: Sequence[Dot], lettering: Lettering) -> tuple[Line, ...]:
    """The numbers of the marks in bold, neighbours as a range: "1–3, 7"."""
    ranges: list[list[int]] = []
    for number in sorted(dot.number for dot in dots):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    parts = (str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in ranges)
    room = NUMBER_ROOM * lettering.words_scale - 2 * MM
    words = wrap_evenly(
        ", ".join(parts), BOLD, lettering.words, lines=1, enough=room, widest=room, tracking=lettering.tracking
    )
    return tuple(Line(line, BOLD) for line in words)
