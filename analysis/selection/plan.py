"""What a comparison is: methods, sizes, repeats, folds and the seed; and every random draw that follows from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from analysis.scores.faults import InsufficientDataError, require_folds
from analysis.scores.matrix import Indices, ScoreMatrix

TABLE_SIZES = (10, 20, 30, 50, 100, 200)
DEFAULT_SIZES = (10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 120, 140, 160, 180, 200, 300, 500, 1000)
PAPER_SIZES = (*range(10, 200), *range(200, 1001, 50))
"""The 207 sizes that the paper's thresholds point to: every integer to 200, then steps of 50."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A comparison, complete: the same plan on the same matrix gives the same numbers, whatever ran in which order."""

    methods: tuple[str, ...]
    sizes: tuple[int, ...] = DEFAULT_SIZES
    repeats: int = 100
    folds: int = 3
    seed: int = 0

    def check(self, matrix: ScoreMatrix) -> None:
        """Refuse what cannot be done.

        Raises
        ------
        InsufficientDataError
            Too few models for the folds, models without a full score, or too few items for the largest size.
        """
        require_folds(matrix.n_models, self.folds)
        if self.repeats < 1:
            raise InsufficientDataError(f"{self.repeats} repeats: expected 1 or more")
        if not self.sizes or min(self.sizes) < 1 or max(self.sizes) > matrix.n_items:
            raise InsufficientDataError(f"sizes {self.sizes}: expected numbers from 1 to {matrix.n_items}, the items")
        without = [model for model, score in zip(matrix.models, matrix.full_scores, strict=True) if np.isnan(score)]
        if without:
            raise InsufficientDataError(
                f"no full score, since no item of some task is graded: {', '.join(without)}; leave these models out, "
                "or the task"
            )

    def splits(self, repeat: int, n_models: int) -> Iterator[tuple[Indices, Indices]]:
        """Source and held-out models of each fold of a repeat."""
        shuffled = self.rng(repeat, "folds").permutation(n_models)
        for held_out in np.array_split(shuffled, self.folds):
            yield shuffled[~np.isin(shuffled, held_out)], held_out

    def rng(self, repeat: int, *what: str | int) -> np.random.Generator:
        """The generator of one purpose: independent of every other, and of what else is in the plan."""
        words: Sequence[int] = [self.seed, repeat, *(crc32(str(each).encode()) for each in what)]
        return np.random.default_rng(words)
