"""How pupils' pages are laid out: kind of letters, sheets, tint, and whether they have what screen readers need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from edu.model.document import Document

CLASS = "class"
"""The variant of most pupils."""

PAPERS, VARIANTS, TINTS = ("a4", "letter"), (CLASS, "large-print", "easy-read"), ("cream", "blue", "green")


@dataclass(frozen=True)
class Layout:
    """A layout of pupils' pages.

    Attributes:
        paper: one of `PAPERS`.
        variant: one of `VARIANTS`.
        tint: a tint for the whole page, one of `TINTS`; empty for none.
        tagged: False for pages without what screen readers need.
    """

    paper: str = "a4"
    variant: str = CLASS
    tint: str = ""
    tagged: bool = True

    @property
    def known(self) -> bool:
        """Whether pages can be laid out so."""
        return self.paper in PAPERS and self.variant in VARIANTS and self.tint in ("", *TINTS)

    def of(self, document: Document) -> Document:
        """The document in this layout."""
        return replace(document, paper=self.paper, variant=self.variant, tint=self.tint)

    def named(self, path: Path) -> Path:
        """A file's name with the variant in it, so that it does not take the place of the class's."""
        return path if self.variant == CLASS else path.with_name(f"{path.stem}-{self.variant}{path.suffix}")
