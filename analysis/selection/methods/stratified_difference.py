"""Task-stratified random items read by a difference estimator: predictions for all, corrected by what was seen."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Indices
from analysis.selection.methods.stratified import stratified_order, task_weights
from analysis.selection.seam import SelectionMethod, Sources, Subset


class StratifiedDifference(SelectionMethod):
    """AIPW / prediction-powered estimate: sum_j b_j f_j + sum_{i in A} w_i (s_i - f_i).

    Predictions f are kriging's; they are cross-fitted: each half of the subset is corrected against predictions made
    from the other half, so that the correction is unbiased whatever the predictions are worth.

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
    weights = design.copy()
    halves = (np.arange(0, len(items), 2), np.arange(1, len(items), 2))
    for own, other in (halves, halves[::-1]):
        if not len(other):
            continue
        weights[own] += 0.5 * covariance.kriging_weights(items[own])
        weights[own] -= covariance.predictions(items[other], items[own]).T @ design[other]
    centre = covariance.means[items]
    return Subset(items, weights, covariance.full_mean - float(weights @ centre), centre=centre)
