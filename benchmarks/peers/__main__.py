"""Runs one program once: `python -m benchmarks.peers prepare|print NAME FOLDER VERSIONS QUESTIONS`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.peers.every import PEERS, SETS

if __name__ == "__main__":
    what, name, folder, versions, questions = sys.argv[1:]
    peer = (PEERS | SETS)[name]
    run = peer.prepared if what == "prepare" else peer.printed
    run(Path(folder), int(versions), int(questions))
