"""The honest meter: permuted ratings beside each figure, and intervals for models that nobody rated."""

import math

import numpy as np
import pytest

from analysis.alignment.rated import Matched, RatedModels, match
from analysis.alignment.subsets import chosen_subsets
from analysis.preference.conformal import largest_level, predict_unrated
from analysis.preference.meter import Null, Reading, read_meter
from analysis.preference.signed import SignedRidge
from analysis.ratings.table import Floats, Indices
from analysis.scores.faults import InsufficientDataError
from analysis.scores.matrix import ScoreMatrix


class TrainingMean:
    """Predicts the mean of what it was trained on, whatever the scores."""

    n_models = 5

    def predictions(self, train: Indices, targets: Floats) -> Floats:
        return np.broadcast_to(targets.mean(axis=0), (self.n_models, targets.shape[1]))


def matched(*, signal: float, n_rated: int = 7, n_items: int = 60) -> Matched:
    rng = np.random.default_rng(1)
    quality = np.linspace(0.2, 0.8, n_rated + 2)
    scores = np.clip(signal * quality[:, None] + rng.uniform(0, 1 - signal, (n_rated + 2, n_items)), 0, 1)
    names = [f"m{i}" for i in range(n_rated + 2)]
    matrix = ScoreMatrix.of(scores, models=names, items=[f"i{i:02d}" for i in range(n_items)], tasks=["t"] * n_items)
    rated = tuple(name for i, name in enumerate(names) if i not in (2, 5))
    means = 1 + 5 * np.delete(quality, [2, 5])
    return match(matrix, RatedModels("overall", rated, means, np.full(n_rated, 0.1), np.full(n_rated, 99)))


def reading(given: Matched, **options: object) -> Reading:
    choices = chosen_subsets(given, ["random"], [20], repeats=2, seed=1)
    return list(read_meter(given, choices, np.random.default_rng(1), permutations=60, **options))[1]  # type: ignore[arg-type]


def test_a_figure_among_permuted_ones_by_hand() -> None:
    found = Null.of(np.array([0.9, 0.1, 0.95, 0.3, math.nan]))
    assert (found.value, found.null_mean, found.p) == pytest.approx((0.9, 0.45, 0.5))
    assert math.isnan(Null.of(np.array([math.nan, 0.1])).p)


def test_a_signal_stands_out_from_permuted_ratings() -> None:
    given = matched(signal=0.7)
    found = reading(given)
    assert found.lomo.value > found.lomo.null_p95 > 0.8
    assert found.pairwise.value > 0.85 > found.pairwise.null_p95
    assert found.skill.value > 0.5
    assert found.error < found.guess_error / 2
    assert found.out_of_fold == pytest.approx(given.rated.means, abs=0.8)
    for one, truth in zip(found.predicted, (0.35, 0.575), strict=True):
        assert one.low < 1 + 5 * truth < one.high


def test_noise_does_not() -> None:
    found = reading(matched(signal=0.0))
    assert found.lomo.value > 0.7  # high all the same: what the permutations are for
    assert found.lomo.p > 0.05
    assert found.skill.p > 0.05


def test_signed_weights_can_be_asked_for() -> None:
    given = matched(signal=0.7, n_rated=5, n_items=8)
    choices = chosen_subsets(given, [], [], repeats=1, seed=1)
    (found,) = read_meter(given, choices, np.random.default_rng(1), permutations=2, learn=SignedRidge, level=0.8)
    assert found.pairwise.value > 0.6


def test_jackknife_plus_by_hand() -> None:
    """Targets 0, 0.2, 0.4, 0.6: without each, the others' mean is 6, 5, 4, 3 of 15, and the residual 6, 2, 2, 6 of 15.

    At 80 % the bounds are the least of mean - residual, -0.2, and the largest of mean + residual, 0.8: ratings 0, which
    is beyond the scale, and 5.
    """
    (found,) = predict_unrated(TrainingMean(), np.array([0.0, 0.2, 0.4, 0.6]), level=0.8)
    assert (found.row, found.rating, found.low, found.high) == pytest.approx((4, 2.5, 0.0, 5.0))
    with pytest.raises(InsufficientDataError, match="4 rated models give no interval at 90%; the highest is 80%"):
        predict_unrated(TrainingMean(), np.array([0.0, 0.2, 0.4, 0.6]), level=0.9)
    assert largest_level(7) == 7 / 8


def test_too_few_models_are_refused_before_anything_is_computed() -> None:
    given = matched(signal=0.7, n_rated=4)
    with pytest.raises(InsufficientDataError, match="4 models"):
        list(read_meter(given, [], np.random.default_rng(1)))
