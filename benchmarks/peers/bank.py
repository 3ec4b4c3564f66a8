"""What all programs print: the same questions, and the orders of a version."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random

FILE = Path(__file__).with_name("questions.toml")
TITLE = "The Battle of Safira"
TASK = "Tick one answer to each question. Each is worth one mark."
LETTERS = "ABCD"
SIZE, LEADING = 12, 16
"""Points of the type and from line to line, as edu sets them."""
STEM_WIDTH, SIDE, ABOVE, BELOW = 132, 26, 18, 24
"""Millimetres: a stem, the margins at the left, above and below."""


@dataclass(frozen=True)
class Question:
    """A question with one right option.

    Attributes:
        stem: its words without the directive.
        directive: what to do ("Tick one."), printed bold.
        options: four.
        right: which of them is right, from 0.
        fixed: True when they keep their order (numbers and dates).
    """

    stem: str
    directive: str
    options: tuple[str, ...]
    right: int
    fixed: bool


@dataclass(frozen=True)
class Version:
    """The order of the questions in one version, and for each question, in that order, the order of its options."""

    name: str
    order: tuple[int, ...]
    options: tuple[tuple[int, ...], ...]


def questions(count: int) -> list[Question]:
    """The first questions of the bank, 40 at most."""
    made = []
    for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["questions"][:count]:
        stem, directive, _ = row["stem"].replace("\\_", "_").split("**")
        options = row["options"]
        right = next(place for place, option in enumerate(options) if option.get("correct"))
        texts = tuple(option["text"] for option in options)
        made.append(Question(stem.strip(), directive, texts, right, row.get("keep_order", False)))
    return made


def versions(asked: list[Question], count: int) -> Iterator[Version]:
    """So many versions, named "1", "2" ..., each drawn by itself."""
    for number in range(1, count + 1):
        rng = Random(f"5/{number}")
        order = rng.sample(range(len(asked)), len(asked))
        places = [range(len(asked[index].options)) for index in order]
        options = (
            tuple(each) if asked[index].fixed else tuple(rng.sample(each, len(each)))
            for index, each in zip(order, places, strict=True)
        )
        yield Version(str(number), tuple(order), tuple(options))


def answers(asked: list[Question], version: Version) -> str:
    """The letters of the right options of a version, a line of a key."""
    rows = zip(version.order, version.options, strict=True)
    return " ".join(LETTERS[options.index(asked[index].right)] for index, options in rows)


def font(bold: bool = False) -> Path:
    """The face that edu prints in, for programs that can use it.

    Raises:
        FileNotFoundError: when it is not installed.
    """
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    name = f"files/AtkinsonHyperlegible-{'Bold' if bold else 'Regular'}.ttf"
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    raise FileNotFoundError("the fonts of edu are not installed; install the project with its test extra")
