"""Table 2 of the paper: mean, standard error and n for each model and dimension."""

from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate, mean_of
from analysis.ratings.table import Floats, RatingsTable


@dataclass(frozen=True, slots=True)
class ModelMean:
    """One cell of Table 2."""

    model: str
    dimension: str
    estimate: Estimate


def model_means(table: RatingsTable, *, level: float = LEVEL) -> list[ModelMean]:
    """Table 2 (section 4.2): models by their mean on the first dimension, best first; dimensions in their order.

    ``sem`` is sd / sqrt(n) with one degree of freedom spent, as the paper prints it: conversations count as
    independent. Intervals that know of participants and scenarios come from `resampling`.
    """
    return [
        ModelMean(
            model, dimension, mean_of(table.of(dimension)[table.model.codes == table.models.index(model)], level=level)
        )
        for model in ordered_models(table)
        for dimension in table.dimensions
    ]


def mean_matrix(table: RatingsTable) -> Floats:
    """Mean ratings, shape (n_models, n_dimensions), models sorted by name; NaN where nobody rated."""
    means = np.full((len(table.models), len(table.dimensions)), np.nan)
    for code in range(len(table.models)):
        of_model = table.ratings[table.model.codes == code]
        rated = ~np.isnan(of_model).all(axis=0)
        means[code, rated] = np.nanmean(of_model[:, rated], axis=0)
    return means


def ordered_models(table: RatingsTable) -> list[str]:
    """Models by their mean on the first dimension, best first; equal ones, and then those without, by name."""
    first = mean_matrix(table)[:, 0]
    return [name for _, name in sorted(zip(np.where(np.isnan(first), np.inf, -first), table.models, strict=True))]
