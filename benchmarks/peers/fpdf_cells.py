"""fpdf2 with cells: heights are worked out once, words are set anew on every page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer, installed

_LINE = bank.LEADING * 25.4 / 72
_INDENT, _GAP = 6, 4
"""Millimetres from a number to what stands beside it, and between questions."""


def printed(folder: Path, versions: int, questions: int) -> None:
    """Quiz and key."""
    from fpdf import FPDF  # noqa: PLC0415  # loading it is a part of what is measured

    class Paper(FPDF):  # type: ignore[misc]  # it need not be installed
        """Pages with a footer."""

        version, first = "", 1

        def footer(self) -> None:
            self.set_font("Text", size=10)
            self.set_xy(bank.SIDE, -bank.BELOW / 2)
            page = self.page_no() - self.first + 1
            self.cell(text=f"Version {self.version}, page {page}" if self.version else f"Page {page}")

    def paper() -> Any:
        made = Paper(format="A4")
        made.set_margins(bank.SIDE, bank.ABOVE)
        made.set_auto_page_break(True, bank.BELOW)
        made.add_font("Text", "", bank.font())
        made.add_font("Text", "B", bank.font(bold=True))
        return made

    asked = bank.questions(questions)
    drawn = list(bank.versions(asked, versions))
    quiz = paper()
    heights: list[float] = []
    for version in drawn:
        if quiz.page_no() % 2:
            quiz.add_page()
        quiz.version, quiz.first = version.name, quiz.page_no() + 1
        quiz.add_page()
        heights = heights or [_height(quiz, question) for question in asked]
        _version(quiz, asked, version, heights)
    quiz.output(str(folder / "quiz.pdf"))
    key = paper()
    key.add_page()
    key.set_font("Text", size=bank.SIZE)
    for version in drawn:
        key.cell(text=f"Version {version.name}: {bank.answers(asked, version)}", h=_LINE, new_x="LMARGIN", new_y="NEXT")
    key.output(str(folder / "key.pdf"))


def _stem(paper: Any, question: bank.Question, **how: Any) -> Any:
    words = f"{question.stem} **{question.directive}**"
    # Blanks to fill in are written as rules of underscores, which its Markdown takes for underlining.
    return paper.multi_cell(bank.STEM_WIDTH, _LINE, words.replace("__", "\\_\\_"), markdown=True, align="L", **how)


def _height(paper: Any, question: bank.Question) -> float:
    paper.set_font("Text", size=bank.SIZE)
    height: float = _stem(paper, question, dry_run=True, output="HEIGHT")
    return height + len(question.options) * (_LINE + 1) + _GAP


def _version(paper: Any, asked: list[bank.Question], version: bank.Version, heights: list[float]) -> None:
    paper.set_font("Text", "B", 24)
    paper.cell(text=f"{bank.TITLE}: version {version.name}", h=2 * _LINE, new_x="LMARGIN", new_y="NEXT")
    paper.set_font("Text", size=bank.SIZE)
    paper.cell(text=f"Name: {'_' * 30} Class: {'_' * 8}", h=2 * _LINE, new_x="LMARGIN", new_y="NEXT")
    paper.cell(text=bank.TASK, h=2 * _LINE, new_x="LMARGIN", new_y="NEXT")
    for number, (index, order) in enumerate(zip(version.order, version.options, strict=True), 1):
        question = asked[index]
        if paper.will_page_break(heights[index] - _GAP):
            paper.add_page()
            paper.set_font("Text", size=bank.SIZE)
        paper.cell(_INDENT, _LINE, str(number))
        _stem(paper, question, new_x="LMARGIN", new_y="NEXT")
        for letter, place in zip(bank.LETTERS, order, strict=True):
            paper.set_x(bank.SIDE + _INDENT)
            paper.cell(_INDENT, _LINE + 1, letter)
            paper.cell(0, _LINE + 1, question.options[place], new_x="LMARGIN", new_y="NEXT")
        paper.ln(_GAP)


CELLS = Peer("fpdf2", lambda: installed("fpdf2"), printed)
