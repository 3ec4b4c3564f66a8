"""Casts a captured form as bytes: its elements as text with gaps for what differs from copy to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.write.pdf.capture import Bookmark, Capture, Part, Rows
from edu.write.pdf.form import Form
from edu.write.pdf.form_piece import PAGE, FormPiece, Gap, place_entry
from edu.write.pdf.numbering import BLANK, BOOKMARK, MOST_HUNDREDS, PAGES, SECTION, Numbering
from edu.write.pdf.pieces import PageEnd
from edu.write.pdf.slots import Slots
from edu.write.pdf.structure import Node, every_node, pdf_text


def cast(capture: Capture, tagged: bool, first_fragment: int) -> Form:
    """A captured form as bytes, its fragments numbered from `first_fragment`."""
    return _Caster(capture, tagged, first_fragment).form()


class _Caster:
    """Writes the elements of a capture as text."""

    def __init__(self, capture: Capture, tagged: bool, first_fragment: int) -> None:
        self.capture, self.tagged, self.first_fragment = capture, tagged, first_fragment
        parts = [part for part in capture.parts if not isinstance(part, PageEnd)]
        owned = [every_node(part.entry) if part.entry else part.marked for part in parts]
        owner = {node: index for index, nodes in enumerate(owned) for node in nodes}
        whole = every_node(capture.node)[1:]
        self.frame = [node for node in whole if node not in owner]
        self.owned = {id(part): [node for node in whole if owner.get(node) == i] for i, part in enumerate(parts)}
        self.bookmarks = _outline([part.bookmarks for part in parts] if capture.section.bookmark else [])
        nodes: list[Node | Bookmark] = [*self.frame]
        for part in parts:
            nodes += self.owned[id(part)]
            nodes += self._kept(part)
        self.most_pages = max(pages for _, pages in capture.counts)
        start = PAGES + self.most_pages
        self.numbering = Numbering(2 if start <= 100 and start + len(nodes) <= 100 * MOST_HUNDREDS else 3)
        self.places: dict[Node | Bookmark, int] = {node: start + index for index, node in enumerate(nodes)}
        self.places[capture.node] = SECTION
        self.questions = [(part.entry.parent, self.reference(part.entry)) for part in parts if part.entry]
        listed = {parent for parent, _ in self.questions}
        self.lists: list[Node | None] = [node for node in self.frame if node in listed]

    def form(self) -> Form:
        """The form."""
        capture, frame = self.capture, self.capture.sheet.frame
        pieces: list[FormPiece | PageEnd] = []
        texts = [self.element(node, ())[0] for node in self.frame]
        lines = [
            text % (b" ".join(each for parent, each in self.questions if parent is node) if node in self.lists else ())
            for node, text in zip(self.frame, texts, strict=True)
        ]
        asked = 0
        for place, part in enumerate(capture.parts):
            if isinstance(part, PageEnd):
                pieces.append(part)
                continue
            pieces.append(self.piece(part, place, asked if part.entry else -1))
            asked += part.entry is not None
            lines += self.alone(part)
        section, _ = self.element(capture.node, ())
        return Form(
            pieces=pieces,
            blank=self.blank(),
            blank_again=self.fragment(capture.blank_again),
            longest=capture.longest,
            height=capture.height,
            left=frame.left,
            top=frame.top - (frame.height - capture.height),
            tagged=self.tagged,
            numbering=self.numbering,
            most_pages=self.most_pages,
            section=section,
            outline=self.below(None) if self.tagged else b"",
            frame=b"".join(text + b"\n" for text in texts),
            lists=len(self.lists),
            entries=[(self.lists.index(parent), entry) for parent, entry in self.questions],
            elements=lines if self.tagged else [],
            opening=self.fragment(capture.opening),
            closing=self.fragment(capture.closing),
            moves={space: self.fragment(index) for space, index in capture.gaps.items()},
            counts={key: self.fragment(index) for key, index in capture.counts.items()},
            scores={marks: self.fragment(i) if capture.fragments[i] else b"" for marks, i in capture.scores.items()},
        )

    def fragment(self, index: int) -> bytes:
        return b"%d 0 R" % (self.first_fragment + index)

    def reference(self, node: Node | Bookmark) -> bytes:
        return self.numbering.reference(self.places[node])

    def piece(self, part: Part, place: int, question: int) -> FormPiece:
        """A captured piece as bytes."""
        piece = part.piece
        content = [
            [
                (order, [[self.fragment(i) for i in row] for row in rows])
                for order, rows in zip(each.orders, each.fragments, strict=True)
            ]
            if isinstance(each, Rows)
            else self.fragment(each)
            for each in part.content
        ]
        made = [self.element(node, part.slots) for node in self.owned[id(part)]]
        made += [self.bookmark(each) for each in self._kept(part)]
        return FormPiece(
            name=piece.name, height=piece.height, before=piece.before, after=piece.after, keeps_next=piece.keeps_next,
            tight=piece.tight, marks=piece.marks, place=place, question=question, content=content,
            numbers={number: self.fragment(i) for number, i in part.numbers.items()},
            elements=b"".join(text + b"\n" for text, _ in made),
            gaps=[each for _, gaps in made for each in gaps],
            parents=b"".join(self.reference(node) + b" " for node in part.marked),
            absent=b"null " * len(part.marked),
        )  # fmt: skip

    def blank(self) -> FormPiece | None:
        """The piece for a page left blank, whose element has a place of its own."""
        part = self.capture.blank
        if part is None:
            return None
        (node,) = part.marked
        self.places[node] = BLANK
        self.owned[id(part)] = [node]
        return self.piece(part, -1, -1)

    def alone(self, part: Part) -> Iterator[bytes]:
        """The elements of a piece one by one, filled in as one copy might have them."""
        made = [self.element(node, part.slots) for node in self.owned[id(part)]]
        made += [self.bookmark(each) for each in self._kept(part)]
        for text, gaps in made:
            filled = tuple(b" ".join(each[1]) if len(each) == 2 else place_entry(each, 0, 0) for each in gaps)
            yield text.replace(PAGE, self.numbering.reference(PAGES)) % filled

    def element(self, node: Node, slots: Sequence[Slots]) -> tuple[bytes, list[Gap]]:
        """An element as text, and what goes into its gaps."""
        gaps: list[Gap] = []
        moved: Sequence[Node] = ()
        for each in slots:
            for column in each.columns:
                if column.listing is node:
                    moved = column.entries
                    gaps.append((int(column.answers), [self.reference(entry) for entry in moved]))
        kids: list[bytes] = []
        for kid in node.kids:
            if not isinstance(kid, Node):
                kids.append(b"%d" % kid[1])
            elif node in self.lists or kid in moved:
                kids.append(b"%b")
            else:
                kids.append(self.reference(kid))
        if node is self.capture.node:
            kids.append(b"%b")  # the words of a page left blank
        kids = [kid for index, kid in enumerate(kids) if kid != b"%b" or b"%b" not in kids[:index]]
        drawn = any(not isinstance(kid, Node) for kid in node.kids)
        above = self.reference(node.parent) if node.parent else b"%b"  # the root of the structure tree
        if node.box:
            gaps.append(node.box)
        return (
            b"<</S/%b/P %b" % (node.role.encode(), above)
            + (b"/Pg " + PAGE if drawn else b"")
            + (b"/K[" + b" ".join(kids) + b"]" if kids else b"")
            + node.entries.replace("%", "%%").encode("latin-1")
            + (b"%b" if node.box else b"")
            + b">>"
        ), gaps

    # The outline -------------------------------------------------------------------------------------------

    def _kept(self, part: Part) -> Sequence[Bookmark]:
        return [each for each in part.bookmarks if each in self.bookmarks]

    def bookmark(self, entry: Bookmark) -> tuple[bytes, list[Gap]]:
        """An entry of the outline as text, and the height it leads to."""
        above = self.bookmarks[entry]
        beside = [each for each, parent in self.bookmarks.items() if parent is above]
        rank = beside.index(entry)
        text = b"<</Title%b" % pdf_text(entry.words).replace("%", "%%").encode("latin-1")
        text += b"/Parent %b/Dest[%b/XYZ 0 " % (
            self.reference(above) if above else self.numbering.reference(BOOKMARK),
            PAGE,
        )
        text += b"%b 0]"
        text += b"/Prev " + self.reference(beside[rank - 1]) if rank else b""
        text += b"/Next " + self.reference(beside[rank + 1]) if rank + 1 < len(beside) else b""
        return text + self.below(entry) + b">>", [(entry.top,)]

    def below(self, entry: Bookmark | None) -> bytes:
        """What an entry of the outline, or that of the copy, says of those below it; they are folded."""
        kids = [self.reference(each) for each, above in self.bookmarks.items() if above is entry]
        return b"/First %b/Last %b/Count -%d" % (kids[0], kids[-1], len(kids)) if kids else b""


def _outline(bookmarks: Sequence[Sequence[Bookmark]]) -> dict[Bookmark, Bookmark | None]:
    """For each entry of the outline the one it stands below; None for that of the copy."""
    above: list[Bookmark] = []
    found: dict[Bookmark, Bookmark | None] = {}
    for entry in (entry for part in bookmarks for entry in part):
        above = above[: max(entry.level, 1) - 1]
        found[entry] = above[-1] if above else None
        above.append(entry)
    return found
