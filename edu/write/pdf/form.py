"""A captured form as bytes alone: what copies are made from, wherever that is done.

The elements of a form are kept as text with gaps. What goes into them (the order of a list, the page of a question) is
filled in for each copy, and always takes as much room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from operator import mul

from edu.write.pdf.file import AS_IS, FREE, FROM_ABOVE, quickly_packed, row, stream_object
from edu.write.pdf.form_piece import FormPiece
from edu.write.pdf.numbering import BLANK, FIRST_PAGE, FOOTERS, HUNDREDS, LEAF, PAGES, STREAM, Numbering
from edu.write.pdf.paginate import Page, paginate, to_even
from edu.write.pdf.pieces import PageEnd, Piece, gap
from edu.write.pdf.structure import pdf_text


@dataclass(frozen=True)
class Work:
    """What a copy is made from, beside its form.

    Attributes:
        form: which form.
        order: its questions in order.
        options: for each question of the form the order of its options.
        answers: for each question of the form the order of its responses.
        first_page: what its first page shows that others do not.
        footers: what each of its pages shows.
        scored: whether each page shows the line for its marks.
        bookmark: its name in the outline; empty for none.
    """

    form: int
    order: Sequence[int]
    options: Sequence[Sequence[int]]
    answers: Sequence[Sequence[int]]
    first_page: bytes
    footers: bytes
    scored: bool
    bookmark: str


@dataclass(frozen=True)
class Placing:
    """Where a copy stands among the objects of the file.

    Attributes:
        base: number of its first object, a whole number of hundreds.
        group: number of its node of the page tree.
        document: number of the root of the structure tree.
        outline: number of the outline.
        before: number of the entry in the outline before its own; 0 for none.
        after: number of the one after it; 0 for none.
    """

    base: int
    group: int
    document: int
    outline: int
    before: int
    after: int


@dataclass(frozen=True)
class Form:
    """A form as bytes. Made by `cast`; can be sent to another process.

    Attributes:
        pieces: its pieces in order.
        blank: the piece for a page left blank, if copies may have one.
        height: height of the text on a page.
        left: left edge of the text.
        top: upper edge of the text on a page.
        tagged: whether copies have elements.
        numbering: how numbers are written.
        most_pages: how many pages a copy has at most.
        section: its root element, with gaps for what is above it and for a page left blank.
        outline: what its entry in the outline says of those below it.
        frame: the other elements that belong to no piece, each with the end of its line, with a gap for each list of
            questions.
        lists: how many gaps the frame has.
        entries: for each question which of these lists it is in, and a reference to its element.
        elements: each element but the root, as one copy might have them: all copies' are as long. None when untagged.
        opening: reference to the fragment a page begins with.
        closing: reference to the one that undoes it.
        moves: references to fragments that move down.
        counts: references to page counts, by page and pages.
        scores: references to the lines for marks, by marks.
        blank_again: reference to the fragment of a further blank page.
        longest: pages of the longest of its copies, so far as that is known.
    """

    pieces: Sequence[FormPiece | PageEnd]
    blank: FormPiece | None
    height: float
    left: float
    top: float
    tagged: bool
    numbering: Numbering
    most_pages: int
    section: bytes
    outline: bytes
    frame: bytes
    lists: int
    entries: Sequence[tuple[int, bytes]]
    elements: Sequence[bytes]
    opening: bytes
    closing: bytes
    moves: Mapping[float, bytes]
    counts: Mapping[tuple[int, int], bytes]
    scores: Mapping[int, bytes]
    blank_again: bytes
    longest: int
    _heads: dict[tuple[int, ...], tuple[list[bytes], int]] = field(default_factory=dict)

    # Numbers -----------------------------------------------------------------------------------------------

    @property
    def unit(self) -> int:
        """What a base is a whole number of."""
        return int(10**self.numbering.digits)

    @property
    def objects(self) -> int:
        """How many numbers a copy takes."""
        return PAGES + self.most_pages + len(self.elements)

    @cached_property
    def _places(self) -> Sequence[bytes]:
        """As text the numbers of all but its elements."""
        return [self.numbering.place(place) for place in range(PAGES + self.most_pages)]

    @cached_property
    def _references(self) -> Sequence[bytes]:
        """References to all but its elements."""
        return [self.numbering.reference(place) for place in range(PAGES + self.most_pages)]

    @cached_property
    def questions(self) -> Sequence[FormPiece]:
        """Its questions."""
        return [piece for piece in self.pieces if isinstance(piece, FormPiece) and piece.question >= 0]

    # Copies ------------------------------------------------------------------------------------------------

    def printed(self, work: Work, placing: Placing) -> tuple[bytes, tuple[int, int, int, int]]:
        """A copy as objects of the file.

        Returns:
            The objects, and their places within that: of the stream of elements, of the first page's own content (-1
            for none), of the footers' words; and how many pages there are.
        """
        pages = paginate(self._in_order(work.order), self.height)
        count = to_even(len(pages), self.longest) if self.blank else len(pages)
        contents, texts, marks = self._pages(work, placing, pages, count)
        blank = count > len(pages)
        variable = [
            self._leaf(marks, count) if self.tagged else b"null",
            self._blank_text(blank, len(pages)),
            self._bookmark(work.bookmark, placing),
            self._section(placing, blank),
            *contents,
        ]
        elements = [self._frame(work.order), *texts] if self.tagged else []
        packed = self._packed(elements, variable, placing.base // self.unit)
        made = [stream_object(placing.base + STREAM, *packed, quickly_packed)]
        first = footers = -1
        if work.first_page:
            first = len(made[0])
            made.append(stream_object(placing.base + FIRST_PAGE, work.first_page, pack=quickly_packed))
        footers = sum(map(len, made))
        made.append(stream_object(placing.base + FOOTERS, work.footers, pack=None))
        return b"".join(made), (0, first, footers, count)

    def _in_order(self, order: Sequence[int]) -> list[Piece]:
        questions = iter(order)
        return [
            self.questions[next(questions)] if isinstance(piece, FormPiece) and piece.question >= 0 else piece
            for piece in self.pieces
        ]

    def _pages(
        self, work: Work, placing: Placing, pages: Sequence[Page], count: int
    ) -> tuple[list[bytes], list[bytes], list[list[bytes]]]:
        """The pages as objects; the elements of their pieces in the order of the form; each page's marks by ids."""
        contents: list[bytes] = []
        texts = [b""] * len(self.pieces)
        marks: list[list[bytes]] = []
        number = 0
        for index, page in enumerate(pages):
            shown = [self.opening]
            there = self._absent.copy()
            last = -1
            above: FormPiece | None = None
            reference = self._references[PAGES + index]
            for piece, top in page.placed:
                assert isinstance(piece, FormPiece)
                if above:
                    shown.append(self.moves[gap(above, piece)])
                orders: tuple[Sequence[int], Sequence[int]] = ((), ())
                if piece.question >= 0:
                    number += 1
                    orders = work.options[piece.question], work.answers[piece.question]
                    shown.append(piece.numbers[number])
                content, lists = piece.ordered(orders)
                shown.append(content)
                if self.tagged:
                    texts[piece.place] = piece.text(reference, lists, self.left, self.top - top)
                    there[piece.place] = piece.parents
                    last = max(last, piece.place)
                above = piece
            marks.append(there[: last + 1])
            shown += self._foot(work, index, count, page.marks)
            contents.append(self._page(placing, index, shown))
        for index in range(len(pages), count):
            first = self.blank is not None and index == len(pages)
            words = self.blank.ordered(((), ()))[0] if self.blank and first else self.blank_again
            shown = [self.opening, words, *self._foot(work, index, count, 0)]
            contents.append(self._page(placing, index, shown))
        return contents, texts, marks

    @cached_property
    def _absent(self) -> list[bytes]:
        """For each piece what a page that it is not on says of its marks."""
        return [piece.absent if isinstance(piece, FormPiece) else b"" for piece in self.pieces]

    def _foot(self, work: Work, index: int, count: int, marks: int) -> Iterator[bytes]:
        yield self.closing
        yield self.counts[index + 1, count]
        if work.scored and self.scores[marks]:
            yield self.scores[marks]
        yield self._references[FOOTERS]
        if work.first_page and not index:
            yield self._references[FIRST_PAGE]

    def _page(self, placing: Placing, index: int, shown: Iterable[bytes]) -> bytes:
        keys = b"/Tabs/S/StructParents " + self._places[PAGES + index] if self.tagged else b""
        return b"<</Type/Page/Parent %d 0 R%b/Contents[%b]>>" % (placing.group, keys, b" ".join(shown))

    # Elements ----------------------------------------------------------------------------------------------

    def _section(self, placing: Placing, blank: bool) -> bytes:
        above = b"%d 0 R" % placing.document
        return self.section % (above, self._references[BLANK] if blank else b"") if self.tagged else b"null"

    def _frame(self, order: Sequence[int]) -> bytes:
        lists: list[list[bytes]] = [[] for _ in range(self.lists)]
        for question in order:
            listing, entry = self.entries[question]
            lists[listing].append(entry)
        return self.frame % tuple(map(b" ".join, lists))

    def _blank_text(self, there: bool, pages: int) -> bytes:
        if not there or not self.blank or not self.tagged:
            return b"null"
        return self.blank.text(self._references[PAGES + pages], (), 0, 0).rstrip(b"\n")

    def _leaf(self, marks: Sequence[Sequence[bytes]], count: int) -> bytes:
        """For each page the elements of its marks, by their ids; "null" for ids that stand on other pages."""
        rows = [b"".join(there) for there in marks]
        if self.blank and len(rows) < count:
            rows.append(self.blank.parents)
        rows += [b""] * (count - len(rows))
        keys = self._places[PAGES : PAGES + len(rows)]
        nums = b"".join([b"%b[%b]" % pair for pair in zip(keys, rows, strict=True)])
        return b"<</Limits[%b %b]/Nums[%b]>>" % (keys[0], keys[-1], nums)

    def _bookmark(self, words: str, placing: Placing) -> bytes:
        if not words:
            return b"null"
        before = b"/Prev %d 0 R" % placing.before if placing.before else b""
        after = b"/Next %d 0 R" % placing.after if placing.after else b""
        title, page = pdf_text(words).encode("latin-1"), self._references[PAGES]
        return b"<</Title%b/Parent %d 0 R/Dest[%b/Fit]%b%b%b>>" % (
            title,
            placing.outline,
            page,
            before,
            after,
            self.outline,
        )

    # The object stream -------------------------------------------------------------------------------------

    def _packed(self, elements: Sequence[bytes], variable: Sequence[bytes], hundreds: int) -> tuple[bytes, str]:
        """Elements, and then what takes more or less room in each copy, as an object stream and its entries."""
        highs = -(-self.objects // self.unit)
        head, start = self._head(tuple(len(str(hundreds + high)) for high in range(highs)))
        body = self.numbering.filled(b"".join([*elements, b"\n".join(variable)]), hundreds, highs)
        starts = accumulate((len(text) + 1 for text in body[start:].split(b"\n")), initial=start)
        places = [b"%b %d" % each for each in zip(self._places[LEAF:], starts, strict=False)][: len(variable)]
        heads = self.numbering.filled(b" ".join([*head, *places]), hundreds, highs)
        count = len(variable) + len(self.elements)
        return b"%b\n%b" % (heads, body), f"/Type/ObjStm/N {count}/First {len(heads) + 1}"

    def _head(self, widths: tuple[int, ...]) -> tuple[list[bytes], int]:
        """Number and start of each element, and the end of them all, for hundreds of so many digits."""
        if not self.tagged:
            return [], 0
        known = self._heads.get(widths)
        if known is None:
            digits = [width - 1 for width in widths]
            filled = (length + sum(map(mul, digits, gaps)) for length, gaps in self._lengths)
            starts = list(accumulate(filled, initial=0))
            first = PAGES + self.most_pages
            pairs = [b"%b %d" % (self.numbering.place(first + i), at) for i, at in enumerate(starts[:-1])]
            known = self._heads[widths] = [b" ".join(pairs)], starts[-1]
        return known

    @cached_property
    def _lengths(self) -> Sequence[tuple[int, Sequence[int]]]:
        """For each element its length with the end of its line, and how often it has a number of each hundred."""
        highs = [bytes([HUNDREDS + high]) for high in range(-(-self.objects // self.unit))]
        return [(len(text) + 1, [text.count(high) for high in highs]) for text in self.elements]

    # The table of objects ----------------------------------------------------------------------------------

    def rows(self, base: int, places: tuple[int, int, int, int], stride: int) -> bytes:
        """The rows of a copy's objects in the file's table: `places` as `printed` told them, within the file."""
        stream, first, footers, count = places
        before = len(self.elements)
        start = [
            row(1, stream, 0),
            row(1, first, 0) if first >= 0 else FREE,
            row(1, footers, 0),
            *(row(2, base, before + rank) for rank in range(PAGES - LEAF + count)),
            *([FREE] * (self.most_pages - count)),
        ]
        return b"".join([AS_IS + each for each in start]) + self._constant_rows(base, stride)

    def _constant_rows(self, base: int, stride: int) -> bytes:
        """Rows of elements, each the next in the stream; then of numbers that are not used."""
        unused = stride - self.objects
        rest = AS_IS + FREE + (FROM_ABOVE + bytes(len(FREE))) * (unused - 1) if unused else b""
        return (AS_IS + row(2, base, 0) + self._next_rows if self.tagged else b"") + rest

    @cached_property
    def _next_rows(self) -> bytes:
        ranks = range(1, len(self.elements))
        return b"".join(FROM_ABOVE + bytes(7) + bytes([((rank >> 8) - ((rank - 1) >> 8)) & 255, 1]) for rank in ranks)
