"""The multidimensional two-parameter logistic model (appendix C.5), fitted by coordinate ascent.

With Polya-Gamma variables the bound on the likelihood is quadratic, so every step of variational inference is a small
linear solve: no step size, no seed, and items answered alike by all sources share one solve.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.scores.matrix import Floats, Indices

N_DIMS = 5
MAX_STEPS = 60
TOLERANCE = 1e-3
HYPER_VARIANCE = 100.0
"""Of the priors of the means: N(0, 10) with 10 a standard deviation, as Pyro reads it."""


@dataclass(frozen=True)
class ItemResponse:
    """A fitted model. Items with equal responses of all sources have equal parameters, kept once as a pattern.

    Attributes
    ----------
    parameters : shape (N, 6), [alpha; beta] of each pattern.
    of_item : shape (I,), each item's pattern.
    abilities : shape (K, 5), theta of each source.
    priors : shape (3, 2), fitted mean and precision of the priors of theta, alpha and beta.
    n_steps : how many rounds the fit took.
    """

    parameters: Floats
    of_item: Indices
    abilities: Floats
    priors: Floats
    n_steps: int

    def probability(self, patterns: Indices, abilities: Floats) -> Floats:
        """sigma(alpha' theta - beta) (eq. 8), shape (M, len(patterns))."""
        chosen = self.parameters[patterns]
        return sigmoid(abilities @ chosen[:, :N_DIMS].T - chosen[:, N_DIMS])


def thresholds(scores: Floats, task: Indices) -> Floats:
    """For each task the score from which a response counts as 1, shape (T,).

    Of the values that occur (and one above all) it is the one whose count of scores at or above it comes nearest to
    their sum, so that the mean is kept (appendix C.5.1); among equals the largest.
    """
    return np.array([_threshold(scores[:, task == code].ravel()) for code in range(int(task.max()) + 1)])


def fit(responses: Floats) -> ItemResponse:
    """Fit eq. 7-11 to responses in [0, 1], shape (K, I), without NaN.

    Notes
    -----
    Deviations: the paper runs py-irt (500 Adam steps); its code sums (a_d t_d - b) over dimensions and takes the
    hyperparameters u for standard deviations. Here eq. 8 holds and u are precisions, as printed. Responses between 0
    and 1 are quasi-likelihood: the bound only needs their mean.
    """
    patterns, of_item, counts = np.unique(np.round(responses, 6).T, axis=0, return_inverse=True, return_counts=True)
    state = _State(patterns, counts.astype(np.float64))
    steps = 0
    for steps in range(1, MAX_STEPS + 1):  # noqa: B007
        if state.step() < TOLERANCE:
            break
    return ItemResponse(state.items, of_item.reshape(-1).astype(np.intp), state.models, state.priors, steps)


def abilities(items: Floats, responses: Floats, *, precision: float = 0.0, gradient_limit: float = 1e-5) -> Floats:
    """Targets' abilities by maximum likelihood (eq. 13), shape (M, 5), from theta = 0 by damped Newton steps.

    Parameters
    ----------
    items : shape (n, 6), [alpha; beta] of the items seen.
    responses : shape (M, n), 0 or 1 (or between); NaN = ungraded, not counted.
    precision : of a prior N(0, 1 / precision) on abilities; 0 as printed, where few items can put the maximum at
        infinity: the search ends as BFGS does, when no gradient exceeds ``gradient_limit``, logits clipped at 30.
    """
    slopes, levels = items[:, :N_DIMS], items[:, N_DIMS]
    graded = ~np.isnan(responses)
    observed = np.where(graded, responses, 0.0)
    theta = np.zeros((len(responses), N_DIMS))
    for _ in range(100):
        expected = sigmoid(theta @ slopes.T - levels)
        gradient = np.where(graded, observed - expected, 0.0) @ slopes - precision * theta
        if np.abs(gradient).max(initial=0.0) < gradient_limit:
            break
        curvature = np.where(graded, expected * (1 - expected), 0.0)
        hessian = np.einsum("mn,nd,ne->mde", curvature, slopes, slopes, optimize=True)
        damping = (precision + 1e-4 + 1e-3 * np.trace(hessian, axis1=1, axis2=2) / N_DIMS)[:, None, None]
        step = np.linalg.solve(hessian + damping * np.eye(N_DIMS), gradient[..., None])[..., 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        theta = theta + step * np.minimum(1.0, 2.0 / np.maximum(length, 1e-12))
    return theta


def sigmoid(logit: Floats) -> Floats:
    """The logistic function, of logits clipped to [-30, 30]."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30.0, 30.0))))


class _Prior:
    """A normal prior with unknown mean, N(0, 10), and precision, Gamma(1, 1), updated from what is drawn from it."""

    def __init__(self) -> None:
        self.mean = 0.0
        self.precision = 1.0

    def update(self, total: float, squares: float, n: float) -> None:
        """``total`` and ``squares`` are the expected sum and sum of squares of the n values."""
        certainty = 1.0 / HYPER_VARIANCE + n * self.precision
        self.mean = self.precision * total / certainty
        spread = squares - 2 * self.mean * total + n * (self.mean**2 + 1.0 / certainty)
        self.precision = (1.0 + n / 2) / (1.0 + spread / 2)


class _State:
    """The variational posterior: normal for each model and each pattern."""

    def __init__(self, patterns: Floats, counts: Floats) -> None:
        self._counts = counts
        self._kappa = patterns - 0.5
        self.models = _first_abilities(patterns, counts)
        self._model_products = _products(self.models, 0.01 * np.eye(N_DIMS))
        self._weights = np.full(patterns.shape, 0.25)
        self._alpha, self._beta, self._theta = _Prior(), _Prior(), _Prior()
        self.items = np.zeros((len(patterns), N_DIMS + 1))

    @property
    def priors(self) -> Floats:
        return np.array([[each.mean, each.precision] for each in (self._theta, self._alpha, self._beta)])

    def step(self) -> float:
        """One round over items, models and priors. Gives the largest change of an ability."""
        before = self.models
        self._update_items()
        self._update_weights()
        self._update_models()
        self._update_weights()
        self._update_priors()
        return float(np.abs(self.models - before).max())

    def _update_items(self) -> None:
        """[alpha; beta] sees each model as [theta; -1]."""
        size = N_DIMS + 1
        precision = np.diag([self._alpha.precision] * N_DIMS + [self._beta.precision])
        mean = np.array([self._alpha.mean] * N_DIMS + [self._beta.mean])
        system = (self._weights @ self._seen().reshape(-1, size * size)).reshape(-1, size, size) + precision
        covariance = np.linalg.inv(system)
        self.items = np.einsum("nij,nj->ni", covariance, self._kappa @ self._regressors() + precision @ mean)
        self._item_products = _products(self.items, covariance)

    def _update_models(self) -> None:
        weighted = (self._counts[:, None] * self._weights).T
        alpha = self._item_products[:, :N_DIMS, :N_DIMS].reshape(-1, N_DIMS * N_DIMS)
        system = (weighted @ alpha).reshape(-1, N_DIMS, N_DIMS) + self._theta.precision * np.eye(N_DIMS)
        covariance = np.linalg.inv(system)
        right = (self._counts[:, None] * self._kappa).T @ self.items[:, :N_DIMS]
        right += weighted @ self._item_products[:, :N_DIMS, N_DIMS] + self._theta.precision * self._theta.mean
        self.models = np.einsum("kij,kj->ki", covariance, right)
        self._model_products = _products(self.models, covariance)

    def _update_weights(self) -> None:
        """Expected Polya-Gamma variables, tanh(psi / 2) / (2 psi)."""
        size = (N_DIMS + 1) ** 2
        square = self._item_products.reshape(-1, size) @ self._seen().reshape(-1, size).T
        psi = np.sqrt(np.maximum(square, 1e-8))
        self._weights = np.tanh(psi / 2) / (2 * psi)

    def _update_priors(self) -> None:
        counts, diagonal = self._counts, np.diagonal(self._item_products, axis1=1, axis2=2)
        n_items, n_models = counts.sum(), len(self.models)
        self._alpha.update(
            float(counts @ self.items[:, :N_DIMS].sum(axis=1)),
            float(counts @ diagonal[:, :N_DIMS].sum(axis=1)),
            N_DIMS * n_items,
        )
        self._beta.update(float(counts @ self.items[:, N_DIMS]), float(counts @ diagonal[:, N_DIMS]), n_items)
        squares = float(np.trace(self._model_products, axis1=1, axis2=2).sum())
        self._theta.update(float(self.models.sum()), squares, N_DIMS * n_models)

    def _regressors(self) -> Floats:
        return np.hstack([self.models, -np.ones((len(self.models), 1))])

    def _seen(self) -> Floats:
        """Expected products of [theta; -1] with itself, shape (K, 6, 6)."""
        size = N_DIMS + 1
        products = np.empty((len(self.models), size, size))
        products[:, :N_DIMS, :N_DIMS] = self._model_products
        products[:, N_DIMS, :N_DIMS] = products[:, :N_DIMS, N_DIMS] = -self.models
        products[:, N_DIMS, N_DIMS] = 1.0
        return products


def _products(means: Floats, covariance: NDArray[np.floating[Any]]) -> Floats:
    return np.asarray(means[:, :, None] * means[:, None, :] + covariance)


def _first_abilities(patterns: Floats, counts: Floats) -> Floats:
    """Principal components of the models, each turned so that it goes with the mean score."""
    departures = (patterns - patterns.mean(axis=1, keepdims=True)) * np.sqrt(counts)[:, None]
    _, _, rows = np.linalg.svd(departures, full_matrices=False)
    first = np.zeros((patterns.shape[1], N_DIMS))
    kept = min(N_DIMS, len(rows) - 1)
    first[:, :kept] = rows[:kept].T * np.sqrt(patterns.shape[1])
    level = counts @ patterns
    signs = np.sign(first.T @ (level - level.mean()))
    return first * np.where(signs == 0, 1.0, signs)


def _threshold(values: Floats) -> float:
    ordered = np.sort(values)
    candidates = np.append(np.unique(ordered), np.inf)
    at_or_above = len(ordered) - np.searchsorted(ordered, candidates, side="left")
    gap = np.round(np.abs(at_or_above - ordered.sum()), 9)
    return float(candidates[len(candidates) - 1 - np.argmin(gap[::-1])])
