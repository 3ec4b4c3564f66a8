"""What many tests share: the Safira lesson, and the invented battles of `tests/battles`, each read once."""

from __future__ import annotations

import os
import runpy
import signal
import sys
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import pytest

from edu import finding
from edu import lesson as road
from edu.lesson import Lesson
from edu.make.questions import generate
from edu.model.question import Item

INVENTED = sorted(file.parent for file in (Path(__file__).parent / "battles").glob("*/battle.toml"))
CROWDED = "eight_sides"
"""The invented battle made for wide tables and crowded figures. Its questions are of sorts that the others have, and
so many that drawing and solving them takes longer than those of any other: tests of questions alone leave it out."""

HUGE = Path(__file__).parent / "battles" / "huge.py"

# A shell starts what it runs in the background deaf to Ctrl-C, and so is all that this starts in its turn.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The tests start many processes: where Python may not keep what it compiles, each would compile every module anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Tests ask the lessons that they share for the questions of the same few seeds again and again; a command asks once.
road._drawn = lru_cache(maxsize=64)(road._drawn.__wrapped__)
road._sound = lru_cache(maxsize=64)(road._sound.__wrapped__)


@cache
def _loaded(folder: Path) -> Lesson:
    return road.load(folder)


@pytest.fixture(scope="session")
def safira() -> Lesson:
    """The Battle of Safira with its questions and wording."""
    return _loaded(finding.find_battle("battle_of_safira"))


@pytest.fixture(scope="session", params=INVENTED, ids=lambda folder: folder.name)
def invented_folder(request: pytest.FixtureRequest) -> Path:
    """The folder of every invented battle in turn."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture(scope="session")
def invented(invented_folder: Path) -> Lesson:
    """Every invented battle in turn, with its questions and wording."""
    return _loaded(invented_folder)


@pytest.fixture(
    scope="session", params=[each for each in INVENTED if each.name != CROWDED], ids=lambda folder: folder.name
)
def asked(request: pytest.FixtureRequest) -> Lesson:
    """Every invented battle in turn whose questions are looked at: all but the crowded one."""
    return _loaded(request.param)


@pytest.fixture(scope="session")
def invented_battle() -> Callable[[str], Lesson]:
    """One invented battle by the name of its folder: `invented_battle("bce")`."""
    folders = {folder.name: folder for folder in INVENTED}
    return lambda name: _loaded(folders[name])


@pytest.fixture(scope="session")
def drawn(safira: Lesson) -> Callable[[int], tuple[Item, ...]]:
    """The generated questions on the Battle of Safira under a seed; each seed is drawn once."""
    return cache(lambda seed: generate(safira.battle, safira.words, seed))


@pytest.fixture(scope="session")
def huge_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented battle of 300 events, written by its script."""
    folder = tmp_path_factory.mktemp("invented") / "huge"
    folder.mkdir()
    (folder / "battle.toml").write_text(runpy.run_path(str(HUGE))["battle"](), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def huge(huge_folder: Path) -> Lesson:
    """The invented battle of 300 events."""
    return _loaded(huge_folder)
