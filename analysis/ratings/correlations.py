"""Table 9 of the paper: how the dimensions go together, by conversation and by model."""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate, pearson
from analysis.ratings.means import mean_matrix
from analysis.ratings.table import Floats, RatingsTable

Unit = Literal["conversation", "model"]


@dataclass(frozen=True, slots=True)
class DimensionCorrelation:
    """Pearson's r of two dimensions over conversations or over models' means."""

    unit: Unit
    first: str
    second: str
    estimate: Estimate


def dimension_correlations(table: RatingsTable, *, level: float = LEVEL) -> list[DimensionCorrelation]:
    """Every pair of dimensions, over conversations and over models (appendix H.2), with Fisher's intervals."""
    units: tuple[tuple[Unit, Floats], ...] = (("conversation", table.ratings), ("model", mean_matrix(table)))
    return [
        DimensionCorrelation(
            unit,
            table.dimensions[first],
            table.dimensions[second],
            pearson(values[:, first], values[:, second], level=level),
        )
        for unit, values in units
        for first, second in combinations(range(len(table.dimensions)), 2)
    ]


def triangles(table: RatingsTable) -> Floats:
    """Table 9, shape (D, D): r over conversations above the diagonal, over models below it, NaN on it."""
    found = np.full((len(table.dimensions),) * 2, np.nan)
    for pair in dimension_correlations(table):
        first, second = table.dimensions.index(pair.first), table.dimensions.index(pair.second)
        cell = (first, second) if pair.unit == "conversation" else (second, first)
        found[cell] = pair.estimate.value
    return found
