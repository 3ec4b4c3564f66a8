"""A pupil who has sat many papers of other battles and has learned which tricks pay, in any mixture of them.

The tricks of `tests.bots.choices` are weighed against one another by a conditional logit: the chance of an option grows
with the exponential of its weighted scores. What it learns on some battles is tried on one it has never seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from tests.bots.choices import SCORES
from tests.bots.sheet import Asked
from tests.bots.sitting import Score, Ticked

_ROUNDS = 60
_STEP = 0.5
_PULL = 0.001
"""Rounds of gradient ascent, its step, and the pull of each weight back to nought, so that rare cues stay small."""


def _features(question: Asked) -> list[list[float]]:
    """For each option its scores, as distances from their mean, from -1 to 1; and whether it stands inside."""
    columns = [[float(score) for score in each(question)] for each in SCORES.values()]
    last = len(question.options) - 1
    columns.append([float(0 < place < last) for place in range(last + 1)])
    centred = []
    for column in columns:
        mean = sum(column) / len(column)
        most = max(abs(score - mean) for score in column) or 1.0
        centred.append([(score - mean) / most for score in column])
    return [list(row) for row in zip(*centred, strict=True)]


def _chances(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    sums = [exp(sum(x * w for x, w in zip(row, weights, strict=True))) for row in rows]
    return [each / sum(sums) for each in sums]


def learn(ticked: Sequence[Ticked]) -> list[float]:
    """Weights of the tricks, in the order of `SCORES` and then of standing inside."""
    known = [(_features(each.asked), each.right) for each in ticked]
    weights = [0.0] * (len(SCORES) + 1)
    for _ in range(_ROUNDS):
        slope = [-_PULL * len(known) * weight for weight in weights]
        for rows, right in known:
            chances = _chances(rows, weights)
            for place, (row, chance) in enumerate(zip(rows, chances, strict=True)):
                for i, x in enumerate(row):
                    slope[i] += x * ((place == right) - chance)
        weights = [weight + _STEP * each / len(known) for weight, each in zip(weights, slope, strict=True)]
    return weights


def trial(weights: Sequence[float], ticked: Sequence[Ticked]) -> Score:
    """What a pupil scores who goes by these weights."""
    score = Score()
    for each in ticked:
        chances = _chances(_features(each.asked), weights)
        named = frozenset(place for place, chance in enumerate(chances) if chance > max(chances) - 1e-9)
        score.add(named, each.right, len(chances))
    return score
