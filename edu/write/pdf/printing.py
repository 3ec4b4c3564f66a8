"""Prints copies of a form: made some dozens at a time, here or elsewhere, and written to the file as they come.

A copy in a layout that cannot be made from a form is drawn by itself, in its place among the others: so its pages, and
theirs, are the same in a set and alone.
"""

from __future__ import annotations

import pickle
import re
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from edu.model.copies import Copies, Copy
from edu.model.document import Section
from edu.write.pdf.book import Book, references
from edu.write.pdf.capture import Capture, capture
from edu.write.pdf.casting import cast
from edu.write.pdf.file import Block
from edu.write.pdf.form import Form, Placing, Work
from edu.write.pdf.numbering import BOOKMARK, LEAF, PAGES, SECTION
from edu.write.pdf.pen import Pen, number
from edu.write.pdf.styles import StyleSheet
from edu.write.pdf.tagging import TaggedCanvas

CHUNK = 64
"""Copies that are made at a time, and that share a node of the page tree."""

_BATCH, _AHEAD = 8, 8
"""Chunks that are handed to an executor at a time, and how many such batches before the first is awaited."""

_KEPT = 1024
"""Filled-in fields that are kept ready for other copies."""

_ANY_LETTER = "WWWW"
"""Stands for a version's letter in footers that are drawn once for all versions: no letter takes more room."""

_LETTERS = re.compile(r"\b[A-Z]+\b")


_PLACES = 5
"""Numbers that are kept of a copy: where its objects are, how many pages it has, and which form it was made from."""
Report = Callable[[int, int], None]
"""Called now and then with how many copies are done, and how many pages they have."""

Ready = tuple[int, int, Sequence[Work]]
"""The number of the first copy of a chunk, that of the chunk's node of the page tree, and what its copies are made
from."""

Draw = Callable[[Section, StyleSheet], int]
"""Draws a copy by itself and adds it to the book; hands back how many pages it has."""


@dataclass(frozen=True)
class Chunk:
    """Copies made: their objects as they stand in the file, and where in it each copy's are.

    Attributes:
        data: the objects.
        places: five numbers a copy: four as `Form.printed` tells them, from the beginning of `data`, and its form.
    """

    data: bytes
    places: array[int]


@dataclass(frozen=True)
class Press:
    """What copies are made with, wherever that is done: forms, and how objects are numbered."""

    forms: Sequence[Form]
    first: int
    stride: int
    document: int
    outline: int
    copies: int

    def base(self, index: int) -> int:
        """The number of a copy's first object."""
        return self.first + index * self.stride

    def beside(self, index: int) -> tuple[int, int]:
        """The numbers of the entries in the outline before and after that of a copy; 0 for none."""
        return (
            self.base(index - 1) + BOOKMARK if index else 0,
            self.base(index + 1) + BOOKMARK if index + 1 < self.copies else 0,
        )

    def placing(self, index: int, group: int) -> Placing:
        """Where a copy of a group stands among the objects of the file."""
        before, after = self.beside(index)
        return Placing(
            base=self.base(index),
            group=group,
            document=self.document,
            outline=self.outline,
            before=before,
            after=after,
        )


def make_chunk(press: Press, start: int, group: int, works: Sequence[Work]) -> Chunk:
    """Makes copies of a group, the first of them that of number `start`."""
    data: list[bytes] = []
    places = array("q")
    length = 0
    for index, work in enumerate(works, start):
        made, (stream, first, footers, count) = press.forms[work.form].printed(work, press.placing(index, group))
        places.extend((length + stream, length + first if first >= 0 else -1, length + footers, count, work.form))
        data.append(made)
        length += len(made)
    return Chunk(b"".join(data), places)


@lru_cache(maxsize=2)
def _press(packed: bytes) -> Press:
    """A press that was sent here, unpacked once for all chunks that are made with it."""
    press: Press = pickle.loads(packed)
    return press


def make_chunks(packed: bytes, batch: Sequence[Ready]) -> list[Chunk]:
    """Makes chunks wherever an executor runs this."""
    press = _press(packed)
    return [make_chunk(press, *ready) for ready in batch]


def _made(press: Press, ready: Iterable[Ready], executor: Executor | None) -> Iterator[Chunk]:
    """Chunks in their order, made here or by an executor, to which a few batches are handed ahead."""
    if executor is None:
        for each in ready:
            yield make_chunk(press, *each)
        return
    packed = pickle.dumps(press)
    waiting: deque[tuple[list[Ready], Future[list[Chunk]] | None]] = deque()
    source = iter(ready)
    while True:
        batch = list(islice(source, _BATCH))
        if batch:
            waiting.append((batch, _sent(executor, packed, batch)))
        while waiting and (not batch or len(waiting) > _AHEAD):
            sent, future = waiting.popleft()
            yield from _received(press, sent, future)
        if not batch:
            return


def _sent(executor: Executor, packed: bytes, batch: list[Ready]) -> Future[list[Chunk]] | None:
    """A batch on its way; None when the executor takes no more."""
    try:
        return executor.submit(make_chunks, packed, batch)
    except RuntimeError:  # it is shut down, or its workers died
        return None


def _received(press: Press, batch: Sequence[Ready], future: Future[list[Chunk]] | None) -> list[Chunk]:
    """What an executor made of a batch; when it failed (a worker died, a machine is gone) the batch is made here."""
    if future is not None:
        with suppress(Exception):  # a fault of the batch itself is raised again below
            return future.result()
    return [make_chunk(press, *ready) for ready in batch]


class Fields:
    """Draws what sets one copy apart: the words it fills in, and those of its footers."""

    def __init__(self, made: Capture, form: Form, canvas: TaggedCanvas) -> None:
        self.made, self.form, self.canvas, self.pen = made, form, canvas, Pen(canvas)
        self.marks = sum(piece.marks for piece in form.questions)
        self.known: dict[tuple[str, str], bytes] = {}
        self.known_footers: dict[str, tuple[bytes, float, int]] = {}

    def work(self, which: int, copy: Copy) -> Work:
        """A copy ready to be made."""
        filled = b"\n".join([self.field(name, copy.fields.get(name, "")) for name in self.made.fields])
        footers, scored = self.footers(copy.footer, copy.fields.get("version", ""))
        return Work(which, copy.order, copy.options, copy.answers, filled, footers, scored, copy.bookmark)

    def footers(self, words: str, letter: str) -> tuple[bytes, bool]:
        """The words of footers, and whether the line for marks stands beside them.

        Footers that differ in a version's letter alone are drawn once, where the widest letter has room, and each
        letter is put in: it stands there as it is, since letters and digits have their own codes in every face.
        """
        footer = self.made.footer
        pattern = _LETTERS.sub(lambda found: _ANY_LETTER if found[0] == letter else found[0], words)
        known = self.known_footers.get(pattern)
        if known is None:
            drawn, width, count = self.drawn_footers(pattern), footer.width(pattern), pattern.count(_ANY_LETTER)
            whole = footer.fits(width) and drawn.count(_ANY_LETTER.encode()) == count
            known = drawn if whole else b"", width - count * footer.width(_ANY_LETTER), count
            if len(self.known_footers) < _KEPT:
                self.known_footers[pattern] = known
        drawn, width, count = known
        if not drawn or len(letter) > len(_ANY_LETTER):
            drawn = self.drawn_footers(words)
        width += count * footer.width(letter)
        return drawn.replace(_ANY_LETTER.encode(), letter.encode()), footer.scored(width, self.marks)

    def drawn_footers(self, words: str) -> bytes:
        """The words of footers, drawn."""
        return self.taken(lambda: self.made.footer.words(self.pen, words))

    def field(self, name: str, words: str) -> bytes:
        """A field with its words, put where it stands on the first page."""
        known = self.known.get((name, words))
        if known is None:
            held, top = self.made.fields[name]
            self.canvas.next_mark = held.mark
            drawn = self.taken(lambda: held.write(words))
            if self.form.tagged and self.canvas.next_mark == held.mark:  # no words: its element stays, and is empty
                drawn += b"\n/P <</MCID %d>> BDC EMC" % held.mark
            corner = f"{number(self.form.left)} {number(self.form.top - top)}".encode()
            known = b"q 1 0 0 1 %b cm\n%b\nQ" % (corner, drawn)
            if len(self.known) < _KEPT:
                self.known[name, words] = known
        return known

    def taken(self, draw: Callable[[], None]) -> bytes:
        """What a function draws."""
        page = self.canvas.page
        draw()
        content, _ = self.canvas.take()
        self.canvas.page = page
        return content


@dataclass(frozen=True)
class _Cast:
    """A form in one layout, ready for copies: as bytes, its fragments with the number of the first, and its fields."""

    form: Form
    fragments: Sequence[bytes]
    first_fragment: int
    fields: Fields


def _cast(copies: Copies, book: Book, sheets: Mapping[str, StyleSheet]) -> dict[str, _Cast]:
    """The form in each layout that copies have, but for those in which they cannot be made from one."""
    captured = {variant: capture(copies.form, book.canvas, sheets[variant]) for variant in copies.variants}
    found: dict[str, _Cast] = {}
    for variant, made in captured.items():
        if made:
            first = book.file.reserve(len(made.fragments))
            form = cast(made, book.canvas.tagged, first)
            found[variant] = _Cast(form, made.fragments, first, Fields(made, form, book.canvas))
    return found


def _runs(copies: Copies, casts: Mapping[str, _Cast]) -> Iterator[range]:
    """The places of copies that are made at a time; one that is drawn by itself has no other in its run."""
    start = 0
    for place in range(len(copies)) if len(casts) < len(copies.variants) else ():
        if copies.copies[place].variant not in casts:
            yield from _chunks(start, place)
            yield range(place, place + 1)
            start = place + 1
    yield from _chunks(start, len(copies))


def _chunks(start: int, end: int) -> Iterator[range]:
    return (range(first, min(first + CHUNK, end)) for first in range(start, end, CHUNK))


def print_copies(
    copies: Copies,
    book: Book,
    sheets: Mapping[str, StyleSheet],
    draw: Draw,
    report: Report | None = None,
    executor: Executor | None = None,
) -> list[int]:
    """Prints copies; hands back how many pages each takes.

    Args:
        copies: what to print.
        book: the file's pages and elements.
        sheets: the style sheet of each layout that copies have.
        draw: draws a copy that cannot be made from a form.
        report: told how far it is.
        executor: where copies are made; here without one.

    Raises:
        ValueError: when the form does not fit.
    """
    file, canvas = book.file, book.canvas
    casts = _cast(copies, book, sheets)
    forms = [each.form for each in casts.values()]
    which = {variant: number for number, variant in enumerate(casts)}
    count = len(copies)
    runs = list(_runs(copies, casts))
    group, leaves = file.reserve(len(runs)), file.reserve(len(runs))
    unit = max((form.unit for form in forms), default=1)
    stride = -(-max((form.objects for form in forms), default=BOOKMARK + 1) // unit) * unit
    file.reserve(-(file.last + 1) % unit)
    press = Press(forms, file.reserve(count * stride), stride, book.document, book.outlines, count)

    def from_form(run: range) -> bool:
        return len(casts) == len(copies.variants) or copies.copies[run[0]].variant in casts

    def works(run: range) -> list[Work]:
        some = (copies.copies[index] for index in run)
        return [casts[copy.variant].fields.work(which[copy.variant], copy) for copy in some]

    places = array("q")
    counts: list[int] = []
    total = 0
    made = _made(
        press, ((run[0], group + place, works(run)) for place, run in enumerate(runs) if from_form(run)), executor
    )
    for place, run in enumerate(runs):
        if not from_form(run):
            variant = copies.copies[run[0]].variant
            with book.entry(press.base(run[0]) + BOOKMARK, *press.beside(run[0])):
                counts.append(draw(copies[run[0]], sheets[variant]))
            total += counts[-1]
        else:
            chunk = next(made)
            begins = file.length
            file.raw(chunk.data)
            pages: list[int] = []
            first_place = len(places)
            for index, at in zip(run, range(0, len(chunk.places), _PLACES), strict=True):
                stream, first, footers, number_of_pages, form = chunk.places[at : at + _PLACES]
                places.extend(
                    (begins + stream, begins + first if first >= 0 else -1, begins + footers, number_of_pages, form)
                )
                counts.append(number_of_pages)
                base = press.base(index)
                pages += range(base + PAGES, base + PAGES + number_of_pages)
            total += len(pages)
            book.add_group(group + place, pages)
            book.add_sections(range(press.base(run[0]) + SECTION, press.base(run[-1]) + SECTION + 1, stride))
            if canvas.tagged:
                kids = references(press.base(index) + LEAF for index in run)
                leaf = leaves + place
                file.put(leaf, f"<</Limits[{pages[0]} {pages[-1]}]/Kids[{kids}]>>".encode("latin-1"))
                book.add_leaf(leaf, pages[0], pages[-1])
            file.block(Block(press.base(run[0]), len(run) * stride, _rows(press, run, places, first_place)))
        if report:
            report(len(counts), total)
    for each in casts.values():
        for index, content in enumerate(each.fragments):
            file.stream(each.first_fragment + index, content)
    if count and copies.copies[0].bookmark:
        bookmark = press.first + BOOKMARK
        book.add_outline(range(bookmark, bookmark + count * stride, stride))
    return counts


def _rows(press: Press, run: range, places: array[int], first: int) -> Callable[[], Iterator[bytes]]:
    """What makes the rows of the table of objects for the copies of a run, whose places begin at `first`."""

    def rows() -> Iterator[bytes]:
        for rank, index in enumerate(run):
            begin = first + _PLACES * rank
            stream, start, footers, pages, form = places[begin : begin + _PLACES]
            yield press.forms[form].rows(press.base(index), (stream, start, footers, pages), press.stride)

    return rows
