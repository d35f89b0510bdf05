"""What stands beside every estimate: its interval, and whether the target is outside what the sources span."""

from dataclasses import dataclass

import numpy as np

from analysis.scores.matrix import Flags, Floats
from analysis.selection.seam import SelectionMethod, Sources, Subset

LEVEL = 0.95


@dataclass(frozen=True)
class TargetEstimates:
    """Estimates of M targets.

    Attributes
    ----------
    values : shape (M,), estimated full scores; NaN where nothing was graded.
    half_widths : shape (M,), of the intervals.
    is_outside : shape (M,), the out-of-hull alarm: the estimate is above or below every source's own on the same items.
    graded : shape (M,), share of the subset's absolute weight that was graded.
    """

    values: Floats
    half_widths: Floats
    is_outside: Flags
    graded: Floats


def estimates(
    method: SelectionMethod, sources: Sources, subset: Subset, scores: Floats, *, level: float = LEVEL
) -> TargetEstimates:
    """Targets' full scores with intervals, from their scores on the subset, shape (M, n); NaN = ungraded.

    Notes
    -----
    An interval is the estimate and Student's t (K - 1 degrees of freedom) times the standard deviation of its error
    over models, by `Covariance.error_sd`. The population is the finite benchmark: with all items the width is 0.
    Ungraded items are taken out of the weights, which widens it.
    """
    from scipy.special import stdtrit

    values = method.estimate(subset, scores)
    graded = ~np.isnan(scores)
    own = method.estimate(subset, sources.scores[:, subset.items])
    share = (graded @ np.abs(subset.weights)) / max(float(np.abs(subset.weights).sum()), 1e-300)
    patterns, which = np.unique(graded, axis=0, return_inverse=True)
    sds = np.array([_error_sd(sources, subset, pattern) for pattern in patterns])
    factor = float(stdtrit(max(len(sources.scores) - 1, 1), (1 + level) / 2))
    with np.errstate(invalid="ignore"):
        is_outside = (values > own.max()) | (values < own.min())
    return TargetEstimates(values, factor * sds[which.reshape(-1)], is_outside, share)


def _error_sd(sources: Sources, subset: Subset, graded: Flags) -> float:
    if not graded.any():
        return float("nan")
    weights = subset.weights[graded]
    if subset.centre is None:
        weights = weights / weights.sum() * subset.weights.sum()
    else:
        weights = weights + subset.weights[~graded].sum() / graded.sum()
    return sources.covariance.error_sd(subset.items[graded], weights)
