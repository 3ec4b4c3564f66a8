"""Page templates: what directives make, and that a mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from edu.make.directives import read_blocks
from edu.make.templates import filled
from edu.model.document import (
    AnswerLines,
    Block,
    Column,
    Columns,
    Heading,
    Items,
    NameRow,
    PageBreak,
    Panel,
    Paragraph,
    Row,
    Run,
    Table,
    line,
)
from edu.model.wording import Phrase
from edu.problems import EduError

PAGE = Path("page.md")


def blocks(text: str, **values: object) -> tuple[Block, ...]:
    return read_blocks(filled(Phrase(text, PAGE, 1), values), {}).blocks


def fault(text: str, **values: object) -> str:
    with pytest.raises(EduError) as caught:
        blocks(text, **values)
    return str(caught.value)


def test_markdown_becomes_blocks() -> None:
    assert blocks("## Plan\n\nOne\n**two**.\n\n- a\n- b\n") == (
        Heading(2, line("Plan")),
        Paragraph((Run("One "), Run("two", True), Run("."))),
        Items((line("a"), line("b"))),
    )


def test_a_table_has_columns_as_wide_as_its_dashes() -> None:
    """83 mm each for two equal columns of the 166 mm of the page; three quarters and a quarter for 6 dashes and 2."""
    (equal,) = blocks("| A | B |\n|---|---|\n| a | b |\n")
    head = (line("A"), line("B"))
    assert equal == Table((Column(83), Column(83)), head, (Row((line("a"), line("b"))),), row_heads=True)
    (uneven,) = blocks("| A | B |\n|:-----|-:|\n| a | b |\n")
    assert isinstance(uneven, Table)
    assert [(column.width, column.right) for column in uneven.columns] == [(124.5, False), (41.5, True)]


def test_directives_make_blocks() -> None:
    text = "::: name-row N | C | D\n::: lines 2\n::: lines 0\n::: page-break\nx\n"
    assert blocks(text + "::: page-break 75 %\n::: small\n**a** b\n:::\n") == (
        NameRow("N", "C", "D"),
        AnswerLines(2),
        PageBreak(),
        Paragraph(line("x")),
        PageBreak(0.75),
        Paragraph((Run("a", True), Run(" b")), small=True),
    )


def test_directives_stand_inside_one_another() -> None:
    text = "::: columns\nleft\n::: box Tip\n| A | B |\n|--|--|\n| a | b |\n:::\n::: column\nright\n:::\nafter\n"
    columns, after = blocks(text)
    assert after == Paragraph(line("after"))
    assert isinstance(columns, Columns)
    (left, box), right = columns.columns
    assert (left, right) == (Paragraph(line("left")), (Paragraph(line("right")),))
    assert isinstance(box, Panel)
    table = box.blocks[1]
    assert isinstance(table, Table)
    assert sum(column.width for column in table.columns) == pytest.approx((166 - 6) / 2 - 10)


def test_a_page_break_that_would_leave_a_page_empty_is_idle() -> None:
    assert blocks("::: page-break\n\n{% if x %}\nx\n{% endif %}\n::: page-break\nend", x=False) == (
        Paragraph(line("end")),
    )


def test_values_cannot_become_directives_or_markup() -> None:
    assert blocks("{{ x }}\n\n{{ y }}", x="::: lines 3", y="## *a*") == (
        Paragraph(line("::: lines 3")),
        Paragraph(line("## *a*")),
    )


LOOP = "{% for each in three %}\n- {{ each }}\n{% endfor %}\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n\n::: chrat x\n", "page.md:3: ::: chrat is no directive of this page. Known here are: box, column, "),
        ("a\n::: colums\n", "page.md:2: ::: colums is no directive of this page. Did you mean columns? Known"),
        (LOOP + "::: lines many\n", "page.md:5: ::: lines many cannot be understood: it takes the number of lines, at"),
        (LOOP + "# Title\n", "page.md:5: a heading of level 1 stands here. Begin it with ## or ###."),
        (LOOP + "> said\n", "page.md:5: this is Markdown that pages do not print (blockquote). Write it as"),
        (LOOP + ":::\n", "page.md:5: these colons close nothing. Take the line out."),
        ("{% if three %}\n::: box A\n\ntext\n{% endif %}\n", "page.md:2: ::: box A is never closed. Put a line :::"),
        ("::: columns\none\n:::\n", "page.md:1: ::: columns cannot be understood: it holds two columns, with one line"),
        ("::: column\n", "page.md:1: ::: column cannot be understood: it stands outside ::: columns. Write it as"),
        ("::: box\n::: page-break\n:::\n", "page.md:2: ::: page-break stands inside ::: box, where it has no room"),
        ("::: page-break 120 %\n", "page.md:1: ::: page-break 120 % cannot be understood: it takes nothing, or how"),
        ("::: small\n## A\n:::\n", "page.md:1: ::: small cannot be understood: it holds paragraphs and tables only."),
        ("::: name-row A | B\n", "page.md:1: ::: name-row A | B cannot be understood: it takes three words with |"),
        (LOOP + "{{ thre }}\n", "page.md:5: this template uses the name 'thre', which it is not given. Did you mean"),
        ("a\n:: lines 2\n", "page.md:2: :: lines 2 begins with two colons. Write three: :::."),
        ("a\n: lines 2\n", "page.md:2: : lines 2 begins with one colon. Write three: :::."),
        (LOOP + "see\n[this](https://example.org)\n", "page.md:6: a link cannot be followed on paper. Write its words"),
        (LOOP + "![a map](map.png)\n", "page.md:5: a picture cannot be printed. Take it out, or put a backslash"),
        ("a\n\n- b\n- so *it* is\n", "page.md:4: italics are not printed. Write **two stars** for bold words, or"),
        ("| A | B |\n|--|--|\n| a | `b` |\n", "page.md:3: words between back quotes are not set apart. Take the back"),
        ("## A *b*\n", "page.md:1: italics are not printed."),
        ("::: box A _b_\nx\n:::\n", "page.md:1: italics are not printed."),
        (LOOP + "| A | B |\n|--|--|\n| a |\n| a | b | c |\n", "page.md:8: this row has 3 cells in a table of 2"),
        ("x\n\n| A | B |\n|--|--|--|\n", "page.md:4: this line makes no table with the one above it: they have not"),
        ("- a\n  - b\n- c\n", "page.md:2: a list stands inside a list. Begin each entry at the left edge, with one"),
        ("- a\n\n  b\n", "page.md:3: an entry of a list has a second paragraph. Begin it at the left edge."),
        ("- a\n  > b\n", "page.md:2: this is Markdown that pages do not print (blockquote). Write it as"),
        ("a\n\n    b\n", "page.md:3: this is Markdown that pages do not print (code block). Begin the line at the"),
        ("::: small now\nx\n:::\n", "page.md:1: ::: small now cannot be understood: it takes nothing after its name."),
        ("::: lines 201\n", "page.md:1: ::: lines 201 cannot be understood: it takes the number of lines, at most 2"),
        ("::: lines " + "9" * 5000, "page.md:1: ::: lines 999"),
        ("a\n{{ three\nb\n\n{{ three }}", "page.md:2: this template has a syntax error: {{ is never closed with }}."),
        ("a\n{% if three %}\nb\n", "page.md:2: this template has a syntax error: {% if %} is never ended"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_whatever_loops_stand_before_it(text: str, told: str) -> None:
    assert fault(text, three=[1, 2, 3]).startswith(told)


def test_all_mistakes_of_a_page_are_told_at_once_and_none_that_only_follows_from_another() -> None:
    text = "::: bxo A\n*a*\n:::\n\n::: zzzz\nb\n:::\n\n::: lines x\n\n- c\n  - d\n\n#### e\n\n::: box\n"
    with pytest.raises(EduError) as caught:
        blocks(text)
    assert [problem.line for problem in caught.value.problems] == [1, 2, 5, 9, 12, 14, 16]


def test_a_directive_may_be_indented_as_what_stands_between_if_and_endif_often_is() -> None:
    text = "{% if x %}\n  ::: box A\n    ::: lines 2\n  :::\n{% endif %}\n"
    assert blocks(text, x=True) == (Panel((Heading(2, line("A")), AnswerLines(2))),)


def test_marks_that_are_words_are_no_mistake() -> None:
    text = "Write \\*now\\*: 2 * 3 * 4, snake_case_word, ___.\n\n| A | B |\n|--|--|\n| a \\| b | c |\n| d\n"
    paragraph, table = blocks(text)
    assert paragraph == Paragraph(line("Write *now*: 2 * 3 * 4, snake_case_word, ___."))
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [(line("a | b"), line("c")), (line("d"), ())]


def test_blocks_tell_where_in_the_template_they_come_from() -> None:
    page = filled(
        Phrase("{% for x in xs %}\n{{ x }}\n\n{% endfor %}\n::: lines 2\n\n- a\n- b\n", PAGE, 1), {"xs": "ab"}
    )
    assert [origin.line for origin in read_blocks(page, {}).origins] == [2, 2, 5, 7]
