"""A document as blocks, whatever it is written to.

Every measure here is a share or a count; sizes, fonts and the grid belong to the writer. Blocks stand in reading
order. A writer that meets a block it does not know must refuse it, never leave it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from edu.model.chart import Chart

if TYPE_CHECKING:
    from edu.model.copies import Copies


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Gap:
    """A blank to write in, inside a line of text; `label` stands before it, in bold ("(1)")."""

    label: str


Text = tuple[Run | Gap, ...]


def plain(text: Text) -> str:
    """The words of a text, without weights; a gap reads as its label and three low lines."""
    return "".join(part.text if isinstance(part, Run) else f"{part.label} ___" for part in text)


def line(words: str, bold: bool = False) -> Text:
    """A text of one run."""
    return (Run(words, bold),)


# Blocks of every document ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 for sections and parts, 3 below. Level 1 is the title block's alone."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph at 12 pt, or at 10 pt when `small` (captions, notes, sources)."""

    text: Text
    small: bool = False


@dataclass(frozen=True)
class Items:
    """A list; each item begins with a dash."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page, if at least such a share of this one (0 to 1) is filled."""

    filled: float = 0.0


@dataclass(frozen=True)
class Column:
    """A column of a table: width in millimetres, and whether its cells stand at the right (numbers do)."""

    width: float
    right: bool = False


@dataclass(frozen=True)
class Row:
    """A row of cells. A cell may span the columns after it, whose cells are then None.

    Attributes:
        cells: one for each column.
        tinted: True for a row set off in grey and bold (right answers).
    """

    cells: tuple[Text | None, ...]
    tinted: bool = False


@dataclass(frozen=True)
class Table:
    """A table with one head row; with `row_heads` the first cell of each row is a head, in bold."""

    columns: tuple[Column, ...]
    head: tuple[Text, ...]
    rows: tuple[Row, ...]
    caption: Text = ()
    row_heads: bool = False
    small: bool = False


@dataclass(frozen=True)
class Panel:
    """Blocks on a tinted ground between two rules."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Columns:
    """Blocks in columns of one width side by side; read down the first, then the next."""

    columns: tuple[tuple[Block, ...], ...]


# Blocks of the handout ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Title:
    """The top of a pupil's document: thick rule, kicker ("Lesson handout"), title, subtitle."""

    kicker: str
    title: str
    subtitle: str


@dataclass(frozen=True)
class NameRow:
    """Lines for name, class and date: the words that stand before the lines, and what is already filled in.

    A seat that is given stands at the end of the line for the name, which is left to be written on.
    """

    name: str
    group: str
    date: str
    name_given: str = ""
    group_given: str = ""
    seat_given: str = ""


@dataclass(frozen=True)
class AnswerLines:
    """Ruled lines to write on."""

    count: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of the narrative with the key by which its lines can be asked for."""

    key: str
    text: Text


@dataclass(frozen=True)
class NumberedParagraph:
    """A paragraph of the narrative. Its lines are counted through the document, the first and each fifth numbered.

    `note` stands in the margin beside the paragraph, in small type; empty when there is none.
    """

    sentences: tuple[Sentence, ...]
    note: Text = ()


@dataclass(frozen=True)
class LineNote:
    """Says, above the narrative, whose lines its numbers count. Left out where they are the lines on the page."""

    text: Text


@dataclass(frozen=True)
class Figure:
    """A chart with its number, title, caption and data table, kept together.

    For a bar chart the table and the bars are one drawing; a timeline has its table below it. `table` False leaves
    a timeline's table out (in a quiz, where reading the chart is the task). `label` is the word before the number; a
    figure that stands alone has the number 0, and shows neither. `continued` names it where it goes on on a further
    page ("Figure 3 (continued)").
    """

    number: int
    chart: Chart
    table: bool = True
    label: str = "Figure"
    continued: str = ""


@dataclass(frozen=True)
class SourceColumn:
    """One column of the "how do we know?" box: a head, one line of sense, and the statements of that sort."""

    head: str
    sense: str
    items: tuple[Text, ...]


@dataclass(frozen=True)
class SourceBox:
    """The "how do we know?" box: statements sorted by who says them; a small caption below."""

    columns: tuple[SourceColumn, ...]
    caption: Text = ()


@dataclass(frozen=True)
class WordList:
    """Words and their meanings, set in two columns, read down the first and then the second."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Task:
    """A task of the handout: number in the margin, text, then ruled lines to write on."""

    number: int
    text: Text
    lines: int


# Blocks of the quiz ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuizTitle:
    """The top of a quiz: as `Title`, with boxes for the version's letter and the score out of `marks`."""

    kicker: str
    title: str
    subtitle: str
    version_label: str
    version: str
    score_label: str
    marks: int


@dataclass(frozen=True)
class Instructions:
    """The panel at the head of a quiz: what a circle and a square mean, if the quiz has them, then further lines."""

    circle: Text
    square: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True)
class Choices:
    """Options to tick, lettered A, B, C ...; circles when one is right, squares when several may be."""

    options: tuple[Text, ...]
    several: bool = False


@dataclass(frozen=True)
class TickTable:
    """Statements with one circle under each answer ("True", "False", "Not stated").

    `lines` is the number of ruled lines below it, for corrections, after the sentence `prompt`.
    """

    head: str
    answers: tuple[str, ...]
    statements: tuple[Text, ...]
    prompt: Text = ()
    lines: int = 0


@dataclass(frozen=True)
class Matching:
    """Premises with a box for a letter each, and lettered responses beside them."""

    premises: tuple[Text, ...]
    responses: tuple[Text, ...]


@dataclass(frozen=True)
class Ordering:
    """Events with a box for a number each."""

    events: tuple[Text, ...]


@dataclass(frozen=True)
class Cloze:
    """A text with gaps under a framed bank of words in alphabetical order."""

    bank: tuple[str, ...]
    text: Text


@dataclass(frozen=True)
class Lines:
    """Ruled lines for a written answer; they are `short` where no more than a number is asked for."""

    count: int
    short: bool = False


@dataclass(frozen=True)
class Extracts:
    """Statements on a tinted ground to answer from, each with who says it, and lines to write on as `Lines` has."""

    texts: tuple[Text, ...]
    count: int


AnswerSpace = Choices | TickTable | Matching | Ordering | Cloze | Lines | Extracts


@dataclass(frozen=True)
class Question:
    """A question with its mark box, never split over two pages; `figure` stands between stem and answers.

    Attributes:
        number: 1-based, printed in the margin.
        stem: the question, its directive in bold.
        marks: whole marks, printed in the box as "/ 2".
        answer: where the pupil answers.
        figure: the chart the question is about, if it is about one.
        name: the number in words ("Question 1"), for pages on which questions have a line of their own.
        worth: the marks in words ("2 marks"), for the same.
    """

    number: int
    stem: Text
    marks: int
    answer: AnswerSpace
    figure: Figure | None = None
    name: str = ""
    worth: str = ""


@dataclass(frozen=True)
class BlankPage:
    """A page left without questions, so that the next version starts on a fresh sheet; `text` says so."""

    text: str


# Blocks of the key -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TeacherTitle:
    """The top of a teacher's document, under the black band: title and subtitle."""

    title: str
    subtitle: str


@dataclass(frozen=True)
class GridRow:
    """One question in the key's grid.

    Attributes:
        number: the question's number.
        answers: the answer in each version ("B", "B C D", "TFN T"), or one for all versions.
        marks: whole marks.
    """

    number: int
    answers: tuple[str, ...]
    marks: int


@dataclass(frozen=True)
class KeyGrid:
    """All answers of all versions on one page.

    Attributes:
        question_label: head of the first column.
        marks_label: head of the last column.
        total_label: the word before the total.
        versions: letters, at most four a grid; more versions take further grids.
        rows: one for each question.
        notes: how to mark the questions that need saying, as (question numbers, rule).
        notes_lead: what stands over them; empty for nothing.
    """

    question_label: str
    marks_label: str
    total_label: str
    versions: tuple[str, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[tuple[str, str], ...] = ()
    notes_lead: str = ""


@dataclass(frozen=True)
class KeyNote:
    """A question explained: where its numbers differ by version, its stem, source and reasons.

    Attributes:
        label: what hangs in the margin: the question's number in the first version printed.
        stem: the question in bold, without its directive.
        marks: "1 mark", "2 marks".
        source: where in the article and on which lines of the handout, in small type.
        blocks: tables and paragraphs that give the answer and the reasons.
        continued: what names it where it goes on on a further page ("Question 5 (continued)").
    """

    label: str
    stem: Text
    marks: str
    source: Text
    blocks: tuple[Block, ...]
    continued: str = ""


Block = (
    Heading | Paragraph | Items | PageBreak | Table | Panel | Columns | Title | NameRow | AnswerLines | LineNote
    | NumberedParagraph | Figure | SourceBox | WordList | Task | QuizTitle | Instructions | Question | BlankPage
    | TeacherTitle | KeyGrid | KeyNote
)  # fmt: skip


# Documents ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Origin:
    """Where in a template a block comes from: the file and its line, from 1."""

    file: Path
    line: int


MOST_ORDERS = 40
"""Orders of a quiz's questions that are all laid out to see how many pages the longest needs."""


@dataclass(frozen=True)
class Section:
    """Pages with a footer and a page count of their own: a whole handout, one version of a quiz, a key.

    Attributes:
        blocks: what stands on the pages.
        footer: the words at the left of the footer ("Version B, code 4Q7K-B").
        page_words: how the page is counted, with {page} and {pages} ("Page {page} of {pages}").
        continued: what stands over a panel or a table that goes on on a further page, with {what} for its name or the
            heading it stands under ("{what} (continued)"); empty for nothing.
        marks_words: words before the line for the marks of a page ("Marks on this page:"); empty for no such line.
        marks_short: the same where letters are large or far apart ("Marks:").
        band: the words in the black band that heads each page of a teacher's copy; empty for pupils' pages.
        bookmark: the section's name in the outline; empty when its headings are enough.
        fresh_sheet: text of the blank pages added to a section so that the next starts on a fresh sheet, and has as
            many pages though its questions stand in another order; empty when that does not matter.
        orders: the orders its questions have in all versions, or the first `MOST_ORDERS` of them, by their places
            here; empty when there is nothing but this one.
    """

    blocks: tuple[Block, ...]
    footer: str
    page_words: str = "Page {page} of {pages}"
    continued: str = ""
    marks_words: str = ""
    marks_short: str = ""
    band: str = ""
    bookmark: str = ""
    fresh_sheet: str = ""
    orders: tuple[tuple[int, ...], ...] = ()
    origins: tuple[Origin | None, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Document:
    """A whole file: its title and language (a BCP 47 tag) for readers' title bars and speech, and its sections.

    Attributes:
        title: the title.
        sections: what stands on its pages; may be many copies of one section.
        language: the language of its words.
        paper: "a4" or "letter".
        variant: "class", "large-print" (18 points at least, re-laid out) or "easy-read" (for dyslexic readers). The
            words, their order and the line numbers of the narrative are the same in all of them.
        tint: a tint for the whole page ("cream", "blue", "green"); empty for that of the paper.
        further: copies of other sections, which follow.
    """

    title: str
    sections: Sequence[Section]
    language: str = "en-GB"
    paper: str = "a4"
    variant: str = "class"
    tint: str = ""
    further: tuple[Copies, ...] = ()

    @property
    def parts(self) -> Sequence[Section | Copies]:
        """What it is made of, copies of one section as one."""
        if isinstance(self.sections, list | tuple):
            return [*self.sections, *self.further]
        return [cast("Copies", self.sections), *self.further]
