"""The style sheets of the class's papers, of large print and of easy read, on A4 and letter, plain or in a tint.

A variant is a style sheet of its own, not a larger copy: the same blocks are laid out again by other sizes and columns.
"""

from __future__ import annotations

from dataclasses import replace

from edu.write.pdf.styles import CLASS_WIDTH, MM, Frame, Style, StyleSheet

CLASS, LARGE_PRINT, EASY_READ = "class", "large-print", "easy-read"
"""The variants of a paper, by the names a document gives them."""

TINTS = {"cream": (1.0, 0.97, 0.87), "blue": (0.89, 0.95, 1.0), "green": (0.91, 0.97, 0.89)}
"""Tints for a whole page. Black on any of them has a contrast of 17:1 or more."""

_PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}

_MARGINS = {
    ("a4", False): (18, 24, 11.5),
    ("letter", False): (10, 14.4, 7.5),
    ("a4", True): (20, 24, 10.6),
    ("letter", True): (12, 14.4, 6.4),
}
"""Millimetres above and below the text and under the footer, by paper and whether it is large print."""


def _frame(paper: str, large: bool) -> Frame:
    """The frame of a paper.

    Letter is 17.6 mm shorter: smaller margins above and below give that back, so that the text has the same width and
    height, and breaks into the same pages, on both. On the left there are 8 mm more, for holes and numbers: what hangs
    there keeps 11 mm from the edge of the paper, of which printers leave up to 6 blank.
    """
    width, height = _PAPERS[paper]
    above, below, footer = (measure * MM for measure in _MARGINS[paper, large])
    left = 26 * MM + (width - 210 * MM) / 2
    return Frame(width, height, left, height - above, CLASS_WIDTH, height - (above + below), footer)


_LOSS = 0.25
"""The share of a page left empty, where lines are few, rather than that what belongs together is parted."""


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
        hang=3.0 * MM,
        pitch=13 * MM,
        more_lines=1.2,
        after_answer=21,
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
        option_padding=2.5,
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
        question_gap=15,
        chart_words=18,
        chart_cells=18,
        notes_below=True,
        loss=_LOSS,
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
        stem_width=145 * MM,
        task_width=frame.width,
        cloze_width=frame.width,
        pitch=10 * MM,
        after_answer=15,
        item_gap=6,
        dash_indent=5 * MM,
        cell_top=4.5,
        cell_bottom=4.5,
        small_cell_top=3,
        small_cell_bottom=3,
        option_letter=7.5 * MM,
        option_text=15 * MM,
        option_pitch=frame.width / 4,
        option_padding=3,
        mark_rise=0.7 * MM,
        box_row=10.5 * MM,
        response_letter=70 * MM,
        response_text=78 * MM,
        version_width=24 * MM,
        question_gap=18,
        chart_words=13,
        chart_cells=12,
        notes_below=True,
        loss=_LOSS,
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
