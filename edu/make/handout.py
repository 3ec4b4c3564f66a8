"""The handout: its template, filled in and turned into blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edu.make.directives import Directive, read_blocks, two_texts
from edu.make.lesson_parts import LessonParts
from edu.make.markup import words_of
from edu.make.templates import filled, page_template
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.chart import Chart
from edu.model.document import Document, Section, Title

TEMPLATE = "handout.md"


def handout(
    battle: Battle,
    words: Words,
    charts: Sequence[Chart],
    lines: Mapping[str, tuple[int, int]],
    paper: str = "a4",
) -> Document:
    """The handout of a battle.

    Args:
        battle: the battle.
        words: the wording; its `handout.md` gives the order of the parts.
        charts: the charts it may show, by name.
        lines: lines of each fact in the narrative, for references.
        paper: "a4" or "letter".

    Raises:
        EduError: when the template is missing, or something in it cannot be understood.
    """
    parts = LessonParts(battle, words, charts, lines)
    title = Directive(
        lambda call: [Title(words_of(call.argument), *two_texts(call))], "title Lesson handout", holds=True
    )
    page = filled(page_template(words, TEMPLATE), parts.values())
    read = read_blocks(page, {**parts.directives(), "title": title})
    footer = words_of(words.say("handout.footer", name=battle.name))
    section = Section(
        read.blocks,
        footer,
        page_words=words.say("handout.page"),
        continued=words.say("handout.continued"),
        origins=read.origins,
    )
    return Document(battle.name, (section,), paper=paper)
