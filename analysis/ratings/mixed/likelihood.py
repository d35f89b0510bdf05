"""The cumulative logit of one rating, and the derivatives that fitting takes, all in closed form.

With F the logistic distribution and a rating between the thresholds ``upper`` and ``lower`` (both less the linear
predictor eta), F(u) - F(l) = F(u) (1 - F(l)) (1 - exp(l - u)), so every derivative is a product of logistic functions.
"""

from dataclasses import dataclass

import numpy as np

from analysis.ratings.table import Floats, Indices

_WIDEST = 700.0  # exp() of more has no double; nothing distinguishes it from infinity


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Log likelihood of n ratings and what it becomes as thresholds and eta move; each of shape (n,).

    Attributes
    ----------
    log : the log likelihood.
    by_upper : its derivative by the upper threshold.
    by_lower : by the lower one.
    by_eta : by eta.
    weight : minus the second derivative by eta; never negative.
    upper_density : derivative of ``by_eta`` by the upper threshold.
    lower_density : by the lower one.
    weight_by_upper : derivative of ``weight`` by the upper threshold.
    weight_by_lower : by the lower one.
    """

    log: Floats
    by_upper: Floats
    by_lower: Floats
    by_eta: Floats
    weight: Floats
    upper_density: Floats
    lower_density: Floats
    weight_by_upper: Floats
    weight_by_lower: Floats


def log_likelihood(thresholds: Floats, codes: Indices, eta: Floats) -> Floats:
    """Log likelihood alone, shape (n,), for steps that only ask whether it grew."""
    from scipy.special import log_expit

    upper, lower = _bounds(thresholds, codes, eta)
    found: Floats = log_expit(upper) + log_expit(-lower) + np.log(-np.expm1(-_width(upper, lower)))
    return found


def ordinal(thresholds: Floats, codes: Indices, eta: Floats) -> Ordinal:
    """Likelihood and derivatives of ratings ``codes`` (0 to K - 1) at ``thresholds`` (K - 1, rising) and ``eta``."""
    from scipy.special import expit

    upper, lower = _bounds(thresholds, codes, eta)
    above, below = expit(upper), expit(lower)
    upper_density, lower_density = above * (1 - above), below * (1 - below)
    crowding = 1 / np.expm1(_width(upper, lower))
    return Ordinal(
        log=log_likelihood(thresholds, codes, eta),
        by_upper=(1 - above) + crowding,
        by_lower=-below - crowding,
        by_eta=above + below - 1,
        weight=upper_density + lower_density,
        upper_density=upper_density,
        lower_density=lower_density,
        weight_by_upper=upper_density * (1 - 2 * above),
        weight_by_lower=lower_density * (1 - 2 * below),
    )


def _bounds(thresholds: Floats, codes: Indices, eta: Floats) -> tuple[Floats, Floats]:
    edges = np.concatenate([[-np.inf], thresholds, [np.inf]])
    return edges[codes + 1] - eta, edges[codes] - eta


def _width(upper: Floats, lower: Floats) -> Floats:
    return np.minimum(upper - lower, _WIDEST)
