"""The check of tags finds nothing in what is printed, and finds every fault that is put into it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from edu.model.document import Document, NumberedParagraph, Paragraph, Section, Sentence, Title, line
from edu.write.pdf import write_pdf
from edu.write.pdf.pages import Printed
from tests.write.faults import faults
from tests.write.said import differences
from tests.write.tags import Tags

Damage = Callable[[pikepdf.Pdf], None]


@pytest.mark.parametrize("variant", ["class", "large-print", "easy-read"])
def test_a_document_with_every_block_is_sound_and_says_what_it_must(everything: Document, variant: str) -> None:
    document = replace(everything, variant=variant)
    tags = Tags(write_pdf(document).data)
    assert faults(tags) == []
    assert list(differences(document, tags.told())) == []


# Damage ------------------------------------------------------------------------------------------------------


def elements(pdf: pikepdf.Pdf, role: str) -> Iterator[Any]:
    """Structure elements of a type, in reading order."""

    def below(entry: Any) -> Iterator[Any]:
        if str(entry.S) == f"/{role}":
            yield entry
        kids = entry.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, int) and "/S" in kid:
                yield from below(kid)

    yield from below(pdf.Root.StructTreeRoot.K)


def first(pdf: pikepdf.Pdf, role: str) -> Any:
    return next(elements(pdf, role))


def with_text(pdf: pikepdf.Pdf, role: str) -> Any:
    """The first element of a type that has content of its own."""
    return next(each for each in elements(pdf, role) if isinstance(each.K[0], int))


def content(pdf: pikepdf.Pdf, pattern: bytes, by: bytes) -> None:
    """Replaces the first match in the drawing of the first page that has one."""
    for page in pdf.pages:
        drawing = page.Contents.read_bytes()
        changed = re.sub(pattern, by, drawing, count=1)
        if changed != drawing:
            page.Contents = pdf.make_stream(changed)
            return
    raise AssertionError(f"nothing matches {pattern!r}")


def set_role(element: Any, role: str) -> None:
    element.S = pikepdf.Name(f"/{role}")


def swapped_parents(pdf: pikepdf.Pdf) -> None:
    entries = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1]
    entries[0], entries[1] = entries[1], entries[0]


def short_parents(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1][-1]


def swapped_heads(pdf: pikepdf.Pdf) -> None:
    for head in first(pdf, "TR").K:
        set_role(head, "TD")


def short_row(pdf: pikepdf.Pdf) -> None:
    rows = list(elements(pdf, "TR"))
    del rows[2].K[-1]


def no_attribute(role: str, place: int = 0) -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        element = [each for each in elements(pdf, role) if "/A" in each][place]
        del element.A

    return damage


def no_body(pdf: pikepdf.Pdf) -> None:
    set_role(first(pdf, "LBody"), "Lbl")


def skipped_level(pdf: pikepdf.Pdf) -> None:
    set_role(first(pdf, "H2"), "H4")


def no_heading_one(pdf: pikepdf.Pdf) -> None:
    set_role(first(pdf, "H1"), "H2")


def far_box(pdf: pikepdf.Pdf) -> None:
    first(pdf, "Figure").A.BBox = pikepdf.Array([100, 100, 5000, 300])


def stray_child(pdf: pikepdf.Pdf) -> None:
    listing = first(pdf, "L")
    set_role(listing.K[0], "P")


def unembedded(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.FontDescriptor["/FontFile2"]


def unreadable(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        rows = font.ToUnicode.read_bytes()
        font.ToUnicode = pdf.make_stream(re.sub(rb"(<[0-9A-F]{2}>) <[0-9A-F]{4}>", rb"\1 <0000>", rows))


def no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def bookmark(place: int, level: int, target: int) -> Damage:
    """Aims a bookmark at the page of a number: that of a section, or the first below it."""

    def damage(pdf: pikepdf.Pdf) -> None:
        entry = pdf.Root.Outlines.First
        for _ in range(place):
            entry = entry.Next
        (entry.First if level else entry).Dest[0] = pdf.pages[target].obj

    return damage


def low_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Dest[3] = 30


def renamed_bookmark(pdf: pikepdf.Pdf) -> None:
    entry = pdf.Root.Outlines.First.First
    entry.Title = "A heading that is nowhere"


def other_language(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata.read_bytes().replace(b"<rdf:li>en-GB<", b"<rdf:li>fr<")
    pdf.Root.Metadata = pdf.make_stream(metadata)


def furniture(kind: bytes) -> Damage:
    """Makes of the first words of a page what stands at its head or foot."""
    artifact = b"/Artifact <</Type/Pagination/Subtype/" + kind + b">> BDC"
    return lambda pdf: content(pdf, rb"/P <<\s*/MCID 0\s*>> BDC", artifact)


def options(pdf: pikepdf.Pdf) -> Any:
    """The list of the first question's options."""
    return next(each for each in elements(pdf, "L") if str(each.A.ListNumbering) == "/UpperAlpha")


def no_letter(pdf: pikepdf.Pdf) -> None:
    del options(pdf).K[0].K[0]


def letter_below(pdf: pikepdf.Pdf) -> None:
    kids = options(pdf).K[0].K
    kids[0], kids[1] = kids[1], kids[0]


def swapped_options(pdf: pikepdf.Pdf) -> None:
    kids = options(pdf).K
    kids[0], kids[1] = kids[1], kids[0]


def options_in_stem(pdf: pikepdf.Pdf) -> None:
    body = options(pdf).P
    body.K[0].K.append(options(pdf))
    del body.K[2]


def options_first(pdf: pikepdf.Pdf) -> None:
    kids = options(pdf).P.K
    kids[0], kids[2] = kids[2], kids[0]


def stem_beside(pdf: pikepdf.Pdf) -> None:
    body = options(pdf).P
    body.Pg, body.K[0] = body.K[0].Pg, body.K[0].K[0]


def first_label_alone(pdf: pikepdf.Pdf) -> None:
    listing = next(each for each in elements(pdf, "L") if str(each.A.ListNumbering) == "/None")
    del listing.K[0].K[0]


def unlabelled(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "LI").K[0]


def no_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def other_standard(pdf: pikepdf.Pdf) -> None:
    metadata = pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part>1", b"pdfuaid:part>9")
    pdf.Root.Metadata = pdf.make_stream(metadata)


def put(name: str, value: Any, inside: str = "") -> Damage:
    def damage(pdf: pikepdf.Pdf) -> None:
        (pdf.Root[inside] if inside else pdf.Root)[name] = value

    return damage


DAMAGE: list[tuple[Damage, str]] = [
    (swapped_parents, "the parent tree gives content 0 to another element than the tree"),
    (short_parents, "the parent tree has"),
    (lambda pdf: with_text(pdf, "P").K.append(9999), "points to content 9999, which is not there"),
    (lambda pdf: with_text(pdf, "P").K.append(with_text(pdf, "P").K[0]), "stands twice in the tree"),
    (lambda pdf: with_text(pdf, "P").K.__delitem__(0), "is not in the tree"),
    (lambda pdf: with_text(pdf, "P").__setattr__("P", pdf.Root.StructTreeRoot.K), "names another parent"),
    (lambda pdf: set_role(with_text(pdf, "P"), "H2"), "content tagged P belongs to H2"),
    (lambda pdf: set_role(pdf.Root.StructTreeRoot.K, "Div"), "does not begin with a Document"),
    (lambda pdf: content(pdf, rb"/P <<\s*/MCID 0\s*>> BDC", b"/Artifact BMC"), "are hidden from readers"),
    (lambda pdf: content(pdf, rb"/Subtype\s*/Footer", b""), "are hidden from readers"),
    (lambda pdf: content(pdf, rb"(?s)/P <<\s*/MCID 0\s*>> BDC(.*?)EMC", rb"\1"), "is neither content nor an artifact"),
    (lambda pdf: content(pdf, rb"/P <<\s*/MCID 1\s*>> BDC", b"/P <</MCID 0>> BDC"), "the id 0 is given 2 times"),
    (lambda pdf: content(pdf, rb"(?s)(BT.*?ET)", rb"/Span <</MCID 0>> BDC \1 EMC"), "is marked inside"),
    (lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs"), "not in the order of the tree"),
    (swapped_heads, "has no row of heads"),
    (short_row, "has rows of [3, 4] columns"),
    (no_attribute("TH"), "has heads that are not of columns"),
    (no_attribute("TH", 4), "has no scope"),
    (no_attribute("L"), "a list does not say how it is numbered"),
    (no_body, "has no body of its own"),
    (unlabelled, "has items without a label"),
    (first_label_alone, "some items of the list"),
    (no_letter, "the letters of a list are ['', 'B', 'C', 'D']"),
    (swapped_options, "the letters of a list are ['B', 'A', 'C', 'D']"),
    (letter_below, "has not one label at its beginning"),
    (stem_beside, "keeps its stem and the rest not apart"),
    (options_first, "keeps its stem and the rest not apart"),
    (options_in_stem, "P holds L"),
    (stray_child, "L holds P"),
    (lambda pdf: set_role(first(pdf, "TR"), "Div"), "Table holds Div"),
    (lambda pdf: first(pdf, "L").__setattr__("K", pikepdf.Array([])), "a list has no items"),
    (lambda pdf: first(pdf, "Figure").__setattr__("Alt", pikepdf.String(" ")), "a figure has no alternative text"),
    (no_attribute("Figure"), "has no box on one page"),
    (far_box, "has a box that is not on its page"),
    (skipped_level, "of level 4 follows one of level 1"),
    (no_heading_one, "of level 2 follows one of level 0"),
    (lambda pdf: content(pdf, rb"(?s)/P (?!.*?/(?:P|TD|TH|LBody|Lbl|H2) <<)", b"/H2 "), "page 1 ends with the heading"),
    (put("/Lang", pikepdf.String("")), "the file has no language"),
    (no_title, "the file has no title, or two"),
    (other_standard, "does not say that it is PDF/UA"),
    (put("/DisplayDocTitle", False, "/ViewerPreferences"), "does not show its title"),
    (put("/Marked", False, "/MarkInfo"), "does not say that it is tagged"),
    (other_language, "the metadata give another language than the file"),
    (furniture(b"Footer"), "the footer 'Lesson handout' stands among the text"),
    (furniture(b"Header"), "the header 'Lesson handout' does not stand on each page of its section alike"),
    (no_bookmarks, "no bookmark leads to"),
    (bookmark(2, 0, 0), "the bookmark 'Version B' leads to page 1, and its section begins on page 7"),
    (bookmark(3, 1, 0), "the bookmark 'The answers explained' leads to"),
    (bookmark(0, 1, 1), "the bookmark 'Before you read' leads to"),
    (low_bookmark, "the bookmark 'Before you read' leads to"),
    (renamed_bookmark, "the bookmark 'A heading that is nowhere' names no heading"),
    (unembedded, "is not embedded"),
    (unreadable, "letters cannot be read back"),
    (lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"), "the file has no structure tree"),
]


def damaged(data: bytes, damage: Damage) -> bytes:
    changed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(changed)
    return changed.getvalue()


@pytest.mark.parametrize(("damage", "fault"), DAMAGE, ids=[fault for _, fault in DAMAGE])
def test_every_part_of_the_check_can_fail(printed: Printed, damage: Damage, fault: str) -> None:
    found = faults(Tags(damaged(printed.data, damage)))
    assert any(fault in each for each in found), found[:5]


def test_a_line_alone_on_a_page_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from edu.write.pdf.blocks import handout

    text = NumberedParagraph((Sentence("a", line("Words that fill more than one line of the narrative. " * 8)),))
    title = Title("Kicker", "Title", "Subtitle")
    fill = Paragraph(line("Fill.")), Paragraph(line("Fill."), small=True)
    made = [
        Document("A", (Section((title, *fill[:1] * some, *fill[1:] * others, *(text,) * 6), "Foot"),))
        for some in range(5)
        for others in range(3)
    ]
    assert [fault for document in made for fault in faults(Tags(write_pdf(document).data))] == []
    monkeypatch.setattr(handout, "fitting_lines", lambda count, room, leading: min(int(room // leading), count - 1))
    found = [fault for document in made for fault in faults(Tags(write_pdf(document).data))]
    assert any("stands alone on a page" in fault for fault in found)


def in_other_order(pdf: pikepdf.Pdf) -> None:
    kids = first(pdf, "Sect").K
    kids[0], kids[1] = kids[1], kids[0]


WORDS: list[tuple[Damage, str]] = [
    (lambda pdf: content(pdf, rb"([a-z]) \) Tj", rb"\1) Tj"), "is told as"),  # the space at the end of a line
    (lambda pdf: content(pdf, rb"\(([A-Z][a-z]{2})([a-z]+)", rb"(\1 \2"), "is told as"),
    (in_other_order, "is told where 'Lesson handout' should be"),
    (lambda pdf: first(pdf, "Sect").K.__delitem__(0), "is told where 'Lesson handout' should be"),
    (lambda pdf: first(pdf, "Sect").K.append(first(pdf, "Sect").K[0]), "'Lesson handout' is told where"),
    (lambda pdf: set_role(with_text(pdf, "P"), "Caption"), "is Caption and should be P"),
    (lambda pdf: pdf.Root.StructTreeRoot.K.K.__delitem__(4), "is not told"),
]


@pytest.mark.parametrize(("damage", "difference"), WORDS, ids=range(len(WORDS)))
def test_words_glued_split_moved_or_gone_are_found(
    everything: Document, printed: Printed, damage: Damage, difference: str
) -> None:
    found = list(differences(everything, Tags(damaged(printed.data, damage)).told()))
    assert any(difference in each for each in found), found
