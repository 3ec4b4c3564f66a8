"""The structure tree of a tagged PDF: what is a heading, a list item or a table cell, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from edu.problems import PrintingError


def pdf_text(text: str) -> str:
    """A text string in PDF's own notation: as it is when plain ASCII, else UTF-16 in hexadecimal digits."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


@dataclass(eq=False)
class Node:
    """One structure element. Its children are nodes and pieces of marked content, in reading order.

    Attributes:
        role: a standard structure type: "P", "H1", "L", "TD" ...
        parent: the element it lies in; None for the root alone.
        entries: further entries of its dictionary, in PDF's notation ("/Alt(...)").
        kids: nodes, and (page number, marked-content id) for what is drawn.
        box: where a figure stands: left, bottom, right, top, in points.
        number: number of its object in the file, once it is known.
    """

    role: str
    parent: Node | None = None
    entries: str = ""
    kids: list[Node | tuple[int, int]] = field(default_factory=list)
    box: tuple[float, float, float, float] | None = None
    number: int = 0

    def content(self, mark: tuple[int, int]) -> None:
        """Adds marked content as last child, unless it is there."""
        if mark not in self.kids:
            self.kids.append(mark)

    def add(self, role: str, entries: str = "") -> Node:
        """A new last child."""
        child = Node(role, self, entries)
        self.kids.append(child)
        return child

    def listing(self, numbering: str) -> Node:
        """A new list as last child; `numbering` is "Decimal", "UpperAlpha", "Disc" or "None"."""
        return self.add("L", f"/A<</O/List/ListNumbering/{numbering}>>")

    def head_cell(self, scope: str, columns: int = 1) -> Node:
        """A new head cell as last child; `scope` is "Column" or "Row"."""
        return self.add("TH", f"/A<</O/Table/Scope/{scope}{_span(columns)}>>")

    def cell(self, columns: int = 1) -> Node:
        """A new cell as last child, over as many columns as told."""
        return self.add("TD", f"/A<</O/Table{_span(columns)}>>" if columns > 1 else "")

    def figure(self, alt: str) -> Node:
        """A new figure as last child.

        Raises:
            ValueError: when it has no alternative text.
        """
        if not alt.strip():
            raise PrintingError("a figure has no alternative text; give its chart words in `alt`")
        return self.add("Figure", f"/Alt{pdf_text(alt)}")

    def another_figure(self, alt: str) -> Node:
        """A new figure right after this one: what of it stands on another page."""
        if self.parent is None:
            raise ValueError("the root of the structure tree has nothing beside it")
        made = self.parent.figure(alt)
        kids = self.parent.kids
        kids.insert(kids.index(self) + 1, kids.pop())
        return made


def _span(columns: int) -> str:
    return f"/ColSpan {columns}" if columns > 1 else ""


def every_node(root: Node) -> list[Node]:
    """The root and all below it, parents before children, in reading order."""
    nodes: list[Node] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        waiting.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))
    return nodes


def box_entry(left: str, bottom: str, right: str, top: str) -> str:
    """Where a figure stands on its page, as an entry of its element."""
    return f"/A<</O/Layout/Placement/Block/BBox[{left} {bottom} {right} {top}]>>"


def node_object(node: Node, pages: Sequence[int]) -> bytes:
    """A structure element as a PDF object; its parent has a number, and `pages` are those of pages."""
    page: int | None = None
    kids: list[str] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(f"{kid.number} 0 R")
            continue
        number, mark = pages[kid[0]], kid[1]
        page = number if page is None else page
        kids.append(str(mark) if number == page else f"<</Type/MCR/Pg {number} 0 R/MCID {mark}>>")
    above = f"/P {node.parent.number} 0 R" if node.parent else ""
    where = f"/Pg {page} 0 R" if page is not None else ""
    below = f"/K[{' '.join(kids)}]" if kids else ""
    box = box_entry(*(f"{edge:.2f}" for edge in node.box)) if node.box else ""
    return f"<</Type/StructElem/S/{node.role}{above}{where}{below}{node.entries}{box}>>".encode("latin-1")
