"""A document with every kind of block, printed once, and means to read a PDF back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf
import pytest

from edu.model.chart import Bar, BarChart, Mark, Timeline
from edu.model.document import (
    AnswerLines,
    BlankPage,
    Choices,
    Cloze,
    Column,
    Document,
    Figure,
    Gap,
    GridRow,
    Heading,
    Instructions,
    Items,
    KeyGrid,
    KeyNote,
    Lines,
    Matching,
    NameRow,
    NumberedParagraph,
    Ordering,
    PageBreak,
    Panel,
    Paragraph,
    Question,
    QuizTitle,
    Row,
    Run,
    Section,
    Sentence,
    SourceBox,
    SourceColumn,
    Table,
    Task,
    TeacherTitle,
    Text,
    TickTable,
    Title,
    WordList,
)
from edu.model.when import Day, When
from edu.write.pdf import write_pdf
from edu.write.pdf.pages import Printed


def text(words: str) -> Text:
    """Words in which every second stretch between double asterisks is bold."""
    return tuple(Run(part, bool(number % 2)) for number, part in enumerate(words.split("**")) if part)


def _day(month: int, day: int) -> When:
    return When(Day(2013, month, day), Day(2013, month, day))


STRENGTH = BarChart(
    "strength",
    "Listed strength",
    "From the infobox.",
    ("Side", "Listed strength"),
    (
        Bar("Rebel side", "", "", "1,600", "fighters", 1600, 1600, 0),
        Bar("Government side", "", "", "1,200", "soldiers", 1200, 1200, 1),
    ),
    "The rebel side is listed with 1,600 fighters and the government side with 1,200 soldiers.",
)

KILLED = BarChart(
    "casualties",
    "People reported killed",
    "Stripes and an arrow mean “or more”.",
    ("Side and scope", "Who says so", "Killed"),
    (
        Bar("Rebel side", "whole battle", "Infobox, no source given", "at least 200", "", 200, None, 0),
        Bar("Government side", "one checkpoint", "The article", "7", "", 7, 7, 1),
    ),
    "At least 200 rebels, and seven soldiers at one checkpoint.",
)

DATES = Timeline(
    "timeline",
    "What happened, and when it was reported",
    "Thick frame: the battle.",
    ("Date", "Kind of date", "Event"),
    When(Day(2013, 2, 6), Day(2013, 2, 19), "range"),
    (
        Mark(_day(2, 6), False, "6 February", "Clashes south of the town", "happened", "Clashes began"),
        Mark(_day(2, 19), True, "19 February", "Plant reached", "reported", "Troops joined those in the plant"),
        Mark(_day(11, 1), False, "1 November", "Town retaken", "happened", "Government forces retook the town"),
    ),
    "Three dates: 6 and 19 February and 1 November 2013.",
)

NARRATIVE = tuple(
    NumberedParagraph(
        (
            Sentence(f"first-{number}", text(f"On {number + 6} February 2013 fighters clashed south of the town.")),
            Sentence(f"second-{number}", text("Parts of it were bombarded; the article doesn't say by whom.")),
            Sentence(
                f"third-{number}",
                text("Opposition activists said that 112 rebels had been killed in 72 hours."),
            ),
        ),
        text("**A report date.** The report is of 8 February; what it tells may be older.") if number % 2 else (),
    )
    for number in range(9)
)

HANDOUT = Section(
    (
        Title("Lesson handout", "The Battle of Safira", "Al-Safira, Syria, 6–19 February 2013"),
        NameRow("Name", "Class", "Date"),
        Heading(2, text("Before you read")),
        Paragraph(text("What would you want to know before you repeated a number?")),
        AnswerLines(2),
        Table(
            (Column(34), Column(46.5), Column(46.5), Column(39, right=True)),
            (text("Fact"), text("Rebel side"), text("Government side"), text("Page")),
            (
                Row((text("When"), text("6–19 February 2013"), None, text("1"))),
                Row((text("Killed"), text("At least 200"), text("At least 7"), text("2"))),
            ),
            text('"At least" stands for the plus sign.'),
            row_heads=True,
        ),
        Heading(2, text("What the article says")),
        *NARRATIVE[:4],
        Heading(3, text("Afterwards")),
        *NARRATIVE[4:],
        Paragraph(text("Retold from one article."), small=True),
        PageBreak(),
        Heading(2, text("Figures")),
        Figure(1, STRENGTH),
        Figure(2, KILLED),
        Figure(3, DATES),
        PageBreak(),
        Heading(2, text("How do we know?")),
        SourceBox(
            (
                SourceColumn("The article itself", "No source named.", (text("seven killed (16)"),)),
                SourceColumn("A named source", "Who were they?", (text("112 killed (17)"), text("a convoy (20)"))),
                SourceColumn("An unnamed report", "Nobody to ask.", (text("streets held (9)"),)),
            ),
            text("Numbers in brackets are line numbers."),
        ),
        Heading(2, text("Word list")),
        WordList((("convoy", "vehicles moving together"), ("siege", "surrounding a place"), ("truce", "a pause"))),
        Heading(2, text("Your work")),
        Task(1, text("Find one statement with a named source."), 3),
        Task(2, text("Write one question that the article cannot answer."), 2),
    ),
    "The Battle of Safira",
)


def quiz(version: str) -> Section:
    """A quiz with every way of answering."""
    return Section(
        (
            QuizTitle("Quiz", "The Battle of Safira", "7 questions, 18 marks", "Version", version, "Score", 18),
            NameRow("Name", "Class", "Date"),
            Instructions(
                text("A circle: tick **one** answer."),
                text("A square: tick **every** answer that fits."),
                (text("“The article” means the text that the handout retells."),),
            ),
            Question(
                1,
                text("Who does the article name as the source of the figure of 112? **Tick one.**"),
                1,
                Choices((text("Residents"), text("Activists"), text("Troops"), text("Reporters"))),
            ),
            Question(
                2,
                text("Which totals agree with “7+ killed”? **Tick every one that agrees.**"),
                2,
                Choices((text("5"), text("7"), text("9"), text("30")), several=True),
            ),
            Question(
                3,
                text("For each statement, **tick one circle.**"),
                3,
                TickTable(
                    "Statement",
                    ("True", "False", "Not stated"),
                    (text("The residents went to Aleppo."), text("A convoy was stopped.")),
                    text("Correct what is false:"),
                    1,
                ),
            ),
            Question(
                4,
                text("Match each word to its meaning. **Write one letter in each box.**"),
                3,
                Matching(
                    (text("battalion"), text("stockpile")),
                    (text("heavy firing"), text("a large store"), text("some hundreds of troops")),
                ),
            ),
            Heading(2, text("Part 2")),
            Question(
                5,
                text("Put these events in order: **write 1 for the earliest.**"),
                3,
                Ordering((text("The village is taken"), text("Clashes break out"))),
            ),
            Question(
                6,
                text("Complete the text. **Use one word in each space.**"),
                2,
                Cloze(
                    ("airport", "factory", "weeks"),
                    (
                        Run("A convoy reached the "),
                        Gap("(1)"),
                        Run(". It lasted for almost two "),
                        Gap("(2)"),
                        Run(" in all."),
                    ),
                ),
            ),
            Question(7, text("Which bar has an open end, and why?"), 4, Lines(3), Figure(1, KILLED)),
        ),
        f"Version {version}, code 4Q7K-{version}",
        marks_words="Marks on this page:",
        bookmark=f"Version {version}",
        fresh_sheet="This page is left blank.",
    )


KEY = Section(
    (
        TeacherTitle("Answer key", "The Battle of Safira, versions A and B"),
        KeyGrid(
            "Question",
            "Marks",
            "Total",
            ("A", "B"),
            (
                GridRow(1, ("B", "C"), 1),
                GridRow(2, ("B C D", "A B C"), 2),
                GridRow(3, ("TFN T", "NTF F"), 3),
                GridRow(6, ("factory, weeks",), 2),
            ),
            (("2", "½ for each square"), ("3", "1 for each row"), ("6", "1 for each word")),
        ),
        Heading(2, text("The answers explained")),
        KeyNote(
            "1",
            text("Who is the source of the figure of 112?"),
            "1 mark",
            text("Handout, lines 17–18."),
            (
                Table(
                    (Column(46), Column(6), Column(22), Column(92)),
                    (text("Answer"), text("A"), text("B"), text("Why, or why not")),
                    (
                        Row((text("Activists"), text("B"), text("C"), text("It is their claim.")), tinted=True),
                        Row((text("Residents"), text("A"), text("A"), text("They fled."))),
                    ),
                ),
                Paragraph(text("One mark.")),
            ),
        ),
        Panel((Paragraph(text("**Before you teach this**")), Items((text("deaths;"), text("a recent war."))))),
    ),
    "Answer key, code 4Q7K",
    band="Teacher's copy: answers",
    bookmark="Answer key",
)

BLANK = Section((BlankPage("Nothing is printed here."),), "Blank", bookmark="Blank")

EVERYTHING = Document("The Battle of Safira: a lesson", (HANDOUT, quiz("A"), quiz("B"), KEY, BLANK))


@pytest.fixture(scope="session")
def everything() -> Document:
    """A document with every kind of block."""
    return EVERYTHING


@pytest.fixture(scope="session")
def printed() -> Printed:
    """That document, printed."""
    return write_pdf(EVERYTHING)


# Reading back ----------------------------------------------------------------------------------------------


def _map_of(font: Any) -> dict[int, str]:
    """From a font's codes to characters, by its own ToUnicode map."""
    rows = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>", font.ToUnicode.read_bytes())
    return {
        int(code, 16): bytes.fromhex(value.decode()).decode("utf-16-be").replace("\u200e", "") for code, value in rows
    }


def _shown(page: Any) -> Iterator[tuple[int | None, str]]:
    """Each stretch of text a page shows with its marked-content id, None in an artifact."""
    fonts = {name: _map_of(font) for name, font in page.Resources.Font.items()}
    marks: list[int | None] = []
    current: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            marks.append(int(operands[1].MCID) if str(operands[0]) != "/Artifact" else None)
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            current = fonts[str(operands[0])]
        elif name == "Tj":
            if not marks:
                raise AssertionError("text outside marked content")
            yield marks[-1], "".join(current[code] for code in bytes(operands[0]))


def _told(node: Any, texts: dict[tuple[Any, int], str], page: Any) -> str:
    page = node.get("/Pg", page)
    if "/ActualText" in node:
        return str(node.ActualText)
    parts = []
    for kid in node.get("/K", []):
        if isinstance(kid, int):
            parts.append(texts[page.objgen, kid])
        elif "/MCID" in kid:
            parts.append(texts[kid.Pg.objgen, int(kid.MCID)])
        else:
            parts.append(_told(kid, texts, page))
    return "".join(parts)


_LEAVES = {"/P", "/H1", "/H2", "/H3", "/Lbl", "/LBody", "/TH", "/TD", "/Caption"}


def _leaves(node: Any, texts: dict[tuple[Any, int], str]) -> Iterator[tuple[str, str]]:
    role = str(node.S)
    kids = list(node.get("/K", []))
    inner = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    if role == "/Figure":
        yield "Figure", str(node.Alt)
    elif role in _LEAVES and all(str(kid.S) == "/Span" for kid in inner):
        yield role[1:], _told(node, texts, None)
    else:
        yield role[1:], ""
        for kid in inner:
            yield from _leaves(kid, texts)


@pytest.fixture(scope="session")
def told() -> Callable[[bytes], list[tuple[str, str]]]:
    """What a screen reader says: each element of the structure tree with its words, in reading order."""

    def read(data: bytes) -> list[tuple[str, str]]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            texts: dict[tuple[Any, int], str] = {}
            for page in pdf.pages:
                for mark, words in _shown(page):
                    if mark is not None:
                        key = (page.obj.objgen, mark)
                        texts[key] = texts.get(key, "") + words
                for mark in range(len(_parents(pdf, page))):
                    texts.setdefault((page.obj.objgen, mark), "")
            return list(_leaves(pdf.Root.StructTreeRoot.K, texts))

    return read


def _parents(pdf: pikepdf.Pdf, page: Any) -> Any:
    """The elements that a page's marked content belongs to, from the parent tree."""
    node = pdf.Root.StructTreeRoot.ParentTree
    while "/Kids" in node:
        node = next(kid for kid in node.Kids if kid.Limits[0] <= page.StructParents <= kid.Limits[1])
    numbers = list(node.Nums)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))[page.StructParents]


@pytest.fixture(scope="session")
def beside() -> Callable[[bytes], list[str]]:
    """The words that a screen reader does not say: footers, line numbers, the words within charts."""

    def read(data: bytes) -> list[str]:
        words: list[str] = []
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                parents = _parents(pdf, page)
                for mark, shown in _shown(page):
                    if mark is None or str(parents[mark].S) == "/Figure":
                        words += shown.split()
        return words

    return read


@pytest.fixture(scope="session")
def page_words() -> Callable[[bytes], list[list[str]]]:
    """The words of each page as another library reads them."""

    def read(data: bytes) -> list[list[str]]:
        import pypdfium2

        pdf = pypdfium2.PdfDocument(data)
        pages = [page.get_textpage().get_text_range().split() for page in pdf]
        pdf.close()
        return pages

    return read


# What is expected ------------------------------------------------------------------------------------------


def _texts(value: Any) -> Iterator[str]:
    """Every text of a block, wherever it stands in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Run):
        yield value.text
    elif isinstance(value, Gap):
        yield value.label
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, BarChart | Timeline):
        yield from (value.title, value.caption, *value.heads)
        for row in value.bars if isinstance(value, BarChart) else value.marks:
            yield from _texts([part for name, part in vars(row).items() if name in _PRINTED])
    elif hasattr(value, "__dataclass_fields__"):
        yield from _texts([part for name, part in vars(value).items() if name != "key"])


_PRINTED = {"label", "scope", "source", "figure", "unit", "date", "kind", "row"}
"""What the table of a chart prints of each of its rows."""


@pytest.fixture(scope="session")
def words_in() -> Callable[[Any], set[str]]:
    """The words of a document or a part of it, with typographic quotation marks."""

    def read(value: Any) -> set[str]:
        from edu.write.pdf.typeset import words_of

        return {word for words in _texts(value) for word in words_of((Run(words),)).split()}

    return read
