"""Charts on a page: plain operators, the page's own fonts, and matplotlib loaded late and quietly."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from edu.model.chart import Bar, BarChart, Mark, Timeline
from edu.model.when import parse_when
from edu.write.figures import Drawing, bars_drawing, timeline_drawing
from edu.write.figures.matplotlib_home import load_matplotlib
from edu.write.pdf import fonts

load_matplotlib()

from matplotlib import rc_context  # noqa: E402 - after matplotlib is loaded quietly

from edu.write.figures.letters import ink, text_width, wrap, wrap_evenly  # noqa: E402 - as above
from edu.write.figures.sheet import Sheet  # noqa: E402 - as above

MM = 72 / 25.4


def bars() -> Drawing:
    rows = (
        Bar("Rebel side", "", "", "at least 200", "", 200, None, 0),
        Bar("Government side", "", "", "7 to 90", "", 7, 90, 1),
    )
    return bars_drawing(BarChart("casualties", "T", "C", ("Side", "Killed"), rows, "alt"), 57 * MM, 13 * MM)


def one_event() -> Drawing:
    event = Mark(parse_when("1410-07-15"), True, "15 July", "Łódź → Kraków cut ½ “off”", "kind", "row")
    battle = parse_when("1410-07-15")
    return timeline_drawing(Timeline("timeline", "T", "C", ("a", "b", "c"), battle, (event,), "alt"), 166 * MM)


def page(*drawings: Drawing) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800), invariant=1)
    canvas._code.append("/Figure <</MCID 0>> BDC")
    for number, drawing in enumerate(drawings):
        drawing.draw(canvas, 50, 500 - 300 * number)
    canvas._code.append("EMC")
    canvas.save()
    return buffer.getvalue()


def operators(pdf: bytes) -> list[tuple[list[Any], str]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (list(instruction.operands), str(instruction.operator))
            for instruction in pikepdf.parse_content_stream(document.pages[0])
        ]


def test_only_plain_operators_inside_the_marked_content() -> None:
    names = [name for _, name in operators(page(bars(), one_event()))]
    inside = names[names.index("BDC") + 1 : names.index("EMC")]
    plain = " q Q cm w J j d RG G rg g m l c h re W n f S B BT ET Tm Tf Tj "
    assert [name for name in inside if f" {name} " not in plain] == []
    depth = 0
    for name in inside:
        depth += (name == "q") - (name == "Q")
        assert depth >= 0
    assert depth == 0
    assert inside.count("BT") == inside.count("ET")


def test_text_is_set_in_the_fonts_of_the_page_and_no_others() -> None:
    pdf = page(bars(), one_event())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        resources = document.pages[0].Resources.Font
        chosen = {str(operands[0]) for operands, name in operators(pdf) if name == "Tf"}
        inside = {
            (str(operands[0]), float(operands[1]))
            for operands, name in operators(pdf)
            if name == "Tf" and "Helvetica" not in str(resources[str(operands[0])].BaseFont)
        }
        faces = {str(resources[name].BaseFont).partition("+")[2] for name, _ in inside}
    assert faces == {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold", "DejaVuSans"}
    assert {size for _, size in inside} == {10.0, 12.0}
    assert len(chosen - {name for name, _ in inside}) <= 1


def test_words_can_be_selected() -> None:
    text = pypdfium2.PdfDocument(page(bars(), one_event()))[0].get_textpage().get_text_bounded()
    for words in ("100", "15 July", "Łódź", "→", "½", "“off”", "reported on this date:"):
        assert words in text


def test_canvas_keeps_its_own_state() -> None:
    canvas = Canvas(io.BytesIO())
    canvas.setFont("Times-Roman", 7)
    canvas.setFillColorRGB(1, 0, 0)
    before = canvas._fontname, canvas._fontsize, canvas._fillColorObj, canvas._currentMatrix
    bars().draw(canvas, 0, 0)
    assert before == (canvas._fontname, canvas._fontsize, canvas._fillColorObj, canvas._currentMatrix)


def test_settings_of_the_user_change_nothing() -> None:
    usual = page(bars(), one_event())
    with rc_context(
        {
            "hatch.linewidth": 9.0,
            "lines.scale_dashes": True,
            "lines.dash_joinstyle": "miter",
            "patch.linewidth": 5.0,
            "path.sketch": (3.0, 10.0, 2.0),
            "text.usetex": True,
            "figure.dpi": 33.0,
            "savefig.dpi": 33.0,
            "font.size": 30.0,
            "patch.edgecolor": "red",
            "hatch.color": "red",
            "figure.autolayout": True,
        }
    ):
        assert page(bars(), one_event()) == usual


def box_code(x: float = 0, **options: Any) -> list[str]:
    """The operators of one box whose lower-left corner is at (x, 3)."""
    sheet = Sheet(72, 72)
    sheet.box(x, 3, x + 20, 12, **options)
    canvas = Canvas(io.BytesIO())
    sheet.finish().draw(canvas, 5, 6.5)
    start = canvas._code.index("q 1 0 0 1 5.000 6.500 cm")
    return list(canvas._code[start:])


def test_greys_are_written_as_one_ink_and_colours_as_three() -> None:
    assert "0.251 g" in box_code(fill="#404040", outline=0)
    assert "1 0 0 rg" in box_code(fill="red", outline=0)


def test_a_shape_without_fill_and_line_leaves_no_operators() -> None:
    assert box_code(outline=0) == ["q 1 0 0 1 5.000 6.500 cm", "Q"]


def test_hatching_starts_at_the_corner_of_its_shape() -> None:
    for left in (3, 10):
        code = box_code(left, fill="white", outline=0, hatch="///")
        (at,) = (number for number, part in enumerate(code) if part.startswith("1 0 0 1 "))
        assert float(code[at].split()[4]) == left
        assert code[at + 1].count("m") > 10


def test_dollars_are_words_like_others() -> None:
    sheet = Sheet(100, 20)
    sheet.text(0, 5, "$5 and $6")
    canvas = Canvas(io.BytesIO())
    sheet.finish().draw(canvas, 0, 0)
    assert sheet.finish().text_boxes()[0][0] == "$5 and $6"


def test_ink_boxes_match_the_pixels() -> None:
    sheet = Sheet(200, 40)
    sheet.text(20, 15, "Ägypten (jq)", font=fonts.BOLD)
    drawing = sheet.finish()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(200, 40))
    drawing.draw(canvas, 0, 0)
    canvas.save()
    scale = 6
    grey = pypdfium2.PdfDocument(buffer.getvalue())[0].render(scale=scale, grayscale=True).to_numpy().squeeze()
    rows, columns = (grey < 128).nonzero()
    _, x0, y0, x1, y1 = drawing.text_boxes()[0]
    assert 40 - rows.max() / scale == pytest.approx(y0, abs=0.4)
    assert 40 - rows.min() / scale == pytest.approx(y1, abs=0.4)
    assert columns.min() / scale == pytest.approx(x0, abs=1.5)
    assert columns.max() / scale == pytest.approx(x1, abs=1.5)


def test_lines_break_evenly_and_inside_long_words_only() -> None:
    even = wrap_evenly("Government forces retake the town", fonts.TEXT, 12, lines=3, enough=60, widest=136)
    assert even == ("Government", "forces retake", "the town")
    assert wrap("a bb ccc", fonts.TEXT, 12, 1000) == ("a bb ccc",)
    pieces = wrap("x" * 40, fonts.TEXT, 12, 50)
    assert "".join(pieces) == "x" * 40
    assert all(text_width(piece, fonts.TEXT, 12) <= 50 for piece in pieces)
    assert wrap("", fonts.TEXT, 12, 50) == ()
    assert ink("", fonts.TEXT, 12) == (0.0, 0.0)


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if name not in {"MPLCONFIGDIR", "DISPLAY"}}
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**variables, "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_matplotlib_is_loaded_when_a_chart_is_drawn_and_not_before() -> None:
    code = "import sys, edu.write.figures; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"
    assert run(code).stdout == "False False\n"


def test_a_home_that_can_not_be_written_is_no_trouble(tmp_path: Path) -> None:
    barred = tmp_path / "file"
    barred.write_text("not a folder")
    code = (
        "from edu.write.figures.matplotlib_home import load_matplotlib; load_matplotlib();"
        "import sys; print('matplotlib.font_manager' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    folders = {name: str(barred / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    done = run(code, TMPDIR=str(tmp_path), **folders)
    assert (done.stdout, done.stderr) == ("False False\n", "")  # no fonts of the computer are looked through
    assert list(tmp_path.iterdir()) == [barred]
