"""Random orders of items: task-balanced draws without replacement, and seeded ties."""

import numpy as np
from numpy.typing import NDArray

from analysis.scores.matrix import Flags, Floats, Indices, ScoreMatrix

Items = NDArray[np.int32]
"""Columns of a matrix where there are millions of them."""


def by_keys(probability: Floats, rng: np.random.Generator) -> Floats:
    """Exponential keys, same shape: the items with the n smallest are n draws without replacement, one by one."""
    return np.asarray(rng.standard_exponential(probability.shape) / probability)


def balanced_order(matrix: ScoreMatrix, n: int, rng: np.random.Generator) -> Indices:
    """N items in the order they are drawn, each with probability 1 / (T |T_t|), without replacement (section 3.2.1)."""
    keys = by_keys(matrix.balance, rng)
    chosen = np.argpartition(keys, n - 1)[:n] if n < matrix.n_items else np.arange(matrix.n_items)
    return np.asarray(chosen[np.argsort(keys[chosen])], dtype=np.intp)


def balanced_orders(matrix: ScoreMatrix, n: int, *, n_orders: int, rng: np.random.Generator) -> Indices:
    """Many orders as of `balanced_order`, shape (n_orders, n).

    Drawing with replacement and dropping what came before has the distribution of drawing without, and costs a draw for
    each item chosen instead of one for each item there is.
    """
    if 4 * n > matrix.n_items:
        return np.stack([balanced_order(matrix, n, rng) for _ in range(n_orders)])
    drawn: Items = np.empty((n_orders, 0), dtype=np.int32)
    while True:
        drawn = np.concatenate([drawn, _with_replacement(matrix, (n_orders, n + 32 + n // 8), rng)], axis=1)
        is_first = _first_occurrences(drawn)
        if is_first.sum(axis=1).min() >= n:
            places = np.argsort(~is_first, axis=1, kind="stable")[:, :n]
            return np.take_along_axis(drawn, places, axis=1).astype(np.intp)


def tied_order(values: Floats, rng: np.random.Generator) -> Indices:
    """Positions by falling value; exact ties (to 12 digits) in random order."""
    return np.lexsort((rng.random(len(values)), -np.round(values, 12))).astype(np.intp)


def _with_replacement(matrix: ScoreMatrix, shape: tuple[int, int], rng: np.random.Generator) -> Items:
    by_task = np.argsort(matrix.task, kind="stable").astype(np.int32)
    starts = np.concatenate([[0], np.cumsum(matrix.task_sizes)[:-1]])
    task = rng.integers(len(matrix.tasks), size=shape, dtype=np.int32)
    within = (rng.random(shape) * matrix.task_sizes[task]).astype(np.int32)
    return np.asarray(by_task[starts[task] + within])


def _first_occurrences(drawn: Items) -> Flags:
    order = np.argsort(drawn, axis=1, kind="stable")
    ordered = np.take_along_axis(drawn, order, axis=1)
    is_new = np.ones(drawn.shape, dtype=bool)
    is_new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    is_first = np.empty_like(is_new)
    np.put_along_axis(is_first, order, is_new, axis=1)
    return is_first
