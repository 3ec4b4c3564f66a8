"""Prints copies of a form: made some dozens at a time, here or elsewhere, and written to the file as they come."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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

_KEPT = 4096
"""Filled-in fields that are kept ready for other copies."""


@dataclass(frozen=True)
class Chunk:
    """Copies made: their objects as they stand in the file, and where in it each copy's are.

    Attributes:
        data: the objects.
        places: four numbers a copy, as `Form.printed` tells them, from the beginning of `data`.
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
        places.extend((length + stream, length + first if first >= 0 else -1, length + footers, count))
        data.append(made)
        length += len(made)
    return Chunk(b"".join(data), places)


class _Fields:
    """Draws what sets one copy apart: the words it fills in, and those of its footers."""

    def __init__(self, made: Capture, form: Form, canvas: TaggedCanvas) -> None:
        self.made, self.form, self.canvas, self.pen = made, form, canvas, Pen(canvas)
        self.marks = sum(piece.marks for piece in form.questions)
        self.known: dict[tuple[str, str], bytes] = {}

    def work(self, which: int, copy: Copy) -> Work:
        """A copy ready to be made."""
        filled = b"\n".join([self.field(name, copy.fields.get(name, "")) for name in self.made.fields])
        footers = self.taken(lambda: self.made.footer.words(self.pen, copy.footer))
        scored = self.made.footer.scored(copy.footer, self.marks)
        return Work(which, copy.order, copy.options, copy.answers, filled, footers, scored, copy.bookmark)

    def field(self, name: str, words: str) -> bytes:
        """A field with its words, put where it stands on the first page."""
        known = self.known.get((name, words))
        if known is None:
            held, top = self.made.fields[name]
            self.canvas.next_mark = held.mark
            drawn = self.taken(lambda: held.write(words))
            if self.form.tagged and self.canvas.next_mark == held.mark:  # no words: its element stays, and is empty
                drawn = b"/P <</MCID %d>> BDC EMC" % held.mark
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


def print_copies(
    copies: Copies, book: Book, sheet: StyleSheet, report: Callable[[int], None] | None = None
) -> list[int] | None:
    """Prints copies; hands back how many pages each takes, or None when they must be drawn one by one.

    Args:
        copies: what to print.
        book: the file's pages and elements.
        sheet: the style sheet.
        report: called now and then with how many copies are done.

    Raises:
        ValueError: when the form does not fit.
    """
    file, canvas = book.file, book.canvas
    made = capture(copies.form, canvas, sheet)
    if made is None:
        return None
    first_fragment = file.reserve(len(made.fragments))
    form = cast(made, canvas.tagged, first_fragment)
    fields = _Fields(made, form, canvas)
    count = len(copies)
    groups = -(-count // CHUNK)
    group, leaves = file.reserve(groups), file.reserve(groups)
    stride = -(-form.objects // form.unit) * form.unit
    file.reserve(-(file.last + 1) % form.unit)
    press = Press([form], file.reserve(count * stride), stride, group, book.document, book.outlines, count)
    works = (
        (start, [fields.work(0, copies.copies[index]) for index in range(start, min(start + CHUNK, count))])
        for start in range(0, count, CHUNK)
    )
    places = array("q")
    for start, chunk in ((start, make_chunk(press, start, each)) for start, each in works):
        begins = file.length
        file.raw(chunk.data)
        pages: list[int] = []
        for index in range(0, len(chunk.places), 4):
            stream, first, footers, number_of_pages = chunk.places[index : index + 4]
            places.extend((begins + stream, begins + first if first >= 0 else -1, begins + footers, number_of_pages))
            base = press.base(start + index // 4)
            pages += range(base + PAGES, base + PAGES + number_of_pages)
        book.add_group(group + start // CHUNK, pages)
        if canvas.tagged:
            bases = [press.base(start + index) for index in range(len(chunk.places) // 4)]
            kids = references(base + LEAF for base in bases)
            leaf = leaves + start // CHUNK
            file.put(leaf, f"<</Limits[{pages[0]} {pages[-1]}]/Kids[{kids}]>>".encode("latin-1"))
            book.add_leaf(leaf, pages[0], pages[-1])
        if report:
            report(len(places) // 4)
    for index, content in enumerate(made.fragments):
        file.stream(first_fragment + index, content)
    bookmarks = range(press.first + BOOKMARK, press.first + BOOKMARK + count * stride, stride)
    with_bookmarks = count > 0 and bool(copies.copies[0].bookmark)
    sections = range(press.first + SECTION, press.first + SECTION + count * stride, stride)
    book.add_copies(sections, bookmarks if with_bookmarks else None)

    def rows() -> Iterator[bytes]:
        for index in range(count):
            stream, first, footers, number_of_pages = places[4 * index : 4 * index + 4]
            yield form.rows(press.base(index), (stream, first, footers, number_of_pages), stride)

    file.block(Block(press.first, count * stride, rows))
    return list(places[3::4])
