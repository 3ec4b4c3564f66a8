"""Items and answers listed: as lines for a terminal, or as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make.confusions import confusion
from edu.make.key_grid import grid
from edu.make.markup import words_of
from edu.make.words import Words
from edu.model.change import Change
from edu.model.document import GridRow
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz


def item_json(item: Item, change: Change | None = None) -> dict[str, object]:
    """An item with everything a reviewer needs, in plain words, and what a teacher has changed about it."""
    options = [
        {
            "text": words_of(option.text),
            "correct": option.correct,
            "ground": option.ground,
            "rationale": words_of(option.rationale),
            "facts": list(option.facts),
            **({"confusion": named.value} if (named := confusion(item, option)) else {}),
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
        "pin": change.pin if change else None,
        "reworded": bool(change and change.reword),
    }


def _changed(change: Change | None) -> str:
    """What a teacher has changed about an item, to stand behind its head."""
    if change is None:
        return ""
    pinned = f"  pinned to seed {change.pin}" if change.pin is not None else ""
    return f"{pinned}{'  reworded' if change.reword else ''}"


def _right(item: Item) -> Iterator[str]:
    """The right options, or what goes with each."""
    for option in item.options:
        if option.answer:
            yield f"{words_of(option.text)}: {words_of(option.answer)}"
        elif option.correct:
            yield words_of(option.text)


def item_lines(item: Item, change: Change | None = None) -> Iterator[str]:
    """An item as lines: its head with what a teacher has changed, its stem, each option with what is right and why."""
    yield f"{item.id}  [{item.kind.value}, {item.marks}, {item.skill}, {item.bloom}]{_changed(change)}"
    yield f"  {words_of(item.stem)}"
    if item.passage:
        yield f"  {item.passage}"
    for extract in item.extracts:
        yield f"  > {words_of(extract)}"
    for option in item.options:
        sign = f"({words_of(option.answer)})" if option.answer else "+" if option.correct else "-"
        yield f"  {sign} {words_of(option.text)} | {words_of(option.rationale)}"
    if item.kind is Kind.MATCHING:
        used = {option.answer for option in item.options}
        yield from (f"  left over: {words_of(answer)}" for answer in item.answers if answer not in used)
    if item.answer:
        yield f"  = {words_of(item.answer)}"
    for row in item.rubric:
        yield f"  {row.points}: {words_of(row.earns)}"
    if item.locators:
        yield f"  {'; '.join(item.locators)}"


_LINE = 80
"""Signs in a line of a terminal."""


def grid_lines(made: Quiz, words: Words) -> Iterator[str]:
    """The key's grid of answers as lines, a column a version; as many versions side by side as a terminal shows."""
    rows = grid(made, words)
    told = [row for row in rows if len(row.answers) > 1]
    columns = [
        (version.letter, max(3, len(version.letter), *(len(row.answers[place]) for row in told), 0))
        for place, version in enumerate(made.versions)
    ]
    yield f"{made.title}, code {made.code}, {made.marks} marks"
    start = 0
    while start < len(columns):
        end = start + 1
        while end < len(columns) and _around(columns[start : end + 1]) <= _LINE:
            end += 1
        yield ""
        yield from _side_by_side(rows, columns, slice(start, end))
        start = end


_NUMBER, _GAP, _MARKS = 5, 2, 7


def _around(columns: Sequence[tuple[str, int]]) -> int:
    """Signs in a line of such columns with number and marks."""
    return _NUMBER + sum(width + _GAP for _, width in columns) - _GAP + _MARKS


def _side_by_side(rows: Sequence[GridRow], columns: Sequence[tuple[str, int]], some: slice) -> Iterator[str]:
    """Some versions' columns of a grid, the numbers of the questions at their left and the marks at their right."""
    letters, widths = zip(*columns[some], strict=True)
    shared = [len(row.answers[0]) for row in rows if _for_all(row)]
    whole = max(_around(columns[some]) - _NUMBER - _MARKS, *shared, 0)
    yield f"     {_spaced(letters, widths).ljust(whole)}  marks"
    for row in rows:
        cells = row.answers[0] if _for_all(row) else _spaced(row.answers[some], widths)
        yield f"{row.number:>3}  {cells.ljust(whole)}  {row.marks:>5}".rstrip()


def _for_all(row: GridRow) -> bool:
    """Whether a row has one answer for all versions."""
    return len(row.answers) == 1


def _spaced(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
