"""The handout: its Markdown template, filled in and turned into blocks; directives stand for parts of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from edu.make.markup import inline, words_of
from edu.make.words import Words, capital, fill
from edu.model.battle import Battle
from edu.model.chart import Chart
from edu.model.document import (
    AnswerLines,
    Block,
    Column,
    Document,
    Figure,
    Heading,
    Items,
    NameRow,
    NumberedParagraph,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Sentence,
    SourceBox,
    SourceColumn,
    Table,
    Task,
    Text,
    Title,
    WordList,
    line,
)
from edu.model.fact import Fact
from edu.model.wording import Phrase
from edu.problems import EduError, Problem

TEMPLATE = "handout.md"
_PARTS_OF_BLOCKS = ("inline", "heading_close", "paragraph_close")
"""What follows the beginning of a block that has been read."""

_WIDTH = 166.0
_HEAD_WIDTH, _SOURCE_WIDTH = 34.0, 39.0


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
    """For each fact the lines of the handout that tell it: those of the first sentence that rests on it."""
    found: dict[str, tuple[int, int]] = {}
    for key, sentence in battle.sentences():
        for fact in sentence.facts:
            found.setdefault(fact, lines[key])
    return found


def handout(
    battle: Battle,
    words: Words,
    charts: Sequence[Chart],
    lines: Mapping[str, tuple[int, int]],
    paper: str = "a4",
) -> Document:
    """The handout of a battle.

    Args:
        battle: the battle.
        words: the wording; its `handout.md` gives the order of the parts.
        charts: the charts it may show, by name.
        lines: lines of each fact in the narrative, for references.
        paper: "a4" or "letter".

    Raises:
        EduError: when the template is missing or uses a directive or a name that edu does not know.
    """
    phrase = words.wording.documents.get(TEMPLATE)
    if phrase is None:
        raise EduError(
            Problem(None, None, f"the templates have no {TEMPLATE}", "Put it back, or take the shipped one again")
        )
    article = battle.article
    text = fill(
        phrase,
        name=battle.name,
        place=battle.place,
        when=battle.when.words(),
        before_reading=battle.handout.before_reading,
        before_lines=battle.handout.before_lines,
        reading_grade=battle.reading_grade,
        article_title=article.title,
        article_kind=article.kind,
        as_of=article.as_of.words(),
        years_note=article.years_note,
    )
    blocks = _Blocks(battle, words, charts, lines, phrase).read(text)
    footer = words_of(words.say("handout.footer", name=battle.name))
    section = Section(blocks, footer, page_words=words.say("handout.page"))
    return Document(battle.name, (section,), paper=paper)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).use(container_plugin, "directive", validate=lambda *_: True)


class _Blocks:
    """Turns the filled-in template into blocks."""

    def __init__(
        self,
        battle: Battle,
        words: Words,
        charts: Sequence[Chart],
        lines: Mapping[str, tuple[int, int]],
        phrase: Phrase,
    ) -> None:
        self.battle, self.words, self.lines, self.phrase = battle, words, lines, phrase
        self.charts = {chart.name: chart for chart in charts}
        self.figures = 0
        self.directives: Mapping[str, Callable[[str, list[str]], Sequence[Block]]] = {
            "title": self.title,
            "name-row": self.name_row,
            "lines": self.answer_lines,
            "key-facts": lambda *_: [key_facts(self.battle, self.words)],
            "narrative": lambda *_: narrative(self.battle),
            "small": lambda _, texts: [Paragraph(inline(text), small=True) for text in texts],
            "page-break": lambda *_: [PageBreak()],
            "chart": self.chart,
            "how-do-we-know": self.box,
            "words": self.word_list,
            "tasks": self.tasks,
            "figures": self.figures_heading,
        }

    def read(self, text: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        tokens = _parser().parse(text)
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.type == "heading_open":
                blocks.append(Heading(int(token.tag[1]), inline(tokens[i + 1].content)))
            elif token.type == "paragraph_open":
                blocks.append(Paragraph(inline(tokens[i + 1].content)))
            elif token.type == "bullet_list_open":
                end = _end(tokens, i)
                blocks.append(Items(tuple(inline(each.content) for each in tokens[i:end] if each.type == "inline")))
                i = end
            elif token.type == "container_directive_open":
                end = _end(tokens, i)
                blocks += self.directive(token, [each.content for each in tokens[i:end] if each.type == "inline"])
                i = end
            elif token.type not in _PARTS_OF_BLOCKS:
                form = token.type.removesuffix("_open").replace("_", " ")
                what = f"this is Markdown the handout does not print ({form})"
                mend = "Write it as a paragraph, a heading, a list with dashes or a directive"
                raise EduError(Problem(self.phrase.file, self._line(token), what, mend))
            i += 1
        return tuple(_without_idle_breaks(blocks))

    def _line(self, token: Token) -> int:
        return self.phrase.line + (token.map[0] if token.map else 0)

    def directive(self, token: Token, texts: list[str]) -> Sequence[Block]:
        name, _, argument = token.info.strip().partition(" ")
        make = self.directives.get(name)
        line_number = self._line(token)
        if make is None:
            known = ", ".join(sorted(self.directives))
            raise EduError(
                Problem(
                    self.phrase.file,
                    line_number,
                    f"::: {name} is no directive edu knows",
                    f"Known are: {known}",
                )
            )
        try:
            return make(argument.strip(), texts)
        except (ValueError, IndexError):
            raise EduError(
                Problem(
                    self.phrase.file,
                    line_number,
                    f"::: {name} {argument} cannot be understood",
                    "Compare it with the shipped template",
                )
            ) from None

    def answer_lines(self, argument: str, _: list[str]) -> Sequence[Block]:
        count = int(argument)
        if count < 0:
            raise ValueError(argument)
        return [AnswerLines(count)] if count else []

    def title(self, argument: str, texts: list[str]) -> Sequence[Block]:
        return [Title(words_of(argument), words_of(texts[0]), words_of(texts[1]))]

    def name_row(self, argument: str, _: list[str]) -> Sequence[Block]:
        name, group, date = (part.strip() for part in argument.split("|"))
        return [NameRow(name, group, date)]

    def chart(self, argument: str, _: list[str]) -> Sequence[Block]:
        if argument not in ("strength", "killed", "timeline"):
            raise ValueError(argument)
        label = words_of(self.words.say("charts.figure"))
        wanted = [chart for name, chart in self.charts.items() if name.partition("-")[0] == argument]
        first = self.figures + 1
        self.figures += len(wanted)
        return [Figure(number, chart, label=label) for number, chart in enumerate(wanted, first)]

    def figures_heading(self, argument: str, _: list[str]) -> Sequence[Block]:
        return [Heading(2, inline(argument))] if self.charts else []

    def box(self, argument: str, _: list[str]) -> Sequence[Block]:
        if not self.battle.handout.evidence:
            return []
        return [Heading(2, inline(argument)), source_box(self.battle, self.words, self.lines)]

    def word_list(self, argument: str, _: list[str]) -> Sequence[Block]:
        terms = [term for term in self.battle.terms if term.word in self.battle.handout.words]
        if not terms:
            return []
        entries = sorted(((term.word, term.meaning) for term in terms), key=lambda entry: entry[0].casefold())
        return [Heading(2, inline(argument)), WordList(tuple(entries))]

    def tasks(self, argument: str, _: list[str]) -> Sequence[Block]:
        tasks = [Task(n, inline(task.text), task.lines) for n, task in enumerate(self.battle.handout.tasks, 1)]
        return [Heading(2, inline(argument)), *tasks] if tasks else []


def _without_idle_breaks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without page breaks that would leave a page empty: directives may have had nothing to print."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        if not (isinstance(block, PageBreak) and (before is None or isinstance(before, PageBreak))):
            yield block


def _end(tokens: Sequence[Token], start: int) -> int:
    """Index of the token that closes the one at `start`."""
    depth = 0
    for i in range(start, len(tokens)):
        depth += tokens[i].nesting
        if depth == 0:
            return i
    return len(tokens) - 1


# The key-facts panel -----------------------------------------------------------------------------------------


def key_facts(battle: Battle, words: Words) -> Table:
    """Who, where, when, strength, losses and outcome, a column a side, and who says so."""
    sides = battle.sides
    width = (_WIDTH - _HEAD_WIDTH - _SOURCE_WIDTH) / len(sides)
    columns = (Column(_HEAD_WIDTH), *(Column(width) for _ in sides), Column(_SOURCE_WIDTH))
    first, last = words.list("handout.panel.heads", 2)
    head = (inline(first), *(line(side.name) for side in sides), inline(last))
    where = [fact for name in ("where", "when") for fact in battle.facts if fact.panel == name]
    told = "; ".join(fact.short for fact in where) or f"{battle.place}; {battle.when.words()}"
    empty: tuple[None, ...] = (None,) * (len(sides) - 1)
    rows = [Row((_cell(words, "where_when"), line(told), *empty, _sources(battle, words, where)))]
    for name in ("who", "strength", "killed", "outcome"):
        facts = [fact for fact in battle.facts if fact.panel == name]
        both = [fact for fact in facts if fact.side is None]
        if len(facts) > len(both):
            cells = (_side_cell(battle, words, name, side.id) for side in sides)
            mine = [fact for fact in facts if fact.side is not None]
            rows.append(Row((_cell(words, name), *cells, _sources(battle, words, mine))))
        if both:
            shared = line(capital("; ".join(_entry(fact) for fact in both)))
            rows.append(Row((_cell(words, name), shared, *empty, _sources(battle, words, both))))
    plus = [
        fact.count.written
        for fact in battle.facts
        if fact.panel and fact.count and fact.count.quantity.open and "+" in fact.count.written
    ]
    caption = inline(words.say("handout.panel.plus", written=", ".join(plus))) if plus else ()
    return Table(columns, head, tuple(rows), caption, row_heads=True)


def _cell(words: Words, name: str) -> Text:
    return inline(words.say(f"handout.panel.{name}"))


def _side_cell(battle: Battle, words: Words, row: str, side: str) -> Text:
    """A side's entry; counts keep their bounds, and what is missing or left out is said to be so."""
    facts = [fact for fact in battle.facts if (fact.panel, fact.side) == (row, side)]
    if not facts:
        held_back = any((fact.panel, fact.side) == (row, side) for fact in battle.withheld)
        return inline(words.say(f"handout.panel.{'left_out' if held_back else 'unstated'}"))
    return line(capital("; ".join(_entry(fact) for fact in facts)))


def _entry(fact: Fact) -> str:
    if fact.count is None:
        return fact.short or fact.clause
    number = fact.count.quantity.words()
    return number if fact.panel == fact.count.measure == "killed" else f"{number} {fact.count.unit}"


def _sources(battle: Battle, words: Words, facts: Sequence[Fact]) -> Text:
    told = dict.fromkeys(_source(battle, words, fact) for fact in facts)
    return inline("; ".join(told))


def _source(battle: Battle, words: Words, fact: Fact) -> str:
    if fact.named_source:
        return words.say("voice.panel.source", Source=capital(battle.source_name(fact.by)))
    return words.say(f"voice.panel.{fact.by}")


# The "how do we know?" box -----------------------------------------------------------------------------------


def source_box(battle: Battle, words: Words, lines: Mapping[str, tuple[int, int]]) -> SourceBox:
    """Statements sorted by who says them: the article itself, named sources, unnamed reports."""
    columns = []
    facts = [battle.fact_by_id[each] for each in battle.handout.evidence]
    for voice, name in enumerate(("article", "source", "report")):
        mine = [fact for fact in facts if fact.voice == voice]
        head, sense = words.list(f"handout.box.{name}", 2)
        items = tuple(_box_item(battle, words, fact, lines) for fact in mine)
        columns.append(SourceColumn(words_of(head), words_of(sense), items))
    return SourceBox(tuple(columns), inline(words.say("handout.box.caption")))


def _box_item(battle: Battle, words: Words, fact: Fact, lines: Mapping[str, tuple[int, int]]) -> Text:
    """A statement in a few words with its line."""
    short = fact.short
    if fact.id not in lines:
        return inline(words.say("handout.box.item_unlined", short=short))
    first, last = lines[fact.id]
    told = str(first) if first == last else f"{first}–{last}"
    if fact.named_source:
        source = capital(battle.source_name(fact.by))
        return inline(words.say("handout.box.item_source", short=short, Source=source, lines=told))
    return inline(words.say("handout.box.item", short=short, lines=told))
