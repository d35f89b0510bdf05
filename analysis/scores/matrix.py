"""The one shape that scores have inside this package: models x items, and the task of each item."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from analysis.scores.faults import ScoresFaultError, found

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


def totals(codes: Indices, values: Floats, n: int = 0) -> Floats:
    """Sum of the values of each code, shape (at least n,)."""
    return np.bincount(codes, values, minlength=n).astype(np.float64)


@dataclass(frozen=True)
class ScoreMatrix:
    """Scores of K models on I items of T tasks.

    Attributes
    ----------
    models : K names, unique.
    items : I ids, unique.
    tasks : T names, sorted; each has at least one item.
    task : shape (I,), the position in ``tasks`` of each item's task.
    scores : shape (K, I), float64 in [0, 1]; NaN = ungraded.
    """

    models: tuple[str, ...]
    items: tuple[str, ...]
    tasks: tuple[str, ...]
    task: Indices
    scores: Floats

    @classmethod
    def of(
        cls,
        scores: Floats,
        *,
        models: Sequence[str],
        items: Sequence[str],
        tasks: Sequence[str],
        source: str = "scores",
    ) -> "ScoreMatrix":
        """A checked matrix from one task name for each item.

        Raises
        ------
        ScoresFaultError
            With every fault; ``source`` names in it where the scores came from.
        """
        faults = found(scores, models=models, items=items, tasks=tasks, source=source)
        if faults:
            raise ScoresFaultError(faults)
        names, task = np.unique(np.asarray(list(tasks), dtype=str), return_inverse=True)
        return cls(
            tuple(map(str, models)),
            tuple(map(str, items)),
            tuple(map(str, names)),
            task.reshape(-1).astype(np.intp),
            np.ascontiguousarray(scores, dtype=np.float64),
        )

    @property
    def n_models(self) -> int:
        """K."""
        return len(self.models)

    @property
    def n_items(self) -> int:
        """I."""
        return len(self.items)

    @cached_property
    def task_sizes(self) -> Indices:
        """Items of each task, shape (T,)."""
        return np.bincount(self.task, minlength=len(self.tasks)).astype(np.intp)

    @cached_property
    def balance(self) -> Floats:
        """Balance weight 1 / (T |T_t|) of each item (eq. 16), shape (I,); they sum to 1."""
        return np.asarray(1.0 / (len(self.tasks) * self.task_sizes[self.task]), dtype=np.float64)

    @cached_property
    def full_scores(self) -> Floats:
        """Each model's task-averaged score (eq. 1), shape (K,).

        A task's mean is over its scored items. A model without any score in some task has no full score: NaN.
        """
        scored = ~np.isnan(self.scores)
        sums = self._by_task(np.where(scored, self.scores, 0.0))
        counts = self._by_task(scored.astype(np.float64))
        with np.errstate(invalid="ignore"):
            return np.asarray((sums / np.where(counts > 0, counts, np.nan)).mean(axis=1), dtype=np.float64)

    @cached_property
    def filled(self) -> Floats:
        """Scores for fitting only, shape (K, I): an ungraded one is its item's mean, else its task's, else 1/2."""
        missing = np.isnan(self.scores)
        if not missing.any():
            return self.scores
        counts = (~missing).sum(axis=0)
        sums = np.where(missing, 0.0, self.scores).sum(axis=0)
        by_task = np.bincount(self.task, sums) / np.maximum(np.bincount(self.task, counts), 1)
        fallback = np.where(np.bincount(self.task, counts) > 0, by_task, 0.5)[self.task]
        means = np.where(counts > 0, sums / np.maximum(counts, 1), fallback)
        return np.where(missing, means, self.scores)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over names and scores: what a manifest records."""
        digest = sha256(repr((self.models, self.items, self.tasks)).encode())
        digest.update(np.ascontiguousarray(self.task, dtype="<i8").tobytes())
        digest.update(np.ascontiguousarray(self.scores, dtype="<f8").tobytes())
        return digest.hexdigest()

    def of_models(self, rows: Indices) -> "ScoreMatrix":
        """The matrix of some models, in the order of ``rows``."""
        return ScoreMatrix(
            tuple(self.models[row] for row in rows), self.items, self.tasks, self.task, self.scores[np.asarray(rows)]
        )

    def of_items(self, columns: Indices) -> "ScoreMatrix":
        """The matrix of some items, in the order of ``columns``; tasks without any are gone."""
        return ScoreMatrix.of(
            self.scores[:, columns],
            models=self.models,
            items=[self.items[column] for column in columns],
            tasks=[self.tasks[self.task[column]] for column in columns],
        )

    def _by_task(self, values: Floats) -> Floats:
        return np.stack([np.bincount(self.task, row, minlength=len(self.tasks)) for row in values])
