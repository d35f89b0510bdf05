"""Combined embedding (section 3.2.3): anchors among clusters of sound, words, scores and metadata together."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.matrix import Floats
from analysis.selection.anchors import anchors, clusterings
from analysis.selection.seam import Feature, SelectionMethod, Sources, Subset


class Combined(SelectionMethod):
    """Anchor points (eq. 2, 17-19) on [acoustic; semantic; source scores; metadata].

    Acoustic and semantic embeddings are PCA-reduced to the number K of source models and scaled to [0, 1].

    Notes
    -----
    Scaling is by column, as scikit-learn's MinMaxScaler does: every component gets the same range, which the paper does
    not say but its tool implies. K is 12 inside cross-validation and all models in a final choice.
    """

    name = "combined"
    title = "Combined Embedding"
    needs = ("semantic", "acoustic", "metadata")

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        vectors, balance = joined(sources), sources.matrix.balance
        return [anchors(each, balance, rng) for each in clusterings(vectors, balance, sizes, rng)]


def joined(sources: Sources) -> Floats:
    """The combined vectors, shape (I, 3 K + metadata columns)."""
    n_models = len(sources.scores)
    parts = [scaled(sources.features[name][:, :n_models]) for name in ("acoustic", "semantic")]
    return np.hstack([*parts, sources.scores.T, sources.features["metadata"].astype(np.float64)])


def scaled(columns: Feature) -> Floats:
    """Each column to [0, 1]; a constant one to 0."""
    low = columns.min(axis=0)
    span = columns.max(axis=0) - low
    return np.asarray((columns - low) / np.where(span > 0, span, 1.0), dtype=np.float64)
