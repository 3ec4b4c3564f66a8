"""What belongs to each shape that pupils tick or write in, version by version: the marks of an overlay."""

from __future__ import annotations

from edu.make.key_grid import answer, letter
from edu.model.overlay import RING, Marked, Overlay
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version


def overlay_marks(quiz: Quiz) -> list[Overlay]:
    """The answers of each version, for its overlay."""
    return [
        {
            number: Marked(shapes, answer(quiz.items[index], index, version, ""))
            for number, index in enumerate(version.order, 1)
            if (shapes := _shapes(quiz.items[index], index, version))
        }
        for version in quiz.versions
    ]


def _shapes(item: Item, index: int, version: Version) -> list[str]:
    options = [item.options[i] for i in version.options[index]]
    match item.kind:
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            return [RING if option.answer == head else "" for option in options for head in item.answers]
        case Kind.MATCHING:
            responses = [item.answers[i] for i in version.answers[index]]
            return [letter(responses.index(option.answer)) for option in options]
        case Kind.ORDERING:
            return [option.answer for option in options]
        case Kind.SINGLE | Kind.SEVERAL | Kind.CHART:
            return [RING if option.correct else "" for option in options]
        case _:
            return []
