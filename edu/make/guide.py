"""The teacher's guide: a lesson plan, what is in doubt, and what lies behind wrong answers, all from the battle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from edu.make.confusions import Confusion, examples
from edu.make.directives import Directive, read_blocks, teacher_title
from edu.make.disputes import disputed, where
from edu.make.lesson_parts import LessonParts
from edu.make.markup import inline, words_of
from edu.make.templates import filled, page_template
from edu.make.words import Words
from edu.model.battle import Battle
from edu.model.chart import BarChart, Chart, Timeline
from edu.model.document import Document, Run, Section
from edu.model.question import Item, Kind

TEMPLATE = "guide.md"


def guide(
    battle: Battle,
    words: Words,
    charts: Sequence[Chart],
    lines: Mapping[str, tuple[int, int]],
    items: Sequence[Item],
    paper: str = "a4",
    code: str = "",
) -> Document:
    """The teacher's guide to a battle.

    Args:
        battle: the battle.
        words: the wording; its `guide.md` gives the order of the parts.
        charts: the charts it may show, by name.
        lines: lines of each fact in the handout, for references.
        items: the questions whose wrong answers it explains.
        paper: "a4" or "letter".
        code: the code of the quiz that these questions are from; empty where they are from none.

    Raises:
        EduError: when the template is missing, or something in it cannot be understood.
    """
    parts = LessonParts(battle, words, charts, lines)
    values = {**parts.values(), **_values(battle, words, charts, lines, items), "quiz_code": code}
    title = Directive(teacher_title, "title The battle", holds=True)
    read = read_blocks(filled(page_template(words, TEMPLATE), values), {**parts.directives(), "title": title})
    section = Section(
        read.blocks,
        footer=words_of(words.say("guide.footer", name=battle.name)),
        page_words=words.say("guide.page"),
        continued=words.say("guide.continued"),
        band=words_of(words.say("guide.band")),
        origins=read.origins,
    )
    return Document(words_of(words.say("guide.document", name=battle.name)), (section,), paper=paper)


def _values(
    battle: Battle,
    words: Words,
    charts: Sequence[Chart],
    lines: Mapping[str, tuple[int, int]],
    items: Sequence[Item],
) -> dict[str, object]:
    """What the guide's template can name beside the values of every page on a battle."""
    facts = battle.facts
    bars = [bar for chart in charts if isinstance(chart, BarChart) and chart.name == "killed" for bar in chart.bars]
    marks = [mark for chart in charts if isinstance(chart, Timeline) for mark in chart.marks]
    open_ends = any(fact.count and fact.count.quantity.open for fact in facts)
    return {
        "content_note": battle.note,
        "themes": [theme.id for theme in battle.themes if theme.id not in battle.left_out],
        "named_sources": _sources(battle),
        "unnamed_reports": any(fact.voice == 2 for fact in facts),
        "report_dates": any(fact.by_report for fact in facts),
        "open_ends": open_ends,
        "open_bars": sum(bar.high is None for bar in bars),
        "white_marks": sum(mark.reported for mark in marks),
        "scopes": len({fact.count.scope for fact in facts if fact.count and fact.count.measure == "killed"}) > 1,
        "titles": {
            name: chart.title for chart in reversed(charts) for name in (chart.name.partition("-")[0], chart.name)
        },
        "disputed": list(disputed(battle, words, lines)),
        "confusions": list(_confusions(words, items)),
        "answers": list(_answers(battle, words, lines)),
        "left_open": [absence.question for absence in battle.absences],
    }


def _sources(battle: Battle) -> list[dict[str, str]]:
    """Every source the article names, in the order of the battle file, with what it says of it."""
    named = {fact.by for fact in battle.facts if fact.named_source}
    return [{"name": each.name, "about": each.about} for each in battle.entities if each.id in named]


def _confusions(words: Words, items: Sequence[Item]) -> Iterator[dict[str, str]]:
    """Each confusion in words, a wrong answer that stands for it, to which question, and why it is wrong."""
    for example in examples(items):
        thought, help_words = words.list(f"guide.confusions.{example.confusion}", 2)
        yield {
            "thought": words_of(thought),
            "help": words_of(help_words),
            "answer": words_of(example.option.text),
            "question": _bare(example.item.stem) if example.item.kind in _ASKED else "",
            "judged": words_of(words.say(f"guide.judged_{'silent' if example.confusion is _SILENCE else 'true'}")),
            "why": words_of(example.option.rationale),
        }


_ASKED = (Kind.SINGLE, Kind.SEVERAL, Kind.CHART)
"""Kinds whose stem is a question; of a table each row is a question by itself."""
_SILENCE = Confusion.SILENCE


def _bare(stem: str) -> str:
    """A stem without the directive at its end."""
    runs = [run for run in inline(stem) if isinstance(run, Run)]
    if len(runs) > 1 and runs[-1].bold:
        runs.pop()
    return "".join(run.text for run in runs).strip()


def _answers(battle: Battle, words: Words, lines: Mapping[str, tuple[int, int]]) -> Iterator[dict[str, str]]:
    """Each task of the handout with its answer and the lines it rests on."""
    for task in battle.handout.tasks:
        facts = [battle.fact_by_id[name] for name in task.facts if name in lines]
        told = where(facts, words, lines) if facts else ""
        yield {"task": task.text, "answer": task.answer, "where": told}
