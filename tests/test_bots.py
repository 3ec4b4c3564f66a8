"""Rule Q6: test-wise tricks gain nothing; and the bots that measure it know their tricks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from edu import lesson as road
from edu import places
from edu.lesson import Lesson
from edu.make.questions.families import judging
from edu.make.questions.workshop import Workshop
from edu.model.question import Item, Kind
from tests.bots import tables
from tests.bots.choices import picks
from tests.bots.learner import learn, trial
from tests.bots.sheet import Asked, Rows, asked, content_words, handout_words, questions
from tests.bots.sitting import Score, Sittings, Ticked, choice_scores, limit, sit

INVENTED = sorted(file.parent for file in (Path(__file__).parent / "battles").glob("*/battle.toml"))

STILL_GAIN = {"stands nowhere else", "its words nowhere else", "often in the handout", "its words not in the handout"}
"""Tricks beyond those of rule Q6 that still pay."""


def sheet(*options: str, stem: str = "", elsewhere: str = "", handout: str = "", letters: str = "") -> Asked:
    return Asked(stem, options, (elsewhere,), handout, Counter(ord(letter) - ord("A") for letter in letters))


PLACES = sheet(
    "Aleppo", "Tell Aran", "Khanasser", "the town of al-Safira",
    stem="To which town was the road closed?",
    elsewhere="The road to Aleppo. Tell Aran was taken.",
    handout="Aleppo. The town of al-Safira. Aleppo.",
    letters="AABD",
)  # fmt: skip
NUMBERS = sheet("7", "112", "200", "1,600")
GROUPS = sheet("rebel forces", "government forces", "residents")


@pytest.mark.parametrize(
    ("bot", "question", "named"),
    [
        ("longest", PLACES, {3}),
        ("shortest", PLACES, {0}),
        ("most words", PLACES, {3}),
        ("fewest words", PLACES, {0, 2}),
        ("middle place", PLACES, {1, 2}),
        ("middle place", GROUPS, {1}),
        ("middle value", NUMBERS, {1, 2}),
        ("middle value", PLACES, {0, 1, 2, 3}),
        ("extreme value", NUMBERS, {0, 3}),
        ("roundest number", NUMBERS, {2, 3}),
        ("least round number", NUMBERS, {0, 1}),
        ("most digits", NUMBERS, {3}),
        ("fewest digits", NUMBERS, {0}),
        ("most like the stem", PLACES, {3}),
        ("least like the stem", PLACES, {0, 1, 2}),
        ("most like the others", GROUPS, {0, 1}),
        ("least like the others", GROUPS, {2}),
        ("least-used letter", PLACES, {2}),
        ("most-used letter", PLACES, {0}),
        ("stands elsewhere", PLACES, {0, 1}),
        ("stands nowhere else", PLACES, {2, 3}),
        ("its words nowhere else", PLACES, {2, 3}),
        ("its words in the handout", PLACES, {0, 3}),
        ("often in the handout", PLACES, {0}),
        ("seldom in the handout", PLACES, {1, 2}),
    ],
)
def test_each_bot_knows_its_trick(bot: str, question: Asked, named: set[int]) -> None:
    assert named == picks(question)[bot]


JUDGED = Rows(("True", "False", "Not stated"), ("It rained.", "The article says that all 112 failed to come back."))


@pytest.mark.parametrize(
    ("bot", "named"),
    [
        ("always the second", [{1}, {1}]),
        ("no attribution: the last", [{2}, {0, 1}]),
        ("a number: the first", [{1, 2}, {0}]),
        ("a negative word: the second", [{0, 2}, {1}]),
        ("an absolute word: the second", [{0, 2}, {1}]),
        ("longest: the first", [{1, 2}, {0}]),
        ("shortest: the last", [{2}, {0, 1}]),
    ],
)
def test_each_bot_for_tables_knows_its_trick(bot: str, named: list[set[int]]) -> None:
    assert named == list(tables.BOTS[bot](JUDGED))


def test_words_are_compared_without_endings_and_common_words() -> None:
    assert content_words("Attacked by 1,600 fighters, who were there") == content_words("attacks: 1,600 fighter")
    assert content_words("Who was it?") == frozenset()


def test_a_bot_sees_the_pages_and_not_the_key(safira: Lesson) -> None:
    """Every printed question but one's own is elsewhere, and the letters are those of the others."""
    quiz = road.make_quiz(safira, 3, 20, 1)
    section = road.quiz_paper(safira, quiz).sections[0]
    seen = dict(asked(section, "", [0] * 20))
    assert len(questions(section)) == 20
    assert seen
    for question in seen.values():
        assert len(question.elsewhere) == 19
        assert question.ticked == Counter({0: 19})
        assert not any(question.stem in text for text in question.elsewhere)


def test_the_handout_is_its_story_and_key_facts(safira: Lesson) -> None:
    words = handout_words(road.make_handout(safira))
    assert safira.battle.narrative[0].paragraphs[0].sentences[0].text in words
    assert "1,600" in words


def test_a_tie_is_worth_its_chance() -> None:
    score = Score()
    score.add(frozenset({0, 1}), 0, 4)
    score.add(frozenset({0, 1, 2, 3}), 0, 4)
    assert (score.share, score.cued_share) == ((0.5 + 0.25) / 2, 0.5)


@pytest.mark.parametrize(
    ("options", "count", "most"),
    [(4, 1000, 0.293), (4, 2000, 0.281), (4, 9000, 0.281), (3, 1000, 0.380), (3, 2000, 0.366)],
)
def test_limits_are_those_of_the_rule(options: int, count: int, most: float) -> None:
    assert limit(options, count) == pytest.approx(most, abs=0.001)


def planted(item: Item, cue: bool) -> list[Ticked]:
    """Questions whose right option is a word longer than the others, or of no length of its own."""
    made = []
    for number in range(200):
        right, longer = number % 4, number % 4 if cue else number // 4 % 4
        options = ("one", "two", "six", "ten")
        texts = (f"{text} more" if place == longer else text for place, text in enumerate(options))
        made.append(Ticked(item, sheet(*texts), right))
    return made


def test_a_pupil_who_learns_finds_a_cue_and_only_a_cue(safira: Lesson) -> None:
    item = safira.written[0]
    assert 1.0 == trial(learn(planted(item, True)), planted(item, True)).share
    assert trial(learn(planted(item, False)), planted(item, False)).share < 0.281


# What is printed ---------------------------------------------------------------------------------------------


Bot = tuple[str, int]
"""The name of a bot, and how many options the questions have."""


def gaining(sittings: Sittings) -> dict[Bot, float]:
    """The tricks that pay more than the rule allows, but for those that still do."""
    return {
        (name, options): round(score.share, 3)
        for (name, options), score in choice_scores(sittings.ticked).items()
        if score.share > limit(options, score.of) and name not in STILL_GAIN
    }


@pytest.mark.slow
def test_bots_stay_at_chance(safira: Lesson) -> None:
    """Some 1,300 tick-one questions as they stand in quizzes of all the battles there are, in versions A to D.

    Of fifty bots that guess one is above the limit by chance now and then: what seems to pay is tried on other quizzes.
    """
    lessons = (safira, road.load(places.templates() / "sample"), *(road.load(folder) for folder in INVENTED))
    sittings = sit(lessons, range(4, 8), 4)
    assert len(sittings.of(4)) >= 900
    assert len(sittings.ticked) >= 1200
    gains = gaining(sittings)
    if gains:
        again = gaining(sit(lessons, range(8, 16), 4))
        gains = {bot: share for bot, share in gains.items() if bot in again}
    assert {} == gains
    for each in sittings.judged:
        if each.item.kind is Kind.TRUE_FALSE:
            assert len(each.rows.heads) - 1 in each.right  # rule Q8: something is not stated


@pytest.mark.slow
def test_two_column_tables_are_true_about_half_of_the_time(invented_battle: Callable[[str], Lesson]) -> None:
    """Rule Q8: over 1,000 seeds 35 to 65 of 100 rows are true, in all and of each fact."""
    lesson = invented_battle("ranges")
    true: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for seed in range(1000):
        for item in judging.items(Workshop(lesson.battle, lesson.words, seed)):
            for option in item.options:
                for fact in ("all", *option.facts[:1]):
                    of[fact] += 1
                    true[fact] += option.answer == item.answers[0]
    assert of["all"] > 10_000
    assert {} == {fact: share for fact in of if not 0.35 <= (share := true[fact] / of[fact]) <= 0.65}
