"""A generated item in a teacher's words: what is right and wrong stays as it was proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from edu.make.markup import inline, words_of
from edu.model.change import Rewording
from edu.model.document import Run
from edu.model.question import Item, Kind


def reworded(item: Item, rewordings: Sequence[Rewording]) -> Item:
    """The item in its new words. What is right and wrong does not change; a stem keeps the directive at its end."""
    new = {as_read(each.was): each.text for each in rewordings}
    if not new:
        return item

    def text(old: str) -> str:
        return new.get(as_read(old), old)

    matching = item.kind is Kind.MATCHING
    options = tuple(
        replace(option, text=text(option.text), answer=text(option.answer) if matching else option.answer)
        for option in item.options
    )
    return replace(
        item,
        stem=_stem(item.stem, new),
        options=item.options if item.kind is Kind.CLOZE else options,
        answers=tuple(map(text, item.answers)) if matching else item.answers,
        extracts=tuple(map(text, item.extracts)),
        guards=tuple(map(text, item.guards)),
    )


def texts(item: Item) -> tuple[str, ...]:
    """The words of an item that can be reworded, as they are read. The gaps of a cloze and heads of columns cannot."""
    body, directive = _parts(item.stem)
    found = [item.stem, *([body] if directive else []), *item.extracts]
    if item.kind is not Kind.CLOZE:
        found += [option.text for option in item.options]
    if item.kind is Kind.MATCHING:
        found += item.answers
    return tuple(dict.fromkeys(map(as_read, found)))


def as_read(markup: str) -> str:
    """Words as a person reads them and copies them from a terminal: no marks, and single spaces."""
    return " ".join(words_of(markup).split())


def _parts(stem: str) -> tuple[str, str]:
    """A stem and the directive at its end, which is bold; empty for none."""
    runs = [run for run in inline(stem) if isinstance(run, Run)]
    start = stem.rfind("**", 0, -2)
    if len(runs) < 2 or not runs[-1].bold or not stem.endswith("**") or start < 0:
        return stem, ""
    return stem[:start].rstrip(), stem[start:]


def _stem(stem: str, new: Mapping[str, str]) -> str:
    """The stem in new words, given for all of it or for all but its directive."""
    body, directive = _parts(stem)
    for old in (stem, body):
        if as_read(old) in new:
            text = new[as_read(old)].strip()
            if not directive or _parts(text)[1]:
                return text
            return f"{text.removesuffix(as_read(directive)).rstrip()} {directive}"
    return stem
