"""The quiz paper: all versions in one document, each beginning on a fresh sheet. Nothing of the key is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edu.make.charts import TIMELINE, numbered_figure
from edu.make.cover import cover
from edu.make.markup import inline, words_of
from edu.make.words import Words
from edu.model.chart import Chart
from edu.model.copies import Copies, Copy, MadeCopies
from edu.model.document import (
    MOST_ORDERS,
    AnswerSpace,
    Block,
    Choices,
    Cloze,
    Document,
    Extracts,
    Heading,
    Lines,
    Matching,
    NameRow,
    Ordering,
    Question,
    Section,
    TickTable,
    line,
)
from edu.model.question import Item, Kind
from edu.model.quiz import Quiz
from edu.model.roster import Pupil
from edu.problems import EduError, Problem


def paper(quiz: Quiz, words: Words, charts: Sequence[Chart], paper_size: str = "a4") -> Document:
    """The paper of a quiz, a section a version.

    Args:
        quiz: what to print.
        words: the wording of heads, directives and footers.
        charts: charts by name, for the items that print one.
        paper_size: "a4" or "letter".
    """
    title = words_of(words.say("quiz.title", name=quiz.title, code=quiz.code))
    form = _form(quiz, words, {chart.name: chart for chart in charts})
    copies = _version_copies(quiz, words)
    if not quiz.pupils:
        return Document(title, Copies(form, copies), paper=paper_size)
    variants = tuple(dict.fromkeys(pupil.need.value for pupil in quiz.pupils))
    letters = (version.letter for version in quiz.versions)
    unnamed = not any(pupil.name for pupil in quiz.pupils)
    sections = Copies(_with_names(form, unnamed), _pupil_copies(quiz.pupils, copies, letters, words), variants)
    return Document(title, sections, paper=paper_size)


def _with_names(form: Section, unnamed: bool) -> Section:
    """The form with names filled in on its line for the name, or with seats at the end of it.

    Raises:
        EduError: when the cover has no such line.
    """
    rows = [block for block in form.blocks if isinstance(block, NameRow)]
    if not rows:
        what = "the template quiz.md has no line for the name, so names cannot be printed"
        raise EduError(Problem(None, None, what, "Give it the line: ::: name-row Name | Class | Date"))
    named = replace(rows[0], name_given="Name", group_given="Class", seat_given="Seat" if unnamed else "")
    return replace(form, blocks=tuple(named if block is rows[0] else block for block in form.blocks))


def _pupil_copies(
    pupils: Sequence[Pupil], versions: Sequence[Copy], letters: Iterable[str], words: Words
) -> Sequence[Copy]:
    """A copy of a version for each pupil, with the pupil's name and seat, in the layout the pupil needs.

    Where there is no name, the seat alone is on it.
    """
    places = {letter: place for place, letter in enumerate(letters)}

    def name(pupil: Pupil) -> str:
        if pupil.name and pupil.seat and words.has(_SEATED):  # records of papers without the seat do not have it
            return words_of(words.say(_SEATED, name=pupil.name, seat=str(pupil.seat)))
        return pupil.name

    def made(place: int) -> Copy:
        pupil = pupils[place]
        copy = versions[places[pupil.version]]
        seat = "" if pupil.name else words_of(words.say(_SEAT, seat=str(pupil.seat)))
        fields = {**copy.fields, "name": name(pupil), "group": pupil.group, "seat": seat}
        bookmark = f"{pupil.name or seat}, {copy.bookmark}"
        return replace(copy, fields=fields, variant=pupil.need.value, bookmark=bookmark)

    return MadeCopies(len(pupils), made)


def _version_copies(quiz: Quiz, words: Words) -> Sequence[Copy]:
    """The versions of a quiz as copies of its form."""
    items = [i for part in quiz.parts for i in part.items]
    places = {item: place for place, item in enumerate(items)}
    footer = _of_letter(lambda letter: words.say("quiz.footer", letter=letter, code=quiz.code))
    bookmark = _of_letter(lambda letter: words.say("quiz.bookmark", letter=letter))

    def made(place: int) -> Copy:
        version = quiz.versions[place]
        return Copy(
            footer=footer(version.letter),
            bookmark=bookmark(version.letter),
            order=tuple(places[item] for item in version.order),
            options=tuple(version.options[item] for item in items),
            answers=tuple(version.answers[item] for item in items),
            fields={"version": version.letter},
        )

    return MadeCopies(len(quiz.versions), made)


_SEATED, _SEAT = "quiz.named_seat", "quiz.seat"
_ANY_LETTER = "\ue000"
"""Stands for a version's letter where a phrase is filled in once for all versions."""


def _of_letter(say: Callable[[str], str]) -> Callable[[str], str]:
    """A phrase as a function of the version's letter: filled in once, when it uses the letter as it is."""
    once = words_of(say(_ANY_LETTER))
    if all(words_of(say(each)) == once.replace(_ANY_LETTER, each) for each in ("A", "AB")):
        return lambda letter: once.replace(_ANY_LETTER, letter)
    return lambda letter: words_of(say(letter))


def _form(quiz: Quiz, words: Words, charts: Mapping[str, Chart]) -> Section:
    """The cover with every question as its item counts its options: what all versions are made from."""

    def say(name: str, /, **values: object) -> str:
        return words_of(words.say(f"quiz.{name}", **values))

    questions = tuple(_questions(quiz, words, charts))
    before, after = cover(quiz, words, [block.answer for block in questions if isinstance(block, Question)])
    places = {item: place for place, item in enumerate(i for part in quiz.parts for i in part.items)}
    versions = quiz.among or quiz.versions
    return Section(
        (*before.blocks, *questions, *after.blocks),
        footer="",
        page_words=words.say("quiz.page"),
        continued=words.say("quiz.continued") if words.has("quiz.continued") else "",
        marks_words=say("marks_here"),
        marks_short=say("marks_short") if words.has("quiz.marks_short") else "",  # records of older papers have none
        bookmark=quiz.versions[0].letter,
        fresh_sheet=say("blank"),
        orders=tuple(tuple(places[item] for item in version.order) for version in versions[:MOST_ORDERS]),
        origins=(*before.origins, *(None for _ in questions), *after.origins),
    )


def _questions(quiz: Quiz, words: Words, charts: Mapping[str, Chart]) -> Iterator[Block]:
    number = 0
    for place, part in enumerate(quiz.parts, 1):
        heading = words.say(f"quiz.parts.{part.heading}")
        if len(quiz.parts) > 1:
            yield Heading(2, inline(words.say("quiz.part", number=place, name=words_of(heading))))
        for index in part.items:
            number += 1
            item = quiz.items[index]
            figure = None
            if item.chart:
                as_there = quiz.figures.get(item.chart) or 1 + list(charts).index(item.chart)
                figure = numbered_figure(as_there, charts[item.chart], words, table=item.chart != TIMELINE)
            yield Question(
                number,
                inline(item.stem),
                item.marks,
                _space(item),
                figure,
                name=words_of(words.say("quiz.question", number=number)),
                worth=words_of(words.say("quiz.worth", marks=item.marks)),
            )


def _space(item: Item) -> AnswerSpace:
    """Where the pupil answers."""
    texts = tuple(inline(option.text) for option in item.options)
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
            return Matching(texts, tuple(line(words_of(answer)) for answer in item.answers))
        case Kind.ORDERING:
            return Ordering(texts)
        case Kind.CLOZE:
            return Cloze(item.answers, inline(item.passage))
        case _ if item.extracts:
            return Extracts(tuple(inline(extract) for extract in item.extracts), item.lines)
        case _ if item.options:
            several = sum(option.correct for option in item.options) > 1
            return Choices(texts, several=several)
        case _:
            return Lines(item.lines, short=item.kind is Kind.CHART)
