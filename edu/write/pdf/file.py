"""A PDF file written as it is made: each object goes out at once, and only its place is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import BinaryIO
from zlib import compress, compressobj

from deflate import zlib_compress

_PACKED = 200
"""Small objects in an object stream."""

_ROW = 9
"""Bytes of a row of the table of objects: its kind in one, its place in six, its rank or generation in two."""

AS_IS, FROM_ABOVE = b"\x00", b"\x02"
"""What a row of the table begins with: it stands there as it is, or as the difference from the row above."""


def row(kind: int, place: int, rank: int) -> bytes:
    """A row of the table of objects: 1 lies at a place in the file, 2 in an object stream, 0 is not there."""
    return (kind << 64 | place << 16 | rank).to_bytes(_ROW, "big")


FREE = row(0, 0, 65535)


def quickly_packed(content: bytes) -> bytes:
    """What differs in every copy, compressed: libdeflate takes half of the time that zlib takes for as few bytes."""
    return bytes(zlib_compress(content, 1))


def stream_object(
    number: int, content: bytes, entries: str = "", pack: Callable[[bytes], bytes] | None = compress
) -> bytes:
    """A stream as an object of the file, compressed when that makes it smaller; without `pack` it stays as it is."""
    packed = pack(content) if pack else content
    if len(packed) + 20 < len(content):
        entries, content = f"{entries}/Filter/FlateDecode", packed
    head = f"{number} 0 obj\n<<{entries}/Length {len(content)}>>stream\n".encode("latin-1")
    return head + content + b"\nendstream\nendobj\n"


def object_stream(number: int, objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Small objects as one stream, which is itself the object of that number."""
    starts = accumulate((len(content) + 1 for _, content in objects), initial=0)
    pairs = (f"{packed} {start}" for (packed, _), start in zip(objects, starts, strict=False))
    head = (" ".join(pairs) + "\n").encode("latin-1")
    content = head + b"\n".join(content for _, content in objects)
    return stream_object(number, content, f"/Type/ObjStm/N {len(objects)}/First {len(head)}")


@dataclass(frozen=True)
class Block:
    """A run of object numbers whose rows are made when the table is written: those of many copies.

    Attributes:
        first: the first number.
        count: how many there are.
        rows: makes their rows, each with its first byte, in any portions.
    """

    first: int
    count: int
    rows: Callable[[], Iterable[bytes]]


class PdfFile:
    """The objects of one file. Numbers are reserved first and written in any order."""

    def __init__(self, out: BinaryIO) -> None:
        self.length = self.last = 0
        self._out = out
        self._rows: dict[int, bytes] = {0: FREE}
        self._blocks: list[Block] = []
        self._small: list[tuple[int, bytes]] = []
        self._hash = blake2b(digest_size=16)
        self.raw(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, count: int = 1) -> int:
        """The first of so many new object numbers."""
        self.last += count
        return self.last - count + 1

    def raw(self, data: bytes) -> None:
        """Adds bytes whose objects are the caller's."""
        self._out.write(data)
        self._hash.update(data)
        self.length += len(data)

    def write(self, number: int, data: bytes) -> None:
        """Adds a whole object, such as `stream_object` makes."""
        self._rows[number] = row(1, self.length, 0)
        self.raw(data)

    def stream(self, number: int, content: bytes, entries: str = "") -> None:
        """Adds a stream."""
        self.write(number, stream_object(number, content, entries))

    def put(self, number: int, content: bytes) -> None:
        """Adds a small object, which is packed with others."""
        self._small.append((number, content))
        if len(self._small) == _PACKED:
            self._pack()

    def _pack(self) -> None:
        number = self.reserve()
        for rank, (packed, _) in enumerate(self._small):
            self._rows[packed] = row(2, number, rank)
        self.write(number, object_stream(number, self._small))
        self._small = []

    def block(self, block: Block) -> None:
        """Takes the rows of a run of numbers from elsewhere; the run must have been reserved."""
        self._blocks.append(block)

    def close(self, catalog: int, info: int) -> None:
        """Ends the file with its table of objects. Its identifier is made from its content, by no clock."""
        if self._small:
            self._pack()
        number = self.reserve()
        self._rows[number] = row(1, self.length, 0)
        identifier = self._hash.hexdigest().upper()
        packer = compressobj(3)  # rows of many noughts: more effort takes twice the time and spares little
        packed = [*filter(None, map(packer.compress, self._table())), packer.flush()]
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 6 2]/Root {catalog} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]"
            f"/DecodeParms<</Predictor 12/Columns {_ROW}>>/Filter/FlateDecode/Length {sum(map(len, packed))}"
        )
        start = self.length
        self.raw(f"{number} 0 obj\n<<{entries}>>stream\n".encode("latin-1"))
        for portion in packed:
            self.raw(portion)
        self.raw(b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)

    def _table(self) -> Iterator[bytes]:
        blocks = sorted(self._blocks, key=lambda block: block.first)
        number = 0
        for block in [*blocks, Block(self.last + 1, 0, tuple)]:
            yield b"".join(AS_IS + self._rows.get(each, FREE) for each in range(number, block.first))
            yield from block.rows()
            number = block.first + block.count
