"""The honest preference meter: each figure beside what it would be if the ratings had nothing to do with the scores.

The paper's leave-one-model-out r correlates predictions of which all but one are of models in the training: with seven
models and a hundred items of pure noise it is 0.89. So the same figure is computed with the ratings permuted over the
models, and beside it stand figures of unseen models alone.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.alignment.rated import Matched
from analysis.alignment.subsets import Chosen
from analysis.preference.conformal import Predicted, predict_unrated
from analysis.preference.protocols import (
    accuracy_interval,
    leave_one_out,
    original_hits,
    regression_hits,
    require_models,
    targets_of,
)
from analysis.preference.ridge import Learner, Ridge
from analysis.ratings.table import HIGHEST, LOWEST, Floats

Learn = Callable[[Floats], Learner]


@dataclass(frozen=True, slots=True)
class Null:
    """A figure and its distribution over permuted ratings; ``p`` is the share of them that do as well."""

    value: float
    null_mean: float
    null_p95: float
    p: float

    @classmethod
    def of(cls, figures: Floats) -> "Null":
        """From the figure itself, first, and those of the permutations; undefined ones are left out."""
        value, null = float(figures[0]), figures[1:][~np.isnan(figures[1:])]
        if math.isnan(value) or not len(null):
            return cls(value, math.nan, math.nan, math.nan)
        reached = 1 + int((null >= value - 1e-12).sum())
        return cls(value, float(null.mean()), float(np.quantile(null, 0.95)), reached / (1 + len(null)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a method's subsets of one size say about preference, averaged over ``n_repeats`` choices.

    Attributes
    ----------
    lomo : the paper's leave-one-model-out r (4.4.2).
    skill : 1 - squared error of unseen models / that of guessing the mean of the others; 0 = no better than it.
    error : root mean squared error of unseen models, rating points; ``guess_error`` is that of guessing.
    pairwise : accuracy over pairs of unseen models (appendix I), by regression.
    pairwise_sem : standard deviation over repeats / sqrt(repeats), as the paper prints it.
    pairwise_interval : jackknife over models.
    original : the same pairs by the scores alone.
    out_of_fold : shape (M,), unseen predictions on the scale 1 to 6, averaged over repeats.
    predicted : models without ratings, by the first choice.
    """

    method: str
    n: int
    n_models: int
    n_repeats: int
    lomo: Null
    skill: Null
    error: float
    guess_error: float
    pairwise: Null
    pairwise_sem: float
    pairwise_interval: tuple[float, float]
    original: float
    original_sem: float
    original_interval: tuple[float, float]
    out_of_fold: Floats
    predicted: tuple[Predicted, ...]


def read_meter(
    matched: Matched,
    choices: Iterable[Chosen],
    rng: np.random.Generator,
    *,
    permutations: int = 1000,
    learn: Learn = Ridge,
    level: float = 0.8,
    steps: Callable[[Sequence[int]], Iterable[int]] = iter,
) -> Iterator[Reading]:
    """A reading for each choice of items; all share their permutations.

    Parameters
    ----------
    matched : Scores and ratings of the same models.
    choices : As `alignment.subsets` gives them.
    rng : Draws the permutations.
    permutations : How many; 0 for none.
    learn : Makes a regression from scores.
    level : Of the intervals for models without ratings.
    steps : Goes through a choice's repeats and may show progress.

    Raises
    ------
    InsufficientDataError
        Too few models, with the reason.
    """
    require_models(matched.n_rated)
    rated = targets_of(matched.rated.means)
    order = rng.permuted(np.tile(np.arange(len(rated)), (permutations, 1)), axis=1)
    targets = np.column_stack([rated, rated[order].T])
    for choice in choices:
        with threadpool_limits(1):  # small matrices: a second thread waits more than it works
            reading = _read(matched, choice, targets, learn=learn, level=level, steps=steps)
        yield reading


def _read(
    matched: Matched,
    choice: Chosen,
    targets: Floats,
    *,
    learn: Learn,
    level: float,
    steps: Callable[[Sequence[int]], Iterable[int]],
) -> Reading:
    scores, n_models = matched.scores.filled, matched.n_rated
    lomo, unseen, hits, original = [], [], [], []
    for repeat in steps(range(len(choice.columns))):
        learner = learn(scores[:n_models, choice.columns[repeat]])
        left = leave_one_out(learner, targets)
        lomo.append(left.r)
        unseen.append(left.out_of_fold)
        hits.append(regression_hits(learner, targets))
        original.append(_original(choice.estimates[repeat], targets[:, 0]))
    guess = targets.var(axis=0, ddof=1) * n_models / (n_models - 1)  # squared error of the mean of the others
    squared = np.mean(np.square(np.array(unseen) - targets), axis=(0, 1))
    by_regression, by_scores = np.array(hits).mean(axis=1), np.array(original).mean(axis=1)
    span = HIGHEST - LOWEST
    return Reading(
        method=choice.method,
        n=choice.n,
        n_models=n_models,
        n_repeats=len(choice.columns),
        lomo=Null.of(_defined_mean(np.array(lomo))),
        skill=Null.of(1 - squared / guess),
        error=span * math.sqrt(squared[0]),
        guess_error=span * math.sqrt(guess[0]),
        pairwise=Null.of(by_regression.mean(axis=0)),
        pairwise_sem=_sem(by_regression[:, 0]),
        pairwise_interval=accuracy_interval(np.mean(np.array(hits)[:, :, 0], axis=0), n_models),
        original=float(by_scores.mean()),
        original_sem=_sem(by_scores),
        original_interval=accuracy_interval(np.mean(original, axis=0), n_models),
        out_of_fold=LOWEST + span * np.mean(np.array(unseen)[:, :, 0], axis=0),
        predicted=_predicted(matched, learn(scores[:, choice.columns[0]]), targets[:, 0], level),
    )


def _predicted(matched: Matched, learner: Learner, rated: Floats, level: float) -> tuple[Predicted, ...]:
    unrated = matched.scores.n_models - matched.n_rated
    return tuple(predict_unrated(learner, rated, level=level)) if unrated else ()


def _original(estimates: Floats, rated: Floats) -> Floats:
    """1 for each pair that the scores order rightly; NaN throughout where a model has no score."""
    hits = original_hits(estimates, rated[:, None])[:, 0].astype(np.float64)
    return np.full_like(hits, np.nan) if np.isnan(estimates).any() else hits


def _defined_mean(figures: Floats) -> Floats:
    """Mean over repeats of the figures that are defined, shape (P,)."""
    there = (~np.isnan(figures)).sum(axis=0)
    found: Floats = np.divide(np.nansum(figures, axis=0), there, out=np.full(there.shape, np.nan), where=there > 0)
    return found


def _sem(values: Floats) -> float:
    return float(values.std(ddof=1) / math.sqrt(len(values))) if len(values) > 1 else math.nan
