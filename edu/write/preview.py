"""Pages side by side on one web page that needs no other file, for looking at before printing."""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from edu.write.raster import pages

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 100
"""Enough to read small type on a screen at full size."""

_GREYS = 16

_STYLE = """
body { margin: 0; padding: 1rem 2rem 3rem; background: #ddd; color: #000; font: 100%/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.sheets { display: flex; flex-wrap: wrap; gap: 1rem; }
.sheets img { width: min(100%, 34rem); background: #fff; border: 1px solid #666; }
.problems { background: #fff; border: 4px solid #000; padding: .5rem 1.5rem; max-width: 60rem; }
.problems li { margin: .5rem 0; overflow-wrap: anywhere; }
"""

_RELOAD = """
window.stamped = function (stamp) { if (stamp !== "%s") location.reload(); };
setInterval(function () {
  var fresh = document.createElement("script");
  fresh.src = "stamp.js?" + Date.now();
  fresh.onload = fresh.onerror = function () { fresh.remove(); };
  document.head.appendChild(fresh);
}, 1000);
"""
"""Looks each second whether `stamp.js` beside the page has another stamp than the page.

A page opened from a folder may load a script from there, but nothing else.
"""


@dataclass(frozen=True)
class Sheets:
    """The pages of one document as PNG.

    Attributes:
        name: what it is called on the page ("Handout").
        file: how the names of its files begin ("handout").
        pictures: its pages.
    """

    name: str
    file: str
    pictures: tuple[bytes, ...]


def sheets(name: str, file: str, pdf: bytes, grey: bool = True) -> Sheets:
    """The pages of a PDF as PNG, in greys as a copier gives them unless told otherwise."""
    return Sheets(name, file, tuple(_png(picture) for picture in pages(pdf, DOTS_PER_INCH, grey)))


def _png(picture: Image) -> bytes:
    made = io.BytesIO()
    picture.quantize(_GREYS).save(made, "PNG")
    return made.getvalue()


def preview_page(title: str, documents: Sequence[Sheets], problems: Sequence[str] = (), stamp: str = "") -> str:
    """The web page.

    Args:
        title: the battle's name.
        documents: what to show.
        problems: what is wrong; the documents are then those from before.
        stamp: with a stamp the page loads itself again as soon as `stamp.js` beside it has another; see `stamp_script`.
    """
    parts = [f"<h1>{escape(title)}</h1>", *_problems(problems, bool(documents))]
    for document in documents:
        parts += [f"<h2>{escape(document.name)}</h2>", '<div class="sheets">', *_images(document), "</div>"]
    script = f"<script>{_RELOAD % stamp}</script>\n" if stamp else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}: preview</title>\n<style>{_STYLE}</style>\n{script}</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def stamp_script(stamp: str) -> str:
    """What stands in `stamp.js` beside a page that loads itself again."""
    return f'window.stamped("{stamp}");\n'


def _problems(problems: Sequence[str], pages_below: bool) -> list[str]:
    if not problems:
        return []
    told = "".join(f"<li>{escape(problem)}</li>" for problem in problems)
    below = "<p>The pages below are from before.</p>" if pages_below else ""
    return [f'<div class="problems" role="alert"><h2>To mend first</h2><ul>{told}</ul>{below}</div>']


def _images(document: Sheets) -> list[str]:
    count = len(document.pictures)
    return [
        f'<img alt="{escape(document.name)}, page {number} of {count}" '
        f'src="data:image/png;base64,{b64encode(picture).decode()}">'
        for number, picture in enumerate(document.pictures, 1)
    ]
