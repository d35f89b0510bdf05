"""Task-stratified random sampling: every task gets its share of items, not only in expectation."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Floats, Indices, ScoreMatrix
from analysis.selection.seam import SelectionMethod, Sources, Subset


class Stratified(SelectionMethod):
    """n / T items of each task, rounded at random, each task's mean weighing 1 / T.

    Beyond the paper: what tasks differ in no longer adds to the error. With fewer items than tasks a random choice of
    tasks has one item each.
    """

    name = "stratified"
    title = "Stratified Random"
    in_paper = False
    sees_scores = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = stratified_order(sources.matrix, rng)
        return [Subset(order[:n], task_weights(sources.matrix, order[:n])) for n in sizes]


def stratified_order(matrix: ScoreMatrix, rng: np.random.Generator) -> Indices:
    """All items, such that every beginning has as equal numbers of each task as there can be.

    Items of a task come in random order; rounds take one item of each task, the tasks in random order. Tasks that are
    used up are passed over.
    """
    shuffled = rng.permutation(matrix.n_items)
    by_task = shuffled[np.argsort(matrix.task[shuffled], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(matrix.task_sizes)[:-1]])
    round_of = np.arange(matrix.n_items) - starts[matrix.task[by_task]]
    return np.asarray(by_task[np.lexsort((rng.random(matrix.n_items), round_of))], dtype=np.intp)


def task_weights(matrix: ScoreMatrix, items: Indices) -> Floats:
    """1 / (tasks present x items of the task), shape (n,)."""
    counts = np.bincount(matrix.task[items], minlength=len(matrix.tasks))
    return np.asarray(1.0 / ((counts > 0).sum() * counts[matrix.task[items]]), dtype=np.float64)
