"""Each rule by its id: a flawed item is caught with the words at fault, and one just short of the flaw is passed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from edu.lesson import Lesson
from edu.make.review import every_flaw, is_allowed, review, sound
from edu.model.flaw import Flaw
from edu.model.question import Aspect, Claim, Criterion, Item, Kind, Level, Option
from edu.model.rule import BINDING, REVIEW, RULES
from edu.model.when import parse_when
from tests.make.review.small import (
    ALL,
    BOUNDS,
    CLAIM_ROW,
    DATE,
    DIFFERENCE,
    ESSAY,
    GAPS,
    LOSSES,
    NUMBER,
    ORDER,
    PAIRS,
    REPORT_DATE,
    ROWS,
    SHORT,
    SORTING,
    TOWN,
    WRITTEN,
    changed,
    option,
    texts,
)


class Pair(NamedTuple):
    """A rule, an item that breaks it, the words or part of the report at fault, and one that keeps it."""

    rule: str
    flawed: Item
    at_fault: str
    sound: Item


def with_row(row: Option, item: Item = ROWS) -> Item:
    """The set of statements with one more."""
    return replace(item, options=(*item.options, row), facts=(*item.facts, *row.facts))


def swapped(item: Item, one: int, other: int) -> Item:
    """The item with the answers of two options exchanged."""
    answers = [each.answer for each in item.options]
    answers[one], answers[other] = answers[other], answers[one]
    return replace(item, options=tuple(replace(o, answer=a) for o, a in zip(item.options, answers, strict=True)))


def dated(text: str, when: str) -> Option:
    return Option(text, False, "disjoint dates", "Of something else.", ("recaptured",), "",
                  Claim("recaptured", Aspect.WHEN, parse_when(when)))  # fmt: skip


def group(text: str, entity: str) -> Option:
    claim = Claim("checkpoint-attack", Aspect.ENTITY, entity, "nusra")
    return Option(text, entity == "nusra", "one value", "The article names it elsewhere.", ("checkpoint-attack",), "",
                  claim)  # fmt: skip


SHARE = replace(DIFFERENCE, family="chart-share", stem="For every 100 fighters, how many soldiers does the chart list?")
SUM = replace(DIFFERENCE, family="chart-sum", stem="How many fighters and soldiers does the chart list together?")
CHECKPOINT = replace(
    TOWN,
    id="checkpoint",
    stem="Who, according to the article, attacked the checkpoint south of the plant? **Tick one.**",
    options=(
        group("Al-Nusra Front", "nusra"),
        group("Other rebel battalions", "other-battalions"),
        group("Government forces", "government-forces"),
    ),
    facts=("checkpoint-attack",),
)
UNITS = replace(
    TOWN,
    id="units",
    kind=Kind.SEVERAL,
    stem="Which of these does the infobox list as units on the government side? **Tick every one that fits.**",
    marks=2,
    options=tuple(
        Option(text, right, "list", "The infobox enters it there, or not.", ("inf-ninth-division",), "",
               Claim("inf-ninth-division", Aspect.ENTRY, entity))
        for text, entity, right in (
            ("9th Armoured Division", "ninth-division", True),
            ("Independent Artillery Brigade", "artillery-brigade", True),
            ("Al-Nusra Front", "nusra", False),
        )
    ),
    facts=("inf-ninth-division",),
    scoring="2 if every box is right",
)  # fmt: skip
THREE = (
    Pair("M6", texts(WRITTEN, "When the news of the halted convoy first reached somebody", "When the rebels attacked",
                     "When the first one arrived"), "When the news", WRITTEN),
)  # fmt: skip


def _pair(text: str, fact: str) -> Option:
    claim = Claim(fact, Aspect.WHEN, parse_when("2013-02"))
    return Option(text, True, "dates", "The article gives this date.", (fact,), PAIRS.answers[2], claim)


def asks(stem: str, item: Item = TOWN) -> Item:
    return replace(item, stem=stem)


PAIRED = (
    # Truth
    Pair("M1", option(TOWN, 0, correct=False), "0 options", TOWN),
    Pair("M1", option(TOWN, 1, correct=True), "Khanasser", TOWN),
    Pair("M1", changed(BOUNDS, options=BOUNDS.options[2:]), "2 of 2", BOUNDS),
    Pair("M1", option(NUMBER, 0, claim=None), "7", NUMBER),
    Pair("M1", swapped(ROWS, 0, 1), "Much of the local", ROWS),
    Pair("M1", swapped(ROWS, 1, 2), "ten vehicles", ROWS),
    Pair("M1", swapped(SORTING, 0, 1), "factories", SORTING),
    Pair("M1", swapped(ORDER, 0, 1), "Clashes", ORDER),
    Pair("M1", changed(ORDER, either_order=((1, 2),)), "Clashes", ORDER),
    Pair("M1", changed(DIFFERENCE, answer="2,800"), "2,800", DIFFERENCE),
    Pair("M1", SHARE, "400", changed(SHARE, answer="75 soldiers for every 100 fighters")),
    Pair("M1", SUM, "400", changed(SUM, answer="2,800 fighters and soldiers")),
    Pair("M1", option(PAIRS, 0, claim=Claim("clashes", Aspect.WHEN, parse_when("2013-02-07"))), "6 Feb", PAIRS),
    Pair("M2", option(WRITTEN, 1, ground="not in the text"), "rebels attacked", WRITTEN),
    Pair("M2", option(WRITTEN, 1, ground="not stated"), "rebels attacked",
         changed(option(WRITTEN, 1, ground="not stated: open"), facts=("second-convoy", "convoy-size"))),
    Pair("M2", option(TOWN, 2, claim=Claim("tell-aran-halt", Aspect.ENTITY, "aleppo", "rebel-forces")), "Aleppo", TOWN),
    Pair("M3", changed(DATE, options=(dated("April", "2013-04"), dated("16 April", "2013-04-16"), *DATE.options[1:])),
         "April; 16 April", DATE),
    Pair("M3", texts(NUMBER, "7", "112", "100+"), "112; 100+", texts(NUMBER, "7", "112", "113+")),
    Pair("M3", texts(TOWN, "Tell Aran", "Syria", "central Syria"), "Syria; central Syria",
         texts(TOWN, "Tell Aran", "Aleppo", "Khanasser")),
    Pair("M3", texts(WRITTEN, "The rebels", "Residents", "The rebels and the Army"), "The rebels and",
         texts(WRITTEN, "The rebels", "Residents", "The Army")),
    Pair("M4", changed(TOWN, options=(*TOWN.options, replace(TOWN.options[1], text="Safira"),
                                      replace(TOWN.options[1], text="As-Safira", claim=None))), "Safira", TOWN),
    Pair("M4", changed(PAIRS, answers=(*PAIRS.answers[:3], "clashes took place south of the town.")), "clashes", PAIRS),
    Pair("M5", texts(TOWN, "Tell Aran", "Khanasser", "Government forces"), "Government forces",
         texts(TOWN, "Tell Aran", "Khanasser", "Aleppo")),
    Pair("M5", UNITS, "Al-Nusra Front", CHECKPOINT),
    # Cues
    *THREE,
    Pair("M6", texts(TOWN, "Tell Aran", "Khanasser", "A place to the west of Aleppo city"), "A place to",
         texts(TOWN, "Tell Aran", "Khanasser", "Aleppo and suburbs")),
    Pair("M8", asks("Which town at the river Tell, according to the article, did rebels hold?"), "Tell", TOWN),
    Pair("M8", asks("What date in November does the article give for the capture of the town?", DATE), "November",
         asks("On which date, as some marched in, did the article say they took it?",
              texts(DATE, "6 February", "13 March", "1 November"))),
    Pair("M8", changed(PAIRS, options=(replace(PAIRS.options[0], text="The clash", claim=None), *PAIRS.options[1:])),
         "clash", PAIRS),
    Pair("M9", asks("The article says that rebels once more halted the push north at a _____. Tick one."), "a _",
         asks("The article says that rebels once more halted the push north at which place? Tick one.")),
    Pair("M9", texts(TOWN, "Tell Aran", "khanasser", "Aleppo"), "khanasser", TOWN),
    Pair("M9", texts(WRITTEN, *(o.text + "." * (i == 1) for i, o in enumerate(WRITTEN.options))), "attacked.", WRITTEN),
    Pair("M9", CHECKPOINT, "Al-Nusra Front", texts(CHECKPOINT, "Rebel forces", "Local residents", "SOHR")),
    Pair("M9", texts(WRITTEN, "The convoy will be halted later", "The convoy was halted earlier",
                     "The convoy was never halted there"), "will be", WRITTEN),
    Pair("M10", texts(WRITTEN, "Rebels near the checkpoint", "Rebels in Aleppo", "Troops at a checkpoint"), "near the",
         texts(WRITTEN, "Rebels near Aleppo", "Rebels of the town", "Troops at a checkpoint")),
    Pair("M11", texts(WRITTEN, "When people told of it", "When rebels always attacked", "When the first one arrived"),
         "always", texts(WRITTEN, "Always the telling", "Always the attack", "Always the arrival")),
    Pair("M11", option(ROWS, 1, text="According to the infobox, rebel forces suffered only light losses."), "only",
         option(ROWS, 0, text="Only a part of the local population stayed in the town.")),
    Pair("M12", texts(WRITTEN, "When people told of it", "Several days after it", "When the first one arrived"),
         "Several", texts(WRITTEN, "How many people told", "How often rebels attacked", "How many there were")),
    Pair("M13", texts(TOWN, "Tell Aran", "Khanasser", "None of these"), "None of these", TOWN),
    Pair("M13", texts(TOWN, "Tell Aran", "Khanasser", "Both A and B"), "Both A and B", TOWN),
    Pair("M14", asks("Which of these towns is NOT named in the article as a place of fighting?"), "NOT", TOWN),
    Pair("M14", asks("Which of these towns does the article not name as a place of fighting?"), "not",
         asks("Which of these towns is named for fighting, and not for its airport, in the article?")),
    Pair("M15", changed(DATE, options=DATE.options[::-1]), "6 February", DATE),
    Pair("M15", changed(NUMBER, keep_order=False), "112", NUMBER),
    Pair("M15", texts(NUMBER, "112", "1,200", "1600"), "1600", texts(NUMBER, "112", "1,200", "1,600")),
    Pair("M15", texts(DATE, "6 February 2013", "13 October", "1 November"), "2013", DATE),
    Pair("M15", texts(option(option(DATE, 2, correct=False), 1, correct=True), "6 February", "Early March",
                      "1 November"), "Early March", texts(DATE, "6 February", "Early March", "1 November")),
    Pair("M16", CHECKPOINT, "Front", changed(CHECKPOINT, options=(*CHECKPOINT.options[:2], group("SOHR", "sohr")))),
    Pair("M16", texts(WRITTEN, "About 200 rebels", "Local residents", "Xinhua reporters"), "About",
         texts(WRITTEN, "About 200 rebels", "About 112 rebels", "About 300 rebels")),
    Pair("M16", texts(BOUNDS, "Few", "None at the mill", "200 there", "300 there"), "200; 300",
         texts(BOUNDS, "Few", "150 at the mill", "200 there", "300 there")),
    Pair("M25", texts(WRITTEN, "North of the town", "South of the town", "At the plant"), "North of the town",
         texts(WRITTEN, "Beside the town", "South of the town", "North of the town")),
    Pair("M26", texts(changed(TOWN, options=tuple(replace(o, facts=()) for o in TOWN.options)), "Tell Aran",
                      "Khanasser", "Timbuktu"), "Timbuktu", TOWN),
    Pair("M26", texts(NUMBER, "2", "112", "200"), "2", NUMBER),
    # Form
    Pair("M17", asks("A town at which rebels halted the push north."), "A town at",
         asks("**Name the town** at which rebels halted the push north.")),
    Pair("M17", asks("Which of these is the right one? Tick one."), "right one", TOWN),
    Pair("M18", asks("At which town? **Tick one.**"), "At which town", TOWN),
    Pair("M18", asks(f"{'Tell the class, in short words, ' * 7}at which town the push was halted."), "49 words",
         asks(f"{'Say to us, in short words, ' * 3}at which town the push was halted.")),
    Pair("M18", asks("Which geographical administrative municipality characteristically accommodated hostilities?"),
         "reads at grade", TOWN),
    Pair("M27", changed(TOWN, options=TOWN.options[:2]), "2 options", TOWN),
    Pair("M27", changed(TOWN, options=TOWN.options[:1] * 5), "5 options", TOWN),
    Pair("M28", changed(TOWN, facts=()), "no fact", changed(PAIRS, facts=(), skill="vocabulary")),
    Pair("M28", changed(TOWN, locators=()), "no place", TOWN),
    Pair("M28", option(TOWN, 1, rationale="Wrong."), "Khanasser", TOWN),
    Pair("M28", changed(TOWN, bloom="know"), "know", TOWN),
    Pair("M28", changed(SHORT, answer=""), "no answer", SHORT),
    # What the words keep of source, bound and date
    Pair("M19", asks("How many rebels had been killed in 72 hours by then? **Tick one.**", NUMBER), "How many", NUMBER),
    Pair("M19", with_row(replace(CLAIM_ROW, text="In a report of 13 October, the town was besieged.")), "13 October",
         with_row(CLAIM_ROW)),
    Pair("M19", option(ORDER, 1, text="Rebel battalions controlled the streets"), "Rebel battalions", ORDER),
    Pair("M20", asks("The article says that rebel forces had lost 200 fighters in trying to stop reinforcements.",
                     LOSSES), "200", LOSSES),
    Pair("M20", asks("The article says that rebel forces had lost at least 200 fighters in trying to stop "
                     "reinforcements.", LOSSES), "at least 200", LOSSES),
    Pair("M20", asks("The infobox enters the losses of one side as “200+”. Which of these totals agree?", BOUNDS),
         "who and what was counted", BOUNDS),
    Pair("M20", asks("How many rebels, according to opposition activists, had been killed?", NUMBER), "72 hours",
         NUMBER),
    Pair("M20", changed(DIFFERENCE, stem="How many more rebels than soldiers were killed? **Write a number.**",
                        facts=("inf-rebels-killed", "inf-soldiers-killed")), "How many more", DIFFERENCE),
    Pair("M21", asks("On which date, according to the article, did rebels control the streets? **Tick one.**",
                     REPORT_DATE), "8 February", REPORT_DATE),
    Pair("M21", asks("Which town did rebels attack on 3 March, according to the article?"), "3 March",
         asks("Which town did rebels attack in early March, according to the article?")),
    Pair("M22", asks("At which town, according to the article, did heroic rebels halt the push?"), "heroic", TOWN),
    Pair("M22", asks("At which town did the “heroic” rebels halt their foes on the way north?"), "heroic",
         asks("The article says “heroic” of rebels. At which town did they halt the push north?")),
    Pair("M22", asks("Guess how many rebels, according to opposition activists, had been killed in 72 hours!", NUMBER),
         "Guess", NUMBER),
    Pair("M22", changed(GAPS, options=(*GAPS.options, Option("killed", True, "facts", "Seven were killed.",
                                                             ("seven-killed",), "killed"))), "killed", GAPS),
    Pair("M23", texts(TOWN, "Tell Aran", "Khanasser", "Unknown"), "Unknown", TOWN),
    Pair("M23", texts(TOWN, "Tell Aran", "Khanasser", "Aleppo[3]"), "[3]", TOWN),
    Pair("M23", changed(SHORT, facts=("inf-rebel-units",)), "unknown", SHORT),
    Pair("M24", with_row(replace(CLAIM_ROW, text="Xinhua reported that the town was besieged by government forces.")),
         "Xinhua", with_row(CLAIM_ROW)),
    Pair("M24", asks("According to the infobox of the article, who won the battle? **Tick one.**"), "who won",
         asks("At which town, and why does “Who won?” have no answer in the article? **Tick one.**")),
    Pair("Q8", changed(ROWS, options=ROWS.options[:2]), "not stated", ROWS),
    # By type
    Pair("ordering", changed(ORDER, options=ORDER.options[:3]), "3 events", ORDER),
    Pair("ordering", option(ORDER, 0, text="Clashes took place on 6 February"), "6 February", ORDER),
    Pair("ordering", option(ORDER, 3, text="Later, government forces recaptured the town"), "Later", ORDER),
    Pair("matching", changed(PAIRS, options=PAIRS.options[:2]), "2 premises", PAIRS),
    Pair("matching", changed(PAIRS, answers=tuple(o.answer for o in PAIRS.options)), "spare", PAIRS),
    Pair("matching", option(PAIRS, 1, claim=Claim("october-siege", Aspect.BY, "xinhua")), "13 October", PAIRS),
    Pair("matching", changed(PAIRS, options=(*PAIRS.options[:2], _pair("Spring", "lead-month"))), "Spring", PAIRS),
    Pair("cloze", changed(GAPS, passage="Clashes took place {1} of it; {2} fled."), "Clashes", GAPS),
    Pair("cloze", changed(GAPS, answers=("north", "south")), "population", GAPS),
    Pair("cloze", changed(GAPS, passage=GAPS.passage + " They fled south."), "south", GAPS),
    Pair("numeric", changed(DIFFERENCE, facts=("inf-rebel-strength", "inf-rebels-killed"), rubric=()), "200+",
         DIFFERENCE),
    Pair("M18", asks(f"The infobox says: {'the losses are killed ' * 10}. Can it be so? **Explain it.**", SHORT),
         "words", asks(f"The infobox says: “{'the losses are killed ' * 10}”. Can it be so? **Explain it.**", SHORT)),
    Pair("numeric", asks("What is the difference of the two numbers here?", DIFFERENCE), "fighters", DIFFERENCE),
    Pair("true-false", option(ROWS, 1, rationale="False."), "factory", ROWS),
    Pair("true-false", option(ROWS, 0, text="Much of the population fled because of the violence."), "because", ROWS),
    Pair("rubric", changed(SHORT, marks=2), "add up to 1", SHORT),
    Pair("rubric", changed(ESSAY, marks=8), "worth 4", ESSAY),
    Pair("rubric", changed(SHORT, rubric=(Criterion(1, "understands the reason", (), (), ()),)), "understands", SHORT),
    Pair("rubric", changed(SHORT, rubric=(Criterion(1, "gives the reason", ("fear",), (), ()),)), "rests on no fact",
         SHORT),
)  # fmt: skip


def flaws(lesson: Lesson, item: Item, rule: str = "") -> list[Flaw]:
    return [flaw for flaw in every_flaw(lesson.battle, [item]) if rule in ("", flaw.rule)]


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.id)
def test_the_small_items_have_no_flaw_at_all(safira: Lesson, item: Item) -> None:
    assert [] == flaws(safira, item)


@pytest.mark.parametrize("pair", PAIRED, ids=lambda pair: f"{pair.rule} {pair.at_fault}")
def test_a_flawed_item_is_caught_and_a_sound_one_passed(safira: Lesson, pair: Pair) -> None:
    caught = flaws(safira, pair.flawed, pair.rule)
    assert caught
    assert pair.at_fault.casefold() in " ".join(f"{flaw.what} {flaw.words}" for flaw in caught).casefold()
    assert all(flaw.mend for flaw in caught)
    assert [] == flaws(safira, pair.sound, pair.rule)


def test_every_rule_of_items_has_such_a_pair() -> None:
    of_items = {rule.id for rule in RULES.values() if not rule.quiz and rule.held == REVIEW}
    assert of_items == {pair.rule for pair in PAIRED}


def test_a_rule_is_as_hard_as_the_table_says(safira: Lesson) -> None:
    """Only a long stem, a grade a little high and a statement of two parts warn under a hard rule."""
    for pair in PAIRED:
        hard = {flaw.hard for flaw in flaws(safira, pair.flawed, pair.rule)}
        if RULES[pair.rule].hard and not (pair.rule == "true-false" and pair.at_fault == "because"):
            assert True in hard, pair
        elif not RULES[pair.rule].hard:
            assert {False} == hard, pair


def test_a_long_stem_is_warned_of_before_it_is_refused(safira: Lesson) -> None:
    for count, hard in ((30, None), (31, False), (40, False), (41, True)):
        stem = " ".join(["At", *["it"] * (count - 4), "which", "town,", "then?"])
        found = [flaw.hard for flaw in flaws(safira, asks(stem), "M18") if "words" in flaw.what]
        assert ([] if hard is None else [hard]) == found


def test_words_of_the_article_are_found_where_its_text_is_there(safira: Lesson) -> None:
    copied = "at the town of the two rivers the rebels once more halted the column"
    article = replace(safira.battle.article, text=f"Then, {copied}, it is said.")
    battle = replace(safira.battle, article=article)
    ten = asks("At which town of the two rivers did the rebels once more halt it?")
    assert [] == [flaw for flaw in every_flaw(battle, [ten]) if flaw.rule == "M18"]
    eight = asks("Is it right that at the town of the two rivers the rebels were halted?")
    found = [flaw.words for flaw in every_flaw(battle, [asks(f"Who says: {copied}?")]) if flaw.rule == "M18"]
    assert ["at the town of the two rivers the rebels once"] == found
    assert [] == [flaw for flaw in every_flaw(battle, [eight]) if flaw.rule == "M18"]


# What a teacher allows ---------------------------------------------------------------------------------------


def test_a_flaw_keeps_an_item_off_paper_unless_its_file_allows_it(safira: Lesson) -> None:
    flawed = texts(WRITTEN, "When people told of it", "When rebels always attacked", "When the first one arrived")
    assert () == sound(safira.battle, [flawed])
    allowed = replace(flawed, allowed=("M11",))
    assert (allowed,) == sound(safira.battle, [allowed])
    assert () == sound(safira.battle, [replace(flawed, allowed=("M12",))])
    assert [True] == [is_allowed(allowed, flaw) for flaw in every_flaw(safira.battle, [allowed])]


def test_no_rule_without_which_nobody_can_mark_is_allowed_away(safira: Lesson) -> None:
    two = replace(option(WRITTEN, 1, correct=True), allowed=tuple(RULES))
    assert {"M1"} == {flaw.rule for flaw in review(safira.battle, [two])}
    assert set(BINDING) <= {rule.id for rule in RULES.values() if rule.hard and not rule.quiz}


def test_a_stem_allowed_to_ask_for_what_is_not_so_has_its_not_in_capitals(safira: Lesson) -> None:
    small = asks("Which of these towns does the article not name as a place of fighting?", texts(TOWN, "A", "B", "C"))
    large = asks("Which of these towns does the article NOT name as a place of fighting?", small)
    assert "M14" in {flaw.rule for flaw in review(safira.battle, [replace(small, allowed=("M14",))])}
    assert "M14" not in {flaw.rule for flaw in review(safira.battle, [replace(large, allowed=("M14",))])}


@pytest.mark.parametrize("level", [Level("5–6", "judges"), Level("4", "judges")])
def test_the_best_level_is_worth_all_marks(safira: Lesson, level: Level) -> None:
    essay = replace(ESSAY, levels=(level, ESSAY.levels[1]))
    assert (level.marks == "4") == ([] == flaws(safira, essay, "rubric"))
