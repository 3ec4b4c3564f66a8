"""The templates folder -> `Wording`: phrases from its TOML files, documents from its Markdown files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edu.model.wording import Phrase, Wording
from edu.problems import EduError, Problem
from edu.read.toml import TomlFile, read_toml
from edu.read.validate import name_of, shown

_FOLDERS = (".", "questions")


def read_wording(folder: Path) -> Wording:
    """Reads every `*.toml` and `*.md` of the templates folder and of its `questions` folder.

    A phrase is named after its file and keys: `[when] happened` in `single.toml` is `single.when.happened`.

    Raises:
        EduError: when the folder is missing, a file cannot be read or a value is not text.
    """
    if not folder.is_dir():
        raise EduError(Problem(folder, None, "the folder of the templates is missing", "Install edu again"))
    phrases: dict[str, tuple[Phrase, ...]] = {}
    documents: dict[str, Phrase] = {}
    problems: list[Problem] = []
    digest = hashlib.sha256()
    for part in _FOLDERS:
        for path in sorted((folder / part).glob("*.toml")):
            try:
                file = read_toml(path)
            except EduError as error:
                problems += error.problems
                continue
            problems += _not_texts(file, file.data, ())
            for where, texts in _texts(file.data, ()):
                lines = _lines(file, where, texts)
                name = ".".join((path.stem, *(str(step) for step in where)))
                phrases[name] = tuple(Phrase(text, path, line) for text, line in zip(texts, lines, strict=True))
            digest.update(f"{path.name}/{file.digest}/".encode())
        for path in sorted((folder / part).glob("*.md")):
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                problems.append(_unreadable(path, error))
                continue
            documents[path.name] = Phrase(text, path, 1)
            digest.update(text.encode())
    if problems:
        raise EduError(problems)
    return Wording(phrases, documents, digest.hexdigest())


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
    return [file.line((*where, i)) or file.line(where) or 1 for i in range(len(texts))]
