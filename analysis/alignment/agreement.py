"""How far scores and ratings of the same models agree (section 4.3), with every doubt that few models leave."""

import math
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from analysis.alignment.rated import RatedModels
from analysis.ratings.intervals import LEVEL, pearson
from analysis.ratings.table import Floats

N_DRAWS = 4000
EXACT_UP_TO = 8  # models whose 40,320 orders are all tried; beyond, as many are drawn


@dataclass(frozen=True, slots=True)
class Agreement:
    """Scores against ratings, over repeats of a subset's choice.

    Attributes
    ----------
    n_models : models compared.
    n_repeats : choices with a correlation; ``n_undefined`` more were constant and are left out.
    r : Pearson's, averaged over repeats.
    r_sd : its standard deviation over repeats; NaN for one.
    fisher : Fisher's interval of ``r``: other models, scored without error.
    bootstrap : percentiles over models drawn again, ratings with their errors, and repeats.
    without_one : the least and the largest ``r`` when one model is left out.
    spearman : rank correlation, averaged over repeats.
    kendall : tau-b, averaged over repeats.
    p : two-sided permutation p of ``r``.
    ceiling : what a score that knew the true ratings would be expected to reach, the root of the ratings'
        reliability. NaN where errors are not known.
    """

    n_models: int
    n_repeats: int
    n_undefined: int
    r: float
    r_sd: float
    fisher: tuple[float, float]
    bootstrap: tuple[float, float]
    without_one: tuple[float, float]
    spearman: float
    kendall: float
    p: float
    ceiling: float


def agreement(
    estimates: Floats, rated: RatedModels, rng: np.random.Generator, *, level: float = LEVEL, n_draws: int = N_DRAWS
) -> Agreement:
    """Correlate each repeat's estimates, shape (R, M), with the mean ratings.

    A model without an estimate in a repeat is left out of it. An undefined correlation is NaN and never 0.
    """
    found = np.array([pearson(row, rated.means).value for row in estimates])
    defined = ~np.isnan(found)
    r = float(found[defined].mean()) if defined.any() else math.nan
    n_models, n_repeats = estimates.shape[1], int(defined.sum())
    return Agreement(
        n_models,
        n_repeats,
        int((~defined).sum()),
        r,
        float(found[defined].std(ddof=1)) if n_repeats > 1 else math.nan,
        _fisher(r, n_models, level),
        _bootstrap(estimates, rated, rng, level=level, n_draws=n_draws),
        _without_one(estimates, rated.means),
        *_rank_correlations(estimates, rated.means),
        _permutation_p(estimates, rated.means, rng),
        ceiling_of(rated),
    )


def ceiling_of(rated: RatedModels) -> float:
    """The root of the ratings' reliability, 1 - mean squared error / variance of the means; NaN without errors."""
    if np.isnan(rated.sems).any() or len(rated.means) < 3:
        return math.nan
    variance = float(rated.means.var(ddof=1))
    return math.sqrt(max(0.0, 1 - float(np.square(rated.sems).mean()) / variance)) if variance > 0 else math.nan


def _fisher(r: float, n: int, level: float) -> tuple[float, float]:
    from scipy import stats

    if math.isnan(r) or n < 4 or abs(r) >= 1:
        return math.nan, math.nan
    half = float(stats.norm.ppf((1 + level) / 2)) / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def _bootstrap(
    estimates: Floats, rated: RatedModels, rng: np.random.Generator, *, level: float, n_draws: int
) -> tuple[float, float]:
    n_repeats, n_models = estimates.shape
    models = rng.integers(0, n_models, (n_draws, n_models))
    drawn = estimates[rng.integers(0, n_repeats, n_draws)[:, None], models]
    errors = np.nan_to_num(rated.sems)[models] * rng.normal(size=models.shape)
    found = rowwise_pearson(drawn, rated.means[models] + errors)
    found = found[~np.isnan(found)]
    if not len(found):
        return math.nan, math.nan
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _without_one(estimates: Floats, means: Floats) -> tuple[float, float]:
    found = []
    for out in range(len(means)):
        kept = np.arange(len(means)) != out
        each = rowwise_pearson(estimates[:, kept], np.broadcast_to(means[kept], estimates[:, kept].shape))
        if not np.isnan(each).all():
            found.append(float(np.nanmean(each)))
    return (min(found), max(found)) if found and len(means) > 3 else (math.nan, math.nan)


def _rank_correlations(estimates: Floats, means: Floats) -> tuple[float, float]:
    from scipy import stats

    found: list[tuple[float, float]] = []
    for row in estimates:
        there = ~np.isnan(row)
        if there.sum() > 1 and np.ptp(row[there]) > 1e-12 and np.ptp(means[there]) > 1e-12:
            x, y = np.round(row[there], 12), means[there]
            found.append((float(stats.spearmanr(x, y).statistic), float(stats.kendalltau(x, y).statistic)))
    if not found:
        return math.nan, math.nan
    spearman, kendall = np.mean(found, axis=0)
    return float(spearman), float(kendall)


def _permutation_p(estimates: Floats, means: Floats, rng: np.random.Generator) -> float:
    """The mean correlation over repeats against its values when the ratings change places."""
    n = len(means)
    if n <= EXACT_UP_TO:
        orders = np.array(list(permutations(range(n))))
    else:
        orders = np.vstack([np.arange(n), rng.permuted(np.tile(np.arange(n), (10_000, 1)), axis=1)])
    x = estimates - np.nanmean(estimates, axis=1, keepdims=True)
    norms = np.sqrt(np.nansum(np.square(x), axis=1, keepdims=True))
    whole = ~np.isnan(x).any(axis=1) & (norms[:, 0] > 1e-12)
    if not whole.any():
        return math.nan
    y = means - means.mean()
    mean_direction = (x[whole] / norms[whole]).mean(axis=0)
    null = y[orders] @ mean_direction
    observed = y @ mean_direction
    return float((np.abs(null) >= abs(observed) - 1e-12).mean())


def rowwise_pearson(first: Floats, second: Floats) -> Floats:
    """Pearson's r of each row over its complete pairs; NaN where a side is constant or fewer than three are there."""
    both = ~(np.isnan(first) | np.isnan(second))
    n = np.maximum(both.sum(axis=1, keepdims=True), 1)
    x, y = (np.where(both, side, 0.0) for side in (first, second))
    x, y = (np.where(both, side - side.sum(axis=1, keepdims=True) / n, 0.0) for side in (x, y))
    squares = np.square(x).sum(axis=1) * np.square(y).sum(axis=1)
    usable = (squares > 1e-24) & (both.sum(axis=1) >= 3)
    found: Floats = np.divide((x * y).sum(axis=1), np.sqrt(squares), out=np.full(len(x), np.nan), where=usable)
    return found
