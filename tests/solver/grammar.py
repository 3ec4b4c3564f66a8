"""The wording of the templates as a grammar: each phrase a pattern with named holes, to be read and not to be printed.

A wording that is added to a phrase is understood without a change here; a phrase with a new name needs a new sort.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_HOLE = re.compile(r"\{\{-?\s*(\w+)")
_TAG = re.compile(r"\{%-?\s*(\w+)")


@lru_cache(maxsize=65536)
def plain(words: str) -> str:
    """Words with straight quotation marks and single spaces."""
    return " ".join(words.translate(_QUOTES).split())


@lru_cache(maxsize=65536)
def folded(words: str) -> str:
    """Words for comparison: case, spaces, shapes of quotation marks and a full stop at the end make no difference."""
    return "".join(plain(words).casefold().split()).rstrip(".")


def same(one: str, other: str) -> bool:
    """True when two printed texts are the same words."""
    return folded(one) == folded(other)


@dataclass(frozen=True)
class Pattern:
    """One wording of a phrase."""

    pattern: re.Pattern[str]
    holes: tuple[str, ...]

    def match(self, text: str) -> dict[str, str] | None:
        """What fills the holes, by their names; None when the text is not of this wording."""
        found = self.pattern.fullmatch(plain(text))
        if not found:
            return None
        filled: dict[str, str] = {}
        for name, words in zip(self.holes, found.groups(), strict=True):
            if words is None:
                continue
            if not same(filled.setdefault(name, words), words):
                return None
        return filled


class Grammar:
    """The phrases of a folder of templates by name: "single.when.happened", "voice.statement.report"."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._texts: dict[str, tuple[str, ...]] = {}
        for file in sorted((*folder.glob("*.toml"), *folder.glob("questions/*.toml"))):
            self._texts.update(_phrases(tomllib.loads(file.read_text(encoding="utf-8")), file.stem))

    @cached_property
    def _patterns(self) -> Mapping[str, tuple[Pattern, ...]]:
        return {name: tuple(_pattern(text) for text in texts) for name, texts in self._texts.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all phrases."""
        return tuple(self._texts)

    def texts(self, name: str) -> tuple[str, ...]:
        """The wordings of a phrase, or the entries of a list, in plain words."""
        return tuple(_bare(text) for text in self._texts[name])

    def match(self, name: str, text: str) -> list[dict[str, str]]:
        """How a text can be read as one of the wordings of a phrase: what fills its holes, for each wording."""
        return [holes for pattern in self._patterns[name] if (holes := pattern.match(text)) is not None]

    def fill(self, name: str, **holes: object) -> str:
        """The first wording of a phrase with its holes filled."""
        return re.sub(r"\{\{\s*(\w+)\s*\}\}", lambda hole: str(holes[hole[1]]), self.texts(name)[0])

    def strip_end(self, name: str, text: str) -> str | None:
        """A text without a phrase that has no holes at its end; None when it does not end so."""
        for words in self.texts(name):
            if plain(text).casefold().endswith(words.casefold()):
                return plain(text)[: -len(words)].rstrip()
        return None


def _phrases(data: Mapping[str, object], name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in data.items():
        if isinstance(value, str):
            yield f"{name}.{key}", (value,)
        elif isinstance(value, list):
            yield f"{name}.{key}", tuple(each for each in value if isinstance(each, str))
        elif isinstance(value, dict):
            yield from _phrases(value, f"{name}.{key}")


def _bare(text: str) -> str:
    """A phrase without the marks of Markdown."""
    return plain(re.sub(r"\\(.)", r"\1", text.replace("**", "")))


def _pattern(text: str) -> Pattern:
    tokens = _TOKEN.split(text)
    holes: list[str] = []
    made, _ = _sequence(tokens, 0, holes)
    return Pattern(re.compile(made, re.IGNORECASE), tuple(holes))


def _sequence(tokens: list[str], place: int, holes: list[str]) -> tuple[str, int]:
    """The pattern of tokens up to an `else`, an `elif` or an `endif`, and the place of that."""
    made = ""
    while place < len(tokens):
        token = tokens[place]
        if hole := _HOLE.match(token):
            holes.append(hole[1])
            made += "(.+?)"
        elif tag := _TAG.match(token):
            if tag[1] != "if":
                return made, place
            choice, place = _choice(tokens, place, holes)
            made += choice
        else:
            words = re.sub(r"\s+", " ", re.sub(r"\\(.)", r"\1", token.replace("**", "")).translate(_QUOTES))
            made += re.escape(words).replace(r"\ ", r"\s+")
        place += 1
    return made, place


def _choice(tokens: list[str], place: int, holes: list[str]) -> tuple[str, int]:
    """The pattern of an `if` with its branches, and the place of its `endif`."""
    branches, otherwise = [], False
    while place < len(tokens) and _TAG.match(tokens[place])[1] != "endif":  # type: ignore[index]
        otherwise = otherwise or _TAG.match(tokens[place])[1] == "else"  # type: ignore[index]
        branch, place = _sequence(tokens, place + 1, holes)
        branches.append(branch)
    return f"(?:{'|'.join(branches)}){'' if otherwise else '?'}", place
