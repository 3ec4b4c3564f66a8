"""A page of a PDF as a PNG that says what it shows."""

from __future__ import annotations

import io

from edu.write.raster import pages

DOTS_PER_INCH = 300
"""A chart is then about 2,080 dots wide: sharp on a projector."""


def png(pdf: bytes, title: str, alt: str) -> bytes:
    """The first page as a PNG; title and alternative text stand in its text chunks "Title" and "Description"."""
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_itxt("Title", title, "en")
    told.add_itxt("Description", alt, "en")
    made = io.BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    next(pages(pdf, DOTS_PER_INCH)).quantize(64).save(made, "PNG", optimize=True, pnginfo=told, dpi=dots)
    return made.getvalue()
