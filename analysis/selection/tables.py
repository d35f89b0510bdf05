"""Tables 1, 6 and 7 of the paper from a run's summary, as Markdown."""

from typing import Any

from analysis.selection.correlations import STATISTICS
from analysis.selection.plan import TABLE_SIZES
from analysis.selection.registry import METHODS
from analysis.selection.summary import LEVELS, thresholds

NUMBERS = {"pearson": 1, "spearman": 6, "kendall": 7}
TITLES = {"pearson": "Pearson", "spearman": "Spearman", "kendall": "Kendall tau-b"}


def table(summary: Any, *, statistic: str, n_evaluations: int) -> str:
    """One statistic's table: mean ± SEM at the printed sizes that were evaluated, AUCC and the two thresholds."""
    sizes = [n for n in TABLE_SIZES if (summary["n"] == n).any()]
    low, high = (f"{round(100 * level)}" for level in LEVELS[statistic])
    heads = ["Method", *(f"n = {n}" for n in sizes), "AUCC", f"N{low} / N{high}"]
    lines = [
        f"Table {NUMBERS[statistic]}: {TITLES[statistic]} correlation between subset and full scores",
        f"(mean ± SEM over {n_evaluations} evaluations of the same models; the spread over panels of models is larger,",
        "see panel.csv; – = not reached at any size evaluated).",
        "",
        "| " + " | ".join(heads) + " |",
        "| --- " * len(heads) + "|",
    ]
    chosen = summary[summary["statistic"] == statistic].set_index(["method", "n"])
    for row in thresholds(summary, statistic=statistic).set_index("method").loc[_order(summary)].itertuples():
        cells = [_cell(chosen.loc[(row.Index, n)]) for n in sizes]
        reached = " / ".join("–" if _is_missing(value) else str(value) for value in (row.n90, row.n95))
        area = "–" if row.aucc != row.aucc else f"{row.aucc:.3f}"
        lines.append("| " + " | ".join([METHODS[row.Index].title, *cells, area, reached]) + " |")
    return "\n".join(lines) + "\n"


def tables(summary: Any, *, n_evaluations: int) -> str:
    """All three, one below the other."""
    return "\n".join(table(summary, statistic=name, n_evaluations=n_evaluations) for name in STATISTICS)


def _order(summary: Any) -> list[str]:
    there = set(summary["method"])
    return [name for name in METHODS if name in there]


def _cell(row: Any) -> str:
    if row["n_valid"] == 0:
        return "–"
    error = "" if row["sem"] != row["sem"] else f" ± {row['sem']:.3f}"
    missing = f" ({int(row['n_nan'])} undefined)" if row["n_nan"] else ""
    return f"{row['mean']:.3f}{error}{missing}"


def _is_missing(value: Any) -> bool:
    return value is None or value is not value or str(value) == "<NA>"
