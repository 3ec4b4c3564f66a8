"""A teacher's changes to generated items: looked up among what is drawn, and applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from edu.make.printable import kept_off
from edu.make.questions import Family, all_families, generate
from edu.make.rewording import as_read, reworded, texts
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.change import Change
from edu.model.question import Item
from edu.problems import EduError, Problem

_LOOKED = 3
"""Seeds under which a question is looked for: nearly all are made under each."""

_TRIED = 20
"""Seeds under which its words are looked for. Of a few wordings and some wrong answers, each comes up in that many
draws; what does not is most likely a slip."""


@dataclass(frozen=True)
class Changes:
    """Changes, with the draws that pinned items are kept in.

    Attributes:
        each: the changes by id of their item.
        pinned: pinned items by id, in their new words.
        seen: draws that hold the words to be reworded, in the new ones, for review.
    """

    each: Mapping[str, Change] = field(default_factory=dict)
    pinned: Mapping[str, Item] = field(default_factory=dict)
    seen: tuple[Item, ...] = ()

    def apply(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The items drawn under a seed as a teacher wants them; pinned ones come last, whether or not it has them."""
        free = [item for item in items if item.id not in self.pinned]
        return (*(new for item in free for new in self._changed(item)), *self.pinned.values())

    def _changed(self, item: Item) -> tuple[Item, ...]:
        change = self.each.get(item.id)
        if change is None:
            return (item,)
        return () if change.drop else (reworded(item, change.reword),)


def settle(
    changes: Sequence[Change], whole: Battle, battle: Battle, words: Words, file: Path
) -> tuple[Changes, tuple[Problem, ...]]:
    """Changes with their draws, and warnings of those that leaving a theme out makes idle.

    Args:
        changes: what a teacher changes, one for an item.
        whole: the battle with nothing left out: an item that it carries is no slip.
        battle: the battle that is printed.
        words: the wording.
        file: where the changes stand.

    Raises:
        EduError: for a change to an item or to words that edu does not make, and for a pinned item that cannot be
            printed.
    """
    draws = _Draws(whole, words)
    problems = list(_slips(changes, draws, file))
    if problems:
        raise EduError(problems)
    drawn = _looked_up(changes, _Draws(battle, words) if battle.left_out else draws)
    pinned: dict[str, Item] = {}
    seen: list[Item] = []
    warnings = []
    for change in changes:
        old = drawn.get(change.id, [])
        new = [reworded(item, change.reword) for item in old]
        seen += [item for item, before in zip(new, old, strict=True) if item != before]
        if change.pin is not None and new:
            pinned[change.id] = new[0]
            problems += (replace(problem, warning=False) for problem in kept_off(battle, new[0], file, change.line))
        elif change.pin is not None:
            what = f"the pinned question {change.id!r} rests on what is left out, and so is left out too"
            warnings.append(Problem(file, change.line, what, "Nothing need be done", warning=True))
    if problems:
        raise EduError(problems)
    return Changes({change.id: change for change in changes}, pinned, tuple(seen)), tuple(warnings)


class _Draws:
    """Single items as they are drawn under a seed. Only the families that are asked for are drawn."""

    def __init__(self, battle: Battle, words: Words) -> None:
        self.battle, self.words = battle, words
        self.made: dict[tuple[int, Family], Mapping[str, Item]] = {}

    def family(self, name: str, seed: int) -> Family | None:
        """What makes an item, looked for under a few seeds and this one."""
        drawn = ((each, family) for each in (*range(_LOOKED), seed) for family in all_families())
        return next((family for each, family in drawn if name in self.items(each, family)), None)

    def names(self) -> list[str]:
        """The ids of all items."""
        drawn = (self.items(seed, family) for seed in range(_LOOKED) for family in all_families())
        return sorted({name for items in drawn for name in items})

    def items(self, seed: int, family: Family) -> Mapping[str, Item]:
        """The items of a family under a seed, by id."""
        if (seed, family) not in self.made:
            items = generate(self.battle, self.words, seed, among=(family,))
            self.made[seed, family] = {item.id: item for item in items}
        return self.made[seed, family]


def _looked_up(changes: Sequence[Change], draws: _Draws) -> dict[str, list[Item]]:
    """Draws of each item that hold all words to be reworded: of a pinned one that of its seed, of others several."""
    found: dict[str, list[Item]] = {}
    for change in changes:
        seeds = range(_TRIED) if change.pin is None else (change.pin,)
        family = draws.family(change.id, seeds[0])
        if family is None:
            continue
        for item in (draws.items(seed, family).get(change.id) for seed in seeds):
            if item is not None:
                found.setdefault(change.id, []).append(item)
                there = {words for each in found[change.id] for words in texts(each)}
                if there.issuperset(as_read(rewording.was) for rewording in change.reword):
                    break
    return found


def _slips(changes: Sequence[Change], draws: _Draws, file: Path) -> Iterator[Problem]:
    """A problem for each change to an item, or to words of one, that edu does not draw."""
    drawn = _looked_up(changes, draws)
    for change in changes:
        if change.id not in drawn:
            yield _no_item(change, draws, file)
            continue
        there = list(dict.fromkeys(words for item in drawn[change.id] for words in texts(item)))
        for rewording in change.reword:
            if as_read(rewording.was) not in there:
                near = get_close_matches(as_read(rewording.was), there, 1)
                seed = f" under seed {change.pin}" if change.pin is not None else ""
                what = f"the question {change.id!r} has no such words to reword{seed}"
                mend = f"Write “{near[0]}”, if that is meant" if near else "Copy them from `edu questions`"
                yield Problem(file, rewording.line, what, mend)


def _no_item(change: Change, draws: _Draws, file: Path) -> Problem:
    if change.id.startswith("hand-"):
        mend = "A question of your own is changed where it stands, under [[questions]]"
        return Problem(file, change.line, f"edu makes no question {change.id!r}", mend)
    known = draws.names()
    if change.id in known:
        mend = f"Pin it to another; `edu questions --seed {change.pin}` lists what is drawn under this one"
        return Problem(file, change.line, f"{change.id!r} is not drawn under seed {change.pin}", mend)
    near = get_close_matches(change.id, known, 1)
    mend = f"Did you mean {near[0]!r}? " if near else ""
    return Problem(file, change.line, f"edu makes no question {change.id!r}", f"{mend}`edu questions` lists them all")
