"""Sizes, spacing, inks and papers: the one style sheet of everything printed.

All measures are points (1/72 inch); `MM` turns millimetres into points. A line of text is `leading` high, and
its baseline lies one `size` below its top. The space between two blocks is the larger of what the upper one
asks for below it and the lower one above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True)
class Style:
    """How a kind of text is set.

    Attributes:
        size: type size.
        leading: height of a line.
        before: least space above the block.
        after: least space below it.
        bold: True when all of it is bold.
    """

    size: float
    leading: float
    before: float = 0
    after: float = 0
    bold: bool = False

    def spaced(self, before: float = 0, after: float = 0) -> Style:
        """The same type with other space around it."""
        return replace(self, before=before, after=after)


TITLE = Style(28, 32, 0, 3, bold=True)
SUBTITLE = Style(15, 20, 0, 15)
HEADING_2 = Style(15, 20, 18, 6, bold=True)
HEADING_3 = Style(12, 16, 15, 3, bold=True)
FIGURE_TITLE = Style(12, 16, bold=True)
NARRATIVE = Style(12, 18, 0, 9)
TEXT = Style(12, 16, 0, 6)
STRONG = Style(12, 16, 0, 0, bold=True)
CLOZE = Style(12, 26, 0, 0)
CELL = Style(12, 15)
CELL_HEAD = Style(12, 15, bold=True)
SMALL = Style(10, 14, 0, 3)
SMALL_HEAD = Style(10, 14, bold=True)
GRID_LETTER = Style(15, 15, bold=True)
GRID_VERSION = Style(20, 20, bold=True)

CAPITAL = 0.334
"""Half the height of a capital, in ems: a baseline this far below a centre puts capitals in the middle."""

# Inks, as shares of white ----------------------------------------------------------------------------------

BLACK = 0.0
WHITE = 1.0
TINT = 0xEE / 0xFF

# Rules -----------------------------------------------------------------------------------------------------

THICK = 3.0
"""The rule over a pupil's document."""
HEAVY = 1.5
"""Top of tables and panels, every fifth row of the key's grid, version box."""
RULE = 0.75
"""Under heads, bottom of tables and panels, answer lines, all outlines."""
HAIR = 0.5
"""Between the rows of a table."""

# Columns and blocks ----------------------------------------------------------------------------------------

TEXT_WIDTH = 166 * MM
NARRATIVE_WIDTH = 120 * MM
NOTE_LEFT = 126 * MM
NOTE_WIDTH = 40 * MM
NOTE_DROP = 2.0
STEM_WIDTH = 132 * MM
TASK_WIDTH = 146 * MM
HANG = 3.5 * MM
"""Numbers in the hanging zone end this far left of the text."""
PITCH = 9 * MM
"""From answer line to answer line."""
AFTER_ANSWER = 12.0
NUMBERED_EACH = 5
"""Each fifth line of the narrative carries its number."""

PANEL_SIDE = 5 * MM
PANEL_TOP = 6.0
PANEL_BOTTOM = 9.0
BAND_HEIGHT = 8 * MM
BAND_INDENT = 4 * MM
BAND_AFTER = 9.0
DASH_INDENT = 4 * MM
ITEM_GAP = 3.0

CELL_TOP = 3.0
CELL_BOTTOM = 4.5
SMALL_CELL_TOP = 1.5
SMALL_CELL_BOTTOM = 2.25
CELL_SIDE = 2 * MM
NARROW_COLUMN = 12 * MM
"""A column narrower than this has no padding at its sides: it holds a letter."""

SHAPE = 4.2 * MM
"""Width of a circle or square to tick."""
BOX = 7.5 * MM
"""Width of a box for a letter or number."""
BOX_ROW = 9.5 * MM
BLANK = 32 * MM
"""Every blank of a cloze is as wide, so that its width gives nothing away."""
BLANK_DROP = 2.0

# Papers ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    """Where the text stands on a sheet.

    Attributes:
        page_width: width of the sheet.
        page_height: height of the sheet.
        left: left edge of the text.
        top: upper edge of the text, above the lower edge of the sheet.
        height: height of the text.
        footer: baseline of the footer.
        width: width of the text, the same on every paper.
    """

    page_width: float
    page_height: float
    left: float
    top: float
    height: float
    footer: float
    width: float = TEXT_WIDTH


def frame(paper: str) -> Frame:
    """The frame of "a4" or "letter".

    Letter is 17.6 mm shorter: smaller margins above and below give that back, so that the text has the same width and
    height, and breaks into the same pages, on both.

    Raises:
        ValueError: when the paper is another.
    """
    sizes = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}
    if paper not in sizes:
        raise ValueError(f'paper is "{paper}"; it can be {" or ".join(sorted(sizes))}')
    width, height = sizes[paper]
    left = 26 * MM + (width - 210 * MM) / 2
    above, below, footer = (18, 24, 11.5) if paper == "a4" else (10, 14.4, 7.5)
    return Frame(width, height, left, height - above * MM, height - (above + below) * MM, footer * MM)
