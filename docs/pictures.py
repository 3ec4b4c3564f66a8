"""Makes the pictures of the README and of docs/templates.md: `python -m docs.pictures`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from docs.samples import Sample, document, samples
from edu import finding
from edu import lesson as road
from edu.model.document import Document, QuizTitle

DOCS = Path(__file__).parent
FOLDER = DOCS / "pictures"
SEED = 7
_DOTS_PER_INCH = 80
_SMALL_DOTS_PER_INCH = 50
_SAMPLE_DOTS_PER_INCH = 110
_FOOT = 0.93
"""Where the footer begins, as a share of the page's height."""
_MOST_HEIGHT = 560
_EDGE = 12


def pages(pdf: bytes, dots_per_inch: int) -> list[Image.Image]:
    """Every page as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in opened]


def save(picture: Image.Image, path: Path) -> None:
    """A picture as a small PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(16).save(path, optimize=True)


def sample_picture(sample: Sample) -> Image.Image:
    """What a sample adds to a page; both pages in small when it makes two."""
    whole = document(sample.page, sample.text)
    if "::: instructions" in sample.text:
        whole = _top_of(whole, 2)
    whole = replace(whole, sections=(whole.sections[0],))  # drawn as its top alone is, to the last dot
    made = pages(road.printed(whole), _SAMPLE_DOTS_PER_INCH)
    if "page-break" in sample.text:
        return _side_by_side([page.resize((page.width // 4, page.height // 4)) for page in made[:2]])
    first, without = made[0], Image.new("L", made[0].size, 255)
    if "::: title" not in sample.text:
        without = pages(road.printed(_top_of(whole)), _SAMPLE_DOTS_PER_INCH)[0]
    foot = int(first.height * _FOOT)
    box = ImageChops.difference(first, without).crop((0, 0, first.width, foot)).getbbox()
    if box is None:
        raise ValueError(f"{sample.picture} shows nothing")
    left, right = int(first.width * 0.08), int(first.width * 0.95)
    bottom = min(box[3], box[1] + _MOST_HEIGHT, foot)
    part = first.crop((left, max(0, box[1] - _EDGE), right, bottom + _EDGE))
    return part if bottom == box[3] else part.crop((0, 0, part.width, _last_white_row(part)))


def _last_white_row(picture: Image.Image) -> int:
    """A row near the foot on which nothing is drawn, so that no line of text is cut through; the foot for none."""
    for row in range(picture.height, picture.height - 60, -1):
        if picture.crop((0, row - 1, picture.width, row)).tobytes().strip(b"\xff") == b"":
            return row
    return picture.height


def _top_of(document: Document, count: int = 1) -> Document:
    """The title of a page, and the heading under it; of a quiz so many blocks."""
    section = document.sections[0]
    if not isinstance(section.blocks[0], QuizTitle):
        count += 1
    return replace(document, sections=(replace(section, blocks=section.blocks[:count], fresh_sheet=""),))


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width + _EDGE for each in pictures) + _EDGE
    sheet = Image.new("L", (width, pictures[0].height + 2 * _EDGE), 160)
    for place, each in enumerate(pictures):
        sheet.paste(each, (_EDGE + place * (each.width + _EDGE), _EDGE))
    return sheet


def main() -> None:
    """A page of the Safira handout, the first of a quiz in every layout, and the samples of docs/templates.md."""
    lesson = road.load(finding.find_battle(None))
    save(pages(road.printed(road.make_handout(lesson)), _DOTS_PER_INCH)[2], FOLDER / "handout.png")
    quiz = road.make_quiz(lesson, SEED, versions=1)
    paper = road.quiz_paper(lesson, quiz)
    save(pages(road.printed(paper), _DOTS_PER_INCH)[0], FOLDER / "quiz.png")
    for variant in ("large-print", "easy-read"):
        save(
            pages(road.printed(replace(paper, variant=variant)), _SMALL_DOTS_PER_INCH)[0],
            FOLDER / f"quiz-{variant}.png",
        )
    for sample in samples():
        save(sample_picture(sample), DOCS / sample.picture)


if __name__ == "__main__":
    main()
