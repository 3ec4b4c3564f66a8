"""From words to lines: typographic characters, line breaking, and where each sentence stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import normalize

from edu.model.document import Gap, Run, Text
from edu.problems import PrintingError
from edu.write.pdf import fonts, scripts
from edu.write.pdf.styles import MM, Style

_GAP = "\ufffc"
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_OPENING = re.compile(r"(^|[\s\u00a0(\[{–—/“‘])([\"'])(?=\S)")
_NUMBERED = "line lines page pages question questions task tasks figure part paragraph sentence no."
_MONTHS = "January February March April May June July August September October November December"
_ERAS = frozenset(("BCE", "CE", "BC", "AD"))
_UNITS = "mm cm m km ha kg g t h min s ft mi lb a.m. p.m."


def _after(words: str) -> str:
    """A pattern that matches after one of these words and a space."""
    return "|".join(rf"(?<=\b{re.escape(word)} )" for word in words.split())


def _before(words: Iterable[str]) -> str:
    """A pattern that matches before one of these words, written so."""
    return rf"(?-i:(?=(?:{'|'.join(map(re.escape, words))})(?!\w)))"


_GLUE = re.compile(  # begins with the space, so that all else is tried at spaces alone
    rf" (?:(?<=\d )(?:(?=[%‰°€£$])|{_before([*_UNITS.split(), *sorted(_ERAS), *_MONTHS.split()])})"
    r"|(?=[–—](?:\s|$))|(?=___)"
    rf"|(?:{_after(_NUMBERED)})(?=\d))",
    re.IGNORECASE,
)
_LOW_LINES = re.compile(r"(_{3,})")
_ERA = re.compile(rf"(?:{'|'.join(sorted(_ERAS))})\b")
_NARROW = 70 * MM
"""In a column narrower than this a span of dates or numbers is parted before "to", not after it."""
_WITHIN = re.compile(r"(?<=\S) (?=\S)")
_TYPED_DASH = re.compile(r"(?<=\s)-{1,3}(?=\s)")
_SPAN_HYPHEN = re.compile(r"(?<![\w.,-])(\d[\d,]*)-(?=\d[\d,]*(?![\w-]))")
_AFTER = frozenset("-–—/\u00a0")
"""Characters after which a word too long for its column may be broken."""

_HYPHEN = "\u00ad"
"""Printed where a word is broken between two letters. Readers take it out of the text, so the word stays whole."""

_VOWELS = frozenset("aeiouyæøœ")
_FEWEST = 3
"""Letters of a word broken with a hyphen that stand on each side of it, at least."""


@dataclass(frozen=True)
class Span:
    """A stretch of one face within a line.

    Attributes:
        font: name of the face.
        text: its letters in the order they are read.
        width: how wide it is, in points.
        leftward: True when it runs from right to left.
    """

    font: str
    text: str
    width: float
    leftward: bool = False


@dataclass(frozen=True)
class Blank:
    """A rule within a line, to write on or for a word that is left out.

    Attributes:
        width: how long it is, in points.
        told: the low lines that are the rule; empty for a rule to write on, which is told otherwise.
    """

    width: float
    told: str = ""


@dataclass(frozen=True)
class Space:
    """A space of its own width within a line, between the letters of a code."""

    width: float


Part = Span | Blank | Space


@dataclass(frozen=True)
class Line:
    """One printed line.

    Attributes:
        parts: what stands in it, from left to right.
        width: how wide that is, in points.
        start: offset of its first character in the paragraph.
        end: offset after its last character.
        spaced: True when the line was broken at a space, which extracted text must not lose.
    """

    parts: tuple[Part, ...]
    width: float
    start: int
    end: int
    spaced: bool


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes made typographic, and hyphens that stand for a dash ("10-12")."""
    opened = {'"': "“", "'": "‘"}
    previous = None if any(mark in text for mark in opened) else text
    while previous != text:  # a quotation that opens inside another needs a second look
        previous, text = text, _OPENING.sub(lambda found: found[1] + opened[found[2]], text)
    text = re.sub(r"‘(?=\d0s\b)", "’", text)
    text = _SPAN_HYPHEN.sub(r"\1–", text)
    return text.replace(" - ", " – ").replace('"', "”").replace("'", "’")


@lru_cache(maxsize=1024)
def typeset(text: Text) -> Text:
    """The text with typographic quotation marks and dashes, and with spaces that must not break made unbreakable.

    A space is unbreakable between a number and its unit, era or month ("5 %", "6 February"), between a word for what is
    numbered and its number ("line 12"), before dashes and blanks, and between the two bold words at the end of a text
    ("Tick one."). Nothing else is tied: not what is counted ("500 soldiers"), nor how far a number goes ("at least
    500"), nor a date to its year or to the word before it: longer ties leave the line above them half empty. Runs stay
    as many as they were.
    """
    words: list[str] = []
    for part in text:
        run = _GAP if isinstance(part, Gap) else _TYPED_DASH.sub("–", _SPACES.sub(" ", normalize("NFC", part.text)))
        if not run.isascii():
            unseen = fonts.UNSEEN if scripts.joins(run) else fonts.UNSEEN.union(scripts.JOINERS)
            run = "".join(character for character in run if character not in unseen)
        ends_in_space = next((before[-1] == " " for before in reversed(words) if before), True)
        words.append(run.removeprefix(" ") if ends_in_space else run)
    if len(text) > 1 and isinstance(text[-1], Run) and text[-1].bold and len(words[-1].split()) == 2:
        words[-1] = _WITHIN.sub("\u00a0", words[-1])  # a directive: "Tick one."
    whole = _GLUE.sub("\u00a0", typographic("".join(words)))
    result: list[Run | Gap] = []
    start = 0
    for part, run in zip(text, words, strict=True):
        result.append(part if isinstance(part, Gap) else Run(whole[start : start + len(run)], part.bold))
        start += len(run)
    return tuple(result)


@dataclass
class _Word:
    """What stands between two spaces, with its width, its offsets and the width of the space before it."""

    parts: list[Span | Blank]
    width: float
    start: int
    end: int
    space: float

    def add(self, part: Span | Blank, length: int) -> None:
        self.parts.append(part)
        self.width += part.width
        self.end += length


def _width(text: str, name: str, style: Style, leftward: bool = False) -> float:
    """How wide a stretch of one face is, with the space after each of its letters.

    Letters that run from right to left are joined to each other, and have no space between them.
    """
    return fonts.width(text, name, style.size) + (0.0 if leftward else style.tracking * len(text))


def _spans(text: str, bold: bool, style: Style, marks: tuple[bool, ...] = ()) -> Iterator[Span]:
    """Stretches of one face and one direction; `marks` says which characters run from right to left."""
    if not any(marks):
        for name, stretch in fonts.faces(text, bold):
            yield _span(name, stretch, style, False)
        return
    start = 0
    for leftward, run in groupby(marks):
        part = text[start : start + len(tuple(run))]
        start += len(part)
        for name, stretch in fonts.faces(part, bold):
            yield _span(name, stretch, style, leftward)


def _span(name: str, text: str, style: Style, leftward: bool) -> Span:
    return Span(name, text, _width(text, name, style, leftward), leftward)


def _words(text: Text, style: Style) -> Iterator[_Word]:
    """The words of a text that was made typographic."""
    word = _Word([], 0, 0, 0, 0)
    marks = scripts.leftward("".join(_GAP if isinstance(part, Gap) else part.text for part in text))
    offset = 0
    for part in text:
        if isinstance(part, Gap):
            for span in _spans(part.label + "\u00a0", True, style):
                word.add(span, 0)
            word.add(Blank(style.blank), 1)
            offset += 1
            continue
        bold = part.bold or style.bold
        for index, letters in enumerate(part.text.split(" ")):
            if index:
                if word.parts:
                    yield word
                offset += 1
                space = _width(" ", fonts.BOLD if bold else fonts.TEXT, style)
                word = _Word([], 0, offset, offset, space)
            for stretch in _LOW_LINES.split(letters):
                if _LOW_LINES.fullmatch(stretch):
                    word.add(Blank(fonts.width(stretch, fonts.TEXT, style.size), stretch), len(stretch))
                elif stretch:
                    for span in _spans(stretch, bold, style, marks[offset : offset + len(stretch)]):
                        word.add(span, len(span.text))
                offset += len(stretch)
    if word.parts:
        yield word


_Letter = tuple[Span | Blank, str]
"""A letter of a word by itself, or a blank, with the character it is."""


def _letters(word: _Word, style: Style) -> list[_Letter]:
    return [
        (part, " ") if isinstance(part, Blank) else (_span(part.font, character, style, part.leftward), character)
        for part in word.parts
        for character in (part.text if isinstance(part, Span) else " ")
    ]


def _pieces(word: _Word, style: Style, width: float) -> Iterator[_Word]:
    """A word too wide for its column, broken after a hyphen, dash or no-break space, else with a hyphen put in."""
    letters = _letters(word, style)
    start = 0
    while start < len(letters):
        end, used = start, 0.0
        while end < len(letters) and (end == start or used + letters[end][0].width <= width):
            used += letters[end][0].width
            end += 1
        hyphen = None
        if end < len(letters):
            end, hyphen = _cut(letters, start, end, width - used, style)
        piece = _Word([], 0, word.start + start, word.start + start, 0 if start else word.space)
        for part, _ in letters[start:end]:
            piece.add(part, 1)
        if hyphen:
            piece.add(hyphen, 0)
        yield piece
        start = end


def _cut(letters: Sequence[_Letter], start: int, end: int, room: float, style: Style) -> tuple[int, Span | None]:
    """Where a word is broken of which letters `start` to `end` fit with so much room left, and the hyphen put there.

    Rather than between any two letters it is broken before a consonant that a vowel follows: where a syllable begins,
    more often than not.
    """
    places = [place for place in range(end, start, -1) if letters[place - 1][1] in _AFTER]
    if places:  # an era stays with its year
        return next((place for place in places if not _ERA.match(_characters(letters[place:]))), places[0]), None
    full, rough = end, None
    while end - start >= _FEWEST:
        part, _ = letters[end - 1]
        word = "".join(character for _, character in letters[end - 1 : end + _FEWEST])
        if isinstance(part, Span) and not part.leftward and word.isalpha():
            hyphen = _span(part.font, _HYPHEN, style, False)
            if hyphen.width <= room and len(word) > _FEWEST:
                rough = rough or (end, hyphen)
                if _plain(word[1]) not in _VOWELS and _plain(word[2]) in _VOWELS:
                    return end, hyphen
        room += part.width
        end -= 1
    return rough or (full, None)


def _characters(letters: Sequence[_Letter]) -> str:
    return "".join(character for _, character in letters)


def _plain(letter: str) -> str:
    """A letter in lower case without its accent."""
    return normalize("NFD", letter)[0].lower()


@lru_cache(maxsize=1024)
def widest_word(text: Text, style: Style) -> float:
    """How wide a column must be so that no word of the text is broken but after a hyphen, in points."""
    widest = 0.0
    for word in _words(typeset(text), style):
        used = 0.0
        for part, character in _letters(word, style):
            used += part.width
            widest = max(widest, used)
            used = 0.0 if character in _AFTER else used
    return widest


def _joined(words: list[_Word], style: Style) -> tuple[Part, ...]:
    """The words of a line with the spaces between them, neighbours of one face and direction made one."""
    parts: list[Part] = []
    for index, word in enumerate(words):
        for place, part in enumerate(word.parts):
            if index and not place and word.space:
                _add(parts, _space(parts[-1], part, word.space), style)
            _add(parts, part, style)
    return tuple(parts)


def _space(left: Part, right: Part, width: float) -> Span:
    """The space between two parts: in a face of one of them, or of the text between letters that run leftward."""
    beside = [part for part in (left, right) if isinstance(part, Span)]
    font = next((part.font for part in beside if not part.leftward), fonts.TEXT)
    return Span(font, " ", width, len(beside) == 2 and all(part.leftward for part in beside))


def _add(parts: list[Part], part: Part, style: Style) -> None:
    last = parts[-1] if parts else None
    if not (isinstance(last, Span) and isinstance(part, Span)) or (last.font, last.leftward) != (
        part.font,
        part.leftward,
    ):
        parts.append(part)
    elif part.leftward:  # letters that meet may join, which makes them narrower or wider
        parts[-1] = _span(part.font, last.text + part.text, style, True)
    else:
        parts[-1] = Span(part.font, last.text + part.text, last.width + part.width)


def _line(words: list[_Word], spaced: bool, style: Style) -> Line:
    parts = _joined(words, style)
    *before, last = parts
    if before and isinstance(last, Span) and not last.text.strip() and isinstance(before[-1], Span):
        # Readers lose a space that is shown by itself at the end of a line, so it is set in the face before it.
        parts = (*before[:-1], _span(before[-1].font, before[-1].text + last.text, style, before[-1].leftward))
    return Line(parts, sum(part.width for part in parts), words[0].start, words[-1].end, spaced)


@lru_cache(maxsize=1024)
def break_lines(text: Text, style: Style, width: float) -> tuple[Line, ...]:
    """The text in lines no wider than `width` points, as many words in each as fit.

    Raises:
        ValueError: when no face has one of the characters.
    """
    (first, *others) = text or (Run(""),)
    if not others and isinstance(first, Run) and first.text.isalnum() and first.text.isascii():  # nothing to mend
        span = next(_spans(first.text, first.bold or style.bold, style))
        if span.width <= width:
            return (Line((span,), span.width, 0, len(first.text), False),)
    text = typeset(text)
    for part in text:
        lacking = fonts.missing_glyphs(part.label if isinstance(part, Gap) else part.text)
        if lacking:
            shown = ", ".join(f"{character} (U+{ord(character):04X})" for character in lacking)
            raise PrintingError(f"no font has {shown}; write the word with other letters: {words_of(text)!r}")
    lines: list[Line] = []
    row: list[_Word] = []
    used = 0.0
    for whole in _words(text, style):
        pieces = _pieces(whole, style, width) if whole.width > width else [whole]
        for word in pieces:
            starts_word = word.start == whole.start
            if row and (not starts_word or used + word.space + word.width > width + 1e-6):
                led = row[-1:] if starts_word and width < _NARROW and _leads_on(row, word, width) else []
                row = row[: len(row) - len(led)]
                lines.append(_line(row, starts_word, style))
                row, used = led, sum(each.width for each in led)
            used += word.width + (word.space if row else 0)
            row.append(word)
    if row:
        lines.append(_line(row, False, style))
    return tuple(lines)


def _leads_on(row: Sequence[_Word], following: _Word, width: float) -> bool:
    """Whether a line ends in the "to" of a span, which has room on the next line, before what it leads to."""
    *before, last = row
    fits = last.width + following.space + following.width <= width
    return bool(before) and fits and _text(last) == "to" and _text(following)[:1].isdigit()


def _text(word: _Word) -> str:
    return "".join(part.text for part in word.parts if isinstance(part, Span))


@lru_cache(maxsize=64)
def balanced_lines(text: Text, style: Style, width: float) -> tuple[Line, ...]:
    """The text in as few lines as `break_lines` makes of it, and in those of them whose longest is shortest.

    Why: a title broken where its line is full parts a name ("The Battle of Carrow / Moor").
    """
    lines = break_lines(text, style, width)
    narrow, wide = widest_word(text, style), width
    while len(lines) > 1 and wide - narrow > 1:
        middle = (narrow + wide) / 2
        closer = break_lines(text, style, middle)
        if len(closer) == len(lines):
            lines, wide = closer, middle
        else:
            narrow = middle
    return lines


def words_of(text: Text) -> str:
    """The words of a text as they are printed."""
    return "".join(part.label if isinstance(part, Gap) else part.text for part in typeset(text))


def natural_width(text: Text, style: Style) -> float:
    """How wide the text is when it stands on one line, in points."""
    lines = break_lines(text, style, 1e6)
    return lines[0].width if lines else 0.0


def joined(texts: Iterable[Text]) -> tuple[Text, tuple[tuple[int, int], ...]]:
    """Texts set one after another with a space between, and the offsets at which each begins and ends."""
    runs: list[Run | Gap] = []
    counts: list[int] = []
    for text in texts:
        if counts:
            runs.append(Run(" "))
        runs.extend(text)
        counts.append(len(text))
    lengths = [1 if isinstance(part, Gap) else len(part.text) for part in typeset(tuple(runs))]
    places: list[tuple[int, int]] = []
    first = start = 0
    for number, count in enumerate(counts):
        if number:
            start += lengths[first]
            first += 1
        end = start + sum(lengths[first : first + count])
        places.append((start, end))
        first, start = first + count, end
    return tuple(runs), tuple(places)
