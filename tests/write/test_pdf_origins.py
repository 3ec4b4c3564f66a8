"""What only laying out finds names the line of the template that it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from edu.lesson import printed
from edu.model.document import (
    Block,
    Column,
    Document,
    Heading,
    Origin,
    Panel,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
    line,
)
from edu.problems import EduError

PAGE = Path("page.md")
FAULTY = Table((Column(40), Column(40)), (line("A"), line("B")), (Row((line("a"),)),))


@pytest.mark.parametrize(
    ("blocks", "at", "what"),
    [
        ((Heading(2, line("Part")), FAULTY, Paragraph(line("x"))), 8, "a row of the table 'A' has not as many cells"),
        (
            (Heading(2, line("Part")), Panel((Paragraph(line("x")), FAULTY))),
            8,
            "a row of the table 'A' has not as many",
        ),
        ((Paragraph(line("x")), Paragraph(line("y")), Heading(3, line("Part"))), 9, "a heading of level 3 follows"),
    ],
)
def test_what_cannot_be_laid_out_has_its_line(blocks: tuple[Block, ...], at: int, what: str) -> None:
    every = (Title("Sheet", "A title", "Under it"), *blocks)
    origins = tuple(Origin(PAGE, number) for number in range(6, 6 + len(every)))
    with pytest.raises(EduError) as caught:
        printed(Document("A title", (Section(every, "Foot", origins=origins),)))
    assert str(caught.value).startswith(f"{PAGE}:{at}: “A title” cannot be printed: {what}")
    assert str(caught.value).endswith("Change what stands here.")


def test_without_a_template_no_line_is_made_up() -> None:
    with pytest.raises(EduError) as caught:
        printed(Document("A title", (Section((Title("Sheet", "A title", "Under it"), FAULTY), "Foot"),)))
    assert str(caught.value).startswith("“A title” cannot be printed: a row of the table 'A'")
