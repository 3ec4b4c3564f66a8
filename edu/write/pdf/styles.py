"""Sizes, spacing and inks: the style sheet of everything printed, as one value. `variants` makes it for a paper.

All measures are points (1/72 inch); `MM` turns millimetres into points. A line of text is `leading` high, and
its baseline lies one `size` below its top. The space between two blocks is the larger of what the upper one
asks for below it and the lower one above it.

The type has few sizes, each a clear step from the next: 10 (what repeats or points), 12 (all that a pupil answers
from), 15 (sections), 28 (the title). The grid is one text column between a left margin, in which numbers hang, and a
right one; narrative, stems and tasks take parts of its width. Vertical spaces are multiples of 3.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

MM = 72 / 25.4
"""Points in a millimetre."""

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
BLANK_DROP = 2.0
"""How far below the baseline a rule to write on lies."""

CLASS_WIDTH = 166 * MM
"""Width of the class's text, in which columns of tables are given; other widths share themselves out as it does."""

NUMBERED_EACH = 5
"""The first and each fifth line of the narrative carry their numbers: a text of four lines is cited by line too."""


@dataclass(frozen=True)
class Style:
    """How a kind of text is set. Styles that differ in the space around it alone are equal: its lines are the same.

    Attributes:
        size: type size.
        leading: height of a line.
        before: least space above the block.
        after: least space below it.
        bold: True when all of it is bold.
        blank: width of a blank in it, the same for every word, so that it gives nothing away.
        tracking: space added after every letter.
    """

    size: float
    leading: float
    before: float = field(default=0, compare=False)
    after: float = field(default=0, compare=False)
    bold: bool = False
    blank: float = 32 * MM
    tracking: float = 0

    def spaced(self, before: float = 0, after: float = 0) -> Style:
        """The same type with other space around it."""
        return replace(self, before=before, after=after)


@dataclass(frozen=True)
class Frame:
    """Where the text stands on a sheet of paper.

    Attributes:
        page_width: width of the paper.
        page_height: height of the paper.
        left: left edge of the text.
        top: upper edge of the text, above the lower edge of the paper.
        width: width of the text.
        height: height of the text.
        footer: baseline of the footer.
    """

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float
    footer: float


@dataclass(frozen=True)
class StyleSheet:
    """The sizes and spaces that blocks are set with; the defaults are those of the class's papers.

    Attributes:
        frame: where the text stands on the paper.
        title: once a document.
        subtitle: place and date under the title, score, numbers of questions and marks.
        version: the largest type for a version's name in its box.
        heading_2: sections and parts.
        heading_3: sub-sections.
        figure_title: titles of figures, inside and outside questions.
        narrative: the numbered text.
        text: everything a pupil answers from.
        strong: numbers and letters beside text.
        cloze: a text with blanks.
        cell: cells of tables.
        cell_head: heads of rows.
        small: captions, notes, footers, line numbers.
        small_head: heads of columns.
        grid_letter: an answer of one letter in the key's grid.
        grid_version: a version's letter over the key's grid.
        narrative_width: width of the numbered text.
        note_left: where the notes beside it begin.
        note_width: how wide they are.
        note_drop: how much lower than their paragraph they begin.
        stem_width: width of a question's stem.
        task_width: width of paragraphs, tasks and options.
        cloze_width: width of a text with blanks.
        hang: how far left of the text numbers in the margin end.
        pitch: from answer line to answer line.
        more_lines: how many of them there are for each of the class's, rounded down: a larger hand needs more.
        after_answer: below the last of them.
        panel_side: from a panel's edge to its words.
        panel_top: above them.
        panel_bottom: below them.
        band_height: height of the black band over a teacher's page.
        band_indent: where its words begin.
        band_after: below it.
        dash_indent: from the dash of a list to its words.
        box_gap: between a box of statements and the lines to write on below it, more than those are apart by.
        item_gap: between two items of a list, between a table and its caption.
        cell_top: above the words of a cell.
        cell_bottom: below them; more than above, so that capitals look centred.
        small_cell_top: the same in small tables.
        small_cell_bottom: the same in small tables.
        cell_side: left and right of the words of a cell.
        narrow_column: a column narrower than this has no padding at its sides: it holds a letter.
        roomy_column: a narrow column from this width on leaves room enough between its letter and the next column.
        shape: width of a circle or square to tick.
        option_letter: where the letter of an option begins.
        option_text: where its words begin.
        option_padding: above and below an option.
        option_pitch: from option to option when short numbers stand in one row, where there is room for it.
        box: width of a box for a letter or number.
        box_row: height of a row of such boxes.
        box_text: where the words beside a box begin.
        response_letter: where the letter of a response begins.
        response_text: where its words begin.
        mark_width: width of the box for a question's marks.
        mark_rise: how far that box stands above the stem.
        version_width: width of the box for the version's letter.
        score_width: width of the box for the score.
        title_box: height of both.
        outline: weight of the outlines of shapes and boxes to answer in.
        top_gap: between the top of a quiz and the line for the name.
        question_gap: between two questions.
        chart_words: type size of the words in charts.
        chart_cells: type size of scales, cells and legends in charts.
        notes_below: True when notes, sorts of sources and words stand one below another, not side by side.
        one_column: True when tables, pairs, bars and the heads of questions do so too.
        loss: the share of a page that is left empty rather than that what belongs together goes on on the next: a
            panel, a figure and its table, the first row of a table and the second.
        ground: red, green and blue of the whole page; None for that of the paper.
    """

    frame: Frame

    title: Style = Style(28, 32, 0, 3, bold=True)
    subtitle: Style = Style(15, 20, 0, 15)
    version: Style = Style(28, 32, bold=True)
    heading_2: Style = Style(15, 20, 18, 6, bold=True)
    heading_3: Style = Style(12, 16, 15, 3, bold=True)
    figure_title: Style = Style(12, 16, bold=True)
    narrative: Style = Style(12, 18, 0, 9)
    text: Style = Style(12, 16, 0, 6)
    strong: Style = Style(12, 16, bold=True)
    cloze: Style = Style(12, 26)
    cell: Style = Style(12, 15)
    cell_head: Style = Style(12, 15, bold=True)
    small: Style = Style(10, 14, 0, 3)
    small_head: Style = Style(10, 14, bold=True)
    grid_letter: Style = Style(15, 15, bold=True)
    grid_version: Style = Style(20, 20, bold=True)

    narrative_width: float = 120 * MM
    note_left: float = 126 * MM
    note_width: float = 40 * MM
    note_drop: float = 2.0
    stem_width: float = 132 * MM
    task_width: float = 146 * MM
    cloze_width: float = 160 * MM
    hang: float = 3.5 * MM

    pitch: float = 9 * MM
    more_lines: float = 1.0
    after_answer: float = 12.0
    panel_side: float = 5 * MM
    panel_top: float = 6.0
    panel_bottom: float = 9.0
    band_height: float = 8 * MM
    band_indent: float = 4 * MM
    band_after: float = 9.0
    dash_indent: float = 4 * MM
    item_gap: float = 3.0
    box_gap: float = 9.0

    cell_top: float = 3.0
    cell_bottom: float = 4.5
    small_cell_top: float = 1.5
    small_cell_bottom: float = 2.25
    cell_side: float = 2 * MM
    narrow_column: float = 12 * MM
    roomy_column: float = 9 * MM

    shape: float = 4.2 * MM
    option_letter: float = 7 * MM
    option_text: float = 13 * MM
    option_padding: float = 2.5
    option_pitch: float = 33 * MM
    box: float = 7.5 * MM
    box_row: float = 9.5 * MM
    box_text: float = 11 * MM
    response_letter: float = 56 * MM
    response_text: float = 63 * MM
    mark_width: float = 15 * MM
    mark_rise: float = 1.2 * MM
    version_width: float = 22 * MM
    score_width: float = 30 * MM
    title_box: float = 14 * MM
    outline: float = RULE
    top_gap: float = 9.0
    question_gap: float = 12.0
    chart_words: float = 12.0
    chart_cells: float = 10.0

    notes_below: bool = False
    one_column: bool = False
    loss: float = 0.4
    ground: tuple[float, float, float] | None = None

    def closer(self, share: float) -> StyleSheet:
        """The sheet with a share (0 to 1) of the white between blocks; type, lines to write on and boxes stay."""
        changed: dict[str, Any] = {name: getattr(self, name) * share for name in _WHITE}
        changed["after_answer"] = self.after_answer * (max(share, _BELOW_LINES) if self.one_column else 1.0)
        for name, value in vars(self).items():
            if isinstance(value, Style):
                changed[name] = value.spaced(value.before * share, value.after * share)
        return replace(self, **changed)


_WHITE = ("item_gap", "box_gap", "option_padding", "panel_top", "panel_bottom", "question_gap", "top_gap")
"""The spaces of a style sheet that may be closer, beside those of its styles."""

_BELOW_LINES = 0.75
"""The least share of the white below lines to write on; all of it where a box for marks stands higher than the words
after it."""
