"""The key: a grid of all versions, then each question once with its answer, the reasons and its place in the source.

It is made from the quiz alone, as recorded; the question bank is not asked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edu.make.directives import Directive, parts, read_blocks, teacher_title
from edu.make.markup import inline, words_of
from edu.make.templates import filled, page_template
from edu.make.words import Inline, Words
from edu.model.copies import Copies, Copy, MadeCopies
from edu.model.document import (
    Block,
    Column,
    Document,
    GridRow,
    KeyGrid,
    KeyNote,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    TeacherTitle,
    Text,
    line,
    plain,
)
from edu.model.question import Item, Kind, Option
from edu.model.quiz import Quiz, Version

TEMPLATE = "key.md"

_WIDTH = 166.0
_NARROWEST = 34.0
"""Millimetres that a column of words has at least."""
_LETTER_WIDTH, _WIDEST = 2.5, 60.0
"""Millimetres that a letter of the longest word adds to that, and how far."""
_LETTER, _LAST_LETTER = 6.0, 10.0
"""Widths in millimetres of columns with the letter an answer has in a version; the last keeps its reasons away."""
_ANSWER, _LONG_ANSWER, _MUCH = 46.0, 69.0, 60
"""Millimetres for answers beside their letters; for answers of which one has more signs than `_MUCH`."""
_GRID_VERSIONS = 4
_KEPT = 4096
"""Answers in orders that many versions share, which are kept ready."""
_MANY = 26
"""More versions than this have the grids of all but the first few at the end, and notes that tell of no version."""

_TABLES = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING)
TICKED = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART)
"""Kinds whose options are ticked, if they have any."""


def letter(place: int) -> str:
    """The letter of an option or response, counted from 0."""
    return chr(65 + place)


def answer(item: Item, index: int, version: Version, written: str) -> str:
    """The answer to an item as it is marked in one version; `written` for what has no short answer."""
    order = version.options[index]
    match item.kind:
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            initials = {head: words_of(head)[:1].upper() for head in item.answers}
            return " ".join(initials[item.options[i].answer] for i in order)
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


def key(quiz: Quiz, words: Words, paper: str = "a4") -> Document:
    """The key of a quiz, for all versions it holds."""

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"key.{name}", **values))

    few = replace(quiz, versions=quiz.versions[:_GRID_VERSIONS]) if len(quiz.versions) > _MANY else quiz
    first, last = quiz.versions[0].letter, quiz.versions[-1].letter
    values = {
        "name": quiz.title,
        "code": quiz.code,
        "many": len(quiz.versions) > 1,
        "first": first,
        "last": last,
        "marks": quiz.marks,
        "content_note": quiz.content_note,
        "tasks": len(quiz.tasks),
    }
    title = Directive(teacher_title, "title Answer key", holds=True)
    own = parts(
        ("grid", lambda: list(_grids(few, words))),
        ("answers", lambda: [_note(quiz, i, place, words) for place, i in enumerate(quiz.versions[0].order, 1)]),
        ("tasks", lambda: [_task(number, *task, words) for number, task in enumerate(quiz.tasks, 1)]),
    )
    read = read_blocks(filled(page_template(words, TEMPLATE), values), {**own, "title": title})
    section = Section(
        read.blocks,
        footer=say("footer", code=quiz.code),
        page_words=words.say("key.page"),
        band=say("band"),
        origins=read.origins,
    )
    further = tuple(_further(quiz, section, words)) if few is not quiz else ()
    return Document(say("document", name=quiz.title, code=quiz.code), (section,), paper=paper, further=further)


def _further(quiz: Quiz, section: Section, words: Words) -> Iterator[Copies]:
    """The grids of all versions but the first few: copies of one page, and the last few on a page of their own."""
    rest = quiz.versions[_GRID_VERSIONS:]
    whole = len(rest) - len(rest) % _GRID_VERSIONS
    title = tuple(block for block in section.blocks if isinstance(block, TeacherTitle))
    for versions in (rest[:whole], rest[whole:]):
        some = replace(quiz, versions=versions[:_GRID_VERSIONS])
        if versions:
            (first,) = (block for block in _grids(some, words, quiz.versions[0].order) if isinstance(block, KeyGrid))
            form = replace(section, blocks=(*title, first), origins=(), page_words="")
            notes = _note_numbers(quiz.versions[0].order)
            yield Copies(form, _grid_copies(replace(quiz, versions=versions), words, section.footer, first, notes))


def _grid_copies(quiz: Quiz, words: Words, footer: str, form: KeyGrid, notes: Mapping[int, int]) -> Sequence[Copy]:
    """Pages with the grids of four versions each (or fewer, if there are fewer); a row that spans them stays."""
    written = {index: _see_note(number, words, False) for index, number in notes.items()}
    starts = range(0, len(quiz.versions), _GRID_VERSIONS)
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
        for column, version in enumerate(quiz.versions[start : start + _GRID_VERSIONS]):
            fields[f"version {column}"] = version.letter
            for row, item in enumerate(version.order):
                if len(form.rows[row].answers) > 1:
                    fields[f"answer {row} {column}"] = told(version, item)
        return Copy(footer, fields=fields)

    return MadeCopies(len(starts), made)


def _task(number: int, text: str, answer_words: str, words: Words) -> KeyNote:
    """A task of the handout with its answer."""
    told = Paragraph(inline(words.say("key.model_answer", answer=answer_words)))
    stem = tuple(Run(run.text, True) for run in inline(text) if isinstance(run, Run))
    return KeyNote(label=str(number), stem=stem, marks="", source=(), blocks=(told,))


def _grids(quiz: Quiz, words: Words, noted: Sequence[int] = ()) -> Iterator[KeyGrid | PageBreak]:
    """One grid for up to four versions, each further four on a page of their own; `noted` as for `grid`."""
    rows = grid(quiz, words, noted)
    for start in range(0, len(quiz.versions), _GRID_VERSIONS):
        if start:
            yield PageBreak()
        some = slice(start, start + _GRID_VERSIONS)
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
        )


def _scoring(quiz: Quiz) -> tuple[tuple[str, str], ...]:
    """Rules of marking with the numbers they are for; a run of one kind and one mark has one rule in all versions."""
    numbers: dict[str, list[str]] = {}
    for place, index in enumerate(quiz.versions[0].order, 1):
        scoring = words_of(quiz.items[index].scoring)
        if scoring:
            numbers.setdefault(scoring, []).append(str(place))
    return tuple((", ".join(places), rule) for rule, places in numbers.items())


# Notes -------------------------------------------------------------------------------------------------------


def _note(quiz: Quiz, index: int, place: int, words: Words) -> KeyNote:
    item = quiz.items[index]
    stem_name = f"key.stems.{item.kind.value}"
    stem = words.say(stem_name) if stem_name in words.wording.phrases else item.stem
    return KeyNote(
        label=str(place),
        stem=_asked(inline(stem), item.kind),
        marks=words_of(words.say("key.mark", marks=item.marks)),
        source=inline(" ".join(_sources(quiz, item, index, words))),
        blocks=tuple(_captioned(list(_reasons(quiz, item, index, words)), item, words)),
        continued=words_of(words.say("key.continued", number=place)),
    )


def _asked(stem: Text, kind: Kind) -> Text:
    """A stem in bold; of a choice without the directive at its end, which is bold in the stem."""
    runs = [run for run in stem if isinstance(run, Run)]
    if kind in TICKED and len(runs) > 1 and runs[-1].bold:
        runs.pop()
    return tuple(Run(run.text.rstrip() if run is runs[-1] else run.text, True) for run in runs)


def _sources(quiz: Quiz, item: Item, index: int, words: Words) -> Iterator[str]:
    """Where it stands in the article and the handout, notes on its dates, and its number in each version."""
    if item.locators:
        yield words.say("key.source", places="; ".join(item.locators))
    told = sorted({quiz.lines[fact] for fact in item.facts if fact in quiz.lines})
    if told:
        spans = _merged(told)
        lines = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
        yield words.say(f"voice.locator.handout_{'one' if lines.isdigit() else 'many'}", lines=lines)
    yield from dict.fromkeys(note for fact in item.facts for note in quiz.notes.get(fact, ()))
    if 1 < len(quiz.versions) <= _MANY:
        numbers = {version.letter: version.order.index(index) + 1 for version in quiz.versions}
        if len(set(numbers.values())) == 1:
            told_numbers = [words.say("key.same_number", number=numbers[quiz.versions[0].letter])]
        else:
            told_numbers = [words.say("key.number", number=n, letter=each) for each, n in numbers.items()]
        yield words.say("key.numbers", numbers=Inline(", ".join(told_numbers)))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of lines joined where they touch."""
    joined: list[tuple[int, int]] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _reasons(quiz: Quiz, item: Item, index: int, words: Words) -> Iterator[Block]:
    if item.kind in _TABLES:
        yield _table(
            words,
            (("statement", 0), ("answer", 27.0), ("why", 0)),
            [_statement_row(option) for option in _as_printed(quiz, item, index)],
        )
    elif item.kind is Kind.MATCHING:
        yield _matching(quiz, item, index, words)
    elif item.kind is Kind.ORDERING:
        rows = [Row((line(option.answer), inline(option.text), inline(option.rationale))) for option in item.options]
        yield _table(words, (("place", 20.0), ("event", 0), ("why", 0)), rows)
    elif item.kind is Kind.CLOZE:
        rows = [
            Row((line(f"({i})"), line(option.answer, bold=True), inline(option.rationale)))
            for i, option in enumerate(item.options, 1)
        ]
        yield _table(words, (("gap", 16.0), ("word", 34.0), ("why", 116.0)), rows)
    elif item.options:
        yield _choices(quiz, item, index, words)
    else:
        yield from _written(item, words)


def _captioned(blocks: Sequence[Block], item: Item, words: Words) -> Sequence[Block]:
    """The blocks with how the question is marked below them: as the caption of a table, so that it stays with it."""
    if not item.scoring:
        return blocks
    scoring = inline(words.say("key.scoring", scoring=words_of(item.scoring)))
    *before, last = blocks
    if isinstance(last, Table):
        return (*before, replace(last, caption=scoring))
    return (*blocks, Paragraph(scoring, small=True))


def _table(words: Words, columns: Sequence[tuple[str, float]], rows: Sequence[Row]) -> Table:
    """A table of columns by name and width in millimetres; those of width 0 share the rest by how much they say."""
    head = tuple(inline(words.say(f"key.{name}")) for name, _ in columns)
    return Table(_shared([width for _, width in columns], rows), head, tuple(rows))


def _shared(widths: Sequence[float], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns of these widths in millimetres; those of width 0 share the rest by how much they say."""
    said = [[plain(row.cells[place] or ()) for row in rows] for place in range(len(widths))]
    least = [
        width or min(max(_NARROWEST, _LETTER_WIDTH * max(map(len, " ".join(words).split()), default=0) + 5), _WIDEST)
        for width, words in zip(widths, said, strict=True)
    ]
    free = [0 if width else sum(map(len, words)) for width, words in zip(widths, said, strict=True)]
    rest = (_WIDTH - sum(least)) / (sum(free) or 1)
    return tuple(Column(width + rest * share) for width, share in zip(least, free, strict=True))


def _as_printed(quiz: Quiz, item: Item, index: int) -> list[Option]:
    """Statements or premises as the first version has them, and so its column of the grid."""
    return [item.options[place] for place in quiz.versions[0].options[index]]


def _statement_row(option: Option) -> Row:
    return Row((inline(option.text), line(words_of(option.answer), bold=True), inline(option.rationale)))


def _choices(quiz: Quiz, item: Item, index: int, words: Words) -> Table:
    """Answers with their letter in each version and the reason; the right ones first, in bold on grey."""
    shown = quiz.versions if len(quiz.versions) <= _GRID_VERSIONS else ()
    head = (
        inline(words.say("key.answer")),
        *(line(version.letter) for version in shown),
        inline(words.say("key.why")),
    )
    rows = []
    for place in sorted(range(len(item.options)), key=lambda i: not item.options[i].correct):
        option = item.options[place]
        letters = (line(letter(version.options[index].index(place)), option.correct) for version in shown)
        text = tuple(Run(run.text, option.correct) for run in inline(option.text) if isinstance(run, Run))
        rows.append(Row((text, *letters, inline(option.rationale)), tinted=option.correct))
    return Table(_lettered(len(shown), rows), head, tuple(rows))


def _lettered(shown: int, rows: Sequence[Row]) -> tuple[Column, ...]:
    """Columns for answers, their letters in the versions that are shown, and reasons: the same in all such tables."""
    letters = (*[_LETTER] * (shown - 1), _LAST_LETTER) if shown else ()
    longest = max(len(plain(row.cells[0] or ())) for row in rows)
    first = _LONG_ANSWER if longest > _MUCH else _ANSWER
    return tuple(map(Column, (first, *letters, _WIDTH - first - sum(letters))))


def _matching(quiz: Quiz, item: Item, index: int, words: Words) -> Table:
    shown = quiz.versions if len(quiz.versions) <= _GRID_VERSIONS else ()
    head = (
        inline(words.say("key.premise")),
        *(line(version.letter) for version in shown),
        inline(words.say("key.response")),
    )
    rows = []
    for option in _as_printed(quiz, item, index):
        places = [[item.answers[i] for i in version.answers[index]].index(option.answer) for version in shown]
        rows.append(
            Row(
                (
                    inline(option.text),
                    *(line(letter(place), bold=True) for place in places),
                    inline(option.answer),
                )
            )
        )
    return Table(_lettered(len(shown), rows), head, tuple(rows))


def _written(item: Item, words: Words) -> Iterator[Block]:
    if item.answer:
        yield Paragraph(inline(words.say("key.model_answer", answer=words_of(item.answer))))
    if item.rubric:
        rows = [
            Row(
                (
                    line(str(row.points)),
                    inline(row.earns),
                    inline("; ".join(row.accept)),
                    inline("; ".join(row.reject)),
                )
            )
            for row in item.rubric
        ]
        columns = (("points", 16.0), ("earns", 0), ("accept", 0), ("reject", 0))
        said = [i for i in range(len(columns)) if any(plain(row.cells[i] or ()) for row in rows)]
        yield _table(words, [columns[i] for i in said], [Row(tuple(row.cells[i] for i in said)) for row in rows])
    if item.levels:
        level_rows = [Row((line(level.marks, bold=True), inline(level.says))) for level in item.levels]
        yield _table(words, (("level", 20.0), ("level_says", 146.0)), level_rows)
