"""Difficulty-based selection (section 3.2.2, appendix C.4): equal shares of easy, middling and hard items."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Floats, Indices
from analysis.selection.draws import by_keys, tied_order
from analysis.selection.seam import SelectionMethod, Sources, Subset

N_BINS = 10


class Difficulty(SelectionMethod):
    """Floor(n / 10) items from each of ten bins of D_i = 1 - mean score (eq. 6), then one from each of n mod 10 bins.

    Within a bin item i of task t is drawn with probability proportional to 1 / |T_t|; the estimate is the plain mean.

    Notes
    -----
    The paper says "quantiles" and writes bins of equal width. Equal width cannot give n items (twelve models scored 0
    or 1 make thirteen difficulties), so bins are by rank, ties drawn. The remainder's bins are ranks of what is left.
    """

    name = "difficulty"
    title = "Difficulty-based"

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        by_difficulty = tied_order(1.0 - sources.scores.mean(axis=0), rng)[::-1]
        keys = by_keys(sources.matrix.balance, rng)
        bins = [each[np.argsort(keys[each])] for each in np.array_split(by_difficulty, N_BINS)]
        return [self._subset(by_difficulty, bins, n, by_keys(sources.matrix.balance, rng)) for n in sizes]

    def _subset(self, by_difficulty: Indices, bins: Sequence[Indices], n: int, keys: Floats) -> Subset:
        share = n // N_BINS
        taken = np.concatenate([each[:share] for each in bins])
        remainder = n - len(taken)
        if remainder:
            is_left = np.ones(len(by_difficulty), dtype=bool)
            is_left[taken] = False
            left = by_difficulty[is_left[by_difficulty]]
            parts = np.array_split(left, min(remainder, len(left)))
            taken = np.concatenate([taken, [part[np.argmin(keys[part])] for part in parts]])
        return Subset(taken.astype(np.intp), np.full(len(taken), 1.0 / len(taken)))
