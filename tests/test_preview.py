"""Pages on the screen: the web page and its pictures, and that a watched lesson survives whatever is saved."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from PIL import Image

from edu.cli import cli
from edu.commands.watching import changes, state
from edu.problems import EduError
from edu.write.preview import Sheets, preview_page

HOME = Path(__file__).resolve().parent.parent
TINY = HOME / "tests" / "battles" / "tiny"


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A small battle, too small for a quiz."""
    return Path(shutil.copytree(TINY, tmp_path / "lesson"))


class Page(HTMLParser):
    """The pictures of a page, and whatever it would load from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: dict[str, bytes] = {}
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what a tag shows or loads."""
        told = dict(attrs)
        source = told.get("src") or told.get("href") or ""
        if tag == "img" and source.startswith("data:image/png;base64,"):
            self.pictures[told["alt"] or ""] = b64decode(source.partition(",")[2])
        elif source:
            self.loaded.append(source)


def test_the_page_holds_every_page_of_every_paper_and_needs_nothing_else(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["preview", "-o", str(tmp_path)], catch_exceptions=False)
    assert result.exit_code == 0
    page = Page((tmp_path / "preview.html").read_text(encoding="utf-8"))
    assert page.loaded == []
    assert [f"Handout, page {number} of 4" for number in range(1, 5)] == list(page.pictures)[:4]
    assert {"Handout", "Teacher’s guide", "Quiz", "Answer key"} == {alt.split(",")[0] for alt in page.pictures}
    for alt, picture in page.pictures.items():
        image = Image.open(io.BytesIO(picture))
        assert image.size == (827, 1170), alt  # A4 at 100 dots to the inch
        dark = sum(image.convert("L").histogram()[:128])
        assert dark > 1000, alt
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {Path(name).name for name in result.stdout.split()}
    assert (tmp_path / "handout-3.png").read_bytes() == page.pictures["Handout, page 3 of 4"]


def test_without_a_folder_the_page_is_opened(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    monkeypatch.setattr("tempfile.tempdir", str(lesson.parent))
    CliRunner().invoke(cli, ["preview", str(lesson)], catch_exceptions=False)
    assert "<title>" in Path(opened[0]).read_text(encoding="utf-8")
    assert [] == list(Path(opened[0]).parent.glob("*.png"))


def test_pictures_of_pages_that_are_no_more_go_and_others_stay(lesson: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in ("handout-99.png", "handout-plan.png", "mine.png"):
        (out / name).write_bytes(b"")
    CliRunner().invoke(cli, ["preview", str(lesson), "-o", str(out)], catch_exceptions=False)
    assert not (out / "handout-99.png").exists()
    assert (out / "handout-plan.png").exists()
    assert (out / "mine.png").exists()


def test_a_broken_lesson_is_told_when_nothing_is_watched(lesson: Path, tmp_path: Path) -> None:
    (lesson / "battle.toml").write_text("format = \n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["preview", str(lesson), "-o", str(tmp_path / "out")])
    assert isinstance(result.exception, EduError)
    assert not (tmp_path / "out").exists()


def test_words_of_a_battle_cannot_become_html() -> None:
    page = preview_page("<b>&", (Sheets("<i>", "handout", (b"",)),), ("a <script> & b",))
    assert "&lt;b&gt;&amp;" in page
    assert "<script>" not in page
    assert "<i>" not in page


# Watching ----------------------------------------------------------------------------------------------------


def over(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def by_renaming(path: Path, text: str) -> None:
    """As many editors do: beside it, then over it; size and time stay those of the old file."""
    told = path.stat()
    beside = path.with_name(f".{path.name}.swp")
    beside.write_text(text, encoding="utf-8")
    os.utime(beside, ns=(told.st_atime_ns, told.st_mtime_ns))
    beside.replace(path)


def remove_and_write(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [over, by_renaming, remove_and_write])
def test_each_way_to_save_is_noticed(tmp_path: Path, save: Callable[[Path, str], None]) -> None:
    inside = tmp_path / "templates"
    inside.mkdir()
    path = inside / "handout.md"
    path.write_text("one", encoding="utf-8")
    seen, noticed = state([tmp_path]), []
    waiting = changes([tmp_path], seen, pause=0.1)

    def wait() -> None:
        for _ in waiting:
            noticed.append(path.read_text(encoding="utf-8"))

    Thread(target=wait, daemon=True).start()
    (tmp_path / "notes.bak").write_text("no file of a lesson", encoding="utf-8")
    time.sleep(0.25)
    assert noticed == []
    save(path, "two")
    for _ in range(100):
        if noticed:
            break
        time.sleep(0.05)
    assert noticed == ["two"]


@pytest.fixture
def watched(lesson: Path, tmp_path: Path) -> Iterator[Callable[[Callable[[str], bool]], str]]:
    """A lesson that the real command watches; waits until its page is as wanted."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "edu", "preview", str(lesson), "-o", str(out), "--watch"]
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    running = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def wait(wanted: Callable[[str], bool]) -> str:
        for _ in range(300):
            page = out / "preview.html"
            text = page.read_text(encoding="utf-8") if page.exists() else ""
            if wanted(text):
                return text
            assert running.poll() is None, running.stderr and running.stderr.read()
            time.sleep(0.1)
        raise AssertionError("the page did not become as wanted")

    yield wait
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=20)[1].decode()
    assert running.returncode == 0, said
    assert "No longer watching." in said


def test_a_fault_of_edu_is_told_as_such_and_a_watched_lesson_goes_on(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved once sound, once so that edu fails, once sound again."""
    made, page = [], tmp_path / "out" / "preview.html"

    def failing(*_: object) -> None:
        raise RuntimeError("no such thing as a handout")

    def saves(*_: object) -> Iterator[None]:
        for fails in (True, False):
            made.append(page.read_text(encoding="utf-8"))
            with monkeypatch.context() as patch:
                if fails:
                    patch.setattr("edu.lesson.make_guide", failing)
                yield

    monkeypatch.setattr("edu.commands.watching.changes", saves)
    result = CliRunner().invoke(cli, ["preview", str(lesson), "-o", str(page.parent), "--watch"])
    assert result.exit_code == 0, result.exception
    made.append(page.read_text(encoding="utf-8"))
    assert ["no such thing as a handout" in text for text in made] == [False, True, False]
    assert "This is a fault of edu, not of your files" in made[1]
    assert Page(made[1]).pictures == Page(made[0]).pictures == Page(made[2]).pictures
    assert "Traceback" in result.stderr
    assert "Please report it" in result.stderr


def test_a_watched_lesson_is_made_again_and_survives_broken_files(
    lesson: Path, watched: Callable[[Callable[[str], bool]], str]
) -> None:
    battle = lesson / "battle.toml"
    sound = battle.read_text(encoding="utf-8")
    name = re.search(r'(?m)^name = "(.*)"', sound)
    assert name
    first = watched(lambda page: name[1] in page)
    assert f'window.stamped("{re.findall(r"stamp !== .([0-9a-f]{16})", first)[0]}")' in (
        lesson.parent / "out" / "stamp.js"
    ).read_text(encoding="utf-8")
    by_renaming(battle, sound.replace(name[0], 'name = "Another name"'))
    second = watched(lambda page: "<h1>Another name</h1>" in page)
    assert Page(first).pictures != Page(second).pictures
    over(battle, sound + "\n[oops\n")
    broken = watched(lambda page: "To mend first" in page)
    assert f"battle.toml:{sound.count(chr(10)) + 2}: " in broken
    assert Page(broken).pictures == Page(second).pictures
    over(battle, sound)
    mended = watched(lambda page: "To mend first" not in page)
    assert Page(mended).pictures == Page(first).pictures
