"""Ridge regression of preference on item scores, for many targets at once.

Few models meet many items, so everything happens in the space of models: with the Gram matrix of the training scores,
its eigenvectors give every alpha's predictions and every leave-one-out error in closed form. The cost of a thousand
permuted targets is that of a few small matrix products.
"""

from typing import Protocol

import numpy as np

from analysis.ratings.table import Floats, Indices

ALPHAS: Floats = np.logspace(-4, 4, 9)


class Learner(Protocol):
    """Learns targets from some models' scores and predicts all models. Scores are fixed at construction."""

    @property
    def n_models(self) -> int:
        """Rows of the scores."""

    def predictions(self, train: Indices, targets: Floats) -> Floats:
        """Fit each column of ``targets``, shape (m, P), on rows ``train``; predict every row, shape (n_models, P)."""


class Ridge:
    """Ridge regression with a free intercept; alpha by nested leave-one-out (sections 4.4.1 and 4.4.2).

    Alpha is the one of ``alphas`` with the least squared error over the training models, each predicted from the
    others; among equal ones the largest. Pearson's r, being undefined on one model, could not choose.

    Parameters
    ----------
    scores : shape (n_models, n_items), without NaN.
    alphas : rising; scikit-learn's scaling: squared error plus alpha times squared weights.
    """

    def __init__(self, scores: Floats, alphas: Floats = ALPHAS) -> None:
        self._gram: Floats = scores @ scores.T
        self._alphas = alphas

    @property
    def n_models(self) -> int:
        return len(self._gram)

    def predictions(self, train: Indices, targets: Floats) -> Floats:
        vectors, values = self._axes(train)
        along = vectors.T @ targets
        chosen = self._alphas[self._choose(vectors, values, along)]
        inner = self._gram[:, train]
        centered = inner - inner[train].mean(axis=0)  # against the training mean; the vectors center the other side
        found: Floats = targets.mean(axis=0) + (centered @ vectors) @ (along / (values[:, None] + chosen))
        return found

    def alphas(self, train: Indices, targets: Floats) -> Floats:
        """The alpha chosen for each column of ``targets``, shape (P,)."""
        vectors, values = self._axes(train)
        found: Floats = self._alphas[self._choose(vectors, values, vectors.T @ targets)]
        return found

    def _axes(self, train: Indices) -> tuple[Floats, Floats]:
        """Eigenvectors, orthogonal to the constant, and eigenvalues of the centered Gram matrix."""
        contrasts = _contrasts(len(train))
        values, axes = np.linalg.eigh(contrasts.T @ self._gram[np.ix_(train, train)] @ contrasts)
        return contrasts @ axes, np.maximum(values, 0.0)

    def _choose(self, vectors: Floats, values: Floats, along: Floats) -> Indices:
        """Position of the best alpha for each target: residuals left out are e_i / (1 - h_ii)."""
        shrunk = self._alphas[:, None] / (values + self._alphas[:, None])
        left = np.einsum("ij,aj,ij->ai", vectors, shrunk, vectors)
        residuals = vectors @ (shrunk[:, :, None] * along)
        errors = np.square(residuals / left[:, :, None]).sum(axis=1)
        found: Indices = len(self._alphas) - 1 - errors[::-1].argmin(axis=0)
        return found


def _contrasts(n: int) -> Floats:
    """An orthonormal basis of what is orthogonal to the constant, shape (n, n - 1) (Helmert's)."""
    found = np.zeros((n, n - 1))
    for column in range(n - 1):
        found[: column + 1, column] = 1.0
        found[column + 1, column] = -(column + 1.0)
    norms: Floats = np.sqrt(np.square(found).sum(axis=0))
    return found / norms
