"""The parts of a lesson that pages on a battle can show, and the values that their templates can use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from edu.make.charts import KILLED, STRENGTH, TIMELINE, numbered_figure
from edu.make.directives import Call, Directive, parts
from edu.make.evidence import boxed, source_box
from edu.make.key_facts import key_facts
from edu.make.markup import inline, words_of
from edu.make.told import printed_terms
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.chart import Chart
from edu.model.document import Block, Heading, LineNote, NumberedParagraph, Sentence, Task, WordList, line, plain
from edu.model.fact import ARTICLE

CHARTS = (STRENGTH, KILLED, TIMELINE)
"""Names of charts for `::: chart`; a battle that counts ships or guns has several under the first."""


def narrative(battle: Battle) -> tuple[Heading | NumberedParagraph, ...]:
    """The narrative as blocks: headings, and paragraphs whose sentences can be asked for by key."""
    blocks: list[Heading | NumberedParagraph] = []
    keys = battle.sentences()
    for section in battle.narrative:
        if section.heading:
            blocks.append(Heading(3, line(section.heading)))
        for paragraph in section.paragraphs:
            sentences = tuple(
                Sentence(key, line(sentence.text)) for key, sentence in islice(keys, len(paragraph.sentences))
            )
            blocks.append(NumberedParagraph(sentences, inline(paragraph.note)))
    return tuple(blocks)


def fact_lines(battle: Battle, lines: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """For each fact the lines of the handout that tell it: those of the first sentence that rests on it.

    Who says so may stand in the sentence that this one follows ("It also said ..."): then the lines begin there. A
    voice that speaks up for the first time names itself, so that nobody else's lines are given for its words.
    """
    found: dict[str, tuple[int, int]] = {}
    spoke: dict[str, int] = {}
    for key, sentence in battle.sentences():
        first, last = lines[key]
        spoke = spoke if sentence.follows else {}
        for fact in sentence.facts:
            by = battle.fact_by_id[fact].by
            found.setdefault(fact, (first if by == ARTICLE else spoke.setdefault(by, first), last))
    return found


class LessonParts:
    """The parts of one page on a battle; figures are numbered as they are asked for."""

    def __init__(
        self, battle: Battle, words: Words, charts: Sequence[Chart], lines: Mapping[str, tuple[int, int]]
    ) -> None:
        self.battle, self.words, self.charts, self.lines = battle, words, charts, lines
        self.figures = 0

    def values(self) -> dict[str, object]:
        """What a template can name."""
        battle, article = self.battle, self.battle.article
        rows = [row for table in key_facts(battle, self.words) for row in table.rows]
        unstated = words_of(self.words.say("handout.panel.unstated"))
        return {
            "name": battle.name,
            "place": battle.place,
            "when": battle.when.words().replace(" ", "\u00a0"),  # else its year may stand below its day
            "before_reading": battle.handout.before_reading,
            "before_lines": battle.handout.before_lines,
            "reading_grade": battle.reading_grade,
            "article_title": article.title,
            "article_kind": article.kind,
            "as_of": article.as_of.words(),
            "years_note": article.years_note,
            "charts": [name for name in CHARTS if self._charts(name)],
            "speakers": any(fact.voice for fact in battle.facts),
            "key_facts": len(rows),
            "key_gaps": any(cell and plain(cell) == unstated for row in rows for cell in row.cells),
            "evidence": len({fact.voice for fact in boxed(battle)}),
            "word_list": bool(self._word_list()),
            "tasks": len(battle.handout.tasks),
        }

    def directives(self) -> dict[str, Directive]:
        """Directives that stand for these parts."""
        return {
            "chart": Directive(self._chart, f"chart NAME, with one of {', '.join(CHARTS)}"),
            **parts(
                ("key-facts", lambda: key_facts(self.battle, self.words)),
                ("narrative", lambda: [self._line_note(), *narrative(self.battle)]),
                ("how-do-we-know", self._evidence),
                ("words", self._word_list),
                ("tasks", self._tasks),
            ),
        }

    def _line_note(self) -> LineNote:
        return LineNote(inline(self.words.say("handout.lines")))

    def _charts(self, name: str) -> list[Chart]:
        return [chart for chart in self.charts if chart.name.partition("-")[0] == name]

    def _chart(self, call: Call) -> Sequence[Block]:
        if call.argument not in CHARTS:
            raise ValueError("takes the name of a chart")
        wanted = self._charts(call.argument)
        first = self.figures + 1
        self.figures += len(wanted)
        return [numbered_figure(number, chart, self.words) for number, chart in enumerate(wanted, first)]

    def _evidence(self) -> Sequence[Block]:
        told = self.battle.handout.evidence
        return [source_box(self.battle, self.words, self.lines)] if told else []

    def _word_list(self) -> Sequence[Block]:
        terms = [term for term in printed_terms(self.battle) if term.word in self.battle.handout.words]
        entries = sorted(((term.word, term.meaning) for term in terms), key=lambda entry: entry[0].casefold())
        return [WordList(tuple(entries))] if entries else []

    def _tasks(self) -> Sequence[Block]:
        return [Task(n, inline(task.text), task.lines) for n, task in enumerate(self.battle.handout.tasks, 1)]
