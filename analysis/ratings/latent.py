"""How models differ on the scale behind the ratings: a cumulative link mixed model for each dimension."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate
from analysis.ratings.mixed.fitting import fit_mixed
from analysis.ratings.table import Factor, Floats, Indices, RatingsTable
from analysis.scores.faults import InsufficientDataError

FEWEST_LEVELS = 5


@dataclass(frozen=True, slots=True)
class LatentModels:
    """Models' effects on the logit scale, as deviations from the mean of all models.

    Attributes
    ----------
    dimension : whose ratings.
    models : M names.
    n : shape (M,), ratings of each.
    effects : shape (M,); they sum to 0.
    covariance : shape (M, M), of rank M - 1.
    deviations : standard deviations of the random intercepts.
    notes : which random intercepts could not be told, and why.
    """

    dimension: str
    models: tuple[str, ...]
    n: Indices
    effects: Floats
    covariance: Floats
    deviations: Mapping[str, float]
    notes: tuple[str, ...]

    def contrast(self, weights: Floats, *, level: float = LEVEL) -> Estimate:
        """A weighted sum of effects with its Wald interval."""
        from scipy import stats

        value, error = float(self.effects @ weights), float(np.sqrt(weights @ self.covariance @ weights))
        half = float(stats.norm.ppf((1 + level) / 2)) * error
        return Estimate(int(self.n[weights != 0].sum()), value, error, value - half, value + half)

    def p_value(self, weights: Floats) -> float:
        """Two-sided Wald p of a contrast being 0."""
        from scipy import stats

        found = self.contrast(weights)
        return float(2 * stats.norm.sf(abs(found.value) / found.sem))


def latent_models(table: RatingsTable, dimension: str) -> LatentModels:
    """Fit one dimension: models and categories fixed, participants and scenarios random where they can be told.

    A factor is random when it has five levels or more and some level twice: what each conversation has of its own
    cannot be told from chance.

    Raises
    ------
    InsufficientDataError
        Fewer than two models, or no finite estimate.
    """
    part = table.take(np.flatnonzero(~np.isnan(table.of(dimension))))
    n_models = len(part.models)
    if n_models < 2:
        raise InsufficientDataError(f"{dimension}: models rated: {n_models}; a comparison needs two")
    design = np.hstack([_dummies(part.model), _dummies(part.category)])
    if np.linalg.matrix_rank(np.hstack([np.ones((len(part), 1)), design])) <= design.shape[1]:
        raise InsufficientDataError(f"{dimension}: models and categories cannot be told apart")
    random, notes = _random(part)
    fit = fit_mixed(part.of(dimension), design, random)
    center = np.eye(n_models) - 1 / n_models
    to_effects = center[:, 1:]
    slopes = slice(0, n_models - 1)
    return LatentModels(
        dimension,
        part.models,
        part.model.counts(),
        to_effects @ fit.slopes[slopes],
        to_effects @ fit.covariance[slopes, slopes] @ to_effects.T,
        fit.deviations,
        notes,
    )


def _dummies(factor: Factor) -> Floats:
    return np.eye(len(factor.levels))[factor.codes][:, 1:]


def _random(table: RatingsTable) -> tuple[dict[str, Factor], tuple[str, ...]]:
    random: dict[str, Factor] = {}
    notes: list[str] = []
    for name, factor in (("participant", table.participant), ("scenario", table.scenario)):
        if factor.counts().max() < 2:
            notes.append(f"no {name} has two ratings, so {name}s cannot be told from chance")
        elif len(factor.levels) < FEWEST_LEVELS:
            notes.append(f"{len(factor.levels)} {name}s are too few to tell how much they vary")
        else:
            random[name] = factor
    return random, tuple(notes)
