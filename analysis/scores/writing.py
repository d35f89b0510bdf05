"""Writes score matrices in the forms that `reading` reads."""

from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.matrix import ScoreMatrix


def write_long(matrix: ScoreMatrix, path: Path) -> None:
    """One row for each model and item: model, task, item, score, status; CSV or Parquet by the name's end."""
    import pandas as pd

    ungraded = np.isnan(matrix.scores).ravel()
    _write(
        pd.DataFrame(
            {
                "model": np.repeat(matrix.models, matrix.n_items),
                "task": np.tile(np.asarray(matrix.tasks)[matrix.task], matrix.n_models),
                "item": np.tile(matrix.items, matrix.n_models),
                "score": matrix.scores.ravel(),
                "status": np.where(ungraded, "unscored", "scored"),
            }
        ),
        path,
    )


def write_wide(matrix: ScoreMatrix, path: Path) -> None:
    """One row for each item: task, item, then a column for each model; CSV or Parquet by the name's end."""
    import pandas as pd

    names = {"task": np.asarray(matrix.tasks)[matrix.task], "item": matrix.items}
    _write(pd.DataFrame({**names, **dict(zip(matrix.models, matrix.scores, strict=True))}), path)


def _write(frame: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        frame.to_parquet(path, index=False)
    else:
        frame.to_csv(path, index=False)
