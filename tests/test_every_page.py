"""Handout, quiz, key and guide of Safira and of every invented battle, in every layout: sound, complete, in bounds.

Each battle is printed in each variant once, and not on each paper and in each tint: these rotate. The papers and tints
make eight looks; from battle to battle each file takes the next look, and the files of one battle take different ones.
So over the battles every kind of file meets every variant on every paper in every tint, key and guide both papers, and
every quiz has a seed of its own. A test below holds that this is so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

import page
import pypdfium2
import pytest
from click.testing import CliRunner

from edu import lesson as road
from edu import records
from edu.cli import cli
from edu.finding import find_battle
from edu.lesson import Lesson
from edu.make.charts import charts
from edu.make.plan import plan
from edu.make.seats import for_class
from edu.model.copies import Copies
from edu.model.document import Document
from edu.model.layout import Layout
from edu.model.quiz import Quiz
from edu.model.roster import Need, Pupil
from edu.write.charts import chart_bytes
from edu.write.pdf import write_pdf
from edu.write.pdf.length import set_section
from edu.write.pdf.paginate import Page
from edu.write.pdf.pieces import gap
from edu.write.pdf.variants import TINTS, style_sheet
from tests import verapdf
from tests.conftest import INVENTED, _loaded
from tests.readers import pdfium
from tests.write.faults import faults
from tests.write.ink import misplaced, outside
from tests.write.said import differences
from tests.write.tags import Tags
from tests.write.typed import mistyped

FOLDERS = [find_battle("battle_of_safira"), *INVENTED]
VARIANTS = ("class", "large-print", "easy-read")
LOOKS = tuple(product(("a4", "letter"), ("", *sorted(TINTS))))
"""Every paper, plain and in every tint."""

CLASS = (
    Pupil("Pupil 01", "9B"),
    Pupil("Pupil 02", "9B", Need.LARGE_PRINT),
    Pupil("Pupil Żółw 03 Of The Longer Names Of This Class", ""),
    Pupil("Pupil 04", "9B", Need.EASY_READ),
    Pupil("تلميذ 05", "9B"),
)
"""Pupils in every layout, for a set of named papers and a plan of their seats."""


@dataclass(frozen=True)
class Print:
    """How a file of a battle is printed: what it is, its layout, and of a quiz the seed."""

    kind: str
    variant: str
    paper: str
    tint: str
    seed: int

    def __str__(self) -> str:
        return " ".join(filter(None, (self.kind, self.variant, self.paper, self.tint)))


def prints(number: int) -> list[Print]:
    """The files of the battle of a number: the handout and a quiz in every variant, then key and guide.

    Key and guide are the teacher's: they have one layout and no tint. Of the first battle a set of named papers and
    the plan of their seats are printed too.
    """
    seed = len(VARIANTS) * number
    found = [
        Print(kind, variant, *LOOKS[(number + 3 * place + 5 * (kind == "quiz")) % len(LOOKS)], seed + place)
        for place, variant in enumerate(VARIANTS)
        for kind in ("handout", "quiz")
    ]
    papers = LOOKS[number % len(LOOKS)][0], LOOKS[(number + 4) % len(LOOKS)][0]
    found += [Print("key", "class", papers[0], "", seed), Print("guide", "class", papers[1], "", seed)]
    return found if number else [*found, Print("set", "class", "a4", "", 5), Print("plan", "class", "a4", "", 5)]


@cache
def made_quiz(folder: Path, seed: int) -> Quiz:
    """A quiz of two versions."""
    return road.make_quiz(_loaded(folder), seed=seed, versions=2)


@cache
def document(folder: Path, wanted: Print) -> Document:
    """A file of a battle before it is printed."""
    lesson, kind = _loaded(folder), wanted.kind
    if kind == "guide":
        return road.make_guide(lesson, wanted.paper)
    if kind == "key":
        return road.quiz_key(made_quiz(folder, wanted.seed), lesson.words, wanted.paper)
    if kind in ("set", "plan"):
        named = for_class(road.make_quiz(lesson, wanted.seed, questions=8, versions=4), CLASS, (3, 2))
        return road.quiz_paper(lesson, named) if kind == "set" else plan(named, lesson.words)
    if kind == "handout":
        made = road.make_handout(lesson, wanted.paper)
    else:
        made = road.quiz_paper(lesson, made_quiz(folder, wanted.seed), wanted.paper)
    return replace(made, variant=wanted.variant, tint=wanted.tint)


@cache
def printed(folder: Path, wanted: Print) -> bytes:
    """That file, printed once for all tests of a process."""
    return write_pdf(document(folder, wanted)).data


def test_over_the_battles_every_kind_of_file_meets_every_layout() -> None:
    met = {
        (each.kind, each.variant, each.paper, each.tint) for number in range(len(FOLDERS)) for each in prints(number)
    }
    pupils = {(kind, variant, *look) for kind in ("handout", "quiz") for variant in VARIANTS for look in LOOKS}
    teachers = {(kind, "class", paper, "") for kind in ("key", "guide") for paper in ("a4", "letter")}
    assert met - {("set", "class", "a4", ""), ("plan", "class", "a4", "")} == pupils | teachers
    assert {tint for _, tint in LOOKS} == {"", "cream", "blue", "green"}
    seeds = [each.seed for number in range(len(FOLDERS)) for each in prints(number) if each.kind == "quiz"]
    assert len(seeds) == len(set(seeds)) == 3 * len(FOLDERS)


TORN = 0.04
"""What stays empty counts by its square; so much more of it may stay, a fifth of a page, rather than tear a part."""


def uneven(made: Document) -> list[list[str]]:
    """Pages that should have what the next begins with, since less would stay empty; of a quiz in all its orders."""
    part = made.parts[0]
    setting = set_section(part.form if isinstance(part, Copies) else part, style_sheet(made.paper, made.variant))
    followed = [pair for pages in setting.orders for pair in pairwise(pages) if not pair[1].bound]
    found = [page for page, after in followed if better(page, after, setting.height)]
    return [[piece.name for piece, _ in page.placed] for page in found]


def better(page: Page, following: Page, height: float) -> bool:
    """Whether less would stay empty with what follows up to where a page may end, or a page would be saved."""
    end, above = page.used, page.placed[-1][0]
    for place, (piece, _) in enumerate(following.placed, 1):
        end += gap(above, piece) + piece.height
        above = piece
        if not piece.keeps_next:
            if end > height or place == len(following.placed):
                return end <= height
            rest = following.used - following.placed[place][1]
            now, then = ((height - page.used, height - following.used), (height - end, height - rest))
            return sum((white / height) ** 2 for white in then) < sum((white / height) ** 2 for white in now) - TORN
    return False


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_is_sound_says_what_it_must_keeps_its_margins_and_fills_its_pages(folder: Path) -> None:
    for each in prints(FOLDERS.index(folder)):
        name, data = str(each), printed(folder, each)
        tags = Tags(data)
        assert (name, faults(tags)) == (name, [])
        assert (name, list(mistyped(tags))) == (name, [])
        assert (name, list(differences(document(folder, each), tags.told()))) == (name, [])
        assert (name, pdfium.words(data)) == (name, tags.page_words())
        report = page.validate_pdf_bytes(data, profile="ua1")
        assert (name, [(failure.rule_id, failure.message) for failure in report.failures]) == (name, [])
        with pypdfium2.PdfDocument(data) as pdf:
            assert (name, list(outside(pdf, document(folder, each)))) == (name, [])
            assert (name, list(misplaced(pdf, document(folder, each), tags))) == (name, [])
            if each.kind == "guide":
                assert len(pdf) in (2, 3, 4)
        if each.kind in ("handout", "guide", "quiz"):
            assert (name, uneven(document(folder, each))) == (name, [])


@cache
def beside() -> dict[str, bytes]:
    """What is no document: Safira's charts for slides, and overlays of a quiz in every layout."""
    lesson = _loaded(FOLDERS[0])
    found = {f"chart {chart.name}": chart_bytes(chart, ".pdf") for chart in charts(lesson.battle, lesson.words)}
    made = road.make_quiz(lesson, seed=3, questions=12, versions=2)
    for variant in VARIANTS:
        found[f"overlay {variant}"] = records.overlay(made, Path("record.json"), Layout(variant=variant))
    return found


def test_charts_and_overlays_are_sound() -> None:
    for name, data in beside().items():
        tags = Tags(data)
        assert (name, faults(tags)) == (name, [])
        assert (name, pdfium.words(data)) == (name, tags.page_words())
        report = page.validate_pdf_bytes(data, profile="ua1")
        assert (name, [(failure.rule_id, failure.message) for failure in report.failures]) == (name, [])


@verapdf.needed
def test_verapdf_finds_no_fault_in_any_of_them(tmp_path: Path) -> None:
    files = []
    for folder in FOLDERS:
        for each in prints(FOLDERS.index(folder)):
            files.append(tmp_path / f"{folder.name} {each}.pdf")
            files[-1].write_bytes(printed(folder, each))
    for name, data in beside().items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(data)
    pack = tmp_path / "pack"
    assert CliRunner().invoke(cli, ["build", "-o", str(pack), "--seed", "2013"]).exit_code == 0
    files += pack.glob("*.pdf")
    assert verapdf.complaints(files) == []


def test_a_handout_of_three_hundred_events_in_large_print_keeps_its_margins(huge: Lesson) -> None:
    made = replace(road.make_handout(huge), variant="large-print")
    data = write_pdf(made).data
    tags = Tags(data)
    assert faults(tags) == []
    assert list(differences(made, tags.told())) == []
    with pypdfium2.PdfDocument(data) as pdf:
        assert list(outside(pdf, made)) == []
