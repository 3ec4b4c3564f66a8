"""The referee veraPDF, which checks files against PDF/UA-1 where `EDU_VERAPDF` names its command."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

THERE = "EDU_VERAPDF" in os.environ
needed = pytest.mark.skipif(not THERE, reason="EDU_VERAPDF names no veraPDF command")

_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For a run of seconds: Java spends a third of its time on compiling for speed that would pay after minutes."""


def complaints(files: Iterable[Path]) -> list[str]:
    """What veraPDF says of the files that do not comply, all checked by one start; at most 20 lines."""
    environment = {"JDK_JAVA_OPTIONS": _JAVA, **os.environ}
    command = [*shlex.split(os.environ["EDU_VERAPDF"]), *map(str, files)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode == 0:
        return []
    told = [line for line in done.stdout.splitlines() if "compliant=true" not in line]
    return told[:20] or [f"veraPDF ended with {done.returncode}: {done.stderr}"]
