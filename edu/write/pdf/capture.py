"""Lays a form out once: what its pieces draw is kept as fragments of page content, with the elements they belong to.

A fragment draws from wherever the origin is and moves it on, so that fragments follow one another on a page without
knowing where they stand. Its marked-content ids are its own for good: no other fragment of the form uses them, save
those that show the same entry in another row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from edu.model.document import Section, line
from edu.write.pdf.blocks.quiz import QuestionStack, blank_words
from edu.write.pdf.footer import Footer, band
from edu.write.pdf.length import set_section, stay_whole
from edu.write.pdf.paginate import paginate, to_even
from edu.write.pdf.pen import Pen, number
from edu.write.pdf.pieces import PageEnd, Piece, Stack, gap
from edu.write.pdf.slots import Slots
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import StyleSheet
from edu.write.pdf.tagging import TaggedCanvas

Write = Callable[[str], None]


@dataclass(frozen=True)
class Held:
    """A field that a copy fills: what draws its words, from the upper left corner of its piece, and its first mark."""

    write: Write
    mark: int


@dataclass(frozen=True, eq=False)
class Bookmark:
    """An entry of the outline below that of the copy: its words, its level (1 and up), and how high it leads."""

    words: str
    level: int
    top: float


class CapturingPen(Pen):
    """A pen that leaves fields empty and notes them instead, and notes bookmarks."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        super().__init__(canvas)
        self.fields: dict[str, Held] = {}
        self.bookmarks: list[Bookmark] = []

    def field(self, name: str, words: str, write: Write) -> None:
        """Notes the field, with room for the mark of its words."""
        held = Held(write, self.canvas.next_mark)
        with self.canvas.aside():
            write(words)
        if self.canvas.next_mark > held.mark:
            self.fields[name] = held

    def bookmark(self, words: str, level: int, top: float) -> None:
        """Notes it."""
        self.bookmarks.append(Bookmark(words, level, top))


@dataclass(frozen=True)
class Rows:
    """Captured slots: for each column, each row and each entry the index of its fragment.

    Attributes:
        fragments: the indexes.
        orders: for each column which order its entries follow: 0 that of a question's options, 1 of its responses.
    """

    fragments: Sequence[Sequence[Sequence[int]]]
    orders: Sequence[int]


@dataclass(frozen=True)
class Part:
    """A captured piece: what it draws, as indexes of fragments and slots, in order.

    Attributes:
        piece: the piece itself, for its height, spaces and marks.
        content: fragments, and slots between them.
        numbers: fragments of a question's number, by number; empty for what is no question.
        marked: the nodes of its marks, in order.
        entry: a question's item in its list.
        slots: the slots as they were laid out.
        bookmarks: entries of the outline that lead here.
    """

    piece: Piece
    content: Sequence[int | Rows]
    numbers: Mapping[int, int]
    marked: Sequence[Node]
    entry: Node | None
    slots: Sequence[Slots]
    bookmarks: Sequence[Bookmark]


@dataclass
class Capture:
    """A form, captured.

    Attributes:
        section: the form.
        sheet: what it is set with.
        node: the root of its elements, a "Sect".
        height: height of the text on a page.
        fragments: content, each once.
        parts: its pieces in order.
        fields: what a copy fills in on its first page, with how far below the top of the text their piece begins.
        opening: the fragment each page begins with, which puts the origin at the upper left corner of the text.
        closing: the fragment that undoes this.
        gaps: fragments that move down, by how far.
        counts: fragments with the page count, by page and pages.
        scores: fragments with the line for the marks of a page, by marks.
        blank: the part for a page left blank; None when the form needs none.
        blank_again: the fragment of a further one, whose words are no content.
        longest: pages of the longest of its copies, so far as that is known.
    """

    section: Section
    sheet: StyleSheet
    node: Node
    height: float
    footer: Footer
    fragments: list[bytes] = field(default_factory=list)
    parts: list[Part | PageEnd] = field(default_factory=list)
    fields: dict[str, tuple[Held, float]] = field(default_factory=dict)
    opening: int = 0
    closing: int = 0
    gaps: dict[float, int] = field(default_factory=dict)
    counts: dict[tuple[int, int], int] = field(default_factory=dict)
    scores: dict[int, int] = field(default_factory=dict)
    blank: Part | None = None
    blank_again: int = 0
    longest: int = 0
    _known: dict[bytes, int] = field(default_factory=dict)

    def keep(self, content: bytes) -> int:
        """The index of a fragment, the same for the same content."""
        known = self._known.get(content)
        if known is None:
            known = self._known[content] = len(self.fragments)
            self.fragments.append(content)
        return known


def capture(section: Section, canvas: TaggedCanvas, sheet: StyleSheet) -> Capture | None:
    """Captures a form: each of its pieces once, its slots with every entry in every row.

    Returns:
        The form; None when its copies must be drawn one by one, since some piece may have to be taken apart, or a
        copy's own words do not stand on its first page.
    """
    setting = set_section(section, sheet)
    galley, pieces, height, sheet = setting.galley, setting.pieces, setting.height, setting.sheet
    if setting.parted or not stay_whole(pieces, height):
        return None
    made = Capture(section, sheet, galley.node, height, Footer(section, sheet), longest=setting.longest)
    node = galley.node
    page = canvas.page
    canvas.take()
    canvas.page = canvas.next_mark = 0
    if section.fresh_sheet:
        pen = CapturingPen(canvas)
        made.blank = _part(blank_words(line(section.fresh_sheet), galley), made, pen, {})
        node.kids.pop()  # the page left blank is there in some copies only
        canvas.next_mark = 0
        blank_words(line(section.fresh_sheet), galley, told=False).draw(pen, 0, 0)
        canvas.close_implied()
        made.blank_again, _ = _drawn(made, canvas)
    labels = _labels(pieces)
    fields: dict[str, tuple[Held, Piece]] = {}
    for piece in pieces:
        if isinstance(piece, PageEnd):
            made.parts.append(piece)
            continue
        pen = CapturingPen(canvas)
        made.parts.append(_part(piece, made, pen, labels.get(id(piece), {})))
        fields.update({name: (held, piece) for name, held in pen.fields.items() if name != "number"})
    canvas.page = page
    tops = _first_page(pieces, height)
    if not all(id(piece) in tops for _, piece in fields.values()):
        return None
    made.fields.update({name: (held, tops[id(piece)]) for name, (held, piece) in fields.items()})
    _page_parts(made, canvas, pieces)
    canvas.page = page
    return made


def _first_page(pieces: Sequence[Piece], height: float) -> dict[int, float]:
    """For each piece above the first question how far below the top of the first page it begins, if it is there."""
    tops: dict[int, float] = {}
    for piece, top in paginate(pieces, height)[0].placed:
        if isinstance(piece, QuestionStack):
            break
        tops[id(piece)] = top
    return tops


def _labels(pieces: Sequence[Piece]) -> dict[int, dict[int, str]]:
    """For each question what it is called under each number it may have: they change places within their part."""
    found: dict[int, dict[int, str]] = {}
    run: list[QuestionStack] = []
    for piece in [*pieces, None]:
        if isinstance(piece, QuestionStack):
            run.append(piece)
            continue
        labels = {number: each.label for number, each in enumerate(run, len(found) + 1)}
        found.update({id(each): labels for each in run})
        run = []
    return found


def _drawn(made: Capture, canvas: TaggedCanvas) -> tuple[int, list[Node]]:
    """The fragment of what has just been drawn, and the nodes of its marks."""
    content, marked = canvas.take()
    canvas.page = 0
    return made.keep(content), marked


def _moved(right: float, down: float) -> str:
    return f"1 0 0 1 {number(right)} {number(-down)} cm"


def _pieces(piece: Piece, left: float, top: float) -> list[tuple[Piece, float, float]]:
    """A piece, or those stacked in it, with how far right and down they begin."""
    if not isinstance(piece, Stack):
        return [(piece, left, top)]
    return [
        each
        for inner, offset in zip(piece.pieces, piece.tops, strict=True)
        for each in _pieces(inner, left + piece.left, top + offset)
    ]


def _part(piece: Piece, made: Capture, pen: CapturingPen, labels: Mapping[int, str]) -> Part:
    """Captures a piece: fixed stretches as one fragment each, slots with every entry in every row."""
    canvas = pen.canvas
    marked = list[Node]()
    content: list[int | Rows] = []
    slots: list[Slots] = []
    right = down = 0.0  # where the origin is, from the upper left corner of the piece

    def end(to_right: float, to_down: float) -> None:
        nonlocal right, down
        canvas.close_implied()
        if (to_right, to_down) != (right, down):
            canvas.put(_moved(to_right - right, to_down - down))
        index, nodes = _drawn(made, canvas)
        if made.fragments[index]:
            content.append(index)
        marked.extend(nodes)
        right, down = to_right, to_down

    for inner, left, top in _pieces(piece, 0, 0):
        if isinstance(inner, Slots):
            end(left + inner.left, top)
            rows, nodes = _rows(inner, made, canvas)
            content.append(rows)
            slots.append(inner)
            marked += nodes
            for row in range(len(inner.heights)):
                step_right, step_down = inner.step(row, row)
                right, down = right + step_right, down + step_down
        else:
            if (right, down) != (0, 0):
                canvas.put(_moved(-right, -down))
                right = down = 0.0
            inner.draw(pen, left, -top)
    end(0, piece.height)
    numbers = {}
    if labels:
        held = pen.fields["number"]
        kept = canvas.next_mark
        for place, label in labels.items():
            canvas.next_mark = held.mark
            held.write(label)
            numbers[place], _ = _drawn(made, canvas)
        canvas.next_mark = kept
    entry = piece.entry if isinstance(piece, QuestionStack) else None
    return Part(piece, content, numbers, marked, entry, slots, pen.bookmarks)


def _rows(slots: Slots, made: Capture, canvas: TaggedCanvas) -> tuple[Rows, list[Node]]:
    """Every entry of every column in every row; an entry has the same marks in each."""
    pen = Pen(canvas)
    marked: list[Node] = []
    columns: list[list[list[int]]] = []
    for column in slots.columns:
        rows: list[list[int]] = [[] for _ in column.entries]
        for index in range(len(column.entries)):
            first = canvas.next_mark
            for row in range(len(column.entries)):
                canvas.next_mark = first
                column.paint(row, index)(pen, 0, 0)
                if column is slots.columns[-1]:
                    canvas.close_implied()
                    canvas.put(_moved(*slots.step(row, index)))
                fragment, nodes = _drawn(made, canvas)
                rows[row].append(fragment)
            marked += nodes
        columns.append(rows)
    return Rows(columns, [int(column.answers) for column in slots.columns]), marked


def _page_parts(made: Capture, canvas: TaggedCanvas, pieces: Sequence[Piece]) -> None:
    """Captures what pages begin and end with, for every number of pages and marks that a copy may have."""
    pen, frame = Pen(canvas), made.sheet.frame
    if made.sheet.ground:
        pen.ground(made.sheet.ground, frame.page_width, frame.page_height)
    if made.section.band:
        band(made.section.band, pen, made.sheet)
    canvas.close_implied()
    above = frame.height - made.height
    canvas.put(f"q 1 0 0 1 {number(frame.left)} {number(frame.top - above)} cm")
    made.opening, _ = _drawn(made, canvas)
    made.closing = made.keep(b"Q")
    for upper, lower in product(pieces, pieces):
        space = gap(upper, lower)
        made.gaps[space] = made.keep(_moved(0, space).encode())
    whole = sum(piece.height + max(piece.before, piece.after) for piece in pieces)
    most = 2 * int(whole / made.height) + 2  # any two pages that follow one another hold more than one page's worth
    most = to_even(most, made.longest) + sum(isinstance(piece, PageEnd) for piece in pieces)
    for pages in range(1, most + 1):
        for page in range(1, pages + 1):
            made.footer.count(pen, page, pages)
            made.counts[page, pages], _ = _drawn(made, canvas)
    for marks in range(sum(piece.marks for piece in pieces) + 1):
        made.footer.marks(pen, marks)
        made.scores[marks], _ = _drawn(made, canvas)
