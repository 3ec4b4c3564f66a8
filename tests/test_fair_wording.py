"""Every phrase of the templates reads the same whichever side a teacher or a pupil is on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from edu import places
from edu.read.wording import read_wording

HOME = Path(__file__).resolve().parent.parent
BATTLES = sorted((*HOME.glob("question_bank/*/battle.toml"), *HOME.glob("templates/sample/battle.toml")))
BATTLES += sorted(HOME.glob("tests/battles/*/battle.toml"))

LOADED = re.compile(
    r"\b(enem(y|ies)|allies|foes?|terroris\w*|jihad\w*|regime|militants?|extremist\w*|insurgen\w*|rebel\w*"
    r"|occupiers?|invaders?|aggress\w*|attackers?|defenders?|traitors?|liberat\w*|massacre\w*|atrocit\w*|slaughter\w*"
    r"|hero\w*|brave\w*|glor\w*|martyr\w*|coward\w*|barbar\w*|savage\w*|cruel\w*|ruthless\w*|fanatic\w*"
    r"|victor\w*|triumph\w*|won|wins|winner\w*|lost the|loser\w*|defeat\w*|conquer\w*|freed|freedom"
    r"|good side|bad side|right side|wrong side|our (side|troops|soldiers|forces))\b",
    re.I,
)
"""Words that take a side, praise or blame (rule M22); "wrong" and "right" speak of answers and may stand."""

PLAIN = {"the", "of", "and", "side", "sides", "league", "army", "forces", "city", "town", "people", "house"}


def phrases() -> Iterator[tuple[str, str]]:
    wording = read_wording(places.templates())
    for name, some in wording.phrases.items():
        for number, phrase in enumerate(some):
            yield f"{name}-{number}", phrase.text
    for name, document in wording.documents.items():
        yield name, document.text


@cache
def of_sides() -> set[str]:
    """Words by which a battle calls its sides."""
    names = [side["name"] for path in BATTLES for side in tomllib.loads(path.read_text(encoding="utf-8"))["sides"]]
    return {word.casefold() for name in names for word in re.findall(r"\w+", name)} - PLAIN


TEXTS = dict(phrases())


@pytest.mark.parametrize("name", TEXTS)
def test_no_phrase_takes_a_side(name: str) -> None:
    words = re.sub(r"{[{%].*?[%}]}", " ", TEXTS[name])  # names of values, such as `rebels`, are not printed
    assert LOADED.search(words) is None
    assert not {word.casefold() for word in re.findall(r"\w+", words)} & of_sides()


def test_sides_and_loaded_words_are_known_when_they_are_met() -> None:
    assert {"rebel", "government", "upland", "lowland"} <= of_sides()
    assert len(TEXTS) > 150
    for words in ("Who won the battle?", "the heroic defenders", "Name the enemy's losses.", "as rebels say"):
        assert LOADED.search(words)
    for words in ("Which answer is right, and which is wrong?", "One letter is left over.", "the other side"):
        assert not LOADED.search(words)
