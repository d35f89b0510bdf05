"""All pairs of models, each dimension its own family, corrected by Holm."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate
from analysis.ratings.latent import LatentModels
from analysis.ratings.resampling import Resampled
from analysis.ratings.table import Floats


@dataclass(frozen=True, slots=True)
class Pair:
    """``first`` less ``second``: in rating points with the bootstrap's error, and in logits of the mixed model.

    The interval is for this pair alone; ``p_holm`` is for all pairs of the dimension together. NaN where there is no
    mixed model.
    """

    dimension: str
    first: str
    second: str
    difference: Estimate
    p: float
    p_holm: float
    latent: Estimate
    latent_p: float
    latent_p_holm: float


def all_pairs(resampled: Resampled, latent: LatentModels | None = None, *, level: float = LEVEL) -> list[Pair]:
    """Every pair of models of one dimension, the better rated first; ``latent`` is the same dimension's, or None."""
    ordered = sorted(range(len(resampled.models)), key=lambda index: -resampled.means[index])
    ends = list(combinations(ordered, 2))
    weights = [_difference(len(ordered), *pair) for pair in ends]
    p = [resampled.p_value(weight) for weight in weights]
    latent_p = [latent.p_value(weight) if latent else float("nan") for weight in weights]
    holm_p, holm_latent = holm(p), holm(latent_p)
    return [
        Pair(
            resampled.dimension,
            resampled.models[first],
            resampled.models[second],
            resampled.contrast(weights[i], level=level),
            p[i],
            holm_p[i],
            latent.contrast(weights[i], level=level) if latent else Estimate.unknown(),
            latent_p[i],
            holm_latent[i],
        )
        for i, (first, second) in enumerate(ends)
    ]


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's adjusted p-values (1979), in the given order. NaN stays NaN and is no member of the family."""
    found = np.array(p_values, np.float64)
    tested = np.flatnonzero(~np.isnan(found))
    ascending = tested[np.argsort(found[tested], kind="stable")]
    stepped = found[ascending] * np.arange(len(tested), 0, -1)
    found[ascending] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return [float(value) for value in found]


def _difference(n: int, first: int, second: int) -> Floats:
    weights = np.zeros(n)
    weights[first], weights[second] = 1.0, -1.0
    return weights
