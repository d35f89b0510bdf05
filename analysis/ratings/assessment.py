"""Everything that is said about one table of ratings, computed once: files and reports are made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.ratings.care import Flag, Sensitivity, flags, sensitivity
from analysis.ratings.correlations import DimensionCorrelation, dimension_correlations
from analysis.ratings.latent import LatentModels, latent_models
from analysis.ratings.means import ModelMean, model_means
from analysis.ratings.missing import Missing, missing_table
from analysis.ratings.pairs import Pair, all_pairs
from analysis.ratings.power import Power, power_reached
from analysis.ratings.progress import ProgressTable, progress_table
from analysis.ratings.ranking import RankInterval, Reliability, rank_intervals, reliability
from analysis.ratings.resampling import N_DRAWS, Resampled, resample
from analysis.ratings.strata import Standardised, StratumMean, post_stratified, strata_of, stratum_means
from analysis.ratings.table import RatingsTable
from analysis.scores.faults import InsufficientDataError

Shares = Mapping[str, Mapping[str, float]]
Steps = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One dimension's models against each other. None, with a note, where there was too little to tell."""

    dimension: str
    resampled: Resampled | None
    latent: LatentModels | None
    pairs: tuple[Pair, ...]
    ranks: tuple[RankInterval, ...]
    reliability: Reliability | None
    power: Power | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """All tables of one study's ratings. ``progress`` is None where nothing was verified."""

    table: RatingsTable
    means: tuple[ModelMean, ...]
    correlations: tuple[DimensionCorrelation, ...]
    progress: ProgressTable | None
    comparisons: tuple[Comparison, ...]
    flags: tuple[Flag, ...]
    sensitivity: tuple[Sensitivity, ...]
    missing: tuple[Missing, ...]
    strata: tuple[StratumMean, ...]
    standardised: tuple[Standardised, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be told, and why."""
        unverified = () if self.progress else ("no conversation has verified progress: table10.csv has no rows",)
        return (*unverified, *dict.fromkeys(note for comparison in self.comparisons for note in comparison.notes))


def assess(
    table: RatingsTable,
    rng: np.random.Generator,
    *,
    shares: Shares | None = None,
    n_draws: int = N_DRAWS,
    steps: Steps = iter,
) -> Assessment:
    """Compute every table.

    Parameters
    ----------
    table : The ratings.
    rng : Draws the bootstrap.
    shares : Population shares by stratum and level; a stratum without them is weighted to all conversations' mix.
    n_draws : Of the bootstrap.
    steps : Goes through the dimensions and may show progress.

    Raises
    ------
    ValueError
        ``shares`` do not fit the strata.
    """
    found_flags = flags(table)
    by_stratum = shares or {}
    if strange := sorted(set(by_stratum) - set(strata_of(table))):
        raise ValueError(f"shares for {strange[0]!r}, which is no stratum; there are {', '.join(strata_of(table))}")
    standardised = [
        row for stratum in strata_of(table) for row in post_stratified(table, stratum, by_stratum.get(stratum))
    ]
    with threadpool_limits(1):  # small matrices: a second thread waits more than it works
        comparisons = tuple(compare(table, dimension, rng, n_draws=n_draws) for dimension in steps(table.dimensions))
    return Assessment(
        table,
        tuple(model_means(table)),
        tuple(dimension_correlations(table)),
        None if np.isnan(table.progress).all() else progress_table(table),
        comparisons,
        tuple(found_flags),
        tuple(sensitivity(table, found_flags)),
        tuple(missing_table(table)),
        tuple(stratum_means(table)),
        tuple(standardised),
    )


def compare(table: RatingsTable, dimension: str, rng: np.random.Generator, *, n_draws: int = N_DRAWS) -> Comparison:
    """One dimension's models against each other; what cannot be told is a note."""
    notes: list[str] = []
    try:
        resampled = resample(table, dimension, rng, n_draws=n_draws)
    except InsufficientDataError as error:
        return Comparison(dimension, None, None, (), (), None, None, (str(error),))
    latent = None
    try:
        latent = latent_models(table, dimension)
        notes += [f"mixed model: {note}" for note in latent.notes]
    except InsufficientDataError as error:
        notes.append(f"mixed model of {dimension}: {error}")
    pairs = all_pairs(resampled, latent)
    found = None
    try:
        found = reliability(resampled)
    except InsufficientDataError as error:
        notes.append(str(error))
    ranks = rank_intervals(resampled, pairs)
    return Comparison(
        dimension, resampled, latent, tuple(pairs), tuple(ranks), found, power_reached(resampled), tuple(notes)
    )
