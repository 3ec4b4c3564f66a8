"""Sets blocks: one function for each kind of block turns it into pieces of known height."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from edu.model import document as model
from edu.write.pdf.blocks import columns, common, figures, handout, key, panels, quiz, tables
from edu.write.pdf.blocks.galley import Galley
from edu.write.pdf.blocks.panels import Boxed
from edu.write.pdf.pieces import Loose, PageEnd, Piece, gap


def _page_break(block: model.PageBreak, _galley: Galley) -> list[Piece]:
    return [PageEnd(filled=block.filled)]


def _panel(block: model.Panel, galley: Galley) -> list[Piece]:
    first = block.blocks[0] if block.blocks else None
    own = first.text if isinstance(first, model.Heading) else ()
    return [panels.panel_of(lay(block.blocks, panels.panel_galley(galley)), galley, "the panel", own)]


def _columns(block: model.Columns, galley: Galley) -> list[Piece]:
    return columns.columns(block, galley, lay)


def _key_note(block: model.KeyNote, galley: Galley) -> list[Piece]:
    return key.key_note(block, galley, lay)


_SETTERS: dict[type, Callable[[Any, Galley], list[Piece]]] = {
    model.Heading: common.heading,
    model.Paragraph: common.paragraph,
    model.Items: common.items,
    model.PageBreak: _page_break,
    model.Table: tables.table,
    model.Panel: _panel,
    model.Title: handout.title,
    model.NameRow: handout.name_row,
    model.AnswerLines: common.answer_lines,
    model.LineNote: handout.line_note,
    model.NumberedParagraph: handout.numbered_paragraph,
    model.Figure: figures.figure,
    model.SourceBox: handout.source_box,
    model.WordList: handout.word_list,
    model.Task: handout.task,
    model.QuizTitle: quiz.quiz_title,
    model.Instructions: quiz.instructions,
    model.Question: quiz.question,
    model.BlankPage: quiz.blank_page,
    model.TeacherTitle: key.teacher_title,
    model.KeyGrid: key.key_grid,
    model.KeyNote: _key_note,
    model.Columns: _columns,
}

_LISTED = (model.Task, model.Question, model.KeyNote)
"""Blocks that are items of a list which goes on until another block comes."""


_LED = (model.Items, model.LineNote, model.NumberedParagraph, model.KeyNote, model.Table)
"""Blocks that stay with a paragraph above them, which leads to them."""


def lay(blocks: Sequence[model.Block], galley: Galley) -> list[Piece]:
    """Sets blocks one after another.

    Raises:
        ValueError: when a block is of a kind that can not be printed, or one of them is faulty.
    """
    pieces: list[Piece] = []
    before: type | None = None
    above: model.Block | None = None
    for block in blocks:
        kind = type(block)
        setter = _SETTERS.get(kind)
        if setter is None:
            raise ValueError(f"a block of the kind {kind.__name__} can not be printed")
        if kind is not model.PageBreak:
            if kind in _LISTED and kind is not before:
                galley = galley.in_list(galley.node.listing("Decimal"))
            before = kind
        if isinstance(block, model.Heading):
            galley = galley.under(block.text)
        added = setter(block, galley)
        led = type(above) is model.LineNote or (kind in _LED and type(above) is model.Paragraph)
        credits = block is blocks[-1] and isinstance(block, model.Paragraph) and block.small and not galley.nested
        if pieces and added and (added[0].tight or led or credits):
            pieces[-1].keeps_next = True  # lines to write on stay with what they answer, credits with what they credit
        for piece in added[:1]:
            if isinstance(above, model.Heading) and isinstance(piece, Boxed | Loose):
                # where the heading moves with it, its room stays empty too
                piece.loss -= pieces[-1].before + pieces[-1].height + gap(pieces[-1], piece)
        above = block
        pieces += added
    return pieces
