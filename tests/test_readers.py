"""Readers that others wrote find the same words in the same order in the structure tree as our own does.

These are poppler and pdf.js; pdfium, which needs no other program, reads every file in `test_every_page`.
The files that they read rotate: all of Safira's, and of each invented battle the next of its files, which have papers
and tints by turns. So every kind of file is read in every variant, on both papers and in every tint, if not in all of
these at once.
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
from tests.test_every_page import FOLDERS, VARIANTS, Print, printed, prints
from tests.write.tags import Tags

SCRIPT = Path(__file__).parent / "readers" / "pdfjs.mjs"


def chosen(number: int) -> list[Print]:
    """Which files of the battle of a number are read: of Safira, the first, all; of each other one in its turn."""
    files = prints(number)
    return [files[number % len(files)]] if number else files


def files() -> Iterator[tuple[str, bytes]]:
    """The files that are read, with their names."""
    for number, folder in enumerate(FOLDERS):
        for each in chosen(number):
            yield f"{folder.name} {each}", printed(folder, each)


def test_every_kind_of_file_is_read_in_every_layout() -> None:
    met = [each for number in range(1, len(FOLDERS)) for each in chosen(number)]
    kinds = {(kind, variant) for kind in ("handout", "quiz") for variant in VARIANTS}
    assert {(each.kind, each.variant) for each in met} == kinds | {("key", "class"), ("guide", "class")}
    every = [each for number in range(len(FOLDERS)) for each in chosen(number)]
    assert {each.paper for each in every} == {"a4", "letter"}
    assert {each.tint for each in every} == {"", "cream", "blue", "green"}


@pytest.mark.skipif(not poppler.COMMAND, reason="poppler's pdfinfo is not installed")
def test_poppler_reads_the_same_words(tmp_path: Path) -> None:
    """Among them the town's Arabic name in brackets, and named papers in every layout."""
    read: set[str] = set()
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
        read.update(ours)
    for name in ("(السفيرة)", "تلميذ", "Żółw"):
        assert any(name in word for word in read)


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
