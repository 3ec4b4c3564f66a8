"""Nothing overflows, overlaps or is clipped, whatever the words: measured on pages drawn by another library."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from edu.model.document import (
    Block,
    Choices,
    Cloze,
    Column,
    Document,
    Extracts,
    Figure,
    Gap,
    Heading,
    Items,
    Lines,
    Matching,
    NameRow,
    NumberedParagraph,
    Ordering,
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
    TickTable,
    Title,
    WordList,
    line,
)
from edu.write.pdf import write_pdf
from tests.write.conftest import KILLED
from tests.write.faults import faults
from tests.write.ink import misplaced, outside
from tests.write.said import differences
from tests.write.tags import Tags

LONG = "A long sentence of a hundred letters or so, which says nothing but takes its room on the printed page. "
WORD = "Donaudampfschifffahrtsgesellschaftskapitän"
LETTERS = "W" * 150
"""A word longer than any line."""

HARD: list[Block] = [
    Question(1, line(LONG * 12), 12, Choices(tuple(line(LONG * 3) for _ in range(6)), several=True)),
    Question(2, line(f"{WORD} {LETTERS}"), 1, Choices((line(LETTERS), line(WORD), line("x")))),
    Question(3, line("Match."), 3, Matching((line(LONG), line(WORD)), tuple(line(LONG * 2) for _ in range(5)))),
    Question(4, line("Order."), 3, Ordering(tuple(line(f"{WORD} {LONG}") for _ in range(9)))),
    Question(5, line("Tick."), 3, TickTable("Statement", ("True", "False", "Not stated"), (line(LONG * 2),) * 9)),
    Question(
        6, line("Tick."), 3, TickTable("Statement", (WORD, "A rather long answer", LONG), (line(f"{WORD} went"),) * 4)
    ),
    Question(
        7,
        line("Fill."),
        2,
        Cloze(
            (WORD, *(f"bombardments{number}" for number in range(14)), LETTERS),
            (Run(LONG * 5), Gap("(1)"), Run(LONG * 5), Gap("(2)"), Run(LETTERS)),
        ),
    ),
    Question(8, line(LONG), 4, Extracts((line(LONG * 4), line(LONG * 4)), 12)),
    Question(9, line(LONG * 3), 8, Lines(60)),
    Question(10, line(LONG * 12), 1, Choices((line("a"), line("b"))), figure=None),
    Heading(2, line("A heading that is long " * 6)),
    Table(
        (Column(20), Column(20), Column(126)),
        (line("Extraordinarily"), line("long"), line("heads")),
        tuple(Row((line(f"{number}"), line(WORD), line(LONG))) for number in range(40)),
        line(LONG),
    ),
    Table((Column(60), Column(106)), (line("Two"), line("columns")), (Row((line(WORD), line(LONG * 3))),) * 12),
    WordList(tuple((f"{WORD}{number}", LONG) for number in range(30))),
    SourceBox(tuple(SourceColumn(WORD, LONG, tuple(line(f"{LONG} {WORD}") for _ in range(6))) for _ in range(3))),
    Panel((Paragraph(line(LONG * 9)), Items(tuple(line(LONG * 2) for _ in range(30))))),
    Task(1, line(LONG * 4), 40),
]


def hard(variant: str, paper: str) -> Document:
    """A quiz and a handout whose words are as long as words can be."""
    quiz = Section(
        (
            QuizTitle("K", f"A very long title {WORD} " * 3, LONG, "Version", "AAB", "Score", 1040),
            NameRow("Name", "Class", "Date"),
            *(replace(block, name=f"Question {block.number}", worth="2 marks") if isinstance(block, Question) else block
              for block in HARD),
        ),
        "A long foot " * 20,
        marks_words="Marks on this page:",
    )  # fmt: skip
    paragraph = NumberedParagraph((Sentence("a", line(LONG * 9)), Sentence("b", line(LETTERS))), line(LONG * 3))
    story = Section((Title("K", WORD, LONG), Heading(2, line(WORD)), *(paragraph,) * 8), WORD * 4)
    return Document("Hard", (quiz, story), variant=variant, paper=paper)


@pytest.mark.parametrize(
    ("variant", "paper"), [("class", "a4"), ("class", "letter"), ("large-print", "a4"), ("easy-read", "letter")]
)
def test_long_words_long_options_and_long_tables_break_no_layout(variant: str, paper: str) -> None:
    document = hard(variant, paper)
    data = write_pdf(document).data
    with pypdfium2.PdfDocument(data) as pdf:
        assert list(outside(pdf, document)) == []
    tags = Tags(data)
    assert faults(tags) == []
    assert list(differences(document, tags.told())) == []


# The measure itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawing", "fault"),
    [
        (b"5 400 3 3 re f", "ink at 1.9"),
        (b"560 400 20 3 re f", "ink at"),
        (b"200 820 3 3 re f", "ink at"),
        (b"200 60 30 3 re f", "ink between text and footer"),
        (b"BT /F2+0 12 Tf 1 0 0 1 76 %d Tm (words over words) Tj ET", "words overlap"),
    ],
)
def test_ink_where_none_should_be_is_found(drawing: bytes, fault: str) -> None:
    document = Document("A", (Section((Title("K", "T", "S"), Paragraph(line(LONG * 9))), "Foot"),))
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(write_pdf(document).data)) as pdf:
        leaf: Any = pdf.pages[0]
        if b"%d" in drawing:
            font = str(next(iter(leaf.Resources.Font.keys()))).encode()
            drawing = drawing.replace(b"/F2+0", font) % 680
        leaf.contents_add(b"/Artifact BMC " + drawing + b" EMC")
        pdf.save(changed)
    with pypdfium2.PdfDocument(changed.getvalue()) as sheets:
        found = list(outside(sheets, document))
    assert any(fault in each for each in found), found


@pytest.mark.parametrize(
    "box", [(50, 50, 60, 60), (20, 20, 575, 822), (0, 0, 595, 842), (73, 50, 545, 790), (382, 450, 544, 790)]
)
def test_a_box_that_is_not_round_the_ink_of_its_figure_is_found(box: tuple[int, ...]) -> None:
    document = Document("A", (Section((Title("K", "T", "S"), Heading(2, line("H")), Figure(1, KILLED)), "Foot"),))
    data = write_pdf(document).data
    with pypdfium2.PdfDocument(data) as sheets:
        assert list(misplaced(sheets, document, Tags(data))) == []
        tags = Tags(data)
        assert tags.root
        figure = next(element for element in tags.root.every() if element.role == "Figure")
        figure.entry.A.BBox = pikepdf.Array(box)
        assert len(list(misplaced(sheets, document, tags))) == 1


def test_a_chart_with_many_bars_goes_on_in_large_print() -> None:
    chart = replace(KILLED, bars=tuple(replace(KILLED.bars[0], label=f"Side {number}") for number in range(9)))
    document = Document("Charts", (Section((Title("K", "T", "S"), Figure(1, chart)), "Foot"),), variant="large-print")
    result = write_pdf(document)
    assert result.pages == 2
    tags = Tags(result.data)
    assert faults(tags) == []
    told = tags.told()
    assert [words for role, words in told if role == "TH" and words.startswith("Side ")][1:] == [
        f"Side {number} whole battle" for number in range(9)
    ]
    figures = [words for role, words in told if role == "Figure"]
    assert figures[0] == chart.alt
    assert "Side 8, whole battle: at least 200" in figures[-1]
