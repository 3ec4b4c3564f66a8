"""Words of a template's own in the title row and on the name row stay on the page and clear of one another."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from pypdfium2 import raw

from edu.model.document import Block, Document, Heading, NameRow, Paragraph, QuizTitle, Section, Title, line
from edu.write.pdf import write_pdf
from tests.write.faults import faults
from tests.write.ink import outside
from tests.write.tags import Tags

WORD = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenbezeichner"


def title(version: str, score: str) -> QuizTitle:
    return QuizTitle("Quiz", "The Siege of Hollin Gate", "11 questions, 22 marks", version, "A", score, 22)


PLAIN = Title("Sheet", "A title", "Under it")


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
@pytest.mark.parametrize(
    "blocks",
    [
        (title("Version", "Score and everything that is written here"),),
        (title("Versionsnummerbezeichnung", "Score"),),
        (title(WORD, WORD),),
        (title("", ""),),
        (PLAIN, NameRow("Nom et prénom", "Classe et groupe", "Date du contrôle")),
        (PLAIN, NameRow(WORD, WORD, WORD)),
        (PLAIN, NameRow("Name", WORD, "Date")),
        (PLAIN, NameRow("", "", "")),
    ],
    ids=lambda blocks: repr(blocks[-1])[:40],
)
def test_words_stay_on_the_page_and_clear_of_one_another(blocks: tuple[Block, ...], variant: str) -> None:
    every = (*blocks, Heading(2, line("Part")), Paragraph(line("Words below.")))
    made = replace(Document("A title", (Section(every, "Foot"),)), variant=variant)
    data = write_pdf(made).data
    with pypdfium2.PdfDocument(data) as pdf:
        assert list(outside(pdf, made)) == []
    assert faults(Tags(data)) == []


def rules(blocks: tuple[Block, ...]) -> list[float]:
    """The lengths in millimetres of the rules of a page to write on; that over the title is thicker."""
    data = write_pdf(Document("A title", (Section(blocks, "Foot"),))).data
    with pypdfium2.PdfDocument(data) as pdf:
        boxes = [thing.get_bounds() for thing in pdf[0].get_objects([raw.FPDF_PAGEOBJ_PATH])]
    return [(right - left) / 72 * 25.4 for left, low, right, top in boxes if top - low < 3]


def test_every_word_of_the_name_row_has_a_line_long_enough_to_write_on() -> None:
    for words in (("Name", "Class", "Date"), ("Nom et prénom", "Classe et groupe", "Date du contrôle"), (WORD,) * 3):
        lengths = rules((PLAIN, NameRow(*words)))
        assert len(lengths) == 3, words
        assert min(lengths) > 15, words


def test_words_that_would_be_broken_or_wrapped_get_more_room() -> None:
    """They stand on one line each, as a reader of the page's text finds them."""
    row = NameRow("Nom et prénom", "Classe et groupe", "Date du contrôle")
    data = write_pdf(Document("A title", (Section((title("Versionsnummer", "Score"), row), "Foot"),))).data
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    for words in ("Versionsnummer", "Classe et groupe", "Date du contrôle"):
        assert words in text.replace("\r\n", "\n"), words
