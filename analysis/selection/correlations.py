"""Pearson, Spearman and Kendall tau-b between one truth and many estimates at once; undefined ones are NaN, never 0."""

import numpy as np

from analysis.scores.matrix import Floats

STATISTICS = ("pearson", "spearman", "kendall")
DIGITS = 12
"""Estimates equal to so many digits are tied: a sum taken in another order must not break a tie."""


def correlations(estimates: Floats, truth: Floats) -> dict[str, Floats]:
    """Each statistic of every row of ``estimates``, shape (B, M), with ``truth``, shape (M,).

    A model without an estimate is left out of its row; fewer than three, or no spread, give NaN.
    """
    missing = np.asarray(np.isnan(estimates).any(axis=1))
    known = np.asarray(np.round(np.where(missing[:, None], 0.0, estimates), DIGITS), dtype=np.float64)
    results = {
        "pearson": pearson(known, truth),
        "spearman": pearson(_ranks(known), _ranks(truth[None])[0]),
        "kendall": kendall(known, truth),
    }
    for row in np.flatnonzero(missing):
        there = ~np.isnan(estimates[row])
        few = there.sum() < 3
        part = {} if few else correlations(estimates[row : row + 1, there], truth[there])
        for name, values in results.items():
            values[row] = np.nan if few else part[name][0]
    return results


def pearson(estimates: Floats, truth: Floats) -> Floats:
    """Pearson's r of each row, shape (B,)."""
    left = estimates - estimates.mean(axis=1, keepdims=True)
    right = truth - truth.mean()
    spread = np.sqrt(np.square(left).sum(axis=1) * np.square(right).sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spread > 10.0**-DIGITS, np.clip(left @ right / spread, -1.0, 1.0), np.nan)


def pearson_without(estimates: Floats, truth: Floats) -> Floats:
    """Pearson's r of each row with each model left out in turn, shape (B, M); what a jackknife over models needs."""
    columns = np.arange(len(truth))
    return np.stack([pearson(estimates[:, columns != out], truth[columns != out]) for out in columns], axis=1)


def kendall(estimates: Floats, truth: Floats) -> Floats:
    """Kendall's tau-b of each row, shape (B,)."""
    first, second = np.triu_indices(len(truth), 1)
    left = np.sign(estimates[:, first] - estimates[:, second])
    right = np.sign(np.round(truth, DIGITS)[first] - np.round(truth, DIGITS)[second])
    untied = np.sqrt(np.abs(left).sum(axis=1) * np.abs(right).sum())
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(untied > 0, left @ right / untied, np.nan)


def _ranks(values: Floats) -> Floats:
    """Average ranks in each row."""
    rounded = np.round(values, DIGITS)
    smaller = (rounded[:, None, :] < rounded[:, :, None]).sum(axis=2)
    equal = (rounded[:, None, :] == rounded[:, :, None]).sum(axis=2)
    return np.asarray(smaller + (equal + 1) / 2, dtype=np.float64)
