"""How far model means would move with other participants and other scenarios: a bootstrap over both.

Conversations of one person, and of one scenario, are alike. What is drawn again is therefore the cluster: scenarios
within their category (the study fixes the mix of categories) and participants. Where every participant stays within one
scenario, or the other way round, the wider cluster holds the other and is drawn alone. Where they cross, both are drawn
and what would count twice is taken out: the covariance is V_participants + V_scenarios - V_conversations (Cameron,
Gelbach and Miller 2011). Draws are Rao and Wu's (1988): g - 1 of g clusters, so that few clusters are not underrated.
"""

from dataclasses import dataclass

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate
from analysis.ratings.table import Factor, Floats, Indices, RatingsTable
from analysis.scores.faults import InsufficientDataError

FEWEST_CLUSTERS = 5
N_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Resampled:
    """Model means of one dimension, and what they are in each draw.

    Attributes
    ----------
    dimension : whose ratings.
    models : M names of the models that somebody rated.
    n : shape (M,), ratings of each.
    means : shape (M,).
    draws : shape (n_draws, M).
    over : what was drawn, in words.
    n_clusters : how many of it there are; the fewer where both are drawn.
    df : degrees of freedom of the intervals.
    """

    dimension: str
    models: tuple[str, ...]
    n: Indices
    means: Floats
    draws: Floats
    over: str
    n_clusters: int
    df: int

    def contrast(self, weights: Floats, *, level: float = LEVEL) -> Estimate:
        """A weighted sum of means: percentiles of the draws, widened for the number of clusters (Hesterberg 2015).

        Without error and interval where the draws do not move it.
        """
        from scipy import stats

        drawn, n = self.draws @ weights, int(self.n[weights != 0].sum())
        if np.ptp(drawn) < 1e-12:
            return Estimate.unknown(n, float(self.means @ weights))
        tail = float(stats.norm.cdf(stats.t.ppf((1 - level) / 2, self.df)))
        low, high = np.quantile(drawn, [tail, 1 - tail])
        return Estimate(n, float(self.means @ weights), float(drawn.std(ddof=1)), float(low), float(high))

    def mean(self, model: str, *, level: float = LEVEL) -> Estimate:
        """One model's mean."""
        return self.contrast(np.array([name == model for name in self.models], np.float64), level=level)

    def p_value(self, weights: Floats) -> float:
        """Two-sided Student p of a contrast being 0; NaN where the draws do not move it."""
        from scipy import stats

        found = self.contrast(weights)
        return float(2 * stats.t.sf(abs(found.value) / found.sem, self.df)) if found.sem > 0 else float("nan")


def resample(table: RatingsTable, dimension: str, rng: np.random.Generator, *, n_draws: int = N_DRAWS) -> Resampled:
    """Draw clusters of conversations with replacement and average each model anew.

    Raises
    ------
    InsufficientDataError
        Fewer than five participants, or fewer than two models, were rated.
    """
    rated = np.flatnonzero(~np.isnan(table.of(dimension)))
    part = table.take(rated)
    if len(part.models) < 2:
        raise InsufficientDataError(f"{dimension}: models rated: {len(part.models)}; a comparison needs two")
    if np.ptp(part.of(dimension)) == 0:
        raise InsufficientDataError(f"{dimension}: every rating is the same: no model differs from another")
    sums = _Sums(part.model, part.of(dimension))
    schemes = _schemes(part)
    means = sums.means(np.ones((1, len(part))))[0]
    drawn = [sums.draw(scheme, rng, n_draws) - means for scheme in schemes.drawn]
    draws = drawn[0] if len(drawn) == 1 else _inclusion_exclusion(*drawn)
    return Resampled(
        dimension,
        part.models,
        part.model.counts(),
        means,
        means + draws[~np.isnan(draws).any(axis=1)],
        schemes.over,
        min(scheme.n_clusters for scheme in schemes.drawn[:2]),
        min(scheme.df for scheme in schemes.drawn[:2]),
    )


@dataclass(frozen=True, slots=True)
class _Scheme:
    """Clusters, and the strata within which they are drawn: ``stratum`` has one code for each cluster."""

    clusters: Factor
    stratum: Indices

    @property
    def n_clusters(self) -> int:
        return len(self.clusters.levels)

    @property
    def df(self) -> int:
        return self.n_clusters - len(np.unique(self.stratum))

    def weights(self, rng: np.random.Generator, n_draws: int) -> Floats:
        """Shape (n_draws, n_clusters): how much each cluster counts in each draw."""
        found = np.zeros((n_draws, self.n_clusters))
        for code in np.unique(self.stratum):
            members = np.flatnonzero(self.stratum == code)
            g = len(members)
            found[:, members] = rng.multinomial(g - 1, np.full(g, 1 / g), n_draws) * (g / (g - 1))
        return found


@dataclass(frozen=True, slots=True)
class _Schemes:
    drawn: tuple[_Scheme, ...]
    over: str


class _Sums:
    """Sums and counts by cluster and model, from which means under any weights follow."""

    def __init__(self, model: Factor, values: Floats) -> None:
        self._model, self._values = model, values

    def means(self, weights: Floats) -> Floats:
        """Weighted means, shape (n_draws, M), for weights of shape (n_draws, n)."""
        one_hot = np.eye(len(self._model.levels))[self._model.codes]
        found: Floats = (weights @ (one_hot * self._values[:, None])) / (weights @ one_hot)
        return found

    def draw(self, scheme: _Scheme, rng: np.random.Generator, n_draws: int) -> Floats:
        """Means in each draw; NaN for a model none of whose conversations was drawn."""
        shape = (scheme.n_clusters, len(self._model.levels))
        ends = scheme.clusters.codes, self._model.codes
        sums, counts = np.zeros(shape), np.zeros(shape)
        np.add.at(sums, ends, self._values)
        np.add.at(counts, ends, 1)
        weights = scheme.weights(rng, n_draws)
        total = weights @ counts
        found: Floats = np.divide(weights @ sums, total, out=np.full_like(total, np.nan), where=total > 0)
        return found


def _schemes(table: RatingsTable) -> _Schemes:
    participants = _unstratified(table.participant)
    scenarios = _Scheme(table.scenario, _categories(table))
    if participants.n_clusters < FEWEST_CLUSTERS:
        raise InsufficientDataError(
            f"{participants.n_clusters} participants: {FEWEST_CLUSTERS} are the fewest that tell how much they differ"
        )
    if scenarios.n_clusters < FEWEST_CLUSTERS or scenarios.df < 1:
        return _Schemes((participants,), f"participants ({scenarios.n_clusters} scenarios are too few, and held fixed)")
    if _within(table.participant, table.scenario):
        return _Schemes((scenarios,), "scenarios with their participants")
    if _within(table.scenario, table.participant):
        return _Schemes((participants,), "participants with their scenarios")
    cells = _unstratified(
        Factor.of([f"{p} {s}" for p, s in zip(table.participant.codes, table.scenario.codes, strict=True)])
    )
    return _Schemes((participants, scenarios, cells), "participants and scenarios, crossed")


def _unstratified(clusters: Factor) -> _Scheme:
    return _Scheme(clusters, np.zeros(len(clusters.levels), np.intp))


def _categories(table: RatingsTable) -> Indices:
    """The category of each scenario; one for all where a category has a single scenario, which cannot vary."""
    found = np.zeros(len(table.scenario.levels), np.intp)
    found[table.scenario.codes] = table.category.codes
    return np.zeros_like(found) if np.bincount(found).min() < 2 else found


def _within(inner: Factor, outer: Factor) -> bool:
    """Whether every level of ``inner`` meets one level of ``outer``."""
    return len(set(zip(inner.codes.tolist(), outer.codes.tolist(), strict=True))) == len(inner.levels)


def _inclusion_exclusion(first: Floats, second: Floats, both: Floats) -> Floats:
    """The sum of two sets of draws, stretched to the covariance V_1 + V_2 - V_12 where that is one."""
    whole = ~np.isnan(np.hstack([first, second, both])).any(axis=1)
    drawn = (first + second)[whole]
    summed = np.cov(drawn.T)
    target = summed - np.cov(both[whole].T)
    values, vectors = np.linalg.eigh(target)
    spread, axes = np.linalg.eigh(summed)
    if min(values.min(), spread.min()) <= 1e-12 * spread.max():
        return drawn
    found: Floats = drawn @ (axes / np.sqrt(spread)) @ axes.T @ (vectors * np.sqrt(values)) @ vectors.T
    return found
