"""Random-Sampling-Learn (section 3.2.1, appendix C.1): a random subset read by ridge regression."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Indices
from analysis.selection import ridge
from analysis.selection.draws import balanced_order
from analysis.selection.seam import SelectionMethod, Sources, Subset


class RandomSamplingLearn(SelectionMethod):
    """Ridge regression of the full score on the scores of a task-balanced random subset (eq. 4, 5).

    Notes
    -----
    Deviations: eq. 4 averages squared errors; scikit-learn, which the paper ran, sums them, and the printed grid of
    penalties is taken on that scale. The intercept is free. The penalty is chosen by 5-fold cross-validation with
    squared error pooled over left-out models, ties to the larger one. A target's ungraded score counts as the item's
    mean over the sources plus the target's mean departure.
    """

    name = "random-sampling-learn"
    title = "Random-Sampling-Learn"

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = balanced_order(sources.matrix, max(sizes), rng)
        return [learned(sources, order[:n]) for n in sizes]


def learned(sources: Sources, items: Indices) -> Subset:
    """The items with ridge coefficients fitted on all sources."""
    scores = sources.scores[:, items]
    fitted = ridge.fit((scores @ scores.T)[None], sources.full_scores)
    weights, intercept = ridge.coefficients(scores, fitted.dual[0], fitted.mean)
    return Subset(items, weights, intercept, centre=scores.mean(axis=0), fit={"penalty": float(fitted.penalty[0])})
