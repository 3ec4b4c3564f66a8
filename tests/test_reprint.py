"""A printed quiz is printed again from its record alone, any version in any layout."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu import places, records
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.code import with_code
from edu.problems import EduError, ExitCode
from edu.read.record import read_record

SMALL, CHARTED = (Path(__file__).parent / "battles" / name for name in ("ranges", "one_side_unhurt"))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def lesson_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quiz in three versions with a chart and a template of its own, whose battle is gone; its files are left."""
    folder = tmp_path_factory.mktemp("reprint")
    shutil.copytree(CHARTED, folder / "battle")
    page = (places.templates() / "quiz.md").read_text(encoding="utf-8")
    (folder / "battle" / "templates").mkdir()
    (folder / "battle" / "templates" / "quiz.md").write_text(page.replace("title Quiz", "title Test"), encoding="utf-8")
    assert run("quiz", folder / "battle", "--seed", 1, "--versions", 3, "-o", folder / "out").exit_code == 0
    shutil.rmtree(folder / "battle")
    assert read_record(only(folder / "out", "record-*.json")).charts
    return folder / "out"


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def pages(path: Path) -> list[tuple[str, bytes]]:
    """The words and the picture of every page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            (page.get_textpage().get_text_range(), page.render(scale=1, grayscale=True).to_pil().tobytes())
            for page in pdf
        ]


def drawn(path: Path, first: int) -> list[bytes]:
    """What is drawn on the pages from one on, operator by operator, up to the end of its version."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        starts = [pdf.pages.index(pikepdf.Page(entry.destination[0])) for entry in outline.root]  # type: ignore[index]
        end = [*starts, len(pdf.pages)][first + 1]
        return [
            pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[i]))
            for i in range(starts[first], end)
        ]


def test_a_version_by_itself_is_drawn_by_the_same_operators(lesson_folder: Path, tmp_path: Path) -> None:
    record = only(lesson_folder, "record-*.json")
    assert run("reprint", record, "--version", "C", "-o", tmp_path / "again.pdf").exit_code == 0
    again = drawn(tmp_path / "again.pdf", 0)
    assert again == drawn(only(lesson_folder, "quiz-*.pdf"), 2)
    assert again != drawn(only(lesson_folder, "quiz-*.pdf"), 1)


def test_all_versions_are_the_same_bytes(lesson_folder: Path, tmp_path: Path) -> None:
    record = only(lesson_folder, "record-*.json")
    assert run("reprint", record, "-o", tmp_path / "again.pdf").exit_code == 0
    assert (tmp_path / "again.pdf").read_bytes() == only(lesson_folder, "quiz-*.pdf").read_bytes()
    assert pages(tmp_path / "again.pdf")[0][0].startswith("Test")


def test_one_version_has_the_pages_it_had(lesson_folder: Path, tmp_path: Path) -> None:
    record = only(lesson_folder, "record-*.json")
    assert run("reprint", record, "--version", "C", "-o", tmp_path / "c.pdf").exit_code == 0
    printed = [page for page in pages(only(lesson_folder, "quiz-*.pdf")) if "Version C, code" in page[0]]
    assert pages(tmp_path / "c.pdf") == printed


@pytest.mark.parametrize(("option", "name"), [("--large-print", "large-print"), ("--easy-read", "easy-read")])
def test_a_version_in_another_layout_has_its_order_and_code(
    lesson_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    record = only(lesson_folder, "record-*.json")
    code = json.loads(record.read_text(encoding="utf-8"))["code"]
    assert run("reprint", record, "--version", "b", option, "--paper", "letter").exit_code == 0
    words = " ".join(page for page, _ in pages(tmp_path / f"quiz-{code}-B-{name}.pdf"))
    assert f"Version B, code {code}-B" in words
    assert run("reprint", record, "--version", "B", "-o", "class.pdf").exit_code == 0

    def stems(text: str) -> list[str]:
        return [line for line in text.splitlines() if "Tick " in line]

    assert len(stems(words)) == len(stems(" ".join(page for page, _ in pages(Path("class.pdf")))))


def test_words_are_those_of_the_record(lesson_folder: Path, tmp_path: Path) -> None:
    data = json.loads(only(lesson_folder, "record-*.json").read_text(encoding="utf-8"))
    data["wording"]["quiz.version"] = ["Form"]
    record = tmp_path / "record-TEST.json"
    record.write_text(json.dumps(data), encoding="utf-8")
    assert run("reprint", record, "-o", tmp_path / "again.pdf").exit_code == 0
    assert "Form" in pages(tmp_path / "again.pdf")[0][0]


def test_a_record_without_phrases_says_what_to_do(lesson_folder: Path, tmp_path: Path) -> None:
    data = json.loads(only(lesson_folder, "record-*.json").read_text(encoding="utf-8"))
    del data["wording"], data["charts"]
    record = tmp_path / "record-OLD.json"
    record.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(EduError) as caught:
        run("reprint", record, "-o", tmp_path / "again.pdf")
    assert caught.value.code == ExitCode.RECORD
    assert f"edu quiz battle --seed {data['seed']}" in str(caught.value)
    assert not (tmp_path / "again.pdf").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--paper", "letter"),
        ("--large-print",),
        ("--easy-read", "--paper", "letter"),
        ("--tint", "cream"),
        ("--untagged",),
    ],
    ids=" ".join,
)
def test_a_quiz_is_printed_again_as_it_was_whatever_its_layout(tmp_path: Path, options: tuple[str, ...]) -> None:
    """With no option said again: the same bytes, and an overlay and a key of the same size."""
    command = ("quiz", SMALL, "--seed", 1, "--versions", 2, "--questions", 5, *options)
    assert run(*command, "-o", tmp_path).exit_code == 0
    record, printed = only(tmp_path, "record-*.json"), only(tmp_path, "quiz-*.pdf")
    made = {name: tmp_path / f"{name}.pdf" for name in ("again", "overlay", "key")}
    assert run("reprint", record, "-o", made["again"]).exit_code == 0
    assert made["again"].read_bytes() == printed.read_bytes()
    assert run("key", record, "--overlay", "-o", made["overlay"]).exit_code == 0
    assert run("key", record, "-o", made["key"]).exit_code == 0
    size = (612.0, 792.0) if "letter" in options else (595.28, 841.89)
    assert {size} == {tuple(round(side, 2) for side in side_lengths(path)) for path in (printed, *made.values())}
    assert len(pages(made["overlay"])) == len(pages(printed))
    assert {*made.values()} == {*tmp_path.glob("*[!0-9A-Z-].pdf")} - {printed}


def test_charts_have_the_numbers_that_they_had(safira: Lesson, tmp_path: Path) -> None:
    """Those of the handout, of which the record holds only the charts that are printed."""
    seen: set[str] = set()
    record = tmp_path / "record.json"
    for seed in (17, 18):
        made = road.make_quiz(safira, seed, 12, 1)
        seen |= made.figures.keys()
        record.unlink(missing_ok=True)
        records.write_pack(made, record, {})
        again = records.reprinted(read_record(record), record)
        assert road.quiz_paper(safira, made).sections[0].blocks == again.sections[0].blocks
        other = tuple(replace(chart, title="Another title") for chart in made.charts)
        assert made.code != with_code(replace(made, figures=dict.fromkeys(made.figures, 9))).code
        assert made.code != with_code(replace(made, charts=other)).code
    assert {"killed", "timeline"} <= seen


def side_lengths(path: Path) -> tuple[float, float]:
    with pypdfium2.PdfDocument(path) as pdf:
        ((width, height),) = {page.get_size() for page in pdf}
        return float(width), float(height)


def test_an_option_given_by_hand_wins_over_the_record(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain", tmp_path / "other"
    command = ("quiz", SMALL, "--seed", 1, "--versions", 2, "--questions", 5)
    assert run(*command, "-o", plain).exit_code == 0
    assert run(*command, "--paper", "letter", "--easy-read", "--tint", "blue", "--untagged", "-o", other).exit_code == 0
    by_hand = ("--paper", "a4", "--class-layout", "--grey", "--tagged")
    assert run("reprint", only(other, "record-*.json"), *by_hand, "-o", tmp_path / "again.pdf").exit_code == 0
    assert (tmp_path / "again.pdf").read_bytes() == only(plain, "quiz-*.pdf").read_bytes()
    over = ("key", only(other, "record-*.json"), "--overlay", "--paper", "a4", "-o", tmp_path / "over.pdf")
    assert run(*over).exit_code == 0
    assert side_lengths(tmp_path / "over.pdf") == side_lengths(tmp_path / "again.pdf")
    for refused in (("--class-layout", "--easy-read"), ("--grey", "--tint", "cream")):
        assert run("reprint", only(other, "record-*.json"), *refused).exit_code == ExitCode.USAGE
    assert colourless(only(plain, "quiz-*.pdf"))
    assert not colourless(only(other, "quiz-*.pdf"))
    assert run(*command, "--grey", "-o", tmp_path / "grey").exit_code == 0
    assert only(tmp_path / "grey", "quiz-*.pdf").read_bytes() == only(plain, "quiz-*.pdf").read_bytes()
    assert run(*command, "--grey", "--tint", "blue", "-o", tmp_path / "both").exit_code == ExitCode.USAGE


def colourless(file: Path) -> bool:
    """Whether each page, in a picture with colours, has none."""
    with pypdfium2.PdfDocument(file) as pdf:
        pictures = [page.render(scale=0.5).to_pil().convert("RGB").split() for page in pdf]
    return all(red.tobytes() == green.tobytes() == blue.tobytes() for red, green, blue in pictures)


def test_a_record_of_two_layouts_marks_both_and_prints_the_class_s_again(tmp_path: Path) -> None:
    command = ("quiz", SMALL, "--seed", 1, "--versions", 2, "--questions", 5, "-o", tmp_path)
    assert run(*command, "--paper", "letter").exit_code == 0
    assert run(*command, "--large-print", "--paper", "a4").exit_code == 0
    record = only(tmp_path, "record-*.json")
    for option, ending in (((), ""), (("--large-print",), "-large-print")):
        printed = only(tmp_path, f"quiz-?????{ending}.pdf")
        assert run("reprint", record, *option, "-o", tmp_path / "again.pdf").exit_code == 0
        assert (tmp_path / "again.pdf").read_bytes() == printed.read_bytes()
        assert run("key", record, "--overlay", "-o", tmp_path / "over.pdf").exit_code == 0
        assert side_lengths(tmp_path / f"over{ending}.pdf") == side_lengths(printed)
        assert len(pages(tmp_path / f"over{ending}.pdf")) == len(pages(printed))
    before = record.read_bytes()
    assert run(*command, "--large-print").exit_code == 0
    assert record.read_bytes() == before


def test_a_record_that_does_not_know_its_layout_is_of_the_class_s_on_a4(lesson_folder: Path, tmp_path: Path) -> None:
    data = json.loads(only(lesson_folder, "record-*.json").read_text(encoding="utf-8"))
    del data["layouts"]
    record = tmp_path / "record-OLD.json"
    record.write_text(json.dumps(data), encoding="utf-8")
    assert run("reprint", record, "-o", tmp_path / "again.pdf").exit_code == 0
    assert (tmp_path / "again.pdf").read_bytes() == only(lesson_folder, "quiz-*.pdf").read_bytes()


def test_large_print_and_easy_read_together_are_refused() -> None:
    result = run("handout", "--large-print", "--easy-read")
    assert result.exit_code == ExitCode.USAGE
    assert "not both" in result.stderr


def test_a_pack_in_large_print_keeps_key_and_record_and_names_its_own_files(tmp_path: Path) -> None:
    result = run("build", SMALL, "--seed", 1, "--versions", 2, "--large-print", "--tint", "cream", "-o", tmp_path)
    assert result.exit_code == 0, result.stderr
    lesson = road.load(SMALL)
    made = road.make_quiz(lesson, 1, versions=2)
    wanted = {f"quiz-{made.code}-large-print.pdf", "handout-large-print.pdf", "guide.pdf", f"key-{made.code}.pdf"}
    assert {path.name for path in tmp_path.iterdir()} == {*wanted, f"record-{made.code}.json"}
    handout = replace(road.make_handout(lesson), variant="large-print", tint="cream")
    assert (tmp_path / "handout-large-print.pdf").read_bytes() == road.printed(handout)
    assert (tmp_path / f"key-{made.code}.pdf").read_bytes() == road.printed(road.quiz_key(made, lesson.words))
