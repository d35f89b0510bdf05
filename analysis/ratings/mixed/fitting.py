"""Fits a cumulative link mixed model and tells standard errors, variances and what could not be told."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.ratings.mixed.crossing import Crossing
from analysis.ratings.mixed.laplace import Laplace
from analysis.ratings.table import Factor, Floats, Indices
from analysis.scores.faults import InsufficientDataError

_FLAT = 1e-3  # curvature of the log likelihood below which a standard error, over 30 logits, says nothing
_STEP = 1e-4  # of the differences that make a Hessian from exact gradients


@dataclass(frozen=True, slots=True)
class MixedFit:
    """A fitted cumulative logit model: logit P(rating <= k) = threshold_k - (x' slopes + intercepts).

    Attributes
    ----------
    n : ratings.
    thresholds : shape (K - 1,), rising.
    slopes : shape (p,), on the logit scale: higher is better rated.
    covariance : of the slopes, shape (p, p), from the observed information.
    deviations : the intercepts' standard deviation for each random factor; 0 = the factor explains nothing.
    threshold_errors : standard errors of the thresholds.
    log_likelihood : Laplace's approximation.
    """

    n: int
    thresholds: Floats
    slopes: Floats
    covariance: Floats
    deviations: Mapping[str, float]
    threshold_errors: Floats
    log_likelihood: float

    @property
    def errors(self) -> Floats:
        """Standard errors of the slopes, shape (p,)."""
        return np.sqrt(np.diag(self.covariance))


def fit_mixed(ratings: Floats, design: Floats, random: Mapping[str, Factor]) -> MixedFit:
    """Fit by maximum marginal likelihood (Laplace), as R's ``ordinal::clmm`` does.

    Parameters
    ----------
    ratings : shape (n,), any numbers that can be sorted, none missing. Levels that nobody used have no threshold.
    design : shape (n, p), without an intercept.
    random : Random intercepts by name; may be empty.

    Raises
    ------
    InsufficientDataError
        One level only, or no finite estimate exists.
    """
    levels, found_codes = np.unique(ratings, return_inverse=True)
    codes: Indices = found_codes.astype(np.intp)
    if len(levels) < 2:
        raise InsufficientDataError("every rating is the same: there is nothing to explain")
    crossing = Crossing(list(random.values()), len(ratings))
    objective = _Objective(Laplace(codes, design, crossing), len(levels) - 1, design.shape[1])
    found = objective.minimise(_start(codes, len(levels), design.shape[1], len(random)))
    covariance = _inverse(objective.hessian(found))
    k, p = len(levels) - 1, design.shape[1]
    jacobian = _rising_jacobian(found[:k])
    names = list(random)
    spread = {names[index]: float(abs(found[k + p + place])) for place, index in enumerate(crossing.order)}
    return MixedFit(
        n=len(ratings),
        thresholds=rising(found[:k]),
        slopes=found[k : k + p],
        covariance=covariance[k : k + p, k : k + p],
        deviations={name: spread[name] for name in names},
        threshold_errors=np.sqrt(np.diag(jacobian @ covariance[:k, :k] @ jacobian.T)),
        log_likelihood=-objective(found)[0],
    )


def rising(free: Floats) -> Floats:
    """Thresholds from free parameters: the first, then the logarithms of the steps."""
    return np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))


def _rising_jacobian(free: Floats) -> Floats:
    steps = np.concatenate([np.ones(1), np.exp(free[1:])])
    found: Floats = np.tril(np.ones((len(free), len(free)))) * steps
    return found


class _Objective:
    """The Laplace value over one vector of free parameters: thresholds' steps, slopes, deviations."""

    def __init__(self, laplace: Laplace, n_thresholds: int, n_slopes: int) -> None:
        self._laplace, self._k, self._p = laplace, n_thresholds, n_slopes

    def __call__(self, free: Floats) -> tuple[float, Floats]:
        k, p = self._k, self._p
        value, gradient = self._laplace.value_and_gradient(rising(free[:k]), free[k : k + p], free[k + p :])
        gradient[:k] = _rising_jacobian(free[:k]).T @ gradient[:k]
        return value, gradient

    def minimise(self, start: Floats) -> Floats:
        from scipy.optimize import minimize

        result = minimize(self, start, jac=True, method="BFGS", options={"gtol": 1e-5, "maxiter": 500})
        found: Floats = result.x
        if not np.isfinite(result.fun) or np.abs(result.jac).max() > 1e-2:
            raise InsufficientDataError("the regression did not converge: the ratings do not settle its parameters")
        return found

    def hessian(self, at: Floats) -> Floats:
        """Central differences of the exact gradient."""
        columns = [(self(at + step)[1] - self(at - step)[1]) / (2 * _STEP) for step in np.eye(len(at)) * _STEP]
        found = np.array(columns)
        return (found + found.T) / 2


def _start(codes: Indices, n_levels: int, n_slopes: int, n_factors: int) -> Floats:
    shares = np.cumsum(np.bincount(codes, minlength=n_levels))[:-1] / len(codes)
    thresholds = np.log(shares / (1 - shares))
    steps = np.log(np.maximum(np.diff(thresholds), 1e-3))
    return np.concatenate([thresholds[:1], steps, np.zeros(n_slopes), np.full(n_factors, 0.5)])


def _inverse(hessian: Floats) -> Floats:
    """Raises: InsufficientDataError: A parameter has no finite estimate."""
    values, vectors = np.linalg.eigh(hessian)
    if values.min() < _FLAT:
        raise InsufficientDataError("the likelihood is flat: some effect has no finite estimate")
    found: Floats = (vectors / values) @ vectors.T
    return found
