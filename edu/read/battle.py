"""A battle's folder -> the `Battle`, or every problem of its `battle.toml` with the line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from edu.model import battle as model
from edu.model.fact import (
    ARTICLE,
    INFOBOX,
    REPORT,
    Cause,
    Count,
    Fact,
    Locator,
    Refuted,
    mentions,
)
from edu.model.quantity import Quantity
from edu.model.when import When, parse_when
from edu.problems import EduError, Problem
from edu.read import shapes
from edu.read.facts import check_count, check_fact
from edu.read.narrative import check_narrative
from edu.read.themes import read_themes
from edu.read.toml import TomlFile, read_toml
from edu.read.validate import Faults, validated
from edu.read.validate import Path as Where

_IN_SECTION = re.compile(r"^(?P<section>.+) (?P<paragraph>\d{1,3})\.(?P<sentence>\d{1,3})$")

_FAR_YEARS = 10


def read_battle(folder: Path) -> tuple[model.Battle, TomlFile, tuple[Problem, ...]]:
    """Reads `battle.toml` in a folder, and the text of the article where it lies beside it as `article.txt`.

    Returns:
        The battle, the file it came from (for the lines of its values), and what is doubtful but stops nothing.

    Raises:
        EduError: with every problem of the file.
    """
    file = read_toml(folder / "battle.toml")
    shape = validated(file, shapes.BattleShape)
    faults = Faults(file)
    builder = _Builder(shape, file, faults)
    battle = builder.battle(folder.resolve().name)
    check_narrative(battle, faults, builder.doubtful)
    faults.stop_if_any()
    text = _article(folder / "article.txt")
    if text:
        digest = hashlib.sha256(f"{battle.hash}/{text}".encode()).hexdigest()
        battle = replace(battle, article=replace(battle.article, text=text), hash=digest)
    return battle, file, tuple(faults.found)


def _article(path: Path) -> str:
    """The article's text, which only serves to find copied words; empty when it is not there.

    Raises:
        EduError: when it is there and cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig") if path.exists() else ""
    except (OSError, UnicodeDecodeError):
        mend = "Save it as plain text in UTF-8, or take it away"
        raise EduError(Problem(path, None, "the text of the article cannot be read", mend)) from None


class _Builder:
    """Turns the shape of one file into values, noting each reference, date or bound that does not hold."""

    def __init__(self, shape: shapes.BattleShape, file: TomlFile, faults: Faults) -> None:
        self.shape, self.file, self.faults = shape, file, faults
        self.doubtful: set[str] = set()  # ids of facts whose figures or dates could not be read, or that stand twice
        self.sides = [side.id for side in shape.sides]
        self.entities = [entity.id for entity in (*shape.groups, *shape.places)]
        self.facts = [fact.id for fact in shape.facts]
        self.absences = [absence.id for absence in shape.absences]
        self.sections = [section.id for section in shape.narrative]

    def battle(self, folder: str) -> model.Battle:
        shape, head = self.shape, self.shape.battle
        self._unique("sides", self.sides)
        self._unique("sides", [side.name for side in shape.sides], key="name")
        self.doubtful |= self._unique("facts", self.facts)
        self._unique("absences", self.absences, taken=self.facts, by="a fact")
        self._unique("narrative", self.sections, taken=[INFOBOX], by="the summary table")
        self._unique("themes", [theme.id for theme in shape.themes])
        self._unique("terms", [term.word for term in shape.terms], key="word")
        voices = [INFOBOX, ARTICLE, REPORT]
        self._unique("groups", [group.id for group in shape.groups], taken=voices, by="an attribution")
        self._unique(
            "places",
            [place.id for place in shape.places],
            taken=[*voices, *(group.id for group in shape.groups)],
            by="a group or an attribution",
        )
        if len(shape.sides) < 2:
            self.faults.add(("sides",), "a battle has two sides or more", "Add the other side as another [[sides]]")
        built = model.Battle(
            id=folder,
            name=head.name,
            aliases=tuple(head.aliases),
            place=head.place,
            when=self.when(("battle", "when"), head.when) or parse_when("1"),
            reading_grade=head.reading_grade,
            content_note=head.content_note,
            article=self.article(),
            sides=tuple(model.Side(side.id, side.name) for side in shape.sides),
            entities=tuple(self.all_entities()),
            facts=tuple(self.fact(i, fact) for i, fact in enumerate(shape.facts)),
            absences=tuple(self.absence(i, absence) for i, absence in enumerate(shape.absences)),
            terms=tuple(self.term(i, term) for i, term in enumerate(shape.terms)),
            narrative=tuple(self.section(i, section) for i, section in enumerate(shape.narrative)),
            handout=self.handout(),
            themes=read_themes(shape, self.faults),
            left_out=tuple(sorted(set(head.leave_out))),
            hash=self.file.digest,
        )
        self._far_dates(built)
        return built

    def _far_dates(self, battle: model.Battle) -> None:
        """Warns of dates so far from the battle that a slip is likelier than an aftermath."""
        if any(not problem.warning for problem in self.faults.found):
            return  # the date of the battle itself may be what is wrong
        for i, fact in enumerate(battle.facts):
            for key, when in (("happened", fact.happened), ("reported", fact.reported)):
                if when and abs(when.first.year - battle.when.first.year) > _FAR_YEARS:
                    what = f"{when.words()} is {abs(when.first.year - battle.when.first.year)} years from the battle"
                    self.faults.add(("facts", i, key), what, "Look the year up, here and at `when` in [battle]", True)

    # References --------------------------------------------------------------------------------------------

    def _unique(
        self, table: str, ids: Sequence[str], key: str = "id", taken: Sequence[str] = (), by: str = ""
    ) -> set[str]:
        """Notes each name that stands twice or is taken; returns those that stand twice."""
        seen: dict[str, int] = {}
        twice: set[str] = set()
        for i, name in enumerate(ids):
            if name in seen:
                twice.add(name)
                first = self.file.line((table, seen[name], key))
                self.faults.add(
                    (table, i, key),
                    f"the {key} {name!r} is used twice; first on line {first}",
                    "Give one of the two another name",
                )
            elif name in taken:
                self.faults.add(
                    (table, i, key),
                    f"the {key} {name!r} is already that of {by}",
                    "Give one of the two another name",
                )
            seen.setdefault(name, i)
        return twice

    def known(self, where: Where, ids: Iterable[str], among: Sequence[str], what: str) -> None:
        for i, name in enumerate(ids):
            self.known_one((*where, i), name, among, what)

    def known_one(self, where: Where, name: str | None, among: Sequence[str], what: str) -> None:
        if name is not None and name not in among:
            self.faults.unknown(where, name, among, what)

    def when(self, where: Where, text: str | None) -> When | None:
        if text is None:
            return None
        try:
            return parse_when(text)
        except ValueError as error:
            self.faults.add(where, str(error), "Look it up again; write 2013-02 or 2013 when the source gives no day")
            return None

    def locators(self, where: Where, places: Sequence[str]) -> tuple[Locator, ...]:
        return tuple(found for i, place in enumerate(places) if (found := self.locator((*where, i), place)) is not None)

    def locator(self, where: Where, place: str) -> Locator | None:
        article = self.shape.article
        if place.startswith("Infobox "):
            name = place.removeprefix("Infobox ")
            self.known_one(where, name, article.infobox, "field of the infobox")
            return Locator("infobox", field=name)
        found = _IN_SECTION.match(place)
        lengths = {section.name: section.sentences for section in article.sections}
        if not found:
            self.faults.add(
                where,
                f"{place!r} is not a place in the article",
                'Write "Infobox FIELD" or "SECTION 2.5" for paragraph 2, sentence 5',
            )
            return None
        section, paragraph, sentence = found["section"], int(found["paragraph"]), int(found["sentence"])
        if section not in lengths:
            self.faults.unknown(where, section, list(lengths), "section of the article")
        elif not 1 <= paragraph <= len(lengths[section]):
            self.faults.add(
                where,
                f"{section} has {len(lengths[section])} paragraphs, not {paragraph}",
                "Count the paragraphs again, or mend [article].sections",
            )
        elif not 1 <= sentence <= lengths[section][paragraph - 1]:
            self.faults.add(
                where,
                f"paragraph {paragraph} of {section} has {lengths[section][paragraph - 1]} sentences, not {sentence}",
                "Count the sentences again, or mend [article].sections",
            )
        return Locator(section, paragraph, sentence)

    # Tables ------------------------------------------------------------------------------------------------

    def article(self) -> model.Article:
        shape = self.shape.article
        return model.Article(
            title=shape.title,
            kind=shape.kind,
            as_of=self.when(("article", "as_of"), shape.as_of) or parse_when("1"),
            infobox=tuple(shape.infobox),
            sections={section.name: tuple(section.sentences) for section in shape.sections},
            years_note=shape.years_note,
        )

    def all_entities(self) -> Iterable[model.Entity]:
        for table, place, rows in (("groups", False, self.shape.groups), ("places", True, self.shape.places)):
            for i, row in enumerate(rows):
                self.known_one((table, i, "side"), row.side, self.sides, "side")
                self.known((table, i, "part_of"), row.part_of, self.entities, "group or place")
                self.known((table, i, "overlaps"), row.overlaps, self.entities, "group or place")
                yield model.Entity(
                    row.id, row.name, tuple(row.aliases), tuple(row.types), row.side,
                    tuple(row.part_of), tuple(row.overlaps), row.about, place, row.voice, row.theme,
                )  # fmt: skip

    def fact(self, i: int, row: shapes.FactShape) -> Fact:
        here: Where = ("facts", i)
        marked = [mention.entity for mention in mentions(row.says)]
        for name in marked:
            self.known_one((*here, "says"), name, self.entities, "group or place")
        self.known((*here, "only"), row.only, marked, "marked name in this `says`")
        self.known((*here, "may_also"), row.may_also, self.entities, "group or place")
        self.known_one((*here, "side"), row.side, self.sides, "side")
        self.known_one((*here, "section"), row.section, [*self.sections, INFOBOX], "section of the narrative")
        voices = [INFOBOX, ARTICLE, REPORT, *self.entities]
        self.known_one((*here, "by"), row.by, voices, "name for who says it")
        happened, reported = (
            self.when((*here, "happened"), row.happened),
            self.when((*here, "reported"), row.reported),
        )
        check_fact(self.faults, here, row, happened, reported)
        count = self.count((*here, "count"), row.count)
        given = ((row.happened, happened), (row.reported, reported), (row.count, count))
        if any(written is not None and read is None for written, read in given):
            self.doubtful.add(row.id)
        return Fact(
            id=row.id, says=row.says, at=self.locators((*here, "at"), row.at), by=row.by, ask=row.ask,
            section=row.section, happened=happened, reported=reported, year_inferred=row.year_inferred,
            passage=row.passage, state=row.state, side=row.side, count=count,
            only=tuple(row.only), may_also=tuple(row.may_also), entry_of=row.entry_of,
            cause=Cause(row.cause.kind, row.cause.link, row.cause.what, row.cause.why) if row.cause else None,
            refutes=tuple(Refuted(wrong.says, wrong.mend) for wrong in row.refutes),
            panel=row.panel, short=row.short, label=row.label, event=row.event, match=row.match, question=row.question,
            disputed=row.disputed, theme=row.theme, unknown=row.unknown, line=self.file.line((*here, "id")) or 0,
        )  # fmt: skip

    def count(self, where: Where, row: shapes.CountShape | None) -> Count | None:
        if row is None:
            return None
        low = row.low + 1 if row.more_than else row.low
        try:
            quantity = Quantity(low, row.high, row.about, row.more_than)
        except ValueError as error:
            mend = "Put the smaller number under `low`"
            if row.more_than:
                mend += "; with more_than = true the low end is one above it"
            self.faults.add((*where, "low"), str(error), mend)
            return None
        check_count(self.faults, where, row)
        return Count(quantity, row.unit, row.measure, row.scope, row.written)

    def absence(self, i: int, row: shapes.AbsenceShape) -> model.Absence:
        here: Where = ("absences", i)
        self.known_one((*here, "section"), row.section, [*self.sections, INFOBOX], "section of the narrative")
        return model.Absence(
            row.id, row.topic, row.question, self.locators((*here, "near"), row.near), row.section,
            tuple(row.statements), row.stated_unknown, row.theme, self.file.line((*here, "id")) or 0,
        )  # fmt: skip

    def term(self, i: int, row: shapes.TermShape) -> model.Term:
        self.known_one(("terms", i, "section"), row.section, [*self.sections, INFOBOX], "section of the narrative")
        line = self.file.line(("terms", i, "word")) or 0
        return model.Term(row.word, row.meaning, row.section, row.theme, row.sort, line)

    def section(self, i: int, row: shapes.SectionShape) -> model.NarrativeSection:
        return model.NarrativeSection(
            row.id,
            row.heading,
            tuple(self.paragraph(("narrative", i, "paragraphs", p), each) for p, each in enumerate(row.paragraphs)),
        )

    def paragraph(self, here: Where, row: shapes.ParagraphShape) -> model.NarrativeParagraph:
        self.known((*here, "note_facts"), row.note_facts, self.facts, "fact")
        sentences = []
        for s, sentence in enumerate(row.sentences):
            place: Where = (*here, "sentences", s)
            self.known((*place, "facts"), sentence.facts, self.facts, "fact")
            if sentence.gap and len(re.findall(rf"\b{re.escape(sentence.gap)}\b", sentence.text)) != 1:
                self.faults.add(
                    (*place, "gap"),
                    f"the gap {sentence.gap!r} does not stand exactly once in its sentence",
                    "Choose a word that does, written just as it stands there",
                )
            if bool(sentence.gap) != bool(sentence.kind):
                self.faults.add(place, "`gap` and `kind` go together", "Give both or neither")
            sentences.append(
                model.NarrativeSentence(
                    sentence.text,
                    tuple(sentence.facts),
                    sentence.gap,
                    sentence.kind,
                    tuple(sentence.wrong),
                    sentence.theme,
                    sentence.follows,
                    self.file.line((*place, "text")) or 0,
                )
            )
        return model.NarrativeParagraph(
            tuple(sentences), row.note, tuple(row.note_facts), self.file.line((*here, "note")) or 0
        )

    def handout(self) -> model.Handout:
        row = self.shape.handout
        self.known(("handout", "evidence"), row.evidence, self.facts, "fact")
        self.known(("handout", "words"), row.words, [term.word for term in self.shape.terms], "word of the glossary")
        short = {fact.id for fact in self.shape.facts if fact.short}
        for i, name in enumerate(row.evidence):
            if name in self.facts and name not in short:
                self.faults.add(
                    ("handout", "evidence", i),
                    f"the fact {name!r} has no `short`, which the box prints",
                    "Add `short` to the fact, or leave it out of the box",
                )
        tasks = []
        for i, task in enumerate(row.tasks):
            self.known(("handout", "tasks", i, "facts"), task.facts, self.facts, "fact")
            self.known(("handout", "tasks", i, "absences"), task.absences, self.absences, "absence")
            rests = tuple(task.facts), tuple(task.absences)
            tasks.append(model.HandoutTask(task.text, task.lines, task.answer, *rests, task.theme))
        words = tuple(row.words or (term.word for term in self.shape.terms))
        return model.Handout(row.before_reading, row.before_lines, tuple(row.evidence), words, tuple(tasks))
