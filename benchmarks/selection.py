"""How long Table 1 takes: ten methods, twenty sizes, 300 folds, beside a plain scikit-learn implementation.

Ours is one whole repeat (three folds, all sizes, estimates, intervals and correlations). Plain is timed on sampled
cells, one fold at four sizes, and interpolated between them. All is processor time with one thread, so that it is what
idle cores would take whatever else the machine does; the floor is the products of plain Lloyd steps alone, at the speed
of a product of that shape.

Example: make bench NAME=selection
"""

import resource
import sys
from time import process_time

import numpy as np
from threadpoolctl import threadpool_limits

from analysis.scores.matrix import ScoreMatrix
from analysis.scores.simulation import ACOUSTIC_DIMS, SEMANTIC_DIMS
from analysis.scores.synthetic import synthetic_embeddings, synthetic_scores
from analysis.selection.evaluation import evaluate
from analysis.selection.features import reduced
from analysis.selection.plan import DEFAULT_SIZES, PAPER_SIZES, Plan
from analysis.selection.registry import METHODS
from benchmarks._figures import machine, print_figures, print_table
from benchmarks._selection_plain import Plain

SAMPLED = (10, 50, 200, 1000)
N_FOLDS, REPEATS, N_CORES = 300, 100, 2
LIMIT_MINUTES, LEAST_RATIO = 60.0, 30.0
PAPER = [name for name, method in METHODS.items() if method.in_paper]


def main() -> None:
    """Time both sides; exit 1 where Table 1 takes over an hour of two cores or less than 30 times less than plain."""
    rng = np.random.default_rng(0)
    matrix = synthetic_scores(rng)
    vectors = {
        name: synthetic_embeddings(rng, matrix, n_dims=dims)
        for name, dims in (("semantic", SEMANTIC_DIMS), ("acoustic", ACOUSTIC_DIMS))
    }
    with threadpool_limits(1):
        started = process_time()
        features = {name: reduced(each) for name, each in vectors.items()}
        features["metadata"] = np.ones((matrix.n_items, 2), dtype=np.float32)
        once = process_time() - started
        ours = {name: _repeat(matrix, features, name, DEFAULT_SIZES) for name in PAPER}
        every = sum(_repeat(matrix, features, name, PAPER_SIZES) for name in PAPER) if "--all" in sys.argv else None
        plain = Plain(matrix.of_models(np.arange(12)), vectors)
        cells = {name: [plain.seconds(name, n) for n in SAMPLED] for name in PAPER}
        floor = _floor_seconds(plain, matrix.n_items)
    _report(ours, cells, once=once, floor=floor, every=every)


def _repeat(
    matrix: ScoreMatrix,
    features: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]],
    name: str,
    sizes: tuple[int, ...],
) -> float:
    started = process_time()
    evaluate(matrix, features, Plan((name,), sizes), 0)
    return process_time() - started


def _over_sizes(at_sampled: list[float]) -> float:
    """Seconds of one fold over the twenty sizes, interpolated."""
    return float(np.interp(DEFAULT_SIZES, SAMPLED, at_sampled).sum())


def _floor_seconds(plain: Plain, n_items: int) -> float:
    """One fold's products, all clusterings at twenty sizes: 2 I (D + 1) n iterations, at this machine's speed."""
    rng = np.random.default_rng(0)
    points, centres = rng.random((n_items, 50), dtype=np.float32), rng.random((50, 200), dtype=np.float32)
    started = process_time()
    for _ in range(10):
        points @ centres
    rate = 10 * 2 * n_items * 50 * 200 / (process_time() - started)
    total = 0.0
    for name in ("irt", "anchor-points", "semantic", "acoustic", "combined"):
        steps, dims = zip(*(plain.iterations[(name, n)] for n in SAMPLED), strict=True)
        share = 1 / 3 if not METHODS[name].sees_scores else 1.0
        products = np.interp(DEFAULT_SIZES, SAMPLED, steps) * np.array(DEFAULT_SIZES)
        total += share * float(products.sum()) * 2 * n_items * (dims[0] + 1)
    return total / rate


def _report(
    ours: dict[str, float], cells: dict[str, list[float]], *, once: float, floor: float, every: float | None
) -> None:
    rows = [
        (
            name,
            f"{ours[name] / 3:.2f}",
            f"{_over_sizes(cells[name]):.1f}",
            f"{3 * _over_sizes(cells[name]) / ours[name]:.0f}x",
        )
        for name in ours
    ]
    print_table(("method", "ours, s a fold", "plain, s a fold", "ratio"), rows)
    minutes = (once + REPEATS * sum(ours.values())) / N_CORES / 60
    plain_minutes = N_FOLDS * sum(map(_over_sizes, cells.values())) / N_CORES / 60
    figures = {
        "machine": machine(),
        "table_1_minutes_on_two_cores": round(minutes, 1),
        "plain_minutes_on_two_cores": round(plain_minutes, 1),
        "ratio": round(plain_minutes / minutes, 1),
        "floor_minutes_on_two_cores": round(N_FOLDS * floor / N_CORES / 60, 1),
        "pca_once_s": round(once, 1),
        "seconds_a_fold": {name: round(value / 3, 3) for name, value in ours.items()},
        "plain_seconds_by_size": {
            name: dict(zip(SAMPLED, np.round(values, 3).tolist(), strict=True)) for name, values in cells.items()
        },
        "paper_sizes_hours_on_two_cores": None if every is None else round(REPEATS * every / N_CORES / 3600, 2),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print_figures(figures)
    if minutes > LIMIT_MINUTES or plain_minutes / minutes < LEAST_RATIO:
        sys.exit(f"Table 1 takes {minutes:.0f} minutes, {plain_minutes / minutes:.0f} times less than plain")


if __name__ == "__main__":
    main()
