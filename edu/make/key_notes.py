"""The questions of a key explained: each with its answer, the reasons and its place in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.make.key_grid import GRID_VERSIONS, TABLES, TICKED, letter
from edu.make.markup import inline, words_of
from edu.make.spans import handout_lines
from edu.make.words import Inline, Words
from edu.model.document import Block, Column, KeyNote, Paragraph, Row, Run, Table, Text, line, plain
from edu.model.question import Item, Kind, Option
from edu.model.quiz import Quiz

MANY = 26
"""More versions than this have the grids of all but the first few at the end, and notes that tell of no version."""

_WIDTH = 166.0
_NARROWEST = 34.0
"""Millimetres that a column of words has at least."""
_LETTER_WIDTH, _WIDEST = 2.5, 60.0
"""Millimetres that a letter of the longest word adds to that, and how far."""
_LETTER, _LAST_LETTER = 6.0, 10.0
"""Widths in millimetres of columns with the letter an answer has in a version; the last keeps its reasons away."""
_ANSWER, _LONG_ANSWER, _MUCH = 46.0, 69.0, 60
"""Millimetres for answers beside their letters; for answers of which one has more signs than `_MUCH`."""

_LED = (*TICKED, *TABLES)
"""Kinds whose stem ends in a directive to the pupil, which the key leaves out."""


def note(quiz: Quiz, index: int, place: int, words: Words) -> KeyNote:
    """A question explained: `place` is its number in the first version."""
    item = quiz.items[index]
    stem_name = f"key.stems.{item.kind.value}"
    stem = words.say(stem_name) if stem_name in words.wording.phrases else item.stem
    return KeyNote(
        label=str(place),
        stem=_asked(inline(stem), item.kind),
        marks=words_of(words.say("key.mark", marks=item.marks)),
        source=inline(" ".join(_sources(quiz, item, index, words))),
        blocks=(*_printed(item, words), *_reasons(quiz, item, index, words)),
        continued=words_of(words.say("key.continued", number=place)),
    )


def _printed(item: Item, words: Words) -> Iterator[Block]:
    """The statements that stand in a box over the question, since its answer speaks of them."""
    if item.extracts:
        yield Paragraph(inline(words.say("key.box", statements=Inline(" ".join(item.extracts)))))


def _asked(stem: Text, kind: Kind) -> Text:
    """A stem in bold; of what is ticked without the directive, which is bold in the stem, and what follows it."""
    runs = [run for run in stem if isinstance(run, Run)]
    if kind is Kind.SORTING:
        runs = runs[:1]
    if kind in _LED and len(runs) > 1 and runs[-1].bold:
        runs.pop()
    return tuple(Run(run.text.rstrip() if run is runs[-1] else run.text, True) for run in runs)


def _sources(quiz: Quiz, item: Item, index: int, words: Words) -> Iterator[str]:
    """Where it stands in the article and the handout, notes on its dates, and its number in each version."""
    if item.family == "essay":  # its model answer shows a few statements; others are as good
        yield words.say("key.source_whole")
    elif item.locators:
        yield words.say("key.source", places="; ".join(item.locators))
    lines = "" if item.family == "essay" else handout_lines(words, item.facts, quiz.lines)
    if lines:
        yield lines
    yield from dict.fromkeys(note for fact in item.facts for note in quiz.notes.get(fact, ()))
    if 1 < len(quiz.versions) <= MANY:
        numbers = {version.letter: version.order.index(index) + 1 for version in quiz.versions}
        if len(set(numbers.values())) == 1:
            told_numbers = [words.say("key.same_number", number=numbers[quiz.versions[0].letter])]
        else:
            told_numbers = [words.say("key.number", number=n, letter=each) for each, n in numbers.items()]
        yield words.say("key.numbers", numbers=Inline(", ".join(told_numbers)))


def _reasons(quiz: Quiz, item: Item, index: int, words: Words) -> Iterator[Block]:
    if item.kind in TABLES:
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
    shown = quiz.versions if len(quiz.versions) <= GRID_VERSIONS else ()
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
    shown = quiz.versions if len(quiz.versions) <= GRID_VERSIONS else ()
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


def _sentence(words: str) -> str:
    """An answer with a full stop, which a number with its unit does not have on the chart's line."""
    return words if words.endswith((".", "!", "?", ")", "”")) else f"{words}."


def _written(item: Item, words: Words) -> Iterator[Block]:
    if item.answer:
        yield Paragraph(inline(words.say("key.model_answer", answer=_sentence(words_of(item.answer)))))
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
