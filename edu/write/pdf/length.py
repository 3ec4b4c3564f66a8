"""How many pages each version of a quiz has, so that all have as many and a copier staples them alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from random import Random

from edu.write.pdf.blocks.quiz import QuestionStack
from edu.write.pdf.paginate import paginate
from edu.write.pdf.pieces import Piece

_TRIED = 40
"""Orders of the questions that are tried. Where fewer than one order in twenty is longer, it may be that none of these
is; a version in such an order has a sheet more than the others."""


def stay_whole(pieces: Sequence[Piece], height: float) -> bool:
    """True when a page holds each piece with those that keep to it, in whichever order the questions stand."""
    tallest = max((piece.height for piece in pieces if isinstance(piece, QuestionStack)), default=0.0)
    used = 0.0
    for piece in pieces:
        used += tallest if isinstance(piece, QuestionStack) else piece.height
        if used > height:
            return False
        used = used + max(piece.before, piece.after) if piece.keeps_next else 0.0
    return True


def pages_of_any(pieces: Sequence[Piece], height: float) -> int:
    """How many pages the longest of some orders takes, questions changing places within their part.

    The orders tried are the same whichever order the pieces are given in, so that every version is told the same,
    printed with others or alone. 0 when some piece may have to be taken apart.
    """
    if not stay_whole(pieces, height):
        return 0
    runs = [(asked, list(run)) for asked, run in groupby(pieces, lambda piece: isinstance(piece, QuestionStack))]
    runs = [(asked, sorted(run, key=_measures) if asked else run) for asked, run in runs]
    if not any(asked and len(run) > 1 for asked, run in runs):
        return 0
    rng = Random(0)
    return max(len(paginate(list(_shuffled(runs, rng)), height)) for _ in range(_TRIED))


def _measures(piece: Piece) -> tuple[float, float, float]:
    return round(piece.height, 2), round(piece.before, 2), round(piece.after, 2)


def _shuffled(runs: Sequence[tuple[bool, list[Piece]]], rng: Random) -> Iterator[Piece]:
    for asked, run in runs:
        yield from rng.sample(run, len(run)) if asked else run
