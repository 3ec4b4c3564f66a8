"""A page of ours as SVG: the operators it was drawn with, read again, its letters turned into outlines.

Why outlines: no slide program takes a font out of an SVG, and a chart must look the same on any machine.
Only operators that our own pages use are known; another one is refused, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from edu.write.pdf import fonts

_TOKEN = re.compile(
    r"\s*(?:(?P<text>\((?:\\.|[^\\()])*\))|(?P<name>/[^\s<>\[\]()/]+)|(?P<number>[-+]?\d*\.?\d+)"
    r"|(?P<dict><<.*?>>)|(?P<mark>[\[\]])|(?P<operator>[A-Za-z*]+))",
    re.S,
)
_ESCAPED = re.compile(r"\\([0-7]{1,3}|.)", re.S)
_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
_PAINTS = {"S": (False, True), "f": (True, False), "B": (True, True), "n": (False, False)}
_IGNORED = frozenset(("BDC", "BMC", "EMC", "BT", "ET", "TL", "Tr"))
"""What changes nothing to be seen: marks, where text begins and ends, how characters without ink are drawn."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class _State:
    """What q keeps and Q brings back."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: str = "#000"
    stroke: str = "#000"
    width: float = 1
    cap: int = 0
    join: int = 0
    dashes: tuple[float, ...] = ()
    clip: str = ""


def svg(canvas: Any, name: str, title: str, alt: str, language: str) -> str:
    """The page in hand of a canvas as an SVG whose title and description are read aloud in its place."""
    width, height = canvas._pagesize
    named = re.sub(r"\W", "-", name)
    drawn = _Page(height, _faces(canvas), named).read("\n".join(canvas._code))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(width)}pt" height="{_number(height)}pt" '
        f'viewBox="0 0 {_number(width)} {_number(height)}" role="img" xml:lang={quoteattr(language)} '
        f'aria-labelledby="{named}-title {named}-alt">'
    )
    told = f'<title id="{named}-title">{escape(title)}</title>\n<desc id="{named}-alt">{escape(alt)}</desc>'
    ground = f'<rect width="{_number(width)}" height="{_number(height)}" fill="#fff"/>'
    return "\n".join((head, told, ground, *drawn, "</svg>", ""))


def _faces(canvas: Any) -> dict[str, tuple[str, Sequence[int]]]:
    """For each name a font has on the page: the face, and the character of each of its codes."""
    found = {}
    for name in (fonts.TEXT, fonts.BOLD, fonts.FALLBACK, fonts.FALLBACK_BOLD):
        font = fonts.font(name)
        state = font.state.get(canvas._doc)
        for number, subset in enumerate(state.subsets if state else ()):
            found[font.getSubsetInternalName(number, canvas._doc)] = (name, subset)
    return found


@dataclass
class _Page:
    """Reads operators and gathers what they draw."""

    height: float
    faces: dict[str, tuple[str, Sequence[int]]]
    name: str
    drawn: list[str] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    clips: int = 0
    clipping: bool = False
    text: Matrix = (1, 0, 0, 1, 0, 0)
    face: str = ""
    size: float = 0

    def read(self, code: str) -> list[str]:
        operands: list[Any] = []
        for kind, value in _tokens(code):
            if kind == "operator":
                self._do(value, operands)
                operands = []
            else:
                operands.append(value)
        return self.drawn

    def _do(self, operator: str, given: list[Any]) -> None:
        match operator:
            case "q":
                self.kept.append(self.state)
            case "Q":
                self.state = self.kept.pop()
            case "cm":
                self.state = replace(self.state, matrix=_product(_matrix(given), self.state.matrix))
            case "w":
                self.state = replace(self.state, width=given[0])
            case "J":
                self.state = replace(self.state, cap=int(given[0]))
            case "j":
                self.state = replace(self.state, join=int(given[0]))
            case "d":
                self.state = replace(self.state, dashes=tuple(each for each in given[:-1] if each not in ("[", "]")))
            case "g" | "rg":
                self.state = replace(self.state, fill=_colour(given))
            case "G" | "RG":
                self.state = replace(self.state, stroke=_colour(given))
            case "m" | "l" | "c" | "h":
                points = " ".join(self._at(x, y) for x, y in zip(given[::2], given[1::2], strict=True))
                self.path.append(f"{'Z' if operator == 'h' else operator.upper()}{points}")
            case "re":
                x, y, width, height = given
                corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
                self.path.append("M" + "L".join(self._at(*corner) for corner in corners) + "Z")
            case "W":
                self.clipping = True
            case "S" | "f" | "B" | "n":
                self._paint(*_PAINTS[operator])
            case "Tm":
                self.text = _matrix(given)
            case "Tf":
                self.face, self.size = given
            case "Tj":
                self._letters(given[0])
            case _ if operator not in _IGNORED:
                raise ValueError(f"the page uses the operator {operator}, which is not known here")

    def _at(self, x: float, y: float) -> str:
        a, b, c, d, e, f = self.state.matrix
        return f"{_number(a * x + c * y + e)},{_number(self.height - (b * x + d * y + f))}"

    def _paint(self, fill: bool, stroke: bool) -> None:
        outline, self.path = "".join(self.path), []
        if outline and (fill or stroke):
            state = self.state
            ink = f' fill="{state.fill}"' if fill else ' fill="none"'
            if stroke:
                ink += f' stroke="{state.stroke}" stroke-width="{_number(state.width)}"'
                ink += f' stroke-linecap="{_CAPS[state.cap]}"' if state.cap else ""
                ink += f' stroke-linejoin="{_JOINS[state.join]}"' if state.join else ""
                ink += f' stroke-dasharray="{" ".join(map(_number, state.dashes))}"' if state.dashes else ""
            self.drawn.append(f'<path d="{outline}"{ink}{self._clipped()}/>')
        if self.clipping:
            self.clips += 1
            named = f"{self.name}-clip{self.clips}"
            self.drawn.append(f'<clipPath id="{named}"><path d="{outline}"{self._clipped()}/></clipPath>')
            self.state, self.clipping = replace(self.state, clip=named), False

    def _clipped(self) -> str:
        return f' clip-path="url(#{self.state.clip})"' if self.state.clip else ""

    def _letters(self, codes: str) -> None:
        """Letters as one filled path each stretch, and the place moved to its end."""
        name, characters = self.faces[self.face]
        whole = "".join(chr(characters[ord(code)]) for code in codes)
        scale = self.size / 1000
        outlines = []
        for letter in whole:
            a, b, c, d, e, f = self.text
            for command, points in _outline(str(fonts.font_file(name)), letter):
                placed = ((a * x * scale + c * y * scale + e, b * x * scale + d * y * scale + f) for x, y in points)
                outlines.append(command + " ".join(self._at(x, y) for x, y in placed))
            step = fonts.width(letter, name, self.size)
            self.text = (a, b, c, d, e + a * step, f + b * step)
        if outlines:
            self.drawn.append(f'<path d="{"".join(outlines)}" fill="{self.state.fill}"{self._clipped()}/>')


def _tokens(code: str) -> Iterator[tuple[str, Any]]:
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or ""
        value = found[kind]
        if kind == "number":
            yield kind, float(value)
        elif kind == "text":
            yield kind, _ESCAPED.sub(_unescaped, value[1:-1])
        else:
            yield kind, value


def _unescaped(found: re.Match[str]) -> str:
    named = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
    return chr(int(found[1], 8)) if found[1][0] in "01234567" else named.get(found[1], found[1])


def _outline(file: str, letter: str) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """A letter's outline as SVG commands with points in thousandths of the type size."""
    from matplotlib.path import Path

    from edu.write.figures.letters import letter_outline

    names = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
    for numbers, code in letter_outline(file, letter).iter_segments(simplify=False):
        points = [] if code == Path.CLOSEPOLY else [(float(x), float(y)) for x, y in numbers.reshape(-1, 2)]
        yield names[code], points


def _matrix(given: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = given
    return a, b, c, d, e, f


def _product(one: Matrix, other: Matrix) -> Matrix:
    """What both do, the first one first."""
    a, b, c, d, e, f = one
    m, n, o, p, q, r = other
    return a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p, e * m + f * o + q, e * n + f * p + r


def _colour(parts: Sequence[float]) -> str:
    shares = [round(part * 255) for part in parts]
    red, green, blue = shares * 3 if len(shares) == 1 else shares
    return f"#{red:02x}{green:02x}{blue:02x}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
