"""Labels with what they stand for, in two columns: words with meanings, questions with how to mark them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from edu.model.document import Run, line
from edu.write.pdf.blocks.common import none_alone
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.pen import Pen
from edu.write.pdf.pieces import Drawn, Loose, Piece, Stack
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import MM, Style
from edu.write.pdf.typeset import break_lines, natural_width

_GAP, _LABEL_GAP = 3.0, 3 * MM
"""Room under an entry, and between a label and what it stands for."""


@dataclass(frozen=True)
class TermColumn:
    """A column: how far it stands from the left, how wide it is, and how far in it the explanations begin."""

    left: float
    width: float
    indent: float = 0.0

    @property
    def label_width(self) -> float:
        """The room for a label."""
        return self.indent - _LABEL_GAP


_USUAL_LABEL, _MOST_LABEL = 0.4, 0.6
"""How much of a column its labels may take, and how much so that a long word stays whole."""


def _height(entry: tuple[str, str], column: TermColumn, style: Style) -> float:
    label = break_lines(line(entry[0], bold=True), style, column.label_width)
    words = break_lines(line(entry[1]), style, column.width - column.indent)
    return max(len(label), len(words)) * style.leading


def _heights(entries: Sequence[tuple[str, str]], column: TermColumn, style: Style) -> float:
    return sum(_height(entry, column, style) + _GAP for entry in entries)


def _first_column(entries: Sequence[tuple[str, str]], columns: tuple[TermColumn, TermColumn], style: Style) -> int:
    """How many entries go into the first column so that both together are as low as can be."""
    first = [_height(entry, columns[0], style) + _GAP for entry in entries]
    second = [_height(entry, columns[1], style) + _GAP for entry in entries]
    half = (len(entries) + 1) // 2
    return min(
        range(len(entries) + 1),
        key=lambda count: (max(sum(first[:count]), sum(second[count:])), abs(count - half)),
    )


def _indented(
    entries: Sequence[tuple[str, str]], columns: tuple[TermColumn, TermColumn], style: Style
) -> tuple[TermColumn, TermColumn]:
    """The columns, with explanations that begin right of the longest label; a very long one is broken between words."""
    labels = [label for label, _ in entries]
    whole, words = _longest(labels, style), _longest((word for label in labels for word in label.split()), style)
    first, second = (
        replace(column, indent=min(max(words, min(whole, _USUAL_LABEL * column.width)), _MOST_LABEL * column.width))
        for column in columns
    )
    return first, second


def _longest(labels: Iterable[str], style: Style) -> float:
    """The indent that the longest of some labels needs."""
    return max((natural_width(line(label, bold=True), style) for label in labels), default=0.0) + _LABEL_GAP + 0.1


def terms(
    entries: Sequence[tuple[str, str]], galley: Galley, columns: tuple[TermColumn, TermColumn], style: Style, name: str
) -> list[Piece]:
    """Labels in bold with what they stand for: in two columns, read down one by one, or in one, which may part.

    They are as wide as both columns where that takes no more height.
    """
    if galley.sheet.notes_below:
        return _one_column(entries, galley, style, name)
    whole = replace(columns[0], width=columns[1].left + columns[1].width)
    (wide, _), columns = _indented(entries, (whole, whole), style), _indented(entries, columns, style)
    count = _first_column(entries, columns, style)
    if _heights(entries, wide, style) <= max(
        _heights(entries[:count], columns[0], style), _heights(entries[count:], columns[1], style)
    ):
        columns, count = (wide, wide), len(entries)
    listing = galley.node.listing("None")
    stacks = [
        Stack(pieces=[_entry(entry, galley, column, style, listing) for entry in part])
        for part, column in ((entries[:count], columns[0]), (entries[count:], columns[1]))
    ]

    def paint(pen: Pen, x: float, top: float) -> None:
        for stack, column in zip(stacks, columns, strict=True):
            stack.draw(pen, x + column.left, top)

    return [Drawn(name=name, height=max(stack.height for stack in stacks), after=12, paint=paint, apart=stacks)]


def _one_column(entries: Sequence[tuple[str, str]], galley: Galley, style: Style, name: str) -> list[Piece]:
    """Each label with what it stands for right after it, as wide as the column; what goes on has its heading again."""
    listing = galley.node.listing("None")
    pieces: list[Piece] = []
    for label, meaning in entries:
        item = listing.add("LI")
        text = (Run(f"{label}: ", bold=True), Run(meaning))
        pieces.append(replace(galley.words(text, style.spaced(0, _GAP * 2), "LBody", node=item), name=name))
    pieces[-1].after = 12
    again = galley.again()
    return [Loose(pieces=none_alone(pieces), name=name, after=12, loss=0, again=again)] if again else none_alone(pieces)


def _entry(entry: tuple[str, str], galley: Galley, column: TermColumn, style: Style, listing: Node) -> Piece:
    item = listing.add("LI")
    label = galley.words(line(entry[0], bold=True), style, "Lbl", column.label_width, node=item)
    room = column.width - column.indent
    words = galley.words(line(entry[1]), style, "LBody", room, left=column.indent, node=item)

    def paint(pen: Pen, x: float, top: float) -> None:
        label.draw(pen, x, top)
        words.draw(pen, x, top)

    return Drawn(height=max(label.height, words.height), after=_GAP, paint=paint)
