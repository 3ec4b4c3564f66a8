"""Page templates of a teacher's own: copied, winning, and their mistakes named; the samples of docs/templates.md."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from docs.samples import GUIDE, Sample, document, samples
from edu import lesson as road
from edu import places
from edu.cli import cli
from edu.make.directives import read_blocks
from edu.make.templates import filled
from edu.model.document import Heading, Paragraph, plain
from edu.model.wording import PAGE_TEMPLATES, Phrase
from edu.problems import EduError, ExitCode
from edu.read.toml import read_toml

TINY = Path(__file__).parent / "battles" / "tiny"
TEXT = GUIDE.read_text(encoding="utf-8")
SAMPLES = list(samples())


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lesson with all page templates beside it."""
    shutil.copytree(TINY, tmp_path / "mine")
    assert run("templates", "copy", tmp_path / "mine").exit_code == 0
    return tmp_path / "mine"


def change(path: Path, old: str, new: str) -> int:
    """Changes the one place where a file has some words; gives its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        return " ".join(page.get_textpage().get_text_bounded() for page in opened)


# The command -------------------------------------------------------------------------------------------------------


def test_every_page_template_is_put_beside_the_battle_and_changes_nothing_by_itself(folder: Path) -> None:
    assert {path.name for path in (folder / "templates").iterdir()} == set(PAGE_TEMPLATES)
    assert road.make_handout(road.load(folder)) == road.make_handout(road.load(TINY))


def test_a_teachers_template_wins_in_that_folder_and_on_every_kind_of_page(folder: Path, tmp_path: Path) -> None:
    own = folder / "templates"
    change(own / "handout.md", "## Before you read", "## Think first, class 8")
    change(own / "guide.md", "## Plan", "## Plan for class 8")
    change(own / "quiz.md", "A circle: tick", "In class 8 a circle: tick")
    change(own / "key.md", "## The answers explained", "## The answers for class 8")
    change(own / "key.toml", 'band = "Teacher’s copy: answers"', 'band = "Keep this, class 8"')
    out = tmp_path / "out"
    assert run("build", folder, "-o", out, "--seed", "1", "--versions", "1").exit_code == 0
    for name in ("handout", "guide", "quiz"):
        assert "class 8" in words_of(next(out.glob(f"{name}*.pdf"))), name
    record, key = next(out.glob("record*")), out / "again.pdf"
    words = words_of(next(out.glob("key*.pdf")))
    assert "The answers for class 8" in words
    assert "Keep this, class 8" in words
    shutil.rmtree(own)
    assert run("key", record, "-o", key).exit_code == 0
    assert words_of(key) == words
    other = tmp_path / "other"
    shutil.copytree(TINY, other)
    assert "class 8" not in str(road.make_handout(road.load(other)))


def test_a_line_that_is_deleted_is_taken_from_edu(folder: Path) -> None:
    own = folder / "templates"
    (own / "handout.toml").write_text('page = "Sheet {page} of {pages}"\n', encoding="utf-8")
    for name in PAGE_TEMPLATES:
        if name != "handout.toml":
            (own / name).unlink()
    section = road.make_handout(road.load(folder)).sections[0]
    assert section.page_words == "Sheet {page} of {pages}"
    assert section.footer == road.load(folder).battle.name


def test_templates_that_are_there_are_not_written_over(folder: Path) -> None:
    (folder / "templates" / "handout.md").write_text("mine", encoding="utf-8")
    (folder / "templates" / "key.md").unlink()
    result = run("templates", "copy", folder)
    assert result.stdout.split() == [str(folder / "templates" / "key.md")]
    assert "left as they are: handout.md, handout.toml" in result.stderr
    assert (folder / "templates" / "handout.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_without_a_battle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EduError, match=r"it has no battle.toml. Make one with: edu new FOLDER") as caught:
        run("templates", "copy", tmp_path)
    assert caught.value.code == ExitCode.USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_battle_of_edus_can_be_copied_to_have_pages_of_its_own(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine", "--from", "battle_of_safira").exit_code == 0
    shipped = places.question_bank() / "battle_of_safira"
    for name in ("battle.toml", "questions.toml"):
        copy = tmp_path / "mine" / name
        assert read_toml(copy).data == read_toml(shipped / name).data
        schema = re.match(r"#:schema (.*)\n", copy.read_text(encoding="utf-8"))
        assert schema
        assert (copy.parent / schema[1]).is_file()


# Mistakes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("handout.md", "::: narrative", "::: narativ", "::: narativ is no directive of this page. Did you"),
        ("handout.md", "## Before you read", "### Before you read", "the heading “Before you read” has no heading of"),
        ("handout.md", "## Before you read", "##", "a heading here has no words. Give it some"),
        ("guide.md", "::: title {{ name }}", "::: title {{ nam }}", "this template uses the name 'nam', which it"),
        ("guide.md", "{% if disputed %}", "{% if disputed }", "this template has a syntax error"),
        ("quiz.md", "::: questions", "::: box\n", "::: box is never closed"),
        ("key.md", "::: grid", "::: gird", "::: gird is no directive of this page. Did you mean grid?"),
        ("key.md", "::: grid", "> grid", "this is Markdown that pages do not print (blockquote)"),
        ("key.toml", "model_answer = ", "modl_answer = ", "edu has no phrase 'modl_answer'. Did you mean mod"),
        ("quiz.md", "::: questions", "::: questions\n::: questions", None),
        ("quiz.md", "::: instructions", "::: instructions x", "::: instructions x cannot be understood: it takes noth"),
        ("charts.toml", 'title = "Listed strength"', 'title = ""', "'strength.title' has no words, and is the title"),
        ("charts.toml", 'alt = "Bar chart of listed strength. {{ rows }}"', 'alt = ""', "'strength.alt' has no words"),
        (
            "key.toml",
            'document = "Answer key: {{ name }} ({{ code }})"',
            'document = "{% if not name %}x{% endif %}"',
            "'document' has no words, and is the title that a screen reader tells. Give it words",
        ),
        ("key.toml", 'document = "Answer key: {{ name }} ({{ code }})"', 'document = ""', "'document' has no words"),
        ("charts.toml", 'heads = ["Side", "Listed strength"]', "heads = []", "the list 'strength.heads' is empty"),
        ("handout.toml", 'page = "Page {page} of', 'page = "Page {pag} of', "{pag} is no number of pages. Did"),
        ("quiz.toml", 'score = "Score"', 'score = "*Score*"', "italics are not printed"),
        ("charts.toml", 'figure = "Figure"', "figure = 7", "`figure` is 7, which is not words"),
    ],
)  # fmt: skip
def test_a_mistake_names_the_teachers_file_and_line(
    folder: Path, name: str, old: str, new: str, what: str | None
) -> None:
    path = folder / "templates" / name
    line = change(path, old, new)
    with pytest.raises(EduError) as caught:
        run("check", folder)
    if what is None:
        line, what = line + 1, "quiz.md has ::: questions 2 times. Give it one"
    assert str(caught.value).startswith(f"{path}:{line}: {what}"), str(caught.value)


def test_mistakes_on_several_pages_are_told_together(folder: Path) -> None:
    for name in ("handout.md", "guide.md", "quiz.md", "key.md"):
        change(folder / "templates" / name, "::: title", "::: titel")
    with pytest.raises(EduError) as caught:
        run("check", folder)
    assert [problem.file and problem.file.name for problem in caught.value.problems] == [
        "handout.md", "guide.md", "quiz.md", "key.md",
    ]  # fmt: skip


def test_a_page_is_checked_in_every_layout_and_what_fails_in_large_print_has_its_line(folder: Path) -> None:
    path = folder / "templates" / "quiz.md"
    line = change(path, "::: title Quiz\n{{ name }}", "::: title Quiz\n" + "Long title " * 54)
    lesson = road.load(folder)
    assert road.printed(road.quiz_paper(lesson, road.make_quiz(lesson, 0, versions=1)))
    with pytest.raises(EduError) as caught:
        run("check", folder)
    assert str(caught.value).startswith(f"{path}:{line}: “Quiz: The Skirmish")
    assert "the title is " in str(caught.value)
    assert "must stay on one page" in str(caught.value)


def test_a_file_that_edu_does_not_use_is_named_and_what_editors_hide_is_not(folder: Path) -> None:
    (folder / "templates" / ".handout.md").write_text("{{", encoding="utf-8")
    (folder / "templates" / "handout.md~").write_text("{{", encoding="utf-8")
    road.load(folder)
    (folder / "templates" / "handuot.md").write_text("", encoding="utf-8")
    with pytest.raises(EduError, match=r"handuot.md: edu uses no template of this name here. Did you mean handout.md"):
        road.load(folder)


@pytest.mark.parametrize(
    "text", ["{{ name.__class__.__mro__ }}", "{% include '/etc/passwd' %}", "{{ charts.append('x') or cycler }}"]
)
def test_a_template_reaches_nothing_outside_its_page(folder: Path, text: str) -> None:
    path = folder / "templates" / "handout.md"
    line = change(path, "{{ before_reading }}", text)
    with pytest.raises(EduError, match=rf"handout.md:{line}: this template cannot be filled in"):
        road.make_handout(road.load(folder))


# The document --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: Path(sample.picture).stem)
def test_every_sample_prints(sample: Sample) -> None:
    assert road.printed(document(sample.page, sample.text))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: Path(sample.picture).stem)
def test_every_sample_has_its_small_picture(sample: Sample) -> None:
    path = GUIDE.parent / sample.picture
    assert path.stat().st_size < 200_000
    with Image.open(path) as picture:
        assert picture.width > 200
        assert len(set(picture.convert("L").tobytes())) > 2


def known(page: str, ask: str, what: str) -> set[str]:
    """The names that a message lists for a page."""
    with pytest.raises(EduError) as caught:
        document(page, ask)
    found = re.search(rf"{what}: ([\w, -]+)\.$", str(caught.value))
    assert found
    return set(found[1].split(", "))


def test_every_directive_is_shown_by_a_sample() -> None:
    shown = {name for sample in SAMPLES for name in re.findall(r"^::: ([\w-]+)", sample.text, re.M)}
    assert shown == set().union(*(known(page, "::: zzzz\n", "Known here are") for page in ("handout", "quiz", "key")))


@pytest.mark.parametrize("page", ["handout", "quiz", "key"])
def test_the_names_of_a_page_are_all_listed(page: str) -> None:
    (row,) = [line for line in TEXT.splitlines() if line.startswith(f"| `{page}.md` | `")]
    assert set(re.findall(r"`(\w+)`", row.split("|")[2])) == known(page, "{{ zzzz }}", "Names it can use")


def test_the_names_of_the_guide_are_all_listed(folder: Path) -> None:
    (folder / "templates" / "guide.md").write_text("{{ zzzz }}", encoding="utf-8")
    with pytest.raises(EduError) as caught:
        road.make_guide(road.load(folder))
    rows = [
        line.split("|")[2] for line in TEXT.splitlines() if line.startswith(("| `handout.md` | `", "| `guide.md` | th"))
    ]
    found = str(caught.value).partition("Names it can use: ")[2].rstrip(".").split(", ")
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(found)


def test_what_a_sample_holds_stands_on_its_page() -> None:
    sample = next(sample for sample in SAMPLES if sample.picture.endswith("writing.png"))
    blocks = document(sample.page, sample.text).sections[0].blocks
    words = [plain(block.text) for block in blocks if isinstance(block, Heading | Paragraph)]
    assert words == ["Part", "What to bring", "Bring a pencil and this sheet."]


def test_a_directive_that_holds_nothing_does_not_take_the_end_of_the_box_around_it() -> None:
    page = filled(Phrase("::: box A\n::: lines 2\n:::\n\nafter\n\n::: lines 1\n:::\n", Path("page.md"), 1), {})
    assert [type(block).__name__ for block in read_blocks(page, {}).blocks] == ["Panel", "Paragraph", "AnswerLines"]
