"""Where ink lies on printed pages: outside the margins, or words over words. Measured on what another library draws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edu.model.document import Document

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
