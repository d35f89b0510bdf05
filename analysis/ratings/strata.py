"""Means by stratum, and means as they would be if every model had met the same mix of strata."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.ratings.intervals import LEVEL, Estimate, mean_of
from analysis.ratings.table import Factor, RatingsTable


@dataclass(frozen=True, slots=True)
class StratumMean:
    """One model's mean in one stratum."""

    stratum: str
    level: str
    model: str
    dimension: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Standardised:
    """A model's mean weighted to given shares of strata, beside the plain one.

    ``n_effective`` is how many equally weighted ratings would have the weights' precision (Kish). NaN, with the
    ``reason``, where a stratum that counts has fewer than two ratings.
    """

    stratum: str
    model: str
    dimension: str
    plain: Estimate
    weighted: Estimate
    n_effective: float
    reason: str


def strata_of(table: RatingsTable) -> dict[str, Factor]:
    """What conversations can be weighted by: the category, and the strata that were asked for."""
    return {"category": table.category, **table.strata}


def stratum_means(table: RatingsTable) -> list[StratumMean]:
    """Mean, standard error and n for each stratum's level, model and dimension."""
    return [
        StratumMean(name, level, model, dimension, mean_of(values[(factor.codes == i) & (table.model.codes == code)]))
        for name, factor in strata_of(table).items()
        for i, level in enumerate(factor.levels)
        for code, model in enumerate(table.models)
        for dimension, values in zip(table.dimensions, table.ratings.T, strict=True)
    ]


def post_stratified(
    table: RatingsTable, stratum: str, shares: Mapping[str, float] | None = None, *, level: float = LEVEL
) -> list[Standardised]:
    """Post-stratified means: sum over strata of share times the stratum's mean.

    Parameters
    ----------
    table : The ratings.
    stratum : ``category`` or one of the table's strata.
    shares : The population's share of each level, summing to 1; without them those of all conversations together, so
        that models are compared on one mix.
    level : Of the intervals, Student's with Satterthwaite's degrees of freedom.

    Raises
    ------
    ValueError
        The shares are not those of the stratum's levels, or do not sum to 1.
    """
    factor = strata_of(table)[stratum]
    counts = factor.counts() / len(factor)
    wanted = dict(zip(factor.levels, counts.tolist(), strict=True)) if shares is None else dict(shares)
    if set(wanted) != set(factor.levels):
        raise ValueError(f"{stratum}: shares for {', '.join(sorted(wanted))}; expected {', '.join(factor.levels)}")
    if not math.isclose(sum(wanted.values()), 1, abs_tol=1e-6) or min(wanted.values()) < 0:
        raise ValueError(f"{stratum}: shares sum to {sum(wanted.values()):g}; expected shares from 0 that sum to 1")
    return [
        _standardise(table, stratum, model, dimension, wanted=wanted, level=level)
        for model in table.models
        for dimension in table.dimensions
    ]


def read_shares(path: Path) -> dict[str, dict[str, float]]:
    """Population shares from a CSV file with the columns stratum, level and share.

    Raises
    ------
    ValueError
        The file has other columns, or a share is no number.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if set(reader.fieldnames or ()) != {"stratum", "level", "share"}:
            raise ValueError(f"{path}: expected the columns stratum, level and share")
        found: dict[str, dict[str, float]] = {}
        for row in reader:
            try:
                found.setdefault(row["stratum"], {})[row["level"]] = float(row["share"])
            except (TypeError, ValueError) as error:
                raise ValueError(
                    f"{path} row {reader.line_num}, share: {row['share']!r}; expected a number from 0 to 1"
                ) from error
    return found


def _standardise(
    table: RatingsTable, stratum: str, model: str, dimension: str, *, wanted: Mapping[str, float], level: float
) -> Standardised:
    from scipy import stats

    factor = strata_of(table)[stratum]
    of_model, values = table.model.codes == table.models.index(model), table.of(dimension)
    plain = mean_of(values[of_model], level=level)
    counted = [name for name in factor.levels if wanted[name] > 0]
    here = of_model & ~np.isnan(values)
    cells = [values[here & (factor.codes == factor.levels.index(name))] for name in counted]
    thin = [name for name, cell in zip(counted, cells, strict=True) if len(cell) < 2]
    if thin:
        reason = f"fewer than two ratings in {', '.join(thin)}"
        return Standardised(stratum, model, dimension, plain, Estimate.unknown(plain.n), math.nan, reason)
    share = np.array([wanted[name] for name in counted])
    n = np.array([len(cell) for cell in cells])
    parts = share**2 * np.array([cell.var(ddof=1) for cell in cells]) / n
    value, error = float(share @ [cell.mean() for cell in cells]), math.sqrt(float(parts.sum()))
    if error == 0:
        reason = "every rating is the same within its stratum"
        return Standardised(stratum, model, dimension, plain, Estimate.unknown(plain.n, value), math.nan, reason)
    df = float(parts.sum() ** 2 / (parts**2 / (n - 1)).sum())
    half = float(stats.t.ppf((1 + level) / 2, df)) * error
    weighted = Estimate(int(n.sum()), value, error, value - half, value + half)
    return Standardised(stratum, model, dimension, plain, weighted, float(1 / (share**2 / n).sum()), "")
