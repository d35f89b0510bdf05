"""Writes a made-up benchmark to a folder: what the worked example and the benchmarks of speed start from."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from analysis.scores.catalogue import TASKS
from analysis.scores.matrix import ScoreMatrix
from analysis.scores.synthetic import synthetic_embeddings, synthetic_scores
from analysis.scores.writing import write_long

SEMANTIC_DIMS, ACOUSTIC_DIMS = 3072, 1024
"""Of text-embedding-3-large and WavLM-Large."""


def write_simulation(folder: Path, rng: np.random.Generator, *, shrink: int = 1) -> ScoreMatrix:
    """Write scores.parquet, semantic.npy, acoustic.npy and metadata.csv; every task has 1 / ``shrink`` of its items.

    Embeddings of a shrunk benchmark have as many fewer dimensions.
    """
    import pandas as pd

    folder.mkdir(parents=True, exist_ok=True)
    tasks = [replace(task, n_items=max(2, task.n_items // shrink)) for task in TASKS]
    drawn = synthetic_scores(rng, tasks=tasks)
    matrix = drawn.of_items(np.lexsort((np.arange(drawn.n_items), drawn.task)))
    write_long(matrix, folder / "scores.parquet")
    for name, dims in (("semantic", SEMANTIC_DIMS), ("acoustic", ACOUSTIC_DIMS)):
        np.save(folder / f"{name}.npy", synthetic_embeddings(rng, matrix, n_dims=max(64, dims // shrink)))
    spoken = {task.name: int(task.spoken) for task in tasks}
    answers = [spoken[matrix.tasks[code]] for code in matrix.task]
    inputs = [int(matrix.tasks[code] != "pronunciation-oed") for code in matrix.task]
    pd.DataFrame({"item": matrix.items, "audio_in": inputs, "audio_out": answers}).to_csv(
        folder / "metadata.csv", index=False
    )
    return matrix
