"""Many copies of one section, each with its questions and options in another order and with words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from edu.model.document import (
    Block,
    Choices,
    GridRow,
    KeyGrid,
    Matching,
    NameRow,
    Ordering,
    Question,
    QuizTitle,
    Section,
    TickTable,
)


@dataclass(frozen=True)
class Copy:
    """What sets one copy apart.

    Attributes:
        footer: the words at the left of its footers.
        bookmark: its name in the outline; empty for none, then and only then in all copies.
        order: its questions, by their places in the form; empty when it has none.
        options: for each question of the form the order of its options, statements, premises or events.
        answers: for each question of the form the order of its responses.
        variant: its layout, one of its form's; empty for that of the document.
        fields: other words than the form's, by name: "version", "name", "group", "seat", and for a grid of the key
            "version 0" or "answer 3 1" (row and column).
    """

    footer: str
    bookmark: str = ""
    order: Sequence[int] = ()
    options: Sequence[Sequence[int]] = ()
    answers: Sequence[Sequence[int]] = ()
    variant: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


class MadeCopies(Sequence[Copy]):
    """Copies that are made when they are asked for, so that not all are held at once: how many, and what makes each."""

    def __init__(self, count: int, make: Callable[[int], Copy]) -> None:
        self._places = range(count)
        self._make = make

    def __len__(self) -> int:
        """How many copies there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Copy: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Copy]: ...
    def __getitem__(self, index: int | slice) -> Copy | Sequence[Copy]:
        """A copy, or some of them."""
        if isinstance(index, slice):
            return [self._make(place) for place in self._places[index]]
        return self._make(self._places[index])


@dataclass(frozen=True)
class Copies(Sequence[Section]):
    """A section in many copies. As a sequence it gives each copy written out as a section.

    Attributes:
        form: the section with its questions and options in the order that copies count them by.
        copies: the copies; they may be made as they are asked for, so that not all are held at once.
        variants: every layout that copies have.
    """

    form: Section
    copies: Sequence[Copy]
    variants: Sequence[str] = ("",)

    def __len__(self) -> int:
        """How many copies there are."""
        return len(self.copies)

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Section]: ...
    def __getitem__(self, index: int | slice) -> Section | Sequence[Section]:
        """A copy written out as a section."""
        if isinstance(index, slice):
            return [written_out(self.form, copy) for copy in self.copies[index]]
        return written_out(self.form, self.copies[index])

    def __iter__(self) -> Iterator[Section]:
        """Each copy written out."""
        return (written_out(self.form, copy) for copy in self.copies)


def written_out(form: Section, copy: Copy) -> Section:
    """A copy as a section of its own."""
    questions = [block for block in form.blocks if isinstance(block, Question)]
    places = iter(enumerate(copy.order, 1))
    blocks: list[Block] = []
    for block in form.blocks:
        if isinstance(block, Question):
            number, index = next(places)
            made = _answered(questions[index], copy.options[index], copy.answers[index])
            name = questions[number - 1].name  # those of the form are numbered in its order
            blocks.append(replace(made, number=number, name=name))
        else:
            blocks.append(_filled(block, copy.fields))
    orders = tuple(tuple(copy.order.index(place) for place in order) for order in form.orders)
    return replace(form, blocks=tuple(blocks), footer=copy.footer, bookmark=copy.bookmark, orders=orders)


def _answered(question: Question, options: Sequence[int], answers: Sequence[int]) -> Question:
    """A question with what the pupil chooses from in another order."""
    answer = question.answer
    match answer:
        case Choices():
            answer = replace(answer, options=tuple(answer.options[i] for i in options))
        case TickTable():
            answer = replace(answer, statements=tuple(answer.statements[i] for i in options))
        case Ordering():
            answer = replace(answer, events=tuple(answer.events[i] for i in options))
        case Matching():
            answer = Matching(tuple(answer.premises[i] for i in options), tuple(answer.responses[i] for i in answers))
    return replace(question, answer=answer)


def _filled(block: Block, fields: Mapping[str, str]) -> Block:
    """A block with the words of a copy."""
    match block:
        case QuizTitle():
            return replace(block, version=fields.get("version", block.version))
        case NameRow():
            return replace(
                block,
                name_given=fields.get("name", block.name_given),
                group_given=fields.get("group", block.group_given),
                seat_given=fields.get("seat", block.seat_given),
            )
        case KeyGrid():
            versions = tuple(fields.get(f"version {i}", letter) for i, letter in enumerate(block.versions))
            rows = tuple(
                GridRow(
                    row.number,
                    tuple(fields.get(f"answer {r} {i}", answer) for i, answer in enumerate(row.answers)),
                    row.marks,
                )
                for r, row in enumerate(block.rows)
            )
            return replace(block, versions=versions, rows=rows)
        case _:
            return block
