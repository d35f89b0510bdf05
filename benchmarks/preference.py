"""What the preference meter gives where scores and ratings have nothing to do with each other, and where they have.

Noise: random scores of seven models, random ratings. Beside the paper's leave-one-model-out r stand Pearson's r over
unseen predictions, which is no cure, and accuracy over pairs of unseen models, which is fair. Intervals: models drawn
from one population; counted is how often the jackknife+ interval holds the rating of one that was not rated.

Example: make bench NAME=preference ARGS="--runs 400"
"""

from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from threadpoolctl import threadpool_limits

from analysis.preference.conformal import predict_unrated
from analysis.preference.protocols import correlations, leave_one_out, regression_hits
from analysis.preference.ridge import Ridge
from analysis.ratings.table import Floats
from benchmarks._figures import machine, print_figures, print_table

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
SIZES = (10, 100, 1000)
N_RATINGS = 20  # random ratings tried on each random score matrix
RATED = (7, 12, 20)
LEVEL = 0.8


@app.command()
def main(
    runs: Annotated[int, typer.Option(help="Score matrices of each kind.")] = 400,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 1,
) -> None:
    """Simulate, count, print."""
    console = Console(stderr=True)
    rng = np.random.default_rng(seed)

    def times(title: str) -> range:
        return track(range(runs), title, console=console, disable=not console.is_terminal)  # type: ignore[return-value]

    with threadpool_limits(1):
        floors = {n: np.mean([noise(n, rng) for _ in times(f"noise, {n} items")], axis=0) for n in SIZES}
        held = {m: float(np.mean([new_model(m, rng) for _ in times(f"{m} rated models")])) for m in RATED}
    print_table(
        ("noise, 7 models", "paper's r", "r unseen", "pairs unseen"),
        [(f"{n} items", *(f"{value:.3f}" for value in floors[n])) for n in SIZES],
    )
    print_table((f"interval at {LEVEL:.0%}", "held"), [(f"{m} rated models", f"{held[m]:.3f}") for m in RATED])
    figures = {str(n): dict(zip(("lomo", "unseen_r", "pairs"), map(float, floors[n]), strict=True)) for n in SIZES}
    print_figures({"machine": machine(), "runs": runs, "noise": figures, "held": {str(m): held[m] for m in RATED}})


def noise(n_items: int, rng: np.random.Generator) -> Floats:
    """The paper's r, r over unseen predictions, and accuracy over unseen pairs; means over some random ratings."""
    learner, targets = Ridge(rng.uniform(size=(7, n_items))), rng.uniform(size=(7, N_RATINGS))
    found = leave_one_out(learner, targets)
    unseen = correlations(found.out_of_fold, targets)
    return np.array([found.r.mean(), unseen.mean(), regression_hits(learner, targets).mean()])


def new_model(n_rated: int, rng: np.random.Generator) -> bool:
    """Whether the interval of one unrated model of the same population holds its rating."""
    quality = rng.uniform(0.2, 0.8, n_rated + 1)
    scores = np.clip(quality[:, None] + rng.normal(0, 0.3, (n_rated + 1, 50)), 0, 1)
    ratings = 1 + 5 * np.clip(quality + rng.normal(0, 0.05, n_rated + 1), 0, 1)
    (found,) = predict_unrated(Ridge(scores), (ratings[:n_rated] - 1) / 5, level=LEVEL)
    return bool(found.low <= ratings[n_rated] <= found.high)


if __name__ == "__main__":
    app()
