"""The command that shows pages on the screen, once or each time a file is saved."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edu.commands import options, screen, watching
from edu.model.layout import Layout
from edu.problems import EduError

if TYPE_CHECKING:
    from edu.write.preview import Sheets

PAGE, STAMP = "preview.html", "stamp.js"
_OWN_FAULT = (
    "This is a fault of edu, not of your files; the pages below are those made before it. Please report it in the "
    "project's issues, with the lines in the window in which edu runs, and go on: the next change is tried again."
)


@click.command()
@options.battle
@click.option("-o", "--out", metavar="DIR", help="Write the pages there, as PNG and as a web page; open nothing.")
@click.option("--watch", is_flag=True, help="Make them again each time a file of the lesson is saved, until Ctrl-C.")
@click.option("--seed", type=int, default=0, help="The quiz to show.")
@options.blueprint
@options.leave_out
@options.layout
def preview(
    battle: str | None,
    out: str | None,
    watch: bool,
    seed: int,
    blueprint: str | None,
    without: tuple[str, ...],
    layout: Layout,
) -> None:
    """Show the pages of a battle side by side in the browser: handout, guide, one version of a quiz, key."""
    from edu.finding import find_battle

    folder = find_battle(battle)
    plan = Path(blueprint) if blueprint else None
    show = _Show(folder, plan, without, seed, layout, Path(out) if out else _own_folder(folder), bool(out), watch)
    places = (folder, plan) if plan else (folder,)
    seen = watching.state(places)
    made = show.make()
    screen.paths(*made)
    if not out:
        click.launch(str(made[0]))
    if not watch:
        return
    screen.say(f"Watching {folder.resolve()}; Ctrl-C ends it.")
    try:
        for _ in watching.changes(places, seen):
            show.make()
    except KeyboardInterrupt:
        screen.say("No longer watching.")


def _own_folder(folder: Path) -> Path:
    """A folder among the temporary files for previews of this battle, the same each time."""
    whole = folder.resolve()
    named = f"{whole.name}-{sha256(str(whole).encode()).hexdigest()[:8]}"
    return Path(tempfile.gettempdir()) / f"edu-preview-{named}"


@dataclass
class _Show:
    """What is shown, and where.

    Attributes:
        shown: the pages that could be made last.
    """

    folder: Path
    blueprint: Path | None
    without: tuple[str, ...]
    seed: int
    layout: Layout
    out: Path
    pictures: bool
    watch: bool
    title: str = ""
    shown: tuple[Sheets, ...] = field(default=())

    def make(self) -> tuple[Path, ...]:
        """Makes the page, with what is wrong when something is and a lesson is watched; hands back the files, it first.

        Raises:
            EduError: when something is wrong and nothing is watched, or the page cannot be written.
        """
        problems: tuple[str, ...] = ()
        with screen.step() as took:
            try:
                self.shown = self._documents()
            except EduError as error:
                if not self.watch:
                    raise
                problems = tuple(str(problem) for problem in error.problems)
                for problem in problems:
                    screen.say(problem)
            except Exception as error:
                if not self.watch:
                    raise
                screen.own_fault()
                problems = (f"{type(error).__name__}: {error}. {_OWN_FAULT}",)
            made = self._write(problems)
        if not problems:
            screen.made_file("Preview", made[0], took)
        return made

    def _documents(self) -> tuple[Sheets, ...]:
        from edu import lesson as road
        from edu.write.preview import sheets

        lesson = road.load(self.folder, self.without, self.blueprint)
        for warning in lesson.warnings:
            screen.say(str(warning))
        self.title, layout = lesson.battle.name, self.layout
        quiz = road.make_quiz(lesson, self.seed, versions=1) if road.quiz_size(lesson) else None
        pages = [
            ("Handout", "handout", layout.of(road.make_handout(lesson))),
            ("Teacher’s guide", "guide", road.make_guide(lesson, layout.paper, quiz)),
        ]
        if quiz:
            pages.append(("Quiz", "quiz", layout.of(road.quiz_paper(lesson, quiz))))
            pages.append(("Answer key", "key", road.quiz_key(quiz, lesson.words, layout.paper)))
        grey = not layout.tint
        return tuple(sheets(name, file, road.printed(document), grey) for name, file, document in pages)

    def _write(self, problems: tuple[str, ...]) -> tuple[Path, ...]:
        from edu.write.files import write_files
        from edu.write.preview import preview_page, stamp_script

        title = self.title or self.folder.resolve().name
        page = self.out / PAGE
        plain = preview_page(title, self.shown, problems)
        files = {page: plain.encode()}
        if self.pictures:
            files |= {
                self.out / f"{each.file}-{number}.png": picture
                for each in self.shown
                for number, picture in enumerate(each.pictures, 1)
            }
        made = tuple(files)
        if self.watch:
            stamp = sha256(plain.encode()).hexdigest()[:16]
            files[page] = preview_page(title, self.shown, problems, stamp).encode()
            files[self.out / STAMP] = stamp_script(stamp).encode()
        write_files(files)
        if self.pictures:
            self._clear({path.name for path in files})
        return made

    def _clear(self, kept: set[str]) -> None:
        """Takes away pictures of pages that are no more."""
        for each in ("handout", "guide", "quiz", "key"):
            for path in self.out.glob(f"{each}-*.png"):
                if path.name not in kept and path.stem.rpartition("-")[2].isdigit():
                    path.unlink(missing_ok=True)
