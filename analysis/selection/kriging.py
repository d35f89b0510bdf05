"""Kriging: the best linear prediction of the full score from the scores on a subset."""

from analysis.scores.matrix import Indices
from analysis.selection.seam import Sources, Subset


def kriged(sources: Sources, items: Indices) -> Subset:
    """The items with kriging weights w: estimate = mean full score + w' (scores - item means)."""
    covariance = sources.covariance
    weights, centre = covariance.kriging_weights(items), covariance.means[items]
    return Subset(items, weights, covariance.full_mean - float(weights @ centre), centre=centre)
