"""What the study could have seen: the smallest differences, and how many conversations smaller ones take.

Power at the difference that was observed says nothing beyond its p-value, so it is not here.
"""

import math
from dataclasses import dataclass

import numpy as np

from analysis.ratings.resampling import Resampled

POWER, ALPHA = 0.8, 0.05
DIFFERENCES = (0.25, 0.5)


@dataclass(frozen=True, slots=True)
class Power:
    """One dimension's reach, for a typical pair of models.

    Attributes
    ----------
    n_per_model : median number of ratings.
    error : median standard error of a difference, rating points.
    alone : the smallest difference seen with 80 % power by a test of one pair.
    holm : the same when it must be found first among all pairs (Holm's strictest step).
    needed : for each of ``DIFFERENCES``, ratings per model that would show it among all pairs, if errors shrink
        with the root of n.
    """

    dimension: str
    n_models: int
    n_per_model: float
    error: float
    alone: float
    holm: float
    needed: tuple[int, ...]


def power_reached(resampled: Resampled) -> Power:
    """Smallest detectable differences from the bootstrap's errors, with Student quantiles."""
    from scipy import stats

    first, second = np.triu_indices(len(resampled.models), 1)
    errors = (resampled.draws[:, first] - resampled.draws[:, second]).std(axis=0, ddof=1)
    error, n = float(np.median(errors)), float(np.median(resampled.n))

    def detectable(alpha: float) -> float:
        return float(stats.t.ppf(1 - alpha / 2, resampled.df) + stats.t.ppf(POWER, resampled.df)) * error

    strictest = detectable(ALPHA / len(first))
    needed = tuple(math.ceil(n * (strictest / difference) ** 2) for difference in DIFFERENCES)
    return Power(resampled.dimension, len(resampled.models), n, error, detectable(ALPHA), strictest, needed)
