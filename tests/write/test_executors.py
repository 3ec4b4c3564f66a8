"""Copies made elsewhere: the same bytes wherever, in whichever order they arrive, and whatever dies."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any

import pytest

from edu import lesson as road
from edu.lesson import Lesson
from edu.model.copies import Copies
from edu.model.document import Document
from edu.write.pdf import write_pdf


@pytest.fixture(scope="module")
def many(safira: Lesson) -> Document:
    """A short quiz in so many copies that they are handed over in several batches."""
    paper = road.quiz_paper(safira, road.make_quiz(safira, 3, questions=3, versions=4))
    copies = paper.sections
    assert isinstance(copies, Copies)
    return replace(paper, sections=Copies(copies.form, [copies.copies[i % 4] for i in range(1200)]))


@pytest.fixture(scope="module")
def here(many: Document) -> bytes:
    """It, made here."""
    return write_pdf(many).data


class Failing(Executor):
    """Takes work and loses every second batch, as when a machine goes down; at last it takes no more."""

    def __init__(self) -> None:
        self.sent = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Takes a batch."""
        self.sent += 1
        if self.sent > 2:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future: Future[Any] = Future()
        if self.sent % 2:
            future.set_result(fn(*args, **kwargs))
        else:
            future.set_exception(BrokenProcessPool("a worker died"))
        return future


def test_threads_and_processes_give_the_same_bytes(many: Document, here: bytes) -> None:
    with ThreadPoolExecutor(3) as threads, ProcessPoolExecutor(2) as processes:
        assert here == write_pdf(many, executor=threads).data
        assert here == write_pdf(many, executor=processes).data


def test_what_an_executor_loses_is_made_here(many: Document, here: bytes) -> None:
    failing = Failing()
    assert here == write_pdf(many, executor=failing).data
    assert failing.sent > 2


def test_a_fault_of_the_work_itself_is_raised(many: Document) -> None:
    copies = many.sections
    assert isinstance(copies, Copies)
    wrong = Copies(copies.form, [*copies.copies, replace(copies.copies[0], order=(0, 1, 99))])
    with ThreadPoolExecutor(2) as threads, pytest.raises(IndexError):
        write_pdf(replace(many, sections=wrong), executor=threads)
