"""What stands before and after the questions of a quiz: its template, filled in and turned into blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from edu.make.directives import Call, Directive, PageBlocks, parts, read_blocks, two_texts
from edu.make.markup import words_of
from edu.make.templates import filled, page_template
from edu.make.words import Words
from edu.model.document import AnswerSpace, BlankPage, Block, Choices, Instructions, QuizTitle, TickTable
from edu.model.quiz import Quiz
from edu.problems import EduError, Problem

TEMPLATE = "quiz.md"


def minutes(marks: int) -> int:
    """Time for a paper: a minute a mark, in whole fives of minutes."""
    return -(-marks // 5) * 5


def cover(quiz: Quiz, words: Words, answers: Sequence[AnswerSpace]) -> tuple[PageBlocks, PageBlocks]:
    """The blocks before the questions and after them, with the letter of the first version.

    Args:
        quiz: the quiz.
        words: the wording.
        answers: where its questions are answered, since only what is there is explained.

    Raises:
        EduError: when the template is missing, or something in it cannot be understood.
    """
    phrase = page_template(words, TEMPLATE)
    values = {
        "name": quiz.title,
        "code": quiz.code,
        "questions": len(quiz.items),
        "marks": quiz.marks,
        "minutes": minutes(quiz.marks),
    }

    def title(call: Call) -> list[Block]:
        version, score = (words_of(words.say(f"quiz.{name}")) for name in ("version", "score"))
        name, under = two_texts(call)
        letter = quiz.versions[0].letter
        return [QuizTitle(words_of(call.argument), name, under, version, letter, score, quiz.marks)]

    own = {
        "title": Directive(title, "title Quiz", holds=True),
        "instructions": Directive(partial(_instructions, answers), "instructions", holds=True, bare=True),
        **parts(("questions", lambda: [BlankPage("questions")])),  # until they are put in its place
    }
    page = filled(phrase, values)
    read = read_blocks(page, own)
    places = [place for place, block in enumerate(read.blocks) if isinstance(block, BlankPage)]
    mend = "Give it one line ::: questions, outside any box"
    if not places:
        what = "this page has no line ::: questions"
        raise EduError(Problem(phrase.file, page.lines[-1].number, what, mend))
    if len(places) > 1:
        what = f"{phrase.file.name} has ::: questions {len(places)} times"
        lines = [read.origins[place].line for place in places[1:]]
        raise EduError([Problem(phrase.file, line, what, mend) for line in lines])
    before, after = slice(places[0]), slice(places[0] + 1, None)
    return (
        PageBlocks(read.blocks[before], read.origins[before]),
        PageBlocks(read.blocks[after], read.origins[after]),
    )


def _instructions(answers: Sequence[AnswerSpace], call: Call) -> list[Block]:
    """The panel that says what a circle and a square mean: the first two paragraphs; then any others.

    A shape that no question of the quiz has is left out.
    """
    circle, square, *others = call.texts()
    several = {answer.several for answer in answers if isinstance(answer, Choices)}
    circles = False in several or any(isinstance(answer, TickTable) for answer in answers)
    told = Instructions(circle if circles else (), square if True in several else (), tuple(others))
    return [told] if told.circle or told.square or told.lines else []
