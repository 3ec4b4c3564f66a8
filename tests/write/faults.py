"""What is wrong with the tags of a PDF: what no validator notices.

It knows the rules of PDF/UA-1 (ISO 14289-1) and of tags (ISO 32000-1, 14.7 and 14.8), and nothing of the writer.
"""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2

from tests.write.tags import Element, Tags

CHILDREN = {
    "Table": {"TR", "Caption"},
    "TR": {"TH", "TD"},
    "L": {"LI", "Caption"},
    "LI": {"Lbl", "LBody"},
}
"""What may stand in these elements (ISO 32000-1, tables 336 and 337)."""

TEXTS = {"P", "H1", "H2", "H3", "Lbl", "Caption"}
"""Elements of words alone: nothing but spans stands in them."""

WITHIN = {"TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}

FOOT = 24 / 25.4 * 72
"""Points above the paper's lower edge under which footers stand: the lower margin of the pages' design."""

LEAD = 36.0
"""Points above the baseline of a heading at which a bookmark leading to it may end: the line itself and some space."""

FOOT = 48.0
"""Points above the lower edge of a page below which there are footers only."""

DIGITS = re.compile(r"[\d\s]*")
CONTINUED = re.compile(r"((Question|Figure) \d+|(?P<name>.+)) \(continued\)")


def faults(tags: Tags) -> list[str]:
    """All that is wrong with the tags of a file; nothing when it is sound."""
    if tags.root is None:
        return ["the file has no structure tree"]
    return [
        *tags.mistakes,
        *(f"page {page}: the text {text!r} is neither content nor an artifact" for page, text in tags.loose),
        *_ties(tags, tags.root),
        *_hidden(tags, tags.root),
        *_furniture(tags, tags.root),
        *_places(tags.root),
        *_tables(tags, tags.root),
        *_lists(tags, tags.root),
        *_figures(tags, tags.root),
        *_headings(tags, tags.root),
        *_lone(tags, tags.root),
        *_document(tags),
        *_fonts(tags),
    ]


def _ties(tags: Tags, root: Element) -> Iterator[str]:
    """Marked content, tree and parent tree say the same of each other."""
    if root.role != "Document" or root.entry.P.objgen != tags.pdf.Root.StructTreeRoot.objgen:
        yield "the tree does not begin with a Document under its root"
    content = Counter((mark.page, mark.number) for mark in tags.marks if mark.number is not None)
    roles = {(mark.page, mark.number): mark.tag for mark in tags.marks}
    owners: dict[tuple[int, int], Element] = {}
    for element in root.every():
        for kid in element.kids:
            if isinstance(kid, Element):
                if kid.entry.P.objgen != element.entry.objgen:
                    yield f"{kid.role} {tags.words(kid)!r} names another parent than the one it lies in"
            elif kid in owners:
                yield f"page {kid[0]}: the content {kid[1]} stands twice in the tree"
            elif kid not in content:
                yield f"page {kid[0]}: {element.role} points to content {kid[1]}, which is not there"
            else:
                owners[kid] = element
                if roles[kid] != element.role:
                    yield f"page {kid[0]}: content tagged {roles[kid]} belongs to {element.role}"
    for (page, number), count in content.items():
        if count > 1:
            yield f"page {page}: the id {number} is given {count} times"
        if (page, number) not in owners:
            yield f"page {page}: the content {tags.text[page, number]!r} is not in the tree"
    parents = dict(_numbered(tags.pdf.Root.StructTreeRoot.ParentTree))
    for page, leaf in enumerate(tags.pdf.pages, 1):
        entries: Any = parents.get(int(leaf.obj.get("/StructParents", -1)), [])
        if str(leaf.obj.get("/Tabs", "")) != "/S":
            yield f"page {page}: links and fields are not in the order of the tree"
        if len(entries) < sum(of == page for of, _ in content):
            yield f"page {page}: the parent tree has {len(entries)} entries for it"
        for number, entry in enumerate(entries):
            owner = owners.get((page, number))
            if owner is not None and entry.objgen != owner.entry.objgen:
                yield f"page {page}: the parent tree gives content {number} to another element than the tree"


def _numbered(node: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree, whose limits must be kept."""
    numbers = list(node.get("/Nums", []))
    entries = [(int(key), value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)]
    for kid in node.get("/Kids", []):
        entries += _numbered(kid)
    limits = node.get("/Limits")
    keys = [key for key, _ in entries]
    assert keys == sorted(set(keys))
    assert limits is None or (int(limits[0]), int(limits[1])) == (keys[0], keys[-1])
    yield from entries


def _hidden(tags: Tags, root: Element) -> Iterator[str]:
    """Text in artifacts is page furniture, a line number, or a head row, heading or number that was told before."""
    heads = sorted({tags.words(element) for element in root.every() if element.role == "TH"}, key=len, reverse=True)
    told = {tags.words(element) for element in root.every() if element.role in ("H2", "H3", "P")}
    for mark in tags.marks:
        rest = mark.text.strip() if mark.number is None else ""
        if mark.kind in ("Pagination Header", "Pagination Footer") or (
            mark.kind == "Layout" and DIGITS.fullmatch(rest)
        ):
            continue
        for head in heads if mark.kind == "Pagination" else ():
            rest = rest.replace(head, "")
        goes_on = CONTINUED.fullmatch(mark.text.replace("\u00a0", " ")) if mark.kind == "Pagination" else None
        if (mark.kind == "Pagination" and mark.text in told) or (goes_on and goes_on["name"] in (None, *told)):
            continue
        if rest.strip():
            yield f"page {mark.page}: the words {rest!r} are hidden from readers"


def _furniture(tags: Tags, root: Element) -> Iterator[str]:
    """Footers stand in the lower margin, below all content; a header stands on each page of its section alike."""
    lowest: dict[int, float] = {}
    headers: dict[int, set[tuple[str, float]]] = defaultdict(set)
    for mark in tags.marks:
        if mark.number is not None and mark.lines:
            lowest[mark.page] = min(lowest.get(mark.page, FOOT), *mark.lines)
        elif mark.kind == "Pagination Header":
            headers[mark.page] |= {(words, height) for height, words in mark.lines.items()}
    for mark in tags.marks:
        if mark.kind == "Pagination Footer" and any(height >= lowest.get(mark.page, FOOT) for height in mark.lines):
            yield f"page {mark.page}: the footer {mark.text!r} stands among the text"
    for section in root.inner("Sect"):
        pages = {kid[0] for element in section.every() for kid in element.kids if not isinstance(kid, Element)}
        found = [headers[page] for page in pages] or [set()]
        for words, _ in set().union(*found) - found[0].intersection(*found):
            yield f"the header {words!r} does not stand on each page of its section alike"


def _places(root: Element) -> Iterator[str]:
    """Elements stand in what they belong in."""
    for element in root.every():
        inside = CHILDREN.get(element.role)
        for kid in element.kids:
            if inside and (not isinstance(kid, Element) or kid.role not in inside):
                what = kid.role if isinstance(kid, Element) else "content"
                yield f"{element.role} holds {what}"
            if element.role in TEXTS and isinstance(kid, Element) and kid.role != "Span":
                yield f"{element.role} holds {kid.role}"
        if element.role in WITHIN and (element.above is None or element.above.role not in WITHIN[element.role]):
            yield f"{element.role} stands in {element.above.role if element.above else 'nothing'}"


def _tables(tags: Tags, root: Element) -> Iterator[str]:
    """Tables have a row of heads, a scope for each head, and rows of one width."""
    for table in (element for element in root.every() if element.role == "Table"):
        rows = table.inner("TR")
        name = tags.words(rows[0].kids[0]) if rows and rows[0].kids and isinstance(rows[0].kids[0], Element) else ""
        if not rows or {kid.role for kid in rows[0].kids if isinstance(kid, Element)} != {"TH"}:
            yield f"the table {name!r} has no row of heads"
            continue
        if any(head.attribute("Scope") != "/Column" for head in rows[0].inner("TH")):
            yield f"the table {name!r} has heads that are not of columns"
        wide = {
            sum(int(cell.attribute("ColSpan") or 1) for cell in (*row.inner("TH"), *row.inner("TD"))) for row in rows
        }
        if len(wide) > 1:
            yield f"the table {name!r} has rows of {sorted(wide)} columns"
        for row in rows[1:]:
            for head in row.inner("TH"):
                if head.attribute("Scope") != "/Row":
                    yield f"the head {tags.words(head)!r} has no scope"


def _lists(tags: Tags, root: Element) -> Iterator[str]:
    """Lists say how they are numbered, items have the label that this asks for, and a stem stands before its options.

    ISO 32000-1, 14.8.5.5: a numbering other than "None" says how the labels of the items look.
    """
    for element in root.every():
        if element.role == "L":
            yield from _labels(tags, element)
        if element.role == "LI" and len(element.inner("LBody")) != 1:
            yield f"the item {' '.join(map(tags.words, element.inner('Lbl')))!r} has no body of its own"
        if element.role == "LBody":
            blocks = [kid for kid in element.kids if isinstance(kid, Element) and kid.role != "Span"]
            if blocks and (tags.words(element).strip() or blocks[0].role != "P" or not tags.words(blocks[0]).strip()):
                yield f"the item {tags.words(element) or tags.words(blocks[0])!r} keeps its stem and the rest not apart"


def _labels(tags: Tags, listing: Element) -> Iterator[str]:
    """The labels of a list: one an item where it is numbered, of the sort that it names, before the body."""
    numbering = listing.attribute("ListNumbering")
    items = listing.inner("LI")
    labels = [[tags.words(label).strip() for label in item.inner("Lbl")] for item in items]
    if numbering is None:
        yield "a list does not say how it is numbered"
    if not items:
        yield "a list has no items"
    for item, given in zip(items, labels, strict=True):
        if given and (len(given) > 1 or not given[0] or item.inner("Lbl")[0] is not item.kids[0]):
            yield f"the item {given!r} has not one label at its beginning"
    if numbering in (None, "/None"):
        if len(set(map(len, labels))) > 1:
            yield f"some items of the list {labels!r} have labels"
        return
    plain = ["".join(given) for given in labels]
    if numbering == "/UpperAlpha" and plain != [chr(65 + number) for number in range(len(items))]:
        yield f"the letters of a list are {plain!r}"
    elif numbering == "/Decimal" and not all(re.search(r"\d", label) for label in plain):
        yield f"the numbers of a list are {plain!r}"
    elif not all(plain):
        yield f"the list {plain!r} has items without a label"


def _figures(tags: Tags, root: Element) -> Iterator[str]:
    """Figures have an alternative text, and a box on their page."""
    for figure in (element for element in root.every() if element.role == "Figure"):
        alt = str(figure.entry.get("/Alt", ""))
        if not alt.strip():
            yield "a figure has no alternative text"
        pages = {kid[0] for kid in figure.kids if not isinstance(kid, Element)}
        box = figure.attribute("BBox")
        if box is None or len(pages) != 1:
            yield f"the figure {alt[:40]!r} has no box on one page"
            continue
        left, low, right, top = map(float, box)
        _, _, width, height = map(float, tags.pdf.pages[pages.pop() - 1].MediaBox)
        if not (0 <= left < right <= width and 0 <= low < top <= height):
            yield f"the figure {alt[:40]!r} has a box that is not on its page"


def _headings(tags: Tags, root: Element) -> Iterator[str]:
    """Each section begins with a heading of level 1, and none skips a level."""
    for section in root.inner("Sect") or [root]:
        level = 0
        for element in section.every():
            if re.fullmatch(r"H\d", element.role):
                if int(element.role[1]) > level + 1:
                    yield f"the heading {tags.words(element)!r} of level {element.role[1]} follows one of level {level}"
                level = int(element.role[1])
                if not tags.words(element).strip():
                    yield f"a heading of level {level} is empty"


def _lone(tags: Tags, root: Element) -> Iterator[str]:
    """No page ends with a heading, lines to write on apart; a paragraph that goes on has two lines at least on each."""
    lines = {(mark.page, mark.number): len(mark.lines) for mark in tags.marks}
    for element in root.every():
        own = [kid for kid in element.kids if not isinstance(kid, Element)]
        pages = {page: sum(lines.get(kid, 0) for kid in own if kid[0] == page) for page, _ in own}
        if element.role == "P" and len(pages) > 1 and min(pages.values()) < 2:
            yield f"page {min(pages)}: a line of {tags.words(element)[:30]!r} stands alone on a page"
    for page in range(1, len(tags.pages) + 1):
        last = [mark for mark in tags.marks if mark.page == page and mark.number is not None][-1:]
        if last and re.fullmatch(r"H\d", last[0].tag) and not _ruled_below(tags, page, min(last[0].lines)):
            yield f"page {page} ends with the heading {last[0].text!r}"


def _ruled_below(tags: Tags, page: int, height: float) -> bool:
    """Whether a line to write on stands on the page below a heading: a line's height below it, above the footer."""
    data = io.BytesIO()
    tags.pdf.save(data)
    with pypdfium2.PdfDocument(data.getvalue()) as pdf:
        boxes = [thing.get_bounds() for thing in pdf[page - 1].get_objects()]
    return any(top - low < 3 and right - left > 50 and FOOT < top < height - 14 for left, low, right, top in boxes)


def _document(tags: Tags) -> Iterator[str]:
    """Title, language and standard are told, and bookmarks name and reach the headings of the highest levels."""
    root: Any = tags.pdf.Root
    nothing: Any = {}
    if not str(root.get("/Lang", "")):
        yield "the file has no language"
    metadata = tags.pdf.open_metadata()
    if list(metadata.get("dc:language", [])) != [str(root.get("/Lang", ""))]:
        yield "the metadata give another language than the file"
    title = str(tags.pdf.docinfo.get("/Title", ""))
    if not title or metadata.get("dc:title") != title:
        yield "the file has no title, or two"
    if metadata.get("pdfuaid:part") != "1":
        yield "the file does not say that it is PDF/UA"
    if not bool(root.get("/ViewerPreferences", nothing).get("/DisplayDocTitle", False)):
        yield "the file does not show its title"
    if not bool(root.get("/MarkInfo", nothing).get("/Marked", False)):
        yield "the file does not say that it is tagged"
    with tags.pdf.open_outline() as outline:
        bookmarks = list(_outline(outline.root))
    entries = [title for title, *_ in bookmarks]
    yield from _bookmarks(tags, bookmarks)
    for section in tags.root.inner("Sect") if tags.root else ():
        heads = [tags.words(element) for element in section.every() if element.role == "H2"]
        missing = [head for head in heads if _plain(head) not in entries]
        if missing:
            yield f"no bookmark leads to {missing[0]!r}"
    if len([entry for entry in entries if entry]) < len(tags.root.inner("Sect") if tags.root else ()):
        yield "there are fewer bookmarks than sections"


def _outline(items: Sequence[Any]) -> Iterator[tuple[str, int, Any]]:
    """The words, the level and the target of every bookmark."""
    for item in items:
        yield _plain(str(item.title)), 0, item.destination
        yield from ((title, level + 1, target) for title, level, target in _outline(item.children))


def _bookmarks(tags: Tags, entries: Sequence[tuple[str, int, Any]]) -> Iterator[str]:
    """Every bookmark leads to the heading whose words it has, or to where its section begins."""
    heads, begins = [], []
    for element in tags.root.every() if tags.root else ():
        own = [kid for kid in element.kids if not isinstance(kid, Element)]
        if re.fullmatch(r"H\d", element.role) and own:
            heads.append((_plain(tags.words(element)), own[0]))
    for section in tags.root.inner("Sect") if tags.root else ():
        begins.append(min(kid[0] for element in section.every() for kid in element.kids if isinstance(kid, tuple)))
    tops = {(mark.page, mark.number): max(mark.lines) for mark in tags.marks if mark.lines}
    for title, level, target in entries:
        page = tags.pages.get(target[0].objgen, 0)
        begin = begins.pop(0) if begins and not level else page
        if page != begin:
            yield f"the bookmark {title!r} leads to page {page}, and its section begins on page {begin}"
        place = next((number for number, (words, _) in enumerate(heads) if words == title), None)
        if place is None and level:
            yield f"the bookmark {title!r} names no heading"
        if place is None:
            continue
        at, height = heads[place][1], tops[heads[place][1]]
        heads = heads[place + 1 :]
        if page != at[0] or (level and not height < float(target[3]) < height + LEAD):
            yield f"the bookmark {title!r} leads to {target[2:]} on page {page}; it stands at {height} on page {at[0]}"


def _plain(words: str) -> str:
    return " ".join(words.split())


def _fonts(tags: Tags) -> Iterator[str]:
    """All faces are embedded and can be read back."""
    for number, page in enumerate(tags.pdf.pages, 1):
        for font in page.Resources.get("/Font", {}).values():
            if "/FontFile2" not in font.get("/FontDescriptor", {}):
                yield f"page {number}: the font {font.BaseFont} is not embedded"
        if any("\ufffd" in mark.text or "\x00" in mark.text for mark in tags.marks if mark.page == number):
            yield f"page {number}: letters cannot be read back"
