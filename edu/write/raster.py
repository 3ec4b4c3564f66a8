"""Pages of a PDF as pictures, drawn by PDFium, the engine that many browsers show PDF with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def pages(pdf: bytes, dots_per_inch: int, grey: bool = True) -> Iterator[Image]:
    """Each page in turn."""
    import pypdfium2  # noqa: PLC0415 - brings a large library, needed for pictures alone

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dots_per_inch / 72, grayscale=grey).to_pil()
    finally:
        document.close()
