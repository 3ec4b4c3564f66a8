"""A canvas on which everything drawn is either tagged content or an artifact, as PDF/UA-1 asks.

Text outside a tag is a mistake of ours and refused; lines and shapes outside a tag become artifacts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import compress

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from edu.problems import PrintingError
from edu.write.pdf import fonts
from edu.write.pdf.file import file_bytes
from edu.write.pdf.structure import Node


class _Compressed(pdfdoc.PDFStream):  # type: ignore[misc]  # ReportLab brings no types
    """A page's drawing, compressed as soon as the page is full."""

    def __init__(self, content: str) -> None:
        super().__init__(pdfdoc.PDFDictionary({"Filter": pdfdoc.PDFName("FlateDecode")}))
        self.content = compress(content.encode("latin-1"))


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab brings no types
    """ReportLab's canvas with a structure tree.

    Attributes:
        root: the tree's root, a "Document".
        marked: for each finished page the node each marked-content id belongs to.
    """

    def __init__(self, title: str, language: str, width: float, height: float) -> None:
        """A canvas without pages.

        Raises:
            ValueError: when title or language is empty.
        """
        if not title.strip():
            raise PrintingError("the document has no title; readers show it in their title bar")
        if not language.strip():
            raise ValueError('the document has no language; give a tag such as "en-GB"')
        fonts.register()
        self.root = Node("Document")
        self.marked: list[list[Node]] = []
        self._on_page: list[Node] = []
        self._open: Node | str = ""  # what is being drawn: a node, "artifact", "implied" or nothing
        self._implied_at = 0
        super().__init__(
            io.BytesIO(),
            pagesize=(width, height),
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
            initialFontName=fonts.TEXT,
        )
        self._preamble = "1 0 0 1 0 0 cm"  # without ReportLab's own, which names a font before any text
        self.setTitle(title)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("edu")
        self.setViewerPreference("DisplayDocTitle", "true")
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
        number = len(self._on_page)
        self._on_page.append(node)
        node.kids.append((self._pageNumber, number))
        self._code.append(f"/{node.role} <</MCID {number}>> BDC")
        self._open = node
        yield
        self._code.append("EMC")
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
        self._code.append(f"/Artifact <</Type/{kind}{'/Subtype/' + subtype if subtype else ''}>> BDC")
        self._open = "artifact"
        yield
        self._code.append("EMC")
        self._imply()

    def _imply(self) -> None:
        self._implied_at = len(self._code)
        self._code.append("/Artifact BMC")
        self._open = "implied"

    def _close_implied(self) -> None:
        if len(self._code) == self._implied_at + 1:
            self._code.pop()
        else:
            self._code.append("EMC")
        self._open = ""

    # Hooks of ReportLab's canvas ---------------------------------------------------------------------------

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803  ReportLab's names
        """Draws text, which must be marked.

        Raises:
            ValueError: when it is not.
        """
        if self._open == "implied":
            raise ValueError("text is drawn that is neither content nor an artifact")
        super().drawText(aTextObject)

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        """Ends the page."""
        self._close_implied()
        super().showPage()
        self._imply()

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802  ReportLab's name
        """Called for each finished page: compresses it and ties it to the structure tree."""
        super()._setAnnotations(page)
        page.Contents = _Compressed(page.stream)
        page.stream = None
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self.marked)
        page.Tabs = pdfdoc.PDFName("S")
        self.marked.append(self._on_page)
        self._on_page = []

    def finish(self) -> bytes:
        """The whole file, after the last page."""
        return file_bytes(self, self.root, self.marked)
