"""Figures 2, 5 to 13, 14 and 15 of the paper: curves over subset size with bands, and the tasks that are chosen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.selection.registry import METHODS

CURVES = {
    "random": 5,
    "random-sampling-learn": 6,
    "random-search-learn": 7,
    "variance": 8,
    "difficulty": 9,
    "irt": 10,
    "semantic": 11,
    "acoustic": 12,
    "combined": 13,
}
HEATMAPS = {"anchor-points": 14, "combined": 15}
OVERVIEW = ("random", "anchor-points", "combined")
LARGEST_SHOWN = 200
TICKS = (10, 20, 50, 100, 200, 500, 1000)


def draw(out: Path, *, summary: Any, aucc: Any, tasks: Any) -> list[Path]:
    """Write every figure whose methods were compared to ``out/figures`` as PNG, and give their paths.

    The paper's appendix shows no curve for anchor points and those beyond the paper; each gets one too.
    """
    from matplotlib.figure import Figure

    folder = out / "figures"
    folder.mkdir(exist_ok=True)
    there = [name for name in METHODS if (summary["method"] == name).any()]
    overview = [name for name in OVERVIEW if name in there] or there[:3]
    paths = [_curves(Figure((7, 4.2), layout="constrained"), summary, overview, folder / "figure-02-overview.png")]
    for name in there:
        row = aucc[aucc["method"] == name].iloc[0]
        number = f"{CURVES[name]:02d}-" if name in CURVES else ""
        figure = Figure((5.6, 3.8), layout="constrained")
        title = f"{METHODS[name].title}: AUCC {row['aucc']:.3f}"
        paths.append(_curves(figure, summary, [name], folder / f"figure-{number}{name}.png", title=title))
    for name, place in HEATMAPS.items():
        if name in there:
            figure = Figure((9, 9), layout="constrained")
            path = folder / f"figure-{place}-tasks-{name}.png"
            paths.append(_heatmap(figure, tasks[tasks["method"] == name], path, title=METHODS[name].title))
    return paths


def task_shares(tasks: Any) -> Any:
    """Frame of tasks by sizes: mean share of a subset's items, in per cent; tasks by their share at the least size."""
    counts = tasks.groupby(["task", "n"])["n_items"].sum().unstack(fill_value=0)
    counts = counts[[n for n in counts.columns if n <= LARGEST_SHOWN] or list(counts.columns)]
    shares = 100 * counts / counts.sum(axis=0)
    return shares.sort_values([shares.columns[0], shares.columns[-1]], ascending=False)


def _curves(figure: Any, summary: Any, names: Sequence[str], path: Path, *, title: str = "") -> Path:
    axes = figure.subplots()
    chosen = summary[summary["statistic"] == "pearson"]
    for name in names:
        curve = chosen[chosen["method"] == name].sort_values("n")
        sizes, means = curve["n"].to_numpy(), curve["mean"].to_numpy()
        half = 1.96 * np.nan_to_num(curve["sem"].to_numpy())
        (line,) = axes.plot(sizes, means, marker="o", markersize=3, label=METHODS[name].title)
        axes.fill_between(sizes, means - half, means + half, alpha=0.2, color=line.get_color(), linewidth=0)
    for level in (0.9, 0.95):
        axes.axhline(level, color="grey", linewidth=0.8, linestyle=":")
    axes.set(xscale="log", xlabel="items in the subset (log scale)", ylabel="Pearson correlation with the full score")
    ticks = [n for n in TICKS if summary["n"].min() <= n <= summary["n"].max()]
    axes.set_xticks(ticks, [str(n) for n in ticks], minor=False)
    axes.minorticks_off()
    axes.set_title(title or "Mean over folds with 95 % bands", fontsize="medium")
    axes.set_ylim(top=1.0)
    axes.legend(frameon=False)
    return _save(figure, path)


def _heatmap(figure: Any, tasks: Any, path: Path, *, title: str) -> Path:
    shares = task_shares(tasks)
    axes = figure.subplots()
    image = axes.imshow(shares.to_numpy(), aspect="auto", cmap="Reds", vmin=0)
    axes.set_xticks(range(shares.shape[1]), [str(n) for n in shares.columns])
    axes.set_yticks(range(len(shares)), list(shares.index), fontsize="small")
    axes.set(xlabel="items in the subset")
    axes.set_title(f"{title}: each task's share of the subset", fontsize="medium")
    figure.colorbar(image, ax=axes, label="per cent of items")
    return _save(figure, path)


def _save(figure: Any, path: Path) -> Path:
    figure.savefig(path, dpi=150, metadata={"Software": None})
    return path
