"""Documents as tagged PDF (PDF/UA-1), ready to print.

ReportLab is loaded when something is printed or measured, and matplotlib when a document has a chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING, BinaryIO

from edu.write.pdf.fonts import missing_glyphs

if TYPE_CHECKING:
    from edu.model.document import Document, NumberedParagraph, Section
    from edu.write.pdf.pages import Printed

__all__ = ["measure_lines", "misfit", "missing_glyphs", "write_pdf"]


def write_pdf(
    document: Document,
    progress: Callable[[int, int, int], None] | None = None,
    out: BinaryIO | None = None,
    tagged: bool = True,
    executor: Executor | None = None,
) -> Printed:
    """Prints a document. The same document gives the same bytes.

    Args:
        document: what to print.
        progress: called as sections or copies are done with how many are, how many there are, and the pages so far.
        out: where to write it as it is made; without one the file is handed back.
        tagged: False to leave out what screen readers need, for printing only.
        executor: where many copies are made, some hundreds at a time; without one they are made here. The bytes are
            the same. What it fails to make is made here.

    Raises:
        ValueError: when a block is of an unknown kind, is taller than a page and must stay whole, or has a
            character that no font has; when a heading level is skipped; when title, language or a chart's
            alternative text is missing. The message says which, and what to do.
    """
    from edu.write.pdf.pages import print_document  # loads ReportLab, only when it is needed

    return print_document(document, progress, out, tagged, executor)


def measure_lines(paragraphs: Sequence[NumberedParagraph]) -> dict[str, tuple[int, int]]:
    """For the key of each sentence its first and last printed line, counted from 1 through all paragraphs.

    The numbers are those that are printed, on any paper.
    """
    from edu.write.pdf.blocks.handout import measure_lines as measured  # as above

    return measured(paragraphs)


def misfit(form: Section, orders: Sequence[Sequence[int]], variants: Sequence[str]) -> Callable[[Sequence[int]], int]:
    """What tells of an order of a quiz's questions in how many layouts it needs more sheets than others.

    Args:
        form: the quiz.
        orders: a sample of the orders that its versions may have.
        variants: the layouts.

    Raises:
        ValueError: when something does not fit in one of them.
    """
    from edu.write.pdf.fitting import misfit as measured  # as above

    return measured(form, orders, variants)
