"""Features of items that hold no model's score: embeddings reduced by PCA once, and whether audio is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.matrix import ScoreMatrix
from analysis.selection.seam import Feature

N_DIMS = 50


class FeaturesFaultError(ValueError):
    """A file of features that does not fit the scores; the message names the file and what would be right."""


def reduced(vectors: Any, *, n_dims: int = N_DIMS) -> Feature:
    """The first principal components of all items, shape (I, at most n_dims), by falling variance, float32.

    Components have fixed signs (scikit-learn's), and the solver a fixed seed: the same vectors give the same bytes.
    """
    from sklearn.decomposition import PCA

    kept = min(n_dims, *vectors.shape)
    return np.asarray(PCA(kept, random_state=0).fit_transform(np.asarray(vectors, dtype=np.float32)), dtype=np.float32)


def read_embedding(path: Path, matrix: ScoreMatrix) -> Feature:
    """A ``.npy`` of shape (items, dimensions), rows in the order of the matrix's items, reduced.

    Raises
    ------
    FeaturesFaultError
        It is no such array.
    """
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise FeaturesFaultError(f"{path}: not a .npy file of numbers") from error
    if vectors.ndim != 2 or len(vectors) != matrix.n_items:
        raise FeaturesFaultError(f"{path}: shape {vectors.shape}; expected ({matrix.n_items}, dimensions)")
    if not np.isfinite(vectors).all():
        raise FeaturesFaultError(f"{path}: numbers that are not finite; expected an embedding for every item")
    return reduced(vectors)


def read_metadata(path: Path, matrix: ScoreMatrix) -> Feature:
    """A CSV of ``item, audio_in, audio_out`` (0 or 1) as shape (I, 2), in the matrix's order.

    Raises
    ------
    FeaturesFaultError
        A column or an item is missing, or a cell is neither 0 nor 1.
    """
    import pandas as pd

    frame = pd.read_csv(path, dtype=str)
    columns = ["audio_in", "audio_out"]
    if missing := [name for name in ("item", *columns) if name not in frame.columns]:
        raise FeaturesFaultError(f"{path}: column {missing[0]!r} is missing; expected item, audio_in, audio_out")
    frame = frame.drop_duplicates("item").set_index("item")
    if absent := [item for item in matrix.items if item not in frame.index]:
        raise FeaturesFaultError(f"{path}: no row for item {absent[0]!r} and {len(absent) - 1} more")
    cells = frame.loc[list(matrix.items), columns]
    if not cells.isin(["0", "1"]).all(axis=None):
        raise FeaturesFaultError(f"{path}: audio_in and audio_out must be 0 or 1 in every row")
    return np.asarray(cells.to_numpy(), dtype=np.float32)


def read_features(
    matrix: ScoreMatrix, *, semantic: Path | None, acoustic: Path | None, metadata: Path | None
) -> Mapping[str, Feature]:
    """Those that files are given for, by the names that methods know them by."""
    features: dict[str, Feature] = {}
    if semantic is not None:
        features["semantic"] = read_embedding(semantic, matrix)
    if acoustic is not None:
        features["acoustic"] = read_embedding(acoustic, matrix)
    if metadata is not None:
        features["metadata"] = read_metadata(metadata, matrix)
    return features
