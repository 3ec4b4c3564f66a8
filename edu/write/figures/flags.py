"""Where the words of a timeline stand, so that no two of them touch.

A flag is a stem on the strip with a block of words to its right or left. Blocks that would meet are stacked
away from the strip. A stem must not cross a block, so a block over another flag's stem stands farther out
than that flag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from edu.write.figures.sheet import MM

STEM_ROOM = 1.6 * MM
"""Room between a stem and its words."""

SIDE_ROOM = 3.6 * MM
"""Smallest room between blocks side by side."""

STEM_CLEAR = 2 * STEM_ROOM
"""Smallest room between words and another flag's stem: twice that to their own, so that nobody takes it for theirs."""

NUMBER_CLEAR = 0.8 * MM
"""Smallest room between a number and the stem of another flag."""

NUMBERS_APART = 1.5
"""Smallest room between two numbers side by side, in digits: "1 2" is not to be read as 12."""

STACK_ROOM = 2.0 * MM
"""Smallest room between blocks stacked."""

NEAR_ANOTHER = 8 * MM
"""Words left of their stem that begin nearer than this to another stem on their left look like that one's."""

MISREAD = 16 * MM
"""How much higher a drawing may be for having no such words."""

SEARCHED = 7
"""Up to this many flags on one side of the strip every choice of right and left is tried."""


@dataclass(frozen=True)
class Block:
    """Words to place: the x of their stem, their width and their height, in points."""

    x: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """A block with its place.

    Attributes:
        block: what was placed.
        right: True when the words stand to the right of the stem.
        base: distance of its near side from the line on which the nearest blocks stand.
        centred: True when the words stand over the end of the stem, in the middle.
        shift: how far the middle of centred words is right of their stem, in points; less than half their width.
    """

    block: Block
    right: bool
    base: float
    centred: bool = False
    shift: float = 0.0

    @property
    def middle(self) -> float:
        """The middle of centred words."""
        return self.block.x + self.shift

    @property
    def top(self) -> float:
        """Distance of its far side from the same line."""
        return self.base + self.block.height

    @property
    def words(self) -> tuple[float, float]:
        """Left and right end of the words."""
        left, right = self.ends
        if self.centred:
            return left, right
        return (left + STEM_ROOM, right) if self.right else (left, right - STEM_ROOM)

    @property
    def ends(self) -> tuple[float, float]:
        """Left and right end of the words and their stem."""
        if self.centred:
            return self.middle - self.block.width / 2, self.middle + self.block.width / 2
        reach = STEM_ROOM + self.block.width
        return (self.block.x, self.block.x + reach) if self.right else (self.block.x - reach, self.block.x)


def place_flags(blocks: Sequence[Block], width: float) -> tuple[Placed, ...] | None:
    """Places blocks, given from left to right, within the width; None when it can not be done.

    The lowest arrangement wins; among equals the one with most words to the right of their stems.
    """
    sides = [_possible_sides(block, width) for block in blocks]
    close, apart = (_best(blocks, sides, before) for before in (STEM_CLEAR, NEAR_ANOTHER))
    if not close or not apart:
        return close
    return apart if _cost(apart)[0] <= _cost(close)[0] + MISREAD else close


def _best(blocks: Sequence[Block], sides: Sequence[tuple[bool, ...]], before: float) -> tuple[Placed, ...] | None:
    """The best arrangement in which words left of their stem begin so far from another stem beside them."""
    if len(blocks) <= SEARCHED:
        tried = (_stack(blocks, choice, before) for choice in product(*sides))
        return min((placed for placed in tried if placed), key=_cost, default=None) if blocks else ()
    return _climb(blocks, sides, before)


def place_centred(blocks: Sequence[Block], width: float, digit: float) -> tuple[Placed, ...] | None:
    """Places numbers, given from left to right, over the ends of their stems; None when it can not be done.

    Args:
        blocks: the numbers.
        width: width of the drawing in points.
        digit: width of a digit in points.

    Each stands as near to the strip as may be, and within the width; neighbours that would meet stand in rows one over
    the other.
    """
    placed: list[Placed] = []
    apart = NUMBERS_APART * digit
    for block in blocks:
        half = block.width / 2
        middle = min(max(block.x, half), width - half)
        beside = [other for other in placed if middle - other.middle < half + other.block.width / 2 + apart]
        base = 0.0
        while any(other.base < base + block.height and base < other.top for other in beside):
            base = min(other.top for other in beside if other.top > base) + STACK_ROOM
        placed.append(Placed(block, True, base, centred=True, shift=middle - block.x))
    for own in placed:
        left, right = own.words
        if any(
            other.base > own.base and left - NUMBER_CLEAR < other.block.x < right + NUMBER_CLEAR for other in placed
        ):
            return None
    return tuple(placed)


def misread(placed: Sequence[Placed]) -> int:
    """How many words left of their stem begin so near to another flag beside them that they look like that one's."""
    return sum(
        any(0 <= own.words[0] - other.block.x < NEAR_ANOTHER and other.top > own.base for other in placed)
        for own in placed
        if not own.right and not own.centred
    )


def _possible_sides(block: Block, width: float) -> tuple[bool, ...]:
    reach = STEM_ROOM + block.width
    fits = {True: block.x + reach <= width, False: block.x - reach >= 0}
    return tuple(side for side in (True, False) if fits[side])


def _climb(blocks: Sequence[Block], sides: Sequence[tuple[bool, ...]], before: float) -> tuple[Placed, ...] | None:
    """Starts with words to the left up to some flag and to the right from there; then turns single flags."""
    if not all(sides):
        return None
    starts = [
        [(number >= turn) if len(possible) == 2 else possible[0] for number, possible in enumerate(sides)]
        for turn in range(len(blocks) + 1)
    ]
    stacked = [(placed, choice) for choice in starts if (placed := _stack(blocks, choice, before))]
    if not stacked:
        return None
    best, choice = min(stacked, key=lambda pair: _cost(pair[0]))
    improved = True
    while improved:
        improved = False
        for number, possible in enumerate(sides):
            if len(possible) < 2:
                continue
            turned = [*choice[:number], not choice[number], *choice[number + 1 :]]
            placed = _stack(blocks, turned, before)
            if placed and _cost(placed) < _cost(best):
                best, choice, improved = placed, turned, True
    return best


def _cost(placed: Sequence[Placed]) -> tuple[float, float, int]:
    """Height first, then how high the words stand on the whole, then how many read to the left."""
    height = max(flag.top for flag in placed)
    return (
        round(height, 3),
        round(sum(flag.base for flag in placed), 3),
        sum(not flag.right for flag in placed),
    )


def _stack(blocks: Sequence[Block], choice: Sequence[bool], before: float) -> tuple[Placed, ...] | None:
    """Places each block as near to the strip as may be; None when two cover each other's stems."""
    flat = [Placed(block, right, 0.0) for block, right in zip(blocks, choice, strict=True)]
    waits = [_covered(own, flat, before) for own in range(len(flat))]
    done: dict[int, Placed] = {}
    while len(done) < len(flat):
        ready = next((own for own in range(len(flat)) if own not in done and waits[own] <= done.keys()), None)
        if ready is None:
            return None
        below = (
            other.top + STACK_ROOM
            for number, other in done.items()
            if number in waits[ready] or _meet(flat[ready], other)
        )
        done[ready] = Placed(flat[ready].block, flat[ready].right, max(below, default=0.0))
    return tuple(done[own] for own in range(len(flat)))


def _covered(own: int, flat: Sequence[Placed], before: float) -> set[int]:
    """The numbers of those flags over whose stems the words of one lie, or begin too near."""
    left, right = flat[own].words
    left, right = left - (STEM_CLEAR if flat[own].right else before), right + STEM_CLEAR
    return {number for number, other in enumerate(flat) if left < other.block.x < right and number != own}


def _meet(one: Placed, other: Placed) -> bool:
    return one.ends[0] < other.ends[1] + SIDE_ROOM and other.ends[0] < one.ends[1] + SIDE_ROOM
