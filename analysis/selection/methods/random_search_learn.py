"""Random-Search-Learn (section 3.2.1, appendix C.2): the best of many random subsets, read by ridge."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Floats, Indices
from analysis.selection import ridge
from analysis.selection.draws import balanced_orders
from analysis.selection.methods.random_sampling_learn import learned
from analysis.selection.seam import SelectionMethod, Sources, Subset

N_CANDIDATES = 1000
N_TRAIN_SHARE = 0.75


class RandomSearchLearn(SelectionMethod):
    """Of 1,000 task-balanced random subsets, the one whose ridge regression errs least on held-back source models.

    Notes
    -----
    One split of the sources into 75 % and 25 % serves all candidates; the error is the mean absolute one. Candidates
    are nested over sizes: each is one random order, and its Gram matrix grows with it. The penalty of each candidate is
    chosen by pooled 5-fold cross-validation on the 9 training models; scikit-learn's RidgeCV, which averages R2 over
    folds, meets a fold of one model there and silently takes the smallest penalty always.
    """

    name = "random-search-learn"
    title = "Random-Search-Learn"

    def __init__(self, n_candidates: int = N_CANDIDATES) -> None:
        self.n_candidates = n_candidates

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        shuffled = rng.permutation(len(sources.scores))
        n_train = max(2, round(N_TRAIN_SHARE * len(shuffled)))
        split = (shuffled[:n_train], shuffled[n_train:])
        orders = balanced_orders(sources.matrix, max(sizes), n_orders=self.n_candidates, rng=rng)
        grows = _Grams(sources.scores, orders)
        best = {n: int(np.argmin(_errors(grows.at(n), sources.full_scores, *split))) for n in sorted(set(sizes))}
        return [learned(sources, orders[best[n], :n]) for n in sizes]


class _Grams:
    """Gram matrices of every candidate's first n items, shape (B, K, K); sizes are asked for in rising order."""

    def __init__(self, scores: Floats, orders: Indices) -> None:
        self._by_item = np.ascontiguousarray(scores.T)
        self._orders = orders
        self._done = 0
        self._grams = np.zeros((len(orders), len(scores), len(scores)))

    def at(self, n: int) -> Floats:
        added = self._by_item[self._orders[:, self._done : n]]
        self._grams += np.matmul(np.swapaxes(added, 1, 2), added)
        self._done = n
        return self._grams


def _errors(grams: Floats, full_scores: Floats, train: Indices, held_back: Indices) -> Floats:
    """Mean absolute error of each candidate on the models held back, shape (B,)."""
    fitted = ridge.fit(grams[:, train][:, :, train], full_scores[train])
    predicted = ridge.predict(fitted, grams, train, held_back)
    return np.asarray(np.abs(predicted - full_scores[held_back]).mean(axis=1))
