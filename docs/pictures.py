"""Makes the pictures of the README: `python docs/pictures.py`, in an environment with the test extra."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2

from edu import finding
from edu import lesson as road

FOLDER = Path(__file__).parent / "pictures"
SEED = 7
_DOTS_PER_INCH = 80


def save(pdf: bytes, page: int, name: str, dots: int = _DOTS_PER_INCH) -> None:
    """One page, counted from 0, as a grey PNG."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[page].render(scale=dots / 72, grayscale=True).to_pil()
    picture.quantize(16).save(FOLDER / name, optimize=True)
    document.close()


def main() -> None:
    """The third page of the Safira handout, and the first of a quiz on it in every layout."""
    lesson = road.load(finding.find_battle(None))
    save(road.printed(road.make_handout(lesson)), 2, "handout.png")
    quiz = road.make_quiz(lesson, SEED, versions=1)
    paper = road.quiz_paper(lesson, quiz)
    save(road.printed(paper), 0, "quiz.png")
    for variant in ("large-print", "easy-read"):
        save(road.printed(replace(paper, variant=variant)), 0, f"quiz-{variant}.png", 50)


if __name__ == "__main__":
    main()
