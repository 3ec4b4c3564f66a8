"""How the objects of a copy are numbered, so that their numbers can be put into text that is made once.

Every object of a copy has a number that is the copy's base plus a place that is the same in all copies of a form. A
base is a whole number of hundreds (of thousands, in a long form), so that a number is the digits of the hundreds and
two digits more. The elements of a form are kept as text in which one byte stands for the hundreds: a copy's elements
are that text with its hundreds put in.
"""

from __future__ import annotations

from dataclasses import dataclass

STREAM, FIRST_PAGE, FOOTERS, LEAF, BLANK, BOOKMARK, SECTION, PAGES = range(8)
"""Places of a copy's objects: the object stream of its elements, what only its first page shows, its footers' words,
its leaf of the parent tree, the words of a page left blank, its entry in the outline, its root element, its pages. The
other elements follow."""

HUNDREDS = 0x80
"""The first of the bytes that stand for the hundreds of a number; the text has no others beyond ASCII."""

MOST_HUNDREDS = 0x7F
"""How many such bytes there are."""


@dataclass(frozen=True)
class Numbering:
    """How places are written: by digits after the hundreds, 2 of them, or 3 after the thousands."""

    digits: int

    def place(self, place: int) -> bytes:
        """A number as text, its hundreds to be put in."""
        high, low = divmod(place, 10**self.digits)
        return bytes([HUNDREDS + high]) + b"%0*d" % (self.digits, low)

    def reference(self, place: int) -> bytes:
        """A reference to the object in a place."""
        return self.place(place) + b" 0 R"

    def filled(self, text: bytes, hundreds: int, count: int) -> bytes:
        """The text with the hundreds of a copy's base put in."""
        for high in range(count):
            text = text.replace(bytes([HUNDREDS + high]), b"%d" % (hundreds + high))
        return text
