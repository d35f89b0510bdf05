"""From a run's folds to what is reported: means with their errors, areas under curves, and sizes that are enough."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.matrix import Floats
from analysis.selection.correlations import STATISTICS
from analysis.selection.registry import METHODS

AUCC_RANGE = (10, 200)
LEVELS = {"pearson": (0.90, 0.95), "spearman": (0.90, 0.95), "kendall": (0.80, 0.90)}
"""Correlations that count as enough; table 7 asks less of Kendall's tau, which is smaller by its nature."""


def read_table(out: Path, table: str) -> Any:
    """A run's ``folds``, ``targets`` or ``tasks`` as one data frame, repeats in order."""
    import pandas as pd

    return pd.concat([pd.read_parquet(path) for path in sorted((out / table).glob("repeat-*.parquet"))])


def summarise(folds: Any) -> Any:
    """Frame of method, n, statistic, mean, sem, n_valid, n_nan.

    An undefined correlation is counted in ``n_nan`` and is in no mean. ``sem`` is sd / sqrt(n_valid) over folds (NaN
    with fewer than two): it tells how the mean would move with other draws on *these* models, not with other models.
    """
    import pandas as pd

    rows = []
    for (method, n), group in _groups(folds, ["method", "n"]):
        for statistic in STATISTICS:
            values = group[statistic].to_numpy(dtype=float)
            known = values[~np.isnan(values)]
            rows.append(
                {
                    "method": method,
                    "n": n,
                    "statistic": statistic,
                    "mean": known.mean() if len(known) else np.nan,
                    "sem": known.std(ddof=1) / np.sqrt(len(known)) if len(known) > 1 else np.nan,
                    "n_valid": len(known),
                    "n_nan": len(values) - len(known),
                }
            )
    return pd.DataFrame(rows)


def panel_errors(targets: Any) -> Any:
    """Frame of method, n, statistic (pearson), panel_se: the standard error over panels of models, by the jackknife.

    Each model is left out in turn from the correlations it is held out in. It leaves the choice of items as it is, so
    what a model does as a source is not in it: a lower bound of how means move with other models, and still several
    times the ``sem``.
    """
    import pandas as pd

    rows = []
    for (method, n), group in _groups(targets, ["method", "n"]):
        by_fold = group.groupby(["repeat", "fold"], sort=True)
        whole = by_fold[["full_score", "estimate"]].apply(_pearson_of).to_numpy()
        totals = np.nansum(whole)
        counts = np.count_nonzero(~np.isnan(whole))
        own = by_fold.ngroup().to_numpy()
        change = group["pearson_without"].to_numpy() - whole[own]
        moved = pd.Series(np.where(np.isnan(change), 0.0, change)).groupby(group["model"].to_numpy()).sum()
        left_out = (totals + moved.to_numpy()) / counts if counts else np.full(len(moved), np.nan)
        k = len(left_out)
        spread = np.square(left_out - left_out.mean()).sum()
        rows.append({"method": method, "n": n, "statistic": "pearson", "panel_se": np.sqrt((k - 1) / k * spread)})
    return pd.DataFrame(rows)


def thresholds(summary: Any, *, statistic: str = "pearson") -> Any:
    """Frame of method, aucc, n90, n95, n90_stays; empty cells where a level is not reached.

    AUCC is the trapezoid over sizes 10 to 200, divided by 190: undefined when the sizes do not reach both ends. n90 is
    the first evaluated size whose mean is .90 or more, n90_stays the first from which on all are (.80 and .90 for
    Kendall).
    """
    import pandas as pd

    low, high = LEVELS[statistic]
    rows = []
    for name, group in _groups(summary[summary["statistic"] == statistic], ["method"]):
        curve = group.sort_values("n")
        sizes, means = curve["n"].to_numpy(), curve["mean"].to_numpy()
        rows.append(
            {
                "method": name[0],
                "aucc": aucc(sizes, means),
                "n90": first_reaching(sizes, means, low),
                "n95": first_reaching(sizes, means, high),
                "n90_stays": first_staying(sizes, means, low),
            }
        )
    return pd.DataFrame(rows).astype(dict.fromkeys(("n90", "n95", "n90_stays"), "Int64"))


def aucc(sizes: Floats, means: Floats) -> float:
    """Mean height of the curve between 10 and 200, by trapezoids; NaN when it does not span them."""
    low, high = AUCC_RANGE
    inside = (sizes >= low) & (sizes <= high)
    if not inside.any() or sizes[inside][0] != low or sizes[inside][-1] != high:
        return float("nan")
    return float(np.trapezoid(means[inside], sizes[inside]) / (high - low))


def first_reaching(sizes: Floats, means: Floats, level: float) -> int | None:
    """The first size at or above the level."""
    reached = np.flatnonzero(means >= level)
    return int(sizes[reached[0]]) if len(reached) else None


def first_staying(sizes: Floats, means: Floats, level: float) -> int | None:
    """The first size from which on every one is at or above the level."""
    below = np.flatnonzero(~(means >= level))
    start = below[-1] + 1 if len(below) else 0
    return int(sizes[start]) if start < len(sizes) else None


def write_summary(out: Path) -> dict[str, Any]:
    """Write ``summary.csv``, ``aucc.csv`` and ``panel.csv`` and give them by name."""
    order = {name: at for at, name in enumerate(METHODS)}
    summary = summarise(read_table(out, "folds"))
    made = {"summary": summary, "aucc": thresholds(summary), "panel": panel_errors(read_table(out, "targets"))}
    frames = {
        name: frame.sort_values("method", key=lambda names: names.map(order), kind="stable", ignore_index=True)
        for name, frame in made.items()
    }
    for name, frame in frames.items():
        frame.to_csv(out / f"{name}.csv", index=False, float_format="%.6f")
    return frames


def _groups(frame: Any, keys: list[str]) -> Iterator[tuple[Any, Any]]:
    yield from frame.groupby(keys, sort=True)


def _pearson_of(frame: Any) -> float:
    left, right = frame["full_score"].to_numpy(), frame["estimate"].to_numpy()
    if np.isnan(right).any() or np.ptp(right) < 1e-12 or np.ptp(left) < 1e-12:
        return float("nan")
    return float(np.corrcoef(left, right)[0, 1])
