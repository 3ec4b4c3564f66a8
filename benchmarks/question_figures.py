"""The figures of the questions, by one command: flaws, bots, places of right options, use of items, speed.

    python -m benchmarks.question_figures [--items 10000] [--quizzes 200] [--papers 5] [--seeds 1000] [BATTLE ...]

Each figure stands beside what the rules for questions allow. With its full counts it takes some minutes.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from benchmarks import questions
from edu import finding, places
from edu import lesson as road
from edu.lesson import Lesson
from edu.make.questions import generate, propose
from edu.make.quiz import versions
from edu.make.review import review
from edu.model.question import Kind
from tests.bots import tables
from tests.bots.learner import learn, trial
from tests.bots.positions import Places, independent_p, key_places, uniform_p
from tests.bots.sitting import Sittings, choice_scores, distinct, family, limit, sit, table_scores
from tests.solver import Outcome, Result, solve_paper
from tests.solver.harness import all_items, battle_of, by_hand, print_paper

ROOT = Path(__file__).parent.parent
UNSHIPPED = (places.templates() / "sample", *sorted(path.parent for path in ROOT.glob("tests/battles/*/battle.toml")))
"""The sample that `edu new` gives, and the invented battles of the tests."""

TABLES = (Kind.JUDGING, Kind.TRUE_FALSE, Kind.SORTING)


def flaws(lessons: Sequence[Lesson], items: int) -> Iterator[str]:
    """Hard flaws among items as they are first drawn, and among those that are made: drawn again or left out."""
    made, kept = 0, 0
    raw: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for seed in count(0):
        for lesson in lessons:
            drawn = propose(lesson.battle, lesson.words, seed)
            fit = generate(lesson.battle, lesson.words, seed)
            made, kept = made + len(drawn), kept + len(fit)
            raw.update(flaw.rule for flaw in review(lesson.battle, drawn))
            left.update(flaw.rule for flaw in review(lesson.battle, fit))
        if kept >= items:
            break
    by_rule = ", ".join(f"{rule} {number}" for rule, number in sorted(raw.items())) or "none"
    yield f"raw:    {raw.total():>6,} in {made:,} items as first drawn ({by_rule})"
    yield f"after:  {left.total():>6,} in {kept:,} items made (aim: 0)"


def solved(folders: Sequence[Path], lessons: Sequence[Lesson], papers: int) -> Iterator[str]:
    """Keys derived again from printed papers by a solver that has only the model (rule Q10).

    Each paper holds every item a battle carries under a seed, in two versions; then one quiz in four.
    """
    for folder, lesson in zip(folders, lessons, strict=True):
        battle, stems, result = battle_of(folder), by_hand(folder), Result()
        quizzes = (*(all_items(lesson, seed) for seed in range(papers)), road.make_quiz(lesson, 0))
        for made in quizzes:
            paper = print_paper(lesson, made)
            result += solve_paper(battle, paper.quiz, paper.key, stems)
        outcomes = Counter(each.outcome for each in result.solved)
        told = ", ".join(f"{outcomes[outcome]:,} {outcome}" for outcome in Outcome if outcomes[outcome])
        checked = len(result.solved) - outcomes[Outcome.BY_HAND]
        agreed = checked - len(result.failed)
        yield f"{battle.name:<30}{agreed / checked:>8.2%} of {checked:,} keys agree (aim: 100 %); {told}"
        yield from (f"  {each}" for each in result.failed[:5])


def bots(sittings: Sittings) -> Iterator[str]:
    """What each bot scores, in all and by family of questions, against the limits of rule Q6."""
    for options in (4, 3):
        mine = sittings.of(options)
        if not mine:
            continue
        by_family = defaultdict(list)
        for each in mine:
            by_family[family(each.item)].append(each)
        most, apart = limit(options, len(mine)), distinct(mine)
        whole, once = choice_scores(mine), choice_scores(apart)
        split = {name: choice_scores(some) for name, some in sorted(by_family.items())}
        yield f"{options} options: {len(mine):,} items printed, {len(apart):,} of them distinct"
        yield f"  at most {most:.1%} right of those printed, by chance {1 / options:.1%}"
        yield f"  {'':<32}{'printed':>8}{'distinct':>10}{'where it has a cue':>22}"
        for (name, _), score in whole.items():
            over = "  OVER" if score.share > most else ""
            cued = f"{score.cued_share:.1%} of {score.cued:,}"
            yield f"  {name:<32}{score.share:>8.1%}{once[name, options].share:>10.1%}{cued:>22}{over}"
        yield "  by family, where a bot is above the limit:"
        for each_family, scores in split.items():
            gains = {name: score.share for (name, _), score in scores.items() if score.share > most}
            told = ", ".join(f"{name} {gain:.0%}" for name, gain in sorted(gains.items(), key=lambda pair: -pair[1]))
            yield f"    {each_family} ({len(by_family[each_family]):,}): {told or 'none'}"


def learned(by_battle: Mapping[str, Sittings]) -> Iterator[str]:
    """What a pupil scores on one battle who has learned on the others which mixture of tricks pays."""
    for options in (4, 3):
        printed = {name: sittings.of(options) for name, sittings in by_battle.items()}
        for name, mine in printed.items():
            others = [each for other, some in printed.items() if other != name for each in some]
            if mine and others:
                score = trial(learn(others), mine)
                yield f"{options} options, {name:<30}{score.share:>7.1%} of {score.of:,}"


def never_right(sittings: Sittings) -> Iterator[str]:
    """Options that stand in several questions and are right in none: who has seen two papers leaves them out."""
    shown: dict[str, set[str]] = defaultdict(set)
    right: set[str] = set()
    for each in sittings.ticked:
        for place, text in enumerate(each.asked.options):
            shown[text].add(each.item.id)
            if place == each.right:
                right.add(text)
    idle = sorted(
        ((len(stems), text) for text, stems in shown.items() if len(stems) >= 3 and text not in right), reverse=True
    )
    yield f"{len(idle)} of the {sum(len(stems) >= 3 for stems in shown.values())} options shown in 3 or more questions"
    yield "  " + ", ".join(f"{text} ({number})" for number, text in idle[:12])


def judging(sittings: Sittings) -> Iterator[str]:
    """True shares (rule Q8) and what bots gain on tables over always ticking one column."""
    for kind in TABLES:
        mine = [each for each in sittings.judged if each.item.kind is kind]
        if not mine:
            yield f"{kind.value}: none printed"
            continue
        columns = Counter((len(each.rows.heads), column) for each in mine for column in each.right)
        shares = ", ".join(f"column {c + 1} {n / columns.total():.1%}" for (_, c), n in sorted(columns.items()))
        yield f"{kind.value}: {columns.total():,} rows of {len(mine):,} tables; {shares}"
        if kind is Kind.TRUE_FALSE:
            without = sum(len(each.rows.heads) - 1 not in each.right for each in mine)
            yield f"  tables that hold nothing not stated: {without} (aim: 0)"
        scores = table_scores(mine)
        constant = max(scores[name].share for name in tables.BOTS if name.startswith("always"))
        for name in tables.BOTS:
            yield f"  {name:<32}{scores[name].share:>7.1%}   gain {100 * (scores[name].share - constant):>+6.1f} points"


def positions(lesson: Lesson, seeds: int) -> Iterator[str]:
    """Places of right options over quizzes under so many seeds (rules Q1, Q2, M15)."""
    free = {options: Places(options) for options in (4, 3)}
    across: dict[int, list[tuple[int, int]]] = {4: [], 3: []}
    ranks: dict[int, Counter[int]] = {4: Counter(), 3: Counter()}
    for seed in range(seeds):
        if seed % 10 == 0:
            chosen = road.make_quiz(lesson, seed).items
        items, _, (one, other) = versions(chosen, 2, seed)
        first, second = list(key_places(items, one)), {item.id: place for item, place in key_places(items, other)}
        for each in free.values():
            each.add(first)
        for item, place in first:
            if item.keep_order and seed % 10 == 0:
                ranks[len(item.options)][place] += 1
            elif not item.keep_order:
                across[len(item.options)].append((place, second[item.id]))
    for options, each in free.items():
        if not each.next_to:
            continue
        letters = " ".join(f"{chr(65 + place)} {each.counts[place]:,}" for place in range(options))
        yield f"{options} options: {letters}; chi-square p {each.chi_p:.3f} (above .001)"
        off = f"{each.repeats_off:+.1f} standard errors from 1/{options} (within 3)"
        yield f"  neighbours alike {each.repeats:.1%}: {off}"
        yield f"  runs z {each.runs_z:+.2f} (within 3)"
        beside, apart = independent_p(each.next_to, options), independent_p(across[options], options)
        yield f"  neighbours independent p {beside:.3f}; versions A and B independent p {apart:.3f} (both above .001)"
        ranked = [ranks[options][place] for place in range(options)]
        if sum(ranked):
            yield f"  numbers and dates, rank of the right one: {ranked}, uniform p {uniform_p(ranked):.3f} (rule M15)"


def use(lesson: Lesson, seeds: int) -> Iterator[str]:
    """How often each item is used over quizzes under so many seeds."""
    used: Counter[str] = Counter()
    there: set[str] = set()
    for seed in range(seeds):
        used.update(item.id for item in road.make_quiz(lesson, seed, None, 1).items)
        there.update(item.id for item in lesson.items(seed))
    never = sorted(there - set(used))
    yield f"{lesson.battle.name}: {len(there)} items, {len(never)} of them never used in {seeds} quizzes"
    yield f"  never: {', '.join(never) or 'none'}"
    yield f"  most:  {', '.join(f'{name} {times}' for name, times in used.most_common(8))}"


def main() -> None:
    """Prints all figures."""
    parser = argparse.ArgumentParser(description="The figures of the questions, beside what the rules allow.")
    parser.add_argument("battles", nargs="*", help="names or folders of battles; all there are if none is given")
    parser.add_argument("--items", type=int, default=10_000, help="items to generate, review and time")
    parser.add_argument("--quizzes", type=int, default=200, help="quizzes the bots sit, of each battle")
    parser.add_argument("--papers", type=int, default=5, help="papers of all items to derive, of each battle; 0: none")
    parser.add_argument("--seeds", type=int, default=1000, help="seeds for the places of right options")
    chosen = parser.parse_args()
    folders = [finding.find_battle(name) for name in chosen.battles] or [*finding.battles(), *UNSHIPPED]
    lessons = [road.load(folder) for folder in folders]
    sat = {each.battle.name: sit([each], range(chosen.quizzes)) for each in lessons}
    sittings = Sittings(
        [each for some in sat.values() for each in some.ticked], [each for some in sat.values() for each in some.judged]
    )
    parts: Sequence[tuple[str, Iterator[str]]] = (
        ("Hard flaws", flaws(lessons, chosen.items)),
        *((("Keys derived again (rule Q10)", solved(folders, lessons, chosen.papers)),) if chosen.papers else ()),
        ("Bots, one answer to tick (rule Q6)", bots(sittings)),
        ("A pupil who has learned from the other battles which tricks pay", learned(sat)),
        ("Options never right", never_right(sittings)),
        ("Bots, tables of statements", judging(sittings)),
        *((f"Places of right options, {each.battle.name}", positions(each, chosen.seeds)) for each in lessons[:2]),
        *((f"Use of items, {each.battle.name}", use(each, 120)) for each in lessons[:2]),
        (f"Speed, {lessons[0].battle.name}", iter(questions.lines(lessons[0], chosen.items))),
    )
    for title, lines in parts:
        print(f"\n{title}\n{'-' * len(title)}", flush=True)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
