"""Ridge regression whose weights cannot be negative: a better score on an item never lowers the prediction.

All scores rise with quality, so a negative weight says that doing worse pleases people: with few models that is chance
far more often than insight.
"""

import numpy as np

from analysis.preference.ridge import ALPHAS
from analysis.ratings.table import Floats, Indices

_STEPS, _TOLERANCE = 100, 1e-12


class SignedRidge:
    """As `ridge.Ridge`, with weights of 0 or more. Slower: nothing is in closed form.

    Parameters
    ----------
    scores : shape (n_models, n_items), without NaN.
    alphas : as there.
    """

    def __init__(self, scores: Floats, alphas: Floats = ALPHAS) -> None:
        self._scores, self._alphas = scores, alphas

    @property
    def n_models(self) -> int:
        return len(self._scores)

    def predictions(self, train: Indices, targets: Floats) -> Floats:
        return np.column_stack([self._predict(train, target) for target in targets.T])

    def _predict(self, train: Indices, target: Floats) -> Floats:
        errors = [self._left_out_error(train, target, alpha) for alpha in self._alphas]
        best = len(errors) - 1 - int(np.argmin(errors[::-1]))
        weights, intercept = nonnegative_ridge(self._scores[train], target, float(self._alphas[best]))
        found: Floats = self._scores @ weights + intercept
        return found

    def _left_out_error(self, train: Indices, target: Floats, alpha: float) -> float:
        total = 0.0
        for out in range(len(train)):
            kept = np.arange(len(train)) != out
            weights, intercept = nonnegative_ridge(self._scores[train[kept]], target[kept], alpha)
            total += float(self._scores[train[out]] @ weights + intercept - target[out]) ** 2
        return total


def nonnegative_ridge(scores: Floats, target: Floats, alpha: float) -> tuple[Floats, float]:
    """Weights of 0 or more, and the intercept, that minimise squared error plus alpha times squared weights.

    Solved in the dual, which has one unknown for each model: residuals r with r + X (X' r)_+ / alpha = y, both
    centered, by Newton's method; the weights are (X' r)_+ / alpha.
    """
    mean_scores, mean_target = scores.mean(axis=0), float(target.mean())
    x, y = scores - mean_scores, target - mean_target
    residuals = np.zeros(len(y))

    def value(at: Floats) -> float:
        return float(at @ at / 2 + np.square(np.maximum(x.T @ at, 0)).sum() / (2 * alpha) - y @ at)

    for _ in range(_STEPS):
        along = x.T @ residuals
        slope = residuals + x @ np.maximum(along, 0) / alpha - y
        if np.abs(slope).max(initial=0) < _TOLERANCE:
            break
        active = x[:, along > 0]
        step = np.linalg.solve(np.eye(len(y)) + active @ active.T / alpha, slope)
        size, here = 1.0, value(residuals)
        while value(residuals - size * step) > here and size > _TOLERANCE:
            size /= 2
        residuals = residuals - size * step
    weights: Floats = np.maximum(x.T @ residuals, 0) / alpha
    return weights, mean_target - float(mean_scores @ weights)
