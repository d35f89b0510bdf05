"""The files of ``parley analysis ratings``: one CSV table for each question, every number with its n and interval."""

from collections.abc import Sequence
from pathlib import Path

from analysis.ratings.assessment import Assessment
from analysis.ratings.correlations import triangles
from analysis.ratings.intervals import Estimate
from analysis.ratings.means import ordered_models
from analysis.ratings.pairs import Pair
from analysis.ratings.power import DIFFERENCES
from analysis.writing import write_csv

Header = Sequence[str]
Rows = list[Sequence[object]]

ESTIMATE = ("n", "mean", "sem", "low", "high")


def write_assessment(folder: Path, found: Assessment) -> list[Path]:
    """Write every table below ``folder`` and tell which files there are."""
    tables = {
        "table2": _table_2(found),
        "table9": _table_9(found),
        "table9_intervals": _table_9_intervals(found),
        "table10": _table_10(found),
        "table10_correlations": _table_10_correlations(found),
        "models": models_table(found),
        "bootstrap": _bootstrap(found),
        "mixed": _mixed(found),
        "random_effects": _deviations(found),
        "pairs": _pairs(found),
        "ranks": _ranks(found),
        "reliability": _reliability(found),
        "power": _power(found),
        "flags": _flags(found),
        "sensitivity": _sensitivity(found),
        "missing": _missing(found),
        "strata": _strata(found),
        "standardised": _standardised(found),
    }
    for name, (header, rows) in tables.items():
        write_csv(folder / f"{name}.csv", header, rows)
    return [folder / f"{name}.csv" for name in tables]


def models_table(found: Assessment) -> tuple[Header, Rows]:
    """One row for each model as in Table 2: n, means and errors side by side, and the place on the first dimension."""
    dimensions = found.table.dimensions
    means = {(mean.model, mean.dimension): mean.estimate for mean in found.means}
    ranks = {rank.model: rank for rank in found.comparisons[0].ranks}
    counts = dict(zip(found.table.models, found.table.model.counts().tolist(), strict=True))
    header = [
        "model",
        "n",
        *(f"{name}_{part}" for name in dimensions for part in ("mean", "sem")),
        "rank",
        "rank_low",
        "rank_high",
    ]
    rows: Rows = []
    for model in ordered_models(found.table):
        cells = [value for name in dimensions for value in (means[model, name].value, means[model, name].sem)]
        rank = ranks.get(model)
        rows.append([model, counts[model], *cells, *((rank.rank, rank.low, rank.high) if rank else [None] * 3)])
    return header, rows


def _numbers(estimate: Estimate) -> tuple[object, ...]:
    return estimate.n, estimate.value, estimate.sem, estimate.low, estimate.high


def _table_2(found: Assessment) -> tuple[Header, Rows]:
    return ("model", "dimension", *ESTIMATE), [
        [mean.model, mean.dimension, *_numbers(mean.estimate)] for mean in found.means
    ]


def _table_9(found: Assessment) -> tuple[Header, Rows]:
    names = found.table.dimensions
    return ("dimension", *names), [
        [name, *map(float, row)] for name, row in zip(names, triangles(found.table), strict=True)
    ]


def _table_9_intervals(found: Assessment) -> tuple[Header, Rows]:
    return ("unit", "first", "second", "n", "r", "low", "high"), [
        [pair.unit, pair.first, pair.second, pair.estimate.n, *_r(pair.estimate)] for pair in found.correlations
    ]


def _r(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.value, estimate.low, estimate.high


def _table_10(found: Assessment) -> tuple[Header, Rows]:
    names = found.table.dimensions
    header = ("model", "n", "progress", "progress_sem", *(f"{d}_{part}" for d in names for part in ("mean", "sem")))
    rows: Rows = [
        [
            model.model,
            model.progress.n,
            model.progress.value,
            model.progress.sem,
            *(value for rating in model.ratings for value in (rating.value, rating.sem)),
        ]
        for model in (found.progress.models if found.progress else ())
    ]
    return header, rows


def _table_10_correlations(found: Assessment) -> tuple[Header, Rows]:
    rows: Rows = []
    if found.progress:
        for unit, estimates in (("model", found.progress.by_model), ("conversation", found.progress.by_conversation)):
            rows += [
                [unit, name, estimate.n, *_r(estimate)]
                for name, estimate in zip(found.progress.dimensions, estimates, strict=True)
            ]
    return ("unit", "dimension", "n", "r", "low", "high"), rows


def _bootstrap(found: Assessment) -> tuple[Header, Rows]:
    return ("dimension", "model", *ESTIMATE, "over", "n_clusters"), [
        [part.dimension, model, *_numbers(part.resampled.mean(model)), part.resampled.over, part.resampled.n_clusters]
        for part in found.comparisons
        if part.resampled
        for model in part.resampled.models
    ]


def _mixed(found: Assessment) -> tuple[Header, Rows]:
    rows: Rows = []
    for part in found.comparisons:
        if part.latent:
            for index, model in enumerate(part.latent.models):
                weights = part.latent.effects * 0.0
                weights[index] = 1.0
                rows.append([part.dimension, model, *_numbers(part.latent.contrast(weights))])
    return ("dimension", "model", "n", "logits", "se", "low", "high"), rows


def _deviations(found: Assessment) -> tuple[Header, Rows]:
    return ("dimension", "factor", "n_ratings", "sd_logits"), [
        [part.dimension, name, int(part.latent.n.sum()), deviation]
        for part in found.comparisons
        if part.latent
        for name, deviation in part.latent.deviations.items()
    ]


def _pairs(found: Assessment) -> tuple[Header, Rows]:
    header = (
        *("dimension", "first", "second", "n", "difference", "sem", "low", "high", "p", "p_holm"),
        *("logits", "logits_se", "logits_low", "logits_high", "logits_p", "logits_p_holm"),
    )
    return header, [_pair(pair) for part in found.comparisons for pair in part.pairs]


def _pair(pair: Pair) -> Sequence[object]:
    difference, latent = _numbers(pair.difference), _numbers(pair.latent)[1:]
    ends = pair.dimension, pair.first, pair.second
    return [*ends, *difference, pair.p, pair.p_holm, *latent, pair.latent_p, pair.latent_p_holm]


def _ranks(found: Assessment) -> tuple[Header, Rows]:
    return ("dimension", "model", "n", "rank", "low", "high", "best_share"), [
        [rank.dimension, rank.model, rank.n, rank.rank, rank.low, rank.high, rank.best_share]
        for part in found.comparisons
        for rank in part.ranks
    ]


def _reliability(found: Assessment) -> tuple[Header, Rows]:
    header = ("dimension", "n_models", "n", "reliability", "low", "high", "ceiling_r", "ceiling_low", "ceiling_high")
    return header, [
        [one.dimension, one.n_models, one.n, *_r(one.reliability), *_r(one.ceiling)]
        for part in found.comparisons
        if (one := part.reliability)
    ]


def _power(found: Assessment) -> tuple[Header, Rows]:
    needed = (f"n_per_model_for_{difference:g}" for difference in DIFFERENCES)
    header = ("dimension", "n_models", "n_per_model", "sem_difference", "detectable", "detectable_holm", *needed)
    return header, [
        [one.dimension, one.n_models, one.n_per_model, one.error, one.alone, one.holm, *one.needed]
        for part in found.comparisons
        if (one := part.power)
    ]


def _flags(found: Assessment) -> tuple[Header, Rows]:
    return ("conversation", "participant", "model", "reason", "value", "limit"), [
        [flag.conversation, flag.participant, flag.model, flag.reason, flag.value, flag.limit] for flag in found.flags
    ]


def _sensitivity(found: Assessment) -> tuple[Header, Rows]:
    header = ("model", "dimension", *ESTIMATE, *(f"{name}_unflagged" for name in ESTIMATE))
    return header, [
        [row.model, row.dimension, *_numbers(row.everyone), *_numbers(row.unflagged)] for row in found.sensitivity
    ]


def _missing(found: Assessment) -> tuple[Header, Rows]:
    return ("model", "column", "n", "n_missing", "share", "low", "high", "p_models"), [
        [row.model, row.column, row.n, row.n_missing, row.share, row.low, row.high, row.p_models]
        for row in found.missing
    ]


def _strata(found: Assessment) -> tuple[Header, Rows]:
    return ("stratum", "level", "model", "dimension", *ESTIMATE), [
        [row.stratum, row.level, row.model, row.dimension, *_numbers(row.estimate)] for row in found.strata
    ]


def _standardised(found: Assessment) -> tuple[Header, Rows]:
    header = ("stratum", "model", "dimension", "plain_mean", *ESTIMATE, "n_effective", "reason")
    return header, [
        [
            *(row.stratum, row.model, row.dimension, row.plain.value),
            *_numbers(row.weighted),
            *(row.n_effective, row.reason),
        ]
        for row in found.standardised
    ]
