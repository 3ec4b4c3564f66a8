"""What a teacher changes about a generated item: never print it, always print it, or say it in other words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rewording:
    """Words of an item, as they are read, and those that stand in their place.

    Attributes:
        was: the words as `edu questions` shows them: a whole stem, option, response or extract.
        text: the new words, in inline Markdown.
        line: line in `questions.toml`.
    """

    was: str
    text: str
    line: int = 0


@dataclass(frozen=True)
class Change:
    """What becomes of one generated item, whatever the seed.

    Attributes:
        id: the item's id.
        drop: True when it is never printed.
        pin: the seed whose draw of it stands in every quiz; None when it comes and goes with the seed.
        reword: its new words; each holds wherever the item has the old ones.
        line: line in `questions.toml`.
    """

    id: str
    drop: bool = False
    pin: int | None = None
    reword: tuple[Rewording, ...] = ()
    line: int = 0
