"""Ratings from a stated rater model: what checks the statistics, since here the truth is known.

Behind a rating is a latent impression: the model's effect, the category's, the scenario's, the person's, a further part
for each dimension, and logistic noise. Thresholds cut it into six levels. Everything is marked as simulated by its ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.ratings.table import Factor, Floats, RatingsTable

THRESHOLDS = (-2.8, -1.9, -0.9, 0.3, 1.6)
CATEGORIES: Mapping[str, float] = {"open_chat": 0.2, "goal_oriented": 0.4, "tool_calling": 0.4}


@dataclass(frozen=True, slots=True)
class Raters:
    """How impressions vary, in logits.

    Attributes
    ----------
    participant_sd : between people.
    scenario_sd : between scenarios of a category.
    category_effects : of the three categories, in the order of ``CATEGORIES``.
    n_scenarios : in all; each category has its share.
    conversations_each : how many conversations a person has.
    """

    participant_sd: float = 0.8
    scenario_sd: float = 0.5
    category_effects: tuple[float, float, float] = (0.3, 0.0, -0.3)
    n_scenarios: int = 24
    conversations_each: int = 1


def simulate_ratings(
    effects: Sequence[float],
    rng: np.random.Generator,
    *,
    per_model: int,
    raters: Raters | None = None,
    dimensions: Sequence[str] = ("overall",),
) -> RatingsTable:
    """Ratings of one model for each effect.

    Parameters
    ----------
    effects : The models' effects in logits, higher is better.
    rng : Draws everything.
    per_model : Conversations of each model; the categories get 20, 40 and 40 of a hundred.
    raters : How impressions vary.
    dimensions : Names of the dimensions; all have the same effects and their own noise.

    Returns
    -------
    Ratings of the models ``simulated-1`` and so on, in the order of ``effects``.
    """
    raters = raters or Raters()
    n_models, n = len(effects), len(effects) * per_model
    model = np.tile(np.arange(n_models), per_model)
    category = np.repeat(_categories(per_model, rng), n_models)
    home = np.repeat(np.arange(len(CATEGORIES)), _shares(raters.n_scenarios))
    scenario = np.array([rng.choice(np.flatnonzero(home == code)) for code in category])
    participant = rng.permutation(n) // raters.conversations_each
    latent = (
        np.asarray(effects)[model]
        + np.asarray(raters.category_effects)[category]
        + rng.normal(0, raters.scenario_sd, raters.n_scenarios)[scenario]
        + rng.normal(0, raters.participant_sd, n)[participant]
    )
    noisy = latent[:, None] + rng.logistic(size=(n, len(dimensions)))
    unknown = np.full(n, np.nan)
    return RatingsTable(
        conversations=tuple(f"simulated-{i}" for i in range(n)),
        participant=_named("person", participant),
        model=_named("simulated", model + 1),
        scenario=_named("scenario", scenario),
        category=Factor.of([list(CATEGORIES)[code] for code in category]),
        dimensions=tuple(dimensions),
        ratings=np.digitize(noisy, THRESHOLDS).astype(np.float64) + 1,
        progress=unknown,
        conversation_s=unknown,
        rating_s=unknown,
    )


def expected_means(
    effects: Sequence[float], rng: np.random.Generator, *, raters: Raters | None = None, n_draws: int = 200_000
) -> Floats:
    """The models' true mean ratings over all people and scenarios, shape (M,), by simulation."""
    raters = raters or Raters()
    spread = rng.normal(0, np.hypot(raters.participant_sd, raters.scenario_sd), n_draws) + rng.logistic(size=n_draws)
    category = rng.choice(len(CATEGORIES), n_draws, p=list(CATEGORIES.values()))
    impression = spread + np.asarray(raters.category_effects)[category]
    return np.array([1 + np.digitize(impression + effect, THRESHOLDS).mean() for effect in effects])


def _categories(per_model: int, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    found: np.ndarray[tuple[int], np.dtype[np.intp]] = rng.permutation(np.repeat(np.arange(3), _shares(per_model)))
    return found


def _shares(n: int) -> list[int]:
    first, second, _ = (round(n * share) for share in CATEGORIES.values())
    return [first, second, n - first - second]


def _named(prefix: str, codes: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Factor:
    width = len(str(int(codes.max())))
    return Factor.of([f"{prefix}-{code:0{width}d}" for code in codes])
