"""Sizes, spacing, inks and papers: the style sheet of everything printed, one value made from the paper.

All measures are points (1/72 inch); `MM` turns millimetres into points. A line of text is `leading` high, and
its baseline lies one `size` below its top. The space between two blocks is the larger of what the upper one
asks for below it and the lower one above it.

The type has few sizes, each a clear step from the next: 10 (what repeats or points), 12 (all that a pupil answers
from), 15 (sections), 28 (the title). The grid is one text column between a left margin, in which numbers hang, and a
right one; narrative, stems and tasks take parts of its width. Vertical spaces are multiples of 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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

NUMBERED_EACH = 5
"""Each fifth line of the narrative carries its number."""


@dataclass(frozen=True)
class Style:
    """How a kind of text is set.

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
    before: float = 0
    after: float = 0
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
        after_answer: below the last of them.
        panel_side: from a panel's edge to its words.
        panel_top: above them.
        panel_bottom: below them.
        band_height: height of the black band over a teacher's page.
        band_indent: where its words begin.
        band_after: below it.
        dash_indent: from the dash of a list to its words.
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
        option_pitch: from option to option when short numbers stand in one row.
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
    after_answer: float = 12.0
    panel_side: float = 5 * MM
    panel_top: float = 6.0
    panel_bottom: float = 9.0
    band_height: float = 8 * MM
    band_indent: float = 4 * MM
    band_after: float = 9.0
    dash_indent: float = 4 * MM
    item_gap: float = 3.0

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
    ground: tuple[float, float, float] | None = None


CLASS, LARGE_PRINT, EASY_READ = "class", "large-print", "easy-read"
"""The variants of a paper, by the names a document gives them."""

TINTS = {"cream": (1.0, 0.97, 0.87), "blue": (0.89, 0.95, 1.0), "green": (0.91, 0.97, 0.89)}
"""Tints for a whole page. Black on any of them has a contrast of 17:1 or more."""

CLASS_WIDTH = 166 * MM
"""Width of the class's text, in which columns of tables are given; other widths share themselves out as it does."""

_PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}

_MARGINS = {
    ("a4", False): (18, 24, 11.5),
    ("letter", False): (10, 14.4, 7.5),
    ("a4", True): (20, 26, 10.6),
    ("letter", True): (12, 16.4, 6.4),
}
"""Millimetres above and below the text and under the footer, by paper and whether it is large print."""


def _frame(paper: str, large: bool) -> Frame:
    """The frame of a paper.

    Letter is 17.6 mm shorter: smaller margins above and below give that back, so that the text has the same width and
    height, and breaks into the same pages, on both. The class's papers keep 8 mm more on the left, for holes and
    numbers.
    """
    width, height = _PAPERS[paper]
    above, below, footer = (measure * MM for measure in _MARGINS[paper, large])
    across = 170 * MM if large else CLASS_WIDTH
    left = (20 if large else 26) * MM + (width - 210 * MM) / 2
    return Frame(width, height, left, height - above, across, height - (above + below), footer)


def _large_print(frame: Frame) -> StyleSheet:
    """Everything at 18 points at least, one thing below another, in the whole width of the text."""
    plain, bold = Style(18, 24), Style(18, 24, bold=True)
    return StyleSheet(
        frame,
        title=Style(28, 34, 0, 3, bold=True),
        subtitle=plain.spaced(0, 15),
        heading_2=Style(22, 28, 21, 6, bold=True),
        heading_3=bold.spaced(15, 3),
        figure_title=bold,
        narrative=Style(18, 27, 0, 12),
        text=plain.spaced(0, 9),
        strong=bold,
        cloze=Style(18, 42, blank=50 * MM),
        cell=plain,
        cell_head=bold,
        small=plain.spaced(0, 6),
        small_head=bold,
        grid_letter=Style(22, 22, bold=True),
        narrative_width=frame.width,
        stem_width=frame.width,
        task_width=frame.width,
        cloze_width=frame.width,
        hang=2.0 * MM,
        pitch=13 * MM,
        after_answer=15,
        panel_side=4 * MM,
        dash_indent=6 * MM,
        item_gap=6,
        cell_top=4.5,
        cell_bottom=7.5,
        small_cell_top=4.5,
        small_cell_bottom=7.5,
        narrow_column=18 * MM,
        roomy_column=13.5 * MM,
        shape=6 * MM,
        option_letter=11 * MM,
        option_text=21 * MM,
        option_padding=3,
        box=10 * MM,
        box_row=14 * MM,
        box_text=15 * MM,
        response_letter=0,
        response_text=10 * MM,
        version_width=26 * MM,
        score_width=34 * MM,
        title_box=16 * MM,
        outline=1.0,
        top_gap=18,
        question_gap=24,
        chart_words=18,
        chart_cells=18,
        notes_below=True,
        one_column=True,
    )


def _easy_read(frame: Frame) -> StyleSheet:
    """For dyslexic readers: 13 points, a line and a half from line to line, letters apart, 60 to 70 of them a line.

    The space after a letter is 0.1 em, so that the space between words (0.25 em and that) is three and a half times as
    wide. Headings are a fifth larger than the text at least; nothing is under 12 points.
    """

    def style(size: float, leading: float, before: float = 0, after: float = 0, *, bold: bool = False) -> Style:
        return Style(size, leading, before, after, bold, tracking=size * 0.1)

    text, small = style(13, 20), style(12, 18)
    bold = style(13, 20, bold=True)
    return StyleSheet(
        frame,
        title=Style(28, 36, 0, 3, bold=True),
        subtitle=style(16, 24, 0, 18),
        heading_2=style(19, 28, 21, 6, bold=True),
        heading_3=style(16, 24, 18, 6, bold=True),
        figure_title=style(16, 24, bold=True),
        narrative=text.spaced(0, 12),
        text=text.spaced(0, 9),
        strong=bold,
        cloze=replace(style(13, 30), blank=36 * MM),
        cell=text,
        cell_head=bold,
        small=small.spaced(0, 6),
        small_head=style(12, 18, bold=True),
        narrative_width=frame.width,
        stem_width=148 * MM,
        task_width=frame.width,
        cloze_width=frame.width,
        hang=2.0 * MM,
        pitch=10 * MM,
        after_answer=15,
        item_gap=6,
        dash_indent=5 * MM,
        cell_top=4.5,
        cell_bottom=4.5,
        small_cell_top=3,
        small_cell_bottom=3,
        option_padding=3,
        box_row=10.5 * MM,
        response_letter=70 * MM,
        response_text=78 * MM,
        version_width=24 * MM,
        question_gap=18,
        chart_words=13,
        chart_cells=12,
        notes_below=True,
    )


def style_sheet(paper: str, variant: str = CLASS, tint: str = "") -> StyleSheet:
    """The style sheet of a variant on a paper, the whole page in a tint when one is named.

    Raises:
        ValueError: when there is no such paper, variant or tint.
    """
    if paper not in _PAPERS:
        raise ValueError(f'paper is "{paper}"; it can be {" or ".join(sorted(_PAPERS))}')
    if tint and tint not in TINTS:
        raise ValueError(f'tint is "{tint}"; it can be {", ".join(TINTS)}')
    frame = _frame(paper, variant == LARGE_PRINT)
    if variant == CLASS:
        made = StyleSheet(frame)
    elif variant == LARGE_PRINT:
        made = _large_print(frame)
    elif variant == EASY_READ:
        made = _easy_read(frame)
    else:
        raise ValueError(f'variant is "{variant}"; it can be {", ".join((CLASS, LARGE_PRINT, EASY_READ))}')
    return replace(made, ground=TINTS[tint]) if tint else made
