"""What is laid over a pupil's paper: the answers, shape by shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

RING = "o"
"""What a shape is marked with when it is to be ticked; other marks are written beside it."""


@dataclass(frozen=True)
class Marked:
    """The answer to a question.

    Attributes:
        shapes: what belongs to each of its shapes to tick or to write in, in the order in which they stand: `RING`,
            words, or nothing.
        told: the answer as the key has it ("B", "T F N").
    """

    shapes: Sequence[str]
    told: str


Overlay = Mapping[int, Marked]
"""The answers of one version by the printed numbers of its questions; those without shapes are left out."""
