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
    """Scores as an array, NaN for what has none."""
    return np.array([np.nan if outcome.score is None else outcome.score for outcome in outcomes], dtype=np.float64)


def benchmark_score(
    outcomes: Sequence[Outcome], weights: Sequence[float], *, seed: int, least_coverage: float = LEAST_COVERAGE
) -> RunScore:
    """The weighted mean over graded items, their weights scaled to sum to 1 (eq. 2; for the full set, eq. 1).

    The interval is that of ``resampled`` at 95 %.
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
    """The regression's prediction on [0, 1] (eq. 3), not clipped: a value outside says that the model is outside.

    An ungraded item counts as the model's mean on the item's task, else its mean on all items; the interval has it at
    its worst and best, widened by the regression's own error where the subset states it. Coverage is by absolute
    weight.
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
    """Weighted means of K models over resampled items at their worst and best, each of shape (RESAMPLES, K).

    ``scores`` is (K, I) in [0, 1] with NaN for ungraded, ``weights`` (I,). Every ungraded item is at 0 in the worst and
    at 1 in the best; so is one item more, of mean weight. It stands for what was not seen: without it, items that all
    came out alike would leave an interval of no width. All models and both ends share the resamples.
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
