"""Runs put together: one score matrix of models x items, checked, and written with a manifest that gives it a version.

Runs go together only if they measured the same thing: the same items by content, the same metrics in the same version,
the same judges and transcriber. Anything else is a fault and named.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.benchmark.running.results import read_manifest, read_results
from analysis.scores.faults import ScoresFaultError
from analysis.scores.matrix import ScoreMatrix
from analysis.scores.writing import write_long

SCHEMA = 1
MUST_AGREE = ("item_hash", "task", "metric", "metric_version")


@dataclass(frozen=True, slots=True)
class Run:
    """One run as it lies in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]

    @property
    def model(self) -> str:
        """The model's name."""
        return str(self.manifest["model"]["name"])


def read_runs(folders: Sequence[Path]) -> list[Run]:
    """Runs by their folders; raises NoRunError where one holds no whole run."""
    return [Run(folder, read_manifest(folder), read_results(folder)) for folder in folders]


def combine(runs: Sequence[Run], *, allow_missing: bool = False) -> ScoreMatrix:
    """The matrix of several runs, models in the order of the runs, items in that of their first appearance.

    ``allow_missing`` takes runs over different items; what a model was not asked is NaN, as is what stayed ungraded.

    Raises:
        ScoresFaultError: every fault: a model twice, items or metrics or judges that differ, missing items.
    """
    first: dict[str, Mapping[str, Any]] = {}
    for run in runs:
        for row in run.rows:
            first.setdefault(row["item"], row)
    faults = [*_twice(runs), *_other_graders(runs), *_differing(runs, first)]
    if not allow_missing:
        faults += [
            f"{run.folder}: {len(first) - len(run.rows)} of {len(first)} items are missing"
            for run in runs
            if len(run.rows) != len(first)
        ]
    if faults:
        raise ScoresFaultError(faults)
    column = {item: place for place, item in enumerate(first)}
    scores = np.full((len(runs), len(first)), np.nan)
    for place, run in enumerate(runs):
        for row in run.rows:
            if row["score"] is not None:
                scores[place, column[row["item"]]] = row["score"]
    return ScoreMatrix.of(
        scores,
        models=[run.model for run in runs],
        items=list(first),
        tasks=[row["task"] for row in first.values()],
        source="runs",
    )


def write_matrix(matrix: ScoreMatrix, runs: Sequence[Run], path: Path) -> dict[str, Any]:
    """The matrix as a long table (CSV or Parquet) and ``<name>.manifest.json`` beside it; returns the manifest.

    Its version is the matrix's digest: the same scores have the same version, whenever they are put together.
    """
    write_long(matrix, path)
    ungraded = np.isnan(matrix.scores)
    manifest = {
        "schema": SCHEMA,
        "version": matrix.digest[:12],
        "sha256": matrix.digest,
        "n_models": matrix.n_models,
        "n_items": matrix.n_items,
        "n_tasks": len(matrix.tasks),
        "n_ungraded": {model: int(count) for model, count in zip(matrix.models, ungraded.sum(axis=1), strict=True)},
        "runs": [
            {
                "model": run.model,
                "identity": run.manifest["model"]["identity"],
                "created_at": run.manifest["created_at"],
                "rows_sha256": run.manifest["rows_sha256"],
            }
            for run in runs
        ],
        "graders": _graders(runs[0]),
    }
    path.with_suffix(".manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    return manifest


def _graders(run: Run) -> dict[str, Any]:
    return {name: run.manifest[name] for name in ("judges", "transcriber")}


def _twice(runs: Sequence[Run]) -> list[str]:
    names = [run.model for run in runs]
    return [f"{run.folder}: the model '{run.model}' is in two runs" for run in runs if names.count(run.model) > 1]


def _other_graders(runs: Sequence[Run]) -> list[str]:
    return [
        f"{run.folder}: judged otherwise than {runs[0].folder} (judges or transcriber differ)"
        for run in runs[1:]
        if _graders(run) != _graders(runs[0])
    ]


def _differing(runs: Sequence[Run], first: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return [
        f"{run.folder}, item {row['item']}: {name} is {row[name]}, in another run {first[row['item']][name]}"
        for run in runs
        for row in run.rows
        for name in MUST_AGREE
        if row[name] != first[row["item"]][name]
    ]
