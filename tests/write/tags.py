"""Reads the marked content and the structure tree of a PDF, for any file of ours.

It knows PDF, the rules of PDF/UA-1 (ISO 14289-1) and of tags (ISO 32000-1, 14.7 and 14.8), and nothing of the writer.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

UNSAID = dict.fromkeys(map(ord, "\u00ad\u200e"))
"""Characters that readers take for no letter: a hyphen put in at the end of a line, a mark of direction."""


@dataclass
class Mark:
    """A stretch of marked content.

    Attributes:
        page: number of its page, from 1.
        number: its marked-content id; None for an artifact.
        tag: its tag: "P", "Artifact".
        kind: of an artifact its type and subtype: "Layout" (also when it says none), "Pagination Footer".
        text: what is shown in it.
        lines: what is shown at each height above the lower edge of the page.
        sizes: the type sizes it is shown in, in points.
    """

    page: int
    number: int | None
    tag: str
    kind: str = ""
    text: str = ""
    lines: dict[float, str] = field(default_factory=dict)
    sizes: set[float] = field(default_factory=set)


@dataclass
class Element:
    """A structure element.

    Attributes:
        role: its type.
        entry: its dictionary.
        above: the element it lies in; None for the root.
        kids: elements and marked content (page, id), in reading order.
    """

    role: str
    entry: Any
    above: Element | None
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def every(self) -> Iterator[Element]:
        """It and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.every()

    def inner(self, role: str) -> list[Element]:
        """Its own children of a type."""
        return [kid for kid in self.kids if isinstance(kid, Element) and kid.role == role]

    def attribute(self, name: str) -> Any:
        """A layout, list or table attribute; None when it is not given."""
        given = self.entry.get("/A")
        for each in given if isinstance(given, pikepdf.Array) else [given] if given is not None else []:
            if f"/{name}" in each:
                return each[f"/{name}"]
        return None


class Tags:
    """The marked content and the structure tree of a file.

    Attributes:
        pdf: the file.
        marks: all marked content, page by page in the order it is drawn.
        loose: text shown outside of any marked content, with its page.
        root: the "Document" element; None for a file without tags.
        mistakes: what could not even be read.
    """

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.marks: list[Mark] = []
        self.loose: list[tuple[int, str]] = []
        self.mistakes: list[str] = []
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        self._maps: dict[Any, dict[int, str]] = {}
        for number, page in enumerate(self.pdf.pages, 1):
            self._read(number, page)
        self.text = {(mark.page, mark.number): mark.text for mark in self.marks if mark.number is not None}
        tree = self.pdf.Root.get("/StructTreeRoot")
        self.root = None if tree is None else self._element(_first(tree.K), None, None)

    # Content ---------------------------------------------------------------------------------------------------

    def _letters(self, font: Any) -> dict[int, str]:
        """From the codes of a font to letters, by its own map."""
        if font.objgen not in self._maps:
            rows = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>", font.ToUnicode.read_bytes())
            self._maps[font.objgen] = {
                int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be").translate(UNSAID)
                for code, value in rows
            }
        return self._maps[font.objgen]

    def _read(self, number: int, page: Any) -> None:
        fonts = {name: self._letters(font) for name, font in page.Resources.get("/Font", {}).items()}
        open_marks: list[Mark] = []
        letters: dict[int, str] = {}
        height = size = rise = 0.0
        rises: list[float] = []
        for step in pikepdf.parse_content_stream(page, "q Q cm BDC BMC EMC Tf Tm Tj TJ ' \""):
            name, values = str(step.operator), step.operands
            if name in ("BDC", "BMC"):
                tag = str(values[0])[1:]
                more: Any = values[1] if name == "BDC" else {}
                content = None if tag == "Artifact" else int(more.get("/MCID", -1))
                if open_marks:
                    self.mistakes.append(f"page {number}: {tag} is marked inside {open_marks[-1].tag}")
                kind = str(more.get("/Type", "/Layout")) + str(more.get("/Subtype", "")) if more else "/Layout"
                open_marks.append(Mark(number, content, tag, kind.replace("/", " ").strip()))
                self.marks.append(open_marks[-1])
            elif name == "EMC":
                open_marks.pop()
            elif name == "Tf":
                letters, size = fonts[str(values[0])], float(values[1])
            elif name == "q":
                rises.append(rise)
            elif name == "Q":
                rise = rises.pop()
            elif name == "cm":
                if [float(value) for value in values[:4]] != [1, 0, 0, 1]:
                    self.mistakes.append(f"page {number}: text is scaled or turned, which is not read here")
                rise += float(values[5])
            elif name == "Tm":
                height = round(float(values[5]) + rise, 1)
            elif name == "Tj":
                shown = "".join(letters.get(code, "\ufffd") for code in bytes(values[0]))
                if open_marks:
                    open_marks[-1].text += shown
                    open_marks[-1].lines[height] = open_marks[-1].lines.get(height, "") + shown
                    open_marks[-1].sizes.add(size)
                else:
                    self.loose.append((number, shown))
            else:
                self.mistakes.append(f"page {number}: text is shown by {name}, which is not read here")

    # The tree --------------------------------------------------------------------------------------------------

    def _element(self, entry: Any, above: Element | None, page: int | None) -> Element:
        made = Element(str(entry.S)[1:], entry, above)
        page = self.pages.get(entry.Pg.objgen) if "/Pg" in entry else page
        kids = entry.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
            if isinstance(kid, int):
                made.kids.append((page or 0, int(kid)))
            elif "/MCID" in kid:
                made.kids.append((self.pages.get(kid.Pg.objgen, 0) if "/Pg" in kid else page or 0, int(kid.MCID)))
            else:
                made.kids.append(self._element(kid, made, page))
        return made

    def words(self, element: Element) -> str:
        """The text of an element's own content and of the spans in it."""
        if "/ActualText" in element.entry:
            return str(element.entry.ActualText)
        parts = (
            self.words(kid) if isinstance(kid, Element) and kid.role == "Span"
            else "" if isinstance(kid, Element) else self.text.get(kid, "")
            for kid in element.kids
        )  # fmt: skip
        return "".join(parts)

    def page_words(self) -> list[list[str]]:
        """The words of every page in the order of the tree, those of each element apart."""
        pages: list[list[str]] = [[] for _ in self.pages]
        for element in self.root.every() if self.root else ():
            if element.role in ("Figure", "Span"):
                continue
            for page in dict.fromkeys(kid[0] for kid in element.kids if not isinstance(kid, Element)):
                texts = (
                    self.text.get(kid, "") for kid in element.kids if not isinstance(kid, Element) and kid[0] == page
                )
                pages[page - 1] += "".join(texts).split()
        return pages

    def told(self) -> list[tuple[str, str]]:
        """What a screen reader says, element by element: the type and the words, of figures the alternative text."""
        if self.root is None:
            return []
        said = []
        for element in self.root.every():
            if element.role == "Figure":
                said.append((element.role, str(element.entry.get("/Alt", ""))))
            elif element.role != "Span" and self.words(element).strip():
                said.append((element.role, self.words(element)))
        return said


def _first(kids: Any) -> Any:
    return kids[0] if isinstance(kids, pikepdf.Array) else kids
