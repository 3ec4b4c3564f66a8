"""The samples of docs/templates.md, each printed as a page on the sample battle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from edu import lesson as road
from edu import places
from edu.lesson import Lesson
from edu.make.words import Words
from edu.model.document import Document
from edu.model.quiz import Quiz
from edu.model.wording import Phrase, Wording

GUIDE = Path(__file__).parent / "templates.md"
_SAMPLE = re.compile(r"```markdown (\w+)\n(.*?)```\n\n!\[[^\]]+\]\(([^)]+)\)", re.S)
_TOPS = {
    "handout": "::: title Kicker\nTitle\n\nSubtitle\n:::\n\n## Part\n\n",
    "quiz": "::: title Quiz\nTitle\n\nSubtitle\n:::\n\n",
    "key": "::: title Key\nSubtitle\n:::\n\n## Part\n\n",
}
_SEED = 3


@dataclass(frozen=True)
class Sample:
    """A piece of a template.

    Attributes:
        page: whose template it is of ("handout").
        text: the piece.
        picture: the file that shows it, from the folder of the documents.
        line: the line of docs/templates.md on which it begins.
    """

    page: str
    text: str
    picture: str
    line: int


def samples() -> Iterator[Sample]:
    """Every sample that has a picture."""
    text = GUIDE.read_text(encoding="utf-8")
    for found in _SAMPLE.finditer(text):
        yield Sample(found[1], found[2], found[3], text.count("\n", 0, found.start(2)) + 1)


@cache
def _lesson() -> Lesson:
    return road.load(places.templates() / "sample")


@cache
def _quiz() -> Quiz:
    return road.make_quiz(_lesson(), _SEED)


def document(page: str, text: str) -> Document:
    """A page whose template is a title, a heading and this text; a text with a title of its own stands alone.

    Raises:
        EduError: when something in the text cannot be understood.
    """
    top = "" if "::: title" in text else _TOPS[page]
    rest = "\n::: questions\n" if page == "quiz" and "::: questions" not in text else ""
    shipped = _lesson().words.wording
    name = f"{page}.md"
    documents = {**shipped.documents, name: Phrase(f"{top}{text}{rest}", Path(name), 1)}
    lesson = replace(_lesson(), words=Words(Wording(shipped.phrases, documents, "")))
    if page == "handout":
        return road.make_handout(lesson)
    if page == "quiz":
        return road.quiz_paper(lesson, replace(_quiz(), versions=_quiz().versions[:1]))
    return road.quiz_key(_quiz(), lesson.words)
