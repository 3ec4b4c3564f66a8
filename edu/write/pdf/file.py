"""The finished PDF as bytes: metadata, character maps and the file's objects, small ones packed together."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape
from zlib import compress

from reportlab.pdfbase import pdfdoc

from edu.write.pdf.scripts import spelled
from edu.write.pdf.structure import Node, every_node, node_object, parents_object, tree_object

_PACKED = 200
"""Objects in an object stream."""

_ENTRIES = 100
"""Entries in one block of a character map; readers need not take more."""

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class _Later(pdfdoc.PDFObject):  # type: ignore[misc]  # ReportLab brings no types
    """An object with a number now and its content later."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content = b""

    def format(self, _document: Any) -> bytes:
        """The content."""
        return self.content


def character_map(text: str) -> str:
    """ReportLab's map from codes to characters, without codes for nothing and in blocks readers take.

    ReportLab maps each unused code to U+0000, writes characters beyond U+FFFF in five digits, and puts all
    entries into one block.
    """
    head, rest = text.split("beginbfchar", 1)
    rows, tail = rest.split("endbfchar", 1)
    entries = [
        f"<{code}> <{spelled(chr(int(value, 16))).encode('utf-16-be').hex().upper()}>"
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", rows)
        if int(value, 16)
    ]
    blocks = []
    for start in range(0, len(entries), _ENTRIES):
        block = entries[start : start + _ENTRIES]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return head.rsplit("\n", 1)[0] + "\n" + "\n".join(blocks) + tail


def _stream(entries: str, content: bytes) -> bytes:
    packed = compress(content)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode("latin-1")
    return head + packed + b"\nendstream"


def _prepare(canvas: Any, metadata: bytes) -> tuple[_Later, _Later]:
    """Completes ReportLab's document; hands back the places of the structure tree and the parent tree."""
    document = canvas._doc
    for face in document.delayedFonts:
        face.addObjects(document)
    for name, thing in document.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            thing.content = character_map(thing.content)
    document.info.invariant = document.invariant
    tree, parents = _Later(), _Later()
    catalog = document.Catalog
    catalog.StructTreeRoot = tree
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    catalog.Metadata = pdfdoc.XMP(creator=lambda _document: metadata)
    for thing in (catalog, document.info, tree, parents):
        document.Reference(thing)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        catalog.Outlines = None
    return tree, parents


def _objects(document: Any, done: dict[int, bytes]) -> dict[int, bytes]:
    """Every object of the file by number; writing one may add others."""
    objects = dict(done)
    number = 0
    while number < document.objectcounter:
        number += 1
        if number not in done:
            objects[number] = pdfdoc.format(document.idToObject[document.numberToId[number]], document, toplevel=1)
    return objects


class _Body:
    """The objects written so far, and where each of them is."""

    def __init__(self) -> None:
        self.pieces = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        self.length = len(self.pieces[0])
        self.places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def write(self, number: int, content: bytes) -> None:
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        self.places[number] = (1, self.length, 0)
        self.pieces.append(piece)
        self.length += len(piece)

    def pack(self, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
        """Writes small objects as one stream, which takes an object number itself."""
        heads: list[str] = []
        offset = 0
        for index, (packed, content) in enumerate(objects):
            heads.append(f"{packed} {offset}")
            self.places[packed] = (2, number, index)
            offset += len(content) + 1
        head = (" ".join(heads) + "\n").encode("latin-1")
        entries = f"/Type/ObjStm/N {len(objects)}/First {len(head)}"
        self.write(number, _stream(entries, head + b"\n".join(content for _, content in objects)))


def file_bytes(canvas: Any, root: Node, marked: Sequence[Sequence[Node]]) -> bytes:
    """The file drawn on a canvas, with its structure tree.

    The same drawing gives the same bytes: no clock goes into it, and its identifier is made from its content.
    """
    document = canvas._doc
    language = document.Catalog.Lang.s
    title = escape(document.info.title)
    tree, parents = _prepare(canvas, _METADATA.format(title=title, language=escape(language)).encode("utf-8"))
    number_of = {name: number for name, (number, _) in document.idToObjectNumberAndVersion.items()}
    pages = {page: number_of[f"Page{page}"] for page in range(1, len(marked) + 1)}
    nodes = every_node(root)
    for number, node in enumerate(nodes, document.objectcounter + 1):
        node.number = number
    document.objectcounter += len(nodes)
    tree.content = tree_object(root, number_of_object(document, parents), len(marked))
    parents.content = parents_object(marked)
    above = number_of_object(document, tree)
    objects = _objects(document, {node.number: node_object(node, above, pages) for node in nodes})

    body = _Body()
    small: list[tuple[int, bytes]] = []
    for number, content in objects.items():
        if content.rstrip().endswith(b"endstream"):
            body.write(number, content)
        else:
            small.append((number, content))
    last = document.objectcounter
    for start in range(0, len(small), _PACKED):
        last += 1
        body.pack(last, small[start : start + _PACKED])
    return _closed(body, last + 1, document)


def number_of_object(document: Any, thing: Any) -> int:
    """The number of an object that ReportLab's document knows."""
    number: int = document.idToObjectNumberAndVersion[document.Reference(thing).name][0]
    return number


def _closed(body: _Body, number: int, document: Any) -> bytes:
    """The file with its table of objects, which is itself the object of that number."""
    identifier = md5(b"".join(body.pieces), usedforsecurity=False).hexdigest().upper()
    body.places[number] = (1, body.length, 0)
    rows = b"".join(struct.pack(">BIH", *body.places[key]) for key in range(number + 1))
    entries = (
        f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {number_of_object(document, document.Catalog)} 0 R"
        f"/Info {number_of_object(document, document.info)} 0 R/ID[<{identifier}><{identifier}>]"
    )
    start = body.length
    return b"".join(
        [
            *body.pieces,
            b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, _stream(entries, rows), start),
        ]
    )
