"""Whether the statistics of ratings keep their word where the truth is known.

Studies are simulated from the rater model of `analysis.ratings.simulated`, each analysed as a real one would be. What
is counted: how far means are off, how often 95 % intervals hold the truth, how often one pair of equal models is called
different at 5 %, and how often any pair is after Holm.

Example: make bench NAME=ratings ARGS="--runs 2000"
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from threadpoolctl import threadpool_limits

from analysis.ratings.latent import latent_models
from analysis.ratings.pairs import Pair, all_pairs
from analysis.ratings.resampling import resample
from analysis.ratings.simulated import Raters, expected_means, simulate_ratings
from analysis.ratings.table import Floats
from benchmarks._figures import machine, print_figures, print_table

app = typer.Typer(pretty_exceptions_enable=False, add_completion=False)
ALPHA = 0.05


@dataclass(frozen=True, slots=True)
class Setting:
    """One kind of study."""

    name: str
    effects: Sequence[float]
    per_model: int
    raters: Raters


SETTINGS = (
    Setting("3 equal models, one talk each", (0.0, 0.0, 0.0), 60, Raters()),
    Setting("3 equal models, three talks each", (0.0, 0.0, 0.0), 60, Raters(conversations_each=3)),
    Setting("7 equal models, one talk each", (0.0,) * 7, 110, Raters(n_scenarios=60)),
    Setting("3 models apart, three talks each", (0.6, 0.0, -0.6), 60, Raters(conversations_each=3)),
)


@dataclass
class Tally:
    """What was found in the runs of one setting."""

    errors: list[float] = field(default_factory=list)
    means_held: list[bool] = field(default_factory=list)
    differences_held: list[bool] = field(default_factory=list)
    logits_held: list[bool] = field(default_factory=list)
    called: list[bool] = field(default_factory=list)
    any_called: list[bool] = field(default_factory=list)
    logits_called: list[bool] = field(default_factory=list)
    any_logits_called: list[bool] = field(default_factory=list)


@app.command()
def main(
    runs: Annotated[int, typer.Option(help="Studies of each kind.")] = 2000,
    draws: Annotated[int, typer.Option(help="Of each bootstrap.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same figures.")] = 1,
) -> None:
    """Simulate, count, print."""
    console = Console(stderr=True)
    rows, figures = [], {}
    for setting in SETTINGS:
        rng = np.random.default_rng(seed)
        truth, tally = expected_means(setting.effects, rng, raters=setting.raters), Tally()
        with threadpool_limits(1):
            for _ in track(range(runs), setting.name, console=console, disable=not console.is_terminal):
                study(setting, truth, tally, rng, draws=draws)
        found = summary(tally, is_null=len(set(setting.effects)) == 1)
        figures[setting.name] = found
        rows.append((setting.name, *(f"{value:.3f}" for value in found.values())))
    print_table(("studies", *found), rows)
    print_figures({"machine": machine(), "runs": runs, "draws": draws, "alpha": ALPHA, "settings": figures})


def study(setting: Setting, truth: Floats, tally: Tally, rng: np.random.Generator, *, draws: int) -> None:
    """Simulate and analyse one study."""
    table = simulate_ratings(setting.effects, rng, per_model=setting.per_model, raters=setting.raters)
    resampled = resample(table, "overall", rng, n_draws=draws)
    means = dict(zip(table.models, truth, strict=True))
    effects = dict(zip(table.models, setting.effects, strict=True))
    for model in table.models:
        mean = resampled.mean(model)
        tally.errors.append(mean.value - means[model])
        tally.means_held.append(mean.low <= means[model] <= mean.high)
    pairs = all_pairs(resampled, latent_models(table, "overall"))
    for pair in pairs:
        tally.differences_held.append(_holds(pair, means[pair.first] - means[pair.second]))
        tally.logits_held.append(pair.latent.low <= effects[pair.first] - effects[pair.second] <= pair.latent.high)
        tally.called.append(pair.p < ALPHA)
        tally.logits_called.append(pair.latent_p < ALPHA)
    tally.any_called.append(min(pair.p_holm for pair in pairs) < ALPHA)
    tally.any_logits_called.append(min(pair.latent_p_holm for pair in pairs) < ALPHA)


def summary(tally: Tally, *, is_null: bool) -> dict[str, float]:
    """Shares; those of false alarms only where the models are equal."""
    alarm = np.mean if is_null else (lambda _: float("nan"))
    return {
        "bias": float(np.mean(tally.errors)),
        "mean held": float(np.mean(tally.means_held)),
        "difference held": float(np.mean(tally.differences_held)),
        "logits held": float(np.mean(tally.logits_held)),
        "one pair": float(alarm(tally.called)),
        "any, Holm": float(alarm(tally.any_called)),
        "one pair, logits": float(alarm(tally.logits_called)),
        "any, Holm, logits": float(alarm(tally.any_logits_called)),
    }


def _holds(pair: Pair, truth: float) -> bool:
    return pair.difference.low <= truth <= pair.difference.high


if __name__ == "__main__":
    app()
