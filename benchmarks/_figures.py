"""How benchmarks state what they found: n, an interval with every figure, a table for people and one line of JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass

import numpy as np
from numpy.typing import NDArray

_N_RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile of ``n`` values with 95 % bootstrap intervals; NaN for what cannot be told."""

    n: int
    median: float
    median_low: float
    median_high: float
    p95: float
    p95_low: float
    p95_high: float


def spread(values: Sequence[float], rng: np.random.Generator) -> Spread:
    """Describe values. One value has no interval, none has nothing."""
    if not values:
        return Spread(0, *[float("nan")] * 6)
    sample = np.asarray(values, np.float64)
    if len(sample) == 1:
        only, nan = float(sample[0]), float("nan")
        return Spread(1, only, nan, nan, only, nan, nan)
    resampled = rng.choice(sample, (_N_RESAMPLES, len(sample)))
    median, p95 = (np.quantile(sample, q) for q in (0.5, 0.95))
    low_high: list[NDArray[np.float64]] = [
        np.quantile(np.quantile(resampled, q, axis=1), (0.025, 0.975)) for q in (0.5, 0.95)
    ]
    (median_low, median_high), (p95_low, p95_high) = low_high
    figures = (median, median_low, median_high, p95, p95_low, p95_high)
    return Spread(len(sample), *(round(float(figure), 4) for figure in figures))


def milliseconds(value: float, low: float, high: float) -> str:
    """Seconds as ``213 ms [201, 230]``."""
    return f"{value * 1000:.0f} ms [{low * 1000:.0f}, {high * 1000:.0f}]"


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        cells = [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print("  ".join(cells).rstrip())


def print_figures(figures: Mapping[str, object]) -> None:
    """The last line of a benchmark: one JSON object, null for what could not be measured."""

    def plain(value: object) -> object:
        if is_dataclass(value) and not isinstance(value, type):
            return plain(asdict(value))
        if isinstance(value, Mapping):
            return {key: plain(inner) for key, inner in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [plain(inner) for inner in value]
        return None if isinstance(value, float) and np.isnan(value) else value

    print(json.dumps(plain(figures)), flush=True)


def machine() -> dict[str, object]:
    """What the figures were measured on."""
    return {
        "cpus": len(os.sched_getaffinity(0)),
        "load_1_min": os.getloadavg()[0],
        "python": platform.python_version(),
    }
