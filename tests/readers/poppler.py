"""The words of a file by its structure tree, as poppler reads it (in Okular and Evince)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.readers.pdfium import RIGHTWARD

COMMAND = shutil.which("pdfinfo")
_LINE = re.compile(r'( *)(?:"(.*)"|(\w+)(?: \(\w+\))?:?)')
_UNSAID = ("Figure", "Span")
"""Elements in whose place other words are said."""


def words(file: Path) -> list[str]:
    """The words in the order of the tree, those of each element apart."""
    assert COMMAND
    told = subprocess.run([COMMAND, "-struct-text", str(file)], capture_output=True, text=True, check=True).stdout
    said: list[str] = []
    unsaid = None  # how far the element is indented whose text is not said
    for line in told.splitlines():
        found = _LINE.fullmatch(line)
        if not found:
            continue
        indent = len(found[1])
        if unsaid is not None and indent <= unsaid:
            unsaid = None
        if unsaid is None and found[3] in _UNSAID:
            unsaid = indent
        elif unsaid is None and found[2]:
            said += found[2].replace(RIGHTWARD, "").split()
    return said
