"""The paper's protocols: what they give for noise, for a planted signal, and for the paper's own numbers."""

import numpy as np
import pytest

from analysis.preference.protocols import (
    accuracy_interval,
    correlations,
    leave_one_out,
    original_hits,
    regression_hits,
    require_models,
    targets_of,
)
from analysis.preference.ridge import Ridge
from analysis.scores.faults import InsufficientDataError
from tests.analysis.ratings.tables import TABLE_2


@pytest.mark.parametrize(("n_items", "floor"), [(10, 0.79), (100, 0.89)])
def test_pure_noise_gives_the_papers_figure_a_high_floor(n_items: int, floor: float) -> None:
    """Seven models, random scores, random ratings: r is about 0.89 at n = 100, while pairs are a coin's throw."""
    rng = np.random.default_rng(1)
    r, pairs = [], []
    for _ in range(25):
        learner = Ridge(rng.uniform(size=(7, n_items)))
        targets = rng.uniform(size=(7, 40))
        r.append(leave_one_out(learner, targets).r.mean())
        pairs.append(regression_hits(learner, targets[:, :10]).mean())
    assert np.mean(r) == pytest.approx(floor, abs=0.03)
    assert np.mean(pairs) == pytest.approx(0.5, abs=0.04)


def test_unseen_predictions_of_noise_correlate_negatively() -> None:
    """Leaving a model out moves the mean of the rest away from it: Pearson over unseen predictions is no cure."""
    rng = np.random.default_rng(2)
    targets = rng.uniform(size=(7, 200))
    unseen = leave_one_out(Ridge(rng.uniform(size=(7, 100))), targets).out_of_fold
    assert correlations(unseen, targets).mean() < -0.3


def test_a_planted_signal_is_found() -> None:
    quality = np.array([0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9])
    scores = quality[:, None] + np.random.default_rng(3).normal(0, 0.05, (7, 60))
    found = leave_one_out(Ridge(scores), quality[:, None])
    assert found.r[0] > 0.98
    assert found.out_of_fold[:, 0] == pytest.approx(quality, abs=0.1)
    assert regression_hits(Ridge(scores), quality[:, None]).mean() > 0.9


def test_table_11_full_benchmark_without_regression_is_17_of_21() -> None:
    """Printed 0.810. Two models share the score 0.575: their pair orders nothing and is a miss."""
    scores = np.array([score for _, _, score in TABLE_2.values()])
    overall = np.array([means[0] for means, _, _ in TABLE_2.values()])
    hits = original_hits(scores, targets_of(overall)[:, None])
    assert (int(hits.sum()), len(hits)) == (17, 21)
    low, high = accuracy_interval(hits[:, 0].astype(float), 7)
    assert low < 0.65
    assert high == 1.0


def test_figures_are_in_the_order_of_the_targets_columns() -> None:
    rng = np.random.default_rng(4)
    learner, targets = Ridge(rng.uniform(size=(6, 9))), rng.uniform(size=(6, 3))
    together = leave_one_out(learner, targets)
    for column in range(3):
        alone = leave_one_out(learner, targets[:, [column]])
        assert together.r[column] == pytest.approx(alone.r[0])
        assert together.out_of_fold[:, column] == pytest.approx(alone.out_of_fold[:, 0])


def test_scores_that_tell_nothing_have_no_r_and_order_no_pair() -> None:
    learner, targets = Ridge(np.full((6, 3), 0.5)), np.linspace(0, 1, 6)[:, None]
    assert np.isnan(leave_one_out(learner, targets).r[0])
    assert regression_hits(learner, targets).sum() == 0


def test_every_pair_right_is_not_certainty() -> None:
    assert accuracy_interval(np.ones(21), 7) == pytest.approx((0.025 ** (1 / 3), 1.0))
    assert accuracy_interval(np.zeros(21), 7) == pytest.approx((0.0, 1 - 0.025 ** (1 / 3)))


def test_too_few_models_are_refused_with_the_reason() -> None:
    with pytest.raises(
        InsufficientDataError, match=r"4 models .* leaving two out leaves 2 .* expected 5 models or more"
    ):
        require_models(4)
    require_models(5)
    assert targets_of(np.array([1.0, 3.5, 6.0])).tolist() == [0.0, 0.5, 1.0]
