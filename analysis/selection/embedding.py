"""Embeddings of items' texts, each fetched once: vectors are kept by the content they stand for."""

import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from analysis.scores.matrix import ScoreMatrix
from analysis.selection.features import FeaturesFaultError
from analysis.selection.seam import Feature

if TYPE_CHECKING:
    from openai import OpenAI

BATCH = 128
"""Texts asked for in one request, and kept as one piece of work."""


class Embedder(Protocol):
    """Turns texts into vectors of one length. ``name`` is the model's, with whatever else decides the vectors."""

    name: str

    def embed(self, texts: Sequence[str]) -> Feature:
        """Vectors of the texts, shape (len(texts), dimensions), in order."""
        ...


class OpenAIText:
    """The paper's text embeddings, through OpenAI's API or one that speaks like it."""

    def __init__(self, client: "OpenAI", model: str = "text-embedding-3-large") -> None:
        self._client = client
        self.name = model

    def embed(self, texts: Sequence[str]) -> Feature:
        answer = self._client.embeddings.create(model=self.name, input=list(texts), encoding_format="float")
        vectors = [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]
        return np.asarray(vectors, dtype=np.float32)


def embedded(
    texts: Sequence[str],
    embedder: Embedder,
    cache: Path,
    *,
    batch: int = BATCH,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Feature:
    """Vectors of all texts, shape (len(texts), dimensions), float32.

    Each distinct text is asked for once and kept in ``cache`` under the digest of the model's name and the text, batch
    by batch, so that a run that was stopped or refused goes on where it was. ``tell`` hears how many distinct texts are
    there of all.
    """
    places = {text: _place(cache, embedder.name, text) for text in texts}
    missing = [text for text, place in places.items() if not place.is_file()]
    tell(len(places) - len(missing), len(places))
    for start in range(0, len(missing), batch):
        asked = missing[start : start + batch]
        for text, vector in zip(asked, embedder.embed(asked), strict=True):
            _keep(places[text], vector)
        tell(len(places) - len(missing) + start + len(asked), len(places))
    vectors = {text: np.load(place, allow_pickle=False) for text, place in places.items()}
    return np.stack([vectors[text] for text in texts]).astype(np.float32)


def read_texts(path: Path, matrix: ScoreMatrix) -> list[str]:
    """The text of each item, in the matrix's order, from a CSV of ``item, text``.

    Raises
    ------
    FeaturesFaultError
        A column, an item or a text is missing.
    """
    import pandas as pd

    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    if missing := [name for name in ("item", "text") if name not in frame.columns]:
        raise FeaturesFaultError(f"{path}: column {missing[0]!r} is missing; expected item, text")
    texts = dict(zip(frame["item"], frame["text"], strict=True))
    if absent := [item for item in matrix.items if not texts.get(item, "").strip()]:
        raise FeaturesFaultError(f"{path}: no text for item {absent[0]!r} and {len(absent) - 1} more")
    return [texts[item] for item in matrix.items]


def _place(cache: Path, model: str, text: str) -> Path:
    digest = sha256(f"{model}\n{text}".encode()).hexdigest()
    return cache / digest[:2] / f"{digest}.npy"


def _keep(place: Path, vector: Feature) -> None:
    """Write under another name, then rename: what is there is whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    with part.open("wb") as file:
        np.save(file, vector)
    os.replace(part, place)  # noqa: PTH105
