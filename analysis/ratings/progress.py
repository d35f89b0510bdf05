"""Table 10 of the paper: what the verifier saw beside what people said."""

from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate, mean_of, pearson
from analysis.ratings.means import mean_matrix
from analysis.ratings.table import RatingsTable
from analysis.scores.faults import InsufficientDataError


@dataclass(frozen=True, slots=True)
class ModelProgress:
    """One model's conversations with a verified goal."""

    model: str
    progress: Estimate
    ratings: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class ProgressTable:
    """Table 10: models by their progress, best first.

    ``by_model`` and ``by_conversation`` are the correlations of progress with each dimension, in ``dimensions``' order.
    """

    dimensions: tuple[str, ...]
    models: tuple[ModelProgress, ...]
    by_model: tuple[Estimate, ...]
    by_conversation: tuple[Estimate, ...]


def progress_table(table: RatingsTable, *, level: float = LEVEL) -> ProgressTable:
    """Verified progress beside every dimension, over conversations whose progress is known (appendix H.3).

    A conversation that could not be graded is left out and counts nowhere; it is no 0.

    Raises
    ------
    InsufficientDataError
        No conversation has any progress.
    """
    graded = np.flatnonzero(~np.isnan(table.progress))
    if not len(graded):
        raise InsufficientDataError("no conversation has verified progress: nothing to put beside the ratings")
    of_graded = table.take(graded)
    models = [
        ModelProgress(
            model,
            mean_of(of_graded.progress[rows], level=level),
            tuple(mean_of(ratings, level=level) for ratings in of_graded.ratings[rows].T),
        )
        for code, model in enumerate(of_graded.models)
        if len(rows := np.flatnonzero(of_graded.model.codes == code))
    ]
    means, progress = mean_matrix(of_graded), np.array([model.progress.value for model in models])
    return ProgressTable(
        table.dimensions,
        tuple(sorted(models, key=lambda model: (-model.progress.value, model.model))),
        tuple(pearson(progress, of_model, level=level) for of_model in means.T),
        tuple(pearson(of_graded.progress, ratings, level=level) for ratings in of_graded.ratings.T),
    )
