"""Every program that is measured, edu first."""

from __future__ import annotations

from benchmarks.peers import floor, fpdf_cells, latex, multiple_choice, own, platypus, typst_loop
from benchmarks.peers.peer import Peer

PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        own.TAGGED,
        own.UNTAGGED,
        own.PAPER_ALONE,
        floor.WHOLE,
        floor.KEYED,
        floor.SHARED,
        typst_loop.TAGGED,
        typst_loop.UNTAGGED,
        latex.EXAM,
        platypus.NAIVE,
        fpdf_cells.CELLS,
        multiple_choice.AMC,
    )
}

SETS: dict[str, Peer] = {peer.name: peer for peer in (own.SAFIRA, own.SAFIRA_UNTAGGED)}
"""edu alone, with the quiz that teachers print."""
