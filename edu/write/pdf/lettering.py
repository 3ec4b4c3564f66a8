"""Which code each letter has in a file: fixed by the face alone.

ReportLab gives codes to letters as they are first drawn, so that a name with a new letter would change how the names
after it are written. Here a letter has the same code in every file, and a paper is the same bytes whoever is on the
list. Only faces with letters that are drawn are in the file, and of these no other letters but ASCII.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont, makeToUnicodeCMap

_ASCII = range(32, 127)
_FIRST, _NEXT = range(128, 256), range(33, 256)
"""Codes of the other letters in the first set of codes, and in each further one."""

_PUNCTUATION = range(0x2010, 0x2045)
"""Dashes, quotation marks and the like: they stand in the first set, since sentences are full of them."""


class Drawn:
    """The letters of a face that a file draws: for each set of codes the letter of each code, 0 for none."""

    def __init__(self) -> None:
        self.subsets: list[list[int]] = [[0] * 32 + list(_ASCII)]

    def add(self, place: int, letter: int) -> None:
        """Notes that a letter is drawn."""
        while len(self.subsets) <= place >> 8:
            self.subsets.append([])
        letters, code = self.subsets[place >> 8], place & 255
        letters.extend([0] * (code + 1 - len(letters)))
        letters[code] = letter


class SteadyFont(TTFont):  # type: ignore[misc]  # ReportLab brings no types
    """A face as ReportLab's font, with the same codes in every file.

    Attributes:
        places: for each letter its set of codes and its code there, as one number: the code in the last eight bits.
    """

    def __init__(self, name: str, file: str, short: str) -> None:
        """Reads the face, which files call by a short name."""
        super().__init__(name, file)
        self.short = short
        others = sorted(set(self.face.charToGlyph) - set(range(_FIRST.start)) - {0xA0})
        others.sort(key=lambda letter: letter not in _PUNCTUATION)
        places = [*_FIRST, *(256 * n + code for n in range(1, len(others) // len(_NEXT) + 2) for code in _NEXT)]
        self.places = dict(zip(others, places, strict=False)) | {letter: letter for letter in _ASCII} | {0xA0: 32}

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """The text in stretches of one set of codes each, with its number. A letter that is not there is code 0."""
        del encoding
        drawn = self._drawn(doc)
        if text.isascii():
            return [(0, text.encode())] if text else []
        found: list[tuple[int, bytearray]] = []
        for letter in map(ord, text):
            place = self.places.get(letter, 0)
            if place > _FIRST.start - 1:
                drawn.add(place, letter)
            if not found or found[-1][0] != place >> 8:
                found.append((place >> 8, bytearray()))
            found[-1][1].append(place & 255)
        return [(subset, bytes(codes)) for subset, codes in found]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """What a file calls a set of codes of the face."""
        self._drawn(doc)
        return f"/{self.short}+{subset}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Adds the letters that were drawn to a file, a font for each set of codes that has any."""
        for number, letters in enumerate(self._drawn(doc).subsets):
            if not letters:
                continue
            name = self.getSubsetInternalName(number, doc)[1:]
            tagged = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("latin-1")
            made = pdfdoc.PDFTrueTypeFont()
            made.Name, made.BaseFont = name, tagged
            made.FirstChar, made.LastChar = 0, len(letters) - 1
            made.Widths = pdfdoc.PDFArray([self.face.getCharWidth(letter) for letter in letters])
            codes = pdfdoc.PDFStream()
            codes.content = makeToUnicodeCMap(tagged, letters)
            codes.filters = [pdfdoc.PDFZCompress]
            made.ToUnicode = doc.Reference(codes, f"toUnicodeCMap:{tagged}")
            made.FontDescriptor = self.face.addSubsetObjects(doc, tagged, letters)
            doc.Reference(made, name)
            doc.idToObject[pdfdoc.BasicFonts].dict[name] = made
        del self.state[doc]

    def _drawn(self, doc: Any) -> Drawn:
        """What a file draws of the face; the file is told of the face when it first draws with it."""
        drawn: Drawn | None = self.state.get(doc)
        if drawn is None:
            drawn = self.state[doc] = Drawn()
            doc.fontMapping[self.fontName] = f"/{self.short}"
            doc.delayedFonts.append(self)
        return drawn
