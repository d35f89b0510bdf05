"""Task-stratified random items read by a difference estimator: predictions for all, corrected by what was seen."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Floats, Indices
from analysis.selection.covariance import Covariance
from analysis.selection.methods.stratified import stratified_order, task_weights
from analysis.selection.seam import SelectionMethod, Sources, Subset


class StratifiedDifference(SelectionMethod):
    """AIPW / prediction-powered estimate: sum_j b_j l f_j + sum_{i in A} w_i (s_i - l f_i).

    Predictions f are kriging's; they are cross-fitted: each half of the subset is corrected against predictions made
    from the other half, so that the correction is unbiased whatever the predictions are worth. How far they are
    trusted, l in [0, 1], is what has the least error by the sources' covariance: with 0 it is the stratified mean.

    Beyond the paper: where the sources predict a target well the error is that of the predictions, and where they do
    not it is that of stratified sampling. All of it is linear in the scores, so the result is an intercept and weights.
    """

    name = "stratified-difference"
    title = "Stratified + difference"
    in_paper = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = stratified_order(sources.matrix, rng)
        return [_difference(sources, order[:n]) for n in sizes]


def _difference(sources: Sources, items: Indices) -> Subset:
    covariance = sources.covariance
    design = task_weights(sources.matrix, items)
    change = np.zeros_like(design)
    halves = (np.arange(0, len(items), 2), np.arange(1, len(items), 2))
    for own, other in (halves, halves[::-1]):
        if not len(other):
            continue
        change[own] += 0.5 * covariance.kriging_weights(items[own])
        change[own] -= covariance.predictions(items[other], items[own]).T @ design[other]
    weights = design + _trust(covariance, items, design, change) * change
    centre = covariance.means[items]
    return Subset(items, weights, covariance.full_mean - float(weights @ centre), centre=centre)


def _trust(covariance: Covariance, items: Indices, design: Floats, change: Floats) -> float:
    """The share of the change at which the error's variance is least; it is quadratic in it."""
    among = covariance.among(items, items)
    curvature = float(change @ among @ change)
    slope = float(change @ (among @ design - covariance.with_full(items)))
    return min(1.0, max(0.0, -slope / curvature)) if curvature > 0 else 0.0
