"""What is missing, by model: what is not missing at random can make a model look better than it is."""

from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL
from analysis.ratings.table import Floats, RatingsTable


@dataclass(frozen=True, slots=True)
class Missing:
    """One column of one model: how many are missing, the share with Wilson's interval.

    ``p_models`` is of the chi-square test that the share is the same for every model; NaN where nothing is missing.
    """

    model: str
    column: str
    n: int
    n_missing: int
    share: float
    low: float
    high: float
    p_models: float


def missing_table(table: RatingsTable, *, level: float = LEVEL) -> list[Missing]:
    """Every dimension, and of the times and progress those that are known for somebody."""
    measures = {"progress": table.progress, "conversation_s": table.conversation_s, "rating_s": table.rating_s}
    columns = {
        **dict(zip(table.dimensions, table.ratings.T, strict=True)),
        **{name: values for name, values in measures.items() if not np.isnan(values).all()},
    }
    found: list[Missing] = []
    for column, values in columns.items():
        p = _equal_shares(table, values)
        for code, model in enumerate(table.models):
            absent = np.isnan(values[table.model.codes == code])
            n, gone = len(absent), int(absent.sum())
            found.append(Missing(model, column, n, gone, gone / n, *_wilson(gone, n, level), p))
    return found


def _equal_shares(table: RatingsTable, values: Floats) -> float:
    from scipy import stats

    absent = np.isnan(values)
    n_models = len(table.models)
    counts = np.array([np.bincount(table.model.codes[part], minlength=n_models) for part in (absent, ~absent)])
    if n_models < 2 or not counts.any(axis=1).all():
        return float("nan")
    return float(stats.chi2_contingency(counts, correction=False).pvalue)


def _wilson(count: int, n: int, level: float) -> tuple[float, float]:
    from scipy import stats

    found = stats.binomtest(count, n).proportion_ci(level, method="wilson")
    return float(found.low), float(found.high)
