"""The commands as a teacher uses them: files, messages, and what is loaded."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from edu import lesson as road
from edu import places
from edu.cli import cli
from edu.lesson import Lesson
from edu.make.key_grid import answer
from edu.make.markup import words_of
from edu.model.question import Kind
from edu.problems import EduError, ExitCode
from edu.read.record import read_record


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole pack, built once."""
    folder = tmp_path_factory.mktemp("pack")
    result = run("build", "-o", folder, "--seed", "2013")
    assert result.exit_code == 0
    return folder


def files(folder: Path) -> dict[str, Path]:
    return {path.name.split("-")[0].split(".")[0]: path for path in sorted(folder.iterdir())}


def test_build_leaves_five_files_and_names_them(tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path / "out", "--seed", "1")
    assert {"handout", "guide", "quiz", "key", "record"} == set(files(tmp_path / "out"))
    assert sorted(str(path) for path in (tmp_path / "out").iterdir()) == sorted(result.stdout.split())
    assert re.search(r"Handout .*handout\.pdf .*\(\d+\.\d s\)", result.stderr)
    assert "Next: " in result.stderr


def test_the_same_seed_gives_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    run("build", "-o", tmp_path, "--seed", "2013")
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == {
        path.name: path.read_bytes() for path in tmp_path.iterdir()
    }


def test_without_a_seed_each_quiz_is_another(tmp_path: Path) -> None:
    for _ in range(2):
        assert run("quiz", "-o", tmp_path, "--questions", "3", "--versions", "1").exit_code == 0
    seeds = {json.loads(path.read_text())["seed"] for path in tmp_path.glob("record-*.json")}
    assert len(seeds) == 2


def test_the_handout_has_four_pages_and_the_quiz_starts_on_fresh_sheets(pack: Path) -> None:
    handout, quiz = pages(files(pack)["handout"]), pages(files(pack)["quiz"])
    assert len(handout) == 4
    letters = [re.search(r"Version ([A-D]), code", page) for page in quiz]
    assert all(letters)
    order = "".join(found[1] for found in letters if found)
    assert sorted(order) == list(order)
    for letter in "ABCD":
        assert order.index(letter) % 2 == 0
    for number, words in enumerate(quiz):
        assert re.search(r"Page \d+ of \d+", words), number


def test_page_validation_finds_no_fault_in_a_real_pack(pack: Path) -> None:
    """The other referee looks at the same pack in tests/test_every_page.py, in one start for all files."""
    for path in pack.glob("*.pdf"):
        report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
        assert [] == [(failure.rule_id, failure.message) for failure in report.failures]


def test_the_letters_of_the_key_point_at_the_right_words_on_paper(pack: Path) -> None:
    """Read back from the PDF: beside each letter of the key stands the text of a right option."""
    quiz = read_record(files(pack)["record"])
    printed = pages(files(pack)["quiz"])
    for version in quiz.versions:
        paper = " ".join(page for page in printed if f"Version {version.letter}, code" in page)
        for index in version.order:
            item = quiz.items[index]
            if item.kind in (Kind.SINGLE, Kind.SEVERAL):
                for letter in answer(item, index, version, "").split():
                    right = [words_of(option.text) for option in item.options if option.correct]
                    assert any(f"{letter} {text}".replace("'", "’") in paper.replace("\xa0", " ") for text in right)


def test_the_paper_holds_nothing_of_the_key_in_any_layer(pack: Path) -> None:
    quiz = read_record(files(pack)["record"])
    secrets = {
        words_of(option.rationale) for item in quiz.items for option in item.options if item.kind is not Kind.CLOZE
    }
    secrets |= {item.answer for item in quiz.items if item.kind in (Kind.SHORT, Kind.ESSAY)}
    told_anyway = {words_of(option.text) for item in quiz.items for option in item.options}
    secrets = {secret for secret in secrets - told_anyway if len(secret) > 25}
    assert secrets
    told = []
    with pikepdf.open(files(pack)["quiz"]) as pdf:
        assert not pdf.attachments
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                told += [str(value) for value in thing.values() if isinstance(value, pikepdf.String)]
        told.append(pdf.open_metadata().__str__())
    told += pages(files(pack)["quiz"])
    everything = " ".join(told)
    assert [] == [secret for secret in secrets if secret in everything]
    assert str(quiz.seed) not in re.sub(r"February 2013|in 2013", "", everything).replace("Jan 2013", "")


def test_the_key_is_made_again_from_the_record_alone(pack: Path, tmp_path: Path) -> None:
    record = tmp_path / "elsewhere.json"
    shutil.copy(files(pack)["record"], record)
    assert run("key", record, "-o", tmp_path / "key.pdf").exit_code == 0
    assert files(pack)["key"].read_bytes() == (tmp_path / "key.pdf").read_bytes()


def test_the_grid_in_the_terminal_and_a_single_version(pack: Path, tmp_path: Path) -> None:
    record = files(pack)["record"]
    quiz = read_record(record)
    result = run("key", record)
    assert f"code {quiz.code}" in result.stdout
    for number, index in enumerate(quiz.versions[1].order, 1):
        row = next(line for line in result.stdout.splitlines() if re.match(rf"\s*{number}\s", line))
        item = quiz.items[index]
        if item.kind is Kind.SINGLE:
            assert row.split()[2] == answer(item, index, quiz.versions[1], "")
    one = run("key", record, "--version", "b")
    assert " B" in one.stdout
    assert " C" not in one.stdout.splitlines()[2]
    assert run("key", record, "-o", tmp_path / "b.pdf", "--version", "B").exit_code == 0
    assert "version B" in pages(tmp_path / "b.pdf")[0]


def test_a_changed_bank_is_named_and_the_printed_key_still_given(tmp_path: Path) -> None:
    battle = tmp_path / "safira"
    shutil.copytree(places.question_bank() / "battle_of_safira", battle)
    assert run("quiz", battle, "-o", battle, "--seed", "4", "--questions", "6").exit_code == 0
    record = next(battle.glob("record-*.json"))
    before = run("key", record)
    assert "has changed" not in before.stderr
    text = (battle / "battle.toml").read_text(encoding="utf-8")
    (battle / "battle.toml").write_text(
        text.replace("low = 112, high = 112", "low = 113, high = 113"), encoding="utf-8"
    )
    after = run("key", record)
    assert "has changed" in after.stderr
    assert before.stdout == after.stdout


def test_a_record_is_never_replaced_by_another_printing(tmp_path: Path) -> None:
    assert run("quiz", "-o", tmp_path, "--seed", "4", "--questions", "5").exit_code == 0
    record = next(tmp_path.glob("record-*.json"))
    assert run("quiz", "-o", tmp_path, "--seed", "4", "--questions", "5").exit_code == 0
    record.write_text(record.read_text().replace("Battle", "Bottle"))
    changed = record.read_bytes()
    others = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(EduError, match="another printing") as caught:
        run("quiz", "-o", tmp_path, "--seed", "4", "--questions", "5")
    assert caught.value.code == 4
    assert changed == record.read_bytes()
    assert others == {path: path.read_bytes() for path in tmp_path.iterdir()}


def test_letter_paper(tmp_path: Path) -> None:
    assert run("handout", "-o", tmp_path / "handout.pdf", "--paper", "letter").exit_code == 0
    document = pypdfium2.PdfDocument(tmp_path / "handout.pdf")
    assert len(document) == 4
    assert (612.0, 792.0) == document[0].get_size()
    document.close()


def test_questions_as_json_hold_what_a_reviewer_needs(safira: Lesson) -> None:
    items = json.loads(run("questions", "--json").stdout)
    assert len(items) == len(safira.items(0))
    fields = {"id", "type", "stem", "options", "answer", "facts", "locators"}
    fields |= {"marks", "bloom", "skill", "section", "origin", "pin", "reworded"}
    for item in items:
        assert fields == set(item)
        assert item["answer"]
        for option in item["options"]:
            assert {"text", "correct", "ground", "rationale", "facts"} <= set(option)
    assert "generated" in run("questions").stderr


def test_check_passes_and_speaks_json() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "Nothing stops it" in result.stderr
    assert [] == json.loads(run("check", "--json").stdout)


def test_list_names_the_battles() -> None:
    assert "battle_of_safira  The Battle of Safira" in run("list").stdout


@pytest.mark.parametrize(
    "command", ["build", "handout", "guide", "quiz", "key", "questions", "check", "list", "new", "templates", "schema"]
)
def test_every_command_has_help_and_stands_in_the_readme(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 4
    if command != "schema":
        assert f"edu {command}" in (Path(__file__).parent.parent / "README.md").read_text()


@pytest.mark.parametrize(
    ("command", "wanted"),
    [(("handout", "-o"), ".pdf"), (("guide", "-o"), ".pdf"), (("key", "RECORD", "--csv", "-o"), ".csv")],
)
def test_a_file_is_not_named_as_what_it_is_not(
    tmp_path: Path, pack: Path, command: tuple[str, ...], wanted: str
) -> None:
    named = [str(files(pack)["record"]) if part == "RECORD" else part for part in command]
    with pytest.raises(EduError, match=f"writes this as {wanted}, not as .docx. Name it sheet{wanted}") as caught:
        run(*named, tmp_path / "sheet.docx")
    assert caught.value.code == ExitCode.USAGE
    assert [] == list(tmp_path.iterdir())


def loaded_after(code: str) -> set[str]:
    """Modules in a fresh interpreter after running some code."""
    script = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in result.stderr.split()}


def test_help_loads_no_heavy_library() -> None:
    loaded = loaded_after("sys.argv = ['edu', '--help']; import edu.cli; edu.cli.main()")
    assert "click" in loaded
    assert not {"reportlab", "matplotlib", "numpy", "pydantic", "jinja2", "markdown_it", "highspy"} & loaded


def test_a_quiz_without_charts_does_not_load_matplotlib(safira: Lesson, tmp_path: Path) -> None:
    seed = next(seed for seed in range(100) if not any(item.chart for item in road.make_quiz(safira, seed, 4, 1).items))
    arguments = ["edu", "quiz", "-o", str(tmp_path), "--seed", str(seed), "--questions", "4", "--versions", "1"]
    loaded = loaded_after(f"sys.argv = {arguments!r}; import edu.cli; edu.cli.main()")
    assert "reportlab" in loaded
    assert "matplotlib" not in loaded


def test_a_battle_of_one_s_own_comes_before_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "battle_of_safira"
    shutil.copytree(places.question_bank() / "battle_of_safira", own)
    text = (own / "battle.toml").read_text(encoding="utf-8")
    (own / "battle.toml").write_text(
        text.replace('name = "The Battle of Safira"', 'name = "Our Battle"'), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert "Our Battle" in run("check", "battle_of_safira").stderr
    monkeypatch.chdir(own)
    assert "Our Battle" in run("check").stderr


def test_another_number_of_questions_is_another_code(safira: Lesson) -> None:
    codes = {road.make_quiz(safira, 0, questions).code for questions in (None, 17, 18)}
    assert len(codes) == 3


def test_a_hand_written_question_on_what_the_handout_does_not_tell_is_named(tmp_path: Path) -> None:
    battle = tmp_path / "safira"
    shutil.copytree(places.question_bank() / "battle_of_safira", battle)
    questions = battle / "questions.toml"
    text = questions.read_text(encoding="utf-8")
    questions.write_text(text.replace('facts = ["lead-month"]', 'facts = ["lead-motorway"]'), encoding="utf-8")
    result = run("check", battle)
    assert result.exit_code == 0
    assert "how-far-one-article is left out: the handout does not tell lead-motorway" in result.stderr
    result = run("quiz", battle, "--questions", "3", "--versions", "1", "-o", tmp_path / "out")
    assert "Not asked, of questions.toml: how-far-one-article. To see why: edu check" in result.stderr


# Themes left out ---------------------------------------------------------------------------------------------


def test_what_is_left_out_is_on_no_page_and_said_to_be_so(tmp_path: Path) -> None:
    result = run("build", "-o", tmp_path, "--seed", "1", "--versions", "2", "--leave-out", "deaths,stockpiles")
    assert result.exit_code == 0
    assert "Left out: deaths, stockpiles." in result.stderr
    for path in tmp_path.glob("*.pdf"):
        words = " ".join(pages(path))
        assert not re.search(r"\bkilled|\bchemical|\b112\b", words), path
    again = run("key", next(tmp_path.glob("record-*.json")))
    assert again.exit_code == 0
    assert "has changed" not in again.stderr


@pytest.mark.parametrize("command", ["build", "handout", "guide", "quiz", "questions", "check"])
def test_a_theme_nobody_knows_is_a_mistake_that_names_those_there_are(command: str) -> None:
    with pytest.raises(EduError, match="Its themes are: deaths, stockpiles") as caught:
        run(command, "--leave-out", "deaths", "--leave-out", "executions")
    assert caught.value.code == ExitCode.USAGE


def test_the_next_command_leaves_the_same_out() -> None:
    assert (
        "edu build --leave-out deaths --leave-out stockpiles"
        in run("check", "--leave-out", "deaths, stockpiles").stderr
    )


BLUEPRINT = """\
format = 1
questions = 6

[[lines]]
kind = "short answer"
exactly = 4
"""


def test_a_blueprint_of_one_s_own_is_kept(tmp_path: Path) -> None:
    plan = tmp_path / "autumn.toml"
    plan.write_text(BLUEPRINT, encoding="utf-8")
    for command in ("quiz", "build"):
        result = run(command, "-o", tmp_path / command, "--seed", "1", "--versions", "1", "--blueprint", plan)
        assert result.exit_code == 0
        quiz = read_record(files(tmp_path / command)["record"])
        assert (6, 4) == (len(quiz.items), sum(item.kind is Kind.SHORT for item in quiz.items))
        assert "Not kept" not in result.stderr


@pytest.mark.parametrize(
    ("change", "arguments", "code", "words"),
    [
        (
            ("exactly = 4", "exactly = 7"),
            (),
            5,
            "autumn.toml:4: exactly 7 questions of kind short answer are asked for",
        ),
        (("exactly = 4", "exactly = 40"), (), 5, "Ask for 6 or fewer, or add facts to battle.toml"),
        (("short answer", "shrt answer"), (), 3, "autumn.toml:5: 'shrt answer' is no kind edu knows"),
        (("", ""), ("--questions", "7"), 5, "autumn.toml:2: the blueprint says 6 questions, and --questions says 7"),
    ],
)
def test_a_blueprint_that_cannot_be_kept_is_a_message(
    tmp_path: Path, change: tuple[str, str], arguments: tuple[str, ...], code: int, words: str
) -> None:
    plan = tmp_path / "autumn.toml"
    plan.write_text(BLUEPRINT.replace(*change), encoding="utf-8")
    with pytest.raises(EduError) as caught:
        run("quiz", "-o", tmp_path / "out", "--seed", "1", "--blueprint", plan, *arguments)
    assert caught.value.code == code
    assert words in "\n".join(map(str, caught.value.problems))
    assert not (tmp_path / "out").exists()


def test_questions_may_be_named_where_the_blueprint_does_not(tmp_path: Path) -> None:
    plan = tmp_path / "autumn.toml"
    plan.write_text(BLUEPRINT.replace("questions = 6\n", ""), encoding="utf-8")
    assert run("quiz", "-o", tmp_path, "--seed", "1", "--questions", "5", "--blueprint", plan).exit_code == 0
    assert 5 == len(read_record(files(tmp_path)["record"]).items)


def test_what_a_small_battle_cannot_keep_is_said(tmp_path: Path) -> None:
    small = Path(__file__).parent / "battles" / "tiny"
    result = run("quiz", small, "-o", tmp_path, "--seed", "1", "--versions", "1")
    assert result.exit_code == 0
    assert "Not kept: at most 40 % of the marks of section " in result.stderr


def test_versions_that_do_not_differ_are_said(tmp_path: Path) -> None:
    """One question has fewer orders of its options than there are versions."""
    small = Path(__file__).parent / "battles" / "tiny"
    result = run("quiz", small, "-o", tmp_path, "--seed", "1", "--questions", "1", "--versions", "26")
    orders = {(each.order, each.options, each.answers) for each in read_record(files(tmp_path)["record"]).versions}
    assert len(orders) < 26
    told = f"only {len(orders)} of them differ" if len(orders) > 1 else "all of them are the same"
    assert f"can change places that {told}" in result.stderr


def test_the_schema_of_a_blueprint_is_printed() -> None:
    schema = json.loads(run("schema", "blueprint").stdout)
    assert {"format", "questions", "marks", "binding", "lines"} == set(schema["properties"])
    assert "single choice" in schema["$defs"]["LineShape"]["properties"]["kind"]["anyOf"][0]["enum"]


def test_how_large_a_quiz_is_stands_under_the_questions() -> None:
    assert "They give a quiz of about 20 questions." in run("questions").stderr
