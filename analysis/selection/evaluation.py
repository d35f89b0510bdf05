"""One repeat of the protocol (section 3.3): every method, size and fold, each a row of what came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.scores.matrix import Floats, ScoreMatrix
from analysis.selection.correlations import STATISTICS, correlations, pearson_without
from analysis.selection.intervals import TargetEstimates, estimates
from analysis.selection.plan import Plan
from analysis.selection.registry import METHODS
from analysis.selection.seam import Feature, SelectionMethod, Sources, Subset


@dataclass(frozen=True)
class Repeat:
    """Rows of three tables: a fold's statistics, a target's estimates, and the tasks' shares of the items chosen."""

    folds: list[dict[str, Any]]
    targets: list[dict[str, Any]]
    tasks: list[dict[str, Any]]


def evaluate(matrix: ScoreMatrix, features: Mapping[str, Feature], plan: Plan, repeat: int) -> Repeat:
    """Carry out one repeat. Needs nothing but its arguments, so it can run anywhere in any order."""
    result = Repeat([], [], [])
    kept: dict[str, list[Subset]] = {}
    for fold, (sources_rows, held_out) in enumerate(plan.splits(repeat, matrix.n_models)):
        sources = Sources(matrix.of_models(sources_rows), features)
        targets = matrix.of_models(held_out)
        for name in plan.methods:
            method = METHODS[name]
            subsets = kept.get(name) or _select(method, sources, plan, repeat=repeat, fold=fold)
            if not method.sees_scores:
                kept[name] = subsets
            key = {"method": name, "repeat": repeat, "fold": fold}
            _record(result, key, method, sources=sources, targets=targets, subsets=subsets, sizes=plan.sizes)
    return result


def _select(method: SelectionMethod, sources: Sources, plan: Plan, *, repeat: int, fold: int) -> list[Subset]:
    place = (fold,) if method.sees_scores else ()
    return method.select(sources, plan.sizes, plan.rng(repeat, method.name, *place))


def _record(
    result: Repeat,
    key: Mapping[str, Any],
    method: SelectionMethod,
    *,
    sources: Sources,
    targets: ScoreMatrix,
    subsets: Sequence[Subset],
    sizes: Sequence[int],
) -> None:
    truth = targets.full_scores
    made = [estimates(method, sources, subset, targets.scores[:, subset.items]) for subset in subsets]
    values = np.stack([one.values for one in made])
    statistics = correlations(values, truth)
    without = pearson_without(np.where(np.isnan(values), 0.0, values), truth)
    for row, (n, subset, one) in enumerate(zip(sizes, subsets, made, strict=True)):
        here = {**key, "n": n}
        figures = {name: float(statistics[name][row]) for name in STATISTICS}
        result.folds.append({**here, **figures, **_about(subset, one, truth)})
        result.targets.extend(
            {**here, "model": model, "full_score": truth[at], "estimate": one.values[at]}
            | {"half_width": one.half_widths[at], "is_outside": bool(one.is_outside[at])}
            | {"graded": one.graded[at], "pearson_without": without[row, at]}
            for at, model in enumerate(targets.models)
        )
        counts = np.bincount(targets.task[subset.items], minlength=len(targets.tasks))
        result.tasks.extend(
            {**here, "task": targets.tasks[code], "n_items": int(counts[code])} for code in np.flatnonzero(counts)
        )


def _about(subset: Subset, made: TargetEstimates, truth: Floats) -> dict[str, Any]:
    errors = np.abs(made.values - truth)
    known = ~np.isnan(errors)
    return {
        "mean_absolute_error": float(errors[known].mean()) if known.any() else float("nan"),
        "covered": float((errors <= made.half_widths)[known].mean()) if known.any() else float("nan"),
        "n_selected": len(subset.items),
        "largest_weight": subset.largest_weight,
        "effective_size": subset.effective_size,
        "n_outside": int(made.is_outside.sum()),
    }
