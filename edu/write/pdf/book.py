"""What holds the pages of a file together: page tree, structure tree, outline, fonts, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import chain
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from edu.write.pdf.file import PdfFile
from edu.write.pdf.scripts import spelled
from edu.write.pdf.structure import Node, every_node, node_object, pdf_text
from edu.write.pdf.tagging import TaggedCanvas

_ENTRIES = 100
"""Entries in one block of a character map; readers need not take more."""

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{conforms}<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def character_map(text: str) -> str:
    """ReportLab's map from codes to characters, without codes for nothing and in blocks readers take.

    ReportLab maps each unused code to U+0000, writes characters beyond U+FFFF in five digits, and puts all
    entries into one block.
    """
    head, rest = text.split("beginbfchar", 1)
    rows, tail = rest.split("endbfchar", 1)
    entries = [
        f"<{code}> <{spelled(chr(int(value, 16))).encode('utf-16-be').hex().upper()}>"
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", rows)
        if int(value, 16)
    ]
    blocks = []
    for start in range(0, len(entries), _ENTRIES):
        block = entries[start : start + _ENTRIES]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return head.rsplit("\n", 1)[0] + "\n" + "\n".join(blocks) + tail


def references(numbers: Iterable[int]) -> str:
    """Object numbers as references."""
    return " ".join(f"{number} 0 R" for number in numbers)


Mark = tuple[str, int, int, float]
"""An entry of the outline as it was drawn: words, level, page and height."""


class Book:
    """The pages and elements of one file, and the file they are written to as they are added.

    Attributes:
        canvas: what is drawn on, with its fonts.
        file: the file.
        document: number of the root of the structure tree.
        outlines: number of the outline.
    """

    def __init__(self, canvas: TaggedCanvas, out: BinaryIO) -> None:
        self.canvas = canvas
        self.file = PdfFile(out)
        self.pages, self.tree, self.document, self.parents, self.fonts, self.outlines = (
            self.file.reserve() for _ in range(6)
        )
        self._page_numbers: list[int] = []  # of the pages drawn one by one
        self._groups: list[tuple[int, int]] = []
        self._leaves: list[tuple[int, int, int]] = []
        self._sections: list[Iterable[int]] = []
        self._outline: range | None = None

    # What is drawn page by page ----------------------------------------------------------------------------

    def add_section(self, pages: Sequence[tuple[bytes, Sequence[Node]]], section: Node) -> None:
        """Adds pages with what is drawn on them and the nodes of their marks, and the elements of a section."""
        group, leaf = self.file.reserve(), self.file.reserve()
        numbers = [self.file.reserve() for _ in pages]
        self._page_numbers += numbers
        nodes = every_node(section)
        for number, node in enumerate(nodes, self.file.reserve(len(nodes))):
            node.number = number
        for number, (content, _) in zip(numbers, pages, strict=True):
            drawn = self.file.reserve()
            self.file.stream(drawn, content)
            keys = f"/Tabs/S/StructParents {number}" if self.canvas.tagged else ""
            self.file.put(number, f"<</Type/Page/Parent {group} 0 R{keys}/Contents {drawn} 0 R>>".encode("latin-1"))
        self.add_group(group, numbers)
        if not self.canvas.tagged:
            return
        self._sections.append([section.number])
        section.parent = Node("Document", number=self.document)
        for node in nodes:
            self.file.put(node.number, node_object(node, self._page_numbers))
        rows = (
            f"{number}[{references(node.number for node in marked)}]"
            for number, (_, marked) in zip(numbers, pages, strict=True)
        )
        self.file.put(leaf, f"<</Limits[{numbers[0]} {numbers[-1]}]/Nums[{' '.join(rows)}]>>".encode("latin-1"))
        self.add_leaf(leaf, numbers[0], numbers[-1])

    # What copies add themselves ----------------------------------------------------------------------------

    def add_group(self, number: int, pages: Sequence[int]) -> None:
        """Adds a node of the page tree with its pages."""
        content = f"<</Type/Pages/Parent {self.pages} 0 R/Count {len(pages)}/Kids[{references(pages)}]>>"
        self.file.put(number, content.encode("latin-1"))
        self._groups.append((number, len(pages)))

    def add_leaf(self, number: int, first: int, last: int) -> None:
        """Adds a node of the parent tree for pages of these numbers."""
        self._leaves.append((number, first, last))

    def add_sections(self, sections: range) -> None:
        """Adds sections that are written elsewhere, by their numbers."""
        self._sections.append(sections)

    def add_outline(self, bookmarks: range) -> None:
        """Takes for the outline entries that are written elsewhere, by their numbers."""
        self._outline = bookmarks

    @contextmanager
    def entry(self, number: int, before: int, after: int) -> Iterator[None]:
        """Writes the entries of a section that is added meanwhile, the first under a number, between two others."""
        start = len(self.canvas.bookmarks)
        yield
        bookmarks = self.canvas.bookmarks[start:]
        del self.canvas.bookmarks[start:]
        if bookmarks:
            further = len(bookmarks) - 1
            below = self.file.reserve(further) if further else 0
            self._put_entries(bookmarks, [number, *range(below, below + further)], before, after)

    # The end -----------------------------------------------------------------------------------------------

    def close(self) -> int:
        """Writes what is left, and hands back how many pages there are."""
        file, canvas = self.file, self.canvas
        self._write_fonts()
        width, height = canvas._pagesize
        count = sum(pages for _, pages in self._groups)
        kids = references(number for number, _ in self._groups)
        box = f"/MediaBox[0 0 {width:.2f} {height:.2f}]/Resources<</Font {self.fonts} 0 R>>"
        file.put(self.pages, f"<</Type/Pages/Count {count}{box}/Kids[{kids}]>>".encode("latin-1"))
        catalog, info, metadata = file.reserve(), file.reserve(), file.reserve()
        entries = f"/Lang{pdf_text(canvas.language)}/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R"
        if canvas.tagged:
            self._write_structure()
            entries += f"/MarkInfo<</Marked true>>/StructTreeRoot {self.tree} 0 R"
        if self._write_outline():
            entries += f"/Outlines {self.outlines} 0 R/PageMode/UseOutlines"
        file.put(catalog, f"<</Type/Catalog/Pages {self.pages} 0 R{entries}>>".encode("latin-1"))
        file.put(info, f"<</Title{pdf_text(canvas.title)}/Creator(edu)>>".encode("latin-1"))
        conforms = "<pdfuaid:part>1</pdfuaid:part>\n" if canvas.tagged else ""
        words = _METADATA.format(
            title=escape(canvas.title, quote=False), language=escape(canvas.language, quote=False), conforms=conforms
        )
        content = words.encode("utf-8")
        head = f"{metadata} 0 obj\n<</Type/Metadata/Subtype/XML/Length {len(content)}>>stream\n".encode("latin-1")
        file.write(metadata, head + content + b"\nendstream\nendobj\n")
        file.close(catalog, info)
        return count

    def _write_structure(self) -> None:
        file = self.file
        tree = f"<</Type/StructTreeRoot/K {self.document} 0 R/ParentTree {self.parents} 0 R>>"
        file.put(self.tree, tree.encode("latin-1"))
        sections = references(chain.from_iterable(self._sections))
        root = f"<</Type/StructElem/S/Document/P {self.tree} 0 R/K[{sections}]>>"
        file.put(self.document, root.encode("latin-1"))
        leaves = references(number for number, _, _ in sorted(self._leaves, key=lambda leaf: leaf[1]))
        file.put(self.parents, f"<</Kids[{leaves}]>>".encode("latin-1"))

    def _write_outline(self) -> bool:
        """Writes the outline, if there is one. Entries nest by their levels, none of which is skipped."""
        if self._outline:
            first, last, count = self._outline[0], self._outline[-1], len(self._outline)
            content = f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>"
            self.file.put(self.outlines, content.encode("latin-1"))
            return True
        if not self.canvas.bookmarks:
            return False
        count = len(self.canvas.bookmarks)
        start = self.file.reserve(count)
        top = self._put_entries(self.canvas.bookmarks, range(start, start + count))
        self.file.put(self.outlines, f"<</Type/Outlines{_below(top, len(top))}>>".encode("latin-1"))
        return True

    def _put_entries(
        self, bookmarks: Sequence[Mark], numbers: Sequence[int], before: int = 0, after: int = 0
    ) -> Sequence[int]:
        """Writes entries of the outline; hands back the numbers of those at its top, which stand between two others."""
        levels: list[int] = []
        for _, level, _, _ in bookmarks:
            levels.append(min(level, levels[-1] + 1 if levels else 0))
        kids: dict[int, list[int]] = {-1: []}
        above: list[int] = []
        for index, level in enumerate(levels):
            above = [*above[:level], index]
            kids[index] = []
            kids[above[-2] if level else -1].append(index)
        for parent, entries in kids.items():
            owner = self.outlines if parent < 0 else numbers[parent]
            row = [numbers[entry] for entry in entries]
            beside = [before, *row, after] if parent < 0 else [0, *row, 0]
            for rank, entry in enumerate(entries):
                words, _, page, height = bookmarks[entry]
                content = f"<</Title{pdf_text(words)}/Parent {owner} 0 R"
                content += f"/Dest[{self._page_numbers[page]} 0 R/XYZ 0 {height:.2f} 0]"
                content += f"/Prev {beside[rank]} 0 R" if beside[rank] else ""
                content += f"/Next {beside[rank + 2]} 0 R" if beside[rank + 2] else ""
                under = [numbers[kid] for kid in kids[entry]]
                content += _below(under, len(under) * (-1 if not levels[entry] else 1))
                self.file.put(numbers[entry], f"{content}>>".encode("latin-1"))
        return [numbers[entry] for entry in kids[-1]]

    def _write_fonts(self) -> None:
        """Writes the faces with the letters that were used, numbered after all that was written before."""
        document: Any = self.canvas._doc
        document.objectcounter = self.file.last
        for face in document.delayedFonts:
            face.addObjects(document)
        for name, thing in document.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                thing.content = character_map(thing.content)
        contents: list[tuple[int, bytes]] = []
        number = self.file.last
        while number < document.objectcounter:  # writing one may add others
            number += 1
            thing = document.idToObject[document.numberToId[number]]
            contents.append((number, pdfdoc.format(thing, document, toplevel=1)))
        self.file.last = document.objectcounter
        for number, content in contents:
            if content.rstrip().endswith(b"endstream"):
                self.file.write(number, b"%d 0 obj\n%s\nendobj\n" % (number, content))
            else:
                self.file.put(number, content)
        used = document.idToObject[pdfdoc.BasicFonts]
        self.file.put(self.fonts, pdfdoc.format(used, document, toplevel=1))


def _below(kids: Sequence[int], count: int) -> str:
    """The first and last entry below one of the outline's, and how many; a negative count keeps them folded."""
    return f"/First {kids[0]} 0 R/Last {kids[-1]} 0 R/Count {count}" if kids else ""
