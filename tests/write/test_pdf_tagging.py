"""The canvas: marked content, artifacts, and the file around them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from edu.write.pdf import fonts
from edu.write.pdf.book import Book, character_map
from edu.write.pdf.structure import Node, every_node, pdf_text
from edu.write.pdf.tagging import TaggedCanvas


def canvas() -> TaggedCanvas:
    return TaggedCanvas("Title", "en-GB", 200, 200)


def printed(page: TaggedCanvas, *pages: tuple[bytes, list[Node]]) -> bytes:
    """A file of pages taken from the canvas."""
    out = io.BytesIO()
    book = Book(page, out)
    book.add_section(pages, page.root)
    book.close()
    return out.getvalue()


def test_text_that_nobody_marked_is_refused() -> None:
    with pytest.raises(ValueError, match="neither content nor an artifact"):
        canvas().drawString(10, 10, "words")


def test_marked_content_does_not_nest() -> None:
    page = canvas()
    node = page.root.add("P")
    with page.mark(node), pytest.raises(ValueError, match="inside other marked content"), page.mark(node):
        pass
    page = canvas()
    with (
        page.mark(page.root.add("P")),
        pytest.raises(ValueError, match="inside marked content"),
        page.artifact(),
    ):
        pass


def test_shapes_become_artifacts_and_empty_artifacts_are_left_out() -> None:
    page = canvas()
    page.line(1, 1, 2, 2)
    node = page.root.add("P")
    for words in ("one", "two"):
        with page.mark(node):
            page.drawString(10, 10, words)
    with pikepdf.open(io.BytesIO(printed(page, page.take()))) as pdf:
        operators = [
            (str(step.operands[0]) if step.operands else "", str(step.operator))
            for step in pikepdf.parse_content_stream(pdf.pages[0])
            if str(step.operator) in {"BMC", "BDC", "EMC", "S"}
        ]
        assert operators == [
            ("/Artifact", "BMC"),
            ("", "S"),
            ("", "EMC"),
            ("/P", "BDC"),
            ("", "EMC"),
            ("/P", "BDC"),
            ("", "EMC"),
        ]
        tree = pdf.Root.StructTreeRoot
        paragraph = tree.K.K[0].K[0]
        assert list(paragraph.K) == [0, 1]
        leaf = tree.ParentTree.Kids[0]
        assert pdf.pages[0].StructParents == leaf.Nums[0] == leaf.Limits[0] == leaf.Limits[1]
        assert [entry.objgen for entry in leaf.Nums[1]] == [paragraph.objgen] * 2
        assert pdf.pages[0].Tabs == "/S"


def test_an_element_on_two_pages_keeps_its_content_of_both() -> None:
    page = canvas()
    node = page.root.add("P")
    taken = []
    for _ in range(2):
        page.next_mark = 0
        with page.mark(node):
            page.drawString(10, 10, "words")
        taken.append(page.take())
    with pikepdf.open(io.BytesIO(printed(page, *taken))) as pdf:
        first, second = pdf.Root.StructTreeRoot.K.K[0].K[0].K
        assert first == 0
        assert second.Pg.objgen == pdf.pages[1].obj.objgen
        assert second.MCID == 0


def test_letters_beyond_the_first_plane_and_many_letters_can_be_read_back() -> None:
    text = "head\n3 beginbfchar\n<00> <0000>\n<01> <1F600>\n<02> <0041>\nendbfchar\ntail"
    assert character_map(text) == "head\n2 beginbfchar\n<01> <D83DDE00>\n<02> <0041>\nendbfchar\ntail"
    rows = "\n".join(f"<{code:02X}> <{code + 64:04X}>" for code in range(1, 202))
    mended = character_map(f"head\n201 beginbfchar\n{rows}\nendbfchar\ntail")
    assert [row.split()[0] for row in mended.split("\n") if "beginbfchar" in row] == ["100", "100", "1"]


def test_texts_are_written_as_ascii_or_in_utf_16() -> None:
    assert pdf_text(r"a (b) \c") == r"(a \(b\) \\c)"
    assert pdf_text("é") == "<FEFF00E9>"


def test_nodes_are_numbered_parents_first() -> None:
    root = Node("Document")
    listing = root.listing("Decimal")
    item = listing.add("LI")
    table = root.add("Table").add("TR")
    cell = table.head_cell("Row", 2)
    assert every_node(root) == [root, listing, item, root.kids[1], table, cell]
    assert cell.entries == "/A<</O/Table/Scope/Row/ColSpan 2>>"


def test_fonts_are_files_that_can_be_found_and_registered_twice() -> None:
    fonts.register()
    fonts.register()
    for name in (fonts.TEXT, fonts.BOLD, fonts.FALLBACK, fonts.FALLBACK_BOLD):
        assert fonts.font_file(name).suffix == ".ttf"
    assert fonts.faces("a → b", False) == ((fonts.TEXT, "a "), (fonts.FALLBACK, "→"), (fonts.TEXT, " b"))
    assert fonts.faces("ab\u0324c", False) == (
        (fonts.TEXT, "a"),
        (fonts.FALLBACK, "b\u0324"),
        (fonts.TEXT, "c"),
    )
