"""The floor: what putting versions together costs at least, with all that edu draws captured beforehand.

Three programs, and nothing of edu runs in any. `WHOLE` draws the orders of a version, joins the bytes of each page,
compresses and writes them: what a program does at least whose pages hold their own content. `KEYED` does so for the
pages of the key's grids too, four versions on each, and writes the orders of each version as a line of the record.
`SHARED` joins references to fragments that are written once, and compresses and writes those: what the way edu shares
does at least.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from zlib import compress

from benchmarks.peers import own
from benchmarks.peers.peer import Peer

_CAPTURED = "captured.pickle"
_FILES = ("quiz.bin", "key.bin", "record.json")
_LETTER = "WWWW"
_LEVEL = 1
"""How hard bytes are compressed: as by edu."""

Choice = Sequence[Sequence[bytes]]
"""For each row the bytes of each option in it."""


@dataclass(frozen=True)
class Part:
    """What stands on a page together: its height and space, its bytes, with options by row, and those of its number."""

    height: float
    space: float
    content: Sequence[bytes | Choice]
    numbers: Sequence[bytes]
    fixed: bool


@dataclass(frozen=True)
class Captured:
    """A quiz as edu draws it untagged.

    Attributes:
        height: height of a page.
        top: what stands above the questions.
        questions: the questions.
        begin: what a page begins with.
        end: what it ends with.
        move: what moves on to the next question.
        shared: the fragments that the bytes refer to; empty when they are the content itself.
    """

    height: float
    top: Sequence[Part]
    questions: Sequence[Part]
    begin: bytes
    end: bytes
    move: bytes
    shared: Sequence[bytes] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Grid:
    """A page of the key: what stands there for all versions, and what is put on it for each.

    Attributes:
        fixed: what stands there.
        letters: for each column its version's letter, with a gap for it.
        answers: for each row, column and right option its letter.
        right: for each question its right option.
    """

    fixed: bytes
    letters: Sequence[bytes]
    answers: Sequence[Sequence[Sequence[bytes]]]
    right: Sequence[int]


# Before ------------------------------------------------------------------------------------------------------


def prepared(folder: Path, versions: int, questions: int, shared: bool, keyed: bool) -> None:
    """Captures what edu draws, and leaves it in the folder."""
    captured = _captured(folder, questions, shared)
    if keyed:
        captured = replace(captured, grid=_grid(folder, questions))
    (folder / _CAPTURED).write_bytes(pickle.dumps(captured))


def _captured(folder: Path, questions: int, shared: bool) -> Captured:
    from edu import lesson as road  # noqa: PLC0415  # no part of what is measured
    from edu.model.copies import Copies  # noqa: PLC0415  # as above
    from edu.write.pdf.capture import Capture, Rows, capture  # noqa: PLC0415  # as above
    from edu.write.pdf.capture import Part as Piece  # noqa: PLC0415  # as above
    from edu.write.pdf.pen import Pen  # noqa: PLC0415  # as above
    from edu.write.pdf.tagging import TaggedCanvas  # noqa: PLC0415  # as above
    from edu.write.pdf.variants import style_sheet  # noqa: PLC0415  # as above

    lesson = road.load(own.battle_folder(folder / "paper", questions), blueprint=own.BLUEPRINT)
    quiz = road.make_quiz(lesson, own.SEED, questions, 1)
    (copies,) = road.quiz_paper(lesson, quiz).parts
    assert isinstance(copies, Copies)
    sheet = style_sheet("a4")
    canvas = TaggedCanvas("Floor", "en-GB", sheet.frame.page_width, sheet.frame.page_height, tagged=False)
    made: Capture | None = capture(copies.form, canvas, sheet)
    assert made
    made.footer.words(Pen(canvas), copies.copies[0].footer)
    footer = made.keep(canvas.take()[0])
    kept = made.fragments

    def of(index: int) -> bytes:
        return b"%d 0 R" % (index + 1) if shared else kept[index]

    def part(piece: Piece, fixed: bool) -> Part:
        content: list[bytes | Choice] = [
            [[of(index) for index in row] for row in each.fragments[-1]] if isinstance(each, Rows) else of(each)
            for each in piece.content
        ]
        numbers = [of(index) for index in piece.numbers.values()]
        return Part(piece.piece.height, piece.piece.before, content, numbers, fixed)

    pieces = [each for each in made.parts if isinstance(each, Piece)]
    asked = iter(quiz.items)
    parts = [(each.entry is not None, each) for each in pieces]
    return Captured(
        height=made.height,
        top=[part(each, True) for question, each in parts if not question],
        questions=[part(each, next(asked).keep_order) for question, each in parts if question],
        begin=of(made.opening),
        end=b" ".join([of(made.closing), of(made.counts[1, 4]), of(made.scores[4]), of(footer)]),
        move=of(made.gaps[made.sheet.question_gap]),
        shared=kept if shared else (),
    )


def _grid(folder: Path, questions: int) -> Grid:
    from edu import lesson as road  # noqa: PLC0415  # as above
    from edu.make.review.chance import key_of  # noqa: PLC0415  # as above
    from edu.write.pdf.capture import Part as Piece  # noqa: PLC0415  # as above
    from edu.write.pdf.capture import capture  # noqa: PLC0415  # as above
    from edu.write.pdf.casting import cast  # noqa: PLC0415  # as above
    from edu.write.pdf.printing import Fields  # noqa: PLC0415  # as above
    from edu.write.pdf.tagging import TaggedCanvas  # noqa: PLC0415  # as above
    from edu.write.pdf.variants import style_sheet  # noqa: PLC0415  # as above

    lesson = road.load(own.battle_folder(folder / "key", questions), blueprint=own.BLUEPRINT)
    quiz = road.make_quiz(lesson, own.SEED, questions, 30)
    copies = road.quiz_key(quiz, lesson.words).further[0]
    sheet = style_sheet("a4")
    canvas = TaggedCanvas("Floor", "en-GB", sheet.frame.page_width, sheet.frame.page_height, tagged=False)
    made = capture(copies.form, canvas, sheet)
    assert made
    fields = Fields(made, cast(made, False, 1), canvas)
    kept = [made.opening, *(each for part in made.parts if isinstance(part, Piece) for each in part.content)]
    return Grid(
        fixed=b"\n".join(made.fragments[each] for each in kept if isinstance(each, int)),
        letters=[fields.field(f"version {column}", _LETTER).replace(_LETTER.encode(), b"%b") for column in range(4)],
        answers=[
            [[fields.field(f"answer {row} {column}", letter) for letter in "ABCD"] for column in range(4)]
            for row in range(len(quiz.items))
        ],
        right=[key_of(item) for item in quiz.items],
    )


# What is measured --------------------------------------------------------------------------------------------


def printed(folder: Path, versions: int, questions: int, join: bytes) -> None:
    """Orders, joins, compresses, writes."""
    captured: Captured = pickle.loads((folder / _CAPTURED).read_bytes())
    grid = captured.grid
    with ExitStack() as files:
        out, key, record = (files.enter_context((folder / name).open("wb")) for name in _FILES)
        for fragment in captured.shared:
            out.write(compress(fragment))
        told: list[bytes] = []
        for number in range(versions):
            orders = _orders(captured, Random(f"{own.SEED}/{number}"))
            pages = (join.join(page) for page in _pages(captured, *orders))
            for packed in _packed(pages, bool(captured.shared)):
                out.write(packed)
            if grid is None:
                continue
            record.write(json.dumps((number, *orders)).encode() + b"\n")
            told += _told(grid, number, *orders)
            if number % 4 == 3 or number == versions - 1:
                key.write(compress(b"\n".join([grid.fixed, *told]), _LEVEL))
                told = []


def _told(grid: Grid, number: int, order: Sequence[int], options: Sequence[Sequence[int]]) -> Iterator[bytes]:
    """A column of the key."""
    column = number % 4
    yield grid.letters[column] % b"%d" % number
    for row, (index, places) in enumerate(zip(order, options, strict=True)):
        yield grid.answers[row][column][places.index(grid.right[index])]


def _packed(pages: Iterator[bytes], together: bool) -> Iterator[bytes]:
    """Pages compressed each by itself, or all of a version as one: as edu does with references."""
    if together:
        yield compress(b"\n".join(pages), _LEVEL)
    else:
        yield from (compress(page, _LEVEL) for page in pages)


def _orders(captured: Captured, rng: Random) -> tuple[list[int], list[Sequence[int]]]:
    """The order of the questions, and for each of them, as they stand, that of its options."""
    order = list(range(len(captured.questions)))
    rng.shuffle(order)
    options: list[Sequence[int]] = []
    for index in order:
        part = captured.questions[index]
        places = [*range(max(len(each) for each in part.content if not isinstance(each, bytes)))]
        if not part.fixed:
            rng.shuffle(places)
        options.append(places)
    return order, options


def _pages(captured: Captured, order: Sequence[int], options: Sequence[Sequence[int]]) -> Iterator[list[bytes]]:
    page, used = [captured.begin], 0.0
    for part in captured.top:
        page += [each for each in part.content if isinstance(each, bytes)]
        used += part.height + part.space
    for number, (index, places) in enumerate(zip(order, options, strict=True)):
        part = captured.questions[index]
        if used + part.height > captured.height:
            yield [*page, captured.end]
            page, used = [captured.begin], 0.0
        page.append(captured.move)
        page.append(part.numbers[number])
        for each in part.content:
            if isinstance(each, bytes):
                page.append(each)
            else:
                page += [row[place] for row, place in zip(each, places, strict=True)]
        used += part.height + part.space
    yield [*page, captured.end]


def _floor(name: str, join: bytes, shared: bool = False, keyed: bool = False) -> Peer:
    prepare: Callable[[Path, int, int], None] = partial(prepared, shared=shared, keyed=keyed)
    return Peer(name, lambda: "no program", partial(printed, join=join), prepare)


WHOLE = _floor("floor", b"\n")
KEYED = _floor("floor with key and record", b"\n", keyed=True)
SHARED = _floor("floor of sharing", b" ", shared=True)
