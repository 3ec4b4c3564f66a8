"""docs/pdf.md: its sample makes a sound page; it names every module, and the core as the import rule has it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import page

from tests.readers import pdfium
from tests.write.faults import faults
from tests.write.tags import Tags

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8")


def core() -> list[str]:
    """The modules that the import rule holds apart."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (found,) = (rule["source_modules"] for rule in rules if rule["name"].startswith("The core of the PDF writer"))
    return list(found)


def test_the_sample_draws_a_sound_page_with_nothing_but_the_core(tmp_path: Path) -> None:
    for name in (*core(), "edu.problems"):
        target = tmp_path / Path(*name.split(".")).with_suffix(".py")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / target.relative_to(tmp_path), target)
    (sample,) = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
    subprocess.run([sys.executable, "-c", sample], cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""}, check=True)
    data = (tmp_path / "journey.pdf").read_bytes()
    tags = Tags(data)
    assert [fault for fault in faults(tags) if "bookmarks" not in fault] == []  # one page has no outline
    things = ("Boots", "A rope", "Bread for two days")
    items = [each for number, thing in enumerate(things, 1) for each in (("Lbl", f"{number}."), ("LBody", thing))]
    assert [("H1", "For the journey"), *items] == tags.told()
    assert pdfium.words(data) == tags.page_words()
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert [] == [(failure.rule_id, failure.message) for failure in report.failures]


def test_it_names_every_module_and_the_core_as_the_import_rule_has_it() -> None:
    floors = [
        {name for row in re.findall(r"^\| (`.*?) \|", part, re.M) for name in re.findall(r"`(\w+)`", row)}
        for part in GUIDE.split("\n## ")[1:4]
    ]
    modules = {
        path.stem for path in (ROOT / "edu" / "write" / "pdf").iterdir() if path.stem not in ("__init__", "__pycache__")
    }
    assert modules == set.union(*floors)
    assert {f"edu.write.pdf.{name}" for name in floors[0]} == set(core())


def test_every_file_it_names_is_there() -> None:
    for name in re.findall(r"`((?:edu|tests|docs)/[\w/.]+|pyproject\.toml)`", GUIDE):
        assert (ROOT / name).exists(), name
