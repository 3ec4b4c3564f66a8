"""The templates folder -> `Wording`: phrases from its TOML files, documents from its Markdown files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from edu.model.wording import PAGE_TEMPLATES, Phrase, Wording
from edu.problems import EduError, Problem
from edu.read.toml import TomlFile, read_toml
from edu.read.validate import name_of, shown

_FOLDERS = (".", "questions")
_FILL = "Give it as many entries as the template that comes with edu, or delete the line"


def read_wording(folder: Path, own: Path | None = None) -> Wording:
    """Reads every `*.toml` and `*.md` of the templates folder and of its `questions` folder.

    A phrase is named after its file and keys: `[when] happened` in `single.toml` is `single.when.happened`.

    Args:
        folder: the templates that come with edu.
        own: a folder with a teacher's own page templates, if it is there. Each page and phrase that stands in it
            takes the place of the one that comes with edu.

    Raises:
        EduError: when the folder is missing, a file cannot be read, a value is not text, or something in `own` is none
            of the templates that it can hold.
    """
    if not folder.is_dir():
        raise EduError(Problem(folder, None, "the folder of the templates is missing", "Install edu again"))
    told = _Told()
    for part in _FOLDERS:
        told.add_folder(folder / part)
    if own and own.is_dir() and own.resolve() != folder.resolve():
        mine = _Told()
        mine.add_folder(own)
        told.take_over(mine)
    if told.problems:
        raise EduError(told.problems)
    return Wording(told.phrases, told.documents, told.digest.hexdigest())


class _Told:
    """What folders of templates hold, and what is wrong in them."""

    def __init__(self) -> None:
        self.phrases: dict[str, tuple[Phrase, ...]] = {}
        self.documents: dict[str, Phrase] = {}
        self.empty: dict[str, Problem] = {}
        self.files: list[Path] = []
        self.problems: list[Problem] = []
        self.digest = hashlib.sha256()

    def add_folder(self, folder: Path) -> None:
        """Reads the files of a folder."""
        for path in _files(folder, "*.toml"):
            try:
                file = read_toml(path)
            except EduError as error:
                self.problems += error.problems
                continue
            self.problems += _not_texts(file, file.data, ())
            for where, texts in _texts(file.data, ()):
                lines = _lines(file, where, texts)
                name = ".".join((path.stem, *(str(step) for step in where)))
                if not texts:
                    what = f"the list {name.partition('.')[2]!r} is empty"
                    self.empty[name] = Problem(path, file.line(where), what, _FILL)
                self.phrases[name] = tuple(Phrase(text, path, line) for text, line in zip(texts, lines, strict=True))
            self.files.append(path)
            self.digest.update(f"{path.name}/{file.digest}/".encode())
        for path in _files(folder, "*.md"):
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                self.problems.append(_unreadable(path, error))
                continue
            self.documents[path.name] = Phrase(text, path, 1)
            self.files.append(path)
            self.digest.update(text.encode())

    def take_over(self, own: _Told) -> None:
        """Puts a teacher's own pages and phrases in the place of those of the same name."""
        self.problems += (*own.problems, *own.empty.values())
        for path in own.files:
            if path.name not in PAGE_TEMPLATES:
                what, mend = "edu uses no template of this name here", f"It uses: {', '.join(PAGE_TEMPLATES)}"
                self.problems.append(Problem(path, None, what, _near(path.name, PAGE_TEMPLATES) + mend))
        for name, phrases in own.phrases.items():
            if name not in self.phrases and phrases and phrases[0].file.name in PAGE_TEMPLATES:
                key = name.partition(".")[2]
                known = [each.partition(".")[2] for each in self.phrases if each.startswith(f"{phrases[0].file.stem}.")]
                mend = f"{_near(key, known)}Take it out, or take its name from the template that comes with edu"
                self.problems.append(Problem(phrases[0].file, phrases[0].line, f"edu has no phrase {key!r}", mend))
        self.phrases |= own.phrases
        self.documents |= own.documents
        if own.files:
            self.digest.update(own.digest.digest())


def _files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder in order of name, without those an editor hides."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]}? " if near else ""


def _texts(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], list[str]]]:
    """Every text or list of texts under a value, with its path; lists of lists are numbered."""
    if isinstance(value, str):
        yield where, [value]
    elif isinstance(value, list) and all(isinstance(each, str) for each in value):
        yield where, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*where, key))


def _not_texts(file: TomlFile, value: Any, where: tuple[str | int, ...]) -> Iterator[Problem]:
    """A problem for each value that is not text: no phrase can be made from it."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _not_texts(file, each, (*where, key))
    elif not isinstance(value, str):
        what = f"{name_of(where)} is {shown(value)}, which is not words"
        yield Problem(file.path, file.line(where), what, "Write words between quotes")


def _unreadable(path: Path, error: OSError | UnicodeDecodeError) -> Problem:
    if isinstance(error, OSError):
        what = f"this template cannot be read ({error.strerror or error})"
        return Problem(path, None, what, "Check that it is a file you may open")
    line = error.object.count(b"\n", 0, error.start) + 1
    what = f"the byte 0x{error.object[error.start]:02X} on this line is not UTF-8"
    return Problem(path, line, what, "Save the file again with the encoding UTF-8")


def _lines(file: TomlFile, where: tuple[str | int, ...], texts: list[str]) -> list[int]:
    """The line on which the words of each text begin."""
    paths = [(*where, i) if (*where, i) in file.lines else where for i in range(len(texts))]
    return [file.below.get(path) or file.line(path) or 1 for path in paths]
