"""Blocks every document may have: headings, paragraphs, lists, lines to write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edu.model.document import AnswerLines, Heading, Items, Paragraph, Run, Text, plain
from edu.problems import PrintingError
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Piece
from edu.write.pdf.styles import RULE, Style
from edu.write.pdf.typeset import words_of


def titled(galley: Galley, text: Text, level: int, style: Style, width: float | None = None) -> Drawn:
    """A heading with its entry in the outline.

    Raises:
        ValueError: when it is empty, or a level is skipped.
    """
    if not plain(text).strip():
        raise PrintingError(f"a heading of level {level} is empty; give it words")
    words = galley.words(text, style, galley.heading_role(level), width, balanced=True)
    printed = words_of(text).replace("\u00a0", " ")
    depth = level - 1

    def paint(pen: Pen, x: float, top: float) -> None:
        if not (galley.bookmarked and level == 1):
            pen.bookmark(printed, depth, top + 6)
        words.draw(pen, x, top)

    name = f"the heading “{printed}”"
    return Drawn(name=name, height=words.height, before=style.before, after=style.after, keeps_next=True, paint=paint)


def heading(block: Heading, galley: Galley) -> list[Piece]:
    """A heading of level 2 or 3."""
    sheet = galley.sheet
    if block.level not in (2, 3):
        raise PrintingError(f"a heading has level {block.level}; it can be 2 or 3")
    return [titled(galley, block.text, block.level, sheet.heading_2 if block.level == 2 else sheet.heading_3)]


def paragraph(block: Paragraph, galley: Galley) -> list[Piece]:
    """A paragraph of text, no wider than is easy to read, or of small type."""
    sheet = galley.sheet
    if block.small:
        return [replace(galley.words(block.text, sheet.small), flows=True)]  # it speaks of what is above it
    return [galley.words(block.text, sheet.text, width=galley.width if galley.nested else sheet.task_width)]


def item_pieces(items: Sequence[Text], galley: Galley, style: Style, width: float) -> list[Piece]:
    """A list with dashes, a piece an item."""
    if not items:
        return []
    sheet = galley.sheet
    listing = galley.node.listing("Disc")
    dash = (Run("–"),)
    pieces: list[Piece] = []
    for item in items:
        entry = listing.add("LI")
        mark = galley.words(dash, style, "Lbl", width, node=entry)
        words = galley.words(item, style, "LBody", width - sheet.dash_indent, left=sheet.dash_indent, node=entry)

        def paint(pen: Pen, x: float, top: float, mark: Piece = mark, words: Piece = words) -> None:
            mark.draw(pen, x, top)
            words.draw(pen, x, top)

        pieces.append(Drawn(name="a list item", height=words.height, after=sheet.item_gap, paint=paint))
    return none_alone(pieces)


def none_alone(pieces: list[Piece]) -> list[Piece]:
    """Pieces of a list, the first two and the last two of which stay on one page."""
    for piece in (*pieces[:-1][:1], *pieces[-2:-1]):
        piece.keeps_next = True
    return pieces


def items(block: Items, galley: Galley) -> list[Piece]:
    """A list; it may be split between items."""
    sheet = galley.sheet
    pieces = item_pieces(block.items, galley, sheet.text, galley.width)
    if pieces:
        pieces[-1].after = sheet.text.after
    return pieces


def answer_lines(block: AnswerLines, galley: Galley) -> list[Piece]:
    """Ruled lines to write on."""
    return [ruled_lines(block.count, galley)]


@dataclass(kw_only=True)
class Ruled(Piece):
    """Lines to write on; the first is one pitch below the text above.

    Attributes:
        count: how many there are.
        pitch: from line to line.
        width: how long they are.
        asked: how many the class's paper has.
        fewest: how many there must be where no page has room for all of them.
    """

    count: int
    pitch: float
    width: float
    asked: int = 1
    fewest: int = 1

    def __post_init__(self) -> None:
        self.height = self.count * self.pitch

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draws the lines."""
        for number in range(1, self.count + 1):
            pen.rule(x + self.left, top - number * self.pitch, self.width, RULE)

    def parts(self) -> Sequence[Piece]:
        """Its lines; nothing for one alone, which cannot be taken apart."""
        if self.count < 2:
            return ()
        last = self.count - 1
        return [
            replace(
                self,
                count=1,
                tight=bool(number) or self.tight,
                after=self.after if number == last else 0,
                keeps_next=number in (0, last - 1),
            )
            for number in range(self.count)
        ]


def ruled_lines(count: int, galley: Galley, share: float = 1.0) -> Ruled:
    """Lines to write on, as many as `count` on the class's paper, a share of the column wide."""
    sheet = galley.sheet
    return Ruled(
        name="answer lines", count=round(count * sheet.more_lines), pitch=sheet.pitch, width=galley.width * share,
        after=sheet.after_answer, tight=True, asked=count, fewest=count - count // 3,
    )  # fmt: skip
