"""Variance-based selection (section 3.2.2, appendix C.3): the items on which models differ most."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.draws import tied_order
from analysis.selection.seam import SelectionMethod, Sources, Subset


class Variance(SelectionMethod):
    """The n items with the largest variance over source models, of all tasks together; the estimate is the plain mean.

    Notes
    -----
    The text divides by K - 1 and the appendix by K: the order is the same. With twelve models and items scored 0 or 1
    about 900 items share the largest variance, so that up to n = 900 the choice *is* its rule for ties, which the paper
    does not state: here they are drawn (variances equal to 12 digits are ties).
    """

    name = "variance"
    title = "Variance-based"

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = tied_order(sources.scores.var(axis=0), rng)
        return [Subset(order[:n], np.full(n, 1.0 / n)) for n in sizes]
