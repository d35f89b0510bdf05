"""The one interface of selection methods: select items on source models, estimate a target from its scores on them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from analysis.scores.matrix import Floats, Indices, ScoreMatrix
from analysis.selection.covariance import Covariance

Feature = np.ndarray[tuple[int, ...], np.dtype[np.float32]]


@dataclass(frozen=True)
class Sources:
    """What a method may see: the source models' scores, and features of the items that hold no model's score.

    Attributes
    ----------
    matrix : the source models' scores, shape (K, I).
    features : by name (``semantic``, ``acoustic``: PCA-reduced, columns by falling variance; ``metadata``: 0 or 1),
        each of shape (I, any).
    """

    matrix: ScoreMatrix
    features: Mapping[str, Feature] = field(default_factory=dict)

    @cached_property
    def scores(self) -> Floats:
        """Scores without NaN, for fitting; see `ScoreMatrix.filled`."""
        return self.matrix.filled

    @cached_property
    def full_scores(self) -> Floats:
        """The source models' full scores (eq. 1), shape (K,); a missing task counts as filled."""
        exact = self.matrix.full_scores
        return np.where(np.isnan(exact), self.scores @ self.matrix.balance, exact)

    @cached_property
    def covariance(self) -> Covariance:
        """How items' scores vary together over models; shared by intervals and kriging."""
        return Covariance.fit(self.scores, self.matrix.task, self.matrix.balance)


@dataclass(frozen=True)
class Subset:
    """Chosen items, and how a target's scores on them become an estimate of its full score.

    Attributes
    ----------
    items : shape (n,), columns of the matrix, unique.
    weights : shape (n,); without ``centre`` they sum to 1.
    intercept : added to the weighted sum.
    centre : shape (n,), or None. What scores are expected to be; an ungraded one counts as its expectation plus the
        target's mean departure. Without it, weights are renormalised over the scored items.
    fit : what the method wants to remember.
    """

    items: Indices
    weights: Floats
    intercept: float = 0.0
    centre: Floats | None = None
    fit: Any = None

    @property
    def largest_weight(self) -> float:
        """The largest absolute weight's share of all: how much one item decides."""
        return float(np.abs(self.weights).max() / np.abs(self.weights).sum()) if np.any(self.weights) else 0.0

    @property
    def effective_size(self) -> float:
        """How many equally weighted items would weigh as unevenly: (sum |w|)^2 / sum w^2."""
        squares = float(np.square(self.weights).sum())
        return float(np.abs(self.weights).sum() ** 2 / squares) if squares else 0.0


class SelectionMethod(ABC):
    """A way to choose items.

    Attributes
    ----------
    name : what the command line and the result files call it.
    title : what tables and figures call it.
    in_paper : whether it is one of the paper's ten.
    needs : features it cannot do without.
    sees_scores : whether the choice depends on the source models; if not, one choice serves all folds of a repeat.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    in_paper: ClassVar[bool] = True
    needs: ClassVar[tuple[str, ...]] = ()
    sees_scores: ClassVar[bool] = True

    @abstractmethod
    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        """A subset for each size, in order; all sizes in one call, so that a method can share work between them.

        A subset may be smaller than asked where a method finds fewer distinct items. Ties are drawn from ``rng``.
        """

    def estimate(self, subset: Subset, scores: Floats) -> Floats:
        """Targets' full scores, shape (M,), from their scores on the subset's items, shape (M, n); NaN = ungraded.

        A target without any score on the subset gives NaN.
        """
        return weighted_estimate(subset, scores)


def weighted_estimate(subset: Subset, scores: Floats) -> Floats:
    """The weighted sum, with ungraded scores treated as `Subset` says."""
    missing = np.isnan(scores)
    graded = ~missing
    none = missing.all(axis=1)
    known = np.where(missing, 0.0, scores)
    if subset.centre is None:
        weight = graded @ subset.weights
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(none, np.nan, subset.intercept + (known @ subset.weights) / weight)
    if missing.any():
        departures = np.where(missing, 0.0, scores - subset.centre).sum(axis=1) / np.maximum(graded.sum(axis=1), 1)
        known = np.where(missing, subset.centre + departures[:, None], scores)
    return np.where(none, np.nan, subset.intercept + known @ subset.weights)
