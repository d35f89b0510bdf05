"""The closed forms against regressions that are refitted one by one by the normal equations."""

import numpy as np
import pytest

from analysis.preference.ridge import ALPHAS, Ridge
from analysis.preference.signed import SignedRidge, nonnegative_ridge
from analysis.ratings.table import Floats, Indices


def fitted(scores: Floats, target: Floats, alpha: float) -> tuple[Floats, float]:
    """Weights and intercept of one ridge regression by its normal equations."""
    mean = scores.mean(axis=0)
    x = scores - mean
    weights = np.linalg.solve(x.T @ x + alpha * np.eye(x.shape[1]), x.T @ (target - target.mean()))
    return weights, float(target.mean() - mean @ weights)


def refitted(scores: Floats, train: Indices, target: Floats) -> tuple[float, Floats]:
    """Nested leave-one-out the long way: alpha, and predictions of all rows."""
    errors = []
    for alpha in ALPHAS:
        left = 0.0
        for out in range(len(train)):
            kept = np.arange(len(train)) != out
            weights, intercept = fitted(scores[train[kept]], target[kept], float(alpha))
            left += float(scores[train[out]] @ weights + intercept - target[out]) ** 2
        errors.append(left)
    alpha = float(ALPHAS[int(np.argmin(errors))])
    weights, intercept = fitted(scores[train], target, alpha)
    return alpha, scores @ weights + intercept


@pytest.mark.parametrize("n_items", [3, 40])
def test_alphas_and_predictions_are_those_of_refitting(n_items: int) -> None:
    rng = np.random.default_rng(n_items)
    scores = rng.uniform(size=(8, n_items))
    train = np.array([0, 1, 3, 4, 6])
    targets = np.column_stack([rng.uniform(size=5), scores[train] @ rng.uniform(size=n_items) / n_items])
    ridge = Ridge(scores)
    chosen, predicted = ridge.alphas(train, targets), ridge.predictions(train, targets)
    for column in range(2):
        alpha, expected = refitted(scores, train, targets[:, column])
        assert chosen[column] == pytest.approx(alpha)
        assert predicted[:, column] == pytest.approx(expected, abs=1e-8)


def test_scores_that_tell_nothing_predict_the_mean_with_the_largest_alpha() -> None:
    ridge = Ridge(np.full((5, 4), 0.5))
    target = np.array([[0.1], [0.2], [0.6]])
    assert ridge.predictions(np.arange(3), target)[:, 0] == pytest.approx([0.3] * 5)
    assert ridge.alphas(np.arange(3), target)[0] == 1e4


def test_weights_of_zero_or_more_by_hand() -> None:
    """One item that falls as the target rises gets no weight; one that rises gets s_xy / (s_xx + alpha)."""
    falling = np.array([[1.0], [0.5], [0.0]])
    weights, intercept = nonnegative_ridge(falling, np.array([0.2, 0.4, 0.6]), 0.1)
    assert (weights[0], intercept) == pytest.approx((0.0, 0.4))
    weights, intercept = nonnegative_ridge(1 - falling, np.array([0.2, 0.4, 0.6]), 0.1)
    assert weights[0] == pytest.approx(0.2 / (0.5 + 0.1))
    assert intercept == pytest.approx(0.4 - weights[0] / 2)


def test_signed_weights_satisfy_the_conditions_of_an_optimum() -> None:
    rng = np.random.default_rng(2)
    scores, target, alpha = rng.uniform(size=(6, 30)), rng.uniform(size=6), 0.01
    weights, intercept = nonnegative_ridge(scores, target, alpha)
    slope = -2 * (scores - scores.mean(axis=0)).T @ (target - scores @ weights - intercept) + 2 * alpha * weights
    assert weights.min() >= 0
    assert 0 < (weights > 0).sum() < 30
    assert slope[weights > 0] == pytest.approx(0, abs=1e-9)
    assert slope[weights == 0].min() >= -1e-9


def test_signs_change_nothing_where_all_weights_are_positive_anyway() -> None:
    rng = np.random.default_rng(3)
    quality = np.linspace(0.2, 0.8, 6)
    scores = quality[:, None] + rng.normal(0, 0.01, (6, 5))
    targets, train = quality[:, None], np.arange(5)
    plain, signed = (kind(scores).predictions(train, targets[train]) for kind in (Ridge, SignedRidge))
    assert signed == pytest.approx(plain, abs=0.02)
