"""The linear algebra of crossed random intercepts: one large diagonal block, and a small dense one for the rest.

Each rating touches one level of every factor. The Hessian of the standardised intercepts, I + A' W A, is diagonal
within a factor; eliminating the one with the most levels (participants) leaves a dense system as small as the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.ratings.table import Factor, Floats, Indices


class Crossing:
    """Which rating touches which intercepts.

    Parameters
    ----------
    factors : The random factors; ``order`` tells how they are sorted here, the one with the most levels first.
    n : How many ratings there are.
    """

    def __init__(self, factors: Sequence[Factor], n: int) -> None:
        self.order = sorted(range(len(factors)), key=lambda index: -len(factors[index].levels))
        self.sizes = [len(factors[index].levels) for index in self.order]
        offsets = np.concatenate([[0], np.cumsum(self.sizes)]).astype(np.intp)
        self.n_levels = int(offsets[-1])
        self.n_first = self.sizes[0] if self.sizes else 0
        columns = [factors[index].codes + offset for index, offset in zip(self.order, offsets[:-1], strict=True)]
        self.positions: Indices = np.column_stack(columns) if columns else np.zeros((n, 0), np.intp)

    def spread(self, deviations: Floats, intercepts: Floats) -> Floats:
        """A b: what the intercepts add to each rating's eta, shape (n,)."""
        found: Floats = intercepts[self.positions] @ deviations
        return found

    def gather(self, deviations: Floats, values: Floats) -> Floats:
        """A' v: values of the ratings summed over each level, shape (n_levels,)."""
        found = np.zeros(self.n_levels)
        for column, deviation in zip(self.positions.T, deviations, strict=True):
            found += deviation * np.bincount(column, values, self.n_levels)
        return found

    def curvature(self, deviations: Floats, weights: Floats) -> "Curvature":
        """The Hessian I + A' W A, factored."""
        first, rest = self.n_first, self.n_levels - self.n_first
        summed = self.gather(deviations**2, weights) + 1
        cross, dense = np.zeros((first, rest)), np.diag(summed[first:])
        for f in range(1, len(self.sizes)):
            product = deviations[0] * deviations[f] * weights
            np.add.at(cross, (self.positions[:, 0], self.positions[:, f] - first), product)
            for g in range(1, f):
                product = deviations[g] * deviations[f] * weights
                ends = self.positions[:, g] - first, self.positions[:, f] - first
                np.add.at(dense, ends, product)
                np.add.at(dense, ends[::-1], product)
        scaled = cross / summed[:first, None]
        left = dense - cross.T @ scaled
        log_determinant = float(np.log(summed[:first]).sum() + np.linalg.slogdet(left)[1])
        return Curvature(summed[:first], scaled, np.linalg.inv(left).astype(np.float64), log_determinant)


@dataclass(frozen=True, slots=True)
class Curvature:
    """A factored Hessian: the first factor's diagonal D, D^-1 C, and the inverse of the Schur complement."""

    diagonal: Floats
    scaled: Floats
    inverse: Floats
    log_determinant: float

    def solve(self, right: Floats) -> Floats:
        """H^-1 r."""
        first = len(self.diagonal)
        rest = self.inverse @ (right[first:] - self.scaled.T @ right[:first])
        return np.concatenate([right[:first] / self.diagonal - self.scaled @ rest, rest])

    def entries(self, rows: Indices, columns: Indices) -> Floats:
        """Single entries of H^-1 at pairs of levels, shape (n,); both in the first factor only on the diagonal."""
        first = len(self.diagonal)
        if not len(rows):
            return np.zeros(0)
        if rows[0] >= first and columns[0] >= first:
            found: Floats = self.inverse[rows - first, columns - first]
            return found
        mixed = self.scaled @ self.inverse
        if rows[0] < first and columns[0] < first:
            diagonal: Floats = 1 / self.diagonal + np.einsum("ij,ij->i", mixed, self.scaled)
            return diagonal[rows]
        low, high = (rows, columns) if rows[0] < first else (columns, rows)
        return -mixed[low, high - first]
