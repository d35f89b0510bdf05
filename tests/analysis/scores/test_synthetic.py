"""The made-up benchmark has the paper's size and is made by its seed."""

from pathlib import Path

import numpy as np

from analysis.scores.catalogue import N_MODELS, TASKS, Task
from analysis.scores.simulation import write_simulation
from analysis.scores.synthetic import synthetic_embeddings, synthetic_scores

FEW = (Task("a", 30, "binary", spoken=False), Task("b", 20, "judged", spoken=True), Task("c", 9, "share", spoken=True))


def test_the_catalogue_adds_up_to_tables_4_and_5() -> None:
    assert (len(TASKS), sum(task.n_items for task in TASKS), N_MODELS) == (40, 15_964, 18)


def test_scores_look_as_their_tasks_do() -> None:
    matrix = synthetic_scores(np.random.default_rng(0), tasks=FEW)
    assert matrix.scores.shape == (18, 59)
    assert set(np.unique(matrix.scores[:, matrix.task == 0])) == {0.0, 1.0}
    assert len(np.unique(np.round(matrix.scores[:, matrix.task == 1] * 9, 6) % 1)) == 1


def test_same_seed_same_bytes() -> None:
    one, two = (synthetic_scores(np.random.default_rng(3), tasks=FEW) for _ in range(2))
    assert one.digest == two.digest
    vectors = [synthetic_embeddings(np.random.default_rng(3), one, n_dims=8).tobytes() for _ in range(2)]
    assert vectors[0] == vectors[1]


def test_embeddings_of_a_task_lie_together() -> None:
    matrix = synthetic_scores(np.random.default_rng(0), tasks=FEW)
    near = synthetic_embeddings(np.random.default_rng(1), matrix, n_dims=64)
    likeness = near @ near.T
    same = matrix.task[:, None] == matrix.task[None, :]
    assert likeness[same].mean() > likeness[~same].mean() + 0.3


def test_a_folder_has_all_that_the_worked_example_needs(tmp_path: Path) -> None:
    matrix = write_simulation(tmp_path, np.random.default_rng(0), shrink=200)
    assert {path.name for path in tmp_path.iterdir()} == {
        "scores.parquet",
        "semantic.npy",
        "acoustic.npy",
        "metadata.csv",
    }
    assert len(np.load(tmp_path / "semantic.npy")) == matrix.n_items
