"""Blocks of the quiz: its top, the instructions, questions with their mark boxes, the blank page."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import pairwise

from edu.model.document import BlankPage, Instructions, Question, QuizTitle, Text, line
from edu.write.pdf.blocks.answers import answer_pieces
from edu.write.pdf.blocks.common import Ruled, titled
from edu.write.pdf.blocks.figures import figure
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.handout import top_rule
from edu.write.pdf.blocks.panels import panel_of
from edu.write.pdf.pen import Pen, capital_center, capital_top
from edu.write.pdf.pieces import Drawn, PageEnd, Paint, Piece, Stack, Words, stacked
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import CAPITAL, HEAVY, MM, RULE, THICK, Style, StyleSheet
from edu.write.pdf.typeset import break_lines, natural_width, widest_word

_BOX_GUTTER = 4 * MM

_BELOW_BOXES = 6.0
"""Between the boxes and a title below them."""

_SHORT_RULE = 25 * MM
"""Length of the rule over a question that has a line of its own for its number."""


def quiz_title(block: QuizTitle, galley: Galley) -> list[Piece]:
    """Thick rule, kicker, title and subtitle; at the right boxes for the version's letter and the score.

    A title that takes more than two lines beside the boxes stands below them, where it takes fewer. What begins below
    the boxes may be as wide as the page. A box is as wide as the longest word over it.
    """
    sheet = galley.sheet
    score_width = _box_width(block.score_label, sheet.score_width, galley)
    version_width = _box_width(block.version_label, sheet.version_width, galley)
    score_x = galley.width - score_width
    version_x = score_x - _BOX_GUTTER - version_width
    words_width = version_x - 6 * MM
    rule = top_rule(galley)
    kicker = galley.words(line(block.kicker), sheet.small, width=words_width)
    labels = ((block.version_label, version_width), (block.score_label, score_width))
    rows = max(len(break_lines(line(label), sheet.small, width)) for label, width in labels)
    boxes_bottom = rows * sheet.small.leading + 1 + sheet.title_box
    beside, across = (len(break_lines(line(block.title), sheet.title, room)) for room in (words_width, galley.width))
    wide = beside > max(2, across)
    if wide:
        kicker.after = max(kicker.after, boxes_bottom + _BELOW_BOXES - kicker.height)
    head = titled(galley, line(block.title), 1, sheet.title, galley.width if wide else words_width)
    _, above = stacked([kicker, head])
    below = above + head.after + sheet.subtitle.size * (1 - 2 * CAPITAL) > boxes_bottom
    subtitle = galley.words(line(block.subtitle), sheet.subtitle, width=None if below else words_width, balanced=True)
    words = Stack(pieces=[rule, kicker, head, subtitle])
    boxes = [
        _version_box(galley, block.version_label, block.version, version_width),
        _score_box(galley, block.score_label, f"/ {block.marks}", score_width),
    ]
    boxes_top = rule.height + rule.after
    height = max(words.height, boxes_top + boxes_bottom)

    def paint(pen: Pen, x: float, top: float) -> None:
        words.draw(pen, x, top)
        for box, left in zip(boxes, (version_x, score_x), strict=True):
            box.draw(pen, x + left, top - boxes_top - boxes_bottom + box.height)

    return [Drawn(name="the title", height=height, after=sheet.top_gap, keeps_next=True, paint=paint)]


def _box_width(label: str, least: float, galley: Galley) -> float:
    """How wide a box is: no narrower than the longest word of its label, as far as a title beside it has room."""
    return max(least, min(widest_word(line(label), galley.sheet.small) + 0.1, galley.width / 4))


def _letter_style(version: str, sheet: StyleSheet) -> Style:
    """The largest type in which the version's name fits its box."""
    for style in (sheet.version, sheet.grid_version):
        if natural_width(line(version), style) <= sheet.version_width - 2 * MM:
            return style
    return sheet.strong


def _version_box(galley: Galley, label: str, version: str, width: float) -> Drawn:
    """A box with the version's letter in its middle."""
    sheet = galley.sheet
    above, node = galley.words(line(label), sheet.small, width=width), galley.node.add("P")

    def paint(pen: Pen, x: float, middle: float) -> None:
        def write(words: str) -> None:
            style = _letter_style(words, sheet)
            lines = break_lines(line(words), style, 1e6)
            pen.text(node, lines, x, capital_top(middle, style), style, align="center", width=width)

        pen.field("version", version, write)

    return _labelled(galley, above, paint, width, HEAVY)


def _score_box(galley: Galley, label: str, score: str, width: float) -> Drawn:
    """A box with what the score is out of at its right."""
    sheet, style = galley.sheet, galley.sheet.subtitle
    above, node = galley.words(line(label), sheet.small, width=width), galley.node.add("P")
    lines = break_lines(line(score), style, 1e6)

    def paint(pen: Pen, x: float, middle: float) -> None:
        pen.text(node, lines, x, capital_top(middle, style), style, align="right", width=width - 3 * MM)

    return _labelled(galley, above, paint, width, RULE)


def _labelled(galley: Galley, above: Words, inside: Paint, width: float, weight: float) -> Drawn:
    """A box with a small label above; `inside` draws words about its middle."""
    high = galley.sheet.title_box

    def paint(pen: Pen, x: float, top: float) -> None:
        above.draw(pen, x, top)
        box = top - above.height - 1
        pen.box(x + weight / 2, box - weight / 2, width - weight, high - weight, weight)
        inside(pen, x, box - high / 2)

    return Drawn(height=above.height + 1 + high, paint=paint)


def instructions(block: Instructions, galley: Galley) -> list[Piece]:
    """The panel that says what a circle and a square mean: side by side, or one below the other."""
    sheet = galley.sheet
    inner = galley.inside(galley.node.add("Div"))
    whole = galley.width - 2 * sheet.panel_side
    indent = sheet.shape + 2.8 * MM
    beside = bool(block.circle and block.square) and not sheet.notes_below
    second = min(indent + natural_width(block.circle, sheet.text) + 2 * _BOX_GUTTER, whole / 2) if beside else 0.0
    rooms = (second - indent - 3 * MM if beside else whole - indent, whole - second - indent)
    told = [
        (text, inner.words(text, sheet.text, width=room, left=left + indent), left)
        for text, room, left in zip((block.circle, block.square), rooms, (0.0, second), strict=True)
        if text
    ]
    down = told[0][1].height + 6 if told and not beside else 0.0

    def paint(pen: Pen, x: float, top: float) -> None:
        for number, (text, words, left) in enumerate(told):
            line_top = top - number * down
            shape_top = capital_center(line_top, sheet.text) + sheet.shape / 2
            if text is block.circle:
                pen.circle(x + left, shape_top, sheet.shape, sheet.outline)
            else:
                pen.box(x + left, shape_top, sheet.shape, sheet.shape, sheet.outline)
            words.draw(pen, x, line_top)

    height = max((number * down + words.height for number, (_, words, _) in enumerate(told)), default=0.0)
    shapes = [Drawn(height=height, after=3, paint=paint)] if told else []
    lines = [inner.words(text, sheet.text.spaced(0, 3), width=whole) for text in block.lines]
    panel = panel_of([*shapes, *lines], galley, "the instructions")
    panel.after = 15
    return [panel]


# Questions -------------------------------------------------------------------------------------------------


@dataclass(kw_only=True)
class QuestionStack(Stack):
    """The pieces of a question, its item in the list of questions, and what it is called ("7", "Question 7")."""

    entry: Node
    label: str


def question(block: Question, galley: Galley) -> list[Piece]:
    """A question with its mark box, its chart if it has one, and where to answer it.

    It stays together, unless no page can hold it.
    """
    entry = galley.entry()
    gap = galley.sheet.question_gap
    begin = _headed if galley.sheet.one_column else _hung
    body, pieces = begin(block, entry, galley)
    inner = galley.inside(body)
    if block.figure:
        pieces += figure(block.figure, inner)
        pieces[-1].after = 12
        pieces[-1].keeps_next = True
    pieces += answer_pieces(block.answer, inner)
    for above, below in pairwise(pieces):
        above.keeps_next = above.keeps_next or isinstance(below, Ruled)  # also where no page holds the question
    pieces[-1] = _on_one_page(pieces, galley)
    return [
        QuestionStack(
            pieces=pieces, name=f"question {block.number}", before=gap, after=max(gap, pieces[-1].after),
            marks=block.marks, entry=entry, label=_label(block, galley.sheet),
        )
    ]  # fmt: skip


def _on_one_page(pieces: Sequence[Piece], galley: Galley) -> Piece:
    """The last piece of a question; lines to write on give way, so that a page holds it and a heading.

    Where they would be fewer than the class's they stand closer, by a seventh at most. Two thirds of the class's stay
    at least.

    Why: large print has fewer lines to a page than an essay asks for. All versions have as many, wherever it stands.
    """
    last, heading = pieces[-1], galley.sheet.heading_2
    if not isinstance(last, Ruled):
        return last
    above = heading.leading + max(heading.after, galley.sheet.question_gap)
    room = galley.page - above - stacked(pieces)[1] + last.height - 0.01
    if room >= last.height - 0.01:
        return last
    count = int(room / last.pitch)
    if count < last.asked:
        count = min(last.asked, int(room / (last.pitch * _CLOSER)))
    return replace(last, count=count, pitch=min(last.pitch, room / count)) if count >= last.fewest else last


_CLOSER = 6 / 7
"""Of the usual distance between lines to write on, how far apart they are at least: 11 mm in large print."""


def _label(block: Question, sheet: StyleSheet) -> str:
    """What a question is called on the page."""
    return block.name if sheet.one_column and block.name else str(block.number)


def _hung(block: Question, entry: Node, galley: Galley) -> tuple[Node, list[Piece]]:
    """The number in the margin, the stem, and at the right the box for the marks."""
    sheet, width = galley.sheet, galley.width
    label, body = entry.add("Lbl"), entry.add("LBody")
    stem = galley.words(block.stem, sheet.text, width=sheet.stem_width, node=body)
    marks = galley.words(line(f"/ {block.marks}"), sheet.text, node=body)
    height = max(stem.height, sheet.box - sheet.mark_rise)

    def paint(pen: Pen, x: float, top: float) -> None:
        def write(words: str) -> None:
            lines = break_lines(line(words, bold=True), sheet.strong, 1e6)
            pen.text(label, lines, x - sheet.hang, top, sheet.strong, align="right")

        pen.field("number", _label(block, sheet), write)
        stem.draw(pen, x, top)
        left, box = x + width - sheet.mark_width, top + sheet.mark_rise
        pen.box(left, box, sheet.mark_width, sheet.box)
        line_top = capital_top(box - sheet.box / 2, sheet.text)
        pen.text(marks.node, marks.lines, left, line_top, sheet.text, align="right", width=sheet.mark_width - 1.6 * MM)

    return body, [Drawn(height=height, after=sheet.text.after, keeps_next=True, paint=paint)]


def _headed(block: Question, entry: Node, galley: Galley) -> tuple[Node, list[Piece]]:
    """A line of its own with number and marks in words, and the stem below it.

    The rule over it is short and heavy: one across the page looks like a line to write on.
    """
    sheet, width = galley.sheet, galley.width
    label, body = entry.add("Lbl"), entry.add("LBody")
    marks = galley.words(line(block.worth or f"/ {block.marks}", bold=True), sheet.strong, node=body)
    stem = galley.words(block.stem, sheet.text.spaced(6, 9), width=sheet.stem_width, node=body)
    stem.keeps_next = True

    def paint(pen: Pen, x: float, top: float) -> None:
        def write(words: str) -> None:
            pen.text(label, break_lines(line(words, bold=True), sheet.strong, 1e6), x, top - 9, sheet.strong)

        pen.rule(x, top - THICK / 2, _SHORT_RULE, THICK)
        pen.field("number", _label(block, sheet), write)
        pen.text(marks.node, marks.lines, x, top - 9, sheet.strong, align="right", width=width)

    return body, [Drawn(height=9 + sheet.strong.leading, keeps_next=True, paint=paint), stem]


def blank_page(block: BlankPage, galley: Galley) -> list[Piece]:
    """A page that says it is left blank."""
    return [PageEnd(), blank_words(line(block.text), galley), PageEnd()]


def blank_words(text: Text, galley: Galley, told: bool = True) -> Drawn:
    """Words in the middle of an otherwise blank page; not `told` again where the page before has them too."""
    sheet = galley.sheet
    node = galley.node.add("P") if told else None
    lines = break_lines(text, sheet.text, galley.width)
    above = max(galley.page * 0.45 - len(lines) * sheet.text.leading, 0)

    def paint(pen: Pen, x: float, top: float) -> None:
        with nullcontext() if node else pen.canvas.artifact("Pagination"):
            pen.text(node, lines, x, top - above, sheet.text, align="center", width=galley.width)

    return Drawn(name="the blank page", height=above + len(lines) * sheet.text.leading, paint=paint)
