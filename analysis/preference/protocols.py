"""How well a regression predicts preference: the paper's two protocols, and predictions of unseen models alone.

Each takes many columns of targets at once, so that a permutation null is the same call with the ratings permuted.
"""

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.preference.ridge import Learner
from analysis.ratings.intervals import LEVEL
from analysis.ratings.table import Floats
from analysis.scores.faults import InsufficientDataError

FEWEST_MODELS = 5
TIE = 1e-12  # differences up to this are rounding

Hits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lomo:
    """Leave-one-model-out over P columns of targets.

    Attributes
    ----------
    r : the paper's figure, shape (P,): Pearson's r over all models, six of seven of them in the training, averaged
        over the models left out. NaN where no fold has one.
    out_of_fold : each model's prediction by the regression that never saw it, shape (M, P).
    """

    r: Floats
    out_of_fold: Floats


def require_models(n_models: int) -> None:
    """Check that there are enough models to learn from.

    Raises
    ------
    InsufficientDataError
        With the reason and how many would do.
    """
    if n_models < FEWEST_MODELS:
        raise InsufficientDataError(
            f"{n_models} models have both scores and ratings: leaving two out leaves {max(n_models - 2, 0)} to learn "
            f"from, and choosing alpha leaves out one more; expected {FEWEST_MODELS} models or more"
        )


def targets_of(ratings: Floats) -> Floats:
    """Mean ratings of 1 to 6 on the scale 0 to 1: (r - 1) / 5."""
    return (ratings - 1) / 5


def leave_one_out(learner: Learner, targets: Floats) -> Lomo:
    """Section 4.4.2: train on all models but one, predict all, correlate; then the next.

    Parameters
    ----------
    learner : Over M models, or more; the first M are those with targets.
    targets : shape (M, P).
    """
    n_models = len(targets)
    folds, unseen = [], np.empty_like(targets)
    for out in range(n_models):
        train = np.flatnonzero(np.arange(n_models) != out)
        predicted = learner.predictions(train, targets[train])[:n_models]
        folds.append(correlations(predicted, targets))
        unseen[out] = predicted[out]
    found = np.array(folds)
    defined = (~np.isnan(found)).sum(axis=0)
    mean = np.divide(np.nansum(found, axis=0), defined, out=np.full(found.shape[1], np.nan), where=defined > 0)
    return Lomo(mean, unseen)


def regression_hits(learner: Learner, targets: Floats) -> Hits:
    """Appendix I: train on all models but two, and see whether the two come out in the right order.

    Returns
    -------
    Shape (n_pairs, P), pairs as `itertools.combinations` orders them; the mean over pairs is the accuracy.
    """
    n_models = len(targets)
    right = []
    for first, second in combinations(range(n_models), 2):
        train = np.setdiff1d(np.arange(n_models), [first, second])
        predicted = learner.predictions(train, targets[train])
        right.append(same_order(predicted[first] - predicted[second], targets[first] - targets[second]))
    return np.array(right)


def original_hits(estimates: Floats, targets: Floats) -> Hits:
    """Appendix I without any regression: pairs that scores, shape (M,), order as the targets do; (n_pairs, P)."""
    right = [
        same_order(np.full(targets.shape[1], estimates[first] - estimates[second]), targets[first] - targets[second])
        for first, second in combinations(range(len(targets)), 2)
    ]
    return np.array(right)


def same_order(predicted: Floats, actual: Floats) -> Hits:
    """Whether differences have the same sign. A tie is a miss: it orders nothing."""
    found: Hits = (np.abs(predicted) > TIE) & (np.abs(actual) > TIE) & (np.sign(predicted) == np.sign(actual))
    return found


def accuracy_interval(hits: Floats, n_models: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Interval of an accuracy over all pairs: the jackknife over models, within 0 and 1.

    Pairs share models, so they are no independent trials. ``hits``, shape (n_pairs,), are 0 to 1. Where every pair is
    right, or every one wrong, the jackknife knows nothing, and the bound is the exact one for the pairs that share no
    model, M // 2 of them.
    """
    from scipy import stats

    accuracy = float(hits.mean())
    if math.isnan(accuracy):
        return math.nan, math.nan
    if accuracy in (0.0, 1.0):
        bound = ((1 - level) / 2) ** (1 / (n_models // 2))
        return (bound, 1.0) if accuracy else (0.0, 1 - bound)
    ends = np.array(list(combinations(range(n_models), 2)))
    without = np.array([hits[(ends != out).all(axis=1)].mean() for out in range(n_models)])
    error = float(np.sqrt((n_models - 1) / n_models * np.square(without - without.mean()).sum()))
    half = float(stats.t.ppf((1 + level) / 2, n_models - 1)) * error
    return max(0.0, accuracy - half), min(1.0, accuracy + half)


def correlations(first: Floats, second: Floats) -> Floats:
    """Pearson's r of each column, shape (P,); NaN where a side is constant."""
    x, y = first - first.mean(axis=0), second - second.mean(axis=0)
    norms = np.sqrt(np.square(x).sum(axis=0) * np.square(y).sum(axis=0))
    scale = 1e-12 * np.maximum(np.abs(first).max(axis=0) * np.abs(second).max(axis=0), 1e-12)
    found: Floats = np.divide((x * y).sum(axis=0), norms, out=np.full(norms.shape, np.nan), where=norms > scale)
    return found
