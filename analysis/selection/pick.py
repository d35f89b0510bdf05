"""The final subset: chosen on all models, with its weights, the reasons, and what to do with a target's scores."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.matrix import ScoreMatrix
from analysis.selection.correlations import correlations
from analysis.selection.plan import Plan
from analysis.selection.seam import SelectionMethod, Sources, Subset

SCHEMA = "parley-subset-1"


@dataclass(frozen=True)
class Pick:
    """A subset of all models' scores: the best of some seeds by Pearson's r with the full scores of these models."""

    subset: Subset
    seed: int
    pearson: float
    all_pearson: tuple[float, ...]
    error_sd: float


def pick(sources: Sources, method: SelectionMethod, *, n: int, n_seeds: int, seed: int) -> Pick:
    """Choose n items on all models, once for each of ``n_seeds`` seeds, and keep the best (section 5).

    Seeds are tried in order; among equals the first wins. The correlation is with the models it was chosen on, so it
    is no promise for others: that is what a comparison's held-out models tell.
    """
    plan = Plan((method.name,), (n,), seed=seed)
    tried: list[tuple[float, Subset]] = []
    for attempt in range(n_seeds):
        (subset,) = method.select(sources, (n,), plan.rng(attempt, method.name, "pick"))
        made = method.estimate(subset, sources.matrix.scores[:, subset.items])
        known = ~np.isnan(made)
        value = correlations(made[None, known], sources.full_scores[known])["pearson"][0]
        tried.append((float(value), subset))
    values = np.array([value for value, _ in tried])
    best = int(np.nanargmax(values)) if not np.isnan(values).all() else 0
    subset = tried[best][1]
    sd = sources.covariance.error_sd(subset.items, subset.weights)
    return Pick(subset, best, tried[best][0], tuple(value for value, _ in tried), sd)


def document(picked: Pick, method: SelectionMethod, matrix: ScoreMatrix, *, n: int, seed: int) -> dict[str, Any]:
    """The subset as JSON: items with weights by falling weight, how it came about, and how to use it."""
    subset = picked.subset
    order = np.lexsort((subset.items, -np.abs(subset.weights)))
    centre = subset.centre if subset.centre is not None else np.full(len(order), np.nan)
    items = [
        {"item": matrix.items[column], "task": matrix.tasks[matrix.task[column]], "weight": _figure(subset.weights[at])}
        | ({"expected": _figure(centre[at])} if subset.centre is not None else {})
        for at, column in zip(order, subset.items[order], strict=True)
    ]
    counts = np.bincount(matrix.task[subset.items], minlength=len(matrix.tasks))
    return {
        "schema": SCHEMA,
        "method": method.name,
        "n_asked": n,
        "n_items": len(subset.items),
        "scores_sha256": matrix.digest,
        "seed": seed,
        "intercept": _figure(subset.intercept),
        "items": items,
        "items_by_task": {matrix.tasks[code]: int(counts[code]) for code in np.flatnonzero(counts)},
        "reasons": _reasons(picked, method, matrix),
        "largest_weight": _figure(subset.largest_weight),
        "effective_size": _figure(subset.effective_size),
        "error_sd": _figure(picked.error_sd),
        "pearson_by_seed": [_figure(value) for value in picked.all_pearson],
    }


def write_document(content: dict[str, Any], path: Path) -> None:
    """The same subset gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def _reasons(picked: Pick, method: SelectionMethod, matrix: ScoreMatrix) -> list[str]:
    values = [value for value in picked.all_pearson if not np.isnan(value)]
    spread = f"{min(values):.4f} to {max(values):.4f}" if values else "undefined"
    subset, of = picked.subset, f"{matrix.n_models} models and {matrix.n_items} items of {len(matrix.tasks)} tasks"
    heaviest = f"The heaviest item carries {subset.largest_weight:.3f} of the weight"
    kept = (
        f"Of {len(picked.all_pearson)} seeds number {picked.seed} is kept: its estimates correlate with these models'"
    )
    return [
        f"{method.title}, chosen on all {of}.",
        f"{kept} own full scores by r = {picked.pearson:.4f} (all seeds: {spread}).",
        "That r is of the models the items were chosen on; for other models see a comparison's held-out ones.",
        f"{heaviest}; the subset is worth {subset.effective_size:.1f} equally weighted items.",
        f"One model's estimate errs by about {picked.error_sd:.4f} (standard deviation over models alike).",
        _WITHOUT_CENTRE if subset.centre is None else _WITH_CENTRE,
    ]


_WITHOUT_CENTRE = (
    "An item that could not be graded is left out, and the other weights are renormalised; it is never a 0."
)
_WITH_CENTRE = "An item that could not be graded counts as expected plus the model's mean departure; it is never a 0."


def _figure(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 10)
