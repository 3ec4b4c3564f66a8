"""Names the line of a template from which something comes that cannot be laid out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from edu.model.document import Origin, Section
from edu.problems import PrintingError
from edu.write.pdf.blocks import lay
from edu.write.pdf.blocks.galley import Counts, Galley
from edu.write.pdf.paginate import paginate
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import StyleSheet


@contextmanager
def place_named(section: Section, sheet: StyleSheet, height: float) -> Iterator[None]:
    """Adds to what is wrong with a section where in its template that block stands which is at fault.

    Why afterwards: only what fails needs to be found, so blocks and pieces carry no place. The blocks are laid out
    again, one by one, until one fails.
    """
    try:
        yield
    except PrintingError as error:
        if error.place is None and len(section.origins) == len(section.blocks):
            origin = _faulty(section, sheet, height)
            error.place = (origin.file, origin.line) if origin else None
        raise


def _faulty(section: Section, sheet: StyleSheet, height: float) -> Origin | None:
    """Where the first block comes from with which the section cannot be laid out."""
    galley = Galley(sheet, sheet.frame.width, height, Node("Sect"), Counts())
    for block, origin in zip(section.blocks, section.origins, strict=True):
        try:
            paginate(lay([block], galley), height)
        except PrintingError:
            return origin
    return None
