"""Charts as numbers and words, not drawn. Lengths and places on the page are the writer's business."""

from __future__ import annotations

from dataclasses import dataclass

from edu.model.when import When


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart.

    Attributes:
        label: whose number it is ("Rebel side").
        scope: over what it was counted ("whole battle"); empty when the chart has one scope only.
        source: who says so ("Infobox, no source given"); empty when the caption says it for all bars.
        figure: the number as printed ("at least 200"); what stands before the unit is bold.
        unit: what is counted ("fighters"); empty when the column head says it.
        low: the length of the certain part of the bar, a count.
        high: the length where the bar ends; equal to `low` for an exact figure, None for an open end.
        side: 0 for the first side (dark fill), 1 for the second (light fill), 2 and up for others.
        about: True when the source itself says that the number where the bar ends is rounded.
        unknown: True when the source itself says that the number is unknown; then nothing is drawn.
    """

    label: str
    scope: str
    source: str
    figure: str
    unit: str
    low: int
    high: int | None
    side: int
    about: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class BarChart:
    """A table whose last column is drawn as bars.

    Attributes:
        name: short name, used by commands and templates ("strength", "killed").
        title: what the chart shows, without "Figure 1".
        caption: one or two sentences under the title.
        heads: column heads for label (with scope), source (left out when no bar has one) and figure.
        bars: the rows, in the order they are drawn.
        alt: the chart's message in words, for those who cannot see it.
    """

    name: str
    title: str
    caption: str
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    alt: str


@dataclass(frozen=True)
class Mark:
    """One dated thing on a timeline.

    Attributes:
        when: the date, of the event or of its report.
        reported: True when the date is that of a report; the event came then or earlier.
        date: the date as printed ("6 February", "Early March").
        label: the event in a few words, at most about 36 characters.
        kind: the kind of date in words, for the table ("happened", "reported, nobody named").
        row: the event in a fuller wording, for the table.
        claimed: True when the event has its date from a source, and not from the article itself.
        dated: the date with its year, for where no head says it; empty in older records.
    """

    when: When
    reported: bool
    date: str
    label: str
    kind: str
    row: str
    claimed: bool = False
    dated: str = ""


@dataclass(frozen=True)
class Timeline:
    """Dated events; those of the battle drawn by the day, those after it by the month.

    Attributes:
        name: short name ("timeline").
        title: what the chart shows, without "Figure 3".
        caption: one or two sentences under the title.
        heads: heads of the data table: date, kind of date, event.
        battle: from the first to the last day of the battle; its days are framed.
        marks: the events, from earliest to latest.
        alt: the chart's message in words.
        notes: sentences for the caption that hold for some drawings of it alone, by the names that a drawing gives.
    """

    name: str
    title: str
    caption: str
    heads: tuple[str, str, str]
    battle: When
    marks: tuple[Mark, ...]
    alt: str
    notes: tuple[tuple[str, str], ...] = ()


Chart = BarChart | Timeline
