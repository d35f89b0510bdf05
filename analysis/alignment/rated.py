"""The models that have both scores and ratings, matched by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.ratings.intervals import mean_of
from analysis.ratings.reading import RatingsFaultError, Row, number_or_nan, read_ratings, read_rows
from analysis.ratings.table import HIGHEST, LOWEST, Floats, Indices
from analysis.scores.faults import InsufficientDataError
from analysis.scores.matrix import ScoreMatrix


@dataclass(frozen=True, slots=True)
class RatedModels:
    """Mean ratings of M models on one dimension.

    Attributes
    ----------
    dimension : whose ratings.
    models : M names.
    means : shape (M,), 1 to 6.
    sems : shape (M,), standard errors; NaN where not known.
    n : shape (M,), ratings behind each mean; 0 where not known.
    """

    dimension: str
    models: tuple[str, ...]
    means: Floats
    sems: Floats
    n: Indices


@dataclass(frozen=True, slots=True)
class Matched:
    """Scores and ratings of the same models.

    Attributes
    ----------
    scores : of all models of the score matrix: those with ratings first, in the order of ``rated``, then the others.
    rated : the models with both, sorted by name.
    without_scores : rated models that the score matrix does not know.
    """

    scores: ScoreMatrix
    rated: RatedModels
    without_scores: tuple[str, ...]

    @property
    def n_rated(self) -> int:
        """How many models have both."""
        return len(self.rated.models)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to keep in mind about these models."""
        notes = [f"rated, but without scores and left out: {', '.join(self.without_scores)}"] * bool(
            self.without_scores
        )
        if self.n_rated < 12:
            notes.append(f"{self.n_rated} models are few: read the intervals, not the numbers")
        return tuple(notes)


def read_rated(path: Path, dimension: str | None = None) -> RatedModels:
    """Mean ratings from a table of conversations, or from a ``models.csv`` with ``<dimension>_mean`` and ``_sem``.

    Without ``dimension`` it is the first one.

    Raises
    ------
    RatingsFaultError
        The file cannot be used.
    """
    header, rows = read_rows(path)
    if "conversation" not in header and "model" in header:
        return _from_models(path, header, rows, dimension)
    table = read_ratings(path, dimensions=[dimension] if dimension else ())
    name = table.dimensions[0]
    means = [mean_of(table.of(name)[table.model.codes == code]) for code in range(len(table.models))]
    kept = [index for index, mean in enumerate(means) if mean.n]
    return RatedModels(
        name,
        tuple(table.models[index] for index in kept),
        np.array([means[index].value for index in kept]),
        np.array([means[index].sem for index in kept]),
        np.array([means[index].n for index in kept], np.intp),
    )


def match(scores: ScoreMatrix, rated: RatedModels) -> Matched:
    """Find the models that have both.

    Raises
    ------
    InsufficientDataError
        Fewer than three do.
    """
    both = sorted(set(scores.models) & set(rated.models))
    if len(both) < 3:
        raise InsufficientDataError(
            f"{len(both)} models have both scores and ratings; a correlation needs 3. Scores are of "
            f"{', '.join(scores.models[:8])}; ratings of {', '.join(rated.models[:8])}"
        )
    rows = [rated.models.index(model) for model in both]
    others = [model for model in scores.models if model not in set(both)]
    order = np.array([scores.models.index(model) for model in (*both, *others)], np.intp)
    return Matched(
        scores.of_models(order),
        RatedModels(rated.dimension, tuple(both), rated.means[rows], rated.sems[rows], rated.n[rows]),
        tuple(sorted(set(rated.models) - set(both))),
    )


def _from_models(path: Path, header: Sequence[str], rows: Sequence[Row], dimension: str | None) -> RatedModels:
    named = [name.removesuffix("_mean") for name in header if name.endswith("_mean")]
    if not named or (dimension is not None and dimension not in named):
        raise RatingsFaultError(
            [f"{path}: column '{dimension or 'overall'}_mean' is missing: the models' mean ratings"]
        )
    chosen = dimension or named[0]
    models = [row.cells["model"] for row in rows]
    faults = [
        f"{path} row {row.number}, model: {name!r}; expected each model's name once"
        for row, name in zip(rows, models, strict=True)
        if not name or models.count(name) > 1
    ]
    means, sems, n = (
        _column(path, rows, name, faults, least=least)
        for name, least in ((f"{chosen}_mean", LOWEST), (f"{chosen}_sem", 0), ("n", 0))
    )
    faults += [
        f"{path} row {row.number}, {chosen}_mean: {row.cells[f'{chosen}_mean']!r}; expected {LOWEST} to {HIGHEST}"
        for row, mean in zip(rows, means, strict=True)
        if np.isnan(mean) or mean > HIGHEST
    ]
    if faults:
        raise RatingsFaultError(faults)
    return RatedModels(chosen, tuple(models), means, sems, np.nan_to_num(n).astype(np.intp))


def _column(path: Path, rows: Sequence[Row], name: str, faults: list[str], *, least: float) -> Floats:
    found = np.full(len(rows), np.nan)
    for index, row in enumerate(rows):
        text = row.cells.get(name, "")
        try:
            found[index] = number_or_nan(text)
        except ValueError:
            faults.append(f"{path} row {row.number}, {name}: {text!r}; expected a number")
        if found[index] < least:
            faults.append(f"{path} row {row.number}, {name}: {text!r}; expected {least} or more")
    return found
