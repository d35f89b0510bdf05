"""The Laplace approximation of the marginal likelihood, and its gradient, exact up to rounding.

The intercepts b are standardised, so eta = X beta + sum_f tau_f b_f and their prior is standard normal. With b^ the
mode of the joint likelihood and H its Hessian there, minus the log marginal likelihood is about
-sum_i log p(y_i | b^) + b^'b^ / 2 + log|H| / 2. The gradient follows b^ as the parameters move, by implicit
differentiation.
"""

import numpy as np

from analysis.ratings.mixed.crossing import Crossing, Curvature
from analysis.ratings.mixed.likelihood import Ordinal, log_likelihood, ordinal
from analysis.ratings.table import Floats, Indices

_STEPS, _HALVINGS = 100, 40
_TOLERANCE = 1e-14  # of Newton's decrement: what a further step would gain, twice


class Laplace:
    """Minus the log marginal likelihood of ratings, as a function of thresholds, slopes and deviations.

    Parameters
    ----------
    codes : Ratings as 0 to K - 1, shape (n,).
    design : Fixed effects, shape (n, p).
    crossing : The random intercepts.
    """

    def __init__(self, codes: Indices, design: Floats, crossing: Crossing) -> None:
        self._codes, self._design, self._crossing = codes, design, crossing
        self._n_thresholds = int(codes.max())
        self.mode = np.zeros(crossing.n_levels)

    def value_and_gradient(self, thresholds: Floats, slopes: Floats, deviations: Floats) -> tuple[float, Floats]:
        """The value, and its gradient by thresholds, slopes and deviations, in this order.

        ``deviations`` are in the crossing's order; a deviation and its negative are the same model. ``mode`` keeps the
        intercepts found, where the next call begins.
        """
        fixed = self._design @ slopes
        found, curvature = self._to_mode(thresholds, fixed, deviations)
        value = -found.log.sum() + self.mode @ self.mode / 2 + curvature.log_determinant / 2
        return float(value), self._gradient(found, curvature, deviations)

    def _to_mode(self, thresholds: Floats, fixed: Floats, deviations: Floats) -> tuple[Ordinal, Curvature]:
        crossing, codes = self._crossing, self._codes

        def joint(intercepts: Floats) -> float:
            eta = fixed + crossing.spread(deviations, intercepts)
            return float(intercepts @ intercepts / 2 - log_likelihood(thresholds, codes, eta).sum())

        for _ in range(_STEPS):
            found = ordinal(thresholds, codes, fixed + crossing.spread(deviations, self.mode))
            curvature = crossing.curvature(deviations, found.weight)
            slope = self.mode - crossing.gather(deviations, found.by_eta)
            step, here = curvature.solve(slope), joint(self.mode)
            if slope @ step < _TOLERANCE:
                break
            for halving in range(_HALVINGS):
                there = self.mode - step / 2**halving
                if joint(there) <= here:
                    break
            else:
                break  # no step improves: rounding is reached
            self.mode = there
        return found, curvature

    def _gradient(self, found: Ordinal, curvature: Curvature, deviations: Floats) -> Floats:
        crossing, positions = self._crossing, self._crossing.positions
        covariances = self._covariances(curvature, deviations)
        leverage = covariances @ deviations
        tilt = -leverage / 2 * (found.weight_by_upper + found.weight_by_lower)
        moved = curvature.solve(crossing.gather(deviations, tilt))
        spread = crossing.spread(deviations, moved)
        by_upper = -found.by_upper + leverage / 2 * found.weight_by_upper + spread * found.upper_density
        by_lower = -found.by_lower + leverage / 2 * found.weight_by_lower + spread * found.lower_density
        by_eta = -(by_upper + by_lower)
        by_deviation = by_eta @ self.mode[positions] + found.by_eta @ moved[positions] + found.weight @ covariances
        return np.concatenate([self._by_threshold(by_upper, by_lower), self._design.T @ by_eta, by_deviation])

    def _covariances(self, curvature: Curvature, deviations: Floats) -> Floats:
        """Column f: sum over g of tau_g times H^-1 between each rating's levels of factors g and f; shape (n, F)."""
        positions = self._crossing.positions
        found = np.zeros(positions.shape)
        for f in range(positions.shape[1]):
            for g, deviation in enumerate(deviations):
                found[:, f] += deviation * curvature.entries(positions[:, g], positions[:, f])
        return found

    def _by_threshold(self, by_upper: Floats, by_lower: Floats) -> Floats:
        levels = self._n_thresholds + 1
        ends: Floats = np.bincount(self._codes, by_upper, levels)[:-1].astype(np.float64)
        begins: Floats = np.bincount(self._codes, by_lower, levels)[1:].astype(np.float64)
        return ends + begins
