"""Readers that others wrote find the same words in the same order in the structure tree as our own does.

These are poppler and pdf.js; pdfium, which needs no other program, reads every file in `test_every_page`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from edu.write.pdf.scripts import leftward
from tests.readers import poppler
from tests.test_every_page import FOLDERS, documents, printed
from tests.write.tags import Tags

SCRIPT = Path(__file__).parent / "readers" / "pdfjs.mjs"
SAFIRA = FOLDERS[0]


def files() -> Iterator[tuple[str, bytes]]:
    """Safira in every layout, and of each invented battle a layout in its turn."""
    for number, folder in enumerate(FOLDERS):
        names = list(documents(folder))
        for name in names if folder == SAFIRA else [names[number % len(names)]]:
            yield f"{folder.name} {name}", printed(folder, name)


@pytest.mark.skipif(not poppler.COMMAND, reason="poppler's pdfinfo is not installed")
def test_poppler_reads_the_same_words(tmp_path: Path) -> None:
    for name, data in files():
        file = tmp_path / "file.pdf"
        file.write_bytes(data)
        tags = Tags(data)
        assert tags.root
        ours = [
            word
            for element in tags.root.every()
            if element.role not in ("Figure", "Span")
            for word in "".join(tags.text.get(kid, "") for kid in element.kids if isinstance(kid, tuple)).split()
        ]
        assert (name, poppler.words(file)) == (name, ours)


@pytest.mark.skipif(
    "EDU_PDFJS" not in os.environ or not shutil.which("node"), reason="EDU_PDFJS names no folder of pdfjs-dist"
)
def test_pdfjs_reads_the_same_words(tmp_path: Path) -> None:
    made = list(files())
    paths = [tmp_path / f"{number}.pdf" for number in range(len(made))]
    for path, (_, data) in zip(paths, made, strict=True):
        path.write_bytes(data)
    command = ["node", str(SCRIPT), os.environ["EDU_PDFJS"], *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for (name, data), told in zip(made, done.stdout.splitlines(), strict=True):
        theirs, ours = json.loads(told), Tags(data).page_words()
        assert (name, list(map(_apart, theirs))) == (name, list(map(_apart, ours)))


def _apart(words: list[str]) -> list[str]:
    """The words of a page; its letters alone where some run leftward, as pdf.js sees a space where the pen turns."""
    return list("".join(words)) if any(leftward(word) for word in words) else words
