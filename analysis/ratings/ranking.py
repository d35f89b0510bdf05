"""How sure the order of the models is, and how well anything could correlate with it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate
from analysis.ratings.pairs import Pair
from analysis.ratings.resampling import Resampled
from analysis.scores.faults import InsufficientDataError


@dataclass(frozen=True, slots=True)
class RankInterval:
    """A model's place, 1 the best, and the places that the ratings do not rule out."""

    dimension: str
    model: str
    n: int
    rank: int
    low: int
    high: int
    best_share: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How much of the spread of model means is real.

    Attributes
    ----------
    n_models : models compared.
    n : ratings.
    reliability : share of the variance of means that another study would find again, 0 to 1, with its interval.
    ceiling : its root: the largest correlation with these means that a perfect predictor of the true ones reaches.
    """

    dimension: str
    n_models: int
    n: int
    reliability: Estimate
    ceiling: Estimate


def rank_intervals(resampled: Resampled, pairs: Sequence[Pair], *, level: float = LEVEL) -> list[RankInterval]:
    """Places of all models at once, at ``level`` together.

    A model is below every model that is better by Holm's p over all pairs, and above every one that is worse; the rest
    is open (Mogstad and others 2024 build rank intervals from differences this way). ``best_share`` is the share of the
    bootstrap's draws in which the model is first.
    """
    sure = [pair for pair in pairs if pair.p_holm <= 1 - level]
    firsts = np.bincount(resampled.draws.argmax(axis=1), minlength=len(resampled.models)) / len(resampled.draws)
    found = [
        RankInterval(
            resampled.dimension,
            model,
            int(resampled.n[index]),
            1 + int((resampled.means > resampled.means[index]).sum()),
            1 + sum(pair.second == model for pair in sure),
            len(resampled.models) - sum(pair.first == model for pair in sure),
            float(firsts[index]),
        )
        for index, model in enumerate(resampled.models)
    ]
    return sorted(found, key=lambda rank: (rank.rank, rank.model))


def reliability(resampled: Resampled, *, level: float = LEVEL) -> Reliability:
    """Reliability of the model means, 1 - error / spread, by the variance ratio F.

    Error is the mean variance of the means around their common level, from the bootstrap, so what moves all models
    alike does not count. The interval is that of F with M - 1 and the bootstrap's degrees of freedom. Below 0 it is
    told as 0.

    Raises
    ------
    InsufficientDataError
        Fewer than three models.
    """
    from scipy import stats

    n_models = len(resampled.models)
    if n_models < 3:
        raise InsufficientDataError(f"{resampled.dimension}: {n_models} models; the reliability of an order needs 3")
    centered = resampled.draws - resampled.draws.mean(axis=1, keepdims=True)
    error = float(centered.var(axis=0, ddof=1).sum()) / (n_models - 1)
    n = int(resampled.n.sum())
    if error <= 0:
        raise InsufficientDataError(f"{resampled.dimension}: the draws do not move the means")
    ratio = float(resampled.means.var(ddof=1)) / error
    tails = stats.f.ppf([(1 + level) / 2, (1 - level) / 2], n_models - 1, resampled.df)
    value, low, high = (max(0.0, 1 - 1 / one) if one > 0 else 0.0 for one in (ratio, *map(float, ratio / tails)))
    return Reliability(
        resampled.dimension,
        n_models,
        n,
        Estimate(n, value, math.nan, low, high),
        Estimate(n, math.sqrt(value), math.nan, math.sqrt(low), math.sqrt(high)),
    )
