"""How items' scores vary together over models: what kriging weights and every estimate's interval are made of.

A model's scores are taken as item means plus a random part with covariance

    C = share * Z'Z / (K - 1) + (1 - share) * (g 1 1' + h [same task] + diag(d_task)),

Z the source models' departures from item means. The first part knows which items go together, but only as far as K
models can tell; the second knows only models, tasks and chance, and keeps items on which all sources agree from
counting as certain.
"""

from dataclasses import dataclass

import numpy as np

from analysis.scores.matrix import Floats, Indices, totals

SHARE = 0.5
FLOOR = 1e-4


@dataclass(frozen=True)
class Covariance:
    """The fitted covariance, and the products with it that estimators need.

    Attributes
    ----------
    means : shape (I,), item means over the sources.
    departures : shape (K, I), the sources' departures from them.
    task : shape (I,), task codes.
    balance : shape (I,), balance weights; the full score is balance @ scores.
    of_model, of_task : variances of a model's level and of its own way with a task.
    of_chance : shape (T,), variance of a single score around both, by task.
    """

    means: Floats
    departures: Floats
    task: Indices
    balance: Floats
    of_model: float
    of_task: float
    of_chance: Floats

    @classmethod
    def fit(cls, scores: Floats, task: Indices, balance: Floats) -> "Covariance":
        """From scores without NaN of K >= 2 models, by moments."""
        means = scores.mean(axis=0)
        departures = scores - means
        freedom = max(len(scores) - 1, 1)
        sizes = np.bincount(task)
        by_task = np.stack([np.bincount(task, row) / sizes for row in departures])
        inside = departures - by_task[:, task]
        chance = np.bincount(task, np.square(inside).sum(axis=0)) / (np.maximum(sizes - 1, 1) * freedom)
        levels = by_task.mean(axis=1)
        ways = by_task - levels[:, None]
        of_task = np.square(ways).sum() / (freedom * max(len(sizes) - 1, 1)) - (chance / sizes).mean()
        of_model = np.square(levels).sum() / freedom - max(float(of_task), 0.0) / len(sizes)
        return cls(
            means,
            departures,
            task,
            balance,
            max(float(of_model), FLOOR),
            max(float(of_task), 0.0),
            np.maximum(chance, FLOOR),
        )

    @property
    def full_mean(self) -> float:
        """The mean over the sources of the full score."""
        return float(self.balance @ self.means)

    def among(self, left: Indices, right: Indices) -> Floats:
        """C between two lists of items, shape (len(left), len(right))."""
        freedom = max(len(self.departures) - 1, 1)
        seen = self.departures[:, left].T @ self.departures[:, right] / freedom
        same_task = self.task[left][:, None] == self.task[right][None, :]
        same_item = left[:, None] == right[None, :]
        told = self.of_model + self.of_task * same_task + self.of_chance[self.task[left]][:, None] * same_item
        return np.asarray(SHARE * seen + (1 - SHARE) * told)

    def with_full(self, items: Indices) -> Floats:
        """Covariance of items' scores with the full score, shape (n,)."""
        freedom = max(len(self.departures) - 1, 1)
        seen = (self.departures @ self.balance) @ self.departures[:, items] / freedom
        told = self.of_model + self.of_task * self._task_share[self.task[items]]
        told = told + self.of_chance[self.task[items]] * self.balance[items]
        return np.asarray(SHARE * seen + (1 - SHARE) * told)

    @property
    def of_full(self) -> float:
        """Variance of the full score over models."""
        freedom = max(len(self.departures) - 1, 1)
        seen = float(np.square(self.departures @ self.balance).sum() / freedom)
        told = self.of_model + self.of_task * float(np.square(self._task_share).sum())
        told += float(self.of_chance[self.task] @ np.square(self.balance))
        return SHARE * seen + (1 - SHARE) * told

    @property
    def _task_share(self) -> Floats:
        return totals(self.task, self.balance)

    def error_sd(self, items: Indices, weights: Floats) -> float:
        """Standard deviation of (weighted sum of scores) - (full score) over models.

        The population is finite: all items with their balance weights give 0. The model's own level, which cancels
        where weights sum to 1, is counted as seen among the sources where they do not.
        """
        freedom = max(len(self.departures) - 1, 1)
        seen = np.square(self.departures[:, items] @ weights).sum() / freedom
        told = self.of_model * weights.sum() ** 2 + self.of_chance[self.task[items]] @ np.square(weights)
        told += self.of_task * np.square(totals(self.task[items], weights)).sum()
        variance = SHARE * seen + (1 - SHARE) * told - 2 * weights @ self.with_full(items) + self.of_full
        return float(np.sqrt(max(float(variance), 0.0)))

    def kriging_weights(self, items: Indices) -> Floats:
        """Weights of the best linear prediction of the full score from the items' scores, shape (n,).

        A model's level is given a flat prior, which makes the weights sum to 1 nearly: a target far above all sources
        is not pulled back to them.
        """
        flat = 1.0
        return np.asarray(np.linalg.solve(self.among(items, items) + flat, self.with_full(items) + flat))

    def predictions(self, wanted: Indices, items: Indices) -> Floats:
        """Matrix P, shape (len(wanted), n): departures on ``items`` times P' predict those on ``wanted``."""
        flat = 1.0
        system = self.among(items, items) + flat
        return np.asarray(np.linalg.solve(system, self.among(items, wanted) + flat).T)
