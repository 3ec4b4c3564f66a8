"""What belongs to each shape that pupils tick or write in, version by version: the marks of an overlay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edu.make.key import letter
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version


def overlay_marks(quiz: Quiz, ring: str) -> list[Mapping[int, Sequence[str]]]:
    """For each version and printed number what its shapes are marked with, in the order in which they are printed.

    Args:
        quiz: the quiz.
        ring: the mark of a shape to tick.
    """
    return [
        {number: _marks(quiz.items[index], index, version, ring) for number, index in enumerate(version.order, 1)}
        for version in quiz.versions
    ]


def _marks(item: Item, index: int, version: Version, ring: str) -> list[str]:
    options = [item.options[i] for i in version.options[index]]
    match item.kind:
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            return [ring if option.answer == head else "" for option in options for head in item.answers]
        case Kind.MATCHING:
            responses = [item.answers[i] for i in version.answers[index]]
            return [letter(responses.index(option.answer)) for option in options]
        case Kind.ORDERING:
            return [option.answer for option in options]
        case Kind.SINGLE | Kind.SEVERAL | Kind.CHART:
            return [ring if option.correct else "" for option in options]
        case _:
            return []
