"""Wrong options: proposed from the battle, proved wrong, as near to the right one as is asked, and no cue to it.

What makes a wrong option attractive is that it is of the same sort and stands in the same article in another role.
How near it is to the right one decides how hard the item is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from edu.make.markup import words_of
from edu.make.questions.workshop import Workshop
from edu.make.review.lengths import stands_out, uneven
from edu.model.battle import Battle
from edu.model.question import Difficulty, Option
from edu.model.when import When

MOST = 3
"""Wrong options of an item with one right answer; two are enough (rule M27)."""

LEAST = 2

_TRIED = 12
"""Candidates of which every choice is tried."""


@dataclass(frozen=True)
class Candidate:
    """A wrong option that is proposed.

    Attributes:
        option: the option, or None when its truth could not be worked out.
        name: what it stands for, by which it is drawn.
        near: how near it is to the right one; greater is nearer.
        attested: True when the article has it in another role. A value it does not have is taken only where without
            it the right one would always be the least or the greatest.
    """

    option: Option | None
    name: str
    near: float = 0.0
    attested: bool = True


@dataclass(frozen=True)
class Chosen:
    """The options of an item, the right one among them, and how hard they make it."""

    options: tuple[Option, ...]
    difficulty: Difficulty

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of each."""
        return tuple(option.text for option in self.options)


def choose(
    shop: Workshop,
    item: str,
    key: Option | None,
    candidates: Sequence[Candidate],
    size: Callable[[Option], float] | None = None,
    least: int = LEAST,
) -> Chosen | None:
    """Chooses up to three wrong options for a right one; None when fewer than `least` can be proved wrong.

    With a `size` (a day, a number) the options are given in ascending order; else it is their length that counts. The
    right one's rank by size is drawn uniformly, and met as nearly as the candidates allow (rules M7 and M15). For a
    hard item the nearest are preferred, for an easy one the farthest; it is called so only if there was a choice.
    """
    if key is None:
        return None
    hardness = shop.hardness(item)
    sign = {Difficulty.EASY: 1, Difficulty.MEDIUM: 0, Difficulty.HARD: -1}[hardness]
    wrong: dict[str, tuple[Candidate, Option]] = {}
    by_nearness = sorted(
        shop.drawn(item, candidates, lambda candidate: candidate.name),
        key=lambda candidate: (not candidate.attested, sign * candidate.near),
    )
    for candidate in by_nearness:
        option = candidate.option
        if option is not None and not option.correct and not _clash(shop.battle, option, key):
            wrong.setdefault(option.text.casefold(), (candidate, option))
    wrong.pop(key.text.casefold(), None)
    drawn = list(wrong.values())
    if not any(candidate.attested for candidate, _ in drawn):
        return None
    made_up = frozenset(id(option) for candidate, option in drawn if not candidate.attested)
    kept = _best(shop, item, key, [option for _, option in drawn[:_TRIED]], size, least, made_up)
    if kept is None:
        return None
    chosen = (key, *kept)
    choice = len(drawn) > len(kept) and len({candidate.near for candidate, _ in drawn}) > 1
    return Chosen(
        tuple(sorted(chosen, key=size)) if size else chosen,
        hardness if choice else Difficulty.MEDIUM,
    )


def _best(
    shop: Workshop,
    item: str,
    key: Option,
    drawn: Sequence[Option],
    size: Callable[[Option], float] | None,
    least: int,
    made_up: frozenset[int],
) -> tuple[Option, ...] | None:
    """The first three, or else two, that may stand together and give the right option the drawn rank.

    One at least is not made up: a right option that alone stands in the article is found without reading.
    """
    measure = size or (lambda option: len(option.text))
    equal = shop.chance(item, "equal") < 0.5
    smaller = {id(o): measure(o) < measure(key) or (measure(o) == measure(key) and equal) for o in drawn}
    for count in range(MOST, least - 1, -1):
        wanted = int(shop.chance(item, "rank", str(count)) * (count + 1))
        best: tuple[Option, ...] | None = None
        gap = count + 1
        for options in combinations(drawn, count):
            if made_up.issuperset(map(id, options)):
                continue
            far = abs(sum(smaller[id(option)] for option in options) - wanted)
            if far < gap and _together(shop.battle, key, options, size is None):
                best, gap = options, far
                if not gap:
                    break
        if best is not None:
            return best
    return None


def _together(battle: Battle, key: Option, options: Sequence[Option], lengths: bool) -> bool:
    """Whether options may stand beside one another: none overlaps another, and length is no cue."""
    if any(_clash(battle, one, other) for one, other in combinations(options, 2)):
        return False
    if not lengths:
        return True
    wrong, right = [len(words_of(option.text)) for option in options], len(words_of(key.text))
    return not stands_out(right, sum(wrong) / len(wrong)) and not uneven([*wrong, right])


def _clash(battle: Battle, one: Option, other: Option) -> bool:
    """Whether two options name the same or overlapping things, so that one could be defended by the other."""
    if one.claim is None or other.claim is None:
        return False
    a, b = one.claim.value, other.claim.value
    if isinstance(a, When) and isinstance(b, When):
        return one.claim.fact == other.claim.fact and not a.disjoint(b)
    if str(a) in battle.entity_by_id and str(b) in battle.entity_by_id:
        return battle.overlap(str(a), str(b))
    return False
