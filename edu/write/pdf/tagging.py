"""A canvas on which everything drawn is either tagged content or an artifact, as PDF/UA-1 asks.

Text outside a tag is a mistake of ours and refused; lines and shapes outside a tag become artifacts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from edu.problems import PrintingError
from edu.write.pdf import fonts
from edu.write.pdf.structure import Node


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab brings no types
    """Turns drawing into operators, each marked with the structure element it belongs to.

    ReportLab's canvas is used for its fonts: which letters are used, and how they are coded. Pages and files are made
    elsewhere, of what `take` hands over.

    Attributes:
        title: the document's title.
        language: its language, a BCP 47 tag.
        root: an element for what is drawn, when there is no other: a "Sect".
        tagged: False to leave out all marks, for printing only.
        page: how many times content was taken, and so the number of the page in hand, from 0.
        next_mark: the next marked-content id.
        bookmarks: entries of the outline: words, level, page and height on it.
    """

    def __init__(self, title: str, language: str, width: float, height: float, tagged: bool = True) -> None:
        """A canvas without pages.

        Raises:
            ValueError: when title or language is empty.
        """
        if not title.strip():
            raise PrintingError("the document has no title; readers show it in their title bar")
        if not language.strip():
            raise ValueError('the document has no language; give a tag such as "en-GB"')
        fonts.register()
        self.title, self.language, self.tagged = title, language, tagged
        self.root = Node("Sect")
        self.page = self.next_mark = 0
        self.bookmarks: list[tuple[str, int, int, float]] = []
        self._marked: list[Node] = []
        self._open: Node | str = ""  # what is being drawn: a node, "artifact", "implied" or nothing
        self._implied_at = 0
        self._spelled: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
        super().__init__(
            io.BytesIO(), pagesize=(width, height), invariant=1, pdfVersion=(1, 7), initialFontName=fonts.TEXT
        )
        self._code: list[str] = []
        self._imply()

    # Marked content ----------------------------------------------------------------------------------------

    @contextmanager
    def mark(self, node: Node) -> Iterator[None]:
        """What is drawn inside is content of the node.

        Raises:
            ValueError: inside another mark.
        """
        if self._open != "implied":
            raise ValueError(f"{node.role} is drawn inside other marked content")
        self._close_implied()
        self._marked.append(node)
        self._begin(f"/{node.role} <</MCID {self.next_mark}>> BDC")
        node.content((self.page, self.next_mark))
        self.next_mark += 1
        self._open = node
        yield
        self._end()
        self._imply()

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """What is drawn inside is no content: a page number, a head row repeated on the next page.

        Raises:
            ValueError: inside marked content.
        """
        if self._open != "implied":
            raise ValueError("an artifact is drawn inside marked content")
        self._close_implied()
        self._begin(f"/Artifact <</Type/{kind}{'/Subtype/' + subtype if subtype else ''}>> BDC")
        self._open = "artifact"
        yield
        self._end()
        self._imply()

    def _begin(self, operator: str) -> None:
        if self.tagged:
            self._code.append(operator)

    def _end(self) -> None:
        if self.tagged:
            self._code.append("EMC")

    def _imply(self) -> None:
        self._implied_at = len(self._code)
        self._begin("/Artifact BMC")
        self._open = "implied"

    def close_implied(self) -> None:
        """Ends the artifact of what was drawn outside all marks; nothing may be drawn until content is taken."""
        if self._open == "implied":
            self._close_implied()

    def _close_implied(self) -> None:
        if self.tagged and len(self._code) == self._implied_at + 1:
            self._code.pop()
        else:
            self._end()
        self._open = ""

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is drawn inside is left out, though its marks are counted."""
        kept = self._code, self._implied_at
        self._code = []
        self._imply()
        yield
        self._code, self._implied_at = kept

    # Drawing -----------------------------------------------------------------------------------------------

    def put(self, operators: str) -> None:
        """Adds operators that draw no text."""
        self._code.append(operators)

    def put_text(self, operators: str) -> None:
        """Adds operators that draw text, which must be marked.

        Raises:
            ValueError: when it is not.
        """
        if self._open == "implied":
            raise ValueError("text is drawn that is neither content nor an artifact")
        self._code.append(operators)

    def letters(self, name: str, text: str) -> tuple[tuple[str, str], ...]:
        """A text in the codes of a face: stretches with the face's name in the file, ready to stand in brackets."""
        known = self._spelled.get((name, text))
        if known is None:
            face = fonts.font(name)
            known = tuple(
                (face.getSubsetInternalName(subset, self._doc), self._escape(codes))
                for subset, codes in face.splitString(text, self._doc)
            )
            if len(self._spelled) < 1024:
                self._spelled[name, text] = known
        return known

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803  ReportLab's names
        """Draws ReportLab's text object, which must be marked.

        Raises:
            ValueError: when it is not.
        """
        self.put_text(str(aTextObject.getCode()))

    def take(self) -> tuple[bytes, list[Node]]:
        """What was drawn since the last time, and the node of each mark in it."""
        self.close_implied()
        content, marked = "\n".join(self._code).encode("latin-1"), self._marked
        self._code, self._marked = [], []
        self.page += 1
        self._imply()
        return content, marked
