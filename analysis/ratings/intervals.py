"""Intervals that several tables share, each with the sample behind it."""

import math
from dataclasses import dataclass

import numpy as np

from analysis.ratings.table import Floats

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number, how many observations it rests on, its standard error and its interval. NaN = cannot be told."""

    n: int
    value: float
    sem: float
    low: float
    high: float

    @classmethod
    def unknown(cls, n: int = 0, value: float = math.nan) -> "Estimate":
        """A number without an error, or none at all."""
        return cls(n, value, math.nan, math.nan, math.nan)


def mean_of(values: Floats, *, level: float = LEVEL) -> Estimate:
    """Mean, standard error sd / sqrt(n) and Student interval of the values that are there.

    One value, or values that are all equal, have a mean and no error: how far they could vary was not seen. None has
    nothing.
    """
    from scipy import stats

    present = values[~np.isnan(values)]
    n = len(present)
    if n < 2 or _is_constant(present):
        return Estimate.unknown(n, float(present[0]) if n else math.nan)
    mean, sem = float(present.mean()), float(present.std(ddof=1) / math.sqrt(n))
    half = float(stats.t.ppf((1 + level) / 2, n - 1)) * sem
    return Estimate(n, mean, sem, mean - half, mean + half)


def pearson(first: Floats, second: Floats, *, level: float = LEVEL) -> Estimate:
    """Pearson's r over the pairs that are complete, with Fisher's interval (from four pairs on).

    NaN where one side is constant: an undefined correlation is never 0. ``sem`` is Fisher's, on the scale of r.
    """
    from scipy import stats

    both = ~(np.isnan(first) | np.isnan(second))
    x, y = first[both], second[both]
    n = int(both.sum())
    if n < 2 or _is_constant(x) or _is_constant(y):
        return Estimate.unknown(n)
    r = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    if n < 4 or abs(r) == 1:
        return Estimate.unknown(n, r)
    error = 1 / math.sqrt(n - 3)
    half = float(stats.norm.ppf((1 + level) / 2)) * error
    return Estimate(n, r, (1 - r * r) * error, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


def _is_constant(values: Floats) -> bool:
    return bool(np.ptp(values) < 1e-12)
