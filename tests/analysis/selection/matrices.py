"""Small matrices that tests share."""

from collections.abc import Sequence

import numpy as np

from analysis.scores.catalogue import Task
from analysis.scores.matrix import Floats, ScoreMatrix
from analysis.scores.synthetic import Spread, synthetic_scores
from analysis.selection.seam import Sources

TASKS = (
    Task("asr", 60, "share", spoken=False),
    Task("chat", 40, "judged", spoken=True),
    Task("emotion", 90, "binary", spoken=False),
    Task("trivia", 50, "binary", spoken=True),
)


def matrix_of(scores: Floats | Sequence[Sequence[float]], tasks: Sequence[str]) -> ScoreMatrix:
    """Models m0, m1 ... and items i0, i1 ... of the tasks given."""
    values = np.array(scores, dtype=np.float64)
    return ScoreMatrix.of(
        values,
        models=[f"m{row}" for row in range(len(values))],
        items=[f"i{column}" for column in range(values.shape[1])],
        tasks=tasks,
    )


def drawn(seed: int = 0, *, n_models: int = 12, ability: float = Spread().ability) -> ScoreMatrix:
    """240 items of four tasks."""
    return synthetic_scores(np.random.default_rng(seed), tasks=TASKS, n_models=n_models, spread=Spread(ability=ability))


def sources(matrix: ScoreMatrix, seed: int = 0) -> Sources:
    """With features of every kind, that say little."""
    rng = np.random.default_rng(seed)
    features = {name: rng.standard_normal((matrix.n_items, 20)).astype(np.float32) for name in ("semantic", "acoustic")}
    return Sources(matrix, {**features, "metadata": (rng.random((matrix.n_items, 2)) < 0.5).astype(np.float32)})
