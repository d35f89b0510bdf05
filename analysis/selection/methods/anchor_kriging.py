"""Anchor points, weighted as the best linear prediction weighs them."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.anchors import anchors, clusterings
from analysis.selection.kriging import kriged
from analysis.selection.seam import SelectionMethod, Sources, Subset


class AnchorKriging(SelectionMethod):
    """Anchor points' items with kriging weights in place of cluster weights.

    Beyond the paper: cluster weights take an anchor for its whole cluster, also where all sources merely agree by
    chance; kriging weights know how much chance a single score has. Best at n <= 20.
    """

    name = "anchor-kriging"
    title = "Anchors + kriging"
    in_paper = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        balance = sources.matrix.balance
        chosen = [anchors(each, balance, rng).items for each in clusterings(sources.scores.T, balance, sizes, rng)]
        return [kriged(sources, items) for items in chosen]
