"""The paper's ten methods as one would first write them with scikit-learn: one call for each method, size and fold.

Nothing is shared between sizes or folds. Only the response model is ours: scikit-learn has none, and ours, refitted for
each size, is quicker than the variational fit by gradient steps that a plain implementation would take.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.linear_model import RidgeCV
from sklearn.preprocessing import MinMaxScaler

from analysis.scores.matrix import Floats, ScoreMatrix
from analysis.selection import irt
from analysis.selection.ridge import PENALTIES

N_SEARCHED = 1000
N_TIMED = 8


@dataclass
class Plain:
    """One fold: source models, and embeddings as they come."""

    matrix: ScoreMatrix
    embeddings: Mapping[str, Any]
    iterations: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def seconds(self, method: str, n: int) -> float:
        """Processor seconds of one cell."""
        started = process_time()
        times = self._methods[method](n) or 1
        return (process_time() - started) * times

    @property
    def _methods(self) -> Mapping[str, Callable[[int], int | None]]:
        return {
            "random": self._random,
            "random-sampling-learn": self._learn,
            "random-search-learn": self._search,
            "variance": lambda n: self._keep(np.argsort(-self.matrix.scores.var(axis=0))[:n]),
            "difficulty": self._difficulty,
            "irt": self._irt,
            "anchor-points": lambda n: self._cluster("anchor-points", self.matrix.scores.T, n),
            "semantic": lambda n: self._cluster("semantic", self._reduced("semantic", 50), n),
            "acoustic": lambda n: self._cluster("acoustic", self._reduced("acoustic", 50), n),
            "combined": lambda n: self._cluster("combined", self._combined(), n),
        }

    def _keep(self, items: Any) -> None:
        self.matrix.scores[:, items].mean(axis=1)

    def _draw(self, n: int) -> Any:
        rng = np.random.default_rng()
        return rng.choice(self.matrix.n_items, n, replace=False, p=self.matrix.balance)

    def _random(self, n: int) -> None:
        self._keep(self._draw(n))

    def _difficulty(self, n: int) -> None:
        order = np.argsort(self.matrix.scores.mean(axis=0))
        balance = self.matrix.balance
        for each in np.array_split(order, 10):
            np.random.default_rng().choice(each, n // 10, replace=False, p=balance[each] / balance[each].sum())

    def _learn(self, n: int) -> None:
        RidgeCV(PENALTIES, cv=5).fit(self.matrix.scores[:, self._draw(n)], self.matrix.full_scores)

    def _search(self, n: int) -> int:
        """A few of the thousand candidates; the caller multiplies."""
        for _ in range(N_TIMED):
            items = self._draw(n)
            fitted = RidgeCV(PENALTIES, cv=5, scoring="neg_mean_squared_error")
            fitted.fit(self.matrix.scores[:9, items], self.matrix.full_scores[:9])
            fitted.predict(self.matrix.scores[9:, items])
        return N_SEARCHED // N_TIMED

    def _irt(self, n: int) -> None:
        threshold = irt.thresholds(self.matrix.scores, self.matrix.task)[self.matrix.task]
        model = irt.fit((self.matrix.scores >= threshold).astype(np.float64))
        self._cluster("irt", model.parameters[model.of_item], n)

    def _reduced(self, name: str, dims: int) -> Any:
        return PCA(dims, random_state=0).fit_transform(self.embeddings[name])

    def _combined(self) -> Any:
        parts = [MinMaxScaler().fit_transform(self._reduced(name, 12)) for name in ("acoustic", "semantic")]
        return np.hstack([*parts, self.matrix.scores.T, np.ones((self.matrix.n_items, 2))])

    def _cluster(self, method: str, vectors: Floats, n: int) -> None:
        weights = self.matrix.balance
        fitted = KMeans(n, n_init=1, random_state=0).fit(np.asarray(vectors, dtype=np.float32), sample_weight=weights)
        self.iterations[(method, n)] = (fitted.n_iter_, vectors.shape[1])
        for code, centre in enumerate(fitted.cluster_centers_):
            members = np.flatnonzero(fitted.labels_ == code)
            if len(members):
                members[np.argmin(np.square(vectors[members] - centre).sum(axis=1))]
