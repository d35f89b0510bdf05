"""Anchor points (section 3.2.3, appendix C.6): one item for each cluster of items that models score alike."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.anchors import anchors, clusterings
from analysis.selection.seam import SelectionMethod, Sources, Subset


class AnchorPoints(SelectionMethod):
    """Weighted k-means on the source models' score vectors; APW(m) = sum_i w_i s_{m, a_i} (eq. 2, 17-19).

    Notes
    -----
    Scores are clustered as they are. One start per clustering, from a greedy order shared by all sizes; clusters that
    empty are dropped, so a subset can be smaller than asked, and weights still sum to 1. Items with the same scores are
    exact ties, which are drawn: taking the first by index would tie the result to the order of the file. Items that all
    sources pass form one cluster that is never split, so one item can carry much weight: see ``largest_weight``.
    """

    name = "anchor-points"
    title = "Anchor Points"

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        balance = sources.matrix.balance
        return [anchors(each, balance, rng) for each in clusterings(sources.scores.T, balance, sizes, rng)]
