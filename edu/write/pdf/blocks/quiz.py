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
from edu.write.pdf.styles import (
    BOX,
    HANG,
    HEAVY,
    MM,
    PANEL_SIDE,
    RULE,
    SHAPE,
    SMALL,
    STEM_WIDTH,
    STRONG,
    SUBTITLE,
    TEXT,
    TITLE,
    Style,
)
from edu.write.pdf.typeset import break_lines, natural_width

_VERSION_WIDTH = 22 * MM
_SCORE_WIDTH = 30 * MM
_BOX_HEIGHT = 14 * MM
_BOX_GUTTER = 4 * MM
_MARK_WIDTH = 15 * MM
_MARK_RISE = 1.2 * MM


def quiz_title(block: QuizTitle, galley: Galley) -> list[Piece]:
    """Thick rule, kicker, title and subtitle; at the right boxes for the version's letter and the score."""
    score_x = galley.width - _SCORE_WIDTH
    version_x = score_x - _BOX_GUTTER - _VERSION_WIDTH
    words_width = version_x - 6 * MM
    rule = top_rule(galley)
    kicker = galley.words(line(block.kicker), SMALL, width=words_width)
    head = titled(galley, line(block.title), 1, TITLE, words_width)
    subtitle = galley.words(line(block.subtitle), SUBTITLE, width=words_width)
    words = Stack(pieces=[rule, kicker, head, subtitle])
    boxes = [
        _labelled(galley, block.version_label, block.version, _letter_style(block.version), version_x),
        _labelled(galley, block.score_label, f"/ {block.marks}", SUBTITLE, score_x),
    ]
    boxes_top = rule.height + rule.after
    height = max(words.height, boxes_top + SMALL.leading + 1 + _BOX_HEIGHT)

    def paint(pen: Pen, x: float, top: float) -> None:
        words.draw(pen, x, top)
        for box in boxes:
            box.draw(pen, x, top - boxes_top)

    return [Drawn(name="the title", height=height, after=9, keeps_next=True, paint=paint)]


def _letter_style(version: str) -> Style:
    """The largest type in which the version's name fits its box."""
    for style in (TITLE, Style(20, 24, bold=True)):
        if natural_width(line(version), style) <= _VERSION_WIDTH - 2 * MM:
            return style
    return STRONG


def _labelled(galley: Galley, label: str, words: str, style: Style, left: float) -> Drawn:
    """A box with a small label above; bold words in the middle of it, regular ones at its right."""
    above = galley.words(line(label), SMALL)
    inside = galley.words(line(words), style)
    width, margin, weight = (_VERSION_WIDTH, 0.0, HEAVY) if style.bold else (_SCORE_WIDTH, 3 * MM, RULE)
    align: Align = "center" if style.bold else "right"

    def paint(pen: Pen, x: float, top: float) -> None:
        x += left
        above.draw(pen, x, top)
        box = top - SMALL.leading - 1
        pen.box(x + weight / 2, box - weight / 2, width - weight, _BOX_HEIGHT - weight, weight)
        line_top = capital_top(box - _BOX_HEIGHT / 2, style)
        room = width - 2 * margin
        pen.text(inside.node, inside.lines, x + margin, line_top, style, align=align, width=room)

    return Drawn(paint=paint)


def instructions(block: Instructions, galley: Galley) -> list[Piece]:
    """The panel that says what a circle and a square mean."""
    inner = galley.inside(galley.node.add("Div"))
    second = (galley.width - 2 * PANEL_SIDE) / 2
    indent = SHAPE + 2.8 * MM
    circle = inner.words(block.circle, TEXT, width=second - indent - 3 * MM, left=indent)
    square = inner.words(block.square, TEXT, width=second - indent, left=second + indent)

    def paint(pen: Pen, x: float, top: float) -> None:
        shape_top = capital_center(top, TEXT) + SHAPE / 2
        pen.circle(x, shape_top, SHAPE)
        circle.draw(pen, x, top)
        pen.box(x + second, shape_top, SHAPE, SHAPE)
        square.draw(pen, x, top)

    first = Drawn(height=max(circle.height, square.height), after=3, paint=paint)
    lines = [inner.words(text, TEXT.spaced(0, 3), width=galley.width - 2 * PANEL_SIDE) for text in block.lines]
    panel = panel_of([first, *lines], galley.width, "the instructions")
    panel.after = 15
    return [panel]


# Questions -------------------------------------------------------------------------------------------------


def question(block: Question, galley: Galley) -> list[Piece]:
    """A question with its mark box, its chart if it has one, and where to answer it: never split."""
    entry = galley.entry()
    number = galley.words(line(str(block.number), bold=True), STRONG, "Lbl", node=entry)
    body = entry.add("LBody")
    stem = galley.words(block.stem, TEXT, width=STEM_WIDTH, node=body)
    marks = galley.words(line(f"/ {block.marks}"), TEXT, node=body)
    pieces: list[Piece] = [_head(number, stem, marks, galley.width)]
    inner = galley.inside(body)
    if block.figure:
        pieces += figure(block.figure, inner)
        pieces[-1].after = 12
    pieces += answer_pieces(block.answer, inner)
    return [Stack(pieces=pieces, name=f"question {block.number}", before=12, after=12, marks=block.marks)]


def _head(number: Words, stem: Words, marks: Words, width: float) -> Drawn:
    """The number in the margin, the stem, and at the right the box for the marks."""
    height = max(stem.height, BOX - _MARK_RISE)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(number.node, number.lines, x - HANG, top, STRONG, align="right")
        stem.draw(pen, x, top)
        left, box = x + width - _MARK_WIDTH, top + _MARK_RISE
        pen.box(left, box, _MARK_WIDTH, BOX)
        line_top = capital_top(box - BOX / 2, TEXT)
        pen.text(marks.node, marks.lines, left, line_top, TEXT, align="right", width=_MARK_WIDTH - 1.6 * MM)

    return Drawn(height=height, after=TEXT.after, paint=paint)


def blank_page(block: BlankPage, galley: Galley) -> list[Piece]:
    """A page that says it is left blank."""
    return [PageEnd(), blank_words(line(block.text), galley), PageEnd()]


def blank_words(text: Text, galley: Galley) -> Drawn:
    """Words in the middle of an otherwise blank page."""
    return _centered(galley.node.add("P"), text, galley)


def _centered(node: Node, text: Text, galley: Galley) -> Drawn:
    lines = break_lines(text, TEXT, galley.width)
    above = max(galley.page * 0.45 - len(lines) * TEXT.leading, 0)

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.text(node, lines, x, top - above, TEXT, align="center", width=galley.width)

    return Drawn(name="the blank page", height=above + len(lines) * TEXT.leading, paint=paint)
