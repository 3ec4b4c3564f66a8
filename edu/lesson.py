"""The whole road: a battle's folder in, files out. The command line calls it, and so may any other front."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from edu import places
from edu.glyphs import missing_in_file, missing_in_wording
from edu.make.changes import Changes, settle
from edu.make.charts import MOST_MARKS, charts, timeline_facts
from edu.make.choice import select
from edu.make.code import with_code
from edu.make.findings import Finding, findings
from edu.make.guide import guide
from edu.make.handout import handout
from edu.make.key import key
from edu.make.leave_out import leave_out, left_in
from edu.make.lesson_parts import fact_lines, narrative
from edu.make.limits import unmet
from edu.make.notes import fact_notes
from edu.make.own_words import own_faults
from edu.make.paper import paper
from edu.make.printable import kept_off, printable
from edu.make.questions import generate, with_scoring
from edu.make.quiz import Misfit, any_order, quiz, sample_orders
from edu.make.review import every_flaw, quiz_flaws
from edu.make.spans import handout_lines
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.blueprint import Blueprint
from edu.model.chart import Chart
from edu.model.copies import Copies
from edu.model.document import Document, NumberedParagraph
from edu.model.fact import INFOBOX
from edu.model.question import Item
from edu.model.quiz import Quiz
from edu.places import is_there
from edu.problems import EduError, ExitCode, PrintingError, Problem
from edu.read.bank import check_shape, read_questions
from edu.read.battle import read_battle
from edu.read.blueprint import read_blueprint
from edu.read.wording import read_wording

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")

DEFAULT_VERSIONS = 4
LAYOUTS = ("class", "large-print", "easy-read")
"""The layouts in which pupils' pages can be printed."""
HANDOUT = "handout.pdf"
GUIDE = "guide.pdf"
QUESTIONS = "questions.toml"
OWN_TEMPLATES = "templates"
"""The folder beside a battle file in which a teacher's own page templates lie."""
_SEED_BITS = 64


@dataclass(frozen=True, eq=False)
class Lesson:
    """A battle with all that is needed to make its papers. One is the same as no other, so that what it gives is kept.

    Attributes:
        battle: the battle.
        written: its hand-written questions.
        changes: what a teacher changes about generated ones.
        words: the wording.
        content: a hash of battle, questions and wording.
        blueprint: what its quizzes are made of.
        warnings: what is doubtful in the files but stops nothing.
        written_on: the line of questions.toml on which each hand-written question begins, by its id.
    """

    battle: Battle
    written: tuple[Item, ...]
    changes: Changes
    words: Words
    content: str
    blueprint: Blueprint
    warnings: tuple[Problem, ...]
    written_on: Mapping[str, int] = field(default_factory=dict)

    def items(self, seed: int) -> tuple[Item, ...]:
        """Every sound question, generated and hand-written, that the handout lets a pupil answer."""
        return _sound(self, seed)

    def reviewed(self, seeds: Iterable[int]) -> tuple[tuple[Finding, ...], int]:
        """What the review finds in the hand-written questions, in those made under these seeds and in their quizzes.

        Returns:
            The findings, and how many questions were looked at.
        """
        items, flaws, count = list(self.written), list(every_flaw(self.battle, self.written)), len(self.written)
        for seed in seeds:
            made = _drawn(self, seed)
            items += made
            count += len(made)
            flaws += every_flaw(self.battle, made)
            if select(self.items(seed), self.blueprint, seed):
                flaws += quiz_flaws(self.battle, make_quiz(self, seed))
        return findings(items, flaws), count

    def lines(self) -> dict[str, tuple[int, int]]:
        """Lines of the handout on which each fact is told."""
        return _lines(self)


# Drawing and laying out take most of a command's time, and its papers rest on the same: the last of each is kept.


@lru_cache(maxsize=2)
def _drawn(lesson: Lesson, seed: int) -> tuple[Item, ...]:
    """The generated questions of a seed, with what a teacher changed."""
    return lesson.changes.apply(generate(lesson.battle, lesson.words, seed))


@lru_cache(maxsize=2)
def _sound(lesson: Lesson, seed: int) -> tuple[Item, ...]:
    """The questions of a seed that may stand on paper."""
    return printable(lesson.battle, with_scoring((*_drawn(lesson, seed), *lesson.written), lesson.words))


@lru_cache(maxsize=1)
def _lines(lesson: Lesson) -> dict[str, tuple[int, int]]:
    """Lines of the handout by fact, as they are laid out."""
    from edu.write.pdf import measure_lines

    told = [block for block in narrative(lesson.battle) if isinstance(block, NumberedParagraph)]
    return fact_lines(lesson.battle, measure_lines(told))


# Reading -----------------------------------------------------------------------------------------------------


def load(folder: Path, without: Sequence[str] = (), blueprint: Path | None = None) -> Lesson:
    """Reads a battle's folder, the wording and a blueprint (without one, that which comes with edu).

    Page templates in the battle's folder take the place of those that come with edu.
    Themes that the battle says, and those of `without`, are left out.

    Raises:
        EduError: with every problem found, or for a theme that the battle does not have.
    """
    problems: list[Problem] = []
    words = _gathered(problems, lambda: Words(read_wording(places.templates(), folder / OWN_TEMPLATES)))
    read = _gathered(problems, lambda: read_battle(folder))
    if read is None:
        _gathered(problems, lambda: check_shape(folder))
        raise EduError(problems)
    battle, file, warnings = read
    bank = _gathered(problems, lambda: read_questions(folder, battle))
    plan = _gathered(problems, lambda: _blueprint(blueprint, battle, bank.items if bank else ()))
    if bank is None or words is None or plan is None:
        raise EduError(problems)
    problems += [problem for each in (file, bank.file) if each for problem in missing_in_file(each)]
    problems += missing_in_wording(words.wording)
    problems += own_faults(words.wording, places.templates())
    if problems:
        raise EduError(problems)
    content = hashlib.sha256("/".join((battle.hash, bank.digest, words.wording.hash)).encode()).hexdigest()
    left = leave_out(battle, {*battle.left_out, *_themes(battle, without)})
    changes, idle = settle(bank.changes, battle, left, words, folder / QUESTIONS)
    warnings = (*warnings, *bank.warnings, *idle)
    return Lesson(left, left_in(left, bank.items), changes, words, content, plan, warnings, bank.lines)


def _blueprint(path: Path | None, battle: Battle, written: Sequence[Item]) -> Blueprint:
    """The blueprint in a file, or the one that comes with edu."""
    sections = [*(section.id for section in battle.narrative), INFOBOX]
    return read_blueprint(path or places.blueprint(), sections, [item.skill for item in written])


def _themes(battle: Battle, names: Sequence[str]) -> Sequence[str]:
    """The names, if each is a theme of the battle."""
    known = [theme.id for theme in battle.themes]
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            mend = f"Did you mean {near[0]}? " if near else ""
            what = f"{name!r} is no theme of {battle.name}"
            raise EduError(
                Problem(None, None, what, f"{mend}Its themes are: {', '.join(known) or 'none'}"), ExitCode.USAGE
            )
    return names


def _gathered(problems: list[Problem], read: Callable[[], T]) -> T | None:
    """What `read` gives, or None with its problems noted, so that those of several files are shown at once."""
    try:
        return read()
    except EduError as error:
        problems += error.problems
        return None


def check(folder: Path, without: Sequence[str] = ()) -> tuple[Lesson, tuple[Problem, ...]]:
    """Reads a battle, reviews its questions and lays out its pages: what a teacher should know before printing.

    Themes are left out as by `load`.

    Raises:
        EduError: when the files cannot be read at all, or a page cannot be printed.
    """
    lesson = load(folder, without)
    found = list(lesson.warnings)
    lines = {**lesson.written_on, **{name: change.line for name, change in lesson.changes.each.items()}}
    for item in (*lesson.written, *lesson.changes.seen):
        found += kept_off(lesson.battle, item, folder / QUESTIONS, lines.get(item.id))
    events = sum(bool(fact.event) for fact in lesson.battle.facts)
    if events > MOST_MARKS and not timeline_facts(lesson.battle):
        what = f"{events} events are too many for a timeline: it has room for {MOST_MARKS}, and is left out"
        mend = "Give a `label` to the events it should show, and to no others"
        found.append(Problem(folder / "battle.toml", None, what, mend, warning=True))
    faults: list[Problem] = []
    pages = [_Page(partial(make_handout, lesson), LAYOUTS), _Page(partial(make_guide, lesson))]
    for page in (*pages, *_quiz_pages(lesson, folder)):
        _gathered(faults, page.print)
    if faults:
        raise EduError(dict.fromkeys(faults))
    return lesson, tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class _Page:
    """A document to be laid out, and in which layouts: pupils' pages in all, a teacher's in that of the class."""

    make: Callable[[], Document]
    layouts: Sequence[str] = LAYOUTS[:1]

    def print(self) -> None:
        """Lays it out in one layout after another, up to the first that fails."""
        document = self.make()
        for layout in self.layouts:
            printed(replace(document, variant=layout))


def _quiz_pages(lesson: Lesson, folder: Path) -> Sequence[_Page]:
    """Quiz and key of a lesson whose folder has templates of its own: those of edu are sound."""
    if not is_there(folder / OWN_TEMPLATES, folder=True) or not quiz_size(lesson):
        return ()
    made = make_quiz(lesson, 0, versions=1)
    return (_Page(partial(quiz_paper, lesson, made), LAYOUTS), _Page(partial(quiz_key, made, lesson.words)))


def wording() -> Words:
    """The wording that comes with edu.

    Raises:
        EduError: when a template cannot be read.
    """
    return Words(read_wording(places.templates()))


# Making ------------------------------------------------------------------------------------------------------


def draw_seed() -> int:
    """A seed from the system's randomness."""
    import secrets

    return secrets.randbits(_SEED_BITS)


def make_handout(lesson: Lesson, paper_size: str = "a4") -> Document:
    """The handout as a document."""
    return handout(lesson.battle, lesson.words, charts(lesson.battle, lesson.words), lesson.lines(), paper_size)


def make_guide(lesson: Lesson, paper_size: str = "a4", made: Quiz | None = None) -> Document:
    """The teacher's guide as a document. Its examples of wrong answers come from a quiz, or from what seed 0 draws."""
    battle, words = lesson.battle, lesson.words
    items, code = (made.items, made.code) if made else (lesson.items(0), "")
    return guide(battle, words, charts(battle, words), lesson.lines(), items, paper_size, code)


def find_chart(lesson: Lesson, name: str) -> Chart:
    """A chart of the battle by its name.

    Raises:
        EduError: when the battle has no such chart; the message lists those it has.
    """
    found = {chart.name: chart for chart in charts(lesson.battle, lesson.words)}
    if name not in found:
        near = get_close_matches(name, found, 1)
        mend = f"Did you mean {near[0]}? " if near else ""
        what = f"{lesson.battle.name} has no chart {name!r}"
        raise EduError(Problem(None, None, what, f"{mend}Its charts are: {', '.join(found) or 'none'}"), ExitCode.USAGE)
    return found[name]


def make_quiz(lesson: Lesson, seed: int, questions: int | None = None, versions: int = DEFAULT_VERSIONS) -> Quiz:
    """A quiz under a seed by the lesson's blueprint; with `questions`, of so many.

    Raises:
        EduError: when it cannot be made.
    """
    battle = lesson.battle
    own = lesson.blueprint.file != places.blueprint()

    def illustrated(made: Quiz) -> Quiz:
        shown = {item.chart for item in made.items} - {""}
        there = charts(battle, lesson.words) if shown else ()
        drawn = tuple(chart for chart in there if chart.name in shown)
        figures = {chart.name: number for number, chart in enumerate(there, 1) if chart in drawn}
        return replace(made, charts=drawn, figures=figures, wording=lesson.words.kept())

    made = quiz(
        lesson.items(seed),
        seed=seed,
        blueprint=lesson.blueprint,
        must=lesson.changes.pinned.keys(),
        questions=questions,
        version_count=versions,
        title=battle.name,
        battle=battle.id,
        content=lesson.content,
        lines=lesson.lines(),
        notes=fact_notes(battle, lesson.words),
        content_note=battle.note,
        tasks=tuple(
            (task.text, f"{task.answer} {handout_lines(lesson.words, task.facts, lesson.lines())}".rstrip())
            for task in battle.handout.tasks
        ),
        flaws=lambda made: sum(flaw.hard for flaw in quiz_flaws(battle, made, own)),
        fit=lambda made: _misfit(illustrated(made), lesson.words),
    )
    return with_code(illustrated(made))


def _misfit(made: Quiz, words: Words) -> Misfit:
    """What tells of an order of its questions in how many layouts the quiz needs more sheets than in others."""
    from edu.write.pdf import misfit

    try:
        (part,) = paper(made, words, made.charts).parts
        return misfit(part.form, sample_orders(made), LAYOUTS) if isinstance(part, Copies) else any_order
    except (EduError, PrintingError):  # told when it is printed
        return any_order


def quiz_size(lesson: Lesson) -> int:
    """How many questions a quiz by the blueprint has; another seed may give one or two more or fewer.

    Raises:
        EduError: when the blueprint cannot be met.
    """
    return len(select(lesson.items(0), lesson.blueprint, 0, lesson.changes.pinned.keys()))


def unmet_lines(lesson: Lesson, made: Quiz) -> tuple[str, ...]:
    """What a quiz does not keep of its blueprint because the battle carries no more, each in words."""
    return unmet(lesson.blueprint, made.items, made.seed)


def quiz_paper(lesson: Lesson, made: Quiz, paper_size: str = "a4") -> Document:
    """The paper of a quiz. Charts are made only for items that print one."""
    drawn = charts(lesson.battle, lesson.words) if any(item.chart for item in made.items) else ()
    return paper(made, lesson.words, drawn, paper_size)


def quiz_key(made: Quiz, words: Words, paper_size: str = "a4") -> Document:
    """The key of a quiz."""
    return key(made, words, paper_size)


# Writing -----------------------------------------------------------------------------------------------------


def printed(
    document: Document,
    progress: Callable[[int, int, int], None] | None = None,
    out: BinaryIO | None = None,
    tagged: bool = True,
    executor: Executor | None = None,
) -> bytes:
    """A document as PDF; nothing when it is written to `out` as it is made. Without tags it is for printing only.

    Raises:
        EduError: when something in it cannot be laid out on a page.
    """
    from edu.write.pdf import write_pdf

    with _printable(document.title):
        return write_pdf(document, progress, out, tagged, executor).data


def chart_file(chart: Chart, ending: str) -> bytes:
    """A chart alone, as the file for slides that the ending (".svg", ".png", ".pdf") names.

    Raises:
        EduError: when something in it cannot be laid out.
    """
    from edu.write.charts import chart_bytes

    with _printable(chart.title):
        return chart_bytes(chart, ending)


@contextmanager
def _printable(title: str) -> Iterator[None]:
    """Turns what cannot be laid out into a problem."""
    try:
        yield
    except PrintingError as error:
        file, line = error.place or (None, None)
        what = f"“{title}” cannot be printed: {error}"
        mend = "Change what stands here" if file else "Change those words in the battle's files or in the template"
        raise EduError(Problem(file, line, what, mend)) from None
