"""Ridge regression of full scores on item scores, with its penalty chosen by exact k-fold cross-validation.

There are a dozen models and up to a thousand items, so all is done on the K x K Gram matrix, for many subsets at once.
Leaving a block F of models out changes their residuals to (I - H_FF)^-1 e_F, H the hat matrix with the free intercept:
the same numbers as refitting without them, from one eigendecomposition.
"""

from dataclasses import dataclass

import numpy as np

from analysis.scores.matrix import Floats, Indices

PENALTIES = np.array([0.001, 0.01, 0.1, 1.0, 10.0, 100.0])
"""Grid of appendix C.1, on scikit-learn's scale: squared errors summed, not averaged."""
N_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Ridge:
    """Fits to B subsets: prediction = mean + (centred cross-Gram with the training models) @ dual."""

    mean: float
    dual: Floats
    penalty: Floats


def blocks(n: int, folds: int = N_FOLDS) -> list[Indices]:
    """scikit-learn's KFold without shuffling: consecutive blocks, the first ones larger by one."""
    return [np.asarray(block, dtype=np.intp) for block in np.array_split(np.arange(n), min(folds, n))]


def fit(gram: Floats, target: Floats) -> Ridge:
    """Fit B ridge regressions to the same target, each with its own penalty.

    Parameters
    ----------
    gram : shape (B, K, K), X X' of each subset's scores, not centred.
    target : shape (K,).

    Notes
    -----
    The penalty has the smallest squared error pooled over all left-out models; among equals the largest wins. Pooling,
    not averaging a score over folds, is what works for 9 models: R2 of a fold with one model is undefined.
    """
    mean = float(target.mean())
    values, vectors = np.linalg.eigh(centred(gram))
    values = np.clip(values, 0.0, None)
    rotated = np.einsum("bki,k->bi", vectors, target - mean)
    losses = np.stack([_left_out_loss(values, vectors, rotated, penalty, target - mean) for penalty in PENALTIES])
    is_best = losses <= losses.min(axis=0) * (1 + 1e-10) + 1e-18
    penalty = PENALTIES[len(PENALTIES) - 1 - np.argmax(is_best[::-1], axis=0)]
    dual = np.einsum("bki,bi->bk", vectors, rotated / (values + penalty[:, None]))
    return Ridge(mean, dual, penalty)


def centred(gram: Floats) -> Floats:
    """The Gram matrices of the same data with every item's mean taken off."""
    rows = gram.mean(axis=-1, keepdims=True)
    return np.asarray(gram - rows - np.swapaxes(rows, -1, -2) + rows.mean(axis=-2, keepdims=True))


def predict(ridge: Ridge, gram: Floats, train: Indices, others: Indices) -> Floats:
    """Predictions for other models, shape (B, len(others)), from a Gram matrix over all of them, (B, K, K)."""
    inner = gram[:, train][:, :, train]
    cross = gram[:, others][:, :, train]
    means = inner.mean(axis=1, keepdims=True)
    moved = cross - cross.mean(axis=2, keepdims=True) - means + means.mean(axis=2, keepdims=True)
    return np.asarray(ridge.mean + np.einsum("bok,bk->bo", moved, ridge.dual))


def coefficients(scores: Floats, dual: Floats, mean: float) -> tuple[Floats, float]:
    """Item coefficients, shape (n,), and intercept of one fit to ``scores``, shape (K, n)."""
    means = scores.mean(axis=0)
    weights = (scores - means).T @ dual
    return weights, mean - float(weights @ means)


def _left_out_loss(values: Floats, vectors: Floats, rotated: Floats, penalty: float, target: Floats) -> Floats:
    """Squared error pooled over left-out models, shape (B,)."""
    shrunk = values / (values + penalty)
    residuals = target - np.einsum("bki,bi->bk", vectors, shrunk * rotated)
    loss = np.zeros(len(values))
    for block in blocks(len(target)):
        rows = vectors[:, block]
        hat = 1.0 / len(target) + np.matmul(rows * shrunk[:, None, :], np.swapaxes(rows, 1, 2))
        errors = _solve(np.eye(len(block)) - hat, residuals[:, block])
        loss += np.square(errors).sum(axis=1)
    return loss


def _solve(matrix: Floats, right: Floats) -> Floats:
    """Batched solve; blocks of one and two, which a search meets by the hundred thousand, in closed form."""
    size = right.shape[1]
    if size == 1:
        return np.asarray(right / matrix[:, 0])
    if size == 2:
        (a, b), (c, d) = matrix[:, 0].T, matrix[:, 1].T
        first, second = right.T
        solved = np.stack([d * first - b * second, a * second - c * first], axis=1)
        return np.asarray(solved / (a * d - b * c)[:, None])
    return np.asarray(np.linalg.solve(matrix, right[..., None])[..., 0])
