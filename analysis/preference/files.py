"""The files of ``parley analysis preference``: the paper's figures, and what they are worth, side by side."""

from collections.abc import Sequence
from pathlib import Path

from analysis.alignment.rated import Matched
from analysis.preference.meter import Reading
from analysis.writing import write_csv

LOMO = ("method", "n", "lomo", "null_mean", "null_p95", "p", "n_models", "n_repeats")
PAIRWISE = (
    *("method", "n", "regression", "regression_sem", "regression_low", "regression_high"),
    *("original", "original_sem", "original_low", "original_high", "null_mean", "null_p95", "p"),
    *("n_pairs", "n_models", "n_repeats"),
)
METER = ("method", "n", "skill", "null_mean", "null_p95", "p", "error", "guess_error", "n_models", "n_repeats")
OUT_OF_FOLD = ("method", "n", "model", "rating", "sem", "n_ratings", "out_of_fold")
PREDICTED = ("method", "n", "model", "rating", "low", "high", "level", "n_rated_models")


def write_readings(folder: Path, matched: Matched, readings: Sequence[Reading]) -> None:
    """Write ``lomo``, ``pairwise``, ``meter``, ``out_of_fold`` and ``predicted`` below ``folder``."""
    write_csv(folder / "lomo.csv", LOMO, [lomo_row(reading) for reading in readings])
    write_csv(folder / "pairwise.csv", PAIRWISE, [pairwise_row(reading) for reading in readings])
    write_csv(folder / "meter.csv", METER, [_meter_row(reading) for reading in readings])
    write_csv(folder / "out_of_fold.csv", OUT_OF_FOLD, _out_of_fold(matched, readings))
    write_csv(folder / "predicted.csv", PREDICTED, _predicted(matched, readings))


def lomo_row(reading: Reading) -> Sequence[object]:
    """A row of ``lomo.csv``."""
    null = reading.lomo
    figures = (null.value, null.null_mean, null.null_p95, null.p)
    return [reading.method, reading.n, *figures, reading.n_models, reading.n_repeats]


def pairwise_row(reading: Reading) -> Sequence[object]:
    """A row of ``pairwise.csv``."""
    null = reading.pairwise
    return [
        *(reading.method, reading.n, null.value, reading.pairwise_sem, *reading.pairwise_interval),
        *(reading.original, reading.original_sem, *reading.original_interval),
        *(null.null_mean, null.null_p95, null.p),
        *(reading.n_models * (reading.n_models - 1) // 2, reading.n_models, reading.n_repeats),
    ]


def _meter_row(reading: Reading) -> Sequence[object]:
    null = reading.skill
    figures = (null.value, null.null_mean, null.null_p95, null.p, reading.error, reading.guess_error)
    return [reading.method, reading.n, *figures, reading.n_models, reading.n_repeats]


def _out_of_fold(matched: Matched, readings: Sequence[Reading]) -> list[Sequence[object]]:
    rated = matched.rated
    return [
        [
            *(reading.method, reading.n, model, float(rated.means[row]), float(rated.sems[row]), int(rated.n[row])),
            float(reading.out_of_fold[row]),
        ]
        for reading in readings
        for row, model in enumerate(rated.models)
    ]


def _predicted(matched: Matched, readings: Sequence[Reading]) -> list[Sequence[object]]:
    return [
        [
            reading.method,
            reading.n,
            matched.scores.models[one.row],
            one.rating,
            one.low,
            one.high,
            one.level,
            reading.n_models,
        ]
        for reading in readings
        for one in reading.predicted
    ]
