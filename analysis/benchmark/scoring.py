"""Both scores of a run: preference by regression weights, benchmark by subset weights, each with an interval and its n.

What was not graded is in the interval, not in the score: the bounds are those of a run in which every ungraded item
had come out at its worst, and at its best. A score is refused below a stated coverage, which is the share of weight
that was graded.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.benchmark.outcomes import Outcome

Floats = NDArray[np.float64]
Mode = Literal["benchmark", "preference"]

LEAST_COVERAGE = 0.9
RESAMPLES = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class RunScore:
    """One score. ``score`` is None, with a ``reason``, below the least coverage; the interval is given all the same.

    ``interval_holds`` says in words what the interval covers and what it does not.
    """

    mode: Mode
    score: float | None
    low: float
    high: float
    coverage: float
    n_scored: int
    n_error: int
    n_unscored: int
    interval_holds: str
    reason: str | None = None

    @property
    def n_items(self) -> int:
        """Items in all."""
        return self.n_scored + self.n_error + self.n_unscored


def scores_of(outcomes: Sequence[Outcome]) -> Floats:
    """Scores as an array of shape (I,), NaN for what has none."""
    return np.array([np.nan if outcome.score is None else outcome.score for outcome in outcomes], dtype=np.float64)


def benchmark_score(
    outcomes: Sequence[Outcome], weights: Sequence[float], *, seed: int, least_coverage: float = LEAST_COVERAGE
) -> RunScore:
    """The weighted mean over graded items (eq. 2 with a subset's weights; eq. 1 with those of the full set).

    Parameters
    ----------
    outcomes : I outcomes.
    weights : I weights, not negative; those of graded items are scaled to sum to 1.
    seed : of the resamples.
    least_coverage : share of the weight, in [0, 1], below which no score is told.

    Returns ------- RunScore Score in [0, 1], and the 2.5 % and 97.5 % quantiles of `resampled`. Errors and ungraded
    items are in the interval and not in the score, where the published evaluator counts them as 0.
    """
    scores, given = scores_of(outcomes), np.asarray(weights, dtype=np.float64)
    graded = ~np.isnan(scores)
    coverage = float(given[graded].sum() / given.sum())
    point = float(np.average(scores[graded], weights=given[graded])) if coverage > 0 else None
    worst, best = resampled(scores[None], given, seed=seed)
    tail = (1 - LEVEL) / 2
    return _judged(
        "benchmark",
        point,
        interval=(float(np.nanquantile(worst, tail)), float(np.nanquantile(best, 1 - tail))),
        coverage=coverage,
        outcomes=outcomes,
        holds="items resampled, ungraded ones and one more at their worst and best",
        least_coverage=least_coverage,
    )


def preference_score(
    outcomes: Sequence[Outcome],
    weights: Sequence[float],
    *,
    bias: float,
    tasks: Sequence[str],
    prediction_se: float | None = None,
    least_coverage: float = LEAST_COVERAGE,
) -> RunScore:
    """The regression's prediction of people's satisfaction (eq. 3), not clipped.

    Parameters
    ----------
    outcomes : I outcomes.
    weights : I regression weights, of either sign.
    bias : the regression's intercept, on [0, 1].
    tasks : I task names: an ungraded item counts as the model's mean on its task, else as its mean on all items.
    prediction_se : standard error of the regression's prediction, None where it is not known.
    least_coverage : share of absolute weight, in [0, 1], below which no score is told.

    Returns ------- RunScore A value outside [0, 1] says that the model lies outside what the regression has seen; the
    published evaluator clips it. The interval has every ungraded item at its worst and best, widened by 1.96
    `prediction_se` where that is known.
    """
    scores, given = scores_of(outcomes), np.asarray(weights, dtype=np.float64)
    graded = ~np.isnan(scores)
    size = np.abs(given)
    coverage = float(size[graded].sum() / size.sum()) if size.sum() else 0.0
    point = bias + float(given @ _filled(scores, tasks)) if graded.any() else None
    known = bias + float(given[graded] @ scores[graded])
    open_weights = given[~graded]
    spread = 1.96 * (prediction_se or 0.0)
    return _judged(
        "preference",
        point,
        interval=(
            known + open_weights[open_weights < 0].sum() - spread,
            known + open_weights[open_weights > 0].sum() + spread,
        ),
        coverage=coverage,
        outcomes=outcomes,
        holds="ungraded items at their worst and best, "
        + ("the regression's own error is not in it" if prediction_se is None else "widened by the regression's error"),
        least_coverage=least_coverage,
    )


def resampled(scores: Floats, weights: Floats, *, seed: int) -> tuple[Floats, Floats]:
    """Weighted means over resampled items, ungraded ones once at their worst and once at their best.

    One item more, of mean weight, is at 0 in the worst and at 1 in the best. It stands for what was not seen: without
    it, items that all came out alike would leave an interval of no width.

    Parameters
    ----------
    scores : shape (K, I), in [0, 1]; NaN = ungraded, at 0 in the worst and at 1 in the best.
    weights : shape (I,), not negative.
    seed : of the resamples, which all models and both ends share.

    Returns
    -------
    tuple of arrays, each of shape (RESAMPLES, K)
        Means at worst and at best; NaN for a resample without weight.
    """
    graded = ~np.isnan(scores)
    n_models, n_pool = len(scores), scores.shape[1] + 1
    pool = np.append(weights, weights.mean())
    ends = [np.pad(np.where(graded, scores, end), ((0, 0), (0, 1)), constant_values=end) for end in (0.0, 1.0)]
    weighted = np.concatenate(ends).T * pool[:, None]
    means = np.empty((RESAMPLES, 2 * n_models))
    rng = np.random.default_rng(seed)
    chunk = max(1, 2_000_000 // n_pool)
    for start in range(0, RESAMPLES, chunk):
        count = min(chunk, RESAMPLES - start)
        times = rng.multinomial(n_pool, np.full(n_pool, 1 / n_pool), size=count).astype(np.float64)
        total = times @ pool
        means[start : start + count] = (times @ weighted) / np.where(total > 0, total, np.nan)[:, None]
    means = np.clip(means, 0.0, 1.0)  # a mean of values in [0, 1] leaves it by rounding only
    return means[:, :n_models], means[:, n_models:]


def _filled(scores: Floats, tasks: Sequence[str]) -> Floats:
    names = np.asarray(tasks)
    overall = float(np.nanmean(scores))
    filled = scores.copy()
    for task in set(tasks):
        of_task = names == task
        values = scores[of_task]
        mean = float(np.nanmean(values)) if not np.isnan(values).all() else overall
        filled[of_task] = np.where(np.isnan(values), mean, values)
    return filled


def _judged(
    mode: Mode,
    point: float | None,
    *,
    interval: tuple[float, float],
    coverage: float,
    outcomes: Sequence[Outcome],
    holds: str,
    least_coverage: float,
) -> RunScore:
    ends = Counter(outcome.status for outcome in outcomes)
    enough = coverage >= least_coverage
    return RunScore(
        mode=mode,
        score=point if enough else None,
        low=float(interval[0]),
        high=float(interval[1]),
        coverage=coverage,
        n_scored=ends["scored"],
        n_error=ends["error"],
        n_unscored=ends["unscored"],
        interval_holds=holds,
        reason=None if enough else f"{coverage:.0%} of the weight was graded, {least_coverage:.0%} is asked for",
    )
