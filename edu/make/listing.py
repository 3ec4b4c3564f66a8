"""Items listed for review: as lines for a terminal, or as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator

from edu.make.markup import words_of
from edu.model.question import Item


def item_json(item: Item) -> dict[str, object]:
    """An item with everything a reviewer needs, in plain words."""
    options = [
        {
            "text": words_of(option.text),
            "correct": option.correct,
            "ground": option.ground,
            "rationale": words_of(option.rationale),
            "facts": list(option.facts),
            **({"answer": words_of(option.answer)} if option.answer else {}),
        }
        for option in item.options
    ]
    return {
        "id": item.id,
        "type": item.kind.value,
        "stem": words_of(item.stem),
        "options": options,
        "answer": words_of(item.answer) or "; ".join(_right(item)),
        "facts": list(item.facts),
        "locators": list(item.locators),
        "marks": item.marks,
        "bloom": item.bloom,
        "skill": item.skill,
        "section": item.section,
        "origin": item.origin,
    }


def _right(item: Item) -> Iterator[str]:
    """The right options, or what goes with each."""
    for option in item.options:
        if option.answer:
            yield f"{words_of(option.text)}: {words_of(option.answer)}"
        elif option.correct:
            yield words_of(option.text)


def item_lines(item: Item) -> Iterator[str]:
    """An item as lines: its stem, then each option with what is right and why."""
    yield f"{item.id}  [{item.kind.value}, {item.marks}, {item.skill}, {item.bloom}]"
    yield f"  {words_of(item.stem)}"
    if item.passage:
        yield f"  {item.passage}"
    for option in item.options:
        sign = f"({words_of(option.answer)})" if option.answer else "+" if option.correct else "-"
        yield f"  {sign} {words_of(option.text)} | {words_of(option.rationale)}"
    if item.answer:
        yield f"  = {words_of(item.answer)}"
    for row in item.rubric:
        yield f"  {row.points}: {words_of(row.earns)}"
    if item.locators:
        yield f"  {'; '.join(item.locators)}"
