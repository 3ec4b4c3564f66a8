"""What many tests share: the Safira lesson, read once."""

from __future__ import annotations

import pytest

from edu import lesson as road
from edu.lesson import Lesson


@pytest.fixture(scope="session")
def safira() -> Lesson:
    """The Battle of Safira with its questions and wording."""
    return road.load(road.find_battle("battle_of_safira"))
