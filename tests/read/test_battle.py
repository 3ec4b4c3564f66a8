"""A battle file is read whole, or every fault in it is told with its line and the next move."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu import places
from edu.model.battle import Battle
from edu.model.fact import Locator
from edu.model.quantity import Quantity
from edu.model.when import Day, When
from edu.problems import EduError, ExitCode, Problem
from edu.read.battle import read_battle

LONG_NAMES = Path(__file__).parents[1] / "battles" / "long_names"

SMALL = """\
format = 1

[battle]
name = "The Battle of Ash"
place = "Ash"
when = "1700-05-01/1700-05-03"
reading_grade = 14

[article]
title = "Battle of Ash"
as_of = 2026-01-15
infobox = ["Date", "Losses"]
sections = [{ name = "Fight", sentences = [3, 2] }]

[[sides]]
id = "north"
name = "North side"

[[sides]]
id = "south"
name = "South side"

[[groups]]
id = "guards"
name = "guards"
side = "north"
overlaps = ["clerk"]

[[groups]]
id = "clerk"
name = "the clerk"
voice = true

[[places]]
id = "ash"
name = "Ash"
part_of = ["shire"]

[[places]]
id = "shire"
name = "the shire"

[[facts]]
id = "dated"
says = "the battle is dated 1–3 May"
at = ["Infobox Date"]
by = "infobox"
ask = "infobox"
happened = "1700-05-01/1700-05-03"

[[facts]]
id = "losses"
says = "{count} guards fell at [Ash](ash)"
at = ["Infobox Losses", "Fight 1.3"]
by = "clerk"
ask = "attributed"
section = "fight"
happened = "1700-05-01"
reported = "1700-05-02"
side = "north"
only = ["ash"]
may_also = ["shire"]
short = "losses"
count = { low = 200, more_than = true, unit = "guards", measure = "killed", written = "over 200 guards" }

[[facts]]
id = "wounded"
says = "{count} guards were hurt"
at = ["Fight 2.2"]
by = "article"
ask = "plain"
section = "fight"
count = { low = 0, high = 50, unit = "guards", measure = "wounded", written = "not over 50" }

[[absences]]
id = "names"
topic = "who they were"
question = "Who were they?"
near = ["Fight 2.1"]
section = "fight"

[[terms]]
word = "guard"
meaning = "a soldier"
section = "fight"

[[narrative]]
id = "fight"
heading = "The fight"

[[narrative.paragraphs]]
note = "**When.** It was in May."
note_facts = ["dated"]
sentences = [
  { text = "The fight went on from 1 to 3 May 1700.", facts = ["dated"], gap = "fight", kind = "thing" },
  { text = "More than 200 guards fell.", facts = ["losses"] },
  { text = "Up to 50 were hurt.", facts = ["wounded"] },
]

[handout]
before_reading = "What do you know?"
evidence = ["losses"]
words = ["guard"]

[[handout.tasks]]
text = "Read it."
answer = "Done."
facts = ["dated"]
absences = ["names"]
"""


@dataclass(frozen=True)
class Told:
    """The problems of a file, with the text of the line each points at."""

    problems: tuple[Problem, ...]
    lines: tuple[str, ...]

    @property
    def whats(self) -> list[str]:
        """What is wrong, problem by problem."""
        return [problem.what for problem in self.problems]


def read(folder: Path, text: str | bytes) -> Battle:
    (folder / "battle.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_battle(folder)[0]


def changed(*changes: tuple[str, str]) -> str:
    """The small battle with each first text replaced by the second; the first stands in it."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def faults(folder: Path, *changes: tuple[str, str]) -> Told:
    """The problems of the small battle with these changes; every one has its file, a line and a next move."""
    text = changed(*changes)
    with pytest.raises(EduError) as caught:
        read(folder, text)
    assert caught.value.code == ExitCode.INPUT
    lines = text.split("\n")
    for problem in caught.value.problems:
        assert problem.file == folder / "battle.toml"
        assert problem.mend.strip()
        assert not problem.mend.endswith(".")
    return Told(
        caught.value.problems,
        tuple(lines[problem.line - 1] if problem.line else "" for problem in caught.value.problems),
    )


# What is read ------------------------------------------------------------------------------------------------


def test_the_small_battle_is_read_into_values(tmp_path: Path) -> None:
    battle = read(tmp_path, SMALL)
    fact = battle.fact_by_id["losses"]
    assert When(Day(1700, 5, 1), Day(1700, 5, 3), "range") == battle.when
    assert When(Day(2026, 1, 15), Day(2026, 1, 15)) == battle.article.as_of
    assert fact.count is not None
    assert Quantity(201, None, over=True) == fact.count.quantity
    assert (Locator("infobox", field="Losses"), Locator("Fight", 1, 3)) == fact.at
    assert SMALL.split("\n")[fact.line - 1] == 'id = "losses"'


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_marks_and_line_ends_make_no_difference(tmp_path: Path, mark: bytes, end: bytes) -> None:
    expected = read(tmp_path, SMALL)
    assert expected == read(tmp_path, mark + SMALL.encode().replace(b"\n", end))


def test_the_hash_is_of_what_the_file_says(tmp_path: Path) -> None:
    original = read(tmp_path, SMALL).hash
    assert original == read(tmp_path, "# a remark\n" + SMALL.replace(" = ", "  =  ")).hash
    assert original != read(tmp_path, changed(('place = "Ash"', 'place = "Ashe"'))).hash


# Keys and types ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "mend"),
    [
        ('name = "The Battle of Ash"\n', "", "[battle]", "`battle` has no `name`", "Add a line `name = ...`"),
        (
            "[handout]",
            "[handouts]",
            "[handouts]",
            "`handouts` is not a key edu knows",
            "Write `handout` if that is meant",
        ),
        (
            "reading_grade",
            "reading_garde",
            "reading_garde",
            "`battle`, `reading_garde` is not a key",
            "`reading_grade`",
        ),
        ("reading_grade = 14", 'reading_grade = "14"', "reading_grade", 'is "14", which is not a whole number', "1200"),
        (
            "reading_grade = 14",
            "reading_grade = 14.0",
            "reading_grade",
            "is 14.0, which is not a whole",
            "whole number",
        ),
        (
            "reading_grade = 14",
            "reading_grade = true",
            "reading_grade",
            "is true, which is not a whole",
            "whole number",
        ),
        ("reading_grade = 14", "reading_grade = 15", "reading_grade", "is 15", "Write a whole number, at most 14"),
        ("low = 200", "low = -200", "low = -200", "`low` is -200", "Write a whole number, at least 0"),
        ("low = 200", "low = 200.5", "low = 200.5", "is 200.5, which is not a whole number", "without quotes"),
        ("low = 200", "low = [200]", "low = [200]", "is a list, which is not a whole number", "without quotes"),
        ("low = 200", "low = nan", "low = nan", "is nan, which is not a whole number", "without quotes"),
        ("voice = true", 'voice = "yes"', "voice", '`voice` is "yes"', "Write true or false, without quotes"),
        ("voice = true", "voice = 1", "voice", "`voice` is 1", "Write true or false, without quotes"),
        ('place = "Ash"', "place = 7", "place", "is 7, which is not words", 'Put it between quotes: "7"'),
        ('place = "Ash"', "place = true", "place", "is true, which is not words", "Write words between quotes"),
        ('place = "Ash"', "place = 07:32:00", "place", "is 07:32:00, which is not words", "Write words between quotes"),
        ('name = "North side"', 'name = ""', 'name = ""', "`sides` number 1, `name` is empty", "Write something there"),
        (
            'name = "North side"',
            'name = "  "',
            'name = "  "',
            "`sides` number 1, `name` is empty",
            "Write something there",
        ),
        ('at = ["Infobox Date"]', "at = []", "at = []", "`at` is empty", "Write something there"),
        ('at = ["Infobox Date"]', 'at = "Infobox Date"', "at =", "`at` is not a list", 'such as ["..."]'),
        ("[article]", "[[article]]", "[[article]]", "`article` is a list, not one table", "as [article]"),
        ("[[terms]]", "[terms]", "[terms]", "`terms` is one table, not a list", "as [[terms]]"),
        ("count = { low = 0", 'count = "50" # { low = 0', "count =", "`count` is not a table", "{ key = value }"),
        (
            'ask = "plain"',
            'ask = "plainly"',
            "ask =",
            '`ask` is "plainly"',
            "'plain', 'attributed', 'infobox' or 'never'",
        ),
        (
            'id = "dated"',
            'id = "Dated"',
            "id =",
            'is "Dated", which cannot be an id',
            "small letters, digits and hyphens",
        ),
        ('id = "dated"', f'id = "{"d" * 61}"', "id =", "has 61 characters", "Shorten it to 60 or fewer"),
        (
            'id = "south"',
            'id = "south"\nlow = 1',
            "low",
            "`low` is not a key edu knows here",
            "it belongs in another table",
        ),
        ("format = 1", "format = 2", "format", "`format` is 2, which this edu does not read", "Write format = 1"),
    ],
)
def test_a_key_or_type_that_is_wrong(tmp_path: Path, old: str, new: str, line: str, what: str, mend: str) -> None:
    told = faults(tmp_path, (old, new))
    assert what in told.problems[0].what
    assert mend in told.problems[0].mend
    assert line in told.lines[0]


@pytest.mark.parametrize(("key", "heading"), [("battle", "[battle]"), ("narrative", "[[narrative]]")])
def test_a_missing_part_is_asked_for_by_its_heading(tmp_path: Path, key: str, heading: str) -> None:
    with pytest.raises(EduError) as caught:
        read(tmp_path, "format = 1\n")
    mends = {problem.what: problem.mend for problem in caught.value.problems}
    assert heading in mends[f"the file has no `{key}`"]


# References --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "what", "near"),
    [
        ('side = "north"\noverlaps', 'side = "nort"\noverlaps', "'nort' is no side", "'north'"),
        ('overlaps = ["clerk"]', 'overlaps = ["clark"]', "'clark' is no group or place", "'clerk'"),
        ('part_of = ["shire"]', 'part_of = ["shir"]', "'shir' is no group or place", "'shire'"),
        ("[Ash](ash)", "[Ash](ashe)", "'ashe' is no group or place", "'ash'"),
        ('only = ["ash"]', 'only = ["ahs"]', "'ahs' is no marked name in this `says`", "'ash'"),
        ('may_also = ["shire"]', 'may_also = ["shyre"]', "'shyre' is no group or place", "'shire'"),
        ('by = "clerk"', 'by = "clerks"', "'clerks' is no name for who says it", "'clerk'"),
        ('side = "north"\nonly', 'side = "norht"\nonly', "'norht' is no side", "'north'"),
        ('"Infobox Losses"', '"Infobox Loses"', "'Loses' is no field of the infobox", "'Losses'"),
        ('"Fight 1.3"', '"Figth 1.3"', "'Figth' is no section of the article", "'Fight'"),
        ('section = "fight"\nhapp', 'section = "figth"\nhapp', "'figth' is no section of the narrative", "'fight'"),
        ('section = "fight"\n\n[[terms', 'section = "fite"\n\n[[terms', "'fite' is no section of the nar", "'fight'"),
        ('section = "fight"\n\n[[narr', 'section = "fihgt"\n\n[[narr', "'fihgt' is no section of the nar", "'fight'"),
        ('note_facts = ["dated"]', 'note_facts = ["date"]', "'date' is no fact", "'dated'"),
        ('facts = ["wounded"]', 'facts = ["wounds"]', "'wounds' is no fact", "'wounded'"),
        ('evidence = ["losses"]', 'evidence = ["lossess"]', "'lossess' is no fact", "'losses'"),
        ('words = ["guard"]', 'words = ["gard"]', "'gard' is no word of the glossary", "'guard'"),
        ('facts = ["dated"]\nabs', 'facts = ["datet"]\nabs', "'datet' is no fact", "'dated'"),
        ('absences = ["names"]', 'absences = ["name"]', "'name' is no absence", "'names'"),
    ],
)
def test_a_reference_to_nothing(tmp_path: Path, old: str, new: str, what: str, near: str) -> None:
    told = faults(tmp_path, (old, new))
    assert told.problems[0].what.startswith(what)
    assert told.problems[0].mend.startswith(f"Did you mean {near}? Known are: ")
    assert new.split("\n", 1)[0] in told.lines[0]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"Fight 1.3"', '"Fight 1.4"', "paragraph 1 of Fight has 3 sentences, not 4"),
        ('"Fight 1.3"', '"Fight 1.0"', "paragraph 1 of Fight has 3 sentences, not 0"),
        ('"Fight 1.3"', '"Fight 3.1"', "Fight has 2 paragraphs, not 3"),
        ('"Fight 1.3"', '"Fight"', "'Fight' is not a place in the article"),
        ('near = ["Fight 2.1"]', 'near = ["Fight 2.9"]', "paragraph 2 of Fight has 2 sentences, not 9"),
    ],
)
def test_a_place_the_article_does_not_have(tmp_path: Path, old: str, new: str, what: str) -> None:
    told = faults(tmp_path, (old, new))
    assert [what] == told.whats
    assert new in told.lines[0]


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [
        ('id = "south"', 'id = "north"', 'id = "north"'),
        ('name = "South side"', 'name = "North side"', 'name = "North side"'),
        ('id = "clerk"', 'id = "guards"', 'id = "guards"'),
        ('id = "shire"', 'id = "ash"', 'id = "ash"'),
        ('id = "wounded"', 'id = "losses"', 'id = "losses"'),
    ],
)
def test_an_id_that_stands_twice_names_the_line_of_the_first(tmp_path: Path, old: str, new: str, first: str) -> None:
    told = faults(tmp_path, (old, new))
    twice = next(i for i, what in enumerate(told.whats) if "is used twice" in what)
    number = SMALL.split("\n").index(first) + 1
    assert told.whats[twice].endswith(f"first on line {number}")
    assert (told.problems[twice].line or 0) > number
    assert new == told.lines[twice]


@pytest.mark.parametrize(
    ("old", "new", "owner"),
    [
        ('id = "names"', 'id = "dated"', "a fact"),
        ('id = "shire"', 'id = "clerk"', "a group or an attribution"),
        ('id = "guards"', 'id = "report"', "an attribution"),
        ('id = "fight"', 'id = "infobox"', "the summary table"),
    ],
)
def test_an_id_that_belongs_to_something_else(tmp_path: Path, old: str, new: str, owner: str) -> None:
    told = faults(tmp_path, (old, new))
    assert [new] == [
        line for what, line in zip(told.whats, told.lines, strict=True) if what.endswith(f"already that of {owner}")
    ]


def test_one_side_is_no_battle(tmp_path: Path) -> None:
    told = faults(tmp_path, ('[[sides]]\nid = "south"\nname = "South side"\n', ""))
    assert ["a battle has two sides or more"] == told.whats
    assert ["[[sides]]"] == list(told.lines)


# Numbers, dates and what goes together -------------------------------------------------------------------------


def test_low_above_high(tmp_path: Path) -> None:
    told = faults(tmp_path, ("low = 0, high = 50", "low = 51, high = 50"))
    assert ["the high end 50 is below the low end 51"] == told.whats
    assert "low = 51" in told.lines[0]


def test_more_than_a_number_and_no_more_than_it(tmp_path: Path) -> None:
    told = faults(tmp_path, ("low = 200, more_than", "low = 200, high = 200, more_than"))
    assert "the high end 200 is below the low end 201" in told.whats
    assert "more_than = true" in told.problems[0].mend


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('when = "1700-05-01/1700-05-03"', 'when = "1700-05-03/1700-05-01"', "the date runs backwards"),
        ('when = "1700-05-01/1700-05-03"', 'when = "2013-02-30"', "February has no day 30"),
        ('when = "1700-05-01/1700-05-03"', 'when = "May 1700"', "'May 1700' is not a date edu knows"),
        ('happened = "1700-05-01"\n', 'happened = "1700-13-01"\n', "there is no month 13"),
        ("as_of = 2026-01-15", "as_of = 2026-01-15T07:32:00", "'2026-01-15T07:32:00' is not a date edu knows"),
        ('reported = "1700-05-02"', 'reported = "1700-04-30"', "it is reported (30 April 1700) before it happened"),
    ],
)
def test_a_date_that_cannot_be(tmp_path: Path, old: str, new: str, what: str) -> None:
    told = faults(tmp_path, (old, new))
    assert 1 == len(told.problems)
    assert told.whats[0].startswith(what)
    assert new.strip() in told.lines[0]


def test_a_day_that_does_not_exist_without_quotes(tmp_path: Path) -> None:
    told = faults(tmp_path, ("as_of = 2026-01-15", "as_of = 2013-02-30"))
    assert "as_of = 2013-02-30" == told.lines[0]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{count} guards were hurt", "some guards were hurt", "`says` and `count` do not go together"),
        ("{count} guards were hurt", "{cuont} guards were hurt", "`says` has brackets or braces that mark nothing"),
        ("[Ash](ash)", "[Ash] (ash)", "`says` has brackets or braces that mark nothing"),
        ('ask = "infobox"', 'ask = "plain"', "a fact of the infobox cannot be asked as 'plain'"),
        ('ask = "attributed"', 'ask = "plain"', "a claim or report cannot be asked plainly"),
        ('ask = "plain"', 'ask = "plain"\nstate = true', "who holds or besieges a place changes"),
        ('ask = "plain"', 'ask = "plain"\nevent = "they fell"', "`event` is for facts with a date"),
        ('short = "losses"\n', "", "the fact 'losses' has no `short`, which the box prints"),
        ('gap = "fight"', 'gap = "battle"', "the gap 'battle' does not stand exactly once"),
        ('gap = "fight", kind = "thing"', 'gap = "fight"', "`gap` and `kind` go together"),
        ("The fight went", "The fight, a fight, went", "the gap 'fight' does not stand exactly once"),
    ],
)
def test_what_does_not_go_together(tmp_path: Path, old: str, new: str, what: str) -> None:
    assert any(each.startswith(what) for each in faults(tmp_path, (old, new)).whats)


# The narrative against its facts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "whats"),
    [
        ("More than 200 guards", "More than 200 guards and 30 men", ["the figure 30 is not held"]),
        ("More than 200 guards", "More than 200 guards and ninety men", ["the figure 90 is not held"]),
        ("More than 200 guards fell", "More than 200 guards fell, the ninth time", ["the figure 9 is not held"]),
        ("More than 200 guards fell.", "More than 200 guards fell on 4 May.", ["the date 4 May is not held"]),
        ("More than 200 guards fell.", "In June more than 200 guards fell.", ["the date June is not held"]),
        ("from 1 to 3 May 1700", "from 1 to 3 May 1701", ["the figure 1,701 is not held"]),
        ("It was in May", "It was in April", ["the date April is not held"]),
        ("More than 200 guards", "200 guards", ["the text says 200 where its fact losses says 'more than 200'"]),
        ("Up to 50 were", "50 were", ["the text says 50 where its fact wounded says 'up to 50'"]),
        ("Up to 50 were", "Up to 50 or 51 were", ["the figure 51 is not held"]),
    ],
)
def test_the_narrative_says_no_more_than_its_facts(tmp_path: Path, old: str, new: str, whats: list[str]) -> None:
    told = faults(tmp_path, (old, new))
    assert len(whats) == len(told.problems)
    for expected, what, line in zip(whats, told.whats, told.lines, strict=True):
        assert what.startswith(expected)
        assert new in line


@pytest.mark.parametrize("new", ["Over 200 guards", "over 200 guards", "MORE THAN 200 guards", "At Ash, more than 200"])
def test_a_bound_may_be_written_as_the_model_or_as_the_source_does(tmp_path: Path, new: str) -> None:
    battle = read(tmp_path, changed(("More than 200 guards", new)))
    assert new in battle.narrative[0].paragraphs[0].sentences[1].text


def test_a_day_is_held_only_by_a_fact_that_has_it(tmp_path: Path) -> None:
    month = ('happened = "1700-05-01"\nreported = "1700-05-02"', 'happened = "1700-05"')
    told = faults(tmp_path, month, ("More than 200 guards fell.", "More than 200 guards fell by 31 or 1 May."))
    assert {"the figure 31 is not held by the facts of this text (losses)"} <= set(told.whats)
    assert "the date 1 May is not held by the facts of this text (losses)" in told.whats


def test_a_fact_that_is_wrong_itself_throws_no_shadow_on_its_sentence(tmp_path: Path) -> None:
    told = faults(tmp_path, ("low = 0, high = 50", "low = 51, high = 50"), ("More than 200", "200"))
    assert ["the high end 50", "the text says 200"] == [" ".join(what.split()[:4]) for what in told.whats]


def test_figures_of_any_length_are_read(tmp_path: Path) -> None:
    told = faults(tmp_path, ("More than 200 guards", f"More than 200 guards and {'9' * 5000} men"))
    assert told.whats[0].startswith("the figure 999,999")


def test_the_reading_grade_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "battle.toml").write_text(
        changed(
            ("reading_grade = 14", "reading_grade = 1"), ("Read it.", "Read it again.")
        ).replace("The fight went on", "Notwithstanding considerable administrative opposition the fight went on"),
        encoding="utf-8",
    )  # fmt: skip
    _, _, warnings = read_battle(tmp_path)
    assert [True] == [warning.warning for warning in warnings]
    assert "above the stated 1" in warnings[0].what


@pytest.mark.parametrize(("label", "told"), [("Tower at السفيرة", ["السفيرة"]), ("Tower at Ḥamāh (السفيرة)", [])])
def test_a_label_in_letters_that_the_class_cannot_read_is_a_warning(
    tmp_path: Path, label: str, told: list[str]
) -> None:
    text = (LONG_NAMES / "battle.toml").read_text(encoding="utf-8")
    old = 'label = "Proclamation on misunderstandings at Ḥamāh as-Saghīrah"'
    assert old in text
    (tmp_path / "battle.toml").write_text(text.replace(old, f'label = "{label}"'), encoding="utf-8")
    _, _, warnings = read_battle(tmp_path)
    assert [warning.what.rsplit(": ", 1)[1] for warning in warnings if "`label`" in warning.what] == told


# The article beside it -----------------------------------------------------------------------------------------


def test_the_text_of_the_article_is_read_where_it_lies_there(tmp_path: Path) -> None:
    battle = read(tmp_path, changed())
    assert "" == battle.article.text
    (tmp_path / "article.txt").write_text("The fight was long.", encoding="utf-8")
    again = read(tmp_path, changed())
    assert "The fight was long." == again.article.text
    assert battle.hash != again.hash


def test_an_article_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(b"caf\xe9")
    with pytest.raises(EduError, match=r"article\.txt: the text of the article cannot be read"):
        read(tmp_path, changed())


# Many at once --------------------------------------------------------------------------------------------------


def test_all_problems_of_a_file_are_told_in_the_order_of_its_lines(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        ('when = "1700-05-01/1700-05-03"', 'when = "1700-05-03/1700-05-01"'),
        ('overlaps = ["clerk"]', 'overlaps = ["clark"]'),
        ('"Infobox Date"', '"Infobox Dat"'),
        ("low = 0, high = 50", "low = 51, high = 50"),
        ("More than 200 guards", "200 guards"),
        ('words = ["guard"]', 'words = ["gard"]'),
    )
    numbers_of_lines = [problem.line or 0 for problem in told.problems]
    assert sorted(numbers_of_lines) == numbers_of_lines
    assert 6 == len(told.problems)


def test_all_faults_of_type_are_told_together(tmp_path: Path) -> None:
    told = faults(
        tmp_path, ("low = 200", "low = -1"), ('place = "Ash"', "place = 7"), ('name = "North side"', 'name = ""')
    )
    assert ["place = 7", 'name = ""'] == list(told.lines[:2])
    assert 3 == len(told.problems)


# Files that are no battle files --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "what", "line"),
    [
        (b"", "the file is empty", None),
        (b"# nothing yet\n", "the file holds nothing but comments", None),
        (SMALL.encode("utf-16"), "the file is saved as UTF-16", None),
        (b"format = 1\nname = '\xe9'\n", "the byte 0xE9 on this line is not UTF-8", 2),
        (b"#" * 20_000_000, "the file is 20.0 MB; a battle file may have at most 2 MB", None),
    ],
    ids=["empty", "comments", "utf-16", "latin-1", "20 MB"],
)
def test_a_file_that_is_not_text_in_toml(tmp_path: Path, raw: bytes, what: str, line: int | None) -> None:
    with pytest.raises(EduError) as caught:
        read(tmp_path, raw)
    assert [(what, line)] == [(problem.what, problem.line) for problem in caught.value.problems]


SAFIRA = (places.question_bank() / "battle_of_safira" / "battle.toml").read_bytes()
_VALUES = (
    b"0", b"-1", b"1.5", b'"x"', b'""', b'" "', b"true", b"[]", b"{}", b'["a"]', b"[1]", b"2013-02-30", b"2013-02-06",
    b"07:32:00", b"inf", b'"2013-02-06/2013-02-01"', b"9" * 30, b'"report"', b'"{count}"', b'"[a](b)"', b'"**"',
)  # fmt: skip


def mutated(draw: Random) -> bytes:
    """The Safira file with one to four lines lost, doubled, swapped, broken or with another value."""
    lines = SAFIRA.split(b"\n")
    for _ in range(draw.randint(1, 4)):
        i, j = draw.randrange(len(lines)), draw.randrange(len(lines))
        match draw.randrange(5):
            case 0:
                del lines[i]
            case 1:
                lines.insert(i, lines[j])
            case 2:
                lines[i], lines[j] = lines[j], lines[i]
            case 3:
                at = draw.randrange(len(lines[i]) + 1)
                lines[i] = lines[i][:at] + draw.randbytes(draw.randint(1, 3)) + lines[i][at:]
            case _:
                pairs = [k for k, line in enumerate(lines) if b" = " in line]
                k, other = draw.choice(pairs), lines[draw.choice(pairs)].split(b" = ", 1)[1]
                value = draw.choice((*_VALUES, other))
                lines[k] = lines[k].split(b" = ", 1)[0] + b" = " + value
    return b"\n".join(lines)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_a_file_holds_it_is_read_or_its_problems_are_told(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    problems: tuple[Problem, ...] = ()
    try:
        battle = read(folder, mutated(Random(seed)))
    except EduError as error:  # any other exception fails the test
        problems, stopped = error.problems, True
    else:
        stopped = False
        assert all(entity in battle.entity_by_id for each in battle.entities for entity in each.part_of)
    assert stopped == bool(problems)
    assert all(problem.what and problem.mend for problem in problems)
    assert not [problem for problem in problems if problem.mend == "Compare it with docs/battle-files.md"]
