"""A random member of each cluster instead of the nearest one."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.anchors import clusterings, members
from analysis.selection.seam import SelectionMethod, Sources, Subset


class ClusterMember(SelectionMethod):
    """Anchor points' clusters, each represented by a member drawn with probability as its balance weight.

    Beyond the paper: given the clusters the estimate is unbiased for every target, also for one unlike the sources,
    since the clusters serve as strata (eq. 2 with a_i drawn in C_i); the nearest item is not.
    """

    name = "cluster-member"
    title = "Random Cluster Member"
    in_paper = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        balance = sources.matrix.balance
        return [members(each, balance, rng) for each in clusterings(sources.scores.T, balance, sizes, rng)]
