"""Blocks of the quiz: its top, the instructions, questions with their mark boxes, the blank page."""

from __future__ import annotations

from edu.model.document import BlankPage, Instructions, Question, QuizTitle, Text, line
from edu.write.pdf.blocks.answers import answer_pieces
from edu.write.pdf.blocks.common import panel_of, titled
from edu.write.pdf.blocks.figures import figure
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.handout import top_rule
from edu.write.pdf.pen import Align, Pen, capital_center, capital_top
from edu.write.pdf.pieces import Drawn, PageEnd, Piece, Stack, Words
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import HEAVY, MM, RULE, Style, StyleSheet
from edu.write.pdf.typeset import break_lines, natural_width

_VERSION_WIDTH = 22 * MM
_SCORE_WIDTH = 30 * MM
_BOX_HEIGHT = 14 * MM
_BOX_GUTTER = 4 * MM


def quiz_title(block: QuizTitle, galley: Galley) -> list[Piece]:
    """Thick rule, kicker, title and subtitle; at the right boxes for the version's letter and the score."""
    sheet = galley.sheet
    score_x = galley.width - _SCORE_WIDTH
    version_x = score_x - _BOX_GUTTER - _VERSION_WIDTH
    words_width = version_x - 6 * MM
    rule = top_rule(galley)
    kicker = galley.words(line(block.kicker), sheet.small, width=words_width)
    head = titled(galley, line(block.title), 1, sheet.title, words_width)
    subtitle = galley.words(line(block.subtitle), sheet.subtitle, width=words_width)
    words = Stack(pieces=[rule, kicker, head, subtitle])
    boxes = [
        _labelled(galley, block.version_label, block.version, _letter_style(block.version, sheet), version_x),
        _labelled(galley, block.score_label, f"/ {block.marks}", sheet.subtitle, score_x),
    ]
    boxes_top = rule.height + rule.after
    height = max(words.height, boxes_top + sheet.small.leading + 1 + _BOX_HEIGHT)

    def paint(pen: Pen, x: float, top: float) -> None:
        words.draw(pen, x, top)
        for box in boxes:
            box.draw(pen, x, top - boxes_top)

    return [Drawn(name="the title", height=height, after=9, keeps_next=True, paint=paint)]


def _letter_style(version: str, sheet: StyleSheet) -> Style:
    """The largest type in which the version's name fits its box."""
    for style in (sheet.title, sheet.grid_version):
        if natural_width(line(version), style) <= _VERSION_WIDTH - 2 * MM:
            return style
    return sheet.strong


def _labelled(galley: Galley, label: str, words: str, style: Style, left: float) -> Drawn:
    """A box with a small label above; bold words in the middle of it, regular ones at its right."""
    sheet = galley.sheet
    above = galley.words(line(label), sheet.small)
    inside = galley.words(line(words), style)
    width, margin, weight = (_VERSION_WIDTH, 0.0, HEAVY) if style.bold else (_SCORE_WIDTH, 3 * MM, RULE)
    align: Align = "center" if style.bold else "right"

    def paint(pen: Pen, x: float, top: float) -> None:
        x += left
        above.draw(pen, x, top)
        box = top - sheet.small.leading - 1
        pen.box(x + weight / 2, box - weight / 2, width - weight, _BOX_HEIGHT - weight, weight)
        line_top = capital_top(box - _BOX_HEIGHT / 2, style)
        room = width - 2 * margin
        pen.text(inside.node, inside.lines, x + margin, line_top, style, align=align, width=room)

    return Drawn(paint=paint)


def instructions(block: Instructions, galley: Galley) -> list[Piece]:
    """The panel that says what a circle and a square mean."""
    sheet = galley.sheet
    inner = galley.inside(galley.node.add("Div"))
    second = (galley.width - 2 * sheet.panel_side) / 2
    indent = sheet.shape + 2.8 * MM
    circle = inner.words(block.circle, sheet.text, width=second - indent - 3 * MM, left=indent)
    square = inner.words(block.square, sheet.text, width=second - indent, left=second + indent)

    def paint(pen: Pen, x: float, top: float) -> None:
        shape_top = capital_center(top, sheet.text) + sheet.shape / 2
        pen.circle(x, shape_top, sheet.shape)
        circle.draw(pen, x, top)
        pen.box(x + second, shape_top, sheet.shape, sheet.shape)
        square.draw(pen, x, top)

    first = Drawn(height=max(circle.height, square.height), after=3, paint=paint)
    lines = [
        inner.words(text, sheet.text.spaced(0, 3), width=galley.width - 2 * sheet.panel_side) for text in block.lines
    ]
    panel = panel_of([first, *lines], galley, "the instructions")
    panel.after = 15
    return [panel]


# Questions -------------------------------------------------------------------------------------------------


def question(block: Question, galley: Galley) -> list[Piece]:
    """A question with its mark box, its chart if it has one, and where to answer it: never split."""
    sheet = galley.sheet
    entry = galley.entry()
    number = galley.words(line(str(block.number), bold=True), sheet.strong, "Lbl", node=entry)
    body = entry.add("LBody")
    stem = galley.words(block.stem, sheet.text, width=sheet.stem_width, node=body)
    marks = galley.words(line(f"/ {block.marks}"), sheet.text, node=body)
    pieces: list[Piece] = [_head(number, stem, marks, galley)]
    inner = galley.inside(body)
    if block.figure:
        pieces += figure(block.figure, inner)
        pieces[-1].after = 12
    pieces += answer_pieces(block.answer, inner)
    return [Stack(pieces=pieces, name=f"question {block.number}", before=12, after=12, marks=block.marks)]


def _head(number: Words, stem: Words, marks: Words, galley: Galley) -> Drawn:
    """The number in the margin, the stem, and at the right the box for the marks."""
    sheet, width = galley.sheet, galley.width
    height = max(stem.height, sheet.box - sheet.mark_rise)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(number.node, number.lines, x - sheet.hang, top, sheet.strong, align="right")
        stem.draw(pen, x, top)
        left, box = x + width - sheet.mark_width, top + sheet.mark_rise
        pen.box(left, box, sheet.mark_width, sheet.box)
        line_top = capital_top(box - sheet.box / 2, sheet.text)
        pen.text(marks.node, marks.lines, left, line_top, sheet.text, align="right", width=sheet.mark_width - 1.6 * MM)

    return Drawn(height=height, after=sheet.text.after, paint=paint)


def blank_page(block: BlankPage, galley: Galley) -> list[Piece]:
    """A page that says it is left blank."""
    return [PageEnd(), blank_words(line(block.text), galley), PageEnd()]


def blank_words(text: Text, galley: Galley) -> Drawn:
    """Words in the middle of an otherwise blank page."""
    return _centered(galley.node.add("P"), text, galley)


def _centered(node: Node, text: Text, galley: Galley) -> Drawn:
    sheet = galley.sheet
    lines = break_lines(text, sheet.text, galley.width)
    above = max(galley.page * 0.45 - len(lines) * sheet.text.leading, 0)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(node, lines, x, top - above, sheet.text, align="center", width=galley.width)

    return Drawn(name="the blank page", height=above + len(lines) * sheet.text.leading, paint=paint)
