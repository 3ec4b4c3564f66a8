"""Sorts of question: one small function each, found by the name of the phrase that words its stem.

A sort takes the printed question, what fills the holes of its stem, and the reader. It gives None when it cannot make
sense of the holes. To add one, write a function under `sort` in the module it is nearest to.
"""

from __future__ import annotations

from tests.solver.sorts import cloze, figures, ordering, pairs, several, single, tables, written
from tests.solver.sorts.sort import SORTS, Derived, Sort

__all__ = [
    "SORTS",
    "Derived",
    "Sort",
    "cloze",
    "figures",
    "ordering",
    "pairs",
    "several",
    "single",
    "tables",
    "written",
]
