"""What tags cost a lesson: `python -m benchmarks.tags [TURNS]`.

Each document is printed with tags and without, in turn, in one process that has printed it before. Seconds are those
of the processor; pages/s are of the median turn, and the cost is the median of the pairs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median

from edu import lesson as road
from edu import places
from edu.model.document import Document
from edu.write.pdf import write_pdf

TURNS = 15
SEED = 5


def main() -> None:
    """Prints a table."""
    lesson = road.load(places.question_bank() / "battle_of_safira")
    quiz, class_set = (road.make_quiz(lesson, SEED, versions=versions) for versions in (4, 30))
    documents: dict[str, Callable[[], Document]] = {
        "handout": lambda: road.make_handout(lesson),
        "guide": lambda: road.make_guide(lesson),
        "quiz, 4 versions": lambda: road.quiz_paper(lesson, quiz),
        "quiz, 30 versions": lambda: road.quiz_paper(lesson, class_set),
        "key": lambda: road.quiz_key(quiz, lesson.words),
    }
    turns = int(sys.argv[1]) if sys.argv[1:] else TURNS
    print(f"{'':20} {'pages':>6} {'tagged pages/s':>15} {'untagged pages/s':>17} {'tags cost':>10}")
    for name, make in documents.items():
        pages = write_pdf(make()).pages
        pairs = [(_seconds(make, True), _seconds(make, False)) for _ in range(turns)]
        tagged, untagged = (pages / median(each) for each in zip(*pairs, strict=True))
        cost = median(one / other for one, other in pairs) - 1
        print(f"{name:20} {pages:>6} {tagged:>15,.0f} {untagged:>17,.0f} {cost:>10.0%}")


def _seconds(make: Callable[[], Document], tagged: bool) -> float:
    start = time.process_time()
    write_pdf(make(), tagged=tagged)
    return time.process_time() - start


if __name__ == "__main__":
    main()
