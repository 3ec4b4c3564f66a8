"""No heading is left alone at the foot of a page, whatever a template puts below it and wherever the page ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from edu.make.directives import read_blocks
from edu.make.templates import filled
from edu.model.document import Document, Section, Title
from edu.model.wording import Phrase
from edu.write.pdf import write_pdf
from tests.write.faults import faults
from tests.write.tags import Tags

TEXT = "A text that goes on and on. " * 60
BELOW = {
    "lines": "::: lines 60\n",
    "a column of lines": "::: columns\n::: lines 60\n::: column\nx\n:::\n",
    "a column with a heading": "::: columns\n### Before\n\n::: lines 60\n::: column\n### After\n\n::: lines 4\n:::\n",
    "a box of lines": "::: box Long\n::: lines 80\n:::\n",
    "a box of lines after words": "::: box Long\nWrite here.\n\n::: lines 80\n:::\n",
    "a box in a box": f"::: box One\n::: box Two\n{TEXT}\n\n::: lines 40\n:::\n:::\n",
    "a long list": "- entry\n" * 70,
    "a long table": "| A | B |\n|--|--|\n" + "| a | b |\n" * 70,
}


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_words_that_lead_to_a_table_stand_on_the_page_where_it_begins(variant: str) -> None:
    table = "| A | B |\n|--|--|\n" + "| a | b |\n" * 9
    for above in range(24):
        page = filled(Phrase(f"::: lines {above}\n\n## Heading\n\nThey lead to it.\n\n{table}", Path("page.md"), 1), {})
        section = Section((Title("Sheet", "A title", "Under it"), *read_blocks(page, {}).blocks), "Foot")
        data = write_pdf(replace(Document("A title", (section,)), variant=variant)).data
        with pypdfium2.PdfDocument(data) as pdf:
            told = " ".join(
                next(words for each in pdf if "They lead" in (words := each.get_textpage().get_text_range())).split()
            )
        assert "a b" in told.partition("They lead")[2], f"{above} lines above"


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
@pytest.mark.parametrize("below", BELOW)
def test_a_heading_keeps_to_what_stands_below_it(below: str, variant: str) -> None:
    for above in (0, 9, 17, 19, 21, 22, 23, 24):
        lines = f"::: lines {above}\n\n"
        page = filled(Phrase(f"{lines}## Heading\n\n{BELOW[below]}", Path("page.md"), 1), {})
        section = Section((Title("Sheet", "A title", "Under it"), *read_blocks(page, {}).blocks), "Foot")
        printed = write_pdf(replace(Document("A title", (section,)), variant=variant))
        assert faults(Tags(printed.data)) == [], f"{above} lines above"
