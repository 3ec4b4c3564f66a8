"""The sides of a battle change places, and every question is the same with them: no wording and no code has a side."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from edu import lesson as road
from edu import places
from edu.lesson import Lesson
from edu.make.questions import generate
from edu.model.chart import BarChart
from edu.model.document import Document, Figure, Table, plain
from edu.model.question import Item

SAFIRA, SAMPLE = places.question_bank() / "battle_of_safira", places.templates() / "sample"

PLAIN = {
    SAFIRA: {
        "Syrian Armed Forces": "Linden Front",
        "Al-Nusra Front": "Walnut Front",
        "Al-Nusra": "Walnut",
        "Army": "Linden",
        "rebel": "northern",
        "government": "southern",
        "opposition": "outside",
    },
    SAMPLE: {
        "upland": "northern",
        "lowland": "southern",
        "Market Guard": "Walnut Guard",
        "River Riders": "Linden Guard",
    },
}
"""Words for the sides, and others of one length for each two of them: length and fit decide what stands together."""

SWAPPED = {"northern": "southern", "Walnut": "Linden", "fighters": "soldiers"}
"""The words that change places."""

IDS = frozenset(
    {"id", "side", "section", "facts", "only", "may_also", "part_of", "overlaps", "absences", "note_facts", "evidence"}
    | {"by", "ask", "panel", "theme", "measure", "at", "near", "happened", "reported", "when", "infobox", "sections"}
)
"""Keys whose values are names for the machine: who is who stays, only what they are called changes."""

Swap = Callable[[str], str]


def swapper(pairs: Mapping[str, str], both: bool = True) -> Swap:
    """Puts the second word of each pair for the first, as it stands and with a capital; and the other way about."""
    table = {**pairs, **({new: old for old, new in pairs.items()} if both else {})}
    table |= {old.capitalize(): new.capitalize() for old, new in table.items() if old.islower()}
    some = re.compile("|".join(rf"\b{re.escape(word)}" for word in sorted(table, key=len, reverse=True)))
    return lambda text: "".join(
        part if part.startswith("](") else some.sub(lambda found: table[found[0]], part)
        for part in re.split(r"(\]\([^)]*\))", text)
    )


def in_texts(value: Any, swap: Swap, key: str = "") -> Any:
    """A file's data with every text swapped."""
    if isinstance(value, dict):
        return {name: in_texts(each, swap, name) for name, each in value.items()}
    if isinstance(value, list):
        return [in_texts(each, swap, key) for each in value]
    return swap(value) if isinstance(value, str) and key not in IDS else value


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def written(folder: Path, data: Mapping[str, Any]) -> Path:
    folder.mkdir(parents=True)
    for name, tables in data.items():
        text = "\n".join(f"{key} = {toml(value)}" for key, value in tables.items())
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=[SAFIRA, SAMPLE], ids=lambda folder: folder.name)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Lesson, Lesson]:
    """A battle, and its mirror: each side does what the other did, and they stand in the file in the same order."""
    folder = tmp_path_factory.mktemp("mirror")
    plain = swapper(PLAIN[request.param], both=False)
    there = {
        path.name: in_texts(tomllib.loads(path.read_text(encoding="utf-8")), plain)
        for path in request.param.glob("*.toml")
    }
    mirrored = {name: in_texts(tables, swapper(SWAPPED)) for name, tables in there.items()}
    mirrored["battle.toml"]["sides"].reverse()
    return road.load(written(folder / "one" / "it", there)), road.load(written(folder / "two" / "it", mirrored))


def swapped_back(value: Any) -> Any:
    """A value with its texts swapped, but for what is a name for the machine."""
    if isinstance(value, str):
        return swapper(SWAPPED)(value)
    if isinstance(value, tuple):
        return tuple(map(swapped_back, value))
    if is_dataclass(value) and not isinstance(value, type):
        names = {"id", "facts", "shows", "section", "kind", "difficulty", "claim", "chart", "locators", "family"}
        texts = {each.name for each in fields(value)} - names
        return replace(value, **{name: swapped_back(getattr(value, name)) for name in texts})
    return value


def told(item: Item) -> Item:
    """The item with what has no order of its own in one: options are mixed in each version, banks are sorted."""
    options = tuple(replace(option, claim=None) for option in item.options)
    ordered = options if item.keep_order else tuple(sorted(options, key=lambda option: option.text))
    return replace(item, options=ordered, answers=tuple(sorted(item.answers)))


def asked(lesson: Lesson, seed: int) -> dict[str, Item]:
    """Items by id, but for those that are named after a list of the infobox, and so after a side, and drawn by that."""
    items = generate(lesson.battle, lesson.words, seed)
    return {item.id: item for item in items if item.family != "several-list"}


@pytest.mark.parametrize("seed", range(4))
def test_the_mirror_asks_the_same_of_the_other_side(pair: tuple[Lesson, Lesson], seed: int) -> None:
    there, mirror = (asked(each, seed) for each in pair)
    assert there.keys() == mirror.keys()
    back = {name: told(swapped_back(item)) for name, item in mirror.items()}
    assert {name: (told(item), back[name]) for name, item in there.items() if told(item) != back[name]} == {}
    assert sum(told(item) != told(mirror[name]) for name, item in there.items()) > len(there) / 3


def test_the_mirror_of_the_handout_has_its_columns_changed(pair: tuple[Lesson, Lesson]) -> None:
    there, mirror = (road.make_handout(each) for each in pair)
    for one, other in zip(panel(there), panel(mirror), strict=True):
        assert sorted(one) == sorted(swapped_back(tuple(other)))
    bars = [sorted(charted(document)) for document in (there, mirror)]
    assert bars[0] == sorted(map(swapped_back, bars[1]))


def panel(document: Document) -> Iterator[list[str]]:
    """The rows of the key facts, each as the words of its cells."""
    table = next(block for block in document.sections[0].blocks if isinstance(block, Table))
    for cells in (table.head, *(row.cells for row in table.rows)):
        yield [plain(cell or ()) for cell in cells]


def charted(document: Document) -> Iterator[tuple[str, ...]]:
    """Every bar: whose it is, over what, who says so, and its figure."""
    for block in document.sections[0].blocks:
        if isinstance(block, Figure) and isinstance(block.chart, BarChart):
            for bar in block.chart.bars:
                yield bar.label, bar.scope, bar.source, bar.figure, bar.unit
