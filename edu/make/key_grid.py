"""The key's grids: the answer to each question in every version, and how to mark what needs saying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edu.make.markup import words_of
from edu.make.words import Words
from edu.model.copies import Copies, Copy, MadeCopies
from edu.model.document import GridRow, KeyGrid, PageBreak, Section, TeacherTitle
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version

GRID_VERSIONS = 4
"""Versions that one grid holds."""
TICKED = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART)
"""Kinds whose options are ticked, if they have any."""
TABLES = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING)
"""Kinds with statements in a table, each under one of its heads."""
_LEAD = "key.marking"
_KEPT = 4096
"""Answers in orders that many versions share, which are kept ready."""


def letter(place: int) -> str:
    """The letter of an option or response, counted from 0."""
    return chr(65 + place)


def answer(item: Item, index: int, version: Version, written: str) -> str:
    """The answer to an item as it is marked in one version; `written` for what has no short answer."""
    order = version.options[index]
    match item.kind:
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            letters = {head: words_of(head)[:1].upper() for head in item.answers}
            return " ".join(letters[item.options[i].answer] for i in order)
        case Kind.MATCHING:
            responses = [item.answers[i] for i in version.answers[index]]
            return " ".join(letter(responses.index(item.options[i].answer)) for i in order)
        case Kind.ORDERING:
            return " ".join(item.options[i].answer for i in order)
        case Kind.CLOZE:
            return words_of(item.answer)
        case _ if item.options:
            return " ".join(letter(place) for place, i in enumerate(order) if item.options[i].correct)
        case Kind.CHART:
            return words_of(item.answer)
        case _:
            return written


def initials(heads: Sequence[str]) -> str:
    """What the letters stand for that the grid has in the place of heads: "T true, F false"."""
    return ", ".join(f"{words_of(head)[:1].upper()} {words_of(head).lower()}" for head in heads)


def grid(quiz: Quiz, words: Words, noted: Sequence[int] = ()) -> tuple[GridRow, ...]:
    """The grid's rows: for each printed number the answer in every version, or one answer if it is the same in all.

    A written answer is told by the number of its note. Notes stand in the order of the first version, or of `noted`.
    """
    notes = _note_numbers(noted or quiz.versions[0].order)
    runs = Counter((item.kind, item.marks) for item in quiz.items)
    rows = []
    for place in range(len(quiz.items)):
        first = quiz.items[quiz.versions[0].order[place]]
        stays = runs[first.kind, first.marks] == 1  # no version can have another question here
        free = not first.options or first.kind is Kind.CLOZE
        merged = quiz.versions[:1] if stays and free else quiz.versions
        answers = (
            answer(quiz.items[i], i, version, _see_note(notes[i], words, len(merged) == 1))
            for version in merged
            for i in (version.order[place],)
        )
        rows.append(GridRow(place + 1, tuple(answers), first.marks))
    return tuple(rows)


def _note_numbers(order: Sequence[int]) -> dict[int, int]:
    """The number of each item's note, by the item's index."""
    return {index: place for place, index in enumerate(order, 1)}


def _see_note(number: int, words: Words, room: bool) -> str:
    """Where a written answer is explained; in more words where there is room."""
    return words_of(words.say("key.written" if room else "key.written_here", number=number))


def grids(quiz: Quiz, words: Words, noted: Sequence[int] = ()) -> Iterator[KeyGrid | PageBreak]:
    """One grid for up to four versions, each further four on a page of their own; `noted` as for `grid`."""
    rows = grid(quiz, words, noted)
    for start in range(0, len(quiz.versions), GRID_VERSIONS):
        if start:
            yield PageBreak()
        some = slice(start, start + GRID_VERSIONS)
        yield KeyGrid(
            question_label=words_of(words.say("key.question")),
            marks_label=words_of(words.say("key.marks")),
            total_label=words_of(words.say("key.total")),
            versions=tuple(version.letter for version in quiz.versions[some]),
            rows=tuple(
                GridRow(row.number, row.answers if len(row.answers) == 1 else row.answers[some], row.marks)
                for row in rows
            ),
            notes=_scoring(quiz),
            notes_lead=words_of(words.say(_LEAD)) if words.has(_LEAD) else "",  # records of older keys have none
        )


def _scoring(quiz: Quiz) -> tuple[tuple[str, str], ...]:
    """Rules of marking with the numbers they are for; a run of one kind and one mark has one rule in all versions.

    What the grid has letters of heads for is told with them, where the rule does not tell it.
    """
    numbers: dict[str, list[str]] = {}
    for place, index in enumerate(quiz.versions[0].order, 1):
        item = quiz.items[index]
        scoring = words_of(item.scoring)
        if item.kind in TABLES:
            heads = initials(item.answers)
            scoring = scoring if scoring.startswith(heads) else f"{heads}; {scoring}"
        if scoring:
            numbers.setdefault(scoring, []).append(str(place))
    return tuple((", ".join(places), rule) for rule, places in numbers.items())


def further_grids(quiz: Quiz, section: Section, words: Words) -> Iterator[Copies]:
    """The grids of all versions but the first few: copies of one page, and the last few on a page of their own."""
    rest = quiz.versions[GRID_VERSIONS:]
    whole = len(rest) - len(rest) % GRID_VERSIONS
    title = tuple(block for block in section.blocks if isinstance(block, TeacherTitle))
    for versions in (rest[:whole], rest[whole:]):
        some = replace(quiz, versions=versions[:GRID_VERSIONS])
        if versions:
            (first,) = (block for block in grids(some, words, quiz.versions[0].order) if isinstance(block, KeyGrid))
            form = replace(section, blocks=(*title, first), origins=(), page_words="")
            notes = _note_numbers(quiz.versions[0].order)
            yield Copies(form, _grid_copies(replace(quiz, versions=versions), words, section.footer, first, notes))


def _grid_copies(quiz: Quiz, words: Words, footer: str, form: KeyGrid, notes: Mapping[int, int]) -> Sequence[Copy]:
    """Pages with the grids of four versions each (or fewer, if there are fewer); a row that spans them stays."""
    written = {index: _see_note(number, words, False) for index, number in notes.items()}
    starts = range(0, len(quiz.versions), GRID_VERSIONS)
    known: dict[tuple[int, Sequence[int], Sequence[int]], str] = {}

    def told(version: Version, item: int) -> str:
        orders = item, version.options[item], version.answers[item]
        found = known.get(orders)
        if found is None:
            found = answer(quiz.items[item], item, version, written[item])
            if len(known) < _KEPT:
                known[orders] = found
        return found

    def made(place: int) -> Copy:
        fields: dict[str, str] = {}
        start = starts[place]
        for column, version in enumerate(quiz.versions[start : start + GRID_VERSIONS]):
            fields[f"version {column}"] = version.letter
            for row, item in enumerate(version.order):
                if len(form.rows[row].answers) > 1:
                    fields[f"answer {row} {column}"] = told(version, item)
        return Copy(footer, fields=fields)

    return MadeCopies(len(starts), made)
