"""Task-balanced random sampling (section 3.2.1), the baseline."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.draws import balanced_order
from analysis.selection.seam import SelectionMethod, Sources, Subset


class Random(SelectionMethod):
    """Each item of task t is drawn with probability p_i = 1 / (T |T_t|); the estimate is the plain mean.

    Notes
    -----
    The paper leaves open whether items may repeat and how a subset is scored. Here draws are without replacement
    (repeats would waste evaluations) and the mean is over items, not over tasks: task means over the tasks present do
    worse at n = 50. Orders are nested: the subset of a smaller size is the beginning of a larger one's.
    """

    name = "random"
    title = "Random Sampling"
    sees_scores = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = balanced_order(sources.matrix, max(sizes), rng)
        return [Subset(order[:n], np.full(n, 1.0 / n)) for n in sizes]
