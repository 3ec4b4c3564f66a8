"""The quiz paper: all versions in one document, each beginning on a fresh sheet. Nothing of the key is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edu.make.charts import TIMELINE
from edu.make.cover import cover
from edu.make.markup import inline, words_of
from edu.make.words import Words
from edu.model.chart import Chart
from edu.model.document import (
    AnswerSpace,
    Block,
    Choices,
    Cloze,
    Document,
    Extracts,
    Figure,
    Heading,
    Lines,
    Matching,
    Ordering,
    Question,
    QuizTitle,
    Section,
    TickTable,
    line,
)
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz, Version


def paper(quiz: Quiz, words: Words, charts: Sequence[Chart], paper_size: str = "a4") -> Document:
    """The paper of a quiz, a section a version.

    Args:
        quiz: what to print.
        words: the wording of heads, directives and footers.
        charts: charts by name, for the items that print one.
        paper_size: "a4" or "letter".
    """
    by_name = {chart.name: chart for chart in charts}
    blocks = cover(quiz, words)
    sections = tuple(_section(quiz, version, words, by_name, blocks) for version in quiz.versions)
    title = words_of(words.say("quiz.title", name=quiz.title, code=quiz.code))
    return Document(title, sections, paper=paper_size)


def _section(
    quiz: Quiz,
    version: Version,
    words: Words,
    charts: Mapping[str, Chart],
    cover_blocks: tuple[tuple[Block, ...], tuple[Block, ...]],
) -> Section:
    before, after = cover_blocks

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"quiz.{name}", **values))

    def lettered(block: Block) -> Block:
        return replace(block, version=version.letter) if isinstance(block, QuizTitle) else block

    return Section(
        (*map(lettered, before), *_questions(quiz, version, words, charts), *map(lettered, after)),
        footer=say("footer", letter=version.letter, code=quiz.code),
        page_words=words.say("quiz.page"),
        marks_words=say("marks_here"),
        bookmark=say("bookmark", letter=version.letter),
        fresh_sheet=say("blank"),
    )


def _questions(quiz: Quiz, version: Version, words: Words, charts: Mapping[str, Chart]) -> Iterator[Block]:
    number = 0
    for place, part in enumerate(quiz.parts, 1):
        heading = words.say(f"quiz.parts.{part.heading}")
        if len(quiz.parts) > 1:
            yield Heading(2, inline(words.say("quiz.part", number=place, name=words_of(heading))))
        for index in (i for i in version.order if i in part.items):
            number += 1
            item = quiz.items[index]
            figure = (
                Figure(1, charts[item.chart], table=item.chart != TIMELINE, label=words_of(words.say("charts.figure")))
                if item.chart
                else None
            )
            yield Question(
                number,
                inline(item.stem),
                item.marks,
                _space(item, index, version),
                figure,
                name=words_of(words.say("quiz.question", number=number)),
                worth=words_of(words.say("quiz.worth", marks=item.marks)),
            )


def _space(item: Item, index: int, version: Version) -> AnswerSpace:
    """Where the pupil answers, in the order of the version."""
    order = version.options[index]
    texts = tuple(inline(item.options[i].text) for i in order)
    match item.kind:
        case Kind.JUDGING | Kind.TRUE_FALSE | Kind.SORTING:
            return TickTable(
                item.head,
                tuple(words_of(head) for head in item.answers),
                texts,
                inline(item.prompt),
                item.lines,
            )
        case Kind.MATCHING:
            return Matching(texts, tuple(line(words_of(item.answers[i])) for i in version.answers[index]))
        case Kind.ORDERING:
            return Ordering(texts)
        case Kind.CLOZE:
            return Cloze(item.answers, inline(item.passage))
        case _ if item.extracts:
            return Extracts(tuple(inline(extract) for extract in item.extracts), item.lines)
        case Kind.SHORT | Kind.ESSAY:
            return Lines(item.lines)
        case _ if item.options:
            several = sum(option.correct for option in item.options) > 1
            return Choices(texts, several=several)
        case _:
            return Lines(item.lines)
