"""What blocks are set into: a column of some width, a place in the structure tree, and counts that run on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from edu.model.document import Text, line, plain
from edu.problems import PrintingError
from edu.write.pdf.pieces import Again, Words
from edu.write.pdf.structure import Node
from edu.write.pdf.styles import Style, StyleSheet
from edu.write.pdf.typeset import balanced_lines, break_lines


@dataclass
class Counts:
    """What runs on from block to block within a section.

    Attributes:
        lines: lines of the narrative so far.
        heading: level of the last heading, 0 before the first.
    """

    lines: int = 0
    heading: int = 0


@dataclass(frozen=True)
class Galley:
    """A column that blocks are set into.

    Attributes:
        sheet: the sizes and spaces that its blocks are set with.
        width: its width in points.
        page: height of the text on a page, in points.
        node: where in the structure tree its blocks go.
        counts: what runs on from block to block.
        listing: the list that questions, tasks or notes are added to.
        bookmarked: True when the section has an entry of its own in the outline, above its headings.
        nested: True inside a panel, a question or a note of the key, where titles of figures are no headings.
        noted: True inside a note of the key, where tables are lighter.
        continued: the words over what goes on on a further page, with {what} for its name ("{what} (continued)");
            empty where nothing is said of it.
        heading: the heading that its blocks stand under; empty inside a panel, a question or a note.
    """

    sheet: StyleSheet
    width: float
    page: float
    node: Node
    counts: Counts = field(default_factory=Counts)
    listing: Node | None = None
    bookmarked: bool = False
    nested: bool = False
    noted: bool = False
    continued: str = ""
    heading: Text = ()

    def inside(self, node: Node, width: float | None = None, noted: bool = False) -> Galley:
        """A column within this one, for the blocks of a panel, a question or a note."""
        width = self.width if width is None else width
        return replace(self, node=node, width=width, nested=True, noted=noted or self.noted, heading=())

    def under(self, heading: Text) -> Galley:
        """The same column for blocks under a heading."""
        return replace(self, heading=heading)

    def again(self, name: Text = ()) -> Again | None:
        """What stands over a panel or a table where it goes on: the heading it stands under, or its own name.

        None where it has neither, or nothing is said of what goes on.
        """
        words = plain(name or self.heading)
        if not words or not self.continued:
            return None
        style = self.sheet.strong
        lines = break_lines(line(self.continued.replace("{what}", words), bold=True), style, self.width)
        return Again(lines=lines, style=style, after=6, keeps_next=True)

    def in_list(self, listing: Node) -> Galley:
        """The same column for blocks that are items of a list."""
        return replace(self, listing=listing)

    def entry(self) -> Node:
        """A new item of the list in hand, or of a list of its own."""
        return (self.listing or self.node.listing("Decimal")).add("LI")

    def heading_role(self, level: int) -> str:
        """The role of a heading of that level, which is noted as the last.

        Raises:
            ValueError: when a level would be skipped.
        """
        last = self.counts.heading
        if level > last + 1:
            what = f"a heading of level {last}" if last else "no heading"
            raise PrintingError(f"a heading of level {level} follows {what}; put one of level {last + 1} before it")
        self.counts.heading = level
        return f"H{level}"

    def words(
        self,
        text: Text,
        style: Style,
        role: str = "P",
        width: float | None = None,
        *,
        left: float = 0,
        node: Node | None = None,
        balanced: bool = False,
    ) -> Words:
        """A paragraph as wide as the column, or as told, added to the structure tree; a title in balanced lines."""
        width = self.width if width is None else width
        return Words(
            name=f"the paragraph “{_start(text)}”",
            lines=(balanced_lines if balanced else break_lines)(text, style, width),
            style=style,
            node=(node or self.node).add(role),
            left=left,
            width=width,
            before=style.before,
            after=style.after,
        )


def _start(text: Sequence[object]) -> str:
    words = "".join(getattr(part, "text", "") for part in text)
    return words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
