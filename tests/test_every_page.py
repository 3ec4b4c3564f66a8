"""Handout, quiz, key and guide of Safira and of every invented battle, in every layout: sound, complete, in bounds."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import page
import pypdfium2
import pytest

from edu import lesson as road
from edu.finding import find_battle
from edu.lesson import Lesson
from edu.make.plan import plan
from edu.make.seats import for_class
from edu.model.document import Document
from edu.model.roster import Need, Pupil
from edu.write.pdf import write_pdf
from tests.conftest import INVENTED, _loaded
from tests.readers import pdfium
from tests.write.faults import faults
from tests.write.ink import misplaced, outside
from tests.write.said import differences
from tests.write.tags import Tags
from tests.write.typed import mistyped

FOLDERS = [find_battle("battle_of_safira"), *INVENTED]
VARIANTS = ("class", "large-print", "easy-read")

CLASS = (
    Pupil("Pupil 01", "9B"),
    Pupil("Pupil 02", "9B", Need.LARGE_PRINT),
    Pupil("Pupil Żółw 03 Of The Longer Names Of This Class", ""),
    Pupil("Pupil 04", "9B", Need.EASY_READ),
    Pupil("تلميذ 05", "9B"),
)
"""Pupils in every layout, for a set of named papers and a plan of their seats."""


@cache
def documents(folder: Path) -> dict[str, Document]:
    """The handout and a quiz of two versions in every variant, by turns on both papers; key and guide, once."""
    lesson = _loaded(folder)
    made = road.make_quiz(lesson, seed=FOLDERS.index(folder), versions=2)
    found = {"key": road.quiz_key(made, lesson.words), "guide": road.make_guide(lesson)}
    for number, variant in enumerate(VARIANTS, FOLDERS.index(folder)):
        paper = ("a4", "letter")[number % 2]
        for name, document in (("handout", road.make_handout(lesson)), ("quiz", road.quiz_paper(lesson, made))):
            found[f"{name} {variant} {paper}"] = replace(document, paper=paper, variant=variant)
    if folder == FOLDERS[0]:
        named = for_class(road.make_quiz(lesson, seed=5, questions=8, versions=4), CLASS, (3, 2))
        found |= {"set": road.quiz_paper(lesson, named), "plan": plan(named, lesson.words)}
    return found


_DATA: dict[tuple[Path, str], bytes] = {}


def printed(folder: Path, name: str) -> bytes:
    """One of them, printed once for all tests of a process."""
    if (folder, name) not in _DATA:
        _DATA[folder, name] = write_pdf(documents(folder)[name]).data
    return _DATA[folder, name]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_is_sound_says_what_it_must_and_keeps_its_margins(folder: Path) -> None:
    for name, document in documents(folder).items():
        data = printed(folder, name)
        tags = Tags(data)
        assert (name, faults(tags)) == (name, [])
        assert (name, list(mistyped(tags))) == (name, [])
        assert (name, list(differences(document, tags.told()))) == (name, [])
        assert (name, pdfium.words(data)) == (name, tags.page_words())
        report = page.validate_pdf_bytes(data, profile="ua1")
        assert (name, [(failure.rule_id, failure.message) for failure in report.failures]) == (name, [])
        with pypdfium2.PdfDocument(data) as pdf:
            assert (name, list(outside(pdf, document))) == (name, [])
            assert (name, list(misplaced(pdf, document, tags))) == (name, [])
            if name == "guide":
                assert len(pdf) in (2, 3, 4)


@pytest.mark.skipif("EDU_VERAPDF" not in os.environ, reason="EDU_VERAPDF names no veraPDF command")
def test_verapdf_finds_no_fault_in_any_of_them(tmp_path: Path) -> None:
    files = []
    for folder in FOLDERS:
        for name in documents(folder):
            files.append(tmp_path / f"{folder.name} {name}.pdf")
            files[-1].write_bytes(printed(folder, name))
    command = [*shlex.split(os.environ["EDU_VERAPDF"]), *map(str, files)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if "compliant=true" not in line][:20]


def test_a_handout_of_three_hundred_events_in_large_print_keeps_its_margins(huge: Lesson) -> None:
    document = replace(road.make_handout(huge), variant="large-print")
    data = write_pdf(document).data
    tags = Tags(data)
    assert faults(tags) == []
    assert list(differences(document, tags.told())) == []
    with pypdfium2.PdfDocument(data) as pdf:
        assert list(outside(pdf, document)) == []
