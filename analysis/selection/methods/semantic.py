"""Semantic embedding (section 3.2.3): anchors among clusters of what items say."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.anchors import anchors, clusterings
from analysis.selection.seam import SelectionMethod, Sources, Subset

N_DIMS = 50


class Semantic(SelectionMethod):
    """Anchor points (eq. 2, 17-19) on prompts embedded by text-embedding-3-large, PCA-reduced to 50 dimensions.

    Notes
    -----
    PCA is fitted once, on all items: embeddings hold no model's score, so nothing leaks. The choice does not depend on
    the source models at all; one choice serves every fold of a repeat.
    """

    name = "semantic"
    title = "Semantic Embedding"
    needs = ("semantic",)
    sees_scores = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        vectors, balance = sources.features["semantic"][:, :N_DIMS], sources.matrix.balance
        return [anchors(each, balance, rng) for each in clusterings(vectors, balance, sizes, rng)]
