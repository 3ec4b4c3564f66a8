"""Where ink lies on printed pages: outside margins, outside a figure's box, words over words.

Measured on what another library draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from typing import Any

from pypdfium2 import raw

from edu.model.document import Document
from tests.write.tags import Tags

DPI = 40
MM = DPI / 25.4
SLACK = 0.9
"""Millimetres that half a rule and the grid of pixels may add."""

RISE = 1.2
"""Millimetres by which the box for the marks stands above the first line of its question."""

EDGE = 11.0
"""Millimetres at the left of the paper that stay white, since printers leave up to 6 mm blank: numbers of three digits
in large print reach so far, those of two keep 15 mm."""

FOOTER = 3.5
"""Millimetres under the text that stay white, above the footer."""

OVERLAP = 2.0
"""Points by which the boxes of words may overlap, as long letters of one line and the next do."""


def margins(document: Document) -> tuple[float, float, float, float]:
    """Left, right, upper and lower margin in millimetres, as the design of the pages gives them.

    Letter is wider and lower: text of the same size stands in the middle between two narrower margins.
    """
    large = document.variant == "large-print"
    left, right = 26.0, 18.0
    above, below = (20.0, 24.0) if large else (18.0, 24.0)
    if document.paper == "letter":
        wider = (215.9 - 210) / 2
        above, below = (12.0 if large else 10.0), 14.4
        left, right = left + wider, right + wider
    return left, right, above, below


def outside(pdf: Any, document: Document) -> Iterator[str]:
    """Where ink lies outside the margins, or words over words."""
    _, right, above, below = margins(document)
    for number, leaf in enumerate(pdf, 1):
        picture = leaf.render(scale=DPI / 72, grayscale=True).to_pil().point(lambda ink: 255 if ink < 200 else 0)
        wide, high = picture.width / MM, picture.height / MM
        foot = high - below + SLACK
        box = picture.crop((0, 0, picture.width, round(foot * MM))).getbbox()
        if box is None:
            yield f"page {number} is empty"
            continue
        if box[0] / MM < EDGE or box[2] / MM > wide - right + SLACK or box[1] / MM < above - RISE - SLACK:
            yield f"page {number} has ink at {', '.join(f'{edge / MM:.1f}' for edge in box[:3])} mm"
        under = picture.crop((0, round(foot * MM), picture.width, round((foot + FOOTER - SLACK) * MM)))
        if under.getbbox():
            yield f"page {number} has ink between text and footer"
        yield from (f"page {number}: {words}" for words in _over(leaf))


def _over(leaf: Any) -> Iterator[str]:
    """Stretches of text whose boxes overlap."""
    boxes = sorted(
        (box for thing in leaf.get_objects(filter=[1]) if (box := thing.get_bounds())[2] - box[0] > 1),
        key=lambda box: -box[3],
    )
    for (left, low, right, top), others in ((box, boxes[place + 1 :]) for place, box in enumerate(boxes)):
        for start, foot, end, head in others:
            if head < low:
                break
            if min(right, end) - max(left, start) > OVERLAP and min(top, head) - max(low, foot) > OVERLAP:
                yield f"words overlap at {max(left, start):.0f}, {max(low, foot):.0f}"


# The boxes of figures ------------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points from the lower-left corner of the page."""

CUT = 1.5
"""Points by which ink may lie outside its figure's box: half a rule, and letters that stand over their width."""

SPARE = 6.0
"""Points that a box may have free at the left and below; at the right and above, scales and rows leave more."""


def misplaced(pdf: Any, document: Document, tags: Tags) -> Iterator[str]:
    """Figures whose box is not that of what is drawn in them, or reaches into the margins."""
    _, right, above, _ = margins(document)
    for figure in (element for element in tags.root.every() if element.role == "Figure") if tags.root else ():
        places = {kid for kid in figure.kids if isinstance(kid, tuple)}
        page = min(page for page, _ in places)
        ink = _ink(pdf[page - 1], {number for _, number in places})
        box = [float(edge) for edge in figure.attribute("BBox")]
        wide, high = pdf[page - 1].get_size()
        cut = max(box[0] - ink[0], box[1] - ink[1], ink[2] - box[2], ink[3] - box[3])
        ends = wide - (right - SLACK) * 72 / 25.4, high - (above - SLACK) * 72 / 25.4
        if cut > CUT or max(ink[0] - box[0], ink[1] - box[1]) > SPARE or box[2] > ends[0] or box[3] > ends[1]:
            name = str(figure.entry.get("/Alt", ""))[:40]
            yield f"page {page}: the box of {name!r} is {box}, and its ink {[round(edge, 1) for edge in ink]}"


def _ink(leaf: Any, marks: set[int]) -> Box:
    """The box of all that is drawn in some marked content of a page."""
    drawn = [_seen(thing) for thing in leaf.get_objects() if raw.FPDFPageObj_GetMarkedContentID(thing) in marks]
    left, low, right, top = zip(*drawn, strict=True)
    return min(left), min(low), max(right), max(top)


def _seen(thing: Any) -> Box:
    """The box of what is seen of a thing: of stripes, what is not cut off at the edge of their bar."""
    left, low, right, top = thing.get_bounds()
    clip = raw.FPDFPageObj_GetClipPath(thing)
    for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
        points = []
        for number in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            x, y = c_float(), c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), byref(x), byref(y))
            points.append((x.value, y.value))
        if points:
            left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
            low, top = max(low, min(y for _, y in points)), min(top, max(y for _, y in points))
    return left, low, right, top
