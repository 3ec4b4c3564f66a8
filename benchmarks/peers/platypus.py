"""ReportLab's paragraphs, laid out anew for every version: the way its user guide shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer, installed

_MM = 72 / 25.4


def printed(folder: Path, versions: int, questions: int) -> None:
    """Quiz and key, each one story."""
    # Loading is a part of what is measured.
    from reportlab import rl_config  # noqa: PLC0415  # as above
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  # as above
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415  # as above
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily  # noqa: PLC0415  # as above
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415  # as above
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph  # noqa: PLC0415  # as above

    rl_config.useA85 = 0  # its default, text in place of bytes, is slower and larger
    registerFont(TTFont("Text", str(bank.font())))
    registerFont(TTFont("Text-Bold", str(bank.font(bold=True))))
    registerFontFamily("Text", normal="Text", bold="Text-Bold", italic="Text", boldItalic="Text-Bold")
    stem = ParagraphStyle(
        "stem", fontName="Text", bulletFontName="Text-Bold", fontSize=bank.SIZE, bulletFontSize=bank.SIZE,
        leading=bank.LEADING, leftIndent=18, spaceBefore=12,
    )  # fmt: skip
    styles = {
        "title": ParagraphStyle("title", fontName="Text-Bold", fontSize=24, leading=32),
        "stem": stem,
        "option": ParagraphStyle("option", stem, leftIndent=36, bulletIndent=18, spaceBefore=3),
        "line": ParagraphStyle("line", stem, leftIndent=0),
    }
    asked = bank.questions(questions)
    drawn = list(bank.versions(asked, versions))

    def document(name: str, story: list[Any]) -> None:
        left, below = bank.SIDE * _MM, bank.BELOW * _MM
        frame = Frame(left, below, bank.STEM_WIDTH * _MM, A4[1] - below - bank.ABOVE * _MM, 0, 0, 0, 0)
        made = BaseDocTemplate(str(folder / name), pagesize=A4, title=bank.TITLE)
        made.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=_footer))
        made.build(story)

    document("quiz.pdf", list(_story(asked, drawn, styles)))
    lines = (f"Version {version.name}: {bank.answers(asked, version)}" for version in drawn)
    document("key.pdf", [Paragraph(line, styles["line"]) for line in lines])


def _footer(canvas: Any, document: Any) -> None:
    version, first = getattr(document, "version", ""), getattr(document, "first", 1)
    canvas.setFont("Text", 10)
    words = f"Version {version}, page {document.page - first + 1}" if version else f"Page {document.page}"
    canvas.drawString(bank.SIDE * _MM, bank.BELOW * _MM / 2, words)


def _story(asked: list[bank.Question], versions: list[bank.Version], styles: dict[str, Any]) -> Iterator[Any]:
    from reportlab.platypus import ActionFlowable, KeepTogether, Paragraph, Spacer  # noqa: PLC0415  # as above

    class Begins(ActionFlowable):  # type: ignore[misc]  # ReportLab brings no types
        """A version begins here, on a fresh sheet."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

        def apply(self, document: Any) -> None:
            if self.name != "1":
                document.handle_pageBreak()
                if document.page % 2 == 0:
                    document.handle_pageBreak()
            document.version, document.first = self.name, document.page

    for version in versions:
        yield Begins(version.name)
        yield Paragraph(f"{bank.TITLE}: version {version.name}", styles["title"])
        yield Paragraph(f"Name: {'_' * 30} Class: {'_' * 8}", styles["line"])
        yield Paragraph(bank.TASK, styles["line"])
        yield Spacer(0, 12)
        for number, (index, order) in enumerate(zip(version.order, version.options, strict=True), 1):
            question = asked[index]
            stem = f"{question.stem} <b>{question.directive}</b>"
            options = zip(bank.LETTERS, order, strict=True)
            yield KeepTogether(
                [
                    Paragraph(stem, styles["stem"], bulletText=str(number)),
                    *(Paragraph(question.options[i], styles["option"], bulletText=letter) for letter, i in options),
                ]
            )


NAIVE = Peer("Platypus", lambda: installed("reportlab"), printed)
