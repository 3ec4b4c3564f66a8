"""Prints copies of a form: made some dozens at a time, here or elsewhere, and written to the file as they come."""

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

Ready = tuple[int, Sequence[Work]]
"""The number of the first copy of a chunk, and what its copies are made from."""


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
    group: int
    document: int
    outline: int
    copies: int

    def base(self, index: int) -> int:
        """The number of a copy's first object."""
        return self.first + index * self.stride

    def placing(self, index: int) -> Placing:
        """Where a copy stands among the objects of the file."""
        return Placing(
            base=self.base(index),
            group=self.group + index // CHUNK,
            document=self.document,
            outline=self.outline,
            before=self.base(index - 1) + BOOKMARK if index else 0,
            after=self.base(index + 1) + BOOKMARK if index + 1 < self.copies else 0,
        )


def make_chunk(press: Press, start: int, works: Sequence[Work]) -> Chunk:
    """Makes copies, the first of them that of number `start`."""
    data: list[bytes] = []
    places = array("q")
    length = 0
    for index, work in enumerate(works, start):
        made, (stream, first, footers, count) = press.forms[work.form].printed(work, press.placing(index))
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
    return [make_chunk(press, start, works) for start, works in batch]


def _made(press: Press, ready: Iterable[Ready], executor: Executor | None) -> Iterator[tuple[int, Chunk]]:
    """Chunks in their order, made here or by an executor, to which a few batches are handed ahead."""
    if executor is None:
        for start, works in ready:
            yield start, make_chunk(press, start, works)
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
            yield from zip((start for start, _ in sent), _received(press, sent, future), strict=True)
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
    return [make_chunk(press, start, works) for start, works in batch]


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


def _cast(copies: Copies, book: Book, sheets: Mapping[str, StyleSheet]) -> dict[str, _Cast] | None:
    """The form in each layout that copies have; None when one of them cannot be made from a form."""
    captured = {variant: capture(copies.form, book.canvas, sheets[variant]) for variant in copies.variants}
    found: dict[str, _Cast] = {}
    for variant, made in captured.items():
        if made is None:
            return None
        first = book.file.reserve(len(made.fragments))
        form = cast(made, book.canvas.tagged, first)
        found[variant] = _Cast(form, made.fragments, first, Fields(made, form, book.canvas))
    return found


def print_copies(
    copies: Copies,
    book: Book,
    sheets: Mapping[str, StyleSheet],
    report: Report | None = None,
    executor: Executor | None = None,
) -> list[int] | None:
    """Prints copies; hands back how many pages each takes, or None when they must be drawn one by one.

    Args:
        copies: what to print.
        book: the file's pages and elements.
        sheets: the style sheet of each layout that copies have.
        report: told how far it is.
        executor: where copies are made; here without one.

    Raises:
        ValueError: when the form does not fit.
    """
    file, canvas = book.file, book.canvas
    casts = _cast(copies, book, sheets)
    if casts is None:
        return None
    forms = [each.form for each in casts.values()]
    which = {variant: number for number, variant in enumerate(casts)}
    count = len(copies)
    groups = -(-count // CHUNK)
    group, leaves = file.reserve(groups), file.reserve(groups)
    unit = max(form.unit for form in forms)
    stride = -(-max(form.objects for form in forms) // unit) * unit
    file.reserve(-(file.last + 1) % unit)
    press = Press(forms, file.reserve(count * stride), stride, group, book.document, book.outlines, count)

    def works(start: int) -> list[Work]:
        some = (copies.copies[index] for index in range(start, min(start + CHUNK, count)))
        return [casts[copy.variant].fields.work(which[copy.variant], copy) for copy in some]

    places = array("q")
    total = 0
    ready = ((start, works(start)) for start in range(0, count, CHUNK))
    for start, chunk in _made(press, ready, executor):
        begins = file.length
        file.raw(chunk.data)
        pages: list[int] = []
        for index in range(0, len(chunk.places), _PLACES):
            stream, first, footers, number_of_pages, form = chunk.places[index : index + _PLACES]
            places.extend(
                (begins + stream, begins + first if first >= 0 else -1, begins + footers, number_of_pages, form)
            )
            base = press.base(start + index // _PLACES)
            pages += range(base + PAGES, base + PAGES + number_of_pages)
        total += len(pages)
        book.add_group(group + start // CHUNK, pages)
        if canvas.tagged:
            bases = [press.base(start + index) for index in range(len(chunk.places) // _PLACES)]
            kids = references(base + LEAF for base in bases)
            leaf = leaves + start // CHUNK
            file.put(leaf, f"<</Limits[{pages[0]} {pages[-1]}]/Kids[{kids}]>>".encode("latin-1"))
            book.add_leaf(leaf, pages[0], pages[-1])
        if report:
            report(len(places) // _PLACES, total)
    for each in casts.values():
        for index, content in enumerate(each.fragments):
            file.stream(each.first_fragment + index, content)
    bookmarks = range(press.first + BOOKMARK, press.first + BOOKMARK + count * stride, stride)
    with_bookmarks = count > 0 and bool(copies.copies[0].bookmark)
    sections = range(press.first + SECTION, press.first + SECTION + count * stride, stride)
    book.add_copies(sections, bookmarks if with_bookmarks else None)

    def rows() -> Iterator[bytes]:
        for index in range(count):
            stream, first, footers, number_of_pages, form = places[_PLACES * index : _PLACES * (index + 1)]
            yield forms[form].rows(press.base(index), (stream, first, footers, number_of_pages), stride)

    file.block(Block(press.first, count * stride, rows))
    return list(places[3::_PLACES])
