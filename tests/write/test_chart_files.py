"""Charts as files for slides: what is in them, read back by other projects' readers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy
import page
import pypdfium2
import pytest
import resvg_py
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageFilter

from edu.cli import cli
from edu.lesson import Lesson
from edu.make.charts import charts
from edu.model.chart import BarChart, Chart
from edu.problems import ExitCode
from edu.write.charts import chart_bytes

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["strength", "killed", "timeline"]


@pytest.fixture(scope="module", params=[*NAMES, "named"])
def chart(request: pytest.FixtureRequest, safira: Lesson) -> Chart:
    """One of Safira's charts; the last has the town's Arabic name in its title and in its first row."""
    if request.param in NAMES:
        return next(each for each in charts(safira.battle, safira.words) if each.name == request.param)
    made = next(each for each in charts(safira.battle, safira.words) if isinstance(each, BarChart))
    bars = (replace(made.bars[0], label="Al-Safira (السفيرة)"), *made.bars[1:])
    return replace(made, title="At Al-Safira (السفيرة), 2013", bars=bars)


def test_the_pdf_is_accessible_and_says_what_the_chart_shows(
    chart: Chart, told: Callable[[bytes], list[tuple[str, str]]]
) -> None:
    data = chart_bytes(chart, ".pdf")
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    said = told(data)
    assert ("Figure", chart.alt) in said
    assert ("H1", chart.title) in said
    assert len(pypdfium2.PdfDocument(data)) == 1


def test_the_svg_looks_like_the_pdf_and_brings_no_font(chart: Chart) -> None:
    """Two engines draw the same picture from the two files, up to the softness of edges."""
    drawn = chart_bytes(chart, ".svg").decode()
    tree = ElementTree.fromstring(drawn)
    assert tree.find(f"{SVG}title").text == chart.title  # type: ignore[union-attr]
    assert tree.find(f"{SVG}desc").text == chart.alt  # type: ignore[union-attr]
    assert not list(tree.iter(f"{SVG}text"))
    other = pypdfium2.PdfDocument(chart_bytes(chart, ".pdf"))[0].render(scale=3, grayscale=True).to_pil()
    picture = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawn, dpi=216)))).convert("L")
    soft, other_soft = (each.filter(ImageFilter.BoxBlur(3)) for each in (picture.resize(other.size), other))
    apart = numpy.asarray(ImageChops.difference(soft, other_soft), dtype=float)
    assert apart.mean() < 0.1 * (255 - numpy.asarray(other, dtype=float)).mean()
    assert apart.max() < 100


def test_the_png_says_what_it_shows(chart: Chart) -> None:
    picture = Image.open(io.BytesIO(chart_bytes(chart, ".png")))
    assert picture.width > 2000
    assert (chart.title, chart.alt) == (picture.info["Title"], picture.info["Description"])


def test_every_chart_of_every_invented_battle_becomes_a_file(invented: Lesson) -> None:
    for each in charts(invented.battle, invented.words):
        data = chart_bytes(each, ".pdf")
        assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
        assert ElementTree.fromstring(chart_bytes(each, ".svg")).find(f"{SVG}desc") is not None


def test_the_same_chart_gives_the_same_bytes(chart: Chart) -> None:
    for ending in (".svg", ".png", ".pdf"):
        assert chart_bytes(chart, ending) == chart_bytes(chart, ending)


def test_the_command_writes_lists_and_helps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    listed = run(cli, ["chart"])
    assert [line.split()[0] for line in listed.stdout.splitlines()] == NAMES
    made = run(cli, ["chart", "killed", "-o", "slides/killed.svg"])
    assert (made.exit_code, made.stdout) == (0, "slides/killed.svg\n")
    wrong = run(cli, ["chart", "kiled"])
    assert wrong.exception.code == ExitCode.USAGE  # type: ignore[union-attr]
    assert "Did you mean killed? Its charts are: strength, killed, timeline" in str(wrong.exception)
    ending = run(cli, ["chart", "killed", "-o", "killed.jpg"])
    assert "End the name in .svg, .png, .pdf" in str(ending.exception)
