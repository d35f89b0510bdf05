"""Models compared on one subset: scores with intervals, and the ranks that the data leave open, as one page.

Ranks are ranges. A model is surely ahead of another if the difference of their scores, over the same resampled items
and with ungraded items against it, stays above zero at 95 %. Its best rank counts who is surely ahead of it, its worst
who is surely behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.benchmark.matrices import Run, combine
from analysis.benchmark.scoring import LEVEL, resampled

PAGE = Path(__file__).parent / "leaderboard.html.j2"


@dataclass(frozen=True, slots=True)
class Standing:
    """One model's line. ``score`` is None where too little was graded; the model then stands by its interval alone."""

    model: str
    score: float | None
    low: float
    high: float
    best_rank: int
    worst_rank: int
    preference: Mapping[str, Any] | None
    coverage: float
    n_scored: int
    n_error: int
    n_unscored: int
    run: Run

    @property
    def ranks(self) -> str:
        """The range in words."""
        if self.best_rank == self.worst_rank:
            return str(self.best_rank)
        return f"{self.best_rank} to {self.worst_rank}"


def standings(runs: Sequence[Run], *, seed: int = 1) -> list[Standing]:
    """The models from the highest score down; those without a score last, by the middle of their interval.

    Raises:
        ScoresFaultError: the runs did not measure the same items in the same way.
    """
    matrix = combine(runs)
    weight = {row["item"]: row["weight"] for row in runs[0].rows}
    weights = np.array([weight[item] for item in matrix.items], dtype=np.float64)
    ahead = surely_ahead(matrix.scores, weights, seed=seed)
    lines = [_standing(run, place, ahead) for place, run in enumerate(runs)]
    return sorted(lines, key=lambda line: (line.score is None, -(line.score or (line.low + line.high) / 2)))


def surely_ahead(scores: NDArray[np.float64], weights: NDArray[np.float64], *, seed: int) -> NDArray[np.bool_]:
    """Whether the row's model is surely ahead of the column's.

    Parameters
    ----------
    scores : shape (K, I), in [0, 1]; NaN = ungraded, at its worst for the row and at its best for the column.
    weights : shape (I,), not negative.
    seed : of the resamples.

    Returns
    -------
    array of bool, shape (K, K)
        True where the 2.5 % quantile of the difference over resampled items is above zero.
    """
    worst, best = resampled(scores, weights, seed=seed)
    n_models = len(scores)
    lows = [[_low(worst[:, one] - best[:, other]) for other in range(n_models)] for one in range(n_models)]
    return np.asarray(np.array(lows) > 0)


def render(lines: Sequence[Standing], *, title: str) -> str:
    """The page, whole in one file."""
    import jinja2

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    manifest = lines[0].run.manifest
    return environment.from_string(PAGE.read_text()).render(
        lines=lines,
        title=title,
        subset=manifest["subset"],
        judges=sorted({str(judge["model"]) for judge in manifest["judges"].values()}),
        with_preference=any(line.preference is not None for line in lines),
    )


def _low(differences: NDArray[np.float64]) -> float:
    return float(np.nanquantile(differences, (1 - LEVEL) / 2))


def _standing(run: Run, place: int, ahead: NDArray[np.bool_]) -> Standing:
    scores = {score["mode"]: score for score in run.manifest["scores"]}
    benchmark = scores["benchmark"]
    return Standing(
        model=run.model,
        score=benchmark["score"],
        low=benchmark["low"],
        high=benchmark["high"],
        best_rank=1 + int(ahead[:, place].sum()),
        worst_rank=len(ahead) - int(ahead[place].sum()),
        preference=scores.get("preference"),
        coverage=benchmark["coverage"],
        n_scored=benchmark["n_scored"],
        n_error=benchmark["n_error"],
        n_unscored=benchmark["n_unscored"],
        run=run,
    )
