"""The key: a grid of all versions, then each question once with its answer, the reasons and its place in the source.

It is made from the quiz alone, as recorded; the question bank is not asked again.
"""

from __future__ import annotations

from dataclasses import replace

from edu.make.directives import Directive, parts, read_blocks, teacher_title
from edu.make.key_grid import GRID_VERSIONS, further_grids, grids
from edu.make.key_notes import MANY, note
from edu.make.markup import inline, words_of
from edu.make.templates import filled, page_template
from edu.make.words import Words
from edu.model.document import Document, KeyNote, Paragraph, Run, Section
from edu.model.quiz import Quiz

TEMPLATE = "key.md"


def key(quiz: Quiz, words: Words, paper: str = "a4") -> Document:
    """The key of a quiz, for all versions it holds."""

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"key.{name}", **values))

    few = replace(quiz, versions=quiz.versions[:GRID_VERSIONS]) if len(quiz.versions) > MANY else quiz
    first, last = quiz.versions[0].letter, quiz.versions[-1].letter
    values = {
        "name": quiz.title,
        "code": quiz.code,
        "many": len(quiz.versions) > 1,
        "alike": len(quiz.versions) > 1 and len({replace(version, letter="") for version in quiz.versions[:MANY]}) == 1,
        "first": first,
        "last": last,
        "marks": quiz.marks,
        "content_note": quiz.content_note,
        "tasks": len(quiz.tasks),
    }
    title = Directive(teacher_title, "title Answer key", holds=True)
    own = parts(
        ("grid", lambda: list(grids(few, words))),
        ("answers", lambda: [note(quiz, i, place, words) for place, i in enumerate(quiz.versions[0].order, 1)]),
        ("tasks", lambda: [_task(number, *task, words) for number, task in enumerate(quiz.tasks, 1)]),
    )
    read = read_blocks(filled(page_template(words, TEMPLATE), values), {**own, "title": title})
    section = Section(
        read.blocks,
        footer=say("footer", code=quiz.code),
        page_words=words.say("key.page"),
        band=say("band"),
        origins=read.origins,
    )
    further = tuple(further_grids(quiz, section, words)) if few is not quiz else ()
    return Document(say("document", name=quiz.title, code=quiz.code), (section,), paper=paper, further=further)


def _task(number: int, text: str, answer_words: str, words: Words) -> KeyNote:
    """A task of the handout with its answer."""
    told = Paragraph(inline(words.say("key.model_answer", answer=answer_words)))
    stem = tuple(Run(run.text, True) for run in inline(text) if isinstance(run, Run))
    return KeyNote(label=str(number), stem=stem, marks="", source=(), blocks=(told,))
