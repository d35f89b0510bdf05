"""Intervals for models that nobody rated yet: jackknife+ over the rated ones (Barber and others 2021)."""

import math
from dataclasses import dataclass

import numpy as np

from analysis.preference.ridge import Learner
from analysis.ratings.table import HIGHEST, LOWEST, Floats
from analysis.scores.faults import InsufficientDataError


@dataclass(frozen=True, slots=True)
class Predicted:
    """A model's predicted mean rating, 1 to 6, with its interval at ``level``; ``row`` is its row in the scores."""

    row: int
    rating: float
    low: float
    high: float
    level: float


def largest_level(n_models: int) -> float:
    """The highest level at which n rated models give a finite interval: n / (n + 1)."""
    return n_models / (n_models + 1)


def predict_unrated(learner: Learner, targets: Floats, *, level: float) -> list[Predicted]:
    """Predict every model after the rated ones.

    Alpha is chosen anew in each regression, so rated and new models are treated alike. If new models are drawn as the
    rated ones were, at least ``2 level - 1`` of the intervals hold, whatever the scores, and about ``level`` in
    practice; models of another kind are not covered. An interval beyond the scale says so by reaching beyond it.

    Parameters
    ----------
    learner : Over all models, those with targets first.
    targets : shape (M,), (r - 1) / 5.
    level : Of the intervals.

    Raises
    ------
    InsufficientDataError
        M rated models give no finite interval at this level.
    """
    n_models = len(targets)
    if level > largest_level(n_models) + 1e-9:
        raise InsufficientDataError(
            f"{n_models} rated models give no interval at {level:.0%}; the highest is {largest_level(n_models):.0%}"
        )
    left_out = np.empty((n_models, learner.n_models))
    for out in range(n_models):
        train = np.flatnonzero(np.arange(n_models) != out)
        left_out[out] = learner.predictions(train, targets[train, None])[:, 0]
    residuals = np.abs(targets - left_out[np.arange(n_models), np.arange(n_models)])[:, None]
    rank = math.ceil(level * (n_models + 1) - 1e-9)
    low = np.sort(left_out - residuals, axis=0)[n_models - rank]
    high = np.sort(left_out + residuals, axis=0)[rank - 1]
    whole = learner.predictions(np.arange(n_models), targets[:, None])[:, 0]
    return [
        Predicted(row, _rating(whole[row]), _rating(low[row]), _rating(high[row]), level)
        for row in range(n_models, learner.n_models)
    ]


def _rating(target: np.float64) -> float:
    return LOWEST + (HIGHEST - LOWEST) * float(target)
