"""What a teacher who prints a set for a class trusts without looking: its keys, its neighbours in time, its files."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache, partial
from itertools import accumulate, pairwise
from pathlib import Path
from string import ascii_uppercase
from typing import Any, BinaryIO

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from edu import finding, records
from edu import lesson as road
from edu.cli import cli
from edu.commands import options
from edu.lesson import Lesson
from edu.make.code import fingerprint
from edu.make.markup import inline
from edu.make.quiz import versions
from edu.make.seats import every_seat, for_class
from edu.model.document import Document
from edu.model.layout import Layout
from edu.model.question import Item, Kind, Option
from edu.model.quiz import Quiz
from edu.model.roster import Need, Pupil, Seat
from edu.read.record import read_record
from edu.write.pdf import write_pdf
from edu.write.pdf.typeset import words_of as typeset_words
from tests.solver.grammar import Grammar
from tests.solver.key import read_key
from tests.solver.pages import read_pages

TICKED = (Kind.SINGLE, Kind.SEVERAL)

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Examples are small, and printing each takes a moment: none is made smaller when a test fails."""


def printed_words(markup: str) -> str:
    """Words as they are printed, without spaces that do not break."""
    return " ".join(typeset_words(inline(markup)).replace("\u00a0", " ").split())


def told(pdf: pypdfium2.PdfDocument, pages: range) -> str:
    """The words of some pages with single spaces."""
    words = " ".join(pdf[number].get_textpage().get_text_range() for number in pages)
    return " ".join(words.replace("\u00a0", " ").split())


def papers(counts: Sequence[int]) -> list[range]:
    """The pages of each paper of a set."""
    return [range(*ends) for ends in pairwise(accumulate(counts, initial=0))]


SAFIRA = "Safira"
BATTLES = (SAFIRA, "three_sides", "ships_and_horses", "bce")


@pytest.fixture(scope="module")
def lesson_on(safira: Lesson, invented_battle: Callable[[str], Lesson]) -> Callable[[str], Lesson]:
    """A lesson by the name of its battle."""
    return lambda name: safira if name == SAFIRA else invented_battle(name)


@cache
def pool(lesson: Lesson) -> tuple[Item, ...]:
    """Questions of each kind, of a few sorts each if they are ticked, with stems of their own."""
    chosen: dict[tuple[Kind, int, bool], Item] = {}
    for item in lesson.items(0):
        sort = (len(item.options), item.keep_order) if item.kind in TICKED else (0, False)
        if item.stem not in {other.stem for other in chosen.values()}:
            chosen.setdefault((item.kind, *sort), item)
    return tuple(chosen.values())


NAMES = st.lists(st.sampled_from("ABCŁŞéñüžشس"), min_size=1, max_size=4).map("".join)


@st.composite
def classes(draw: st.DrawFn) -> tuple[list[Pupil], tuple[int, int] | None]:
    """Pupils with names in many letters and all needs; in a room or two, in seats of their own, or nowhere.

    Or whoever sits in the seats of a room, without names.
    """
    pupils = [
        Pupil(f"{number} {draw(NAMES)}", draw(st.sampled_from(["9A", "9B"])), draw(st.sampled_from(Need)))
        for number in range(draw(st.integers(1, 6)))
    ]
    match draw(st.sampled_from(["room", "rooms", "seats", "same seats", "free", "none"])):
        case "room":
            return pupils, draw(st.sampled_from([(2, 3), (1, 6), (6, 1)]))
        case "rooms":
            return pupils, (max(Counter(pupil.group for pupil in pupils).values()), 1)
        case "seats":
            seats = draw(st.permutations([Seat(row, column) for row in range(3) for column in range(3)]))
            return [replace(pupil, seat=seat) for pupil, seat in zip(pupils, seats, strict=False)], None
        case "same seats":
            return [
                replace(pupil, seat=Seat(0, place), group=f"9{place // 3}") for place, pupil in enumerate(pupils)
            ], None
        case "free":
            return list(every_seat((2, 2))), None
        case _:
            return pupils, None


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(battle=st.sampled_from(BATTLES), seed=st.integers(0, 2**64), group=classes(), count=st.integers(1, 30))
def test_the_key_is_right_for_every_paper_of_any_class_as_its_words_tell(
    lesson_on: Callable[[str], Lesson],
    battle: str,
    seed: int,
    group: tuple[list[Pupil], tuple[int, int] | None],
    count: int,
) -> None:
    """What the printed key has for each question of each pupil's version is right for the words that stand there."""
    assert set(Kind) == {item.kind for each in BATTLES for item in pool(lesson_on(each))}
    lesson = lesson_on(battle)
    pupils, room = group
    items, parts, made = versions(pool(lesson), 4 if room or pupils[0].seat else count, seed)
    quiz = for_class(Quiz("ANY", seed, "Any", "", "", parts, items, made, {}, {}), pupils, room)
    key = read_key(read_pages(road.printed(road.quiz_key(quiz, lesson.words))), Grammar())
    printed = write_pdf(road.quiz_paper(lesson, quiz))
    pdf = pypdfium2.PdfDocument(printed.data)
    for pupil, pages in zip(quiz.pupils, papers(printed.section_pages), strict=True):
        said = told(pdf, pages)
        found = {item.id: asked(said, item) for item in items}
        assert sorted(number for number, _ in found.values()) == list(range(1, len(items) + 1))
        for item in items:
            number, words = found[item.id]
            answer = key.answers[pupil.version, number]
            if item.options or item.kind is Kind.CHART:
                assert right(item, words) == answer.split(), (pupil, item.id)
            else:
                (note,) = (int(word) for word in answer.split() if word.isdigit())
                noted = " ".join(key.notes[note].text.replace("\u00a0", " ").split())
                assert printed_words(item.stem) in re.sub(r" \d+ marks?(?= )", "", noted, count=1)


def right(item: Item, words: str) -> list[str]:
    """What answers a question whose words on a paper begin with these, by what its item says of each of them."""
    match item.kind:
        case Kind.TRUE_FALSE | Kind.JUDGING | Kind.SORTING:
            return [printed_words(option.answer)[0] for option in in_order(item, words)]
        case Kind.ORDERING:
            return [option.answer for option in in_order(item, words)]
        case Kind.MATCHING:
            letters = lettered(words, [printed_words(answer) for answer in item.answers])
            named = {text: letter for letter, text in letters.items()}
            return [named[printed_words(option.answer)] for option in in_order(item, words)]
        case Kind.CLOZE:
            return printed_words(item.answer).split()
        case _ if item.options:
            found = lettered(words, [printed_words(option.text) for option in item.options])
            letters_right = [letter for letter, text in found.items() if text in truths(item)]
            assert len(letters_right) == len(truths(item))
            return letters_right
        case _:
            return printed_words(item.answer).split()


def in_order(item: Item, words: str) -> list[Option]:
    """Statements, premises or events in the order in which they stand on the paper."""
    places: dict[int, Option] = {}
    for option in sorted(item.options, key=lambda option: -len(option.text)):
        text = printed_words(option.text)
        place = words.find(text)
        assert place >= 0, (item.id, text)
        words = words[:place] + "\0" * len(text) + words[place + len(text) :]
        places[place] = option
    return [places[place] for place in sorted(places)]


def lettered(words: str, texts: list[str]) -> dict[str, str]:
    """What stands under each letter."""
    found: dict[str, str] = {}
    for letter in ascii_uppercase[: len(texts)]:
        there = [text for text in texts if f" {letter} {text}" in words]
        found[letter] = min(there, key=lambda text: (words.index(f" {letter} {text}"), -len(text)))
    assert len(set(found.values())) == len(texts)
    return found


def truths(item: Item) -> set[str]:
    return {printed_words(option.text) for option in item.options if option.correct}


def asked(said: str, item: Item) -> tuple[int, str]:
    """The number under which a question stands in the words of a paper, and the words from its stem on."""
    stem = printed_words(item.stem)
    before, _, after = said.partition(stem)
    assert after, item.id
    number = before.removesuffix(f"{item.marks} mark{'s' if item.marks > 1 else ''} ").removesuffix(f"/ {item.marks} ")
    return int(number.split()[-1]), after


# A pupil who joins, a question that is edited ------------------------------------------------------------------


CLASS = [
    Pupil("Pupil Żółw 01", "9B", Need.EASY_READ),
    Pupil("Pupil 02", "9B"),
    Pupil("Pupil Škůdce 03", ""),
    Pupil("تلميذ 04", "9B", Need.LARGE_PRINT),
]


@pytest.fixture(scope="module")
def quiz(safira: Lesson) -> Quiz:
    return road.make_quiz(safira, seed=2, questions=8, versions=4)


def drawn(lesson: Lesson, made: Quiz) -> dict[str, list[bytes]]:
    """For each pupil of a set what is drawn on each page, operator by operator with the codes of its letters."""
    printed = write_pdf(road.quiz_paper(lesson, made))
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        pages = [pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in pdf.pages]
    return {
        pupil.name: [pages[number] for number in numbers]
        for pupil, numbers in zip(made.pupils, papers(printed.section_pages), strict=True)
    }


@settings(max_examples=5, deadline=None, phases=PHASES)
@given(
    place=st.integers(0, len(CLASS)),
    name=st.text("aŞßœΩЖبش", min_size=1, max_size=8),
    group=st.sampled_from(["", "9C", "Ж"]),
    need=st.sampled_from(Need),
    seed=st.integers(0, 2**64),
)
def test_a_pupil_who_joins_leaves_every_page_of_the_others_byte_for_byte(
    safira: Lesson, quiz: Quiz, place: int, name: str, group: str, need: Need, seed: int
) -> None:
    """Whatever letters the name has that no other on the list has, and in whatever class or layout."""
    made = replace(quiz, seed=seed)
    joined = [*CLASS[:place], Pupil(name, group, need), *CLASS[place:]]
    before, after = (drawn(safira, for_class(made, pupils)) for pupils in (CLASS, joined))
    assert before == {name: pages for name, pages in after.items() if name in before}


@settings(max_examples=4, deadline=None, phases=PHASES)
@given(data=st.data())
def test_an_edit_to_one_question_leaves_every_page_without_it_byte_for_byte(
    safira: Lesson, quiz: Quiz, data: st.DataObject
) -> None:
    """A question that needs as much room as before; nothing else moves, on no pupil's paper."""
    which = data.draw(st.sampled_from([i for i, item in enumerate(quiz.items) if item.kind in TICKED]))
    item = quiz.items[which]
    first, *rest = item.options
    edited = replace(item, options=(replace(first, text=f"{first.text[:-1]}§"), *rest))
    chosen = tuple(edited if each is item else each for each in quiz.items)
    items, _, made = versions(chosen, len(quiz.versions), quiz.seed)
    new = replace(quiz, items=items, versions=made)
    assert (quiz.versions, len(quiz.items)) == (made, len(items))
    class_now, class_then = (for_class(each, CLASS) for each in (new, quiz))
    before, after = drawn(safira, class_then), drawn(safira, class_now)
    for name, pages in before.items():
        changed = [old != now for old, now in zip(pages, after[name], strict=True)]
        assert changed.count(True) == 1, name


class Files:
    """A copy of the Battle of Safira that is edited and printed as a teacher would, and what was printed of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(finding.find_battle("battle_of_safira"), folder / "battle")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replaces words that stand in a file of the battle."""
        path = self.folder / "battle" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def print(self, seed: int) -> dict[str, bytes]:
        """What lies in the folder when quiz, key and record have been printed into it."""
        command = ["quiz", str(self.folder / "battle"), "--seed", str(seed), "--questions", "6", "--versions", "1"]
        result = CliRunner().invoke(cli, [*command, "-o", str(self.folder / "out")])
        assert result.exit_code == 0, result.output
        return {path.name: path.read_bytes() for path in (self.folder / "out").iterdir()}


def part(printed: dict[str, bytes], sort: str) -> bytes:
    """The one file of a sort: quiz, key or record."""
    (name,) = (name for name in printed if name.startswith(sort))
    return printed[name]


def record_of(printed: dict[str, bytes], *unless: str) -> dict[str, object]:
    """What the record tells but for some of it."""
    record = json.loads(part(printed, "record"))
    return {name: value for name, value in record.items() if name not in unless}


@pytest.mark.parametrize("seed", [15, 19])
def test_an_edit_of_a_file_changes_no_paper_that_does_not_print_it(seed: int, tmp_path: Path) -> None:
    """From questions.toml and battle.toml to the bytes of each file and the code in its name, in one folder."""
    files = Files(tmp_path)
    first = files.print(seed)
    raw = tomllib.loads((files.folder / "battle" / "questions.toml").read_text(encoding="utf-8"))["questions"]
    chosen = [item["id"] for item in record_of(first)["items"]]  # type: ignore[attr-defined]
    ticked = [each for each in raw if each["kind"] in ("single", "several")]
    inside, outside = (
        [option for each in ticked if (f"hand-{each['id']}" in chosen) is there for option in each["options"]]
        for there in (True, False)
    )
    assert len(inside) >= 3
    assert len(outside) >= 8

    reasons, others = ({option["why"] for option in options} for options in (inside, outside))
    for reason in others - reasons:
        files.edit("questions.toml", f'"{reason}"', f'"{reason} So it is."')
    second = files.print(seed)
    assert first.keys() == second.keys()
    assert [part(first, sort) == part(second, sort) for sort in ("quiz", "key", "record")] == [True, True, False]
    assert record_of(first, "content") == record_of(second, "content")

    files.edit("battle.toml", 'answer = "For example, with a source', 'answer = "Here a source is given')
    for reason in reasons:
        files.edit("questions.toml", f'"{reason}"', f'"{reason} So it is."')
    third = files.print(seed)
    assert first.keys() == third.keys()
    assert [part(first, sort) == part(third, sort) for sort in ("quiz", "key", "record")] == [True, False, False]
    assert record_of(first, "content", "tasks", "items") == record_of(third, "content", "tasks", "items")

    files.edit("questions.toml", f'"{inside[0]["text"]}"', f'"{inside[0]["text"]} then"')
    fourth = files.print(seed)
    assert len(fourth) == 6  # another code, and what was printed before is as it was
    assert {name: fourth[name] for name in third} == third


# Killed at any moment ------------------------------------------------------------------------------------------


class Stepping(io.BytesIO):
    """A file, written to another, that does something before each write, and then has it on the disk."""

    def __init__(self, out: BinaryIO, step: Callable[[], None]) -> None:
        super().__init__()
        self.out, self.before = out, step

    def write(self, data: Any) -> int:
        """Writes."""
        self.before()
        written = self.out.write(data)
        self.out.flush()
        return written


class Press:
    """Prints a set into a folder, in some processes, and kills its own after so many writes and renames."""

    def __init__(self, lesson: Lesson, made: Quiz, folder: Path, last: int = 0, jobs: int = 1) -> None:
        self.lesson, self.made, self.folder, self.last, self.steps, self.jobs = lesson, made, folder, last, 0, jobs

    def step(self) -> None:
        """Counts a step, the last of which is not taken."""
        self.steps += 1
        if self.steps == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def run(self, size: str) -> None:
        """Prints the set on a size of paper."""
        quiz_path, key_path, record = records.quiz_paths(self.made, self.folder)
        made = replace(self.made, layouts=(Layout(paper=size),))
        paper = made.layout().of(road.quiz_paper(self.lesson, made))
        documents = {quiz_path: paper, key_path: road.quiz_key(made, self.lesson.words, size)}
        rename = os.replace

        def stepping(source: Path, target: Path) -> None:
            self.step()
            rename(source, target)

        with pytest.MonkeyPatch.context() as patched, options.Press(jobs=self.jobs).executor() as executor:
            patched.setattr(os, "replace", stepping)
            writers = {path: partial(self.put, each, executor) for path, each in documents.items()}
            records.write_pack(made, record, writers)

    def put(self, document: Document, executor: Executor | None, out: BinaryIO) -> None:
        """Writes as the pages are made; each write is on the disk before the next step."""
        with Stepping(out, self.step) as stepping:
            road.printed(document, None, stepping, True, executor)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot kill a process halfway in this way")
def test_a_set_killed_in_a_loop_leaves_old_files_or_new_ones_and_a_record_of_what_was_printed(
    safira: Lesson, quiz: Quiz, tmp_path: Path
) -> None:
    """Kill -9 at one moment after another while the set of a class is printed, on A4 and on Letter over one another.

    Some of the time by two processes. Each rename is a moment, and every twenty-fourth write.
    """
    made = for_class(quiz, CLASS)
    quiz_path, key_path, record = records.quiz_paths(made, tmp_path)
    whole: dict[str, dict[Path, bytes]] = {}
    for size in ("letter", "a4"):
        press = Press(safira, made, tmp_path)
        press.run(size)
        whole[size] = {path: path.read_bytes() for path in (quiz_path, key_path, record)}
    assert whole["a4"][quiz_path] != whole["letter"][quiz_path]
    for path in tmp_path.iterdir():
        path.unlink()
    seen = set()
    moments = [*range(1, press.steps - 4, 24), *range(press.steps - 4, press.steps + 2)]
    assert len(moments) > 20
    for turn, last in enumerate(moments):
        size = ("a4", "letter")[turn % 2]
        child = os.fork()
        if not child:
            Press(safira, made, tmp_path, last, 1 + (turn % 3 == 2)).run(size)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or last > press.steps
        there = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".part"}
        for path in there.keys() - {record}:
            assert there[path] in (whole["a4"][path], whole["letter"][path])
        assert not there or record in there
        if quiz_path in there:  # in whichever layout it was printed, the record knows of it
            found = read_record(record)
            assert there[quiz_path] in [whole[each.paper][quiz_path] for each in found.layouts]
            assert (fingerprint(made), made.pupils) == (fingerprint(found), found.pupils)
        seen.add(len(there))
    assert {0, 1, 2, 3} == seen
    assert [whole[size][path] for path in (quiz_path, key_path)] == [there[path] for path in (quiz_path, key_path)]
    assert size == read_record(record).layout().paper
    again = replace(records.reprinted(read_record(record), record), paper=size)
    assert there[quiz_path] == road.printed(again)
